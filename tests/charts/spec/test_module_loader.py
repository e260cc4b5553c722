"""Chart modules: where they come from, and what is said when one is wrong."""

from __future__ import annotations

import sys

import altair  # noqa: F401  (no chart's time is spent on it)
import pytest

from crossfoot.charts.spec.module_loader import load_chart_modules, together
from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.memo import Memo

GOOD = """
@chart(title="Towers")
def {}(ask):
    return bars(ask.figures("bell-rock.height.1810"))
"""


def test_charts_come_in_the_order_of_files_and_functions(draw):
    got = draw(b=GOOD.format("second") + GOOD.format("a_third"), a=GOOD.format("first"))
    assert list(got.drawn) == ["first", "second", "a-third"]


def test_a_module_may_import_a_shared_one_and_leaves_nothing_behind(draw, tmp_path):
    shared = "TOWER = 'bell-rock.height.1810'\n"
    user = GOOD.format("towers").replace('"bell-rock.height.1810"', "TOWER")
    got = draw(_shared=shared, towers="from ._shared import TOWER\n" + user)
    assert not got.said and list(got.drawn) == ["towers"]
    assert not list((tmp_path / "scripts").rglob("__pycache__"))


def test_a_function_may_import_a_neighbour_when_it_is_called(draw):
    late = GOOD.format("towers").replace("    return", "    from ._shared import TOWER\n    return")
    late = late.replace('"bell-rock.height.1810"', "TOWER")
    got = draw(_shared="TOWER = 'bell-rock.height.1810'\n", towers=late)
    assert not got.said and list(got.drawn) == ["towers"]
    assert not [name for name in sys.modules if name.startswith("briefing_charts")]


def test_each_briefing_s_functions_import_their_own_neighbours(tmp_path):
    late = "from crossfoot.charts import chart\n@chart(title='A')\ndef a(ask):\n    "
    late += "from ._shared import NAME\n    return NAME"
    loaded = []
    for name in ("old", "new"):
        folder = tmp_path / name / "scripts/charts"
        folder.mkdir(parents=True)
        (folder / "_shared.py").write_text(f"NAME = {name!r}\n")
        (folder / "a.py").write_text(late)
        loaded += load_chart_modules(tmp_path / name, Diagnostics())
    for one, name in zip(loaded, ("old", "new"), strict=True):
        with together(one.modules):
            assert one.calls(None, "wide")() == name


def test_a_module_may_begin_with_a_byte_order_mark(tmp_path):
    (tmp_path / "scripts/charts").mkdir(parents=True)
    text = "from crossfoot.charts import chart\n@chart(title='A')\ndef a(ask): ...\n"
    (tmp_path / "scripts/charts/a.py").write_text(text, "utf-8-sig")
    problems = Diagnostics()
    assert [one.id for one in load_chart_modules(tmp_path, problems)] == [
        "a"
    ] and not problems.found


def test_a_file_that_a_module_reads_makes_it_another(tmp_path):
    folder = tmp_path / "scripts/charts"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text(
        "from pathlib import Path\nfrom crossfoot.charts import chart\n"
        "@chart(title=Path(__file__).with_name('title.txt').read_text())\ndef a(ask): ...\n"
    )
    memo, seen = Memo(), []
    for title in ("One", "Two", "Two"):
        (folder / "title.txt").write_text(title)
        (one,) = load_chart_modules(tmp_path, Diagnostics(), memo)
        seen.append((one.texts["title"], one.code))
    assert [title for title, _ in seen] == ["One", "Two", "Two"]
    assert seen[0][1] != seen[1][1] == seen[2][1]


def test_charts_in_a_folder_of_their_own_are_told(tmp_path):
    folder = tmp_path / "scripts/charts/north/old"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text("@chart(title='A')\ndef a(ask): ...\n")
    (folder / "helper.py").write_text("A = 1\n")
    problems = Diagnostics()
    assert load_chart_modules(tmp_path, problems) == []
    assert list(map(str, problems.found)) == [
        "scripts/charts/north/old/a.py:1:1: warning: charts in a folder of their own are not read; "
        "the file in scripts/charts itself"
    ]


@pytest.mark.parametrize(
    ("takes", "said"),
    [
        ("", "chart it: its function takes no argument; one to ask for its data, as in (ask)"),
        ("ask, *, width", ""),
        ("ask, width='wide'", ""),
        ("ask, how", ""),
        ("ask, *, quiet=()", ""),
    ],
)
def test_what_a_function_takes(draw, takes, said):
    body = f"\n@chart(title='Towers')\ndef it({takes}):\n"
    got = draw(body + "    return bars(ask.figures('bell-rock.height.1810'))\n")
    assert got.said == (said and f"scripts/charts/lights.py:6:1: {said}")


@pytest.mark.parametrize(("long", "said"), [(150, []), (151, ["has 151 characters, too many"])])
def test_an_id_that_no_file_can_be_named_by_is_told_where_it_stands(tmp_path, long, said):
    (tmp_path / "scripts/charts").mkdir(parents=True)
    text = (
        f"from crossfoot.charts import chart\n@chart(title='A', id='a' * {long})\ndef a(ask): ...\n"
    )
    (tmp_path / "scripts/charts/a.py").write_text(text)
    problems = Diagnostics()
    load_chart_modules(tmp_path, problems)
    told = [(f"{p.place.path}:{p.place.line}", p.message) for p in problems.errors]
    assert len(told) == len(said)
    assert all(at == "scripts/charts/a.py:3" and said[0] in what for at, what in told)


def test_data_that_is_a_bare_list_is_told_with_what_to_write(draw):
    body = "\n@chart(title='Towers')\ndef it(ask):\n    return alt.Chart("
    body += "ask.figures('bell-rock.height.1810')).mark_bar().encode(x='value:Q')"
    assert "chart it: its data is a bare list; alt.Chart(data(rows))" in draw(body).said


def test_a_module_that_fails_is_told_once_however_many_import_it(draw):
    user = "from ._shared import TOWER\n" + GOOD.format("towers")
    got = draw(_shared="TOWER = 1 / 0\n", towers=user)
    assert [p.place.path for p in got.problems.errors] == ["scripts/charts/_shared.py"]


def test_a_syntax_error_is_told_with_line_and_column_and_the_rest_is_drawn(draw):
    got = draw(a="def broken(:\n", b=GOOD.format("towers"))
    assert got.said.startswith("scripts/charts/a.py:4:12: syntax error: ")
    assert list(got.drawn) == ["towers"]


def test_a_conflict_that_git_left_is_told_as_such(draw):
    got = draw(a="<<<<<<< HEAD\nA = 1\n=======\nA = 2\n>>>>>>> theirs\n")
    assert got.said.startswith("scripts/charts/a.py:4:1: a conflict that git left to you; one of")


def test_an_exception_is_told_at_the_line_that_it_came_from(draw):
    got = draw(
        GOOD.format("towers")
        + """
@chart(title="Broken")
def broken(ask):
    rows = ask.figures("bell-rock.height.1810")
    return rows[3]
"""
    )
    assert "scripts/charts/lights.py:12:12: chart broken failed: IndexError: " in got.said
    assert list(got.drawn) == ["towers"]


def test_an_unknown_figure_is_told_at_the_line_that_asks_for_it(draw):
    got = draw(GOOD.format("towers").replace("bell-rock", "bell-rok"))
    assert got.said == (
        "scripts/charts/lights.py:7:17: chart towers: no figure bell-rok.height.1810; "
        "did you mean bell-rock.height.1810?"
    )


def test_all_charts_problems_come_at_once(draw):
    bad = GOOD.replace("return bars(ask", "return (ask")
    got = draw(bad.format("one") + bad.format("another"))
    assert "chart one: returned list; an Altair chart" in got.said
    assert "chart another: returned list; an Altair chart" in got.said


def test_a_second_chart_of_one_id_is_refused(draw):
    got = draw(a=GOOD.format("towers"), b=GOOD.format("towers"))
    assert "scripts/charts/b.py:6:1: a second chart towers; another name" in got.said


def test_a_symlink_is_not_followed(tmp_path):
    folder = tmp_path / "scripts" / "charts"
    folder.mkdir(parents=True)
    (tmp_path / "else.py").write_text("raise SystemExit\n", "utf-8")
    (folder / "link.py").symlink_to(tmp_path / "else.py")
    problems = Diagnostics()
    assert load_chart_modules(tmp_path, problems) == []
    assert "scripts/charts/link.py:1:1: a symbolic link is not followed" in str(problems.errors[0])


def test_a_long_title_is_a_warning_at_its_own_place(draw):
    long = "One tower stands on a rock in the sea far from any land"
    got = draw(GOOD.format("towers").replace('"Towers"', f'"{long}"'))
    assert "scripts/charts/lights.py:5:14: warning: chart towers: a title of 13 words" in got.warned
    assert list(got.drawn) == ["towers"]


def test_an_unknown_property_is_told_in_altairs_words(draw):
    got = draw(
        """
@chart(title="Towers")
def towers(ask):
    rows = ask.figures("bell-rock.height.1810")
    return alt.Chart(data(rows)).mark_bar(colour="blue").encode(x="value:Q")
"""
    )
    assert "scripts/charts/lights.py:8:12: chart towers failed: " in got.said
    assert "'colour'" in got.said
    assert len(got.problems.errors) == 1 and not got.drawn


@pytest.mark.parametrize(
    "loop",
    [
        "while True: pass",
        "while True:\n        try: all(range(999))\n        except Exception: pass",
    ],
    ids=["plain", "with faults passed over"],
)
def test_what_goes_on_and_on_is_stopped_at_its_line(loop, draw, monkeypatch):
    monkeypatch.setattr("crossfoot.charts.spec.time_limits.SECONDS", 0.2)
    monkeypatch.setattr("crossfoot.limits.EVERY", 0.1)
    got = draw(f'\n@chart(title="On")\ndef on(ask):\n    {loop}\n')
    (told,) = got.problems.errors
    said = "chart on: it goes on for more than 0.2 s of processor time; Python that ends"
    assert said in str(told)
    assert told.place.column > 1, "within the function, not at its head"


def test_a_chart_that_sleeps_is_stopped_at_its_line(draw, monkeypatch):
    monkeypatch.setattr("crossfoot.charts.spec.time_limits.IDLE", 0.1)
    monkeypatch.setattr("crossfoot.limits.EVERY", 0.02)
    got = draw('import time\n@chart(title="On")\ndef on(ask):\n    time.sleep(86_400)\n')
    (told,) = got.problems.errors
    said = ":7:5: chart on: it has waited for 0.1 s and takes no processor time; Python that ends"
    assert said in str(told)


def test_what_a_chart_prints_is_none_of_the_command_s_words(draw, capsys):
    draw(
        '\n@chart(title="Loud")\ndef loud(ask):\n    print("aloud")\n'
        '    return bars(ask.figures("bell-rock.height.1810"))\n'
    )
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "aloud\n")


FACTORY = """
def tower(name):
    @chart(id=name, title="Towers")
    def draw(ask):
        return bars(ask.figures(f"{name}.height.1810"))
    return draw
"""


def test_charts_that_a_factory_makes_count(draw):
    got = draw(_shared=FACTORY, a="from ._shared import tower\nCHARTS = [tower('bell-rock')]\n")
    assert (got.said, got.warned, list(got.drawn)) == ("", "", ["bell-rock"])
    assert str(got.drawn["bell-rock"].spec.place) == str(
        SourceLocation("scripts/charts/_shared.py", 7, 5)
    )


def test_charts_of_a_loop_count_and_each_draws_its_own(draw):
    got = draw("""
for name, period in (("one", "1810"), ("other", "2031")):
    @chart(id=name, title="Towers")
    def draw(ask, period=period):
        return bars(ask.figures("bell-rock.height.1810" if period == "1810"
            else "new-point.height.2031"))
""")
    assert got.said == ""
    assert [got.drawn[id].spec.figures for id in ("one", "other")] == [
        ("bell-rock.height.1810",),
        ("new-point.height.2031",),
    ]


def test_a_loop_whose_charts_would_all_draw_the_last_is_refused(draw):
    got = draw("""
for name in ("one", "other"):
    @chart(id=name, title="Towers")
    def draw(ask):
        return bars(ask.figures("bell-rock.height.1810"), text=name)
""")
    assert got.said.startswith(
        "scripts/charts/lights.py:7:5: the charts one and other are one function that draws the "
        "same; a factory, or the loop's variable as a default"
    )


def test_two_charts_of_one_id_are_refused_however_they_are_made(draw):
    got = draw(FACTORY + "tower('bell-rock')\ntower('bell-rock')\n" + GOOD.format("bell_rock"))
    assert got.said.count("a second chart bell-rock; another name or id=") == 2


def test_a_chart_that_nothing_makes_is_told(draw):
    got = draw(
        FACTORY
        + GOOD.format("towers")
        + "if False:\n    "
        + "\n    ".join(GOOD.format("never").strip().splitlines())
    )
    assert got.said == "" and list(got.drawn) == ["towers"]
    assert got.warned.splitlines() == [
        "scripts/charts/lights.py:7:5: warning: no chart comes of draw: nothing that runs reaches "
        "its @chart; a call of what it stands in, or a function without @chart",
        "scripts/charts/lights.py:16:5: warning: no chart comes of never: nothing that runs "
        "reaches its @chart; a call of what it stands in, or a function without @chart",
    ]


@pytest.mark.parametrize("id", ["A", "a b", "a--b", "-a", "é", "a/b", "../a", "1a"])
def test_an_id_that_is_no_plain_address_is_refused(draw, id):
    got = draw(GOOD.format("towers").replace("title=", f"id={id!r}, title="))
    assert f"{id!r} gives the chart no plain address" in got.said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ('title=""', "5:14: chart towers: its title is empty; the finding in at most 10 words"),
        ('title=" \\n"', "5:14: chart towers: its title is empty"),
        ("title=None", "5:2: the module: title= is no text: NoneType; a text"),
        ("title=b'x'", "5:2: the module: title= is no text: bytes; a text"),
        ('title="a\\ud800"', "5:2: the module: title= has the character U+D800; a text without"),
        ('title="a\\x00b"', "5:2: the module: title= has the character U+0000; a text without"),
        ('title="T", note="\\u202eabc"', "5:2: the module: note= has the character U+202E"),
        ('title="Up 🚀"', "5:14: chart towers: its title has '🚀', which no font of a picture has"),
        ('title="T", subtitle="灯"', "5:28: chart towers: its subtitle has '灯', which no font"),
    ],
)
def test_a_text_that_cannot_stand_is_told_where_it_stands(draw, texts, said):
    got = draw(GOOD.format("towers").replace('title="Towers"', texts))
    assert got.said.startswith(f"scripts/charts/lights.py:{said}")
    assert len(got.said.splitlines()) == 1
