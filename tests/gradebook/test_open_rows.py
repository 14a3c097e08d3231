"""A row that could not be read leaves open whatever it may be the answer to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.gradebook.graded import graded, right
from verify.gradebook import PROGRAMS, OpenRow, gradebook_of, open_row
from verify.gradebook.open_rows import with_open_rows

# Two questions: Ada has answered both, Bob the second, and Emmy the first.
ROWS = [right("ada"), right("ada", id="q2"), right("bob", id="q2"), right("emmy")]

# what can be told of a row that is not read, and what is open because of it
OPEN: dict[str, tuple[dict[str, str], set[tuple[str, str]]]] = {
    "who and what": ({"id": "q1-bob"}, {("bob", "q1")}),
    "who and what, in fields": ({"id": "17", "student": "bob", "question": "q1"}, {("bob", "q1")}),
    "who": ({"student": "bob"}, {("bob", "q1")}),
    "what": ({"question": "q1"}, {("bob", "q1")}),
    "what, and everybody has an answer": ({"question": "q3"}, {("bob", "q1"), ("emmy", "q2")}),
    "nothing": ({}, {("bob", "q1"), ("emmy", "q2")}),
    "somebody who lacks no answer": ({"student": "ada"}, {("ada", "line 7")}),
    "a question of nobody else": ({"id": "q9-ada"}, {("ada", "q9")}),
    "somebody without another row, whose name may be torn": ({"id": "q1-bo"}, {("bo", "q1"), ("bob", "q1")}),
    "nobody and nothing that is known": ({"id": "17-23"}, {("23", "17"), ("bob", "q1"), ("emmy", "q2")}),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_is_open(name: str) -> None:
    told, wanted = OPEN[name]
    entries, _ = with_open_rows(graded(*ROWS), [open_row(told, "line 7", "no JSON")], is_one_submission=False)
    assert {(entry.student, entry.question) for entry in entries if entry.score is None} == wanted


def test_an_answer_that_names_nobody_may_be_one_that_is_missing() -> None:
    entries, _ = with_open_rows(graded(*ROWS, right("", id="q1")), [], is_one_submission=False)
    assert {(entry.student, entry.question) for entry in entries if entry.score is None} == {("bob", "q1")}
    entries, _ = with_open_rows(graded(*ROWS, right("", id="an example")), [], is_one_submission=False)
    assert all(entry.score is not None for entry in entries)


def test_all_rows_of_one_submission_belong_to_it() -> None:
    rows = [open_row({}, "line 7", "no JSON"), open_row({"id": "q3"}, "line 8", "no JSON")]
    for student in ("ada", ""):
        entries, _ = with_open_rows(graded(right(student, id="q1")), rows, is_one_submission=True)
        assert [(entry.student, entry.question, entry.score) for entry in entries] == [
            (student, "q1", 1.0), (student, "line 7", None), (student, "q3", None)]  # fmt: skip


def written(program: str, rows: list[OpenRow], tmp_path: Path, **options: Any) -> tuple[str, list[str]]:
    out = tmp_path / "out"
    entries = graded(*ROWS, right("emmy", id="q2"))
    gradebook = gradebook_of(program, entries, out, assignment="HW3", open_rows=rows, **options)
    gradebook.save()
    path = out / "bob" / "results.json" if out.is_dir() else out
    return path.read_text(), list(map(str, gradebook.remarks))


TOTALS = {  # what stands there of Bob
    "gradescope": '"score": 1,\n  "output": "1 of 2 questions fully right. **1 point is still open**',
    "canvas": "HW3\nAda Lovelace,,,ada,,2\nEmmy Noether,,,emmy,,2\n",
    "moodle": "\nbob,,-,\n",
    "nbgrader": "\nHW3,,,bob,,,,,0,,2\n",
    "otter": "\nbob.ipynb,,1,,,Waits for a person: q1\n",
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("told", [{"id": "q1-bob"}, {}])
def test_no_total_is_final_that_a_row_may_belong_to(program: str, told: dict[str, str], tmp_path: Path) -> None:
    text, remarks = written(program, [open_row(told, "line 7", "line 7 is no JSON")], tmp_path)
    assert TOTALS[program] in text
    assert "could not be read: line 7 is no JSON" in remarks
    assert "wait for a person: bob (q1)" in remarks


def test_what_is_said(tmp_path: Path) -> None:
    rows = [open_row({"id": "q1-bo"}, "line 7", "points: '2,0'"), open_row({"id": "q9-ada"}, "line 8", "points: 'x'")]
    assert written("otter", rows, tmp_path)[1] == [
        "could not be read: line 7: points: '2,0', line 8: points: 'x'",
        "not known what it is worth: q9",
        "left open, as a row that names nobody may be theirs: bob (q1)",
        "wait for a person: ada (q9), bob (q1), bo (q1)",
        "no answer, which counts 0: bob (q9), emmy (q9), bo (q2, q9)",
    ]


def test_all_that_waits_is_a_table() -> None:
    rows = [*ROWS, right("emmy", id="q2", submitted="2 ("), right("alan", submitted=" ")]
    gradebook = gradebook_of("otter", graded(*rows), Path("out"), open_rows=[open_row({"id": "q2-alan"}, "line 7", "no JSON")])
    assert gradebook.waiting == (
        "id,student,name,question,points,why\n"
        'q2,emmy,Emmy Noether,q2,1,"not readable, a person will look at it: the formula ends too early '
        '(expected a number, a name or a bracket)"\n'
        'q1,alan,,q1,1,"no answer, a person will look at it"\n'
        'q2-alan,alan,,q2,1,"not decided, a person will look at it: the row of this answer could not be read (line 7: no JSON)"\n'
    )


BLANK: dict[str, tuple[str, str, list[str]]] = {
    "open": (
        "alan.ipynb,,,,Waits for a person: q1", "no answer, a person will look at it",
        ["nothing handed in, and open: alan (q1)"]),
    "zero": ("alan.ipynb,0,0,0,Completed", "no answer", ["no answer, which counts 0: alan (q1)"]),
}  # fmt: skip


@pytest.mark.parametrize("blank", BLANK)
def test_an_answer_that_is_blank_is_open_or_counts_0(blank: Any) -> None:
    row, words, remarks = BLANK[blank]
    for submitted in ({"submitted": ""}, {"submitted": " \n"}, {"submitted": None}, {"submitted": None, "lines": [" ", ""]}):
        entries = graded(right("ada"), right("alan", **submitted))
        gradebook = gradebook_of("otter", entries, Path("out"), blank=blank)
        assert gradebook.files[Path("out")].splitlines()[3] == row
        assert list(map(str, gradebook.remarks)) == remarks
        results = gradebook_of("gradescope", entries, Path("out"), blank=blank).files[Path("out") / "alan" / "results.json"]
        assert f"{words}." in results


def test_a_long_list_of_names_is_cut_for_a_terminal_only() -> None:
    entries = graded(*(right(f"s{number}", submitted="2 (") for number in range(30)))
    (remark,) = gradebook_of("otter", entries, Path("out")).remarks
    assert str(remark).endswith("s28 (q1), s29 (q1)")
    assert remark.short(2) == "wait for a person: s0 (q1), s1 (q1) and 28 more"
