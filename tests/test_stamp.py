"""What decides that nothing changed."""

from __future__ import annotations

from copies import TINY
from crossfoot.stamp import cause


def test_an_empty_setting_is_another_cause_than_none() -> None:
    root = TINY / "lighthouses"
    assert "SITE_URL" in (root / "mkdocs.yml").read_text()
    assert cause(root, None, {}) != cause(root, None, {"SITE_URL": ""})
    assert cause(root, None, {}) == cause(root, None, {"HOME": "elsewhere"})
