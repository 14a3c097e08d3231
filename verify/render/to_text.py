"""A formula tree in one line of text, in the notation of typed formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.render.tree import (
    ATOM,
    INTERVALS,
    LOGIC,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    TRANSPOSED,
    Big,
    Branches,
    Call,
    Entrywise,
    Fence,
    Index,
    Label,
    Limit,
    Matrix,
    Name,
    Number,
    Phrase,
    Power,
    Product,
    Quotient,
    Rate,
    Relation,
    Root,
    Sign,
    Sum,
    Tree,
    Words,
    level,
)

_SIGNS = {"infinity": "inf", "minus infinity": "-inf", "transposed": "T", "ones": "1", "expectation": "E", "identity": "I",
          "zero": "0", "gradient": "grad", "euler": "e"}  # fmt: skip
_RELATIONS = {
    "eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "maps": "->", "bar": "|", "parallel": "||",
}  # fmt: skip
_OPERATORS = {"": "*", "hadamard": " o "}
_FENCES = {"abs": ("|", "|"), "norm": ("||", "||"), "floor": ("floor(", ")"), "ceiling": ("ceil(", ")"), "set": ("{", "}"),
           "tuple": ("(", ")"), **{pair: (pair[0], pair[1]) for pair in INTERVALS}}  # fmt: skip


def text_of(tree: Tree) -> str:
    """`(s_1^2 + (mu_1 - mu_2)^2)/(2*s_2^2)`"""
    return _WRITERS[type(tree)](tree)


def _in(tree: Tree, least: int) -> str:
    written = text_of(tree)
    holds = ATOM if isinstance(tree, (Big, Limit, Rate)) else level(tree)  # these are written like calls
    return written if holds >= least else f"({written})"


def _sum(tree: Sum) -> str:
    parts = []
    for place, (term, minus) in enumerate(zip(tree.terms, tree.minus, strict=True)):
        written = _in(term, PRODUCT if minus else SUM if place == 0 else PRODUCT)
        parts.append(f"{'-' if minus else ''}{written}" if place == 0 else f" {'-' if minus else '+'} {written}")
    return "".join(parts)


def _product(tree: Product) -> str:
    return _OPERATORS[tree.sign].join(_in(factor, PRODUCT if place == 0 else POWER) for place, factor in enumerate(tree.factors))


def _power(tree: Power) -> str:
    if tree.exponent == TRANSPOSED:
        return f"{_in(tree.base, ATOM)}'"
    return f"{_in(tree.base, ATOM)}^{_in(tree.exponent, ATOM)}"


def _index(tree: Index) -> str:
    inside = ", ".join(map(text_of, tree.indices))
    bare = len(tree.indices) == 1 and (inside.isalnum() or isinstance(tree.base, Sign)) and "_" not in text_of(tree.base)
    return f"{_in(tree.base, ATOM)}_{inside}" if bare else f"{_in(tree.base, ATOM)}[{inside}]"


def _call(tree: Call) -> str:
    inside = ", ".join(map(text_of, tree.arguments))
    if tree.given:
        inside += f" | {', '.join(map(text_of, tree.given))}"
    left, right = "[]" if tree.square else "()"
    return f"{_in(tree.function, ATOM)}{left}{inside}{right}"


def _fence(tree: Fence) -> str:
    left, right = _FENCES[tree.kind]
    return f"{left}{', '.join(map(text_of, tree.body))}{right}"


def _big(tree: Big) -> str:
    bounds = "" if tree.lower is None or tree.upper is None else f", {text_of(tree.lower)}, {text_of(tree.upper)}"
    return f"{tree.kind}({text_of(tree.body)}, {text_of(tree.variable)}{bounds})"


def _limit(tree: Limit) -> str:
    side = {"+": ", right", "-": ", left"}.get(tree.side, "")
    return f"limit({text_of(tree.body)}, {text_of(tree.variable)}, {text_of(tree.point)}{side})"


def _rate(tree: Rate) -> str:
    order = "" if tree.order == 1 else f", {tree.order}"
    return f"diff({text_of(tree.body)}, {text_of(tree.variable)}{order})"


def _matrix(tree: Matrix) -> str:
    rows = [f"[{', '.join(map(text_of, row))}]" for row in tree.rows]
    if all(len(row) == 1 for row in tree.rows):
        return f"[{', '.join(text_of(row[0]) for row in tree.rows)}]"
    return f"[{', '.join(rows)}]"


def _branches(tree: Branches) -> str:
    return f"piecewise({', '.join(f'({text_of(value)}, {text_of(condition)})' for value, condition in tree.pairs)})"


def _relation(tree: Relation) -> str:
    least = {"maps": LOGIC, "bar": LOGIC, "parallel": LOGIC}.get(tree.sign, RELATION if level(tree) == LOGIC else SUM)
    chained = isinstance(tree.left, Relation) and tree.sign == tree.left.sign in ("and", "or")
    return f"{_in(tree.left, LOGIC if chained else least)} {_RELATIONS.get(tree.sign, tree.sign)} {_in(tree.right, least)}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Name: lambda tree: tree.name, Label: lambda tree: tree.name, Number: lambda tree: tree.digits,
    Sign: lambda tree: _SIGNS.get(tree.word, tree.word),
    Words: lambda tree: tree.words, Sum: _sum, Product: _product,
    Quotient: lambda tree: f"{_in(tree.top, PRODUCT)}/{_in(tree.bottom, POWER)}",
    Power: _power,
    Entrywise: lambda tree: f"o{_in(tree.exponent, ATOM)}",
    Index: _index, Root: lambda tree: f"sqrt({text_of(tree.body)})", Call: _call, Fence: _fence, Big: _big,
    Limit: _limit, Rate: _rate, Matrix: _matrix, Branches: _branches, Relation: _relation,
    Phrase: lambda tree: " ".join(map(text_of, tree.parts)),
}  # fmt: skip
