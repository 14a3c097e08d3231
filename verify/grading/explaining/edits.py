"""Small changes at one place of a formula: a term or a factor dropped, a sign turned, an exponent, a bound or an order changed.

A slip is a change at one place.  Which of the two formulas it was made in tells what it is called: a term that has to be dropped
from the reference to make the answer is missing in the answer, one that has to be dropped from the answer is too much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from verify.problem import InputError
from verify.term import BINDERS, MINUS_ONE, ONE, Term, add, make, matmul, mul, negate, number, power, subtract, transpose

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


def edits(root: Term) -> Iterator[Edit]:
    """The changes of a formula, those at its outermost parts first."""
    for node, parent, rebuilt in islice(_places(root), _MOST_PLACES):
        for kind, part, new in _changes(node, parent):
            try:
                whole = rebuilt(new)
            except InputError:  # shapes that do not fit any more
                continue
            yield Edit(kind, whole, part, node, new)


Rebuild = Callable[[Term], Term]


def _places(root: Term) -> Iterator[tuple[Term, Term | None, Rebuild]]:
    """Every place with what it stands in and how the whole is made again, level by level."""
    level: list[tuple[Term, Term | None, Rebuild]] = [(root, None, lambda new: new)]
    while level:
        yield from level
        level = [
            (arg, node, _inside(node, position, rebuilt))
            for node, _, rebuilt in level
            for position, arg in enumerate(node.args)
            if not (position == 0 and node.op in BINDERS)
        ]


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
    elif node.op == "transpose":
        yield "transposed", node, node.args[0]
    if node.op == "symbol" and node.shape and (parent is None or parent.op != "transpose"):
        yield "transposed", node, transpose(node)


def _of_sum(node: Term) -> Iterator[Change]:
    for position, arg in reversed(list(enumerate(node.args))):  # the first term is rarely the one with the wrong sign
        before, after = node.args[:position], node.args[position + 1 :]
        yield "sign", without_sign(arg), add(*before, negated(arg), *after)
        yield "term", arg, add(*before, *after)


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
            yield "factor", arg, mul(*before, *after)


def _of_power(node: Term) -> Iterator[Change]:
    base, exponent = node.args[0], node.args[1].fraction
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
