"""`gradebook_of`: the gradebook of one program from graded rows; `write` also saves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from verify.gradebook import canvas, gradescope, moodle, nbgrader, otter
from verify.gradebook.entry import Entry
from verify.gradebook.open_rows import OpenRow, with_open_rows
from verify.gradebook.submission import Submission, remarks_on, submissions
from verify.gradebook.table import save
from verify.gradebook.text import Remark, remark, visible
from verify.gradebook.waiting import waiting_table
from verify.problem import reject

PROGRAMS = ("gradescope", "canvas", "moodle", "nbgrader", "otter")
WITH_ROSTER = ("canvas", "moodle")
WITH_ASSIGNMENT = ("canvas", "moodle", "nbgrader")
Blank = Literal["open", "zero"]
BLANK: tuple[Blank, ...] = ("open", "zero")


@dataclass(frozen=True)
class Gradebook:
    """The files of a gradebook, and what a person has to know; `waiting` is the table of all answers that wait."""

    files: Mapping[Path, str]
    remarks: tuple[Remark, ...]
    waiting: str

    def with_file(self, path: Path, text: str) -> Gradebook:
        return replace(self, files={**self.files, path: text})

    def save(self) -> None:
        """Raises InputError for a file that cannot be written."""
        for path, text in self.files.items():
            save(path, text)


def write(program: str, entries: Sequence[Entry], out: Path, *, assignment: str = "", roster: Path | None = None) -> list[str]:
    """Writes the gradebook, and returns remarks for the person who asked for it; raises what `gradebook_of` raises."""
    gradebook = gradebook_of(program, entries, out, assignment=assignment, roster=roster)
    gradebook.save()
    return list(map(str, gradebook.remarks))


def gradebook_of(
    program: str,
    entries: Sequence[Entry],
    out: Path,
    *,
    assignment: str = "",
    roster: Path | None = None,
    open_rows: Sequence[OpenRow] = (),
    blank: Blank = "open",
) -> Gradebook:
    """The gradebook that is to stand in `out`; nothing is written.

    `roster` is the table that Canvas exported, or Moodle's worksheet of offline grading.  `open_rows` are those of which no entry
    can be made; `blank` says whether an answer of which nothing was handed in waits for a person or counts 0.
    Raises InputError for an unknown program, for a roster that cannot be used, and for entries that contradict each other.
    """
    if program not in PROGRAMS:
        raise reject("unknown-program", f"no program called {program!r}", help=f"one of {', '.join(PROGRAMS)}")
    if roster is not None and program not in WITH_ROSTER:
        raise reject("bad-option", f"a roster for {program}", help=f"a roster is for {' and '.join(WITH_ROSTER)}")
    if blank == "zero":
        entries = [replace(each, result={**each.result, "score": 0.0}) if each.is_blank else each for each in entries]
    is_one_submission = program == "gradescope" and len({entry.student for entry in entries}) == 1
    entries, of_open_rows = with_open_rows(entries, open_rows, is_one_submission=is_one_submission)
    everyone = submissions(entries)
    # A row of a table is for somebody; a file for Gradescope lies with the submission that it is about.
    known = everyone if program == "gradescope" else tuple(each for each in everyone if each.student)
    nobody = [] if program == "gradescope" else [entry for each in everyone if not each.student for entry in each.entries]
    if not known:
        raise reject("nothing-to-write", "no graded row that names a student", help="rows with an id such as q3-ada")
    files, remarks = _files(program, known, out, assignment, roster)
    left_out = remark("left out, as they name no student", [visible(entry.question) for entry in nobody])
    return Gradebook(files, (*of_open_rows, *remarks_on(known), *left_out, *remarks), waiting_table(everyone))


def _files(
    program: str, everyone: Sequence[Submission], out: Path, assignment: str, roster: Path | None
) -> tuple[dict[Path, str], list[Remark]]:
    if program == "gradescope":
        return gradescope.files(everyone, out)
    if program == "canvas":
        text, remarks = canvas.content(everyone, assignment, roster)
    elif program == "moodle":
        text, remarks = moodle.content(everyone, assignment, roster)
    elif program == "nbgrader":
        text, remarks = nbgrader.content(everyone, assignment), []
    else:
        text, remarks = otter.content(everyone), []
    return {out: text}, remarks
