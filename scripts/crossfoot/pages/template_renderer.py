"""The desk at which texts are made: one environment, one ledger, one number check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from ..claims.model import Claim
from ..diagnostics import Diagnostics, SourceLocation
from ..editions.model import Edition
from ..ledger.model import Ledger
from ..memo import Memo
from ..store import Store
from .bytecode_cache import CODES, BytecodeCache
from .data_text_rules import SHOWN_AT_MOST
from .environment import SIZE_AT_MOST, Environment
from .escaping import LONGEST, escape
from .links import LinkResolver, PageUsage, Reference
from .number_check import MarkdownSettings, NumberCheck, report_untraced_numbers
from .numerals import NUMBER
from .prose import Prose, Text, collect_texts, refuse_jinja, render_prose
from .site_index import SiteIndex
from .source_text import align_text
from .template_errors import explain_error, explain_syntax_error
from .template_functions import TemplateFunctions, Unworked
from .templates import Templates, read_files
from .trust_marks import mark_trusted, strip_marks

_TAG = re.compile(r"<[^<>]*>")


class TemplateRenderer:
    """Renders templates over one ledger and its judged claims, and checks their numbers.

    What is wrong goes into ``problems``: at the line of a template file, or at the entry of the
    data that holds the text.
    """

    def __init__(
        self,
        root: Path,
        ledger: Ledger,
        claims: Mapping[str, Claim],
        problems: Diagnostics,
        publisher: MarkdownSettings | None = None,
        memo: Memo | None = None,
        drafts: bool = True,
        editions: Mapping[str, Edition] | None = None,
    ) -> None:
        """``ledger`` is watched by ``memo``, which keeps what nothing has changed for.

        Without ``drafts`` the templates that are drafts are left out. ``editions`` are those that
        were published, the earliest first.
        """
        self.judged, self.problems = claims, problems
        """The claims as they were written, their templates not rendered."""
        self.memo = memo = memo or Memo()
        files = memo.watch("template", read_files(root, problems, memo, drafts))
        memo.always("codes", lambda: BytecodeCache(Store(root / CODES)))
        self.templates = Templates(files, problems, root, memo)
        self.environment = Environment(self.templates, memo)
        names = frozenset(n for e in ledger.entities.values() for n in (*e.names, e.name))
        _warn_of_numbers(ledger, problems)
        self.links = LinkResolver(names)
        self.uses = PageUsage()
        """What the texts of data and charts refer to."""
        publisher = publisher or MarkdownSettings()
        memo.rest_on("publisher", publisher.ground)
        self.shelf = SiteIndex(ledger, claims, memo, publisher.address, editions or {})
        self.check = NumberCheck(self.environment.well, names, publisher)
        self.words = TemplateFunctions(
            self.shelf, self.links, self.environment, self.templates.sources, problems
        )
        self.environment.globals.update(self.words.functions())
        self.prose = self.shelf.prose = self._prose(ledger, claims)
        words = render_prose(ledger, claims, self.prose, memo)
        self.ledger, self.claims = words.ledger, words.claims
        """The ledger and its claims in plain words: no template is left in them."""
        self.shelf = self.words.shelf = replace(self.shelf, ledger=self.ledger, judged=self.claims)
        self.finding = self.prose.marked("briefing", "", "finding")
        self.description = self.prose.marked("briefing", "", "description")

    def save_codes(self) -> None:
        """Keep on disk what was compiled, for the next command."""
        self.environment.codes.save()

    def plain(self, template: str, place: SourceLocation) -> str:
        """A template over the ledger as plain words; what is wrong is noted at ``place``."""
        return self.worded(self.marked(template, place))

    def marked(
        self, source: str, place: SourceLocation, context: Mapping[str, object] | None = None
    ) -> Markup:
        """A template inside the data as a safe text with its marks."""
        if len(source) > LONGEST:
            what = f"a text of {len(source):,} characters"
            self.problems.add(place, what, f"at most {LONGEST:,}")
            return Markup("")
        if "{" not in source and not NUMBER.search(source):
            return Markup(escape(source))
        laid = align_text(source, place, self.templates.sources.lines(place.path))
        try:
            template = self.environment.text(laid)
        except TemplateSyntaxError as error:
            self.problems.add_invalid(*explain_syntax_error(error, laid))
            return Markup("")
        ran = self.run(template, context or {}, place, SHOWN_AT_MOST)
        if ran is None:
            return Markup("")
        text = Markup(ran.strip())
        self.links.plain(text, self.uses)
        self.checked(text, place)
        return text

    def checked(self, text: Markup, place: SourceLocation) -> None:
        """Note the typed numbers of a text that is seen without its links; ``place`` if unknown."""
        seen = unescape(_TAG.sub("", self.links.plain(text)))
        report_untraced_numbers(self.check.text(seen), place, self.problems)

    def run(
        self,
        template: Template,
        context: Mapping[str, object],
        place: SourceLocation,
        at_most: int = SIZE_AT_MOST,
    ) -> Markup | None:
        """The template's text with its marks; None with what went wrong noted."""
        try:
            return self.environment.run(template, context, at_most)
        except MemoryError:  # the machine's, no fault of the template
            raise
        except Exception as error:  # a template's fault, whatever it is: never a traceback
            files = self.templates.files
            if isinstance(error, TemplateNotFound) and error.name in files:
                return None  # what is wrong with that one is noted
            words = self.environment.globals
            wrong, hint = explain_error(error, words, (*words, *context), files)
            found = self.templates.sources.raised(self.environment, error.__traceback__, hint)
            self.problems.add_invalid(found if found.path else place, wrong)
        return None

    def worded(self, marked: str) -> str:
        """A safe text with its marks as plain words: no tag, no escape, no mark."""
        return unescape(strip_marks(_TAG.sub("", self.links.plain(marked)))).strip()

    def _prose(self, ledger: Ledger, claims: Mapping[str, Claim]) -> Prose:
        """The texts of the data, all rendered; what is wrong with them is noted."""
        refuse_jinja(ledger, claims, self.problems)

        def render(text: Text) -> Markup:
            context = {"worked": self._worked(claims[text.claim])} if text.claim else {}
            return self.marked(text.template, text.place, context)

        found = collect_texts(ledger, claims)
        prose = Prose(found, render, self.worded, self.problems, self.memo)
        self.shelf.prose = prose
        prose.finish()
        return prose

    def _worked(self, claim: Claim) -> Markup | Unworked:
        """What a claim's check came to, a link to the claim."""
        if not claim.text:
            return Unworked(claim)
        reference = Reference("claim", claim.id, claim.address, "fig")
        return Markup(self.links.refer(reference, mark_trusted(claim.text, escape(claim.text))))


def _warn_of_numbers(ledger: Ledger, problems: Diagnostics) -> None:
    """Warn of a name that is a number and no more: the check lets pass each such number."""
    for entity in ledger.entities.values():
        spelt = [("name", entity.name)]
        spelt += [(f"names[{at}]", name) for at, name in enumerate(entity.names)]
        for key, name in spelt:
            if NUMBER.fullmatch(name):
                what = f"{name!r} as a name lets every {name} pass, on every page"
                right = f'the name with a word to it, or {{{{ plain("{name}") }}}} where it stands'
                problems.warn(entity.at(key), what, right)
