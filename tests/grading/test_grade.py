"""Rows and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verify.cli import main
from verify.grading import Grader, grade
from verify.problem import InputError

ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "another form": ({"reference": r"\frac{1}{1+e^{-z}}", "submitted": "(1+tanh(z/2))/2"}, "correct"),
    "a slip": ({"reference": "2x", "submitted": "2x+1"}, "wrong"),
    "defined on half of the domain": ({"reference": "log(x^2)", "submitted": "2 log x", "symbols": {"x": "nonzero"}}, "wrong"),
    "right on the domain that is declared": (
        {"reference": "log(x^2)", "submitted": "2 log x", "symbols": {"x": "positive"}}, "correct"),
    "undefined at one point": ({"reference": "x+1", "submitted": "(x^2-1)/(x-1)"}, "correct"),
    "defined at one point more": ({"reference": "(x^2-1)/(x-1)", "submitted": "x+1"}, "correct"),
    "a defined function": (
        {"reference": "S(x)(1-S(x))", "submitted": r"\frac{e^{-x}}{(1+e^{-x})^2}", "definitions": {"S(x)": "1/(1+exp(-x))"}},
        "correct",
    ),
    "a defined function of a defined function": (
        {"reference": "4x^2", "submitted": "T(T(x))*x/x*2*x/2", "definitions": {"T(x)": "2x"}}, "correct"),
    "a defined quantity": (
        {"reference": r"n \bar{x}", "submitted": r"\sum_{i=1}^n x_i", "symbols": {"x": "sequence n of real"},
         "definitions": {r"\bar{x}": "sum(x_i, i, 1, n)/n"}}, "correct"),
    "the name of the answer": ({"reference": "42", "submitted": "y = 42"}, "correct"),
    "an equation that is false, with the answer on its right": ({"reference": "42", "submitted": "1 = 42"}, "undecided"),
    "an equation times a number": ({"reference": "y = 2x + 1", "submitted": "2y = 4x + 2"}, "correct"),
    "another line": ({"reference": "y = 2x + 1", "submitted": "y = 2x - 1"}, "wrong"),
    "an inequality from the other side": ({"reference": "x < 2", "submitted": "2 > x"}, "correct"),
    "an inequality that is not strict": ({"reference": "x < 2", "submitted": r"x \le 2"}, "wrong"),
    "a set in another order": ({"reference": r"\{1, 2\}", "submitted": r"\{2, \frac{2}{2}\}"}, "correct"),
    "a set with one element less": ({"reference": r"\{1, 2\}", "submitted": r"\{1\}"}, "wrong"),
    "matrices do not commute": (
        {"reference": "A B", "submitted": "B A", "symbols": {"A": "matrix n", "B": "matrix n"}}, "wrong"),
    "another shape": ({"reference": "A", "submitted": "tr(A)", "symbols": {"A": "matrix n"}}, "wrong"),
    "another layout": (
        {"reference": r"\nabla_x \|x\|^2", "submitted": "2x^T", "symbols": {"x": "vector n"}}, "undecided"),
    "another layout of a derivative by a square matrix": (
        {"reference": r"\frac{\partial}{\partial X}\operatorname{tr}(XA)", "submitted": "A",
         "symbols": {"X": "matrix n n", "A": "matrix n n"}}, "undecided"),
    "a transposed matrix": (
        {"reference": r"A^\top", "submitted": "A", "symbols": {"A": "matrix n n"}}, "wrong"),
    "a number for each entry": (
        {"reference": r"\nabla_x \mathbf{1}^\top x", "submitted": "1", "symbols": {"x": "vector n"}}, "undecided"),
    "a multiple of the identity": (
        {"reference": "2I", "submitted": "2", "symbols": {"I": "matrix n"}, "assuming": ["I x = x"]}, "undecided"),
    "an entry": ({"reference": r"\nabla_x \|x\|^2", "submitted": "2x_i", "symbols": {"x": "vector n"}}, "undecided"),
    "a number for a vector": (
        {"reference": r"\nabla_x \|x\|^2", "submitted": r"2\|x\|", "symbols": {"x": "vector n"}}, "wrong"),
    "a vector for a number": ({"reference": r"\|x\|^2", "submitted": "x", "symbols": {"x": "vector n"}}, "wrong"),
    "another size": ({"reference": "X X^T", "submitted": "X^T X", "symbols": {"X": "matrix m n"}}, "wrong"),
    "another layout of something else": (
        {"reference": r"(Wx-y)x^\top", "submitted": r"2x(Wx-y)^\top",
         "symbols": {"W": "matrix m n", "x": "vector n", "y": "vector m"}}, "wrong"),
    "outer and inner products of what may be a row": ({"reference": r"x x^\top", "submitted": r"x^\top x"}, "undecided"),
    "complements of entries": (
        {"reference": r"\mathrm{diag}(p \odot (1-p))", "submitted": r"\mathrm{diag}(p) - p p^\top", "symbols": {"p": "vector n"}},
        "wrong"),
    "case is not folded": ({"reference": "A + B", "submitted": "a + b"}, "wrong"),
    "log is natural": ({"reference": r"\ln x", "submitted": r"\log x", "symbols": {"x": "positive"}}, "correct"),
    "no number at the end": ({"reference": "x^2", "submitted": "x^"}, "unreadable"),
    "up to a constant": ({"reference": "x^2/2", "submitted": "x^2/2 + K", "mode": "up to a constant"}, "correct"),
    "not up to a constant": ({"reference": "x^2/2", "submitted": "x^2 + K", "mode": "up to a constant"}, "wrong"),
    "up to another constant on each side of 0": (
        {"reference": "log(|x|)", "submitted": "log(|x|) + sign(x)", "mode": "up to a constant"}, "wrong"),
    "equal derivatives, other constants": (
        {"reference": "atan(x)", "submitted": "-atan(1/x)", "mode": "up to a constant"}, "wrong"),
    "up to a constant that is written as a logarithm": (
        {"reference": "log(x)", "submitted": "log(2x)", "mode": "up to a constant", "symbols": {"x": "positive"}}, "correct"),
    "a constant of the reference": ({"reference": "x^2 + C", "submitted": "x^2 + K", "mode": "up to a constant"}, "correct"),
    "a variable that is lost": ({"reference": "x + y", "submitted": "x", "mode": "up to a constant"}, "undecided"),
    "a factor that may be 0": ({"reference": "x + 1", "submitted": "c (x + 1)", "mode": "up to a factor"}, "undecided"),
    "a definition under a sum": (
        {"reference": "sum(S(i), i, 1, n)", "submitted": "n (n+1)/2", "definitions": {"S(x)": "x"},
         "symbols": {"n": "natural"}}, "correct"),
    "a definition of a name that is bound where it is used": (
        {"reference": "sum(q, i, 1, n)", "submitted": "n i", "definitions": {"q": "i"},
         "symbols": {"i": "integer", "n": "natural"}}, "undecided"),
    "an index after an exponent": ({"reference": "a_1^n", "submitted": "a^n_1", "symbols": {"a_1": "positive"}}, "unreadable"),
    "an index after an exponent, in LaTeX": (
        {"reference": "a_1^n", "submitted": "a^n_1", "syntax": "latex", "symbols": {"a_1": "positive"}}, "correct"),
    "an exponent with an index that is declared": (
        {"reference": "a^(n_1)", "submitted": "a^n_1", "symbols": {"a": "positive", "n_1": "real"}}, "correct"),
    "up to a factor": ({"reference": "x + 1", "submitted": "3x + 3", "mode": "up to a factor"}, "correct"),
    "not up to a factor": ({"reference": "x + 1", "submitted": "3x + 1", "mode": "up to a factor"}, "wrong"),
    "not a factor of 0": ({"reference": "x + 1", "submitted": "0", "mode": "up to a factor"}, "wrong"),
    "modulo a period": ({"reference": "pi/4", "submitted": "9 pi/4", "mode": "modulo 2 pi"}, "correct"),
    "not modulo a period": ({"reference": "pi/4", "submitted": "5 pi/4", "mode": "modulo 2 pi"}, "wrong"),
    "a decimal is exact": ({"reference": "pi", "submitted": "3.14"}, "wrong"),
    "within a tolerance": ({"reference": "pi", "submitted": "3.14", "mode": "tolerance 1e-2"}, "correct"),
    "an assumption": ({"reference": "a x", "submitted": "b x", "assuming": "a = b"}, "correct"),
    "half of the domain, within a tolerance": (
        {"reference": "0.5 log(x^2)", "submitted": "log(x)", "mode": "tolerance 1e-3"}, "undecided"),
    "a mode that is no number": ({"reference": "x", "submitted": "x", "mode": "tolerance 1.5.2"}, "undecided"),
    "a tolerance that is too large to be meant": (
        {"reference": "x", "submitted": "x", "mode": "tolerance 1e999999999"}, "undecided"),
    "a period that is a name": ({"reference": "x", "submitted": "x + T", "mode": "modulo T"}, "undecided"),
    "definitions that use each other": (
        {"reference": "y", "submitted": "u", "definitions": {"u": "v", "v": "u"}}, "undecided"),
    "a definition that uses the next one": (
        {"reference": "y", "submitted": "u", "definitions": {"u": "v", "v": "y"}}, "correct"),
    "the parameter of a function is its own": (
        {"reference": "f(3)", "submitted": "9", "definitions": {"a": "7", "f(a)": "a^2"}}, "correct"),
    "the parameter of a function is no quantity": (
        {"reference": "f(3)", "submitted": "49", "definitions": {"a": "7", "f(a)": "a^2"}}, "wrong"),
    "a case after the last": (
        {"reference": "x", "submitted": r"\begin{cases} x & \text{otherwise} \\ -x & x \le 1 \end{cases}"}, "unreadable"),
    "assumptions that nothing meets": (
        {"reference": "a", "submitted": "b", "assuming": ["a^2 + b^2 + 1 = 0"]}, "undecided"),
    "a disjunction that is undefined on an interval": (
        {"reference": "x < 1", "submitted": "x < -1 or log(x) < 0"}, "undecided"),
    "an expectation over nothing": ({"reference": "x", "submitted": r"\mathbb{E}[x]"}, "unreadable"),
    "undefined at half of the integers": (
        {"reference": "n", "submitted": "gamma(n+1)/gamma(n)", "symbols": {"n": "integer"}}, "undecided"),
    "undefined at one of two values": (
        {"reference": "1", "submitted": "(n-5)/(n-5)", "symbols": {"n": "in {5, 6}"}}, "undecided"),
    "a question that cannot be read": ({"reference": "x^", "submitted": "x"}, "undecided"),
    "a field that does not exist": ({"refrence": "x", "submitted": "x"}, "undecided"),
    "a mode that does not exist": ({"reference": "x", "submitted": "x", "mode": "roughly"}, "undecided"),
    "a declaration that cannot be read": ({"reference": "x", "submitted": "x", "symbols": {"x": "postive"}}, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_verdict(name: str) -> None:
    row, verdict = ROWS[name]
    result = grade(row)
    assert result.verdict == verdict, result
    assert (result.score is None) == (verdict in ("undecided", "unreadable"))
    assert (result.counterexample is not None) == (verdict == "wrong") or "set" in name
    json.dumps(result.record())


@pytest.mark.parametrize("name", [name for name in ROWS if "mode" not in ROWS[name][0] and ROWS[name][1] in ("correct", "wrong")])
def test_exchanging_the_two_never_contradicts(name: str) -> None:
    row, verdict = ROWS[name]
    if "defined" in name and "defined function" not in name and "quantity" not in name:
        return  # what is undefined counts for the submission only
    turned = grade({**row, "reference": row["submitted"], "submitted": row["reference"]})
    assert turned.verdict in (verdict, "undecided")


LINES: dict[str, tuple[list[str], str, int | None]] = {
    "every line follows": (["(x+1)^2 - 1", "x^2 + 2x", "= x(x+2)"], "correct", None),
    "the second line is wrong": (["(x+1)^2 - 1", "x^2 + x", "= x(x+1)"], "wrong", 1),
    "LaTeX with relations": ([r"(x+1)^2 - 1", r"= x^2 + 2x", r"\ge -1"], "correct", None),
    "a line that cannot be read": (["(x+1)^2 - 1", "x^2 + ", "x^2 + 2x"], "unreadable", None),
    "statements": (["2x = 4", "x = 2"], "correct", None),
    "a solution is lost": (["x^2 = 4", "x = 2"], "wrong", 1),
    "an implication": (["x = 2", r"\implies x^2 = 4"], "correct", None),
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    lines, verdict, first_wrong = LINES[name]
    result = grade({"lines": lines})
    assert (result.verdict, result.first_wrong) == (verdict, first_wrong), result
    assert len(result.steps) == len(lines)


def test_the_last_line_has_to_be_what_was_asked_for() -> None:
    result = grade({"lines": ["x + x", "= 2x"], "reference": "3x"})
    assert (result.verdict, result.first_wrong) == ("wrong", None)
    assert "the last one is not what was asked for" in result.message


def test_credit_for_another_answer() -> None:
    row = {"references": ["x^2", {"formula": "2x", "credit": 0.5, "message": "that is the derivative"}], "points": 4}
    assert grade({**row, "submitted": "x*x"}).score == 4
    half = grade({**row, "submitted": "x + x"})
    assert (half.verdict, half.score, half.message) == ("correct", 2, "that is the derivative")
    assert grade({**row, "submitted": "x + 2"}).score == 0


def test_a_reference_is_read_once() -> None:
    grader = Grader("x^2 + 1", symbols={"x": "real"})
    assert [grader.grade(answer).verdict for answer in ("1 + x x", "x^2", "x^")] == ["correct", "wrong", "unreadable"]
    with pytest.raises(InputError):
        Grader("x^")


def test_an_answer_that_repeats_gets_the_same_result_under_its_own_name() -> None:
    grader = Grader("x^2 + 1", symbols={"x": "real"})
    first, again, other = grader.grade("x^2 + 2", "a"), grader.grade("2 + x*x", "b"), grader.grade("1 + x*x", "c")
    assert (first.verdict, again.verdict, other.verdict) == ("wrong", "wrong", "correct")
    assert (again.id, again.counterexample) == ("b", first.counterexample)


def test_a_doubtful_spelling_of_an_answer_that_was_wrong_is_still_doubtful() -> None:
    grader = Grader("x/(2*y)", symbols={"x": "real", "y": "positive"})
    assert [grader.grade(text).verdict for text in ("x*y/2", "x/2y", "(x/2)*y")] == ["wrong", "undecided", "wrong"]


def test_rows_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    good, wrong = '{"id": "a", "reference": "x", "submitted": "x"}', '{"id": "b", "reference": "x", "submitted": "2x"}'
    rows.write_text(f"{good}\n\nno json\n{wrong}\n")
    assert main(["grade", str(rows), "-o", str(tmp_path / "out.jsonl")]) == 1
    results = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [result["verdict"] for result in results] == ["correct", "undecided", "wrong"]
    assert "3 rows: 1 correct, 1 wrong, 1 undecided" in capsys.readouterr().err
    table = tmp_path / "rows.csv"
    table.write_text('id,reference,submitted,symbols,points\na,sqrt(x^2),x,"{""x"": ""positive""}",3\nb,x,,,\n')
    assert main(["grade", str(table)]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(result["verdict"], result["score"]) for result in results] == [("correct", 3.0), ("unreadable", None)]
    assert main(["grade", str(tmp_path / "none.jsonl")]) == 2


def test_a_reading_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "sin 2x/sin x"]) == 0
    out = capsys.readouterr().out
    assert r"\frac{\sin\left(2 x\right)}{\sin\left(x\right)}" in out
    assert "sin 2x is read as sin(2x)" in out
    assert main(["read", r"\sum_i x_i", "--let", "x: sequence n of real", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "sum(x_i, i, 1, n)"


def test_a_grader_of_several_references() -> None:
    references = [{"formula": "2x"}, {"formula": "x", "credit": 0.5}]
    for grader in (Grader(references=references), Grader(references), Grader(["2x", references[1]])):
        assert [grader.grade(answer).score for answer in ("x + x", "x", "3x")] == [1, 0.5, 0]


@pytest.mark.parametrize("call", [
    lambda: Grader("2x").grade(None), lambda: Grader("2x").grade_lines("x+x"), lambda: Grader("2x").grade_lines([3]),
    lambda: Grader(3), lambda: Grader("2x", references=["x"]),
])  # fmt: skip
def test_what_is_no_answer_and_no_question_is_said_so(call: Callable[[], object]) -> None:
    with pytest.raises(InputError):
        call()
