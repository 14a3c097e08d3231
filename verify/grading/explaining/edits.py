"""Small changes at one place of a formula: a term or a factor dropped, a sign turned, an exponent, a bound or an order changed.

A slip is a change at one place.  Which of the two formulas it was made in tells what it is called: a term that has to be dropped
from the reference to make the answer is missing in the answer, one that has to be dropped from the answer is too much.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from verify.problem import InputError
from verify.term import (
    BINDERS,
    HALF,
    MINUS_ONE,
    ONE,
    TWO,
    Term,
    add,
    exp,
    free_symbols,
    make,
    matmul,
    mul,
    negate,
    number,
    power,
    subtract,
    transpose,
)

_ORDERED = frozenset(("lt", "le"))
_LARGEST_EXPONENT = 6
_MOST_PLACES = 150
_MOST_FACTORS = 4  # of a matrix product whose order is changed


@dataclass(frozen=True)
class Edit:
    """`whole` is the formula in which `new` stands for `old`; `part` is the term or factor that the change is about."""

    kind: str
    whole: Term
    part: Term
    old: Term
    new: Term
    inside: frozenset[str] = frozenset()  # the operators that the place is in, of what is computed; "below" for a denominator


def edits(root: Term, *, with_multiples: bool = False) -> Iterator[Edit]:
    """The changes of a formula, those at its outermost parts first; on demand also twice and half a term."""
    for node, parent, rebuilt, inside in islice(_places(root), _MOST_PLACES):
        multiples = _multiples(node) if with_multiples else ()
        for kind, part, new in (*_changes(node, parent), *multiples):
            try:
                whole = rebuilt(new)
            except InputError:  # shapes that do not fit any more
                continue
            yield Edit(kind, whole, part, node, new, inside)


BELOW, FACTORIAL = "below", "gamma"
COMPUTED = BINDERS | {"derivative", "gradient"}

Rebuild = Callable[[Term], Term]


Place = tuple[Term, Term | None, Rebuild, frozenset[str]]


def _places(root: Term) -> Iterator[Place]:
    """Every place with what it stands in and how the whole is made again, level by level."""
    level: list[Place] = [(root, None, lambda new: new, frozenset())]
    while level:
        yield from level
        level = [
            (arg, node, _inside(node, position, rebuilt), inside | _operator(node))
            for node, _, rebuilt, inside in level
            for position, arg in enumerate(node.args)
            if not (position == 0 and node.op in BINDERS)
        ]


def _operator(node: Term) -> frozenset[str]:
    if node.op == "power" and node.args[1].op == "number" and node.args[1].value[0] < 0:
        return frozenset((BELOW,))
    return frozenset((node.op,)) if node.op in COMPUTED or node.op == FACTORIAL else frozenset()


def _inside(node: Term, position: int, rebuilt: Rebuild) -> Rebuild:
    before, after = node.args[:position], node.args[position + 1 :]
    return lambda new: rebuilt(make(node.op, (*before, new, *after), node.value))


Change = tuple[str, Term, Term]  # kind, part, what stands there instead


def _changes(node: Term, parent: Term | None) -> Iterator[Change]:
    if node.op == "add":
        yield from _of_sum(node)
    elif node.op == "mul":
        yield from _of_product(node, parent)
    elif node.op == "power" and node.args[1].op == "number":
        yield from _of_power(node)
    elif node.op in ("sum", "product"):
        yield from _of_bounds(node)
    elif node.op == "matmul":
        yield from _of_order(node)
    elif node.op in _ORDERED:
        yield from _of_inequality(node)
    elif node.op == "exp" and free_symbols(node) and without_sign(node.args[0]) is node.args[0]:
        yield "negative", node.args[0], exp(negate(node.args[0]))
    elif node.op == "transpose":
        yield "transposed", node, node.args[0]
    if node.op == "symbol" and node.shape and (parent is None or parent.op != "transpose"):
        yield "transposed", node, transpose(node)


def _of_sum(node: Term) -> Iterator[Change]:
    for position, arg in reversed(list(enumerate(node.args))):  # the first term is rarely the one with the wrong sign
        before, after = node.args[:position], node.args[position + 1 :]
        yield "sign", without_sign(arg), add(*before, negated(arg), *after)
        yield "term", arg, add(*before, *after)


def _multiples(node: Term) -> Iterator[Change]:
    """Twice a term and half of it, if no factor of it does that when it is dropped; and 1 divided by a factor."""
    for position, arg in enumerate(node.args):
        before, after = node.args[:position], node.args[position + 1 :]
        if node.op == "mul" and not arg.shape and arg.op in ("symbol", "add"):
            yield "inverse", arg, mul(*before, power(arg, MINUS_ONE), *after)
        if node.op == "add" and (free_symbols(arg) or arg.shape):
            share = abs(coefficient(arg))
            if share != HALF.fraction:
                yield "twice", arg, add(*before, mul(TWO, arg), *after)
            if share != 2:
                yield "half", arg, add(*before, mul(HALF, arg), *after)


def _of_product(node: Term, parent: Term | None) -> Iterator[Change]:
    """The sign of a whole formula and that of a term of a sum are found elsewhere, and so are numbers times a whole formula."""
    for position, arg in enumerate(node.args):
        before, after = node.args[:position], node.args[position + 1 :]
        if arg.op == "number":
            if parent is None or not arg.value[0]:
                continue
            if arg.value[0] < 0 and parent.op != "add":
                yield "negative", node, negated(node)
            if abs(arg.fraction) != 1:
                sign = (MINUS_ONE,) if arg.value[0] < 0 else ()
                yield "factor", number(abs(arg.fraction)), mul(*sign, *before, *after)
        elif not arg.shape:
            share = _fraction(arg)
            if share is None or parent is not None:
                yield "factor", arg if share is None else number(share), mul(*before, *after)


def _fraction(term: Term) -> Fraction | None:
    """1/2 for 2^(-1)."""
    is_number = term.op == "power" and term.args[0].op == term.args[1].op == "number" and term.args[1].fraction == -1
    return 1 / term.args[0].fraction if is_number and term.args[0].value[0] else None


def _of_power(node: Term) -> Iterator[Change]:
    base, exponent = node.args[0], node.args[1].fraction
    if base.op == "number" and exponent.denominator == 1:
        return  # 1/2 and 1/4 differ by a factor
    steps = (exponent - 1, exponent + 1) if exponent.denominator == 1 else ()
    others = dict.fromkeys((Fraction(1), -exponent, 2 * exponent, exponent / 2, *steps))
    for other in others:
        if other not in (0, exponent) and other.denominator <= 2 and abs(other) <= _LARGEST_EXPONENT:
            yield "exponent", node, base if other == 1 else power(base, number(other))


def _of_bounds(node: Term) -> Iterator[Change]:
    bound, lower, upper, body = node.args
    for new in (subtract(upper, ONE), add(upper, ONE)):
        yield "index", node, make(node.op, (bound, lower, _short(new), body), node.value)
    for new in (add(lower, ONE), subtract(lower, ONE)):
        yield "index", node, make(node.op, (bound, _short(new), upper, body), node.value)


def _of_order(node: Term) -> Iterator[Change]:
    """Two neighbours exchanged, or all factors in reverse."""
    factors = node.args
    if len(factors) > _MOST_FACTORS:
        return
    orders = [(*factors[:i], factors[i + 1], factors[i], *factors[i + 2 :]) for i in range(len(factors) - 1)]
    for order in dict.fromkeys((*orders, factors[::-1])):
        try:
            yield "order", node, matmul(*order)
        except InputError:  # shapes that do not fit
            continue


def _of_inequality(node: Term) -> Iterator[Change]:
    yield "direction", node, make(node.op, node.args[::-1])
    yield "strictness", node, make("le" if node.op == "lt" else "lt", node.args)


def negated(term: Term) -> Term:
    """The negative, without two signs in a row."""
    if term.op == "mul" and term.args[0].op == "number":
        first = negate(term.args[0])
        return mul(*term.args[1:]) if first is ONE else mul(first, *term.args[1:])
    return negate(term)


def exponent_of(name: Term, term: Term) -> Fraction:
    """The exponent with which a name is a factor of a formula: -2 for s in x/(2 s^2), 1 for n in n x + n."""
    if term is name:
        return Fraction(1)
    if term.op in ("mul", "matmul"):
        return sum((exponent_of(name, arg) for arg in term.args), Fraction(0))
    if term.op == "add":
        return max(min(exponent_of(name, arg) for arg in term.args), Fraction(0))
    if term.op == "power" and term.args[1].op == "number":
        return term.args[1].fraction * exponent_of(name, term.args[0])
    return Fraction(0)


def coefficient(term: Term) -> Fraction:
    """The number with which a term is multiplied."""
    if term.op == "number":
        return term.fraction
    if term.op == "mul":
        return math.prod((coefficient(arg) for arg in term.args), start=Fraction(1))
    below = coefficient(term.args[0]) if term.op == "power" and term.args[1] is MINUS_ONE else Fraction(1)
    return 1 / below if below else Fraction(1)


def without_sign(term: Term) -> Term:
    first = term.args[0] if term.op == "mul" else term
    return negated(term) if first.op == "number" and first.value[0] < 0 else term


def _short(term: Term) -> Term:
    """n - 1 + 1 is n."""
    numbers = [arg for arg in _terms(term) if arg.op == "number"]
    others = [arg for arg in _terms(term) if arg.op != "number"]
    total = number(sum((each.fraction for each in numbers), Fraction(0)))
    return add(*others, total) if total.value[0] or not others else add(*others)


def _terms(term: Term) -> Iterator[Term]:
    if term.op != "add":
        yield term
        return
    for arg in term.args:
        yield from _terms(arg)
