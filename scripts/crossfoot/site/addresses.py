"""Whether two makers ask for one address: a page, a file, a folder, an old address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from ..ledger.schema import Moved
from ..pages.links import page_address
from ..problem import Place, Problems
from .finish import CHECKSUMS, FACTS
from .press import INDEX

MADE = ("404.html", "sitemap.xml", "sitemap.xml.gz", INDEX, CHECKSUMS, FACTS)
"""What a publisher makes, and what is made after it."""


def files_of_site(pages: Iterable[str], others: Iterable[str]) -> list[str]:
    """The paths of all files of the site that are known before there is one.

    ``pages`` are the paths of pages under build/docs, ``others`` those of other files.
    """
    folders = [page_address(page) for page in pages]
    made = (f"{folder}index{end}" for folder in folders for end in (".html", ".md"))
    return [*made, *others, *MADE]


def occupied(moved: Iterable[Moved], pages: Collection[str], there: Iterable[str]) -> Problems:
    """What stands in the way of old addresses, each told at its entry.

    ``pages`` are the addresses of pages, ``there`` the paths of all files. The case of letters is
    no difference: some systems, and some servers, know none.
    """
    problems = Problems()
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


def files_in_the_way(by_hand: Mapping[str, bytes], there: Iterable[str]) -> Problems:
    """The files of ``docs/`` whose names the folders of others have, each told at itself."""
    problems = Problems()
    folders = {up: path for path in there for up in _upwards(path.casefold())}
    for path in by_hand:
        if path.casefold() in folders and not path.endswith(".md"):
            what = f"{path} is a folder of the site, in which {folders[path.casefold()]} stands"
            problems.add(Place(f"docs/{path}"), what, "another name")
    return problems


def _upwards(path: str) -> list[str]:
    """The folders that a file is in, and for an address that itself is one."""
    bare = PurePosixPath(path)
    own = [str(bare)] if path.endswith("/") else []
    return [*own, *(str(up) for up in bare.parents if str(up) != ".")]
