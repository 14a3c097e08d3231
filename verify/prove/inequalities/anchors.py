"""Where a function of one variable may have its least value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verify.fuel import Fuel
from verify.mathematics.algebra import Polynomial, TooLarge, Undefined
from verify.mathematics.manifest import Manifest
from verify.mathematics.smooth import lies_inside, linear_combination, with_end
from verify.prove.inequalities.forms import Form, Switch
from verify.prove.normal_form import Unsupported
from verify.question import Question
from verify.sort import Scalar
from verify.term import ZERO, Term, add, divide, exp, free_symbols, log, mul, number, relation, subtract

SIMPLE = (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(-1), Fraction(2))
MAX_STATIONARY = 4


def anchors(question: Question, name: Term, slope: Term, fuel: Fuel) -> tuple[Term, ...]:
    """Points c from which a function with this slope may rise on both sides, the likeliest first."""
    sort = name.sort
    assert isinstance(sort, Scalar)
    others = tuple(each for each in question.hypotheses if name not in free_symbols(each))
    manifest = Manifest(others, fuel=fuel)
    found: dict[Term, None] = {}
    for point in _candidates(question, name, slope, others, fuel):
        if name not in free_symbols(point) and lies_inside(manifest, point, with_end(sort, point)):
            found[point] = None
    return tuple(found)


def _candidates(question: Question, name: Term, slope: Term, others: tuple[Term, ...], fuel: Fuel) -> Iterator[Term]:
    sort = name.sort
    assert isinstance(sort, Scalar)
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt") and name in free_symbols(hypothesis):
            if name in hypothesis.args:
                yield hypothesis.args[1] if hypothesis.args[0] is name else hypothesis.args[0]
            else:
                yield from _boundary(hypothesis, name)
    for end in (sort.lower, sort.upper):
        if end is not None:
            yield number(end)
    yield from stationary_points(Question(relation("le", ZERO, slope), others), name, fuel)
    for other in question.symbols:
        if other is not name and isinstance(other.sort, Scalar) and other.sort.kind == "real":
            yield other
    for value in SIMPLE:
        yield number(value)


def _boundary(hypothesis: Term, name: Term) -> Iterator[Term]:
    """c for a hypothesis that is a multiple of x >= c or of x <= c."""
    left, right = hypothesis.args
    combination = linear_combination(subtract(right, left))
    scale = combination.pop(name, None)
    if scale is not None:
        yield add(*(mul(number(-value / scale), atom) if value != -scale else atom for atom, value in combination.items()))


def stationary_points(question: Question, name: Term, fuel: Fuel) -> Iterator[Term]:
    """Solutions of factors a k + b = 0 that are linear in one function k of the variable: x, log x or exp(c x)."""
    try:
        form = Form(question, fuel)
        _, factors = form.factors()
    except (Switch, Unsupported, Undefined, TooLarge):
        return
    for factor in factors[:MAX_STATIONARY]:
        yield from _roots(form, factor.polynomial, name)


def _roots(form: Form, polynomial: Polynomial, name: Term) -> Iterator[Term]:
    table = form.normal.table
    inside = [i for i, degree in enumerate(polynomial.degrees()) if degree and table.depends(i, name)]
    if len(inside) != 1:
        return
    index = inside[0]
    if polynomial.degrees()[index] != 1:
        return
    parts = form.coefficients(polynomial, index)
    if parts[0].is_constant() and parts[1].is_constant():
        constant = 0 if parts[0].is_zero() else int(parts[0].leading_coefficient())
        value = number(Fraction(-constant, int(parts[1].leading_coefficient())))
    else:
        value = divide(form.plain(-parts[0]), form.show(parts[1]))
    yield from _inverse(form, index, name, value)


def _inverse(form: Form, index: int, name: Term, value: Term) -> Iterator[Term]:
    """x with k(x) = value."""
    kernel = form.normal.table.kernels[index]
    if kernel.kind == "atom" and kernel.data[0] is name:
        yield value
    elif kernel.kind == "log":
        inner = form.normal.table.single(kernel.data[0])
        if inner is not None and form.normal.table.term(inner) is name:
            yield exp(value)
    elif kernel.kind == "exp":
        numerator, denominator = kernel.data[0]
        inner = form.normal.table.single(numerator)
        if inner is not None and denominator.is_one() and form.normal.table.term(inner) is name:
            yield ZERO if value is number(1) else divide(log(value), number(1, kernel.data[1]))
