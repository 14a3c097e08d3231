r"""Values that are put into a formula on the way, z = \frac{\bar x-\mu_0}{\sigma/\sqrt n}, = \frac{52-50}{10/\sqrt{100}}."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.numbers import number_of
from verify.grading.texts.put_in import put_in

MATCHED = [
    (r"\frac{\bar x-\mu_0}{\sigma/\sqrt n}", r"\frac{52-50}{10/\sqrt{100}}", r"\frac { (52) - (50) } { (10) / \sqrt { (100) } }"),
    (r"\frac{n-k+2p}{s}+1", r"\frac{28-5+2\cdot2}{1}+1", r"\frac { (28) - (5) + 2 (2) } { (1) } + 1"),
    (r"\tfrac12 mv^2", r"\frac{1}{2}\cdot 2\cdot 3^2", r"\frac { 1 } { 2 } (2) (3) ^ { 2 }"),
    ("ab^2", "(-2)(3)^2", "(- 2) (3) ^ { 2 }"),
    (r"r + \gamma\max_{a'}Q(s',a')", r"1 + 0.9\cdot 10", "(1) + (0.9) (10)"),
    (r"\frac{\bar x-\mu_0}{\sigma/\sqrt n}", r"\frac{52-50}{10/100}", None),
    ("x + x", "2 + 4", None),
    ("x^2 + x", "3^2 + 4", None),
    ("x + y", "2 - 4", None),
    ("x", "2", None),
    ("x + y", "2 + y", None),
    ("x + " * 400 + "y", "2", None),
]

_Z = r"z = \frac{\bar x-\mu_0}{\sigma/\sqrt n}"
_NUMBERS = r"= \frac{52-50}{10/\sqrt{100}}"
_RATE = [r"f(x) = x^2", r"f'(x) = 2x"]
_STEP = r"x_1 = x_0 - \eta f'(x_0)"
_SIZE = r"o = \frac{n-k+2p}{s}+1"
_VALUE = r"Q(s,a)+\alpha\left[r+\gamma\max_{a'}Q(s',a')-Q(s,a)\right]"
_NEWTON = r"x_1 = x_0 - \frac{f(x_0)}{f'(x_0)}"
DERIVATIONS = [
    ("z = 2", [_Z, _NUMBERS, r"= \frac21", "= 2"], "correct"),
    ("2", [_Z, _NUMBERS, "= 2"], "correct"),
    ("z = 2", ["n = 100", _Z, _NUMBERS, "= 2"], "correct"),
    ("28", [_SIZE, r"= \frac{28-5+2\cdot2}{1}+1", "= 28"], "correct"),
    ("9", [r"E = \frac12 mv^2", r"= \frac12\cdot 2\cdot 3^2", "= 9"], "correct"),
    (r"12\pi", [r"V = \pi r^2 h", r"= \pi \cdot 2^2\cdot 3", r"= 12\pi"], "correct"),
    ("4.6", [_VALUE, r"= 4+0.1\left[1+0.9\cdot10-4\right]", "= 4.6"], "correct"),
    ("x_1 = 0.6", [*_RATE, _STEP, r"x_1 = 1 - 0.2\cdot 2", "x_1 = 0.6"], "correct"),
    ("x_1 = 0.6", [*_RATE, "x_0 = 1", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"], "correct"),
    ("x_1 = 0.8", r"x_1 = x_0 - \eta f'(x_0) = 1 - 0.1\cdot2 = 0.8", "correct"),
    (r"x_1 = \frac32", [r"f(x) = x^2-2,\quad f'(x) = 2x", _NEWTON, r"= 1 - \frac{1-2}{2}", r"= \frac32"], "correct"),
    ("z = 2", [_Z, _NUMBERS, "= 3"], "wrong"),
    ("z = 2", [_Z, _NUMBERS, r"= \frac22", "= 2"], "wrong"),
    ("z = 2", [_Z, r"= \frac{52-50}{10/100}", r"= \frac{2}{0.1}", "= 20"], "wrong"),
    ("4.6", [_VALUE, r"= 4+0.1\left[1+0.9\cdot10+4\right]", "= 5.4"], "wrong"),
    ("x_1 = 0.6", [r"f(x) = x^2", "f'(x) = x", _STEP, r"x_1 = 1 - 0.2\cdot 1", "x_1 = 0.8"], "wrong"),
    (r"x_1 = \frac32", [r"f(x) = x^2-2,\quad f'(x) = 2x", _NEWTON, r"= 1 - \frac{1+2}{2}", r"= -\frac12"], "wrong"),
    (r"\operatorname{Var}(X) = \frac{1}{12}", r"\operatorname{Var}(X) = E[X^2]-E[X]^2 = \frac13 - \frac12 = -\frac16", "wrong"),
]  # fmt: skip

LEFT_OPEN = [  # never right, and wrong only where that is certain
    ("z = 2", ["n = 25", _Z, _NUMBERS, "= 2"]),
    ("z = 2", [r"\sigma = 5", _Z, _NUMBERS, "= 2"]),
    ("z = 2", [r"n = 100, \sigma = 5", _Z, _NUMBERS, "= 2"]),
    ("z = 2", [_Z, r"= \frac{52-50}{10/10}", "= 2"]),
    ("28", [r"o = \frac{n-k+2p}{s}", r"= \frac{28-5+2\cdot2}{1}+1", "= 28"]),
    ("28", [r"o = \frac{n-k+p}{s}+1", r"= \frac{28-5+2\cdot2}{1}+1", "= 28"]),
    ("6", ["a = x + x", "= 2 + 4", "= 6"]),
    ("6", ["a = e^x + 5", "= 1^0 + 5", "= 6"]),
    ("x_1 = 0.8", [r"x_1 = x_0 - \eta f'(x_1)", r"= 1 - 0.1\cdot2", "= 0.8"]),
    ("4", ["x = x + 1", "= 3 + 1", "= 4"]),
    ("x_1 = 0.6", [*_RATE, "x_0 = 2", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"]),
    ("x_1 = 0.6", [*_RATE, "f'(1) = 3", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"]),
    ("x_1 = 0.6", [r"f(x) = x^2", "f'(x) = 3x", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"]),
    ("x_1 = 0.6", [r"f(x) = x^3", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"]),
    ("x_1 = 0.6", ["f'(x) = 3x", _STEP, r"= 1 - 0.2\cdot 2", "= 0.6"]),
    (r"x_1 = \frac32", [r"f(x) = x^2-2,\quad f'(x) = 3x", _NEWTON, r"= 1 - \frac{1-2}{2}", r"= \frac32"]),
    (r"x_1 = \frac32", [r"f(x) = x^2-2", r"x_1 = x_0 + \frac{f(x_0)}{f'(x_0)}", r"= 1 + \frac12", r"= \frac32"]),
]
NOT_WRONG = [
    ("x = 3", [r"2x + 1 = 5 + 2 = 7"]),
    ("2", "x = 2, y = 3"),
    ("3", "x = 2y = 6"),
    ("y = 3", "x = 2y = 6"),
    ("3", r"x = 2y = 2\cdot 3 = 6"),
    ("c = 5", ["c^2 = a^2+b^2", "= 3^2+4^2", "= 25", "c = 5"]),
    ("c = 5", ["c^2 = 3^2+4^2", "= 25", "c = 5"]),
    ("(2, 1)", "(b, w) = (1, 2)"),
    ("p = 0.05", [r"z = \frac{a}{b}", r"= \frac42", "= 2", "p = 0.05"]),
    ("2", [r"z = \frac{a}{b}", r"= \frac{c}{d}", "= 2.04"]),
    ("0.5", [r"\operatorname{Var}(X) = \mathbb{E}[X^2]-\mathbb{E}[X]^2", r"= 0.7 - 0.2", "= 0.5", r"\approx 50\%"]),
]
DECLARED = [
    ("positive integer", "100", "correct"),
    ("positive integer", "2.25", None),
    ("positive", "100", "correct"),
    ("in (0, 1)", "100", None),
]
NUMBERS = [("0.5", 0.5), (r"-\frac12", -0.5), (r"\frac{3}{4}", 0.75), ("3/0", None), ("2x", None)]


@pytest.mark.parametrize(("formula", "numbers", "found"), MATCHED)
def test_a_formula_with_its_values(formula: str, numbers: str, found: str | None) -> None:
    read = put_in(formula, numbers)
    assert (None if read is None else read.with_values) == found


def _verdict(reference: str, derivation: str | list[str], **fields: object) -> str:
    answer = {"submitted": derivation} if isinstance(derivation, str) else {"lines": derivation}
    return grade({"reference": reference, **answer, **fields}).verdict


@pytest.mark.parametrize(("reference", "derivation", "verdict"), DERIVATIONS)
def test_values_are_put_in(reference: str, derivation: str | list[str], verdict: str) -> None:
    assert _verdict(reference, derivation) == verdict


@pytest.mark.parametrize(("reference", "lines"), LEFT_OPEN)
def test_what_no_values_give_is_not_right(reference: str, lines: list[str]) -> None:
    assert _verdict(reference, lines) != "correct"


@pytest.mark.parametrize(("reference", "lines"), NOT_WRONG)
def test_another_number_may_be_meant(reference: str, lines: str | list[str]) -> None:
    assert _verdict(reference, lines) != "wrong"


@pytest.mark.parametrize(("words", "value", "verdict"), DECLARED)
def test_values_are_those_of_declared_names(words: str, value: str, verdict: str | None) -> None:
    root = {"100": "10", "2.25": "1.5"}[value]
    lines = [r"s = \frac{1}{t}\sqrt{n}", rf"= \frac11\sqrt{{{value}}}", f"= {root}"]
    found = _verdict(f"s = {root}", lines, symbols={"n": words})
    assert found == (verdict or "undecided")


def test_values_are_said() -> None:
    assert r"100 is put in for n" in grade({"reference": "z = 2", "lines": [_Z, _NUMBERS, "= 2"]}).choices


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: float | None) -> None:
    assert number_of(text) == value
