"""Sums and products over another index: the same terms, counted from another place or from the other end.

    sum_{k=l}^{u} b(k) = sum_{k=l-s}^{u-s} b(k + s)             also for u = infinity
    sum_{k=l}^{u} b(k) = sum_{k=s-u}^{s-l} b(s - k)             not for u = infinity: a series is added up in its order
    sum_{k=m}^{u} b(k) = sum_{k=0}^{u} b(k) - b(0) - ... - b(m-1)           for u >= m - 1 >= 0

The first two hold for any integers l, u and s, also where the range is empty, and both sides are defined at the same points.
The last has a right side that is defined where b(0), ..., b(m-1) are, too.
"""

from __future__ import annotations

from verify.binders import canonical
from verify.domain import always_defined, integer_valued
from verify.sort import INTEGER
from verify.term import INFINITY, ZERO, Term, add, free_symbols, make, number, substitute, subtract
from verify.tidy import tidy

MAX_FIRST_TERMS = 8


def shifted(total: Term, shift: Term) -> Term | None:
    """The sum or product over k - shift; None if it is not one over integers."""
    return _over(total, shift, is_reversed=False)


def turned(total: Term, shift: Term) -> Term | None:
    """The sum or product over shift - k; None if it is not a finite one over integers."""
    return _over(total, shift, is_reversed=True)


def _over(total: Term, shift: Term, is_reversed: bool) -> Term | None:
    if total.op not in ("sum", "product"):
        return None
    index, lower, upper, body = total.args
    is_series = upper is INFINITY and not is_reversed
    ends = (lower,) if is_series else (lower, upper)
    if index.sort != INTEGER or index in free_symbols(shift):
        return None
    if not all(integer_valued(each) and always_defined(each) for each in (*ends, shift)):
        return None
    if is_reversed:
        first, last, inner = subtract(shift, upper), subtract(shift, lower), subtract(shift, index)
    else:
        first, last, inner = subtract(lower, shift), subtract(upper, shift), add(index, shift)
    last = INFINITY if is_series else tidy(last)
    return canonical(make(total.op, (index, tidy(first), last, substitute(body, {index: inner}))))


def from_zero(total: Term) -> Term | None:
    """A sum from a small m > 0 as one from 0 and what that has too much; None if it is another sum."""
    if total.op != "sum":
        return None
    index, lower, upper, body = total.args
    if index.sort != INTEGER or lower.op != "number" or not (upper is INFINITY or integer_valued(upper)):
        return None
    first = lower.fraction
    if first.denominator != 1 or not 1 <= first <= MAX_FIRST_TERMS:
        return None
    terms = (substitute(body, {index: number(place)}) for place in range(int(first)))
    whole = make("sum", (index, ZERO, upper, body))
    return canonical(subtract(whole, add(*terms)))


def series_from_zero(total: Term) -> list[tuple[str, Term, Term]]:
    """(rule, value, sum from 0 that stands in it) for the ways to write a sum from another number by one from 0."""
    if total.op != "sum" or total.args[1] is ZERO:
        return []
    moved, whole = shifted(total, total.args[1]), from_zero(total)
    found = [("reindexing", moved, moved)] if moved is not None else []
    if whole is not None:
        found.append(("first terms", whole, whole.args[0]))
    return found
