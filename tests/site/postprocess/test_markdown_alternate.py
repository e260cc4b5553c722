from __future__ import annotations

import pytest

from crossfoot.pages.links import page_address
from crossfoot.site.postprocess.markdown_alternate import build_alternate


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("index.md", ""),
        ("money.md", "money/"),
        ("claims/index.md", "claims/"),
        ("claims/a/index.md", "claims/a/"),
        ("claims/a.md", "claims/a/"),
        ("README.md", ""),
        ("claims/README.md", "claims/"),
    ],
)
def test_a_page_is_published_in_a_folder(path: str, published: str) -> None:
    assert page_address(path) == published


def test_links_to_pages_lead_to_their_twins() -> None:
    text = "[a](claims/a.md#x) [b](money.md) [c](index.md) [d](https://x.org/readme.md)"
    assert build_alternate("ledger.md", text) == (
        "[a](../claims/a/index.md#x) [b](../money/index.md) [c](../index.md) "
        "[d](https://x.org/readme.md)\n"
    )


def test_links_in_html_lead_to_twins_where_there_is_one() -> None:
    text = (
        '<a href="../b/#x">b</a> <a href="c.csv">c</a> <a href="#d">d</a> '
        '<a href="https://x.org/e/">e</a> <a href="embed/">f</a>'
    )
    assert build_alternate("a/index.md", text, alone={"a/embed/"}) == (
        "[b](../b/index.md#x) [c](c.csv) [d](#d) [e](https://x.org/e/) [f](embed/)\n"
    )


def test_a_twin_says_its_title_description_and_address() -> None:
    text = '---\ntitle: "A"\ndescription: "B"\nkind: "claim"\nnumbers: 2\n---\n\n# A\n'
    assert build_alternate("a/index.md", text, "https://x.org/s/") == (
        '---\ntitle: "A"\ndescription: "B"\naddress: "https://x.org/s/a/"\n---\n\n# A\n'
    )


def test_a_figure_that_only_shows_a_drawing_is_left_out_with_its_caption() -> None:
    figure = "<figure>\n<svg><path/></svg>\n<figcaption>What it shows</figcaption>\n</figure>"
    kept = "<figure><svg/><svg></svg><table><tr><td>1</td></tr></table></figure>"
    assert build_alternate("a.md", f"a\n\n{figure}\n\nb") == "a\n\nb\n"
    assert "| 1 |" in build_alternate("a.md", kept)


def test_drawings_are_left_out() -> None:
    assert (
        build_alternate("a.md", 'Before\n<svg viewBox="0">\n<path/></svg>\nAfter')
        == "Before\nAfter\n"
    )
