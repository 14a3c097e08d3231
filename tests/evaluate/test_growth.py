"""Bounds on a ray: above and below what a formula is there, and none where it is undefined."""

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluate.test_log_space import terms, values, x, y
from verify.evaluate.balls import Machine
from verify.evaluate.functions import UNDEFINED, Absent
from verify.evaluate.growth import Envelope, Growth, NoBound, Ray
from verify.evaluate.log_space import in_log_space
from verify.evaluate.precision import precision
from verify.evaluate.program import compile_terms
from verify.evaluate.quadrature import growth_of
from verify.fuel import Fuel
from verify.term import MINUS_ONE, Term, log, power

CENTRE = fmpq(1, 3)


def bounds(term: Term, other: fmpq, is_infinite: bool, sign: int, start: int) -> Growth:
    """Of a term in x and y on x = sign t or x = 1/3 + sign/t, for t >= start."""
    ray = Ray(fmpq(start))
    place = {1: fmpq(sign)} if is_infinite else {0: CENTRE, -1: fmpq(sign)}
    return growth_of(in_log_space(compile_terms((term,), (x, y))), ray.of_laurent(place), [None, other], ray, {})


def at(envelope: Envelope, t: arb) -> arb:
    exponent = arb(0)
    for degree, rate in envelope.rates:
        exponent = exponent + rate * t**degree
    return envelope.constant * t ** arb(fmpq(envelope.power.numerator, envelope.power.denominator)) * exponent.exp()


@settings(max_examples=300, deadline=None)
@given(terms, values, st.booleans(), st.sampled_from([1, -1]), st.sampled_from([4, 16, 64]), st.integers(0, 40))
def test_bounds_hold_on_the_ray(term, at_y, is_infinite, sign, start, step):
    other = fmpq(at_y.numerator, at_y.denominator)
    with precision(96):
        try:
            found = bounds(log(term), other, is_infinite, sign, start)
        except NoBound:
            return
        t = start * (1 + fmpq(step * step, 7))
        point = [sign * t if is_infinite else CENTRE + sign / t, other]
        (value,) = Machine(96, Fuel()).outputs(compile_terms((log(term),), (x, y)), point)
        assert value is not UNDEFINED
        if isinstance(value, Absent):
            return
        assert not abs(arb(value)) > at(found.upper, arb(t))
        assert found.lower is None or not abs(arb(value)) < at(found.lower, arb(t))
        assert not value * found.sign < 0


@pytest.mark.parametrize("term", [power(MINUS_ONE, x), power(y, x)], ids=["(-1)^x", "y^x at y = -1"])
def test_a_real_power_of_a_negative_number_has_no_bound(term):
    with precision(64), pytest.raises(NoBound):
        bounds(term, fmpq(-1), True, 1, 4)
