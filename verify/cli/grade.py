r"""Grade answers: a file of rows, or one answer.

    verify grade answers.jsonl -o results.jsonl --jobs 4
    verify grade answers.csv -o grades.csv --to canvas --roster exported.csv
    verify grade --claim gaussian-kl "\log\frac{s_2}{s_1} + \frac{s_1^2 + (\mu_1-\mu_2)^2}{2s_2^2} - \frac12"
    verify grade --reference "2x" "x + x" --let "x: real"

A row that cannot be read is a result of its own, and costs nobody points.  With --to the results of the rows stand beside the
gradebook, in OUT.results.jsonl, and all answers that wait for a person in OUT.waiting.csv.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import Any

from verify.bulk.rows import SUFFIXES, placed_rows
from verify.bulk.run import Progress, Summary, grade_rows, rows_kept
from verify.bulk.source import STANDARD_INPUT, as_file
from verify.bulk.to_gradebook import OPEN, entries_of
from verify.cli import FINDINGS, FINE
from verify.cli.equal import declared
from verify.gradebook import BLANK, PROGRAMS, WITH_ASSIGNMENT, Gradebook, OpenRow, gradebook_of
from verify.grading import Grader
from verify.grading.row import row_of
from verify.problem import InputError, reject
from verify.read.declare import declared_with_conditions
from verify.read.formula import SYNTAXES

_MANY = ("output", "jobs", "resume", "to", "assignment", "roster", "blank")
_OF_A_GRADEBOOK = ("assignment", "roster", "blank")
_FEWEST_NAMES = 20  # of a remark that are shown; the table of what waits has them all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="ROWS | ANSWER", help="a file of JSON lines, CSV or Parquet, - for the standard input; "
                        "or one answer, with --reference or --claim")  # fmt: skip
    many = parser.add_argument_group("a file of rows")
    many.add_argument("-o", "--output", metavar="OUT", type=Path, help="where the results go (default: the terminal)")
    many.add_argument("--jobs", metavar="N", type=int, help="processes that grade (default: 1)")
    many.add_argument("--resume", action="store_true", help="go on where an interrupted run stopped")
    many.add_argument("--to", choices=PROGRAMS, help="write the gradebook of this program to OUT")
    many.add_argument("--assignment", metavar="NAME", help="the name of the assignment in the gradebook")
    many.add_argument("--roster", metavar="FILE", type=Path, help="what Canvas exported, or Moodle's worksheet, to fill in")
    many.add_argument("--blank", choices=BLANK, help="an answer that is empty waits for a person, or counts 0 (default: open)")
    both = parser.add_argument_group("one answer, or all rows that do not say it themselves")
    both.add_argument("--let", action="append", default=[], metavar="'x: DOMAIN'", help="declare a symbol; may be repeated")
    both.add_argument("--assume", action="append", default=[], metavar="STATEMENT", help="a condition; may be repeated")
    both.add_argument("--mode", help="equal (default), up to a constant, up to a factor, modulo 2 pi, tolerance 1e-3")
    both.add_argument("--form", help="expanded, factored or simplified, besides being equal")
    both.add_argument("--syntax", choices=SYNTAXES, help="how the answer is written (default: auto)")
    one = parser.add_argument_group("one answer")
    one.add_argument("--claim", metavar="ID", help="the claim of the catalogue that the answer is to")
    one.add_argument("--part", metavar="LABEL", help="the part of the claim, where it has several")
    one.add_argument("--reference", metavar="FORMULA", help="the right answer")
    parser.add_argument("--json", action="store_true", help="one JSON object: the result, or the counts")


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 if every answer is correct."""
    _check_options(arguments)
    if _is_one(arguments):
        return _one(arguments)
    return _many(arguments)


# ------------------------------------------------------------------------------------------------------------------- options


def _is_one(arguments: argparse.Namespace) -> bool:
    return arguments.claim is not None or arguments.reference is not None


def _check_options(arguments: argparse.Namespace) -> None:
    """Raises InputError for options that would be ignored."""
    if arguments.part and arguments.claim is None:
        raise reject("bad-option", "--part without --claim", help="the claim that it is a part of; a row says its own `part`")
    if _is_one(arguments):
        given = [name for name in _MANY if getattr(arguments, name) not in (None, False)]
        if Path(arguments.rows).suffix.lower() in SUFFIXES:
            raise reject("bad-option", f"the file {arguments.rows} in the place of one answer",
                         help="rows have their own `reference` or `claim`: leave out --reference and --claim")  # fmt: skip
        if given:
            raise reject("bad-option", f"--{given[0]} with one answer", help="it is for a file of rows; the result is printed")
        return
    if arguments.to is None:
        given = [name for name in _OF_A_GRADEBOOK if getattr(arguments, name) is not None]
        if given:
            raise reject("bad-option", f"--{given[0]} without a gradebook", help=f"--to, and one of {', '.join(PROGRAMS)}")
        return
    if arguments.output is None:
        raise reject("bad-option", "--to without a file", help="-o OUT, the file that the gradebook is written to")
    if arguments.assignment is not None and arguments.to not in WITH_ASSIGNMENT:
        raise reject("bad-option", f"--assignment for {arguments.to}, which has no name for it",
                     help=f"it is for {', '.join(WITH_ASSIGNMENT)}")  # fmt: skip


def _fields(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options say of an answer, as the fields of a row."""
    fields = {"symbols": declared(arguments.let), "assuming": arguments.assume, "mode": arguments.mode, "form": arguments.form,
              "syntax": arguments.syntax}  # fmt: skip
    return {name: value for name, value in fields.items() if value}


# ---------------------------------------------------------------------------------------------------------------- one answer


def _one(arguments: argparse.Namespace) -> int:
    question = {"claim": arguments.claim, "part": arguments.part, "reference": arguments.reference}
    given = {name: value for name, value in question.items() if value is not None}
    read = row_of({**given, "submitted": arguments.rows, **_fields(arguments)})
    result = Grader.of(read).grade_row(read)
    print(json.dumps(result.record(), ensure_ascii=False, indent=1) if arguments.json else result)
    return FINE if result.verdict == "correct" else FINDINGS


# ----------------------------------------------------------------------------------------------------------------- many rows


def _many(arguments: argparse.Namespace) -> int:
    name = arguments.rows.strip()
    if name != STANDARD_INPUT and not Path(name).exists() and not Path(name).suffix:
        raise reject("no-such-file", f"no file {name}", help="a file of rows; or an answer to --reference or --claim")
    defaults = _fields(arguments)
    declared_with_conditions(defaults.get("symbols", {}))
    Grader("1", **{field: value for field, value in defaults.items() if field in ("mode", "form")})
    with as_file(name) as rows:
        return _graded(arguments, rows, defaults)


def _graded(arguments: argparse.Namespace, rows: Path, defaults: dict[str, Any]) -> int:
    results, gradebook = arguments.output, _Gradebook(arguments, rows)
    if arguments.to is not None:
        results = gradebook.results
        gradebook.check()
    with _progress(rows) as progress, _saying_what_is_kept(results):
        summary = grade_rows(
            rows, results, jobs=arguments.jobs if arguments.jobs is not None else 1, resume=arguments.resume, progress=progress,
            defaults=defaults, complete=gradebook.save if arguments.to is not None else None,
        )  # fmt: skip
    if arguments.json:
        counts = {"rows": summary.rows, **summary.verdicts, "unread": summary.unread, "stopped": summary.stopped,
                  "resumed": summary.resumed, "remarks": list(map(str, gradebook.remarks))}  # fmt: skip
        print(json.dumps(counts, ensure_ascii=False), file=sys.stderr if arguments.output is None else sys.stdout)
    else:
        print("\n".join([_counts(summary), *gradebook.short_remarks()]), file=sys.stderr)
    return FINDINGS if summary.unread or summary.stopped or gradebook.open_rows else FINE


class _Gradebook:
    """The gradebook that was asked for."""

    def __init__(self, arguments: argparse.Namespace, rows: Path) -> None:
        self._arguments, self._rows = arguments, rows
        self._made: Gradebook | None = None
        self.open_rows: list[OpenRow] = []  # rows that no entry could be made of

    @property
    def results(self) -> Path:
        return self._beside(".results.jsonl")

    @property
    def remarks(self) -> tuple[Any, ...]:
        return self._made.remarks if self._made is not None else ()

    def short_remarks(self) -> list[str]:
        shown = [remark.short(_FEWEST_NAMES) for remark in self.remarks]
        is_cut = any(len(remark.names) > _FEWEST_NAMES for remark in self.remarks)
        return [*shown, *([f"all answers that wait stand in {self._beside('.waiting.csv')}"] if is_cut else [])]

    def check(self) -> None:
        """What is wrong with the roster, with names and with the options is said before anything is graded."""
        out = self._arguments.output
        for read in (self._rows, self._arguments.roster):
            for written in (out, self.results, self._beside(".waiting.csv")):
                if read is not None and read.exists() and written.exists() and written.samefile(read):
                    raise reject("not-written", f"the gradebook would overwrite {read}", help="another name for OUT")
        self._make(repeat(OPEN))

    def save(self, results: Path) -> None:
        with results.open(encoding="utf-8") as file:
            made = self._make(map(json.loads, file))
        try:
            made.save()
        except InputError as error:
            problem = error.problem
            raise reject(problem.kind, problem.seen, help=f"{problem.help}; with --resume nothing is graded again") from None
        self._made = made

    def _make(self, records: Any) -> Gradebook:
        arguments = self._arguments
        entries, self.open_rows = entries_of(placed_rows(self._rows), records)
        made = gradebook_of(arguments.to, entries, arguments.output, assignment=arguments.assignment or "",
                            roster=arguments.roster, open_rows=self.open_rows, blank=arguments.blank or "open")  # fmt: skip
        return made.with_file(self._beside(".waiting.csv"), made.waiting)

    def _beside(self, suffix: str) -> Path:
        out: Path = self._arguments.output
        return out.with_name(f"{out.name}{suffix}")


@contextmanager
def _saying_what_is_kept(results: Path | None) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        if results is not None:
            count, place = rows_kept(results)
            print(f"verify: {count} results are kept in {place}; with --resume the same command goes on", file=sys.stderr)
        raise


def _counts(summary: Summary) -> str:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in summary.verdicts.items() if count)
    words = f"{summary.rows} {'row' if summary.rows == 1 else 'rows'}: {counts}"
    notes = ((summary.resumed, "graded before"), (summary.unread, "could not be read"), (summary.stopped, "stopped"),
             (summary.dropped, "of an interrupted run graded again, as --resume was not given"))  # fmt: skip
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
