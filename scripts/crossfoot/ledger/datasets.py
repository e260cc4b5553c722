"""``data/tables/`` to datasets: NAME.yml says what stands in NAME.csv or NAME.parquet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import (
    Diagnostics,
    InvalidValue,
    SourceLocation,
    UnknownName,
    closest_word,
    did_you_mean,
)
from ..inputs import HIDDEN
from ..quantity.calendar_months import FiscalCalendar
from ..quantity.unit import UnitParser
from .csv_rows import CsvLine, HeaderFault, read_lines, report_header_faults
from .dataset import FOLDER, Column, Dataset, Exact
from .entries import parse_entry
from .field_types import ENTITY, METRIC, STATUSES, id_hint, no_jinja
from .files import display_path, list_files, read_text
from .parquet import read_parquet
from .schema import Source, TableColumn, TableEntry
from .yaml import YamlMapping, read_yaml

ROWS_AT_MOST = 100_000
CELLS_AT_MOST = 2_000_000
RESERVED = frozenset({"id", "unit", "verdict"})
"""What a chart's data has under these names is no table's."""
_BREAK = re.compile("[\t\n\r]")


@dataclass(frozen=True)
class _Described:
    """What NAME.yml says, with the place of each column's name."""

    entry: TableEntry
    keys: Mapping[str, SourceLocation]


def read_datasets(
    root: Path,
    units: UnitParser,
    sources: Mapping[str, Source],
    problems: Diagnostics,
    fiscal: FiscalCalendar | None = None,
) -> dict[str, Dataset]:
    """Every table by its name. A table with anything wrong is left out, its problems noted."""
    folder = root / "data" / FOLDER
    files: dict[str, dict[str, Path]] = {}
    for path in list_files(root, folder, "", problems):
        if path.suffix in (".yml", ".csv", ".parquet"):
            files.setdefault(path.stem, {})[path.suffix] = path
        else:
            what = f"{path.name} is neither a table nor its description"
            problems.add(
                SourceLocation(display_path(root, path)),
                what,
                "NAME.csv or NAME.parquet, with NAME.yml",
            )
            problems.skip("table", path.stem)
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            what = "nothing reads this"
            problems.add(
                SourceLocation(display_path(root, path)),
                what,
                f"its tables in data/{FOLDER} itself",
            )
            problems.skip("table")
    found = {}
    for name, kinds in sorted(files.items()):
        before = len(problems.found)
        dataset = _dataset(root, name, kinds, units, sources, problems, fiscal)
        if dataset is not None and not problems.failed_since(before):
            found[name] = dataset
        else:
            problems.skip("table", name)
    return found


def _dataset(
    root: Path,
    name: str,
    kinds: Mapping[str, Path],
    units: UnitParser,
    sources: Mapping[str, Source],
    problems: Diagnostics,
    fiscal: FiscalCalendar | None,
) -> Dataset | None:
    at = SourceLocation(display_path(root, next(iter(kinds.values()))))
    rows = [path for kind, path in kinds.items() if kind != ".yml"]
    if not re.fullmatch(ENTITY, name, re.ASCII):
        problems.add(at, f"{name!r} cannot name a table", id_hint(name))
    if ".yml" not in kinds:
        problems.add(at, f"the table {name} has no description", f"{name}.yml beside it")
    if len(rows) != 1:
        what = "two files" if rows else "no file"
        problems.add(at, f"the table {name} has {what} of rows", f"{name}.csv or {name}.parquet")
    told = _described(root, kinds[".yml"], problems) if ".yml" in kinds else None
    columns = {} if told is None else _columns(told.entry, units, fiscal, problems)
    source = None if told is None else sources.get(told.entry.source)
    if told is not None and source is None:
        name_of, hint = told.entry.source, "an entry in data/sources.yml"
        what = f"unknown source {name_of}"
        missing = UnknownName("source", name_of, sources, hint, message=what)
        problems.add_invalid(told.entry.at("source"), missing)
    lines = _lines(root, rows[0], problems) if len(rows) == 1 else None
    if told is None or lines is None:
        return None
    entry, file = told.entry, display_path(root, rows[0])
    header = _header(lines[0], told, file, problems)
    if header is None or header != [c for c in header if c in columns]:
        return None
    ordered = {column: columns[column] for column in header}
    written, exact = _cells(lines[1:], list(ordered.values()), file, problems)
    if source is None:
        return None
    return Dataset(
        name,
        entry.title,
        entry.source,
        entry.licence or source.licence,
        entry.locator,
        entry.note,
        ordered,
        exact,
        written,
        entry.place,
        _places(entry),
    )


def _places(entry: TableEntry) -> dict[str, SourceLocation]:
    labels = {f"columns.{name}": column.at("label") for name, column in entry.columns.items()}
    return {**{key: entry.at(key) for key in ("title", "note", "locator")}, **labels}


def _described(root: Path, path: Path, problems: Diagnostics) -> _Described | None:
    text = read_text(root, path, problems)
    if text is None:
        return None
    name, before = display_path(root, path), len(problems.found)
    item = read_yaml(text, name, problems)
    if not isinstance(item, YamlMapping):
        if not problems.failed_since(before):
            problems.add(SourceLocation(name), "the file is no mapping", "keys such as title: …")
        return None
    listed = item.values.get("columns")
    described: dict[str, object] = {}
    if isinstance(listed, YamlMapping):
        for column, value in listed.values.items():
            if isinstance(value, YamlMapping):
                described[column] = parse_entry(TableColumn, value, problems)
            else:
                if column not in listed.told:
                    instead = "keys such as label: … and unit: …"
                    problems.add(listed.keys[column], f"{column} is no mapping", instead)
                described[column] = None
            _named(column, listed.keys[column], problems)
        # Each column is a model already, so that its faults have places of their own.
        known = {c: v for c, v in described.items() if v is not None}
        item = replace(item, values={**item.values, "columns": known})
    entry = parse_entry(TableEntry, item, problems)
    if entry is None or None in described.values() or not isinstance(listed, YamlMapping):
        return None
    return _Described(entry, listed.keys)


def _named(column: str, place: SourceLocation, problems: Diagnostics) -> None:
    if not re.fullmatch(METRIC, column, re.ASCII):
        problems.add(place, f"{column!r} cannot name a column", id_hint(column, METRIC))
    elif column in RESERVED or column.endswith("_text"):
        problems.add(place, f"{column} means something else in a chart", "another name")


def _columns(
    entry: TableEntry, units: UnitParser, fiscal: FiscalCalendar | None, problems: Diagnostics
) -> dict[str, Column]:
    found = {}
    for name, column in entry.columns.items():
        unit = None
        if column.unit:
            with problems.at(column.at("unit")):
                unit = units.parse(column.unit)
        made = Column(name, column.label, unit, column.status, fiscal)
        found[name] = made
        if made.numeric and not made.status:
            listed = ", ".join(STATUSES)
            problems.add(column.place, f"the column {name} has no status", f"one of {listed}")
        elif not column.unit and made.status:
            instead = "a unit, or no status"
            problems.add(column.at("status"), f"{name} is text and has a status", instead)
    return found


def _lines(root: Path, path: Path, problems: Diagnostics) -> list[CsvLine] | None:
    """The header and the rows; None where there are none, or more than can be."""
    before = len(problems.found)
    if path.suffix == ".csv":
        text = read_text(root, path, problems)
        read = () if text is None else read_lines(text, display_path(root, path), problems)
        lines = [line for line in read if line.cells is not None]
    else:
        lines = read_parquet(root, path, CELLS_AT_MOST, problems) or []
    if not lines:
        return None
    rows = lines[1:]
    if not rows and not problems.failed_since(before):
        problems.add(
            SourceLocation(display_path(root, path)),
            "the table has no rows",
            "a row under the header",
        )
    elif len(rows) > ROWS_AT_MOST:
        place = SourceLocation(display_path(root, path), rows[ROWS_AT_MOST].number)
        problems.add(place, "the table is too long", f"at most {ROWS_AT_MOST:,} rows")
        return None
    return lines


def _header(line: CsvLine, told: _Described, file: str, problems: Diagnostics) -> list[str] | None:
    """The columns' names; None where they and the description don't agree."""
    assert line.cells is not None
    names = [cell for cell, _ in line.cells]
    described, meant, before = told.entry.columns, set(), set[str]()
    listed, faults = told.entry.place.path, list[HeaderFault]()
    for cell, at in line.cells:
        if cell in before:
            faults.append(HeaderFault(at, f"the column {cell} stands twice", "one of them"))
        elif cell not in described:
            hint = did_you_mean(cell, described) or f"an entry under columns in {listed}"
            faults.append(HeaderFault(at, f"the column {cell!r} is not described", hint))
            meant.add(closest_word(cell, described))
        before.add(cell)
    report_header_faults(
        faults, SourceLocation(file, line.number), f"the columns of {listed}", problems
    )
    gone = [column for column in described if column not in before and column not in meant]
    if len(gone) == len(described) and faults:
        return None  # the header is another table's, or none: that has been said
    for column in gone:
        hint = did_you_mean(column, names) or f"one of {', '.join(names)}"
        problems.add(told.keys[column], f"{file} has no column {column}", hint, group="gone")
    return None if faults or gone else names


def _cells(
    lines: Iterable[CsvLine], columns: list[Column], file: str, problems: Diagnostics
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[Exact, ...], ...]]:
    """The cells as written, and what they are exactly; the faults of one column are alike."""
    written, exact = [], []
    seen: dict[tuple[str, str], Exact] = {}  # the same cell stands in many rows
    for line in lines:
        row: list[Exact] = []
        cells = line.cells or ()
        for column, (text, at) in zip(columns, cells, strict=True):
            key = column.name, text
            try:
                if key not in seen:
                    seen[key] = _exact(text, column)
                row.append(seen[key])
            except InvalidValue as wrong:
                row.append(None)
                # Parquet has no characters to count: its places are rows and columns.
                step = wrong.offset if file.endswith(".csv") else 0
                place = SourceLocation(file, line.number, at + step)
                problems.add(place, wrong.message, wrong.hint, group=f"column {column.name}")
        written.append(tuple(text for text, _ in cells))
        exact.append(tuple(row))
    return tuple(written), tuple(exact)


def _exact(text: str, column: Column) -> Exact:
    hidden = HIDDEN.search(text) or _BREAK.search(text)
    if hidden is not None:
        code = f"U+{ord(hidden[0]):04X}"
        raise InvalidValue(f"a hidden character {code}", "the text without it", hidden.start())
    no_jinja("cell", text)
    return column.exact(text)
