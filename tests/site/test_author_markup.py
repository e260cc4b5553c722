"""What somebody typed in pages, with the place where it stands."""

from __future__ import annotations

import pytest
from markdown import Markdown
from pymdownx import slugs

from crossfoot.diagnostics import Diagnostics
from crossfoot.pages.front_matter import strip_front_matter
from crossfoot.site.author_markup import AuthorFile, check_markup, links_by_hand
from crossfoot.site.link_check import LinkTargets, check_links

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html", "footnotes"]


def html(text: str, **options: object) -> str:
    config = {"toc": options} if options else {}
    return Markdown(extensions=EXTENSIONS, extension_configs=config).convert(text)


def source(text: str, path: str = "docs/a.md") -> AuthorFile:
    body = strip_front_matter(text)
    return AuthorFile(path, text, html(body), body)


def refusals(text: str) -> list[str]:
    problems = Diagnostics()
    check_markup([source(text)], problems)
    return [str(problem) for problem in problems.errors]


def leading_nowhere(text: str, **options: object) -> list[str]:
    """What is wrong with the links of docs/a.md, in a site with some other pages."""
    pages = {
        "index.md": lambda: "",
        "a.md": lambda: html(strip_front_matter(text), **options),
        "b c.md": lambda: html("# B\n\n## Own {: #own }\n\n<a name='old'></a>"),
        "sub/README.md": lambda: html("# Sub\n\n## Part\n"),
        "f(x).md": lambda: "",
    }
    problems = Diagnostics()
    site = LinkTargets("https://example.org/s/", pages, {"data/x.csv"})
    check_links(links_by_hand([source(text)]), site, problems)
    return [str(problem) for problem in problems.errors]


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("a\n\nb ![x](https://e.example/x.svg)\n", "3:3", "![x](https://e.example/x.svg)"),
        ("![x][r]\n\n[r]: https://e.example/x 'y'\n", "3:1", "[r]: https://e.example/x 'y'"),
        ("---\ntitle: a\n---\n\n<video\n src=x>\n", "5:1", "<video src=x>"),
        ("a\n\nb `<style>` <style>p{}</style>\n", "3:13", "<style>"),
        ("`<b style='x'>`\n\n<b style='x'>a</b>\n", "3:1", "<b style='x'>"),
        ("## A {: style='color: red' }\n", "1:6", "{: style='color: red' }"),
        ("[a](JaVaScript:x(1))\n", "1:1", "[a](JaVaScript:x(1))"),
        ("<p>a</p>\n<p><img title='a>b' onerror=x src=y></p>\n", "2:4", "<img title='a>b'"),
        ("<img src=y.png> <img src=//e.example/y.png>\n", "1:17", "<img src=//e.example/y.png>"),
    ],
)
def test_what_may_not_stand_there_is_told_where_it_was_typed(
    text: str, place: str, shown: str
) -> None:
    (line,) = refusals(text)
    assert line.startswith(f"docs/a.md:{place}: the content policy blocks {shown}")


def test_the_same_thing_twice_is_told_at_both_places() -> None:
    image = "![x](https://e.example/x.svg)"
    places = [line.split(": ")[0] for line in refusals(f"{image}\n\nand {image}\n")]
    assert places == ["docs/a.md:1:1", "docs/a.md:3:5"]


@pytest.mark.parametrize(
    "text",
    [
        "``` { .py title='x' }\n<script>\n```\n",
        "~~~ .py\n<script>\n~~~\n",
        "````md\n```\n<script>\n```\n````\n",
        "    <script>\n",
        "- a\n\n    ```\n    x\n    ```\n",
        "`<script>` and `` `<iframe src=x>` ``\n",
        "![x](data:image/png;base64,AAAA)\n",
    ],
)
def test_code_and_what_the_policy_allows_is_let_be(text: str) -> None:
    assert refusals(text) == []


def test_a_page_that_asks_too_much_is_told_and_not_converted() -> None:
    text = "---\ntitle: a\n---\na\n" + "[" * 1_500
    body = strip_front_matter(text)
    problems = Diagnostics()
    check_markup([AuthorFile("docs/a.md", text, "", body)], problems)
    (line,) = map(str, problems.errors)
    assert line.startswith("docs/a.md:5:1001: more than 1,000 brackets or tags")


@pytest.mark.parametrize(
    "link",
    [
        "<b c.md>", "<b c.md> 'A title (1)'", "b%20c.md", "<b c.md#own>", "<b c.md#old>",
        "../b%20c/", "../sub/", "sub/README.md", "sub/README.md#part", "../sub/#part",
        "f(x).md", "<f(x).md>",
        "../data/x.csv 'y'", "https://elsewhere.example/", "mailto:a@example.org", "#t",
    ],
)  # fmt: skip
def test_a_right_link_passes_however_it_is_written(link: str) -> None:
    assert leading_nowhere(f"# T\n\n[a]({link})\n") == []


@pytest.mark.parametrize(
    ("link", "column", "told"),
    [
        ("<no such.md>", 6, "the link no such.md leads nowhere"),
        ("<b c.md#owm>", 6, "the link b c.md#owm leads nowhere; did you mean b c.md#own?"),
        ("gone.md 'A title (1)'", 5, "the link gone.md leads nowhere"),
        ("sub/", 5, "the link sub/ leads nowhere; did you mean ../sub/?"),
        ("g(x).md", 5, "the link g(x).md leads nowhere; did you mean f(x).md?"),
    ],
)
def test_a_wrong_link_is_told_where_its_address_begins(link: str, column: int, told: str) -> None:
    (line,) = leading_nowhere(f"# T\n\n[a]({link})\n")
    assert line.startswith(f"docs/a.md:3:{column}: {told}")


def test_ids_are_those_of_the_publisher_s_own_headings() -> None:
    text = "# T\n\n## Größe\n\n## 概要\n\n[a](#概要) [b](#größe) [c](#groe) [d](#_1)\n"
    slugify = slugs.slugify(case="lower")
    told = leading_nowhere(text, slugify=slugify)
    assert [line.split(" leads")[0].split("link ")[1] for line in told] == ["#groe", "#_1"]


@pytest.mark.parametrize("text", ["[a](<>)", "[a]()", "[](<b c.md>)", "<a href>x</a>", "[a]: <"])
def test_an_empty_link_is_no_trouble(text: str) -> None:
    assert leading_nowhere(f"# T\n\n{text}\n") == []
