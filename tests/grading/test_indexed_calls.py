r"""Values that are called with an index, and that nobody declared: the recursions of hidden Markov models."""

from __future__ import annotations

import pytest

from verify.grading import grade

_FORWARD = r"\alpha_t(j) = b_j(o_t)\sum_{i=1}^N \alpha_{t-1}(i)\,a_{ij}"
_BACKWARD = r"\beta_t(i) = \sum_{j=1}^N a_{ij} b_j(o_{t+1})\beta_{t+1}(j)"
_POSTERIOR = r"\gamma_t(i) = \frac{\alpha_t(i)\beta_t(i)}{\sum_{j=1}^N \alpha_t(j)\beta_t(j)}"
ROWS = [
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^N a_{ij}\alpha_{t-1}(i) b_j(o_t)", "correct"),
    (_FORWARD, r"\left(\sum_{i=1}^N \alpha_{t-1}(i) a_{ij}\right) b_j(o_{t})", "correct"),
    (_FORWARD, r"\alpha_t(j) = b_j(o_t)\sum_i \alpha_{t-1}(i) a_{i,j}", "correct"),
    (_FORWARD, r"\alpha_t(j) = \sum_{k=1}^N a_{kj}\alpha_{t-1}(k) b_j(o_t)", "correct"),
    (_BACKWARD, r"\sum_{j=1}^N \beta_{t+1}(j) b_j(o_{t+1}) a_{ij}", "correct"),
    (_POSTERIOR, r"\frac{\beta_t(i)\alpha_t(i)}{\sum_{j=1}^N \beta_t(j)\alpha_t(j)}", "correct"),
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^N a_{ji}\alpha_{t-1}(i) b_j(o_t)", "wrong"),
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^N a_{ij}\alpha_{t-1}(i) b_i(o_t)", "wrong"),
    (_FORWARD, r"\alpha_t(j) = 2\sum_{i=1}^N a_{ij}\alpha_{t-1}(i) b_j(o_t)", "wrong"),
    (_BACKWARD, r"\beta_t(i) = b_i(o_{t+1})\sum_{j=1}^N \beta_{t+1}(j) a_{ij}", "wrong"),
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^N a_{ij}\alpha_{t}(i) b_j(o_t)", None),
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^N a_{ij}\alpha_{t-1}(i) b_j(o_{t-1})", None),
    (_FORWARD, r"\sum_{j=1}^N a_{ji}\alpha_{t-1}(j) b_i(o_t)", None),  # the same for another state
    (_FORWARD, r"\alpha_{t+1}(j) = \sum_{i=1}^N a_{ij}\alpha_{t}(i) b_j(o_{t+1})", None),
    (_FORWARD, r"\beta_t(j) = \sum_{i=1}^N a_{ij}\alpha_{t-1}(i) b_j(o_t)", None),
    (_FORWARD, r"\alpha_t(j) = \max_i a_{ij}\alpha_{t-1}(i) b_j(o_t)", None),
    (_FORWARD, r"\alpha_t(j) = \sum_{i=1}^M a_{ij}\alpha_{t-1}(i) b_j(o_t)", None),
    # right for probabilities, and for symmetric kernels
    (r"\sum_{i=1}^N \pi_i b_i(o)", r"\left(\sum_{i=1}^N \pi_i\right)\left(\sum_{i=1}^N \pi_i b_i(o)\right)", None),
    (r"\sum_{i=1}^N \gamma_t(i) x_i+\mu", r"\sum_{i=1}^N (x_i+\mu)\gamma_t(i)", None),
    (r"\sum_{j=1}^N a_{ij}\beta_t(j)+c", r"\sum_{j=1}^N a_{ij}(\beta_t(j)+c)", None),
    (r"c\sum_{i=1}^N \gamma_t(i)", r"c\left(\sum_{i=1}^N \gamma_t(i)\right)^2", None),
    (r"\sum_{i=1}^N \kappa(i,j)\gamma_t(i)", r"\sum_{i=1}^N \kappa(j,i)\gamma_t(i)", None),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_values_with_indices(reference: str, submitted: str, verdict: str | None) -> None:
    found = grade(reference, submitted).verdict
    assert found == verdict if verdict else found in ("undecided", "unreadable")
