"""A difference as a pull request shows it."""

from __future__ import annotations

import pytest

from crossfoot.diff import Weight, markdown
from crossfoot.diff.model import Change, Difference
from crossfoot.kind import Kind


def difference(changes: int) -> Difference:
    """One verdict that flips, and so many figures that move."""
    flip = Change(Kind.CLAIM, "flipped", Weight.FLIP, "A claim", "holds", "fails")
    moved = (
        Change(Kind.FIGURE, f"mill.flour.{n}", Weight.MOVED, "Flour", "1 t", "2 t")
        for n in range(changes)
    )
    return Difference((flip, *moved), ())


@pytest.mark.parametrize("limit", [400, 500, 600, 1200])
def test_what_is_too_long_for_github_ends_where_it_fits_and_says_so(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A summary over the limit is dropped as a whole: what flips would not be seen either."""
    whole = markdown.as_markdown(("a", "b"), difference(50))
    monkeypatch.setattr(markdown, "LIMIT", limit)
    text = markdown.as_markdown(("a", "b"), difference(50))
    assert text.endswith(f"\n{markdown.CUT}\n") and markdown.CUT not in whole
    kept = text.removesuffix(f"\n{markdown.CUT}\n").removesuffix("\n</details>\n")
    assert whole.startswith(kept) and limit - 100 < len(kept.encode()) <= limit
    assert text.count("<details>") == text.count("</details>")
    assert "`flipped` | holds → fails" in text
    assert markdown.as_markdown(("a", "b"), difference(0)).count("\n") < 10, "nor is it too short"


def test_github_takes_the_longest() -> None:
    assert markdown.LIMIT + 200 < 1024 * 1024
