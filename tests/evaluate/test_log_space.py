"""Logarithms from formulas: the same numbers as from values, and none where there is no logarithm."""

from fractions import Fraction

from flint import acb, arb, fmpq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verify.evaluate.balls import Machine
from verify.evaluate.complex_balls import Integrand, PreparedComplex
from verify.evaluate.functions import UNDEFINED
from verify.evaluate.log_space import in_log_space
from verify.evaluate.precision import precision
from verify.evaluate.program import compile_terms
from verify.fuel import Fuel
from verify.sort import REAL
from verify.term import ONE, TWO, Term, add, call, divide, exp, log, mul, negate, number, power, sqrt, subtract, symbol

x, y = symbol("x", REAL), symbol("y", REAL)
leaves = st.sampled_from([x, y, ONE, TWO, number(-1), number(1, 3), add(ONE, power(x, 2))])


def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        inner.map(exp),
        inner.map(negate),
        inner.map(sqrt),
        inner.map(log),
        inner.map(lambda part: call("abs", part)),
        st.tuples(inner, st.sampled_from([-2, -1, 2, 3])).map(lambda pair: power(*pair)),
        st.tuples(inner, inner).map(lambda pair: mul(*pair)),
        st.tuples(inner, inner).map(lambda pair: add(*pair)),
        st.tuples(inner, inner).map(lambda pair: subtract(*pair)),
        st.tuples(inner, inner).map(lambda pair: divide(*pair)),
        st.tuples(inner, inner).map(lambda pair: power(*pair)),
    )


terms = st.recursive(leaves, grown, max_leaves=7)
values = st.fractions(-4, 4, max_denominator=12)


@settings(max_examples=400, deadline=None)
@given(terms, values, values)
@example(power(log(x), log(ONE)), Fraction(0), Fraction(0))  # the power 0 of what is undefined
@example(power(log(x), number(0)), Fraction(-1), Fraction(0))
def test_log_space_says_what_values_say(term, at_x, at_y):
    program = compile_terms((log(term),), (x, y))
    point = [fmpq(value.numerator, value.denominator) for value in (at_x, at_y)]
    with precision(96):
        (real,) = Machine(96, Fuel()).outputs(program, list(point))
        balls = [acb(arb(value)) for value in point]
        (plain,) = PreparedComplex(program).run(list(balls), True)
        (found,) = PreparedComplex(in_log_space(program)).run(list(balls), True)
        assert not (real is UNDEFINED and found.is_finite())
        assert found.is_finite() or not plain.is_finite()
        if found.is_finite() and plain.is_finite():
            assert found.overlaps(plain)
        if found.is_finite() and isinstance(real, (arb, fmpq)):
            assert found.real.overlaps(arb(real))


@settings(max_examples=200, deadline=None)
@given(terms, values, values)
def test_what_is_computed_once_changes_nothing(term, at_x, at_y):
    program = compile_terms((log(term),), (x, y))
    first, second = (acb(arb(fmpq(value.numerator, value.denominator))) for value in (at_x, at_y))
    with precision(96):
        (found,) = PreparedComplex(in_log_space(program)).run([first, second], True)
        once = Integrand(program, [second])(first, True)
        assert once.is_finite() or not found.is_finite()
        if found.is_finite():
            assert once.overlaps(found)


def test_a_wide_ball_loses_nothing():
    program = compile_terms((log(divide(exp(negate(power(x, 2))), TWO)),), (x,))
    with precision(64):
        (found,) = PreparedComplex(in_log_space(program)).run([acb(arb(20, 5))], True)
        assert found.is_finite() and found.real < -150
        (plain,) = PreparedComplex(program).run([acb(arb(20, 5), arb(0, 5))], True)
        assert not plain.is_finite()


def test_a_program_without_logarithms_is_left_alone():
    program = compile_terms((exp(x),), (x,))
    assert in_log_space(program) is program
