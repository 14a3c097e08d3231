r"""Integrals of complex functions by their parts, denominators without the variable before the integral, and x = e^u.

    \int_a^b (u + i v) dx = \int_a^b u dx + i \int_a^b v dx        \int_a^b f(x)/c dx = (1/c) \int_a^b f(x) dx
    \int_0^\infty f(x, \log x) dx = \int_{-\infty}^\infty f(e^u, u) e^u du, for exponentials of (\log x - c)^2 in f
    \int_{-a}^b f(x, |x|) dx = \int_{-a}^0 f(x, -x) dx + \int_0^b f(x, x) dx, for waves beside |x| in f

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
    PI,
    SPACE,
    TWO,
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
    negate,
    postorder,
    substitute,
    symbol,
)

_RATES = frozenset(("derivative", "gradient"))
_INTEGRAL, _UNIT, _WAVES = frozenset(("integral",)), frozenset(("imaginary",)), frozenset(("sin", "cos"))


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
    """The term with plain integrals, but for those that are differentiated, for which there are rules as they stand."""
    if not contains(term, _INTEGRAL) or term.op in _RATES:
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
    pieces = _about_zero(_by_logarithm(term))
    return mul(*outside, pieces) if outside else pieces


def _about_zero(term: Term) -> Term:
    bound, lower, upper, body = term.args
    size = call("abs", bound)
    if size not in postorder(body) or not contains(body, _WAVES) or not (_is_below_zero(lower) and _is_below_zero(negate(upper))):
        return term
    below, above = (substitute(body, {size: each}) for each in (negate(bound), bound))
    pieces = ((lower, ZERO, below), (ZERO, upper, above))
    return add(*(make("integral", (bound, *piece), term.value) for piece in pieces))


def _is_below_zero(end: Term) -> bool:
    """Whether an end is plainly negative: -1, -pi."""
    if end.op == "mul" and len(end.args) == 2 and end.args[0].op == "number":
        return (end.args[0].fraction < 0) and (end.args[1] is PI or (end.args[1].op == "number" and end.args[1].fraction > 0))
    return end.op == "number" and end.fraction < 0


def _by_logarithm(term: Term) -> Term:
    bound, lower, upper, body = term.args
    logarithm = call("log", bound)
    exponents = [part.args[0] for part in postorder(body) if part.op == "exp"] if lower is ZERO and upper is INFINITY else []
    squares = [part for each in exponents for part in postorder(each) if part.op == "power" and part.args[1] is TWO]
    if not any(logarithm in postorder(each) for each in squares):  # e^{s log x} is x^s as it stands
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
