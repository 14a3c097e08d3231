r"""Integrals of complex functions by their parts, denominators without the variable before the integral, and x = e^u.

    \int_a^b (u + i v) dx = \int_a^b u dx + i \int_a^b v dx        \int_a^b f(x)/c dx = (1/c) \int_a^b f(x) dx
    \int_0^\infty f(x, \log x) dx = \int_{-\infty}^\infty f(e^u, u) e^u du, for exponentials of \log x in f

The first is what the integral of a complex function of a real variable is.  Both sides of the second have no value for c = 0;
a factor c, which may be 0 where the integral has no value, stays where it is.  x = e^u maps the real numbers onto the positive
ones, one to one.
"""

from __future__ import annotations

from verify.complex_parts import parts_of
from verify.problem import InputError
from verify.question import Question
from verify.sort import REAL, Scalar
from verify.term import (
    IMAGINARY,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    call,
    contains,
    exp,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    postorder,
    substitute,
    symbol,
)

_INTEGRAL, _UNIT = frozenset(("integral",)), frozenset(("imaginary",))


def with_plain_integrals(question: Question) -> Question:
    """The question with such integrals rewritten, in the statement and in the hypotheses."""
    terms = (question.statement, *question.hypotheses)
    if not any(contains(term, _INTEGRAL) for term in terms):
        return question
    memo: dict[Term, Term] = {}
    statement, *hypotheses = (_rewritten(term, memo) for term in terms)
    if statement is question.statement and tuple(hypotheses) == question.hypotheses:
        return question
    return Question(statement, tuple(hypotheses))


def _rewritten(term: Term, memo: dict[Term, Term]) -> Term:
    if not contains(term, _INTEGRAL):
        return term
    found = memo.get(term)
    if found is None:
        args = tuple(_rewritten(arg, memo) for arg in term.args)
        found = term if args == term.args else make(term.op, args, term.value)
        found = memo[term] = _plain(found) if found.op == "integral" else found
    return found


def _plain(term: Term) -> Term:
    bound, lower, upper, body = term.args
    if SPACE in (lower, upper) or not isinstance(bound.sort, Scalar):
        return term
    if contains(body, _UNIT):
        return _by_parts(term)
    factors = body.args if body.op == "mul" else (body,)
    outside = [each for each in factors if _is_denominator(each) and bound not in free_symbols(each)]
    inside = [each for each in factors if each not in outside]
    if outside:
        term = make("integral", (bound, lower, upper, mul(*inside) if inside else ONE), term.value)
    return mul(*outside, _by_logarithm(term)) if outside else _by_logarithm(term)


def _by_logarithm(term: Term) -> Term:
    bound, lower, upper, body = term.args
    logarithm = call("log", bound)
    exponents = [part.args[0] for part in postorder(body) if part.op == "exp"] if lower is ZERO and upper is INFINITY else []
    if not any(logarithm in postorder(each) for each in exponents):
        return term
    new = fresh_symbol(symbol(bound.name, REAL), free_symbols(body))
    body = substitute(substitute(body, {logarithm: new}), {bound: exp(new)})
    return make("integral", (new, MINUS_INFINITY, INFINITY, mul(body, exp(new))), term.value)


def _is_denominator(factor: Term) -> bool:
    exponent = factor.args[1] if factor.op == "power" else ZERO
    return exponent.op == "number" and exponent.fraction < 0 and bool(free_symbols(factor))


def _by_parts(term: Term) -> Term:
    bound, lower, upper, body = term.args
    if contains(lower, _UNIT) or contains(upper, _UNIT):
        return term
    try:
        parts = parts_of(body)
    except InputError:
        return term
    real, imaginary = (
        ZERO if part is ZERO else _plain(make("integral", (bound, lower, upper, part), term.value)) for part in parts
    )
    if imaginary is ZERO:
        return real
    return add(real, mul(IMAGINARY, imaginary)) if real is not ZERO else mul(IMAGINARY, imaginary)
