"""``make look``: take the pictures and write the sheet."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page

from copies import standing
from look.paper import pictures
from look.sheet import Shot, sheet
from reader import browser, one_of_each, pages_of, tab

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {360: 640, 768: 1024, 1440: 900}
"""Widths of the screen and their heights: a phone, a tablet, a desk."""
SCHEMES = ("light", "dark")
TALLEST = 10_000
"""Of a picture, in pixels; a browser draws no taller surface in one."""
REST = """
async () => {
  for (const picture of document.images) picture.loading = "eager";
  await Promise.all([document.fonts.ready, ...[...document.images].map((one) => one.decode())]);
}
"""


def main() -> int:
    """Look at the pages named, else at one of each template; 1 where there is no such page."""
    parser = argparse.ArgumentParser(prog="look", description=main.__doc__)
    parser.add_argument("pages", nargs="*", help="addresses in the site, as in claims/loss-2025/")
    parser.add_argument("-C", dest="root", type=Path, default=ROOT, help="another briefing, built")
    options = parser.parse_args()
    site = options.root / "site"
    if unknown := sorted(set(options.pages) - set(pages_of(site))):
        print(f"no such page in {site}: {', '.join(unknown)}", file=sys.stderr)
        return 1
    target = options.root / "build" / "look"
    shutil.rmtree(target / "pages", ignore_errors=True)
    shots = []
    with browser() as started, tab(started, standing(options.root)) as reader:
        for path in options.pages or one_of_each(site):
            folder = target / "pages" / (path.strip("/").replace("/", "-") or "index")
            folder.mkdir(parents=True)
            reader.open(path, "load")
            shots += [Shot(path, *shot) for shot in taken(reader.page, folder)]
            if reader.said:
                print(f"{path}: {'; '.join(reader.said)}", file=sys.stderr)
    (target / "index.html").write_text(sheet(shots, target), "utf-8")
    print(f"{len(shots)} pictures of {len({one.page for one in shots})} pages: {target}/index.html")
    return 0


def taken(page: Page, folder: Path) -> list[tuple[str, Path]]:
    """A page's pictures, each with the name of its view: as it comes, every fold as it is."""
    shots = []
    for scheme in SCHEMES:
        page.emulate_media(media="screen", color_scheme=scheme, reduced_motion="reduce")
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("() => localStorage.clear()")  # the theme keeps the first visit's scheme
            page.reload(wait_until="load")
            page.evaluate(REST)
            file = folder / f"{width}-{scheme}.png"
            tall = page.evaluate("() => document.documentElement.scrollHeight")
            clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
            page.screenshot(path=file, full_page=True, clip=clip)
            shots.append((f"{width} px, {scheme}", file))
    # Printed by somebody who reads in the dark: the paper is white all the same.
    page.emulate_media(media="print")
    file = folder / "paper.pdf"
    file.write_bytes(page.pdf(format="A4", prefer_css_page_size=True, print_background=False))
    return shots + [("paper", picture) for picture in pictures(file)]


if __name__ == "__main__":
    sys.exit(main())
