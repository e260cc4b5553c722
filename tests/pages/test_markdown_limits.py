"""What a page may ask of the Markdown converter."""

from __future__ import annotations

import pytest

from crossfoot.pages.markdown_limits import find_excess


@pytest.mark.parametrize(
    ("text", "offset", "what"),
    [
        ("[" * 20_000, 1_000, "more than 1,000 brackets or tags"),
        ("![" * 20_000, 2_001, "more than 1,000 brackets or tags"),
        ("[a](" * 20_000, 4_002, "more than 1,000 brackets or tags"),
        ("[ x\n" * 20_000, 4_000, "more than 1,000 brackets or tags"),
        ("<script " * 20_000, 8_000, "more than 1,000 brackets or tags"),
        ("{: a " * 20_000, 5_000, "more than 1,000 brackets or tags"),
        ("> " * 300, 0, "more than 50 lists, quotations or notes"),
        ("- " * 300 + "x", 0, "more than 50 lists, quotations or notes"),
        ("\n".join("    " * n + "1. x" for n in range(300)), None, "more than 50 lists"),
        ("\n".join("    " * n + "!!! note" for n in range(300)), None, "more than 50 lists"),
        ("<b>\n" * 101, 400, "more than 100 tags such as <b>"),
        ("<div>" * 501, 2_500, "more than 500 tags such as <div>"),
    ],
)
def test_what_grows_faster_than_the_page_is_told_where_it_is_too_much(
    text: str, offset: int | None, what: str
) -> None:
    found = find_excess(text)
    assert found is not None
    assert found.message.startswith(what)
    assert offset is None or found.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "[a](b.md) <b>c</b> `d` ![e](f.png)\n" * 5_000,
        "| [a](b.md) | [^1] |\n" * 5_000,
        "- a\n" * 5_000,
        "    - a\n        - b\n" * 2_000,
        "- - -\n\n* * *\n\n> > a\n" * 500,
        "**a** _b_ " * 5_000 + "*" * 5_000,
        "```\n" + "[" * 20_000 + "<b>" * 500 + "\n```\n",
        "<div>\n<p>a</div>\n" * 5_000,
        "[1]: x\n" * 5_000,
        "[ x\n\n" * 5_000,
        '<script type="application/json">' + '[["a",["b"]],' * 5_000 + "</script>\n\nx",
    ],
)
def test_a_long_page_is_fine(text: str) -> None:
    assert find_excess(text) is None
