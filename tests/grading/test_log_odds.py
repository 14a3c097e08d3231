r"""Derivations with p and 1 - p below logarithms, of a p that nobody declared: it is between 0 and 1."""

from __future__ import annotations

import pytest

from verify.grading import grade

LOG_ODDS = (r"\log\frac{p}{1-p} = z", r"\frac{p}{1-p} = e^z", "p = e^z - pe^z", "p(1 + e^z) = e^z", r"p = \frac{e^z}{1+e^z}")
BACK = (r"p = \frac{1}{1+e^{-z}}", r"1-p=\frac{e^{-z}}{1+e^{-z}}", r"\frac{p}{1-p}=e^z", r"z=\log\frac{p}{1-p}")

DERIVATIONS = {
    "solved for p": (LOG_ODDS, r"\frac{1}{1+e^{-z}}", ("correct", None)),
    "in fewer lines": ((LOG_ODDS[0], *LOG_ODDS[3:]), r"\frac{1}{1+e^{-z}}", ("correct", None)),
    "a wrong sign": ((*LOG_ODDS[:3], "p(1 - e^z) = e^z", r"p = \frac{e^z}{1-e^z}"), r"\frac{1}{1+e^{-z}}", ("wrong", 3)),
    "the other way": (BACK, r"z=\log\frac{p}{1-p}", ("correct", None)),
    "x may be negative beside powers": ((r"\sqrt{x^{2n}}(1-x)^m", "= x^n(1-x)^m"), "x^n(1-x)^m", ("undecided", None)),
    "powers of a chance": ((r"\sqrt{p^2}p^n(1-p)^m", "= p^{n+1}(1-p)^m"), "p^{n+1}(1-p)^m", ("correct", None)),
    "a solution outside of the logarithm": (
        (r"\ell(x)=\log x+x", r"\ell'(x)=\frac1x+1=0", "x=-1"), "x=-1", ("undecided", None)),
    "a solution inside of the logarithm": ((r"\ell(x)=\log x-x", r"\ell'(x)=\frac1x-1=0", "x=1"), "x=1", ("correct", None)),
    "p may be negative without a logarithm": (("p^2 = q", r"p = \sqrt{q}"), r"p = \sqrt{q}", ("undecided", None)),
}


@pytest.mark.parametrize("name", DERIVATIONS)
def test_derivations(name: str) -> None:
    lines, reference, expected = DERIVATIONS[name]
    found = grade({"reference": reference, "lines": list(lines)})
    assert (found.verdict, found.first_wrong) == expected
