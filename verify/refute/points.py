"""Exact rational values for symbols: simple ones first, then ones that no formula can have been fitted to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement, islice, product

from flint import fmpq

from verify.evaluate.rationals import to_rational
from verify.sort import Scalar

Point = tuple[fmpq, ...]
SIMPLE_VALUES = 14
GRID_SIDES = (14, 13, 8, 5)  # values of each symbol, by the number of symbols
RANDOM_BITS = 96


def complexity(value: Fraction) -> tuple[int, int, bool]:
    """The order of simplicity: 0, 1, -1, 2, -2, 1/2, -1/2, 3 ..."""
    return abs(value.numerator) + value.denominator, value.denominator, value < 0


_SMALL_VALUES = frozenset(Fraction(top, bottom) for bottom in (1, 2, 3, 4) for top in range(-6, 7))
_SMALL = sorted(_SMALL_VALUES, key=complexity)


@lru_cache(maxsize=1024)
def simple_values(sort: Scalar) -> tuple[fmpq, ...]:
    """The simplest values of a sort, simplest first."""
    if sort.values is not None:
        ordered = sorted(sort.values, key=complexity)
    else:
        near = _near_ends(sort) - _SMALL_VALUES
        ordered = sorted([*_SMALL, *near], key=complexity) if near else _SMALL
    return tuple(to_rational(value) for value in islice(filter(sort.contains, ordered), SIMPLE_VALUES))


def _near_ends(sort: Scalar) -> set[Fraction]:
    """Values next to the ends of an interval, and inside of a bounded one."""
    lower, upper = sort.lower, sort.upper
    steps = [Fraction(0), Fraction(1), Fraction(2), Fraction(1, 2)]
    found = {lower + step for step in steps} if lower is not None else set()
    if upper is not None:
        found |= {upper - step for step in steps}
    if lower is not None and upper is not None:
        found |= {lower + (upper - lower) * Fraction(part, 12) for part in (1, 3, 4, 6, 8, 9, 11)}
    if sort.is_integer:
        found |= {Fraction(value.__floor__()) for value in found} | {Fraction(value.__ceil__()) for value in found}
    return found


@lru_cache(maxsize=1024)
def extreme_values(sort: Scalar) -> tuple[fmpq, ...]:
    """Values hard by the ends of the sort, very large and very small ones; for integers, every small one."""
    if sort.values is not None:
        return tuple(map(to_rational, sorted(sort.values)[:64]))
    tiny, small = Fraction(1, 10**6), Fraction(1, 1000)
    if sort.is_integer:
        candidates = {Fraction(value) for value in (*range(-8, 21), 30, 50, 99, 100, 101, 1000)}
        if sort.lower is not None:
            candidates |= {Fraction(sort.lower.__ceil__() + step) for step in range(12)}
        if sort.upper is not None:
            candidates |= {Fraction(sort.upper.__floor__() - step) for step in range(12)}
    else:
        candidates = {sign * value for value in (tiny, small, Fraction(10), Fraction(1000)) for sign in (1, -1)}
        for end, sign in ((sort.lower, 1), (sort.upper, -1)):
            if end is not None:
                width = Fraction(1) if sort.lower is None or sort.upper is None else sort.upper - sort.lower
                candidates |= {end + sign * width * step for step in (0, tiny, small, Fraction(1, 50))}
    return tuple(map(to_rational, sorted(filter(sort.contains, candidates), key=complexity)))


@lru_cache(maxsize=1024)
def simple_points(sorts: tuple[Scalar, ...], count: int) -> tuple[Point, ...]:
    """At most `count` points, simplest first: equal coordinates, then few that are not the simplest."""
    values = [simple_values(sort) for sort in sorts]
    if not all(values):
        return ()
    chosen: dict[tuple[int, ...], Point] = {}  # by their places in the columns, which are cheaper to compare than the values
    for places in _places(len(sorts), max(map(len, values), default=1)):
        if len(chosen) == count:
            break
        inside = tuple([min(place, len(column) - 1) for column, place in zip(values, places, strict=True)])
        if inside not in chosen:
            chosen[inside] = tuple([column[place] for column, place in zip(values, inside, strict=True)])
    return tuple(chosen.values())


def distinct_point(sorts: tuple[Scalar, ...]) -> tuple[Point, ...]:
    """A simple point whose coordinates are not the simplest and, as far as the sorts have so many values, different."""
    values = [simple_values(sort) for sort in sorts]
    if not all(values):
        return ()
    return (tuple(column[min(place, len(column) - 1)] for place, column in enumerate(values, 1)),)


def _places(size: int, longest: int) -> Iterator[tuple[int, ...]]:
    yield from ((index,) * size for index in range(min(3, longest)))
    yield tuple(range(1, size + 1))  # all different: what holds only for x = y is refuted here
    yield tuple(range(size, 0, -1))
    for total in range(1, longest * size):
        for places in islice(combinations_with_replacement(range(size), total), 8):
            indices = [0] * size
            for place in places:
                indices[place] += 1
            yield tuple(indices)
        if total > longest + 4:
            return


def grid_points(sorts: tuple[Scalar, ...]) -> Iterator[Point]:
    """All combinations of the few simplest values, for at most four symbols; simplest first."""
    if not sorts or len(sorts) > len(GRID_SIDES):
        return
    columns = [simple_values(sort)[: GRID_SIDES[len(sorts) - 1]] for sort in sorts]
    for side in range(1, max(map(len, columns)) + 1):
        for places in product(*(range(min(side, len(column))) for column in columns)):
            if max(places) == side - 1:
                yield tuple(column[place] for column, place in zip(columns, places, strict=True))


def random_points(sorts: tuple[Scalar, ...], seed: bytes) -> Iterator[Point]:
    """Points whose coordinates have odd denominators of 96 bits, drawn from a hash of the question.

    Dyadic points are blind to sin(2^60 pi x), and any fixed denominator to a formula made for it; these depend on the formula.
    """
    index = 0
    while True:
        yield tuple(random_value(sort, seed + index.to_bytes(4, "big") + place.to_bytes(2, "big"))
                    for place, sort in enumerate(sorts))  # fmt: skip
        index += 1


@lru_cache(maxsize=1024)
def random_value(sort: Scalar, seed: bytes) -> fmpq:
    bits = int.from_bytes(hashlib.blake2b(seed, digest_size=32).digest(), "big")
    if sort.values is not None:
        return to_rational(sort.values[bits % len(sort.values)])
    if sort.is_integer:
        return fmpq(_random_integer(sort, bits))
    bottom = (bits >> 128) % (1 << RANDOM_BITS) | (1 << (RANDOM_BITS - 1)) | 1
    part = fmpq(bits % (1 << 120) % bottom or 1, bottom)  # in (0, 1)
    spread = (1, 3, 3, 8)[bits >> 254]
    if sort.lower is not None and sort.upper is not None:
        return to_rational(sort.lower) + to_rational(sort.upper - sort.lower) * part
    if sort.lower is not None:
        return to_rational(sort.lower) + spread * part
    if sort.upper is not None:
        return to_rational(sort.upper) - spread * part
    return spread * (2 * part - 1)


def _random_integer(sort: Scalar, bits: int) -> int:
    span = (4, 9, 16, 40)[bits >> 254]
    low = None if sort.lower is None else sort.lower.__floor__() + (1 if sort.lower_open else 0)
    if sort.lower is not None and sort.lower.denominator != 1:
        low = sort.lower.__ceil__()
    high = None if sort.upper is None else sort.upper.__ceil__() - (1 if sort.upper_open else 0)
    if sort.upper is not None and sort.upper.denominator != 1:
        high = sort.upper.__floor__()
    if low is None and high is None:
        low, high = -(span // 2), span
    elif low is None:
        assert high is not None
        low = high - span
    elif high is None:
        high = low + span
    assert low is not None and high is not None
    value = low + bits % max(1, high - low + 1)
    return value if value or not sort.nonzero else 1 if sort.contains(Fraction(1)) else low
