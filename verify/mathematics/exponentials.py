"""The exponentials of both sides of a relation between combinations of logarithms, written as products.

    sum_i c_i log u_i + s ~ t      exp(m s) prod_i u_i^(m c_i) ~ exp(m t)      rational c_i, a whole number m > 0 with m c_i whole

~ is =, !=, < or <=: the exponential function is increasing, and both sides are positive where the logarithms are defined.  What
has a negative exponent stands on the other side.  Without the logarithms, x^2 = y^2 would say too little: x may be -y.

    asinh u = log(u + sqrt(u^2 + 1))      acosh u = log(u + sqrt(u^2 - 1))      atanh u = log(1 + u)/2 - log(1 - u)/2
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from verify.domain import scaled_parts
from verify.question import Question
from verify.term import (
    MINUS_ONE,
    ONE,
    RELATIONS,
    TWO,
    ZERO,
    Term,
    add,
    contains,
    exp,
    is_real_term,
    log,
    make,
    mul,
    number,
    power,
    relation,
    sqrt,
    subtract,
)

LOGARITHMS = frozenset(("log", "asinh", "acosh", "atanh"))
MAX_EXPONENT = 12

Parts = list[tuple[Fraction, Term, bool]]  # c log u, with True; c u, with False


def exponential(statement: Term) -> Term | None:
    """The relation of the exponentials, for a relation of real numbers in which logarithms occur linearly; else None."""
    found = _sides(statement)
    if found is None:
        return None
    (left, right), scale = found
    products = _product([*left, *_negated(right)], left, scale), _product([*right, *_negated(left)], right, scale)
    return make(statement.op, products)


def positive_arguments(statement: Term) -> tuple[Term, ...]:
    """0 < u_i for the logarithms: that holds wherever both sides are defined."""
    found = _sides(statement)
    parts = [] if found is None else [*found[0][0], *found[0][1]]
    return tuple(dict.fromkeys(relation("lt", ZERO, inner) for _, inner, is_log in parts if is_log))


def of_statement(question: Question, with_arguments: bool) -> Question | None:
    """The question of the exponentials, under the hypotheses that the arguments of the logarithms are positive, or without."""
    asked = exponential(question.statement)
    if asked is None:
        return None
    known = positive_arguments(question.statement) if with_arguments else ()
    return Question(asked, (*question.hypotheses, *known))


def of_hypothesis(question: Question, place: int) -> Question | None:
    """The question with a hypothesis replaced by what it says of the exponentials, and of the arguments."""
    given = question.hypotheses[place]
    new = exponential(given)
    if new is None:
        return None
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    return Question(question.statement, (*before, new, *positive_arguments(given), *after))


def logarithms_of_hypothesis(question: Question, place: int) -> tuple[Question, Question] | None:
    """0 < a, and the question with log a ~ log b in the place of a hypothesis a ~ b between real numbers, ~ being < or <=.

    Without the first, -1 <= b would become a hypothesis that holds nowhere.
    """
    given = question.hypotheses[place]
    if given.op not in ("le", "lt") or given.args[0].shape or not is_real_term(given):
        return None
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    new = make(given.op, tuple(map(log, given.args)))
    positive = Question(relation("lt", ZERO, given.args[0]), question.hypotheses)
    return positive, Question(question.statement, (*before, new, *after))


def _sides(statement: Term) -> tuple[tuple[Parts, Parts], int] | None:
    if statement.op not in RELATIONS or statement.args[0].shape or not contains(statement, LOGARITHMS):
        return None
    if not is_real_term(statement):
        return None
    left, right = ([part for each in scaled_parts(side) for part in _logarithms(*each)] for side in statement.args)
    factors = [factor for factor, _, is_log in (*left, *right) if is_log]
    scale = lcm(*(factor.denominator for factor in factors))
    if not factors or any(abs(factor * scale) > MAX_EXPONENT for factor in factors):
        return None
    return (left, right), scale


def _logarithms(factor: Fraction, term: Term) -> Iterator[tuple[Fraction, Term, bool]]:
    """A multiple of a term by the logarithms that it is made of."""
    if term.op not in LOGARITHMS:
        if factor:
            yield factor, term, False
        return
    (inner,) = term.args
    if term.op == "log":
        yield factor, inner, True
    elif term.op == "atanh":
        yield factor / 2, add(ONE, inner), True
        yield -factor / 2, subtract(ONE, inner), True
    else:
        yield factor, add(inner, sqrt(add(power(inner, TWO), ONE if term.op == "asinh" else MINUS_ONE))), True


def _negated(parts: Parts) -> Parts:
    """The logarithms of the other side."""
    return [(-factor, inner, True) for factor, inner, is_log in parts if is_log]


def _product(parts: Parts, own: Parts, scale: int) -> Term:
    """The powers with positive exponents, and the exponential of what is no logarithm on this side."""
    powers = [(inner, int(factor * scale)) for factor, inner, is_log in parts if is_log and factor > 0]
    factors = [inner if exponent == 1 else power(inner, exponent) for inner, exponent in powers]
    multiples = [(factor * scale, inner) for factor, inner, is_log in own if not is_log]
    rest = [inner if multiple == 1 else mul(number(multiple), inner) for multiple, inner in multiples]
    factors += [exp(add(*rest))] if rest else []
    return mul(*factors) if factors else ONE


__all__ = ["LOGARITHMS", "exponential", "of_hypothesis", "of_statement", "positive_arguments"]
