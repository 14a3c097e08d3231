"""A claim as plain data: what `verify show --json` prints."""

from __future__ import annotations

from typing import Any

from verify.render.exposition import Exposition, Row, ShownMistake, ShownPart
from verify.render.record import counterexample_record, measurement_record
from verify.render.to_latex import latex_of
from verify.render.to_text import text_of
from verify.render.tree import Tree
from verify.verdict import Verdict

Record = dict[str, Any]


def as_record(shown: Exposition) -> Record:
    """Every formula as text and as LaTeX; verdicts where the claim has been checked."""
    entry, report = shown.entry, shown.report
    record: Record = {
        "id": entry.id, "title": entry.title, "formula": entry.formula, "source": entry.source, "remarks": entry.remarks,
        "verdict": shown.is_true, **_axes(report.verdict if report else None), "parts": [_part(part) for part in shown.parts],
        "legend": [_formula(row) for row in shown.legend],
        "measurements": [measurement_record(each) for each in shown.measurements],
    }  # fmt: skip
    if report and report.scope:
        record["scope"] = report.scope
    if report and report.cited:
        record["cited"] = [{"statement": statement, "theorem": theorem} for statement, theorem in report.cited]
    return record


def _axes(verdict: Verdict | None) -> Record:
    return {} if verdict is None else {"truth": verdict.truth, "domain": verdict.domain, "trust": verdict.trust}


def _formula(tree: Tree) -> Record:
    return {"formula": text_of(tree), "latex": latex_of(tree)}


def _part(part: ShownPart) -> Record:
    return {
        "label": part.label, "statement": _formula(part.statement), "assuming": [_formula(each) for each in part.assuming],
        "proof": [_row(row) for row in part.proof], "mistakes": [_mistake(each) for each in part.mistakes],
        **_axes(part.verdict),
    }  # fmt: skip


def _row(row: Row) -> Record:
    record: Record = {"depth": row.depth, "kind": "heading" if row.is_heading else "remark" if row.formula is None else "step"}
    record |= {"relation": row.relation} if row.relation else {}
    record |= _formula(row.formula) if row.formula is not None else {}
    record |= {"by": row.words} if row.words else {}
    return record | _axes(row.verdict)


def _mistake(mistake: ShownMistake) -> Record:
    record = {"label": mistake.label, **_formula(mistake.formula), **_axes(mistake.verdict)}
    if mistake.verdict is not None:
        record["counterexample"] = counterexample_record(mistake.verdict.counterexample)
    return record
