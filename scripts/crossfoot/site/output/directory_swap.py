"""The new site in place of the old one, whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from ...paths import remove_tree
from .file_tree import Symlink, walk

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # include/uapi/linux/fs.h
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def swap_in(new: Path, live: Path) -> None:
    """Put the folder ``new`` where ``live`` is; what ``live`` held is removed.

    On Linux the two change places in one step. Elsewhere ``live`` is set aside first, and
    :func:`recover` completes what was cut off between the two renames. Raises Symlink where either
    is or holds a symbolic link, OSError where the system refuses; ``live`` is then as it was.
    """
    for folder in (new, live):
        if folder.is_symlink():
            raise Symlink(f"{folder} is a symbolic link; a folder is needed there")
    for _ in walk(new):
        pass
    if not live.exists():
        new.rename(live)
    elif swap_dirs(new, live):
        remove_tree(new)
    else:
        aside = _aside(new)
        live.rename(aside)
        new.rename(live)
        remove_tree(aside)


def recover_swap(new: Path, live: Path) -> bool:
    """Complete an exchange that was cut off between its two renames; True if there was one.

    ``new`` is whole then: an exchange starts only after the build has ended.
    """
    aside = _aside(new)
    if not aside.is_dir():
        return False
    if not live.exists():
        (new if new.is_dir() else aside).rename(live)
    if aside.is_dir():
        remove_tree(aside)
    return True


def swap_dirs(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot do that."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _aside(new: Path) -> Path:
    """Where the old site waits while the new one moves in: beside ``new``, under one name."""
    return new.with_name(new.name + ".old")
