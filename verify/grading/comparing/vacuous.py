"""Statements that hold everywhere, or nowhere: that an answer is as true as the reference says nothing of them.

`log x <= x - 1` and `0 <= 1` hold at the same points.  Where the reference is such a statement, an answer counts only if it says
the same: the same relation between sides whose difference is that of the reference, or a positive number times it.  So does what
the squares of its sides say, if none of them may be negative, side by side: |u| <= sqrt(v) sqrt(w) and u^2 <= v w.  That
u <= sqrt(v) sqrt(w) says less, 0 <= |u| says nothing of u, and |u| <= sqrt(u^2 + v^2) more than 0 <= v^2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace

from verify.decide import decide
from verify.domain import rational_value
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.comparing.compare import compare, factors_between, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.shapes import is_in_other_layout
from verify.question import Question
from verify.sort import Scalar, Tensor
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Term,
    equal,
    free_symbols,
    fresh_symbol,
    mul,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)

_FUEL = 100_000


def compare_answer(
    reference: Term, submitted: Term, hypotheses: tuple[Term, ...] = (), limits: Limits = DEFAULT_LIMITS
) -> Comparison:
    """As `compare`; statements that hold everywhere or nowhere have to say the same, and derivatives may be transposed."""
    found = compare(reference, submitted, hypotheses, limits)
    if found.outcome == "wrong" and is_in_other_layout(reference, submitted, hypotheses, limits):
        return undecided("the transposed derivative, as other books lay it out", "shape")
    return unless_vacuous(found, reference, submitted, hypotheses, limits)


def unless_vacuous(
    found: Comparison, reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison:
    """What was found, but for equivalent statements that hold everywhere or nowhere, and do not say the same."""
    if found.outcome != "correct" or kind_of(reference) != "statement" or kind_of(submitted) != "statement":
        return found
    if says_the_same(reference, submitted, hypotheses, replace(limits, fuel=min(limits.fuel, _FUEL))):
        return found  # what holds everywhere has to be seen with as much fuel as that it follows from the answer
    for statement in (reference, submitted):  # one of two equivalent ones may be seen more easily to hold nowhere
        for extent, question in (
            ("everywhere", Question(statement, hypotheses)),
            ("nowhere", Question(relation("lt", ZERO, ZERO), (*hypotheses, statement))),
        ):
            if decide(question, limits).truth == "proved":
                return undecided(f"what is asked for holds {extent}, and so do statements that say something else", "vacuous")
    return found


def says_the_same(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether two statements are the same relation between the same quantities, but for a factor and for what stands where."""
    if reference is submitted:
        return True
    if reference.op != submitted.op:
        return False
    if reference.op in ("and", "or", "not", "implies", "iff"):
        pairs = zip(reference.args, submitted.args, strict=False)
        return len(reference.args) == len(submitted.args) and all(says_the_same(*pair, hypotheses, limits) for pair in pairs)
    if reference.op not in ("eq", "ne", "lt", "le") or reference.args[0].shape != submitted.args[0].shape:
        return False
    ours, theirs = (subtract(*each.args) for each in (reference, submitted))
    ordered = reference.op in ("lt", "le")
    is_identity = not ordered and _is_equal(reference.args[0], reference.args[1], hypotheses, limits)
    if is_identity:
        ours, theirs = reference.args[0], submitted.args[0]  # all of its sides are the same quantity
    if _is_constant(ours, limits) or _is_constant(theirs, limits):
        return _have_the_same_sides(reference, submitted)
    if is_identity and not _have_a_common_side(reference, submitted):
        return False
    factors = (ONE, MINUS_ONE, *factors_between(ours, theirs, hypotheses, limits))
    if any(
        _is_multiple(theirs, ours, factor, hypotheses, limits)
        for factor in factors
        if not ordered or (rational_value(factor) or 0) > 0
    ):
        return True
    orders = ((reference, submitted), (submitted, reference))
    return ordered and any(_is_between_squares(other, root, hypotheses, limits) for other, root in orders)


def _is_between_squares(statement: Term, root: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether the sides of an inequality are the squares of those of another one, or these times one positive number.

    The other one has a root or an absolute value on a side, and no side that may be negative, or is 0.
    """
    if not any(part.op == "abs" or (part.op == "power" and part.args[1] is HALF) for part in postorder(root)):
        return False
    for side in root.args:
        is_nonnegative = decide(Question(relation("le", ZERO, side), hypotheses), limits).truth == "proved"
        if not is_nonnegative or _is_equal(side, ZERO, hypotheses, limits):
            return False
    squares = [power(side, TWO) for side in root.args]
    sides = tuple(zip(statement.args, squares, strict=True))
    for factor in (ONE, *factors_between(squares[0], statement.args[0], hypotheses, limits)):
        if (rational_value(factor) or 0) > 0 and all(_is_multiple(*pair, factor, hypotheses, limits) for pair in sides):
            return True
    return False


def _is_multiple(whole: Term, part: Term, factor: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return _is_equal(whole, part if factor is ONE else mul(factor, part), hypotheses, limits)


def _is_constant(quantity: Term, limits: Limits) -> bool:
    """Whether a quantity is the same for all values of its names, as sin(x)^2 + cos(x)^2 and A - A are."""
    names = tuple(free_symbols(quantity))
    sizes = {size for name in names for side in name.shape for size in free_symbols(side)}
    if not all(isinstance(name.sort, (Scalar, Tensor)) for name in names):
        return False
    others = {name: fresh_symbol(name, names) for name in names if name not in sizes}
    return _is_equal(quantity, substitute(quantity, others), (), limits)


def _have_the_same_sides(reference: Term, submitted: Term) -> bool:
    """Whether statements about constants, any two of which are multiples of each other, have the same sides."""
    ours, theirs = ([_unordered(side) for side in each.args] for each in (reference, submitted))
    return ours == theirs or (reference.op in ("eq", "ne") and ours == theirs[::-1])


def _have_a_common_side(reference: Term, submitted: Term) -> bool:
    """Whether two identities have a side that is no number, but for a factor, and the second says something as the first does."""
    ours, theirs = (
        [_unordered(_without_number(side)) for side in each.args if free_symbols(side)] for each in (reference, submitted)
    )
    is_trivial = len(theirs) == 2 and theirs[0] == theirs[1] and not (len(ours) == 2 and ours[0] == ours[1])
    return not is_trivial and not {*ours}.isdisjoint(theirs)


def _without_number(side: Term) -> Term:
    """f of 2 f."""
    factors = [arg for arg in side.args if arg.op != "number"] if side.op == "mul" else []
    return mul(*factors) if factors else side


def _unordered(term: Term) -> Hashable:
    """A term without the order of its summands and factors."""
    args = tuple(map(_unordered, term.args))
    return term.op, term.value, frozenset(Counter(args).items()) if term.op in ("add", "mul") else args


def _is_equal(left: Term, right: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return decide(Question(equal(left, right), hypotheses), limits).truth == "proved"
