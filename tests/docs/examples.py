"""The examples of a page of ``docs/maintain/``, taken out of its Markdown and done.

Each section of a page is one example, done in a briefing of its own from top to bottom. What a
fenced block is, its first line says:

- a ``title="PATH"``: it goes to the end of that file, or is a new one;
- ``diff title="PATH"``: the lines with ``-`` stand there once; those with ``+`` take their place;
- ``title="site/PATH"``: what stands in that file of the site, once it is built;
- ``console``: each line behind ``$`` is run; what stands below is what it prints, with anything in
  the place of ``…``.

Other blocks are read, not done.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copies import REPO, environment, run
from forked import forked

PAGES = REPO / "docs/maintain"
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"[|&;<>$*?~`#]")
"""What a shell makes something else of."""
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that it names, its text."""

    language: str
    title: str
    text: str

    @property
    def done(self) -> bool:
        """Whether it says something that can be tried."""
        return bool(self.title) or self.language == "console"


def examples(page: str) -> Iterator[tuple[str, list[Block]]]:
    """Each section of a page that has something to do, by its heading."""
    for section in re.split(r"^## ", (PAGES / page).read_text(), flags=re.MULTILINE)[1:]:
        blocks = [Block(*found) for found in _BLOCK.findall(section)]
        if any(block.done for block in blocks):
            yield section.partition("\n")[0], blocks


def do(blocks: list[Block], root: Path) -> None:
    """Do what the blocks say in the briefing at ``root``; what comes out must be what they say."""
    for block in blocks:
        if block.title.startswith("site/"):
            if not any(b.text.startswith("$ crossfoot build") for b in blocks):
                ran = run(root, "build", "--quiet")
                assert ran.code == 0, ran.err
            text = (root / block.title).read_text()
            assert block.text in text, f"{block.title} has no\n{block.text}\nbut\n{text}"
        elif block.language == "diff":
            change(root / block.title, block.text)
        elif block.title:
            path = root / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a") as file:
                file.write(block.text)
        elif block.language == "console":
            for command, told in _COMMAND.findall(block.text):
                compare(command, told, spoken(command, root))


def change(path: Path, diff: str) -> None:
    """Put the lines with ``+`` in the place of those with ``-``."""
    lines = [(line[:1], line[1:]) for line in diff.splitlines(keepends=True)]
    old = "".join(text for sign, text in lines if sign in "- ")
    new = "".join(text for sign, text in lines if sign in "+ ")
    before = path.read_text()
    assert before.count(old) == 1, f"{path.name} has not once\n{old}"
    path.write_text(before.replace(old, new))


def spoken(command: str, root: Path) -> str:
    """What a shell command prints, ``crossfoot`` being this checkout's."""
    words = shlex.split(command)
    if words[0] == "crossfoot" and not _SHELL.search(command):
        _, said, _ = forked(words[1:], None, environment(), cwd=root, together=True)
        return said
    program = root.with_name("bin") / "crossfoot"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crossfoot "$@"\n')
    program.chmod(0o755)
    path = os.pathsep.join(
        (str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"])
    )
    env = environment({"PATH": path, "PYTHONPATH": str(REPO / "scripts")})
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=root,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return done.stdout


def compare(command: str, told: str, said: str) -> None:
    """It is said as it is told, with anything where ``…`` stands."""
    form = re.escape(told).replace("…", ".*")
    assert re.fullmatch(form, said, re.DOTALL), f"$ {command}\n{told}\nbut\n{said}"
