"""A file of rows to a file of results: in order, one line for each row, and able to go on after an interruption."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from verify.bulk.grading import Graded, RowGrader, stopped
from verify.bulk.part import Part, manifest_of
from verify.bulk.pool import in_order
from verify.bulk.rows import rows_of
from verify.problem import reject

VERDICTS = ("correct", "wrong", "undecided", "unreadable")
PACE = 0.2  # seconds between two writes to the file

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Summary:
    """What became of the rows.

    `verdicts`  how many rows have each verdict
    `unread`    rows that are no JSON, or not what the table promises; they are undecided
    `stopped`   rows whose grading ended its process, took too long or failed; they are undecided
    `resumed`   rows that an earlier run had graded
    """

    rows: int
    verdicts: Mapping[str, int]
    unread: int
    stopped: int
    resumed: int


def grade_rows(
    source: Path, out: Path | None, *, jobs: int = 1, resume: bool = False, progress: Progress | None = None
) -> Summary:
    """Grade all rows of a file and write their results: one JSON object a line, in the order of the rows.

    The results stand in OUT.part until they are complete.  `resume` goes on where an earlier run was interrupted; otherwise what
    it left is overwritten.  Without `out` they go to the standard output.  The results are the same for any number of jobs.
    `progress` is told how many rows are done, now and then.
    Raises InputError for a file that is none of rows, or cannot be written, and for resuming a run of other rows.
    """
    _check(source, out, jobs, resume)
    rows = rows_of(source)
    rows = chain(list(islice(rows, 1)), rows)  # what is wrong with the file itself is said before anything is written
    tally = _Tally(progress)
    if out is None:
        with closing(in_order(rows, RowGrader, stopped, jobs=jobs)) as results:
            _write(results, sys.stdout.buffer, tally)
        return tally.summary()
    with _writing(out):
        part = Part(out)
        _begin(part, source, resume, tally)
        with part.results.open("ab") as file:
            with closing(in_order(islice(rows, tally.rows, None), RowGrader, stopped, jobs=jobs)) as results:
                _write(results, file, tally)
            os.fsync(file.fileno())
        part.finish()
    return tally.summary()


def _check(source: Path, out: Path | None, jobs: int, resume: bool) -> None:
    if jobs < 1:
        raise reject("bad-option", f"{jobs} jobs", help="1 or more")
    if out is None:
        if resume:
            raise reject("bad-option", "resuming, but no file of results", help="the file that the interrupted run was to write")
        return
    if out.exists() and (not out.is_file() or (source.exists() and out.samefile(source))):
        seen = f"the results would overwrite the rows in {out}" if out.is_file() else f"{out} is no file"
        raise reject("not-written", seen, help="another name for the results")


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise reject("not-written", f"{error.filename or out}: {error.strerror or error}",
                     help="a folder that can be written to, with enough space; what is done is kept") from None  # fmt: skip


def _begin(part: Part, source: Path, resume: bool, tally: _Tally) -> None:
    """The file of results, empty or with those of the interrupted run, which are counted."""
    manifest = manifest_of(source)
    if not resume or not part.results.exists():
        part.begin(manifest)
        return
    part.check(manifest)
    for result in part.kept():
        tally.add(result)
    tally.resumed = tally.rows


def _write(results: Iterator[Graded], file: BinaryIO, tally: _Tally) -> None:
    written = monotonic()
    try:
        for result in results:
            file.write(result.line.encode() + b"\n")
            tally.add(result)
            if monotonic() - written > PACE:
                file.flush()
                tally.tell()
                written = monotonic()
    finally:
        file.flush()
    tally.tell()


class _Tally:
    def __init__(self, progress: Progress | None) -> None:
        self.rows = self.resumed = 0
        self._verdicts: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self._progress = progress

    def add(self, result: Graded) -> None:
        self.rows += 1
        self._verdicts[result.verdict] += 1
        self._problems[result.problem] += 1

    def tell(self) -> None:
        if self._progress is not None:
            self._progress(self.rows)

    def summary(self) -> Summary:
        verdicts = {verdict: self._verdicts[verdict] for verdict in VERDICTS}
        lost = self._problems["stopped"] + self._problems["internal-error"]
        return Summary(self.rows, verdicts, self._problems["unread-row"], lost, self.resumed)
