"""Checks the claim of one file and returns its record: what a process of a pool is asked to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from verify.catalogue import Entry, load
from verify.certificate import Certificate, Refutation, write
from verify.check import ClaimReport, check, failed
from verify.problem import InputError, Problem
from verify.render.record import claim_record


def check_entry(entry: Entry, certificates: Path | None = None) -> dict[str, Any]:
    """The record of one claim; whatever is wrong with its file is in the record, and never raised."""
    begin = perf_counter()
    try:
        report = check(load(entry), seed=entry.id)
        if certificates is not None:
            write_certificate(entry, report, certificates)
    except InputError as error:
        report = failed(_placed(error.problem, entry))
    except Exception as error:
        report = failed(Problem("internal-error", f"{type(error).__name__}: {error}", where=str(entry.path)))
    return claim_record(entry, report, 1000 * (perf_counter() - begin))


def not_checked(entry: Entry, problem: Problem) -> dict[str, Any]:
    return claim_record(entry, failed(problem), 0.0)


def write_certificate(entry: Entry, report: ClaimReport, folder: Path) -> None:
    """folder/<id>.json with the accepted proof of every step and every counterexample; nothing for a claim without any."""
    proofs = tuple((step.by, step.verdict.proof) for step in report.steps if step.verdict.proof is not None)
    refutations = tuple(_refutations(report))
    if proofs or refutations:
        write(Certificate(entry.id, proofs, refutations), folder / f"{entry.id}.json")


def _refutations(report: ClaimReport) -> Iterator[tuple[str, Refutation]]:
    for step in report.steps:
        if step.verdict.counterexample is not None and step.question is not None:
            yield step.by, Refutation(step.question, step.verdict.counterexample)
    for mistake in report.mistakes:
        if mistake.verdict.counterexample is not None:
            yield mistake.label, Refutation(mistake.question, mistake.verdict.counterexample)


def _placed(problem: Problem, entry: Entry) -> Problem:
    """The problem with the file it was met in."""
    where = problem.where
    if str(entry.path) not in where:
        where = f"{entry.path}: {where}" if where else str(entry.path)
    return Problem(problem.kind, problem.seen, where, problem.help, problem.source, problem.span)
