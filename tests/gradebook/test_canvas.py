"""The gradebook of Canvas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gradebook.graded import ADA, EMMY, graded, right, waiting
from verify.gradebook import Entry, write
from verify.problem import InputError

# As Canvas writes it: a byte-order mark, another assignment, comments of its own, the test student, lines that end as in Windows.
EXPORT = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,HW2 (48100),HW3 Derivations (48213),Current Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,5,10,(read only)\r\n"
    '"Lovelace, Ada",1001,S1001,ada@uni.edu,ML-101,4,{ada},"=1+1"\r\n'
    '"Noether, Emmy",1002,S1002,emmy@uni.edu,"ML-101 and ""Lab"", 2",,{emmy},\r\n'
    '"Student, Test",1999,,f00,ML-101,,{test},\r\n'
)
HW3 = "HW3 Derivations"


def export(tmp_path: Path, ada: str = "", emmy: str = "", test: str = "", text: str = EXPORT) -> Path:
    roster = tmp_path / "export.csv"
    roster.write_bytes(text.format(ada=ada, emmy=emmy, test=test).encode())
    return roster


def filled(tmp_path: Path, entries: list[Entry], roster: Path, assignment: str = HW3) -> tuple[str, list[str]]:
    remarks = write("canvas", entries, tmp_path / "out.csv", assignment=assignment, roster=roster)
    return (tmp_path / "out.csv").read_bytes().decode(), remarks


def test_one_cell_is_filled_and_every_other_byte_stays(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(*ADA, *EMMY), export(tmp_path))
    assert text == EXPORT.format(ada="7.5", emmy="", test="")
    assert remarks == ["wait for a person: emmy (q1)"]


BEFORE: dict[str, tuple[str, str, list[str]]] = {
    "nothing": ("", "7.5", []),
    "the same grade, written otherwise": ("7.50", "7.50", []),
    "excused": ("EX", "EX", ["excused, and left so: Lovelace, Ada"]),
    "another grade": ("4.00", "7.5", ["another grade was there: Lovelace, Ada (4.00 becomes 7.5)"]),
    "in quotes": ('"4"', '"7.5"', ["another grade was there: Lovelace, Ada (4 becomes 7.5)"]),
}


@pytest.mark.parametrize("name", BEFORE)
def test_what_was_there_before(name: str, tmp_path: Path) -> None:
    before, after, remarks = BEFORE[name]
    assert filled(tmp_path, graded(*ADA), export(tmp_path, ada=before)) == (
        EXPORT.format(ada=after, emmy="", test=""), ["in the roster, without answers: Noether, Emmy", *remarks])


@pytest.mark.parametrize("before", ["", "3", "EX", '"3,5"'])
def test_a_student_whose_answers_wait_keeps_what_was_there(before: str, tmp_path: Path) -> None:
    text, _ = filled(tmp_path, graded(*ADA, *EMMY), export(tmp_path, ada="7.5", emmy=before))
    assert text == EXPORT.format(ada="7.5", emmy=before, test="")


STUDENTS: dict[str, tuple[dict[str, str], bool]] = {
    "login": ({"student": "ada@uni.edu"}, True),
    "login in capitals": ({"student": "Ada@Uni.edu"}, True),
    "login without what follows the @": ({"student": "ada"}, True),
    "SIS user": ({"student": "S1001"}, True),
    "number": ({"student": "1001"}, True),
    "name as in Canvas": ({"student": "Lovelace, Ada"}, True),
    "name as it is said": ({"student": "Ada Lovelace"}, True),
    "the name beside a number of somebody else's": ({"student": "77", "name": "Ada Lovelace"}, True),
    "the address beside a number of somebody else's": ({"student": "77", "email": "ada@uni.edu"}, True),
    "another address": ({"student": "ada@other.edu"}, False),
    "another address beside the login": ({"student": "ada", "email": "ada@other.edu", "name": ""}, False),
    "a part of the number": ({"student": "100"}, False),
    "half of the name": ({"student": "Lovelace"}, False),
    "the row of the points": ({"student": "Points Possible"}, False),
    "the test student": ({"student": "f00"}, False),
}


@pytest.mark.parametrize("name", STUDENTS)
def test_whose_row_it_is(name: str, tmp_path: Path) -> None:
    fields, fits = STUDENTS[name]
    entry = Entry(question="q1", points=10, result={"score": 6.0, "verdict": "wrong"}, **fields)
    text, remarks = filled(tmp_path, [entry], export(tmp_path))
    assert text == EXPORT.format(ada="6" if fits else "", emmy="", test="")
    assert any(remark.startswith("not in the roster") for remark in remarks) != fits


def test_two_students_of_one_row_and_two_rows_of_one_student_get_nothing(tmp_path: Path) -> None:
    entries = graded(right("ada"), right("S1001"), right("emmy@uni.edu"))
    text, remarks = filled(tmp_path, entries, export(tmp_path))
    assert text == EXPORT.format(ada="", emmy="1", test="")
    assert "left out, as a row of the roster and a student do not fit one to one: ada, S1001" in remarks
    twins = EXPORT.replace("Noether, Emmy", "Lovelace, Ada")
    text, remarks = filled(tmp_path, graded(right("Ada Lovelace")), export(tmp_path, text=twins))
    assert text == twins.format(ada="", emmy="", test="")
    assert "left out, as a row of the roster and a student do not fit one to one: Ada Lovelace" in remarks


def test_points_are_not_scaled(tmp_path: Path) -> None:
    text, remarks = filled(tmp_path, graded(right("ada", points=8), right("emmy", points=8)), export(tmp_path))
    assert text == EXPORT.format(ada="8", emmy="8", test="")
    assert remarks == ["the questions are worth 8 points, the assignment 10; the points are written as they are"]


def test_a_table_with_decimal_commas(tmp_path: Path) -> None:
    export_with_commas = (
        "Student;ID;SIS Login ID;Section;HW3 (1)\n    Points Possible;;;;10,00\n"
        "Lovelace, Ada;1;ada;M;\nNoether, Emmy;2;emmy;M;3,00"
    )
    text, _ = filled(tmp_path, graded(*ADA), export(tmp_path, text=export_with_commas), "")
    assert text == export_with_commas.replace("ada;M;", "ada;M;7,5")


def test_the_only_assignment_needs_no_name(tmp_path: Path) -> None:
    one = EXPORT.replace("HW2 (48100)", "Notes")
    text, _ = filled(tmp_path, graded(*ADA), export(tmp_path, text=one), "")
    assert text == one.format(ada="7.5", emmy="", test="")


@pytest.mark.parametrize("assignment", ["HW3 Derivations", "HW3 Derivations (48213)", "48213", " HW3 Derivations "])
def test_the_name_of_an_assignment(assignment: str, tmp_path: Path) -> None:
    assert filled(tmp_path, graded(*ADA), export(tmp_path), assignment)[0] == EXPORT.format(ada="7.5", emmy="", test="")


BROKEN: dict[str, tuple[bytes, str, str]] = {
    "several assignments, and none is named": (EXPORT.encode(), "", "more than one assignment"),
    "an assignment that is not there": (EXPORT.encode(), "HW4", "no assignment 'HW4'"),
    "the beginning of a name": (EXPORT.encode(), "HW3", "no assignment 'HW3'"),
    "two assignments of one name": (
        EXPORT.replace("HW2 (48100)", "HW3 Derivations (48100)").encode(), HW3, "several assignments 'HW3 Derivations'"),
    "no assignment at all": (b"Student,ID,Section\nA,1,M\n", HW3, "no assignment in"),
    "no column of names": (b"Name,ID,HW3 Derivations (1)\nA,1,\n", HW3, "no column 'Student'"),
    "no column of identifiers": (b"Student,Section,HW3 Derivations (1)\nA,M,\n", HW3, "no column 'ID'"),
    "a column twice": (b"Student,ID,ID,HW3 Derivations (1)\nA,1,1,\n", HW3, "several columns 'ID'"),
    "no text": (b"\xff\xfeS\x00t\x00", HW3, "no text in UTF-8"),
    "nothing": (b"", HW3, "empty"),
    "quotes that are not closed": (b'Student,ID,HW3 Derivations (1)\n"A,1,\n', HW3, "quotes that do not fit in row 2"),
    "words after quotes": (b'Student,ID,HW3 Derivations (1)\n"A"B,1,\n', HW3, "quotes that do not fit in row 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_roster_that_cannot_be_filled(name: str, tmp_path: Path) -> None:
    content, assignment, seen = BROKEN[name]
    roster = tmp_path / "roster.csv"
    roster.write_bytes(content)
    with pytest.raises(InputError) as error:
        write("canvas", graded(*ADA), tmp_path / "out.csv", assignment=assignment, roster=roster)
    assert seen in error.value.problem.seen
    assert error.value.problem.help
    assert not (tmp_path / "out.csv").exists()


def test_a_new_table_with_the_numbers_of_canvas(tmp_path: Path) -> None:
    rows = [{**row, "id": row["id"].replace("ada", "1001"), "name": "Lovelace, Ada"} for row in ADA]
    write("canvas", graded(*rows), tmp_path / "out.csv", assignment="HW3 Derivations (48213)")
    assert (tmp_path / "out.csv").read_text() == (
        'Student,ID,Section,HW3 Derivations (48213)\n"Lovelace, Ada",1001,,7.5\n')


def test_a_new_table_with_logins(tmp_path: Path) -> None:
    remarks = write("canvas", graded(*ADA, *EMMY, right("=cmd()", points=3)), tmp_path / "out.csv", assignment="HW3")
    assert (tmp_path / "out.csv").read_text() == (
        "Student,ID,SIS User ID,SIS Login ID,Section,HW3\nAda Lovelace,,,ada,,7.5\n'=cmd(),,,'=cmd(),,3\n")
    assert remarks == [
        "wait for a person: emmy (q1)", "no answer, which counts 0: =cmd() (q2, q3)",
        "taken for the SIS Login ID that Canvas knows (--roster is certain): ada, emmy, =cmd()"]  # fmt: skip


def test_a_new_table_has_each_student_in_the_column_of_its_identifier(tmp_path: Path) -> None:
    students = ["1001", "S1001", "ada", "ada@uni.edu"]
    remarks = write("canvas", graded(*map(right, students)), tmp_path / "out.csv", assignment="HW3")
    assert (tmp_path / "out.csv").read_text().splitlines()[1:] == [
        "1001,1001,,,,1", "S1001,,S1001,,,1", "Ada Lovelace,,,ada,,1", "ada@uni.edu,,,ada@uni.edu,,1"]  # fmt: skip
    assert remarks == [
        "taken for the ID that Canvas knows (--roster is certain): 1001",
        "taken for the SIS User ID that Canvas knows (--roster is certain): S1001",
        "taken for the SIS Login ID that Canvas knows (--roster is certain): ada, ada@uni.edu"]  # fmt: skip


def test_nobody_is_given_an_empty_cell(tmp_path: Path) -> None:
    write("canvas", graded(waiting("1001")), tmp_path / "out.csv", assignment="HW3")
    assert (tmp_path / "out.csv").read_text() == "Student,ID,Section,HW3\n"
