"""What the theme reads of a publication is what its briefing says."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from crossfoot.site.publication import Publication


@pytest.mark.parametrize(
    "text", ["🚀 Crew 灯台", 'a "b" \\ c', "a\nb\tc", "\\ud83d", "{{ x }}{% y %}", "é − ₹", ""]
)
def test_any_text_comes_to_the_theme_as_it_is(text: str) -> None:
    it = Publication(
        text, text, (text, text), text, "", "", "", "", "", "en", "ltr", "1", keywords=(text,)
    )
    names = Environment().from_string(it.template()).module
    assert (names.title, list(names.authors)) == (text, [text, text])
    names.publisher.encode()
