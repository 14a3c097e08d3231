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
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from verify.catalogue import Entry, find
from verify.cli import COULD_NOT_RUN, FINDINGS, FINE
from verify.conventions import BY_NAME
from verify.evidence import default_folder
from verify.problem import Problem, reject
from verify.render.colour import has_colour, paint
from verify.render.layout import columns_of, indent, laid_out
from verify.render.plain import claim_line, convention_lines, everything, findings, summary_line
from verify.verdict import TRUTHS
from verify.worker import check_entry, not_checked

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
    records = list(_shown(_checked(chosen, work), len(chosen)))
    summary = _summary(records)
    if arguments.json:
        print(json.dumps({"claims": records, "summary": summary}, ensure_ascii=False, indent=1))
    else:
        show = _show_everything if arguments.verbose else _show_findings
        width = max(len(record["id"]) for record in records)
        for record in records:
            print("\n".join([_headline(record, width), *show(record)]))
        print(summary_line(summary))
    if summary["problems"]:
        return COULD_NOT_RUN
    return FINE if summary["ok"] == summary["claims"] else FINDINGS


@dataclass(frozen=True)
class _Work:
    """Where certificates go, where the evidence of earlier checks lies (None: nowhere), and the number of processes."""

    certificates: Path | None
    evidence: Path | None
    jobs: int | None

    def processes(self, claims: int) -> int:
        return min(claims, self.jobs or min(2, os.cpu_count() or 1, 1 + claims // _WORTH_ANOTHER_PROCESS))


def _checked(chosen: tuple[Entry, ...], work: _Work) -> Iterator[Record]:
    """The records in the order of the claims, whatever the number of processes."""
    processes = work.processes(len(chosen))
    if processes <= 1:
        yield from (check_entry(entry, work.certificates, work.evidence) for entry in chosen)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        futures = [pool.submit(check_entry, entry, work.certificates, work.evidence) for entry in chosen]
        for entry, future in zip(chosen, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(entry, work)


def _alone(entry: Entry, work: _Work) -> Record:
    """Once more, in a process of its own: a process that died takes the claims of the whole pool with it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        try:
            return pool.submit(check_entry, entry, work.certificates, work.evidence).result()
        except BrokenProcessPool:
            problem = Problem("process-died", "the process that checked it died", where=str(entry.path))
            return not_checked(entry, problem)


def _shown(records: Iterator[Record], total: int) -> Iterator[Record]:
    if not sys.stderr.isatty() or total < 2:
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
