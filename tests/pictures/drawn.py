"""A briefing's drawings as its pages have them, and as they are kept."""

from __future__ import annotations

import re
from pathlib import Path

from chart_builds import render_charts
from crossfoot.claims.judge import judge_claims
from crossfoot.diagnostics import Diagnostics
from crossfoot.ledger.build import build_ledger
from crossfoot.ledger.load import load_inputs
from crossfoot.pages import TemplateRenderer

KEPT = Path(__file__).parent / "kept"


def drawings(root: Path) -> dict[str, str]:
    """Every drawing of the briefing at ``root``: ``ID-wide`` and ``ID-narrow`` to its SVG.

    The build's own cache is used. Raises ValueError with the problems where a chart has any.
    """
    problems = Diagnostics()
    inputs = load_inputs(root, {}, problems)
    if inputs is not None:
        ledger = build_ledger(inputs, inputs.briefing.as_of, problems)
        claims = judge_claims(ledger, inputs.claims, problems)
        texts = TemplateRenderer(root, ledger, claims, problems)
        cache = root / "build" / "cache" / "charts"
        drawn = render_charts(root, ledger, texts.claims, problems, texts.plain, cache)
    if problems.errors:
        raise ValueError("\n".join(map(str, problems.errors)))
    return {
        f"{id}-{width}": lines(getattr(chart, f"svg_{width}"))
        for id, chart in drawn.items()
        for width in ("wide", "narrow")
    }


def lines(svg: str) -> str:
    """A drawing with an element a line, so that a difference can be read. Texts stay as they are:
    a space between the lines of a text would be seen."""
    return re.sub(r">\s*(?=<(?!tspan|/text|/tspan))", ">\n", svg.strip()) + "\n"


def kept(folder: Path = KEPT) -> dict[str, str]:
    """The kept drawings, by the same names."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.svg"))}


def keep(now: dict[str, str], folder: Path = KEPT) -> list[str]:
    """Keep these and no others; the names that were written or removed."""
    before = kept(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in before.keys() - now.keys():
        (folder / f"{name}.svg").unlink()
    for name, svg in now.items():
        if before.get(name) != svg:
            (folder / f"{name}.svg").write_text(svg, "utf-8")
    return sorted(name for name in before | now if before.get(name) != now.get(name))
