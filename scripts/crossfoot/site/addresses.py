"""Whether an old address is free: no page, file or folder of the site stands there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ..diagnostics import Diagnostics
from ..ledger.schema import Moved


def check_old_addresses(
    moved: Iterable[Moved], pages: Collection[str], there: Iterable[str]
) -> Diagnostics:
    """What stands in the way of old addresses, each told at its entry.

    ``pages`` are the addresses of pages, ``there`` the paths of all files. The case of letters is
    no difference: some systems, and some servers, know none.
    """
    problems = Diagnostics()
    files = {path.casefold(): path for path in there}
    folded = {address.casefold(): address for address in pages}
    for entry in moved:
        at, old = entry.at("old"), entry.old.casefold()
        right = "this entry or that page taken away"
        if entry.old in pages:
            problems.add(at, f"{entry.old} is still a page", right)
        elif old in folded:
            what = f"{entry.old} is the address of the page {folded[old]} but for its case"
            problems.add(at, what, right)
        elif file := next((files[up] for up in _upwards(old) if up in files), ""):
            what = f"{entry.old} is no folder: the site has the file {file}"
            problems.add(at, what, "the address that a page had")
        elif f"{old}index.html" in files:
            what = f"{entry.old} is the folder of the file {files[old + 'index.html']}"
            problems.add(at, what, "this entry or that file taken away")
    return problems


def _upwards(path: str) -> list[str]:
    """The folders that a file is in, and for an address that itself is one."""
    bare = PurePosixPath(path)
    own = [str(bare)] if path.endswith("/") else []
    return [*own, *(str(up) for up in bare.parents if str(up) != ".")]
