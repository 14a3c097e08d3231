"""What is said of wrong answers, and of which nothing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.fuel import DEFAULT_LIMITS
from verify.grading.comparing.compare import compare
from verify.grading.explaining.diagnosis import BEATS, Diagnosis, diagnose
from verify.read.formula import vocabulary

Row = tuple[str, str, dict[str, str], str | None]
MATRICES = {"X": "matrix n d", "w": "vector d", "y": "vector n"}
SQUARE = {"A": "matrix n", "B": "matrix n", "C": "matrix n"}
NORMAL = {"x": "real", r"\mu": "real", r"\sigma": "positive"}
DATA = {"x": "sequence n of real", r"\mu": "real", "n": "natural"}
RATES = {"k": "positive", "t": "positive"}
DENSITY = r"\frac{1}{\sqrt{2\pi}\sigma} e^{-\frac{(x-\mu)^2}{2\sigma^2}}"

# name: reference, submitted, symbols, code
TOLD: dict[str, Row] = {
    # the whole formula
    "the sign of a derivative": (r"-\sin(x)", r"\sin(x)", {}, "sign"),
    "a loss without its minus": ("-y log(p) - (1-y) log(1-p)", "y log(p) + (1-y) log(1-p)", {"p": "in (0, 1)"}, "sign"),
    "the sign of a residual": ("X'(X w - y)", "X'(y - X w)", MATRICES, "sign"),
    "the difference the wrong way round": (r"\frac{x-\mu}{\sigma}", r"\frac{\mu-x}{\sigma}", NORMAL, "sign"),
    "the sign of a gradient of cross entropy": ("p - y", "y - p", {}, "sign"),
    "the sign of a number": ("3", "-3", {}, "sign"),
    "a commutator the wrong way round": ("A B - B A", "B A - A B", SQUARE, "sign"),
    "a square without its 2": ("2(X'X w - X'y)", "X'X w - X'y", MATRICES, "factor"),
    "half of it": (r"\frac{1}{2} \log(2 \pi e \sigma^2)", r"\log(2\pi e\sigma^2)", NORMAL, "factor"),
    "twice as much": ("x^2 + 1", "2x^2 + 2", {}, "factor"),
    "a third": ("x^3/3", "x^3", {}, "factor"),
    "pi is missing": ("pi r^2", "r^2", {"r": "positive"}, "factor"),
    "the normalisation is missing": (r"\frac{1}{\sqrt{2\pi}} e^{-x^2/2}", r"e^{-x^2/2}", {}, "factor"),
    "a factor of minus two": ("x y", "-2 x y", {}, "factor"),
    "a matrix twice": ("A + A'", "2A + 2A'", SQUARE, "factor"),
    "two thirds": (r"\sqrt{x^2+1}", r"\frac{2}{3}\sqrt{x^2+1}", {}, "factor"),
    "another constant": ("x^2 + 3", "x^2 + 5", {}, "constant"),
    "a shift in another form": (r"\tanh(x)", r"\frac{2}{1+e^{-2x}}", {}, "constant"),
    "a constant with pi": (r"\log(x) + \frac12 \log(2\pi)", "log(x)", {"x": "positive"}, "missing-term"),
    "a constant that is nowhere written": (r"\log(2\pi x)", r"\log(x)", {"x": "positive"}, "constant"),
    "upside down": (r"\frac{\sigma}{n+1}", r"\frac{n+1}{\sigma}", {r"\sigma": "positive", "n": "natural"}, "reciprocal"),
    "precision for variance": (r"\frac{1}{\sigma^2}", r"\sigma^2", NORMAL, "reciprocal"),
    "a number upside down": (r"\frac{2}{3}", r"\frac{3}{2}", {}, "reciprocal"),
    "one over": ("x", "1/x", {"x": "positive"}, "reciprocal"),
    "the transpose of a matrix": ("A B", "B' A'", SQUARE, "transposed"),
    "the transpose is missing": ("A' B + C", "A B + C", SQUARE, "transposed"),
    "a transpose too much": ("tr(A B)", "tr(A' B)", SQUARE, "transposed"),
    "a matrix of numbers": ("[[1, 2], [3, 4]]", "[[1, 3], [2, 4]]", {}, "transposed"),
    "names exchanged": (r"\frac{a}{a+b}", r"\frac{b}{a+b}", {"a": "positive", "b": "positive"}, "swapped"),
    "exchanged in a power": ("a^b", "b^a", {"a": "positive", "b": "positive"}, "swapped"),
    "precisions weighted the wrong way": (
        r"\frac{a x + b y}{a + b}", r"\frac{b x + a y}{a+b}", {"a": "positive", "b": "positive"}, "swapped"),
    "a divergence from the wrong side": (
        "a log(a/b) - a + b", "b log(b/a) - b + a", {"a": "positive", "b": "positive"}, "swapped"),
    "the product in the other order": ("A B", "B A", SQUARE, "matrix-order"),
    "the order inside of a sum": ("A B C + C", "A C B + C", SQUARE, "matrix-order"),
    # derivatives
    "the derivative of the inner function": (r"2x\cos(x^2)", r"\cos(x^2)", {}, "chain-rule"),
    "the inner derivative of a power": ("6(2x+1)^2", "3(2x+1)^2", {}, "chain-rule"),
    "the inner derivative of tanh": (r"3(1-\tanh(3x)^2)", r"1-\tanh(3x)^2", {}, "chain-rule"),
    "the inner derivative of a logarithm": (r"\frac{2x}{x^2+1}", r"\frac{1}{x^2+1}", {}, "chain-rule"),
    "the inner derivative of a sigmoid": (
        "k S(k x) (1 - S(k x))", "S(k x)(1 - S(k x))", {"k": "positive"}, "chain-rule"),
    "the inner derivative in one term": ("2x cos(x^2) + 3x^2", "cos(x^2) + 3x^2", {}, "chain-rule"),
    "the derivative of the answer": ("x^3", "3x^2", {}, "derivative-instead"),
    "the derivative of a logarithm": (r"\log(x)", r"\frac1x", {"x": "positive"}, "derivative-instead"),
    "differentiated by the other name": ("x y^2", "2 x y", {}, "derivative-instead"),
    "the integral of the answer": ("3x^2 + 1", "x^3 + x", {}, "integral-instead"),
    "not differentiated": (r"\frac{1}{x}", r"\log(x) + 1", {"x": "positive"}, "integral-instead"),
    "the function for its derivative": (r"S(x)", r"\log(1+e^x)", {}, "integral-instead"),
    "the base of a logarithm": (r"-p \log(p)", r"-p \log_2(p)", {"p": "in (0, 1)"}, "log-base"),
    "bits asked for": (r"\log_2(x+1) + x", r"\log(x+1) + x", {"x": "positive"}, "log-base"),
    "decibels": (r"\log_{10}(x)", r"\log(x)", {"x": "positive"}, "log-base"),
    # one term
    "a term is missing": (r"x^2 + 2x + \sin x", r"x^2 + \sin x", {}, "missing-term"),
    "the cross term, written out": ("a^2 + 2 a b + b^2", "a^2 + b^2", {}, "missing-term"),
    "no regulariser": ("2X'(X w - y) + 2 c w", "2X'(X w - y)", {**MATRICES, "c": "positive"}, "missing-term"),
    "the number at the end": (r"2 S(2x) - 1", r"2 S(2x)", {}, "missing-term"),
    "a term of a divergence": (
        r"\frac12(\sigma^2 + \mu^2 - 1 - \log(\sigma^2))", r"\frac12(\sigma^2 + \mu^2 - \log(\sigma^2))", NORMAL, "missing-term"),
    "a term too much": ("x^2 + 1", "x^2 + 1 + x", {}, "extra-term"),
    "a number too much": ("sin(x)", "sin(x) + 2", {}, "extra-term"),
    "the sign of a term": ("x^2 - 2x + 1", "x^2 + 2x + 1", {}, "sign-of-a-term"),
    "the sign inside of a square": (r"(x-\mu)^2", r"(x+\mu)^2", NORMAL, "sign-of-a-term"),
    "the sign of a number at the end": ("3x + 4", "3x - 4", {}, "sign-of-a-term"),
    "variance as a sum": ("m - a^2", "m + a^2", {}, "sign-of-a-term"),
    "one half of an exponent": (
        DENSITY, r"\frac{1}{\sqrt{2\pi}\sigma} e^{-\frac{(x-\mu)^2}{\sigma^2}}", NORMAL, "missing-factor"),
    "the mean without its n": (r"n x + 1", "x + 1", {}, "missing-factor"),
    "a name is missing": (r"\frac{k}{x+1}", r"\frac{1}{x+1}", {"k": "positive"}, "missing-factor"),
    "a sum for a mean": (r"\frac1n \sum_{i=1}^n x_i", r"\sum_{i=1}^n x_i", DATA, "missing-factor"),
    "a factor in one term": ("x^2 + 2 x y + y^2", "x^2 + x y + y^2", {}, "missing-factor"),
    "a factor too much": ("x + 1", "n x + n", {"n": "natural"}, "extra-factor"),
    "a number too much in one term": ("x^2 + x", "x^2 + 3x", {}, "extra-factor"),
    # powers, bounds, branches
    "no square": (r"\frac{(x-\mu)^2}{\sigma^2} + 1", r"\frac{(x-\mu)^2}{\sigma} + 1", NORMAL, "exponent"),
    "no root": (DENSITY, r"\frac{1}{2\pi\sigma} e^{-\frac{(x-\mu)^2}{2\sigma^2}}", NORMAL, "exponent"),
    "no root of the whole": (r"\sqrt{x^2+y^2}", "x^2+y^2", {}, "exponent"),
    "a square too much": (r"k t + 1", "k t^2 + 1", RATES, "exponent"),
    "above for below": (r"\frac{x}{\sigma} + 1", r"x \sigma + 1", NORMAL, "exponent"),
    "a sum that ends too early": (r"\sum_{i=1}^n x_i^2", r"\sum_{i=1}^{n-1} x_i^2", DATA, "index"),
    "a sum that begins too late": (r"\sum_{k=0}^n q^k", r"\sum_{k=1}^n q^k", {"q": "in (0, 1)", "n": "natural"}, "index"),
    "no absolute value": ("|x|", "x", {}, "half-line"),
    "a root of a square": (r"\sqrt{x^2} + 1", "x + 1", {}, "half-line"),
    "a rectifier without its corner": (r"\max(0, x)", "x", {}, "half-line"),
    "only for small errors": ("max(1 - m, 0)", "1 - m", {}, "half-line"),
    "a hinge around 2": ("|x - 2|", "2 - x", {}, "half-line"),
    "one branch of three": (
        r"\begin{cases} x - 1 & x > 1 \\ 0 & -1 \le x \le 1 \\ x + 1 & x < -1\end{cases}",
        r"\begin{cases} x - 1 & x > 1 \\ 0 & -1 \le x \le 1 \\ x^2 & x < -1\end{cases}", {}, "branch"),
    "another power": ("x^2", "x^4", {}, "exponent"),
    "an unknown function of a square": ("f(x)", "f(x^2)", {"f": "function"}, "exponent"),
    "a ridge that is not asked for": ("inv(A) B", "inv(A + c B) B", {**SQUARE, "c": "positive"}, "extra-term"),
    "the sign of an exponent": (r"x e^{-x} + 1", r"x e^{x} + 1", {}, "sign-of-a-term"),
    "a factor in one branch": (
        r"\begin{cases} x & x > 0 \\ a x & x \le 0\end{cases}", r"\begin{cases} x & x > 0 \\ a & x \le 0\end{cases}", {},
        "missing-factor"),
    "one branch of two": (
        r"\begin{cases} x & x > 0 \\ e^x - 1 & x \le 0\end{cases}", r"\begin{cases} x & x > 0 \\ x^3 & x \le 0\end{cases}", {},
        "branch"),
    # statements
    "the inequality is turned": ("x < 2", "x > 2", {}, "inequality-direction"),
    "the inequality is turned, and written otherwise": ("x < 2", "2x > 4", {}, "inequality-direction"),
    "not strict": ("x < 2", r"x \le 2", {}, "strictness"),
    "strict": (r"x^2 \ge 1", "x^2 > 1", {}, "strictness"),
    "the sign in an equation": ("y = 2x + 1", "y = 2x - 1", {}, "sign-of-a-term"),
}  # fmt: skip

SILENT: dict[str, Row] = {
    "the inner derivative of a bell, or not differentiated": ("-2x exp(-x^2)", "exp(-x^2)", {}, None),
    "a factor, or the derivative": ("S(x)", "S(x)(1-S(x))", {}, None),
    "the end of a sum, or a sign in its value": (r"\sum_{k=1}^n k", r"\frac{n(n-1)}{2}", {"n": "natural"}, None),
    "the sign of an exponent, or the inner derivative of a softplus": (r"\frac{1}{1+e^{-x}}", r"\frac{1}{1+e^{x}}", {}, None),
    "the cross term": ("(a+b)^2", "a^2 + b^2", {}, None),
    "not differentiated, or a number too much": ("e^x", "e^x + 2", {}, None),
    "differentiated, or a number lost": ("e^x + 2", "e^x", {}, None),
    "the sign, or the derivative": ("exp(-x)", "-exp(-x)", {}, None),
    "the sign, or not differentiated": ("-exp(-x)", "exp(-x)", {}, None),
    "the inner derivative, or not differentiated": ("2 exp(2x)", "exp(2x)", {}, None),
    "the sign of an exponent, or the reciprocal": ("exp(x^2)", "exp(-x^2)", {}, None),
    "zero asked for": ("0", "x + 1", {}, None),
    "zero asked for, in other words": ("(x - x)/(1 + y^2)", "log(1 + exp(-y^2))", {}, None),
    "a number of times that nobody forgets": ("exp(-2-a)", "exp(-3-a)", {}, None),
    "zero answered": ("x^2 y", "0", {}, None),
    "zero for a number": ("5", "0", {}, None),
    "two numbers": ("5", "3", {}, None),
    "two numbers, one twice the other": ("3", "6", {}, None),
    "two numbers with a root": (r"\sqrt{2\pi}", r"2\pi", {}, None),
    "a sum of numbers": ("2 + 3", "2", {}, None),
    "a number for a formula": ("x + y + z", "7", {}, None),
    "a formula for a number": ("1", "x", {}, None),
    "the slope of a line": ("3x + 5", "3", {}, None),
    "another name": ("x", "y", {}, None),
    "three fifths": ("5x", "3x", {}, None),
    "an odd number of times": ("x^2 + 1", "17 x^2 + 17", {}, None),
    "an odd constant": ("x^2", "x^2 - x + 351/17", {}, None),
    "twice, or a term again": ("x", "x + x", {}, None),
    "half, or a term lost": ("x + x", "x", {}, None),
    "the transpose, or the other order": ("A B", "B A", {"A": "symmetric matrix n", "B": "symmetric matrix n"}, None),
    "nothing alike": ("sin(x) + x^2", "log(1 + x^2)", {}, None),
    "two slips": ("x^2 - 2x + 1", "2x^2 + 2x + 1", {}, None),
    "a rule that does not exist": ("sin(a+b)", "sin(a) + sin(b)", {}, None),
    "a root of a sum": (r"\sqrt{x^2+y^2}", "x + y", {}, None),
    "a quotient rule gone wrong": (r"\frac{1}{(1+x)^2}", r"\frac{x}{(1+x)^3}", {"x": "positive"}, None),
    "symmetric in its names": ("a b + a + b", "a b + a - b + 1", {}, None),
    "turned, and not strict": ("x < 2", r"x \ge 2", {}, None),
    "another set": (r"\{1, 2\}", r"\{1, 3\}", {}, None),
    "another size of set": (r"\{1, 2\}", r"\{1\}", {}, None),
    "two matrices": ("A B + C", "C B + B A", SQUARE, None),
    "nothing is below zero there": ("|x^2 + 1|", "x^2 + 2 + x", {}, None),
}  # fmt: skip

DEFINITIONS = {"S(z)": "1/(1+exp(-z))"}
ROWS = {**TOLD, **SILENT}


def diagnosis_of(row: Row, mistakes: dict[str, str] | None = None) -> Diagnosis | None:
    reference, submitted, symbols, _ = row
    known = vocabulary(symbols, DEFINITIONS)
    told = tuple((label, known.read(mistake).term) for label, mistake in (mistakes or {}).items())
    return diagnose(known.read(reference).term, known.read(submitted).term, (), DEFAULT_LIMITS, told)


@pytest.mark.parametrize("name", ROWS)
def test_what_is_said(name: str) -> None:
    found = diagnosis_of(ROWS[name])
    assert (found.code if found else None) == ROWS[name][3], found
    assert found is None or (found.message and len(found.message) < 300)


@pytest.mark.parametrize("name", ROWS)
def test_the_rows_are_wrong_answers(name: str) -> None:
    reference, submitted, symbols, _ = ROWS[name]
    known = vocabulary(symbols, DEFINITIONS)
    assert compare(known.read(reference).term, known.read(submitted).term).outcome == "wrong"


# a row of TOLD and what is said of it
SENTENCES = {
    "the sign of a derivative": "the sign is wrong: the negative of this would be right",
    "a square without its 2": "a factor of 2 is missing",
    "two thirds": "a factor of 3/2 is missing",
    "the normalisation is missing": "a factor of sqrt(2*pi) is too much",
    "a shift in another form": "this is the right answer plus 1",
    "a constant that is nowhere written": "this is the right answer minus log(2*pi)",
    "the derivative of the inner function": "the factor 2*x is missing, the derivative of the inner function x^2",
    "a term is missing": "the term 2*x is missing in x^2 + sin(x)",
    "the sign of a term": "the sign of 2*x is wrong in x^2 + 2*x + 1",
    "the sign of an exponent": "x stands where -x is right",
    "no square": "1/sigma stands where 1/sigma^2 is right",
    "names exchanged": "a and b are exchanged",
    "the base of a logarithm": "the logarithm is to base 2, and has to be to base e",
    "a hinge around 2": "this is right where x - 2 < 0, and not everywhere",
    "only for small errors": "this is right where 1 - m > 0, and not everywhere",
    "one branch of three": "the branch where x < -1 is wrong, and the others are right",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentence(name: str) -> None:
    found = diagnosis_of(TOLD[name])
    assert found is not None
    assert found.message == SENTENCES[name]


def test_a_known_mistake_is_said_before_all_others() -> None:
    row: Row = ("2 x cos(x^2)", "cos(x^2)", {}, None)
    mistakes = {"the sine was kept": "sin(x^2)", "the inner function {x^2} was not differentiated": "sin(pi/2 - x^2)"}
    assert diagnosis_of(row, mistakes) == Diagnosis("known-mistake", "the inner function {x^2} was not differentiated")


def test_a_known_mistake_explains_where_nothing_else_does() -> None:
    assert diagnosis_of(("5", "3", {}, None), {"counted from 0": "6/2"}) == Diagnosis("known-mistake", "counted from 0")
    assert diagnosis_of(("e^x", "e^x + 2", {}, None), {"not differentiated": "2 + exp(x)"}) is not None


def test_a_mistake_that_was_not_made_is_not_named() -> None:
    assert diagnosis_of(("x^2 + 3", "x^2 + 5", {}, None), {"not squared": "x + 3"}) == Diagnosis(
        "constant", "this is the right answer plus 2")  # fmt: skip


def test_assumptions_count() -> None:
    known = vocabulary({"a": "positive", "b": "positive"})
    reference, submitted, assumed = (known.read(each).term for each in ("a + 1", "-b - 1", "a = b"))
    assert diagnose(reference, submitted, (), DEFAULT_LIMITS) is None
    found = diagnose(reference, submitted, (assumed,), DEFAULT_LIMITS)
    assert found is not None
    assert found.code == "sign"


def test_without_fuel_nothing_is_said() -> None:
    known = vocabulary({})
    reference, submitted = (known.read(each).term for each in ("x^2 + 1", "2 x^2 + 2"))
    assert diagnose(reference, submitted, (), replace(DEFAULT_LIMITS, fuel=10)) is None


def test_of_two_codes_at_most_one_wins() -> None:
    assert not [(one, other) for one, others in BEATS.items() for other in others if one in BEATS.get(other, ())]

