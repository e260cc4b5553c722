"""A difference for a pull request: what matters as tables, the rest folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Difference
from .sections import Section, build_sections, describe_move, headline

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_ROW = re.compile(r"[^\s`|]+@[^\s`|]+")
"""What names a row: as code, for a bare @ would call somebody."""
CAUSES = 10
"""So many causes are listed before the rest is counted."""
LIMIT = 1_000_000
"""Bytes. GitHub drops a summary of more than a mebibyte as a whole, and says so only in its log."""
CUT = "*The rest is too long for here: the other formats of `crossfoot diff` have it.*"


def as_markdown(names: tuple[str, str], difference: Difference) -> str:
    """The difference as Markdown with folded parts, as GitHub shows it.

    What is longer than LIMIT ends with the last line that fits, and says so. What matters is first.
    """
    kept: list[str] = []
    left = LIMIT
    for line in _lines(names, difference):
        left -= len(line.encode()) + 1
        if left < 0:
            folded = "".join(kept).count("<details>") > "".join(kept).count("</details>")
            kept += ["", *(["</details>", ""] * folded), CUT]
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _lines(names: tuple[str, str], difference: Difference) -> Iterator[str]:
    yield f"### {escaped(headline(names, difference))}"
    if difference.causes:
        yield ""
    for cause in difference.causes[:CAUSES]:
        yield f"- {escaped(cause)}"
    if len(difference.causes) > CAUSES:
        yield f"- and {len(difference.causes) - CAUSES:,} more"
    for problem in difference.problems:
        yield f"- **problem:** {escaped(problem)}"
    for section in build_sections(difference):
        yield ""
        if section.first:
            yield f"#### {section.title}"
            yield from _table(section, len(difference.causes) > 1)
        else:
            yield f"<details><summary>{section.title} ({len(section.changes):,})</summary>"
            yield from _table(section, len(difference.causes) > 1)
            yield "\n</details>"


def _table(section: Section, several: bool) -> Iterator[str]:
    yield "\n| | changes | what | notes |"
    yield "| --- | --- | --- | --- |"
    for change in section.changes:
        notes = [*change.notes, *(f"because {r}" for r in change.reasons if several)]
        notes += [f"“{old}” is now “{new}”" for old, new in change.lines]
        cells = (f"`{change.id}`", escaped(describe_move(change)), escaped(change.what))
        yield f"| {' | '.join(cells)} | {'<br>'.join(map(escaped, notes))} |"


def escaped(text: str) -> str:
    """A text as it is, whatever it holds; on one line."""
    parts, last = [], 0
    text = " ".join(text.split())
    for row in _ROW.finditer(text):
        parts += [_plain(text[last : row.start()]), f"`{row[0]}`"]
        last = row.end()
    return "".join([*parts, _plain(text[last:])])


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text.replace("&", "&amp;")).replace("@", "@\u200b")
