"""Texts that say that there is no answer are no formula, and no product of letters either."""

from __future__ import annotations

import pytest

import verify
from verify.problem import InputError
from verify.read.formula import vocabulary

WORDS = vocabulary({"x": "real", "n": "natural"})

SAID = [
    "none", "None.", "n/a", "N/A", "-", "?", "I don't know", "i dont know", "no solution", "no real solutions", "diverges", "DNE",
    "does not exist", "undefined", r"\text{none}", r"\text{no solution}", "$none$", "no", "idk", "banana",
    "the answer is unknown", "Not sure how this works",
]  # fmt: skip


@pytest.mark.parametrize("source", SAID)
def test_words_are_no_formula(source: str) -> None:
    with pytest.raises(InputError) as caught:
        WORDS.read(source)
    problem = caught.value.problem
    assert "no formula" in problem.seen
    assert "did you mean" not in problem.help and "*" not in problem.help
    assert problem.span is not None


@pytest.mark.parametrize("syntax", ["auto", "latex", "text"])
@pytest.mark.parametrize("answer", ["none", "n/a", "N/A", "-", "?", "no solution", "diverges"])
def test_nobody_is_right_or_wrong_by_them(answer: str, syntax: str) -> None:
    assert verify.grade("2x", answer, syntax=syntax).verdict == "unreadable"
    assert verify.grade(lines=["x + x", answer, "2x"], syntax=syntax).verdict == "unreadable"


@pytest.mark.parametrize(("source", "help"), [
    ("epslon", "epsilon"), ("sgima", "sigma"), ("tahn(x)", "tanh"), ("softplsu(x)", "softplus"), ("kT", "k*T"),
    ("xyz + 1", "x*y*z"),
])  # fmt: skip
def test_what_may_be_a_slip_is_still_offered(source: str, help: str) -> None:
    with pytest.raises(InputError) as caught:
        WORDS.read(source)
    assert help in caught.value.problem.help


def test_what_is_declared_is_a_formula() -> None:
    assert repr(vocabulary({"n": "natural", "a": "real"}).read("n/a").term) == repr(
        vocabulary({"n": "natural", "a": "real"}).read(r"\frac{n}{a}").term
    )
    assert vocabulary({"none": "real"}).read("none + 1").undeclared == ()
    assert WORDS.read("infinity").term is WORDS.read(r"\infty").term


@pytest.mark.parametrize(("source", "under"), [
    (r"\alpha", r"\alpha"), (r"2 \alpha", r"\alpha"), (r"\frac{1}{2}", r"\frac"), (r"n + \beta", r"\beta"),
])  # fmt: skip
def test_a_command_of_latex_in_typed_text_is_named(source: str, under: str) -> None:
    with pytest.raises(InputError) as caught:
        vocabulary({"n": "natural"}, {}, "text").read(source)
    problem = caught.value.problem
    assert problem.seen == f"{under}, a command of LaTeX in typed text"
    assert problem.span is not None and source[slice(*problem.span)] == under
