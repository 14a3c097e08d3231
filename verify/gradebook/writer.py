"""`write`: the gradebook of one program from graded rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verify.gradebook import canvas, gradescope, moodle, nbgrader, otter
from verify.gradebook.entry import Entry
from verify.gradebook.submission import Submission, remarks_on, submissions
from verify.gradebook.text import remark, visible
from verify.problem import reject

PROGRAMS = ("gradescope", "canvas", "moodle", "nbgrader", "otter")
WITH_ROSTER = ("canvas", "moodle")


def write(program: str, entries: Sequence[Entry], out: Path, *, assignment: str = "", roster: Path | None = None) -> list[str]:
    """Writes the gradebook, and returns remarks for the person who asked for it.

    `roster` is the table that Canvas exported, or Moodle's worksheet of offline grading.  Raises InputError for an unknown
    program, for a roster that cannot be used, and for entries that contradict each other; nothing is written then.
    """
    if program not in PROGRAMS:
        raise reject("unknown-program", f"no program called {program!r}", help=f"one of {', '.join(PROGRAMS)}")
    if roster is not None and program not in WITH_ROSTER:
        raise reject("bad-option", f"a roster for {program}", help=f"a roster is for {' and '.join(WITH_ROSTER)}")
    everyone = submissions(entries)
    # A row of a table is for somebody; a file for Gradescope lies with the submission that it is about.
    known = everyone if program == "gradescope" else tuple(each for each in everyone if each.student)
    nobody = [] if program == "gradescope" else [entry for each in everyone if not each.student for entry in each.entries]
    if not known:
        raise reject("nothing-to-write", "no graded row that names a student", help="rows with an id such as q3-ada")
    remarks = _write(program, known, out, assignment, roster)
    left_out = remark("left out, as they name no student", [visible(entry.question) for entry in nobody])
    return [*remarks_on(known), *left_out, *remarks]


def _write(program: str, everyone: Sequence[Submission], out: Path, assignment: str, roster: Path | None) -> list[str]:
    if program == "gradescope":
        return gradescope.write(everyone, out)
    if program == "canvas":
        return canvas.write(everyone, out, assignment, roster)
    if program == "moodle":
        return moodle.write(everyone, out, assignment, roster)
    if program == "nbgrader":
        return nbgrader.write(everyone, out, assignment)
    return otter.write(everyone, out)
