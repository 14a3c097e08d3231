"""Integrals and infinite sums that surely have no value.

Near an end the integrand has one sign and a lower bound whose integral is infinite, as 1/t at infinity, or it is undefined on
some interval inside.  Halves that cancel, as those of t on the line, make no value; what oscillates may have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import arb, fmpq

from verify.evaluate.functions import Absent
from verify.evaluate.growth import Envelope, Growth, NoBound, Ray
from verify.evaluate.log_space import in_log_space
from verify.evaluate.program import Body
from verify.evaluate.quadrature import growth_of
from verify.fuel import Fuel

EXPONENTS = (4, 12)  # where rays begin: 2^exponent
RADIUS = fmpq(1, 2**20)
INNER = (fmpq(1, 7), fmpq(3, 7), fmpq(6, 7))

Ends = tuple[Any, Any]  # a number, or 1 or -1 for an infinite end


def inputs_of(body: Body, values: list[Any]) -> list[Any]:
    """The inputs of a body, None for its variable."""
    return [None if source < 0 else values[source] for source in body.sources]


def range_of(ends: tuple[Any, ...], infinite: tuple[int, int]) -> Ends | None:
    """Both ends in rising order; None if they are not known to have one."""
    if any(isinstance(end, Absent) for end in ends) or infinite[0] == 1 or infinite[1] == -1:
        return None
    if any(infinite):
        return infinite[0] or ends[0], infinite[1] or ends[-1]
    lower, upper = ends
    return (lower, upper) if lower < upper else (upper, lower) if upper < lower else None


def inner_boxes(ends: Ends, infinite: tuple[int, int]) -> Iterator[arb]:
    """Intervals inside of a range."""
    lower, upper = ends
    for part in INNER:
        if not any(infinite):
            centre, radius = lower + (upper - lower) * part, (upper - lower) * RADIUS
        elif all(infinite):
            centre, radius = 8 * part - 4, RADIUS
        else:
            centre, radius = (upper - 4 * part if infinite[0] else lower + 4 * part), RADIUS
        box = arb(centre) + arb(0, arb(radius))
        if (infinite[0] or box > arb(lower)) and (infinite[1] or box < arb(upper)):
            yield box


def integral_diverges(body: Body, outer: list[Any], ends: Ends, infinite: tuple[int, int], fuel: Fuel) -> bool:
    """Whether the integral is surely infinite near one of its ends."""
    if any(isinstance(value, Absent) for value in outer[1:]):
        return False
    return any(
        _is_infinite_along(body, outer, {1: fmpq(sign)} if sign else {0: end, -1: fmpq(inward)}, bool(sign), fuel)
        for end, sign, inward in zip(ends, infinite, (1, -1), strict=True)
    )


def series_diverges(body: Body, outer: list[Any], fuel: Fuel) -> bool:
    """Whether the terms of an infinite sum have one sign and a lower bound whose sum is infinite."""
    return not any(isinstance(value, Absent) for value in outer[1:]) and _is_infinite_along(body, outer, {1: fmpq(1)}, True, fuel)


def _is_infinite_along(body: Body, outer: list[Any], place: dict[int, Any], is_infinite: bool, fuel: Fuel) -> bool:
    program = in_log_space(body.program)
    for exponent in EXPONENTS:
        fuel.spend(20 * len(program.steps), "the tail of an integral")
        ray = Ray(fmpq(2) ** exponent)
        try:
            growth = growth_of(program, ray.of_laurent(place), outer, ray, {})
        except NoBound:
            continue
        if not is_infinite:  # dx = dt / t^2
            growth = ray.multiply(growth, ray.of_laurent({-2: fmpq(1)}))
        if _is_infinite(growth):
            return True
    return False


def _is_infinite(growth: Growth) -> bool:
    """Whether a function of one sign has a lower bound whose integral is infinite: C t^k with k >= -1, or what grows faster."""
    lower = growth.lower
    if lower is None or growth.sign == 0 or not lower.constant > 0:
        return False
    return _fastest_rate(lower) > 0 if lower.rates else lower.power >= -1


def _fastest_rate(envelope: Envelope) -> arb:
    """The rate of the highest power of t in the exponent, which decides."""
    degree, rate = max(envelope.rates, key=lambda pair: pair[0])
    return arb(rate) if degree > 0 else arb(0)
