from __future__ import annotations

from dataclasses import replace

import jinja2

from crossfoot.site import Edition


def test_the_theme_reads_back_what_the_edition_says(edition: Edition) -> None:
    text = 'A "quote", {{ braces }}, {% tags %}, a back\\slash,\na line and ≥ 42 €'
    edition = replace(edition, description=text, authors=("A & B", "C"))
    module = jinja2.Environment().from_string(edition.template()).module
    assert module.description == text  # type: ignore[attr-defined]
    assert module.authors == ["A & B", "C"]  # type: ignore[attr-defined]
