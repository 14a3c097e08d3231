"""Answers that are right or wrong as formulas, and are said of something else than what was asked for: undecided."""

from __future__ import annotations

import pytest

from verify.grading import grade

Row = tuple[str, "str | list[str]"]

NOT_DECIDED: dict[str, list[Row]] = {
    "functions with an index or an accent, read as factors": [
        ("F_X(b)-F_X(a)", "F_X(b-a)"), (r"f_Y(y) = \frac{1}{2} f_X(\frac{y}{2})", r"\frac14 f_X(y)"), ("1-p_X(0)", "1"),
        ("M_X(2t)", "2M_X(t)"), (r"f_\theta(2x)", r"2f_\theta(x)"), (r"\hat f(x+h)-\hat f(x)", r"\hat f(h)"),
        (r"\mathcal{L}(2w)", r"2\mathcal{L}(w)"), (r"\ell(2x)", r"2\ell(x)"), ("f_1(f_2(x))", "f_2(f_1(x))"),
        ("1-F_X(-x)", "F_X(x)"),
    ],
    "functions in lines": [
        ("", ["V(2X)", "=4V(X)"]), ("", ["N(-d)", "=1-N(d)"]), ("", ["T(n)", "=2T(n/2)+n", "=4T(n/4)+2n"]),
    ],
    "a sentence about several values": [
        (reference, words.replace("F", values))
        for reference, values in ((r"\{1,2\}", r"\{1,2\}"), ("x = 1, y = 2", "x=1, y=2"), ("x = 1 or x = 2", "x=1 or x=2"))
        for words in ("$F$ are excluded", "The derivative of $F$", "$F$ among others", "I tried $F$",
                      "The answer is $F$ for $n=1$", r"F \text{ if } a > 0", "$F$ kg", r"F \approx 3")
    ],
    "lines by another name": [
        ("w = 4", "b = 2+2\n= 4"), ("E[X] = 4", ["Var(X) = 2+2", "= 4"]), ("P(A)=1/3", ["P(B) = 2/6", "= 1/3"]),
        (r"\nabla_w L = 2x", [r"\nabla_b L = x+x", "= 2x"]),
    ],
    "another name than that of an operation": [
        (r"\det(A) = 4", "E[X]=4"), (r"\det(A) = 4", "m=4"), (r"\lim_{n\to\infty} x_n = 4", "x_0=4"),
        (r"\mathrm{tr}(A)=4", r"\lambda=4"), ("H(X)=4", "P(A)=4"), (r"\int_0^1 f(x)dx = 4", "F(1)=4"),
        (r"\max_x f(x) = 4", "x^*=4"), (r"\arg\max_x f(x) = 4", "f_{max}=4"), (r"\det(A) = 4", "E[X]=5"),
    ],
    "another value of the same problem": [
        (r"\frac{dL}{dw}=2x", "L = x^2"), ("f'(x) = 3x^2", "y=x^3"), ("E[X]=2", r"\lambda=1/2"), ("f'(1)=2", "x=1"),
        (r"\arg\min_x (x^2-2x)", "f_{min}=-1"),
    ],
    "words for another quantity": [
        (r"\sigma = 4", "The variance is $4$"), (r"\mu = 4", "The variance is $4$"), (r"\sigma^2 = 4", "The mean is $4$"),
        (r"\det\begin{pmatrix}2&0\\0&1\end{pmatrix}", "The rank is $2$"), ("w = 3", "The bias is $3$"),
        (r"\arg\min_x ((x-2)^2+3)", "The minimum value is $2$"), (r"\arg\min_x ((x-2)^2+3)", "The minimum is $3$"),
    ],
    "units of other logarithms": [(r"\log 8/\log 2", "3 nats"), (r"\log2", r"$\ln 2$ bits")],
    "changes that cancel as factors": [
        (r"\frac{\Delta y}{\Delta x}", r"\frac{y}{x}"), (r"m=\frac{\Delta y}{\Delta x}", r"m=\frac{y}{x}"),
    ],
    "roots in another order": [
        ("x_1 = -1 and x_2 = 3", "x_1 = 3, x_2 = -1"),
        (r"\lambda_1 = -1 \text{ and } \lambda_2 = 3", r"\lambda_1 = 3, \lambda_2 = -1"),
    ],
    "decimal commas between semicolons": [
        (r"\{1.5, 2.5\}", r"\{1,5; 2,5\}"), ("(1.5, 2.5)", "(1,5; 2,5)"), ("(1.5, 2.5)", "(1,5|2,5)"),
    ],
    "per cent, assignments, degrees": [("25", r"25\%"), ("25", "25 percent"), ("x = 2", "x <- 2"), ("1/2", r"\sin 30")],
    "two questions in one": [(r"x = 1 \\ y = 2", "x = 2"), ("x = 1\ny = 2", "x = 2"), (r"w^* = 3 \\ b^* = 1", "1")],
    "exponents that nobody declared": [("x^n", "|x|^n"), (r"\sqrt{x^{2n}}", "x^n")],
    "brackets at two places": [
        ("1/(2 sqrt(x))", "1/2x^1/2"), ("1/(2 sqrt(x))", "x^-1/2/2"), ("exp(-x^2/(2s^2))", "e^-x^2/2s^2"),
        ("1/(s sqrt(2pi))", "1/s√2π"),
        ("a/(b c)", "a ÷ bc"), ("a/(2b)+c/(2b)", "1/2b(a+c)"), ("e^(-a x)/(1+e^(-a x))", "e^-ax/(1+e^-ax)"),
        ("(-b+sqrt(b^2+4a c))/(2a)", "(-b+√b²+4ac)/2a"),
    ],
}  # fmt: skip

# the opposite of a set, or a set of something else
NOT_CORRECT: list[Row] = [
    (reference, answer)
    for reference in (r"\{1,2\}", "x = 1 or x = 2", "1, 2")
    for answer in (r"x \not\in \{1,2\}", r"x \not= \{1,2\}", r"|A| = \{1,2\}", r"\lambda^2 \in \{1,2\}")
] + [(r"\lambda_1=1,\lambda_2=2", r"2x \in \{1,2\}"), (r"\{(1,2),(2,1)\}", r"-x \in \{(1,2),(2,1)\}")]

NOT_WRONG: list[Row] = [
    ("x = a or x = -a", "x = a and x = -a"), (r"x = \pm a", "x = a and x = -a"), ("(x-1)(x-a)=0", "x = 1 and x = a"),
]

CORRECT: list[Row] = [
    ("F_X(b)-F_X(a)", "-F_X(a)+F_X(b)"), ("F_1(x-y)", "F_1x-F_1y"), (r"\hat{p}(1-\hat{p})", r"\hat{p}-\hat{p}^2"),
    (r"w_1(x-y)", "-w_1(y-x)"), (r"\{1,2\}", r"The answer is $\{1,2\}$"), ("x = 1 or x = 2", r"x \in \{1,2\}"),
    (r"\{(1,2),(2,1)\}", r"(x,y) \in \{(1,2),(2,1)\}"), ("E[X] = 4", ["E[X] = 2+2", "= 4"]), (r"\int_0^1 f(x)dx = 4", "I=4"),
    (r"\sigma^2 = 4", "The variance is $4$"), ("w = 3", "The weight is $3$"), (r"\log_2 8", "3 bits"),
    (r"\ln 2", r"$\ln 2$ nats"),
    ("(x^n)^m", "x^{nm}"), ("x^n x^m", "x^{n+m}"),
]  # fmt: skip

WRONG: list[Row] = [
    (r"\hat{p}(1-\hat{p})", r"\hat{p}-2\hat{p}^2"), ("w = 3", "The weight is $4$"), (r"\{1,2\}", r"x \in \{1,3\}"),
    ("1/(2 sqrt(x))", "1/3x^1/2"), ("exp(-x^2/(2s^2))", "e^-x^2/3s^2"), ("x = 1 or x = 2", r"\{1, 3\}"), ("25", r"24\%"),
]  # fmt: skip


def verdict(row: Row) -> str:
    reference, answer = row
    asked = {"reference": reference} if reference else {}
    given = {"lines": answer} if isinstance(answer, list) else {"submitted": answer}
    return grade({**asked, **given}).verdict


@pytest.mark.parametrize("row", [row for rows in NOT_DECIDED.values() for row in rows])
def test_not_decided(row: Row) -> None:
    assert verdict(row) in ("undecided", "unreadable")


@pytest.mark.parametrize("row", NOT_CORRECT)
def test_not_correct(row: Row) -> None:
    assert verdict(row) != "correct"


@pytest.mark.parametrize("row", NOT_WRONG)
def test_not_wrong(row: Row) -> None:
    assert verdict(row) != "wrong"


@pytest.mark.parametrize("row", CORRECT)
def test_correct(row: Row) -> None:
    assert verdict(row) == "correct"


@pytest.mark.parametrize("row", WRONG)
def test_wrong(row: Row) -> None:
    assert verdict(row) == "wrong"


def test_a_real_power_is_not_refuted_where_it_has_no_value() -> None:
    names = {"x": "real", "n": "positive", "a": "positive"}
    for lines in (["x^n = a", "=> x = a^{1/n}"], ["x^n = 1", "=> x > 0"], ["n = 3", "=> x^n = |x|^n"]):
        assert grade({"lines": lines, "symbols": names}).verdict != "wrong"
    assert grade({"lines": ["x^n = a", "=> x = a^{2/n}"], "symbols": {**names, "x": "positive"}}).verdict == "wrong"
    assert grade({"lines": ["x^n = 4", "=> x = 2"], "symbols": {"x": "real", "n": "natural"}}).verdict == "wrong"
