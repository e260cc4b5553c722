"""Language tags (BCP 47): which there are, and which way their text runs, by Unicode's CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import InvalidValue, closest_word

ENGLISH = "en"
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?",
    re.ASCII,
)
_RIGHT_TO_LEFT = frozenset("Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())
_SUCH = "a tag such as en, de or pt-BR"


def check_language(tag: str) -> str:
    """The tag as it is; raises InvalidValue where it is none, or is written otherwise."""
    if tag == ENGLISH:
        return tag
    match = _TAG.fullmatch(tag.replace("_", "-"))
    languages = _names("languages")
    if match is None or match["language"].lower() not in languages:
        raise InvalidValue(f"no such language {tag!r}", _meant(tag) or _SUCH)
    script, region = (match["script"] or "").capitalize(), (match["region"] or "").upper()
    for part, kind, noun in ((script, "scripts", "script"), (region, "territories", "region")):
        if part and part not in _names(kind):
            raise InvalidValue(f"no such {noun} {part!r} in {tag!r}", match["language"].lower())
    right = "-".join(filter(None, (match["language"].lower(), script, region)))
    if right != tag:
        raise InvalidValue(f"the language {tag!r} is written otherwise", right)
    return tag


def text_direction(tag: str) -> str:
    """``rtl`` or ``ltr``, for HTML; ``tag`` is a good one."""
    if tag.partition("-")[0] == ENGLISH:
        return "ltr"
    from babel.core import get_global

    likely = get_global("likely_subtags")
    match = _TAG.fullmatch(tag)
    assert match is not None
    script = match["script"]
    if script is None:
        full = likely.get(tag.replace("-", "_")) or likely.get(match["language"]) or ""
        script = next((part for part in full.split("_") if len(part) == 4), "Latn")
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def _names(kind: str) -> dict[str, str]:
    """Codes with their English names."""
    from babel import Locale  # only for what is not in English

    return dict(getattr(Locale(ENGLISH), kind))


def _meant(tag: str) -> str:
    """The tag of a language that is given by its name; empty where there is none of that name."""
    names = dict(_called())
    near = closest_word(tag, names) if len(tag) > 3 else ""
    return names.get(tag.casefold()) or names.get(near, "")


def _called() -> Iterator[tuple[str, str]]:
    for code, name in sorted(_names("languages").items()):
        if "_" not in code:
            yield name.casefold(), code
