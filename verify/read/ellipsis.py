r"""Sums with dots: `1 + r + r^2 + \cdots + r^n`, `x_1 + x_2 + \dots + x_n`.

The last term says how a term depends on its number, and the first terms have to be what that makes of numbers in a row.  Where
that can be told in no way or in several, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.domain import integer_valued
from verify.sort import INTEGER
from verify.term import BINDERS, ONE, ZERO, Term, contains, free_symbols, make, number, postorder, summation, symbol

_FIRST = (0, 1, 2)
_SAMPLE = 7


def continued(terms: Sequence[Term], last: Term) -> tuple[int, Term] | None:
    """How many of the last `terms` belong to the sum that ends in `last`, and that sum; None if this cannot be told."""
    found = list(_readings(terms, last))
    most = max((count for count, _ in found), default=0)
    sums = [total for count, total in found if count == most]
    if not sums or any(_written_out(other) != _written_out(sums[0]) for other in sums[1:]):
        return None
    return most, sums[0]


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
    """r for r^1, 1 for r^0, x for 1 x, 4 for 2^2, and 1/6 for 1/2 - 1/3."""
    args = tuple(_plain(arg) for arg in term.args)
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
