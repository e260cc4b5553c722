"""A number on a page is the ledger's, or it is an error where it was typed."""

from __future__ import annotations

import pytest

TYPED = "is typed, not taken from the ledger"


def places(made) -> list[str]:
    """Where numbers were typed, and which: ``path:line:column:word``, in the problems' order."""
    return [p.split(": ", 1)[0] + ":" + p.split('"')[1] for p in made.problems if TYPED in p]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# Heading\n\nWe counted 7 hives.", ["templates/page.md:6:12:7"]),
        ("# Heading\n\nIt rose to 1,250.5 in all.", ["templates/page.md:6:12:1,250.5"]),
        ("# In 2024\n", ["templates/page.md:4:6:2024"]),
        ("Honey doubled.", ["templates/page.md:4:7:doubled"]),
        ("Some *two* hives.", ["templates/page.md:4:7:two"]),
        ("Half of it, and a third of that.", ["templates/page.md:4:1:Half",
                                              "templates/page.md:4:17:a third"]),
        ("Two thirds of it.", ["templates/page.md:4:1:Two", "templates/page.md:4:5:thirds"]),
        ("A dozen, hundreds, a million, tenfold.", [
            "templates/page.md:4:3:dozen", "templates/page.md:4:10:hundreds",
            "templates/page.md:4:22:million", "templates/page.md:4:31:tenfold"]),
        ("Twenty-five of them.", ["templates/page.md:4:1:Twenty", "templates/page.md:4:8:five"]),
        ("It quadrupled, tripled and halved.", [
            "templates/page.md:4:4:quadrupled", "templates/page.md:4:16:tripled",
            "templates/page.md:4:28:halved"]),
        ("½ of it and H₂O", ["templates/page.md:4:1:½", "templates/page.md:4:14:₂"]),
        ("![7 hives](hives.png)", ["templates/page.md:4:3:7"]),
        ('<img src="a7.png" alt="seven hives">', ["templates/page.md:4:24:seven"]),
        ('<div aria-label="8 hives">x</div>', ["templates/page.md:4:18:8"]),
        ('<figure>\n<figcaption>In 9 days</figcaption>\n</figure>', ["templates/page.md:5:16:9"]),
        ('[text](other.md "4 hives")', ["templates/page.md:4:18:4"]),
        ("| a | b |\n|---|---|\n| 5 | x |", ["templates/page.md:6:3:5"]),
        ("- item 6\n- other", ["templates/page.md:4:8:6"]),
        ('!!! note "Only 3"\n    text', ["templates/page.md:4:16:3"]),
        ("A foot[^1].\n\n[^1]: It says 8.", ["templates/page.md:6:15:8"]),
    ],
)  # fmt: skip
def test_a_typed_number_is_refused_where_it_stands(page, body, found):
    assert places(page(body)) == found


@pytest.mark.parametrize(
    "body",
    [
        "t{{ 'wo' }} hives",
        "{{ 't' }}wo hives",
        "t{% if true %}wo{% endif %} hives",
        "t<b>wo</b> hives",
        "<b>t</b>wo hives",
        "t**w**o hives",
        "t<!-- -->wo hives",
        "{{ 'tw' }}<i>{{ 'o' }}</i> hives",
        "t&#119;o hives",
        "&#50; hives",
        "t\u00adwo hives",
        "[t](other.md)wo hives",
        "{{ 7 }} hives",
        "{{ 3 + 4 }} hives",
        "{{ 'seven' }} hives",
        "{% set n = 'seven' %}{{ n }} hives",
        '{{ fig("meadow.honey.2024") ~ "7" }} hives',
        '{{ "7" ~ fig("meadow.honey.2024") }} hives',
        '1{{ fig("meadow.honey.2024", link=False) }} hives',
        '{{ fig("meadow.honey.2024", link=False) }},000 hives',
        '{{ fig("meadow.honey.2024") | replace("50", "60") }} hives',
        '{{ (fig("meadow.honey.2024") | string)[:-5] }} hives',
        "{% for i in range(3) %}{{ i }}{% endfor %}",
        "{% filter upper %}two{% endfilter %} hives",
        "{% set n %}two{% endset %}{{ n }} hives",
        "{{ ['t', 'wo'] | join }} hives",
        "{{ 'xtwo'[1:] }} hives",
    ],
)
def test_a_number_put_together_by_a_template_is_refused_on_its_line(page, body):
    made = page("# Heading\n\n" + body)
    assert made.problems, made.body("page.md")
    assert all(p.startswith("templates/page.md:6:") and TYPED in p for p in made.problems)


@pytest.mark.parametrize(
    "body",
    [
        "The first, second and third hive; one of both, a single one, once.",
        "Hive 7 and B100 and two".replace("two", "more B100s"),
        "Under CC BY 4.0, Apache-2.0 or CC0 1.0.",
        "[a link](https://example.org/2024/7) and <https://example.org/8>",
        "[ref][r2]\n\n[r2]: https://example.org/9",
        '<a href="page7.html" id="x9" class="cf-3" data-n="4">words</a>',
        "## Heading {: #part-2 .cf-2 }",
        "`x = 7` and <code>8</code>",
        "```python3\nx = 7\n```",
        "1. an item\n2. an item",
        "Text[^1] with a note.\n\n[^1]: The note.",
        'It has {{ plain("two") }} wings.',
        'In {{ period("2024Q1") }} and {{ period("2024--2026") }}.',
        "{{ totals.rows }} rows, {{ count(figures) }} figures, {{ sources | length }} sources.",
        "As of {{ as_of }}.",
        "{{ entities[0].summary }} {{ figure('meadow.honey.2024').note }}",
        "{{ fig('meadow.honey.2024', 'g', words=False) }}",
        "{# 7 in a comment #}{% set x = 7 %}",
        "<!-- 7 in a comment -->",
        "The network often tends to weight tenets; seconds pass, a quarter ends.",
        "{{ source('book') }}",
    ],
)
def test_what_is_no_typed_number_passes(page, body):
    assert page(body).problems == []


FIG = "{{ fig('meadow.honey.2024') }}"


@pytest.mark.parametrize(
    ("body", "at", "word"),
    [
        (f"It gave -{FIG}.", "4:9", "-"),
        (f"It gave −{FIG}.", "4:9", "−"),
        (f"It gave *${FIG}*.", "4:10", "$"),
        (f"It gave ~{FIG}.", "4:9", "~"),
        (f"{FIG}% of it.", "4:31", "%"),
        (f"It gave {FIG}k.", "4:39", "k"),
        (f"It gave **{FIG}**bn.", "4:43", "bn"),
    ],
)
def test_what_makes_another_number_of_a_figure_is_refused(page, body, at, word):
    (told,) = page(body).problems
    assert told.startswith(f'templates/page.md:{at}: "{word}" stands against a figure')


@pytest.mark.parametrize(
    "body", [f"{FIG}-{FIG}", f"- {FIG}", f"pre-{FIG}", f"{FIG}, {FIG}; ({FIG})", f"“{FIG}”’s"]
)
def test_what_stands_beside_a_figure_and_changes_nothing_passes(page, body):
    assert page(body).problems == []


def test_a_number_word_in_a_macro_is_refused_at_the_macros_line(page):
    made = page(
        '{% from "_bees.md" import many %}\n{{ many() }}',
        _bees__md="{% macro many() %}\nwords\nall two of them\n{% endmacro %}\n",
    )
    assert places(made) == ["templates/_bees.md:3:5:two"]


def test_a_number_in_an_include_is_refused_there(page):
    made = page('{% include "_part.md" %}', _part__md="Some\n\n12 hives\n")
    assert places(made) == ["templates/_part.md:3:1:12"]


def test_a_typed_number_given_to_a_macro_is_refused(page):
    made = page(
        '{% from "_bees.md" import many %}\n\n{{ many("seven") }}',
        _bees__md="{% macro many(n) %}\nwe saw {{ n }} hives\n{% endmacro %}\n",
    )
    assert places(made) == ["templates/_bees.md:2:8:seven"]


def test_titles_and_descriptions_are_checked_where_they_are_typed(rendered):
    front = '---\ntitle: "All 7 hives"\ndescription: >-\n  It has\n  two parts\n'
    front += "picture_alt: Half a hive\n---\nwords\n"
    assert places(rendered({"page.md": front})) == [
        "templates/page.md:2:13:7",
        "templates/page.md:5:3:two",
        "templates/page.md:6:14:Half",
    ]


def test_a_conclusion_that_types_a_number_is_refused_where_it_does(rendered):
    made = rendered(
        data={
            "claims.yml": """\
- id: sweetest
  statement: It is the sweetest.
  source: fair
  kind: opinion
  settled_by: A tasting.
  conclusion: It has won twice.
"""
        }
    )
    assert places(made) == ["data/claims.yml:6:26:twice"]


def test_a_text_for_a_chart_is_refused_at_the_place_that_asks(briefing):
    from crossfoot.diagnostics import Diagnostics, SourceLocation
    from crossfoot.ledger.build import build_ledger
    from crossfoot.ledger.load import load_inputs
    from crossfoot.pages import TemplateRenderer

    problems = Diagnostics()
    root = briefing()
    inputs = load_inputs(root, {}, problems)
    texts = TemplateRenderer(root, build_ledger(inputs, "2025-06-01", problems), {}, problems)
    place = SourceLocation("scripts/charts/bees.py", 9)
    text = texts.plain("{{ fig('meadow.honey.2024') }} & <more>, over {{ period('2024') }}", place)
    assert text == "50 kg & <more>, over 2024"
    assert not [p for p in problems.found if p.place == place]
    texts.plain("doubled since", place)
    assert [str(p).split(";")[0] for p in problems.found if p.place == place] == [
        'scripts/charts/bees.py:9:1: "doubled" is typed, not taken from the ledger'
    ]


def test_problems_of_several_templates_come_together(rendered):
    made = rendered(
        {
            "one.md": "---\ntitle: A\n---\n7 hives\n",
            "other.md": "---\ntitle: B\n---\n{{ fig('meadow.hony.2024') }} {{ nothing }}\n",
            "third.md": "---\ntitle: C\n---\n\n{% if %}\n",
        }
    )
    starts = [p.split(":")[0] for p in made.problems]
    assert starts == ["templates/one.md", "templates/other.md", "templates/third.md"]


def test_the_method_page_counts_plain_words(rendered):
    def said(body: str) -> int:
        made = rendered({"page.md": f"---\ntitle: A page\n---\n{body}"}, own=True)
        before = made.body("method.md").split(" in all these pages")[0]
        return int(before.rsplit(" ", 1)[1])

    assert said('{{ plain("two") }} and {{ plain("three") }}') == said("words") + 2
