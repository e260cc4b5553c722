"""``crossfoot new``: a briefing that builds at once, on whichever engine it is told."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from copies import REPO, Ran, contents, environment, run
from crossfoot.claims.verdict import Verdict
from crossfoot.commands.scaffold import create_briefing
from crossfoot.commands.wheel import wheel_of_checkout
from crossfoot.diagnostics import InvalidValue
from crossfoot.ledger.json_schema import schemas
from crossfoot.site.output.file_tree import add_files

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


def test_nothing_in_it_is_of_this_machine(starter: Path) -> None:
    """Nor in the wheel that comes along, in which tests/test_engine_source.py looks."""
    places = [str(REPO), str(starter.parent), str(Path.home()), sys.prefix]
    for path, content in contents(starter).items():
        if path.startswith(("build/", "site/")) or path.endswith(".whl"):
            continue
        text = content.decode()
        assert not [place for place in places if len(place) > 1 and place in text], path


def test_the_engine_that_it_names_comes_along_or_is_published(starter: Path) -> None:
    """No index is asked for a name that anybody may register there."""
    (line,) = [
        line
        for line in (starter / "requirements.txt").read_text().splitlines()
        if not line.startswith("#")
    ]
    if line.startswith("./"):
        assert zipfile.is_zipfile(starter / line)
    else:
        assert re.fullmatch(r"crossfoot @ git\+https://\S+@[0-9a-f]{40}", line)


@pytest.mark.parametrize("name", ["my brief", "it's", "a $HOME `b`; c", "-x", 'say "hi"', "plain"])
def test_the_command_that_it_tells_can_be_pasted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(None, "new", "--engine=crossfoot==1.0", "--", name, cwd=tmp_path)
    assert ran.code == 0, ran.err
    command = ran.out.rpartition(" files; ")[2].replace("make site", "pwd")
    pasted = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert pasted.stdout.rstrip("\n") == str(tmp_path.resolve() / name), ran.out


def test_an_editor_finds_the_schema_of_each_file(starter: Path) -> None:
    files = sorted((starter / "data").glob("*.yml"))
    assert files
    for path in files:
        named = path.read_text().split("\n", 1)[0].partition("$schema=")[2]
        assert (path.parent / named).resolve() == starter / f"schemas/{path.stem}.json"
    assert {p.name: p.read_text() for p in (starter / "schemas").iterdir()} == schemas()


@pytest.fixture(scope="module")
def ready(starter: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that is set up, in a folder whose name a shell would take apart.

    The engine stands in for what pip would install; pip needs an index.
    """
    root = tmp_path_factory.mktemp("ready") / "it's a $HOME"
    shutil.copytree(starter, root, ignore=shutil.ignore_patterns("site"))
    python = root / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    (root / ".venv/ready").touch()
    return root


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = environment({"PYTHONPATH": str(REPO / "scripts")})
    command = ("make", *arguments)
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def test_its_commands_run_with_what_they_set_up(ready: Path) -> None:
    for command in (("check",), ("site", "STRICT=1"), ("test",)):
        made = make(ready, *command)
        assert made.returncode == 0, made.stdout + made.stderr


def test_its_tests_hold_for_any_briefing(ready: Path, tmp_path: Path) -> None:
    """Without its claims, its chart, its formula, all but one of its pages and their numbers."""
    root = Path(shutil.copytree(ready, tmp_path / "other"))
    for path in ("data/claims.yml", "data/derived.yml", "data/corrections.yml", "templates"):
        shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
    (root / "scripts/charts/heights.py").unlink()
    (root / "templates").mkdir()
    (root / "templates/index.md").write_text(
        "---\ntitle: A hill\ndescription: Its height.\n---\n\n# A hill\n\n"
        'It is {{ fig("everest.height.2020") }} high.\n'
    )
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(re.sub(r"  - (Surveys|Promises): .*\n", "", settings))
    made = make(root, "test")
    assert made.returncode == 0, made.stdout + made.stderr
    rows = root / "data/figures/everest.csv"
    rows.write_text(rows.read_text().replace("everest,height,2020", "everest,height,2O20"))
    made = make(root, "test")
    assert made.returncode != 0
    assert "data/figures/everest.csv:7:16: '2O20' is no period" in made.stderr


@pytest.mark.parametrize("makefile", [ENGINE / "starter/Makefile", REPO / "Makefile"])
def test_make_takes_a_python_that_will_do_and_says_what_that_is(
    makefile: Path, tmp_path: Path
) -> None:
    """The newest that is called python3 may be one for which a package has no wheel yet."""

    def python(name: str, version: str) -> None:
        """One that only knows its version, and writes down that a venv was asked of it."""
        rest = f'{sys.executable} -c "import sys; sys.version_info = ({version}, 0); $2"'
        path = tmp_path / "bin" / name
        path.write_text(
            f'#!/bin/sh\ncase $1 in -c) exec {rest};; -m) echo {name} >"{tmp_path}/asked";; esac\n'
        )
        path.chmod(0o755)

    root = tmp_path / "it's a $HOME"
    for folder in (tmp_path / "bin", root / "requirements"):
        folder.mkdir(parents=True)
    shutil.copy(makefile, root / "Makefile")
    for path in ("requirements.txt", "requirements/site.txt"):
        (root / path).touch()
    for tool in ("make", "sh", "echo", "touch", "rm"):
        found = shutil.which(tool)
        if found:
            (tmp_path / "bin" / tool).symlink_to(found)

    def made() -> str:
        (tmp_path / "asked").unlink(missing_ok=True)
        done = subprocess.run(
            ("make", "site"),
            cwd=root,
            env={"PATH": str(tmp_path / "bin")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0, "there is nothing to build"
        asked = tmp_path / "asked"
        return asked.read_text().strip() if asked.exists() else done.stderr

    python("python3", "3, 14")
    said = made()
    assert "needs Python 3.11, 3.12 or 3.13" in said and "PYTHON=/path/to/python3.13" in said
    assert "Traceback" not in said
    python("python3.12", "3, 12")
    assert made() == "python3.12", "the newest that will do, though python3 is newer"
    python("python3", "3, 11")
    assert made() == "python3", "what is called python3, where it will do"
    python("python3", "3, 10")
    assert made() == "python3.12"


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


def test_a_repository_without_a_file_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main")
    assert create_briefing(tmp_path, "crossfoot==1") == len(contents(tmp_path)) - 1
    with pytest.raises(InvalidValue, match="is not empty"):
        create_briefing(tmp_path, "crossfoot==1")


@pytest.mark.parametrize("there", [True, False])
def test_a_disk_that_takes_no_more_is_left_without_half_a_briefing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    def write(files: dict[str, bytes], folder: Path) -> None:
        add_files(dict(list(files.items())[:-1]), folder)
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "briefing"
    if there:
        folder.mkdir()
        (folder / ".git").write_text("gitdir: elsewhere")
    monkeypatch.setattr("crossfoot.commands.scaffold.add_files", write)
    with pytest.raises(OSError, match="No space left"):
        create_briefing(folder, "crossfoot==1")
    assert contents(folder) == ({".git": b"gitdir: elsewhere"} if there else {})


def test_what_is_no_engine_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    ran = begun(tmp_path / "new", "--engine=crossfit==1")
    assert ran.code == 2 and "is no Crossfoot" in ran.err
    assert not os.listdir(tmp_path)


def test_installed_by_itself_the_engine_begins_a_briefing_with_itself(tmp_path: Path) -> None:
    """The starter comes along in the package, and the package in the briefing."""
    name, wheel = wheel_of_checkout(REPO)
    zipfile.ZipFile(io.BytesIO(wheel)).extractall(tmp_path / "packages")
    module = (sys.executable, "-P", "-m", "crossfoot")
    folder, env = tmp_path / "new", {"PYTHONPATH": str(tmp_path / "packages")}
    ran = run(None, "new", str(folder), env=env, program=module, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (folder / "vendor" / name).read_bytes() == wheel
    assert run(folder, "check", env=env, program=module, cwd=tmp_path).code == 0
