"""The last net: what nobody foresaw, in a line that says what to report."""

from __future__ import annotations

from pathlib import Path
from traceback import format_exception, walk_tb

from . import __version__

_ENGINE = Path(__file__).parent


class InternalError(RuntimeError):
    """Something is wrong with the engine itself; the message says what and where."""


def describe_exception(wrong: BaseException) -> str:
    """An exception as "KeyError: 'x' in pages/render.py:120", the innermost line of the engine."""
    said = " ".join(str(wrong).split())[:300]
    what = f"{type(wrong).__name__}: {said}" if said else type(wrong).__name__
    where = ""
    for frame, line in walk_tb(wrong.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_ENGINE):
            where = f" in {path.relative_to(_ENGINE).as_posix()}:{line}"
    return what + where


def crash_report(wrong: BaseException, traceback: bool = False) -> str:
    """The line for whoever ran a command, and with ``traceback`` what a developer wants as well."""
    if isinstance(wrong, MemoryError):
        line = f"crossfoot: there is not enough memory ({describe_exception(wrong)})"
    elif isinstance(wrong, OSError):
        what = wrong.strerror or str(wrong)
        where = wrong.filename2 or wrong.filename  # of two, the one that is written
        line = f"crossfoot: {where}: {what}" if where else f"crossfoot: {what}"
    elif isinstance(wrong, ImportError):
        line = f"crossfoot: what it needs cannot be loaded here: {describe_exception(wrong)}"
    else:
        what = str(wrong) if isinstance(wrong, InternalError) else describe_exception(wrong)
        line = f"crossfoot {__version__} failed: {what}; that is a fault of Crossfoot's own, "
        line += "please report this line (CROSSFOOT_TRACEBACK=1 tells more)"
    return "".join((*format_exception(wrong), line)) if traceback else line
