"""Integrals of logarithms of densities: balls that contain what an independent quadrature finds, no value where there is none."""

from collections.abc import Callable

import pytest
from flint import arb, fmpq
from mpmath import mp

from verify.evaluate.balls import enclosure
from verify.evaluate.functions import Absent
from verify.evaluate.precision import precision
from verify.fuel import Fuel
from verify.question import Counterexample, Question, Support
from verify.refute import refute
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
    divide,
    equal,
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

N = number
HALF = N(1, 2)
x, m, r = (symbol(name, REAL) for name in "xmr")
s, u, a, b, c = (symbol(name, POSITIVE) for name in "suabc")
k = symbol("k", INTEGER)
POINT = {m: fmpq(1, 3), r: fmpq(-2), s: fmpq(3, 2), u: fmpq(2), a: fmpq(5, 2), b: fmpq(3), c: fmpq(7, 4)}
M, R, S, U, A, B, C = (mp.mpf(int(value.p)) / int(value.q) for value in POINT.values())
THIRTY_MILLISECONDS = 120_000


def normal(mean: Term, deviation: Term) -> Term:
    return divide(exp(divide(negate(power(divide(subtract(x, mean), deviation), 2)), TWO)), mul(sqrt(mul(TWO, PI)), deviation))


def laplace(mean: Term, scale: Term) -> Term:
    return divide(exp(negate(divide(call("abs", subtract(x, mean)), scale))), mul(TWO, scale))


def exponential(rate: Term) -> Term:
    return mul(rate, exp(negate(mul(rate, x))))


def gamma(shape: Term, rate: Term) -> Term:
    return divide(mul(power(rate, shape), power(x, subtract(shape, ONE)), exp(negate(mul(rate, x)))), call("gamma", shape))


def beta(one: Term, two: Term) -> Term:
    total = divide(call("gamma", add(one, two)), mul(call("gamma", one), call("gamma", two)))
    return mul(total, power(x, subtract(one, ONE)), power(subtract(ONE, x), subtract(two, ONE)))


def mp_normal(mean: mp.mpf, deviation: mp.mpf) -> Callable[[mp.mpf], mp.mpf]:
    return lambda t: mp.exp(-(((t - mean) / deviation) ** 2) / 2) / mp.sqrt(2 * mp.pi) / deviation


def mp_log_normal(mean: mp.mpf, deviation: mp.mpf) -> Callable[[mp.mpf], mp.mpf]:
    return lambda t: -(((t - mean) / deviation) ** 2) / 2 - mp.log(mp.sqrt(2 * mp.pi) * deviation)


def mp_laplace(mean: mp.mpf, scale: mp.mpf) -> Callable[[mp.mpf], mp.mpf]:
    return lambda t: mp.exp(-abs(t - mean) / scale) / 2 / scale


def mp_gamma(shape: mp.mpf, rate: mp.mpf) -> Callable[[mp.mpf], mp.mpf]:
    return lambda t: rate**shape * t ** (shape - 1) * mp.exp(-rate * t) / mp.gamma(shape)


def mp_beta(one: mp.mpf, two: mp.mpf) -> Callable[[mp.mpf], mp.mpf]:
    return lambda t: t ** (one - 1) * (1 - t) ** (two - 1) / mp.beta(one, two)


def line(body: Term) -> Term:
    return binder("integral", x, MINUS_INFINITY, INFINITY, body)


def half_line(body: Term) -> Term:
    return binder("integral", x, ZERO, INFINITY, body)


def between(lower: Term, upper: Term, body: Term) -> Term:
    return binder("integral", x, lower, upper, body)


def unit(body: Term) -> Term:
    return between(ZERO, ONE, body)


def divergence(first: Term, second: Term) -> Term:
    return mul(first, subtract(log(first), log(second)))


def information(density: Term) -> Term:
    return mul(density, log(density))


n1, n2, l1, l2 = normal(m, s), normal(r, u), laplace(m, s), laplace(r, u)
e1, e2, g1, g2, b1, b2 = exponential(a), exponential(b), gamma(a, b), gamma(c, a), beta(a, b), beta(c, a)
N1, N2, LN1, LN2 = mp_normal(M, S), mp_normal(R, U), mp_log_normal(M, S), mp_log_normal(R, U)
L1, L2, G1, G2, B1, B2 = mp_laplace(M, S), mp_laplace(R, U), mp_gamma(A, B), mp_gamma(C, A), mp_beta(A, B), mp_beta(C, A)
RAYLEIGH = mul(divide(x, power(s, 2)), exp(divide(negate(power(x, 2)), mul(TWO, power(s, 2)))))
LINE, HALF_LINE, UNIT = [-40, R, 0, M, 40], [0, 1, 4, 60], [0, 0.5, 1]

VALUES = {
    "KL of Gaussians": (line(divergence(n1, n2)), lambda t: N1(t) * (LN1(t) - LN2(t)), LINE),
    "KL of Gaussians, by the ratio": (line(mul(n1, log(divide(n1, n2)))), lambda t: N1(t) * (LN1(t) - LN2(t)), LINE),
    "entropy of a Gaussian": (line(negate(information(n1))), lambda t: -N1(t) * LN1(t), LINE),
    "cross entropy of Gaussians": (line(negate(mul(n1, log(n2)))), lambda t: -N1(t) * LN2(t), LINE),
    "E[(log N)^2]": (line(mul(n1, power(log(n1), 2))), lambda t: N1(t) * LN1(t) ** 2, LINE),
    "E[log N^2]": (line(mul(n1, log(power(n2, 2)))), lambda t: 2 * N1(t) * LN2(t), LINE),
    "E[log sqrt N]": (line(mul(n1, log(sqrt(n2)))), lambda t: N1(t) * LN2(t) / 2, LINE),
    "E[log N^a]": (line(mul(n1, log(power(n2, a)))), lambda t: A * N1(t) * LN2(t), LINE),
    "a mixture": (line(mul(n1, log(add(mul(N(1, 3), n1), mul(N(2, 3), n2))))),
                  lambda t: N1(t) * mp.log(N1(t) / 3 + 2 * N2(t) / 3), LINE),
    "KL of Laplace densities": (line(divergence(l1, l2)), lambda t: L1(t) * mp.log(L1(t) / L2(t)), [-90, R, M, 90]),
    "entropy of a Laplace density": (line(information(l1)), lambda t: L1(t) * mp.log(L1(t)), [-90, M, 90]),
    "a Gaussian against a Laplace density": (line(mul(n1, log(l2))), lambda t: N1(t) * mp.log(L2(t)), LINE),
    "KL of exponentials": (half_line(divergence(e1, e2)),
        lambda t: A * mp.exp(-A * t) * (mp.log(A / B) - (A - B) * t), HALF_LINE),
    "entropy of an exponential": (half_line(information(e1)), lambda t: A * mp.exp(-A * t) * (mp.log(A) - A * t), HALF_LINE),
    "entropy of a Gamma density": (half_line(information(g1)), lambda t: G1(t) * mp.log(G1(t)), HALF_LINE),
    "KL of Gamma densities": (half_line(divergence(g1, g2)), lambda t: G1(t) * mp.log(G1(t) / G2(t)), HALF_LINE),
    "entropy of a Beta density": (unit(information(b1)), lambda t: B1(t) * mp.log(B1(t)), UNIT),
    "KL of Beta densities": (unit(divergence(b1, b2)), lambda t: B1(t) * mp.log(B1(t) / B2(t)), UNIT),
    "entropy of a Rayleigh density": (half_line(information(RAYLEIGH)),
        lambda t: t / S**2 * mp.exp(-(t**2) / 2 / S**2) * (mp.log(t / S**2) - t**2 / 2 / S**2), HALF_LINE),
    "E[softplus]": (line(mul(n1, log(add(ONE, exp(x))))), lambda t: N1(t) * mp.log1p(mp.exp(t)), LINE),
    "E[log sigmoid]": (line(mul(n1, log(divide(ONE, add(ONE, exp(negate(x))))))), lambda t: -N1(t) * mp.log1p(mp.exp(-t)), LINE),
    "E[log Cauchy]": (line(mul(n1, log(divide(ONE, mul(PI, add(ONE, power(x, 2))))))),
                      lambda t: -N1(t) * mp.log(mp.pi * (1 + t * t)), LINE),
    "the product of two negative factors": (unit(log(mul(negate(x), negate(exp(x))))), lambda t: mp.log(t) + t, UNIT),
    "an even power of a negative base": (between(N(-2), MINUS_ONE, log(mul(power(x, 2), exp(x)))),
        lambda t: 2 * mp.log(-t) + t, [-2, -1]),
    "a difference of exponentials": (between(ONE, TWO, log(subtract(exp(x), exp(negate(x))))),
        lambda t: mp.log(2 * mp.sinh(t)), [1, 2]),
    "beside a sum": (unit(add(log(exp(x)), summation(k, ONE, N(3), mul(k, power(x, subtract(k, ONE)))))),
                     lambda t: t + 1 + 2 * t + 3 * t**2, UNIT),
    "inside of a sum": (between(N(-9), N(9), mul(n1, summation(k, ONE, N(3), log(mul(k, n2))))),
                        lambda t: N1(t) * (3 * LN2(t) + mp.log(6)), [-9, 0, 9]),
    "the logarithm of an exponential alone": (between(MINUS_ONE, TWO, log(exp(power(x, 3)))), lambda t: t**3, [-1, 2]),
}  # fmt: skip


@pytest.mark.parametrize("term, integrand, places", VALUES.values(), ids=VALUES)
def test_contains_the_value_of_an_independent_quadrature(term, integrand, places):
    found = enclosure(term, POINT, Fuel())
    assert isinstance(found, arb), found
    with mp.workdps(25):
        value, error = mp.quad(integrand, places, error=True)
    assert error < 1e-9
    with precision(96):
        assert abs(found - arb(mp.nstr(value, 20))) < arb(error) + arb("1e-9")
        assert found.rad() < arb(2) ** -28


@pytest.mark.parametrize("term", [value[0] for value in VALUES.values()], ids=VALUES)
def test_costs_at_most_thirty_milliseconds(term):
    fuel = Fuel()
    enclosure(term, POINT, fuel)
    assert fuel.spent < THIRTY_MILLISECONDS


UNDEFINED_SOMEWHERE = {
    "log of x exp x, negative for x < 0": between(MINUS_ONE, ONE, log(mul(x, exp(x)))),
    "log exp log x": between(MINUS_ONE, ONE, log(exp(log(x)))),
    "the square of a root": between(MINUS_ONE, ONE, log(mul(power(sqrt(x), 2), exp(x)))),
    "an undefined exponent": between(MINUS_ONE, ONE, log(power(exp(x), sqrt(x)))),
    "an odd power of a negative base": between(MINUS_ONE, N(-1, 2), log(mul(power(x, 3), exp(x)))),
    "a difference of exponentials, negative for x < 0": between(MINUS_ONE, ONE, log(subtract(exp(x), exp(negate(x))))),
    "a factor 0": line(mul(n1, log(mul(call("sign", subtract(x, x)), n1)))),
    "a negative density": line(mul(n1, log(negate(n2)))),
    "a density that is 0 on a half-line": line(mul(n1, log(mul(call("max", x, ZERO), n1)))),
    "an infinite divergence: Gaussian against exponential": line(mul(n1, log(divide(n1, mul(exp(x), call("sign", x)))))),
    "an infinite divergence: Cauchy against Gaussian": line(mul(power(add(ONE, power(x, 2)), -1), log(n1))),
    "no weight": line(log(n1)),
}


@pytest.mark.parametrize("term", UNDEFINED_SOMEWHERE.values(), ids=UNDEFINED_SOMEWHERE)
def test_a_logarithm_that_is_undefined_somewhere_has_no_integral(term):
    assert isinstance(enclosure(term, POINT, Fuel()), Absent)


def absolute(term: Term) -> Term:
    return call("abs", term)


third = subtract(x, N(1, 3))
SWITCHES = {
    "|x - 1/3|": (between(ZERO, ONE, absolute(third)), N(5, 18)),
    "a switch beyond the interval": (between(ONE, TWO, absolute(third)), N(7, 6)),
    "a switch at an end": (between(N(1, 3), ONE, absolute(third)), N(2, 9)),
    "the ends in the other order": (between(ONE, ZERO, absolute(third)), N(-5, 18)),
    "||x| - 1|": (between(N(-2), TWO, absolute(subtract(absolute(x), ONE))), TWO),
    "max(x, 1 - x, 3/4)": (unit(call("max", x, subtract(ONE, x), N(3, 4))), N(13, 16)),
    "min(x, m)": (unit(call("min", x, m)), N(5, 18)),
    "sign(x - 1/3)": (unit(call("sign", third)), N(1, 3)),
    "sign(3 (x - 1/3))^2, which is 0 at 1/3": (unit(power(call("sign", mul(N(3), third)), 2)), ONE),
    "a step": (unit(piecewise((N(5), relation("lt", x, m)), (ONE, TRUE))), N(7, 3)),
    "a step whose branches end there": (between(N(-1), ONE, piecewise((sqrt(x), relation("lt", m, x)), (ZERO, TRUE))),
                                        subtract(N(2, 3), mul(N(2, 3), power(N(1, 3), N(3, 2))))),
    "E[relu]": (line(mul(call("max", x, ZERO), normal(ZERO, ONE))), divide(ONE, sqrt(mul(TWO, PI)))),
    "E|x - m|": (line(mul(absolute(subtract(x, m)), n1)), mul(s, sqrt(divide(TWO, PI)))),
    "a switch at an irrational place": (between(ONE, TWO, absolute(subtract(x, sqrt(TWO)))),
                                        subtract(N(9, 2), mul(N(3), sqrt(TWO)))),
}  # fmt: skip


@pytest.mark.parametrize("term, value", SWITCHES.values(), ids=SWITCHES)
def test_an_integral_across_switches(term, value):
    found = enclosure(term, POINT, Fuel())
    assert isinstance(found, arb), found
    with precision(128):
        assert found.overlaps(arb(enclosure(value, POINT, Fuel(), 128))) and found.rad() < arb(2) ** -30


NONE_AT_A_SWITCH = {
    "1/|x - 1/3|": unit(power(absolute(third), -1)),
    "log |x - 1/3|, integrable but not bounded": unit(log(absolute(third))),
    "no branch at 1/3": unit(piecewise((ONE, relation("lt", x, m)), (TWO, relation("lt", m, x)))),
    "a branch that is undefined beyond 1/3": unit(piecewise((sqrt(subtract(m, x)), relation("lt", x, HALF)), (ONE, TRUE))),
}


@pytest.mark.parametrize("term", NONE_AT_A_SWITCH.values(), ids=NONE_AT_A_SWITCH)
def test_no_integral_across_a_place_without_a_value(term):
    assert isinstance(enclosure(term, POINT, Fuel()), Absent)


square_m_r = power(subtract(m, r), 2)
gauss_gap = subtract(add(log(divide(u, s)), divide(add(power(s, 2), square_m_r), mul(TWO, power(u, 2)))), HALF)
gauss_entropy = add(HALF, divide(log(mul(TWO, PI, power(s, 2))), TWO))
gamma_entropy = add(a, negate(log(b)), call("loggamma", a), mul(subtract(ONE, a), call("digamma", a)))
FORMULAS = {  # the integral, what it is, what people write
    "KL of Gaussians": (line(divergence(n1, n2)), gauss_gap,
                        [add(gauss_gap, HALF), subtract(gauss_gap, mul(TWO, log(divide(u, s))))]),
    "entropy of a Gaussian": (line(negate(information(n1))), gauss_entropy,
                              [subtract(gauss_entropy, ONE), subtract(gauss_entropy, log(s))]),
    "cross entropy of Gaussians": (line(negate(mul(n1, log(n2)))), add(gauss_gap, gauss_entropy), [gauss_gap, gauss_entropy]),
    "KL of exponentials": (half_line(divergence(e1, e2)), add(log(divide(a, b)), divide(b, a), MINUS_ONE),
                           [add(log(divide(b, a)), divide(a, b), MINUS_ONE), add(log(divide(a, b)), divide(b, a))]),
    "entropy of an exponential": (half_line(negate(information(e1))), subtract(ONE, log(a)), [add(ONE, log(a)), negate(log(a))]),
    "entropy of a Laplace density": (line(negate(information(l1))), add(ONE, log(mul(TWO, s))),
                                     [add(ONE, log(s)), log(mul(TWO, s))]),
    "KL of Laplace densities of one mean": (line(divergence(laplace(m, s), laplace(m, u))),
        add(log(divide(u, s)), divide(s, u), MINUS_ONE), [add(log(divide(s, u)), divide(s, u), MINUS_ONE), log(divide(u, s))]),
    "entropy of a Gamma density": (half_line(negate(information(g1))), gamma_entropy,
                                   [add(gamma_entropy, log(b)), add(gamma_entropy, ONE)]),
}  # fmt: skip


@pytest.mark.parametrize("integral, value, _", FORMULAS.values(), ids=FORMULAS)
def test_a_true_formula_is_supported(integral, value, _):
    assert isinstance(refute(Question(equal(integral, value)), Fuel()), Support)


FALSE_FORMULAS = {f"{name}, {place}": (integral, wrong) for name, (integral, _, wrongs) in FORMULAS.items()
                  for place, wrong in enumerate(wrongs)}  # fmt: skip


@pytest.mark.parametrize("integral, value", FALSE_FORMULAS.values(), ids=FALSE_FORMULAS)
def test_a_false_formula_is_refuted(integral, value):
    assert isinstance(refute(Question(equal(integral, value)), Fuel()), Counterexample)
