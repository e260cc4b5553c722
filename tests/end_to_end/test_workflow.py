"""How the site is published: by the Makefile's own targets, with the least that it takes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from copies import REPO

FOLDER = REPO / ".github/workflows"
MAKEFILE = (REPO / "Makefile").read_text()


@pytest.fixture(scope="module")
def pages() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(FOLDER / "pages.yml"))


def steps(job: dict[str, Any]) -> list[str]:
    """The commands that a job runs."""
    return [step["run"].strip() for step in job["steps"] if "run" in step]


def test_every_command_is_a_target_of_the_makefile(pages: dict[str, Any]) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M))
    commands = [command for job in pages["jobs"].values() for command in steps(job)]
    assert {"make test", "make site"} <= set(commands)
    for command in commands:
        make, *asked = command.split()
        assert make == "make" and set(asked) <= targets, command


def test_nothing_is_published_untested_or_from_elsewhere(pages: dict[str, Any]) -> None:
    deploy = pages["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"test", "build"}
    assert "refs/heads/main" in deploy["if"] and "pull_request" in deploy["if"]
    assert steps(deploy) == [], "the job that may publish runs no code of ours"
    assert not any("checkout" in step.get("uses", "") for step in deploy["steps"])


def test_permissions_are_the_least(pages: dict[str, Any]) -> None:
    assert pages["permissions"] == {}
    granted = {name: job.get("permissions", {}) for name, job in pages["jobs"].items()}
    assert granted.pop("deploy") == {"pages": "write", "id-token": "write"}
    for name, permissions in granted.items():
        assert set(permissions.values()) <= {"read"}, name
        assert set(permissions) <= {"contents", "pages"}, name


def test_one_deployment_at_a_time_and_none_is_cut_off(pages: dict[str, Any]) -> None:
    assert pages["jobs"]["deploy"]["concurrency"] == {
        "group": "pages",
        "cancel-in-progress": False,
    }


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    for path in FOLDER.glob("*.y*ml"):
        for line in path.read_text().splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_no_token_stays_behind(pages: dict[str, Any]) -> None:
    for job in pages["jobs"].values():
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_every_supported_python_is_tested(pages: dict[str, Any]) -> None:
    tested = {row["python"] for row in pages["jobs"]["test"]["strategy"]["matrix"]["include"]}
    named = set(re.findall(r"Python :: (3\.\d+)", (REPO / "pyproject.toml").read_text()))
    assert tested == named


def test_the_site_is_built_for_the_address_that_it_gets(pages: dict[str, Any]) -> None:
    build = pages["jobs"]["build"]
    step = next(step for step in build["steps"] if step.get("run") == "make site")
    assert "base_url" in step["env"]["SITE_URL"]
    assert "!ENV [SITE_URL," in (REPO / "mkdocs.yml").read_text()


def test_the_lock_names_no_index_and_has_a_hash_for_everything() -> None:
    for path in sorted((REPO / "requirements").glob("*.txt")):
        text = path.read_text()
        assert "://" not in text and "--index" not in text, path.name
        for pin in re.split(r"\n(?=\S)", text.strip()):
            if not pin.startswith("#"):
                assert "==" in pin.split("\n")[0] and "--hash=sha256:" in pin, pin[:80]


def test_ci_runs_make_test() -> None:
    assert (REPO / ".ci/run").read_text().strip().splitlines()[-1].strip().endswith("make test")
