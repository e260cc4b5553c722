"""What a build refuses: all of it at once, each with its place, and the last good site untouched.

In the texts below ``¦`` stands where the problem must be said to be; it is taken out when the file
is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from copies import Ran, contents, run, state

HEADER = "entity,metric,period,value,unit,status,qualifier,source,locator,note\n"


@dataclass(frozen=True)
class Fault:
    """Something wrong in an input, and what must be said of it."""

    name: str
    path: str
    text: str
    """Added at the end of the file."""
    said: str
    """How what is wrong begins."""
    lines: int = 1
    """How many lines say it: a chart has two drawings."""


def _row(name: str, text: str, said: str) -> Fault:
    return Fault(name, "data/figures/wrong.csv", f"{text}\n", said)


def _derived(name: str, metric: str, formula: str, said: str, unit: str = "L") -> Fault:
    entry = f'- id: skerry.{metric}.2024\n  label: wrong\n  formula: {formula}\n  unit: "{unit}"\n'
    return Fault(name, "data/derived.yml", entry, said)


def _claim(name: str, keys: str, said: str) -> Fault:
    about = f"- id: {name.replace(' ', '-')}\n  statement: Wrong.\n  conclusion: Wrong.\n"
    return Fault(name, "data/claims.yml", about + keys, said)


def _page(name: str, text: str, said: str) -> Fault:
    return Fault(name, f"templates/{name}.md", f"---\ntitle: Wrong\n---\n\n# Wrong\n\n{text}", said)


def _chart(name: str, body: str, said: str, place: str = "\n¦def", lines: int = 1) -> Fault:
    function = name.replace("-", "_")
    head = (
        "import altair as alt\n\nfrom crossfoot.charts import Ask, chart\n"
        "from crossfoot.charts.marks import bars\n\n\n"
    )
    own = f'@chart(title="Wrong"){place} {function}(ask: Ask) -> alt.Chart:\n{body}'
    return Fault(name, f"scripts/charts/{function}.py", head + own, said, lines)


OIL = 'ask.figures("skerry.oil.2023", "skerry.oil.2024")'
FAULTS = (
    Fault(
        "a missing column",
        "data/figures/missing.csv",
        "¦" + HEADER.replace(",note", ""),
        "the column note is missing",
    ),
    Fault(
        "a double column",
        "data/figures/double.csv",
        HEADER.replace(",note", ",note,¦unit"),
        "the column unit stands twice",
    ),
    Fault(
        "an unknown column",
        "data/figures/strange.csv",
        HEADER.replace(",note", ",note,¦colour"),
        "unknown column 'colour'",
    ),
    Fault("", "data/figures/wrong.csv", HEADER, ""),
    _row("an unknown source", "skerry,oil,2001,7,L,actual,,¦diary,,", "unknown source diary"),
    _row("an unknown unit", "skerry,oil,2002,7,¦firkin,actual,,log,,", "unknown unit 'firkin'"),
    _row("an unknown status", "skerry,oil,2003,7,L,¦certain,,log,,", "unknown status 'certain'"),
    _row(
        "an unknown qualifier",
        "skerry,oil,2004,7,L,actual,¦roughly,log,,",
        "unknown qualifier 'roughly'",
    ),
    _row("an unknown period", "skerry,oil,2005Q¦5,7,L,actual,,log,,", "there is no quarter 5"),
    _row("an unknown entity", "¦skelly,oil,2006,7,L,actual,,log,,", "unknown entity skelly"),
    _row("an unknown metric", "skerry,¦oyl,2007,7,L,actual,,log,,", "unknown metric oyl"),
    _row("a value in words", "skerry,oil,2008,¦seven,L,actual,,log,,", "'seven' is no number"),
    _row("a value that is NaN", "skerry,oil,2009,¦NaN,L,actual,,log,,", "'NaN' is no number"),
    _row("a value in other digits", "skerry,oil,2010,¦７,L,actual,,log,,", "'７' is no number"),
    _row("a duplicate row", "¦skerry,oil,2024,551,L,actual,,log,,", "the row skerry.oil.2024@log"),
    _row("a cell too many", "¦skerry,oil,2011,7,L,actual,,log,,,", "the row has 11 cells"),
    _row("an open quote", 'skerry,oil,2012,7,L,actual,,log,,¦"open', "the quote is not closed"),
    _row(
        "a quantity of another kind",
        "skerry,oil,2013,7,¦km,actual,,log,,",
        "oil is not measured in km",
    ),
    _derived(
        "an unknown figure",
        "w_unknown",
        "skerry.oil.2024 + ¦head.oil.1999",
        "no figure head.oil.1999",
    ),
    _derived("a formula that does not parse", "w_parse", "skerry.oil.2024 + ¦* 2", "the formula"),
    _derived(
        "a formula that mixes units",
        "w_units",
        "skerry.oil.2024 ¦+ skerry.cost.2024",
        "meter^3 and GBP",
    ),
    _derived(
        "a formula that mixes periods",
        "w_periods",
        "skerry.oil.2024 ¦+ skerry.oil.2024Q1",
        "flows of a year and of a quarter",
    ),
    _derived("a formula in a cycle", "w_cycle", "¦skerry.w_cycle.2024 * 2", "the formula goes"),
    _derived(
        "a division by what may be nothing",
        "w_nothing",
        "skerry.oil.2023 ¦/ (skerry.oil.2024 - skerry.oil.2024@gazette)",
        "the divisor's interval touches zero",
        unit="1",
    ),
    _claim(
        "an unknown claim key",
        "  source: log\n  kind: opinion\n  settled_by: A vote.\n  ¦verdict: holds\n",
        "unknown key verdict",
    ),
    _claim(
        "a claim on an unknown figure",
        "  source: log\n  kind: comparison\n  of: ¦head.oil.1998\n  is: more than 2 L\n",
        "no figure head.oil.1998",
    ),
    _claim(
        "a claim of an unknown source",
        "  source: ¦diary\n  kind: opinion\n  settled_by: A vote.\n",
        "unknown source diary",
    ),
    _claim(
        "a claim with a test that is none",
        "  source: log\n  kind: comparison\n  of: skerry.oil.2024\n  is: ¦quite a lot\n",
        "'quite a lot' is no test",
    ),
    _page("undefined-name", "Burnt {{ ¦fugure }}.\n", "fugure is undefined"),
    _page("typed-number", "Burnt ¦550 litres.\n", '"550" is typed'),
    _page("typed-word", "It ¦doubled.\n", '"doubled" is typed'),
    _page("no-template", "¦{% if %}\n", "not a template"),
    _page("absent-chart", '{{ chart("¦wick") }}\n', "no chart 'wick'"),
    _page("absent-claim", '{{ claim("¦wick") }}\n', "no claim 'wick'"),
    _page("absent-figure", '{{ fig("¦skerry.wick.2024") }}\n', "no figure skerry.wick.2024"),
    _chart(
        "chart-that-fails", "    return ¦1 / 0\n", "chart chart-that-fails failed: Zero", "\ndef"
    ),
    _chart(
        "chart-that-fetches",
        '    return alt.Chart("https://example.org/oil.json").mark_bar().encode(x="value:Q")\n',
        "chart chart-that-fetches: url: a chart fetches and links nothing",
    ),
    _chart(
        "chart-of-nothing",
        f'    data = alt.Data(values={OIL})\n    shown = alt.datum.name == "Nobody"\n'
        '    base = alt.Chart(data).mark_bar().encode(x="value:Q")\n'
        "    return base.transform_filter(shown)\n",
        "chart chart-of-nothing: a layer of bar marks draws none of its 2 rows",
    ),
    _chart(
        "chart-that-reckons",
        f"    data = alt.Data(values={OIL})\n"
        '    return alt.Chart(data).mark_bar().encode(x="sum(value):Q")\n',
        "chart chart-that-reckons: aggregate makes a number that is no figure",
    ),
    _chart(
        "chart-of-typed-numbers",
        "    data = alt.Data(values=[{'id': 'skerry.oil.2024', 'value': 551}])\n"
        '    return alt.Chart(data).mark_bar().encode(x="value:Q")\n',
        "chart chart-of-typed-numbers: the datum skerry.oil.2024 was not asked for",
    ),
    _chart(
        "chart-of-an-unknown-figure",
        '    return bars(¦ask.figures("skerry.wick.2024"), category="name")\n',
        "chart chart-of-an-unknown-figure: no figure skerry.wick.2024",
        "\ndef",
    ),
)
NAMED = tuple(fault for fault in FAULTS if fault.name)


@dataclass(frozen=True)
class Refused:
    """One build of a briefing with every fault in it."""

    ran: Ran
    places: dict[str, str]
    """Where each fault is, by its name: ``path:line:column``."""
    before: dict[str, tuple[int, int, bytes]]
    after: dict[str, tuple[int, int, bytes]]
    root: Path


def spoil(root: Path, faults: tuple[Fault, ...]) -> dict[str, str]:
    """Write the faults into a briefing; where each is."""
    places = {}
    for fault in faults:
        path = root / fault.path
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text() if path.exists() else ""
        text = before + fault.text
        if "¦" in text:
            at = text.index("¦")
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            places[fault.name] = f"{fault.path}:{line}:{column}"
        path.write_text(text.replace("¦", ""))
    return places


@pytest.fixture(scope="module")
def refused(
    built: Callable[[str], object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Refused]:
    """Every fault at once, in a briefing that has a good site."""
    root = tmp_path_factory.mktemp("refused") / "lighthouses"
    shutil.copytree(built("lighthouses").root, root)  # type: ignore[attr-defined]
    before = state(root / "site")
    places = spoil(root, FAULTS)
    ran = run(root, "build")
    yield Refused(ran, places, before, state(root / "site"), root)


@pytest.mark.parametrize("fault", NAMED, ids=lambda fault: fault.name.replace(" ", "-"))
def test_refused_with_its_place(fault: Fault, refused: Refused) -> None:
    start = f"{refused.places[fault.name]}: {fault.said}"
    mine = [line for line in refused.ran.lines if line.startswith(start)]
    others = [line for line in refused.ran.lines if line.startswith(fault.path)]
    assert len(mine) == fault.lines, f"no line {start}\nbut of {fault.path}:\n" + "\n".join(others)


def test_all_at_once_sorted_and_nothing_else(refused: Refused) -> None:
    lines = refused.ran.lines
    known = tuple(f"{place}: " for place in refused.places.values())
    assert [line for line in lines if not line.startswith(known)] == []
    assert len(lines) == sum(fault.lines for fault in NAMED)

    def key(line: str) -> tuple[str, int, int]:
        path, number, column, _ = line.split(":", 3)
        return path, int(number), int(column)

    assert lines == sorted(lines, key=key)
    assert refused.ran.err.splitlines()[-1] == f"{len(lines)} problems; nothing was published"


def test_exit_code_one_and_nothing_on_standard_output(refused: Refused) -> None:
    assert refused.ran.code == 1
    assert refused.ran.out == ""
    assert "Traceback" not in refused.ran.err


def test_the_last_good_site_is_as_it_was(refused: Refused) -> None:
    assert refused.before == refused.after


def test_check_says_the_same(refused: Refused) -> None:
    checked = run(refused.root, "check")
    assert (checked.code, checked.out) == (1, "")
    assert checked.err == refused.ran.err


def test_each_line_says_what_would_be_right(refused: Refused) -> None:
    bare = [line for line in refused.ran.lines if "; " not in line]
    assert bare == [], "what is wrong; what would be right"


def test_hints_name_the_nearest_known(refused: Refused) -> None:
    said = refused.ran.err
    for hint in ("did you mean skerry?", "did you mean oil?"):
        assert hint in said


def test_what_the_policy_blocks_is_refused_where_it_was_typed(
    briefing_copy: Callable[..., Path],
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    page = root / "templates/index.md"
    page.write_text(page.read_text() + '\n<p style="color: red" id="loud">Loud</p>\n')
    ran = run(root, "build")
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(" ")[0].split(":")[0] for line in ran.lines] == ["templates/index.md"]
    assert "the content policy blocks" in ran.err
    assert state(root / "site") == before


def test_without_briefing_yml_the_rest_is_still_read(briefing_copy: Callable[..., Path]) -> None:
    root = briefing_copy(fresh=True)
    (root / "data/briefing.yml").unlink()
    (root / "mkdocs.yml").unlink()
    with (root / "data/sources.yml").open("a") as file:
        file.write("  colour: red\n")
    ran = run(root, "check")
    assert ran.code == 1
    paths = [line.split(":")[0] for line in ran.lines]
    assert paths == ["data/briefing.yml", "data/sources.yml", "mkdocs.yml"], ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("a\n{% if %}", "2:1: not a template: Expected an expression"),
        ("\n\n{{ nothing.at.all }}", "3:1: no page can be made: 'nothing' is undefined"),
        ('{% include "none.html" %}', "1:1: no page can be made: 'none.html' not found; "),
    ],
)
def test_what_is_wrong_in_a_theme_of_its_own_is_told_at_its_line(
    template: str, said: str, briefing_copy: Callable[..., Path]
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    (root / "theme/partials").mkdir(parents=True)
    (root / "theme/partials/share.html").write_text(template)
    ran = run(root, "build")
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.lines
    assert line.startswith(f"theme/partials/share.html:{said}"), line
    assert state(root / "site") == before


def test_links_and_anchors_in_inputs_are_refused(
    briefing_copy: Callable[..., Path], tmp_path: Path
) -> None:
    """No symbolic link is followed, no YAML alias is resolved, no hidden character passes."""
    root = briefing_copy(fresh=True)
    secret = tmp_path / "secret"
    secret.write_text(HEADER + "skerry,oil,1999,7,L,actual,,log,,SECRET\n")
    (root / "data/figures/link.csv").symlink_to(secret)
    (root / "templates/link.md").symlink_to(secret)
    (root / "scripts/charts/link.py").symlink_to(secret)
    (root / "docs").mkdir()
    (root / "docs/link.txt").symlink_to(secret)
    with (root / "data/entities.yml").open("a") as file:
        file.write("- &a {id: reef, name: Reef}\n- *a\n")
    with (root / "data/metrics.yml").open("a") as file:
        file.write("- {id: mist, label: mi\u202est, kind: stock, unit: m}\n")
    ran = run(root, "check")
    assert ran.code == 1
    paths = {line.split(":")[0] for line in ran.lines}
    assert {
        "data/figures/link.csv", "templates/link.md", "scripts/charts/link.py",
        "data/entities.yml", "data/metrics.yml",
    } <= paths, ran.err  # fmt: skip
    assert any(path.startswith("docs") for path in paths), ran.err
    assert "SECRET" not in ran.err
    assert "Traceback" not in ran.err
    cached = contents(root / "build") if (root / "build").exists() else {}
    assert not any(b"SECRET" in content for content in cached.values())


PAGE_BY_HAND = """\
# By hand

![badge](https://e.example/badge.svg) and [its folder](../notes/#a-heading)

<img title="a>b" onerror="x()" src="a.png">
"""


def test_what_docs_may_not_hold_is_told_in_one_run_where_it_stands(
    briefing_copy: Callable[..., Path],
) -> None:
    root = briefing_copy()
    before = state(root / "site")
    docs = {
        "hand.md": PAGE_BY_HAND,
        "notes/README.md": "# Notes\n\n## A heading\n",
        "a.png": "",
        "run.html": "<script>x</script>",
        "run.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "Data/Figures.json": "[]",
        "index.md": "# Mine\n",
    }
    for path, text in docs.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text)
    with (root / "templates/index.md").open("a") as page:
        page.write('\n{% set tag = "scr" %}<{{ tag }}ipt src="x.js"></{{ tag }}ipt>\n')
    ran = run(root, "check")
    assert ran.code == 1
    assert [line.split(";")[0] for line in ran.lines] == [
        "docs/Data/Figures.json:1:1: the engine makes data/figures.json",
        "docs/hand.md:3:1: the content policy blocks ![badge](https://e.example/badge.svg)",
        'docs/hand.md:5:1: the content policy blocks <img title="a>b" onerror="x()" src="a.png">',
        "docs/index.md:1:1: templates/index.md makes index.html",
        "docs/run.html:1:1: a file .html may run in a reader's browser as part of this site",
        "docs/run.svg:1:1: the attribute onload of <svg> may not stand in a drawing",
    ]
    for path in ("hand.md", "run.html", "run.svg", "Data/Figures.json", "index.md"):
        (root / "docs" / path).unlink()
    ran = run(root, "build")
    assert ran.code == 1
    assert any("templates/index.md:" in line and "<script" in line for line in ran.lines), ran.err
    assert state(root / "site") == before
