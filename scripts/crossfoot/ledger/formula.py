"""Formulas: parsed with a grammar, never by Python; then worked out, or written with numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import UnexpectedCharacters

from ..diagnostics import InvalidValue, did_you_mean
from ..quantity import amount as sums
from ..quantity.amount import Amount
from ..quantity.decimal import MINUS
from ..quantity.number import DECIMAL, parse_number
from ..quantity.number_hints import parse_printed_number
from .field_types import ENTITY, METRIC, PERIOD

LENGTH_AT_MOST = 2000
DEPTH_AT_MOST = 100
SIZE_AT_MOST = 5_000
"""Numbers, figures and operations in one formula, derived figures spelt out."""

_FIGURE = re.compile(rf"{ENTITY}\.{METRIC}\.{PERIOD}", re.ASCII)
_NAMED = re.compile(rf"(?<![\w.@-])({_FIGURE.pattern}(?:@{ENTITY})?)", re.ASCII)
_PARTED = re.compile(r"(?<![\w.@-])[0-9]{1,3}(?:,[0-9]{3})+(?!\w|[.,][0-9])", re.ASCII)
_SIGNS_OF_PRINT = {
    "×": "* for a product", "·": "* for a product",
    "÷": "/ for a quotient", ":": "/ for a quotient",
    "%": "/ 100 behind the number", "√": "sqrt(…)", "²": "^2", "³": "^3",
    **dict.fromkeys("−–—", "a minus of the keyboard between spaces: a - b"),
}  # fmt: skip
_GRAMMAR = rf"""
?start: sum
?sum: product | sum PLUS product -> binary | sum MINUS product -> binary
?product: unary | product TIMES unary -> binary | product OVER unary -> binary
?unary: NEGATIVE unary -> negative | power
?power: atom | atom RAISED unary -> binary
?atom: NUMBER -> number | FIGURE -> figure | NAME "(" sum ("," sum)* ")" -> call | "(" sum ")"
FIGURE.3: /{ENTITY}\.{METRIC}\.{PERIOD}(?:@{ENTITY})?(?![A-Za-z0-9_.@-])/
NUMBER.2: /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{{1,3}})?(?![A-Za-z0-9_.])/
NAME: /[a-z]+(?=\s*\()/
PLUS: "+"
MINUS.2: /(?<=\s)-(?=\s)/
NEGATIVE: /-(?!\s)/
TIMES: "*"
OVER: "/"
RAISED: "^"
%ignore /[ \t\r\n]+/
"""


@dataclass(frozen=True)
class Number:
    """An exact number."""

    text: str
    value: Fraction
    at: int


@dataclass(frozen=True)
class Ref:
    """A figure, or the row of one source."""

    id: str
    source: str
    at: int

    def __str__(self) -> str:
        return f"{self.id}@{self.source}" if self.source else self.id


@dataclass(frozen=True)
class Apply:
    """An operator (``+ - * / ^``, ``neg``) or a function with its arguments.

    Raises InvalidValue where it is deeper or larger than can be worked through.
    """

    name: str
    arguments: tuple[Node, ...]
    at: int
    depth: int = field(init=False, compare=False, repr=False)
    size: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", 1 + max(map(depth, self.arguments)))
        object.__setattr__(self, "size", 1 + sum(map(_size, self.arguments)))
        if self.depth > DEPTH_AT_MOST:
            raise InvalidValue(
                "the formula is nested too deep",
                f"at most {DEPTH_AT_MOST} deep; sum(…) adds up any number",
                self.at,
            )
        if self.size > SIZE_AT_MOST:
            raise InvalidValue("the formula is too long", f"at most {SIZE_AT_MOST} parts", self.at)


Node = Number | Ref | Apply


def depth(node: Node) -> int:
    """How many operations stand one inside the other."""
    return node.depth if isinstance(node, Apply) else 0


def _size(node: Node) -> int:
    return node.size if isinstance(node, Apply) else 1


_OPERATORS: dict[str, Callable[..., Amount]] = {
    "+": sums.add,
    "-": lambda a, b: sums.add(a, b, -1),
    "*": sums.multiply,
    "/": lambda a, b: sums.multiply(a, b, -1),
    "^": sums.raise_to_power,
    "neg": sums.negate,
    "growth": sums.growth,
    "share": sums.share,
    "cagr": sums.cagr,
    "annual": sums.annualise,
    "days": sums.days_between,
    "abs": sums.absolute_value,
    "sqrt": sums.square_root,
}
_COUNTS = {"growth": 2, "share": 2, "cagr": 3, "annual": 1, "days": 2, "abs": 1, "sqrt": 1}
FUNCTIONS = ("sum", "min", "max", *_COUNTS)


class _Tree(Transformer[Token, Node]):
    def number(self, items: list[Token]) -> Node:
        try:
            value = parse_number(str(items[0])).value
        except InvalidValue as wrong:
            raise InvalidValue(wrong.message, wrong.hint, _at(items[0])) from None
        return Number(str(items[0]), value, _at(items[0]))

    def figure(self, items: list[Token]) -> Node:
        name, _, source = str(items[0]).partition("@")
        return Ref(name, source, _at(items[0]))

    def negative(self, items: list[Any]) -> Node:
        return Apply("neg", (items[1],), _at(items[0]))

    def binary(self, items: list[Any]) -> Node:
        left, sign, right = items
        return Apply(str(sign), (left, right), _at(sign))

    def call(self, items: list[Any]) -> Node:
        name, *arguments = items
        text = str(name)
        if text not in FUNCTIONS:
            raise InvalidValue(
                f"unknown function {text}",
                did_you_mean(text, FUNCTIONS) or f"one of {', '.join(FUNCTIONS)}",
                _at(name),
            )
        wanted = _COUNTS.get(text)
        if wanted is not None and len(arguments) != wanted:
            raise InvalidValue(f"{text}() has {len(arguments)} arguments", f"{wanted}", _at(name))
        return Apply(text, tuple(arguments), _at(name))


def _at(token: Token) -> int:
    return token.start_pos or 0


@cache
def _parser() -> Lark:
    # Built from the leaves up while it parses: a deep formula exhausts no stack.
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False, transformer=_Tree())


def parse_formula(text: str) -> Node:
    """A formula's tree; raises InvalidValue with the offset of what cannot be read."""
    if len(text) > LENGTH_AT_MOST:
        raise InvalidValue("the formula is too long", f"at most {LENGTH_AT_MOST} characters")
    if not text.strip():
        raise InvalidValue("the formula is empty", "a formula such as a.revenue.2025 * 2")
    if parted := _PARTED.search(text):
        whole, apart = parted[0].replace(",", ""), parted[0].replace(",", ", ")
        what = f"{parted[0]!r} may be one number or several"
        raise InvalidValue(what, f"{whole} for one, {apart} for several", parted.start())
    try:
        return cast(Node, _parser().parse(text))
    except UnexpectedInput as error:
        ended = getattr(getattr(error, "token", None), "type", "") == "$END"
        offset = len(text) if ended else error.pos_in_stream or 0
        raise _unreadable(text, offset, error) from None


def _unreadable(text: str, offset: int, error: UnexpectedInput) -> InvalidValue:
    rest = text[offset:].split()[:1]
    if not rest:
        return InvalidValue("the formula ends too early", "an operand or a closing bracket", offset)
    what = f"the formula cannot be read at {rest[0]!r}"
    if rest[0].startswith("-") or (isinstance(error, UnexpectedCharacters) and "-" in rest[0]):
        figure = _FIGURE.match(rest[0])
        minus = figure.end() if figure else rest[0].index("-")
        return InvalidValue(what, "a minus between spaces: a - b", offset + minus)
    if rest[0][0] in _SIGNS_OF_PRINT:
        return InvalidValue(what, _SIGNS_OF_PRINT[rest[0][0]], offset)
    if plain := _plain(rest[0]):
        return InvalidValue(what, f"write {plain}", offset)
    right = "ids such as xy.revenue.2025, numbers, + - * / ^ ( ) and " + ", ".join(FUNCTIONS)
    return InvalidValue(what, right, offset)


def _plain(text: str) -> str:
    """The number that ``text`` is in print, as a formula has it; empty where it is none."""
    found = parse_printed_number(text)
    bare = found is not None and not found.qualifier and not found.unit
    numbers = found.numbers if found and bare else ()
    return numbers[0] if len(numbers) == 1 and re.fullmatch(DECIMAL, numbers[0]) else ""


def references(node: Node) -> tuple[Ref, ...]:
    """The figures that a formula uses, in order of first use."""
    found: dict[str, Ref] = {}
    for ref in _walk(node):
        found.setdefault(str(ref), ref)
    return tuple(found.values())


def ids_in_text(text: str) -> list[str]:
    """The ids of figures, with their @source, in a formula or in ``status(ID)``."""
    return _NAMED.findall(text)


def _walk(node: Node) -> Iterator[Ref]:
    if isinstance(node, Ref):
        yield node
    elif isinstance(node, Apply):
        for argument in node.arguments:
            yield from _walk(argument)


def evaluate(node: Node, amount_of: Callable[[Ref], Amount]) -> Amount:
    """The formula's amount; a Wrong from inside carries the offset where it arose."""
    if isinstance(node, Number):
        return Amount.number(node.value)
    if isinstance(node, Ref):
        return amount_of(node)
    arguments = [evaluate(a, amount_of) for a in node.arguments]
    try:
        if node.name in ("min", "max"):
            return sums.extremum(arguments, node.name == "max")
        if node.name == "sum":
            total = arguments[0]
            for other in arguments[1:]:
                total = sums.add(total, other)
            return total
        return _OPERATORS[node.name](*arguments)
    except InvalidValue as wrong:
        raise InvalidValue(wrong.message, wrong.hint, node.at) from None


_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": " ^ "}
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


def format_with_values(
    node: Node,
    text_of: Callable[[Ref], str],
    flow_of: Callable[[Ref], Fraction | None] = lambda ref: None,
    around: int = 0,
) -> str:
    """The formula with the numbers in it: ``$7.7 billion × 4``.

    ``flow_of`` tells the length in years of a flow's period, for ``annual``.
    """
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Ref):
        text = text_of(node)
        return f"({text})" if around and MINUS in text else text
    args = node.arguments

    def inner(i: int, rank: int) -> str:
        return format_with_values(args[i], text_of, flow_of, rank)

    match node.name:
        case "+" | "-" | "*" | "/" | "^":
            rank = _RANKS[node.name]
            # a ^ b ^ c is a ^ (b ^ c); it is written with its brackets either way.
            left = rank + (node.name == "^")
            body = inner(0, left) + _SIGNS[node.name] + inner(1, rank + 1)
        case "neg":
            rank, body = 3, f"−{inner(0, 3)}"
        case "sum":
            rank, body = 1, " + ".join(inner(i, 1) for i in range(len(args)))
        case "growth":
            rank, body = 1, f"{inner(1, 2)} ÷ {inner(0, 3)} − 1"
        case "share":
            rank, body = 2, f"{inner(0, 2)} ÷ {inner(1, 3)}"
        case "cagr":
            rank, body = 1, f"({inner(1, 2)} ÷ {inner(0, 3)}) ^ (1 ÷ {inner(2, 3)}) − 1"
        case "days":
            rank, body = 5, f"days from {inner(0, 0)} to {inner(1, 0)}"
        case "annual":
            years = flow_of(args[0]) if isinstance(args[0], Ref) else None
            if years is None:
                rank, body = 5, f"a year of ({inner(0, 0)})"
            else:
                sign, by = ("×", 1 / years) if years <= 1 else ("÷", years)
                rank, body = 2, f"{inner(0, 2)} {sign} {by}"
        case "sqrt":
            rank, body = 5, f"√({inner(0, 0)})"
        case name:
            words = {"min": "the least of", "max": "the greatest of", "abs": "the size of"}
            rank, body = 5, f"{words[name]} ({'; '.join(inner(i, 0) for i in range(len(args)))})"
    return f"({body})" if rank < around else body


def format_formula(node: Node, text_of: Callable[[Ref], str], around: int = 0) -> str:
    """The formula as formulas are written, each figure by ``text_of``: ``a.b.2025@s / 2``."""
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Ref):
        return text_of(node)
    rank = _RANKS.get(node.name, 5)
    if node.name == "neg":
        body = f"-{format_formula(node.arguments[0], text_of, 3)}"
    elif node.name in _RANKS:
        left, right = node.arguments
        sign = "^" if node.name == "^" else f" {node.name} "
        first = format_formula(left, text_of, rank + (node.name == "^"))
        body = f"{first}{sign}{format_formula(right, text_of, rank + 1)}"
    else:
        body = f"{node.name}({', '.join(format_formula(a, text_of) for a in node.arguments)})"
    return f"({body})" if rank < around else body


def substitute(node: Node, by: Callable[[Ref], Node]) -> Node:
    """The formula with each figure replaced by what ``by`` gives for it."""
    if isinstance(node, Ref):
        return by(node)
    if isinstance(node, Apply):
        return Apply(node.name, tuple(substitute(a, by) for a in node.arguments), node.at)
    return node
