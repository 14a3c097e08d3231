r"""Sums with dots: `1 + r + r^2 + \cdots + r^n`, `x_1 + x_2 + \dots + x_n`, and without an end: `1 - r + r^2 - \cdots`.

The last term says how a term depends on its number, and the first terms have to be what that makes of numbers in a row.  Where
that can be told in no way or in several, nothing is read.  What has no end is read if its first three terms, or more, are those
of a geometric series, or of r^k/k!.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import factorial

from verify.domain import integer_valued
from verify.sort import INTEGER
from verify.term import (
    BINDERS,
    INFINITY,
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    contains,
    free_symbols,
    make,
    mul,
    number,
    postorder,
    power,
    summation,
    symbol,
)

_FIRST = (0, 1, 2)
_SAMPLE = 7
_LARGEST_FACTORIAL = 10
_LEAST = 3  # terms of a sum without an end


def continued(terms: Sequence[Term], last: Term) -> tuple[int, Term] | None:
    """How many of the last `terms` belong to the sum that ends in `last`, and that sum; None if this cannot be told."""
    found = list(_readings(terms, last))
    most = max((count for count, _ in found), default=0)
    sums = [total for count, total in found if count == most]
    if not sums or any(_written_out(other) != _written_out(sums[0]) for other in sums[1:]):
        return None
    return most, sums[0]


def endless(terms: Sequence[Term], is_negative: bool) -> Term | None:
    """The infinite sum that begins with `terms`, whose next term is negative or not; None if this cannot be told."""
    if len(terms) < _LEAST:
        return None
    names = {name.name for term in terms for name in free_symbols(term)}
    index = symbol(next(name for name in ("k", "j", "l", "m", "i", "s", "t", "r", "q") if name not in names), INTEGER)
    wanted = [_plain(term) for term in terms]
    signs = [_is_negative(term) for term in wanted]
    is_turning = signs[0] != signs[1]
    if is_negative != (signs[-1] != is_turning) or any((one != other) != is_turning for one, other in pairwise(signs)):
        return None
    for general in _series(wanted, index, is_turning):
        if [_plain(_replaced(general, index, number(place))) for place in range(len(terms))] == wanted:
            return summation(index, ZERO, INFINITY, general)
    return None


def _series(terms: Sequence[Term], index: Term, is_turning: bool) -> Iterator[Term]:
    """a r^k, and r^k/k! by its first factorials as numbers, for the first terms of which r can be told."""
    first, second = terms[:2]
    sign = power(MINUS_ONE, index) if is_turning else ONE
    size = _without_sign(second)
    if first.op == second.op == "number" and first is not ZERO:
        yield mul(first, power(number(second.fraction / first.fraction), index))
    if first is ONE:
        yield mul(sign, power(size, index))
        if free_symbols(size):  # 1 + 1/2 + 1/8 may go on in other ways
            yield mul(sign, power(size, index), power(make("gamma", (make("add", (index, ONE)),)), MINUS_ONE))
    yield mul(sign, power(first, make("add", (index, ONE))))
    yield mul(first, sign, power(_ratio(first, size), index))


def _ratio(first: Term, second: Term) -> Term:
    """r of a r, if that is how the second term is written."""
    factors = [*second.args] if second.op == "mul" else [second]
    if first in factors:
        factors.remove(first)
    return factors[0] if len(factors) == 1 else make("mul", tuple(factors)) if factors else ONE


def _is_negative(term: Term) -> bool:
    factors = term.args if term.op == "mul" else (term,)
    return any(factor.op == "number" and factor.fraction < 0 for factor in factors)


def _without_sign(term: Term) -> Term:
    return _plain(make("mul", (MINUS_ONE, *(term.args if term.op == "mul" else (term,))))) if _is_negative(term) else term


def _written_out(total: Term) -> list[Term]:
    """The terms, for an end that is not small."""
    index, lower, upper, body = total.args
    for name in free_symbols(upper):
        upper, body = (_replaced(each, name, number(_SAMPLE)) for each in (upper, body))
    last = _plain(upper)
    if last.op != "number":
        return [total]
    return [_plain(_replaced(body, index, number(each))) for each in range(lower.value[0], int(last.fraction) + 1)]


def _readings(terms: Sequence[Term], last: Term) -> Iterator[tuple[int, Term]]:
    names = {name.name for term in (*terms, last) for name in free_symbols(term)}
    index = symbol(next(name for name in ("k", "j", "l", "m", "i", "s", "t", "r", "q") if name not in names), INTEGER)
    for end in () if contains(last, BINDERS) else postorder(last):
        if not _may_end(end):
            continue
        general = _replaced(last, end, index)
        for start in _FIRST:
            count = _matching(terms, general, index, start)
            if count:
                yield count, summation(index, number(start), end, general)


def _replaced(term: Term, old: Term, new: Term) -> Term:
    """The term with another in place of one that it is written with; the sizes of its symbols stay what they are."""
    if term is old:
        return new
    return make(term.op, tuple(_replaced(arg, old, new) for arg in term.args), term.value) if term.args else term


def _may_end(end: Term) -> bool:
    """n, n - 1, 2 n, 2^n: what may be an integer that has a name in it."""
    names = free_symbols(end)
    return bool(names) and all(integer_valued(name) for name in names) and _may_be_integer(end)


def _may_be_integer(term: Term) -> bool:
    return integer_valued(term) or (term.op in ("add", "mul", "power") and all(map(_may_be_integer, term.args)))


def _matching(terms: Sequence[Term], general: Term, index: Term, start: int) -> int:
    """How many of the last terms are the general one at start, start + 1 ...; 0 unless all of these are.

    One number behind other terms tells too little: 1 + 1 + ... + n is no sum that anybody can be sure of.
    """
    for count in range(len(terms), 0, -1):
        wanted = [_plain(_replaced(general, index, number(start + place))) for place in range(count)]
        if wanted == [_plain(term) for term in terms[-count:]]:
            return 0 if count == 1 < len(terms) and terms[-1].op == "number" else count
    return 0


def _plain(term: Term) -> Term:
    """r for r^1, 1 for r^0, x for 1 x, 4 for 2^2, 4 r^2 for (2 r)^2, 6 for 3!, and 1/6 for 1/2 - 1/3."""
    args = tuple(_plain(arg) for arg in term.args)
    if term.op == "gamma" and args[0].op == "number" and args[0].fraction in range(1, _LARGEST_FACTORIAL):
        return number(factorial(args[0].value[0] - 1))
    if term.op == "power" and args[0].op == "mul" and args[1].op == "number" and args[1].value[1] == 1:
        return _plain(make("mul", tuple(make("power", (arg, args[1])) for arg in args[0].args)))
    if term.op == "power" and args[1].op == "number":
        if args[1] is ZERO:
            return ONE
        if args[1] is ONE:
            return args[0]
        if args[0].op == "number" and args[0] is not ZERO and args[1].value[1] == 1 and abs(args[1].value[0]) <= 8:
            return number(args[0].fraction ** args[1].value[0])
    if term.op == "mul":
        value, others = ONE.fraction, []
        for arg in args:
            if arg.op == "number":
                value *= arg.fraction
            else:
                others.append(arg)
        factors = ([] if value == 1 and others else [number(value)]) + others
        return factors[0] if len(factors) == 1 else make("mul", tuple(factors))
    if term.op == "add" and all(arg.op == "number" for arg in args):
        return number(sum(arg.fraction for arg in args))
    return make(term.op, args, term.value) if args != term.args else term
