"""A briefing of any size, to see how a build grows: one page an entity, three rows each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADER = "entity,metric,period,value,unit,status,qualifier,source,locator,note"
SETTINGS = """\
site_name: Many wells
site_url: https://example.org/wells/
docs_dir: build/docs
site_dir: build/site
theme: {name: material, custom_dir: build/theme, font: false}
plugins: [search]
nav: [{Home: index.md}]
not_in_nav: "/*"
validation: {links: {unrecognized_links: ignore}}
markdown_extensions: [attr_list, md_in_html, tables, footnotes]
"""
BRIEFING = """\
format: 1
title: Many wells
finding: "The first well gives {{ fig('well-0.water.2024') }}"
authors: [Crossfoot]
publisher: Crossfoot
licence: CC0 1.0
published: 2025-01-01
as_of: 2025-01-01
"""


def write(root: Path, entities: int, years: Sequence[int] = (2022, 2023, 2024)) -> None:
    """Write a briefing with so many entities, a figure a year, into the folder ``root``."""
    figures = root / "data" / "figures"
    figures.mkdir(parents=True)
    (root / "templates").mkdir()
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / "data/briefing.yml").write_text(BRIEFING)
    (root / "data/sources.yml").write_text("- {id: gauge, title: Gauge, rank: 1}\n")
    (root / "data/metrics.yml").write_text(
        "- {id: water, label: water given, kind: flow, unit: L}\n"
    )
    names = [f"- {{id: well-{n}, name: Well of the parish, kind: well}}\n" for n in range(entities)]
    (root / "data/entities.yml").write_text("".join(names))
    rows = [
        f"well-{n},water,{year},{100 + n % 97}.{year % 10},L,actual,,gauge,,"
        for n in range(entities)
        for year in years
    ]
    (figures / "wells.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    (root / "templates/index.md").write_text(
        '---\ntitle: Many wells\ndescription: "{{ finding }}."\n---\n\n# {{ finding }}\n'
    )
