from __future__ import annotations

import pytest

from crossfoot.site.twin import folder, twin


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("index.md", ""),
        ("money.md", "money/"),
        ("claims/index.md", "claims/"),
        ("claims/a/index.md", "claims/a/"),
        ("claims/a.md", "claims/a/"),
    ],
)
def test_a_page_is_published_in_a_folder(path: str, published: str) -> None:
    assert folder(path) == published


def test_links_to_pages_lead_to_their_twins() -> None:
    text = "[a](claims/a.md#x) [b](money.md) [c](index.md) [d](https://x.org/readme.md)"
    assert twin("ledger.md", text) == (
        "[a](../claims/a/index.md#x) [b](../money/index.md) [c](../index.md) "
        "[d](https://x.org/readme.md)"
    )


def test_drawings_are_left_out() -> None:
    assert twin("a.md", 'Before\n<svg viewBox="0">\n<path/></svg>\nAfter') == "Before\nAfter"
