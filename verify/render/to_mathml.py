"""A formula tree as presentation MathML, which browsers draw by themselves: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from verify.read.names import GREEK_LETTERS
from verify.render.tree import (
    ATOM,
    INTERVALS,
    LOGIC,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
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
    split_name,
)

_GREEK = {word: letter for letter, word in reversed(GREEK_LETTERS.items())} | {"varepsilon": "ε", "epsilon": "ϵ"}
_SIGNS = {
    "infinity": "∞", "minus infinity": "−∞", "transposed": "⊤", "pi": "π", "ones": "𝟏", "identity": "I", "expectation": "𝔼",
    "gradient": "∇", "space": "Ω", "imaginary": "i", "euler": "e", "zero": "0",
}  # fmt: skip
_RELATIONS = {
    "eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "in": "∈", "maps": "↦", "and": "∧", "or": "∨",
    "implies": "⟹", "iff": "⟺", "bar": "|", "parallel": "‖",
}  # fmt: skip
_FENCES = {"abs": ("|", "|"), "norm": ("‖", "‖"), "floor": ("⌊", "⌋"), "ceiling": ("⌈", "⌉"), "set": ("{", "}"),
           "tuple": ("(", ")"), **{pair: (pair[0], pair[1]) for pair in INTERVALS}}  # fmt: skip
_BIG = {"sum": "∑", "product": "∏", "largest": "max", "integral": "∫"}
_OPERATORS = {"": "", "hadamard": "⊙", "times": "·"}
_SPACE = '<mspace width="0.17em"/>'


def mathml_of(tree: Tree, *, display: bool = False) -> str:
    """A complete `<math>` element."""
    attribute = ' display="block"' if display else ' displaystyle="true"'
    return f"<math{attribute}><mrow>{_of(tree)}</mrow></math>"


def relation_in_mathml(sign: str) -> str:
    """The sign of a relation by its word, as an element of its own; of "", nothing."""
    return f"<math>{_operator(_RELATIONS[sign])}</math>" if sign else ""


def _of(tree: Tree) -> str:
    return _WRITERS[type(tree)](tree)


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _operator(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def _fenced(left: str, inside: str, right: str) -> str:
    return _row(f'<mo fence="true">{left}</mo>', inside, f'<mo fence="true">{right}</mo>')


def _in(tree: Tree, least: int) -> str:
    """A quotient is drawn with a bar and needs no brackets beside other factors."""
    holds = POWER if isinstance(tree, Quotient) else level(tree)
    return _row(_of(tree)) if holds >= least else _fenced("(", _of(tree), ")")


def _identifier(part: str) -> str:
    if part.isdigit():
        return f"<mn>{part}</mn>"
    letter = _GREEK.get(part, part)
    upright = ' mathvariant="normal"' if len(letter) == 1 and (letter.isupper() and part in _GREEK) else ""
    return f"<mi{upright}>{escape(letter)}</mi>"


def _listed(trees: tuple[Tree, ...]) -> str:
    return _operator(",").join(_row(_of(tree)) for tree in trees)


def _name(tree: Name, *indices: Tree) -> str:
    base, subscripts, primes = split_name(tree.name)
    below = [_identifier(part) for part in subscripts if part != "star"] + [_row(_of(index)) for index in indices]
    above = "*" * subscripts.count("star") + "′" * len(primes)
    written = _identifier(base)
    if below and above:
        return f"<msubsup>{written}{_row(_operator(',').join(below))}<mo>{above}</mo></msubsup>"
    if below:
        return f"<msub>{written}{_row(_operator(',').join(below))}</msub>"
    return f"<msup>{written}<mo>{above}</mo></msup>" if above else written


def _sign(tree: Sign) -> str:
    return f"<mi>{_SIGNS.get(tree.word, tree.word)}</mi>"


def _sum(tree: Sum) -> str:
    parts = []
    for place, (term, minus) in enumerate(zip(tree.terms, tree.minus, strict=True)):
        least = SUM if (place == 0 or isinstance(term, Big)) and not minus else PRODUCT
        sign = _operator("−") if minus else "" if place == 0 else _operator("+")
        parts += [sign, _in(term, least)]
    return _row(*parts)


def _product(tree: Product) -> str:
    parts = []
    for place, factor in enumerate(tree.factors):
        if place:
            digits = isinstance(factor, Number) and isinstance(tree.factors[place - 1], Number)
            words = isinstance(factor, Label) or isinstance(tree.factors[place - 1], Label)
            sign = "·" if digits else _OPERATORS[tree.sign]
            parts.append(_operator(sign) if sign else _SPACE if words else "<mo>&#x2062;</mo>")
        last = place == len(tree.factors) - 1 and isinstance(factor, Big)
        parts.append(_row(_of(factor)) if last else _in(factor, POWER if len(tree.factors) > 1 else PRODUCT))
    return _row(*parts)


def _power(tree: Power) -> str:
    below = _subscripts(tree.base)
    if below is not None:  # the exponent stands above the subscript, not behind it
        return f"<msubsup>{below[0]}{_row(below[1])}{_row(_of(tree.exponent))}</msubsup>"
    bracketed = isinstance(tree.base, (Quotient, Call)) or level(tree.base) < ATOM
    base = _fenced("(", _of(tree.base), ")") if bracketed else _row(_of(tree.base))
    return f"<msup>{base}{_row(_of(tree.exponent))}</msup>"


def _subscripts(base: Tree) -> tuple[str, str] | None:
    """The letter and the subscripts of x_1 or x_{1,i}; None without any, or if there is something above already."""
    name, indices = (base.base, base.indices) if isinstance(base, Index) else (base, ())
    if not isinstance(name, Name):
        return None
    letter, subscripts, primes = split_name(name.name)
    below = [*map(_identifier, subscripts), *(_row(_of(index)) for index in indices)]
    return (_identifier(letter), _operator(",").join(below)) if below and not primes and "star" not in subscripts else None


def _index(tree: Index) -> str:
    if isinstance(tree.base, Name):
        return _name(tree.base, *tree.indices)
    return f"<msub>{_in(tree.base, ATOM)}{_row(_listed(tree.indices))}</msub>"


def _call(tree: Call) -> str:
    inside = _listed(tree.arguments)
    if tree.given:
        inside += _operator("|") + _listed(tree.given)
    left, right = "[]" if tree.square else "()"
    return _row(_in(tree.function, POWER), "<mo>&#x2061;</mo>", _fenced(left, inside, right))


def _fence(tree: Fence) -> str:
    left, right = _FENCES[tree.kind]
    return _fenced(left, _listed(tree.body), right)


def _big(tree: Big) -> str:
    sign = f'<mo largeop="true">{_BIG[tree.kind]}</mo>'
    body = _in(tree.body, PRODUCT)
    if tree.lower is None or tree.upper is None:
        drawn = sign if tree.kind == "integral" else f"<munder>{sign}{_row(_of(tree.variable))}</munder>"
    elif tree.kind == "integral":
        drawn = f"<msubsup>{sign}{_row(_of(tree.lower))}{_row(_of(tree.upper))}</msubsup>"
    else:
        below = _row(_of(tree.variable), _operator("="), _of(tree.lower))
        drawn = f"<munderover>{sign}{below}{_row(_of(tree.upper))}</munderover>"
    by = _row(_SPACE, "<mi>d</mi>", _of(tree.variable)) if tree.kind == "integral" else ""
    return _row(drawn, body, by)


def _limit(tree: Limit) -> str:
    point = f"<msup>{_row(_of(tree.point))}<mo>{tree.side}</mo></msup>" if tree.side in ("+", "-") else _of(tree.point)
    return _row(f"<munder><mo>lim</mo>{_row(_of(tree.variable), _operator('→'), point)}</munder>", _in(tree.body, PRODUCT))


def _rate(tree: Rate) -> str:
    def power_of(base: str) -> str:
        return f"<msup>{base}<mn>{tree.order}</mn></msup>" if tree.order > 1 else base

    bottom = _row("<mi>∂</mi>", power_of(_of(tree.variable)))
    return _row(f"<mfrac>{_row(power_of('<mi>∂</mi>'))}{bottom}</mfrac>", _in(tree.body, POWER))


def _table(rows: list[list[str]]) -> str:
    cells = "".join(f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in row)}</mtr>" for row in rows)
    return f"<mtable>{cells}</mtable>"


def _matrix(tree: Matrix) -> str:
    return _fenced("(", _table([[_of(entry) for entry in row] for row in tree.rows]), ")")


def _branches(tree: Branches) -> str:
    rows = [[_of(value), _row("<mtext>if&#xa0;</mtext>", _of(condition))] for value, condition in tree.pairs]
    return _row('<mo fence="true">{</mo>', _table(rows))


def _relation(tree: Relation) -> str:
    least = LOGIC if tree.sign in ("maps", "bar", "parallel") else RELATION if level(tree) == LOGIC else SUM
    return _row(_in(tree.left, least), _operator(_RELATIONS.get(tree.sign, tree.sign)), _in(tree.right, least))


_WRITERS: dict[type, Callable[[Any], str]] = {
    Name: _name, Label: lambda tree: f"<mi>{escape(tree.name.replace('_', ' '))}</mi>",
    Number: lambda tree: f"<mn>{tree.digits.replace('-', '−')}</mn>", Sign: _sign,
    Words: lambda tree: f"<mtext>{escape(tree.words)}</mtext>", Sum: _sum, Product: _product,
    Quotient: lambda tree: f"<mfrac>{_row(_of(tree.top))}{_row(_of(tree.bottom))}</mfrac>",
    Power: _power,
    Entrywise: lambda tree: _row(_operator("⊙"), _in(tree.exponent, ATOM)),
    Index: _index, Root: lambda tree: f"<msqrt>{_of(tree.body)}</msqrt>", Call: _call, Fence: _fence,
    Big: _big, Limit: _limit, Rate: _rate, Matrix: _matrix, Branches: _branches, Relation: _relation,
    Phrase: lambda tree: _row('<mspace width="0.3em"/>'.join(map(_of, tree.parts))),
}  # fmt: skip
