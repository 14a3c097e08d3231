"""Answers in a sentence, with a unit, a domain or a rounded value: what is not understood is no mistake."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    # sentences
    (r"\frac12", r"The probability is $\frac{1}{2}$.", "correct"),
    (r"\frac12", r"The probability is $\frac{1}{3}$.", "wrong"),
    (r"\frac12", r"The probability is not $\frac{1}{2}$.", "unreadable"),
    (r"\frac12", r"The probability is at most $\frac{1}{2}$.", "unreadable"),
    (r"\frac12", r"The probability is twice $\frac{1}{2}$.", "unreadable"),
    (r"\frac12", r"We get $\frac{2}{4}$ of the mass.", "undecided"),
    (r"\frac12", r"We get $\frac{1}{3}$ of the mass.", "undecided"),
    (r"y = 4x - 4", r"The tangent line is $y - 4 = 4(x-2)$.", "correct"),
    (r"x \in \{1, 3\}", r"$x=1$ or $x=3$", "correct"),
    (r"x \in \{1, 2, 3\}", r"$x=1$ or $x=3$", "wrong"),
    (r"a > 0 \text{ and } b > 0", r"$b > 0$ and $a > 0$", "correct"),
    (r"\frac45", r"It explains $80\%$ of the variance.", "undecided"),
    ("x^2", r"\text{Thus } y = x^2", "correct"),
    ("x^2", r"\text{Hence, we obtain } y = x^2", "correct"),
    ("x^2", "Therefore, y = x^2", "correct"),
    ("x^2", r"Therefore, $$H(X) = \boxed{x^3}$$", "wrong"),
    ("x^2", r"\text{so } x^3", "wrong"),
    ("T h u s", "Thus", "correct"),
    # units
    (r"\log_2 3", r"**Answer:** $\log_2 3$ bits", "correct"),
    (r"\log_2 3", r"$\ln 3$ nats", "undecided"),
    (r"20\log_{10} 2", r"$10\log_{10} 4 \text{ dB}$", "correct"),
    (r"12 \text{ m/s}", r"$12\,\text{m/s}$", "correct"), (r"12 \text{ m/s}", r"13 \text{ m/s}", "wrong"),
    (r"12 \text{ m/s}", r"\boxed{12}", "undecided"), (r"5 \text{ km}", r"5000 \text{ m}", "undecided"),
    (r"9.8 \text{ m/s}^2", r"9.8\,\mathrm{m/s}^2", "correct"), (r"5 \text{ s}", r"5 \text{ m}", "undecided"),
    # where it holds
    (r"a_n = 3 \cdot 2^n - 1", r"$a_n = 3\cdot 2^{n} - 1$ for all $n \ge 0$", "correct"),
    (r"a_n = 3 \cdot 2^n - 1", r"$a_n = 3\cdot 2^{n} - 1$ for $n \ge 5$", "undecided"),
    (r"f(y) = \frac{1}{2\sqrt{y}}, \quad 0 < y < 1", r"$f(y) = \frac{1}{2\sqrt{y}}$ for $0 < y < 1$", "correct"),
    (r"f(y) = \frac{1}{2\sqrt{y}}, \quad 0 < y < 1", r"f_Y(y) = \frac{1}{\sqrt{y}}, \quad 0 < y < 1", "wrong"),
    (r"f(y) = \frac{1}{2\sqrt{y}}, \quad 0 < y < 1", r"\frac{1}{2\sqrt{y}}", "correct"),
    (r"M(t) = \frac{1}{1-t}, \quad t < 1", r"M_X(t) = (1-t)^{-1} \text{ for } t < 1", "correct"),
    (r"\sqrt{x^2}, \quad x > 0", "x", "correct"),
    (r"\frac{1}{1-t}", r"\frac{1}{1-t}, \quad t < 1", "undecided"),
    (r"\frac{1}{1-t}", r"\frac{1}{1+t}, \quad t < 1", "wrong"),
    # rounded values
    (r"\frac{17}{12}", r"x = \frac{17}{12} \approx 1.4167", "correct"),
    (r"\frac{17}{12}", r"x = \frac{17}{12} \approx 1.5", "undecided"),
    (r"\frac{17}{12}", r"\frac{17}{13} \approx 1.3077", "wrong"),
    ("2/3", r"\hat p \approx 0.667", "unreadable"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_the_formula_in_an_answer(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict
