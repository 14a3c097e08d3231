"""Questions: claims of the catalogue, forms, known mistakes, the ways to ask from Python and from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.cli import main
from verify.grading import Grader, grade
from verify.problem import InputError

KL = r"\log\frac{s_2}{s_1} + \frac{s_1^2 + (\mu_1-\mu_2)^2}{2 s_2^2} - \frac12"

CLAIMS: dict[str, tuple[dict[str, str], str]] = {
    "the right side of the claim": ({"claim": "gaussian-kl", "submitted": KL}, "correct"),
    "another form of it": (
        {"claim": "gaussian-kl", "submitted": "log(s_2) - log(s_1) - 1/2 + (s_1/s_2)^2/2 + (mu_1-mu_2)^2/(2 s_2^2)"}, "correct"),
    "one of its mistakes": (
        {"claim": "gaussian-kl", "submitted": "log(s_1/s_2) + (s_2^2 - (mu_1+mu_2)^2)/(2 s_1^2) - 1/2"}, "wrong"),
    "a name that it does not have": ({"claim": "gaussian-kl", "submitted": "log(sigma_2/sigma_1)"}, "unreadable"),
    "a name before the answer": ({"claim": "gaussian-kl", "submitted": rf"D_{{KL}} = {KL}"}, "correct"),
    "a claim with several parts": ({"claim": "sigmoid-tanh", "submitted": "2/(1+exp(-2x)) - 1"}, "undecided"),
    "one of several parts": (
        {"claim": "sigmoid-tanh", "part": "tanh by sigma", "submitted": "2/(1+exp(-2z)) - 1"}, "correct"),
    "a claim that does not exist": ({"claim": "gaussian-kll", "submitted": "1"}, "undecided"),
    "a subject": ({"claim": "networks", "submitted": "1"}, "undecided"),
    "a part that does not exist": ({"claim": "gaussian-kl", "part": "none", "submitted": "1"}, "undecided"),
    "a claim and a reference": ({"claim": "gaussian-kl", "reference": "1", "submitted": "1"}, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLAIMS)
def test_claims(name: str) -> None:
    row, verdict = CLAIMS[name]
    assert grade(row).verdict == verdict


def test_a_row_runs_no_file(tmp_path: Path) -> None:
    path = tmp_path / "claim.py"
    path.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    assert grade({"claim": str(path), "submitted": "1"}).verdict == "undecided"
    assert not (tmp_path / "ran").exists()


FORMS: dict[str, tuple[str, str, str, str]] = {
    "multiplied out": ("expanded", "x^2 - 1", "x^2 - 1", "correct"),
    "not multiplied out": ("expanded", "x^2 - 1", "(x-1)(x+1)", "wrong"),
    "a power not multiplied out": ("expanded", "x^2 + 2x + 1", "(x+1)^2", "wrong"),
    "a product inside a function is free": ("expanded", "exp(x(x+1))", "exp(x(x+1))", "correct"),
    "multiplied out and wrong": ("expanded", "x^2 - 1", "x^2 + 1", "wrong"),
    "a product": ("factored", "x^2 - 1", "(x-1)(x+1)", "correct"),
    "no product": ("factored", "x^2 - 1", "x^2 - 1", "wrong"),
    "irreducible": ("factored", "x^2 + 1", "x^2 + 1", "correct"),
    "a common number": ("factored", "2x + 2", "2x + 2", "wrong"),
    "the number before the bracket": ("factored", "2x + 2", "2(x+1)", "correct"),
    "half done": ("factored", "x^3 - x", "x(x^2 - 1)", "wrong"),
    "simple": ("simplified", "2x + 1", "1 + 2x", "correct"),
    "like terms": ("simplified", "2x + 1", "x + 1 + x", "wrong"),
    "arithmetic left to do": ("simplified", "5x", "(2+3)x", "wrong"),
    "a root that stays": ("simplified", "sqrt(2)", "sqrt(2)", "correct"),
    "a root that goes": ("simplified", "2", "sqrt(4)", "wrong"),
    "longer than the reference": ("simplified", "2x + 1", "(x+1)^2 - x^2", "undecided"),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str) -> None:
    form, reference, submitted, verdict = FORMS[name]
    result = grade(reference, submitted, form=form)
    assert result.verdict == verdict, result
    assert "equal, but" in result.message or verdict == "correct" or "and wrong" in name


WAYS: dict[str, Any] = {
    "a row": lambda: grade({"reference": "2x", "submitted": "x + x", "symbols": {"x": "real"}}),
    "two formulas": lambda: grade("2x", "x + x", symbols={"x": "real"}),
    "keywords": lambda: grade(reference="2x", submitted="x + x", symbols={"x": "real"}),
    "a grader": lambda: Grader("2x", symbols={"x": "real"}).grade("x + x"),
    "a row with fields of somebody else": lambda: grade({"reference": "2x", "submitted": "x + x", "expected": True}),
}


@pytest.mark.parametrize("name", WAYS)
def test_ways_to_ask(name: str) -> None:
    result = WAYS[name]()
    assert (result.verdict, result.score) == ("correct", 1)
    assert (result.truth, result.domain, result.trust) == ("proved", "total", "checked")


MALFORMED: tuple[dict[str, Any], ...] = (
    {"refrence": "x", "submitted": "x"}, {"reference": "x", "submitted": "x", "lines": ["x"]},
    {"reference": "x", "submitted": "x", "form": "nice"}, {"reference": "x", "submitted": "x", "relation": "near"},
    {"reference": "x", "lines": ["x"], "rubric": {"line": 1}}, {"reference": "x", "lines": ["x"], "rubric": {"lines": 0}},
    {"reference": "x", "lines": "x"}, {"reference": 1, "submitted": "x"}, {"reference": "x", "submitted": "x", "points": "two"},
    {"reference": "x", "submitted": "x", "syntax": "word"}, {"reference": "x", "submitted": "x", "symbols": ["x"]},
)  # fmt: skip


@pytest.mark.parametrize("row", MALFORMED, ids=str)
def test_a_question_that_cannot_be_read_costs_nobody_points(row: dict[str, Any]) -> None:
    result = grade(row)
    assert (result.verdict, result.score) == ("undecided", None)
    assert result.message.startswith("the question itself: ")


BLANK: tuple[dict[str, Any], ...] = (
    {}, {"submitted": ""}, {"submitted": " \n"}, {"submitted": None}, {"lines": []}, {"lines": ["", " "]})


@pytest.mark.parametrize("row", BLANK, ids=str)
def test_where_nothing_was_handed_in_this_is_said(row: dict[str, Any]) -> None:
    result = grade({"reference": "2x", **row})
    assert (result.verdict, result.score) == ("unreadable", None)
    assert result.message == "no answer"
    assert result.problem is not None
    assert result.problem.kind == "no-answer"


def test_a_grader_says_at_once_what_is_wrong_with_its_question() -> None:
    for question in ({"form": "nice"}, {"modus": "equal"}, {"symbols": {"x": "postive"}}):
        with pytest.raises(InputError):
            Grader("x", **question)


def test_what_comes_from_outside_is_escaped() -> None:
    result = grade("x", "<script>alert(1)</script>")
    assert "<script>" not in result._repr_html_()
    assert "\x1b" not in str(grade("x", "x \x1b[2J"))


def test_one_answer_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grade", "--claim", "gaussian-kl", KL]) == 0
    assert capsys.readouterr().out.startswith("correct, 1 point\n")
    assert main(["grade", "--reference", "2x", "-3x"]) == 1
    shown = capsys.readouterr().out
    assert "wrong" in shown and "reference = 2" in shown and "answer    = -3" in shown
    assert main(["grade", "--reference", "2x", "3x", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "wrong"
    assert main(["grade", "--claim", "gaussian-kll", "1"]) == 2
    assert "did you mean gaussian-kl" in capsys.readouterr().err


def test_questions_do_not_ask_each_other_without_end() -> None:
    question = Grader("x^2", symbols={"x": "real"})
    with pytest.raises(InputError, match="again and again"):
        for _ in range(100):
            question = question.asking(question.row)
    assert question.verdict_of(question.row, lambda grader: grader.grade("x")) == "undecided"
