"""Colours and rules of the theme that a look at the page would not prove."""

from __future__ import annotations

import re

import pytest

from crossfoot.charts.theme import DARK, LIGHT
from crossfoot.site import assets

STYLES = assets.theme_assets()["assets/styles/crossfoot.css"].decode()
TEXTS = (
    "link",
    "holds-ink",
    "fails-ink",
    "undetermined-ink",
    "unverifiable-ink",
    "open-ink",
    "overdue-ink",
)


def scheme(selector: str) -> dict[str, str]:
    """The colours that the rules for ``selector`` set, later ones winning."""
    found: dict[str, str] = {}
    for block in re.findall(rf"^{re.escape(selector)} ?\{{(.*?)\}}", STYLES, re.M | re.S):
        found |= dict(re.findall(r"--cf-([\w-]+):\s*(#[0-9a-f]{6})", block))
    return found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("selector", "palette"),
    [(":root", LIGHT), ('[data-md-color-scheme="slate"]', DARK)],
    ids=["light", "dark"],
)
def test_every_text_stands_out_from_every_ground(selector: str, palette: dict[str, str]) -> None:
    colours = palette | scheme(selector)
    for ground in ("ground", "raised"):
        for text in (*TEXTS, "ink", "muted"):
            ratio = contrast(colours[text], colours[ground])
            assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"
    assert contrast(colours["axis"], colours["ground"]) >= 3


def test_a_reader_without_scripts_gets_the_same_dark() -> None:
    unscripted = re.findall(
        r"@media screen and \(scripting:none\) and \(prefers-color-scheme:dark\) and "
        r"\(forced-colors:none\)\{:root\{(.*?)\}",
        STYLES,
        re.S,
    )
    found = dict(re.findall(r"--cf-([\w-]+):\s*(#[0-9a-f]{6})", "".join(unscripted)))
    assert found == DARK | scheme('[data-md-color-scheme="slate"]')


def test_each_verdict_has_a_sign_besides_its_colour() -> None:
    signs = re.findall(r"--cf-sign-(\w+): url\(\"data:image/svg\+xml,[^\"]*d='([^']*)'", STYLES)
    assert {name for name, _ in signs} == {
        "holds",
        "fails",
        "undetermined",
        "unverifiable",
        "open",
        "overdue",
    }
    assert len({drawing for _, drawing in signs}) == len(signs)


def test_the_site_carries_its_fonts_with_their_licence_and_nothing_for_drawing() -> None:
    fonts = {path for path in assets.theme_assets() if path.startswith("assets/fonts/")}
    assert {path.rsplit(".", 1)[1] for path in fonts} == {"woff2", "txt"}
    for name in re.findall(r"url\(\"\.\./fonts/([^\"]+)\"", STYLES):
        assert f"assets/fonts/{name}" in fonts


def test_the_briefing_s_own_theme_lies_over_the_engine_s(tmp_path_factory, edition) -> None:  # type: ignore[no-untyped-def]
    root = tmp_path_factory.mktemp("own")
    (root / "theme/partials").mkdir(parents=True)
    (root / "theme/partials/logo.html").write_text("<b>own</b>")
    files = assets.theme_overrides(root, edition)
    assert files["partials/logo.html"] == b"<b>own</b>"
    assert "main.html" in files
