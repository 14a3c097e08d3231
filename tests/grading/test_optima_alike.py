r"""Optima of the same kind over the same names, of functions that are equal."""

from __future__ import annotations

import pytest

from verify.grading import grade

DUAL = r"\max_\alpha\sum_i\alpha_i-\frac12\sum_i\sum_j\alpha_i\alpha_jy_iy_jx_i^\top x_j"
CASES = [
    (DUAL, r"\max_\alpha\left(\sum_i\alpha_i-\frac12\sum_{i,j}\alpha_i\alpha_jy_iy_jx_i^Tx_j\right)", "correct"),
    (DUAL, r"\max_\alpha\sum_i\alpha_i+\frac12\sum_i\sum_j\alpha_i\alpha_jy_iy_jx_i^\top x_j", "undecided"),
    (DUAL, r"\min_\alpha\sum_i\alpha_i-\frac12\sum_i\sum_j\alpha_i\alpha_jy_iy_jx_i^\top x_j", "undecided"),
    (r"\hat w=\arg\min_w \|y-Xw\|^2+\lambda\|w\|^2", r"\arg\max_w\left(-\|Xw-y\|^2-\lambda\|w\|^2\right)", "correct"),
    (r"\arg\max_x f(x)+g(x)", r"\arg\max_x g(x)+f(x)", "correct"),
    (r"\arg\max_x f(x)+g(x)", r"\arg\max_y g(y)+f(y)", "correct"),  # the name is bound
    (r"\max_x f(x)+g(x)", r"\arg\max_x g(x)+f(x)", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_equal_functions_have_equal_optima(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
