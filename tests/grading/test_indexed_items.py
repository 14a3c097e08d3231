"""Items of arrays that nobody declared, below a sum over one of their indices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

TAU = {r"\tau": "positive"}
DFT = {"N": "positive integer", "k": "integer"}
SOFTMAX = r"-\log\frac{\exp(s_{ii}/\tau)}{\sum_{j=1}^N\exp(s_{ij}/\tau)}"
MEAN = r"\frac{\sum_{i=1}^n\gamma_{ik}x_i}{\sum_{i=1}^n\gamma_{ik}}"
FOURIER = r"X_k = \sum_{n=0}^{N-1}x_n e^{-2\pi i kn/N}"
ENTROPY = r"-\sum_{k=1}^K y_{ik}\log p_{ik}"

# reference, submitted, symbols, verdict; "open" is neither correct nor wrong
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    # an index that is the same everywhere tells one sequence from another
    (SOFTMAX, r"-\frac{s_{ii}}{\tau}+\log\sum_{j=1}^N e^{s_{ij}/\tau}", TAU, "correct"),
    (SOFTMAX, r"-\frac{s_{ii}}{\tau}-\log\sum_{j=1}^N e^{s_{ij}/\tau}", TAU, "wrong"),
    (SOFTMAX, r"\log\sum_{j=1}^N e^{(s_{ii}-s_{ij})/\tau}", TAU, "wrong"),
    (SOFTMAX, r"-\log\frac{\exp(s_{ii}/\tau)}{\sum_{j=1}^N\exp(s_{ji}/\tau)}", TAU, "open"),  # s may be symmetric
    (r"\mu_k = " + MEAN, r"\mu_k = \frac{1}{n}\sum_{i=1}^n\gamma_{ik}x_i", {}, "wrong"),
    (MEAN, r"\sum_{i=1}^n\frac{\gamma_{ik}}{\sum_{j=1}^n\gamma_{jk}}x_i", {}, "correct"),
    (MEAN, r"\frac{1}{N_k}\sum_{i=1}^n\gamma_{ik}x_i", {}, "open"),
    (MEAN, r"\sum_{i=1}^n\gamma_{ik}x_i", {}, "open"),  # the sum over i may be 1
    (MEAN, r"\frac{\sum_{i=1}^n\gamma_{ik}x_i}{\sum_{i=1}^n\gamma_{ik}^2}", {}, "open"),  # they may be 0 and 1
    (MEAN, r"\frac{\sum_{i=1}^n\gamma_{il}x_i}{\sum_{i=1}^n\gamma_{il}}", {}, "open"),
    (r"\sum_{j=1}^n a_{ij}x_j+b_i", r"b_i+\sum_{k=1}^n a_{ik}x_k", {}, "correct"),
    (r"\sum_{j=1}^n a_{ij}x_j+b_i", r"b_i-\sum_{k=1}^n a_{ik}x_k", {}, "wrong"),
    (r"\sum_{j=1}^m k_{ij}(v_j+r_i)", r"r_i+\sum_{j=1}^m k_{ij}v_j", {}, "open"),  # weights of the rows
    (r"\sum_{k=1}^n a_{ik}b_{kj}", r"\sum_{l=1}^n b_{lj}a_{il}", {}, "correct"),
    (r"\sum_{k=1}^n a_{ik}b_{kj}", r"\sum_{k=1}^n a_{ki}b_{jk}", {}, "open"),
    (r"\sum_{i=1}^n z_{ik}", r"\sum_{i=1}^n z_{il}", {}, "open"),
    (r"\sum_{i=1}^n z_{ik}", r"\sum_{k=1}^n z_{ik}", {}, "open"),
    (r"\sum_{i=1}^n z_{ik}", r"n z_{ik}", {}, "open"),
    (r"\sum_{j=1}^n \delta_{ij}x_j", r"\sum_{j=1}^n x_j", {}, "open"),
    (r"\sum_{i=1}^n (x_{ik}-\bar x_k)^2", r"\sum_{i=1}^n x_{ik}^2-n\bar x_k^2", {}, "open"),  # the bar may be the mean
    (r"\sum_{i=1}^n (x_{ij}-\mu_j)^2", r"\sum_{i=1}^n x_{ij}^2-n\mu_j^2", {}, "open"),  # and so may mu
    (r"\sum_{k=1}^n \phi_{ik}(2x)", r"2\sum_{k=1}^n \phi_{ik}(x)", {}, "open"),
    (r"\sum_{i=1}^n \beta_i x_i", r"\sum_{i=1}^n x_i\beta_i", {}, "correct"),
    (r"\sum_{i=1}^n \beta_i(x_i-t)", r"\sum_{i=1}^n \beta_ix_i-t", {}, "open"),
    # marks of a class, of which one is 1
    (ENTROPY, r"\sum_{k=1}^K y_{ik}\log\frac{1}{p_{ik}}", {}, "correct"),
    (ENTROPY, r"\sum_{k=1}^K y_{ik}\log p_{ik}", {}, "wrong"),
    (ENTROPY, r"-\sum_{k=1}^K y_{ik}^2\log p_{ik}", {}, "open"),
    (ENTROPY, r"-\log\sum_{k=1}^K y_{ik}p_{ik}", {}, "open"),
    (r"-\sum_{k=1}^K y_k\log p_k", r"-\log\sum_{k=1}^K y_k p_k", {}, "open"),
    (r"-\sum_{k=1}^K y_k\log p_k", r"-\sum_{k=1}^K y_k p_k", {}, "wrong"),
    # items that are counted from 0
    (FOURIER, r"X_k = \sum_{n=0}^{N-1} x_n \left(\cos\frac{2\pi kn}{N} - i\sin\frac{2\pi kn}{N}\right)", DFT, "correct"),
    (FOURIER, r"X_k = \sum_{n=0}^{N-1} x_n e^{2\pi i kn/N}", DFT, "wrong"),
    (FOURIER, r"X_k = \sum_{n=1}^{N} x_n e^{-2\pi i kn/N}", DFT, "open"),  # items may be counted from 1
    (FOURIER, r"X_k = \sum_{n=0}^{N-1} x_n W^{kn}", DFT, "open"),
    (r"\sum_{k=0}^n a_k x^k", r"a_0+\sum_{k=1}^n a_k x^k", {}, "correct"),
    (r"\sum_{k=0}^n a_k x^k", r"\sum_{k=0}^n a_{n-k} x^{n-k}", {}, "correct"),
    (r"\sum_{k=0}^n a_k x^k", r"\sum_{k=0}^n a_k x^{n-k}", {}, "wrong"),
    (r"\sum_{k=0}^n a_k x^k", r"\sum_{k=0}^n a_{n-k} x^{k}", {}, "open"),
    (r"\sum_{k=0}^n w_k(k-t)", r"\sum_{k=0}^n kw_k - t", {}, "open"),  # weights
    (r"\sum_{k=0}^n F_k", "F_{n+2}-1", {}, "open"),  # Fibonacci's numbers
    (r"\sum_{k=0}^n (x_k - x_{k+1})", r"x_0-x_{n+1}", {}, "correct"),
    (r"\sum_{k=0}^{n-1} (\hat x_k-x_k)^2", r"\sum_{k=0}^{n-1} (x_k-\hat{x}_k)^2", {}, "correct"),
    (r"x_k\sum_{k=0}^{n-1} x_k", r"\sum_{k=0}^{n-1} x_k^2", {}, "open"),
    (r"\sum_{k=0}^n f_k(-x)", r"-\sum_{k=0}^n f_k(x)", {}, "open"),
    (r"\sum_{k=0}^n i^2 a_{ik}", r"-\sum_{k=0}^n a_{ik}", {}, "open"),  # i is an index
    (r"\left|\sum_{k=0}^n a_k e^{ik}\right|^2", r"\left(\sum_{k=0}^n a_k\cos k\right)^2+\left(\sum_{k=0}^n a_k\sin k\right)^2",
     {}, "open"),  # a may be complex
    (r"\sum_{i=0}^n y_i^2 x_i", r"\sum_{i=0}^n y_i x_i", {}, "open"),  # y may be 0 or 1
    (r"\sum_{k=0}^{N-1} x_k\omega^{-k}", r"\sum_{k=0}^{N-1} x_k\omega^{N-k}", {}, "open"),  # a root of unity
    # three indices
    (r"\sum_{k=1}^n a_{ijk}", r"n a_{ijk}", {}, "open"),
    (r"\sum_{k=1}^n x_k t_{min}", r"t_{min}\sum_{k=1}^n x_k", {}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), GRADED)
def test_items_below_sums(reference: str, submitted: str, symbols: Mapping[str, str], verdict: str) -> None:
    found = grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict
    assert ("open" if found in ("undecided", "unreadable") else found) == verdict


def test_what_is_read_otherwise_is_said() -> None:
    assert "u stands for x_n, any number" in grade(FOURIER, FOURIER.replace("-2", "2"), symbols=DFT).choices
    assert r"s_{j} stands for s_{ij}, any number" in grade(SOFTMAX, SOFTMAX.replace("-", "+", 1), symbols=TAU).choices
