"""Proofs about numbers made of matrices, and their derivatives: what was tampered with is not accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.prove.matrix_identities import (
    A,
    M,
    P,
    Q,
    S,
    T,
    c,
    c_positive,
    determinant,
    identity,
    inverse,
    k,
    m,
    n,
    tensor,
    trace,
    x,
)
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import COMPLEX, NONNEGATIVE, POSITIVE, REAL
from verify.term import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    derivative,
    equal,
    log,
    make,
    matmul,
    mul,
    power,
    relation,
    subtract,
    symbol,
)

v = symbol("v", POSITIVE)
any_number, nonnegative, positive = (symbol("@1", sort) for sort in (REAL, NONNEGATIVE, POSITIVE))
W = tensor("W", m, k)
noisy = add(P, mul(v, identity(n)))
log_of_multiple = equal(log(determinant(mul(c_positive, P))), add(mul(n, log(c_positive)), log(determinant(P))))
derivative_of_log = equal(derivative(log(determinant(noisy)), v), trace(inverse(noisy)))


def proved(statement: Term, *hypotheses: Term) -> Proof:
    found = prove(Question(statement, hypotheses), Fuel())
    assert isinstance(found, Proof), found
    return found


def test_the_real_proofs_are_accepted() -> None:
    for statement in (log_of_multiple, derivative_of_log, relation("lt", ZERO, determinant(P))):
        assert not recheck(proved(statement))


@pytest.mark.parametrize("statement", [
    equal(log(determinant(mul(c_positive, P))), add(log(c_positive), log(determinant(P)))),
    equal(log(determinant(mul(c_positive, P))), add(mul(TWO, n, log(c_positive)), log(determinant(P)))),
])  # fmt: skip
def test_a_proof_of_another_statement_is_rejected(statement: Term) -> None:
    proof = proved(log_of_multiple)
    assert recheck(replace(proof, question=Question(statement)))


# ----------------------------------------------------------------------------------------------------------- matrix numbers


def any_number_proof(statement: Term, atom: Term, name: Term, *hypotheses: Term) -> Proof:
    """A proof by `name` for `atom` whose premise is true, so that only the step to the matrices is at fault."""
    general = make(statement.op, tuple(name if side is atom else side for side in statement.args))
    premise = prove(Question(general), Fuel())
    premises = (premise,) if isinstance(premise, Proof) else ()
    return Proof("matrix numbers", Question(statement, hypotheses), premises, {"atoms": ((atom, name),)})


def is_positive(atom: Term) -> Term:
    return relation("lt", ZERO, atom)


FORGED: dict[str, Proof] = {
    "a sign that is not declared": any_number_proof(is_positive(determinant(A)), determinant(A), positive),
    "a symmetric matrix taken for a definite one": any_number_proof(is_positive(determinant(S)), determinant(S), positive),
    "an invertible matrix taken for a definite one": any_number_proof(is_positive(determinant(M)), determinant(M), positive),
    "a Gram matrix taken for a definite one": any_number_proof(
        is_positive(determinant(matmul(T(W), W))), determinant(matmul(T(W), W)), positive),
    "a vector that may be 0": any_number_proof(is_positive(matmul(T(x), x)), matmul(T(x), x), positive),
    "the sign of an orthogonal matrix": any_number_proof(is_positive(determinant(Q)), determinant(Q), positive),
    "a complex matrix": any_number_proof(
        relation("le", ZERO, power(determinant(tensor("Z", n, n, element=COMPLEX)), TWO)),
        power(determinant(tensor("Z", n, n, element=COMPLEX)), TWO), nonnegative),
    "a matrix for a number": Proof(
        "matrix numbers", Question(equal(A, A)), (proved(equal(any_number, any_number)),), {"atoms": ((A, any_number),)}),
    "a symbol that is not new": Proof(
        "matrix numbers", Question(equal(determinant(A), c)), (proved(equal(c, c)),), {"atoms": ((determinant(A), c),)}),
    "two numbers with one symbol": Proof(
        "matrix numbers", Question(equal(determinant(A), trace(A))), (proved(equal(any_number, any_number)),),
        {"atoms": ((determinant(A), any_number), (trace(A), any_number))}),
    "a number under a derivative": Proof(
        "matrix numbers", Question(equal(derivative(determinant(noisy), v), ZERO)),
        (proved(equal(derivative(any_number, v), ZERO)),), {"atoms": ((determinant(noisy), any_number),)}),
    "no numbers": Proof("matrix numbers", Question(equal(determinant(A), ZERO)), ()),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_step_to_matrices_is_rejected(name: str) -> None:
    assert recheck(FORGED[name])


# ------------------------------------------------------------------------------------------- multiples that are not zero

y = tensor("y", n, ONE)
changed = determinant(add(M, matmul(x, T(y))))
stretch = add(ONE, matmul(T(y), inverse(M), x))
singular = determinant(matmul(A, M))


def not_zero(number: Term) -> Term:
    return relation("ne", number, ZERO)


def multiple(statement: Term, hypothesis: Term, factor: Term, *premises: Proof) -> Proof:
    return Proof("multiple", Question(statement, (hypothesis,)), premises, {"place": 0, "factor": factor})


def test_a_factor_of_what_is_not_zero_is_not_zero() -> None:
    assert not recheck(proved(not_zero(stretch), not_zero(changed)))
    assert not recheck(proved(not_zero(changed), not_zero(stretch)))
    assert not recheck(proved(is_positive(determinant(A)), is_positive(determinant(matmul(A, P)))))
    assert not recheck(proved(is_positive(subtract(ONE, matmul(T(x), inverse(add(P, matmul(x, T(x)))), x)))))


def test_nothing_is_said_of_what_is_no_factor() -> None:
    for statement, hypothesis in (
        (not_zero(add(TWO, matmul(T(y), inverse(M), x))), not_zero(changed)),
        (not_zero(matmul(T(y), inverse(M), x)), not_zero(changed)),
        (is_positive(stretch), is_positive(changed)),  # (-1)(-1) > 0
        (not_zero(determinant(A)), not_zero(determinant(add(A, M)))),
        (is_positive(subtract(ONE, matmul(T(x), inverse(add(P, matmul(x, T(y)))), x))), is_positive(determinant(P))),
        (is_positive(subtract(ONE, matmul(T(x), inverse(add(M, matmul(x, T(x)))), x))), is_positive(c_positive)),
    ):
        assert not isinstance(prove(Question(statement, (hypothesis,)), Fuel()), Proof)


FACTORS: dict[str, Proof] = {
    "a sum for a product": multiple(
        not_zero(determinant(A)), not_zero(singular), ONE, proved(equal(determinant(M), determinant(M)))),
    "a factor of nothing": multiple(not_zero(c), not_zero(mul(ZERO, c)), ZERO),
    "without the product": multiple(not_zero(determinant(A)), not_zero(singular), determinant(M)),
    "a factor that may be undefined": multiple(
        not_zero(ZERO), not_zero(c), power(c, -1), proved(equal(c, c), not_zero(c))),
    "a factor that may be negative": multiple(
        is_positive(determinant(A)), is_positive(singular), determinant(M),
        proved(equal(singular, mul(determinant(M), determinant(A))), is_positive(singular))),
    "a sign from what is not zero": multiple(
        is_positive(determinant(A)), not_zero(singular), determinant(M),
        proved(equal(singular, mul(determinant(M), determinant(A))), not_zero(singular))),
    "from what is not negative": multiple(
        relation("le", ZERO, determinant(A)), relation("le", ZERO, singular), determinant(M),
        proved(equal(singular, mul(determinant(M), determinant(A))), relation("le", ZERO, singular))),
    "from a negative number": multiple(
        is_positive(determinant(A)), relation("lt", singular, ZERO), determinant(M),
        proved(equal(singular, mul(determinant(M), determinant(A))), relation("lt", singular, ZERO))),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTORS)
def test_a_forged_factor_is_rejected(name: str) -> None:
    assert recheck(FACTORS[name])


# ------------------------------------------------------------------------------------------- determinants of multiples

scaled = determinant(add(mul(c, identity(m)), matmul(W, T(W))))
other = determinant(add(mul(c, identity(k)), matmul(T(W), W)))


def by_sylvester(left: Term, right: Term, *terms: Term) -> Proof:
    data = {"letters": (), "scalars": (), "lemmas": (("axiom", "Sylvester of a multiple", *terms),),
            "combination": ((1, (), (), 0, (), None),)}  # fmt: skip
    return Proof("matrix words", Question(equal(left, right)), data=data)


def test_the_determinant_of_a_multiple_and_a_product() -> None:
    assert not recheck(by_sylvester(scaled, mul(power(c, subtract(m, k)), other), c, W, T(W)))


SYLVESTER: dict[str, Proof] = {
    "without the power": by_sylvester(scaled, other, c, W, T(W)),
    "with the power the other way": by_sylvester(scaled, mul(power(c, subtract(k, m)), other), c, W, T(W)),
    "of shapes that do not fit": by_sylvester(scaled, mul(power(c, subtract(m, k)), other), c, W, W),
    "of a matrix as a number": by_sylvester(scaled, mul(power(c, subtract(m, k)), other), identity(m), W, T(W)),
}


@pytest.mark.parametrize("name", SYLVESTER)
def test_a_forged_determinant_of_a_multiple_is_rejected(name: str) -> None:
    assert recheck(SYLVESTER[name])


# --------------------------------------------------------------------------------------------------------------- derivatives


def test_a_derivative_whose_conditions_are_left_out_is_rejected() -> None:
    proof = proved(derivative_of_log)
    assert proof.rule == "matrix derivative" and len(proof.premises) > 1
    assert recheck(replace(proof, premises=proof.premises[:1]))


def test_a_derivative_of_something_else_is_rejected() -> None:
    proof = proved(derivative_of_log)
    assert recheck(replace(proof, data={"old": trace(inverse(noisy))}))
    assert recheck(replace(proof, data={}))


def test_a_derivative_inside_of_another_is_not_replaced() -> None:
    inner = derivative(log(determinant(noisy)), v)
    statement = equal(derivative(inner, v), derivative(trace(inverse(noisy)), v))
    assert recheck(Proof("matrix derivative", Question(statement), (), {"old": inner}))


# ------------------------------------------------------------------------------------------------- conditions taken for granted


def test_a_replacement_is_defined_only_where_the_statement_is() -> None:
    """tr(A) = det(A)/det(A) tr(A) where det(A) is not 0, and a statement without that division says nothing of it."""
    old, new = trace(A), mul(determinant(A), power(determinant(A), -1), trace(A))
    reason = proved(equal(old, new))
    granted = equal(mul(power(determinant(A), -1), old), mul(power(determinant(A), -1), trace(A)))
    for statement, accepted in ((granted, True), (equal(old, trace(T(A))), False)):
        after = proved(make("eq", tuple(_replaced(side, old, new) for side in statement.args)))
        proof = Proof("rewriting", Question(statement), (reason, after), {"old": old, "new": new})
        assert (not recheck(proof)) is accepted


def _replaced(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    return make(term.op, tuple(_replaced(arg, old, new) for arg in term.args), term.value) if term.args else term

