"""The one place that runs git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

OVER_SSH = ("bitbucket.org", "codeberg.org", "github.com", "gitlab.com")
"""Hosts that give over https, at the same path, what they give over ssh."""
_SCP = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)/*(.+)")
_PATH = re.compile(r"[\w.~%+/-]+", re.ASCII)


def run_git(where: Path, *arguments: str) -> bytes:
    """What git says in the folder ``where``; raises OSError where it refuses or is not there."""
    plain = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        ("git", *arguments), cwd=where, env=plain, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise OSError(f"git refused: {said}")
    return done.stdout


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
