"""What the content policy blocks, found where somebody typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Place, Problems
from .policy import inline_scripts
from .typed import spoken

TAG = re.compile(
    r"<[a-z][^<>]*?(?:[\s\"'/](?:style|on[a-z]+)\s*=|[\s\"'/](?:href|src)\s*=\s*[\"']?\s*"
    r"(?:javascript|data):)[^<>]*>",
    re.IGNORECASE,
)
"""An element with a style or a script in an attribute."""
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_LISTED = re.compile(r"\{:?[ ][^{}\n]*?\b(style|on[a-z]+)\s*=[^{}\n]*\}")
"""The same as Markdown's attribute lists have it: ``{: style="…" }``."""
INSTEAD = "a class, or a file under assets/"


def barred(text: str, path: str, problems: Problems) -> None:
    """Note each tag in the Markdown of the file ``path`` that the policy would block."""
    clear = spoken(text)
    for at, tag in sorted(_found(clear)):
        line, column = clear.count("\n", 0, at) + 1, at - clear.rfind("\n", 0, at)
        problems.add(Place(path, line, column), told(tag), INSTEAD)


def told(tag: str) -> str:
    """What is wrong with a tag."""
    return f"the content policy blocks {tag[:100]}"


def _found(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (TAG, _LISTED):
        yield from ((found.start(), found[0].split("\n")[0]) for found in pattern.finditer(text))
    for found in _SCRIPT.finditer(text):
        if inline_scripts(found[0]):
            yield found.start(), found[0].split("\n")[0]
