"""What every test folder shares: hypothesis without chance or clock, and briefings made of text."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings

from copies import REPO, TINY, Built, Ran, copied, once, run
from crossfoot.claims.judge import judge_claims
from crossfoot.claims.model import Claim
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import Inputs, load_inputs
from crossfoot.ledger.model import Ledger

settings.register_profile(
    "crossfoot", derandomize=True, deadline=None, database=None, max_examples=60
)
settings.load_profile("crossfoot")

TINY_ADDRESSES = {
    "lighthouses": "https://example.org/lighthouses/",
    "rivers": "https://example.org/sub/rivers/",
}
REAL_ADDRESS = "https://reader.example/repo/"

HEADER = "entity,metric,period,value,unit,status,qualifier,source,locator,note\n"
SMALL = {
    "briefing.yml": """\
format: 1
title: Mills
finding: Mills turn
authors: [Crossfoot]
publisher: Crossfoot
licence: CC-BY-4.0
published: 2025-06-01
as_of: 2025-06-01
""",
    "sources.yml": """\
- {id: book, title: The mill's book, date: 2025-01-10, rank: 1}
- {id: firm, title: The firm's word, date: 2025-01-20, rank: 2}
- {id: paper, title: The paper, date: 2025-02, rank: 3}
- {id: digest, title: The digest, date: 2025-02-20, rank: 4}
- {id: rumour, title: Heard, date: 2025-03-01, rank: 5}
- {id: echo, title: The echo, date: 2025-02-03, rank: 3, repeats: paper}
- {id: amended, title: The book amended, date: 2025-01-05, rank: 4, replaces: book}
- {id: later, title: A later survey, date: 2025-05-01, rank: 2}
- {id: undated, title: A page without a date, rank: 3}
""",
    "entities.yml": """\
- {id: mill, name: The mill}
- {id: mill-2, name: The other mill}
- {id: valley, name: The valley, parts: [mill, mill-2]}
""",
    "metrics.yml": """\
- {id: flour, label: flour, kind: flow, unit: t, floor: "0"}
- {id: sales, label: sales, kind: flow, unit: USD, parts: [bread, bran]}
- {id: bread, label: bread, kind: flow, unit: USD}
- {id: bran, label: bran, kind: flow, unit: USD}
- {id: store, label: store, kind: stock, unit: t}
- {id: power, label: power, kind: stock, unit: kW}
- {id: share, label: share, kind: rate, unit: "%"}
- {id: stones, label: stones, kind: stock, unit: stone-pair, floor: "0"}
- {id: opened, label: day opened, kind: stock, unit: date}
- {id: index, label: index, kind: rate, unit: "1"}
""",
    "units.yml": """\
- {id: stone-pair, plural: stone pairs, dimension: "[stones]"}
""",
}


@dataclass
class Desk:
    """A briefing's folder with its problems, and what came out as far as it came."""

    root: Path
    problems: Diagnostics = field(default_factory=Diagnostics)
    inputs: Inputs | None = None
    ledger: Ledger | None = None
    claims: Mapping[str, Claim] = field(default_factory=dict)

    def errors(self) -> list[str]:
        """The errors as a maintainer reads them."""
        return [str(problem) for problem in self.problems.errors]

    def run(self, as_of: str = "") -> Desk:
        """Load, reckon, judge; problems are collected, anything else is raised."""
        self.inputs = load_inputs(self.root, {}, self.problems)
        if self.inputs is not None:
            self.ledger = build_ledger(
                self.inputs, as_of or self.inputs.briefing.as_of, self.problems
            )
            self.claims = judge_claims(self.ledger, self.inputs.claims, self.problems)
        return self

    def write(self, files: Mapping[str, str | bytes]) -> Desk:
        """Files under ``data/``; a CSV without a header gets it."""
        for name, text in files.items():
            path = self.root / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return self


class Desks:
    """Makes small briefings: the mill's files with some of them replaced."""

    def __init__(self, root: Path) -> None:
        self._root, self._made = root, 0

    def blank(self, **files: str | bytes) -> Desk:
        """Not yet run. ``sources="…"`` stands for ``sources.yml``, ``rows="…"`` for the CSV."""
        self._made += 1
        desk = Desk(self._root / str(self._made))
        named = {f"{name}.yml": text for name, text in files.items() if name != "rows"}
        rows = files.get("rows", "")
        if isinstance(rows, str) and not rows.startswith("entity"):
            rows = HEADER + rows
        return desk.write({**SMALL, **named, "figures/all.csv": rows})

    def __call__(self, as_of: str = "", **files: str | bytes) -> Desk:
        """Run, and expected to have no errors."""
        desk = self.blank(**files).run(as_of)
        assert desk.errors() == []
        return desk

    def refused(self, **files: str | bytes) -> list[str]:
        """Run; its errors."""
        return self.blank(**files).run().errors()


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    """Small briefings about a mill."""
    return Desks(tmp_path)


def row(
    key: str,
    value: str,
    unit: str = "t",
    source: str = "book",
    status: str = "actual",
    qualifier: str = "",
) -> str:
    """One CSV line for ``entity.metric.period``."""
    return f"{key.replace('.', ',')},{value},{unit},{status},{qualifier},{source},,\n"


@pytest.fixture(name="row")
def row_maker() -> object:
    """``row("mill.flour.2024", "6.4")`` to a line of the CSV."""
    return row


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write the golden folders again from what the tiny briefings build now",
    )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One temporary folder for all workers of this test run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def run_crossfoot() -> Callable[..., Ran]:
    """``run_crossfoot(root, "check", "--strict")`` to exit code, standard output and error."""
    return run


@pytest.fixture(scope="session")
def built(shared: Path) -> Callable[[str], Built]:
    """``built("rivers")``: a tiny briefing with its site, built once in a test run; only read."""

    def build(name: str) -> Built:
        root = once(shared / "tiny" / name, lambda root: run(copied(TINY / name, root), "build"))
        return Built(root, TINY_ADDRESSES[name])

    return build


@pytest.fixture
def briefing_copy(built: Callable[[str], Built], tmp_path: Path) -> Callable[..., Path]:
    """``briefing_copy("rivers")``: a copy of one's own, built already.

    With ``fresh`` it has no site yet, but its pictures are drawn; ``copied`` makes one without.
    """

    def copy(name: str = "lighthouses", fresh: bool = False) -> Path:
        target = tmp_path / f"{name}-{sum(1 for _ in tmp_path.iterdir())}"
        if fresh:
            return copied(built(name).root, target, drawn=True)
        return Path(shutil.copytree(built(name).root, target))

    return copy


@pytest.fixture(scope="session")
def real_site(shared: Path) -> Built:
    """The briefing of this checkout, built once in a test run for an address with a sub-path."""
    env = {"SITE_URL": REAL_ADDRESS, "REPOSITORY_URL": "https://example.org/team/repo"}
    root = once(shared / "real", lambda root: run(copied(REPO, root), "build", env=env))
    return Built(root, REAL_ADDRESS)
