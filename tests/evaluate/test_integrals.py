"""Integrals and infinite sums: balls that contain the known value, and no value where there is none."""

import pytest
from flint import arb, fmpq

from verify.evaluate.balls import enclosure
from verify.evaluate.functions import UNDEFINED, UNKNOWN
from verify.evaluate.precision import precision
from verify.fuel import Fuel
from verify.sort import INTEGER, POSITIVE, REAL
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    binder,
    call,
    derivative,
    divide,
    exp,
    log,
    mul,
    negate,
    number,
    piecewise,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
)  # fmt: skip

t, m, s, a = symbol("t", REAL), symbol("m", REAL), symbol("s", POSITIVE), symbol("a", POSITIVE)
k = symbol("k", INTEGER)
POINT = {m: fmpq(1, 3), s: fmpq(3, 2), a: fmpq(5, 2)}
N = number
gauss = exp(negate(divide(power(subtract(t, m), 2), mul(TWO, power(s, 2)))))
gamma_kernel = mul(power(t, subtract(a, ONE)), exp(negate(t)))
poisson = divide(mul(power(a, k), exp(negate(a))), call("gamma", add(k, ONE)))


def integral(lower: Term, upper: Term, body: Term) -> Term:
    return binder("integral", t, lower, upper, body)


def line(body: Term) -> Term:
    return integral(MINUS_INFINITY, INFINITY, body)


def series(lower: Term, body: Term) -> Term:
    return summation(k, lower, INFINITY, body)


KNOWN = {
    "a square": (integral(ZERO, ONE, power(t, 2)), N(1, 3)),
    "ends in the other order": (integral(ONE, ZERO, power(t, 2)), N(-1, 3)),
    "a switch inside": (integral(MINUS_ONE, TWO, call("abs", t)), N(5, 2)),
    "a jump inside": (integral(MINUS_ONE, TWO, piecewise((ONE, relation("gt", t, ZERO)), (ZERO, TRUE))), TWO),
    "a branch undefined where it is not chosen":
        (integral(MINUS_ONE, ONE, piecewise((sqrt(t), relation("lt", N(1, 4), t)), (ZERO, TRUE))), N(7, 12)),
    "a sum inside": (integral(ZERO, ONE, summation(k, ONE, N(3), mul(k, power(t, subtract(k, ONE))))), N(3)),
    "a maximum": (integral(ZERO, TWO, call("max", t, ONE)), N(5, 2)),
    "a Gaussian": (line(gauss), mul(s, sqrt(mul(TWO, PI)))),
    "its second moment": (line(mul(power(t, 2), gauss)), mul(s, sqrt(mul(TWO, PI)), add(power(m, 2), power(s, 2)))),
    "its mean beyond 0": (integral(ZERO, INFINITY, mul(t, exp(negate(divide(power(t, 2), TWO))))), ONE),
    "the left tail alone": (integral(MINUS_INFINITY, ZERO, exp(t)), ONE),
    "Laplace": (line(exp(negate(divide(call("abs", subtract(t, m)), s)))), mul(TWO, s)),
    "Gamma, smooth at 0": (integral(ZERO, INFINITY, gamma_kernel), call("gamma", a)),
    "Gamma(1/2), singular at 0": (integral(ZERO, INFINITY, mul(power(t, N(-1, 2)), exp(negate(t)))), sqrt(PI)),
    "log at 0": (integral(ZERO, ONE, log(t)), MINUS_ONE),
    "t log t at 0": (integral(ZERO, ONE, mul(t, log(t))), N(-1, 4)),
    "a root at 0": (integral(ZERO, ONE, sqrt(t)), N(2, 3)),
    "algebraic tails": (line(power(add(ONE, power(t, 2)), -1)), PI),
    "a mean of the sigmoid": (line(mul(divide(ONE, add(ONE, exp(negate(t)))), exp(negate(divide(power(t, 2), TWO))))),
                              sqrt(divide(PI, TWO))),
    "by its upper end": (derivative(integral(ZERO, m, exp(power(t, 2))), m), exp(power(m, 2))),
    "geometric": (series(ZERO, power(m, k)), N(3, 2)),
    "geometric, alternating": (series(ZERO, power(negate(m), k)), N(3, 4)),
    "a geometric mean": (series(ONE, mul(k, power(TWO, negate(k)))), TWO),
    "Poisson": (series(ZERO, poisson), ONE),
    "the mean of Poisson": (series(ZERO, mul(k, poisson)), a),
    "logarithmic": (series(ONE, divide(power(m, k), k)), negate(log(subtract(ONE, m)))),
}  # fmt: skip


@pytest.mark.parametrize("term, value", KNOWN.values(), ids=KNOWN)
def test_contains_the_known_value(term, value):
    found = enclosure(term, POINT, Fuel())
    assert isinstance(found, arb), found
    with precision(128):
        exact = arb(enclosure(value, POINT, Fuel(), 128))
        assert found.overlaps(exact)
        assert found.rad() < arb(2) ** -32


NONE = {
    "1/t at 0": integral(ZERO, ONE, power(t, -1)),
    "1/t through 0, whose halves cancel": integral(MINUS_ONE, ONE, power(t, -1)),
    "1/t^2 through 0": integral(MINUS_ONE, ONE, power(t, -2)),
    "1/t at infinity": integral(ONE, INFINITY, power(t, -1)),
    "a constant": line(ONE),
    "an odd function, whose halves cancel": line(t),
    "exp on the line": line(exp(negate(t))),
    "sin at infinity": integral(ZERO, INFINITY, call("sin", t)),
    "log of negative numbers": integral(MINUS_ONE, ONE, log(t)),
    "a root of negative numbers": integral(MINUS_ONE, ONE, sqrt(t)),
    "asin beyond 1": integral(ZERO, TWO, call("asin", t)),
    "a condition that is undefined":
        integral(MINUS_ONE, ONE, piecewise((ONE, relation("lt", log(t), ZERO)), (TWO, TRUE))),
    "a condition that is undefined in a tail":
        integral(MINUS_INFINITY, ONE, piecewise((exp(t), relation("lt", log(t), ZERO)), (exp(t), TRUE))),
    "no branch in a tail": integral(MINUS_INFINITY, ONE, piecewise((exp(t), relation("lt", ZERO, t)))),
    "a square that is undefined on a half-line": line(mul(exp(negate(power(t, 2))), power(sqrt(t), 2))),
    "tan through a pole": integral(ZERO, TWO, call("tan", t)),
    "the harmonic series": series(ONE, power(k, -1)),
    "a geometric series at 1": series(ZERO, power(ONE, k)),
    "a growing series": series(ZERO, power(add(ONE, a), k)),
}  # fmt: skip


@pytest.mark.parametrize("term", NONE.values(), ids=NONE)
def test_has_no_value(term):
    assert enclosure(term, POINT, Fuel()) in (UNKNOWN, UNDEFINED)


INFINITE_OR_UNDEFINED_INSIDE = {
    **{name: term for name, term in NONE.items() if name in (
        "1/t at 0", "1/t at infinity", "a constant", "an odd function, whose halves cancel", "exp on the line",
        "log of negative numbers", "a root of negative numbers", "asin beyond 1", "no branch in a tail", "the harmonic series",
        "a growing series",
    )},
    "a Gaussian with the wrong sign": line(mul(t, exp(add(mul(a, t), power(t, 2))))),
    "a Gaussian with an odd power": line(exp(add(t, negate(power(t, 3))))),
    "1/t^2 at 0, from above": integral(ONE, ZERO, power(t, -2)),
    "the mean of a Cauchy distribution": integral(ZERO, INFINITY, divide(t, add(ONE, power(t, 2)))),
    "log of a negative density": line(mul(exp(negate(power(t, 2))), log(negate(exp(negate(power(t, 2))))))),
}  # fmt: skip
# Here a value exists, or nothing that is looked at shows that there is none.
FINITE_OR_NOT_KNOWN = {
    "almost 1/t at infinity": integral(ONE, INFINITY, power(t, N(-1001, 1000))),
    "almost 1/t at 0": integral(ZERO, ONE, power(t, N(-999, 1000))),
    "a Gaussian with a large slope": line(exp(subtract(mul(N(30), t), power(t, 2)))),
    "sin at infinity": NONE["sin at infinity"],
    "a sine that falls": integral(ONE, INFINITY, divide(call("sin", t), t)),
    "a cosine that grows": integral(ONE, INFINITY, mul(t, call("cos", power(t, 3)))),
    "undefined at single points": integral(MINUS_ONE, ONE, divide(t, t)),
    "a logarithm that is singular inside": integral(MINUS_ONE, ONE, log(call("abs", t))),
    "nothing": integral(ONE, ONE, log(negate(t))),
    "a factor that may be 0": integral(ONE, INFINITY, mul(call("sign", subtract(m, N(1, 4))), subtract(a, a))),
    "alternating": series(ONE, divide(power(MINUS_ONE, k), k)),
}


@pytest.mark.parametrize("term", INFINITE_OR_UNDEFINED_INSIDE.values(), ids=INFINITE_OR_UNDEFINED_INSIDE)
def test_surely_has_no_value(term):
    assert enclosure(term, POINT, Fuel()) is UNDEFINED


@pytest.mark.parametrize("term", FINITE_OR_NOT_KNOWN.values(), ids=FINITE_OR_NOT_KNOWN)
def test_may_have_a_value(term):
    assert enclosure(term, POINT, Fuel()) is not UNDEFINED


def test_the_work_of_a_hopeless_integral_is_bounded():
    fuel = Fuel()
    enclosure(NONE["log of negative numbers"], {}, fuel)
    assert fuel.spent < 300_000


@pytest.mark.parametrize("bits", [64, 96, 128, 192])
def test_tails_shrink_with_precision(bits):
    with precision(bits):
        assert enclosure(KNOWN["a Gaussian"][0], POINT, Fuel(), bits).rad() < arb(2) ** (-bits // 2)


@pytest.mark.parametrize("mean", [fmpq(0), fmpq(100), fmpq(-1000)])
@pytest.mark.parametrize("deviation", [fmpq(1, 1000), fmpq(1), fmpq(50)])
def test_a_narrow_or_distant_peak_is_not_missed(mean, deviation):
    found = enclosure(line(gauss), {m: mean, s: deviation}, Fuel())
    with precision(64):
        assert isinstance(found, arb) and found.overlaps(deviation * (2 * arb.pi()).sqrt()) and found > deviation
