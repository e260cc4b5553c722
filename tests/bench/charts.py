"""``python -m bench.charts``: a hundred charts against bare vl-convert; what one adds to a page.

Bare vl-convert draws the same specs to as many files: two SVGs and two PNGs of the same sizes a
chart, in as many processes as the drawer has children. Both begin with nothing and end with all
pictures in memory; the start of the processes is in both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from bench import synthetic
from bench.measure import line
from copies import Built
from crossfoot.charts import PictureCache, RenderPool, build_chart_specs, submit_all, wait_all
from crossfoot.charts.theme import FONTS
from crossfoot.claims.judge import judge_claims
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.ledger.model import Ledger
from crossfoot.pages import TemplateRenderer
from reader import browser, tab

ROOT = Path(__file__).resolve().parents[2]
BUILD = str(ROOT / "scripts/build.py")
CHARTS = 100
HEAD = """\
from crossfoot.charts import Ask, chart
from crossfoot.charts.marks import bars, columns, dots, line
"""
CHART = """

@chart(title="{{{{ fig('well-{n}.water.2024') }}}} of water", subtitle="Water by year")
def well_{n}(ask: Ask):
    return {kind}(ask.figures(*(f"well-{n}.water.{{year}}" for year in range(2001, 2025))))
"""
BARE = """
import json, sys
from pathlib import Path
import vl_convert
vl_convert.register_font_directory(sys.argv[1])
for path in map(Path, sys.argv[2:]):
    wide, narrow = json.loads(path.read_text())
    svg = vl_convert.vegalite_to_svg(wide)
    vl_convert.vegalite_to_svg(narrow)
    high = float(svg.split('height="', 1)[1].split('"', 1)[0])
    vl_convert.svg_to_png(svg, scale=min(1700 / 680, 1200 / high))
    vl_convert.svg_to_png(svg, scale=min(1200 / 680, 630 / high))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("-n", type=int, default=3, help="runs of each (default 3)")
    runs = parser.parse_args().n
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as folder:
        drawing(Path(folder), runs)
        subprocess.run([sys.executable, BUILD, "-C", folder], check=True, stdout=subprocess.DEVNULL)
        weight("a chart of 24 points", Path(folder) / "site")
    weight("a chart of the briefing", ROOT / "site")
    touch(ROOT / "site", runs)


def drawing(folder: Path, runs: int) -> None:
    """A hundred charts cold, and with one row of one of them changed."""
    briefing(folder)
    before = ledger(folder)
    rows = folder / "data/figures/wells.csv"
    rows.write_text(rows.read_text().replace("well-7,water,2024,107.4", "well-7,water,2024,111.4"))
    after = ledger(folder)
    specs = bare_specs(folder, before)
    workers = RenderPool().workers
    times: dict[str, list[float]] = {}
    for n in range(runs):
        cache = folder / f"cache-{n}"
        steps = {
            "bare": lambda: bare(specs, workers),
            "cold": lambda cache=cache: draw(folder, before, PictureCache(cache)),
            "one changed": lambda cache=cache: draw(folder, after, PictureCache(cache)),
            "start": start,
        }
        for name, step in steps.items():
            began = time.perf_counter()
            step()
            times.setdefault(name, []).append(time.perf_counter() - began)
    took = {name: median(of) for name, of in times.items()}
    for name, seconds in took.items():
        print(f"{name:>12}: {seconds:6.2f} s")
    print()
    print(line(f"{CHARTS} charts cold, of bare vl-convert", took["cold"] / took["bare"], 1.15))
    beyond = (took["one changed"] - took["start"]) / (took["cold"] - took["start"])
    print(line("one changed, of cold, beyond a child's start", beyond, 0.05))


def briefing(root: Path) -> None:
    """A hundred wells with 24 years each, and a chart of each in one of three forms."""
    synthetic.write(root, CHARTS, years=range(2001, 2025))
    kinds = ("line", "bars", "dots")
    charts = [CHART.format(n=n, kind=kinds[n % len(kinds)]) for n in range(CHARTS)]
    (root / "scripts/charts").mkdir(parents=True)
    (root / "scripts/charts/wells.py").write_text(HEAD + "".join(charts))


def ledger(root: Path) -> Ledger:
    """The ledger of a briefing as it stands on the disk."""
    problems = Diagnostics()
    inputs = load_inputs(root, {}, problems)
    assert inputs is not None
    made = build_ledger(inputs, inputs.briefing.as_of, problems)
    problems.refuse()
    return made


def draw(root: Path, known: Ledger, stored: PictureCache) -> None:
    """As a build does it."""
    problems = Diagnostics()
    texts = TemplateRenderer(root, known, judge_claims(known, {}, problems), problems)
    with RenderPool() as drawer:
        specs = build_chart_specs(root, known, texts.claims, problems, texts.plain)
        wait_all(submit_all(specs.by_id, stored, drawer, problems), problems)
    problems.refuse()


def start() -> None:
    """A child that draws nothing yet."""
    with RenderPool(workers=1) as drawer:
        drawer.start()


def bare_specs(root: Path, known: Ledger) -> list[Path]:
    """The specs of all charts, a file each with both widths."""
    problems = Diagnostics()
    texts = TemplateRenderer(root, known, {}, problems)
    specs = build_chart_specs(root, known, {}, problems, texts.plain).by_id
    folder = root / "specs"
    folder.mkdir()
    for job in (spec.job for spec in specs.values()):
        both = [job.specs["wide"], job.specs["narrow"]]
        (folder / f"{job.id}.json").write_text(json.dumps(both))
    return sorted(folder.iterdir())


def bare(specs: list[Path], workers: int) -> None:
    """All of them by vl-convert alone."""
    shares = [specs[n::workers] for n in range(workers)]
    command = [sys.executable, "-c", BARE, str(FONTS)]
    running = [subprocess.Popen([*command, *map(str, share)]) for share in shares]
    assert not any(process.wait() for process in running)


def weight(what: str, site: Path) -> None:
    """What charts add to their pages, compressed, as the built site has them."""
    found = {}
    for page in sorted(site.glob("charts/*/index.html")):
        html = page.read_text()
        figure = re.search(r"<figure class=\"cf-chart.*?</figure>", html, re.DOTALL)
        if figure is not None:
            without = html.replace(figure[0], "")
            found[page.parent.name] = packed([html]) - packed([without])
    if found:
        middle, most = median(found.values()), max(found, key=lambda name: found[name])
        told = f"median {middle / 1000:.1f} kB, most {found[most] / 1000:.1f} kB ({most})"
        print(f"{what:>28} adds to its page: {told}, goal 8 kB")


TOUCH = """() => new Promise((done) => {
  const figure = document.querySelector("figure[data-live]");
  let shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => { shifted += each.value; }))
    .observe({ type: "layout-shift" });
  const began = performance.now();
  new MutationObserver(() => {
    if (!figure.querySelector(".cf-stage svg")) return;
    requestAnimationFrame(() => {
      const took = performance.now() - began;
      setTimeout(() => done([took, shifted]), 300);
    });
  }).observe(figure, { subtree: true, childList: true });
  figure.querySelector(".cf-explore").click();
})"""


def touch(site: Path, runs: int) -> None:
    """From a press of the button to the live drawing on the screen, the files in the cache."""
    ids = sorted(p.name.split(".")[0] for p in site.glob("charts/*.wide.vg.json"))
    times: list[float] = []
    shifts: list[float] = []
    with browser() as started, tab(started, Built(site.parent, "http://localhost/")) as reader:
        for chart in ids * (runs + 1):
            reader.open(f"charts/{chart}/", "load")
            reader.page.wait_for_timeout(300)
            took, shifted = reader.page.evaluate(TOUCH)
            times.append(took)
            shifts.append(shifted)
    warm = times[len(ids) :]
    print(
        f"{'from touch to alive, warm':>28}: median {median(warm):.0f} ms, "
        f"most {max(warm):.0f} ms, goal 300 ms; layout shift {max(shifts):g}"
    )


def packed(texts: Iterable[str]) -> int:
    """Bytes as GitHub Pages would send them."""
    return len(gzip.compress("".join(texts).encode(), 6))


if __name__ == "__main__":
    main()
