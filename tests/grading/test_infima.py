"""Optimal values of sums of two scales, as in bounds with a free parameter: a/u + b u and its like."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

TWO: Mapping[str, str] = {"a": "positive", "b": "positive"}
MASSART: Mapping[str, str] = {"R": "positive", "N": "integer in 2..50"}
MASSART_VALUE = r"\inf_{\lambda>0}\left\{\frac{\log N}{\lambda}+\frac{\lambda R^2}{2}\right\}"

# reference, submitted, symbols, verdict
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    (r"R\sqrt{2\log N}", MASSART_VALUE, MASSART, "correct"),
    (MASSART_VALUE, r"R\sqrt{2\log N}", MASSART, "correct"),
    (MASSART_VALUE, r"R\sqrt{\log N}", MASSART, "wrong"),
    (MASSART_VALUE, r"2R\sqrt{\log N}", MASSART, "wrong"),
    (MASSART_VALUE, r"R\sqrt{2\log N}", {"R": "positive", "N": "natural"}, "undecided"),  # not attained if N = 1
    (MASSART_VALUE, r"R\sqrt{2\log N}", {"R": "positive", "N": "in [2, 50]"}, "correct"),
    (r"\inf_{\lambda>0}\left\{\frac{a}{\lambda}+b\lambda\right\}", r"2\sqrt{ab}", TWO, "correct"),
    (r"\inf_{\lambda>0}\left\{\frac{a}{\lambda}+b\lambda\right\}", r"\sqrt{ab}", TWO, "wrong"),
    (r"\min_{u>0}\left\{\frac{a}{2u}+\frac{ub}{2}\right\}", r"\sqrt{ab}", TWO, "correct"),
    (r"\min_{u>0}\left\{\frac{a}{u}+bu+a\right\}", r"a+2\sqrt{ab}", TWO, "correct"),
    (r"\min_{u}\left\{au^2-2bu\right\}", r"-\frac{b^2}{a}", TWO, "correct"),
    (r"\min_{u}\left\{au^2-2bu\right\}", r"-\frac{b^2}{2a}", TWO, "wrong"),
    (r"\max_{u}\left\{2bu-au^2+1\right\}", r"1+\frac{b^2}{a}", TWO, "correct"),
    (r"\sup_{u>0}\left\{\log u-au\right\}", r"-1-\log a", TWO, "correct"),
    (r"\inf_{u>0}\left\{au\right\}", "0", TWO, "undecided"),  # not attained
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {' '.join(row[2].values())}" for row in GRADED])  # fmt: skip
def test_optimal_values(reference: str, submitted: str, symbols: Mapping[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict
