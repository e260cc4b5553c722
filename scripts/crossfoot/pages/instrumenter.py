"""A template's syntax, guarded: ink on what it shows, bounds on what could grow or go on."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from ..diagnostics import SourceLocation
from ..inputs import HIDDEN
from .escaping import escape
from .trust_marks import PRIVATE, LocationCodes


class TemplateInstrumenter(NodeTransformer):
    """Puts ink on what expressions show, and bounds on loops and growing texts.

    Raises TemplateSyntaxError for a text that could be taken for one of our marks.
    """

    def __init__(
        self,
        well: LocationCodes,
        words: Collection[str],
        prints: list[SourceLocation],
        place: SourceLocation,
        data: bool,
    ) -> None:
        self.well, self.words = well, words
        self.prints, self.place, self.data = iter(prints), place, data
        self._included: set[str] = set()

    @property
    def included(self) -> frozenset[str]:
        """The templates that are named."""
        return frozenset(self._included)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        """What is shown gets ink; what the data itself says is escaped."""
        listed: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                if self.data:
                    child.data = _escaped(child.data)
                listed.append(child)
                continue
            place = next(self.prints, None) or SourceLocation(self.place.path, child.lineno, 1)
            # What a macro says has its own ink; what is given to it gets ink where it is shown.
            macro = isinstance(child, nodes.Call) and self._is_macro(child.node)
            ink = "" if macro else self.well.ink(place)
            listed.append(_filter(self.visit(child), "shown", ink))
        node.nodes = listed
        return node

    def _is_macro(self, called: nodes.Node) -> bool:
        return isinstance(called, nodes.Name) and called.name not in self.words

    def visit_For(self, node: nodes.For) -> nodes.For:
        """A loop is bounded."""
        self.generic_visit(node)
        node.iter = _filter(node.iter, "bounded")
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Const:
        """A text holds no mark, and nothing else that a reader would not see."""
        if isinstance(node.value, str) and (hidden := HIDDEN.search(node.value)):
            kind = "private-use" if PRIVATE.search(hidden[0]) else "hidden"
            what = f"a {kind} character U+{ord(hidden[0]):04X}"
            raise TemplateSyntaxError(what, node.lineno)
        return node

    def _visit_naming(self, node: nodes.Node) -> nodes.Node:
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and not getattr(node, "ignore_missing", False):
            self._included.add(str(named.value))
        return self.generic_visit(node)

    visit_Include = visit_Import = visit_FromImport = visit_Extends = _visit_naming

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:
        """A text that grows is capped."""
        self.generic_visit(node)
        return _filter(node, "capped")


def _filter(node: nodes.Node, name: str, *given: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    arguments: list[nodes.Expr] = [nodes.Const(value) for value in given]
    made = nodes.Filter(node, name, arguments, [], None, None)
    made.set_lineno(node.lineno)
    return made


def _escaped(text: str) -> str:
    """A text of the data between expressions: escaped, its spaces at the edges kept."""
    if not text.strip():
        return " " if text else ""
    head = " " if text[0].isspace() else ""
    tail = " " if text[-1].isspace() else ""
    return head + escape(text) + tail
