"""Sums and products over another index: the same terms, counted from another place or from the other end.

    sum_{k=l}^{u} b(k) = sum_{k=l-s}^{u-s} b(k + s)             also for u = infinity
    sum_{k=l}^{u} b(k) = sum_{k=s-u}^{s-l} b(s - k)             not for u = infinity: a series is added up in its order
    sum_{k=m}^{u} b(k) = sum_{k=l}^{u} b(k) - b(l) - ... - b(m-1)           for u >= m - 1 >= l
    sum_{k=l}^{u} b(k) = sum_{k=l}^{u+s} b(k) - b(u+1) - ... - b(u+s)       for u >= l - 1, s > 0
    sum_{k=l}^{m} b(k) = sum_{k=l}^{u} b(k) - sum_{k=m+1}^{u} b(k)          for u >= m >= l - 1
    prod_{k=l}^{u} b(k) = b(l) ... b(l+s-1) prod_{k=l+s}^{u} b(k)           for u >= l + s - 1, s > 0
    prod_{k=l}^{u} b(k) = b(u-s+1) ... b(u) prod_{k=l}^{u-s} b(k)           for u >= l + s - 1, s > 0

    sum_{i=l}^{u} f(i) sum_{j=m}^{i+c} g(i, j) = sum_{j=m}^{u+c} sum_{i=j-c}^{u} f(i) g(i, j)       for m - c >= l
    sum_{i=l}^{u} f(i) sum_{j=i+c}^{v} g(i, j) = sum_{j=l+c}^{v} sum_{i=l}^{j-c} f(i) g(i, j)       for v - c <= u

The sums over pairs are over the same ones: i >= j - c >= m - c >= l, and i <= j - c <= v - c <= u.  If m - c > l or v - c < u,
some inner sums are empty, and f(i), which might be undefined there, has to be 1.

The first two hold for any integers l, u and s, also where the range is empty, and both sides are defined at the same points.
The third and the fourth have a right side that is defined where b(l), ..., b(m-1) and b(u+1), ..., b(u+s) are, too.
Those of products have sides that are defined at the same points: a factor that is taken off is one of the whole.  For u < l the
whole is 1, and not b(l).
"""

from __future__ import annotations

from verify.domain import always_defined, integer_valued
from verify.mathematics.binders import canonical
from verify.mathematics.tidy import tidy
from verify.sort import INTEGER
from verify.term import (
    INFINITY,
    ONE,
    ZERO,
    Term,
    add,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    number,
    postorder,
    substitute,
    subtract,
)

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
    shift = tidy(shift)  # one spelling, whoever counts
    is_series = upper is INFINITY and not is_reversed
    ends = (lower,) if is_series else (lower, upper)
    if index.sort != INTEGER or index in free_symbols(shift):
        return None
    if not all(integer_valued(each) and always_defined(each) for each in (*ends, shift)):
        return None
    if is_reversed:
        first, last, inner = subtract(shift, upper), subtract(shift, lower), subtract(shift, index)
    else:
        first, last, inner = subtract(lower, shift), subtract(upper, shift), index if shift is ZERO else add(index, shift)
    last = INFINITY if is_series else tidy(last)
    return canonical(make(total.op, (index, tidy(first), last, substitute(body, {index: inner}))))


def exchanged(total: Term) -> Term | None:
    """A sum of sums over a triangle or rectangle of pairs, in the other order; None if it is not one."""
    if total.op != "sum":
        return None
    outer, lower, upper, body = total.args
    factors = list(body.args) if body.op == "mul" else [body]
    sums = [factor for factor in factors if factor.op == "sum"]
    inner = next((each for each in sums if outer in _names_in(each.args[1:3])), sums[0] if len(sums) == 1 else None)
    if inner is None or outer.sort != INTEGER or inner.args[0].sort != INTEGER:
        return None
    others = [factor for factor in factors if factor is not inner]
    index, low, high, _ = inner.args
    ends = (lower, upper, low, high)
    if index in _names_in((lower, upper, *others)):
        return None  # there it means something else
    if INFINITY in ends or not all(integer_valued(each) and always_defined(each) for each in ends):
        return None
    if outer not in _names_in((low, high)):
        return None if others else _in_other_order(total, inner, ((low, high), (lower, upper)), others)
    if outer in _names_in((low,)):
        shift = tidy(subtract(low, outer))
        spare = tidy(subtract(add(upper, shift), high))
        ranges = ((tidy(add(lower, shift)), high), (lower, tidy(subtract(index, shift))))
        depends = outer in _names_in((high,))
    else:
        shift = tidy(subtract(high, outer))
        spare = tidy(subtract(subtract(low, shift), lower))
        ranges = ((low, tidy(add(upper, shift))), (tidy(subtract(index, shift)), upper))
        depends = False
    if depends or shift.op != "number" or spare.op != "number" or spare.fraction < 0 or (spare.fraction and others):
        return None
    return _in_other_order(total, inner, ranges, others)


def _in_other_order(total: Term, inner: Term, ranges: tuple[tuple[Term, Term], ...], others: list[Term]) -> Term:
    """The sum over the index of the inner sum of that over the other one; `ranges` are those of both then."""
    outer, index, summand = total.args[0], inner.args[0], inner.args[3]
    first = fresh_symbol(index, _names_in((total,)))
    new = first, fresh_symbol(outer, (first, *_names_in((total,))))
    names = {index: new[0], outer: new[1]}
    inside = make("sum", (new[1], *(substitute(each, names) for each in ranges[1]), substitute(mul(*others, summand), names)))
    return canonical(make("sum", (new[0], *(substitute(each, names) for each in ranges[0]), inside)))


def _names_in(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(name for term in terms for name in postorder(term) if name.op == "symbol")


def from_zero(total: Term) -> Term | None:
    """A sum from a small m > 0 as one from 0 and what that has too much; None if it is another sum."""
    return from_start(total, 0)


def from_start(total: Term, start: int) -> Term | None:
    """A sum from m > start as one from there and what that has too much, if this is little; None if it is another sum."""
    if total.op != "sum":
        return None
    index, lower, upper, body = total.args
    if index.sort != INTEGER or lower.op != "number" or not (upper is INFINITY or integer_valued(upper)):
        return None
    first = lower.fraction - start
    if first.denominator != 1 or not 1 <= first <= MAX_FIRST_TERMS:
        return None
    terms = (substitute(body, {index: number(start + place)}) for place in range(int(first)))
    whole = make("sum", (index, number(start), upper, body))
    return canonical(subtract(whole, add(*terms)))


def to_later_end(total: Term, count: int) -> Term | None:
    """A finite sum as one that has `count` terms more, and what that has too much; None if it is another sum."""
    if total.op != "sum" or not 1 <= count <= MAX_FIRST_TERMS:
        return None
    index, lower, upper, body = total.args
    if index.sort != INTEGER or upper is INFINITY or not (integer_valued(lower) and integer_valued(upper)):
        return None
    terms = (substitute(body, {index: tidy(add(upper, number(place)))}) for place in range(1, count + 1))
    whole = make("sum", (index, lower, tidy(add(upper, number(count))), body))
    return canonical(subtract(whole, add(*terms)))


def without_second(first: Term, second: Term) -> Term | None:
    """A finite sum as that over its range and the range of a second one, which begins where it ends, minus the second."""
    if first.op != "sum" or second.op != "sum":
        return None
    index, lower, middle, body = first.args
    other, begin, upper, summand = second.args
    ends = (lower, middle, begin, upper)
    if INFINITY in ends or index.sort != INTEGER or other.sort != INTEGER:
        return None
    if not all(integer_valued(each) and always_defined(each) for each in ends):
        return None
    name = fresh_symbol(index, _names_in((first, second)))
    if tidy(subtract(begin, middle)) is not ONE or substitute(body, {index: name}) is not substitute(summand, {other: name}):
        return None
    return canonical(subtract(make("sum", (index, lower, upper, body)), second))


def without_factors(total: Term, count: int, is_last: bool) -> Term | None:
    """A finite product as its first `count` factors, or its last, times the product of the others; None if it is no product."""
    if total.op != "product" or not 1 <= count <= MAX_FIRST_TERMS:
        return None
    index, lower, upper, body = total.args
    if index.sort != INTEGER or INFINITY in (lower, upper) or body.shape:
        return None
    if not all(integer_valued(each) and always_defined(each) for each in (lower, upper)):
        return None
    places = [tidy(subtract(upper, number(place)) if is_last else add(lower, number(place))) for place in range(count)]
    kept = (lower, tidy(subtract(upper, number(count)))) if is_last else (tidy(add(lower, number(count))), upper)
    factors = (substitute(body, {index: place}) for place in places)
    return canonical(mul(*factors, make("product", (index, *kept, body))))


def newly_defined(rule: str, new: Term) -> Term | None:
    """What has to be defined for `new` to be, where what it is written for by this rule is; None for nothing.

    A sum over a longer range, without what that has too much, needs the latter only: its other terms are those of the sum itself.
    """
    if rule in ("folding", "reindexing", "exchange of sums", "half line", "factors of a range"):
        return None
    return new.args[1] if rule in ("first terms", "last terms", "joined ranges") else new


def series_from_zero(total: Term) -> list[tuple[str, Term, Term]]:
    """(rule, value, sum from 0 that stands in it) for the ways to write a sum from another number by one from 0."""
    if total.op != "sum" or total.args[1] is ZERO:
        return []
    moved, whole = shifted(total, total.args[1]), from_zero(total)
    found = [("reindexing", moved, moved)] if moved is not None else []
    if whole is not None:
        found.append(("first terms", whole, whole.args[0]))
    return found
