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
from verify.read.text import read_text
from verify.term import MINUS_ONE, ONE, Term, add, call, exp, log, mul, number, power

CENTRE = fmpq(1, 3)


def erf(term: Term) -> Term:
    return call("erf", term)


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


def check_bounds(term: Term, other: fmpq, is_infinite: bool, sign: int, start: int, step: int) -> Growth | None:
    """The bounds of a term, which hold at a place of the ray; None where there are none."""
    try:
        found = bounds(term, other, is_infinite, sign, start)
    except NoBound:
        return None
    t = start * (1 + fmpq(step * step, 7))
    point = [sign * t if is_infinite else CENTRE + sign / t, other]
    (value,) = Machine(96, Fuel()).outputs(compile_terms((term,), (x, y)), point)
    assert value is not UNDEFINED
    if not isinstance(value, Absent):
        assert not abs(arb(value)) > at(found.upper, arb(t))
        assert found.lower is None or not abs(arb(value)) < at(found.lower, arb(t))
        assert not value * found.sign < 0
        assert found.near is None or not abs(arb(value) - found.near[0]) > at(found.near[1], arb(t))
    return found


@settings(max_examples=300, deadline=None)
@given(terms, values, st.booleans(), st.sampled_from([1, -1]), st.sampled_from([4, 16, 64]), st.integers(0, 40))
def test_bounds_hold_on_the_ray(term, at_y, is_infinite, sign, start, step):
    other = fmpq(at_y.numerator, at_y.denominator)
    with precision(96):
        check_bounds(log(term), other, is_infinite, sign, start, step)


NEAR_A_NUMBER = {
    "1 - (1 - exp(-x))^5": 0, "(1 - exp(-x))^7": 1, "1/(1 + exp(-x))": 1, "1 - 1/(1 + exp(-2 x))": 0, "log(1 + exp(-x))": 0,
    "1 - erf(x)": 0, "(1 + erf(x))^2 - 4": 0, "exp(exp(-x)) - 1": 0, "exp(1/x^2) - 1": 0,
    "1/(2 - exp(-x)) - 1/2": 0, "log(1 - exp(-x^2))": 0, "(1 - exp(-x)) (1 - exp(-3 x)) - 1": 0, "(1 + exp(-x))^(-2) - 1": 0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NEAR_A_NUMBER.items(), ids=NEAR_A_NUMBER)
def test_what_goes_to_a_number_is_bounded_by_its_distance(text: str, number: int) -> None:
    term = read_text(text, {"x": x, "y": y}).term
    with precision(96):
        for start in (4, 16):
            for step in (0, 1, 2, 5):
                found = check_bounds(term, fmpq(1), True, 1, start, step)
                assert found is not None
                assert found.near is not None
                assert found.near[0] == number
        assert number or at(found.upper, arb(400)) < fmpq(1, 50)


@settings(max_examples=200, deadline=None)
@given(st.recursive(
    st.sampled_from([exp(mul(MINUS_ONE, x)), ONE, power(x, -1), number(2), number(-1, 2), erf(x)]),
    lambda inner: st.one_of(
        st.builds(add, inner, inner), st.builds(mul, inner, inner), st.builds(power, inner, st.integers(-3, 5)),
        st.builds(exp, inner), st.builds(log, inner)),
    max_leaves=6,
), st.sampled_from([4, 16]), st.integers(0, 10))  # fmt: skip
def test_bounds_of_what_goes_to_a_number_hold(term: Term, start: int, step: int) -> None:
    with precision(96):
        check_bounds(term, fmpq(1), True, 1, start, step)


def test_one_great_part_of_a_sum_bounds_it_from_below() -> None:
    with precision(96):
        found = check_bounds(read_text("exp(x) - 1", {"x": x}).term, fmpq(1), True, 1, 4, 1)
        assert found is not None
        assert found.lower is not None
        assert found.sign == 1
        assert bounds(read_text("exp(x) - 1/2 exp(x) - 1/2 exp(x)", {"x": x}).term, fmpq(1), True, 1, 4).sign == 0


@pytest.mark.parametrize("term", [power(MINUS_ONE, x), power(y, x)], ids=["(-1)^x", "y^x at y = -1"])
def test_a_real_power_of_a_negative_number_has_no_bound(term):
    with precision(64), pytest.raises(NoBound):
        bounds(term, fmpq(-1), True, 1, 4)
