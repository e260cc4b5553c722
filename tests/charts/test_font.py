"""The fonts that pictures are drawn in have every sign that the engine itself writes."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest

from crossfoot import quantity
from crossfoot.charts.text_measure import SERIF, missing_glyphs, text_width
from crossfoot.charts.theme import FAMILY
from crossfoot.quantity.currency import SIGNS
from crossfoot.quantity.decimal import RAISED, format_decimal
from crossfoot.quantity.number_format import MARKS

FACES = [(family, weight) for family in (FAMILY, SERIF) for weight in (400, 600)]
WRITERS = ("currency", "decimal", "period", "interval_text", "number_format", "unit")
"""The modules of quantity/ that write numbers, units and periods."""


def written(module: str) -> set[str]:
    """The signs beyond ASCII in the texts of a module, its docstrings left out."""
    path = Path(quantity.__file__).with_name(f"{module}.py")
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    )
    return {sign for text in texts for sign in text if sign > "~"}


@pytest.mark.parametrize(("family", "weight"), FACES)
def test_every_sign_that_the_engine_writes_is_in_the_font(family, weight):
    signs = {sign for module in WRITERS for sign in written(module)}
    assert {"₹", "₩", "€", "−", "×", "⁻", "⁰", "≈", "≤", "≥"} <= signs
    signs |= {*"".join(SIGNS.values()), *"".join(MARKS.values()), *map(chr, RAISED.values())}
    text = "".join(sorted(signs)) + format_decimal(Fraction(1, 10**30), -30)
    assert missing_glyphs(text, weight, family) == ""
    assert 0 < text_width("⁻", 14, weight, family) < text_width("−", 14, weight, family)


def test_rupees_won_and_tiny_numbers_are_drawn(draw):
    got = draw("""
@chart(title="₹500 thousand, ₩500 thousand and 1 × 10⁻³⁰ m")
def small(ask):
    ask.handed.add("₹500 thousand, ₩500 thousand and 1 × 10⁻³⁰ m")
    return bars(ask.figures("bell-rock.height.1810"))
""")
    assert got.said == ""
    assert "₩500 thousand and 1 × 10⁻³⁰ m" in got.drawn["small"].svg_file
