"""Integrals between finite ends of what is continuous there, and the derivative of an integral that varies with a parameter.

    d/dx integral_a(x)^b(x) f(t, x) dt = f(b, x) b' - f(a, x) a' + integral_a^b df/dx(t, x) dt

f has to be smooth near every (t, x) with t between the ends.  A formula is, where its conditions hold strictly: they then hold
near by as well.  Where x is no part of f, the integral has to exist, and f to be continuous near the ends that
vary.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.calculus import differentiate
from verify.domain import conditions, is_smooth
from verify.question import Question
from verify.sort import Scalar
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    SPACE,
    ZERO,
    Term,
    add,
    free_symbols,
    make,
    mul,
    postorder,
    relation,
    substitute,
    subtract,
)

UNBOUNDED = (INFINITY, MINUS_INFINITY, SPACE)
_CONTINUOUS = frozenset(("abs", "max", "min", "asin", "acos", "acosh"))


@dataclass(frozen=True)
class Between:
    """A name for what lies between the ends; with `any_order`, the lower end may be the greater one."""

    point: Term
    any_order: bool


def continuity_wanted(integral: Term, between: Between, hypotheses: tuple[Term, ...]) -> tuple[Question, ...] | None:
    """What makes an integral exist: its integrand is made of continuous functions, and defined between the ends."""
    bound, lower, upper, body = integral.args
    if lower in UNBOUNDED or upper in UNBOUNDED or not all(_is_continuous(part) for part in _parts_with(body, (bound,))):
        return None
    return _asked_between(integral, between, hypotheses, conditions(substitute(body, {bound: between.point})))


def slope_of_integral(
    integral: Term, by: Term, between: Between, hypotheses: tuple[Term, ...]
) -> tuple[Term, tuple[Question, ...]] | None:
    """(the derivative by `by`, what has to hold for that); None for an integral of another kind.  May raise InputError."""
    bound, lower, upper, body = integral.args
    if SPACE in (lower, upper) or not is_open_real(by):
        return None
    inside = by in free_symbols(body)
    suffices = is_smooth if inside else _is_continuous
    if not all(map(suffices, _parts_with(body, (bound, by)))) or (inside and {lower, upper} & set(UNBOUNDED)):
        return None
    parts, wanted = [], []
    for end, sign in ((upper, 1), (lower, -1)):
        if by not in free_symbols(end):
            continue
        strict = _strictly(conditions(end), (by,))
        if strict is None or not all(is_smooth(part) for part in _parts_with(end, (by,))):
            return None
        slope, obligations = differentiate(end, by)
        at_end = mul(substitute(body, {bound: end}), slope)
        parts.append(at_end if sign > 0 else subtract(ZERO, at_end))
        wanted += [*strict, *obligations]
        if not inside:
            near = _strictly(conditions(substitute(body, {bound: between.point})), (between.point,))
            if near is None:
                return None
            wanted += [substitute(each, {between.point: end}) for each in near]
    questions = tuple(Question(each, hypotheses) for each in dict.fromkeys(wanted))
    if not inside:
        return add(ZERO, *parts), (*questions, Question(make("is_defined", (integral,)), hypotheses))
    body = substitute(body, {bound: between.point})
    strict = _strictly(conditions(body), (between.point, by))
    if strict is None:
        return None
    slope, obligations = differentiate(body, by)
    rest = make("integral", (between.point, lower, upper, slope))
    return add(*parts, rest), (*questions, *_asked_between(integral, between, hypotheses, (*strict, *obligations)))


@dataclass(frozen=True)
class Varying:
    """An integral in a formula, a name that stands for it there, and what lies between its ends."""

    integral: Term
    name: Term
    between: Between


def slope_with_integral(
    derivative: Term, varying: Varying, hypotheses: tuple[Term, ...]
) -> tuple[Term, tuple[Question, ...]] | None:
    """(value, what has to hold) for the derivative of B(x, I): B_x + B_I I'.  May raise InputError."""
    body, by = derivative.args
    found = slope_of_integral(varying.integral, by, varying.between, hypotheses)
    formula = substitute(body, {varying.integral: varying.name})
    strict = _strictly(conditions(formula), (by, varying.name))
    if found is None or strict is None or not all(is_smooth(part) for part in _parts_with(formula, (by, varying.name))):
        return None
    slope, wanted = found
    outer, inner = differentiate(formula, by), differentiate(formula, varying.name)
    back = {varying.name: varying.integral}
    total = add(substitute(outer[0], back), mul(substitute(inner[0], back), slope))
    obligations = [substitute(each, back) for each in (*strict, *outer[1], *inner[1])]
    value = total if derivative.value == 1 else make("derivative", (total, by), derivative.value - 1)
    return value, (*wanted, *(Question(each, hypotheses) for each in dict.fromkeys(obligations)))


def further_derivatives_wanted(first: Question) -> tuple[Question, ...]:
    """What makes a derivative of a higher order exist, given the first one by `slope_with_integral`."""
    derivative, value = first.statement.args
    return tuple(Question(each, first.hypotheses) for each in conditions(value)) if derivative.value > 1 else ()


def is_open_real(name: Term) -> bool:
    """Whether a name stands for any real number of an open interval."""
    sort = name.sort if name.op == "symbol" else None
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
        return False
    return (sort.lower is None or sort.lower_open) and (sort.upper is None or sort.upper_open)


def _parts_with(term: Term, names: tuple[Term, ...]) -> list[Term]:
    return [part for part in postorder(term) if set(names) & set(free_symbols(part))]


def _is_continuous(part: Term) -> bool:
    return part.op in _CONTINUOUS or is_smooth(part)


def _strictly(found: tuple[Term, ...], names: tuple[Term, ...]) -> list[Term] | None:
    """The conditions, those with one of the names so that they hold near by as well; None if they are no relations."""
    varying = [set(names) & set(free_symbols(each)) for each in found]
    if not all(each.op in ("ne", "lt", "le") for each, varies in zip(found, varying, strict=True) if varies):
        return None
    return [
        relation("lt", *each.args) if varies and each.op == "le" else each for each, varies in zip(found, varying, strict=True)
    ]


def _asked_between(
    integral: Term, between: Between, hypotheses: tuple[Term, ...], statements: tuple[Term, ...]
) -> tuple[Question, ...]:
    """The statements at each point between the ends, and the order of these."""
    _, lower, upper, _ = integral.args
    ways = ((lower, upper), (upper, lower)) if between.any_order else ((lower, upper),)
    order = () if between.any_order else (Question(relation("le", lower, upper), hypotheses),)
    given = [(*hypotheses, relation("le", low, between.point), relation("le", between.point, high)) for low, high in ways]
    return *order, *(Question(each, known) for known in given for each in dict.fromkeys(statements))
