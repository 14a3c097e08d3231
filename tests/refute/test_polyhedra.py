"""Exact points of polyhedra, and of narrow domains and cones that no random point meets."""

from fractions import Fraction
from typing import Any

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.decide import can_be_met, decide
from verify.fuel import Fuel
from verify.question import Counterexample, NoOpinion, Question
from verify.refute import refute
from verify.refute.polyhedra import Bound, Empty, Equation, Polyhedron
from verify.sort import INTEGER, POSITIVE, REAL, Scalar
from verify.term import ONE, ZERO, Term, add, equal, make, mul, number, power, relation, subtract, symbol

N = number
x, y, z, w1, w2, b = (symbol(name, REAL) for name in ("x", "y", "z", "w_1", "w_2", "b"))
p, q = symbol("p", POSITIVE), symbol("q", POSITIVE)
m, n = symbol("m", INTEGER), symbol("n", INTEGER)
unit = symbol("t", Scalar(lower=Fraction(0), upper=Fraction(1)))


def row(*numbers: int) -> Any:
    *coefficients, constant = map(fmpq, numbers)
    return tuple(coefficients), constant


def at_least(*numbers: int) -> Bound:
    return Bound(*row(*numbers))


def above(*numbers: int) -> Bound:
    return Bound(*row(*numbers), True)


def zero(*numbers: int) -> Equation:
    return Equation(*row(*numbers))


POINTS = {  # equations, bounds, where to begin, the point
    "no bounds": ([], [], (3, 4), (3, 4)),
    "the start itself, on an edge": ([], [at_least(1, 0, 0)], (0, 5), (0, 5)),
    "strictly inside": ([], [above(1, 0, 0)], (0, 5), (1, 5)),
    "between two ends": ([], [above(3, 0, -1), above(-2, 0, 1)], (0, 0), ("2/5", 0)),
    "on an edge where there is no inside": ([], [at_least(3, 0, -1), at_least(-3, 0, 1)], (0, 0), ("1/3", 0)),
    "an equation": ([zero(1, 1, -1)], [], (2, 7), (2, -1)),
    "an equation and a bound on what it determines": ([zero(1, 1, -1)], [above(0, 1, 0)], (2, 7), (0, 1)),
    "below 0": ([], [above(-1, 0, -5)], (0, 0), (-6, 0)),
    "a narrow cone": ([], [above(-1000, 1, 0), above(1001, -1, 0)], (0, 0), ("2/2001", 1)),
}


@pytest.mark.parametrize("equations, bounds, start, point", POINTS.values(), ids=POINTS)
def test_a_point_near(equations, bounds, start, point):
    polyhedron = Polyhedron(2, equations, bounds, [False, False], Fuel())
    found = polyhedron.near(tuple(map(fmpq, start)))
    expected = tuple(fmpq(Fraction(value).numerator, Fraction(value).denominator) for value in point)
    assert found == expected
    assert _holds(equations, bounds, found)


EMPTY = {
    "x > 0 and x < 0": ([], [above(1, 0, 0), above(-1, 0, 0)]),
    "x >= 0 and x < 0": ([], [at_least(1, 0, 0), above(-1, 0, 0)]),
    "x > y and y > x": ([], [above(1, -1, 0), above(-1, 1, 0)]),
    "x = 1 and x = 2": ([zero(1, 0, -1), zero(1, 0, -2)], []),
    "x + y = 0, x > 1 and y > 1": ([zero(1, 1, 0)], [above(1, 0, -1), above(0, 1, -1)]),
    "0 > 0": ([], [above(0, 0, 0)]),
}


@pytest.mark.parametrize("equations, bounds", EMPTY.values(), ids=EMPTY)
def test_an_empty_polyhedron(equations, bounds):
    with pytest.raises(Empty):
        Polyhedron(2, equations, bounds, [False, False], Fuel())


def test_an_integer_is_chosen_where_there_is_one():
    polyhedron = Polyhedron(1, [], [above(2, -7), above(-2, 9)], [True], Fuel())
    assert polyhedron.near((fmpq(0),)) == (4,)
    with pytest.raises(Empty):
        Polyhedron(1, [], [above(2, -7), above(-4, 15)], [True], Fuel()).near((fmpq(0),))


def _value(line: Bound | Equation, point: tuple[fmpq, ...]) -> fmpq:
    return sum((one * two for one, two in zip(line.coefficients, point, strict=True)), line.constant)


def _holds(equations: list[Equation], bounds: list[Bound], point: tuple[fmpq, ...]) -> bool:
    return all(_value(line, point) == 0 for line in equations) and all(
        _value(bound, point) > 0 or (not bound.strict and _value(bound, point) == 0) for bound in bounds
    )


small = st.integers(-4, 4)
vectors = st.tuples(small, small, small)


@settings(max_examples=150, deadline=None)
@given(vectors, st.lists(st.tuples(vectors, st.integers(0, 3)), max_size=7), st.lists(vectors, max_size=2), vectors)
def test_what_contains_a_point_is_met(inside, directions, equations, start):
    """Bounds and equations that hold at one point are never called empty, and the point found meets all of them."""
    point = tuple(map(fmpq, inside))

    def through(direction: tuple[int, ...], slack: int) -> Any:
        coefficients = tuple(map(fmpq, direction))
        return coefficients, slack - sum((one * two for one, two in zip(coefficients, point, strict=True)), fmpq(0))

    bounds = [Bound(*through(direction, slack), slack > 0) for direction, slack in directions]
    lines = [Equation(*through(direction, 0)) for direction in equations]
    for begin in (tuple(map(fmpq, start)), tuple(fmpq(value * 2**90 + 1, 3**60) for value in start)):
        assert _holds(lines, bounds, Polyhedron(3, lines, bounds, [False] * 3, Fuel()).near(begin))


# ---------------------------------------------------------------------------------------------------------------- statements


def lt(left: Term, right: Term) -> Term:
    return relation("lt", left, right)


def le(left: Term, right: Term) -> Term:
    return relation("le", left, right)


def disjunction(*parts: Term) -> Term:
    return make("or", parts)


def negation(part: Term) -> Term:
    return make("not", (part,))


THOUSAND = N(1000)
both = add(w1, w2, b)
FALSE = {  # statement, hypotheses
    "no threshold unit computes AND":
        (disjunction(lt(ZERO, b), lt(ZERO, add(w1, b)), lt(ZERO, add(w2, b)), le(both, ZERO)), ()),
    "the same, with other weights":
        (disjunction(lt(ZERO, add(w1, mul(N(3, 7), b))), lt(ZERO, add(w2, b)), le(add(w1, w2, mul(N(11, 9), b)), ZERO)), ()),
    "a narrow cone": (disjunction(le(y, mul(THOUSAND, x)), le(mul(N(1001), x), y), le(x, ZERO)), ()),
    "a line in space": (disjunction(relation("ne", add(x, y), N(5, 7)), relation("ne", subtract(x, z), N(22, 9)), lt(x, z)), ()),
    "a negated conjunction": (negation(make("and", (lt(mul(N(77), x), y), lt(y, mul(N(78), x)), lt(N(9), x)))), ()),
    "an implication inside of a disjunction":
        (disjunction(le(x, N(50)), make("implies", (lt(x, N(51)), lt(y, N(-70))))), ()),
    "an equivalence": (make("iff", (lt(mul(THOUSAND, x), y), le(mul(N(1001), x), y))), (lt(ZERO, x),)),
    "where nonlinear relations fail, too":
        (disjunction(le(y, mul(THOUSAND, x)), le(mul(N(1001), x), y), lt(mul(x, y), ZERO)), ()),
    "in a narrow cone": (lt(add(x, y), N(5)), (lt(ZERO, x), lt(mul(THOUSAND, x), y), lt(y, mul(N(1001), x)))),
    "nonlinear, in a narrow cone":
        (lt(mul(x, y), N(5)), (lt(ZERO, x), lt(mul(THOUSAND, x), y), lt(y, mul(N(1001), x)))),
    "an equation in a narrow cone": (equal(power(x, 2), y), (lt(ZERO, x), lt(mul(THOUSAND, x), y), lt(y, mul(N(1001), x)))),
    "on a segment": (equal(mul(x, y), ZERO), (equal(add(x, y), N(3)), lt(N(17, 16), x), lt(x, N(18, 16)))),
    "positive symbols": (disjunction(le(q, mul(THOUSAND, p)), le(mul(N(1001), p), q)), ()),
    "in a part of the unit interval": (equal(power(unit, 2), unit), (lt(N(999, 1000), unit),)),
    "integers": (disjunction(le(n, mul(N(7), m)), le(mul(N(8), m), n), le(m, ZERO)), ()),
    "small numbers, where nothing is linear":
        (disjunction(relation("ne", add(power(x, 2), power(y, 2)), N(5)), relation("ne", mul(x, y), N(-2)), lt(ZERO, x)), ()),
    "three small numbers": (disjunction(relation("ne", mul(x, y, z), N(-2)), relation("ne", add(power(x, 2), y, z), ZERO)), ()),
}  # fmt: skip


@pytest.mark.parametrize("statement, hypotheses", FALSE.values(), ids=FALSE)
def test_what_fails_in_a_narrow_place_is_refuted(statement, hypotheses):
    assert isinstance(refute(Question(statement, hypotheses), Fuel()), Counterexample)


TRUE = {
    "no threshold unit computes XOR":
        (disjunction(lt(ZERO, b), le(add(w1, b), ZERO), le(add(w2, b), ZERO), lt(ZERO, both)), ()),
    "transitivity": (lt(x, z), (lt(x, y), lt(y, z))),
    "an empty cone": (disjunction(le(y, x), le(x, y)), ()),
    "a strict bound": (disjunction(lt(x, y), le(y, x)), ()),
}  # fmt: skip


@pytest.mark.parametrize("statement, hypotheses", TRUE.values(), ids=TRUE)
def test_what_is_true_is_not_refuted(statement, hypotheses):
    assert not isinstance(refute(Question(statement, hypotheses), Fuel()), Counterexample)


def test_a_refutation_is_shown_at_a_simple_point():
    found = refute(Question(FALSE["no threshold unit computes AND"][0]), Fuel())
    assert isinstance(found, Counterexample)
    assert all(len(value) <= 4 for _, value in found.point)


def test_the_point_of_a_decision_is_one_of_the_numeric_leg():
    verdict = decide(Question(*FALSE["a narrow cone"]))
    assert verdict.truth == "refuted"


def test_hypotheses_of_a_narrow_cone_can_be_met_and_those_of_an_empty_one_cannot():
    cone = (lt(ZERO, x), lt(mul(THOUSAND, x), y), lt(y, mul(N(1001), x)))
    assert can_be_met(cone)
    assert not can_be_met((*cone, lt(y, ZERO)))


def test_no_claim_is_made_about_an_empty_domain():
    outcome = refute(Question(equal(x, y), (lt(x, y), lt(y, x))), Fuel())
    assert isinstance(outcome, NoOpinion)


def test_a_linear_system_too_large_to_eliminate_is_given_up():
    many = [symbol(f"v_{place}", REAL) for place in range(16)]
    parts = [lt(add(*(mul(N((7 * i * j + i + j) % 11 - 5), name) for j, name in enumerate(many))), ONE) for i in range(60)]
    fuel = Fuel()
    refute(Question(disjunction(*parts)), fuel)
    assert fuel.spent <= fuel.limits.fuel
