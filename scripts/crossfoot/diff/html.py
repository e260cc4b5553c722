"""A difference as one HTML file that asks for nothing: charts before and after side by side."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from ..kind import Kind
from .model import Change, Difference
from .sections import Section, build_sections, describe_move, headline

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

Drawings = Mapping[str, tuple[str, str]]
"""The SVG of a chart before and after, by its id; empty where there was or is none."""


def as_html(names: tuple[str, str], difference: Difference, drawings: Drawings, title: str) -> str:
    """The difference as a page; ``title`` is the briefing's."""
    return "".join(_page(names, difference, drawings, title))


def _page(
    names: tuple[str, str], difference: Difference, drawings: Drawings, title: str
) -> Iterator[str]:
    head = escape(headline(names, difference))
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{escape(title)}: what changes</title>\n"
    yield f"<style>\n{STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n<main>\n"
    yield f'<p class="of">{escape(title)}</p>\n<h1>{head}</h1>\n'
    if difference.causes:
        yield "<h2>What was changed</h2>\n"
        yield from _items(difference.causes)
    for section in build_sections(difference):
        yield from _section(section, drawings, len(difference.causes) > 1)
    if difference.problems:
        yield f"<details>\n{_summary('What is wrong now', len(difference.problems))}"
        yield from _items(difference.problems)
        yield "</details>\n"
    yield "</main>\n</body>\n</html>\n"


def _items(texts: Sequence[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(text)}</li>\n" for text in texts)
    yield f"<ul>\n{items}</ul>\n"


def _summary(title: str, count: int) -> str:
    return f'<summary><h2>{title}</h2> <span class="count">{count:,}</span></summary>\n'


def _section(section: Section, drawings: Drawings, several: bool) -> Iterator[str]:
    open_ = " open" if section.first or section.changes[0].kind is Kind.CHART else ""
    yield f"<details{open_}>\n{_summary(section.title, len(section.changes))}"
    for change in section.changes:
        yield from _change(change, drawings, several)
    yield "</details>\n"


def _change(change: Change, drawings: Drawings, several: bool) -> Iterator[str]:
    yield f'<article>\n<h3><code>{escape(change.id)}</code> <span class="moved">'
    yield f"{_moved(change)}</span></h3>\n"
    if change.what:
        yield f"<p>{escape(change.what)}</p>\n"
    notes = [*change.notes, *(f"because {reason}" for reason in change.reasons if several)]
    if notes:
        yield from _items(notes)
    if change.lines:
        yield from _lines(change)
    if change.kind is Kind.CHART and change.id in drawings:
        yield from _drawings(change, *drawings[change.id])
    yield "</article>\n"


def _moved(change: Change) -> str:
    if not (change.old and change.new and change.old != change.new):
        return escape(describe_move(change))
    by = f' <span class="by">{escape(change.by)}</span>' if change.by else ""
    return f"<del>{escape(change.old)}</del> <ins>{escape(change.new)}</ins>{by}"


def _lines(change: Change) -> Iterator[str]:
    yield '<div class="lines">\n'
    for old, new in change.lines:
        was = f"<del>{escape(old)}</del>" if old else "<i>not there</i>"
        now = f"<ins>{escape(new)}</ins>" if new else "<i>gone</i>"
        yield f"<p>{was}</p>\n<p>{now}</p>\n"
    yield "</div>\n"


def _drawings(change: Change, before: str, after: str) -> Iterator[str]:
    yield '<div class="charts">\n'
    for word, title, svg in (("before", change.old, before), ("after", change.new, after)):
        yield f"<figure>\n<figcaption>{word}</figcaption>\n"
        if svg:
            data = b64encode(svg.encode()).decode()
            alt = escape(f"{word}: {title}")
            yield f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}">\n'
        else:
            yield f"<p>{'cannot be drawn' if title else 'not there'}</p>\n"
        yield "</figure>\n"
    yield "</div>\n"
