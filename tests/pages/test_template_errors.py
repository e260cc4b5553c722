"""A fault of a template is told where its author can mend it, in words that say what to write."""

from __future__ import annotations

import pytest

from crossfoot.diagnostics import InvalidValue
from crossfoot.pages.claim_view import ClaimView
from crossfoot.pages.figure_view import FigureView
from crossfoot.pages.views import EntityView, SourceView


@pytest.mark.parametrize(
    ("view", "name", "id", "place"),
    [
        (FigureView, "range", "wood.honey.2024", "data/figures/hives.csv:6:1"),
        (FigureView, "heading", "meadow.honey_growth.2024", "data/derived.yml:1:3"),
        (EntityView, "derived", "wood", "data/entities.yml:6:3"),
        (SourceView, "replaces", "fair", "data/sources.yml:7:3"),
        (ClaimView, "allows", "more-honey", "data/claims.yml:1:3"),
    ],
)
def test_what_fails_in_the_engines_templates_is_told_at_the_entry(
    rendered, monkeypatch, view, name, id, place
):
    whole = getattr(view, name)
    make = getattr(whole, "func", None) or whole.fget

    def fails(self):
        if self._it.id == id:
            raise InvalidValue("too odd to show", "another")
        return make(self)

    monkeypatch.setattr(view, name, property(fails))
    problems = rendered(own=True).problems
    assert set(problems) == {f"{place}: too odd to show; another"}


@pytest.mark.parametrize(
    ("view", "name", "id", "place"),
    [
        (FigureView, "range", "wood.honey.2024", "data/entities.yml:6:3"),
        (SourceView, "nearness", "fair", "data/sources.yml:7:3"),
    ],
)
def test_a_number_that_is_not_traced_there_is_told_at_the_entry(
    rendered, monkeypatch, view, name, id, place
):
    whole = getattr(view, name)
    make = getattr(whole, "func", None) or whole.fget
    odd = property(lambda self: "17 of them" if self._it.id == id else make(self))
    monkeypatch.setattr(view, name, odd)
    problems = rendered(own=True).problems
    assert any(p.startswith(f'{place}: "17" is typed') for p in problems)
    assert not [p for p in problems if p.startswith("crossfoot/")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## A heading {#its-id}", "5:14: {# begins a comment of Jinja, which has no end; "
         "{ #id } with a space for an id of Markdown, or #} at the comment’s end"),
        ("a {# b #}\n\n## A {#its-id}", "7:6: {# begins a comment of Jinja, which has no end; "
         "{ #id } with a space for an id of Markdown, or #} at the comment’s end"),
        ("words\n{{ fig('x') and", "6:1: {{ has no }}; {{ … }}, or "
         '{{ "{{" }} for the characters themselves'),
        ("{{ fig('x') }\n\n{{ fig('x') }}", "5:1: {{ has no }}; {{ … }}, or "
         '{{ "{{" }} for the characters themselves'),
        ("so {% if true }x{% endif %}", "5:4: {% has no %}; {% … %}, or "
         '{{ "{%" }} for the characters themselves'),
        ("{% iff true %}x{% endif %}", "5:4: no tag iff in Jinja; did you mean if?"),
        ("{% if true %}x", "5:1: {% if %} has no end; {% endif %}"),
        ("x {% endif %}", "5:6: {% endif %} ends nothing; its beginning before it, "
         "or none of both"),
        ("{% for c in claims %}{% endif %}", "5:25: {% endif %} inside {% for %}; "
         "{% endfor %} first"),
        ("{% raw %}x", "5:1: {% raw %} has no end; {% endraw %}"),
        ("{{ " + "9" * 5_000 + " }}", "5:1: a number that is too long; a shorter one"),
    ],
)  # fmt: skip
def test_a_fault_of_syntax_says_what_to_write(page, body, said):
    assert page("\n" + body).problems == [f"templates/page.md:{said}"]


@pytest.mark.parametrize("body", ["## A heading { #its-id }", "Words\n{.class}", "`{ {x} }`"])
def test_lists_of_attributes_are_no_jinja(page, body):
    assert page(body).problems == []


def test_jinja_that_readers_would_see_is_refused(page):
    made = page("\nwords {% raw %}{{ x }}{% endraw %}")
    assert made.problems == [
        "templates/page.md:5:7: a template’s tag stands on the page for readers to see; "
        "it in code (`…`), or what it should come to"
    ]
    for code in ("`{% raw %}{{ x }}{% endraw %}`", "```\n{{ '{{' }}\n```", "    {{ '{%' }}\n"):
        assert page(code).problems == []


def test_the_lines_of_a_template_are_counted_once(monkeypatch):
    from crossfoot.diagnostics import SourceLocation
    from crossfoot.pages import source_text

    source_text._line_starts.cache_clear()
    long = source_text.SourceText("{{ x }} 7\n" * 2_000, SourceLocation("a.md"))
    assert [long.at(o).line for o in range(0, 20_000, 10)] == list(range(1, 2_001))
    assert source_text._line_starts.cache_info().misses == 1


@pytest.mark.parametrize("opening", ["<!-- ", "<script ", "<pre>x ", "<h2>x "])
def test_what_has_no_end_is_looked_for_once(monkeypatch, opening):
    from crossfoot.pages import links, literal_locations, numerals

    searches: list[int] = []
    real = numerals._end_of

    class Counting:
        def __init__(self, name):
            self.pattern = real(name)

        def search(self, text, at):
            searches.append(at)
            return self.pattern.search(text, at)

    monkeypatch.setattr(numerals, "_end_of", Counting)
    for work in (
        literal_locations.visible_spans,
        numerals.text_of_html,
        links.LinkResolver().plain,
    ):
        work(opening * 2_000)
    links.LinkResolver().linked(opening * 2_000, "", links.PageUsage())
    assert len(searches) <= 4


def test_many_numbers_and_names_are_placed_in_one_walk(page):
    made = page("9 Hive 7\n" * 400)
    (problem,) = made.problems
    assert problem.startswith('templates/page.md:4:1: "9" is typed')
    assert problem.endswith("(400 times; first lines 4, 5, 6)")


@pytest.mark.parametrize("value", ["{a: b}", "[a, b]"])
@pytest.mark.parametrize("key", ["title", "description", "path", "picture_alt"])
def test_what_is_no_text_in_the_front_matter_is_told(rendered, key, value):
    made = rendered({"page.md": f"---\ntitle: A\n{key}: {value}\n---\nwords\n".replace(
        "title: A\ntitle", "title"
    )})  # fmt: skip
    line = 2 if key == "title" else 3
    told = f"templates/page.md:{line}:{len(key) + 3}: {key} is no text; "
    assert [p for p in made.problems if p.startswith(told)]
    assert not [p for p in made.problems if "typed" in p]


@pytest.mark.parametrize("escape", ["\\ud800", "\\u202e", "\\x00"])
def test_an_escape_in_the_front_matter_hides_nothing(rendered, escape):
    for title in (f"'{{{{ \"{escape}\" }}}}'", f'"{escape}"'):
        made = rendered({"page.md": f"---\ntitle: {title}\n---\nwords\n"})
        assert [p for p in made.problems if p.startswith("templates/page.md:2:")]


def test_memory_that_runs_out_is_no_fault_of_the_template(page, monkeypatch):
    def exhaust(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("crossfoot.pages.environment.Environment.run", exhaust)
    with pytest.raises(MemoryError):
        page("{{ fig('meadow.honey.2024') }}\n")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            '{{ next([\n  ("more/", "More"),\n  ("../odd", "Odd"),\n]) }}',
            "8:5: '../odd' is no page",
        ),
        ("{{ next([(odd, 'Odd')]) }}", "6:1: '../' is no page"),
        ("{{ next(7) }}", "6:1: the template fails: 'int' object is not iterable"),
    ],
)
def test_what_a_macro_of_the_engine_cannot_do_is_told_where_it_is_called(rendered, call, said):
    front = "---\ntitle: A page\n---\n"
    begins = "{% set odd = '../' %}{% from '_macros.md' import next %}\n\n"
    made = rendered({"page.md": f"{front}{begins}{call}"}, own=True)
    (problem,) = made.problems
    assert problem.startswith(f"templates/page.md:{said}")
