from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from crossfoot.diagnostics import Diagnostics
from crossfoot.site import Publication, PublishedSite, SiteInput, publish_site

SETTINGS = """\
site_name: Two Lights
site_url: !ENV [SITE_URL, "https://example.org/lights/"]
docs_dir: build/docs
site_dir: build/site
theme:
  name: material
  custom_dir: build/theme
  font: false
  favicon: assets/images/mark.svg
plugins: [search]
markdown_extensions: [attr_list, md_in_html, tables]
extra_css: [assets/styles/crossfoot.css]
nav: [{Home: index.md}, {Ledger: ledger.md}, {Towers: towers/index.md}]
not_in_nav: /towers/*
"""

FRONT = """\
---
title: Two Lights
description: "A light of 42 m & <one> \\"other\\""
kind: front
numbers: 2
traced: 2
---

# A light stands 42 metres above the sea

Its <a class="fig" href="towers/skerry/#height">42 m</a> are
<a class="fig fig-again" href="towers/skerry/#height">more</a> than
[another's](towers/skerry.md#height), says [the survey](https://survey.example/a?b=1&amp;c).
"""

LEDGER = """\
# Every figure

<div class="cf-scroll"><table class="cf-table cf-rows" data-ledger>
<thead><tr><th>Name</th><th data-filter>Kind</th><th data-sort="number">Height</th></tr></thead>
<tbody>
<tr><td>Skerry</td><td>tower</td><td data-value="42">42 m</td></tr>
<tr><td>Bell Rock</td><td>tower</td><td data-value="36">36 m</td></tr>
<tr><td>Lightship</td><td>ship</td><td data-value="">not stated</td></tr>
</tbody></table></div>

[Home](index.md)
"""

TOWER = """\
---
title: Skerry
kind: entity
---

# Skerry

<p id="height">42 m, says <a href="../../">the front page</a></p>

<svg viewBox="0 0 1 1" role="img" data-search-exclude><title>A tower</title><path d="M0 0"/></svg>
"""


def docs() -> dict[str, bytes]:
    pages = {
        "index.md": FRONT,
        "ledger.md": LEDGER,
        "towers/index.md": "# All towers\n\n[Skerry](skerry.md)\n",
        "towers/skerry.md": TOWER,
        "feed.xml": "<feed/>\n",
    }
    return {path: text.encode() for path, text in pages.items()}


EDITION = Publication(
    title="Two Lights",
    description="Heights of lights.",
    authors=("A. Keeper",),
    publisher="The Board",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    published="2026-01-02",
    as_of="2026-11-23",
    as_of_name="23 November 2026",
    language="en",
    direction="ltr",
    version="0.1.0",
)

Publish = Callable[..., PublishedSite]


@pytest.fixture
def edition() -> Publication:
    return EDITION


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A briefing's folder with nothing but the publisher's settings."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture(scope="session")
def lights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of ``docs()``, published once; only read."""
    root = tmp_path_factory.mktemp("lights")
    (root / "mkdocs.yml").write_text(SETTINGS)
    publish_site(root, SiteInput(docs(), EDITION, {"figures": 2}, {}), Diagnostics(), False)
    return root / "site"


@pytest.fixture
def publishing(root: Path) -> Publish:
    """Publishes ``docs()``, changed by ``pages``; a value of None takes a page away."""

    def run(
        problems: Diagnostics | None = None,
        moved: Mapping[str, str] | None = None,
        strict: bool = False,
        confirm: Callable[[], None] = lambda: None,
        **pages: str | None,
    ) -> PublishedSite:
        files = docs()
        for name, text in pages.items():
            path = f"{name.replace('__', '/')}.md"
            if text is None:
                files.pop(path)
            else:
                files[path] = text.encode()
        problems = Diagnostics() if problems is None else problems
        manuscript = SiteInput(files, EDITION, {"figures": 2}, moved or {})
        return publish_site(root, manuscript, problems, strict, confirm=confirm)

    return run
