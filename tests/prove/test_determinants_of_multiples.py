"""Determinants of a multiple of the identity plus a matrix of low rank, where the multiple is a sum."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.fuel import Fuel
from verify.prove.words import prove_words
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.words import check_words
from verify.term import Term
from verify.term import equal as equation

SYMBOLS = {
    "d": "natural", "k": "natural", "z": "vector d", "y": "vector d", "a": "real", "b": "real", "c": "positive",
    "U": "matrix d k", "Q": "orthogonal matrix d",
}

TRUE = {
    "a radial flow": ("det((1+a) identity(d) + b z z')", "(1+a)^(d-1) (1 + a + b z'z)"),
    "with a norm": ("det((1+a) identity(d) + b z z')", "(1+a)^(d-1) (1 + a + b norm(z)^2)"),
    "the sum in the other order": ("det((a+1) identity(d) + b z z')", "(1+a)^(d-1) (1 + a + b z'z)"),
    "the other sign": ("det((1+a^2) identity(d) - b z z')", "(1+a^2)^(d-1) (1 + a^2 - b z'z)"),
    "two vectors": ("det((a+b) identity(d) + y z')", "(a+b)^(d-1) (a + b + y'z)"),
    "three summands": ("det((a+b+c) identity(d) + z z')", "(a+b+c)^(d-1) (a + b + c + z'z)"),
    "a difference": ("det((a-b) identity(d) + b z z')", "(a-b)^(d-1) (a - b + b z'z)"),
    "equal correlations": (
        "det((1-a) identity(d) + a ones(d) ones(d)')", "(1-a)^(d-1) (1 - a + a d)"),
    "only the multiple": ("det((1+a) identity(d))", "(1+a)^d"),
    "a multiple of a rotation": ("det((1+a) Q)^2", "(1+a)^(2 d)"),
    "rank k": ("det((1+c) identity(d) + U U')", "(1+c)^(d-k) det((1+c) identity(k) + U'U)"),
    "identities that are added": ("det(identity(d) + a identity(d) + b z z')", "(1+a)^(d-1) (1 + a + b z'z)"),
    "a logarithm": ("log(det((1+c) identity(d) + z z'))", "(d-1) log(1+c) + log(1 + c + z'z)"),
}

FALSE = {
    "one power too many": ("det((1+a) identity(d) + b z z')", "(1+a)^d (1 + a + b z'z)"),
    "one power too few": ("det((1+c) identity(d) + b z z')", "(1+c)^(d-2) (1 + c + b z'z)"),
    "the factor of the rank one term": ("det((1+a) identity(d) + b z z')", "(1+a)^(d-1) (1 + a + z'z)"),
    "the lemma for the identity": ("det((1+a) identity(d) + b z z')", "1 + a + b z'z"),
    "the factor taken out once": ("det((1+a) identity(d) + b z z')", "(1+a) (1 + b z'z/(1+a))"),
    "the sign": ("det((1+a^2) identity(d) - b z z')", "(1+a^2)^(d-1) (1 + a^2 + b z'z)"),
    "another sum": ("det((a+b) identity(d) + y z')", "(a-b)^(d-1) (a + b + y'z)"),
    "only the multiple": ("det((1+a) identity(d))", "1 + a"),
    "a power of a part": ("det((1+a) identity(d))", "1 + a^d"),
    "rank k with another power": ("det((1+a) identity(d) + U U')", "(1+a)^d det((1+a) identity(k) + U'U)"),
    "equal correlations": ("det((1-a) identity(d) + a ones(d) ones(d)')", "(1-a)^(d-1) (1 + a d)"),
    "a norm that is not squared": ("det((1+a) identity(d) + b z z')", "(1+a)^(d-1) (1 + a + b norm(z))"),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    verdict = equal(*TRUE[name], symbols=SYMBOLS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted_and_not_proved(name: str) -> None:
    assert equal(*FALSE[name], symbols=SYMBOLS).truth == "refuted"


def read(text: str) -> Term:
    return read_text(text, declarations(SYMBOLS)).term


def test_a_forged_scale_is_rejected() -> None:
    asked = Question(equation(*map(read, TRUE["a radial flow"])))
    proof = prove_words(asked, Fuel())
    assert isinstance(proof, Proof)
    assert check_words(proof) is None
    (lemma,) = [each for each in proof.data["lemmas"] if each[:2] == ("axiom", "Sylvester of a multiple")]
    for scale in ("1 + 2 a", "a", "1", "b"):
        lemmas = tuple((*lemma[:2], read(scale), *lemma[3:]) if each is lemma else each for each in proof.data["lemmas"])
        assert check_words(Proof(proof.rule, asked, (), {**proof.data, "lemmas": lemmas})) is not None
