"""What it means when a template fails: Python's words in those of whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from inspect import signature
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ..diagnostics import InvalidValue, SourceLocation, did_you_mean
from .data_text_rules import RIGHT
from .environment import TOO_DEEP, TOO_LONG, DisallowedInText
from .source_text import SourceText

_OBJECT = re.compile(r"'[\w.]*?(\w+?)(?:View)? object'")
_TEXT = re.compile(r"\ba (?:Markup|TracedText|str)\b")
_PARTS = "a part that it has; entity(…) and fig(…) give text, figure(…) and lists what has parts"
_STRAY = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_ASKING = re.compile(r"(\w+)\(\) missing \d+ required positional arguments?: (.+)")


def explain_error(
    error: Exception,
    words: Mapping[str, Callable[..., Any] | object],
    names: Collection[str],
    files: Collection[str],
) -> tuple[InvalidValue, str]:
    """What is wrong, and the word in the template that is.

    ``words`` are the functions of templates, ``names`` all that this one may name, ``files`` the
    templates that there are.
    """
    said = str(getattr(error, "message", None) or error) or type(error).__name__
    said = said.split("\n", maxsplit=1)[0]
    if isinstance(error, InvalidValue):
        return error, ""
    if isinstance(error, UndefinedError):
        what = _TEXT.sub("a text", _OBJECT.sub(r"a \1", said).replace("a a ", "a "))
        name = next(iter(re.findall(r"'(\w+)'", what)), "")
        if " has no attribute " in what:  # of a thing, not one of the names that stand alone
            return InvalidValue(what, _PARTS), name
        return InvalidValue(what, did_you_mean(name, names)), name
    if isinstance(error, TemplateNotFound):
        right = did_you_mean(str(error.name), files) or "a file under templates/"
        return InvalidValue(f"no template {error.name}", right), str(error.name)
    if isinstance(error, RecursionError):
        return InvalidValue("the template calls itself without end", "one that ends"), ""
    if stray := _STRAY.search(said):
        options = _options(words.get(stray[1]))
        right = did_you_mean(stray[2], options) or f"one of {', '.join(options)}"
        return InvalidValue(f"{stray[1]}() has no option {stray[2]}", right), stray[2]
    if asking := _ASKING.search(said):
        right = f"{asking[1]}({', '.join(_options(words.get(asking[1])))})"
        return InvalidValue(f"{asking[1]}() asks for {asking[2]}", right), asking[1]
    return InvalidValue(f"the template fails: {said}", "what the values there can do"), ""


def _options(function: object) -> list[str]:
    return list(signature(function).parameters) if callable(function) else []


_QUOTED = re.compile(r"'([^']+)'")
_ATTRIBUTES = "{ #id } with a space for an id of Markdown, or #} at the comment’s end"
_TAGS = (
    "if elif else endif for endfor set endset macro endmacro call endcall filter endfilter with "
    "endwith include import from extends block endblock raw endraw"
).split()


def explain_syntax_error(
    error: TemplateSyntaxError, laid: SourceText
) -> tuple[SourceLocation, InvalidValue]:
    """What is wrong with a text that is no template, and where: the tag that it is about."""
    said, text = (error.message or "").rstrip("."), laid.text
    quoted = _QUOTED.findall(said)
    word = quoted[0] if quoted else ""
    at = laid.on(error.lineno, word)
    if isinstance(error, DisallowedInText):
        return laid.on(error.lineno, error.word), InvalidValue(said, RIGHT)
    if said.startswith(("a hidden", "a private-use")):
        return at, InvalidValue(said, "the text without it")
    if said == TOO_LONG:
        return laid.of(), InvalidValue(said, "a shorter one")
    if said == TOO_DEEP:
        return laid.of(), InvalidValue(said, "a flatter one")
    if said.startswith("Missing end of comment tag"):
        start = text.find("{#", text.rfind("#}") + 1)
        return laid.at(start), InvalidValue(
            "{# begins a comment of Jinja, which has no end", _ATTRIBUTES
        )
    if said.startswith("Missing end of raw"):
        return laid.of("{% raw", "{%- raw", "{%raw"), InvalidValue(
            "{% raw %} has no end", "{% endraw %}"
        )
    opened = _unclosed(text)
    if opened is not None:
        tag, closing = text[opened : opened + 2], _CLOSING[text[opened + 1]]
        raw = f'{{{{ "{tag}" }}}} for the characters themselves'
        return laid.at(opened), InvalidValue(
            f"{tag} has no {closing}", f"{tag} … {closing}, or {raw}"
        )
    if said.startswith("Unexpected end of template") and len(quoted) > 1:
        start, block = text.rfind(f"{{% {quoted[-1]}"), quoted[-1]
        place = laid.of("{%") if start < 0 else laid.at(start)
        return place, InvalidValue(f"{{% {block} %}} has no end", f"{{% end{block} %}}")
    if said.startswith("Encountered unknown tag"):
        return at, _stranger(word, quoted)
    return at, InvalidValue(f"not a template: {said}", 'Jinja, such as {{ fig("…") }}')


def _stranger(tag: str, quoted: list[str]) -> InvalidValue:
    """What is wrong with a tag that cannot stand where it does."""
    if tag not in _TAGS:
        known = ", ".join(known for known in _TAGS if not known.startswith(("end", "el")))
        return InvalidValue(f"no tag {tag} in Jinja", did_you_mean(tag, _TAGS) or f"one of {known}")
    if len(quoted) > 1:  # of what could stand there, and what is open
        return InvalidValue(
            f"{{% {tag} %}} inside {{% {quoted[-1]} %}}", f"{{% end{quoted[-1]} %}} first"
        )
    return InvalidValue(f"{{% {tag} %}} ends nothing", "its beginning before it, or none of both")


def _unclosed(text: str) -> int | None:
    """Where the first tag begins that another one, or the end of the text, comes before its end."""
    begun: re.Match[str] | None = None
    for mark in _MARKS.finditer(text):
        if mark[0] in ("}}", "%}"):
            begun = None
        elif begun is not None:
            return begun.start()
        else:
            begun = mark
    return None if begun is None else begun.start()


_CLOSING = {"{": "}}", "%": "%}"}
_MARKS = re.compile(r"\{\{|\{%|\}\}|%\}", re.DOTALL)
