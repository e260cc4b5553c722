"""What pages load or show to others besides their text: each file is there, and may be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostics, SourceLocation, closest_word
from ..ledger.yaml import YamlMapping, read_yaml
from ..pages import TemplateRenderer
from ..pages.front_matter import front_matter_block
from .outputs import Outputs

_PICTURES = ("picture", "image")
"""The keys of front matter that name what other sites show of a page."""
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def pictures_by_hand(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, SourceLocation]]:
    """The pictures that the front matter of the hand-written pages ``paths`` names."""
    for path in paths:
        text = (root / "docs" / path).read_text("utf-8-sig", "replace").replace("\r\n", "\n")
        data = read_yaml(front_matter_block(text), f"docs/{path}", Diagnostics())
        if not isinstance(data, YamlMapping):
            continue
        for key in _PICTURES:
            if (named := data.values.get(key)) is not None:
                yield str(named), data.places[key]


def pictures_of_templates(texts: TemplateRenderer) -> Iterator[tuple[str, SourceLocation]]:
    """The pictures that the front matter of the briefing's templates names."""
    for file in texts.templates.files.values():
        if not file.own and "picture" in file.front.passed:
            yield str(file.front.passed["picture"]), file.front.places["picture"]


def check_pictures(
    named: Iterable[tuple[str, SourceLocation]], outputs: Outputs, problems: Diagnostics
) -> None:
    """Note each picture of a page that is no file of the site."""
    for address, place in named:
        if address not in outputs:
            close = _close(address, outputs)
            right = f"did you mean {close}?" if close else "its path from the site's root"
            problems.add(place, f"the picture {address} is no file of this site", right)


def check_loaded(
    loaded: Mapping[str, SourceLocation], outputs: Outputs, problems: Diagnostics
) -> None:
    """Note what mkdocs.yml names for every page and no page can load."""
    for address, place in loaded.items():
        if _WHOLE.match(address):
            right = "a copy of it, named by its path from the site's root"
            problems.add(place, f"the content policy blocks {address}", right)
        elif address not in outputs:
            close = _close(address, outputs)
            right = f"did you mean {close}?" if close else "a file under docs/ or theme/"
            problems.add(place, f"{address} is no file of this site", right)


def _close(address: str, outputs: Outputs) -> str:
    """The file of the same kind whose path is most like it; empty where none is."""
    kind = PurePosixPath(address).suffix
    return closest_word(
        address, [path for path in outputs.paths if PurePosixPath(path).suffix == kind]
    )
