"""build.json: of what a site was made and what came out."""

from __future__ import annotations

import hashlib
import json
import platform
import socket
import sys
from pathlib import Path

import pytest

from crossfoot.inputs import digests
from crossfoot.publish import build_facts as facts_of


@pytest.fixture
def facts(lights):
    return facts_of(lights.ledger, lights.claims, lights.made)


def test_the_facts_are_those_of_the_contract(facts):
    assert sorted(facts) == ["as_of", "counts", "inputs", "verdicts", "versions"]
    assert facts["as_of"] == "2025-06-01"


def test_everything_is_counted(lights, facts):
    counts, ledger = facts["counts"], lights.ledger
    assert counts["rows"] == sum(
        len(path.read_text().splitlines()) - 1
        for path in (lights.root / "data/figures").glob("*.csv")
    )
    assert counts["claims"] == (lights.root / "data/claims.yml").read_text().count("- id: ")
    assert counts["derived"] == (lights.root / "data/derived.yml").read_text().count("- id: ")
    assert counts["figures"] == counts["derived"] + len({r.split("@")[0] for r in ledger.rows})
    assert counts["sources"] == (lights.root / "data/sources.yml").read_text().count("- id: ")
    assert (counts["charts"], counts["pages"], counts["warnings"]) == (2, 7, 0)
    assert counts["disputed"] > 0


def test_every_verdict_has_a_total_and_they_sum_to_the_claims(facts):
    names = ["holds", "fails", "undetermined", "unverifiable", "open", "overdue"]
    assert list(facts["verdicts"]) == names
    assert sum(facts["verdicts"].values()) == facts["counts"]["claims"]


def test_inputs_are_named_by_path_with_their_digest(lights, facts):
    row = (lights.root / "data/figures/skerry.csv").read_bytes()
    assert facts["inputs"]["data/figures/skerry.csv"] == hashlib.sha256(row).hexdigest()
    assert list(facts["inputs"]) == sorted(facts["inputs"])


def test_no_clock_and_no_machine_are_in_it(lights, facts):
    text = json.dumps(facts)
    for machine in (
        str(lights.root),
        str(Path.home()) + "/",
        sys.prefix,
        socket.gethostname(),
        platform.release(),
    ):
        assert machine not in text


def test_versions_are_those_of_the_libraries_that_run(facts):
    import duckdb

    assert facts["versions"]["duckdb"] == duckdb.__version__
    assert "python" not in facts["versions"]


def test_links_hidden_and_compiled_files_are_no_inputs(tmp_path):
    for path in ("data/a.yml", "data/.swp", "scripts/charts/__pycache__/a.pyc", "elsewhere/b.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    (tmp_path / "data/link.yml").symlink_to(tmp_path / "elsewhere/b.yml")
    (tmp_path / "docs").symlink_to(tmp_path / "elsewhere")
    assert list(digests(tmp_path)) == ["data/a.yml"]
