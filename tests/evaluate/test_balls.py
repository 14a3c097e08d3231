"""Values of terms at exact points: rational while possible, undefined where they are, never wrong."""

import threading

import flint
import mpmath
import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.evaluate.balls import enclosure, enclosures, sign
from verify.evaluate.functions import UNDEFINED, UNKNOWN
from verify.evaluate.precision import precision
from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel, Limits, OutOfFuel
from verify.sort import INTEGER, REAL, Tensor
from verify.term import (
    HALF,
    IMAGINARY,
    MINUS_ONE,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    derivative,
    divide,
    equal,
    exp,
    index_symbol,
    log,
    make,
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

x, y, n = symbol("x", REAL), symbol("y", REAL), symbol("n", INTEGER)
k = index_symbol("k")


def value(term: Term, bits: int = 64, **point: object) -> object:
    return enclosure(term, {{"x": x, "y": y, "n": n}[name]: fmpq(*at) if isinstance(at, tuple) else fmpq(at)
                            for name, at in point.items()}, Fuel(), bits)  # fmt: skip


EXACT = {
    "a sum of rationals": (add(x, number(1, 3)), {"x": 1}, fmpq(4, 3)),
    "exp 0": (exp(x), {"x": 0}, fmpq(1)),
    "log 1": (log(x), {"x": 1}, fmpq(0)),
    "the root of a rational square": (sqrt(x), {"x": (9, 4)}, fmpq(3, 2)),
    "a cube root": (power(x, number(1, 3)), {"x": (8, 27)}, fmpq(2, 3)),
    "0 to the power 0, literal": (power(x, 0), {"x": 0}, fmpq(1)),
    "0 to the power n at n = 0": (power(x, n), {"x": 0, "n": 0}, fmpq(1)),
    "0 to a positive real power": (power(x, y), {"x": 0, "y": 2}, fmpq(0)),
    "(-1)^n, odd": (power(MINUS_ONE, n), {"n": 10**30 + 1}, fmpq(-1)),
    "(-8)^(4/2) is a square": (power(x, divide(number(4), TWO)), {"x": -8}, fmpq(64)),
    "factorial": (call("gamma", x), {"x": 5}, fmpq(24)),
    "the empty sum": (summation(k, ONE, ZERO, k), {}, fmpq(0)),
    "the empty product": (make("product", (k, ONE, ZERO, k)), {}, fmpq(1)),
    "a harmonic number": (summation(k, ONE, number(4), power(k, -1)), {}, fmpq(25, 12)),
    "a nested sum": (summation(k, ONE, number(3), summation(index_symbol("j"), ONE, k, k)), {}, fmpq(14)),
    "sign 0": (call("sign", x), {"x": 0}, fmpq(0)),
    "floor": (call("floor", x), {"x": (-1, 2)}, fmpq(-1)),
    "an undefined branch that is not chosen": (piecewise((log(x), relation("gt", x, ZERO)), (ONE, TRUE)), {"x": -1}, fmpq(1)),
    "derivative of |x|^3": (derivative(power(call("abs", x), 3), x), {"x": -2}, fmpq(-12)),
    "second derivative": (derivative(power(x, 4), x, 2), {"x": 2}, fmpq(48)),
    "derivative of a product over k": (derivative(make("product", (k, ONE, number(3), mul(k, x))), x), {"x": 1}, fmpq(18)),
}


@pytest.mark.parametrize("term, point, expected", EXACT.values(), ids=EXACT)
def test_is_exactly(term, point, expected):
    assert value(term, **point) == expected


NOWHERE = {
    "1/0": (power(x, -1), {"x": 0}),
    "log 0": (log(x), {"x": 0}),
    "log of a negative number": (log(x), {"x": -1}),
    "a root of a negative number": (sqrt(x), {"x": -1}),
    "a cube root of a negative number": (power(x, number(1, 3)), {"x": -8}),
    "a negative base with a real exponent": (power(x, y), {"x": -1, "y": fmpq(3, 2)}),
    "0^0 with a real exponent": (power(x, y), {"x": 0, "y": 0}),
    "0 to a negative power": (power(x, number(-1, 2)), {"x": 0}),
    "gamma at a pole": (call("gamma", x), {"x": -2}),
    "digamma at a pole": (call("digamma", x), {"x": 0}),
    "loggamma of a negative number": (call("loggamma", x), {"x": (-1, 2)}),
    "asin beyond 1": (call("asin", x), {"x": (9, 8)}),
    "atanh at 1": (call("atanh", x), {"x": 1}),
    "acosh below 1": (call("acosh", x), {"x": (1, 2)}),
    "no branch holds": (piecewise((ONE, relation("gt", x, ZERO))), {"x": 0}),
    "a product with an undefined factor, even if another is 0": (mul(ZERO, power(x, -1)), {"x": 0}),
    "the derivative of log below 0": (derivative(log(x), x), {"x": -1}),
    "a sum with an undefined term": (summation(k, ZERO, TWO, power(k, -1)), {}),
    "log of a negative constant": (log(subtract(number(3), PI)), {}),
}


@pytest.mark.parametrize("term, point", NOWHERE.values(), ids=NOWHERE)
def test_is_surely_undefined(term, point):
    assert value(term, **point) is UNDEFINED


UNTOLD = {
    "log of a number that is 0 but not seen to be": log(add(power(call("sin", ONE), 2), power(call("cos", ONE), 2), MINUS_ONE)),
    "the derivative of x|x| at 0 exists, that of |x| does not": derivative(mul(x, call("abs", x)), x),
    "the derivative of a maximum where both are equal": derivative(call("max", x, mul(TWO, x)), x),
}


@pytest.mark.parametrize("term", UNTOLD.values(), ids=UNTOLD)
def test_is_not_told(term):
    assert value(term, x=0) is UNKNOWN


def test_arithmetic_with_both_kinds_of_absence_is_surely_undefined():
    assert UNKNOWN + UNDEFINED is UNDEFINED and UNDEFINED * UNKNOWN is UNDEFINED and arb(2) - UNKNOWN is UNKNOWN


MPMATH = {
    "exp": mpmath.exp, "log": mpmath.log, "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "sinh": mpmath.sinh,
    "cosh": mpmath.cosh, "tanh": mpmath.tanh, "asin": mpmath.asin, "acos": mpmath.acos, "atan": mpmath.atan,
    "asinh": mpmath.asinh, "acosh": mpmath.acosh, "atanh": mpmath.atanh,
    "gamma": mpmath.gamma, "loggamma": mpmath.loggamma, "digamma": mpmath.digamma,
    "erf": mpmath.erf, "erfc": mpmath.erfc, "abs": abs, "sign": mpmath.sign, "floor": mpmath.floor, "ceiling": mpmath.ceil,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MPMATH))
def test_functions_agree_with_another_implementation(name):
    for at in (fmpq(1, 3), fmpq(7, 5), fmpq(-2, 7), fmpq(11, 2)):
        ours = enclosure(call(name, x), {x: at}, Fuel(), 128)
        with mpmath.workdps(30):
            theirs = MPMATH[name](mpmath.mpf(int(at.p)) / int(at.q))
            if ours is UNDEFINED:
                assert isinstance(theirs, mpmath.mpc) or not mpmath.isfinite(theirs)
            else:
                with precision(128):
                    text = mpmath.nstr(theirs, 28)
                    assert abs(arb(ours) - arb(text)) < arb("1e-20") * (1 + abs(arb(text)))


DERIVATIVES = [
    exp(mul(x, x)), log(add(ONE, exp(x))), call("tanh", x), divide(x, add(ONE, power(x, 2))), power(add(x, TWO), number(1, 3)),
    power(add(x, TWO), x), call("loggamma", add(x, TWO)), call("erf", x), call("atan", x), call("asinh", x),
    call("asin", divide(x, TWO)),
    call("max", x, negate(x), divide(x, number(3))), call("abs", subtract(x, number(1, 7))), call("gamma", add(x, number(3))),
    piecewise((power(x, 2), relation("lt", x, ZERO)), (call("sin", x), TRUE)), call("acosh", add(x, number(3))), call("tan", x),
    summation(k, ONE, number(3), power(x, k)), call("digamma", add(x, number(2))), call("cosh", mul(TWO, x)), call("erfc", x),
]  # fmt: skip


@pytest.mark.parametrize("body", DERIVATIVES, ids=repr)
def test_derivative_agrees_with_a_difference_quotient(body):
    step = fmpq(1, 10**12)
    for at in (fmpq(2, 5), fmpq(-3, 7), fmpq(9, 10)):
        slope = enclosure(derivative(body, x), {x: at}, Fuel(), 192)
        with precision(192):
            right, left = (arb(enclosure(body, {x: at + shift}, Fuel(), 192)) for shift in (step, -step))
            assert abs((right - left) / (2 * arb(step)) - arb(slope)) < arb("1e-9") * (1 + abs(arb(slope)))


@settings(max_examples=60, deadline=None)
@given(st.fractions(min_value=-5, max_value=5, max_denominator=50), st.sampled_from(DERIVATIVES))
def test_a_ball_of_higher_precision_meets_the_one_of_lower(at, term):
    low, high = (enclosure(term, {x: at}, Fuel(), bits) for bits in (64, 320))
    if isinstance(low, (arb, fmpq)) and isinstance(high, (arb, fmpq)):
        with precision(320):
            assert arb(low).overlaps(arb(high))


def test_relation_gives_both_sides():
    assert enclosures(equal(x, power(x, 2)), {x: 3}, Fuel()) == [3, 9]


WITHOUT_NUMBERS = [make("product", (k, ONE, make("infinity"), k)),
                   symbol("A", Tensor((TWO, TWO))), make("limit", (x, ZERO, x), "+")]  # fmt: skip


@pytest.mark.parametrize("term", WITHOUT_NUMBERS, ids=repr)
def test_has_no_numeric_value(term):
    with pytest.raises(CannotEvaluate):
        enclosure(term, {}, Fuel())


def test_an_imaginary_number_has_no_real_value():
    with pytest.raises(CannotEvaluate):
        enclosure(add(IMAGINARY, ONE), {}, Fuel())


def test_a_loop_that_is_too_long_is_unknown_and_costs_nothing():
    fuel = Fuel()
    assert enclosure(summation(k, ONE, number(10**9), power(k, -1)), {}, fuel) is UNKNOWN
    assert fuel.spent < 1_000


def test_work_is_paid_for():
    with pytest.raises(OutOfFuel):
        enclosure(call("gamma", exp(x)), {x: 1}, Fuel(Limits(fuel=20)))


def test_huge_powers_stay_cheap():
    assert isinstance(value(power(add(ONE, x), number(10**5)), x=(1, 3)), arb)
    assert value(power(x, number(10**1500)), x=2) is UNKNOWN


SIGNS = [
    (subtract(PI, number(355, 113)), -1),
    (subtract(exp(ONE), number(19, 7)), 1),
    (subtract(ONE, ONE), 0),
    (log(MINUS_ONE), None),
    (subtract(sqrt(number(6)), mul(sqrt(TWO), sqrt(number(3)))), None),
    (subtract(power(number(10**30 + 1), HALF), number(10**15)), 1),
]


@pytest.mark.parametrize("term, expected", SIGNS, ids=lambda part: repr(part)[:40])
def test_sign_of_a_constant(term, expected):
    assert sign(term, {}, Fuel()) == expected


def test_precision_nests_and_is_restored():
    before = flint.ctx.prec
    with precision(100):
        with precision(300):
            assert flint.ctx.prec == 300
        assert flint.ctx.prec == 100
    assert flint.ctx.prec == before


def test_precision_of_one_thread_is_not_seen_by_another():
    wrong = []

    def work(bits: int) -> None:
        for _ in range(200):
            with precision(bits):
                if flint.ctx.prec != bits:
                    wrong.append(bits)

    threads = [threading.Thread(target=work, args=(64 + place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
