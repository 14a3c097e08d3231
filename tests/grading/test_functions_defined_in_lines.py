"""Derivations whose lines define functions, differentiate them and set them to 0."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.texts.defined_in_lines import definitions_of
from verify.grading.texts.rates import with_arguments

DATA = {"x": "sequence n of real", "y": "sequence n of real", "n": "natural"}
SQUARES = {"X": "matrix n d", "y": "vector n", "w": "vector d", r"\lambda": "positive"}

CORRECT: dict[str, tuple[list[str], dict[str, str], str]] = {
    "a parabola": (["f(x) = x^2 - 2x", "f'(x) = 2x - 2", "f'(x) = 0 => x = 1"], {"x": "real"}, ""),
    "a probability": (
        ["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p + 3 \log(1-p)", r"\frac{d}{dp} \log L(p) = \frac{7}{p} - \frac{3}{1-p}",
         r"\frac{d}{dp} \log L(p) = 0 \iff p = \frac{7}{10}"], {"p": "in (0, 1)"}, r"p = \frac{7}{10}"),
    "a variance": (
        ["l(v) = -n/2 * log(2 pi v) - S/(2v)", "l'(v) = -n/(2v) + S/(2v^2)", "l'(v) = 0 => n v = S", "=> v = S/n"],
        {"v": "positive", "S": "positive", "n": "positive"}, "v = S/n"),
    "least squares": (
        ["L(w) = sum_{i=1}^n (y_i - w x_i)^2", "L'(w) = -2 sum_{i=1}^n x_i (y_i - w x_i)",
         "L'(w) = 0 => sum_{i=1}^n x_i y_i = w sum_{i=1}^n x_i^2"], {**DATA, "w": "real"}, ""),
    "ridge regression": (
        [r"L(w) = \|Xw - y\|^2 + \lambda \|w\|^2", r"\nabla L(w) = 2X^\top (Xw - y) + 2\lambda w",
         r"\nabla L(w) = 0 \iff X^\top X w + \lambda w = X^\top y"], SQUARES, ""),
    "a loss by its name alone": (
        [r"\ell(\mu) = -\frac{(x-\mu)^2}{2v}", r"\frac{\partial \ell}{\partial \mu} = \frac{x-\mu}{v}"],
        {"x": "real", r"\mu": "real", "v": "positive"}, ""),
    "a derivative by the function itself": ([r"g(z) = \tanh z", "g'(z) = 1 - g(z)^2"], {"z": "real"}, ""),
    "a density": (
        [r"p(x) = \lambda e^{-\lambda x}", r"\log p(x) = \log\lambda - \lambda x", r"\frac{d}{dx} \log p(x) = -\lambda"],
        {r"\lambda": "positive", "x": "positive"}, ""),
    "an error that is called E": (["E(w) = 3w^2 + 2", "E'(w) = 6w", "dE/dw = 6w"], {"w": "real"}, ""),
    "a value": (["V(w) = w^2 a + (1-w)^2 b", r"V(1/2) = \frac{a+b}{4}"], {"a": "real", "b": "real"}, ""),
}  # fmt: skip

WRONG: dict[str, tuple[list[str], dict[str, str], int]] = {
    "a derivative": (["f(x) = x^2 - 2x", "f'(x) = 2x - 3", "f'(x) = 0 => x = 3/2"], {"x": "real"}, 1),
    "where it is 0": (["f(x) = x^2 - 2x", "f'(x) = 2x - 2", "f'(x) = 0 => x = 2"], {"x": "real"}, 2),
    "a sign": (
        ["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p + 3 \log(1-p)", r"\frac{d}{dp} \log L(p) = \frac{7}{p} + \frac{3}{1-p}"],
        {"p": "in (0, 1)"}, 2),
    "a logarithm": (["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p - 3 \log(1-p)"], {"p": "in (0, 1)"}, 1),
    "an inner derivative": (
        ["V(w) = w^2 a + (1-w)^2 b", "V'(w) = 2wa + 2(1-w)b"], {"a": "positive", "b": "positive", "w": "real"}, 1),
    "a gradient": (
        [r"L(w) = \|Xw - y\|^2 + \lambda \|w\|^2", r"\nabla L(w) = 2X^\top (Xw - y) + \lambda w"], SQUARES, 1),
    "a density": (
        [r"p(x) = \lambda e^{-\lambda x}", r"\log p(x) = \log\lambda + \lambda x"], {r"\lambda": "positive", "x": "positive"}, 1),
    "an exponential": (["f(x) = e^{2x}", "f'(x) = 3e^{2x}"], {"x": "real"}, 1),
}  # fmt: skip

NOT_WRONG: dict[str, list[str]] = {
    "an equation to be solved": ["f(x) = x^2", "f(x) = 2x", "x^2 = 2x", "x = 0 or x = 2"],
    "a value that is looked for": ["f(x) = x^2", "f(x) = 4", "x = 2 or x = -2"],
    "set to 0 in one line": ["f(x) = x^3 - 12x", "f'(x) = 3x^2 - 12 = 0", "x^2 = 4"],
}


Case = tuple[list[str], str]  # lines and reference

NOT_CORRECT: dict[str, Case] = {
    "another equation than f' = 0": (["f(x) = x^2 - 4x", "f'(x) = 2x - 4", "2x - 3 = 0", "x = 3/2"], "x = 3/2"),
    "another equation behind Thus": (["f(x) = x^2 - 4x", "f'(x) = 2x - 4", "Thus 2x - 3 = 0", "x = 3/2"], ""),
    "another equation that is solved in its line": (["f(x) = x^2 - 4x", "f'(x) = 2x - 4", "2x = 5 => x = 5/2"], ""),
    "another factor": (["x^2 - 5x + 6", "= (x-2)(x-3)", "(x-2)(x+3) = 0", "x = 2 or x = -3"], ""),
    "an equation from a bound": ([r"2x - 4 \ge 0", r"2x \ge 4", "Thus x = 2"], "x = 2"),
    "an equation below a bound": ([r"2x - 4 \ge 0", r"2x \ge 4", "x = 2"], ""),
    "partial derivatives that are swapped": (["f(x,y) = x^2y", "f_x(x,y) = x^2", "f_y(x,y) = 2xy"], "2xy"),
    "a partial derivative": (["L(w) = w^2", "L_w(w) = 3w"], ""),
    "a derivative by another letter": (["f(x) = x^2", "Df(x) = 3x"], ""),
    "a rate in time": (["x(t) = 5t^2", r"\dot x(t) = 5t"], ""),
    "a rate and a factor": (["L(w) = w^2", r"\frac{dL}{dw} w = 3w^2"], ""),
    "a rate and a divisor": (["L(w) = w^3", "dL/dw / w = 2w"], ""),
    "the value for the place": (["h(t) = 4t-t^2", "h'(t) = 4-2t", "h'(t) = 0", "t = 2", "h(2) = 4"], "t = 4"),
    "a value for a place": (["f(x) = x^2-4x", "f(5) = 5"], "x = 5"),
    "the derivative for another function": (["f(x) = x^2", "f'(x) = 2x"], "g(x) = 2x"),
    "a value of another function": (["g(x) = x^2", "g(3) = 9"], "f(4) = 9"),
    "a number of elements is no function": (["n(A) = 3", "n(A) + n(B) = 6"], ""),
    "a derivative that is a number": (["f(x) = 3x", "f'(x) = 2"], ""),
    "a second derivative that is a number": (["f(x) = x^2", "f''(x) = 1"], ""),
    "a derivative that is never 0": (["f(x) = 3x - 6", "f'(x) = 0"], ""),
    "a second derivative before the first": (["f(x) = 3x^2 - 6x", "f''(x) = 5", "f'(x) = 6x - 6", "f'(x) = 0", "x = 1"], "x = 1"),
    "an even function as an odd one": (["f(x) = x^2", "f(-x) = -f(x)"], ""),
    "a square as a linear function": (["f(x) = x^2", "f(x+y) = f(x) + f(y)"], ""),
    "a derivative by the function itself": (["g(z) = 1/(1+exp(-z))", "g'(z) = g(z)(1+g(z))"], ""),
    "another differential equation": (["y(t) = e^{-3t}", "y'(t) + 2y(t) = 0"], ""),
    "no antiderivative": (["f(x) = x^2", "F(x) = x^3", "F'(x) = f(x)"], ""),
    "no logarithm of the likelihood": (
        [r"L(p) = p^3 (1-p)^2", r"\ell(p) = 2\log p + 3\log(1-p)", r"\ell'(p) = \frac{2}{p} - \frac{3}{1-p}"], ""),
    "a name that depends on the argument": (["x+y=10", "y=10-x", "A(x) = xy", "A'(x) = y", "y = 0"], "y = 0"),
}
NOT_WRONG_EITHER: dict[str, Case] = {
    "a rate and a factor": (["L(w) = w^2", r"\frac{dL}{dw} w = 2w^2"], ""),
    "an elasticity": (["D(p) = 100-2p", r"\frac{dD}{dp}\frac{p}{D(p)} = -\frac{2p}{100-2p}"], ""),
    "numbers of elements": (["n(A) = 3", "n(B) = 4", "n(A) + n(B) = 7"], "7"),
    "values at two places": (["F(a) = 2", "F(b) = 3", "F(b)-F(a) = 1"], "1"),
    "distances": (["d(u,v) = 3", "d(v,w) = 4", "d(u,v)+d(v,w) = 7"], "7"),
    "a constraint": (["A(x) = x y", "x + y = 10", "A(x) = x(10-x)", "A'(x) = 10-2x", "A'(x) = 0", "x = 5"], ""),
    "an inner function": ([r"f(x) = \sin(u)", "u = x^2", r"f'(x) = \cos(u) u'", r"f'(x) = 2x\cos(x^2)"], ""),
    "a slope that is looked for": (["f(x) = x^2 - 4x", "f'(x) = 2x - 4 = 2", "2x = 6", "x = 3"], "x = 3"),
    "a fixed point": (["f(x) = x^2 - 2", "f(x) = x", "f(x) - x = 0", "x^2 - x - 2 = 0", "x = 2 or x = -1"], ""),
    "a quantile": (["F(x) = 1 - e^{-x}", "F(x) = u", "F(x) - u = 0", r"x = -\ln(1-u)"], r"-\ln(1-u)"),
    "an initial value": (["y(t) = C e^{kt}", "y(0) = C = 3", "y(t) = 3 e^{kt}"], ""),
    "two rates": (["C(q) = q^2+5q", "R(q) = 15q", "C'(q) = 2q+5", "R'(q) = 15", "C'(q) = R'(q)", "2q+5 = 15", "q = 5"], "q = 5"),
    "roots one by one": (["f(x) = x^3-3x", "f'(x) = 3x^2-3", "f'(x) = 0", "x = 1", "x = -1"], ""),
    "a root by its sign": (["x^2-2x", "= x(x-2)", "x(x-2) = 0", "x=0 or x=2", "x > 0", "x=2"], ""),
    "two questions": (["f(x) = x^2-4x", "f(x) = 0", "x = 0 or x = 4", "f'(x) = 0", "x = 2"], ""),
    "the place, and the value there": (["h(t) = 20t-5t^2", "h'(t) = 20-10t", "h'(t) = 0", "t = 2", "h(2) = 20"], "t = 2"),
    "a constraint before the function": (["10 = x + y", "A(x) = x y", "= x(10-x)", "A'(x) = 10 - 2x", "A'(x) = 0", "x = 5"], ""),
    "a constraint on an index": (["w_1 + w_2 = 1", "f(w_1) = 4w_1^2 + 9w_2^2", "f'(w_1) = 8w_1 - 18(1-w_1)", "w_1 = 9/13"], ""),
    "when it has doubled": (["A(t) = A_0 e^{rt}", "A(t) = 2A_0", "e^{rt} = 2", r"t = \frac{\ln 2}{r}"], ""),
    "when a population has doubled": (["P(t) = P_0 e^{rt}", "2P_0 = P_0 e^{rt}", "2 = e^{rt}", r"t = \frac{\ln 2}{r}"], ""),
    "two densities": (["p(x) = e^{-x}", "p(y) = e^{-2y}", r"\log p(y) = -2y"], ""),
    "a density and one given another": (["p(x) = e^{-x}", r"p(x \mid z) = z e^{-zx}", r"\log p(x \mid z) = \log z - zx"], ""),
    "two exercises": (["f(x) = x^2", "f'(x) = 2x", "f(x) = x^3", "f'(x) = 3x^2"], ""),
    "a slope that is given": (["f(x) = x^2", "f'(x) = 2x", "f'(x) = x + 4", "f'(4) = 8"], ""),
    "a chain that says what is not said": (["A(x) = x y = x (10 - x)", "A'(x) = 10 - 2x"], ""),
    "unknown coefficients": (["f(x) = ax + b", "f(1) = 3", "f(2) = 5", "a+b = 3, 2a+b = 5", "a = 2, b = 1"], ""),
}


@pytest.mark.parametrize("name", NOT_CORRECT)
def test_not_correct(name: str) -> None:
    lines, reference = NOT_CORRECT[name]
    assert graded(lines, {}, reference).verdict != "correct"


@pytest.mark.parametrize("name", NOT_WRONG_EITHER)
def test_not_wrong_either(name: str) -> None:
    lines, reference = NOT_WRONG_EITHER[name]
    assert graded(lines, {}, reference).verdict != "wrong"


def test_the_line_that_is_not_read_is_the_one_that_is_named() -> None:
    found = graded(["f(x) = 3x^2 - 12x + 7", "f'(x) = 6x - 12", "f'(x) = 0 => x = 2", "The minimum is f(2) = -5"], {"x": "real"})
    assert [step.verdict for step in found.steps] == ["correct", "correct", "correct", "unreadable"]
    assert found.message.startswith("line 4: unknown name 'The'")


def graded(lines: list[str], symbols: dict[str, str], reference: str = "") -> Any:
    return grade({"lines": lines, "symbols": symbols, **({"reference": reference} if reference else {})})


@pytest.mark.parametrize("name", CORRECT)
def test_correct(name: str) -> None:
    found = graded(*CORRECT[name])
    assert found.verdict == "correct", (found.message, [step.verdict for step in found.steps])


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    lines, symbols, first = WRONG[name]
    found = graded(lines, symbols)
    assert (found.verdict, found.first_wrong) == ("wrong", first)


@pytest.mark.parametrize("name", NOT_WRONG)
def test_not_wrong(name: str) -> None:
    assert graded(NOT_WRONG[name], {"x": "real"}).verdict != "wrong"


def test_the_same_in_one_text() -> None:
    lines = CORRECT["a parabola"][0]
    body = r" \\ ".join(line.replace(" =", " &=", 1).replace("=>", r"\Rightarrow") for line in lines)
    text = rf"\begin{{align}}{body}\end{{align}}"
    assert grade({"submitted": text, "symbols": {"x": "real"}, "reference": "x = 1"}).verdict == "correct"


def test_conditions_before_an_equation() -> None:
    lines = ["x > 2", "ln(x) + ln(x-2) = ln(8)", "ln(x(x-2)) = ln(8)", "x^2 - 2x - 8 = 0", "(x-4)(x+2) = 0", "x = 4"]
    found = grade({"lines": lines, "symbols": {"x": "real"}})
    assert [step.verdict for step in found.steps] == ["correct", "undecided", *["correct"] * 4]
    assert grade({"lines": [*lines[:-1], "x = -2"], "symbols": {"x": "real"}}).verdict == "wrong"


def test_what_is_a_definition() -> None:
    assert definitions_of(["f(x) = x^2", "f'(x) = 2x"], ()) == {"f(x)": "x^2"}
    assert definitions_of(["f(x) = x^2", "f'(x) = 2x"], ("f",)) == {}
    assert definitions_of(["f(x) = f(x-1) + 1"], ()) == {}  # no formula for f
    assert definitions_of(["P(A) = 1/2", r"\sin(x) = 1/2", "f(2) = 4"], ()) == {}
    assert definitions_of(["f(x) = x", "f(x) = 2x"], ()) == {"f(x)": "x"}


def test_a_rate_of_a_defined_function() -> None:
    assert with_arguments(r"\frac{dL}{dw} = 2w", ["L(w)"]) == r"\left(\frac{d}{d w} L(w)\right) = 2w"
    assert with_arguments("dL/dw = 2w", ["L(w)"]) == "(d/dw L(w)) = 2w"
    assert with_arguments(r"\nabla L = 2w", ["L(w)"]) == r"\nabla L(w) = 2w"
    assert with_arguments("grad L(w) = 2w", ["L(w)"]) == "grad(L(w), w) = 2w" == with_arguments("∇L(w) = 2w", ["L(w)"])
    assert with_arguments(r"\nabla L(w) + \frac{dL}{dv}", ["L(w)"]) == r"\nabla L(w) + \frac{dL}{dv}"
