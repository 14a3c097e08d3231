"""A file of rows to a file of results: in order, one line for each row, and able to go on after an interruption."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

from verify.bulk.grading import Graded, RowGrader, stopped
from verify.bulk.part import Part, manifest_of
from verify.bulk.pool import in_order
from verify.bulk.rows import rows_of, with_defaults
from verify.bulk.unread import Unread
from verify.files import place_of
from verify.problem import reject

VERDICTS = ("correct", "wrong", "undecided", "unreadable")
PACE = 0.2  # seconds between two writes to the file

Progress = Callable[[int], None]
Complete = Callable[[Path], None]


@dataclass(frozen=True)
class Summary:
    """What became of the rows.

    `verdicts`  how many rows have each verdict
    `unread`    rows that are no JSON, or not what the table promises; they are undecided
    `stopped`   rows whose grading ended its process, took too long or failed; they are undecided
    `resumed`   rows that an earlier run had graded
    `dropped`   results of an interrupted run that were not resumed
    """

    rows: int
    verdicts: Mapping[str, int]
    unread: int
    stopped: int
    resumed: int
    dropped: int = 0


def grade_rows(
    source: Path,
    out: Path | None,
    *,
    jobs: int = 1,
    resume: bool = False,
    progress: Progress | None = None,
    defaults: Mapping[str, Any] | None = None,
    complete: Complete | None = None,
) -> Summary:
    """Grade all rows of a file and write their results: one JSON object a line, in the order of the rows.

    The results stand in OUT.part until they are complete.  `resume` goes on where an earlier run was interrupted; otherwise what
    it left is overwritten.  Without `out` they go to the standard output.  The results are the same for any number of jobs.
    Where `out` is a link, all this happens beside the file that it points to.
    `progress` is told how many rows are done, now and then.  `defaults` are fields of the rows that do not have them.
    `complete` is given the file of the complete results, before it takes the place of `out`; if it raises, they can be resumed.
    Raises InputError for a file without rows that can be read, or that cannot be written, and for resuming a run of other rows.
    """
    defaults = defaults or {}
    _check(source, out, jobs, resume)
    _check_rows(source)
    rows = (with_defaults(row, defaults) for row in rows_of(source))
    tally = _Tally(progress)
    if out is None:
        with closing(in_order(rows, RowGrader, stopped, jobs=jobs)) as results:
            _write(results, sys.stdout.buffer, tally)
        return tally.summary()
    with _writing(out):
        part = Part(place_of(out))
        _begin(part, manifest_of(source, defaults), resume, tally)
        with part.results.open("ab") as file:
            with closing(in_order(islice(rows, tally.rows, None), RowGrader, stopped, jobs=jobs)) as results:
                _write(results, file, tally)
            os.fsync(file.fileno())
        if complete is not None:
            complete(part.results)
        part.finish()
    return tally.summary()


def rows_kept(out: Path) -> tuple[int, Path]:
    """How many results an interrupted run has left, and where."""
    part = Part(place_of(out))
    return part.rows(), part.results


def _check(source: Path, out: Path | None, jobs: int, resume: bool) -> None:
    if jobs < 1:
        raise reject("bad-option", f"{jobs} jobs", help="1 or more")
    if out is None:
        if resume:
            raise reject("bad-option", "resuming, but no file of results", help="the file that the interrupted run was to write")
        return
    place = place_of(out)
    if place.exists() and source.exists() and place.samefile(source):
        raise reject("not-written", f"the results would overwrite the rows in {out}", help="another name for the results")


def _check_rows(source: Path) -> None:
    """What is wrong with the file as a whole is said before anything is written."""
    first: Unread | None = None
    for row in rows_of(source):
        if not isinstance(row, Unread):
            return
        first = first or row
    if first is None:
        raise reject("no-rows", f"no rows in {source}", help="one JSON object a line, or a table with a row for each answer")
    raise reject("no-rows", f"no row of {source} can be read; the first: {first.problem.seen}",
                 help="JSON lines, or a table with commas and a name that ends in .csv")  # fmt: skip


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise reject("not-written", f"{error.filename or out}: {error.strerror or error}",
                     help="a folder that can be written to, with enough space; what is done is kept") from None  # fmt: skip


def _begin(part: Part, manifest: dict[str, str], resume: bool, tally: _Tally) -> None:
    """The file of results, empty or with those of the interrupted run, which are counted."""
    if not resume or not part.results.exists():
        tally.dropped = part.rows()
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
        self.rows = self.resumed = self.dropped = 0
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
        return Summary(self.rows, verdicts, self._problems["unread-row"], lost, self.resumed, self.dropped)
