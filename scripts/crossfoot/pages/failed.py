"""What it means when a template fails: Python's words in those of whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from inspect import signature
from typing import Any

from jinja2 import TemplateNotFound, UndefinedError

from ..problem import Wrong, nearest

_OBJECT = re.compile(r"'[\w.]*?(\w+?)(?:View)? object'")
_STRAY = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_ASKING = re.compile(r"(\w+)\(\) missing \d+ required positional arguments?: (.+)")


def failed(
    error: Exception,
    words: Mapping[str, Callable[..., Any] | object],
    names: Collection[str],
    files: Collection[str],
) -> tuple[Wrong, str]:
    """What is wrong, and the word in the template that is.

    ``words`` are the functions of templates, ``names`` all that this one may name, ``files`` the
    templates that there are.
    """
    said = str(getattr(error, "message", None) or error) or type(error).__name__
    said = said.split("\n", maxsplit=1)[0]
    if isinstance(error, Wrong):
        return error, ""
    if isinstance(error, UndefinedError):
        what = _OBJECT.sub(r"a \1", said).replace("a a ", "a ")
        name = next(iter(re.findall(r"'(\w+)'", what)), "")
        return Wrong(what, nearest(name, names)), name
    if isinstance(error, TemplateNotFound):
        right = nearest(str(error.name), files) or "a file under templates/"
        return Wrong(f"no template {error.name}", right), str(error.name)
    if isinstance(error, RecursionError):
        return Wrong("the template calls itself without end", "one that ends"), ""
    if stray := _STRAY.search(said):
        options = _options(words.get(stray[1]))
        right = nearest(stray[2], options) or f"one of {', '.join(options)}"
        return Wrong(f"{stray[1]}() has no option {stray[2]}", right), stray[2]
    if asking := _ASKING.search(said):
        right = f"{asking[1]}({', '.join(_options(words.get(asking[1])))})"
        return Wrong(f"{asking[1]}() asks for {asking[2]}", right), asking[1]
    return Wrong(f"the template fails: {said}", "what the values there can do"), ""


def _options(function: object) -> list[str]:
    return list(signature(function).parameters) if callable(function) else []
