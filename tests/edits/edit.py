"""One random edit of a briefing, as somebody at a keyboard makes it: mostly right, partly wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

Edit = Callable[[Random, Path], str]
"""Changes one file under a briefing's folder; says what it did, or nothing where it could not."""
WORDS = ("Fair enough.", "So the log says.", "Nobody counted twice over.", "It is *windy* there.")


def edit(random: Random, root: Path) -> str:
    """Make one edit; what was done, in a few words."""
    while True:
        done = random.choice(EDITS)(random, root)
        if done:
            return done


def _one(random: Random, root: Path, *patterns: str) -> Path | None:
    found = sorted(path for pattern in patterns for path in root.glob(pattern))
    return random.choice(found) if found else None


def _rows(random: Random, root: Path) -> tuple[Path, list[str], int] | None:
    path = _one(random, root, "data/figures/*.csv")
    if path is None:
        return None
    lines = path.read_text().split("\n")
    rows = [n for n, line in enumerate(lines) if n and line]
    return (path, lines, random.choice(rows)) if len(rows) > 2 else None


def value(random: Random, root: Path) -> str:
    """Another value in a row."""
    if (found := _rows(random, root)) is None:
        return ""
    path, lines, at = found
    cells = lines[at].split(",")
    if not re.fullmatch(r"-?\d+(\.\d+)?", cells[3]):
        return ""
    whole, dot, part = cells[3].partition(".")
    cells[3] = f"{int(whole) + random.choice((-1, 1, 7))}{dot}{part}"
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines))
    return f"value of {','.join(cells[:3])}"


def row(random: Random, root: Path) -> str:
    """A row taken away, moved to the end, or given another status, locator or note."""
    if (found := _rows(random, root)) is None:
        return ""
    path, lines, at = found
    what = random.choice(("gone", "last", "status", "locator", "note"))
    line = lines.pop(at)
    cells = line.split(",")
    if what == "last":
        lines[-1:] = [line, ""]
    elif what != "gone":
        column = {"status": 5, "locator": 8, "note": 9}[what]
        if '"' in line or len(cells) != 10:
            return ""
        new = random.choice(("actual", "claimed", "projected")) if what == "status" else "page 12"
        cells[column] = new
        lines.insert(at, ",".join(cells))
    path.write_text("\n".join(lines))
    return f"row {what}: {line}"


def words(random: Random, root: Path) -> str:
    """Another word in a text of the data."""
    path = _one(random, root, "data/*.yml")
    assert path is not None
    text = path.read_text()
    spots = list(
        re.finditer(r"^ +(?:label|note|summary|title|name): *\"?([A-Z][a-z]+ [a-z]+)", text, re.M)
    )
    if not spots:
        return ""
    spot = random.choice(spots)
    path.write_text(f"{text[: spot.end(1)]} indeed{text[spot.end(1) :]}")
    return f"{path.name}: {spot[0].strip()}"


def entry(random: Random, root: Path) -> str:
    """An entry taken away, or two that change places."""
    path = _one(random, root, "data/claims.yml", "data/derived.yml", "data/sources.yml")
    if path is None:
        return ""
    parts = re.split(r"(?m)^(?=- )", path.read_text())
    if len(parts) < 4:
        return ""
    at = random.randrange(1, len(parts) - 1)
    if random.random() < 0.5:
        gone = parts.pop(at)
        path.write_text("".join(parts))
        return f"{path.name}: without {gone.split(chr(10))[0]}"
    parts[at], parts[at + 1] = parts[at + 1].rstrip("\n") + "\n\n", parts[at].rstrip("\n") + "\n\n"
    path.write_text("".join(parts))
    return f"{path.name}: entries {at} and {at + 1} change places"


def test(random: Random, root: Path) -> str:
    """Another bound in a claim's test."""
    path = root / "data/claims.yml"
    text = path.read_text()
    spots = list(re.finditer(r"^  is: \"?[a-z ]*(\d+)", text, re.M))
    if not spots:
        return ""
    spot = random.choice(spots)
    path.write_text(f"{text[: spot.start(1)]}{int(spot[1]) + 1}{text[spot.end(1) :]}")
    return f"claims.yml: {spot[0].strip()} and one"


def template(random: Random, root: Path) -> str:
    """A paragraph more, or one less, in a page."""
    path = _one(random, root, "templates/*.md")
    if path is None:
        return ""
    parts = path.read_text().split("\n\n")
    at = random.randrange(1, len(parts))
    if random.random() < 0.3 and len(parts) > 3:
        gone = parts.pop(at)
        path.write_text("\n\n".join(parts))
        return f"{path.name}: without {gone[:40]!r}"
    parts.insert(at, random.choice(WORDS))
    path.write_text("\n\n".join(parts))
    return f"{path.name}: a paragraph more"


def page(random: Random, root: Path) -> str:
    """A page more, or that page gone again."""
    path = root / "templates/aside.md"
    if path.exists():
        path.unlink()
        return "aside.md gone"
    path.write_text("---\ntitle: Aside\n---\n# An aside\n\nNothing to count here.\n")
    return "aside.md"


def chart(random: Random, root: Path) -> str:
    """A comment in a chart's module, or another word in a chart's text."""
    path = _one(random, root, "scripts/charts/*.py")
    if path is None:
        return ""
    text = path.read_text()
    if random.random() < 0.5:
        path.write_text(f"# {random.choice(WORDS)}\n{text}")
        return f"{path.name}: a comment"
    spot = re.search(r'note="([A-Z][a-z]+)|subtitle="([A-Z][a-z]+)', text)
    if spot is None:
        return ""
    path.write_text(f"{text[: spot.end()]} indeed{text[spot.end() :]}")
    return f"{path.name}: {spot[0]} indeed"


def hand(random: Random, root: Path) -> str:
    """Another line in a file written by hand."""
    path = _one(random, root, "docs/*.md", "docs/**/*.css") or root / "docs/by-hand.md"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text("# By hand\n")
    with path.open("a") as file:
        file.write("\n/* so */\n" if path.suffix == ".css" else f"\n{random.choice(WORDS)}\n")
    return f"docs/{path.name}"


def settings(random: Random, root: Path) -> str:
    """Another name of the site, another address, or a way less to write Markdown."""
    path = root / "mkdocs.yml"
    text = path.read_text()
    old, new = random.choice(
        (
            (r"(?m)^(site_name: .*)$", r"\1 too"),
            (r"(?m)^(site_url: .*https://[a-z.]+/)", r"\1too/"),
            (r"(?m)^  - (footnotes|def_list)\n", ""),
        )
    )
    path.write_text(re.sub(old, new, text, count=1))
    return f"mkdocs.yml: {old}"


def finding(random: Random, root: Path) -> str:
    """Another finding."""
    path = root / "data/briefing.yml"
    text = path.read_text()
    spot = re.search(r"(?m)^description: (?:>-\n +)?\"?(\w+)", text)
    if spot is None:
        return ""
    path.write_text(f"{text[: spot.end()]} indeed{text[spot.end() :]}")
    return "briefing.yml: description"


def mistake(random: Random, root: Path) -> str:
    """What stops a build."""
    if (found := _rows(random, root)) is None:
        return ""
    path, lines, at = found
    lines[at] = lines[at].replace(",", ";", 1)
    path.write_text("\n".join(lines))
    return f"mistake in line {at + 1}"


EDITS: tuple[Edit, ...] = (
    *(value,) * 6,
    *(row,) * 3,
    *(words,) * 2,
    *(entry,) * 2,
    *(template,) * 3,
    *(chart,) * 2,
    test,
    page,
    hand,
    settings,
    finding,
    mistake,
)
"""Each as often as it is likely."""
