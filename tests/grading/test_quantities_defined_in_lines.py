r"""Derivations whose lines say what a loss, an activation or a likelihood is, and take derivatives and logarithms of them."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

SQUARES = {"X": "matrix n d", "y": "vector n", "w": "vector d", r"\lambda": "positive"}
NEURON = ["z = wx + b", r"a = \sigma(z)", r"L = \frac12 (a-y)^2"]
LIKELIHOOD = {"n": "positive integer", "S": "positive", r"\lambda": "positive"}
SYSTEM = {"A": "matrix n n", "b": "vector n", "x": "vector n"}
RATE = {r"\lambda": "positive", "x": "positive"}

QUANTITIES: dict[str, tuple[list[str], dict[str, str], str, int | None]] = {  # lines, symbols, verdict, first wrong line
    "a loss": ([r"L = \frac12 (y - wx)^2", r"\frac{\partial L}{\partial w} = -x(y - wx)"],
               {"x": "real", "y": "real", "w": "real"}, "correct", None),
    "a loss, its factor": ([r"L = \frac12 (y - wx)^2", r"\frac{\partial L}{\partial w} = -2x(y - wx)"],
                           {"x": "real", "y": "real", "w": "real"}, "wrong", 1),
    "typed": (["L = (y - w x)^2/2", "dL/dw = -x (y - w x)"], {"x": "real", "y": "real", "w": "real"}, "correct", None),
    "typed, a factor": (["L = (y - w x)^2/2", "diff(L, w) = x (y - w x)"], {"x": "real", "y": "real", "w": "real"}, "wrong", 1),
    "a gradient": ([r"J = \|y - Xw\|^2", r"\nabla_w J = -2X^\top(y - Xw)"], SQUARES, "correct", None),
    "a gradient, its sign": ([r"J = \|y - Xw\|^2", r"\nabla_w J = 2X^\top(y - Xw)"], SQUARES, "wrong", 1),
    "by an operator": ([r"L = e^{-2t}", r"\frac{d}{dt} L = -2L"], {"t": "real"}, "correct", None),
    "a Lagrangian": (["L = x^2 + 2y^2 - l(x+y-3)", r"\frac{\partial L}{\partial x} = 2x - l",
                      r"\frac{\partial L}{\partial y} = 3y - l"], dict.fromkeys("xyl", "real"), "wrong", 2),
    "of two numbers": (["J(a,b) = (y - a x - b)^2", r"\frac{\partial J}{\partial a} = -2x(y - ax - b)",
                        r"\frac{\partial J}{\partial b} = -2(y - ax - b)"], {"x": "real", "y": "real"}, "correct", None),
    "of two numbers, a factor": (["J(a,b) = (y - a x - b)^2", r"\frac{\partial J}{\partial a} = -2(y - ax - b)"],
                                 {"x": "real", "y": "real"}, "wrong", 1),
    "backpropagation": (
        [*NEURON, r"\frac{\partial L}{\partial a} = a - y", r"\frac{\partial a}{\partial z} = a(1-a)",
         r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a}\frac{\partial a}{\partial z}x",
         "= (a-y)a(1-a)x"], {}, "correct", None),
    "backpropagation, a sign": (
        [*NEURON, r"\frac{\partial L}{\partial a} = a - y", r"\frac{\partial a}{\partial z} = a(1+a)"], {}, "wrong", 4),
    "backpropagation, a factor": ([*NEURON, r"\frac{\partial L}{\partial w} = (a-y)a(1-a)"], {}, "wrong", 3),
    "behind words with commas": (
        [r"Let s = \sigma(z) = \frac{1}{1+e^{-z}}", r"Hence, by the chain rule, \frac{ds}{dz} = s(1-s)"],
        {"z": "real"}, "correct", None),
    "behind words, a sign": ([r"Let s = \sigma(z) = \frac{1}{1+e^{-z}}", r"\frac{ds}{dz} = s(1+s)"], {"z": "real"}, "wrong", 1),
    "layers": (
        ["z^{(1)} = wx + b", r"a^{(1)} = \tanh(z^{(1)})", "L = (a^{(1)} - y)^2",
         r"\frac{\partial L}{\partial w} = 2(a^{(1)}-y)(1-(a^{(1)})^2)x"], {}, "correct", None),
    "layers, a factor": (
        ["z_1 = w_1 x + b_1", r"a_1 = \tanh(z_1)", "L = (a_1 - y)^2", r"\frac{\partial L}{\partial w_1} = (a_1-y)(1-a_1^2)x"],
        {}, "wrong", 3),
    "a second derivative that is positive": (["y = x^2 - 4x", "y' = 2x - 4", "2x - 4 = 0", "y'' = 2 > 0"], {}, "correct", None),
    "two functions in a line": ([r"f(x) = x^2, \quad g(x) = 2x", r"f'(x) = 2x, \quad g'(x) = 2"], {}, "correct", None),
    "a projection": (
        [r"P = X(X^\top X)^{-1}X^\top", r"P^2 = X(X^\top X)^{-1}X^\top X(X^\top X)^{-1}X^\top", "= P"],
        {"X": "matrix n d"}, "correct", None),
    "a residual": (["r = b - Ax", r"r^\top r = b^\top b - 2b^\top A x + x^\top A^\top A x"], SYSTEM, "correct", None),
    "a residual, its norm": (["r = b - Ax", r"\|r\|^2", r"= b^\top b - b^\top A x + x^\top A^\top A x"], SYSTEM, "wrong", 2),
    "a residual, its gradient": (["r = b - Ax", r"J = r^\top r", r"\nabla_x J = -2A^\top r"], SYSTEM, "correct", None),
    "a residual, the sign of its gradient": (["r = b - Ax", r"J = r^\top r", r"\nabla_x J = 2A^\top r"], SYSTEM, "wrong", 2),
    "behind a condition": (["x > 0", r"f(x) = x \ln x", r"f'(x) = \ln x"], {}, "wrong", 2),
    "a quantity behind where": (
        [r"L = -y\log s - (1-y)\log(1-s), \text{ where } s = \sigma(z)",
         r"\frac{\partial L}{\partial s} = -\frac{y}{s} + \frac{1-y}{1-s}", r"\frac{\partial L}{\partial z} = s - y"],
        {"y": "in [0, 1]", "z": "real"}, "correct", None),
    "a logarithm": (
        [r"L = \lambda^n e^{-\lambda S}", r"\log L = n\log\lambda - \lambda S",
         r"\frac{d\log L}{d\lambda} = \frac{n}{\lambda} - S", r"\frac{n}{\lambda} - S = 0", r"\lambda = n/S"],
        LIKELIHOOD, "correct", None),
    "a logarithm with a name": (
        [r"L = \lambda^n e^{-\lambda S}", r"\ell = \log L = n\log\lambda - \lambda S",
         r"\frac{d\ell}{d\lambda} = \frac{n}{\lambda} + S"], LIKELIHOOD, "wrong", 2),
    "a density given its parameter": (
        [r"p(x \mid \lambda) = \lambda e^{-\lambda x}", r"\log p(x \mid \lambda) = \log\lambda - \lambda x"],
        RATE, "correct", None),
    "a density given its parameter, a sign": (
        [r"p(x \mid \lambda) = \lambda e^{-\lambda x}", r"\log p(x \mid \lambda) = \log\lambda + \lambda x"],
        RATE, "wrong", 1),
    "a constraint is a quantity, too": (["y = 10 - x", "A = xy", r"\frac{dA}{dx} = 10 - 2x"], {}, "correct", None),
    "a wrong derivative that is set to 0 below": (["f(x) = x^2 - 4x", "f'(x) = 2x - 3", "2x - 3 = 0", "x = 3/2"], {}, "wrong", 1),
}  # fmt: skip
NEVER_WRONG = {
    "conditions of a Lagrangian": [r"L = x^2 + 2y^2 - \lambda(x+y-3)", r"\frac{\partial L}{\partial x} = 2x - \lambda = 0",
                                   r"\frac{\partial L}{\partial y} = 4y - \lambda = 0", "2x = 4y", "x + y = 3", "x = 2"],
    "a constraint": ["A = x y", "x + y = 10", r"\frac{dA}{dx} = 10 - 2x", "x = 5"],
    "a constraint below": ["A = x y", r"\frac{dA}{dx} = 10 - 2x", "y = 10 - x"],
    "a constraint that is put in": ["A = x y = x(10 - x)", r"\frac{dA}{dx} = 10 - 2x", "x = 5"],
    "a name that depends on another": [r"L = (y - a)^2 + w^2", r"\frac{dL}{dw} = -2(y - a)x + 2w"],
    "the same of a function": [r"L(w) = (y - a)^2 + w^2", r"\frac{dL}{dw} = -2(y - a)x + 2w"],
    "an inner quantity": [r"p = \frac{1}{1+e^{-z}}", r"L = -\log p", r"\frac{dL}{dz} = p - 1"],
    "a value put in": ["p = 1/2", "L = p^3(1-p)", r"\frac{dL}{dp} = 3p^2(1-p) - p^3"],
    "a partial derivative beside another path": ["u = x^2", "f = x u + u^2", r"\frac{\partial f}{\partial x} = u"],
    "two densities": [r"p(x \mid a) = a e^{-ax}", r"p(y \mid a) = 2a e^{-2ay}", r"\log p(y \mid a) = \log(2a) - 2ay"],
    "two exercises": ["y = x^2", r"\frac{dy}{dx} = 2x", "y = x^3", r"\frac{dy}{dx} = 3x^2"],
    "a slope that is given": ["y = x^2", r"\frac{dy}{dx} = 2x", r"\frac{dy}{dx} = x + 4", "x = 4"],
    "a trial solution": [r"\frac{dy}{dt} = 3y", "y = e^{rt}", r"\frac{dy}{dt} = r e^{rt}", "r = 3"],
    "two rates": ["U = q^2+5q", "R = 15q", r"\frac{dU}{dq} = 2q+5", r"\frac{dR}{dq} = 15",
                  r"\frac{dU}{dq} = \frac{dR}{dq}", "q = 5"],
    "a slope equal to its own half": ["f(x) = x^2", "f'(x) = x", "2x = x", "x = 0"],
    "a slope that is looked for": ["f(x) = x^2 - 4x", "f'(x) = x - 1", "2x - 4 = x - 1", "x = 3"],
}  # fmt: skip


@pytest.mark.parametrize("name", QUANTITIES)
def test_derivatives_of_quantities(name: str) -> None:
    lines, symbols, verdict, first_wrong = QUANTITIES[name]
    found = graded(lines, symbols)
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong)


@pytest.mark.parametrize("name", NEVER_WRONG)
def test_derivatives_that_are_never_wrong(name: str) -> None:
    found = graded(NEVER_WRONG[name], {})
    assert "wrong" not in (found.verdict, *(step.verdict for step in found.steps))


def test_a_quantity_that_the_question_defines() -> None:
    conditions = NEVER_WRONG["conditions of a Lagrangian"]
    row = {"lines": conditions[1:], "definitions": {"L": conditions[0].removeprefix("L = ")}}
    assert "wrong" not in [step.verdict for step in grade(row).steps]


def graded(lines: list[str], symbols: dict[str, str]) -> Any:
    definitions = {r"\sigma(u)": r"\frac{1}{1+e^{-u}}"} if any("sigma" in line for line in lines) else {}
    return grade({"lines": lines, "symbols": symbols, "definitions": definitions})
