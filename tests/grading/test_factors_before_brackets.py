r"""A rate before a sum is a factor: \alpha[r - b] and \eta(wx - y); what may be an index, a time or an argument is none."""

from __future__ import annotations

import pytest

from verify.grading import grade

ROWS = [
    (r"V + \alpha[r + \gamma U - V]", r"(1-\alpha)V + \alpha r + \alpha\gamma U", "correct"),
    (r"V + \alpha[r + \gamma U - V]", r"V + \alpha[r + \gamma U]", "wrong"),
    (r"\frac12 a[x^2 + 1]", r"\frac12(ax^2 + a)", "correct"),
    (r"\lambda[x^2 + 1]", r"\lambda x^2 - \lambda", "wrong"),
    (r"w - \eta (w x - y) x", r"w - \eta (w x + y) x", "wrong"),
    (r"\hat{x}_i = \gamma\frac{x_i - \mu}{\sigma} + \beta", r"\gamma\left(\frac{x_i - \mu}{\sigma} + \beta\right)", "wrong"),
    (r"\eta(t_1-t_2)", r"\eta(t_1)-\eta(t_2)", "undecided"),
    ("c(x)+c(y)", "c(x+y)", "undecided"),
    (r"\alpha[t+1]", r"\alpha t+\alpha", "undecided"),
    (r"\frac12 w[k+1]", r"\frac12 wk + \frac12 w", "undecided"),
    (r"\alpha[x - y, y]", r"\alpha x", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_a_rate_before_a_sum(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


OTHERS = [
    # the name of what is asked for is no entropy that has to be written out
    ({"reference": r"I(X;Y) = -\frac12\log(1-\rho^2)", "submitted": r"-\frac12\log(1-\rho^2)"}, "correct"),
    ({"reference": r"I(X;Y) = -\frac12\log(1-\rho^2)", "submitted": r"-\frac12\log(1-\rho)"}, "wrong"),
    ({"reference": r"I(X;Y) = -\frac12\log(1-\rho^2)", "submitted": r"I(X;Y)=H(X)-H(X|Y)=-\frac12\log(1-\rho^2)"}, "correct"),
    # infinity is no number, and a limit or a sum may be infinite
    ({"reference": "3/2", "submitted": "oo"}, "wrong"),
    ({"reference": r"\log x", "submitted": r"\infty"}, "wrong"),
    ({"reference": r"\sum_{k=1}^\infty 1/k", "submitted": r"\infty"}, "undecided"),
    ({"reference": r"\lim_{x\to 0} 1/x^2", "submitted": r"\infty"}, "correct"),
    # up to a factor: that of an answer may be a letter, and is not 0
    ({"reference": "x*exp(-x)", "submitted": "C*x*exp(-x)", "mode": "up to a factor"}, "correct"),
    ({"reference": "x*exp(-x)", "submitted": "x*exp(-x)/Z", "mode": "up to a factor"}, "correct"),
    ({"reference": "x*exp(-x)", "submitted": "C*x*exp(x)", "mode": "up to a factor"}, "undecided"),
    ({"reference": "x*exp(-x)", "submitted": "x*exp(-C*x)", "mode": "up to a factor"}, "undecided"),
    ({"reference": "x*exp(-x)", "submitted": "a*x*exp(-x)", "mode": "up to a factor"}, "undecided"),
    # a name that an answer lacks is no constant that it has put in, if it has no other number
    ({"reference": r"r + \gamma u - v", "submitted": "r + u - v"}, "wrong"),
    ({"reference": r"1 + \gamma", "submitted": "1.5772156649"}, "undecided"),
    # e1 and e0 are names, e alone is a number
    ({"reference": "(1+w)*e1 - w*e0", "submitted": "e1 + w*(e1 - e0)"}, "correct"),
    ({"reference": "(1+w)*e1 - w*e0", "submitted": "e0 + w*(e1 - e0)"}, "wrong"),
    ({"reference": "e*x + 1", "submitted": "e1*x + 1"}, "unreadable"),
    # weights that make all that is asked for 0 are not meant; whole numbers that do may be
    ({"reference": r"\sum_{i=1}^n (\hat{y}_i - y_i)", "submitted": r"\sum_{i=1}^n (y_i-\hat y_i)"}, "wrong"),
    ({"reference": r"\sin(n\pi)", "submitted": "0"}, "undecided"),
    ({"reference": "ad - bc", "submitted": "ab - cd"}, "wrong"),
]


@pytest.mark.parametrize(("row", "verdict"), OTHERS, ids=lambda each: each if isinstance(each, str) else each["submitted"])
def test_names_and_numbers(row: dict[str, str], verdict: str) -> None:
    assert grade(row).verdict == verdict
