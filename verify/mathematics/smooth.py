"""Symbols that run through intervals, and functions that are smooth on them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from verify.calculus import differentiate
from verify.mathematics.manifest import Manifest
from verify.mathematics.ranges import Sign, exactly, sort_range
from verify.problem import InputError
from verify.question import Question
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, consists_of, free_symbols, fresh_symbol, mul, number, substitute, subtract, symbol

# Continuous wherever they are defined, and differentiable inside of their domain; digamma and polygamma come from derivatives.
SMOOTH = frozenset(
    (
        *("number", "symbol", "pi", "add", "mul", "power", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
        *("asin", "acos", "atan", "asinh", "acosh", "atanh", "erf", "erfc", "gamma", "loggamma", "digamma"),
    )
)


def affine(term: Term, name: Term) -> tuple[Fraction, Fraction] | None:
    """(a, b) if the term is written as a x + b with rational a and b."""
    if term is name:
        return Fraction(1), Fraction(0)
    if term.op == "number":
        return Fraction(0), term.fraction
    if term.op not in ("add", "mul"):
        return None
    total = Fraction(0) if term.op == "add" else Fraction(1)
    slope = Fraction(0)
    for arg in term.args:
        part = affine(arg, name)
        if part is None or (term.op == "mul" and part[0] and slope):
            return None
        if term.op == "add":
            slope, total = slope + part[0], total + part[1]
        else:
            slope, total = slope * part[1] + part[0] * total, total * part[1]
    return slope, total


def narrowed(name: Term, hypotheses: tuple[Term, ...]) -> tuple[Scalar, tuple[Term, ...]]:
    """The interval into which the hypotheses that are affine in `name` put it, and the other hypotheses."""
    whole, kept = sort_range(name.sort), []
    for hypothesis in hypotheses:
        bound = _bound(name, hypothesis)
        if bound is None:
            kept.append(hypothesis)
            continue
        slope, end, is_open = bound
        half = replace(whole, lower=end, lower_open=is_open, upper=None) if slope > 0 else (
            replace(whole, upper=end, upper_open=is_open, lower=None))
        whole = whole.meet(half)
    return Scalar("real", whole.lower, whole.upper, whole.lower_open, whole.upper_open), tuple(kept)


def _bound(name: Term, hypothesis: Term) -> tuple[Fraction, Fraction, bool] | None:
    """(slope, end, open) of a hypothesis slope (x - end) >= 0."""
    if hypothesis.op not in ("le", "lt") or free_symbols(hypothesis) != (name,):
        return None
    sides = [affine(side, name) for side in hypothesis.args]
    if sides[0] is None or sides[1] is None:
        return None
    slope, rest = sides[1][0] - sides[0][0], sides[1][1] - sides[0][1]
    return None if slope == 0 else (slope, -rest / slope, hypothesis.op == "lt")


def is_smooth(term: Term) -> bool:
    """Whether only operations occur that are smooth inside of their domain."""
    return consists_of(term, SMOOTH)


def smooth_derivative(manifest: Manifest, function: Term, name: Term, sort: Scalar) -> Term | None:
    """The derivative by `name`, if the function is continuous on the interval `sort` and differentiable inside of it."""
    taken = free_symbols(function)
    whole = fresh_symbol(symbol(name.name, sort), taken)
    if not is_smooth(function) or not manifest.defined(substitute(function, {name: whole})):
        return None
    try:
        slope, obligations = differentiate(function, name)
    except InputError:
        return None
    inside = fresh_symbol(symbol(name.name, replace(sort, lower_open=True, upper_open=True)), taken)
    interior = {name: inside}
    if not manifest.defined(substitute(slope, interior)):
        return None
    for obligation in obligations:
        condition = substitute(obligation, interior)
        if not any(_is_positive(manifest, each) for each in (condition.args if condition.op == "or" else (condition,))):
            return None
    return slope


def _is_positive(manifest: Manifest, condition: Term) -> bool:
    return condition.op == "lt" and condition.args[0] is ZERO and manifest.sign(condition.args[1]) == (1, True)


def lies_inside(manifest: Manifest, point: Term, sort: Scalar) -> bool:
    """Whether a point is defined and belongs to an interval."""
    if not manifest.defined(point):
        return False
    lower_sign, upper_sign = None, None
    if sort.lower is not None:
        from_range = manifest.range(point).plus(exactly(-sort.lower)).sign
        lower_sign = from_range or manifest.sign(subtract(point, number(sort.lower)))
    if sort.upper is not None:
        from_range = manifest.range(point).negated().plus(exactly(sort.upper)).sign
        upper_sign = from_range or manifest.sign(subtract(number(sort.upper), point))
    return (sort.lower is None or _is_at_least(lower_sign, sort.lower_open)) and (
        sort.upper is None or _is_at_least(upper_sign, sort.upper_open)
    )


def _is_at_least(sign: Sign | None, is_open: bool) -> bool:
    return sign is not None and sign[0] >= 0 and (sign == (1, True) or not is_open)


def belongs(sort: Scalar, side: str) -> bool:
    """Whether the upper or lower end belongs to the interval."""
    if side == "upper":
        return sort.upper is not None and not sort.upper_open
    return sort.lower is not None and not sort.lower_open


def with_end(sort: Scalar, point: Term) -> Scalar:
    """The interval together with the point, if that is an end of it that does not belong to it."""
    if point.op == "number" and point.fraction == sort.lower:
        sort = replace(sort, lower_open=False)
    if point.op == "number" and point.fraction == sort.upper:
        sort = replace(sort, upper_open=False)
    return sort


def open_sides(question: Question, name: Term, point: Term, sort: Scalar) -> tuple[bool, bool]:
    """Whether values of `name` to the right, and to the left, of the point have to be considered."""
    sides = [side for hypothesis in question.hypotheses if (side := side_of(hypothesis, name, point)) is not None]
    after, before = any(side > 0 for side, _ in sides), any(side < 0 for side, _ in sides)
    if point.op == "number":
        after = after or point.fraction == sort.lower
        before = before or point.fraction == sort.upper
    return not before, not after


def is_apart(question: Question, name: Term, point: Term) -> bool:
    """Whether a hypothesis says that `name` is not the point."""
    sides = [side_of(hypothesis, name, point) for hypothesis in question.hypotheses]
    return any(side is not None and side[1] for side in sides)


def bounds_on_side(question: Question, name: Term, sense: int) -> tuple[Term, ...]:
    """The hypotheses that bound `name` from below (sense 1) or above (-1) only: they hold for all greater (lesser) values."""
    found = []
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt") and name in free_symbols(hypothesis):
            combination = linear_combination(subtract(*hypothesis.args[::-1]))
            scale = combination.get(name, Fraction(0))
            alone = all(atom is name or name not in free_symbols(atom) for atom in combination)
            if alone and scale * sense > 0:
                found.append(hypothesis)
    return tuple(found)


def side_of(hypothesis: Term, name: Term, point: Term) -> tuple[int, bool] | None:
    """(1, strict) for a hypothesis that is a multiple of x >= c, (-1, strict) for one of x <= c, None for any other."""
    if hypothesis.op not in ("le", "lt") or any(side.shape for side in hypothesis.args):
        return None
    left, right = hypothesis.args
    given = linear_combination(subtract(right, left))
    scale = given.get(name)
    if scale is None:
        return None
    wanted = {atom: value * scale for atom, value in linear_combination(subtract(name, point)).items()}
    return ((1 if scale > 0 else -1), hypothesis.op == "lt") if wanted == given else None


def linear_combination(term: Term) -> dict[Term, Fraction]:
    """The term as a sum of rational multiples of atoms, as it is written; a number is a multiple of ONE."""
    total: dict[Term, Fraction] = {}
    stack = [(term, Fraction(1))]
    while stack:
        inner, scale = stack.pop()
        if inner.op == "add":
            stack.extend((arg, scale) for arg in inner.args)
            continue
        rest = [arg for arg in inner.args if arg.op != "number"] if inner.op == "mul" else [inner]
        for arg in inner.args if inner.op == "mul" else ():
            if arg.op == "number":
                scale *= arg.fraction
        if inner.op == "number":
            rest, scale = [ONE], scale * inner.fraction
        if inner.op == "mul" and len(rest) == 1 and rest[0].op in ("add", "mul", "number"):
            stack.append((rest[0], scale))
            continue
        atom = mul(*rest)
        value = total.pop(atom, Fraction(0)) + scale
        if value:
            total[atom] = value
    return total
