"""A tiny briefing about bees, and a way to render one template over it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crossfoot.claims.judge import judge_claims
from crossfoot.claims.model import Claim
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.model import Ledger
from crossfoot.pages import Pages, TemplateRenderer, render_pages, templates
from crossfoot.pages.site_index import SiteIndex

DATA = {
    "briefing.yml": """\
format: 1
title: Bees
finding: "The meadow hives gave {{ fig('meadow.honey.2024') }} of honey"
description: A small ledger of invented hives.
authors: [Crossfoot]
publisher: Crossfoot
contact: https://example.org/bees/issues
licence: CC-BY-4.0
published: 2025-06-01
as_of: 2025-06-01
""",
    "sources.yml": """\
- id: book
  title: "The keeper's book, 3rd *edition* <script>alert(1)</script> | [x](javascript:alert(2))"
  publisher: Meadow Bees
  date: 2025-01-10
  address: https://example.org/book?a=1&b=2
  rank: 1
- id: fair
  title: The honey fair
  date: "2025-02"
  address: https://example.org/fair
  rank: 3
""",
    "entities.yml": """\
- id: meadow
  name: Meadow Hives
  names: [Hive 7, B100]
  kind: apiary
  summary: Hives <b>at</b> the meadow, *many* of them.
- id: wood
  name: Wood Hives
""",
    "metrics.yml": """\
- id: honey
  label: honey taken
  kind: flow
  unit: kg
  floor: "0"
- id: wax_yield
  label: wax
  kind: flow
  unit: kg
""",
    "derived.yml": """\
- id: meadow.honey_growth.2024
  label: growth of honey taken
  formula: growth(meadow.honey.2023, meadow.honey.2024)
  unit: "%"
""",
    "claims.yml": """\
- id: more-honey
  statement: Honey rose by {{ fig("meadow.honey_growth.2024") }} in a year.
  said: 2025-02-10
  source: fair
  locator: paragraph 2
  kind: comparison
  of: meadow.honey_growth.2024
  is: about 25 %
  conclusion: It rose by {{ worked }}, to {{ fig("meadow.honey.2024") }}.
- id: sweetest
  statement: It is the *sweetest* <i>honey</i>.
  said: 2025-02-10
  source: fair
  kind: opinion
  settled_by: A tasting.
  conclusion: A matter of taste.
""",
    "figures/hives.csv": """\
entity,metric,period,value,unit,status,qualifier,source,locator,note
meadow,honey,2023,40,kg,actual,,book,page 3,
meadow,honey,2024,50,kg,actual,,book,page 4,"Weighed at night, <img src=x onerror=alert()> & `so`"
meadow,honey,2024,61,kg,claimed,about,fair,,
meadow,wax_yield,2024,2.5,kg,estimated,more_than,fair,,
wood,honey,2024,31,kg,projected,,fair,,
""",
}


_KNOWN: dict[str, tuple[Ledger, dict[str, Claim]]] = {}


def reckoned(root: Path, key: str) -> tuple[Ledger, dict[str, Claim]]:
    """The ledger and its claims; read once for each ``key``, for it takes longer than the pages."""
    if key not in _KNOWN:
        problems = Diagnostics()
        inputs = load_inputs(root, {}, problems)
        assert inputs is not None, problems.found
        ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
        claims = judge_claims(ledger, inputs.claims, problems)
        assert not problems.errors, problems.errors
        _KNOWN[key] = ledger, claims
    return _KNOWN[key]


@dataclass(frozen=True)
class Made:
    """What came of rendering: the pages, and the problems as a user reads them."""

    pages: Pages
    problems: list[str]
    shelf: SiteIndex

    def text(self, path: str) -> str:
        return self.pages.files[path]

    def body(self, path: str) -> str:
        """The page's own text, without the trails of its numbers below it."""
        whole = self.text(path).split("---\n", 2)[2]
        return whole.partition('<div class="cf-notes"')[0].strip()

    def trails(self, path: str) -> list[dict[str, Any]]:
        """The trails of the page's numbers, as a script reads them."""
        found = re.search(
            r'<script type="application/json" id="cf-trails">(.*?)</script>', self.text(path)
        )
        return json.loads(found[1]) if found else []


Render = Callable[..., Made]


@pytest.fixture
def briefing(tmp_path: Path) -> Callable[..., Path]:
    def write(files: dict[str, str] | None = None, data: dict[str, str] | None = None) -> Path:
        for name, text in (DATA | (data or {})).items():
            path = tmp_path / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for name, text in (files or {}).items():
            path = tmp_path / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return write


@pytest.fixture
def data() -> dict[str, str]:
    """The files of data, by name."""
    return dict(DATA)


@pytest.fixture
def bees(briefing: Callable[..., Path]) -> tuple[Ledger, dict[str, Claim]]:
    """The ledger and the claims."""
    return reckoned(briefing(), "")


@pytest.fixture
def rendered(
    briefing: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Render:
    """Render a briefing with these templates (by name) and these changed data files.

    The engine's own templates are left out unless ``own`` asks for them.
    """

    def run(
        files: dict[str, str] | None = None,
        data: dict[str, str] | None = None,
        own: bool = False,
    ) -> Made:
        if not own:
            empty = tmp_path_factory.mktemp("engine") / "theme" / "templates"
            monkeypatch.setattr(templates, "OWN", empty)
        root = briefing(files, data)
        problems = Diagnostics()
        ledger, claims = reckoned(root, "".join((data or {}).values()))
        texts = TemplateRenderer(root, ledger, claims, problems)
        pages = render_pages(texts, {})
        return Made(pages, [str(p) for p in problems.errors], texts.shelf)

    return run


@pytest.fixture
def page(rendered: Render) -> Callable[..., Made]:
    """Render one page ``page.md`` with this body, below a front matter of three lines."""

    def run(body: str, **files: str) -> Made:
        others = {name.replace("__", ".").replace("X", "/"): text for name, text in files.items()}
        return rendered({"page.md": f"---\ntitle: A page\n---\n{body}", **others})

    return run
