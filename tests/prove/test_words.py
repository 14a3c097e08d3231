"""Matrix algebra of symbolic size: what is proved, and what must not be."""

from __future__ import annotations

import pytest

from tests.prove.matrix_identities import (
    FALSE_IDENTITIES,
    TRUE_IDENTITIES,
    A,
    B,
    C,
    T,
    U,
    V,
    c,
    identity,
    inverse,
    k,
    m,
    n,
    ones,
    random_variants,
    reciprocal,
    tensor,
    trace,
)
from tests.prove.matrix_models import is_refuted
from verify.fuel import Fuel, Limits, OutOfFuel
from verify.prove.words import prove_words
from verify.question import Proof, Question, Unproved
from verify.recheck.words import check_words
from verify.sort import COMPLEX, REAL, Function
from verify.term import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    equal,
    make,
    matmul,
    matrix,
    mul,
    negate,
    power,
    sqrt,
    subtract,
    symbol,
)


def prove(left: Term, right: Term, *hypotheses: Term) -> Proof | Unproved:
    return prove_words(Question(equal(left, right), hypotheses), Fuel())


def proved(left: Term, right: Term, *hypotheses: Term) -> Proof:
    found = prove(left, right, *hypotheses)
    assert isinstance(found, Proof), found
    return found


@pytest.mark.parametrize("name", TRUE_IDENTITIES)
def test_true_identity_is_proved_and_its_proof_accepted(name: str) -> None:
    assert check_words(proved(*TRUE_IDENTITIES[name])) is None


@pytest.mark.parametrize("name", FALSE_IDENTITIES)
def test_false_identity_is_not_proved(name: str) -> None:
    assert isinstance(prove(*FALSE_IDENTITIES[name]), Unproved)


@pytest.mark.parametrize("name", FALSE_IDENTITIES)
def test_false_identity_is_indeed_refuted_by_a_model(name: str) -> None:
    assert is_refuted(equal(*FALSE_IDENTITIES[name]))


OUTSIDE: dict[str, tuple[Term, Term]] = {
    "an explicit matrix": (matmul(matrix(2, 2, [ONE, ZERO, ZERO, ONE]), matrix(2, 1, [c, c])), matrix(2, 1, [c, c])),
    "infinity is not a number": (add(INFINITY, negate(INFINITY)), ZERO),
    "a division by zero": (mul(reciprocal(ZERO), c), mul(reciprocal(ZERO), c, c)),
    "the inverse of zero": (inverse(subtract(A, A)), B),
    "inverses that exclude each other": (inverse(add(ones(TWO, TWO), ones(TWO, TWO))), make("zeros", (TWO, TWO))),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_is_outside_of_matrix_words_is_left_alone(name: str) -> None:
    assert isinstance(prove(*OUTSIDE[name]), Unproved)


def test_a_statement_that_is_no_equation_is_left_alone() -> None:
    assert isinstance(prove_words(Question(make("le", (trace(A), trace(B)))), Fuel()), Unproved)


# ---------------------------------------------------------------------------------------------------------- side conditions


def test_hypothesis_square_left_inverse_is_a_right_inverse() -> None:
    assert check_words(proved(matmul(B, A), identity(n), equal(matmul(A, B), identity(n)))) is None


def test_hypothesis_rectangular_left_inverse_is_no_right_inverse() -> None:
    """U = (1, 0) and V = U^T: U V = 1, and V U is not the identity."""
    assert isinstance(prove(matmul(V, U), identity(k), equal(matmul(U, V), identity(n))), Unproved)


def test_hypothesis_idempotent_projection() -> None:
    twice = matmul(subtract(identity(n), A), subtract(identity(n), A))
    assert check_words(proved(twice, subtract(identity(n), A), equal(matmul(A, A), A))) is None


def test_an_unrelated_hypothesis_proves_nothing() -> None:
    assert isinstance(prove(matmul(A, B), matmul(B, A), equal(matmul(A, C), matmul(C, A))), Unproved)


def test_complex_positive_definite_matrix_is_not_taken_for_symmetric() -> None:
    hermitian = tensor("H", n, n, "positive definite", element=COMPLEX)
    assert isinstance(prove(T(hermitian), hermitian), Unproved)


def test_complex_orthogonal_matrix_may_be_unitary() -> None:
    unitary = tensor("Q", n, n, "orthogonal", element=COMPLEX)
    assert isinstance(prove(matmul(T(unitary), unitary), identity(n)), Unproved)


def test_rectangular_matrix_with_orthonormal_columns_is_not_orthogonal() -> None:
    frame = tensor("Q", m, n, "orthogonal")
    assert isinstance(prove(matmul(frame, T(frame)), identity(m)), Unproved)


def test_a_symbolic_coefficient_is_not_divided_by() -> None:
    """At c = 0 the hypothesis says nothing of A."""
    assert isinstance(prove(A, B, equal(mul(c, A), mul(c, B))), Unproved)


def test_a_reciprocal_in_the_statement_may_be_used() -> None:
    assert check_words(proved(mul(reciprocal(c), c, A), B, equal(mul(c, A), mul(c, B)))) is None


def test_square_roots_are_scalars_that_are_not_looked_into() -> None:
    assert isinstance(prove(mul(sqrt(power(c, 2)), A), mul(c, A)), Unproved)


# ---------------------------------------------------------------------------------------------------------- bounds, repetition


def test_fuel_runs_out_before_the_work_is_done() -> None:
    left, right = TRUE_IDENTITIES["Woodbury"]
    with pytest.raises(OutOfFuel):
        prove_words(Question(equal(left, right)), Fuel(Limits(fuel=100)))


def test_a_large_product_of_sums_is_given_up() -> None:
    big = matmul(*[add(A, B, C)] * 30)
    fuel = Fuel()
    assert isinstance(prove_words(Question(equal(big, A)), fuel), Unproved)
    assert fuel.spent < fuel.limits.fuel // 2


def test_deep_terms_do_not_exhaust_the_stack() -> None:
    deep = A
    for _ in range(1500):
        deep = T(make("add", (deep,)))
    assert check_words(proved(deep, A)) is None


def test_every_false_identity_is_given_up_within_a_fifth_of_the_fuel() -> None:
    for left, right in FALSE_IDENTITIES.values():
        fuel = Fuel()
        prove_words(Question(equal(left, right)), fuel)
        assert fuel.spent <= fuel.limits.fuel // 5


def test_the_same_question_has_the_same_proof() -> None:
    for left, right in TRUE_IDENTITIES.values():
        assert repr(proved(left, right)) == repr(proved(left, right))


def test_a_scalar_lemma_holds_as_a_multiple_of_the_identity() -> None:
    half = symbol("f", REAL)
    assert check_words(proved(mul(half, identity(n)), identity(n), equal(half, ONE))) is None


def test_an_unknown_function_value_is_a_scalar() -> None:
    f = symbol("f", Function())
    assert check_words(proved(trace(mul(apply(f, c), A)), mul(apply(f, c), trace(A)))) is None


def test_no_random_variant_of_an_identity_is_proved_unless_models_agree() -> None:
    for name, statement in random_variants(150):
        found = prove_words(Question(statement), Fuel())
        if isinstance(found, Proof):
            assert not is_refuted(statement), (name, statement)
            assert check_words(found) is None, (name, statement)
