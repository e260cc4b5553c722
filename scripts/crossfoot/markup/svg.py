"""SVG files: what of them may be published. Read as XML, by expat, for that is what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from .allowed import DRAWN, PAINT

SVG = "http://www.w3.org/2000/svg"
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
_OURS = frozenset(
    "svg circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline radialGradient rect stop symbol text title tspan use".split()
)
"""The elements of drawings that this engine writes."""
_OTHERS = _OURS | frozenset(
    "filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG "
    "feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTurbulence metadata style "
    "switch textPath view".split()
)
"""Those that drawing programs write besides, and that neither run nor load anything."""
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
)
"""Where the names of what editors note for themselves begin."""
_NAMES = DRAWN | frozenset(
    "class font-size-adjust font-stretch font-variant height href id lang role space style "
    "tabindex unicode-bidi width word-spacing direction filter filterUnits primitiveUnits "
    "color-rendering color-interpolation color-interpolation-filters enable-background "
    "image-rendering "
    "text-rendering baseProfile display pointer-events xml:space in in2 result stdDeviation values "
    "mode operator k1 k2 k3 k4 flood-color flood-opacity radius baseFrequency numOctaves seed "
    "stitchTiles tableValues slope intercept amplitude exponent edgeMode baseline-shift "
    "writing-mode alignment-baseline requiredExtensions systemLanguage isolation mix-blend-mode "
    "contentStyleType contentScriptType zoomAndPan".split()
)
_LOADING = re.compile(
    r"url\s*\(\s*(?!['\"]?(?:#|data:(?:font|image)/))|@import|\\|image-set|src\s*\(", re.IGNORECASE
)
"""What loads something in a style."""
_DEEPEST = 100


@dataclass(frozen=True)
class SvgFault:
    """What may not stand in an SVG file, and where."""

    line: int
    column: int
    message: str


def svg_faults(content: bytes, ours: bool = False) -> list[SvgFault]:
    """What in an SVG file runs, loads, or is no drawing.

    With ``ours`` only what this engine writes passes, so that the drawing may stand in a page:
    there a browser reads it as HTML, which has no comments, sections or entities of XML in the
    same places.
    """
    reader = _Reader(ours)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as fault:
        reader.found.append(SvgFault(fault.lineno, fault.offset + 1, f"not XML: {_named(fault)}"))
    except (ValueError, LookupError) as fault:
        reader.found.append(SvgFault(1, 1, f"not XML: {fault}"))
    except _Enough:
        pass
    return reader.found


def _named(fault: expat.ExpatError) -> str:
    return expat.ErrorString(fault.code) or "unreadable"


class _Enough(Exception):
    """Why nothing is read on."""


class _Reader:
    def __init__(self, ours: bool) -> None:
        self.found: list[SvgFault] = []
        self.ours, self.depth = ours, 0
        self.style: list[str] | None = None
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        if ours:
            parser.CommentHandler = lambda text: self.fault("a comment")
            parser.StartCdataSectionHandler = lambda: self.fault("a CDATA section")

    def fault(self, what: str, why: str = "may not stand in a drawing") -> None:
        at = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append(SvgFault(*at, f"{what} {why}"))
        if len(self.found) == 20:
            raise _Enough

    def doctype(self, name: str, system: str | None, public: str | None, inside: int) -> None:
        if inside or self.ours:
            self.fault("a DOCTYPE with declarations" if inside else "a DOCTYPE")
            raise _Enough  # entities may stand for anything

    def instruction(self, target: str, data: str) -> None:
        self.fault(f"the instruction <?{target}?>")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fault(f"more than {_DEEPEST} elements in one another")
            raise _Enough
        if self.depth == 1 and tag != "svg":
            self.fault(f"the element <{tag}>, where <svg> begins a drawing")
        elif space == SVG and tag in (_OURS if self.ours else _OTHERS):
            self.style = [] if tag == "style" else self.style
            for given, value in attributes.items():
                self.attribute(tag, given, value)
        elif self.ours or not space.startswith(_EDITORS):
            self.fault(f"the element <{tag}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == f"{SVG} style" and (found := _LOADING.search("".join(self.style or ()))):
            self.fault(f"a style with {found[0].strip()}")

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def attribute(self, tag: str, given: str, value: str) -> None:
        space, _, name = given.rpartition(" ")
        shown = f"the attribute {name} of <{tag}>"
        if space not in ("", _XLINK, _XML):
            if self.ours or not space.startswith(_EDITORS):
                self.fault(shown)
        elif name == "href":
            if not value.strip().startswith("#"):
                self.fault(shown, "leads out of the drawing")
        elif name == "style" and not self.ours:
            if _LOADING.search(value):
                self.fault(shown, "loads something")
        elif space == "" and name.startswith(("aria-", "data-")):
            pass
        elif space == _XLINK or (space == "" and (name not in _NAMES or name == "style")):
            if not (space == _XLINK and name in ("title", "type", "show", "actuate", "role")):
                self.fault(shown)
        elif space == "" and name in DRAWN | {"filter"} and PAINT.fullmatch(value) is None:
            self.fault(shown, "loads something")
