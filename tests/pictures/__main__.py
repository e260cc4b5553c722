"""``make pictures`` and ``make accept``: look at what changed in the charts, and keep it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pictures.compare import changes
from pictures.drawn import KEPT, drawings, keep, kept
from pictures.page import page

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Draw the briefing's charts and compare, or keep them; 1 where they cannot be drawn."""
    parser = argparse.ArgumentParser(prog="pictures", description=main.__doc__)
    parser.add_argument("--accept", action="store_true", help="keep today's pictures")
    parser.add_argument("-C", dest="root", type=Path, default=ROOT, help="another briefing")
    parser.add_argument("--kept", type=Path, default=KEPT, help="another folder of kept pictures")
    options = parser.parse_args()
    try:
        now = drawings(options.root)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if options.accept:
        written = keep(now, options.kept)
        print(f"{len(now)} pictures are kept, {len(written)} of them new, changed or removed")
        return 0
    found = changes(kept(options.kept), now)
    target = options.root / "build" / "look" / "charts.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(found), "utf-8")
    for change in found:
        if change.changed:
            print(change)
    print(f"{sum(c.changed for c in found)} of {len(found)} pictures changed: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
