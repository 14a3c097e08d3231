"""Expansions f = c_1 S_1 + c_2 S_2 + ... + o(E) for s -> +oo, in scales S_1, S_2, ... each of which outgrows the next.

The coefficients are constants of any sign, 0 included: a leading coefficient is asked for its sign only where it matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from verify.mathematics.tidy import tidy
from verify.prove.limits.facts import Facts, Unseen
from verify.prove.limits.scales import UNIT, Scale, compare, direction, over, times
from verify.term import INFINITY, MINUS_INFINITY, MINUS_ONE, ONE, ZERO, Term, add, mul, power

MOST_TERMS = 4
Part = tuple[Scale, Term]

_MAY_VANISH = "what is divided by, or has to have a sign, may be 0"


@dataclass(frozen=True)
class Series:
    """The sum of its parts, and o(error); exact if there is no error."""

    parts: tuple[Part, ...]
    error: Scale | None = None

    @property
    def size(self) -> Scale | None:
        """A scale S with f = O(S); None for what is 0."""
        return self.parts[0][0] if self.parts else self.error


NOTHING = Series(())


def constant(value: Term) -> Series:
    value = tidy(value)
    return Series(((UNIT, value),)) if value is not ZERO else NOTHING


def larger(scales: Iterable[Scale | None], facts: Facts) -> Scale | None:
    """The largest of some scales."""
    found: Scale | None = None
    for scale in scales:
        if scale is not None and (found is None or compare(scale, found, facts) > 0):
            found = scale
    return found


def collected(parts: Iterable[Part], error: Scale | None, facts: Facts) -> Series:
    """The series of parts in any order: sorted, equal scales joined, and cut off where the error is larger."""
    joined: dict[Scale, Term] = {}
    for scale, coefficient in parts:
        joined[scale] = add(joined[scale], coefficient) if scale in joined else coefficient
    ordered: list[Part] = []
    for scale, coefficient in joined.items():
        coefficient = tidy(coefficient)
        if coefficient is ZERO or (error is not None and compare(scale, error, facts) < 0):
            continue
        _insert(ordered, scale, coefficient, facts)
    if len(ordered) > MOST_TERMS:
        return Series(tuple(ordered[:MOST_TERMS]), ordered[MOST_TERMS - 1][0])
    return Series(tuple(ordered), error)


def _insert(ordered: list[Part], scale: Scale, coefficient: Term, facts: Facts) -> None:
    for place, (other, present) in enumerate(ordered):
        order = compare(scale, other, facts)
        if order > 0:
            ordered.insert(place, (scale, coefficient))
            return
        if order == 0:
            ordered[place] = (other, tidy(add(present, coefficient)))
            return
    ordered.append((scale, coefficient))


def plus(series: Sequence[Series], facts: Facts) -> Series:
    """The sum; if scales cannot be compared, that of the limits."""
    try:
        error = larger((each.error for each in series), facts)
        return collected((part for each in series for part in each.parts), error, facts)
    except Unseen as unordered:
        try:
            return collected((part for each in series for part in limit_only(each, facts).parts), UNIT, facts)
        except Unseen as unseen:
            raise (unseen if unordered.unsigned is None else unordered) from None  # a sign may order them


def limit_only(series: Series, facts: Facts) -> Series:
    """L + o(1) for what tends to L."""
    return Series(((UNIT, value),) if (value := finite_limit(series, facts)) is not ZERO else (), UNIT)


def product(left: Series, right: Series, facts: Facts) -> Series:
    """(A + o(e)) (B + o(f)) = A B + o(e B) + o(A f) + o(e f)"""
    parts = [(times(s, t), mul(c, d)) for s, c in left.parts for t, d in right.parts]
    errors = [times(one, other) for one, other in (
        *((left.error, scale) for scale, _ in right.parts[:1]), *((right.error, scale) for scale, _ in left.parts[:1]),
        (left.error, right.error)) if one is not None and other is not None]  # fmt: skip
    return collected(parts, larger(errors, facts), facts)


def product_of(series: Sequence[Series], facts: Facts) -> Series:
    return reduce(lambda one, other: product(one, other, facts), series)


def scaled(series: Series, scale: Scale, coefficient: Term) -> Series:
    parts = tuple((times(own, scale), tidy(mul(c, coefficient))) for own, c in series.parts)
    return Series(parts, None if series.error is None else times(series.error, scale))


def leading(series: Series, facts: Facts) -> tuple[Scale, Term, int | None, Series]:
    """(S, c, sign of c if it is known, w) with f = c S (1 + w), c not 0 and w -> 0."""
    parts = series.parts
    while parts:
        scale, coefficient = parts[0]
        sign = facts.known_sign(coefficient)
        if sign or (sign is None and facts.nonzero(coefficient)):
            rest = scaled(Series(parts[1:], series.error), over(UNIT, scale), tidy(power(coefficient, MINUS_ONE)))
            return scale, coefficient, sign, rest
        if sign is None:
            raise Unseen(_MAY_VANISH, coefficient)
        parts = parts[1:]
    raise Unseen(_MAY_VANISH)


def finite_limit(series: Series, facts: Facts) -> Term:
    """L, if f = L + o(1)."""
    value: Term = ZERO
    if series.error is not None and direction(series.error, facts) > 0:
        raise Unseen("no limit is seen")
    for scale, coefficient in series.parts:
        grows = direction(scale, facts)
        if grows > 0 and facts.sign(coefficient) != 0:
            raise Unseen("an infinite limit")
        if grows < 0:
            break  # what follows is smaller still
        if grows == 0:
            value = tidy(add(value, coefficient))
    return value


def limit_value(series: Series, facts: Facts) -> Term:
    """The limit: a constant, or plus or minus infinity."""
    for scale, coefficient in series.parts:
        if direction(scale, facts) <= 0:
            break
        sign = facts.sign(coefficient)
        if sign:
            return INFINITY if sign > 0 else MINUS_INFINITY
    return finite_limit(series, facts)


def signed(series: Series, facts: Facts) -> tuple[Scale, Term, int, Series]:
    """As `leading`, with a sign that is known."""
    scale, coefficient, sign, rest = leading(series, facts)
    if sign is None:
        raise Unseen("the sign of a coefficient is not known", coefficient)
    return scale, coefficient, sign, rest


def composed(taylor: Sequence[Term], inner: Series, facts: Facts) -> Series:
    """f(w) = f_0 + f_1 w + ... + f_n w^n + o(w^n), for w -> 0."""
    if inner.size is None:
        return constant(taylor[0])
    if direction(inner.size, facts) >= 0 and (inner.parts or direction(inner.size, facts) > 0):
        raise Unseen("an argument that does not tend to 0")
    total, power_of_inner = [constant(taylor[0])], constant(ONE)
    for coefficient in taylor[1:]:
        power_of_inner = product(power_of_inner, inner, facts)
        total.append(scaled(power_of_inner, UNIT, coefficient))
    degree = len(taylor) - 1
    rest: Scale = UNIT
    for _ in range(degree):
        rest = times(rest, inner.size)
    return plus([*total, Series((), rest)], facts)
