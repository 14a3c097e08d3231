r"""m/(\sqrt v + c) and g^2 of declared vectors are taken entry by entry; what is x^T x to others makes nothing wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "theta": "vector n", "m": "vector n", "g": "vector n", "x": "vector n", "v": "positive vector n", "u": "vector k",
    "A": "matrix n n", "eta": "positive", "epsilon": "positive", "beta": "in (0, 1)",
}  # fmt: skip

ANSWERS = [
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\eta m/(\epsilon+\sqrt v)", "correct"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\frac{\eta}{\sqrt v+\epsilon}\odot m", "correct"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\frac{\eta}{\sqrt v+\epsilon} m", "correct"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\frac{\eta}{\sqrt v+\epsilon}\cdot m", "correct"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\eta\operatorname{diag}(\sqrt v+\epsilon)^{-1}m", "correct"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta-\eta\frac{m}{\sqrt{v+\epsilon}}", "wrong"),
    (r"\theta-\eta\frac{m}{\sqrt v+\epsilon}", r"\theta+\eta\frac{m}{\sqrt v+\epsilon}", "wrong"),
    ("theta - eta*m/(sqrt(v)+epsilon)", "theta - (eta/(sqrt(v)+epsilon))*m", "correct"),
    (r"\beta v+(1-\beta)g\odot g", r"\beta v+(1-\beta)g^2", "correct"),
    (r"\beta v+(1-\beta)g^2", r"\beta v-(1-\beta)g^2", "wrong"),  # beside a column g^2 is one
    ("beta*v+(1-beta)*g**2", "v+(1-beta)*(g**2-v)", "correct"),
    (r"g\odot g", r"g^{\odot 2}", "correct"),
    (r"g\odot g\odot g", r"g^{\circ 3}", "correct"),
    (r"g\odot g", r"g^{\odot 3}", "wrong"),
    (r"x^\top x", "x^2", "undecided"),  # to some
    (r"\frac{x}{x^\top x}", r"\frac{x}{x^2}", "undecided"),
    (r"\frac{m}{\sqrt{g\odot g+\epsilon}}", r"\frac{m}{\sqrt{g^2+\epsilon}}", "correct"),
    (r"\frac{m}{\sqrt{g^\top g+\epsilon}}", r"\frac{m}{\sqrt{g^2+\epsilon}}", "undecided"),
    (r"x^\top\operatorname{diag}(v)^{-1}g", r"x^\top\frac{1}{v}g", "undecided"),
    ("x'*inv(diag(v))*g", "x'*(1/v)*g", "undecided"),
    (r"\frac{g}{v}", r"g\cdot\frac1v", "undecided"),
    (r"\frac{x}{v}\odot g", r"\frac{x}{v}\cdot g", "undecided"),
    (r"\frac{x}{v}\odot g", r"\frac{x\cdot g}{v}", "undecided"),
    (r"m+\|x\|^2x", "m+x^3", "undecided"),  # a column to those who read x^T x x, too
    (r"x u^\top", r"x\otimes u", "correct"),
    (r"u x^\top", r"x\otimes u", "undecided"),
    ("1", r"A\otimes x", "unreadable"),
    ("x", r"\frac{Ax}{u}", "unreadable"),
    ("x", r"\frac{x}{A}", "unreadable"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == verdict


def test_the_reading_is_a_choice() -> None:
    found = grade(r"\theta", r"\theta-\frac{m}{\sqrt v+\epsilon}", symbols=SYMBOLS)
    assert found.verdict == "wrong"
    assert r"a division by {\sqrt v+\epsilon} is read entry by entry" in found.choices


@pytest.mark.parametrize("formula", [r"g^{\odot}", r"g^{\odot", r"g^\odot", r"g^{\odot 2", r"g\otimes", r"\otimes g"])
def test_what_is_not_complete_is_unreadable(formula: str) -> None:
    assert grade("g", formula, symbols=SYMBOLS).verdict == "unreadable"
