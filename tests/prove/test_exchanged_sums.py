"""Sums over the pairs of a triangle in both orders, and sums without their first terms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.mathematics.reindexing import exchanged, from_start
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import Term, equal

SYMBOLS = {"n": "natural", "m": "natural", "a": "sequence n of real", "b": "sequence n of real", "g": "in (0, 1)",
           "B": "matrix n", "C": "matrix n m"}  # fmt: skip

TRUE = [
    "sum(sum(a_i*b_j, j, 1, i), i, 1, n) = sum(b_j*sum(a_i, i, j, n), j, 1, n)",
    "sum(a_i*sum(b_j, j, 1, i), i, 1, n) = sum(b_j*sum(a_i, i, j, n), j, 1, n)",
    "sum(a_i*sum(b_j, j, i, n), i, 1, n) = sum(b_j*sum(a_i, i, 1, j), j, 1, n)",
    "sum(sum(a_i*b_j, j, i+1, n), i, 1, n) = sum(sum(a_i*b_j, i, 1, j-1), j, 2, n)",
    "sum(sum(j, j, 1, i), i, 1, n) = sum(j*(n-j+1), j, 1, n)",
    "sum(sum(B[i,j], j, 1, n), i, 1, n) = sum(sum(B[j,i], j, 1, n), i, 1, n)",
    "sum(sum(C[i,j] a_i, j, 1, m), i, 1, n) = sum(sum(C[j,i] a_j, j, 1, n), i, 1, m)",
    "sum(sum(B[i,j] g^(i+j), j, 1, n), i, 1, n) <= sum(sum(abs(B[j,i]), j, 1, n), i, 1, n)",
    "sum(a_k, k, 1, n) = a_1 + sum(a_k, k, 2, n)",
    "sum(g^k*a_{k+1}, k, 0, n-1) = a_1 + g*sum(g^(k-1)*a_{k+1}, k, 1, n-1)",
    "sum(g^k, k, 0, n) = 1 + g + sum(g^k, k, 2, n)",
]
FALSE = [
    "sum(sum(a_i*b_j, j, 1, i), i, 1, n) = sum(b_j*sum(a_i, i, j+1, n), j, 1, n)",
    "sum(sum(a_i*b_j, j, 1, i), i, 1, n) = sum(b_j*sum(a_i, i, 1, j), j, 1, n)",
    "sum(a_i*sum(b_j, j, i, n), i, 1, n) = sum(b_j*sum(a_i, i, 2, j), j, 1, n)",
    "sum(sum(a_i*b_j, j, 1, i-1), i, 1, n) = sum(sum(a_i*b_j, i, j, n), j, 1, n-1)",
    "sum(sum(j, j, 1, i), i, 1, n) = sum(j*(n-j), j, 1, n)",
    "sum(sum(B[i,j] i, j, 1, n), i, 1, n) = sum(sum(B[j,i] i, j, 1, n), i, 1, n)",
    "sum(sum(B[i,j], j, 1, i), i, 1, n) = sum(sum(B[j,i], j, 1, i), i, 1, n)",
    "sum(sum(B[i,j] g^i, j, 1, n), i, 1, n) <= sum(sum(B[j,i], j, 1, n), i, 1, n)",
    "sum(k, k, 1, n) = 3 + sum(k, k, 3, n)",  # n may be 1
    "sum(g^k*a_{k+1}, k, 0, n-1) = a_1 + g*sum(g^k*a_{k+1}, k, 1, n-1)",
]
NOT_EXCHANGED = [
    "sum(sum(i*j, j, 1, 2*i), i, 1, n)",  # j is below 2 i, and i above j/2
    "sum(sum(i*j, j, 1, m+i), i, 1, n)",  # m is no number
    "sum(sum(i*j, j, 1, i+2), i, 1, n)",  # i >= j - 2 says nothing for j = 1
    "sum(sum(i*j, j, i, n+1), i, 1, n)",  # i <= j says nothing for j = n + 1
    "sum(1/(i-1)*sum(j, j, 1, i-1), i, 1, n)",  # the left side is undefined at i = 1, where the pairs are none
    "sum(sum(i*j, j, i, 2*i), i, 1, n)",
    "sum(1/(i-1)*sum(j, j, 1, m-1), i, 1, n)",  # as above, for m = 1
]


def term(text: str) -> Term:
    return read_text(text, declarations(SYMBOLS)).term


@pytest.mark.parametrize("statement", TRUE)
def test_proved(statement: str) -> None:
    verdict = holds(statement, SYMBOLS)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", "total", "checked"), verdict.reasons


@pytest.mark.parametrize("statement", FALSE)
def test_refuted(statement: str) -> None:
    assert holds(statement, SYMBOLS).truth == "refuted"


@pytest.mark.parametrize("total", NOT_EXCHANGED)
def test_other_ranges_are_not_exchanged(total: str) -> None:
    assert exchanged(term(total)) is None


def test_forged_first_terms_are_rejected() -> None:
    total = term("sum(k, k, 3, n)")
    value = from_start(total, 1)
    assert value is not None and from_start(total, 3) is None
    late = Proof("hypothesis", Question(term("3 <= n + 1"), (term("3 <= n + 1"),)))
    good = Proof("first terms", Question(equal(total, value), late.question.hypotheses), (late,), {"start": 1})
    assert recheck(good) == ()
    forged = (
        replace(good, premises=()),  # for n = 1 the right side is -2
        replace(good, data={}),
        replace(good, data={"start": 2}),
        replace(good, question=Question(good.question.statement)),
    )
    assert all(recheck(proof) != () for proof in forged)


def test_forged_exchanges_are_rejected() -> None:
    total = term("sum(sum(a_i*b_j, j, 1, i), i, 1, n)")
    other = exchanged(total)
    assert other is not None
    good = Proof("exchange of sums", Question(equal(total, other)))
    assert recheck(good) == ()
    wrong = term("sum(sum(a_i*b_j, i, j+1, n), j, 1, n)")
    forged = (replace(good, question=Question(equal(total, wrong))), replace(good, premises=(good,)))
    assert all(recheck(proof) != () for proof in forged)
