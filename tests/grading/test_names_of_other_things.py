r"""Answers that are right for something else: another name, a product with it, a place for a value, another order, a word.

None of them is correct; whether they are wrong is left open where a name may stand for what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

XYZ = {"x": "real", "y": "real", "z": "real"}

# reference, declarations, answers that are not correct
NOT_CORRECT: list[tuple[str, Mapping[str, str], list[str]]] = [
    ("x = 1, y = 2", {}, ["a = 1, b = 2", "x² = 1, y = 2", "½x = 1, y = 2", "ax = 1, by = 2", "x = 1, xy = 2",
                          r"\dot x = 1, y = 2", "dx = 1, dy = 2", "x_2 = 1, y_2 = 2", "<x = 1, y = 2"]),
    ("x = 1, y = 2", XYZ, ["y = 1, z = 2"]),
    ("x=1 or x=2", XYZ, ["y=1 or y=2"]),
    ("x_1 = 2, x_2 = 1", {}, ["x_2 = 2, x_3 = 1"]),
    ("x_1 = 1, x_2 = 2", {"x_1": "real", "x_2": "real"}, ["2, 1"]),
    (r"x_{max} = 2, x_{min} = 1", {}, [r"\{1, 2\}"]),
    (r"\sigma_x = 2, \sigma_y = 1", {}, ["1, 2"]),
    ("x_0 = 2, x_1 = 1", {}, ["1, 2"]),
    (r"x = 1, \dot x = 2", {}, ["2, 1"]),
    (r"\hat\mu = 1, \mu = 4", {}, [r"\mu = 1, \hat\mu = 4"]),
    ("w^* = a, w = b", {}, ["b, a"]),
    (r"\lambda_1 = 1, \lambda_2 = 1, \lambda_3 = 2", {}, ["1, 2, 2"]),
    ("x = 2", {"x": "real"}, ["x² = 2", "½x = 2", "πx = 2", "ix = 2", "dx = 2", "bx = 2"]),
    ("f(x) = x^2", {}, ["½f(x) = x^2", "f²(x) = x^2", "xf(x) = x^2", "πf(x) = x^2", "lnf(x) = x^2"]),
    ("1/3", {"x": "real"}, ["e^x = 1/3"]),
    (r"\mu = 2", {r"\mu": "real", r"\sigma": "positive"}, [r"\sigma = 2"]),
    ("x = 3", XYZ, ["y = 3"]),
    (r"\hat\mu = x+1", {}, [r"\hat\sigma = x+1"]),
    ("F(x) = x^2", {}, ["f(x) = x^2"]),
    ("y = 3 - x", {}, ["z = 3 - x"]),
    (r"\det A = 2", {}, ["A = 2"]),
    (r"\max_x x(4-x)", {}, ["x^* = 4"]),
    (r"\arg\max_x x(4-x)", {}, ["f_{max} = 2"]),
    # E, P, y and L before brackets are no factors
    ("E(X^2)", {}, ["E(X)^2"]), ("E(X^2) - E(X)^2", {}, ["0"]), ("1 - P(-x)", {}, ["1 + P(x)"]), ("y(-x)", {}, ["-y(x)"]),
    ("L(2x)", {}, ["2L(x)"]),
    # words and signs beside a formula
    ("3", {}, ["-$3$", "The answer is -$3$", "The answer is √$3$", "½$3$", "$3$%", "$3$!", "ln $3$", "$3$ million",
               "different from $3$", "nope: $3$", "we rule out $3$", "an upper bound is $3$", "exceeding $3$"]),
    ("x^2", {}, ["the derivative of $x^2$"]), ("4", {}, ["The root of $4$"]),
    # a comma, `and` and `or` between relations
    (r"x \ne 0, y \ne 0", {}, [r"x \ne 0 \text{ or } y \ne 0"]), (r"x \ne 1 \text{ or } y \ne 1", {}, [r"x \ne 1, y\ne 1"]),
    (r"x \in [0,1], y \in [1,2]", {}, [r"x \in [0,1] or y \in [1,2]"]),
    # words for another kind of value
    (r"\max_x (9-x^2)", {}, ["The minimum is $9$"]), (r"\min_x(x^2+1)", {}, ["The maximum value is $1$"]),
    (r"\int_0^1 x dx", {}, ["The derivative is $1/2$"]), (r"\frac{d}{dx}x^2", {}, ["The integral is $2x$"]),
    # a d above and below
    ("-x", {"x": "real"}, [r"\frac{-d}{dx} x^2"]), ("x/2", {"x": "real"}, [r"\frac{d}{2dx} x^2"]),
]  # fmt: skip

# reference, declarations, answer
CORRECT: list[tuple[str, Mapping[str, str], str]] = [
    ("x_1 = 1, x_2 = 2", {}, "2, 1"), (r"\lambda_1 = 3, \lambda_2=-1", {}, "-1, 3"),
    (r"\lambda_1 = 3, \lambda_2=-1", {}, r"\lambda_2=-1, \lambda_1=3"), ("x = 1, y = 2", {}, "y = 2, x = 1"),
    ("f(x) = 2x", {}, "y = 2x"), ("y = 2x", {}, "f(x) = 2x"), ("x = 2", {"x": "real"}, "L = {2}"),
    ("a(b+c)", {}, "a b + a c"), ("a(b+c)", {}, "a(c+b)"), ("x(x+1)", {}, "x^2+x"), ("p(1-p)", {}, "p - p^2"),
    ("3", {}, "The answer is $3$"), ("3", {}, "So we get $3$."), ("3", {}, "Hence the limit equals $3$"),
    ("3", {}, "The value: $3$"),
    ("2x", {"x": "real"}, r"2\frac{d}{dx} \frac{x^2}{2}"),
    (r"\max_x (9-x^2)", {}, "The maximum is $9$"), ("2x", {}, "The derivative is $2x$"),
]  # fmt: skip

NOT_WRONG: list[tuple[str, Mapping[str, str], str]] = [
    # alternatives between commas, and values that speak of each other
    *((reference, symbols, answer) for symbols in ({}, {"x": "real", "a": "positive"}) for reference, answer in (
        ("|x| > a", "x > a, x < -a"), ("x^2=a^2", "x=a, x=-a"), ("x > a, x < -a", "|x| > a"), ("x y = 0", "x = 0, y = 0"))),
    ("a = 3, b = a + 1", {}, "a=3,b=4"), ("x = 2y, y = 3", {}, "x=6, y=3"), ("b = -2a, a = 1, c = 0", {}, "a=1,b=-2,c=0"),
    # functions that nobody declared, lines of their own, the end of a sentence
    ("N(d)", {}, "1-N(-d)"), ("Q(x)", {}, "1-Q(-x)"), ("V(2X)", {}, "4V(X)"), ("B(a,b)", {}, "B(b,a)"), ("K(x,y)", {}, "K(y,x)"),
    ("-x", {}, r"\begin{align} &2x-3x \\ &-x \end{align}"), ("-x", {}, "2x-3x\n-x"), ("4", {}, "The answer is 4!"),
    ("max(x,0)-y", XYZ, "x^+ - y"), ("x=3 or x=-3", XYZ, "x = -+3"), ("1/6", {}, "0.1(6)"),
    ("1/((a+b)(a+c))", dict.fromkeys("abc", "positive"), "1/(a+b)(a+c)"), ("1/(sqrt(2pi) a)", {"a": "positive"}, "1/√(2π)a"),
]


@pytest.mark.parametrize(("reference", "symbols", "submitted"), [(*row[:2], answer) for row in NOT_CORRECT for answer in row[2]])
def test_not_correct(reference: str, symbols: Mapping[str, str], submitted: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict != "correct"


@pytest.mark.parametrize(("reference", "symbols", "submitted"), CORRECT)
def test_correct(reference: str, symbols: Mapping[str, str], submitted: str) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert result.verdict == "correct", result.message


@pytest.mark.parametrize(("reference", "symbols", "submitted"), NOT_WRONG)
def test_not_wrong(reference: str, symbols: Mapping[str, str], submitted: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict != "wrong"


@pytest.mark.parametrize(("reference", "body"), [("sqrt(2*pi)", "√2π"), ("e^(-x/2)", "e^-x/2"), ("log(x+1)", "log x+1")])
def test_a_definition_may_be_meant_otherwise_as_well(reference: str, body: str) -> None:
    row = {"reference": reference, "submitted": "Qq", "definitions": {"Qq": body}, "symbols": {"x": "positive"}}
    assert grade(row).verdict == "undecided"
