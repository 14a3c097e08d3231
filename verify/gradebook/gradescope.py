"""results.json, which Gradescope reads from an autograder: one file a student.

    {"score": 5.5, "output": "1 of 2 questions fully right. ...", "tests": [{"name": "q2", "score": 2.5, "max_score": 5,
     "status": "failed", "output": "wrong: line 4 does not follow from line 3; ..."}, ...]}

An answer that waits for a person has neither score nor status nor max_score there: Gradescope shows it without a mark, neither
red nor green, and its output says how many points are open.  Gradescope wants a `score` at the top as soon as a test has none;
it is the sum of the points that are decided, and the output at the top and `extra_data` name the open points, which a person
adds by hand.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from verify.gradebook.entry import Entry
from verify.gradebook.feedback import WAITS, feedback, first_wrong_step
from verify.gradebook.submission import Submission
from verify.gradebook.text import Remark, formula_in_markdown, in_markdown, points_are, remark, rounded, visible

FILE = "results.json"
_NUMBER_OF_A_QUESTION = re.compile(r"[Qq]?(\d[\w.]*)")
_SAFE_FOLDER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9@._-]{0,63}(?<!\.)")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def files(everyone: Sequence[Submission], out: Path) -> tuple[dict[Path, str], list[Remark]]:
    """One student: the file `out`.  Several: `out/STUDENT/results.json`."""
    if len(everyone) == 1:
        return {out: _json(everyone[0])}, []
    found: dict[Path, str] = {}
    taken: set[str] = set()
    renamed: list[str] = []
    for submission in everyone:
        folder = _folder(submission.student, taken)
        taken.add(folder.casefold())
        found[out / folder / FILE] = _json(submission)
        if folder != submission.student:
            renamed.append(f"{folder} ({submission.shown})")
    return found, remark("folders with another name than the student", renamed)


def results(submission: Submission) -> dict[str, Any]:
    """The content of results.json."""
    open_points = math.fsum(entry.points for entry in submission.open)
    return {
        "score": rounded(submission.points_so_far),
        "output": _summary(submission, open_points),
        "output_format": "md", "test_output_format": "md", "visibility": "visible", "stdout_visibility": "hidden",
        "extra_data": {"grader": "derivation-verifier", "open_points": rounded(open_points),
                       "open_questions": [visible(entry.question) for entry in submission.open]},
        "tests": [_test(entry) for entry in submission.entries],
    }  # fmt: skip


def _json(submission: Submission) -> str:
    return json.dumps(results(submission), ensure_ascii=False, indent=2) + "\n"


def _summary(submission: Submission, open_points: float) -> str:
    right = sum(entry.is_right for entry in submission.entries)
    words = [f"{right} of {len(submission.entries)} questions fully right."]
    if submission.open:
        names = ", ".join(in_markdown(entry.question) for entry in submission.open)
        words.append(f"**{points_are(open_points)} still open**, and not in the score: {names}. A person will look.")
    if step := first_wrong_step(submission):
        words.append(f"First wrong step: {in_markdown(step)}.")
    return " ".join(words)


def _test(entry: Entry) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": visible(entry.question)}
    if (number := _NUMBER_OF_A_QUESTION.fullmatch(entry.question)) is not None:
        shown["number"] = number[1]
    if entry.score is not None:
        shown |= {"score": rounded(entry.score), "max_score": rounded(entry.points),
                  "status": "passed" if entry.is_right else "failed"}  # fmt: skip
    return shown | {"output": _output(entry), "output_format": "md", "visibility": "visible"}


def _output(entry: Entry) -> str:
    formula = formula_in_markdown(str(entry.result.get("reading") or ""))
    what = "The last line is read" if entry.result.get("steps") else "Read"
    lines = [f"{what} as {formula}."] if formula else []
    lines.append(f"{in_markdown(feedback(entry))}.")
    if entry.score is None:
        lines.append(f"**{points_are(entry.points)} open:** {WAITS}.")
    return "\n\n".join(lines)


def _folder(student: str, taken: set[str]) -> str:
    """The student as the name of a folder, and of one folder only: no path, nothing that a system reserves."""
    if _SAFE_FOLDER.fullmatch(student) and not _DEVICES.fullmatch(student) and student.casefold() not in taken:
        return student
    safe = re.sub(r"[^A-Za-z0-9@_-]+", "_", student).strip("_")[:40] or "student"
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{safe}-{digest[:8]}"
