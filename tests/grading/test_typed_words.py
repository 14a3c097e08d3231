"""Words of typed questions that nobody declared: names as pi1, abar_t and Qmax, products, calls, units and misspellings."""

from __future__ import annotations

import pytest

from verify.grading import grade

NOISE = "(1 - alpha_t)/sqrt(1 - abar_t)"
POSTERIOR = "pi1*p1/(pi1*p1 + (1-pi1)*p2)"
STEP = "Q + alpha*(r + gamma*Qmax - Q)"
UPDATE = "(1-alpha)*V + alpha*(r + gamma*Vn)"

# reference, answer, verdict; nothing is declared
GRADED = [
    (NOISE, "sqrt(1-abar_t)*(1-alpha_t)/(1-abar_t)", "correct"),
    (NOISE, "(1 - alpha_t)/(1 - abar_t)", "wrong"),
    (POSTERIOR, "1/(1 + (1-pi1)*p2/(pi1*p1))", "correct"),
    (POSTERIOR, "p1/(p1 + p2)", "wrong"),
    (STEP, "(1-alpha)*Q + alpha*(r + gamma*Qmax)", "correct"),
    (STEP, "(1-alpha)*Q + alpha*r + gamma*Qmax", "wrong"),
    (UPDATE, "V + alpha*(r + gamma*Vn - V)", "correct"),
    (UPDATE, "V + alpha*(r + gamma*Vn + V)", "wrong"),
    ("logits - m", "-m + logits", "correct"),
    ("var1/(var1+var2)", "1 - var2/(var1+var2)", "correct"),
    ("var1/(var1+var2)", "var2/(var1+var2)", "wrong"),
    ("var1 + var2 + 2*cov12", "var1+2*cov12+var2", "correct"),
    ("eps1 + eps2 + a", "eps_1+eps_2 + a", "correct"),
    ("eps1 + eps2", "eps2-eps1", "wrong"),
    ("sig2/2", "0.5*sig2", "correct"),
    ("r + gamma*Qmax", "r + gamma*Q_max", "correct"),
    # products of letters that stand alone in the question or in the answer
    ("V + Vn", "V*(1+n)", "correct"),
    ("V*n + Vn - n", "2*V*n - n", "correct"),
    ("V + a*b*ab", "V+a^2*b", "wrong"),
    ("a*b*abc_t + c_t", "a^2*b^2*c_t + c_t", "undecided"),
    ("r + t*a*e + rate", "r + t*a*e*(1+r)", "undecided"),
    ("r + t*a*e + rate", "r + t*a*e", "wrong"),
    ("r + gamma*Vn", "r + gamma*V", "undecided"),
    # products of matrices
    ("e^(At)*B*e^(-At)", "B", "undecided"),
    ("At*B - B*At + C", "C", "undecided"),
    ("Lx*Ly - Ly*Lx", "0", "undecided"),
    ("Rx*Ry*Rz", "Rz*Ry*Rx", "undecided"),
    # functions and what they are of
    ("rate*x + b", "b + rate(x)", "undecided"),
    ("Qmax*x + b", "b + Qmax(x)", "undecided"),
    ("Qmax*(s + 1) + b", "b + Qmax*s + Qmax", "correct"),
    ("2*nlogn + n", "n*(2*log(n)+1)", "undecided"),
    ("2*nlogn + n", "2*nlogn", "undecided"),
    ("nlog2 + n", "n*(1+log(2))", "undecided"),
    ("n*lg2 + n", "n*log(2)/log(10) + n", "undecided"),
    ("a*sqr2 + a", "a*sqrt(2) + a", "undecided"),
    ("t*cost + t", "t*(1+cos(t))", "undecided"),
    ("x*Sinx + x", "x*(1+sin(x))", "undecided"),
    ("sins*coss + s", "sin(2*s)/2 + s", "undecided"),
    ("logits - m", "logit(s) - m", "undecided"),
    # constants, units, indices
    ("pi1*p1 + (1-pi1)*p2", "pi*p1 + (1-pi)*p2", "undecided"),
    ("pi2*r", "2*pi*r", "undecided"),
    ("piR^2 + R", "pi*R^2", "undecided"),
    ("50*Vs", "50", "undecided"),
    ("Fn-1 + Fn-2", "Fn", "undecided"),
    ("Fn + Gn", "Fn+1 - Fn-1 + Gn", "undecided"),
    ("(1-abar_prev)/(1-abar_t)*sqrt(alpha_t)", "sqrt(alpha_t)*(1-abar_t/alpha_t)/(1-abar_t)", "undecided"),
    # names that may be tied to each other, and weights whose sum is 1
    ("2*sig2 + 3*sigma", "3*sigma + 2*sigma^2", "undecided"),
    ("eps1*eps + a", "eps^2 + a", "undecided"),
    ("sqrt(var1^2) + 1", "var1 + 1", "undecided"),
    ("pi1*p1 + pi2*p2", "pi1*p1 + (1-pi1)*p2", "undecided"),
    ("pi1*p1 + pi2*p2", "pi1*p1 + (1-pi1)*p1", "wrong"),
    (r"\pi_1 p_1 + \pi_2 p_2", r"\pi_1 p_1 + (1-\pi_1) p_2", "undecided"),
    # misspellings
    ("simga2/2 + m", "0.5*sigma^2 + m", "undecided"),
    ("aplha_t + b", "alpha_t + b", "undecided"),
    ("r + gamma*Qmax", "r + gamma*Qmx", "unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED)
def test_words_of_typed_questions(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


def test_a_line_with_a_word_is_judged() -> None:
    lines = ["a*(Qmax + b/a)", "= b - Qmax*a"]
    assert grade({"reference": "a*Qmax + b", "lines": lines}).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted", "offered"), [
    ("simga2/2 + m", "m", "sigma"), ("aplha_t + b", "b", "alpha"), ("r + gamma*Qmax", "r + gamma*Qmx", "Qmax"),
])  # fmt: skip
def test_what_may_be_meant_is_offered(reference: str, submitted: str, offered: str) -> None:
    problem = grade(reference, submitted).problem
    assert problem is not None and offered in problem.help
