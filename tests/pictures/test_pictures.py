"""The comparison of pictures itself: it sees what a reader sees, shows it, and can be told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import REPO
from crossfoot.charts.theme import STACK
from pictures.compare import changes
from pictures.drawn import keep, kept, lines
from pictures.raster import png, read, write

SVG = (
    '<svg viewBox="0 0 200 40" width="200" height="40" font-family="{stack}" '
    'xmlns="http://www.w3.org/2000/svg"><g fill="none"><path d="M{x},10h80v20h-80Z" '
    'fill="var(--cf-1, #12436d)" /><text transform="translate(120,25)" font-size="14" '
    'fill="var(--cf-ink, #1a1c1f)"><tspan>{said}</tspan></text></g></svg>'
)


def drawing(said: str = "1.2", x: float = 10) -> str:
    return lines(SVG.format(stack=STACK, said=said, x=x))


@pytest.mark.parametrize("other", [drawing("1,2"), drawing("1.3"), drawing(x=11)])
def test_what_a_reader_sees_change_is_found(other: str) -> None:
    (change,) = changes({"a-wide": drawing()}, {"a-wide": other})
    assert change.changed
    assert re.fullmatch(r"a-wide: \d+ pixels differ", str(change))


def test_what_nobody_sees_is_no_change() -> None:
    (change,) = changes({"a-wide": drawing()}, {"a-wide": drawing(x=10.01)})
    assert not change.changed


def test_a_missing_and_a_left_over_picture_are_found_first() -> None:
    found = changes({"a": drawing(), "c": drawing()}, {"a": drawing("9"), "b": drawing()})
    assert list(map(str, found))[:2] == [
        "b: there is no kept picture of it",
        "c: a picture is kept, and no chart draws it",
    ]
    assert all(change.changed for change in found)


def test_a_taller_picture_differs_by_what_was_added() -> None:
    taller = drawing().replace('200 40"', '200 50"').replace('height="40"', 'height="50"')
    (change,) = changes({"a": drawing()}, {"a": taller})
    assert change.pixels == 200 * 10


def test_a_drawing_is_rendered_with_the_literal_colours_in_our_font() -> None:
    drawn = read(png(drawing()))
    assert (drawn.width, drawn.height) == (200, 40)
    assert drawn.rows[20][4 * 50 : 4 * 50 + 4] == bytes.fromhex("12436dff")
    assert drawn.rows[2][:4] == b"\xff" * 4
    assert png(drawing()) != png(drawing().replace("'Crossfoot Sans', ", ""))
    assert read(write(drawn)) == drawn


def test_texts_keep_their_spaces_when_a_drawing_is_written_in_lines() -> None:
    written = drawing("two words").splitlines()
    assert [line[:5] for line in written] == ["<svg ", "<g fi", "<path", "<text", "</g>", "</svg"]
    assert "><tspan>two words</tspan></text>" in written[3]


def test_keeping_removes_what_no_chart_draws(tmp_path: Path) -> None:
    keep({"a": drawing(), "b": drawing()}, tmp_path)
    assert keep({"a": drawing(), "c": drawing()}, tmp_path) == ["b", "c"]
    assert kept(tmp_path) == {"a": drawing(), "c": drawing()}


def test_a_changed_row_is_shown_before_and_after_and_then_accepted(
    briefing_copy: Callable[..., Path], tmp_path: Path
) -> None:
    root, folder = briefing_copy("lighthouses"), tmp_path / "kept"

    def pictures(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pictures", "-C", root, "--kept", folder, *arguments],
            env={**os.environ, "PYTHONPATH": f"{REPO / 'tests'}{os.pathsep}{REPO / 'scripts'}"},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout

    shown = root / "build/look/charts.html"
    assert "no kept picture" in pictures()
    assert pictures("--accept").startswith("2 pictures are kept, 2 of them new")
    assert pictures().startswith("0 of 2 pictures changed")
    assert "Nothing changed" in shown.read_text()

    (row,) = (root / "data/figures").glob("*.csv")
    row.write_text(row.read_text().replace(",400,", ",200,"))
    said = pictures()
    assert re.search(r"oil-by-year-wide: [\d,]+ pixels differ", said)
    assert "2 of 2 pictures changed" in said
    html = shown.read_text()
    for what in ("before", "after", "difference"):
        assert html.count(f"<figcaption>{what}</figcaption>") == 2
    images = re.findall(r'src="data:image/png;base64,([^"]+)"', html)
    assert len(set(images)) == 6
    assert all(b64decode(image).startswith(b"\x89PNG") for image in images)
    assert not re.search(r'(?:src|href)="(?!data:)', html), "it needs no other file"

    assert "2 of them new, changed or removed" in pictures("--accept")
    assert pictures().startswith("0 of 2 pictures changed")
