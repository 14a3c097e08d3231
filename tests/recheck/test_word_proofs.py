"""Proofs by matrix words: the checker accepts what holds, and nothing that was tampered with."""

from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from typing import Any

import pytest

from tests.prove.matrix_identities import (
    FALSE_IDENTITIES,
    TRUE_IDENTITIES,
    A,
    B,
    C,
    F,
    G,
    Q,
    T,
    U,
    V,
    c,
    determinant,
    identity,
    inverse,
    k,
    m,
    n,
    ones,
    random_variants,
    tensor,
    trace,
    x,
)
from tests.prove.matrix_models import is_refuted
from verify.fuel import Fuel
from verify.prove.words import prove_words
from verify.question import Proof, Question
from verify.recheck.words import check_words
from verify.term import (
    ONE,
    TWO,
    Term,
    equal,
    make,
    matmul,
    mul,
    negate,
    power,
    transpose,
)


def proved(left: Term, right: Term) -> Proof:
    found = prove_words(Question(equal(left, right)), Fuel())
    assert isinstance(found, Proof), found
    return found


def replaced(proof: Proof, **data: Any) -> Proof:
    return dataclasses.replace(proof, data={**proof.data, **data})


PROOFS = {name: proved(*TRUE_IDENTITIES[name]) for name in TRUE_IDENTITIES}
WITH_STEPS = [name for name in PROOFS if PROOFS[name].data["combination"]]


@pytest.mark.parametrize("name", WITH_STEPS)
def test_a_changed_coefficient_or_a_missing_step_is_rejected(name: str) -> None:
    proof = PROOFS[name]
    steps = proof.data["combination"]
    for position, step in enumerate(steps):
        for coefficient in (step[0] + 1, -step[0], step[0] / 2):
            other = (coefficient, *step[1:])
            changed_steps = (*steps[:position], other, *steps[position + 1:])
            assert check_words(replaced(proof, combination=changed_steps)) is not None
        assert check_words(replaced(proof, combination=steps[:position] + steps[position + 1:])) is not None


@pytest.mark.parametrize("name", WITH_STEPS)
def test_a_missing_lemma_is_rejected(name: str) -> None:
    proof = PROOFS[name]
    lemmas = proof.data["lemmas"]
    for position in range(len(lemmas)):
        assert check_words(replaced(proof, lemmas=lemmas[:position] + lemmas[position + 1:])) is not None


@pytest.mark.parametrize("name", FALSE_IDENTITIES)
def test_no_proof_of_another_statement_proves_a_false_one(name: str) -> None:
    question = Question(equal(*FALSE_IDENTITIES[name]))
    for proof in PROOFS.values():
        assert check_words(dataclasses.replace(proof, question=question)) is not None


def test_a_proof_moved_to_a_random_variant_is_rejected_unless_models_agree() -> None:
    for name, statement in random_variants(200):
        proof = dataclasses.replace(PROOFS[name], question=Question(statement))
        assert check_words(proof) is not None or not is_refuted(statement)


def random_change(value: Any, chance: random.Random) -> Any:
    """The data of a proof with one place changed."""
    if isinstance(value, tuple):
        if not value or chance.random() < 0.15:
            return (*value, *value[:1]) if chance.random() < 0.5 else value[1:]
        position = chance.randrange(len(value))
        return (*value[:position], random_change(value[position], chance), *value[position + 1:])
    if isinstance(value, Fraction):
        return value + chance.choice((1, -1, Fraction(1, 2)))
    if isinstance(value, int):
        return value + chance.choice((1, -1))
    if isinstance(value, str):
        return chance.choice(("left inverse", "right inverse", "reciprocal", "ones", "Sylvester", "axiom", "combination", ""))
    if isinstance(value, Term):
        return chance.choice((transpose(value) if value.shape else negate(value), inverse(A), A, n, determinant(A)))
    return chance.choice(((), (0,)))


def test_random_changes_of_proofs_never_let_a_false_statement_through() -> None:
    """A changed proof is offered for its own statement, for a false one, and for twice the right side."""
    chance = random.Random(7)
    false = [equal(*sides) for sides in FALSE_IDENTITIES.values()]
    changes = accepted = 0
    while changes < 300:
        proof = PROOFS[chance.choice(WITH_STEPS)]
        part = chance.choice(("letters", "scalars", "lemmas", "combination", "combination"))
        data = {**proof.data, part: random_change(proof.data[part], chance)}
        if data[part][:len(proof.data[part])] == proof.data[part] and part != "combination":
            continue  # something was added that nothing uses
        if data[part] == proof.data[part]:
            continue
        changes += 1
        # what is accepted is still a proof: a symmetric letter transposed, a scalar instead of its trace
        accepted += check_words(dataclasses.replace(proof, data=data)) is None
        for statement in (chance.choice(false), equal(proof.question.statement.args[0], twice_the_right_side(proof))):
            assert check_words(dataclasses.replace(proof, data=data, question=Question(statement))) is not None
    assert accepted < 20


def twice_the_right_side(proof: Proof) -> Term:
    """Twice the right side: the left side differs from it unless both are zero."""
    return mul(TWO, proof.question.statement.args[1])


def forged(left: Term, right: Term, lemmas: tuple[Any, ...], steps: tuple[Any, ...], letters: tuple[Term, ...] = ()) -> Proof:
    data = {"letters": letters, "scalars": (), "lemmas": lemmas, "combination": steps}
    return Proof("matrix words", Question(equal(left, right)), data=data)


SINGLE = ((Fraction(1), (), (), 0, (), None),)
FORGERIES: dict[str, Proof] = {
    "an inverse that does not occur": forged(
        A, B, (("axiom", "right inverse", inverse(A)),), SINGLE, (inverse(A),)
    ),
    "orthogonality that is not declared": forged(matmul(T(A), A), identity(n), (("axiom", "orthogonal columns", A),), SINGLE),
    "rows of a frame": forged(
        matmul(tensor("Q", m, n, "orthogonal"), T(tensor("Q", m, n, "orthogonal"))),
        identity(m),
        (("axiom", "orthogonal rows", tensor("Q", m, n, "orthogonal")),),
        SINGLE,
    ),
    "matrices that are not diagonal": forged(matmul(A, B), matmul(B, A), (("axiom", "diagonal", A, B),), SINGLE),
    "a vector that is no distribution": forged(
        matmul(T(ones(n)), x), ONE, (("axiom", "distribution", x),), SINGLE
    ),
    "a hypothesis that is not there": forged(A, B, (("axiom", "hypothesis", 0),), SINGLE),
    "a reciprocal that is none": forged(mul(c, c), ONE, (("axiom", "reciprocal", power(c, 2)),), SINGLE),
    "a rectangular rotation": Proof(
        "matrix words",
        Question(equal(matmul(V, U), identity(k)), (equal(matmul(U, V), identity(n)),)),
        data={
            "letters": (),
            "scalars": (),
            "lemmas": (("axiom", "hypothesis", 0), ("rotation", 0, U, V)),
            "combination": ((Fraction(1), (), (), 1, (), None),),
        },
    ),
    "the determinant of a rectangular product": forged(
        determinant(matmul(F, G)), ONE, (("determinant of a product", matmul(F, G), F, G, ()),), SINGLE
    ),
    "determinants of unequal matrices": forged(
        determinant(A), determinant(B), (("equal determinants", A, B, ()),), SINGLE
    ),
    "a product that is none": forged(
        determinant(A), mul(determinant(B), determinant(C)), (("determinant of a product", A, B, C, ()),), SINGLE
    ),
    "a lemma that proves itself": forged(A, B, (("combination", SINGLE),), SINGLE),
    "a position counted from the end": forged(
        matmul(Q, T(Q)), identity(n), (("axiom", "orthogonal rows", Q),), ((Fraction(1), (), (), -1, (), None),)
    ),
    "an irrational coefficient": forged(
        matmul(Q, T(Q)), identity(n), (("axiom", "orthogonal rows", Q),), ((1.0, (), (), 0, (), None),)
    ),
    "a product of sizes that do not fit": forged(
        matmul(Q, T(Q)), identity(n), (("axiom", "orthogonal rows", Q),), ((Fraction(1), (), (0,), 0, (), None),), (F,)
    ),
    "an unknown rule": forged(A, B, (("obvious", A, B),), SINGLE),
    "nothing": forged(A, B, (), ()),
    "no data": Proof("matrix words", Question(equal(A, B))),
    "another rule": Proof("reflexivity", Question(equal(A, A))),
    "no equation": Proof("matrix words", Question(make("lt", (trace(A), trace(B)))), data={"lemmas": ()}),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_proof_is_rejected_with_a_reason(name: str) -> None:
    assert check_words(FORGERIES[name])
