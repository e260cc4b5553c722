from __future__ import annotations

import pytest

from crossfoot.site.postprocess.content_policy import inline_scripts, script_digest
from crossfoot.site.postprocess.finished_page import finish_page

FRAME = """<!doctype html>
<html><head>
<meta charset="utf-8">

<script>early()</script></head>
<body><article id="content">{}</article>
<script type="application/json">{{"a": 1}}</script><script src="a.js"></script></body></html>
"""


def finished(text: str) -> str:
    return finish_page(FRAME.format(text), "https://example.org/").html


def test_the_policy_comes_first_and_names_the_theme_s_scripts() -> None:
    html = finished("<p>text</p>")
    head = html[html.index("<head>") + 6 :].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy"')
    assert script_digest("early()") in head
    assert html.count("sha256-") == 1, "data and files need no hash"
    assert html.index('charset="utf-8"') < 1024, "browsers look no further"


def test_cells_stay_aligned_as_markdown_has_them_without_a_style_that_is_blocked() -> None:
    table = '<table><tr><td style="text-align: right;">1</td><td>2</td></tr></table>'
    page = finish_page(FRAME.format(table), "https://example.org/")
    assert page.refused == ()
    assert '<td class="cf-right">1</td><td>2</td>' in page.html


def test_a_script_in_the_text_is_never_blessed() -> None:
    page = finish_page(FRAME.format("<script>evil()</script>"), "https://example.org/")
    assert script_digest("evil()") not in page.html
    assert [refusal.tag for refusal in page.refused] == ["script"]


def test_a_script_after_a_false_end_of_the_article_is_in_the_text_still() -> None:
    page = finish_page(FRAME.format("</article><script>evil()</script>"), "https://example.org/")
    assert [refusal.tag for refusal in page.refused] == ["script"]


@pytest.mark.parametrize(
    "tag",
    [
        '<table><td style="color: red">',
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        '<a HREF=" JavaScript:alert(1)">',
        '<svg/onload="x()">',
        '<iframe src="data:text/html,x">',
    ],
)
def test_what_the_policy_blocks_is_found(tag: str) -> None:
    refused = finish_page(FRAME.format(f"<p>{tag}</p>"), "https://example.org/").refused
    assert ["blocks" in refusal.told() for refusal in refused] == [True]


@pytest.mark.parametrize(
    "text",
    ["<p>style = a word, onset= too</p>", '<a href="data/">data: here</a>', "<p>one=1</p>"],
)
def test_words_that_look_like_it_are_let_be(text: str) -> None:
    assert finish_page(FRAME.format(text), "https://example.org/").refused == ()


def test_links_to_elsewhere_are_marked_and_own_ones_are_not() -> None:
    html = finished(
        '<a href="https://other.org/" rel="noopener">o</a><a href="https://example.org/x/">e</a>'
        '<a href="../">up</a>'
    )
    assert '<a href="https://other.org/" rel="external noopener noreferrer">o</a>' in html
    assert '<a href="https://example.org/x/">e</a><a href="../">up</a>' in html


def test_blank_lines_go_and_the_text_stays_as_it_is() -> None:
    text = "<pre>a\n\n\nb</pre>"
    html = finished(text)
    assert text in html
    assert "\n\n" not in html.replace(text, "")


def test_numbers_are_counted_in_the_text() -> None:
    text = '<a class="fig" href="a">1</a><a href="b" class="x fig fig-again">2</a><a class="figs">'
    assert finish_page(FRAME.format(text), "https://e/").numbers == 2


def test_scripts_that_run_are_told_from_data() -> None:
    page = (
        '<script type="application/ld+json">{}</script><script type="module">m()</script>'
        '<script type="importmap">i</script><script src="x"></script><SCRIPT>s()</SCRIPT>'
    )
    assert inline_scripts(page) == ["m()", "i", "s()"]
