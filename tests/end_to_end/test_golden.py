"""Two tiny briefings, built whole, against what they built when somebody last looked.

``pytest tests/end_to_end/test_golden.py --rewrite-golden`` writes the kept folders again, for a
look at ``git diff`` before it is committed.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from copies import TINY, Built, contents

GOLDEN = Path(__file__).parent / "golden"
KEPT = (".md", ".json", ".csv", ".xml")
LINES_AT_MOST = 60
"""Of a difference shown: enough to see what moved."""

# What another release of a library may change without anything of ours being different.
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SAID = re.compile(r"<(?:title|desc|text)\b[^>]*>([^<]*)<")
_SIZE = re.compile(r"\b\d[\d,.]* (?:bytes|kB|MB)\b")
_SCHEMA = re.compile(r"(vega-lite/v\d+)[.\d]*(\.json)")
_MAKER = re.compile(r'(<generator version=")[^"]*')
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.")

both = pytest.mark.parametrize("name", sorted(path.name for path in TINY.iterdir()))


@both
def test_a_tiny_briefing_builds_what_it_built(
    name: str, built: Callable[[str], Built], pytestconfig: pytest.Config
) -> None:
    found = golden(built(name))
    folder = GOLDEN / name
    if pytestconfig.getoption("--rewrite-golden"):
        write(folder, found)
    kept = {path: content.decode() for path, content in contents(folder).items()}
    assert kept, f"{folder} is empty: write it with --rewrite-golden"
    told = [
        line
        for path in sorted(kept.keys() | found.keys())
        for line in difference(path, kept.get(path), found.get(path))
    ]
    if told:
        more = [f"... and {len(told) - LINES_AT_MOST} lines more"][: len(told) > LINES_AT_MOST]
        words = "what is built has changed; --rewrite-golden if that is meant:"
        pytest.fail("\n".join([words, *told[:LINES_AT_MOST], *more]), pytrace=False)


def golden(built: Built) -> dict[str, str]:
    """Everything of a built briefing that is worth keeping, as text."""
    docs = contents(built.root / "build/docs")
    found = {
        f"docs/{path}": masked(content.decode())
        for path, content in docs.items()
        if path.endswith(KEPT) and not path.startswith("assets/")
    }
    facts = json.loads((built.site / "build.json").read_text())
    facts["versions"] = sorted(facts["versions"])
    facts["site"]["sha256"] = "SHA-256"
    found["build.json"] = json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    files = [_HASHED.sub(".HASH.", path) for path in contents(built.site)]
    languages = "assets/javascripts/lunr/"  # the search's own, a file for each language
    listed = [path for path in files if not path.startswith(languages)]
    found["site.txt"] = "".join(f"{path}\n" for path in sorted(listed))
    return found


def masked(text: str) -> str:
    """A text without what only says which release of a library made it.

    Of a drawing its words are kept, one a line; where they stand is vl-convert's doing.
    """

    def words(drawing: re.Match[str]) -> str:
        return "<svg>\n" + "".join(f"  {said}\n" for said in _SAID.findall(drawing[0])) + "</svg>"

    text = _DRAWING.sub(words, text)
    text = _SCHEMA.sub(r"\1\2", _MAKER.sub(r"\1VERSION", text))
    return _SIZE.sub("SIZE", text)


def difference(path: str, kept: str | None, found: str | None) -> list[str]:
    """A difference as people read it; nothing where there is none."""
    if kept is None:
        return [f"new file {path}"]
    if found is None:
        return [f"no file {path} any more"]
    old, new = kept.splitlines(), found.splitlines()
    lines = unified_diff(old, new, f"kept {path}", f"built {path}", lineterm="", n=1)
    return [line if len(line) < 240 else _around(line) for line in lines]


def _around(line: str) -> str:
    return f"{line[:200]} ... ({len(line)} characters)"


def write(folder: Path, found: dict[str, str]) -> None:
    """Make ``folder`` hold exactly what was found."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["lighthouses", "rivers"])
def test_what_is_private_stands_nowhere_in_the_site(
    name: str, built: Callable[[str], Built]
) -> None:
    secret = b"5e01c7-"
    given = [path for path, text in contents(TINY / name).items() if secret in text]
    assert given, "the fixture holds something private"
    for folder in ("site", "build/docs"):
        for path, content in contents(built(name).root / folder).items():
            assert secret not in content, f"{folder}/{path} tells what is private"


def test_the_two_cover_what_the_engine_does(built: Callable[[str], Built]) -> None:
    """So that a golden build says something: one of everything is in them."""
    facts, figures, claims, rows = [], [], [], []
    for name in ("lighthouses", "rivers"):
        site = built(name).site
        facts.append(json.loads((site / "build.json").read_text()))
        figures += json.loads((site / "data/figures.json").read_text())
        claims += json.loads((site / "data/claims.json").read_text())
        rows.append((site / "data/rows.csv").read_text())
    verdicts = {claim["verdict"] for claim in claims}
    assert verdicts == {"holds", "fails", "undetermined", "unverifiable", "open", "overdue"}
    assert {claim["kind"] for claim in claims} == {
        "arithmetic", "fact", "comparison", "forecast", "opinion",
    }  # fmt: skip
    assert any(figure["disputed"] and not figure["formula"] for figure in figures), "a dispute"
    assert any(figure["disputed"] and figure["formula"] for figure in figures), "and its heir"
    assert any(figure["value"] is None for figure in figures), "a range"
    assert any(figure["high"] is None for figure in figures), "an end left open"
    assert any(figure["unit"] == "date" for figure in figures), "a date"
    assert any(other["source"] == "gauge" for f in figures for other in f["others"]), "replaced"
    assert relations(rows) >= {"within rounding", "disputes", "noted", "replaced"}
    assert sum(fact["counts"]["charts"] for fact in facts) >= 1
    assert sum(fact["counts"]["footings"] for fact in facts) >= 3
    rivers, lighthouses = built("rivers").site, built("lighthouses").site
    assert "entities/amber/" in (rivers / "rivers/amber/index.html").read_text(), "a moved address"
    assert "The board revised its gauge." in (rivers / "corrections/index.html").read_text()
    assert "not checked" in (rivers / "by-hand/index.html").read_text(), "a page by hand"
    assert "tables/levels#1," in (rivers / "charts/level.csv").read_text(), "a table drawn"
    assert "hatch" in (lighthouses / "charts/oil-by-year.svg").read_text(), "a projection drawn"


def relations(tables: list[str]) -> set[str]:
    """The words in the column ``relation`` of published rows."""
    return {row["relation"] for table in tables for row in csv.DictReader(table.splitlines())}
