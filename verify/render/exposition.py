"""A claim as it reads: statement, proof with reasons, mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from verify.ask import Reader
from verify.catalogue import Entry
from verify.claim import Cases, Chain, Claim, Induction, Multipliers
from verify.obligations import obligations, with_variant
from verify.read.declare import declarations
from verify.render.formula import text
from verify.render.layout import wrapped
from verify.term import Term

Record = dict[str, Any]

_SIGNS = {"eq": "=", "ne": "!=", "le": "<=", "lt": "<", "ge": ">=", "gt": ">"}


def exposition_record(entry: Entry, claim: Claim) -> Record:
    """The claim as plain data, its formulas as text."""
    return {
        "id": entry.id, "title": entry.title, "formula": entry.formula, "source": entry.source, "verdict": claim.verdict,
        "parts": _parts(claim, ""),
    }  # fmt: skip


def exposition(record: Record, columns: int) -> list[str]:
    """Lines of text for a terminal or a file; nothing is cut, as a proof is there to be read."""
    lines = [record["title"] or record["id"], ""]
    if record["source"]:
        lines += [f"Source: {record['source']}", ""]
    for part in record["parts"]:
        lines += _part_lines(part, record["verdict"], columns)
    return [row for line in lines[:-1] for row in wrapped(line, columns)]


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
    proof = [row for name, each in proofs.items() for row in ([_heading(name, 0)] if name else []) + _proof(each, reader, 1)]
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


def _proof(proof: Any, reader: Reader, depth: int) -> list[Record]:
    """The rows of a proof: headings, the expressions of a chain with their reasons, and remarks."""
    if isinstance(proof, Chain):
        start = {"depth": depth, "relation": "", "formula": text(reader.term(proof.start)), "by": ""}
        return [start, *(
            {"depth": depth, "relation": _SIGNS[step.relation], "formula": text(reader.term(step.expression)), "by": step.by}
            for step in proof.steps
        )]  # fmt: skip
    if isinstance(proof, Cases):
        rows = []
        for condition, branch in proof.branches:
            rows += [_heading(f"case {text(reader.statement(condition))}", depth), *_proof(branch, reader, depth + 1)]
        return rows
    if isinstance(proof, Induction):
        return [_heading("base", depth), *_proof(proof.base, reader, depth + 1),
                _heading("step", depth), *_proof(proof.step, reader, depth + 1)]  # fmt: skip
    if isinstance(proof, Multipliers):
        weights = ", ".join(map(str, proof.weights))
        return [{"depth": depth, "remark": f"the conditions, weighted by {weights}, add up to a contradiction"}]
    return [{"depth": depth, "remark": "decided by the engine"}]


def _heading(words: str, depth: int) -> Record:
    return {"depth": depth, "heading": words}


def _proof_lines(rows: list[Record], columns: int) -> list[str]:
    """The reasons of a chain stand beside its formulas where all of them fit, and below them where one does not."""
    lines: list[str] = []
    for depth_and_kind, group in groupby(rows, key=lambda row: (row["depth"], "formula" in row)):
        margin = "    " * depth_and_kind[0]
        chain = list(group)
        if "formula" not in chain[0]:
            lines += [margin + (f"{row['heading']}:" if "heading" in row else row["remark"]) for row in chain]
            continue
        formulas = [f"{margin}{row['relation']:>2} {row['formula']}" for row in chain]
        width = max(map(len, formulas))
        beside = [f"{formula:<{width}}   {row['by']}".rstrip() for formula, row in zip(formulas, chain, strict=True)]
        if all(len(line) <= columns for line in beside):
            lines += beside
            continue
        for formula, row in zip(formulas, chain, strict=True):
            lines += [*wrapped(formula, columns), *([f"{margin}        ({row['by']})"] if row["by"] else [])]
    return lines


def _part_lines(part: Record, verdict: bool, columns: int) -> list[str]:
    lines = [f"{part['label']}" if part["label"] else ("Statement" if verdict else "False statement")]
    lines += [f"    {row['label'] + ': ' if row['label'] else ''}{row['formula']}" for row in part["statement"]]
    if part["assuming"]:
        lines += ["Assuming", *(f"    {condition}" for condition in part["assuming"])]
    if verdict:
        lines += ["Proof", *_proof_lines(part["proof"], columns)]
    if part["mistakes"]:
        lines.append("Mistakes")
        for mistake in part["mistakes"]:
            lines += [f"    {mistake['label']}", *(f"        {formula}" for formula in mistake["formula"])]
    return [*lines, ""]
