"""A difference for a terminal: at most a screen of what matters, then how much more there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from .model import Change, Difference, Weight
from .sections import ARROW, Section, build_sections, describe_move, headline

SCREEN = 22
"""Lines that a terminal of 24 shows at once, with the prompt after them and one that is broken."""
CAUSES = 3
"""So many causes are told before the rest is counted."""
COLOURS = {"holds": "green", "fails": "red"}


def as_text(names: tuple[str, str], difference: Difference, whole: bool) -> Iterator[Text]:
    """The difference in lines; the ``whole`` of it, or what fits a screen."""
    yield Text(headline(names, difference), "bold")
    causes = difference.causes
    shown = causes if whole else causes[:CAUSES]
    for cause in shown:
        yield Text.assemble(("  because ", "dim"), cause)
    left = SCREEN - 2 - len(shown)  # the headline, and the last line
    if len(shown) < len(causes):
        left -= 1
        yield Text(f"  and {len(causes) - len(shown):,} more causes", "dim")
    several = len(causes) > 1
    folded: list[str] = []
    for section in build_sections(difference):
        blocks = [list(_lines(change, several, whole)) for change in section.changes]
        fitting = len(blocks) if whole else _fitting(blocks, left - 1)
        if fitting:
            yield Text(section.title, "bold")
            left -= 1
        for block in blocks[:fitting]:
            yield from block
            left -= len(block)
        if fitting < len(blocks):
            folded.append(_rest(section, fitting))
            left = 0
    if folded:
        yield Text(f"and {', '.join(folded)}; --all tells all", "dim")


def _fitting(blocks: Sequence[list[Text]], lines: int) -> int:
    """How many blocks fit."""
    count = 0
    while count < len(blocks) and len(blocks[count]) <= lines:
        lines -= len(blocks[count])
        count += 1
    return count


def _rest(section: Section, told: int) -> str:
    return (
        f"{len(section.changes) - told:,} more: {section.title.lower()}" if told else section.count
    )


def _short(note: str) -> bool:
    """Whether it is no range, which a screen has no room for."""
    return not note.startswith("leaves open")


def _lines(change: Change, several: bool, whole: bool) -> Iterator[Text]:
    first = Text.assemble("  ", (change.id, "bold"), "  ", no_wrap=not whole)
    for number, word in enumerate(describe_move(change).split(f" {ARROW} ")):
        first.append(f" {ARROW} " if number else "")
        first.append(word, COLOURS.get(word, ""))
    close = change.weight in (Weight.FLIP, Weight.BROKEN)
    if change.what and (close or whole) and change.what not in (change.old, change.new):
        first.append(f"  {change.what}", "dim")
    elif not close:
        first.append(f"  {next(filter(_short, change.notes), '')}".rstrip(), "dim")
    yield first
    notes = change.notes if whole else change.notes[:1] if close else ()
    for note in notes:
        yield Text(f"    {note}", no_wrap=not whole)
    if several and change.reasons and (close or whole):
        reasons = change.reasons if whole else change.reasons[:1]
        for reason in reasons:
            yield Text.assemble(("    because ", "dim"), reason)
    for old, new in change.lines if whole else ():
        yield from (Text(f"    {sign} {text}") for sign, text in (("-", old), ("+", new)) if text)
