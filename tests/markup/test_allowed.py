"""What may stand in a page's text, and what would be right instead."""

from __future__ import annotations

import pytest
from markdown import Markdown

from crossfoot.markup import refused_markup

FINE = [
    '<img title="a>b" alt="" src="q.png" srcset="a.png 1x, b,c.png 2x" loading="lazy">',
    '<img src="data:image/png;base64,AAAA"><img src=" data:image/svg+xml,%3Csvg/%3E">',
    '<a href="https://example.org/" rel="license">a</a><a href="mailto:a@example.org">b</a>',
    '<a href="../x/#y" title="onerror=1">style="color: red"</a><a name="here"></a>',
    '<table><tr><th style="text-align: right;">a</th></tr></table>',
    '<details open><summary>a</summary><p class="x" data-z="1" aria-label="b">c</p></details>',
    '<label class="task-list-control"><input type="checkbox" disabled checked></label>',
    '<svg viewBox="0 0 1 1" aria-label="x"><title>a</title><defs><linearGradient id="g"/></defs>'
    '<path fill="url(#g)" stroke="var(--cf-1, #123456)" transform="rotate(3) scale(2)" d="M0 0"/>'
    '<use href="#g"/></svg>',
    "<p>an <x>",
]  # fmt: skip
BLOCKED = [
    ('<img title="a>b" onerror="x()" src="q.png">', 'onerror="x()"', "nothing that runs"),
    ('<img src="https://e.example/x.png">', "https://e.example/x.png", "a copy of the file"),
    ("<img src=//e.example/x>", "//e.example/x", "a copy of the file"),
    ("<img src='\\\\e.example/x'>", "e.example", "a copy of the file"),
    ('<img srcset="a.png, https://e.example/b.png 2x">', "https://e.example/b.png", "a copy"),
    ('<picture><source srcset="https://e.example/b.png"></picture>', "https://e.", "a copy"),
    ("<iframe src=x.html></iframe>", '<iframe src="x.html">', "a link to it"),
    ("<object data=x></object>", "<object", "a link to it"),
    ("<embed src=x>", "<embed", "a link to it"),
    ("<video src=x poster=y></video>", "<video", "a link to it"),
    ("<audio src=x></audio>", "<audio", "a link to it"),
    ("<style>p{}</style>", "<style>", "a stylesheet named under extra_css"),
    ('<link rel="stylesheet" href="x">', "<link", "a stylesheet named under extra_css"),
    ("<script>x</script>", "<script>", "nothing that runs"),
    ('<script type="application/json">{}</script>', "<script", "nothing that runs"),
    ('<p style="background: url(https://e.example/x)">', "style=", "a class"),
    ('<table background="https://e.example/x"></table>', "background=", "a copy"),
    ("<body onload=x>", "onload", "nothing that runs"),
    ('<a href="JaVaScript:x">a</a>', "JaVaScript:x", "an http, https or mailto address"),
    ('<a href="java&#10;script&colon;x">a</a>', "script:x", "an http, https or mailto address"),
    ('<a href=" vbscript:x">a</a>', "vbscript:x", "an http, https or mailto address"),
    ('<a href="data:text/html,x">a</a>', "data:text/html", "an http, https or mailto address"),
    ('<img src="data:text/html,x">', "data:text/html", "a copy of the file"),
    ('<svg><use href="x.svg#a"/></svg>', "x.svg#a", "an http"),
    ('<svg><image href="https://e.example/x"/></svg>', "<image", ""),
    ("<svg/onload=x()>", "onload", "nothing that runs"),
]  # fmt: skip
REFUSED = [
    ('<meta http-equiv="refresh" content="0">', "<meta", "Markdown, or HTML"),
    ('<base href="https://e.example/">', "<base", "Markdown, or HTML"),
    ("<form action=x></form>", "<form", "a link to where the form is"),
    ("<button formaction=javascript:x>a</button>", "formaction", "the tag without it"),
    ('<a href="x" ping="https://e.example/">a</a>', "ping", "the tag without it"),
    ("<svg><foreignObject></foreignObject></svg>", "<foreignObject>", "Markdown, or HTML"),
    ("<svg><animate attributeName=href values=javascript:x /></svg>", "<animate", ""),
    ('<svg><path fill="url(https://e.example/)"/></svg>', "fill", "the tag without it"),
    ('<svg><path fill="u\\72l(https://e.example/)"/></svg>', "fill", "the tag without it"),
    ("<math><mi>x</mi></math>", "<math>", "Markdown, or HTML"),
    ("<noscript></noscript>", "<noscript>", "Markdown, or HTML"),
    ("<template></template>", "<template>", "Markdown, or HTML"),
    ("<custom-element>", "<custom-element>", "Markdown, or HTML"),
    ("<p>a</p><!-- and so on", "an unfinished tag or comment swallows the rest", "its end"),
    ('<p>a</p><a href="x', "an unfinished tag or comment swallows the rest", "its end"),
]


@pytest.mark.parametrize("html", FINE[:-1])
def test_what_says_something_passes(html: str) -> None:
    assert refused_markup(html) == []


@pytest.mark.parametrize(("html", "shown", "instead"), BLOCKED)
def test_what_the_content_policy_blocks_is_refused(html: str, shown: str, instead: str) -> None:
    first = refused_markup(html)[0]
    assert first.told().startswith("the content policy blocks <")
    assert shown in first.told()
    assert first.hint.startswith(instead)


@pytest.mark.parametrize(("html", "shown", "instead"), REFUSED)
def test_what_is_on_no_list_is_refused(html: str, shown: str, instead: str) -> None:
    first = refused_markup(html)[0]
    assert "blocks" not in first.told()
    assert shown in first.told()
    assert first.hint.startswith(instead)


def test_data_beside_a_chart_is_no_script() -> None:
    block = '<script type="application/json" id="x">{"a": "<b>"}</script>'
    assert refused_markup(block, data=True) == []
    assert [
        r.tag for r in refused_markup(block.replace("<script", "<script src=x"), data=True)
    ] == ["script"]


def test_each_wrong_element_is_told_and_the_right_ones_are_not() -> None:
    html = '<img src="a.png"><img src="https://e.example/b.png"><img src="c.png" onload="x">'
    assert [(r.name, r.value) for r in refused_markup(html)] == [
        ("src", "https://e.example/b.png"),
        ("onload", "x"),
    ]


EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "abbr": {},
    "toc": {"permalink": True},
    "pymdownx.details": {},
    "pymdownx.highlight": {"anchor_linenums": True, "linenums": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.keys": {},
    "pymdownx.critic": {},
    "pymdownx.mark": {},
    "pymdownx.caret": {},
    "pymdownx.tilde": {},
    "pymdownx.smartsymbols": {},
    "pymdownx.arithmatex": {"generic": True},
}
PAGE = """
# A heading { #its-id .cls data-x="1" }

!!! note "Mind"
    An admonition with `code` and ==mark==, H~2~O, x^2^ and ~~gone~~.

???+ tip "More"
    - [x] done
    - [ ] to do

=== "One"
    ```py title="a.py" hl_lines="1" linenums="1"
    print("<script>")
    ```

=== "Two"
    ++ctrl+c++ and `#!py x = 1`

| a | b |
|:--|--:|
| 1 | 2 |

Term
:   Its meaning[^1], HTML, $x^2$ and {++new++}{--old--}.

[^1]: A note.

*[HTML]: Markup

<figure markdown="span">
  ![a](a.png){ width="300" loading=lazy align=left }
  <figcaption>Said</figcaption>
</figure>

<https://example.org/> <a@example.org>
"""


def test_what_the_extensions_of_markdown_write_passes() -> None:
    markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    html = markdown.convert(PAGE)
    assert refused_markup(html) == []
    for sign in ("admonition", "<details", "tabbed-set", "footnote", "task-list", "linenos"):
        assert sign in html, sign
