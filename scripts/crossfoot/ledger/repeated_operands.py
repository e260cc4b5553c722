"""A formula that uses a figure twice where a form of it would once: the narrower interval.

Each occurrence of a figure stands for itself: ``(a - b) / b`` lets its two ``b`` differ, within
what the digits leave open, and comes out wider than ``a / b - 1``, which is the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from ..diagnostics import Diagnostics, SourceLocation
from .formula import Apply, Node, Number, format_formula, references

_ONE = Number("1", Fraction(1), 0)


@dataclass(frozen=True)
class RepeatedOperand:
    """What uses a figure twice, and what would be the same and uses it once."""

    message: str
    form: str
    at: int
    """Where in the formula its operator stands."""


def find_repeated_operands(tree: Node) -> Iterator[RepeatedOperand]:
    """The parts of a formula that have such a form, the outermost of each first."""
    if not isinstance(tree, Apply):
        return
    plain = _plain(tree)
    for form in _FORMS:
        better = form(plain) if isinstance(plain, Apply) else None
        if better is not None:
            yield RepeatedOperand(format_formula(tree, str), format_formula(better, str), tree.at)
            return
    for argument in tree.arguments:
        yield from find_repeated_operands(argument)


def warn_of_repeated_operands(tree: Node, place: SourceLocation, problems: Diagnostics) -> None:
    """Warn of each in a formula that stands at ``place``."""
    for part in find_repeated_operands(tree):
        what = f"{part.message} uses a figure twice, which widens what comes out"
        problems.warn(place.right(part.at), what, f"{part.form}, which is the same")


def _plain(node: Node) -> Node:
    """``sum`` and ``share`` as the operators that they stand for."""
    if not isinstance(node, Apply):
        return node
    arguments = [_plain(argument) for argument in node.arguments]
    if node.name == "sum":
        return reduce(lambda a, b: _made("+", a, b), arguments)
    if node.name == "share":
        return _made("/", *arguments)
    return Apply(node.name, tuple(arguments), node.at)


def _made(name: str, *arguments: Node) -> Apply:
    return Apply(name, arguments, 0)


def _same(a: Node, b: Node) -> bool:
    """Whether both are one thing with a figure in it; where they stand does not count."""
    return bool(references(a)) and format_formula(a, str) == format_formula(b, str)


def _pair(node: Node, *names: str) -> tuple[str, Node, Node] | None:
    if isinstance(node, Apply) and node.name in names:
        return node.name, node.arguments[0], node.arguments[1]
    return None


def _change(node: Apply) -> Node | None:
    """``(a - b) / b`` is ``a / b - 1``, ``(a - b) / a`` is ``1 - b / a``; likewise with ``+``."""
    outer = _pair(node, "/")
    inner = _pair(outer[1], "+", "-") if outer else None
    if outer is None or inner is None:
        return None
    sign, a, b = inner
    if _same(b, outer[2]):
        return _made(sign, _made("/", a, b), _ONE)
    if _same(a, outer[2]):
        return _made(sign, _ONE, _made("/", b, a))
    return None


def _part(node: Apply) -> Node | None:
    """``a / (a + b)`` is ``1 / (1 + b / a)``; likewise ``a / (b + a)``, and with ``-``."""
    outer = _pair(node, "/")
    inner = _pair(outer[2], "+", "-") if outer else None
    if outer is None or inner is None:
        return None
    sign, a, b = inner
    if _same(a, outer[1]):
        return _made("/", _ONE, _made(sign, _ONE, _made("/", b, a)))
    if _same(b, outer[1]):
        return _made("/", _ONE, _made(sign, _made("/", a, b), _ONE))
    return None


def _factor(node: Apply) -> Node | None:
    """``a * b + a * c`` is ``a * (b + c)``, ``a / c - b / c`` is ``(a - b) / c``."""
    outer = _pair(node, "+", "-")
    left, right = (_pair(side, "*", "/") for side in outer[1:]) if outer else (None, None)
    if outer is None or left is None or right is None or left[0] != right[0]:
        return None
    sign, (name, a, b), (_, c, d) = outer[0], left, right
    if _same(b, d):
        return _made(name, _made(sign, a, c), b)
    if name == "*" and _same(a, c):
        return _made("*", a, _made(sign, b, d))
    if name == "*" and _same(a, d):
        return _made("*", a, _made(sign, b, c))
    if name == "*" and _same(b, c):
        return _made("*", b, _made(sign, a, d))
    return None


def _alike(node: Apply) -> Node | None:
    """``a + a`` is ``2 * a``, ``a * a`` is ``a^2``, ``a / a`` is 1, ``a - a`` is 0."""
    pair = _pair(node, "+", "-", "*", "/")
    if pair is None or not _same(pair[1], pair[2]):
        return None
    two = Number("2", Fraction(2), 0)
    forms: dict[str, Node] = {
        "+": _made("*", two, pair[1]),
        "-": Number("0", Fraction(0), 0),
        "*": _made("^", pair[1], two),
        "/": _ONE,
    }
    return forms[pair[0]]


_FORMS: tuple[Callable[[Apply], Node | None], ...] = (_alike, _change, _part, _factor)
