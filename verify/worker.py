"""Checks the claim of one file and returns its record: what a process of a pool is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from verify.catalogue import Entry, load
from verify.certificate import write
from verify.check import ClaimReport, check, failed
from verify.evidence import certificate_of, keep, recall
from verify.problem import InputError, Problem
from verify.render.record import claim_record


def check_entry(entry: Entry, certificates: Path | None = None, evidence: Path | None = None) -> dict[str, Any]:
    """The record of one claim; whatever is wrong with its file is in the record, and never raised.

    Certificates are written to the one folder.  In the other lies the evidence of earlier checks: an unchanged claim is only
    checked again, and any other leaves its evidence there.
    """
    begin = perf_counter()
    known = recall(entry, evidence) if evidence is not None else None
    if known is not None:
        return {**known, "ms": round(1000 * (perf_counter() - begin), 3)}
    try:
        report = check(load(entry), seed=entry.id)
        if certificates is not None:
            _write_certificate(entry, report, certificates)
    except InputError as error:
        report = failed(_placed(error.problem, entry))
    except Exception as error:
        report = failed(Problem("internal-error", f"{type(error).__name__}: {error}", where=str(entry.path)))
    record = claim_record(entry, report, 1000 * (perf_counter() - begin))
    if evidence is not None:
        keep(entry, report, record, evidence)
    return record


def checker(certificates: Path | None, evidence: Path | None) -> Callable[[Entry], dict[str, Any]]:
    """What a process of a pool does with each entry."""
    return partial(check_entry, certificates=certificates, evidence=evidence)


def not_checked(entry: Entry, problem: Problem) -> dict[str, Any]:
    return claim_record(entry, failed(problem), 0.0)


def _write_certificate(entry: Entry, report: ClaimReport, folder: Path) -> None:
    """folder/<id>.json; nothing for a claim without any proof or counterexample."""
    certificate = certificate_of(entry, report)
    if certificate.proofs or certificate.refutations:
        write(certificate, folder / f"{entry.id}.json")


def _placed(problem: Problem, entry: Entry) -> Problem:
    """The problem with the file it was met in."""
    where = problem.where
    if str(entry.path) not in where:
        where = f"{entry.path}: {where}" if where else str(entry.path)
    return Problem(problem.kind, problem.seen, where, problem.help, problem.source, problem.span)
