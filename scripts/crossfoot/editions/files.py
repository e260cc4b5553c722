"""An edition to the texts of its files and back, every fault told."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from ..diagnostics import Diagnostics, SourceLocation
from ..inputs import HIDDEN
from ..markup import svg_faults
from .model import (
    CLAIM_LIST,
    CLAIMS,
    FIGURE_LIST,
    FIGURES,
    FOLDER,
    HEAD,
    SUMS,
    Chart,
    ClaimRecord,
    Edition,
    FigureRecord,
    Head,
    Record,
    edition_id,
)

T = TypeVar("T")
R = TypeVar("R", bound=Record)
_HEADS = TypeAdapter(Head)
_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")
_RIGHT = "the file as crossfoot edition wrote it"


def edition_texts(
    head: Head, figures: str, claims: str, charts: Mapping[str, Chart]
) -> dict[str, str]:
    """The files of an edition by path, with their checksums.

    ``figures`` and ``claims`` are the published lists in JSON, one object a line.
    """
    told = json.dumps(head.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    files = {HEAD: f"{told}\n", FIGURES: figures, CLAIMS: claims}
    for id, chart in charts.items():
        spec, wide, narrow = _drawn(id)
        files |= {spec: chart.spec, wide: chart.svg_wide, narrow: chart.svg_narrow}
    sums = (f"{_digest(text)}  {path}\n" for path, text in sorted(files.items()))
    return {**files, SUMS: "".join(sums)}


def parse_edition(id: str, files: Mapping[str, str], problems: Diagnostics) -> Edition | None:
    """The edition ``id`` of the texts of its files; None with all that is wrong noted."""
    before = len(problems.errors)
    if not _whole(id, files, problems):
        return None
    head = _read(_HEADS, id, HEAD, files, problems)
    figures = _read(FIGURE_LIST, id, FIGURES, files, problems)
    claims = _read(CLAIM_LIST, id, CLAIMS, files, problems)
    if head is None or figures is None or claims is None:
        return None
    if edition_id(head.as_of, head.inputs) != id:
        what = f"this is the edition {edition_id(head.as_of, head.inputs)}"
        problems.add(_at(id, HEAD), what, "a folder of that name")
    charts = {}
    for record in head.charts:
        texts = [files.get(path) for path in _drawn(record.id)]
        if None in texts:
            problems.add(_at(id, HEAD), f"the chart {record.id} has no file", _RIGHT)
        else:
            charts[record.id] = Chart(record, *map(str, texts))
            for path in _drawn(record.id)[1:]:
                _check_drawing(id, path, files[path], problems)
    if len(problems.errors) > before:
        return None
    return Edition(id, head, _by_id(figures), _by_id(claims), charts, files)


def parse_records(
    figures: bytes, claims: bytes
) -> tuple[dict[str, FigureRecord], dict[str, ClaimRecord]]:
    """What an edition would keep of the published lists of figures and claims, in JSON."""
    return _by_id(FIGURE_LIST.validate_json(figures)), _by_id(CLAIM_LIST.validate_json(claims))


def _whole(id: str, files: Mapping[str, str], problems: Diagnostics) -> bool:
    """Whether the files are those that its checksums name, as they name them."""
    if SUMS not in files:
        problems.add(_at(id, SUMS), "the file is missing", _RIGHT)
        return False
    sums: dict[str, str] = {}
    for number, line in enumerate(files[SUMS].splitlines(), 1):
        if found := _SUM.fullmatch(line):
            sums[found[2]] = found[1]
        else:
            problems.add(
                SourceLocation(_at(id, SUMS).path, number),
                "no checksum",
                "SHA-256, two spaces, a path",
            )
            return False
    wrong = {}
    for path in sorted({*sums, HEAD, FIGURES, CLAIMS} - files.keys()):
        wrong[path] = "the file is missing"
    for path in sorted(files.keys() - sums.keys() - {SUMS}):
        wrong[path] = "no file of this edition"
    for path in sorted(files.keys() & sums.keys()):
        if _digest(files[path]) != sums[path]:
            wrong[path] = "not as it was when the edition was written"
    for path, what in wrong.items():
        problems.add(_at(id, path), what, _RIGHT)
    return not wrong


def _read(
    shape: TypeAdapter[T], id: str, path: str, files: Mapping[str, str], problems: Diagnostics
) -> T | None:
    try:
        read = shape.validate_json(files[path])
        if hidden := _hidden(json.loads(files[path])):
            problems.add(_at(id, path), f"the hidden character U+{ord(hidden):04X}", _RIGHT)
            return None
        return read
    except RecursionError:
        problems.add(_at(id, path), "the values are nested too deep", _RIGHT)
        return None
    except ValidationError as error:
        for fault in error.errors()[:5]:
            where = ".".join(map(str, fault["loc"]))
            problems.add(_at(id, path), f"{where}: {fault['msg']}".removeprefix(": "), _RIGHT)
        return None


def _check_drawing(id: str, path: str, drawing: str, problems: Diagnostics) -> None:
    """Note what in a drawing this engine never writes: it stands in the edition's page."""
    for fault in svg_faults(drawing.encode(), ours=True):
        place = SourceLocation(_at(id, path).path, fault.line, fault.column)
        problems.add(place, fault.message, _RIGHT)


def _hidden(value: object) -> str:
    """A character that nobody sees, in any text of a JSON value; empty where there is none."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and (found := HIDDEN.search(one)):
            return found[0]
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
    return ""


def _by_id(records: tuple[R, ...]) -> dict[str, R]:
    return {record.id: record for record in records}


def _drawn(id: str) -> tuple[str, str, str]:
    """The paths of a chart's specification and its two drawings."""
    return f"charts/{id}.vl.json", f"charts/{id}.wide.svg", f"charts/{id}.narrow.svg"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _at(id: str, path: str) -> SourceLocation:
    return SourceLocation(f"{FOLDER}/{id}/{path}")
