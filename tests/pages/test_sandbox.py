"""A text of the data is a template of a stranger's: it says a sentence, and can do nothing else."""

from __future__ import annotations

import pytest

from crossfoot.pages.escaping import LONGEST

RIGHT = "words, with {{ … }}, {% if %} and {% set %}; a page’s template can do more"


@pytest.fixture
def noted(rendered, data):
    """What is wrong with a note of a source, which begins at column 9 of line 12."""

    def run(text: str) -> list[str]:
        files = dict(data)
        lines = "".join(f"\n    {line}" for line in text.split("\n"))
        files["sources.yml"] += f"  note: |-{lines}\n"
        made = rendered(data=files)
        return [p.removeprefix("data/sources.yml:") for p in made.problems]

    return run


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a {% for s in 'abc' %}x{% endfor %}", "13:7: a loop"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "13:5: a macro"),
        ("{% call fig('x') %}{% endcall %}", "13:5: a call block"),
        ("{% filter upper %}x{% endfilter %}", "13:5: a filter block"),
        ("{% set a %}x{% endset %}", "13:5: a set block"),
        ("{% include 'a.md' %}", "13:5: an include"),
        ("{% import 'a.md' as a %}", "13:5: an import"),
        ("{% extends 'a.md' %}", "13:5: extends"),
        ("{% block a %}x{% endblock %}", "13:5: a block"),
        ("{% with a = 1 %}x{% endwith %}", "13:5: with"),
        ("{{ 'a' ~ 'b' }}", "13:12: texts put together with ~"),
        ("{{ 'a' * 9 }}", "13:12: calculation with *"),
        ("{{ 'a' + 'b' }}", "13:12: calculation with +"),
        ("{{ '%9d' % 1 }}", "13:9: calculation with %"),
        ("{{ 9 ** 9 }}", "13:10: calculation with **"),
        ("{{ 'abc'[:2] }}", "13:13: a slice"),
        ("{{ {'a': 1} }}", "13:5: a mapping"),
        ("{{ 'x' | replace('x', 'yy') }}", "13:14: the filter replace"),
        ("{{ 'x' | batch(9) }}", "13:14: the filter batch"),
        ("{{ 'x' | slice(9) }}", "13:14: the filter slice"),
        ("{{ 'x' | join('yy') }}", "13:14: the filter join"),
        ("{{ 'x' | list }}", "13:14: the filter list"),
        ("{{ 'x' | map('upper') }}", "13:14: the filter map"),
        ("{{ 'x'.replace('x', 'yy') }}", "13:12: a method"),
        ("{{ range(9) }}", "13:8: range()"),
        ("{{ chart('x') }}", "13:8: chart()"),
        ("{{ fig(*'ab') }}", "13:12: a call with *"),
        ("words\nand {{ 'x' | list }}", "14:18: the filter list"),
    ],
)
def test_what_no_sentence_needs_is_refused_at_its_place(noted, text, what):
    assert noted(text) == [f"{what} in a text of the data; {RIGHT}"]


@pytest.mark.parametrize(
    "text",
    [
        "{% if figure('meadow.honey.2024').disputed %}Disputed{% else %}Not disputed{% endif %}.",
        "{% set f = figure('meadow.honey.2024') %}{{ f.label | upper | trim }} {{ f.note }}",
        "{{ 'more' if claim_value('more-honey') is defined else 'less' }} {{ size(900) }}",
        "{{ entity('wood') }} {{ fig('meadow.honey.2024', digits=1) }} {{ period('2024Q1') }}",
        "{# said to nobody #}{{ figure('meadow.honey.2024').others | length }} others",
        "{{ figure('meadow.honey.2024').others[0].text }}, {% raw %}braces{% endraw %}",
    ],
)
def test_what_a_sentence_needs_may_stand_there(noted, text):
    assert noted(text) == []


def test_a_text_is_bounded_in_what_it_says_and_in_what_it_comes_to(noted, monkeypatch):
    from crossfoot.pages import template_renderer

    assert noted("x" * 4_001) == ["12:9: a text of 4,001 characters; at most 4,000"]
    many = "{{ entity('wood') }} "
    monkeypatch.setattr(template_renderer, "SHOWN_AT_MOST", 400)
    assert noted(many * 40) == ["12:9: a long text; at most 400 characters"]


@pytest.mark.parametrize("deep", [
    "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
    "{% if true %}" * 300 + "x" + "{% endif %}" * 300,
    "{{ " + "not " * 1_500 + "true }}",
    "{{ 'x'" + " | upper" * 1_200 + " }}",
    "{{ f" + ".a" * 4_000 + " }}",
    "{{ " + "-" * 3_000 + "1 }}",
    "{{ " + "'a' if 'a' else " * 600 + "'b' }}",
    "{{ " + "[" * 500 + "]" * 500 + " }}",
])  # fmt: skip
def test_what_is_nested_too_deep_is_told_in_one_line(noted, page, deep):
    if len(deep) <= LONGEST:
        assert noted(deep) == ["13:5: the template is nested too deep; a flatter one"]
    assert page(deep).problems == [
        "templates/page.md:4:1: the template is nested too deep; a flatter one"
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('a {{ "\\x00" }}', "a hidden character U+0000"),
        ('a {{ "\\u202e" }}', "a hidden character U+202E"),
        ('a {{ "\\u200f" }}', "a hidden character U+200F"),
        ('a {{ "\\N{RIGHT-TO-LEFT MARK}" }}', "a hidden character U+200F"),
        ('a {{ "\\ud800" }}', "a hidden character U+D800"),
        ('a {{ "\\U0010fffd" }}', "a private-use character U+10FFFD"),
        ('a {% if "\\u2066" %}{% endif %}', "a hidden character U+2066"),
        ('a {{ entity("wood", "\\ufeff") }}', "a hidden character U+FEFF"),
    ],
)
def test_an_escape_hides_nothing(noted, page, text, what):
    assert noted(text) == [f"13:7: {what}; the text without it"]
    assert page(text).problems == [f"templates/page.md:4:3: {what}; the text without it"]


@pytest.mark.parametrize("reference", ["&#8238;", "&#x202E;", "&rlm;", "&#xfeff"])
def test_a_character_reference_hides_nothing(page, reference):
    made = page(f"\nwords {reference} here")
    assert len(made.problems) == 1
    assert made.problems[0].startswith("templates/page.md:5:7: a hidden character U+")
    assert page(f"`{reference}`").problems == []


def test_the_digits_that_an_escape_writes_are_numbers(noted, page):
    assert ['"2" is typed' in p for p in noted('{{ "\\u0032" }} hives')] == [True]
    assert ['"2" is typed' in p for p in page('{{ "\\N{DIGIT TWO}" }} hives').problems] == [True]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{{ range(9) | batch(999999999, 'x') | list }}", "999,999,999 parts of a list"),
        ("{{ range(9) | slice(999999999) | list }}", "999,999,999 parts of a list"),
        ("{% set ns = namespace(a='xxxxxxxxxx') %}{% for i in range(40) %}"
         "{% set ns.a = ns.a | replace('x', 'xx') %}{% endfor %}", "grows without end"),
        ("{% set ns = namespace(a='xxxxxxxxxx') %}{% for i in range(40) %}"
         "{% set ns.a = ns.a.replace('x', 'xx') %}{% endfor %}", "grows without end"),
        ("{% set ns = namespace(a='xxxxxxxxxx') %}{% for i in range(40) %}"
         "{% set ns.a = [ns.a, ns.a] | join %}{% endfor %}", "grows without end"),
        ("{% set ns = namespace(a='xxxxxxxxxx') %}{% for i in range(40) %}"
         "{% set ns.a = ns.a.join([ns.a, ns.a]) %}{% endfor %}", "grows without end"),
        ("{% set ns = namespace(a='xxxxxxxxxx') %}{% for i in range(40) %}"
         "{% set ns.a %}{{ ns.a }}{{ ns.a }}{% endset %}{% endfor %}", "grows without end"),
        ("{% macro m(n) %}{% if n %}{{ m(n[1:]) }}{{ m(n[1:]) }}{% endif %}{% endmacro %}"
         "{{ m('x' ~ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') }}", "go on too long"),
    ],
)  # fmt: skip
def test_a_page_that_grows_or_goes_on_without_end_is_stopped(page, monkeypatch, body, what):
    from crossfoot.pages import environment

    monkeypatch.setattr(environment, "SIZE_AT_MOST", 100_000)
    monkeypatch.setattr(environment, "STEPS_AT_MOST", 5_000)
    assert [what in problem for problem in page(body).problems] == [True]


def test_a_template_that_includes_itself_is_told(rendered):
    again = "{% include '_a.md' %}"
    files = {"_a.md": again, "page.md": f"---\ntitle: A\n---\n{again}"}
    made = rendered(files)
    assert len(made.problems) == 1
    assert made.problems[0].endswith("the template calls itself without end; one that ends")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% if true %}{% set a = 'x' %}{% endif %}{{ a }}", "x"),
        ("{% for c in claims %}{{ loop.index }}/{{ loop.length }} {% endfor %}", "1/2 2/2"),
        ("{% for c in claims %}{{ loop.revindex0 }}{{ loop.depth }} {% endfor %}", "11 01"),
        ("{{ claims | length }} and {{ count(claims) }} and {{ claims | count }}", "2 and 2 and 2"),
        ("{% set a %}x{% endset %}{{ a }}", "x"),
        ("{% with a = 'x' %}{{ a }}{% endwith %}", "x"),
        ("{% macro m(a, b='y') %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}"
         "{% call m('x') %}z{% endcall %}", "xyz"),
        ("{% filter upper %}x{% endfilter %}", "X"),
        ("{% set ns = namespace(a='x') %}{% for c in claims %}{% set ns.a = 'y' %}{% endfor %}"
         "{{ ns.a }}", "y"),
        ("{% if true %}{% include '_x.md' ignore missing %}{% endif %}x", "x"),
        ("{% include ['_x.md', '_y.md'] ignore missing %}x", "x"),
        ("{%- if true -%}  x  {%- endif -%}", "x"),
        ("{% set c = cycler('x', 'y') %}{{ c.next() }}{{ c.next() }}", "xy"),
        ("{% set sep = joiner(';') %}{{ sep() }}x{{ sep() }}y", "x&#59;y|x;y"),
        ("{% for a, b in [('x', 'y')] %}{{ a }}{{ b }}{% endfor %}", "xy"),
        ("{% for c in claims recursive %}x{% endfor %}", "xx"),
        ("{% for c in [] %}{% else %}x{% endfor %}", "x"),
        ("{% set a, b = 'x', 'y' %}{{ a }}{{ b }}", "xy"),
        ("{% block a %}x{% endblock %}", "x"),
    ],
)  # fmt: skip
def test_what_jinja_allows_is_allowed_on_a_page(page, body, said):
    made = page(body)
    assert made.problems == []
    assert made.body("page.md") in said.split("|")


def test_a_figure_of_fewer_digits_than_asked_for_is_written_with_all_it_has(page):
    asked = "{{ fig('meadow.honey.2024', digits=%d, link=False) }}"
    made = page(", ".join(asked % digits for digits in (9, 2, 1)))
    assert made.problems == []
    assert made.body("page.md") == "50 kg, 50 kg, 50 kg"


def test_each_word_of_plain_counts_as_often_as_readers_see_it(rendered):
    front = "---\ntitle: A\n---\n"
    loop = "{% for c in claims %}{{ plain('twice') }} {% endfor %}{{ plain('half') }}"
    each = "---\ntitle: A\neach: entities\n---\n{{ plain('two') }}"
    files = {"page.md": front + loop, "each.md": each, "method.md": front + "{{ plains }}"}
    made = rendered(files)
    assert made.problems == []
    assert made.body("method.md") == "5"
    assert made.pages.pages["page.md"].traced == 0
