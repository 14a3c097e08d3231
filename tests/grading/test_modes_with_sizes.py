r"""Up to a constant or a factor, of likelihoods: the number of observations is no variable of what they are constant in."""

from __future__ import annotations

import pytest

from verify.grading import grade

NORMAL = {r"\mu": "real", r"\sigma": "positive", "x": "sequence n of real"}
LOG_LIKELIHOOD = r"-\frac{n}{2}\log(2\pi\sigma^2) - \frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2"
SQUARES = {"x": "sequence n of real", "m": "real"}
RATE = {r"\lambda": "positive", "x": "sequence n of positive"}
LIKELIHOOD = r"\prod_{i=1}^n \lambda e^{-\lambda x_i}"
UNIT = {"n": "natural", "t": "positive", "s": "in (0, 1)"}
CONSTANT, FACTOR = "up to a constant", "up to a factor"

ROWS = [
    (LOG_LIKELIHOOD, r"-n\log\sigma - \frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, CONSTANT, "correct"),
    (LOG_LIKELIHOOD, r"-n\log\sigma - \frac{1}{\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, CONSTANT, "wrong"),
    (LOG_LIKELIHOOD, r"-\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, CONSTANT, "undecided"),  # constant in mu
    ("sum((x_i-m)^2, i, 1, n)", "n*m^2-2*m*sum(x_i, i, 1, n)", SQUARES, CONSTANT, "undecided"),
    ("sum((x_i-m)^2, i, 1, n)", "n*m^2-2*m*sum(x_i, i, 1, n)", SQUARES, f"{CONSTANT} in m", "correct"),
    ("sum((x_i-m)^2, i, 1, n)", "n*m^2-m*sum(x_i, i, 1, n)", SQUARES, f"{CONSTANT} in m", "wrong"),
    (LOG_LIKELIHOOD, r"-\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, rf"{CONSTANT} in \mu", "correct"),
    (LOG_LIKELIHOOD, r"-\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, rf"{CONSTANT} in \mu, \sigma", "wrong"),
    (LOG_LIKELIHOOD, r"-\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", NORMAL, rf"{CONSTANT} in \sigma given \mu", "undecided"),
    ("w'*A*w", "w'*A*w + log(n)", {"w": "vector n", "A": "matrix n"}, CONSTANT, "correct"),
    ("n log(t)", "n log(t) + 3", UNIT, CONSTANT, "correct"),
    ("n log(t)", "n log(t) + n", UNIT, CONSTANT, "undecided"),  # n is no size
    ("n log(t)", "2n log(t)", UNIT, CONSTANT, "wrong"),
    ("n s^n", "3 n s^n", UNIT, FACTOR, "correct"),
    ("n s^n", "s^(2n)", UNIT, FACTOR, "wrong"),
    (LIKELIHOOD, r"3\lambda^n e^{-\lambda\sum_{i=1}^n x_i}", RATE, FACTOR, "correct"),
    (LIKELIHOOD, r"\lambda^n e^{-\lambda\sum_{i=1}^n x_i}/n!", RATE, FACTOR, "correct"),
    (LIKELIHOOD, r"\lambda^n e^{-\sum_{i=1}^n x_i}", RATE, FACTOR, "wrong"),
    (LIKELIHOOD, r"e^{-\lambda\sum_{i=1}^n x_i}", RATE, FACTOR, "undecided"),  # a factor for given lambda
    (r"\begin{pmatrix} 1 \\ 1 \end{pmatrix}", r"\begin{pmatrix} 1 \\ -1 \end{pmatrix}", {}, FACTOR, "wrong"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", r"\begin{pmatrix} 2 \\ 4 \end{pmatrix}", {}, FACTOR, "correct"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "3", {}, FACTOR, "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "symbols", "mode", "verdict"), ROWS)
def test_rows(reference: str, submitted: str, symbols: dict[str, str], mode: str, verdict: str) -> None:
    row = {"reference": reference, "submitted": submitted, "mode": mode}
    used = {name: words for name, words in symbols.items() if symbols is not UNIT or name in reference}
    assert grade({**row, "symbols": used}).verdict == verdict


LOG_LIKELIHOOD = r"\ell(\mu) = -\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2"
WHAT_IT_IS_OF = [
    (r"\ell(\mu) = \frac{\mu}{\sigma^2}\sum_{i=1}^n x_i - \frac{n\mu^2}{2\sigma^2}", "up to a constant", "correct"),
    (r"\frac{\mu}{\sigma^2}\sum_{i=1}^n x_i - \frac{n\mu^2}{2\sigma^2}", "up to a constant", "correct"),
    (r"\ell(\mu) = \frac{\mu}{\sigma^2}\sum_{i=1}^n x_i + \frac{n\mu^2}{2\sigma^2}", "up to a constant", "wrong"),
    (r"\ell(\mu) = \frac{\mu}{\sigma^2}\sum_{i=1}^n x_i - \frac{n\mu^2}{2\sigma^2}", "equal", "wrong"),
]


@pytest.mark.parametrize(("submitted", "mode", "verdict"), WHAT_IT_IS_OF)
def test_a_constant_is_one_in_what_the_reference_is_a_function_of(submitted: str, mode: str, verdict: str) -> None:
    symbols = {"n": "positive integer", r"\mu": "real", r"\sigma": "positive"}
    assert grade(LOG_LIKELIHOOD, submitted, mode=mode, symbols=symbols).verdict == verdict
