"""nbgrader: its table, and the number that a test cell ends with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.gradebook.graded import ADA, EMMY, graded, right
from verify.gradebook import write
from verify.gradebook.nbgrader import cell_for_points, points_of

HEADER = "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score\n"


def test_the_table(tmp_path: Path) -> None:
    remarks = write("nbgrader", graded(*ADA, *EMMY), tmp_path / "grades.csv", assignment="hw3")
    assert (tmp_path / "grades.csv").read_text() == HEADER + (
        "hw3,,,ada,Lovelace,Ada,ada@uni.edu,7.5,0,7.5,10\n"
        "hw3,,,emmy,Noether,Emmy,emmy@uni.edu,,0,,10\n"
    )  # fmt: skip
    assert remarks == ["wait for a person: emmy (q1)"]


NAMES = {
    "Ada Lovelace": "Lovelace,Ada", "Lovelace, Ada": "Lovelace,Ada", "Emmy A. Noether": "Noether,Emmy A.", "Plato": "Plato,",
    "": ",", "=Ada @Lovelace": "'@Lovelace,'=Ada",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_first_and_last_name(name: str, tmp_path: Path) -> None:
    write("nbgrader", graded(right("x", name=name)), tmp_path / "grades.csv", assignment="hw3")
    assert (tmp_path / "grades.csv").read_text() == f"{HEADER}hw3,,,x,{NAMES[name]},,1,0,1,1\n"


CELLS: dict[str, tuple[dict[str, Any], float, str]] = {
    "right": ({"submitted": "x + x"}, 5.0, "right\n"),
    "wrong": ({"submitted": "x"}, 0.0, "wrong: at x = 1 the two sides are 2 and 1; a factor of 2 is missing\n"),
    "half": ({"submitted": "x^2"}, 2.5, "partly right: the antiderivative\n"),
    "not readable": (
        {"submitted": "2 ("}, 0.0,
        "not readable, a person will look at it: the formula ends too early (expected a number, a name or a bracket)\n"
        "5 points are open: 0 until a person has looked\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_ends_with_a_number_and_prints_what_the_student_reads(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer, points, printed = CELLS[name]
    references = ["2x", {"formula": "x^2", "credit": 0.5, "message": "the antiderivative"}]
    found = points_of({"id": "q2", "references": references, "points": 5, **answer})
    assert (found, type(found)) == (points, float)
    assert capsys.readouterr().out == printed


def test_a_test_cell() -> None:
    source = ["from verify.gradebook.nbgrader import points_of", "points_of({'lines': q2_lines, 'points': 5})"]
    assert cell_for_points("q2", 5, source) == {
        "cell_type": "code", "execution_count": None, "outputs": [],
        "metadata": {"nbgrader": {"grade": True, "grade_id": "q2-test", "locked": True, "points": 5, "schema_version": 3,
                                  "solution": False, "task": False}},
        "source": [f"{line}\n" for line in source],
    }  # fmt: skip
