"""Data is shown and never obeyed; a template can do no harm."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from crossfoot.pages import EXTENSIONS
from crossfoot.pages.escaping import LONGEST, escape, safe_link

NASTY = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](data:text/html,1)",
    "*bold* __bold__ ~~gone~~ `code` ^up^ ==mark==",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    "    code",
    "| a | b |",
    "!!! note",
    "??? note",
    "term\n:   definition",
    ": definition",
    "{: onclick=alert(1) }",
    "text {: .x }",
    "&amp; &#42; &lt;",
    "<https://example.org>",
    "[^1]: note",
    "*[HTML]: words",
    "--8<-- 'file'",
    "a\\*b",
    '" onmouseover="alert(1)',
    "' x='",
    "---",
    "- - -",
    "===",
    ":smile:",
    "{{ 7 * 7 }} {% raw %}",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("frame", ["{}", "- {}", "# {}", "<p>{}</p>", "| a |\n|---|\n| {} |"])
def test_data_reads_as_it_is_written_wherever_it_stands(text, frame):
    import html

    made = Markdown(extensions=list(EXTENSIONS)).convert(frame.format(escape(text)))
    seen = html.unescape(re.sub(r"<[^>]*>", "", made))
    assert " ".join(text.split()) in " ".join(seen.split())
    assert not re.search(r"<(script|img|em|strong|code|a|blockquote|dl|div|del|hr)\b", made), made


@pytest.mark.parametrize("text", NASTY)
def test_data_stays_inside_an_attribute(text):
    made = Markdown(extensions=list(EXTENSIONS)).convert(f'<p title="{escape(text)}">x</p>')
    assert re.fullmatch(r'<p title="[^"<>]*">x</p>', made)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScript:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "java\tscript:alert(1)", "vbscript:x", "file:///etc/passwd", "//example.org", "/local",
        "https://", "http:example", 'https://a"b', "https://a b", "mailto:", "https://[::1",
    ],
)  # fmt: skip
def test_a_link_from_data_leads_nowhere_unless_it_is_http_or_mail(address):
    assert safe_link(address) == ""


@pytest.mark.parametrize("address", ["https://a.org/b?c=1&d=2#e", "http://a.org", "mailto:a@b.org"])
def test_http_and_mail_links_pass(address):
    assert safe_link(address) == address


def test_long_data_is_cut():
    assert len(escape("x" * 100_000)) == LONGEST


def test_data_is_escaped_on_a_page(page):
    made = page("{{ entities[0].summary }}\n\n{{ figure('meadow.honey.2024').note }}\n")
    body = made.body("page.md")
    assert "<b>" not in body
    assert "<img" not in body
    assert "*" not in body
    assert "&lt;b&gt;at&lt;/b&gt;" in body
    assert not made.problems


def test_a_statement_is_data_and_not_markup(page):
    body = page("{{ claim('sweetest', card=False) }}").body("page.md")
    assert "&lt;i&gt;honey&lt;/i&gt;" in body
    assert "&#42;sweetest&#42;" in body


def test_an_unsafe_address_of_a_source_makes_no_link(page):
    from crossfoot.ledger.schema import Source
    from crossfoot.pages.views import SourceView

    source = Source(id="bad", title="x", rank=3, address="javascript:alert(1)")
    assert SourceView(None, source).address == ""


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{{ ''.__class__ }}", "unsafe|no attribute|undefined"),
        ("{{ fig.__globals__ }}", "unsafe|no attribute|undefined"),
        ("{{ entities[0]._it }}", "unsafe|no attribute|undefined"),
        ("{{ figures.append(1) }}", "unsafe|no attribute|undefined"),
        ("{{ '%999999999d' % 1 }}", "cannot calculate"),
        ("{{ 'x' * 999999999 }}", "cannot calculate"),
        ("{{ 9 ** 9 ** 9 }}", "cannot calculate"),
        ("{{ 'x'.ljust(999999999) }}", "unsafe|no attribute|undefined"),
        ("{{ 'x'.center(999999999) }}", "unsafe|no attribute|undefined"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "too long",
        ),
        ("{{ range(999999999) | list }}", "Range too big"),
        (
            "{% macro m(s, n) %}{{ m(s ~ s, n) }}{% endmacro %}{{ m('xxxxxxxx', 1) }}",
            "without end",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
        ("{% for a in range(2000) %}{{ 'words and words ' * 1 }}{% endfor %}", "cannot calculate"),
        ("{% print 7 %}", "'print' is not a statement here"),
        ("{{ '\\ue000' }}", "private-use"),
        ("{{ 'x' | safe }}", "No filter named 'safe'"),
        ("{{ entities | random }}", "No filter named 'random'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% include '../data/briefing.yml' %}", "no template"),
        ("{{ figure('meadow.honey.2024').colour }}", "has no attribute 'colour'"),
        ("{{ entity('meadow').name }}", "a text has no attribute 'name'; a part that it has"),
        ("{{ figure('meadow.honey.2024') }}", "a figure is printed whole; a part of it"),
        ("{{ figures }}", "a list is printed whole; {% for one in … %}"),
        ("{{ none }}", "nothing is there to print"),
        ("{{ figure('meadow.honey.2024').disputed }}", "true or false is no text"),
    ],
)  # fmt: skip
def test_a_template_that_overreaches_is_a_problem_with_its_line(page, body, what):
    made = page("\n" + body)
    assert made.problems
    assert all(p.startswith("templates/page.md:5:") for p in made.problems), made.problems
    assert re.search(what, made.problems[0])


def test_a_page_without_end_is_cut_off(page):
    text = "words " * 2_000
    made = page("{% for a in range(9999) %}" + text + "{% endfor %}")
    assert "the page is too large" in made.problems[0]


def test_a_linked_template_is_not_followed(briefing, rendered, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("---\ntitle: x\n---\nsecret\n")
    root = briefing({"page.md": "---\ntitle: A\n---\nwords\n"})
    (root / "templates" / "linked.md").symlink_to(outside)
    made = rendered()
    assert made.problems == [
        "templates/linked.md:1:1: a symbolic link is not followed; the file itself"
    ]
    assert "linked.md" not in made.pages.files
