r"""Grade answers: a file of rows, or one answer.

    verify grade answers.jsonl -o results.jsonl --jobs 4
    verify grade answers.csv -o grades.csv --to canvas --roster exported.csv
    verify grade --claim gaussian-kl "\log\frac{s_2}{s_1} + \frac{s_1^2 + (\mu_1-\mu_2)^2}{2s_2^2} - \frac12"
    verify grade --reference "2x" "x + x" --let "x: real"

A row that cannot be read is a result of its own, and costs nobody points.  With --to the results of the rows stand beside the
gradebook, in OUT.results.jsonl.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path

from verify.bulk.rows import rows_of
from verify.bulk.run import Progress, Summary, grade_rows
from verify.cli import FINDINGS, FINE
from verify.cli.equal import declared
from verify.gradebook import PROGRAMS, Entry, entry, write
from verify.grading import Grader
from verify.grading.row import row_of
from verify.problem import InputError, reject
from verify.read.formula import SYNTAXES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="ROWS | ANSWER", help="a file of JSON lines, CSV or Parquet; or one answer")
    many = parser.add_argument_group("a file of rows")
    many.add_argument("-o", "--output", metavar="OUT", type=Path, help="where the results go (default: the terminal)")
    many.add_argument("--jobs", metavar="N", type=int, default=1, help="processes that grade (default: 1)")
    many.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")
    many.add_argument("--to", choices=PROGRAMS, help="write the gradebook of this program to OUT")
    many.add_argument("--assignment", metavar="NAME", default="", help="the name of the assignment in the gradebook")
    many.add_argument("--roster", metavar="FILE", type=Path, help="what Canvas exported, or Moodle's worksheet, to fill in")
    one = parser.add_argument_group("one answer")
    one.add_argument("--claim", metavar="ID", help="the claim of the catalogue that the answer is to")
    one.add_argument("--part", metavar="LABEL", default="", help="the part of the claim, where it has several")
    one.add_argument("--reference", metavar="FORMULA", help="the right answer")
    one.add_argument("--let", action="append", default=[], metavar="'x: DOMAIN'", help="declare a symbol; may be repeated")
    one.add_argument("--assume", action="append", default=[], metavar="STATEMENT", help="a condition; may be repeated")
    one.add_argument("--mode", default="equal", help="up to a constant, up to a factor, modulo 2 pi, tolerance 1e-3")
    one.add_argument("--form", default="", help="expanded, factored or simplified, besides being equal")
    one.add_argument("--syntax", choices=SYNTAXES, default="auto", help="how the answer is written (default: auto)")
    parser.add_argument("--json", action="store_true", help="one JSON object: the result, or the counts")


def run(arguments: argparse.Namespace) -> int:
    if arguments.claim is not None or arguments.reference is not None:
        return _one(arguments)
    return _many(arguments)


def _one(arguments: argparse.Namespace) -> int:
    row = {
        "claim": arguments.claim, "part": arguments.part, "reference": arguments.reference, "submitted": arguments.rows,
        "symbols": declared(arguments.let), "assuming": arguments.assume, "mode": arguments.mode, "form": arguments.form,
        "syntax": arguments.syntax,
    }  # fmt: skip
    read = row_of({name: value for name, value in row.items() if value is not None})
    result = Grader.of(read).grade_row(read)
    print(json.dumps(result.record(), ensure_ascii=False, indent=1) if arguments.json else result)
    return FINE if result.verdict == "correct" else FINDINGS


def _many(arguments: argparse.Namespace) -> int:
    rows = Path(arguments.rows)
    if arguments.to is not None and arguments.output is None:
        raise reject("bad-option", "--to without a file", help="-o OUT, the file that the gradebook is written to")
    results = arguments.output
    if arguments.to is not None:
        results = results.with_name(results.name + ".results.jsonl")
    with _progress(rows) as progress:
        summary = grade_rows(rows, results, jobs=arguments.jobs, resume=arguments.resume, progress=progress)
    remarks = _gradebook(arguments, rows, results) if arguments.to is not None else []
    if arguments.json and arguments.output is not None:
        print(json.dumps({"rows": summary.rows, **summary.verdicts, "unread": summary.unread, "stopped": summary.stopped,
                          "resumed": summary.resumed, "remarks": remarks}, ensure_ascii=False))  # fmt: skip
    else:
        print("\n".join([_counts(summary), *remarks]), file=sys.stderr)
    return FINE


def _gradebook(arguments: argparse.Namespace, rows: Path, results: Path) -> list[str]:
    entries: list[Entry] = []
    remarks = []
    with results.open(encoding="utf-8") as file:
        for number, (row, line) in enumerate(zip(rows_of(rows), file, strict=True), start=1):
            try:
                entries.append(entry(row, json.loads(line)))
            except InputError as error:
                remarks.append(f"row {number} is not in the gradebook: {error.problem.seen}")
    return [*remarks, *write(arguments.to, entries, arguments.output, assignment=arguments.assignment, roster=arguments.roster)]


def _counts(summary: Summary) -> str:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in summary.verdicts.items() if count)
    words = f"{summary.rows} rows: {counts or 'none'}"
    notes = ((summary.resumed, "graded before"), (summary.unread, "not rows"), (summary.stopped, "stopped"))
    return "; ".join([words, *(f"{count} {what}" for count, what in notes if count)])


def _progress(rows: Path) -> AbstractContextManager[Progress | None]:
    """A bar of the rows that are done, where there is a terminal."""
    if not (sys.stderr.isatty() and rows.is_file()):
        return nullcontext()
    with rows.open("rb") as file:
        lines = sum(1 for _ in file)
    terminal = import_module("verify.render.terminal")  # rich takes 0.1 s to load, and only a terminal needs it
    bar: AbstractContextManager[Progress | None] = terminal.progress_bar(lines, "grading")
    return bar
