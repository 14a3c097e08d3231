"""The work of one process: a row in, the line of its result out.

Rows that ask the same question share what is read of it, and a row that came before, whoever handed it in, has the same result.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Generic, NamedTuple, TypeVar

from verify.bulk.rows import id_of
from verify.bulk.unread import Unread
from verify.grading import Grader
from verify.grading.grader import grade_row, not_graded
from verify.grading.result import Result
from verify.grading.row import Row, row_of
from verify.problem import InputError, Problem
from verify.render.problem import problem_text
from verify.verdict import Verdict

QUESTIONS = 256
RESULTS = 4_096
LONGEST_KEPT = 20_000  # characters of a row; one that is longer hardly comes twice, and its result is long as well
_PERSON = "a person has to look at it"
Kept = TypeVar("Kept")


class Graded(NamedTuple):
    """The line of a result, without its end, and what is counted of it: its verdict, and the kind of its problem."""

    line: str
    verdict: str
    problem: str = ""


class RowGrader:
    """Grades rows one after the other, `RowGrader()(row)`, and remembers the latest questions and results.

    What is said of a row is the same whatever came before it, and nothing is raised.
    """

    def __init__(self) -> None:
        self._graders: Recent[Grader] = Recent(QUESTIONS)
        self._records: Recent[dict[str, Any]] = Recent(RESULTS)

    def __call__(self, row: Any) -> Graded:
        try:
            return graded(self._record(row))
        except Exception as error:  # a bug of ours costs this row its verdict, and no other row anything
            problem = Problem("internal-error", f"a bug of this program: {type(error).__name__}", help=_PERSON)
            return graded(undecided(id_of(row), problem).record())

    def _record(self, row: Any) -> dict[str, Any]:
        if isinstance(row, Unread):
            return undecided(row.id, row.problem).record()
        try:
            read = row_of(row)
            text = repr(replace(read, id=""))
            if len(text) > LONGEST_KEPT:
                return self._grade(read).record()
            record = self._records.get(text)
            if record is None:
                record = self._grade(read).record()
                self._records.put(text, record)
            return {**record, "id": read.id}
        except InputError as error:
            return not_graded(id_of(row), error.problem).record()

    def _grade(self, row: Row) -> Result:
        """The result of a row; raises InputError for a question that cannot be read."""
        question = repr(replace(row, id="", submitted=None, lines=()))
        grader = self._graders.get(question)
        if grader is None:
            try:
                grader = Grader.of(row)
            except InputError:
                return grade_row(row)
            self._graders.put(question, grader)
        return grader.grade_row(row)


def undecided(name: str, problem: Problem) -> Result:
    """The result of a row that was not graded."""
    return Result(name, "undecided", None, Verdict("undecided", reasons=(problem.seen,)), message=problem_text(problem),
                  problem=problem)  # fmt: skip


def stopped(row: Any, reason: str) -> Graded:
    """A row whose grading was stopped: nothing is said about its answer."""
    problem = Problem("stopped", f"the grading of this row was stopped: {reason}", help=_PERSON)
    return graded(undecided(id_of(row), problem).record())


def graded(record: Mapping[str, Any]) -> Graded:
    """The record of a result as a line of JSON; letters stand as they are, unless one of them is half a character."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(record)
    return Graded(line, record["verdict"], (record.get("problem") or {}).get("kind", ""))


class Recent(Generic[Kept]):
    """The `most` values that were used last, by texts, of which only the hash is kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, text: str) -> Kept | None:
        key = _key(text)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, text: str, value: Kept) -> None:
        self._kept[_key(text)] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
