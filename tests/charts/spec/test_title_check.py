"""A title that states a comparison is a check: what the data no longer bears is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chart_builds import render_charts
from crossfoot.charts.registry import chart, collect_declarations
from crossfoot.charts.spec.title_check import comparison_word
from crossfoot.claims.judge import judge_claims
from crossfoot.diagnostics import Diagnostics, InvalidValue
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.pages import TemplateRenderer, render_pages

LIGHTS = Path(__file__).parents[1] / "lights"
TALLER = '("bell-rock.height.1810 - new-point.height.2031", "less than 0 m")'
MORE = '("bell-rock.visitors.2025 - skerryvore.visitors.2025", "more than 0 k visitor")'


def towers(holds: str, title: str = "Towers") -> str:
    return (
        f'\n@chart(\n    title="{title}",\n    holds={holds},\n)\n'
        'def towers(ask):\n    return bars(ask.figures("bell-rock.height.1810"))\n'
    )


@pytest.fixture
def changed(tmp_path, drawer):
    """The fixture briefing with one row written otherwise, and what came of its charts."""

    def run(old: str, new: str) -> str:
        shutil.copytree(LIGHTS, tmp_path, dirs_exist_ok=True)
        (rows,) = (tmp_path / "data" / "figures").iterdir()
        before = rows.read_text("utf-8")
        assert old in before
        rows.write_text(before.replace(old, new), "utf-8")
        problems = Diagnostics()
        inputs = load_inputs(tmp_path, {}, problems)
        ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
        claims = judge_claims(ledger, inputs.claims, problems)
        assert not problems.errors
        render_charts(tmp_path, ledger, claims, problems, lambda text, place: text, None, drawer)
        return "\n".join(map(str, problems.errors))

    return run


def test_a_finding_that_holds_comes_with_its_working_and_its_rows(draw):
    got = draw(towers(MORE, "More come to Bell Rock than to Skerryvore"))
    (finding,) = got.drawn["towers"].spec.findings
    assert got.said == ""
    assert finding.verdict == "holds"
    assert finding.worked == (
        "7.4 thousand visitors − 2.4 thousand visitors = 5.0 thousand visitors"
    )
    assert finding.test == "more than 0 thousand visitors"
    assert finding.of == "bell-rock.visitors.2025@survey - skerryvore.visitors.2025@almanac"
    assert finding.inputs == ("bell-rock.visitors.2025@survey", "skerryvore.visitors.2025@almanac")


def test_what_a_title_rests_on_is_not_counted_among_what_is_drawn(draw):
    drawn = draw(towers(MORE)).drawn["towers"]
    assert drawn.spec.figures == ("bell-rock.height.1810",) and drawn.spec.sources == ("survey",)


def test_a_changed_row_that_breaks_a_title_is_refused_with_place_numbers_and_verdict(changed):
    said = changed("bell-rock,visitors,2025,7.4,k", "bell-rock,visitors,2025,2.1,k")
    place = _place_in_lights('"bell-rock.visitors.2025 - ')
    assert said == (
        f"scripts/charts/lights.py:{place}: chart visitors: what the title states fails: "
        "2.1 thousand visitors − 2.4 thousand visitors = −0.3 thousand visitors, asked for: more "
        "than 0 thousand visitors; another title, or another test"
    )


def test_a_finding_that_rounding_leaves_open_is_refused(changed):
    said = changed("bell-rock,visitors,2025,7.4,k", "bell-rock,visitors,2025,2.4,k")
    assert "chart visitors: what the title states is undetermined: " in said
    assert "(the figures leave open −0.1 to 0.1 thousand visitors)" in said


def test_a_finding_on_which_the_sources_disagree_is_refused(draw):
    got = draw(towers('("skerryvore.height.1844", "more than 47 m")'))
    assert got.said == (
        "scripts/charts/lights.py:7:13: chart towers: what the title states is undetermined: "
        "48 m, asked for: more than 47 m (the sources disagree: with "
        "skerryvore.height.1844@almanac it fails, at 46 m); another title, or another test"
    )


def test_of_several_findings_each_must_hold(draw):
    got = draw(towers(f'[{TALLER}, ("bell-rock.height.1810", "more than 40 m")]'))
    assert len(got.problems.errors) == 1
    assert "lights.py:7:82: chart towers: what the title states fails: 35.3 m, asked" in got.said


def test_a_status_can_be_what_a_title_states(draw):
    good = draw(towers('("status(new-point.height.2031)", "projected")'))
    (finding,) = good.drawn["towers"].spec.findings
    assert good.said == "" and finding.worked == "the status of 52 m is projected"
    bad = draw(towers('("status(new-point.height.2031)", "actual")'))
    assert "fails: the status of 52 m is projected, asked for: actual" in bad.said


def test_claims_are_counted_by_verdict_without_opinions(draw):
    # One of each: an opinion is unverifiable too, and is left out.
    got = draw(towers('("claims(open) - 2 * claims(unverifiable)", "more than 0")'))
    (finding,) = got.drawn["towers"].spec.findings
    assert finding.worked == "1 open − 2 × 0 unverifiable = 1"
    assert finding.of == "claims(open) - 2 * claims(unverifiable)"
    refused = draw(towers('("claims(fails) - claims(open)", "more than 0")'))
    assert "states fails: 0 fail − 1 open = −1, asked for: more than 0" in refused.said


@pytest.mark.parametrize(
    ("of", "column", "says"),
    [
        ("bell-rock.height.1810 - bell-rok.height.1810", 37, "no figure bell-rok.height.1810; did"),
        ("claims(open) - bell-rok.height.1810", 28, "no figure bell-rok.height.1810; did"),
        ("1 + claims(hold)", 24, "no verdict hold; did you mean holds?"),
        ("bell-rock.height.1810 -- 2", 35, "the formula cannot be read at '--'"),
        ("status(bell-rok.height.1810)", 20, "no figure bell-rok.height.1810; did"),
        ("bell-rock.height.1810 - bell-rock.visitors.2025", 35, "meter and [visitor] cannot be"),
    ],
)
def test_a_formula_that_is_wrong_is_told_where_it_is_wrong(draw, of, column, says):
    test = "actual" if "status" in of else "more than 0"
    got = draw(towers(f'("{of}", "{test}")'))
    assert got.said.startswith(f"scripts/charts/lights.py:7:{column}: {says}")


def test_a_test_that_is_wrong_is_told_where_it_stands(draw):
    got = draw(towers('[\n        (\n"bell-rock.height.1810",\n     "moree than 3 m",\n)]'))
    assert got.said.startswith("scripts/charts/lights.py:10:7: 'moree than 3 m' is no test; such")


def test_a_finding_that_a_name_stands_for_is_placed_where_the_name_stands(draw):
    got = draw("\nSHORT = ('bell-rock.height.1810', 'less than 20 m')\n" + towers("SHORT"))
    assert "scripts/charts/lights.py:9:11: chart towers: what the title states fails" in got.said


@pytest.mark.parametrize("holds", ["3", '"bell-rock.height.1810"', '["one", "two", "three"]'])
def test_what_is_no_pair_is_refused(draw, holds):
    got = draw(towers(holds))
    assert "holds= is no formula with its test; holds=(" in got.said and not got.drawn


def test_pairs_may_stand_in_a_list_or_by_themselves():
    def made(holds):
        with collect_declarations() as found:
            chart(title="Towers", id="towers", holds=holds)(lambda ask: None)
        return [(check.of, check.is_) for check in found[0].holds]

    one, two = ("a", "b"), ("c", "d")
    assert made(one) == made([one]) == made((one,)) == [one]
    assert made([one, two]) == made((one, two)) == [one, two]
    assert made(()) == []
    with pytest.raises(InvalidValue):
        made([one, "c"])


def test_a_comparing_title_without_a_check_is_a_warning_at_the_title(draw):
    got = draw(towers("()", "Bell Rock is lighter than Skerryvore"))
    assert (got.said, list(got.drawn)) == ("", ["towers"])
    assert got.warned == (
        "scripts/charts/lights.py:6:11: warning: chart towers: the title states a comparison "
        '(“than”) and nothing checks it; holds=(formula, test), or judged="than" where it compares '
        "nothing that can be worked out"
    )


@pytest.mark.parametrize(
    ("title", "judged", "warned"),
    [
        ("The tower above the bay", '"above"', ""),
        ("The tower  Above\tthe bay", '["above the bay"]', ""),
        ("Not the only tower", '["not", "only"]', ""),
        ("Not the only tower", '"not"', "“only”"),
        ("Higher than the tower above the bay", '"above"', "“Higher”"),
        ("Aboveboard above the bay", '"above the"', ""),
    ],
)
def test_words_that_nobody_can_work_out_are_named_and_bring_no_warning(draw, title, judged, warned):
    got = draw(towers(f"(), judged={judged}", title))
    assert got.said == ""
    assert (warned in got.warned) if warned else got.warned == ""


def test_judged_words_that_no_text_of_the_chart_has_are_refused_where_they_stand(draw):
    got = draw(towers('(),\n    judged="above"', "The tower over the bay"))
    assert got.said == (
        "scripts/charts/lights.py:8:12: chart towers: judged= has 'above', and no text of the "
        "chart has it; words as they stand in its title"
    )


@pytest.mark.parametrize("judged", ["3", '[""]', "[3]", "None"])
def test_judged_takes_texts_alone(draw, judged):
    assert "judged= is no text" in draw(towers(f"(), judged={judged}")).said


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("xAI loses more than it earns", "more"),
        ("The rent EXCEEDS all that it earned", "EXCEEDS"),
        ("The article names only {{ fig('a.b.2025') }} of it", "only"),
        ("Oil costs {{ fig('a.b.2025') }} times as much", "times"),
        ("It burns as much as ever", "as much as"),
        ("Cash covers {{ fig('a.b.2025') }} quarters", "covers"),
        ("The loss hardly moves", "hardly"),
        ("One tower, not the other", "not"),
    ],
)
def test_a_comparing_word_is_found_in_a_title(title, word):
    assert comparison_word(title) == word


@pytest.mark.parametrize(
    "title",
    [
        "Towers",
        "Half of the towers",
        "What came of what was said",
        "Lights of the north, as reported",
        "{{ fig('a.b.2025', note='more than it was') }} of granite",
        "Moreover, Leslie timed the overseers",
        "{% if True %}{# less #}Granite{% endif %}",
    ],
)
def test_a_title_that_compares_nothing_needs_no_check(title):
    assert comparison_word(title) == ""


def test_a_charts_page_shows_how_its_title_is_checked(lights, ledger, claims):
    problems = Diagnostics()
    files = render_pages(TemplateRenderer(LIGHTS, ledger, claims, problems), lights.drawn).files
    assert not problems.errors, problems.errors
    section = files["charts/visitors/index.md"].partition("## How the title is checked")[2]
    for part in (
        '<span class="cf-verdict cf-holds">holds</span> 7.4 thousand visitors − 2.4 thousand',
        "5.0 thousand visitors; asked for: more than 0 thousand visitors.",
        'href="../../entities/bell-rock/#bell-rock.visitors.2025"',
        'href="../../sources/almanac/"',
    ):
        assert part in section, part
    assert "How the title" not in files["charts/due/index.md"]


def _place_in_lights(text: str) -> str:
    """Line and column of what follows the quote of ``text`` in the fixture's chart module."""
    source = (LIGHTS / "scripts" / "charts" / "lights.py").read_text("utf-8")
    before = source[: source.index(text) + 1]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
