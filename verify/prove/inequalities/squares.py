"""Completion of the square: 4 A (A u^2 + B u + C) = (2 A u + B)^2 + (4 A C - B^2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.mathematics.algebra import Polynomial, TooLarge
from verify.prove.inequalities.forms import Form
from verify.prove.inequalities.search import Search, at_least_zero
from verify.question import Proof, Question
from verify.term import ZERO, Term, add, mul, number, power, relation

MAX_GENERATORS = 8


@dataclass(frozen=True)
class Completion:
    """`leading` (positive) times the polynomial is `square`^2 + `rest`."""

    leading: Term
    square: Term
    rest: Term


def completions(form: Form, polynomial: Polynomial) -> Iterator[Completion]:
    """The ways to complete a square in a power of one generator, the polynomial being quadratic in it."""
    for index, degree in enumerate(map(int, polynomial.degrees())):
        if degree < 2 or degree % 2:
            continue
        half = degree // 2
        parts = form.coefficients(polynomial, index)
        if any(exponent not in (0, half, degree) for exponent in parts):
            continue
        found = _complete(form, index, half, parts)
        if found is not None:
            yield found


def _complete(form: Form, index: int, half: int, parts: dict[int, Any]) -> Completion | None:
    fractions = form.normal.fractions
    constant, linear, leading = parts[0], parts.get(half, fractions.ring.zero), parts[2 * half]
    term = form.show(leading)
    if form.manifest.sign(term) != (1, True):
        return None
    variable = form.kernel(index)
    if half > 1:
        variable = power(variable, half)
    try:
        rest: Any = fractions.times(leading, constant) * 4 - fractions.times(linear, linear)
    except TooLarge:
        return None
    square = add(mul(number(2), term, variable), form.plain(linear)) if not linear.is_zero() else mul(number(2), term, variable)
    return Completion(mul(number(4), term), square, form.show(rest) if not rest.is_zero() else number(0))


def squares(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """A square plus a rest that is proved to be nonnegative."""
    for completion in completions(form, core):
        square = power(completion.square, 2)
        rest = search.prove(at_least_zero(question, completion.rest), depth + 1)
        total = add(square, completion.rest)
        if rest is None:
            continue
        first = Proof("manifest", Question(relation("le", ZERO, square), question.hypotheses))
        whole = mul(power(completion.leading, -1), total)
        inner = Proof("sum of inequalities", at_least_zero(question, total), (first, rest))
        found = search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (inner,)))
        if found is not None:
            return found
    return None
