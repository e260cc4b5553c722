"""An edition whose checksums were made right again brings nothing that the engine never wrote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from copies import REPO
from crossfoot.diagnostics import Diagnostics
from crossfoot.editions.files import parse_edition

FOLDER = sorted((REPO / "editions").iterdir())[0]
RIGHT = "the file as crossfoot edition wrote it"


@cache
def files() -> dict[str, str]:
    return {
        path.relative_to(FOLDER).as_posix(): path.read_text()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }


def forged(path: str, change: Callable[[str], str]) -> list[str]:
    """What is said of the edition with a file changed and its checksums worked out again."""
    made = {**files(), path: change(files()[path])}
    made["checksums.txt"] = "".join(
        f"{hashlib.sha256(made[name].encode()).hexdigest()}  {name}\n"
        for name in sorted(made.keys() - {"checksums.txt"})
    )
    problems = Diagnostics()
    edition = parse_edition(FOLDER.name, made, problems)
    assert (edition is None) == bool(problems.errors)
    return [str(problem) for problem in problems.errors]


DRAWING = next(path for path in sorted(files()) if path.endswith(".wide.svg"))


def test_the_edition_as_it_was_written_is_read() -> None:
    assert forged(DRAWING, lambda text: text) == []


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<script href="x.js"/>', "the element <script>"),
        ("<foreignObject><p/></foreignObject>", "the element <foreignObject>"),
        ('<image href="https://e.example/x"/>', "the element <image>"),
        ('<use href="https://e.example/x#a"/>', "the attribute href of <use> leads out of"),
        ('<g onclick="x()"/>', "the attribute onclick of <g>"),
        ('<g style="fill: url(https://e.example/)"/>', "the attribute style of <g>"),
        ('<animate attributeName="href" to="javascript:x"/>', "the element <animate>"),
        ("<title><![CDATA[<img src=x onerror=y>]]></title>", "a CDATA section"),
        ("<!-- a -->", "a comment"),
    ],
)
def test_a_drawing_is_only_a_drawing(inside: str, what: str) -> None:
    said = forged(DRAWING, lambda text: text.replace("</svg>", f"{inside}</svg>"))
    assert said
    assert all(line.startswith(f"editions/{FOLDER.name}/{DRAWING}:") for line in said)
    assert any(what in line for line in said), said
    assert all(line.endswith(RIGHT) for line in said)


def change(*keys: Any, value: Any) -> Callable[[str], str]:
    """Sets one value in a JSON text."""

    def made(text: str) -> str:
        whole = json.loads(text)
        inner = whole
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
        return json.dumps(whole)

    return made


@pytest.mark.parametrize(
    ("path", "changed", "said"),
    [
        ("figures.json", change(0, "id", value="../../x"), "0.id: String should match"),
        ("figures.json", change(0, "id", value="a.b.2025<script>"), "0.id: String should match"),
        ("figures.json", change(0, "entity", value="a/../b"), "0.entity: String should match"),
        ("figures.json", change(0, "period", value="2025<b>"), "0.period: "),
        ("figures.json", change(0, "address", value="javascript:x"), "is no address in a site"),
        ("figures.json", change(0, "address", value="../../x/"), "is no address in a site"),
        ("figures.json", change(0, "address", value="https://e.example/"), "no address in a site"),
        ("figures.json", change(0, "label", value="a\ue002b"), "the hidden character U+E002"),
        ("figures.json", change(0, "label", value="a\u202eb"), "the hidden character U+202E"),
        ("claims.json", change(0, "id", value="x/../../y"), "0.id: String should match"),
        ("claims.json", change(0, "address", value="//e.example/"), "is no address in a site"),
        ("claims.json", change(0, "verdict", value="<b>"), "0.verdict: "),
        ("edition.json", change("charts", 0, "id", value="../x"), "charts.0.id: String should"),
        ("edition.json", change("entities", "<b>", value="x"), "entities.<b>"),
        ("edition.json", change("sources", "../x", value="x"), "sources.../x"),
    ],
)
def test_what_names_something_keeps_to_the_rules_of_ids(
    path: str, changed: Callable[[str], str], said: str
) -> None:
    told = forged(path, changed)
    assert told
    assert all(line.startswith(f"editions/{FOLDER.name}/{path}:1:1: ") for line in told)
    assert any(said in line for line in told), told
