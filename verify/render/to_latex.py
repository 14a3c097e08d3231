r"""A formula tree as LaTeX: `\frac{s_{1}^{2} + \left(\mu_{1} - \mu_{2}\right)^{2}}{2 s_{2}^{2}}`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from verify.read.names import ACCENTS, GREEK_WORDS
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

_COMMANDS = frozenset("exp log ln sin cos tan sinh cosh tanh max min det arg sup inf lim gcd Pr".split())
_SIGNS = {
    "infinity": r"\infty", "minus infinity": r"-\infty", "transposed": r"\top", "pi": r"\pi", "ones": r"\mathbf{1}",
    "identity": "I", "expectation": r"\mathbb{E}", "gradient": r"\nabla", "space": r"\Omega", "true": r"\text{true}",
    "false": r"\text{false}", "imaginary": r"\mathrm{i}", "euler": r"\mathrm{e}", "zero": r"\mathbf{0}",
    "not": r"\lnot", "argmin": r"\arg\min", "argmax": r"\arg\max", "minimum": r"\min", "maximum": r"\max",
}  # fmt: skip
_RELATIONS = {
    "eq": "=", "ne": r"\ne", "lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge", "in": r"\in", "by": r"\times", "maps": r"\mapsto",
    "and": r"\land", "or": r"\lor", "implies": r"\implies", "iff": r"\iff", "bar": r"\mid", "parallel": r"\,\|\,",
}  # fmt: skip
_FENCES = {
    "abs": (r"\left|", r"\right|"), "norm": (r"\left\|", r"\right\|"), "floor": (r"\left\lfloor", r"\right\rfloor"),
    "ceiling": (r"\left\lceil", r"\right\rceil"), "set": (r"\left\{", r"\right\}"), "tuple": (r"\left(", r"\right)"),
    **{pair: (rf"\left{pair[0]}", rf"\right{pair[1]}") for pair in INTERVALS},
}  # fmt: skip
_BIG = {"sum": r"\sum", "product": r"\prod", "largest": r"\max", "integral": r"\int"}
_OPERATORS = {"": " ", "hadamard": r" \odot ", "times": r" \cdot "}
_ACCENTS = frozenset(ACCENTS.values())
_PRIME = r"\prime"
_FACTORIAL = Sign("factorial")
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


def name_in_latex(name: str, indices: str = "") -> str:
    r"""A name with its accent, subscripts, indices, star and primes: `\hat{\mu}_{1}`, `x'`, `\theta^{*}`."""
    base, subscripts, primes = split_name(name)
    written = _letters(base)
    if subscripts and subscripts[0] in _ACCENTS and _is_letter(base):
        written, subscripts = rf"\{subscripts[0]}{{{written}}}", subscripts[1:]
    stars = "*" * subscripts.count("star")
    below = ",".join([*(_letters(part) for part in subscripts if part != "star"), *([indices] if indices else [])])
    above = f"^{{{stars}{_PRIME * len(primes)}}}" if stars else "'" * len(primes)
    return written + (f"_{{{below}}}" if below else "") + above


def _is_letter(base: str) -> bool:
    return len(base) == 1 or base in GREEK_WORDS or base == "ell"


def _label(label: Label) -> str:
    words = escaped(label.name.replace("_", " ")).replace(" ", "~")
    return rf"\mathrm{{{words}}}"


def _letters(part: str) -> str:
    if part in GREEK_WORDS or part == "ell":
        return f"\\{part}"
    return part if len(part) == 1 or part.isdigit() else rf"\mathrm{{{escaped(part)}}}"


def _is_optimum(tree: Tree) -> bool:
    """argmin_x f goes on to the next relation."""
    first = tree.factors[0] if isinstance(tree, Product) else None
    return isinstance(first, Index) and first.base in (Sign("argmin"), Sign("argmax"), Sign("minimum"), Sign("maximum"))


def _level(tree: Tree) -> int:
    """A fraction stands for itself where it is drawn with a bar, except under an exponent."""
    if _is_optimum(tree):
        return SUM
    return POWER if isinstance(tree, Quotient) else level(tree)


def _in(tree: Tree, least: int) -> str:
    written = latex_of(tree)
    return written if _level(tree) >= least else rf"\left({written}\right)"


def _sum(tree: Sum) -> str:
    parts = []
    for place, (term, minus) in enumerate(zip(tree.terms, tree.minus, strict=True)):
        is_sum = _is_optimum(term) or (isinstance(term, Sum) and len(term.terms) > 1 and len(tree.terms) > 1)
        first = place == 0 and not minus and not is_sum
        goes_on = isinstance(term, Big) and term.kind == "largest" and place < len(tree.terms) - 1
        written = _in(term, SUM if first or isinstance(term, (Big, Limit)) else PRODUCT)
        written = rf"\left({written}\right)" if goes_on else written
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
        written += (r" \cdot " if _needs_a_dot(*pair) or after[0].isdigit() else space) + after
    return written


def _needs_a_dot(first: Tree, second: Tree) -> bool:
    r"""2 \frac{1}{3} looks like a mixed number, and \frac{d x}{d y} like a derivative."""
    numbers = isinstance(second, Quotient) and isinstance(second.top, Number) and isinstance(second.bottom, Number)
    return (isinstance(first, Number) and numbers) or (isinstance(first, Name) and first.name == "d")


def _power(tree: Power) -> str:
    base = tree.base
    is_command = isinstance(base, Call) and isinstance(base.function, Name) and base.function.name in _COMMANDS
    if is_command or (isinstance(base, Call) and base.function == _FACTORIAL):
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
        return name_in_latex(tree.base.name, below)
    return f"{_base(tree.base)}_{{{below}}}"


def _call(tree: Call) -> str:
    if tree.function == _FACTORIAL:
        (body,) = tree.arguments
        bare = isinstance(body, Number) or (isinstance(body, (Name, Index)) and _base(body) == latex_of(body))
        return f"{latex_of(body)}!" if bare else rf"\left({latex_of(body)}\right)!"
    inside = ", ".join(map(latex_of, tree.arguments))
    if tree.given:
        inside += rf" \mid {', '.join(map(latex_of, tree.given))}"
    left, right = (r"\left[", r"\right]") if tree.square else (r"\left(", r"\right)")
    return f"{_function(tree.function)}{left}{inside}{right}"


def _function(function: Tree) -> str:
    if isinstance(function, Name):
        if function.name in _COMMANDS:
            return f"\\{function.name}"
        base, subscripts, primes = split_name(function.name)
        if not _is_letter(base) and not subscripts:
            return rf"\operatorname{{{escaped(base)}}}{primes}"
    return _in(function, POWER)


def _fence(tree: Fence) -> str:
    left, right = _FENCES[tree.kind]
    return f"{left} {', '.join(map(latex_of, tree.body))} {right}"


def _big(tree: Big) -> str:
    least = POWER if tree.kind == "product" else PRODUCT  # where a product ends would be anyone's guess
    body = latex_of(tree.body) if isinstance(tree.body, (Big, Limit)) else _in(tree.body, least)
    sign, variable = _BIG[tree.kind], latex_of(tree.variable)
    if tree.kind == "integral":
        bounds = "" if tree.lower is None or tree.upper is None else f"_{{{latex_of(tree.lower)}}}^{{{latex_of(tree.upper)}}}"
        return rf"{sign}{bounds} {body} \, \mathrm{{d}} {variable}"
    if tree.lower is None or tree.upper is None:
        return f"{sign}_{{{variable}}} {body}"
    return f"{sign}_{{{variable}={latex_of(tree.lower)}}}^{{{latex_of(tree.upper)}}} {body}"


def _limit(tree: Limit) -> str:
    side = f"^{{{tree.side}}}" if tree.side in ("+", "-") else ""
    body = latex_of(tree.body) if isinstance(tree.body, (Big, Limit)) else _in(tree.body, PRODUCT)
    return rf"\lim_{{{latex_of(tree.variable)} \to {latex_of(tree.point)}{side}}} {body}"


def _rate(tree: Rate) -> str:
    order = f"^{{{tree.order}}}" if tree.order > 1 else ""
    return rf"\frac{{\partial{order}}}{{\partial {latex_of(tree.variable)}{order}}} {_in(tree.body, POWER)}"


def _matrix(tree: Matrix) -> str:
    rows = r" \\ ".join(" & ".join(map(latex_of, row)) for row in tree.rows)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def _branches(tree: Branches) -> str:
    rows = r" \\ ".join(f"{latex_of(value)} & {_condition(condition)}" for value, condition in tree.pairs)
    return rf"\begin{{cases}} {rows} \end{{cases}}"


def _condition(condition: Tree) -> str:
    return r"\text{otherwise}" if condition == Sign("true") else rf"\text{{if }} {latex_of(condition)}"


def _relation(tree: Relation) -> str:
    least = LOGIC if tree.sign in ("maps", "bar", "parallel") else RELATION if level(tree) == LOGIC else SUM
    chained = isinstance(tree.left, Relation) and tree.sign == tree.left.sign in ("and", "or")
    return f"{_in(tree.left, LOGIC if chained else least)} {relation_in_latex(tree.sign)} {_in(tree.right, least)}"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Name: lambda tree: name_in_latex(tree.name), Label: lambda tree: _label(tree),
    Number: lambda tree: tree.digits, Sign: lambda tree: _SIGNS[tree.word],
    Words: lambda tree: rf"\text{{{escaped(tree.words)}}}", Sum: _sum, Product: _product,
    Quotient: lambda tree: rf"\frac{{{latex_of(tree.top)}}}{{{latex_of(tree.bottom)}}}",
    Power: _power,
    Entrywise: lambda tree: rf"\odot {_in(tree.exponent, ATOM)}",
    Index: _index, Root: lambda tree: rf"\sqrt{{{latex_of(tree.body)}}}", Call: _call, Fence: _fence,
    Big: _big, Limit: _limit, Rate: _rate, Matrix: _matrix, Branches: _branches, Relation: _relation,
    Phrase: lambda tree: r"\ ".join(map(latex_of, tree.parts)),
}  # fmt: skip
