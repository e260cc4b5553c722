"""Two states compared: what is told, in which order, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.diff import Weight, compare_states
from crossfoot.diff.number_change import comparable_values, describe_change
from crossfoot.diff.sections import headline
from crossfoot.kind import Kind

ROWS, CLAIMS, DERIVED = "data/figures/skerry.csv", "data/claims.yml", "data/derived.yml"
FIGURES = ["skerry.oil.2023", "skerry.oil.2024"]
TYPED = ["400", "550", "550.0", "9e2", "1"]
VERDICTS = ["holds", "fails", "undetermined"]


def told(difference):
    """What changed, as kinds with ids and weights."""
    return [(one.kind, one.id, one.weight) for one in difference.changes]


def one(difference, id):
    """The change of a thing."""
    (found,) = [change for change in difference.changes if change.id == id]
    return found


def test_a_state_does_not_differ_from_itself(lights) -> None:
    found = compare_states(lights, lights)
    assert (found.changes, found.causes, found.problems) == ((), (), ())


def edited(state, numbers, verdicts, gone):
    """The state with other numbers and verdicts, and without some claims."""
    known = {kind: dict(of) for kind, of in state.records.items()}
    for id, value in numbers.items():
        known[Kind.FIGURE][id] = {**known[Kind.FIGURE][id], "value": value, "text": value}
    for id, verdict in verdicts.items():
        known[Kind.CLAIM][id] = {**known[Kind.CLAIM][id], "verdict": verdict}
    for id in gone:
        del known[Kind.CLAIM][id]
    return replace(state, records=known)


EDITS = st.tuples(
    st.dictionaries(
        st.sampled_from(["skerry.oil.2023", "skerry.oil.2024"]), st.sampled_from(TYPED)
    ),
    st.dictionaries(st.sampled_from(["costs-add-up", "status-of-oil"]), st.sampled_from(VERDICTS)),
    st.sets(st.sampled_from(["finest-light", "lit-in-1850"])),
)


@given(EDITS, EDITS)
def test_backwards_the_same_is_told_with_old_and_new_exchanged(lights, first, second) -> None:
    a, b = edited(lights, *first), edited(lights, *second)
    there, back = compare_states(a, b), compare_states(b, a)
    mirrored = {(c.kind, c.id, c.new, c.old) for c in back.changes}
    assert {(c.kind, c.id, c.old, c.new) for c in there.changes} == mirrored
    assert there.flips == back.flips
    assert compare_states(a, a).changes == ()


def test_a_verdict_that_flips_comes_first_with_the_row_that_did_it(lights, changed) -> None:
    found = compare_states(lights, changed({ROWS: ("2024Q4,151", "2024Q4,181")}))
    first = found.changes[0]
    assert (first.kind, first.id, first.weight) == (
        Kind.CLAIM, "quarters-make-the-year", Weight.FLIP
    )  # fmt: skip
    assert (first.old, first.new) == ("undetermined", "fails")
    assert first.reasons == ("skerry.oil.2024Q4@log went from 151 to 181 L",) == found.causes
    weights = [change.weight for change in found.changes]
    assert weights == sorted(weights)


def test_a_figure_tells_by_how_much_and_whether_it_leaves_its_old_range(lights, changed) -> None:
    found = compare_states(lights, changed({ROWS: ("2024Q4,151", "2024Q4,181")}))
    row, pace = one(found, "skerry.oil.2024Q4"), one(found, "skerry.oil_pace.2024Q4")
    assert (row.old, row.new, row.by, row.weight) == ("151 L", "181 L", "+20%", Weight.LEFT)
    assert pace.reasons == row.reasons, "the row that its formula leads to"
    assert found.changes.index(row) < found.changes.index(pace)


def test_digits_that_are_worth_the_same_are_told_last(lights, changed) -> None:
    found = compare_states(lights, changed({ROWS: ("wages,2024,10.1,", "wages,2024,10.10,")}))
    wages = one(found, "skerry.wages.2024")
    assert (wages.weight, wages.by) == (Weight.REWRITTEN, "")
    assert wages.reasons == ("skerry.wages.2024@log went from 10.1 to 10.10 k GBP",)
    assert found.changes[-1].weight is Weight.REWRITTEN


def test_a_title_that_no_longer_holds_is_told_before_any_figure(lights, changed) -> None:
    now = changed({ROWS: ("2025,620,L", "2025,540,L")})
    assert any("what the title states" in problem for problem in now.problems)
    found = compare_states(lights, now)
    chart = one(found, "oil-by-year")
    assert chart.weight is Weight.BROKEN
    assert chart.notes[0] == (
        "its title states 540 L − 550 L = −10 L, asked for more than 0 L: fails"
    )
    assert found.changes.index(chart) < found.changes.index(one(found, "skerry.oil.2025"))
    assert found.problems == now.problems


def test_what_is_wrong_with_the_old_state_is_told_beside_what_seems_new(lights, changed) -> None:
    torn = changed({ROWS: ("entity,metric", "<<<<<<< HEAD\nentity,metric")})
    mended = compare_states(torn, lights)
    assert len(mended.before) == 1 and not mended.problems
    said = headline(("HEAD", "the working tree"), mended)
    assert said.endswith("; HEAD has 1 problem, and what it touches is left out of it")
    assert "has" not in headline(("HEAD", "the working tree"), compare_states(lights, torn))


def test_a_chart_that_can_no_longer_be_drawn_is_told_with_its_title(lights, changed) -> None:
    now = changed(
        {
            ROWS: ("2025,620,L", "2025,540,L"),
            "scripts/charts/oil.py": (
                'subtitle="Oil',
                "subtitle=\"{{ fig('skerry.no.2024') }} oil",
            ),
        }
    )
    chart = one(compare_states(lights, now), "oil-by-year")
    assert chart.weight is Weight.BROKEN
    assert chart.notes[1:] == ("cannot be worked out now",)


@pytest.mark.parametrize(
    ("edits", "id", "reason"),
    [
        (
            {"data/sources.yml": ("rank: 1", "rank: 5")},
            "skerry.oil.2024",
            "the source log has the rank 5, had 1",
        ),
        (
            {DERIVED: ("formula: annual(skerry.oil.2024Q4)", "formula: 3 * skerry.oil.2024Q4")},
            "skerry.oil_pace.2024Q4",
            "the formula of skerry.oil_pace.2024Q4 is now 3 * skerry.oil.2024Q4, "
            "was annual(skerry.oil.2024Q4)",
        ),
        (
            {DERIVED: ('unit: "%"', 'unit: "%"\n  digits: 1')},
            "skerry.oil_growth.2024",
            "the formula of skerry.oil_growth.2024 has the digits 1, had nothing",
        ),
        (
            {CLAIMS: ("is: 550 L", "is: 540 L")},
            "quarters-make-the-year",
            "the claim quarters-make-the-year has the is 540 L, had 550 L",
        ),
        (
            {ROWS: ("2024Q4,151,L,actual", "2024Q4,151,L,estimated")},
            "skerry.oil_pace.2024Q4",
            "skerry.oil.2024Q4@log has the status estimated, had actual",
        ),
        (
            {ROWS: ("head,oil,2024,310,L,actual,,log,,\n", "")},
            "head.oil.2024",
            "head.oil.2024@log is gone",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_what_was_changed_in_the_inputs_is_the_reason(lights, changed, edits, id, reason) -> None:
    assert reason in one(compare_states(lights, changed(edits)), id).reasons


def test_a_page_tells_its_paragraphs(lights, changed) -> None:
    now = changed({"templates/index.md": ("keeps a\nlog", "kept a\nlog")})
    found = compare_states(lights, now)
    assert told(found) == [(Kind.PAGE, "index.md", Weight.MOVED)]
    ((old, new),) = found.changes[0].lines
    assert "keeps a log" in old and new == old.replace("keeps", "kept")
    assert found.changes[0].reasons == ("a template was edited",)


def test_where_a_thing_stands_is_no_change(lights, changed) -> None:
    note = "entity,metric,period,value,unit,status,qualifier,source,locator,note\n"
    now = changed({CLAIMS: ("- id: oil-up", "# first\n- id: oil-up"), ROWS: (note, note + "\n")})
    assert told(compare_states(lights, now)) == []


def record(value, unit="L", low=None, high=None, si=None, unit_si="m^3", **more):
    """As much of a figure's record as is measured."""
    ends = {"low": low or value, "high": high or value, "low_open": False, "high_open": False}
    return {"value": value, "unit": unit, "value_si": si, "unit_si": unit_si, **ends, **more}


RANGE = record("30 to 32", low="30", high="32")


@pytest.mark.parametrize(
    ("old", "new", "by", "leaves"),
    [
        (record("400", low="399.5", high="400.5"), record("400.5"), "+0.13%", False),
        (record("400", low="399.5", high="400.5"), record("400.6"), "+0.15%", True),
        (record("400", high="401", high_open=True), record("401"), "+0.25%", True),
        (record("60", "%"), record("57", "%"), "−3 pp", True),
        (record("0"), record("3"), "", True),
        (record("2000", si="2"), record("2", "kL", si="2"), "", False),
        (record("2000", si="2"), record("3", "kL", si="3"), "+50%", True),
        (record("2", si="2"), record("2", "USD", si="2", unit_si="USD"), "", True),
        (record("2024-05-01", "date"), record("2024-05-02", "date"), "", True),
        (
            record("30 to 32", low="30", high="32"),
            record("32 to 34", low="32", high="34"),
            "",
            False,
        ),
        (
            record("30 to 32", low="30", high="32"),
            record("33 to 34", low="33", high="34"),
            "",
            True,
        ),
    ],
)
def test_a_change_is_measured_in_one_unit(old, new, by, leaves) -> None:
    was, now = comparable_values(old, new)
    assert (describe_change(old, new), now.leaves(was)) == (by, leaves)
