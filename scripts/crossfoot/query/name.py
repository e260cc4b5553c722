"""What an id, a path or an address names."""

from __future__ import annotations

from ..diagnostics import Diagnostics, InvalidValue, did_you_mean
from ..kind import Kind
from ..records import ItemRecords


def identify(
    text: str, known: ItemRecords, kind: Kind | None = None, problems: Diagnostics | None = None
) -> tuple[Kind, str]:
    """The kind and the id of the one thing that ``text`` names, of ``kind`` where that is given.

    A page is named by its path (``money.md``) or its address (``money/``); so is whatever has an
    address on the site. Raises InvalidValue, with the nearest known name, or with the kinds to
    choose of; of what one of the ``problems`` may have left out it says so.
    """
    kinds = (kind,) if kind else tuple(Kind)
    found = [(of, text) for of in kinds if text in known[of]]
    if not found:
        found = [(of, id) for of in kinds for id in _addressed(text, of, known)]
    if not found:
        what = f"no {kind}" if kind else "no figure, row, claim, chart, source, entity or page"
        if problems and any(problems.has_skipped(of, text) for of in kinds):
            told = f"{what} {text}, unless a problem has left it out"
            raise InvalidValue(told, "crossfoot check tells the problems")
        raise InvalidValue(
            f"{what} {text}", did_you_mean(text, _names(known, kinds)) or _hint(kind)
        )
    if len(found) > 1:
        choice = " or ".join(f"--kind {of}" for of, _ in found)
        names = " and ".join(f"a {of}" if of is not Kind.ENTITY else f"an {of}" for of, _ in found)
        raise InvalidValue(f"{text} names {names}", choice)
    return found[0]


def _addressed(text: str, kind: Kind, known: ItemRecords) -> list[str]:
    """The ids of a kind whose page, or place on a page, ``text`` is."""
    if kind is Kind.ROW:
        return []  # it stands where its figure does
    if kind is Kind.SOURCE or kind is Kind.ENTITY:
        folder = "sources" if kind is Kind.SOURCE else "entities"
        return [id for id in known[kind] if text == f"{folder}/{id}/"]
    addresses = {text, f"{text}/"} if kind is Kind.PAGE else {text}
    if kind is Kind.PAGE and text in ("/", "."):
        addresses = {""}
    return [id for id, record in known[kind].items() if record["address"] in addresses]


def _names(known: ItemRecords, kinds: tuple[Kind, ...]) -> list[str]:
    return [name for kind in kinds for name in known[kind]]


def _hint(kind: Kind | None) -> str:
    kinds = {Kind.ENTITY: "entities"}
    names = kinds.get(kind, f"{kind}s") if kind else "figures, claims, charts …"
    return f"crossfoot ls {names} tells which there are"
