"""``crossfoot new``: a briefing that builds at once, on whichever engine it is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from copies import REPO, Ran, contents, environment, run
from crossfoot import __version__
from crossfoot.claims.model import Verdict
from crossfoot.ledger.editor import schemas
from crossfoot.new import requirement
from crossfoot.problem import Wrong

ENGINE = REPO / "scripts/crossfoot"


def begun(folder: Path, *arguments: str) -> Ran:
    return run(None, "new", str(folder), *arguments)


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new briefing, built; only read."""
    folder = tmp_path_factory.mktemp("new") / "mountain"
    ran = begun(folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture(scope="module")
def site(starter: Path) -> Path:
    ran = run(starter, "build")
    assert (ran.code, ran.err) == (0, "")
    return starter / "site"


def test_nothing_in_it_is_wrong_or_doubtful(starter: Path) -> None:
    ran = run(starter, "check", "--strict")
    assert (ran.code, ran.err) == (0, "")


def test_it_teaches_every_verdict_a_dispute_a_formula_a_chart_and_a_page(site: Path) -> None:
    def records(name: str) -> list[dict[str, object]]:
        return list(json.loads((site / f"data/{name}.json").read_text()))

    assert {claim["verdict"] for claim in records("claims")} == set(get_args(Verdict))
    figures = records("figures")
    assert any(figure["formula"] for figure in figures)
    assert any(figure["disputed"] and not figure["formula"] for figure in figures)
    front = (site / "index.html").read_text()
    assert 'class="cf-chart ' in front and 'class="cf-claim cf-fails"' in front
    counted = re.search(r"(\d+) of (\d+) numbers on this page", front)
    assert counted and counted[1] == counted[2] != "0"
    nav = YAML(typ="rt").load(site.parent / "mkdocs.yml")["nav"]
    told = [path for item in nav for path in item.values() if isinstance(path, str)]
    for path in told:
        page = path.removesuffix("index.md").replace(".md", "/")
        assert (site / page / "index.html").is_file(), path


def test_each_of_its_sources_says_where_to_read_it(starter: Path) -> None:
    for source in YAML(typ="safe").load(starter / "data/sources.yml"):
        assert re.fullmatch(r"https?://\S+", source["address"]), source["id"]
        assert "read" not in source, "nobody can say when the reader of this read it"


def test_only_the_line_that_names_the_engine_holds_a_path_of_this_machine(starter: Path) -> None:
    places = [str(REPO), str(starter.parent), str(Path.home()), sys.prefix]
    for path, content in contents(starter).items():
        if path.startswith(("build/", "site/")):
            continue
        text = content.decode()
        if path == "requirements.txt":
            text = "".join(line for line in text.splitlines(True) if line[:1] == "#")
        assert not [place for place in places if len(place) > 1 and place in text], path


def test_an_editor_finds_the_schema_of_each_file(starter: Path) -> None:
    files = sorted((starter / "data").glob("*.yml"))
    assert files
    for path in files:
        named = path.read_text().split("\n", 1)[0].partition("$schema=")[2]
        assert (path.parent / named).resolve() == starter / f"schemas/{path.stem}.json"
    assert {p.name: p.read_text() for p in (starter / "schemas").iterdir()} == schemas()


def test_its_commands_run_with_what_they_set_up(starter: Path, site: Path, tmp_path: Path) -> None:
    """The engine stands in for what pip would install; pip needs an index."""
    root = Path(shutil.copytree(starter, tmp_path / "copy", ignore=shutil.ignore_patterns("build")))
    bin = root / ".venv/bin"
    bin.mkdir(parents=True)
    for name, line in (("python", ""), ("crossfoot", "-m crossfoot ")):
        (bin / name).write_text(f'#!/bin/sh\nexec {sys.executable} {line}"$@"\n')
        (bin / name).chmod(0o755)
    (root / ".venv/ready").touch()
    env = environment({"PYTHONPATH": str(REPO / "scripts")})
    for target in ("check", "site", "test"):
        made = subprocess.run(
            ("make", target), cwd=root, env=env, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
    claims = root / "data/claims.yml"
    claims.write_text(
        claims.read_text().replace("is: 4 m\n  conclusion: It", "is: 9 m\n  conclusion: It")
    )
    failed = subprocess.run(
        ("make", "test"), cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert failed.returncode != 0
    assert "'above-the-chinese-height': 'fails'" in failed.stderr, "a verdict that changed is told"


def test_an_older_python_is_told_at_once(starter: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(starter, tmp_path / "copy"))
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    made = subprocess.run(
        ("make", "site", f"PYTHON={old}"), cwd=root, capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "Python 3.11 or newer is needed" in made.stderr
    assert not (root / ".venv").exists()


def test_its_workflow_uses_the_actions_that_ours_does_and_its_own_commands(starter: Path) -> None:
    own = (starter / ".github/workflows/pages.yml").read_text()
    ours = (REPO / ".github/workflows/pages.yml").read_text()
    actions = set(re.findall(r"uses: (.+)", own))
    assert actions and actions <= set(re.findall(r"uses: (.+)", ours))
    targets = set(re.findall(r"^([a-z]+):", (starter / "Makefile").read_text(), re.M))
    commands = re.findall(r"run: make (\w+)", own)
    assert {"site", "test"} <= set(commands) <= targets
    zizmor = Path(sys.executable).with_name("zizmor")
    arguments = ("--quiet", "--offline", "--persona", "auditor", str(starter / ".github"))
    audited = subprocess.run((zizmor, *arguments), capture_output=True, text=True, check=False)
    assert audited.returncode == 0, audited.stdout


def test_a_folder_that_holds_anything_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for where in (tmp_path, tmp_path / "notes.txt"):
        ran = begun(where)
        assert (ran.code, ran.out) == (2, "")
        assert "a new" in ran.err and "Traceback" not in ran.err
    assert contents(tmp_path) == {"notes.txt": b"mine"}


def test_the_engine_is_the_one_that_runs_unless_another_is_named(tmp_path: Path) -> None:
    inside, outside = REPO / "tests/no-such-folder", tmp_path / "a folder"
    assert requirement("", inside) == "-e ../.."
    assert requirement("", outside) == f"-e {REPO}"
    spaced = tmp_path / "my checkout"
    spaced.mkdir()
    shutil.copy(REPO / "pyproject.toml", spaced)
    assert requirement(str(spaced), outside) == f"-e '{spaced}'"
    wheel = tmp_path / "my wheels" / f"crossfoot-{__version__}-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    assert (
        requirement(str(wheel), outside)
        == f"crossfoot @ file://{tmp_path}/my%20wheels/{wheel.name}"
    )
    assert requirement("crossfoot>=0.1,<1", outside) == "crossfoot<1,>=0.1"
    named = "crossfoot @ git+https://example.org/crossfoot@v1"
    assert requirement(named, outside) == named


@pytest.mark.parametrize(
    "engine",
    ["crossfit==1", "/no/such/checkout", "--index-url=https://example.org", "crossfoot\n-e .", "."],
)
def test_what_is_no_engine_is_refused_before_anything_is_written(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Wrong):
        requirement(engine, tmp_path)
    ran = begun(tmp_path / "new", f"--engine={engine}")
    assert ran.code == 2 and "is no Crossfoot" in ran.err
    assert not os.listdir(tmp_path)


def test_installed_by_itself_the_engine_begins_a_briefing_of_its_version(tmp_path: Path) -> None:
    """The starter comes along in the package; requirements.txt names the release."""
    packages = tmp_path / "packages"
    shutil.copytree(ENGINE, packages / "crossfoot", ignore=shutil.ignore_patterns("__pycache__"))
    module = (sys.executable, "-P", "-m", "crossfoot")
    folder = tmp_path / "new"
    env = {"PYTHONPATH": str(packages)}
    ran = run(None, "new", str(folder), env=env, program=module, cwd=tmp_path)
    assert ran.code == 0, ran.err
    lines = (folder / "requirements.txt").read_text().splitlines()
    assert lines[1:] == [f"crossfoot=={__version__}"]
    assert run(folder, "check", env=env, program=module, cwd=tmp_path).code == 0
