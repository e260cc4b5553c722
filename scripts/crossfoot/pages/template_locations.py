"""Where a running template stands: its file, line and column."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any

from jinja2 import Template
from jinja2.runtime import Context

from ..diagnostics import SourceLocation
from .environment import Environment, TemplateObject

OWN_PREFIX = "crossfoot/"
"""What the paths of the engine's own templates begin with, as problems name them."""


@dataclass(frozen=True)
class TemplateSources:
    """The text of each template file by the name that problems use, to find columns in."""

    lines: Callable[[str], list[str]]

    def at(self, path: str, line: int, *hints: str) -> SourceLocation:
        """The place of the first of ``hints`` in that line, else of its first Jinja tag."""
        lines = self.lines(path)
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        for hint in (*hints, "{{", "{%"):
            if hint and hint in text:
                return SourceLocation(path, line, text.index(hint) + 1)
        return SourceLocation(path, line, 1)

    def within(self, place: SourceLocation, hint: str) -> SourceLocation | None:
        """Where the tag that begins on the line of ``place`` spells a hint, on whichever line."""
        for number, text in enumerate(self.lines(place.path)[place.line - 1 :], place.line):
            if hint and hint in text:
                return SourceLocation(place.path, number, text.index(hint) + 1)
            if "}}" in text or "%}" in text:
                break
        return None

    def first(self, path: str, *words: str) -> SourceLocation:
        """The place of the first of ``words`` in a file, in the order of its lines."""
        for number, line in enumerate(self.lines(path), 1):
            found = [line.index(word) for word in words if word in line]
            if found:
                return SourceLocation(path, number, min(found) + 1)
        return SourceLocation(path)

    def here(self, environment: Environment, hint: str) -> SourceLocation:
        """Where the running template asks for ``hint``: the line that spells it, if one does.

        Where that is one of the engine's own, the entry of the data that it is about, or else the
        author's that calls it.
        """
        frame: FrameType | None = sys._getframe(1)
        first: SourceLocation | None = None
        caller: SourceLocation | None = None
        about: SourceLocation | None = None
        while frame is not None:
            about = about or entry_of(frame.f_locals)
            place = self._frame(environment, frame.f_globals, frame.f_lineno, hint)
            if place is not None:
                if (spelt := self.within(place, hint)) is not None:
                    first = spelt
                    break
                first = first or place
                caller = caller or (None if is_engine_file(place) else place)
            frame = frame.f_back
        return _blamed(first, about or caller) or SourceLocation("")

    def raised(
        self, environment: Environment, trace: TracebackType | None, hint: str
    ) -> SourceLocation:
        """Where the template stood that raised: the innermost of them.

        Where that is one of the engine's own, the entry of the data that it is about, or else the
        author's that calls it.
        """
        found: SourceLocation | None = None
        caller: SourceLocation | None = None
        about: SourceLocation | None = None
        while trace is not None:
            frame = trace.tb_frame
            found = self._frame(environment, frame.f_globals, trace.tb_lineno, hint) or found
            caller = caller if found is None or is_engine_file(found) else found
            about = entry_of(frame.f_locals) or about
            trace = trace.tb_next
        return _blamed(found, about or caller) or SourceLocation("")

    def _frame(
        self, environment: Environment, names: Mapping[str, Any], line: int, hint: str
    ) -> SourceLocation | None:
        template = names.get("__jinja_template__")
        if not isinstance(template, Template):
            return None
        if template.name in environment.laid:
            return environment.laid[template.name].of(hint)
        return self.at(str(template.filename), template.get_corresponding_lineno(line), hint)


def entry_of(names: Mapping[str, Any]) -> SourceLocation | None:
    """Where the entry stands that the local names of a running function are about, if any is."""
    inner = sorted((name for name in names if name.startswith("l_")), reverse=True)
    for name in ("self", *inner):  # Jinja numbers its names by the depth of their blocks
        if place := place_of(names.get(name)):
            return place
    context = names.get("context")
    return place_of(context.parent.get("item")) if isinstance(context, Context) else None


def place_of(view: object) -> SourceLocation | None:
    """Where the entry stands that a template sees as ``view``."""
    place = (
        getattr(getattr(view, "_it", None), "place", None)
        if isinstance(view, TemplateObject)
        else None
    )
    return place if isinstance(place, SourceLocation) and place.path else None


def _blamed(found: SourceLocation | None, about: SourceLocation | None) -> SourceLocation | None:
    """The author's place: the engine's own templates are right, whatever they are given."""
    return about if found is not None and about is not None and is_engine_file(found) else found


def is_engine_file(place: SourceLocation) -> bool:
    """Whether it is in a template of the engine's."""
    return place.path.startswith(OWN_PREFIX)
