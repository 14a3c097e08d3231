"""Check claims: each statement with its proof, its mistakes and its measurements.

    verify check                        the whole catalogue; what is unchanged since the last time is only checked again
    verify check sigmoid-tanh --verbose
    verify check my_claim.py --certificates proofs/
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any

from verify.bulk.pool import in_order
from verify.catalogue import Entry, find
from verify.cli import COULD_NOT_RUN, FINDINGS, FINE, INTERRUPTED
from verify.conventions import BY_NAME
from verify.evidence import default_folder
from verify.problem import Problem, reject
from verify.render.colour import has_colour, paint
from verify.render.layout import columns_of, indent, laid_out
from verify.render.plain import claim_line, convention_lines, everything, findings, summary_line
from verify.verdict import TRUTHS
from verify.worker import checker, not_checked

Record = dict[str, Any]

# A process costs about a second (most of it loads SymPy), which a few claims do not earn back.
_WORTH_ANOTHER_PROCESS = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids, subjects, or paths of claim files; none means all")
    parser.add_argument("--verbose", action="store_true", help="show every step, uncut, and the conventions it leans on")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--jobs", type=int, metavar="N", help="number of processes (default: as many as pay, at most 2)")
    parser.add_argument("--fresh", action="store_true",
                        help="prove everything anew, where unchanged claims would only be checked again")  # fmt: skip
    parser.add_argument("--certificates", type=Path, metavar="DIR", help="write proofs and counterexamples to DIR")


def run(arguments: argparse.Namespace) -> int:
    chosen = find(arguments.ids)
    if not chosen:
        raise reject("empty-catalogue", "there are no claims", help="a claim is a file derivations/<subject>/<name>.py")
    if arguments.jobs is not None and arguments.jobs < 1:
        raise reject("bad-option", f"--jobs {arguments.jobs}", help="1 or more")
    folder = arguments.certificates
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    work = _Work(folder, None if arguments.fresh or folder is not None else default_folder(), arguments.jobs)
    report = _Report(arguments.json, arguments.verbose, max(len(entry.id) for entry in chosen))
    try:
        with closing(_checked(chosen, work)) as records:
            for record in _with_progress(records, len(chosen)):
                report.add(record)
    except KeyboardInterrupt:
        report.end()
        print(f"verify: interrupted after {len(report.records)} of {len(chosen)} claims", file=sys.stderr)
        return INTERRUPTED
    report.end()
    summary = _summary(report.records)
    if summary["problems"]:
        return COULD_NOT_RUN
    return FINE if summary["ok"] == summary["claims"] else FINDINGS


@dataclass
class _Report:
    """What is printed: a claim as soon as it is checked, except above a bar that moves, and one object of JSON at the end."""

    as_json: bool
    verbose: bool
    width: int
    records: list[Record] = field(default_factory=list)

    def add(self, record: Record) -> None:
        self.records.append(record)
        if not self.as_json and not _has_bar():
            self._print(record)

    def end(self) -> None:
        summary = _summary(self.records)
        if self.as_json:
            print(json.dumps({"claims": self.records, "summary": summary}, ensure_ascii=False, indent=1))
            return
        if _has_bar():
            for record in self.records:
                self._print(record)
        print(summary_line(summary))

    def _print(self, record: Record) -> None:
        show = _show_everything if self.verbose else _show_findings
        print("\n".join([_headline(record, self.width), *show(record)]), flush=True)


@dataclass(frozen=True)
class _Work:
    """Where certificates go, where the evidence of earlier checks lies (None: nowhere), and the number of processes."""

    certificates: Path | None
    evidence: Path | None
    jobs: int | None

    def processes(self, claims: int) -> int:
        return min(claims, self.jobs or min(2, os.cpu_count() or 1, 1 + claims // _WORTH_ANOTHER_PROCESS))


def _checked(chosen: tuple[Entry, ...], work: _Work) -> Generator[Record, None, None]:
    """The records in the order of the claims, whatever the number of processes; no claim is stopped for the time it takes."""
    start = partial(checker, work.certificates, work.evidence)
    return in_order(chosen, start, _process_died, jobs=work.processes(len(chosen)), seconds=inf, chunk=1)


def _process_died(entry: Entry, reason: str) -> Record:
    return not_checked(entry, Problem("process-died", "the process that checked it died", where=str(entry.path)))


def _has_bar() -> bool:
    return sys.stderr.isatty()


def _with_progress(records: Iterator[Record], total: int) -> Iterator[Record]:
    if not _has_bar() or total < 2:
        return records
    terminal = import_module("verify.render.terminal")  # rich takes 0.1 s to load, and only a terminal needs it
    shown: Iterator[Record] = terminal.with_progress(records, total, "checking")
    return shown


def _summary(records: list[Record]) -> Record:
    return {
        "claims": len(records),
        "ok": sum(record["ok"] for record in records),
        "truths": {truth: sum(record["truth"] == truth for record in records) for truth in reversed(TRUTHS)},
        "rechecked": sum(bool(record.get("rechecked")) for record in records),
        "problems": [record["id"] for record in records if "problem" in record],
        "ms": round(sum(record["ms"] for record in records), 3),
    }


def _headline(record: Record, width: int) -> str:
    line = claim_line(record, width)
    if not has_colour(sys.stdout):
        return line
    mark, name, rest = line[:4], line[6 : 6 + width], line[6 + width :]
    return f"{paint(mark, 'good' if record['ok'] else 'bad')}  {paint(name, 'bold')}{rest}"


def _show_findings(record: Record) -> list[str]:
    return [] if record["ok"] else laid_out(findings(record), columns_of(sys.stdout))


def _show_everything(record: Record) -> list[str]:
    names = dict.fromkeys(name for step in record["steps"] for name in step.get("conventions", ()))
    conventions = convention_lines(list(names), {name: BY_NAME[name].statement for name in names})
    return laid_out([*everything(record), *indent(conventions)], None)
