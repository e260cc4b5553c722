"""The desk at which texts are made: one environment, one ledger, one number check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from ..claims.model import Claim
from ..editions.model import Edition
from ..ledger.model import Ledger
from ..memo import Memo, Watched
from ..problem import Place, Problems
from ..store import Store
from .check import Check, Publisher, say
from .codes import CODES, Codes
from .environment import Environment
from .escape import escape
from .failed import failed
from .laid import along
from .links import Links, Reference, Uses
from .marks import seal, strip
from .numerals import NUMBER
from .shelf import Shelf
from .templates import Templates, read_files
from .words import Words

_TAG = re.compile(r"<[^<>]*>")


class Texts:
    """Renders templates over one ledger and its judged claims, and checks their numbers.

    What is wrong goes into ``problems``: at the line of a template file, or at the entry of the
    data that holds the text.
    """

    def __init__(
        self,
        root: Path,
        ledger: Ledger,
        claims: Mapping[str, Claim],
        problems: Problems,
        publisher: Publisher | None = None,
        memo: Memo | None = None,
        drafts: bool = True,
        editions: Mapping[str, Edition] | None = None,
    ) -> None:
        """``ledger`` is watched by ``memo``, which keeps what nothing has changed for.

        Without ``drafts`` the templates that are drafts are left out. ``editions`` are those that
        were published, the earliest first.
        """
        self.ledger, self.judged, self.problems = ledger, claims, problems
        self.memo = memo = memo or Memo()
        files = memo.watch("template", read_files(root, problems, memo, drafts))
        memo.always("codes", lambda: Codes(Store(root / CODES)))
        self.templates = Templates(files, problems, root, memo)
        self.environment = Environment(self.templates, memo)
        names = frozenset(n for e in ledger.entities.values() for n in (*e.names, e.name))
        self.links = Links(names)
        self.uses = Uses()
        """What the texts of data and charts refer to."""
        publisher = publisher or Publisher()
        memo.rest_on("publisher", publisher.ground)
        self.shelf = Shelf(ledger, claims, memo, publisher.address, editions or {})
        self.check = Check(self.environment.well, names, publisher)
        self.words = Words(
            self.shelf, self.links, self.environment, self.templates.sources, problems
        )
        self.environment.globals.update(self.words.functions())
        self._claims(claims)
        self.claims = self._worded()
        """The claims in plain words, by id."""
        briefing = ledger.briefing
        self.finding = self.marked(briefing.finding, briefing.at("finding"))
        self.description = self.marked(briefing.description, briefing.at("description"))

    def save_codes(self) -> None:
        """Keep on disk what was compiled, for the next command."""
        self.environment.codes.save()

    @property
    def statements(self) -> dict[str, str]:
        """Each claim's statement in plain words, by id."""
        return {id: self.worded(text) for id, text in self.shelf.statements.items()}

    @property
    def conclusions(self) -> dict[str, str]:
        """Each claim's conclusion in plain words, by id."""
        return {id: self.worded(text) for id, text in self.shelf.conclusions.items()}

    def plain(self, template: str, place: Place) -> str:
        """A template over the ledger as plain words; what is wrong is noted at ``place``."""
        return self.worded(self.marked(template, place))

    def marked(
        self, source: str, place: Place, context: Mapping[str, object] | None = None
    ) -> Markup:
        """A template inside the data as a safe text with its marks."""
        if "{" not in source and not NUMBER.search(source):
            return Markup(escape(source))
        laid = along(source, place, self.templates.sources.lines(place.path))
        try:
            template = self.environment.text(laid)
        except TemplateSyntaxError as error:
            what = f"not a template: {error.message}".rstrip(".")
            hint = re.search(r"'([^']+)'", error.message or "")
            at = laid.of(hint[1] if hint else "")
            self.problems.add(at, what, 'Jinja, such as {{ fig("…") }}')
            return Markup("")
        ran = self.run(template, context or {}, place)
        if ran is None:
            return Markup("")
        text = Markup(ran.strip())
        self.links.plain(text, self.uses)
        self.checked(text, place)
        return text

    def checked(self, text: Markup, place: Place) -> None:
        """Note the typed numbers of a text that is seen without its links; ``place`` if unknown."""
        seen = unescape(_TAG.sub("", self.links.plain(text)))
        say(self.check.text(seen), place, self.problems)

    def run(self, template: Template, context: Mapping[str, object], place: Place) -> Markup | None:
        """The template's text with its marks; None with what went wrong noted."""
        try:
            return self.environment.run(template, context)
        except Exception as error:  # a template's fault, whatever it is: never a traceback
            files = self.templates.files
            if isinstance(error, TemplateNotFound) and error.name in files:
                return None  # what is wrong with that one is noted
            words = self.environment.globals
            wrong, hint = failed(error, words, (*words, *context), files)
            found = self.templates.sources.raised(self.environment, error.__traceback__, hint)
            self.problems.note(found if found.path else place, wrong)
        return None

    def worded(self, marked: str) -> str:
        """A safe text with its marks as plain words: no tag, no escape, no mark."""
        return unescape(strip(_TAG.sub("", self.links.plain(marked)))).strip()

    def _claims(self, claims: Mapping[str, Claim]) -> None:
        for id, claim in claims.items():
            reference = Reference("claim", id, claim.address, "fig")
            worked = Markup(self.links.refer(reference, seal(claim.text, escape(claim.text))))
            entry, context = claim.entry, {"worked": worked}
            at = entry.at("statement")
            self.shelf.statements[id] = self.marked(entry.statement, at, context)
            at = entry.at("conclusion")
            self.shelf.conclusions[id] = self.marked(entry.conclusion, at, context)

    def _worded(self) -> Mapping[str, Claim]:
        statements, conclusions = self.statements, self.conclusions
        said = {id: (claim, statements[id], conclusions[id]) for id, claim in self.judged.items()}
        self.memo.watch("claim", said, lambda a, b: a[0].same(b[0]) and a[1:] == b[1:])
        worded = {id: claim.worded(*texts) for id, (claim, *texts) in said.items()}
        return Watched(worded, "claim", self.memo)
