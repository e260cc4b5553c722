"""The Python that runs: begun again where it was told to leave out what libraries read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_SHORT = re.compile(r"-[A-Zbdihqsuvx]+")
"""Options of Python that take no value, several in one perhaps: ``-OOu``."""


def keep_docstrings() -> None:
    """Begin this process again with docstrings where it runs without them (``-OO``).

    Altair is made of its docstrings, and cannot be imported without; so is each command's help.
    """
    if sys.flags.optimize < 2:
        return
    given = sys.orig_argv, dict(os.environ)
    asked = unoptimized(*given, own=len(sys.argv) - 1)
    if asked != given:
        os.execve(sys.executable, *asked)


def require_home() -> None:
    """Name a home where the system knows none, as of a user who is but a number in a container.

    Altair asks for one when it is imported, and keeps nothing there.
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = os.sep


def unoptimized(
    command: Sequence[str], environ: Mapping[str, str], own: int
) -> tuple[list[str], dict[str, str]]:
    """A command line of Python, the last ``own`` arguments being the program's, without ``-O``."""
    split = len(command) - own
    first, *options = command[:split]
    kept = []
    for option in options:
        plain = option.replace("O", "") if _SHORT.fullmatch(option) else option
        kept += [plain] if plain != "-" else []
    names = {name: value for name, value in environ.items() if name != "PYTHONOPTIMIZE"}
    return [first, *kept, *command[split:]], names
