"""The bones of every page, as a screen reader walks them: headings, landmarks, names, way in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from built_html import Document, framed
from copies import Built
from reader import one_of_each, pages_of, tab

SITES = ("the real one", "lighthouses", "rivers")
SECTIONING = "article | aside | main | nav | section"


@pytest.fixture(scope="module", params=SITES)
def pages(request: pytest.FixtureRequest, built: Callable[[str], Built]) -> dict[str, Document]:
    """Every page by its path in the site."""
    real = request.param == "the real one"
    one = request.getfixturevalue("real_site") if real else built(request.param)
    found = {}
    for path in pages_of(one.site):
        file = one.site / path
        file = file / "index.html" if not path or path.endswith("/") else file
        found[path] = Document(one.address + path, file.read_text())
    assert len(found) > (200 if real else 15)
    return found


def whole(pages: dict[str, Document]) -> Iterator[tuple[str, Any]]:
    """The pages that stand by themselves, each with its tree."""
    return ((path, page.tree) for path, page in pages.items() if not framed(path))


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def markup(element: Any) -> str:
    return " ".join(html.tostring(element, encoding="unicode", with_tail=False).split())[:160]


def none(faults: Iterable[tuple[str, str]]) -> None:
    """Fail with a line for each fault: on how many pages, and the first of them."""
    places: dict[str, list[str]] = {}
    for path, fault in faults:
        places.setdefault(fault, []).append(path)
    if places:
        lines = [f"{w} ({len(set(on))} pages, {on[0] or 'front'})" for w, on in places.items()]
        pytest.fail("\n".join(lines), pytrace=False)


def test_a_page_has_one_heading_of_the_first_level_and_skips_none(
    pages: dict[str, Document],
) -> None:
    def faults() -> Iterator[tuple[str, str]]:
        for path, tree in whole(pages):
            headings = tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6 | //*[@role='heading']")
            levels = [int(h.get("aria-level") or h.tag[1]) for h in headings]
            if levels.count(1) != 1 or levels[:1] != [1]:
                yield path, f"headings begin {levels[:4]}, {levels.count(1)} of the first level"
            for before, after, heading in zip(levels, levels[1:], headings[1:], strict=False):
                if after > before + 1:
                    yield path, f"from level {before} to {after}: {markup(heading)}"
            yield from ((path, f"empty: {markup(h)}") for h in headings if not text(h))

    none(faults())


def test_no_two_headings_that_stand_side_by_side_read_alike(pages: dict[str, Document]) -> None:
    """Heard alone, headings tell the story: two alike under one are one too many."""

    def faults() -> Iterator[tuple[str, str]]:
        for path, tree in whole(pages):
            above = [""] * 7
            seen: set[tuple[str, ...]] = set()
            for heading in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
                level = int(heading.tag[1])
                above[level:] = [text(heading)] + [""] * (6 - level)
                if (place := tuple(above)) in seen:
                    yield path, f"twice: {markup(heading)}"
                seen.add(place)

    none(faults())


def test_a_page_has_each_landmark_once_and_no_two_with_one_name(
    pages: dict[str, Document],
) -> None:
    def faults() -> Iterator[tuple[str, str]]:
        for path, tree in whole(pages):
            marks = {
                "banner": outermost(tree, "header") + tree.xpath("//*[@role='banner']"),
                "main": tree.xpath("//main | //*[@role='main']"),
                "contentinfo": outermost(tree, "footer") + tree.xpath("//*[@role='contentinfo']"),
            }
            for mark, found in marks.items():
                if len(found) != 1:
                    yield path, f"{len(found)} of {mark}"
                yield from ((path, f"{mark} within: {markup(e)}") for e in nested(found))
            if not tree.xpath("//main//h1"):
                yield path, "the first heading is outside main"
            yield from ((path, fault) for fault in names(tree))

    none(faults())


def outermost(tree: Any, tag: str) -> list[Any]:
    """Headers and footers of the page itself; one within a section is no landmark."""
    inner = " | ".join(f"ancestor::{name}" for name in SECTIONING.split(" | "))
    return list(tree.xpath(f"//{tag}[not({inner})]"))


def nested(found: list[Any]) -> list[Any]:
    return [element for element in found if element.xpath("ancestor::main")]


def names(tree: Any) -> Iterator[str]:
    """What is wrong with the names of a page's landmarks that may be more than one."""
    for kind in ("nav", "search", "aside", "section[@aria-label or @aria-labelledby]"):
        role = {"nav": "navigation", "aside": "complementary"}.get(kind, kind)
        marks = tree.xpath(f"//{kind} | //*[@role='{role}']" if "[" not in kind else f"//{kind}")
        told = [name(tree, mark) for mark in marks]
        if kind == "nav" or len(marks) > 1:
            yield from (
                f"{kind} without a name: {markup(m)}"
                for m, n in zip(marks, told, strict=True)
                if not n
            )
        for one, times in Counter(told).items():
            if one and times > 1:
                yield f"{times} of {kind} with the name {one!r}"


def name(tree: Any, element: Any) -> str:
    """What a landmark is called, as far as its attributes say."""
    if label := (element.get("aria-label") or "").strip():
        return str(label)
    ids = (element.get("aria-labelledby") or "").split()
    return " ".join(text(found) for id_ in ids for found in tree.xpath("//*[@id=$id]", id=id_))


def test_what_an_element_refers_to_is_on_its_page(pages: dict[str, Document]) -> None:
    """Names, descriptions, labels, headers of cells: each id is there, and there once."""
    refers = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")

    def faults() -> Iterator[tuple[str, str]]:
        for path, page in pages.items():
            times = Counter(page.tree.xpath("//@id"))
            yield from ((path, f"{n} of id {id_!r}") for id_, n in times.items() if n > 1)
            for attribute in refers:
                for element in page.tree.xpath(f"//*[@{attribute}]"):
                    for id_ in element.get(attribute).split():
                        if id_ not in times:
                            yield path, f"{attribute} leads nowhere: {markup(element)}"

    none(faults())


def test_every_page_has_a_description_and_a_title_of_its_own(pages: dict[str, Document]) -> None:
    def faults() -> Iterator[tuple[str, str]]:
        titled: dict[str, str] = {}
        for path, page in pages.items():
            (title,) = page.tree.xpath("//head/title")
            # A chart in a frame is called what its page is called.
            own = re.sub(r"^editions/[^/]+/|embed/$", "", path) if framed(path) else path
            first = titled.setdefault(text(title), own)
            if not text(title) or first != own:
                yield path, f"the title is {text(title)!r}, as that of {first or 'the front page'}"
            told = page.tree.xpath("//head/meta[@name='description']/@content")
            if len(told) != 1 or not told[0].strip():
                yield path, f"descriptions: {told}"

    none(faults())


def test_every_page_says_its_language(pages: dict[str, Document]) -> None:
    for path, page in pages.items():
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", page.tree.get("lang") or ""), path


def test_the_skip_link_comes_first_and_leads_to_where_the_page_begins(
    pages: dict[str, Document],
) -> None:
    """Its target is the content or its first heading: to skip to less would lose the finding."""

    def faults() -> Iterator[tuple[str, str]]:
        for path, tree in whole(pages):
            first = tree.xpath("//body//a[@href] | //body//button")[0]
            if not first.get("href", "").startswith("#"):
                yield path, f"the first link leads elsewhere: {markup(first)}"
                continue
            (target,) = tree.xpath("//*[@id=$id]", id=first.get("href")[1:]) or (None,)
            if target is None:
                yield path, f"it leads nowhere: {markup(first)}"
            elif not (target.xpath("descendant-or-self::h1") and target.xpath("ancestor::body")):
                yield path, f"it leads past the first heading, to {markup(target)[:60]}"

    none(faults())


@pytest.mark.parametrize("width", [1280, 360])
def test_the_skip_link_is_the_first_stop_seen_and_works(
    width: int, chromium: Browser, real_site: Built
) -> None:
    faults = []
    with tab(chromium, real_site, width, 640) as reader:
        for path in one_of_each(real_site.site):
            if framed(path):
                continue
            reader.open(path, "load")
            reader.page.keyboard.press("Tab")
            stop = reader.page.evaluate(STOP)
            if not stop["skips"] or not stop["seen"]:
                faults.append((path, f"the first stop is {stop['markup']}, seen: {stop['seen']}"))
                continue
            reader.page.keyboard.press("Enter")
            reader.page.keyboard.press("Tab")
            if not reader.page.evaluate("() => !!document.activeElement.closest('main')"):
                faults.append((path, "the next stop after it is not in main"))
    none(faults)


STOP = """() => {
  const stop = document.activeElement;
  const box = stop.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    markup: stop.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
    skips: (stop.getAttribute("href") ?? "").startsWith("#"),
    seen: box.width > 0 && !!there && (stop.contains(there) || there.contains(stop)),
  };
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_every_stop_of_the_keyboard_is_seen(
    width: int, chromium: Browser, real_site: Built
) -> None:
    """From the top of each template through its head: no link of a closed drawer is a stop."""
    faults = []
    with tab(chromium, real_site, width, 640) as reader:
        for path in one_of_each(real_site.site):
            reader.open(path, "load")
            for _ in range(20):
                reader.page.keyboard.press("Tab")
                stop = reader.page.evaluate(SHOWN)
                if not stop["shown"]:
                    faults.append((path, f"out of sight: {stop['markup']}"))
    none(faults)


SHOWN = """() => {
  const stop = document.activeElement;
  // A radio button may be drawn as the label beside it.
  const shown = [stop, ...(stop.labels ?? []), stop.nextElementSibling].some((one) => {
    const box = one?.getBoundingClientRect();
    return box?.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0
      && box.left < innerWidth && box.top < innerHeight && one.checkVisibility();
  });
  return { shown, markup: `${stop.tagName.toLowerCase()}.${stop.className}` };
}"""


WRONG = {
    "a skipped level": ("headings", "<h5>Deep</h5>"),
    "a second main": ("landmarks", "<main></main>"),
    "a nameless nav": ("landmarks", "<nav></nav>"),
    "two of one name": ("landmarks", "<nav aria-label='A'></nav><nav aria-label='A'></nav>"),
    "an id twice": ("ids", "<p id='content'></p><p id='content'></p>"),
    "a label for nothing": ("ids", "<label for='nothing'>A</label>"),
}
KEPT_BY = {
    "headings": test_a_page_has_one_heading_of_the_first_level_and_skips_none,
    "landmarks": test_a_page_has_each_landmark_once_and_no_two_with_one_name,
    "ids": test_what_an_element_refers_to_is_on_its_page,
}
SOUND = (
    "<!doctype html><html lang='en'><title>A</title><header></header>"
    "<main><h1>A</h1>{}</main><footer></footer></html>"
)


@pytest.mark.parametrize("wrong", WRONG)
def test_each_of_these_sees_what_is_wrong(wrong: str) -> None:
    promise, more = WRONG[wrong]
    keep = KEPT_BY[promise]
    keep({"a/": Document("", SOUND.format(""))})
    with pytest.raises(pytest.fail.Exception):
        keep({"a/": Document("", SOUND.format(more))})
