"""A value or a verdict that changed since the last edition says why, or is warned of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from crossfoot.cli import main
from crossfoot.diagnostics import Diagnostics, SourceLocation
from crossfoot.editions.explain import warn_of_later
from crossfoot.ledger.schema import Briefing

Edit = Callable[[Path, str, str], None]
ROWS, CLAIMS, SOURCES = "data/figures/skerry.csv", "data/claims.yml", "data/sources.yml"
HEAD_ROW = "head,oil,2024,310,L,actual,,log,,"
RIGHT = "an entry in data/corrections.yml, or a source newer than that edition"


def warned(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What check warns of that has to do with editions, without the edition's id."""
    capsys.readouterr()
    assert main(["check", "-C", str(root)]) == 0
    (folder,) = (root / "editions").iterdir()
    lines = capsys.readouterr().err.splitlines()
    return [line.replace(folder.name, "LAST") for line in lines if folder.name in line]


def correct(root: Path, date: str = "2025-06-01", **about: str) -> None:
    named = "".join(f"  {kind}: {id}\n" for kind, id in about.items())
    entry = f"- date: {date}\n{named}  old: what it was\n  new: what it is\n  why: A slip.\n"
    path = root / "data/corrections.yml"
    path.write_text((path.read_text() if path.exists() else "") + entry)


def test_nothing_is_warned_of_where_nothing_changed(
    lights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert warned(lights, capsys) == []


def test_a_row_that_changed_is_told_once_and_a_verdict_with_it(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / ROWS, HEAD_ROW, "head,oil,2024,410,L,actual,,log,,")
    assert warned(lights, capsys) == [
        "data/claims.yml:84:3: warning: head-burns-less comes out fails, and came out holds in the "
        f"edition LAST; {RIGHT}",
        "data/figures/skerry.csv:20:1: warning: head.oil.2024 is 410 L, and was 310 L in the "
        f"edition LAST; {RIGHT}",
    ]
    correct(lights, figure="head.oil.2024")
    assert warned(lights, capsys) == []


def test_what_a_formula_makes_of_a_row_that_changed_is_told_at_the_row_alone(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / ROWS, "skerry,oil,2023,400,L", "skerry,oil,2023,401,L")
    (line,) = [line for line in warned(lights, capsys) if "came out" not in line]
    assert line.startswith("data/figures/skerry.csv:2:1: warning: skerry.oil.2023 is 401 L")


def test_a_formula_that_changed_is_told_at_its_entry(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        lights / "data/derived.yml",
        "skerry.cost.2024 - (skerry.wages.2024 + skerry.stores.2024)",
        "skerry.cost.2024 - skerry.wages.2024",
    )
    (line,) = warned(lights, capsys)
    assert line.startswith("data/derived.yml:9:3: warning: skerry.cost_gap.2024 is ")


def test_a_verdict_that_another_test_brings_is_told_until_it_is_corrected(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / CLAIMS, "is: less than 400 L", "is: less than 300 L")
    (line,) = warned(lights, capsys)
    assert line.startswith("data/claims.yml:84:3: warning: head-burns-less comes out fails, and")
    correct(lights, claim="head-burns-less")
    assert warned(lights, capsys) == []


@pytest.mark.parametrize("date", ["2025-05-31", "2024-01-01"])
def test_a_correction_of_before_the_edition_explains_nothing(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    edit(lights / CLAIMS, "is: less than 400 L", "is: less than 300 L")
    correct(lights, date, claim="head-burns-less")
    assert len(warned(lights, capsys)) == 1


@pytest.mark.parametrize(("date", "lines"), [("2025-06-02", 0), ("2025-07", 0), ("2025-06-01", 2)])
def test_a_source_newer_than_the_edition_is_reason_enough(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str], date: str, lines: int
) -> None:
    edit(lights / "data/briefing.yml", "as_of: 2025-06-01", "as_of: 2025-08-01")
    with (lights / SOURCES).open("a") as sources:
        sources.write(f"- id: audit\n  title: An audit\n  date: {date}\n  rank: 1\n")
    edit(lights / ROWS, HEAD_ROW, "head,oil,2024,410,L,actual,,audit,,")
    assert len(warned(lights, capsys)) == lines


def test_a_forecast_whose_day_has_passed_needs_no_reason(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / "data/briefing.yml", "as_of: 2025-06-01", "as_of: 2026-01-01")
    assert warned(lights, capsys) == []


def test_an_address_that_is_gone_is_told_until_it_is_moved(
    lights: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(lights / CLAIMS, "- id: finest-light", "- id: best-light")
    assert warned(lights, capsys) == [
        "data/moved.yml:1:1: warning: claims/finest-light/ led somewhere in the edition LAST, and "
        "does not now; an entry with old: claims/finest-light/"
    ]
    (lights / "data/moved.yml").write_text(
        "- {old: claims/finest-light/, new: claims/best-light/}\n"
    )
    assert warned(lights, capsys) == []


def test_a_day_before_the_last_edition_is_a_warning() -> None:
    briefing = Briefing.model_construct(place=SourceLocation("data/briefing.yml"), places={})
    kept = [SimpleNamespace(as_of="2025-05-01"), SimpleNamespace(as_of="2025-06-01")]
    for day, count in (("2025-05-31", 1), ("2025-06-01", 0)):
        problems = Diagnostics()
        warn_of_later(kept, SimpleNamespace(as_of=day, briefing=briefing), problems)
        assert [str(problem) for problem in problems.warnings] == [
            "data/briefing.yml:1:1: warning: this is as of 2025-05-31, and an edition is of "
            "2025-06-01; 2025-06-01 or a later day"
        ] * count
