"""References that speak of what the lines of a derivation define: a left side that names it, a formula in its names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from verify.grading import grade

NEURON = (r"z = wx + b", r"a = \tanh(z)", r"L = \frac12(a-y)^2", r"\frac{\partial L}{\partial a} = a - y",
          r"\frac{\partial a}{\partial z} = 1 - a^2")  # fmt: skip
LAST = r"\frac{\partial L}{\partial w} = (a-y)(1-a^2)x"
TYPED = ("z = w*x", "a = z^2", "L = (a - y)^2", "dL/da = 2(a - y)", "da/dz = 2z", "dz/dw = x")
SQUARE = ("z = wx + b", "L = (z-y)^2")
CHAIN = ("u = x^2", "y = sin(u)", "dy/du = cos(u)", "du/dx = 2x")

# reference, lines, verdict, first wrong line
ROWS = {
    "in names of the lines": ("(a-y)(1-a^2)x", (*NEURON, LAST), "correct", None),
    "in another order": ("x(1-a^2)(a-y)", (*NEURON, LAST), "correct", None),
    "behind its name": (LAST, (*NEURON, LAST), "correct", None),
    "written out": (r"(\tanh(wx+b)-y)(1-\tanh^2(wx+b))x", (*NEURON, LAST), "correct", None),
    "behind another name": (r"\frac{\partial L}{\partial b} = (a-y)(1-a^2)x", (*NEURON, LAST), "undecided", None),
    "another formula": ("(a-y)(1-a^2)", (*NEURON, LAST), "undecided", None),
    "a wrong last line": ("(a-y)(1-a^2)x", (*NEURON, r"\frac{\partial L}{\partial w} = (a-y)(1-a^2)w"), "wrong", 5),
    "the answer, in a last line that does not follow": ("(a-y)(1-a)x",
        (*NEURON, r"\frac{\partial L}{\partial w} = (a-y)(1-a)x"), "wrong", 5),
    "multiplied out": ("2x(z-y)", (*SQUARE, r"\frac{\partial L}{\partial w} = 2(z-y)x", "= 2x z - 2x y"), "correct", None),
    "the chain rule": ("2x(z-y)", (*SQUARE,
        r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial w} = 2(z-y)x"),
        "correct", None),
    "put in what only the lines say": ("2x(z-y)", (*SQUARE, r"\frac{\partial L}{\partial w} = 2(wx+b-y)x"), "undecided", None),
    "right by another definition only": ("2x(z-y)",
        ("z = y + wx", "L = (z-y)^2", r"\frac{\partial L}{\partial w} = 2wx^2"), "undecided", None),
    "another definition": ("2x(z-y)",
        ("z = w^2x", "L = (z-y)^2", r"\frac{\partial L}{\partial w} = 4wx(z-y)"), "undecided", None),
    "another rate": (r"\frac{\partial L}{\partial z} = 2(z-y)",
        (*SQUARE, r"\frac{\partial L}{\partial z} = 2(z-y)", r"\frac{\partial L}{\partial w} = 2(z-y)x"), "undecided", None),
    "typed": ("dL/dw = 4 x z (a - y)", (*TYPED, "dL/dw = 4 x z (a - y)"), "correct", None),
    "typed, without a name": ("4 x z (a - y)", (*TYPED, "dL/dw = 4 x z (a - y)"), "correct", None),
    "typed, a wrong last line": ("dL/dw = 4 x z (a - y)", (*TYPED, "dL/dw = 2 x z (a - y)"), "wrong", 6),
    "typed, by another name": ("df/dx = 2v(y + 1)", ("u = x*y", "v = u + x", "f = v^2", "df/dv = 2v", "df/dy = 2v*x"),
        "undecided", None),
    "typed, without a summand": ("df/dx = 2v(y + 1)",
        ("u = x*y", "v = u + x", "f = v^2", "df/dv = 2v", "df/dx = 2v*y"), "wrong", 4),
    "a chain of functions": ("dy/dx = 2x cos(x^2)", (*CHAIN, "dy/dx = cos(u) * 2x", "= 2x cos(x^2)"), "correct", None),
    "a chain of functions, in u": ("2x cos(u)", (*CHAIN, "dy/dx = 2x cos(u)"), "correct", None),
    "a chain of functions, without a factor": ("dy/dx = 2x cos(x^2)", (*CHAIN, "dy/dx = cos(u) * x", "= x cos(x^2)"), "wrong", 4),
    "a right side that is in LaTeX as its left side is": (r"\frac{dy}{dx} = 6xu^2",
        ("u = x^2+1", "y = u^3", r"\frac{dy}{du} = 3u^2", r"\frac{du}{dx} = 2x", r"\frac{dy}{dx} = 6xu^2"), "correct", None),
    "a function": ("f'(x) = 2x ln x + x", ("f(x) = x^2 ln x", "f'(x) = 2x ln x + x^2/x", "= 2x ln x + x"), "correct", None),
    "a function, lines that begin anew": ("f'(x) = 2x ln x + x",
        ("f(x) = x^2 ln x", "f'(x) = 2x ln x + x^2/x", "f'(x) = 2x ln x + x"), "correct", None),
    "a function, a wrong line": ("f'(x) = 2x ln x + x", ("f(x) = x^2 ln x", "f'(x) = 2x ln x", "= 2x ln x"), "wrong", 1),
    "the first derivative for the second": ("f''(x) = 2 ln x + 3", ("f(x) = x^2 ln x", "f'(x) = 2x ln x + x"), "undecided", None),
    "a multiple of what is asked for": ("f'(x) = 4x", ("f(x) = x^2", "2 f'(x) = 4x"), "undecided", None),
    "another function": ("f'(x) = 2x", ("g(x) = x^2", "g'(x) = 2x"), "undecided", None),
    "a function that is another one than in the question": ("f'(x) = 3x^2", ("f(x) = x^2", "f'(x) = 2x"), "wrong", None),
    "the function itself": ("f'(x) = 2x", ("f(x) = x^2", "f(x) = 2x"), "undecided", None),
    "a quotient for a prime": (r"\frac{df}{dx} = 2x", ("f(x) = x^2", "f'(x) = 2x"), "correct", None),
    "a value": ("f(1) = -1", ("f(x) = x^2 - 2x", "f(1) = 1 - 2", "= -1"), "correct", None),
    "a primed quantity": ("y' = x/sqrt(1+x^2)",
        ("y = sqrt(1+x^2)", "y' = 1/(2 sqrt(1+x^2)) * 2x", "y' = x/sqrt(1+x^2)"), "correct", None),
    "a primed quantity, by a quotient": ("y' = x/sqrt(1+x^2)", ("y = sqrt(1+x^2)", "dy/dx = x/sqrt(1+x^2)"), "correct", None),
    "a primed quantity, without a factor": ("y' = x/sqrt(1+x^2)", ("y = sqrt(1+x^2)", "y' = 1/(2 sqrt(1+x^2))"), "wrong", 1),
    "a prime that is no derivative in the question": ("y' = x", ("y = x^2", "y' = x"), "undecided", None),
    "a logarithmic derivative": ("f'(x) = x^x (1 + ln x)",
        ("f(x) = x^x", "ln f(x) = x ln x", "f'(x)/f(x) = ln x + 1", "f'(x) = x^x (ln x + 1)"), "correct", None),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_references_are_read_beside_what_the_lines_define(name: str) -> None:
    reference, lines, verdict, first_wrong = ROWS[name]
    symbols = {"x": "positive"} if "ln" in str(reference) else {}
    found = grade({"reference": reference, "lines": list(lines), "symbols": symbols})
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong)


def test_the_credit_is_that_of_the_reference_that_is_met() -> None:
    lines: Sequence[str] = [*SQUARE, r"\frac{\partial L}{\partial w} = 2(z-y)x"]
    references = [{"formula": "2x(wx+b-y+1)"}, {"formula": "2x(z-y)", "credit": 0.5, "message": "put in z"}]
    found = grade({"references": references, "lines": lines, "points": 4})
    assert (found.verdict, found.score, found.message) == ("correct", 2.0, "put in z")
