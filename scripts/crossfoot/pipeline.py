"""From ``data/`` to pages, in memory: the story of a build up to where its site is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from .analysis import Analysis, analyse
from .charts import (
    FILES,
    PageCard,
    PendingCards,
    PictureCache,
    RenderedChart,
    RenderPool,
    lay_out_cards,
    submit_all,
    submit_cards,
    vega_bundle,
    wait_all,
)
from .claims.fragile_verdicts import warn_of_fragile_verdicts
from .diagnostics import Diagnostics, InvalidValue, SourceLocation
from .editions.explain import warn_of_lost, warn_of_unexplained
from .editions.files import parse_records
from .editions.model import CLAIMS, FIGURES
from .ledger.files import line_and_column
from .ledger.model import Ledger
from .memo import ALL
from .pages import (
    PICTURE,
    Download,
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
from .project import Project
from .publish import Listed, in_order, llms_txt, published_files, robots_txt, table_address
from .run import Run
from .site import read_handwritten, shown
from .site.addresses import check_old_addresses
from .site.assets import check_theme, theme_assets
from .site.author_markup import (
    TypedLink,
    check_markup,
    handwritten_file,
    html_of,
    links_by_hand,
    links_in_templates,
    template_file,
)
from .site.link_check import LinkTargets, check_links
from .site.loaded import (
    check_loaded,
    check_pictures,
    pictures_by_hand,
    pictures_of_templates,
)
from .site.outputs import Outputs
from .store import Store


@dataclass(frozen=True)
class Briefing:
    """Everything that was read and worked out, before anything is published."""

    analysis: Analysis
    charts: Mapping[str, RenderedChart]
    """Those that were drawn, by id."""
    pages: Pages
    files: Mapping[str, bytes]
    """Pictures, data and hand-written pages, by path under build/docs."""
    cards: PendingCards
    """What other sites show beside a link to a page, likewise; some are still being drawn."""

    @property
    def totals(self) -> str:
        """How much there is, and the verdicts, in a line."""
        claims, ledger = self.analysis.claims, self.analysis.ledger
        verdicts = Counter(claim.verdict for claim in claims.values())
        told = ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common())
        found = {"figure": ledger.figures, "chart": self.charts, "claim": claims}
        counts = ", ".join(
            f"{len(of):,} {kind if len(of) == 1 else kind + 's'}" for kind, of in found.items()
        )
        return f"{counts} ({told})" if told else counts


def run_pipeline(
    project: Project,
    run: Run,
    pool: RenderPool,
    pictures: PictureCache,
    first: Collection[str] = (),
    ready: Callable[[Page], None] = lambda page: None,
    site: bool = True,
) -> Briefing:
    """From ``data/`` to pages, in memory; their cards may still be drawn.

    The pages at the paths ``first`` (under build/docs) are made before the others and given to
    ``ready`` as soon as they can be. Without a ``site`` cards are laid out and not drawn, and what
    a reader's browser loads is empty.
    """
    problems, say = run.problems, run.say
    if pictures.empty:
        pool.start()  # its processes start while the ledger is built
    analysis = analyse(project, run)
    charts = submit_all(analysis.specs.by_id, pictures, pool, problems)
    say("Making pages")
    data = cache(partial(_published, analysis, run))
    downloads = cache(lambda: _downloads(data(), analysis.ledger))
    pages = render_pages(analysis.texts, charts, downloads, first, ready, say)
    scripts = _live_scripts(charts, pool, pictures, site)
    _warn_of_doubts(analysis, pages, data, problems)
    theme = check_theme(project.root, problems)
    handwritten = read_handwritten(project.root, problems, analysis.settings.styles)
    cards, more, front_matter = _cards(analysis, pages, handwritten, problems)
    pending = _submit_cards(project.root, cards, pool if site else None, problems)
    say("Waiting for pictures")
    drawn = wait_all(charts, problems, say)
    pictures.sweep()
    crawlers = _for_crawlers(analysis, pages, downloads(), more)
    engine = {**data(), **crawlers, **_pictures(drawn), **scripts()}
    made = {*engine, *cards, *theme_assets(), "feed.xml"}
    outputs = _outputs(pages, made, theme, handwritten, problems)
    files = {**engine, **handwritten, **front_matter}
    _check_files(analysis, handwritten, outputs, problems)
    _check_links(analysis, pages, handwritten, {*files, *cards}, outputs, problems)
    return Briefing(analysis, drawn, pages, files, pending)


def _warn_of_doubts(
    analysis: Analysis, pages: Pages, data: Callable[[], Mapping[str, bytes]], problems: Diagnostics
) -> None:
    """Warn of verdicts that stand on little, of what nobody uses, and of unexplained changes."""
    ledger, claims = analysis.ledger, analysis.claims
    warn_of_fragile_verdicts(claims, ledger, problems)
    if not problems.errors and not problems.drafts:  # what uses a figure may be what is left out
        warn_of_unused(analysis.texts, analysis.specs.by_id, pages)
    for last in () if problems.errors else [*analysis.editions.values()][-1:]:
        now = parse_records(data()[f"data/{FIGURES}"], data()[f"data/{CLAIMS}"])
        warn_of_unexplained(last, *now, ledger, claims, problems)
        there = {page.address for page in pages.pages.values()}
        warn_of_lost(last, there | {entry.old for entry in ledger.moved}, problems)


Cards = Mapping[str, tuple[PageCard, SourceLocation]]


def _cards(
    analysis: Analysis,
    pages: Pages,
    handwritten: Mapping[str, bytes],
    problems: Diagnostics,
) -> tuple[Cards, Cards, Mapping[str, bytes]]:
    """Every card by its path; those of the hand-written pages; these pages, which name them."""
    identity = SiteIdentity.of(analysis.ledger.briefing, pages.finding)
    named, more = shown(handwritten, identity, problems)
    cards = {**pages.cards, **more}
    if PICTURE not in cards and PICTURE not in handwritten:
        place = SourceLocation("data/briefing.yml")
        cards |= {path: (card, place) for path, card in identity.front().items()}
    return cards, more, named


def _submit_cards(
    root: Path, cards: Cards, pool: RenderPool | None, problems: Diagnostics
) -> PendingCards:
    """Have cards drawn by ``pool``, or only laid out; of what is refused anyway, none."""
    if problems.errors:
        return {}
    stored = Store(root / "build" / "cache" / "cards")
    if pool is None:
        return lay_out_cards(cards, problems, stored)
    return submit_cards(cards, problems, stored, pool)


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
            problems.add(
                SourceLocation(page.template), conflict.message, "another path for this page"
            )
    for path in sorted(by_hand):
        if conflict := outputs.add_source(path, f"docs/{path}"):
            problems.add(
                SourceLocation(f"docs/{path}"), conflict.message, "another name for this file"
            )
    return outputs


def _check_files(
    analysis: Analysis, handwritten: Mapping[str, bytes], outputs: Outputs, problems: Diagnostics
) -> None:
    """Every picture that a page names is there, and every file that mkdocs.yml has pages load."""
    copied = [path for path in handwritten if path.endswith(".md")]
    root, texts = analysis.project.root, analysis.texts
    named = *pictures_of_templates(texts), *pictures_by_hand(root, copied)
    check_pictures(named, outputs, problems)
    check_loaded(analysis.settings.loaded, outputs, problems)


def _check_links(
    analysis: Analysis,
    pages: Pages,
    by_hand: Mapping[str, bytes],
    others: Collection[str],
    outputs: Outputs,
    problems: Diagnostics,
) -> None:
    """What somebody typed is allowed; every link of theirs leads somewhere, and the navigation."""
    root, texts, settings = analysis.project.root, analysis.texts, analysis.settings
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
            problems.add(SourceLocation(page.template), too_much.message, too_much.hint)
    moved = texts.ledger.moved
    site = LinkTargets(
        settings.address, html, {*others, *theme_assets()}, [entry.old for entry in moved]
    )
    for path in pages_by_hand:
        text = by_hand[path].decode()
        if (spot := texts.check.raw(text)) is not None:
            problems.add_invalid(
                SourceLocation(f"docs/{path}", *line_and_column(text, spot)), InvalidValue(*RAW)
            )
    links = [*links_in_templates(laid, texts, pages), *links_by_hand(typed)]
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


def _published(analysis: Analysis, run: Run) -> Mapping[str, bytes]:
    """The facts for programs, without drafts."""
    texts, memo, address = analysis.texts, run.memo, analysis.settings.address

    def make() -> dict[str, bytes]:
        memo.note("claim", ALL)
        memo.note("edition", ALL)
        memo.note("text", ALL)
        claims = {id: claim for id, claim in texts.claims.items() if not claim.entry.draft}
        scratch = analysis.project.root / "build"
        return published_files(texts.ledger, claims, address, scratch, analysis.editions.values())

    return memo.keep(("published", address, texts.worded(texts.finding)), run.problems, make)


def _downloads(data: Mapping[str, bytes], ledger: Ledger) -> list[Download]:
    return [
        Download(
            path, path.rsplit(".", 1)[-1].upper(), len(data[path]), table_address(path, ledger)
        )
        for path in sorted(data)
        if path.startswith("data/")
    ]


def _live_scripts(
    charts: Mapping[str, RenderedChart], pool: RenderPool, stored: Store, site: bool
) -> Callable[[], Mapping[str, bytes]]:
    """What a reader's browser loads to bring charts to life, where there are any that can be."""
    if not any(chart.spec.job.interactive for chart in charts.values()):
        return dict
    return vega_bundle(pool, stored) if site else lambda: dict.fromkeys(FILES, b"")


def _pictures(charts: Mapping[str, RenderedChart]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for id, chart in charts.items():
        files |= {
            f"charts/{id}.svg": chart.svg_file.encode(),
            f"charts/{id}.png": chart.png,
            f"charts/{id}.social.png": chart.social,
            f"charts/{id}.vl.json": chart.spec.vega_lite_text.encode(),
            f"charts/{id}.csv": chart.spec.csv.encode(),
            **{f"charts/{id}.{w}.vg.json": vega.encode() for w, vega in chart.vega.items()},
        }
    return files


def _for_crawlers(
    analysis: Analysis, pages: Pages, downloads: Sequence[Download], by_hand: Cards
) -> dict[str, bytes]:
    """``robots.txt`` and ``llms.txt``."""
    settings, title = analysis.settings, analysis.ledger.briefing.title
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
    llms = llms_txt(title, pages.finding, pages.description, listed, address)
    return {"robots.txt": robots_txt(address), "llms.txt": llms}
