"""How the site is published: by the Makefile's own targets, with the least that it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet
from ruamel.yaml import YAML

from copies import REPO

FOLDER = REPO / ".github/workflows"
MAKEFILE = (REPO / "Makefile").read_text()


STARTER = REPO / "scripts/crossfoot/starter/github/workflows/pages.yml"
WORKFLOWS = [*sorted(FOLDER.glob("*.y*ml")), STARTER]
PAGES = pytest.mark.parametrize(
    "path", [FOLDER / "pages.yml", STARTER], ids=["ours", "the starter's"]
)
"""What both workflows promise."""


def loaded(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(path))


@pytest.fixture(scope="module")
def pages() -> dict[str, Any]:
    return loaded(FOLDER / "pages.yml")


def steps(job: dict[str, Any]) -> list[str]:
    """The commands that a job runs."""
    return [step["run"].strip() for step in job["steps"] if "run" in step]


@PAGES
def test_every_make_command_is_a_target_of_the_makefile(path: Path) -> None:
    makefile = REPO / "Makefile" if path != STARTER else STARTER.parents[2] / "Makefile"
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile.read_text(), re.M))
    commands = [command for job in loaded(path)["jobs"].values() for command in steps(job)]
    asked = [command.split()[1:] for command in commands if command.startswith("make ")]
    assert {"test", "site", "diff"} <= {target for target, *_ in asked} <= targets
    variables = {word.partition("=")[0] for _, *words in asked for word in words}
    assert variables == {"STRICT", "BASE"}
    for name in variables:
        assert re.search(rf"^{name} \?=", makefile.read_text(), re.M), name


def test_nothing_is_published_untested_or_from_elsewhere(pages: dict[str, Any]) -> None:
    deploy = pages["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"test", "build"}
    assert "refs/heads/main" in deploy["if"] and "pull_request" in deploy["if"]
    assert steps(deploy) == [], "the job that may publish runs no code of ours"
    assert not any("checkout" in step.get("uses", "") for step in deploy["steps"])


def test_macos_is_tested_and_nothing_waits_for_it(pages: dict[str, Any]) -> None:
    """Its failure is one: the job is not told to go on, and no step of it."""
    jobs = pages["jobs"]
    (name,) = (name for name, job in jobs.items() if job["runs-on"].startswith("macos"))
    assert "make test" in steps(jobs[name])
    assert not any(name in job.get("needs", ()) for job in jobs.values())
    assert "continue-on-error" not in (FOLDER / "pages.yml").read_text()
    assert jobs["test"]["runs-on"].startswith("ubuntu"), "no Mac among what is waited for"


@PAGES
def test_what_is_published_was_built_without_a_warning(path: Path) -> None:
    assert "make site STRICT=1" in steps(loaded(path)["jobs"]["build"])


@pytest.mark.parametrize("makefile", [REPO / "Makefile", STARTER.parents[2] / "Makefile"])
@pytest.mark.parametrize(("given", "strict"), [((), False), (("STRICT=1",), True)])
def test_make_site_refuses_warnings_where_it_is_told_to(
    makefile: Path, given: tuple[str, ...], strict: bool, tmp_path: Path
) -> None:
    (tmp_path / "requirements").mkdir()
    for name in ("requirements.txt", "requirements/site.txt"):
        (tmp_path / name).touch()
    told = subprocess.run(
        ("make", "--dry-run", "--file", str(makefile), "site", *given),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    *_, command = told.stdout.strip().splitlines()
    assert command.split()[-1] == ("--strict" if strict else "build")


@PAGES
def test_each_attempt_publishes_the_site_that_it_built(path: Path) -> None:
    """All jobs run again: two sites, each of a name of its own. One alone: the name that was."""
    jobs = loaded(path)["jobs"]
    (upload,) = (s for s in jobs["build"]["steps"] if "upload-pages-artifact" in s.get("uses", ""))
    assert upload["with"]["name"] == "github-pages-${{ github.run_attempt }}"
    assert jobs["build"]["outputs"]["artifact"] == upload["with"]["name"]
    (publish,) = (s for s in jobs["deploy"]["steps"] if "deploy-pages" in s.get("uses", ""))
    assert publish["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"
    assert "build" in jobs["deploy"]["needs"]


GH = """\
#!/bin/sh
[ "$1 $2" = "api repos/team/briefing/pages" ] || exit 9
[ "$3" = --jq ] && [ "$4" = 'select(.build_type == "workflow").html_url' ] || exit 9
printf '%s' "$ANSWER"; printf '%s' "$REFUSAL" >&2
[ -z "$REFUSAL" ]
"""


@PAGES
@pytest.mark.parametrize(
    ("answer", "refusal", "code", "address"),
    [
        ("https://team.example/briefing/", "", 0, "https://team.example/briefing/"),
        ("", "", 0, ""),  # Pages publishes a branch
        ('{"message": "Not Found"}', "gh: Not Found (HTTP 404)", 0, ""),
        ('{"message": "Server Error"}', "gh: Server Error (HTTP 502)", 1, None),
    ],
    ids=["set up", "of a branch", "not set up", "out of order"],
)
def test_without_pages_the_site_is_built_and_nothing_is_red(
    path: Path, answer: str, refusal: str, code: int, address: str | None, tmp_path: Path
) -> None:
    """And what is out of order is not taken for what is not set up."""
    jobs = loaded(path)["jobs"]
    (step,) = (step for step in jobs["build"]["steps"] if step.get("id") == "pages")
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    env = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "GITHUB_REPOSITORY": "team/briefing",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "RUNNER_TEMP": str(tmp_path),
        "ANSWER": answer,
        "REFUSAL": refusal,
    }
    ran = subprocess.run(
        ("bash", "-e", "-c", step["run"]), env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == code, ran.stderr
    output = tmp_path / "output"
    assert (output.read_text() if output.exists() else None) == (
        None if address is None else f"address={address}\n"
    )
    assert ("::notice::" in ran.stdout) is (address == "")
    assert jobs["build"]["outputs"]["address"] == "${{ steps.pages.outputs.address }}"
    assert "needs.build.outputs.address != ''" in jobs["deploy"]["if"]


@PAGES
def test_a_pull_request_is_told_what_it_moves(path: Path) -> None:
    """Against its base, without a name that its author chose, or a right to write anything."""
    assert "pull_request_target" not in path.read_text()
    job = loaded(path)["jobs"]["difference"]
    assert job["if"] == "github.event_name == 'pull_request'"
    assert job["permissions"] == {"contents": "read"}
    (checkout,) = (s["with"] for s in job["steps"] if "checkout" in s.get("uses", ""))
    assert checkout == {"fetch-depth": 2, "persist-credentials": False}, "the merge and its parents"
    assert steps(job) == [
        "make diff BASE=HEAD^1",
        'cat build/diff.md >>"$GITHUB_STEP_SUMMARY"',
    ]
    (upload,) = (s["with"] for s in job["steps"] if "upload-artifact" in s.get("uses", ""))
    assert upload["path"] == "build/diff.html" and "run_attempt" in upload["name"]


def test_no_workflow_takes_a_secret_or_puts_what_somebody_chose_into_a_command() -> None:
    for path in WORKFLOWS:
        assert "secrets." not in path.read_text(), path
        for job in loaded(path)["jobs"].values():
            assert not any("${{" in command for command in steps(job)), path


def test_every_workflow_passes_the_audit() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    arguments = ("--quiet", "--offline", "--persona", "auditor", ".github", str(STARTER))
    audited = subprocess.run(
        (zizmor, *arguments), cwd=REPO, capture_output=True, text=True, check=False
    )
    assert audited.returncode == 0, audited.stdout


def test_permissions_are_the_least(pages: dict[str, Any]) -> None:
    for workflow in map(loaded, WORKFLOWS):
        assert workflow["permissions"] == {}
    granted = {name: job.get("permissions", {}) for name, job in pages["jobs"].items()}
    assert granted.pop("deploy") == {"pages": "write", "id-token": "write"}
    for name, permissions in granted.items():
        assert set(permissions.values()) <= {"read"}, name
        assert set(permissions) <= {"contents", "pages"}, name


def test_the_locks_are_renewed_by_what_makes_them() -> None:
    """Of releases that are not of this week, as Dependabot takes the actions; with no secret."""
    job = loaded(FOLDER / "locks.yml")["jobs"]["renew"]
    resolve = next(step for step in job["steps"] if "run" in step)
    assert resolve["run"] == "make lock UPGRADE=1"
    assert resolve["env"] == {"UV_EXCLUDE_NEWER": "7 days"}, "nor does it see the token"
    (update,) = loaded(REPO / ".github/dependabot.yml")["updates"]
    assert update["package-ecosystem"] == "github-actions"
    assert f"{update['cooldown']['default-days']} days" == resolve["env"]["UV_EXCLUDE_NEWER"]
    assert set(job["permissions"]) == {"contents", "pull-requests", "actions"}
    assert "--upgrade" in MAKEFILE and "--only-binary :all:" in MAKEFILE, "no package is built"


@pytest.mark.parametrize(
    ("changed", "opened", "allowed"),
    [(False, 0, True), (True, 0, True), (True, 1, True), (True, 0, False)],
)
def test_newer_locks_are_one_pull_request(
    changed: bool, opened: int, allowed: bool, tmp_path: Path
) -> None:
    """Pushed to a branch of its own, opened once, and tested; also where it may not be opened."""
    job = loaded(FOLDER / "locks.yml")["jobs"]["renew"]
    root, hub = tmp_path / "root", tmp_path / "hub.git"
    env = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "OPENED": str(opened),
        "REFUSED": "" if allowed else "pr create",
    }

    def sh(command: str, where: Path) -> str:
        done = subprocess.run(
            ("bash", "-e", "-c", command),
            cwd=where,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "gh").write_text(
        f'#!/bin/sh\necho "$@" >>"{tmp_path}/said"\n[ "$1 $2" != "pr list" ] || echo "$OPENED"\n'
        '[ "$1 $2" != "$REFUSED" ]\n'
    )
    (tmp_path / "gh").chmod(0o755)
    sh(f"git init -q --bare '{hub}' && git init -q -b main root", tmp_path)
    sh("mkdir requirements && echo 1 >requirements/site.txt && git add .", root)
    sh(f"git -c user.name=A -c user.email=a@b commit -qm 1 && git remote add origin '{hub}'", root)
    if changed:
        (root / "requirements/site.txt").write_text("2\n")
    printed = sh(job["steps"][-1]["run"], root)
    assert ("::warning::" in printed) is not allowed
    said = tmp_path / "said"
    told = said.read_text().splitlines() if said.exists() else []
    assert [line.split()[:2] for line in told] == (
        [["auth", "setup-git"], ["pr", "list"]] + [["pr", "create"]] * (not opened)
        + [["workflow", "run"]]
    ) * changed  # fmt: skip
    if changed:
        assert sh("git show locks:requirements/site.txt", hub) == "2\n"
        assert told[-1] == "workflow run pages.yml --ref locks"


def test_one_deployment_at_a_time_and_none_is_cut_off(pages: dict[str, Any]) -> None:
    assert pages["jobs"]["deploy"]["concurrency"] == {
        "group": "pages",
        "cancel-in-progress": False,
    }


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    for path in WORKFLOWS:
        for line in path.read_text().splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_no_token_stays_behind() -> None:
    for path in WORKFLOWS:
        for job in loaded(path)["jobs"].values():
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_every_supported_python_is_tested_and_taken_by_make(pages: dict[str, Any]) -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
    tested = pages["jobs"]["test"]["strategy"]["matrix"]["python"]
    claimed = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    wanted = SpecifierSet(project["requires-python"])
    assert tested == claimed == [f"3.{n}" for n in range(8, 30) if f"3.{n}" in wanted]
    first, last = (version.replace(".", ", ") for version in (claimed[0], claimed[-1]))
    for makefile in (REPO / "Makefile", STARTER.parents[2] / "Makefile"):
        text = makefile.read_text()
        assert f"not ({first}) <= sys.version_info[:2] <= ({last})" in text, makefile
        assert " ".join(f"python{version}" for version in reversed(claimed)) in text, makefile
        assert f"Python {', '.join(claimed[:-1])} or {claimed[-1]}" in text, makefile
    for page in (
        REPO / "README.md",
        REPO / "docs/maintain/index.md",
        STARTER.parents[2] / "README.md",
    ):
        assert f"Python {', '.join(claimed[:-1])} or {claimed[-1]}" in page.read_text(), page


@PAGES
def test_the_site_is_built_for_the_address_that_it_gets(path: Path) -> None:
    build = loaded(path)["jobs"]["build"]
    (step,) = (step for step in build["steps"] if step.get("run", "").startswith("make site"))
    assert step["env"]["SITE_URL"] == "${{ steps.pages.outputs.address }}"
    root = REPO if path != STARTER else STARTER.parents[2]
    assert "!ENV [SITE_URL," in (root / "mkdocs.yml").read_text()


def test_the_lock_names_no_index_and_has_a_hash_for_everything() -> None:
    for path in sorted((REPO / "requirements").glob("*.txt")):
        text = path.read_text()
        assert "://" not in text and "--index" not in text, path.name
        for pin in re.split(r"\n(?=\S)", text.strip()):
            if not pin.startswith("#"):
                assert "==" in pin.split("\n")[0] and "--hash=sha256:" in pin, pin[:80]


def test_ci_runs_make_test() -> None:
    assert (REPO / ".ci/run").read_text().strip().splitlines()[-1].strip().endswith("make test")
