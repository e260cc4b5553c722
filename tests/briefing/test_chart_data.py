"""What a chart says it says three times alike: in its table, its CSV and its Vega-Lite."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from copies import Built
from crossfoot.charts.spec.table_excerpt import ROWS_AT_MOST

Row = dict[str, str]


def charts_of(site: Path) -> list[str]:
    """The ids of all charts, as the site has them."""
    found = sorted(path.stem for path in (site / "charts").glob("*.csv"))
    assert len(found) >= 12
    return found


def rows_of(site: Path, chart: str) -> list[Row]:
    """The rows of ``charts/ID.csv``; texts without the apostrophe that stops a spreadsheet."""
    text = (site / f"charts/{chart}.csv").read_text("utf-8")
    return [
        {key: re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for key, cell in row.items()}
        for row in csv.DictReader(text.splitlines())
    ]


def data_of(site: Path, chart: str) -> list[dict[str, Any]]:
    """Every datum of ``charts/ID.vl.json``, at whatever depth, without what only places a mark."""
    found: list[dict[str, Any]] = []

    def walk(node: Any, name: str = "") -> None:
        if isinstance(node, list):
            for item in node:
                walk(item)
        elif isinstance(node, dict):
            for key, value in node.items():
                if name == "datasets" or (name, key) == ("data", "values"):
                    found.extend(value)
                else:
                    walk(value, key)

    walk(json.loads((site / f"charts/{chart}.vl.json").read_text("utf-8")))
    return [{k: v for k, v in row.items() if not k.startswith("_")} for row in found]


def as_cell(value: Any) -> str:
    """A value of JSON as a CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else repr(value)


def table_of(site: Path, chart: str) -> list[tuple[str, list[str]]]:
    """The rows beside the picture: where the first own link of each leads, and its cells.

    That is a claim's id, or a figure's: a row of one source stands at its figure's address. A row
    of a table under ``data/tables/`` has no address of its own.
    """
    page = html.fromstring((site / f"charts/{chart}/index.html").read_text("utf-8"))
    (figure,) = page.xpath(f"//figure[@id='chart-{chart}']")
    rows = []
    for row in figure.xpath(".//details//tbody/tr"):
        links = row.xpath(".//a[@class='fig' or @class='cf-claim-link']/@href")
        link = urlsplit(links[0] if links else "")
        id_ = unquote(link.fragment) or link.path.rstrip("/").rpartition("/")[2]
        rows.append((id_, [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]))
    return rows


def test_the_spec_and_the_csv_hold_the_same(real_site: Built) -> None:
    """Each datum of the wide drawing's spec is a row of the CSV, field by field."""
    for chart in charts_of(real_site.site):
        rows, data = rows_of(real_site.site, chart), data_of(real_site.site, chart)
        assert data and rows, chart
        for datum in data:
            assert datum.get("id"), f"{chart}: a datum without id: {datum}"
            like = {key: as_cell(value) for key, value in datum.items()}
            assert any(like.items() <= row.items() for row in rows), f"{chart}: {like}"


def test_the_table_has_each_row_of_the_csv_once(real_site: Built) -> None:
    for chart in charts_of(real_site.site):
        rows, table = rows_of(real_site.site, chart), table_of(real_site.site, chart)
        told: dict[str, Row] = {}
        for row in rows:
            # One that is drawn twice, in two units, stands in the table once, as it came first.
            told.setdefault(row["id"], row)
        asked = [(id_.partition("@")[0], said(row)) for id_, row in told.items() if "/" not in id_]
        shown = []
        for id_, cells in table:
            texts = {text for other, text in asked if other == id_}
            shown += [(id_, text) for text in cells if text in texts][:1] or [(id_, str(cells))]
        assert sorted(one for one in shown if one[0]) == sorted(asked), chart
        # Of a long table a page shows the first rows only, and says so.
        for row in [row for row in rows if row["id"].startswith("tables/")][:ROWS_AT_MOST]:
            texts = {text for key, text in row.items() if key.endswith("_text") and text}
            assert any(texts <= set(cells) for id_, cells in table if not id_), f"{chart}: {row}"


def said(row: Row) -> str:
    """What a row's table shows of it: its value as the pages write it, or its verdict."""
    return " ".join((row.get("text") or row.get("verdict", "")).split())


def test_what_a_chart_says_of_a_figure_is_what_the_ledger_says(real_site: Built) -> None:
    listed = json.loads((real_site.site / "data/figures.json").read_text("utf-8"))
    known = {f["id"]: f for f in listed} | {o["id"]: o for f in listed for o in f["others"]}
    checked = 0
    for chart in charts_of(real_site.site):
        for row in rows_of(real_site.site, chart):
            figure = known.get(row["id"])
            if figure is None:
                continue
            checked += 1
            assert row["status"] == figure["status"], f"{chart}: {row['id']}"
            for key in ("value", "low", "high"):
                if row["unit"] == figure["unit"] and figure[key] is not None and row[key]:
                    assert float(row[key]) == pytest.approx(float(figure[key]), rel=1e-11), row
    assert checked > 50
