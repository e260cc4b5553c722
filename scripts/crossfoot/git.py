"""The one place that runs git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

OVER_SSH = ("bitbucket.org", "codeberg.org", "github.com", "gitlab.com")
"""Hosts that give over https, at the same path, what they give over ssh."""
_OTHERS = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE",
    "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
)  # fmt: skip
"""Names in the environment by which a hook's commands find the repository that runs it."""
_SCP = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)/*(.+)")
_PATH = re.compile(r"[\w.~%+/-]+", re.ASCII)


def run_git(
    where: Path, *arguments: str, given: bytes = b"", into: IO[bytes] | None = None
) -> bytes:
    """What git says in the folder ``where``, or nothing where that goes to the file ``into``.

    ``given`` is its standard input. The repository is the one that the folder lies in, whichever a
    hook runs for. It asks nobody, fetches nothing, and takes no folder of a briefing for its own:
    one that looks like a repository could name programs to run. Raises OSError where git refuses or
    is not there.
    """
    plain = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    plain |= {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(
        ("git", "-c", "safe.bareRepository=explicit", *arguments),
        cwd=where,
        env=plain,
        input=given,
        stdout=into or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().split("\n")
        told = (line for line in lines if not line.startswith(("warning: ", "hint: ")))
        raise OSError(f"git refused: {next(told, lines[0])}")
    return done.stdout or b""


def published_commit(checkout: Path, paths: Sequence[str]) -> tuple[str, str] | None:
    """The address and the commit under which anybody gets ``paths`` of a checkout as they are now.

    None where nobody could: the folder is no checkout of its own, one of the paths was changed and
    not committed, no remote is known to have the commit, or its address is of one machine or asks
    for a key. Nothing is fetched to find out.
    """
    try:
        if run_git(checkout, "rev-parse", "--show-prefix").strip():
            return None
        if run_git(checkout, "status", "--porcelain", "--", *paths):
            return None
        commit = run_git(checkout, "rev-parse", "--verify", "HEAD").decode().strip()
        branches = run_git(
            checkout, "for-each-ref", "--format=%(refname)", f"--contains={commit}", "refs/remotes"
        )
        names = run_git(checkout, "remote").decode().split()
        for name in sorted(names, key=lambda name: name != "origin"):
            if f"refs/remotes/{name}/" in branches.decode():
                url = run_git(checkout, "config", "--get", f"remote.{name}.url").decode().strip()
                if address := public_address(url):
                    return address, commit
    except OSError:
        return None
    return None


def public_address(url: str) -> str | None:
    """A repository's address as another machine can use it: https, and nobody's credentials in it.

    None for a path, for a machine's own name or number, and for what only a key opens.
    """
    if scp := _SCP.fullmatch(url):
        scheme, host, port, path = "ssh", scp[1], None, scp[2]
    else:
        try:
            parts = urlsplit(url)
            scheme, host, port, path = parts.scheme, parts.hostname or "", parts.port, parts.path
        except ValueError:
            return None
        if parts.query or parts.fragment:
            return None
    path = path.strip("/")
    named = "." in host and not host.replace(".", "").isdigit() and not host.endswith(".local")
    if not named or not _PATH.fullmatch(path):
        return None
    if scheme == "https":
        return f"https://{host}{f':{port}' if port else ''}/{path}"
    return f"https://{host}/{path}" if scheme == "ssh" and host in OVER_SSH else None
