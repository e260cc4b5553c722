"""The sandbox that templates run in: nothing undefined, no running away, everything inked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_batch, do_replace, sync_do_join, sync_do_slice
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ..diagnostics import Diagnostics, InvalidValue
from ..inputs import HIDDEN
from ..memo import Cell, Memo
from .bytecode_cache import BytecodeCache, CompiledTemplate
from .data_text_rules import disallowed_nodes
from .escaping import escape
from .instrumenter import TemplateInstrumenter
from .literal_locations import annotate_literals
from .numerals import NUMBER
from .source_text import SourceText
from .trust_marks import INK, PRIVATE, LocationCodes, mark_trusted, remove_trusted

STEPS_AT_MOST = 2_000_000
"""Rounds of all loops of one page together."""
SIZE_AT_MOST = 12_000_000
"""Characters of one page, marks included."""
PARTS_AT_MOST = 10_000
"""Parts that a list is cut into, or items of a part."""
TOO_LONG = "a number that is too long"
TOO_DEEP = "the template is nested too deep"
_GLOBALS = ("range", "namespace", "cycler", "joiner", "dict")
"""What Jinja brings that a template may call."""
_METHODS = frozenset(
    "upper lower title capitalize strip lstrip rstrip split startswith endswith join replace"
    " items keys values get".split()
)
_FILTERS = frozenset(
    "abs batch capitalize count default d dictsort first groupby join last length list lower map "
    "max min reject rejectattr replace reverse select selectattr slice sort string sum title trim "
    "unique upper".split()
)


# What no input may hold, but for the marks, which are gone from what is written.
_HIDDEN = re.compile(f"(?!{PRIVATE.pattern}){HIDDEN.pattern}")


class TracedInt(int):
    """A number that the engine counted: it may stand on a page."""

    def __str__(self) -> str:
        return mark_trusted(f"{int(self):,}")

    def __html__(self) -> str:
        return str(self)

    def __format__(self, spec: str) -> str:
        return str(self)


class TracedText(str):
    """A text from the briefing's data: escaped where it is shown, and traced to its row."""

    def __html__(self) -> str:
        return mark_trusted(str.__str__(self), escape(str.__str__(self)))


class TemplateObject:
    """What templates may ask for all that has no underscore before its name."""


class NullView(TemplateObject):
    """In the place of what is not there, which is a problem already: nothing, whatever is asked."""

    def __getattr__(self, name: str) -> NullView:
        return self

    def __iter__(self) -> Iterator[NullView]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        return ""


def traced_markup(value: object, ink: str) -> Markup:
    """What a page gets of an expression: safe text, with ink where nobody vouches for a number."""
    if isinstance(value, (TracedText, TracedInt)):
        return Markup(value.__html__())
    if isinstance(value, Undefined):
        str(value)  # raises, and says which name
    _require_text(value)
    safe = Markup(value.__html__()) if hasattr(value, "__html__") else Markup(escape(str(value)))
    _fits(len(safe))
    return Markup(safe + ink) if ink and _doubtful(safe) else safe


def _require_text(value: object) -> None:
    """Raise InvalidValue for what would be printed as Python writes it."""
    if value is None or isinstance(value, bool):
        what = "nothing is there to print" if value is None else "true or false is no text"
        raise InvalidValue(what, "{% if … %} with words of your own")
    if isinstance(value, TemplateObject) and not hasattr(value, "__html__"):
        noun = type(value).__name__.removesuffix("View").lower()
        hint = "a part of it, such as its name or text; a figure by {{ fig(….id) }}"
        raise InvalidValue(f"a {noun} is printed whole", hint)
    if isinstance(value, (Sequence, Mapping, Set)) and not isinstance(value, str):
        raise InvalidValue("a list is printed whole", "{% for one in … %}, or … | length")


@lru_cache(maxsize=65536)
def _doubtful(text: str) -> bool:
    """Whether a text could be, or be part of, a number that nobody vouches for."""
    bare = remove_trusted(text, "\n", escaped=True)
    if not bare:
        return False
    # Half a number word ends or begins here, or all of it stands here without ink of its own.
    if bare[0].isalnum() or bare[-1].isalnum():
        return True
    return any(not INK.match(bare, m.end()) for m in NUMBER.finditer(bare))


class _Recorder(CodeGenerator):
    """Writes a template's code, and keeps the names that it takes from outside."""

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        assert isinstance(self.environment, Environment)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name is not None:
                self.environment.asked.add(name)


class _Context(Context):
    """What a template finds by name; the things that data fills are noted."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name, or jinja2's ``missing``."""
        environment = self.environment
        assert isinstance(environment, Environment)
        if key in environment.cells:
            environment.memo.note(*environment.cells[key])
        return super().resolve_or_missing(key)


class DisallowedInText(TemplateSyntaxError):
    """What no text of the data may hold; ``word`` is a word of it."""

    def __init__(self, what: str, word: str, line: int) -> None:
        super().__init__(what, line)
        self.word = word


@dataclass(frozen=True)
class TemplateCode:
    """A template, compiled, with the ink of its environment."""

    code: CodeType
    asked: frozenset[str]
    """The names that it takes from outside itself."""
    included: frozenset[str]
    """The templates that it names."""


class Environment(ImmutableSandboxedEnvironment):
    """Jinja, without what could harm, change from build to build, or go on for ever."""

    code_generator_class = _Recorder
    context_class = _Context
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, loader: BaseLoader, memo: Memo) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            # A module that pages import is made for each of them: each is noted to read what it
            # reads.
            cache_size=0,
        )
        self.memo = memo
        self.cells: dict[str, Cell] = {}
        """The names of data that a template may ask for, each with what it is a part of."""
        self.well = memo.always("ink", LocationCodes)
        self.codes = memo.always("codes", BytecodeCache)
        self.laid: dict[str, SourceText] = {}
        """The texts of the data that were compiled, by the names of their templates."""
        self.asked: set[str] = set()
        """The names that the template compiled last takes from outside itself."""
        self.steps = 0
        self.filters = {name: f for name, f in self.filters.items() if name in _FILTERS}
        self.filters |= {"shown": traced_markup, "bounded": self._bounded, "capped": _capped}
        self.filters |= {"length": _count, "count": _count}
        self.filters |= {"replace": _replaced, "join": _joined}
        self.filters |= {"batch": _batched, "slice": _sliced}
        self.globals = {name: self.globals[name] for name in _GLOBALS}

    def text(self, laid: SourceText) -> Template:
        """A template inside the data: what it says in its own words is escaped.

        Raises jinja2.TemplateSyntaxError.
        """
        place = laid.place
        name = f"{place.path}:{place.line}:{place.column}"
        self.laid[name] = laid
        key = ("text", laid, frozenset(self.globals))
        return self.template(
            self.memo.keep(key, Diagnostics(), lambda: self.code(laid, name, data=True))
        )

    def code(self, laid: SourceText, name: str, *, data: bool = False) -> TemplateCode:
        """The code of a template text; ``data``: as :meth:`text` compiles it.

        Raises jinja2.TemplateSyntaxError.
        """
        make = partial(self._compiled, laid, name, data)
        made = self.codes.of(laid, name, self.globals, make)
        return TemplateCode(made.inked(self.well), made.asked, made.included)

    def template(self, code: TemplateCode) -> Template:
        """A template of its own for the code, that shares no module with another."""
        return Template.from_code(self, code.code, self.globals, None)

    def read(self, laid: SourceText) -> nodes.Template:
        """The syntax of a template text, each node on the line of its file."""
        return self.parse(self._down(laid, laid.text), laid.place.path, laid.place.path)

    def _compiled(self, laid: SourceText, name: str, data: bool) -> CompiledTemplate:
        well, place = LocationCodes(), laid.place
        try:
            written, prints = annotate_literals(laid, well, self, data)
        except TemplateSyntaxError as error:
            error.lineno += place.line - 1
            raise
        except ValueError as error:  # of a number that Python does not read
            raise TemplateSyntaxError(TOO_LONG, place.line) from error
        try:
            tree = self.parse(self._down(laid, written), place.path, place.path)
            for node, what, word in disallowed_nodes(tree) if data else ():
                raise DisallowedInText(f"{what} in a text of the data", word, node.lineno)
            guard = TemplateInstrumenter(well, self.globals, prints, place, data)
            guard.visit(tree)
            self.asked = set()
            code: CodeType = self.compile(tree, name, place.path)
        except TemplateSyntaxError:
            raise
        except ValueError as error:
            raise TemplateSyntaxError(TOO_LONG, place.line) from error
        # What Python itself says of code that is nested too deep depends on what it meets first.
        except (RecursionError, MemoryError, SyntaxError, OverflowError) as error:
            raise TemplateSyntaxError(TOO_DEEP, place.line) from error
        places = tuple(well.places.things)
        return CompiledTemplate(code, frozenset(self.asked), guard.included, places)

    @staticmethod
    def _down(laid: SourceText, text: str) -> str:
        """The text as far down as it stands in its file."""
        return "\n" * (laid.place.line - 1) + text

    def run(
        self, template: Template, context: Mapping[str, object], at_most: int = SIZE_AT_MOST
    ) -> Markup:
        """The template's text with its marks, ``at_most`` so many characters.

        Raises what the template raises, and InvalidValue.
        """
        before, self.steps = self.steps, 0
        pieces, size = [], 0
        try:
            for piece in template.root_render_func(template.new_context(dict(context))):
                size += len(piece)
                if size > at_most:
                    what = "the page is too large" if at_most == SIZE_AT_MOST else "a long text"
                    raise InvalidValue(what, f"at most {at_most:,} characters")
                pieces.append(piece)
        finally:
            self.steps = before  # a page may ask for a text that nobody has asked for before
        whole = "".join(pieces).strip("\n")
        if hidden := _HIDDEN.search(whole):
            raise InvalidValue(f"a hidden character U+{ord(hidden[0]):04X}", "the text without it")
        return Markup(whole)

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls: each call counts as a step of its work."""
        __self.step(1)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str) and __obj.__name__ in ("join", "replace"):
            text = (*args, owner) if __obj.__name__ == "join" else (owner, *args)
            return __self.filters[__obj.__name__](__context.eval_ctx, *text)
        return super().call(__context, __obj, *args, **kwargs)

    def step(self, count: int) -> None:
        """Note work; raises InvalidValue where there is too much."""
        self.steps += count
        if self.steps > STEPS_AT_MOST:
            raise InvalidValue("the loops of this page go on too long", f"{STEPS_AT_MOST:,} rounds")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of what a template sees; what a loop counts may stand on a page."""
        if isinstance(obj, LoopContext):
            found = super().getattr(obj, attribute)
            return TracedInt(found) if type(found) is int else found
        if isinstance(obj, TemplateObject) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may ask for this attribute."""
        if isinstance(obj, (str, dict, list, tuple, int)):
            return attr in _METHODS
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of a template: for counting, not for making numbers."""
        if operator == "+":
            return _capped(left + right)
        if not (isinstance(left, int) and isinstance(right, int)) or operator == "**":
            raise InvalidValue(f"a template cannot calculate with {operator}", "a derived figure")
        return super().call_binop(context, operator, left, right)

    def _bounded(self, items: Iterable[object]) -> list[object]:
        if isinstance(items, Undefined):
            str(items)
        listed = list(items)
        self.step(len(listed))
        return listed


@pass_eval_context
def _replaced(context: Any, text: Any, old: Any, new: Any, count: int | None = None) -> str:
    """The filter ``replace``, unless its result would be too long."""
    whole = str(text)
    found = whole.count(str(old)) if count is None else count
    _fits(len(whole) + found * len(str(new)))
    return do_replace(context, text, old, new, count)


@pass_eval_context
def _joined(context: Any, items: Iterable[Any], sep: Any = "", attribute: Any = None) -> str:
    """The filter ``join``, unless its result would be too long."""
    listed = list(items)
    _fits(len(listed) * len(str(sep)) + sum(len(it) for it in listed if isinstance(it, str)))
    return sync_do_join(context, listed, sep, attribute)


def _fits(length: int) -> None:
    if length > SIZE_AT_MOST:
        raise InvalidValue("the text grows without end", "a shorter one")


def _batched(items: Any, number: int, fill: Any = None) -> Any:
    return do_batch(items, _few(number), fill)


def _sliced(items: Any, number: int, fill: Any = None) -> Any:
    return sync_do_slice(items, _few(number), fill)


def _few(number: int) -> int:
    if not 0 < number <= PARTS_AT_MOST:
        raise InvalidValue(f"{number:,} parts of a list", f"1 to {PARTS_AT_MOST:,}")
    return number


def _count(items: Any) -> TracedInt:
    return TracedInt(len(items) if hasattr(items, "__len__") else sum(1 for _ in items))


def _capped(value: Any) -> Any:
    if isinstance(value, (str, list, tuple)):
        _fits(len(value))
    return value
