"""Which drawings may be published."""

from __future__ import annotations

import pytest

from crossfoot.markup import SvgFault, svg_faults

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
{}
</svg>
"""
PLAIN = '<title>a</title><g fill="none"><path d="M0 0" fill="url(#x)"/><use href="#a"/></g>'


def said(fault: SvgFault) -> str:
    return fault.message.removesuffix(" may not stand in a drawing")


def faults(inside: str, ours: bool = False) -> list[str]:
    content = DRAWING.format(inside).encode()
    return [f"{f.line}:{f.column}: {said(f)}" for f in svg_faults(content, ours)]


def test_a_drawing_passes() -> None:
    assert faults(PLAIN) == []
    assert faults(PLAIN, ours=True) == []


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>x</script>", "2:1: the element <script>"),
        ('<g><script href="x"/></g>', "2:4: the element <script>"),
        ("<foreignObject/>", "2:1: the element <foreignObject>"),
        ('<image href="https://e.example/x"/>', "2:1: the element <image>"),
        ('<a href="javascript:x"/>', "2:1: the element <a>"),
        ('<animate attributeName="href"/>', "2:1: the element <animate>"),
        ('<set attributeName="href"/>', "2:1: the element <set>"),
        ('<g onload="x()"/>', "2:1: the attribute onload of <g>"),
        ('<use href="x.svg#a"/>', "2:1: the attribute href of <use> leads out of the drawing"),
        (
            '<use xlink:href="https://e.example/#a"/>',
            "2:1: the attribute href of <use> leads out of the drawing",
        ),
        ('<g fill="url(https://e.example/#a)"/>', "2:1: the attribute fill of <g> loads something"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "2:1: the element <p>"),
        ('<?xml-stylesheet href="x"?>', "2:1: the instruction <?xml-stylesheet?>"),
    ],
)
def test_what_runs_or_loads_is_told_with_its_place(inside: str, what: str) -> None:
    assert faults(inside) == [what]
    assert faults(inside, ours=True) == [what]


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<!-- a -->", "2:1: a comment"),
        ("<title><![CDATA[<img src=x onerror=y>]]></title>", "2:8: a CDATA section"),
        ("<style>g{}</style>", "2:1: the element <style>"),
        ('<g style="fill: red"/>', "2:1: the attribute style of <g>"),
        ("<metadata/>", "2:1: the element <metadata>"),
    ],
)
def test_only_what_the_engine_writes_may_stand_within_a_page(inside: str, what: str) -> None:
    assert faults(inside) == []
    assert faults(inside, ours=True) == [what]


@pytest.mark.parametrize(
    "inside",
    [
        "<style>@import 'x';</style>",
        "<style>g{fill:url(https://e.example/)}</style>",
        "<style>g{fill:u\\72l(x)}</style>",
        '<g style="fill: url(https://e.example/)"/>',
    ],
)
def test_a_style_loads_nothing(inside: str) -> None:
    assert len(faults(inside)) == 1
    assert faults("<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>") == []


def test_entities_are_refused_before_they_can_grow() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    assert [said(f) for f in svg_faults(bomb)] == ["a DOCTYPE with declarations"]
    public = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">\n'
    drawing = public + DRAWING.format(PLAIN).encode()
    assert svg_faults(drawing) == [], "drawing programs write it, and nobody reads it"
    assert [said(f) for f in svg_faults(drawing, ours=True)] == ["a DOCTYPE"]


@pytest.mark.parametrize("content", [b"", b"<svg", b"\xff\xfe\x00", b"<html/>", b"<svg/>"])
def test_what_is_no_drawing_is_told(content: bytes) -> None:
    assert len(svg_faults(content)) == 1


def test_a_deep_drawing_is_told() -> None:
    (fault,) = svg_faults(DRAWING.format("<g>" * 5_000 + "</g>" * 5_000).encode())
    assert said(fault) == "more than 100 elements in one another"
