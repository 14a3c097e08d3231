"""Distributions on a given number of values: what they add up to is known of their items by number."""

from __future__ import annotations

import pytest

from verify.grading import grade

_THREE, _TWO = {"p": "distribution on 1..3"}, {"p": "distribution on 1..2", "q": "distribution on 1..2"}
_ENTROPY = r"-\sum_{k=1}^3 p_k\log p_k"
_DIVERGENCE = r"\sum_{k=1}^2 p_k\log\frac{p_k}{q_k}"
CASES = [
    (r"\sum_{k=1}^3 p_k", "1", _THREE, "correct"),
    ("p_1+p_2", "1-p_3", _THREE, "correct"),
    ("p_1+p_2", "p_3", _THREE, "wrong"),
    ("p_1+p_2", "1", _THREE, "wrong"),
    (_ENTROPY, r"-p_1\log p_1-p_2\log p_2-(1-p_1-p_2)\log(1-p_1-p_2)", _THREE, "correct"),
    (_ENTROPY, r"-p_1\log p_1-p_2\log p_2-p_3\log(1-p_1)", _THREE, "wrong"),
    (_DIVERGENCE, r"p_1\log\frac{p_1}{q_1}+(1-p_1)\log\frac{1-p_1}{1-q_1}", _TWO, "correct"),
    (_DIVERGENCE, r"p_1\log\frac{p_1}{q_1}+(1-p_1)\log\frac{1-p_1}{q_1}", _TWO, "wrong"),
    ("p_1^2+p_2^2", "1-2p_1p_2", _TWO, "correct"),
    (r"\|p\|_1", "1", _TWO, "correct"),
    ("p_1", "q_1", _TWO, "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), CASES)
def test_items_by_number(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict


def test_of_one_value_no_sum_is_said() -> None:
    assert grade("p_1", "1", symbols={"p": "distribution on 1..1"}).verdict != "wrong"
    assert grade("p_1", "2", symbols={"p": "distribution on 1..1"}).verdict != "correct"
