r"""Derivatives by quantities that are defined: \frac{\partial L}{\partial a} for L = (a - y)^2/2 and a = \sigma(z)."""

from __future__ import annotations

import pytest

from verify.grading import grade

NEURON = {r"\sigma(u)": r"\frac{1}{1+e^{-u}}", "z": "w x + b", "a": r"\sigma(z)", "L": r"\frac12 (a-y)^2"}
ENTROPY = {**NEURON, "L": r"-y\log(a) - (1-y)\log(1-a)"}
TWO_WAYS = {"u": "x^2", "f": "x u + u^2"}
NAMES = {**dict.fromkeys("wxb", "real"), "y": "in [0, 1]"}

# name: definitions, derivative, right, wrong
DERIVATIVES: dict[str, tuple[dict[str, str], str, str, str]] = {
    "by the last quantity": (NEURON, r"\frac{\partial L}{\partial a}", "a - y", "2(a - y)"),
    "of a quantity between": (NEURON, r"\frac{\partial a}{\partial z}", "a(1-a)", "a(1+a)"),
    "by d": (NEURON, r"\frac{da}{dz}", "a(1-a)", "z(1-z)"),
    "through one": (NEURON, r"\frac{\partial L}{\partial z}", "(a-y)a(1-a)", "(a-y)(1-a)"),
    "by a name": (NEURON, r"\frac{\partial L}{\partial w}", "(a-y)a(1-a)x", "(a-y)a(1-a)w"),
    "the chain rule": (
        NEURON, r"\frac{\partial L}{\partial w}",
        r"\frac{\partial L}{\partial a}\frac{\partial a}{\partial z}\frac{\partial z}{\partial w}",
        r"\frac{\partial L}{\partial a}\frac{\partial z}{\partial w}"),
    "of logarithms": (
        ENTROPY, r"\frac{\partial L}{\partial a}", r"-\frac{y}{a}+\frac{1-y}{1-a}", r"-\frac{y}{a}-\frac{1-y}{1-a}"),
    "of logarithms through one": (ENTROPY, r"\frac{\partial L}{\partial z}", "a - y", "y - a"),
    "typed": (NEURON, "diff(L, a)", "a - y", "y - a"),
    "typed as a quotient": (NEURON, "dL/da", "a - y", "a + y"),
    "typed as an operator": (NEURON, "d/da L", "a - y", "a"),
    "of second order": (NEURON, r"\frac{d^2 L}{da^2}", "1", "2"),
    "in all": (TWO_WAYS, r"\frac{df}{dx}", "u + 2x^2 + 4xu", "u"),
    "of an expression": (NEURON, r"\frac{\partial}{\partial a}(ya + a^2)", "y + 2a", "2a"),
}  # fmt: skip


def verdict(definitions: dict[str, str], derivative: str, answer: str) -> str:
    return grade({"reference": answer, "submitted": derivative, "definitions": definitions, "symbols": NAMES}).verdict


@pytest.mark.parametrize("name", DERIVATIVES)
def test_a_derivative_by_a_quantity(name: str) -> None:
    definitions, derivative, right, wrong = DERIVATIVES[name]
    assert (verdict(definitions, derivative, right), verdict(definitions, derivative, wrong)) == ("correct", "wrong")


@pytest.mark.parametrize("derivative", [r"\frac{\partial f}{\partial x}", r"\frac{\partial}{\partial x}(xu + u^2)"])
@pytest.mark.parametrize("answer", ["u", "u + 2x^2 + 4xu"])
def test_a_partial_derivative_that_may_be_of_one_argument_only(derivative: str, answer: str) -> None:
    assert verdict(TWO_WAYS, derivative, answer) == ("undecided" if answer == "u" else "correct")


def test_what_stays_as_it_is() -> None:
    assert verdict(TWO_WAYS, r"\frac{\partial f}{\partial u}", "x + 2u") == "correct"
    assert verdict(TWO_WAYS, r"\frac{\partial f}{\partial u}", "u/(2x) + x + 2u") == "undecided"
    assert verdict(TWO_WAYS, r"\frac{df}{du}", "x + 2u") == "unreadable"


def test_a_kink_has_no_slope_at_a_place() -> None:
    assert verdict({"z": "w x", "h": r"\max(0, z)"}, r"\frac{dh}{dz}", "1") == "unreadable"
    assert verdict({"z": "w x", "h": r"\max(0, z)", "L": "h^2"}, r"\frac{dL}{dh}", "2h") == "correct"


def test_a_name_that_is_bound_is_no_quantity() -> None:
    assert verdict({"u": "x^2"}, r"\sum_{u=1}^3 \frac{d}{dx} (x u)", "6") == "correct"
