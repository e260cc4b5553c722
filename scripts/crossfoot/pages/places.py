"""Where a running template stands: its file, line and column."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any

from jinja2 import Template

from ..problem import Place
from .environment import Environment


@dataclass(frozen=True)
class Sources:
    """The text of each template file by the name that problems use, to find columns in."""

    lines: Callable[[str], list[str]]

    def at(self, path: str, line: int, *hints: str) -> Place:
        """The place of the first of ``hints`` in that line, else of its first Jinja tag."""
        lines = self.lines(path)
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        for hint in (*hints, "{{", "{%"):
            if hint and hint in text:
                return Place(path, line, text.index(hint) + 1)
        return Place(path, line, 1)

    def here(self, environment: Environment, hint: str) -> Place:
        """Where the running template asks for ``hint``: the line that spells it, if one does."""
        frame: FrameType | None = sys._getframe(1)
        first: Place | None = None
        while frame is not None:
            place = self._frame(environment, frame.f_globals, frame.f_lineno, hint)
            if place is not None:
                lines = self.lines(place.path)
                if place.line <= len(lines) and hint and hint in lines[place.line - 1]:
                    return place
                first = first or place
            frame = frame.f_back
        return first or Place("")

    def raised(self, environment: Environment, trace: TracebackType | None, hint: str) -> Place:
        """Where the template stood that raised: the innermost of them."""
        found: Place | None = None
        while trace is not None:
            frame = trace.tb_frame
            found = self._frame(environment, frame.f_globals, trace.tb_lineno, hint) or found
            trace = trace.tb_next
        return found or Place("")

    def _frame(
        self, environment: Environment, names: Mapping[str, Any], line: int, hint: str
    ) -> Place | None:
        template = names.get("__jinja_template__")
        if not isinstance(template, Template):
            return None
        if template.name in environment.laid:
            return environment.laid[template.name].of(hint)
        return self.at(str(template.filename), template.get_corresponding_lineno(line), hint)
