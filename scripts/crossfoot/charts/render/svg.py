"""vl-convert's SVG to ours: small, named for a screen reader, in colours that follow a theme."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ..theme import FAMILY, HUES, ROLE, SMALLEST, STACK, colour

SVG = "http://www.w3.org/2000/svg"
_DROPPED = ("role", "class", "pointer-events", "stroke-miterlimit", "version")
_PAINTS = ("fill", "stroke", "color", "stop-color")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_HATCH = re.compile(r"url\(#cf-hatch-([a-z0-9]+)\)")
_REF = re.compile(r"url\(#((?:clip|linear|radial)\d+)\)")
_STRANGE = {"image", "a", "foreignObject", "script", "style", "use"}

_NAMED = {"clipPath": "clip", "linearGradient": "linear", "radialGradient": "radial"}
"""Elements that others name, and what their ids begin with here."""
_NOWHERE = re.compile(r"NaN|Infinity")
NOTHING = "no marks were drawn"


@dataclass(frozen=True)
class CleanSvg:
    """A drawing as a tree without names and classes, and what is wrong with it."""

    root: ET.Element
    """The ``svg`` element, colours literal, ``viewBox`` from 0 0."""
    width: float
    height: float
    faults: tuple[str, ...]


def clean_svg(raw: str) -> CleanSvg:
    """Read vl-convert's SVG, keep what shows, and note what may not be there.

    Noted are: no marks, a coordinate that is no number, a colour that is none of the theme's (it
    would not follow light and dark), text under 12 px as seen, another font, and elements that
    fetch.
    """
    root = ET.fromstring(raw)
    faults: list[str] = []
    if not _drawn(root):
        faults.append(NOTHING)
    if any(_NOWHERE.search(value) for node in root.iter() for value in node.attrib.values()):
        # Of the attributes alone: a light may be called Infinity.
        faults.append("a mark stands at no place (NaN)")
    for node in root.iter():
        faults += _tidy(node)
    _prune(root)
    for kind, name in _NAMED.items():
        for number, node in enumerate(root.iter(kind)):
            _rename(root, node.get("id", ""), f"{name}{number}")
    _, _, width, height = (float(n) for n in root.get("viewBox", "0 0 0 0").split())
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    return CleanSvg(root, width, height, tuple(dict.fromkeys(faults)))


def _drawn(root: ET.Element) -> int:
    """How many marks there are that a reader would see."""
    return sum(
        1
        for group in root.iter(f"{{{SVG}}}g")
        if "role-mark" in group.get("class", "").split()
        and "mark-group" not in group.get("class", "").split()
        for mark in group.iter()
        if mark is not group
        and mark.get("opacity") != "0"
        and (mark.get("d") or mark.tag.endswith(("}line", "}text")))
    )


def _tidy(node: ET.Element) -> list[str]:
    """Strip one element in place; what is wrong with it."""
    node.tag = node.tag.removeprefix(f"{{{SVG}}}")
    faults = [f"an element <{node.tag}>"] if node.tag in _STRANGE else []
    for name in list(node.attrib):
        value = node.attrib[name]
        opaque = name in ("opacity", "fill-opacity", "stroke-opacity") and value == "1"
        if opaque or name in _DROPPED or name.startswith(("aria-", "{")):
            del node.attrib[name]
        elif name in _PAINTS:
            paint = _paint(value)
            node.attrib[name] = paint
            if paint not in ROLE and paint != "none" and not paint.startswith("url(#"):
                faults.append(f"the colour {value!r} is none of the theme's")
        elif name == "font-family":
            del node.attrib[name]
            if value != FAMILY:
                faults.append(f"the font {value} is not the theme's")
        elif name == "font-size":
            size = float(value.removesuffix("px"))
            node.attrib[name] = f"{size:g}"
            if size < SMALLEST and "".join(node.itertext()).strip():
                faults.append(f"text of {size:g} px, under {SMALLEST:g}: {_said(node)!r}")
        elif name not in ("id", "viewBox"):
            node.attrib[name] = _LONG.sub(_short, value)
    return faults


def _said(node: ET.Element) -> str:
    return " ".join(" ".join(node.itertext()).split())[:60]


def _paint(value: str) -> str:
    value = value.strip().lower()
    if value in ("transparent", ""):
        return "none"
    if value == "white":
        return "#ffffff"
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(c * 2 for c in value[1:])
    return value


def _short(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 2):g}" if abs(float(match[0])) < 1e5 else match[0]


def _prune(node: ET.Element) -> None:
    """Drop what paints nothing; lift the children of groups that say nothing."""
    kept: list[ET.Element] = []
    for child in node:
        _prune(child)
        unseen = child.tag == "path" and (
            not child.get("d")
            or child.get("display") == "none"
            or (node.tag == "g" and not {"fill", "stroke"} & child.attrib.keys())
        )
        # Labels for which an axis found no room.
        unseen = unseen or (child.tag == "text" and child.get("opacity") == "0")
        if unseen or (child.tag == "g" and not len(child)):
            continue
        if child.get("transform") == "translate(0,0)":
            del child.attrib["transform"]
        kept += list(child) if child.tag == "g" and not child.attrib else [child]
    node[:] = kept


def _rename(root: ET.Element, old: str, new: str) -> None:
    for node in root.iter():
        for name, value in node.attrib.items():
            if name == "id" and value == old:
                node.attrib[name] = new
            elif f"url(#{old})" in value:
                node.attrib[name] = value.replace(f"url(#{old})", f"url(#{new})")


def inline_svg(cleaned: CleanSvg, prefix: str, width: str, title: str, description: str) -> str:
    """The drawing for a page: ids begin with ``prefix``, colours follow the page's theme.

    ``width`` (wide, narrow) gives the class ``cf-wide`` or ``cf-narrow`` that the page's
    stylesheet shows or hides.
    """
    root = deepcopy(cleaned.root)
    _frame(root, cleaned.width, cleaned.height)
    root.set("class", f"cf-{width}")
    _name(root, prefix, title, description)
    _hatches(root, prefix)
    for node in root.iter():
        for name, value in node.attrib.items():
            if name in _PAINTS and value in ROLE:
                node.attrib[name] = f"var(--cf-{ROLE[value]}, {value})"
            elif name == "clip-path" or name in _PAINTS:
                node.attrib[name] = _REF.sub(rf"url(#{prefix}-\1)", value)
        if node.tag in _NAMED:
            node.set("id", f"{prefix}-{node.get('id')}")
    return serialise_svg(root)


def standalone_svg(root: ET.Element, prefix: str, title: str, description: str) -> str:
    """A drawing that stands alone: literal colours, everything that it needs inside."""
    root = deepcopy(root)
    _name(root, prefix, title, description)
    _hatches(root, prefix)
    return serialise_svg(root)


def _frame(root: ET.Element, width: float, height: float) -> None:
    root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")


def _name(root: ET.Element, prefix: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    root.set("font-family", STACK)
    for at, (tag, text) in enumerate((("title", title), ("desc", description))):
        node = ET.Element(tag, {"id": f"{prefix}-{tag}"})
        node.text = text
        root.insert(at, node)


def _hatches(root: ET.Element, prefix: str) -> None:
    """Give each hatching that is used its pattern: vl-convert passes the fill through, no more."""
    used: set[str] = set()
    for node in root.iter():
        for name in ("fill", "stroke"):
            match = _HATCH.fullmatch(node.get(name, ""))
            if match and match[1] in HUES:
                used.add(match[1])
                node.set(name, f"url(#{prefix}-hatch-{match[1]})")
    if not used:
        return
    defs = ET.Element("defs")
    for hue in sorted(used):
        pattern = ET.SubElement(
            defs,
            "pattern",
            {
                "id": f"{prefix}-hatch-{hue}",
                "width": "6",
                "height": "6",
                "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            },
        )
        stripe = {"d": "M1,0V6", "stroke": colour(hue), "stroke-width": "1.5"}
        ET.SubElement(pattern, "path", stripe)
    root.insert(2, defs)


def serialise_svg(root: ET.Element) -> str:
    """The text of a tree, attributes in the order that they were set."""
    root.set("xmlns", SVG)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)
