"""What a new briefing says of its engine: the same for everybody, nothing of this machine."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Callable
from email import message_from_string
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from copies import REPO
from crossfoot import __version__
from crossfoot.commands import engine_source
from crossfoot.commands.engine_source import find_engine
from crossfoot.commands.wheel import wheel_of_checkout, wheel_of_installed
from crossfoot.diagnostics import InvalidValue
from crossfoot.git import run_git

WHEEL = f"crossfoot-{__version__}-py3-none-any.whl"
ABOUT = f"crossfoot-{__version__}.dist-info"
NOBODY = ("-c", "user.name=A", "-c", "user.email=a@example.org")


@pytest.fixture(scope="module")
def wheel() -> bytes:
    name, content = wheel_of_checkout(REPO)
    assert name == WHEEL
    return content


@pytest.fixture
def installed(wheel: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have the engine run as pip has installed it from where direct_url.json says."""

    def install(came: dict[str, object] | None) -> None:
        packages = tmp_path / "site-packages"
        if not packages.exists():
            zipfile.ZipFile(io.BytesIO(wheel)).extractall(packages)
        told = packages / ABOUT / "direct_url.json"
        told.unlink(missing_ok=True)
        if came is not None:
            told.write_text(json.dumps(came))
        found = PathDistribution(packages / ABOUT)
        monkeypatch.setattr(engine_source, "distribution", lambda name: found)
        monkeypatch.setattr(engine_source, "_PACKAGE", packages / "crossfoot")
        monkeypatch.setattr(engine_source, "_CHECKOUT", tmp_path)

    return install


def test_a_checkout_that_nobody_else_has_comes_along_as_a_wheel(
    wheel: bytes, tmp_path: Path
) -> None:
    checkout = tmp_path / "my checkout"
    for name in ("pyproject.toml", "LICENSE"):
        checkout.mkdir(exist_ok=True)
        shutil.copy(REPO / name, checkout)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPO / "scripts/crossfoot", checkout / "scripts/crossfoot", ignore=ignored)
    found = find_engine(str(checkout))
    assert found.requirement == f"./vendor/{WHEEL}"
    assert dict(found.files) == {f"vendor/{WHEEL}": wheel}, "the same files, the same bytes"
    (checkout / "scripts/crossfoot/commands/scaffold.py").unlink()
    assert find_engine(str(checkout)).files != found.files, "it is the checkout that was named"


def test_a_checkout_that_is_published_is_named_by_its_commit(tmp_path: Path) -> None:
    for path in ("pyproject.toml", "LICENSE", "scripts/crossfoot/__init__.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPO / path, tmp_path / path)
    for command in ("init --quiet", "add .", "commit --quiet --message=one"):
        run_git(tmp_path, *NOBODY, *command.split())
    commit = run_git(tmp_path, "rev-parse", "HEAD").decode().strip()
    run_git(tmp_path, "remote", "add", "origin", "git@github.com:team/crossfoot.git")
    run_git(tmp_path, "update-ref", "refs/remotes/origin/main", commit)
    found = find_engine(str(tmp_path))
    assert found.requirement == f"crossfoot @ git+https://github.com/team/crossfoot.git@{commit}"
    assert not found.files
    (tmp_path / "LICENSE").write_text("mine")
    assert find_engine(str(tmp_path)).requirement == f"./vendor/{WHEEL}"


def test_a_wheel_is_copied_as_it_is(wheel: bytes, tmp_path: Path) -> None:
    path = tmp_path / "my wheels" / WHEEL
    path.parent.mkdir()
    path.write_bytes(wheel)
    found = find_engine(str(path))
    assert (found.requirement, dict(found.files)) == (
        f"./vendor/{WHEEL}",
        {f"vendor/{WHEEL}": wheel},
    )


def test_what_pip_has_installed_is_taken_from_where_pip_took_it(
    installed: Callable[..., None], wheel: bytes
) -> None:
    git = {"vcs": "git", "commit_id": "a" * 40, "requested_revision": "main"}
    installed({"url": "https://example.org/crossfoot", "vcs_info": git})
    assert find_engine().requirement == f"crossfoot @ git+https://example.org/crossfoot@{'a' * 40}"
    archive = {"hashes": {"sha256": "b" * 64}}
    installed({"url": f"https://example.org/{WHEEL}", "archive_info": archive})
    expected = f"crossfoot @ https://example.org/{WHEEL}#sha256={'b' * 64}"
    assert find_engine().requirement == expected


@pytest.mark.parametrize(
    "came",
    [
        None,
        {"url": f"file:///home/me/{WHEEL}", "archive_info": {"hashes": {"sha256": "b" * 64}}},
        {"url": f"https://me:key@a.example/{WHEEL}", "archive_info": {"hashes": {"sha256": "b"}}},
        {"url": "file:///home/me/crossfoot", "vcs_info": {"vcs": "git", "commit_id": "a" * 40}},
        {"url": "file:///home/me/crossfoot", "dir_info": {}},
    ],
)
def test_what_is_installed_from_an_index_or_from_this_machine_comes_along(
    came: dict[str, object] | None, installed: Callable[..., None], wheel: bytes
) -> None:
    """No index is asked for the name: what it has under it may be another's."""
    installed(came)
    found = find_engine()
    assert (found.requirement, dict(found.files)) == (
        f"./vendor/{WHEEL}",
        {f"vendor/{WHEEL}": wheel},
    )


def test_what_runs_and_was_not_installed_asks_for_an_engine(
    installed: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed(None)
    monkeypatch.setattr(engine_source, "_PACKAGE", tmp_path / "elsewhere/crossfoot")
    with pytest.raises(InvalidValue, match="was not installed"):
        find_engine()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("crossfoot>=0.1,<1", "crossfoot<1,>=0.1"),
        ("crossfoot==1.2", "crossfoot==1.2"),
        ("crossfoot @ git+https://example.org/c@v1", "crossfoot @ git+https://example.org/c@v1"),
    ],
)
def test_a_requirement_is_taken_where_somebody_asks_for_it(asked: str, line: str) -> None:
    assert find_engine(asked).requirement == line


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("crossfit==1", "is no Crossfoot"),
        ("/no/such/checkout", "is no Crossfoot"),
        ("--index-url=https://example.org", "is no Crossfoot"),
        ("crossfoot\n-e .", "is no Crossfoot"),
        ("crossfoot @ file:///home/me/crossfoot", "for this machine alone"),
        ("crossfoot @ git+file:///home/me/crossfoot", "for this machine alone"),
        ("crossfoot @ https://me:key@example.org/c.whl", "for this machine alone"),
    ],
)
def test_what_is_no_engine_for_others_is_refused(asked: str, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        find_engine(asked)


def test_a_file_that_is_no_wheel_of_the_engine_is_refused(wheel: bytes, tmp_path: Path) -> None:
    for name, content in (
        (WHEEL, b"no zip"),
        ("altair-6.0.0-py3-none-any.whl", wheel),
        ("crossfoot.whl", wheel),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InvalidValue, match="no wheel of Crossfoot"):
            find_engine(str(path))


def test_the_wheel_is_one(wheel: bytes) -> None:
    """Each file is recorded with its checksum and size; the metadata are the project's."""
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"crossfoot", ABOUT}
    assert "crossfoot/starter/gitignore" in names and "crossfoot/py.typed" in names
    assert not [name for name in names if "__pycache__" in name]
    recorded = [line.split(",")[0] for line in archive.read(names[-1]).decode().splitlines()]
    assert names[-1] == f"{ABOUT}/RECORD" and recorded == names
    about = message_from_string(archive.read(f"{ABOUT}/METADATA").decode())
    assert (about["Name"], about["Version"]) == ("crossfoot", __version__)
    project = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
    assert about.get_all("Requires-Dist") == project["dependencies"]
    assert about["Requires-Python"] == project["requires-python"]
    for licence in about.get_all("License-File"):
        assert f"{ABOUT}/licenses/{licence}" in names
    assert b"crossfoot = crossfoot.cli:main" in archive.read(f"{ABOUT}/entry_points.txt")
    places = [str(REPO), str(Path.home()), sys.prefix]
    for name in names:
        text = archive.read(name)
        assert not [at for at in places if len(at) > 1 and at.encode() in text], name


def test_a_wheel_of_what_was_installed_from_it_is_the_same(wheel: bytes, tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(wheel)).extractall(tmp_path)
    for extra in ("INSTALLER", "REQUESTED", "direct_url.json"):
        (tmp_path / ABOUT / extra).write_text("of this machine")
    again = wheel_of_installed(PathDistribution(tmp_path / ABOUT), tmp_path / "crossfoot")
    assert again == (WHEEL, wheel)
