r"""A formula tree as LaTeX: `\frac{s_{1}^{2} + \left(\mu_{1} - \mu_{2}\right)^{2}}{2 s_{2}^{2}}`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from verify.read.names import GREEK_WORDS
from verify.render.tree import (
    ATOM,
    LOGIC,
    POWER,
    PRODUCT,
    RELATION,
    SUM,
    Big,
    Branches,
    Call,
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

_COMMANDS = frozenset("exp log ln sin cos tan sinh cosh tanh max min det arg sup inf lim gcd Pr".split())
_SIGNS = {
    "infinity": r"\infty", "minus infinity": r"-\infty", "transposed": r"\top", "pi": r"\pi", "ones": r"\mathbf{1}",
    "identity": "I", "expectation": r"\mathbb{E}", "gradient": r"\nabla", "space": r"\Omega", "true": r"\text{true}",
    "false": r"\text{false}", "imaginary": r"\mathrm{i}", "euler": r"\mathrm{e}", "zero": "0",
}  # fmt: skip
_RELATIONS = {
    "eq": "=", "ne": r"\ne", "lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge", "in": r"\in", "maps": r"\mapsto",
    "and": r"\land", "or": r"\lor", "implies": r"\implies", "iff": r"\iff", "bar": r"\mid", "parallel": r"\,\|\,",
}  # fmt: skip
_FENCES = {
    "abs": (r"\left|", r"\right|"), "norm": (r"\left\|", r"\right\|"), "floor": (r"\left\lfloor", r"\right\rfloor"),
    "ceiling": (r"\left\lceil", r"\right\rceil"), "set": (r"\left\{", r"\right\}"), "tuple": (r"\left(", r"\right)"),
}  # fmt: skip
_BIG = {"sum": r"\sum", "product": r"\prod", "integral": r"\int"}
_OPERATORS = {"": " ", "hadamard": r" \odot ", "times": r" \cdot "}
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_{}"}}


def latex_of(tree: Tree) -> str:
    """The LaTeX of a formula, for math mode."""
    return _WRITERS[type(tree)](tree)


def relation_in_latex(sign: str) -> str:
    """The sign of a relation by its word; of "", nothing."""
    return _RELATIONS.get(sign, sign)


def escaped(words: str) -> str:
    """Plain words, safe in the text of a LaTeX document."""
    return "".join(_SPECIAL.get(character, character) for character in words)


def name_in_latex(name: str) -> str:
    base, subscripts, primes = split_name(name)
    written = _letters(base)
    star = "".join("*" for part in subscripts if part == "star")
    below = ",".join(_letters(part) for part in subscripts if part != "star")
    above = star + r"\prime" * len(primes)
    return written + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")


def _label(label: Label) -> str:
    words = escaped(label.name.replace("_", " ")).replace(" ", "~")
    return rf"\mathrm{{{words}}}"


def _letters(part: str) -> str:
    if part in GREEK_WORDS:
        return f"\\{part}"
    return part if len(part) == 1 or part.isdigit() else rf"\mathrm{{{escaped(part)}}}"


def _level(tree: Tree) -> int:
    """A fraction stands for itself where it is drawn with a bar, except under an exponent."""
    return POWER if isinstance(tree, Quotient) else level(tree)


def _in(tree: Tree, least: int) -> str:
    written = latex_of(tree)
    return written if _level(tree) >= least else rf"\left({written}\right)"


def _sum(tree: Sum) -> str:
    parts = []
    for place, (term, minus) in enumerate(zip(tree.terms, tree.minus, strict=True)):
        least = SUM if place == 0 and not minus else PRODUCT
        written = _in(term, SUM if isinstance(term, Big) and not minus else least)
        parts.append(f"{'-' if minus else ''}{written}" if place == 0 else f" {'-' if minus else '+'} {written}")
    return "".join(parts)


def _product(tree: Product) -> str:
    factors = [_in(factor, POWER if place or len(tree.factors) > 1 else PRODUCT) for place, factor in enumerate(tree.factors)]
    last = tree.factors[-1]
    if isinstance(last, Big):
        factors[-1] = latex_of(last)
    written = factors[0]
    for after, pair in zip(factors[1:], pairwise(tree.factors), strict=True):
        space = r" \, " if any(isinstance(each, Label) for each in pair) and not tree.sign else _OPERATORS[tree.sign]
        written += (r" \cdot " if after[0].isdigit() else space) + after
    return written


def _power(tree: Power) -> str:
    base = tree.base
    if isinstance(base, Call) and isinstance(base.function, Name) and base.function.name in _COMMANDS:
        return rf"\left({latex_of(base)}\right)^{{{latex_of(tree.exponent)}}}"
    return f"{_base(base)}^{{{latex_of(tree.exponent)}}}"


def _base(base: Tree) -> str:
    """A name with a star or a prime has something above it already."""
    if isinstance(base, Name):
        _, subscripts, primes = split_name(base.name)
        bare = not primes and "star" not in subscripts
    else:
        bare = level(base) >= ATOM
    return latex_of(base) if bare else rf"\left({latex_of(base)}\right)"


def _index(tree: Index) -> str:
    below = ", ".join(map(latex_of, tree.indices))
    if isinstance(tree.base, Name):
        base, subscripts, primes = split_name(tree.base.name)
        inner = ",".join([*(_letters(part) for part in subscripts if part != "star"), below])
        above = "*" * subscripts.count("star") + r"\prime" * len(primes)
        return f"{_letters(base)}_{{{inner}}}" + (f"^{{{above}}}" if above else "")
    return f"{_base(tree.base)}_{{{below}}}"


def _call(tree: Call) -> str:
    inside = ", ".join(map(latex_of, tree.arguments))
    if tree.given:
        inside += rf" \mid {', '.join(map(latex_of, tree.given))}"
    left, right = (r"\left[", r"\right]") if tree.square else (r"\left(", r"\right)")
    return f"{_function(tree.function)}{left}{inside}{right}"


def _function(function: Tree) -> str:
    if isinstance(function, Name):
        if function.name in _COMMANDS:
            return f"\\{function.name}"
        base, subscripts, _ = split_name(function.name)
        if len(base) > 1 and base not in GREEK_WORDS and not subscripts:
            return rf"\operatorname{{{escaped(base)}}}"
    return _in(function, POWER)


def _fence(tree: Fence) -> str:
    left, right = _FENCES[tree.kind]
    return f"{left} {', '.join(map(latex_of, tree.body))} {right}"


def _big(tree: Big) -> str:
    sign, variable, body = _BIG[tree.kind], latex_of(tree.variable), _in(tree.body, PRODUCT)
    if tree.kind == "integral":
        bounds = "" if tree.lower is None or tree.upper is None else f"_{{{latex_of(tree.lower)}}}^{{{latex_of(tree.upper)}}}"
        return rf"{sign}{bounds} {body} \, \mathrm{{d}} {variable}"
    if tree.lower is None or tree.upper is None:
        return f"{sign}_{{{variable}}} {body}"
    return f"{sign}_{{{variable}={latex_of(tree.lower)}}}^{{{latex_of(tree.upper)}}} {body}"


def _limit(tree: Limit) -> str:
    side = f"^{{{tree.side}}}" if tree.side in ("+", "-") else ""
    return rf"\lim_{{{latex_of(tree.variable)} \to {latex_of(tree.point)}{side}}} {_in(tree.body, PRODUCT)}"


def _rate(tree: Rate) -> str:
    order = f"^{{{tree.order}}}" if tree.order > 1 else ""
    return rf"\frac{{\partial{order}}}{{\partial {latex_of(tree.variable)}{order}}} {_in(tree.body, POWER)}"


def _matrix(tree: Matrix) -> str:
    rows = r" \\ ".join(" & ".join(map(latex_of, row)) for row in tree.rows)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def _branches(tree: Branches) -> str:
    rows = r" \\ ".join(rf"{latex_of(value)} & \text{{if }} {latex_of(condition)}" for value, condition in tree.pairs)
    return rf"\begin{{cases}} {rows} \end{{cases}}"


def _relation(tree: Relation) -> str:
    least = LOGIC if tree.sign in ("maps", "bar", "parallel") else RELATION if level(tree) == LOGIC else SUM
    return f"{_in(tree.left, least)} {relation_in_latex(tree.sign)} {_in(tree.right, least)}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Name: lambda tree: name_in_latex(tree.name), Label: lambda tree: _label(tree),
    Number: lambda tree: tree.digits, Sign: lambda tree: _SIGNS[tree.word],
    Words: lambda tree: rf"\text{{{escaped(tree.words)}}}", Sum: _sum, Product: _product,
    Quotient: lambda tree: rf"\frac{{{latex_of(tree.top)}}}{{{latex_of(tree.bottom)}}}",
    Power: _power, Index: _index, Root: lambda tree: rf"\sqrt{{{latex_of(tree.body)}}}", Call: _call, Fence: _fence,
    Big: _big, Limit: _limit, Rate: _rate, Matrix: _matrix, Branches: _branches, Relation: _relation,
    Phrase: lambda tree: r"\ ".join(map(latex_of, tree.parts)),
}  # fmt: skip
