"""A claim as it reads: statement, proof with reasons, mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verify.ask import Reader
from verify.catalogue import Entry
from verify.claim import Cases, Chain, Claim, Induction, Multipliers
from verify.obligations import obligations, with_variant
from verify.read.declare import declarations
from verify.render.formula import text
from verify.term import Term

Record = dict[str, Any]

_SIGNS = {"eq": "=", "ne": "!=", "le": "<=", "lt": "<", "ge": ">=", "gt": ">"}


def exposition_record(entry: Entry, claim: Claim) -> Record:
    """The claim as plain data, its formulas as text."""
    return {
        "id": entry.id, "title": entry.title, "formula": entry.formula, "source": entry.source, "verdict": claim.verdict,
        "parts": _parts(claim, ""),
    }  # fmt: skip


def exposition(record: Record) -> list[str]:
    """Lines of text for a terminal or a file."""
    lines = [record["title"] or record["id"], ""]
    if record["source"]:
        lines += [f"Source: {record['source']}", ""]
    for part in record["parts"]:
        lines += _part_lines(part, record["verdict"])
    return lines[:-1]


def _parts(claim: Claim, label: str) -> list[Record]:
    if not claim.parts:
        return [_part(claim, label)]
    found = []
    for name, part in claim.parts.items():
        joined = replace(part, symbols={**claim.symbols, **part.symbols}, assuming=(*claim.assuming, *part.assuming))
        found += _parts(joined, f"{label}: {name}" if label else name)
    return found


def _part(claim: Claim, label: str) -> Record:
    reader = Reader(declarations(dict(claim.symbols)))
    hypotheses = tuple(reader.statement(each) for each in claim.assuming)
    expanded = obligations(claim.statement, reader, hypotheses)
    proofs = claim.proof if isinstance(claim.proof, Mapping) else {"": claim.proof}
    proof = [line for name, each in proofs.items() for line in ([f"{name}:"] if name else []) + _proof_lines(each, reader)]
    return {
        "label": label,
        "statement": [{"label": each.label, "formula": text(each.question.statement)} for each in expanded],
        "assuming": [text(hypothesis) for hypothesis in hypotheses],
        "proof": proof,
        "mistakes": [
            {"label": name, "formula": [text(each.question.statement) for each in _wrong(claim, wrong, reader, hypotheses)]}
            for name, wrong in claim.mistakes.items()
        ],
    }


def _wrong(claim: Claim, wrong: Any, reader: Reader, hypotheses: tuple[Term, ...]) -> tuple[Any, ...]:
    return obligations(with_variant(claim.statement, wrong, reader), reader, hypotheses)


def _proof_lines(proof: Any, reader: Reader) -> list[str]:
    if isinstance(proof, Chain):
        formulas = [text(reader.term(step.expression)) for step in proof.steps]
        width = max((len(formula) for formula in formulas), default=0)
        rows = [
            f"    {_SIGNS[step.relation]} {formula:<{width}}   {step.by}"
            for step, formula in zip(proof.steps, formulas, strict=True)
        ]
        return [f"      {text(reader.term(proof.start))}", *rows]
    if isinstance(proof, Cases):
        lines = []
        for condition, branch in proof.branches:
            lines += [f"    case {text(reader.statement(condition))}:", *(f"    {line}" for line in _proof_lines(branch, reader))]
        return lines
    if isinstance(proof, Induction):
        return ["    base:", *(f"    {line}" for line in _proof_lines(proof.base, reader)),
                "    step:", *(f"    {line}" for line in _proof_lines(proof.step, reader))]  # fmt: skip
    if isinstance(proof, Multipliers):
        return [f"    the conditions, weighted by {', '.join(map(str, proof.weights))}, add up to a contradiction"]
    return ["    decided by the engine"]


def _part_lines(part: Record, verdict: bool) -> list[str]:
    lines = [f"{part['label']}" if part["label"] else ("Statement" if verdict else "False statement")]
    lines += [f"    {row['label'] + ': ' if row['label'] else ''}{row['formula']}" for row in part["statement"]]
    if part["assuming"]:
        lines += ["Assuming", *(f"    {condition}" for condition in part["assuming"])]
    if verdict:
        lines += ["Proof", *part["proof"]]
    if part["mistakes"]:
        lines.append("Mistakes")
        for mistake in part["mistakes"]:
            lines += [f"    {mistake['label']}", *(f"        {formula}" for formula in mistake["formula"])]
    return [*lines, ""]
