"""Kronecker deltas, indicators of equal indices, and undeclared names with integers as their indices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

SOFTMAX = {"K": "natural", "z": "sequence K of real", "p": "sequence K of positive", "i": "integer in 1..K",
           "j": "integer in 1..K", "a": "real"}  # fmt: skip
SEQUENCE = {"n": "natural", "x": "sequence n of real"}
VECTORS = {"n": "natural", "d": "natural", "x": "sequence n of vector d"}
P = r"\frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}"
Q = r"\frac{e^{z_j}}{\sum_{k=1}^K e^{z_k}}"
SLOPE = rf"\frac{{\partial}}{{\partial z_j}}{P}"

# How the delta of i and j is written, and whether it is read.
WRITTEN = {
    r"\delta_{ij}": True, r"\delta_{i,j}": True, r"\delta_{i j}": True, r"\delta_{i\,j}": True, r"\delta_{ji}": True,
    r"\delta_{i-j,0}": True, r"\delta(i,j)": True, r"\mathrm{\delta}_{ij}": True, r"\mathbb{1}[i=j]": True,
    r"\mathbb 1_{i=j}": True, r"\mathbb{1}_{\{j=i\}}": True, r"\mathbb I(i=j)": True, r"\mathbf 1\{i=j\}": True,
    r"\mathbf{1}_{\{i=j\}}": True, r"\mathbf{1}_{i=j}": True, r"\mathbf{1}[i=j]": True, r"\boldsymbol{1}(i=j)": True,
    r"\delta_i^j": False, r"\delta^i_j": False, r"\delta^{ij}": False, r"\delta(i-j)": False, r"\delta[i-j]": False,
    r"\delta_{i-j}": False, r"\delta_{iji}": False, r"\delta_{ia}": False, r"I_{ij}": False, r"\mathbf{I}_{ij}": False,
    r"\Delta_{ij}": False, r"\epsilon_{ij}": False, r"e_{ij}": False, r"\mathbb{1}_{ij}": False, r"1_{ij}": False,
}  # fmt: skip


@pytest.mark.parametrize(("delta", "is_read"), WRITTEN.items(), ids=WRITTEN)
def test_a_delta_in_the_derivative_of_a_softmax(delta: str, is_read: bool) -> None:
    right = grade({"reference": SLOPE, "submitted": f"{P}({delta}-{Q})", "symbols": SOFTMAX})
    wrong = grade({"reference": SLOPE, "submitted": f"{P}({delta}+{Q})", "symbols": SOFTMAX})
    assert (right.verdict, wrong.verdict) == (("correct", "wrong") if is_read else ("unreadable", "unreadable"))


# reference, submitted, symbols, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    (r"\sum_{k=1}^K \delta_{kj} z_k", "z_j", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K \delta_{jk} z_k", "z_i", SOFTMAX, "wrong"),
    (r"\sum_{k=1}^K \mathbb{1}[k=j] z_k", "z_j", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K \mathbf{1}\{k=j\}\log p_k", r"\log p_j", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K \delta_{k,j+1} z_k", "z_{j+1}", SOFTMAX, "undecided"),  # of j = K the sum is 0
    (r"\sum_{k=1}^K \delta_{kj}^2 z_k", "z_j", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K (z_k-\delta_{kj})^2", r"\sum_k z_k^2-2z_j+1", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K (z_k-\delta_{kj})^2", r"\sum_k z_k^2-z_j+1", SOFTMAX, "wrong"),
    (r"\sum_{k=1}^K p_k(\delta_{kj}-p_j)", r"p_j\bigl(1-\sum_k p_k\bigr)", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K \delta_{kj}/p_k", "1/p_j", SOFTMAX, "correct"),
    (r"\sum_{k=1}^K \delta_{ik}\delta_{kj}", "1", SOFTMAX, "wrong"),
    (r"\sum_{k=1}^K \delta_{kj}^{-1}z_k", "z_j", SOFTMAX, "undecided"),
    (r"\sum_{k=0}^K \delta_{k0} a^k", "1", SOFTMAX, "correct"),
    (r"\sum_{k=1}^3 \delta_{k2} k", "2", {}, "correct"),
    (r"\sum_{k=1}^3 \delta_{k2} k", "3", {}, "wrong"),
    (r"\sum_{k=1}^3 \delta_{k,5} k", "0", {}, "correct"),
    (r"\sum_{i=1}^n\sum_{j=1}^n\delta_{ij}x_ix_j", r"\sum_{i=1}^n x_i^2", SEQUENCE, "correct"),
    (r"\sum_{i=1}^n\sum_{j=1}^n\delta_{ij}x_ix_j", r"\Bigl(\sum_{i=1}^n x_i\Bigr)^2", SEQUENCE, "wrong"),
    (r"\sum_{i=1}^n\sum_{j=1}^n\delta_{ij}\,x_i^\top x_j", r"\sum_{i=1}^n\|x_i\|^2", VECTORS, "correct"),
    (r"\sum_{i=1}^n\sum_{j=1}^n(1-\delta_{ij})x_ix_j", r"\sum_{i\ne j}x_ix_j", SEQUENCE, "correct"),
    (r"\sum_{i=1}^n\sum_{j=1}^n\delta_{ij}", "n", {"n": "natural"}, "correct"),
    (r"\sum_{i=1}^n\sum_{j=1}^n\delta_{ij}", "n^2", {"n": "natural"}, "wrong"),
    (r"\frac{1}{n^2}\sum_{i=1}^n\sum_{j=1}^n(r+(1-r)\delta_{ij})", r"r+\frac{1-r}{n}", {"n": "natural", "r": "real"}, "correct"),
    (r"\delta_{ij}z_i", r"\delta_{ij}z_j", SOFTMAX, "correct"),
    (r"\delta_{ij}^2", r"\delta_{ij}", SOFTMAX, "correct"),
    (r"\delta_{ij}z_i", "z_j", SOFTMAX, "wrong"),
    (r"\delta_{ii}", "1", SOFTMAX, "correct"),
    ("delta_ij", r"\mathbb{1}[i=j]", SOFTMAX, "correct"),
    ("delta_{i,j+1}", r"\mathbb{1}[i=j+1]", SOFTMAX, "correct"),
    ("KroneckerDelta(i,j) + delta(i,j)", r"2\delta_{ij}", SOFTMAX, "correct"),
    ("sum(δ_ij*z_j, j, 1, K)", "z_i", SOFTMAX, "correct"),
    # a delta that is declared is no Kronecker delta
    (r"\delta_{ij}", r"\mathbb{1}[i=j]", {**SOFTMAX, r"\delta": "matrix K K"}, "wrong"),
    (r"\delta_{ij}", r"2\delta_{ij}", {**SOFTMAX, r"\delta_{ij}": "real"}, "wrong"),
    (r"\sum_{j=1}^n \delta_j", r"\sum_{i=1}^n \delta_i", {"n": "natural", r"\delta": "sequence n of real"}, "correct"),
    (r"\delta z_i", r"\delta_{ij}z_i", {**SOFTMAX, r"\delta": "in (0, 1)"}, "refused"),
    (r"\delta_1 z_i", r"\delta_{ij}z_i", {**SOFTMAX, r"\delta_1": "real"}, "refused"),
    # one of the two is no integer, or nobody knows it
    (r"\delta_{ij}", "1", {}, "refused"),
    (r"\delta_{ij}", "1", {"i": "integer"}, "refused"),
    (r"\delta_{ij}", "1", {"i": "real", "j": "integer"}, "refused"),
    (r"\delta_1+\delta_2", r"\delta_2+\delta_1", {}, "correct"),
    (r"\delta_{12}+1", r"1+\delta_{12}", {}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {' '.join(row[2])}" for row in GRADED])  # fmt: skip
def test_deltas(reference: str, submitted: str, symbols: Mapping[str, str], verdict: str) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert (result.verdict if result.problem is None else "refused") == verdict


def test_a_delta_is_a_choice() -> None:
    choices = grade({"reference": SLOPE, "submitted": rf"{P}(\delta_{{ij}}-{Q})", "symbols": SOFTMAX}).choices
    assert r"\delta_{ij} is read as the Kronecker delta, 1 where i = j and 0 elsewhere" in choices


def test_a_delta_in_a_derivation() -> None:
    lines = [rf"{SLOPE} &= {P}\delta_{{ij}}-{P}{Q}", rf"&= {P}(\delta_{{ji}}-{Q})", rf"&= {P}(1-{Q})"]
    result = grade({"submitted": r" \\ ".join(lines).join((r"\begin{align}", r"\end{align}")), "symbols": SOFTMAX})
    assert (result.verdict, result.first_wrong) == ("wrong", 2)


# reference, answer, symbols, verdict
OTHERS = [
    (r"\sum_i\sum_j\mathbb 1[i\neq j]\,x_i x_j", r"\left(\sum_i x_i\right)^2-\sum_i x_i^2", SEQUENCE, "correct"),
    (r"\sum_i\sum_j\mathbb 1[i\neq j]\,x_i x_j", r"\left(\sum_i x_i\right)^2", SEQUENCE, "wrong"),
    (r"\sum_{j=1}^n\mathbf 1\{j\ne k\}\log(1+e^{x_j})", r"\sum_{j\ne k}\log(1+e^{x_j})",
     {**SEQUENCE, "k": "integer in 1..n"}, "correct"),
    (r"\sum_{k=1}^K\mathbb 1[k\ne l]\,p_k", "1-p_l", {"p": "distribution on 1..K", "l": "integer in 1..K"}, "correct"),
    (r"\sum_{k=1}^K\mathbb 1[k\ne l]\,p_k", "p_l", {"p": "distribution on 1..K", "l": "integer in 1..K"}, "wrong"),
    (r"\mathbb 1[i\ne j]", r"1-\mathbb 1[i=j]", {"i": "integer", "j": "integer"}, "correct"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), OTHERS)
def test_indicators_of_other_indices(reference: str, answer: str, symbols: Mapping[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict
