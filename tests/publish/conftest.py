"""The lighthouses' ledger, judged and published, and the same with a change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crossfoot.claims.judge import judge_claims
from crossfoot.claims.model import Claim
from crossfoot.diagnostics import Diagnostics
from crossfoot.inputs import digests
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.model import Ledger
from crossfoot.publish import BuildCounts, published_files

LIGHTHOUSES = Path(__file__).parents[1] / "briefings/lighthouses"
SITE = "https://example.org/lights/"


@dataclass(frozen=True)
class Case:
    """A briefing as far as its published files."""

    root: Path
    ledger: Ledger
    claims: Mapping[str, Claim]
    made: BuildCounts
    files: Mapping[str, bytes]


def _worded(claim: Claim) -> Claim:
    words = {"statement": f"{claim.id} is said", "conclusion": f"{claim.id} is found"}
    return replace(claim, entry=claim.entry.model_copy(update=words))


def publish(root: Path, scratch: Path) -> Case:
    problems = Diagnostics()
    inputs = load_inputs(root, {}, problems)
    assert inputs is not None, problems.errors
    ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
    claims = judge_claims(ledger, inputs.claims, problems)
    assert not problems.errors, "\n".join(map(str, problems.errors))
    # As the pages give them: what the templates came to, in plain words.
    said = {"finding": "Skerry Light used 550 L of oil <in> a year"}
    ledger = replace(ledger, briefing=ledger.briefing.model_copy(update=said))
    claims = {name: _worded(claim) for name, claim in claims.items()}
    made = BuildCounts(digests(root), charts=2, pages=7, warnings=len(problems.warnings))
    files = published_files(ledger, claims, SITE, scratch)
    return Case(root, ledger, claims, made, files)


@pytest.fixture(scope="session")
def lights(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The lighthouses as they are."""
    return publish(LIGHTHOUSES, tmp_path_factory.mktemp("scratch"))


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Mapping[str, str]], Case]:
    """The lighthouses with text added at the end of files under ``data/``."""

    def change(additions: Mapping[str, str]) -> Case:
        root, scratch = tmp_path / "briefing", tmp_path / "scratch"
        shutil.copytree(LIGHTHOUSES, root)
        scratch.mkdir()
        for name, text in additions.items():
            (root / "data" / name).parent.mkdir(exist_ok=True)
            with (root / "data" / name).open("a", encoding="utf-8") as file:
                file.write(text)
        return publish(root, scratch)

    return change
