"""Whatever a chart function returns or raises is one problem at its author's line."""

from __future__ import annotations

import random

import pytest

FIGURE = '"bell-rock.height.1810"'
AT = "scripts/charts/lights.py:6:1: chart it: "
POINT = ".mark_point().encode(x='value:Q')"


def chart(body: str) -> str:
    lines = body.replace("R)", f"{FIGURE})").replace("\n", "\n    ")
    return f'\n@chart(title="Towers")\ndef it(ask):\n    {lines}\n'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("pass", "6:1: chart it: returned NoneType; an Altair chart"),
        ("return 3", "6:1: chart it: returned int; an Altair chart"),
        ("yield bars(ask.figures(R))", "6:1: chart it: returned generator; an Altair chart"),
        ("return alt.Chart", "6:1: chart it: returned type; an Altair chart"),
        ("return alt.Axis()", "6:1: chart it: returned Axis; an Altair chart"),
        ("return bars(ask.figures(R)).to_dict()", "6:1: chart it: returned dict; an Altair chart"),
        ("raise SystemExit(3)", "7:5: chart it failed: SystemExit: 3"),
        ("raise GeneratorExit", "7:5: chart it failed: GeneratorExit"),
        ("class B(BaseException): pass\nraise B('x')", "8:5: chart it failed: B: x"),
        ("raise ValueError('a\\nb')", "7:5: chart it failed: ValueError: a b"),
        ("raise ValueError('x' * 10**6)", f"7:5: chart it failed: ValueError: {'x' * 300};"),
        ("return it(ask)", "7:12: chart it failed: RecursionError"),
        ("return bars(ask.figures(R), nope=1)", "7:12: chart it failed: TypeError: bars()"),
        ("return bars(ask.figures(5))", "7:17: chart it: figures() takes texts, not int"),
        (
            'return bars(ask.figures(["a.b.2025"]))',
            "7:17: chart it: figures() takes its ids one by one; a star before the list: *ids",
        ),
    ],
)
def test_what_is_no_chart(draw, body, said):
    got = draw(chart(body))
    (told,) = got.problems.errors
    assert str(told).startswith(f"scripts/charts/lights.py:{said}")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("value", "float('nan')", "bell-rock.height.1810: value is nan, the figure has "),
        ("value", "float('inf')", "bell-rock.height.1810: value is inf, the figure has "),
        ("value", "10**400", "bell-rock.height.1810: value is 1000"),
        ("value", "__import__('decimal').Decimal(1)", "it is no JSON: Object of type Decimal"),
        ("x", "b'x'", "it is no JSON: Object of type bytes"),
        ("x", "'a\\ud800'", "a text has the character U+D800"),
        ("x", "'a\\u202eb'", "a text has the character U+202E"),
        ("x", "'a\\x00b'", "a text has the character U+0000"),
        ("x", "[1]", "bell-rock.height.1810: x is neither text nor number"),
    ],
)
def test_data_that_no_file_can_hold(draw, field, value, said):
    rows = f"rows = [{{**r, {field!r}: {value}}} for r in ask.figures(R)]\n"
    got = draw(chart(f"{rows}return alt.Chart(alt.Data(values=rows)){POINT}"))
    (told,) = got.problems.errors
    assert str(told).startswith(f"{AT}{said}")
    assert len(str(told)) < 300


def test_a_field_that_is_named_by_no_text(draw):
    rows = "rows = [{**r, 5: 'x'} for r in ask.figures(R)]\n"
    got = draw(chart(f"{rows}return alt.Chart(alt.Data(values=rows)){POINT}"))
    assert got.said == f"{AT}a field of the data is named by no text: 5; a text"


def test_the_same_mistake_in_many_rows_is_one_line_with_their_number(draw):
    got = draw(
        chart(
            f'rows = [{{**r, "note": "5 km"}} for r in ask.figures({FIGURE}, '
            f'"new-point.height.2031")]\nreturn alt.Chart(alt.Data(values=rows)){POINT}'
        )
    )
    assert got.said == (
        f"{AT}bell-rock.height.1810: the typed number 5 in note '5 km' "
        "(2 times; this is the first); Ask's texts"
    )


def test_the_same_mistake_in_a_drawing_is_one_line_with_its_number():
    from crossfoot.charts.render.worker import group_faults

    small = [f"text of 9 px, under 13.6: 'label {n}'" for n in range(120)]
    assert group_faults([*small, "it is 9 px wide"]) == [
        "text of 9 px, under 13.6: 'label 0' (120 times; this is the first)",
        "it is 9 px wide",
    ]


def test_what_a_function_does_besides_is_no_problem(draw, recwarn):
    got = draw(
        chart(
            "import sys, threading, warnings\nwarnings.warn('careful')\n"
            "print('aloud')\nthreading.Thread(target=lambda: None).start()\n"
            "return bars(ask.figures(R))"
        )
    )
    assert (got.said, list(got.drawn)) == ("", ["it"])


def test_a_drawing_as_high_as_a_house_is_refused(draw):
    got = draw(chart(f"return plot(ask.figures(R)){POINT}.properties(height=10**6)").replace(
        "plot(", "alt.Chart(data(").replace(f"{FIGURE})", f"{FIGURE}))"))  # fmt: skip
    assert "px high, a page has room for 5,000" in got.said


def test_chance_falls_the_same_in_every_build(draw):
    text = """
import random
NAMES = random.sample("abcdefgh", 8)
@chart(title="Towers")
def it(ask):
    random.shuffle(NAMES)
    rows = [{**row, "who": "".join(NAMES)} for row in ask.figures("bell-rock.height.1810")]
    return bars(rows, "who")
"""
    made = []
    for seed in (7, 8):
        random.seed(seed)
        before = random.getstate()
        made.append(draw(text).drawn["it"].spec.csv)
        assert random.getstate() == before
    assert made[0] == made[1]
