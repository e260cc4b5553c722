"""How a verdict looks in a picture: as the pages' own styles have it, so that both are one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

from .page_card import VerdictBadge

_COLOURS = "theme/styles/20-colours.css"


@cache
def _styles() -> str:
    return (files("crossfoot") / _COLOURS).read_text(encoding="utf-8")


def verdict_badge(word: str) -> VerdictBadge:
    """A verdict with its colour on the light ground and its sign.

    The styles name them ``--cf-WORD-ink`` and ``--cf-sign-WORD``; raises KeyError where they do
    not.
    """
    tone = re.search(rf"--cf-{word}-ink: (#[0-9a-f]{{6}});", _styles())
    sign = re.search(rf'--cf-sign-{word}: url\("[^"]*? d=\'([^\']*)\'', unquote(_styles()))
    if tone is None or sign is None:
        raise KeyError(f"{_COLOURS} has no colour and sign for the verdict {word}")
    return VerdictBadge(word, tone[1], sign[1])
