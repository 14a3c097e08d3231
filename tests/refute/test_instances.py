"""Abstract questions at exact instances: what is true is never refuted, what is wrong is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as some

from tests.refute.abstract_claims import (
    FALSE_CLAIMS,
    TRUE_CLAIMS,
    Claim,
    S,
    T,
    X,
    Z,
    a,
    det,
    expectation,
    gradient,
    inv,
    le,
    matmul,
    matrix,
    n,
    over,
    p,
    squared,
    total,
    tr,
    vector,
    x,
)
from verify.evaluate.rationals import to_fraction, to_rational
from verify.fuel import Fuel, Limits
from verify.question import Counterexample, NoOpinion, NumericOutcome, Question, Support
from verify.refute import instance_matrices as matrices
from verify.refute import instance_numbers as numbers
from verify.refute.instance_draw import Stream, Style, draw_matrix, draw_scalar, has_sort
from verify.refute.instance_functions import BASES, draw_function
from verify.refute.instance_matrices import Matrix
from verify.refute.instance_tables import Dependence, atoms, draw_space, draw_table
from verify.refute.instances import refute_abstract
from verify.sort import INTEGER, NATURAL, NONNEGATIVE, POSITIVE, REAL, Function, Outcome, Scalar, Sequence, Tensor
from verify.term import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    conjunction,
    density,
    derivative,
    divide,
    equal,
    exp,
    item,
    log,
    make,
    mul,
    negate,
    number,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
    transpose,
)


def outcome(statement: Term, *hypotheses: Term) -> NumericOutcome:
    return refute_abstract(Question(statement, hypotheses), Fuel())


def is_refuted(statement: Term, *hypotheses: Term) -> bool:
    return isinstance(outcome(statement, *hypotheses), Counterexample)


def is_supported(statement: Term, *hypotheses: Term) -> bool:
    return isinstance(outcome(statement, *hypotheses), Support)


# ---------------------------------------------------------------------------------------------------------------- the tables


@pytest.mark.parametrize("claim", TRUE_CLAIMS, ids=lambda claim: claim.name)
def test_a_true_claim_is_supported(claim: Claim) -> None:
    assert isinstance(refute_abstract(claim.question, Fuel()), Support)


@pytest.mark.parametrize("claim", FALSE_CLAIMS, ids=lambda claim: claim.name)
def test_a_wrong_claim_is_refuted(claim: Claim) -> None:
    found = refute_abstract(claim.question, Fuel())
    assert isinstance(found, Counterexample)
    assert found.point


# ----------------------------------------------------------------------------------------------------------- single questions

FLAT = matrix("F", n, symbol("m", NATURAL))


def test_an_identity_of_square_matrices_is_refuted_at_unequal_sizes() -> None:
    gram, scatter = matmul(transpose(FLAT), FLAT), matmul(FLAT, transpose(FLAT))
    assert is_refuted(equal(det(gram), det(scatter)))


def test_the_trace_of_a_gram_matrix_does_not_depend_on_the_side() -> None:
    assert is_supported(equal(tr(matmul(transpose(FLAT), FLAT)), tr(matmul(FLAT, transpose(FLAT)))))


def test_hypotheses_on_sizes_are_met() -> None:
    assert is_refuted(equal(det(mul(TWO, S)), mul(number(4), det(S))), le(number(3), n))
    assert is_supported(equal(det(mul(TWO, S)), mul(number(4), det(S))), equal(n, TWO))


def test_a_claim_for_matrices_of_one_row_is_refuted_at_two() -> None:
    assert is_refuted(equal(det(S), tr(S)))


def test_the_counterexample_is_the_simplest_size_and_shows_both_sides() -> None:
    found = outcome(equal(squared(add(x, vector("y", n))), add(squared(x), squared(vector("y", n)))))
    assert isinstance(found, Counterexample)
    assert dict(found.point)["n"] == "1"
    assert found.left != found.right


def test_a_singular_inverse_is_no_counterexample() -> None:
    projection = matmul(transpose(FLAT), inv(matmul(FLAT, transpose(FLAT))), FLAT)
    assert is_supported(equal(matmul(projection, projection), projection))


def test_one_side_undefined_on_an_open_part_is_reported_as_one_sided() -> None:
    found = outcome(equal(gradient(log(det(S)), S), transpose(inv(S))))
    assert isinstance(found, Support)
    assert found.one_sided is not None
    assert found.one_sided.side == "right"
    assert not found.one_sided.isolated


def test_a_gradient_along_a_symmetric_matrix_is_not_refuted_for_its_convention() -> None:
    symmetric = matrix("P", n, n, "positive definite", "symmetric")
    doubled = subtract(mul(TWO, inv(symmetric)), make("hadamard", (make("identity", (n,)), inv(symmetric))))
    assert isinstance(outcome(equal(gradient(log(det(symmetric)), symmetric), doubled)), NoOpinion)


def test_a_derivative_at_a_kink_is_not_judged() -> None:
    assert isinstance(outcome(equal(derivative(mul(a, call("abs", a)), a), ONE), equal(a, ZERO)), NoOpinion)


def test_an_index_out_of_range_is_skipped() -> None:
    index, sequence = symbol("i", INTEGER), symbol("v", Sequence(n, REAL))
    assert is_supported(equal(subtract(item(sequence, add(index, ONE)), item(sequence, index)),
                              negate(subtract(item(sequence, index), item(sequence, add(index, ONE))))))  # fmt: skip


def test_empty_sums_are_zero() -> None:
    j = symbol("j", INTEGER)
    assert is_supported(equal(summation(j, ONE, subtract(n, n), power(j, 2)), ZERO), equal(tr(S), tr(S)))


def test_other_base_measures_than_counting_are_tried() -> None:
    found = outcome(le(ZERO, negate(expectation(Z, density(p, [Z]), log(density(p, [Z]))))))
    assert isinstance(found, Counterexample)
    assert any(name == "base measure of z" for name, _ in found.point)


def test_two_points_of_one_space_share_their_density() -> None:
    other = symbol("z'", Outcome("z"))
    assert is_supported(equal(over(Z, power(density(p, [Z], [X]), 2)), over(other, power(density(p, [other], [X]), 2))))


def test_unrelated_variables_have_unrelated_densities() -> None:
    assert is_refuted(equal(over(Z, power(density(p, [Z]), 2)), over(X, power(density(p, [X]), 2))))


def test_an_integral_of_an_unknown_function_is_left_to_the_scalar_leg() -> None:
    f, u, c = symbol("f", Function(1, REAL, ("smooth",))), symbol("u", REAL), symbol("c", REAL)
    slope = make("integral", (u, ZERO, c, make("apply", (f, u), (1,))))
    gain = subtract(make("apply", (f, c), (0,)), make("apply", (f, ZERO), (0,)))
    assert not is_refuted(equal(slope, gain))
    assert is_refuted(equal(slope, make("apply", (f, c), (0,))))


def test_a_summand_below_the_precision_is_not_taken_for_agreement() -> None:
    tiny = exp(mul(number(-100_000), add(squared(x), ONE)))
    assert isinstance(outcome(equal(add(exp(squared(x)), tiny), exp(squared(x)))), NoOpinion)


def test_a_saturated_function_is_not_taken_for_agreement() -> None:
    assert isinstance(outcome(equal(call("tanh", mul(number(10**6), add(squared(x), ONE))), ONE)), NoOpinion)


def test_kinks_are_reported() -> None:
    found = outcome(equal(call("abs", squared(x)), squared(x)))
    assert isinstance(found, Support)
    assert found.kinks


def test_a_conjunction_shows_the_part_that_fails() -> None:
    found = outcome(conjunction(equal(tr(S), tr(transpose(S))), equal(S, transpose(S))))
    assert isinstance(found, Counterexample)
    assert found.left.startswith("[[")


def test_hypotheses_that_nothing_meets_leave_no_opinion() -> None:
    assert isinstance(outcome(equal(S, T), relation("lt", squared(x), ZERO)), NoOpinion)


# ------------------------------------------------------------------------------------------------------- determinism and bounds


def _all_outcomes() -> str:
    text = "\n".join(repr(refute_abstract(claim.question, Fuel())) for claim in (*TRUE_CLAIMS[::4], *FALSE_CLAIMS[::3]))
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_outcomes_do_not_depend_on_the_process_the_thread_or_the_hash_seed() -> None:
    here = _all_outcomes()
    with ThreadPoolExecutor(4) as pool:
        assert {future.result() for future in [pool.submit(_all_outcomes) for _ in range(4)]} == {here}
    code = "from tests.refute.test_instances import _all_outcomes; print(_all_outcomes())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        there = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert there.stdout.strip() == here


@pytest.mark.parametrize(
    "statement",
    [
        equal(summation(symbol("j", INTEGER), ONE, number(10**9), tr(S)), mul(number(10**9), tr(S))),
        equal(tr(matrix("H", number(10**5), number(10**5))), ZERO),
        equal(total(item(symbol("v", Sequence(number(10**8), REAL)), symbol("j", INTEGER))), ZERO),
        equal(power(power(power(tr(S), 1000), 1000), 1000), power(tr(S), 10**9)),
        relation("lt", ONE, exp(exp(exp(exp(squared(x)))))),
    ],
    ids=["a long sum", "a large matrix", "a long sequence", "a tower of powers", "a tower of exponentials"],
)
def test_the_work_is_bounded(statement: Term) -> None:
    fuel = Fuel(Limits(fuel=100_000))
    assert not isinstance(refute_abstract(Question(statement), fuel), Counterexample)
    assert fuel.spent <= 100_000


# -------------------------------------------------------------------------------------------------------------- values and sorts

PROPERTIES = (
    (), ("symmetric",), ("diagonal",), ("lower triangular",), ("invertible",), ("orthogonal",), ("positive definite",),
    ("positive semidefinite",), ("nonzero",), ("invertible", "symmetric"), ("diagonal", "positive definite"),
    ("orthogonal", "symmetric"), ("diagonal", "orthogonal"), ("invertible", "lower triangular"),
)  # fmt: skip


@pytest.mark.parametrize("properties", PROPERTIES, ids=" and ".join)
@given(size=some.integers(1, 4), key=some.binary(max_size=4), style=some.sampled_from(Style))
def test_a_drawn_matrix_has_its_properties(properties: tuple[str, ...], size: int, key: bytes, style: Style) -> None:
    sort = Tensor((n, n), REAL, properties)
    assert has_sort(draw_matrix(sort, size, size, Stream(key), style), sort)


SCALARS = (
    REAL, POSITIVE, NONNEGATIVE, INTEGER, NATURAL, Scalar(lower=Fraction(0), upper=Fraction(1)), Scalar(upper=Fraction(-2)),
    Scalar(values=(Fraction(1), Fraction(1, 2))), Scalar("integer", Fraction(5), Fraction(6), False, False), Scalar(nonzero=True),
)  # fmt: skip


@pytest.mark.parametrize("sort", SCALARS, ids=repr)
@given(key=some.binary(max_size=4), style=some.sampled_from(Style))
def test_a_drawn_number_is_in_its_set(sort: Scalar, key: bytes, style: Style) -> None:
    assert sort.contains(to_fraction(draw_scalar(sort, Stream(key), style)))


@given(key=some.binary(max_size=4), style=some.sampled_from(Style), rank=some.integers(0, 9))
@pytest.mark.parametrize("wanted", [(), ("increasing",), ("convex", "smooth"), ("decreasing",), ("odd",), ("continuous", "even")])
def test_a_drawn_function_has_a_base_with_its_properties(wanted: tuple[str, ...], key: bytes, style: Style, rank: int) -> None:
    drawn = draw_function(Function(1, REAL, wanted), Stream(key), style, rank, False)
    assert any(base.text in drawn.text and set(wanted) <= base.properties for base in BASES)


@given(key=some.binary(max_size=4), dependence=some.sampled_from(Dependence), counting=some.booleans())
def test_a_table_is_a_density_and_its_conditionals_are_consistent(key: bytes, dependence: Dependence, counting: bool) -> None:
    stream = Stream(key)
    spaces = tuple(draw_space(stream, size, counting=counting) for size in (2, 3))
    table = draw_table(("x", "z"), spaces, stream, dependence)
    assert table.marginal({}) == 1
    for state in spaces[0].states:
        conditional = sum((spaces[1].weight(z) * table.density({"z": z}, {"x": state}) for z in spaces[1].states), fmpq(0))
        assert conditional == 1


COVARIANCES = (
    Matrix(1, 1, (fmpq(1),)), Matrix(1, 1, (fmpq(1, 4),)), Matrix(1, 1, (fmpq(0),)), matrices.identity(3),
    Matrix(2, 2, (fmpq(4), fmpq(2), fmpq(2), fmpq(1))), Matrix(2, 2, (fmpq(5), fmpq(-2), fmpq(-2), fmpq(7, 3))),
)  # fmt: skip


@pytest.mark.parametrize("covariance", COVARIANCES, ids=matrices.show)
@pytest.mark.parametrize("skewed", [True, False])
def test_the_noise_has_exactly_the_declared_moments(covariance: Matrix, skewed: bool) -> None:
    found = atoms(covariance, skewed=skewed)
    assert all(probability > 0 for probability, _ in found)
    assert sum((probability for probability, _ in found), fmpq(0)) == 1
    mean = matrices.constant_matrix(covariance.rows, 1, fmpq(0))
    second = matrices.constant_matrix(covariance.rows, covariance.rows, fmpq(0))
    for probability, value in found:
        mean = matrices.add(mean, matrices.scale(probability, value))
        second = matrices.add(second, matrices.scale(probability, matrices.product(value, matrices.transpose(value))))
    assert not any(mean.entries)
    assert second.entries == covariance.entries


def test_a_matrix_that_is_no_covariance_has_no_noise() -> None:
    with pytest.raises(numbers.Undefined):
        atoms(Matrix(2, 2, (fmpq(1), fmpq(2), fmpq(2), fmpq(1))), skewed=True)


# ------------------------------------------------------------------------------------------------------- logarithms, derivatives


@given(some.lists(some.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9), min_size=1, max_size=4))
def test_the_logarithm_of_a_product_is_exactly_the_sum(values: list[Fraction]) -> None:
    product, total_of_logs = fmpq(1), fmpq(0)
    for value in values:
        product *= to_rational(value)
        total_of_logs = numbers.plus(total_of_logs, numbers.function("log", to_rational(value)))
    assert numbers.differ(numbers.function("log", product), total_of_logs) is False


@given(some.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=2 ** (numbers.FACTORED_BITS - 6)))
def test_exp_undoes_log_exactly(value: Fraction) -> None:
    assert numbers.function("exp", numbers.function("log", to_rational(value))) == to_rational(value)


def test_two_close_logarithms_are_told_apart() -> None:
    close = numbers.minus(numbers.function("log", fmpq(10**9 + 1, 10**9)), fmpq(1, 10**9))
    assert numbers.sign(close) == -1


_s = symbol("s", Scalar(lower=Fraction(1, 10), upper=Fraction(9, 10)))
_SLOPES = (
    (exp(_s), exp(_s)),
    (log(_s), divide(ONE, _s)),
    (sqrt(_s), divide(ONE, mul(TWO, sqrt(_s)))),
    (power(_s, 5), mul(number(5), power(_s, 4))),
    (power(_s, -2), mul(number(-2), power(_s, -3))),
    (power(TWO, _s), mul(log(TWO), power(TWO, _s))),
    (power(_s, _s), mul(power(_s, _s), add(log(_s), ONE))),
    (call("sin", _s), call("cos", _s)),
    (call("cos", _s), negate(call("sin", _s))),
    (call("tan", _s), divide(ONE, power(call("cos", _s), 2))),
    (call("sinh", _s), call("cosh", _s)),
    (call("cosh", _s), call("sinh", _s)),
    (call("tanh", _s), subtract(ONE, power(call("tanh", _s), 2))),
    (call("asin", _s), power(subtract(ONE, power(_s, 2)), number(-1, 2))),
    (call("acos", _s), negate(power(subtract(ONE, power(_s, 2)), number(-1, 2)))),
    (call("atan", _s), divide(ONE, add(ONE, power(_s, 2)))),
    (call("asinh", _s), power(add(ONE, power(_s, 2)), number(-1, 2))),
    (call("acosh", add(_s, ONE)), power(subtract(power(add(_s, ONE), 2), ONE), number(-1, 2))),
    (call("atanh", _s), divide(ONE, subtract(ONE, power(_s, 2)))),
    (call("gamma", _s), mul(call("gamma", _s), call("digamma", _s))),
    (call("loggamma", _s), call("digamma", _s)),
    (call("digamma", _s), call("polygamma", ONE, _s)),
    (call("polygamma", ONE, _s), call("polygamma", TWO, _s)),
    (call("erf", _s), mul(TWO, divide(exp(negate(power(_s, 2))), sqrt(make("pi"))))),
    (call("erfc", _s), mul(number(-2), divide(exp(negate(power(_s, 2))), sqrt(make("pi"))))),
    (call("abs", _s), ONE),
    (call("max", _s, ZERO), ONE),
    (call("floor", _s), ZERO),
)


@pytest.mark.parametrize(("body", "slope"), _SLOPES, ids=lambda term: str(term)[:40])
def test_a_slope_is_the_derivative(body: Term, slope: Term) -> None:
    assert is_supported(equal(derivative(body, _s), slope))
    assert is_refuted(equal(derivative(body, _s), add(slope, number(1, 1000))))


def test_nested_derivatives_do_not_mix() -> None:
    s, t = symbol("s", REAL), symbol("t", REAL)
    assert is_supported(equal(derivative(mul(s, derivative(mul(s, t), t)), s), mul(TWO, s)))
    assert is_supported(equal(derivative(power(s, 4), s, 3), mul(number(24), s)))
    assert is_supported(equal(derivative(derivative(exp(mul(s, t)), s), t), mul(add(ONE, mul(s, t)), exp(mul(s, t)))))


def test_the_derivative_of_a_switch_on_the_switch_is_undecided() -> None:
    with pytest.raises(numbers.Undecided):
        numbers.function("abs", numbers.Dual(fmpq(0), fmpq(1), 1))


def test_the_derivative_at_the_end_of_a_domain_is_undecided() -> None:
    with pytest.raises(numbers.Undecided):
        numbers.function("asin", numbers.Dual(fmpq(1), fmpq(1), 1))
    with pytest.raises(numbers.Undecided):
        numbers.real_power(numbers.Dual(fmpq(0), fmpq(1), 1), fmpq(3, 2))
