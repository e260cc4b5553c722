"""The desk at which texts are made: one environment, one ledger, one number check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from types import TracebackType

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from ..claims.model import Claim
from ..ledger.model import Ledger
from ..problem import Place, Problems, Wrong, nearest
from .check import Check, Publisher, say
from .environment import Environment
from .escape import escape
from .links import Links, Reference
from .marks import seal, strip
from .numerals import NUMBER
from .shelf import Shelf
from .templates import Templates, read_files
from .words import Words

_TAG = re.compile(r"<[^<>]*>")
_OBJECT = re.compile(r"'[\w.]*?(\w+?)(?:View)? object'")


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
    ) -> None:
        self.ledger, self.judged, self.problems = ledger, claims, problems
        self.templates = Templates(read_files(root, problems), problems)
        self.environment = Environment(self.templates)
        names = frozenset(n for e in ledger.entities.values() for n in (*e.names, e.name))
        self.links = Links(names)
        publisher = publisher or Publisher()
        self.shelf = Shelf(ledger, claims, publisher.address)
        self.check = Check(self.environment.well, names, publisher)
        self.words = Words(
            self.shelf, self.links, self.environment, self.templates.sources, problems
        )
        self.environment.globals.update(self.words.functions())
        self._claims(claims)
        briefing = ledger.briefing
        self.finding = self.marked(briefing.finding, briefing.at("finding"))
        self.description = self.marked(briefing.description, briefing.at("description"))

    @property
    def statements(self) -> dict[str, str]:
        """Each claim's statement in plain words, by id."""
        return {id: self.worded(text) for id, text in self.shelf.statements.items()}

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims in plain words, by id."""
        statements, conclusions = self.statements, self.conclusions
        return {
            id: claim.worded(statements[id], conclusions[id]) for id, claim in self.judged.items()
        }

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
        try:
            template = self.environment.text(source, place, data=True)
        except TemplateSyntaxError as error:
            what = f"not a template: {error.message}".rstrip(".")
            self.problems.add(place, what, 'Jinja, such as {{ fig("…") }}')
            return Markup("")
        ran = self.run(template, context or {}, place)
        if ran is None:
            return Markup("")
        text = Markup(ran.strip())
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
        except Wrong as wrong:
            self._note(wrong.__traceback__, place, "", wrong.what, wrong.instead)
        except UndefinedError as error:
            what = _OBJECT.sub(r"a \1", str(error.message)).replace("a a ", "a ")
            name = next(iter(re.findall(r"'(\w+)'", what)), "")
            hint = nearest(name, (*self.environment.globals, *context))
            self._note(error.__traceback__, place, name, what, hint)
        except RecursionError as error:
            what = "the template calls itself without end"
            self._note(error.__traceback__, place, "", what, "one that ends")
        except Exception as error:  # a template's fault, whatever it is: never a traceback
            what = (str(error) or type(error).__name__).split("\n")[0]
            self._note(error.__traceback__, place, "", f"the template fails: {what}", "")
        return None

    def worded(self, marked: str) -> str:
        """A safe text with its marks as plain words: no tag, no escape, no mark."""
        return unescape(strip(_TAG.sub("", self.links.plain(marked)))).strip()

    def _note(
        self, trace: TracebackType | None, place: Place, hint: str, what: str, instead: str
    ) -> None:
        found = self.templates.sources.raised(self.environment, trace, hint)
        self.problems.add(found if found.path else place, what, instead)

    def _claims(self, claims: Mapping[str, Claim]) -> None:
        for id, claim in claims.items():
            reference = Reference("claim", id, claim.address, "fig")
            worked = Markup(self.links.refer(reference, seal(claim.text, escape(claim.text))))
            entry, context = claim.entry, {"worked": worked}
            at = entry.at("statement")
            self.shelf.statements[id] = self.marked(entry.statement, at, context)
            at = entry.at("conclusion")
            self.shelf.conclusions[id] = self.marked(entry.conclusion, at, context)
