"""Who answered which question, and what a student reads of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.gradebook.graded import ADA, EMMY, graded, right, waiting
from verify.gradebook import PROGRAMS, entry, write
from verify.gradebook.feedback import feedback
from verify.gradebook.text import cell, formula_in_markdown, in_markdown, number_text
from verify.problem import InputError

WHO: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "the id says both": ({"id": "q3-ada"}, ("q3", "ada")),
    "only the first hyphen counts": ({"id": "q3-jean-luc"}, ("q3", "jean-luc")),
    "an address in the id": ({"id": "q3-ada@uni.edu"}, ("q3", "ada@uni.edu")),
    "no hyphen": ({"id": "q3"}, ("q3", "")),
    "fields come first": ({"id": "17-23", "student": "ada", "question": "q3"}, ("q3", "ada")),
    "one field": ({"id": "q3-17", "student": "ada"}, ("q3", "ada")),
    "a number for a student": ({"id": "q3", "student": 1001}, ("q3", "1001")),
    "no id": ({}, ("", "")),
}


@pytest.mark.parametrize("name", WHO)
def test_who_answered_what(name: str) -> None:
    row, who = WHO[name]
    found = entry(row, {"score": None})
    assert (found.question, found.student) == who


WORTH: dict[str, tuple[dict[str, Any], float]] = {
    "one point": ({}, 1),
    "points": ({"points": 2.5}, 2.5),
    "the points of a rubric": ({"rubric": {"lines": 4, "final": 2}}, 6),
    "points and a rubric": ({"rubric": {"lines": 4}, "points": 10}, 10),
    "an answer that is missing": ({"submitted": None, "points": 3}, 3),
}


@pytest.mark.parametrize("name", WORTH)
def test_what_an_answer_is_worth(name: str) -> None:
    row, points = WORTH[name]
    assert entry({"id": "q1-ada", **row}, {"score": None}).points == points


@pytest.mark.parametrize(
    ("row", "record"),
    [
        ({"id": "q1-ada", "rubric": {"lines": 0}}, {"score": None}),
        ({"id": "q1-ada", "points": "three"}, {"score": None}),
        ({"id": "q1-ada", "points": float("nan")}, {"score": None}),
        ({"id": "q1-ada"}, {"score": "1"}),
        ({"id": "q1-ada"}, {"score": True}),
        ({"id": "q1-ada", "student": ["ada"]}, {"score": 1.0}),
        (None, {"score": None}),
    ],
)
def test_a_row_that_is_none(row: Any, record: Any) -> None:
    with pytest.raises(InputError):
        entry(row, record)


FEEDBACK: dict[str, tuple[dict[str, Any], str]] = {
    "right": ({"reference": "2x", "submitted": "x + x"}, "right"),
    "right, with a remark": (
        {"reference": "x+1", "submitted": "(x^2-1)/(x-1)"}, "right: defined except at single points"),
    "part of the points": (
        {"references": [{"formula": "2x", "credit": 0.5, "message": "that is the derivative."}], "submitted": "x + x"},
        "partly right: that is the derivative"),
    "an answer that is known to be worth nothing": (
        {"references": ["2x", {"formula": "x^2", "credit": 0, "message": "the antiderivative"}], "submitted": "x^2"},
        "no points: the antiderivative"),
    "a score made of thirds": ({"lines": ["x", "x", "x", "x"], "rubric": {"lines": 0.7, "final": 0.1}, "points": 0.3}, "right"),
    "wrong": ({"reference": "2x", "submitted": "2x + 1"},
              "wrong: at x = 0 the two sides are 0 and 1; the term 1 is too much in 2*x + 1"),
    "a constant": ({"reference": "2", "submitted": "3"}, "wrong: the two sides are 2 and 3"),
    "undefined on half of the domain, said once": (
        {"reference": "log(x^2)", "submitted": "2 log x", "symbols": {"x": "nonzero"}},
        "wrong: equal where it is defined, but not defined on all of the domain; at x = -1 the answer is not defined"),
    "a set": ({"reference": r"\{1, 2\}", "submitted": r"\{1\}"}, "wrong: a number that belongs to it is missing"),
    "a derivation": (
        {"lines": ["(x+1)^2 - 1", "x^2 + x", "x(x+1)"]},
        "wrong: line 2 does not follow from line 1; at x = 1 the two sides are 3 and 2; the factor 2 is missing in x"),
    "a statement that does not follow": (
        {"lines": ["x^2 = 4", "x = 2"]},
        "wrong: line 2 does not follow from line 1 (it fails where line 1 holds); at x = -2 the two sides are -2 and 2"),
    "a derivation of something else": (
        {"lines": ["x + x", "= 2x"], "reference": "3x"},
        "wrong: every line follows, and the last one is not what was asked for; at x = 1 the two sides are 3 and 2; "
        "a factor of 3/2 is missing"),
    "not readable": (
        {"reference": "x", "submitted": "x^"},
        "not readable, a person will look at it: the formula ends too early (expected a number, a name or a bracket)"),
    "a line that is not readable": (
        {"lines": ["x + x", "2 ("]},
        "not readable, a person will look at it: line 2: the formula ends too early"),
    "the first line does not follow from the start": (
        {"start": "x + x", "lines": ["3x", "= x + 2x"]},
        "wrong: line 1 does not follow from the start that is given; at x = 1 the two sides are 2 and 3; "
        "a factor of 3/2 is too much"),
    "a line that is undefined": (
        {"lines": ["log(x^2)", "2 log x"], "symbols": {"x": "nonzero"}},
        "wrong: line 2 does not follow from line 1 (equal where it is defined, but not defined on all of the domain); "
        "at x = -1 line 2 is not defined; equal where it is defined, but not defined on all of the domain"),
    "a derivation with points for its lines": (
        {"lines": ["(x+1)^2 - 1", "x^2 + x", "x(x+1)"], "rubric": {"lines": 4}},
        "partly right: line 2 does not follow from line 1; at x = 1 the two sides are 3 and 2; the factor 2 is missing in x"),
    "points for its lines, and a line that is not readable": (
        {"lines": ["x + x", "3x", "3 ("], "rubric": {"lines": 4}},
        "a person will look at it: line 2 does not follow from line 1; at x = 1 the two sides are 2 and 3; "
        "a factor of 3/2 is too much"),
    "a step that is missing": (
        {"lines": ["x + x", "2x"], "rubric": {"lines": 2, "required": [{"formula": "3x - x", "label": "the subtraction"}]}},
        "partly right: the subtraction is missing"),
    "another form": (
        {"reference": "x^2 + 2x", "submitted": "x(x+2)", "form": "expanded"},
        "wrong: equal, but not expanded: x*(x + 2) can be multiplied out"),
    "an inequality that is not strict": (
        {"reference": "x < 2", "submitted": r"x \le 2"},
        "wrong: it holds where the reference does not; at x = 2 the answer holds, and the reference does not; "
        "x <= 2 stands where x < 2 is right"),
    "another shape": (
        {"reference": "A", "submitted": "tr(A)", "symbols": {"A": "matrix n"}},
        "wrong: a number where an n x n matrix is asked for; at n = 2, A = [[-1, 2], [-2, 2]] the two sides are "
        "[[-1, 2], [-2, 2]] and 1"),
    "another layout": (
        {"reference": "2x", "submitted": "2x^T", "symbols": {"x": "vector n"}},
        "not decided, a person will look at it: a 1 x n matrix where an n x 1 matrix is asked for"),
    "the question cannot be read": (
        {"reference": "x^", "submitted": "x"}, "not decided, a person will look at it: the question itself could not be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDBACK)
def test_feedback(name: str) -> None:
    row, words = FEEDBACK[name]
    assert feedback(graded({"id": "q1-ada", **row})[0]) == words


CELLS = {
    "=1+1": "'=1+1", "+1": "'+1", "-x": "'-x", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'=1", "\r=1": "'=1", " =1": "'=1",
    "＝1": "'＝1", "\x1b[31m": r"\x1b[31m", "a\x00b": r"a\x00b", "\u202eevil": r"\u202eevil", "a\nb": "a b", "\ud800": r"\ud800",
    "Ada": "Ada", "x = 1": "x = 1", "": "",
}  # fmt: skip


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_of_text_is_no_formula_of_a_spreadsheet(text: str) -> None:
    assert cell(text) == CELLS[text]


MARKDOWN = {
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;b&gt;": "&amp;lt;b&amp;gt;",
    "$x$": r"\$x\$",
    "`rm`": r"\`rm\`",
    "[a](javascript:b)": r"\[a\](javascript:b)",
    "![a](http://b)": r"\!\[a\](http\://b)",
    "www.evil.example": r"www\.evil.example",
    "**bold** _it_": r"\*\*bold\*\* \_it\_",
    "# title": r"\# title",
    "1. one": r"1\. one",
    "- item\n- item": r"\- item - item",
    "~~~": r"\~\~\~",
    "at x = 1/2": "at x = 1/2",
}


@pytest.mark.parametrize("text", MARKDOWN)
def test_words_stay_words_in_markdown(text: str) -> None:
    assert in_markdown(text) == MARKDOWN[text]


FORMULAS = {
    r"\frac{1}{1 + e^{-z}}": r"$\frac{1}{1 + e^{-z}}$",
    "x<script>": r"$x\lt script\gt $",
    "[x](y)": "$[x] (y)$",
    "x$ <b> $y": "",
    "`x`": "",
    r"\href{javascript:alert(1)}{x}": "",
    "x\ny": "",
    "x" * 1000: "",
    "": "",
}


@pytest.mark.parametrize("latex", FORMULAS)
def test_a_formula_in_markdown(latex: str) -> None:
    assert formula_in_markdown(latex) == FORMULAS[latex]


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (7.5, "7.5"), (1 / 3, "0.3333"), (0.1 + 0.2, "0.3"), (100.0, "100"), (1e6, "1000000"), (0.0, "0"), (-0.0, "0")],
)
def test_a_number_has_the_decimals_that_it_needs(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize("program", PROGRAMS)
def test_two_answers_of_one_student_to_one_question_are_an_error(program: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write(program, graded(right("ada"), right("ada", submitted="x")), tmp_path / "out", assignment="HW3")
    assert error.value.problem.seen == "two answers to the question 'q1' of 'ada'"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("program", ["canvas", "moodle", "nbgrader", "otter"])
def test_remarks_say_what_waits_and_what_is_missing(program: str, tmp_path: Path) -> None:
    entries = graded(*ADA, *EMMY, right("alan"), {"id": "q9", "reference": "x", "submitted": "x"})
    remarks = write(program, [each for each in entries if each.student != "alan"], tmp_path / "out", assignment="HW3")
    assert remarks[:2] == ["wait for a person: emmy (q1)", "left out, as they name no student: q9"]
    entries = graded(*ADA, right("alan", points=3))
    assert write(program, entries, tmp_path / "out", assignment="HW3")[0] == "no answer, which counts 0: alan (q2, q3)"


def test_the_points_of_a_question_are_the_same_for_everyone(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write("otter", graded(right("ada", points=2), right("emmy", points=3)), tmp_path / "out")
    assert "worth 2 points in one row and 3 in another" in error.value.problem.seen


ERRORS: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown program": ("blackboard", {}, "no program called 'blackboard'"),
    "a roster where none is filled": ("otter", {"roster": Path("roster.csv")}, "a roster for otter"),
    "a roster that is not there": ("canvas", {"roster": Path("/none/roster.csv")}, "/none/roster.csv"),
    "no name of the assignment for Canvas": ("canvas", {}, "no assignment"),
    "no name of the assignment for Moodle": ("moodle", {}, "no assignment"),
    "no name of the assignment for nbgrader": ("nbgrader", {}, "no assignment"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_written_says_why(name: str, tmp_path: Path) -> None:
    program, options, seen = ERRORS[name]
    with pytest.raises(InputError) as error:
        write(program, graded(right("ada")), tmp_path / "out", **options)
    assert seen in error.value.problem.seen
    assert error.value.problem.help
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_place_where_nothing_can_be_written(program: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        write(program, graded(right("ada")), tmp_path / "file" / "out", assignment="HW3")


@pytest.mark.parametrize("program", ["canvas", "moodle", "nbgrader", "otter"])
def test_rows_that_name_nobody_make_no_table(program: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write(program, graded({"id": "q1", "reference": "x", "submitted": "x"}), tmp_path / "out", assignment="HW3")
    assert "names a student" in error.value.problem.seen


HOSTILE = ["=cmd|' /C calc'!A0", "../../etc", 'a"b,c', "a\nb", "\x1b[2J", "<b>", "\ud800", "nul", "x" * 5000]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("student", HOSTILE)
def test_hostile_names_are_written_as_words(program: str, student: str, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    remarks = write(program, graded(right(student, name=student), waiting("emmy")), folder / "out", assignment=student)
    assert {path.name for path in tmp_path.iterdir()} == {"here"}
    for path in filter(Path.is_file, folder.rglob("*")):
        text = path.read_bytes().decode()
        assert not {"\x1b", "\t", "\r"} & set(text)
        assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))
    assert not any(set(remark) & {"\x1b", "\n"} for remark in remarks)
