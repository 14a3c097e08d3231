"""The worksheet of Moodle's offline grading, and its import of grades."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gradebook.graded import ADA, EMMY, graded, right, waiting
from verify.gradebook import Entry, write
from verify.problem import InputError

WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    "Participant 48213,Ada Lovelace,ada@uni.edu,Submitted for grading,{ada},10.00,{change},"
    '"Monday, 3 June 2024, 11:02 AM",-,{words}\n'
    'Participant 48214,"Emmy Noether",emmy@uni.edu,Submitted for grading,{emmy},10.00,Yes,"Monday, 3 June 2024, 11:03 AM",-,\n'
)
ADA_READS = "q2: partly right: the factor 1/2 is missing."


def worksheet(tmp_path: Path, text: str = WORKSHEET, ada: str = "", change: str = "Yes", words: str = "", emmy: str = "") -> Path:
    roster = tmp_path / "worksheet.csv"
    roster.write_bytes(text.format(ada=ada, change=change, words=words, emmy=emmy).encode())
    return roster


def filled(tmp_path: Path, entries: list[Entry], roster: Path) -> tuple[str, list[str]]:
    remarks = write("moodle", entries, tmp_path / "out.csv", roster=roster)
    return (tmp_path / "out.csv").read_bytes().decode(), remarks


def test_grade_and_feedback_are_filled_and_every_other_byte_stays(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(*ADA, *EMMY), worksheet(tmp_path))
    assert text == WORKSHEET.format(ada="7.5", change="Yes", words=ADA_READS, emmy="")
    assert remarks == ["wait for a person: emmy (q1)"]


def test_an_answer_that_waits_leaves_all_as_it_was(tmp_path: Path) -> None:
    text, _ = filled(tmp_path, graded(*[{**row, "submitted": "2 (", "lines": ()} for row in ADA]),
                     worksheet(tmp_path, ada="3.00", words="by hand"))  # fmt: skip
    assert text == WORKSHEET.format(ada="3.00", change="Yes", words="by hand", emmy="")


def test_a_grade_that_may_not_be_changed_stays(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(*ADA), worksheet(tmp_path, change="No"))
    assert text == WORKSHEET.format(ada="", change="No", words="", emmy="")
    assert "locked in Moodle, and left as they are: Ada Lovelace" in remarks


def test_what_was_there_is_named(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(*ADA), worksheet(tmp_path, ada="5.00", words='"well, done"'))
    assert text == WORKSHEET.format(ada="7.5", change="Yes", words=f'"{ADA_READS}"', emmy="")
    assert remarks[-2:] == ["another grade was there: Ada Lovelace (5.00 becomes 7.5)", "another comment was there: Ada Lovelace"]


def test_filling_twice_changes_nothing(tmp_path: Path) -> None:
    once, _ = filled(tmp_path, graded(*ADA), worksheet(tmp_path, ada="7.50"))
    (tmp_path / "again.csv").write_bytes(once.encode())
    twice, remarks = filled(tmp_path, graded(*ADA), tmp_path / "again.csv")
    assert twice == once
    assert remarks == ["in the roster, without answers: Emmy Noether"]


@pytest.mark.parametrize("student", ["Participant 48213", "48213", "ada@uni.edu", "ada", "Ada Lovelace", "Lovelace, Ada"])
def test_whose_row_it_is(student: str, tmp_path: Path) -> None:
    entry = Entry(student=student, question="q1", points=10, result={"score": 10.0, "verdict": "correct"})
    assert filled(tmp_path, [entry], worksheet(tmp_path))[0] == WORKSHEET.format(
        ada="10", change="Yes", words="every answer is right.", emmy="")


def test_a_worksheet_without_names(tmp_path: Path) -> None:
    blind = "Identifier,Status,Grade,Maximum Grade\nParticipant 48213,Submitted,,10.00\n"
    text, remarks = filled(tmp_path, graded(right("48213", points=10)), worksheet(tmp_path, blind))
    assert text == "Identifier,Status,Grade,Maximum Grade\nParticipant 48213,Submitted,10,10.00\n"
    assert remarks == ["no feedback: the worksheet has no column Feedback comments"]


def test_a_worksheet_with_decimal_commas(tmp_path: Path) -> None:
    text, _ = filled(tmp_path, graded(*ADA), worksheet(tmp_path, WORKSHEET.replace("10.00", '"10,00"')))
    assert 'grading,"7,5","10,00"' in text


def test_points_are_not_scaled(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(right("ada", points=8)), worksheet(tmp_path))
    assert "Submitted for grading,8,10.00" in text
    assert "the questions are worth 8 points, the assignment 10; the points are written as they are" in remarks


BROKEN = {
    "more points than Moodle takes": (WORKSHEET.replace("10.00", "5.00"), "questions worth 10 points, and a maximum grade of 5"),
    "a scale": (WORKSHEET.replace("10.00", "Excellent"), "no number"),
    "no identifiers": (WORKSHEET.replace("Identifier", "Number"), "no column 'Identifier'"),
    "no grades": (WORKSHEET.replace("Status,Grade,", "Status,Mark,"), "no column 'Grade'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_worksheet_that_cannot_be_filled(name: str, tmp_path: Path) -> None:
    text, seen = BROKEN[name]
    with pytest.raises(InputError) as error:
        filled(tmp_path, graded(*ADA), worksheet(tmp_path, text))
    assert seen in error.value.problem.seen
    assert error.value.problem.help
    assert not (tmp_path / "out.csv").exists()


def test_a_table_for_the_import(tmp_path: Path) -> None:
    rows = [{**row, "student": "S1001", "email": "ada@uni.edu"} for row in ADA]
    rows += [{**row, "student": "S1002", "email": "emmy@uni.edu"} for row in EMMY]
    write("moodle", graded(*rows), tmp_path / "out.csv", assignment="HW3 Derivations")
    assert (tmp_path / "out.csv").read_text() == (
        "ID number,Email address,Assignment: HW3 Derivations (Real),Assignment: HW3 Derivations (Feedback)\n"
        f"S1001,ada@uni.edu,7.5,{ADA_READS}\n"
        "S1002,emmy@uni.edu,-,\n"
    )


def test_an_address_is_no_number(tmp_path: Path) -> None:
    write("moodle", graded(right("zoe@uni.edu"), waiting("@zoe")), tmp_path / "out.csv", assignment="HW3")
    assert (tmp_path / "out.csv").read_text().splitlines()[1:] == [",zoe@uni.edu,1,every answer is right.", ",'@zoe,-,"]


def test_feedback_is_no_html(tmp_path: Path) -> None:
    references = [{"formula": "2x", "credit": 0.5, "message": "<script>alert(1)</script> for x <3 and x < 4"}]
    write("moodle", graded(right("ada", reference=None, references=references)), tmp_path / "out.csv", assignment="HW3")
    assert "< script>alert(1)< /script> for x <3 and x < 4" in (tmp_path / "out.csv").read_text()
