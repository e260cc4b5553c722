"""From ``data/`` to pages, in memory: the story of a build up to where its site is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from pathlib import Path

from .charts import (
    FILES,
    PageCard,
    PendingCards,
    PictureCache,
    RenderedChart,
    RenderPool,
    begin_rendering,
    lay_out_cards,
    submit_cards,
    vega_bundle,
)
from .claims.fragile_verdicts import warn_of_fragile_verdicts
from .claims.judge import judge_claims
from .claims.model import Claim
from .diagnostics import Diagnostics, InvalidValue, SourceLocation
from .editions.explain import warn_of_later, warn_of_lost, warn_of_unexplained
from .editions.files import parse_records
from .editions.model import CLAIMS, FIGURES, Edition
from .editions.read import read_editions
from .ledger.build import build_ledger_cached
from .ledger.files import line_and_column
from .ledger.load import load_inputs
from .ledger.model import Ledger
from .memo import ALL, Memo
from .pages import (
    PICTURE,
    Download,
    MarkdownSettings,
    Page,
    Pages,
    SiteIdentity,
    TemplateRenderer,
    render_pages,
)
from .pages.front_matter import strip_front_matter
from .pages.links import page_address
from .pages.markdown_limits import find_excess
from .pages.number_check import RAW
from .pages.unused import warn_of_unused
from .progress import ProgressReporter
from .publish import Listed, in_order, llms_txt, published_files, robots_txt, table_address
from .site import read_handwritten, shown
from .site.addresses import check_old_addresses
from .site.assets import check_theme
from .site.assets import theme_assets as themed
from .site.author_markup import (
    TypedLink,
    check_markup,
    handwritten_file,
    html_of,
    links_in_templates,
    template_file,
)
from .site.author_markup import links_by_hand as typed_by_hand
from .site.link_check import LinkTargets, check_links
from .site.loaded import (
    check_loaded,
    check_pictures,
    pictures_by_hand,
    pictures_of_templates,
)
from .site.outputs import Outputs
from .site.settings import Settings, check_languages, read_settings
from .store import Store


@dataclass(frozen=True)
class Briefing:
    """Everything that was read and worked out, before anything is published."""

    settings: Settings
    ledger: Ledger
    claims: Mapping[str, Claim]
    texts: TemplateRenderer
    charts: Mapping[str, RenderedChart]
    files: Mapping[str, bytes]
    """Pictures, data and hand-written pages, by path under build/docs."""
    pages: Pages
    cards: PendingCards
    """What other sites show beside a link to a page, likewise; some are still being drawn."""
    editions: Mapping[str, Edition]
    """Those that were published, the earliest first."""

    @property
    def totals(self) -> str:
        """How much there is, and the verdicts, in a line."""
        verdicts = Counter(claim.verdict for claim in self.claims.values())
        told = ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common())
        found = {"figure": self.ledger.figures, "chart": self.charts, "claim": self.claims}
        counts = ", ".join(
            f"{len(of):,} {kind if len(of) == 1 else kind + 's'}" for kind, of in found.items()
        )
        return f"{counts} ({told})" if told else counts


def run_pipeline(
    root: Path,
    as_of: str | None,
    environ: Mapping[str, str],
    problems: Diagnostics,
    say: ProgressReporter,
    drawer: RenderPool,
    memo: Memo,
    first: Collection[str] = (),
    ready: Callable[[Page], None] = lambda page: None,
    drafts: bool = False,
    site: bool = True,
) -> Briefing:
    """From ``data/`` to pages, in memory; their cards may still be drawn.

    ``memo`` keeps what nothing has changed for. The pages at the paths ``first`` (under build/docs)
    are given to ``ready`` as soon as they can be. With ``drafts`` these are there too, as pages
    that say so; published data never has them. Without a ``site`` cards are laid out and not drawn,
    and what a reader's browser loads is empty.
    """
    pictures = PictureCache(root / "build" / "cache" / "charts")
    if pictures.empty:
        drawer.start()  # the children warm up while the ledger is reckoned
    say("Reading data")
    inputs = load_inputs(root, environ, problems, memo)
    inputs = inputs if drafts else inputs.published(problems)
    editions = read_editions(root, problems, memo)
    settings = read_settings(root, environ, problems)
    check_languages(settings, inputs.briefing, problems)
    say("Reckoning the ledger")
    ledger = build_ledger_cached(inputs, as_of or inputs.briefing.as_of, problems, memo)
    say("Judging claims")
    warn_of_later(editions.values(), ledger, problems)
    claims = judge_claims(ledger, inputs.claims, problems, memo)
    publisher = MarkdownSettings(
        settings.extensions, settings.options, settings.address, settings.order
    )
    texts = TemplateRenderer(root, ledger, claims, problems, publisher, memo, drafts, editions)
    ledger = texts.ledger
    charts = begin_rendering(
        root, ledger, texts.claims, problems, texts.plain, pictures, drawer, memo, drafts
    )
    if not first:  # else those first that the first pages show
        say("Drawing charts")
        charts.sketched(say)
    data = once(partial(_published, texts, editions, settings.address, root / "build"))
    listed = once(lambda: _downloads(data(), ledger))
    say("Making pages")
    pages = render_pages(texts, charts, listed, first, ready, say)
    scripts = _scripts(charts, drawer, pictures, site)
    warn_of_fragile_verdicts(claims, ledger, problems)
    if not problems.errors and not problems.drafts:  # what uses a figure may be what is left out
        warn_of_unused(texts, charts, pages)
    for last in () if problems.errors else [*editions.values()][-1:]:
        now = parse_records(data()[f"data/{FIGURES}"], data()[f"data/{CLAIMS}"])
        warn_of_unexplained(last, *now, ledger, claims, problems)
        there = {page.address for page in pages.pages.values()}
        warn_of_lost(last, there | {entry.old for entry in ledger.moved}, problems)
    theme = check_theme(root, problems)
    by_hand = read_handwritten(root, problems, settings.styles)
    face = SiteIdentity.of(ledger.briefing, pages.finding)
    named, more = shown(by_hand, face, problems)
    stored = Store(root / "build" / "cache" / "cards")
    # What is refused needs no pictures, and would only wait for them.
    wanted = {**pages.cards, **more}
    if PICTURE not in wanted and PICTURE not in by_hand:
        wanted |= {
            path: (card, SourceLocation("data/briefing.yml")) for path, card in face.front().items()
        }
    cards: PendingCards = {}
    if not problems.errors:
        given = wanted, problems, stored
        cards = submit_cards(*given, drawer) if site else lay_out_cards(*given)
    say("Waiting for pictures")
    drawn = charts.settled(say)
    told = _for_crawlers(settings, pages, ledger, listed(), more)
    engine = {**data(), **told, **_pictures(drawn), **scripts()}
    laid = {*engine, *wanted, *themed(), "feed.xml"}
    outputs = _outputs(pages, laid, theme, by_hand, problems)
    files = {**engine, **by_hand, **named}
    copied = [path for path in by_hand if path.endswith(".md")]
    pictures_named = *pictures_of_templates(texts), *pictures_by_hand(root, copied)
    check_pictures(pictures_named, outputs, problems)
    check_loaded(settings.loaded, outputs, problems)
    _links(root, texts, pages, by_hand, {*files, *wanted}, outputs, settings, problems)
    return Briefing(settings, ledger, claims, texts, drawn, files, pages, cards, editions)


def _outputs(
    pages: Pages,
    engine: Collection[str],
    theme: Collection[str],
    by_hand: Collection[str],
    problems: Diagnostics,
) -> Outputs:
    """Every file of the site with its maker; two makers of one are told at the briefing's file."""
    outputs = Outputs.of_publisher()
    outputs.add_all(engine, "the engine")
    for path in theme:  # one of the briefing's own takes the place of the engine's
        if not path.endswith(".html"):
            outputs.add(path, f"theme/{path}")
    for path, page in sorted(pages.pages.items()):
        if conflict := outputs.add_source(path, page.template):
            problems.add(SourceLocation(page.template), conflict.what, "another path for this page")
    for path in sorted(by_hand):
        if conflict := outputs.add_source(path, f"docs/{path}"):
            problems.add(
                SourceLocation(f"docs/{path}"), conflict.what, "another name for this file"
            )
    return outputs


def _links(
    root: Path,
    texts: TemplateRenderer,
    pages: Pages,
    by_hand: Mapping[str, bytes],
    others: Collection[str],
    outputs: Outputs,
    settings: Settings,
    problems: Diagnostics,
) -> None:
    """What somebody typed is allowed; every link of theirs leads somewhere, and the navigation."""
    html = {path: partial(_html, texts, page) for path, page in pages.pages.items()}
    pages_by_hand = [path for path in by_hand if path.endswith(".md")]
    typed = [handwritten_file(texts, root, path) for path in pages_by_hand]
    html |= {path: partial(html_of, texts, by_hand[path].decode()) for path in pages_by_hand}
    laid = [
        template_file(texts, file.shown, file.text)
        for file in texts.templates.files.values()
        if not file.own
    ]
    check_markup([*laid, *typed], problems)
    told = {problem.place.path for problem in problems.errors}
    for page in pages.pages.values():
        if page.template not in told and (too_much := find_excess(strip_front_matter(page.text))):
            problems.add(SourceLocation(page.template), too_much.what, too_much.instead)
    moved = texts.ledger.moved
    site = LinkTargets(settings.address, html, {*others, *themed()}, [entry.old for entry in moved])
    for path in pages_by_hand:
        text = by_hand[path].decode()
        if (spot := texts.check.raw(text)) is not None:
            problems.note(
                SourceLocation(f"docs/{path}", *line_and_column(text, spot)), InvalidValue(*RAW)
            )
    links = [*links_in_templates(laid, texts, pages), *typed_by_hand(typed)]
    there = {page_address(path): path for path in html}
    problems.found += check_old_addresses(moved, there, outputs.paths).found
    for entry in moved:
        if entry.new.partition("#")[0] in {other.old for other in moved}:
            what = f"{entry.new} is an old address itself"
            problems.add(entry.at("new"), what, "where the page is now")
    links += [TypedLink(e.new, e.at("new"), ("index.md",), address=True) for e in moved]
    links += [TypedLink(path, place, ("index.md",)) for path, place in settings.places.items()]
    check_links(links, site, problems)


def _html(texts: TemplateRenderer, page: Page) -> str:
    return html_of(texts, page.text)


def _published(
    texts: TemplateRenderer, editions: Mapping[str, Edition], address: str, scratch: Path
) -> Mapping[str, bytes]:
    """The facts for programs, without drafts."""
    memo, finding = texts.memo, texts.worded(texts.finding)

    def made() -> dict[str, bytes]:
        memo.note("claim", ALL)
        memo.note("edition", ALL)
        memo.note("text", ALL)
        known = {id: claim for id, claim in texts.claims.items() if not claim.entry.draft}
        kept = [*editions.values()]
        return published_files(texts.ledger, known, address, scratch, kept)

    return memo.keep(("published", address, finding), texts.problems, made)


def _downloads(data: Mapping[str, bytes], ledger: Ledger) -> list[Download]:
    return [
        Download(
            path, path.rsplit(".", 1)[-1].upper(), len(data[path]), table_address(path, ledger)
        )
        for path in sorted(data)
        if path.startswith("data/")
    ]


def _scripts(
    charts: Mapping[str, RenderedChart], drawer: RenderPool, stored: Store, site: bool
) -> Callable[[], Mapping[str, bytes]]:
    """What a reader's browser loads to bring charts to life, where there are any that can be."""
    if not any(chart.alive for chart in charts.values()):
        return dict
    return vega_bundle(drawer, stored) if site else lambda: dict.fromkeys(FILES, b"")


def _pictures(charts: Mapping[str, RenderedChart]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for chart in charts.values():
        files |= {
            f"charts/{chart.id}.svg": chart.svg_file.encode(),
            f"charts/{chart.id}.png": chart.png,
            f"charts/{chart.id}.social.png": chart.social,
            f"charts/{chart.id}.vl.json": chart.spec_text.encode(),
            f"charts/{chart.id}.csv": chart.csv.encode(),
            **{f"charts/{chart.id}.{w}.vg.json": vega.encode() for w, vega in chart.live.items()},
        }
    return files


def _for_crawlers(
    settings: Settings,
    pages: Pages,
    ledger: Ledger,
    downloads: Sequence[Download],
    by_hand: Mapping[str, tuple[PageCard, SourceLocation]],
) -> dict[str, bytes]:
    """``robots.txt`` and ``llms.txt``."""
    listed = [
        Listed(page.kind, f"{page.address}index.md", page.headline, page.description, page.verdict)
        for page in pages.pages.values()
        if page.indexed
    ]
    for path, (card, _) in by_hand.items():
        listed.append(Listed("", f"{path.removesuffix(PICTURE)}index.md", card.title, card.text))
    order = [f"{page_address(path)}index.md" for path in settings.order]
    listed = in_order(listed, order)
    listed += [Listed("data", file.address, file.address, file.what) for file in downloads]
    address = settings.address
    llms = llms_txt(ledger.briefing.title, pages.finding, pages.description, listed, address)
    return {"robots.txt": robots_txt(address), "llms.txt": llms}
