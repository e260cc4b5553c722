"""``python -m bench.reading``: what the built site costs a reader, by Lighthouse and by weight.

The front page and the longest page are served compressed, as GitHub Pages serves them. Lighthouse
comes from npm by the lock in ``bench/lighthouse``; where there is no npm, the weights are all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from built_html import Document
from copies import Built, standing
from reader import CHROMIUM, SWITCHES, browser, pages_of
from site_server import serving
from weight import Opened, weights

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).with_name("lighthouse")
DELAY = 0.04
"""Seconds that an answer takes, as over a network. Lighthouse reckons a slow line from what had
come before the page was painted here; without any delay that is everything there is."""
SCORES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}


@dataclass(frozen=True)
class Visit:
    """One run of Lighthouse as a phone: scores of 100, seconds, shift, kB, what is wanting."""

    scores: dict[str, float]
    lcp: float
    cls: float
    sent: float
    failed: frozenset[str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("-n", type=int, default=3, help="runs of each (default 3)")
    parser.add_argument("-C", dest="root", type=Path, default=ROOT, help="another briefing, built")
    parser.add_argument("--delay", type=float, default=DELAY, help="seconds an answer takes")
    options = parser.parse_args()
    built = standing(options.root)
    pages = {"the front page": "", f"the longest page, {longest(built)}": longest(built)}
    with browser() as started:
        for name, path in pages.items():
            with Opened(started, built, path) as opened:
                weigh(name, weights(opened.files))
    if not (npm := shutil.which("npm")) or not shutil.which("node"):
        print("Lighthouse: not run, there is no npm or node here")
        return
    if not installed(npm):
        return
    for name, path in pages.items():
        base = urlsplit(built.address).path
        with serving(built.site, base, compress=True, delay=options.delay) as here:
            tell(name, [visit(here + path) for _ in range(options.n)])


def longest(built: Built) -> str:
    """The page with the most HTML that search engines may list: no edition of the past."""

    def size(path: str) -> int:
        text = (built.site / path / "index.html").read_text()
        return len(text) if Document(path, text).listed else 0

    return max((path for path in pages_of(built.site) if not path.endswith(".html")), key=size)


def weigh(name: str, found: dict[str, int]) -> None:
    """What comes before any touch, the search index apart."""
    index = found.pop("search index", 0)
    told = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in found.items())
    print(f"{name}: {sum(found.values()) / 1000:.1f} kB before any touch ({told})")
    if index:
        print(f"{'':>16}and the search index, {index / 1000:.1f} kB")


def installed(npm: str) -> bool:
    """Whether Lighthouse is there as the lock has it, after it was put there where it was not."""
    lock, done = FOLDER / "package-lock.json", FOLDER / "node_modules/.package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return True
    ran = subprocess.run([npm, "ci"], cwd=FOLDER, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"Lighthouse: not run, npm could not install it: {ran.stderr.strip()[-300:]}")
    return ran.returncode == 0


def visit(address: str) -> Visit:
    """One run: a new browser, a phone's screen, a slow line as Lighthouse reckons it."""
    command = [
        "node",
        str(FOLDER / "node_modules/lighthouse/cli/index.js"),
        address,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(SCORES)}",
        f"--chrome-flags={' '.join(['--headless=new', *SWITCHES])}",
    ]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    ran = subprocess.run(command, env=environment, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    audits = found["audits"]
    counted = {
        one["id"]
        for category in found["categories"].values()
        for one in category["auditRefs"]
        if one["weight"]
    }
    return Visit(
        {name: 100 * (found["categories"][id_]["score"] or 0) for id_, name in SCORES.items()},
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["cumulative-layout-shift"]["numericValue"],
        audits["total-byte-weight"]["numericValue"] / 1000,
        frozenset(
            f"{id_} ({audits[id_]['title']})"
            for id_ in counted
            if (score := audits[id_]["score"]) is not None and score < 0.9
        ),
    )


def tell(name: str, visits: list[Visit]) -> None:
    """The median of each figure, and what any run found wanting."""
    scores = ", ".join(
        f"{score} {median(one.scores[score] for one in visits):.0f}" for score in SCORES.values()
    )
    print(
        f"{name}, on a phone: {scores}; LCP {median(v.lcp for v in visits):.2f} s, "
        f"CLS {median(one.cls for one in visits):.3f}, "
        f"{median(one.sent for one in visits):.0f} kB"
    )
    for wanting in sorted(frozenset().union(*(one.failed for one in visits))):
        print(f"{'':>16}{wanting}")


if __name__ == "__main__":
    main()
