"""The table of otter grade."""

from __future__ import annotations

from pathlib import Path

from tests.gradebook.graded import ADA, EMMY, graded, right
from verify.gradebook import write


def test_the_table(tmp_path: Path) -> None:
    remarks = write("otter", graded(*ADA, *EMMY, right("alan.ipynb", points=3)), tmp_path / "final_grades.csv")
    assert (tmp_path / "final_grades.csv").read_text() == (
        "file,q1,q2,q3,total_points_earned,percent_correct,grading_status\n"
        "points-per-question,3,5,2,10,1,--\n"
        "ada.ipynb,3,2.5,2,7.5,0.75,Completed\n"
        "emmy.ipynb,,5,0,,,Waits for a person: q1\n"
        "alan.ipynb,3,0,0,3,0.3,Completed\n"
    )
    assert remarks == ["wait for a person: emmy (q1)", "no answer, which counts 0: alan.ipynb (q2, q3)"]


def test_questions_that_are_worth_nothing(tmp_path: Path) -> None:
    write("otter", graded(right("ada", points=0)), tmp_path / "final_grades.csv")
    assert (tmp_path / "final_grades.csv").read_text().splitlines()[1:] == [
        "points-per-question,0,0,1,--", "ada.ipynb,0,0,,Completed"]  # fmt: skip


def test_questions_and_files_are_words(tmp_path: Path) -> None:
    write("otter", graded(right("=x,y", question="+q1")), tmp_path / "final_grades.csv")
    header, _, row = (tmp_path / "final_grades.csv").read_text().splitlines()
    assert header.startswith("file,'+q1,")
    assert row.startswith('"\'=x,y.ipynb",1,')
