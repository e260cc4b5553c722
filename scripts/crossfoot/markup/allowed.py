"""What of HTML may stand in a page's text: an allow-list, kept by a sanitizer (nh3, ammonia).

Nothing is cleaned: what the sanitizer would take away is told, for its author to mend. The list
holds what Markdown and its extensions write, and what the site's content policy lets a browser
load; all that runs, sends or loads from elsewhere is not in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .html import Element, parse_html, srcset_candidates

_TEXT = (
    "a abbr address article aside b bdi bdo blockquote br button caption center cite code col "
    "colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hgroup hr i img input ins kbd label legend fieldset li main map area mark menu meter "
    "nav ol p picture pre progress q rp rt ruby s samp search section small source span strike "
    "strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_SVG = (
    "svg circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline radialGradient rect stop symbol text textPath title tspan use"
)
TAGS = frozenset((_TEXT + " " + _SVG).split())
"""The elements that may stand in a text; a form, a frame or a player is none of them."""
_EVERYWHERE = (
    "abbr align alt checked class cols colspan datetime dir disabled download hidden high hreflang "
    "id inert label lang low markdown max min name optimum open popover popovertarget rel reversed "
    "role rows rowspan scope shape coords span start tabindex target title translate type valign "
    "value cite for headers summary width height loading decoding sizes media usemap itemprop "
    "itemscope itemtype border"
)
_DRAWING = (
    "clip-path clip-rule clipPathUnits color cx cy d dominant-baseline dx dy fill fill-opacity "
    "fill-rule font-family font-size font-style font-weight fx fy gradientTransform gradientUnits "
    "letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask "
    "maskContentUnits maskUnits offset opacity orient overflow paint-order pathLength "
    "patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX refY "
    "rotate rx ry shape-rendering spreadMethod startOffset stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-opacity stroke-width text-anchor text-decoration textLength transform "
    "transform-origin vector-effect version viewBox visibility x x1 x2 xmlns y y1 y2"
)
_ATTRIBUTES = {
    "*": {*_EVERYWHERE.split(), *_DRAWING.split()},
    "a": {"href"},
    "area": {"href"},
    "img": {"src", "srcset"},
    "source": {"src", "srcset"},
    "use": {"href"},
    "textPath": {"href"},
    "linearGradient": {"href"},
    "radialGradient": {"href"},
    "pattern": {"href"},
    "td": {"style"},
    "th": {"style"},
}
_PREFIXES = {"aria-", "data-"}
_SCHEMES = {"http", "https", "mailto", "tel", "data"}
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")
"""As Markdown aligns a cell; a finished page has a class in its place."""
_CALLS = "calc cubic-bezier hsl hsla matrix rgb rgba rotate scale skewX skewY translate var".split()
PAINT = re.compile(rf"(?:[^\\()]|\b(?:{'|'.join(_CALLS)})\(|\)|\burl\(#[\w.-]+\))*")
"""A value of a drawing's attribute that loads nothing."""
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[\\/]{2}|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_END = "cf-end-of-text"
_ARTICLE = 3
"""After ``html``, ``head`` and ``body``."""
DRAWN = frozenset(_DRAWING.split())
"""The attributes that say how a drawing looks."""

_HINTS = {
    "script": "nothing that runs: a page is read without it",
    "style": "a stylesheet named under extra_css in mkdocs.yml",
    "link": "a stylesheet named under extra_css in mkdocs.yml",
    "form": "a link to where the form is",
}
_LOADED = frozenset("audio embed frame frameset iframe object portal track video".split())
_BLOCKED = _LOADED | {"script", "style", "link", "applet", "image", "feImage", "bgsound"}
"""The elements that the content policy blocks; others of no list are refused all the same."""
_LOADING = frozenset("src srcset href xlink:href background poster data srcdoc style".split())
_UNCLOSED = "an unfinished tag or comment"


@dataclass(frozen=True)
class Refusal:
    """An element that may not stand in a text, or an attribute of one."""

    tag: str
    """Empty for what begins and never ends."""
    name: str = ""
    """The attribute; empty where the element itself is refused."""
    value: str = ""
    """The attribute's."""
    shown: str = ""
    """Its tag, as far as it needs to be seen."""

    @property
    def blocked(self) -> bool:
        """Whether the site's content policy would block it."""
        if self.name:
            return self.name.startswith("on") or self.name in _LOADING
        return self.tag in _BLOCKED

    @property
    def hint(self) -> str:
        """What would be right."""
        if self.name == "style":
            return "a class, or a file under assets/"
        if self.name.startswith("on"):
            return _HINTS["script"]
        if self.name in ("src", "srcset", "background", "poster"):
            return "a copy of the file under docs/, or a link to it"
        if self.name in ("href", "xlink:href", "cite"):
            return "an http, https or mailto address, or a path in this site"
        if self.name:
            return "the tag without it"
        if not self.tag:
            return "its end"
        if self.tag in _LOADED:
            return "a link to it"
        return _HINTS.get(self.tag, "Markdown, or HTML that only says something")

    def told(self, typed: str = "") -> str:
        """What is wrong, with the tag as it was ``typed``, if that is known."""
        tag = " ".join((typed or self.shown).split())[:100]
        if not self.tag:
            return f"{_UNCLOSED} swallows the rest of the page"
        if self.blocked:
            return f"the content policy blocks {tag}"
        part = f"the attribute {self.name} in " if self.name else ""
        return f"{part}{tag} may not stand in a page"


def parse_text(html: str) -> list[Element]:
    """The elements of ``html``, the text of a page, as :func:`refused` takes them."""
    return parse_html(f'<!doctype html><body><article>{html}<hr id="{_END}">')


def refused_markup(
    html: str, data: bool = False, before: Sequence[Element] | None = None
) -> list[Refusal]:
    """What a sanitizer would take out of ``html``, the text of a page, in its order.

    ``data`` lets blocks of JSON pass, which the engine puts beside its charts. What is never
    closed and swallows the rest is refused too. A picture is loaded by a path in this site or holds
    itself (``data:``): a whole address is another site's wherever this one is shown. ``before`` is
    what :func:`parse_text` makes of it, where somebody has that already.
    """
    before = parse_text(html) if before is None else before
    after = parse_html(f"<!doctype html><body>{_sanitized(html)}")
    tags = Counter(element.tag for element in after)
    given = Counter((e.tag, *pair) for e in after for pair in e.attributes.items())
    found: list[Refusal] = []
    ended = False
    for number, element in enumerate(before):
        if element.attributes.get("id") == _END:
            ended = True
            continue
        if number == _ARTICLE:
            continue
        if any(_END in part for pair in element.attributes.items() for part in pair):
            continue  # what was never closed
        if number > _ARTICLE:
            if not tags[element.tag]:
                if not (data and element.is_data):
                    found.append(Refusal(element.tag, shown=_shown(element)))
                continue
            tags[element.tag] -= 1
        for name, value in element.attributes.items():
            if given[element.tag, name, value]:
                given[element.tag, name, value] -= 1
            else:
                shown = f'<{element.tag} {name}="{value}">'
                found.append(Refusal(element.tag, name, value, shown))
    return found if ended or found else [Refusal("")]


def _shown(element: Element) -> str:
    pairs = (f' {name}="{value}"' for name, value in element.attributes.items())
    return f"<{element.tag}{''.join(pairs)}>"


def _sanitized(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_passed,
        strip_comments=True,
        link_rel=None,
        generic_attribute_prefixes=_PREFIXES,
        url_schemes=_SCHEMES,
    )


def _passed(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may be there; None where it may not."""
    if name in ("src", "srcset"):
        every = [value] if name == "src" else [*srcset_candidates(value)]
        right = all(_own(address) for address in every)
    elif name == "href" and tag not in ("a", "area"):
        right = value.startswith("#")
    elif name == "href":
        right = not value.strip().lower().startswith("data:")
    elif name == "style":
        right = _ALIGNED.fullmatch(value) is not None
    elif name in DRAWN:  # most call nothing, and a path is long
        right = not ("(" in value or "\\" in value) or PAINT.fullmatch(value) is not None
    elif tag == "input" and name == "type":
        right = value.lower() in ("checkbox", "radio")
    elif tag == "button" and name == "type":
        right = value.lower() == "button"
    else:
        right = True
    return value if right else None


def _own(address: str) -> bool:
    """Whether the content policy lets a page load a picture from ``address``."""
    bare = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    return _PICTURE.match(bare) is not None or not _ELSEWHERE.match(bare)
