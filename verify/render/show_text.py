"""A claim as lines of text, for a terminal or a file: nothing is cut, as a proof is there to be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from verify.claim import Measurement
from verify.render.exposition import Exposition, Row, ShownMistake, ShownPart
from verify.render.layout import wrapped
from verify.render.plain import point_text
from verify.render.to_text import text_of
from verify.verdict import Verdict

_SIGNS = {"": "", "eq": "=", "ne": "!=", "le": "<=", "lt": "<", "ge": ">=", "gt": ">"}


def as_text(shown: Exposition, columns: int) -> list[str]:
    """The lines of a claim, at most `columns` wide where they can be broken at a space."""
    entry = shown.entry
    lines = [entry.title or entry.id, ""]
    lines += [f"Source: {entry.source}", ""] if entry.source else []
    lines += [*entry.remarks.splitlines(), ""] if entry.remarks else []
    for part in shown.parts:
        lines += [*_part(part, shown.is_true, columns), ""]
    if shown.legend:
        lines += ["Where", *(f"    {text_of(row)}" for row in shown.legend), ""]
    lines += _numbers(shown)
    lines += outcome_words(shown)
    return [row for line in lines for row in wrapped(line, columns)]


def verdict_words(verdict: Verdict | None) -> str:
    """proved, checked"""
    if verdict is None:
        return ""
    return verdict.truth if verdict.trust == "none" else f"{verdict.truth}, {verdict.trust}"


def measurement_words(measurement: Measurement) -> str:
    """mean: expected 0, measured 0.01, tolerance 0.1"""
    return (f"{measurement.label}: expected {measurement.expected:.6g}, measured {measurement.measured:.6g}, "
            f"tolerance {measurement.tolerance:.2g}")  # fmt: skip


def mistake_words(mistake: ShownMistake) -> str:
    """refuted at x = 1: 4 against 3"""
    verdict = mistake.verdict
    if verdict is None or verdict.counterexample is None:
        return verdict_words(verdict)
    found = verdict.counterexample
    return f"{verdict.truth} at {point_text(dict(found.point))}: {found.left} against {found.right}"


def outcome_words(shown: Exposition) -> list[str]:
    """The verdict on the whole, what it is limited to, and what is only cited."""
    report = shown.report
    if report is None:
        return []
    scope = f" for {report.scope}" if report.scope else ""
    cited = [f"Cited, not proved here: {statement} ({theorem})." for statement, theorem in report.cited]
    return [f"{report.verdict.truth.capitalize()}{scope}; trust: {report.verdict.trust}.", *cited]


def _numbers(shown: Exposition) -> list[str]:
    if not shown.measurements:
        return []
    return ["Measured on drawn data", *(f"    {measurement_words(each)}" for each in shown.measurements), ""]


def _part(part: ShownPart, is_true: bool, columns: int) -> Iterator[str]:
    yield part.label if part.label else "Statement" if is_true else "False statement"
    yield f"    {text_of(part.statement)}"
    if part.assuming:
        yield "Assuming"
        yield from (f"    {text_of(condition)}" for condition in part.assuming)
    if part.proof:
        yield "Proof" if is_true else "Refutation"
        yield from _rows(part.proof, columns)
    if part.mistakes:
        yield "Mistakes"
    for mistake in part.mistakes:
        yield f"    {mistake.label}"
        yield f"        {text_of(mistake.formula)}"
        if mistake.verdict is not None:
            yield f"        {mistake_words(mistake)}"


def _rows(rows: tuple[Row, ...], columns: int) -> Iterator[str]:
    """The reasons of a chain stand beside its formulas where all of them fit, and below them where one does not."""
    for (depth, is_chain), group in groupby(rows, key=lambda row: (row.depth, row.formula is not None and not row.is_heading)):
        margin = "    " * depth
        chain = list(group)
        if not is_chain:
            yield from (margin + _remark(row) for row in chain)
            continue
        formulas = [f"{margin}{_SIGNS[row.relation]:>2} {text_of(row.formula)}" for row in chain if row.formula is not None]
        width = max(map(len, formulas))
        beside = [f"{formula:<{width}}   {_reason(row)}".rstrip() for formula, row in zip(formulas, chain, strict=True)]
        if all(len(line) <= columns for line in beside):
            yield from beside
            continue
        for formula, row in zip(formulas, chain, strict=True):
            yield from wrapped(formula, columns)
            if row.words:
                yield f"{margin}        {_reason(row)}"


def _remark(row: Row) -> str:
    if row.is_heading:
        return f"{row.words}{f' {text_of(row.formula)}' if row.formula is not None else ''}:"
    return _reason(row)


def _reason(row: Row) -> str:
    said = verdict_words(row.verdict)
    return f"{row.words}   [{said}]" if said else row.words
