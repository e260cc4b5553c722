"""What the design forbids the engine, read from its own code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from copies import REPO

ENGINE = REPO / "scripts/crossfoot"
STAGES = (
    "skipped_names diagnostics paths markup kind crash inputs interpreter limits streams progress "
    "git libraries memo store project run quantity ledger claims charts editions pages publish "
    "site analysis pipeline records query commands diff diagnostic_formats "
    "console serve starter cli __main__"
).split()
"""Each may import those before it."""
PLAIN = {"Meta", "Orbit", "Physics", "Step change", "X", "share"}
"""Names of the briefing that are words of their own: the engine may say them."""
TEXTS = {".py", ".md", ".html", ".css", ".js", ".svg", ".json", ".yml", ".toml", ".txt"}
MODULES = sorted(ENGINE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """What a module imports, by absolute dotted names; within functions too."""
    package = ("crossfoot", *path.relative_to(ENGINE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: -node.level])
            if node.module:
                base = f"{base}.{node.module}"
                yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)  # where it is a module


def stage(module: str) -> str:
    """The stage of a module of the engine, or nothing for another's."""
    parts = module.split(".")
    return parts[1] if parts[0] == "crossfoot" and len(parts) > 1 else ""


def words() -> list[str]:
    """Names and topics of this repository's briefing."""
    yaml = YAML(typ="safe")
    found = {yaml.load(REPO / "data/briefing.yml")["title"].removeprefix("The ")}
    for entity in yaml.load(REPO / "data/entities.yml"):
        found |= {entity["name"], *(entity.get("names") or ())}
    for source in yaml.load(REPO / "data/sources.yml"):
        found |= {source["publisher"]} if source.get("publisher") else set()
    return sorted(found - PLAIN)


def test_the_engine_names_no_company_and_no_topic() -> None:
    spelt = [re.escape(word).replace(r"\ ", "[ _-]") for word in words()]
    named = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(spelt)})(?![a-z0-9])", re.IGNORECASE)
    assert len(spelt) > 30
    found = [
        f"{path.relative_to(REPO)}:{number}: {hit[0]}"
        for path in sorted(ENGINE.rglob("*"))
        if path.suffix in TEXTS and path.parent.name != "fonts"  # where the fonts come from
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (hit := named.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_stage_imports_a_later_one(path: Path) -> None:
    own = path.relative_to(ENGINE).parts[0].removesuffix(".py")
    if own == "__init__":
        assert not [name for name in imports(path) if stage(name)]
        return
    later = STAGES[STAGES.index(own) + 1 :]
    assert [name for name in imports(path) if stage(name) in later] == []


TANGLED = (
    "chart_element chart_footer claim_view corrections dependents edition_changes "
    "edition_item_views edition_views excerpt_view figure_view site_index views"
).split()
"""Modules of ``pages/`` that still import one another in a circle: the views of templates."""


def test_no_module_is_in_an_import_circle_but_the_views_of_templates() -> None:
    names = {path: ".".join(path.relative_to(ENGINE).with_suffix("").parts) for path in MODULES}
    graph = {
        name: {taken.removeprefix("crossfoot.") for taken in imports(path)} & {*names.values()}
        for path, name in names.items()
    }
    for _ in graph:  # until nothing is left but circles, and what leads from one to another
        ends = {name for name, taken in graph.items() if not taken & graph.keys()}
        ends |= {name for name in graph if not any(name in taken for taken in graph.values())}
        graph = {name: taken for name, taken in graph.items() if name not in ends}
    assert sorted(graph) == [f"pages.{name}" for name in TANGLED]


def test_no_function_has_the_name_of_its_module() -> None:
    for path in MODULES:
        body = ast.parse(path.read_text()).body
        names = [node.name for node in body if isinstance(node, ast.FunctionDef)]
        assert path.stem not in names or "starter" in path.parts, path


def test_one_room_knows_mkdocs() -> None:
    knowing = {
        path.parent.relative_to(ENGINE).as_posix()
        for path in MODULES
        for name in imports(path)
        if name.split(".")[0] == "mkdocs"
    }
    assert knowing == {"site/mkdocs_runner"}


def test_the_engine_imports_no_chart_of_a_briefing_and_nothing_of_the_tests() -> None:
    foreign = {"charts", "scripts", "tests", "briefing_charts"}
    for path in MODULES:
        assert not {name.split(".")[0] for name in imports(path)} & foreign, path


def test_quantity_knows_no_file_and_the_ledger_no_page() -> None:
    for path in MODULES:
        room = path.relative_to(ENGINE).parts[0]
        taken = {name.split(".")[0] for name in imports(path)}
        if room == "quantity":
            assert not taken & {"os", "pathlib", "io", "csv", "shutil", "tempfile"}, path
            assert not re.search(r"(?<![\w.])open\(", path.read_text()), path
        if room in ("quantity", "ledger", "claims"):
            assert not taken & {"jinja2", "markupsafe", "markdown", "altair", "mkdocs"}, path


def test_no_stage_reads_the_clock_or_the_network() -> None:
    """Only ``serve`` waits, and serves on this machine."""
    clock = re.compile(
        r"\btime\.(?:time|time_ns|localtime|gmtime|strftime)\(|\.(?:now|today|utcnow)\("
    )
    network = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib"}
    for path in MODULES:
        if path.parent.name == "serve":
            continue
        assert not clock.search(path.read_text()), path
        assert not network & set(imports(path)), path


def test_modules_stay_small_and_none_is_called_utils() -> None:
    for path in MODULES:
        assert path.stem not in ("utils", "helpers", "common", "manager", "misc"), path
        lines = len(path.read_text().splitlines())
        assert lines <= 600, f"{path.relative_to(REPO)} has {lines} lines"
