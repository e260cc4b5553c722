"""What a briefing comes to, without its pictures and its site: for whoever asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .charts import Drawn, Outlined, outlined
from .claims.judge import judge
from .ledger.load import load
from .ledger.model import Ledger
from .ledger.reckon import reckoned
from .memo import Memo
from .pages import Page, Publisher, Texts, stories
from .problem import Problems
from .site.settings import read_settings


@dataclass(frozen=True)
class Outline:
    """All that was read and worked out, as far as it could be."""

    ledger: Ledger
    """In plain words: what is a template in ``data/`` is rendered."""
    texts: Texts
    """With the judged claims, and the shelf that knows what rests on what."""
    drawings: Outlined
    """The charts, undrawn."""
    pages: Mapping[str, Page]
    """The briefing's own pages, by path."""

    @property
    def charts(self) -> Mapping[str, Drawn]:
        """By id."""
        return self.drawings.charts


def outline(
    root: Path, as_of: str | None, environ: Mapping[str, str], problems: Problems, memo: Memo
) -> Outline:
    """Read ``root`` as of a day (None: briefing.yml's).

    What is wrong is noted in ``problems`` and left out. ``memo`` keeps what nothing has changed
    for, and knows what each chart and page looked at.
    """
    inputs = load(root, environ, problems, memo)
    settings = read_settings(root, environ, problems)
    ledger = reckoned(inputs, as_of or inputs.briefing.as_of, problems, memo)
    claims = judge(ledger, inputs.claims, problems, memo)
    publisher = Publisher(settings.extensions, settings.options, settings.address, settings.order)
    texts = Texts(root, ledger, claims, problems, publisher, memo)
    ledger = texts.ledger
    drawings = outlined(root, ledger, texts.claims, problems, texts.plain, memo)
    pages = stories(texts, drawings.charts)
    return Outline(ledger, texts, drawings, pages)
