"""What a text of the data may hold of Jinja: what a sentence needs, and nothing that could grow.

These texts are templates of strangers. They may name a figure, choose between words and keep a
value; they cannot loop, call themselves, calculate, or put texts together: whatever one comes to
is at most as long as what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

SHOWN_AT_MOST = 100_000
"""Characters that one comes to, marks included."""
WORDS = frozenset(
    "fig figure claim claim_value conclusion verdict meaning period date entity source out page "
    "plain size count".split()
)
"""The functions that it may call."""
FILTERS = frozenset(
    "abs capitalize count d default first last length lower title trim upper".split()
)
TESTS = frozenset(
    "defined undefined none true false eq equalto == ne != lt lessthan < le <= gt greaterthan > "
    "ge >= in even odd string number boolean".split()
)
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Keyword,
    nodes.Getattr, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Assign, nodes.List, nodes.Tuple, nodes.Neg, nodes.Getitem,
)  # fmt: skip
_CALLED = {
    nodes.For: ("a loop", "{% for"),
    nodes.Macro: ("a macro", "{% macro"),
    nodes.CallBlock: ("a call block", "{% call"),
    nodes.FilterBlock: ("a filter block", "{% filter"),
    nodes.AssignBlock: ("a set block", "{% set"),
    nodes.Include: ("an include", "{% include"),
    nodes.Import: ("an import", "{% import"),
    nodes.FromImport: ("an import", "{% from"),
    nodes.Extends: ("extends", "{% extends"),
    nodes.Block: ("a block", "{% block"),
    nodes.With: ("with", "{% with"),
    nodes.Concat: ("texts put together with ~", "~"),
    nodes.Dict: ("a mapping", "{{"),
    nodes.Slice: ("a slice", "["),
}
"""What each of these is, and the word that it is found by."""
RIGHT = "words, with {{ … }}, {% if %} and {% set %}; a page’s template can do more"


def disallowed_nodes(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str, str]]:
    """What no sentence needs: each node, what it is, and a word of it to find its place by."""
    waiting: list[nodes.Node] = [tree]
    while waiting:  # no recursion: how deep the tree is, is not known yet
        node = waiting.pop()
        said = _wrong(node)
        if said is None:
            waiting.extend([*node.iter_child_nodes()][::-1])
        else:
            yield node, *said


def _wrong(node: nodes.Node) -> tuple[str, str] | None:
    if isinstance(node, nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name not in WORDS:
            return f"{node.node.name}()", node.node.name
        if not isinstance(node.node, nodes.Name):
            return "a method", getattr(node.node, "attr", "")
        if node.dyn_args or node.dyn_kwargs:
            return "a call with *", "*"
        return None
    if isinstance(node, nodes.Filter):
        return None if node.name in FILTERS else (f"the filter {node.name}", node.name)
    if isinstance(node, nodes.Test):
        return None if node.name in TESTS else (f"the test {node.name}", node.name)
    if isinstance(node, nodes.BinExpr) and not isinstance(node, (nodes.And, nodes.Or)):
        sign = node.operator
        return f"calculation with {sign}", sign
    if isinstance(node, nodes.Assign) and not isinstance(node.target, nodes.Name):
        return "a set of more than one name", "set"
    if isinstance(node, _NODES):
        return None
    return _CALLED.get(type(node), (f"a {type(node).__name__.lower()}", "{%"))
