"""Reports as plain data: what `--json` prints, and what the other renderers make words of."""

from __future__ import annotations

from typing import Any

from verify.catalogue import Entry
from verify.check import ClaimReport, MistakeReport, PartReport
from verify.claim import Measurement
from verify.derivation import StepReport
from verify.problem import Problem
from verify.question import Counterexample
from verify.render.formula import text
from verify.verdict import Verdict

Record = dict[str, Any]


def claim_record(entry: Entry, report: ClaimReport, milliseconds: float) -> Record:
    """One claim of `verify check --json`; what was measured is a step that is supported, as it proves nothing."""
    record: Record = {
        "id": entry.id,
        "title": entry.title,
        "source": entry.source,
        "truth": report.verdict.truth,
        "domain": report.verdict.domain,
        "trust": report.verdict.trust,
        "ok": report.ok,
        "steps": [step_record(step) for step in report.steps] + [measurement_record(each) for each in report.measurements],
        "mistakes": [mistake_record(mistake) for part in report.parts for mistake in part.mistakes],
        "ms": round(milliseconds, 3),
    }
    if report.scope:
        record["scope"] = report.scope
    if report.cited:
        record["cited"] = [{"statement": statement, "theorem": theorem} for statement, theorem in report.cited]
    if report.problem is not None:
        record["problem"] = problem_record(report.problem)
    if any(part.label for part in report.parts):
        record["parts"] = [part_record(part) for part in report.parts]
    return record


def part_record(part: PartReport) -> Record:
    return {"label": part.label, "ok": part.ok, **_axes(part.verdict)}


def step_record(step: StepReport) -> Record:
    asked: Record = {}
    if step.question is not None:
        asked["statement"] = text(step.question.statement)
        if step.question.hypotheses:
            asked["given"] = [text(hypothesis) for hypothesis in step.question.hypotheses]
    return {"by": step.by, **_axes(step.verdict), **asked, **_details(step.verdict)}


def measurement_record(measurement: Measurement) -> Record:
    return {
        "by": f"measured: {measurement.label}",
        "truth": "supported" if measurement.agrees else "undecided",
        "expected": measurement.expected,
        "measured": measurement.measured,
        "tolerance": measurement.tolerance,
    }


def mistake_record(mistake: MistakeReport) -> Record:
    record: Record = {"label": mistake.label, "truth": mistake.verdict.truth,
                      "counterexample": counterexample_record(mistake.verdict.counterexample)}  # fmt: skip
    if mistake.verdict.reasons:
        record["reasons"] = list(mistake.verdict.reasons)
    return record


def verdict_record(verdict: Verdict) -> Record:
    """`verify equal --json`."""
    return {**_axes(verdict), "counterexample": counterexample_record(verdict.counterexample), **_details(verdict),
            "fuel": verdict.fuel, "points": verdict.points}  # fmt: skip


def counterexample_record(counterexample: Counterexample | None) -> Record | None:
    if counterexample is None:
        return None
    return {"point": dict(counterexample.point), "left": counterexample.left, "right": counterexample.right}


def problem_record(problem: Problem) -> Record:
    record: Record = {"kind": problem.kind, "seen": problem.seen, "where": problem.where, "help": problem.help}
    if problem.span is not None:
        record |= {"source": problem.source, "span": list(problem.span)}
    return record


def _axes(verdict: Verdict) -> Record:
    return {"truth": verdict.truth, "domain": verdict.domain, "trust": verdict.trust}


def _details(verdict: Verdict) -> Record:
    """What is there to say beyond the three axes; nothing where nothing is."""
    details: Record = {}
    if verdict.counterexample is not None:
        details["counterexample"] = counterexample_record(verdict.counterexample)
    if verdict.exceptions:
        details["exceptions"] = [text(condition).replace("@", "") for condition in verdict.exceptions]
    if verdict.one_sided is not None:
        side = verdict.one_sided
        details["one_sided"] = {"point": dict(side.point), "defined": side.side, "isolated": side.isolated}
    if verdict.reasons:
        details["reasons"] = list(verdict.reasons)
    if verdict.conventions:
        details["conventions"] = list(verdict.conventions)
    if verdict.proof is not None:
        details["rule"] = verdict.proof.rule
    return details
