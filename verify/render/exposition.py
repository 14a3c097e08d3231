"""A claim as it reads: its statement, its proof with the reason and the verdict of each step, the mistakes, the numbers.

Formulas are trees, as the author wrote them wherever that can be followed; words, LaTeX and HTML are made of them later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from verify.ask import Reader
from verify.catalogue import Entry
from verify.check import ClaimReport, MistakeReport, PartReport
from verify.claim import Cases, Chain, Claim, Induction, Measurement, Multipliers, Proof
from verify.derivation import StepReport
from verify.obligations import with_variant
from verify.read.declare import declarations
from verify.render.statement import condition_tree, formula_tree, statement_tree
from verify.render.tree import Tree
from verify.render.written import Written
from verify.verdict import Verdict


@dataclass(frozen=True)
class Row:
    """One line of a proof: an expression of a chain with the relation to the one before, a heading, or a remark."""

    depth: int
    words: str = ""
    is_heading: bool = False
    relation: str = ""
    formula: Tree | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class ShownMistake:
    label: str
    formula: Tree
    verdict: Verdict | None


@dataclass(frozen=True)
class ShownPart:
    label: str
    statement: Tree
    assuming: tuple[Tree, ...]
    proof: tuple[Row, ...]
    mistakes: tuple[ShownMistake, ...]
    verdict: Verdict | None


@dataclass(frozen=True)
class Exposition:
    """All that is to be shown of a claim; `legend` says what the author's names stand for."""

    entry: Entry
    is_true: bool
    parts: tuple[ShownPart, ...]
    legend: tuple[Tree, ...]
    report: ClaimReport | None

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        return self.report.measurements if self.report else ()


def exposition(entry: Entry, claim: Claim, written: Written, report: ClaimReport | None = None) -> Exposition:
    """The claim of a file with what a check has said of it.  Raises InputError for a claim that cannot be read."""
    reports = iter(report.parts) if report is not None else iter(())
    parts = tuple(_parts(claim, written, "", (), reports))
    return Exposition(entry, claim.verdict, parts, written.source.legend(), report)


def _parts(
    claim: Claim, written: Written, label: str, assuming: tuple[Written, ...], reports: Iterator[PartReport]
) -> Iterator[ShownPart]:
    assuming = (*assuming, *_items(written.argument(-1, "assuming"), len(claim.assuming), written))
    if not claim.parts:
        yield _part(claim, written, label, assuming, next(reports, None))
        return
    nodes = _items(written.argument(-1, "parts"), len(claim.parts), written)
    for (name, part), node in zip(claim.parts.items(), nodes, strict=True):
        whole = replace(part, symbols={**claim.symbols, **part.symbols}, assuming=(*claim.assuming, *part.assuming))
        # the assumptions of the whole are written with the whole
        own = replace(whole, assuming=part.assuming)
        for shown in _parts(own, node.resolved(), f"{label}: {name}" if label else name, (), reports):
            yield replace(shown, assuming=(*_outer(claim, assuming), *shown.assuming))


def _outer(claim: Claim, assuming: tuple[Written, ...]) -> tuple[Tree, ...]:
    reader = Reader(declarations(dict(claim.symbols)))
    return tuple(condition_tree(each, node, reader) for each, node in zip(claim.assuming, assuming, strict=True))


def _items(written: Written, count: int, otherwise: Written) -> tuple[Written, ...]:
    """The parts of a tuple or mapping where they are written out one by one, else as many times "not found"."""
    found = written.items()
    return found if len(found) == count else (otherwise.nowhere(),) * count


def _part(claim: Claim, written: Written, label: str, assuming: tuple[Written, ...], report: PartReport | None) -> ShownPart:
    reader = Reader(declarations(dict(claim.symbols)))
    steps = _Steps(report, label)
    statement = statement_tree(claim.statement, written.argument(-1, "statement"), reader)
    conditions = tuple(condition_tree(each, node, reader) for each, node in zip(claim.assuming, assuming, strict=True))
    rows = [*_proofs(claim.proof, written.argument(-1, "proof"), reader, steps)] if claim.verdict else []
    rows += [Row(1, step.by, verdict=step.verdict) for step in steps.rest()]
    return ShownPart(
        label=label,
        statement=statement,
        assuming=conditions,
        proof=tuple(rows),
        mistakes=tuple(_mistakes(claim, written, reader, report.mistakes if report else ())),
        verdict=report.verdict if report else None,
    )


# ------------------------------------------------------------------------------------------------------------------ proofs


class _Steps:
    """The steps of a report in order; a row of the proof takes the next step that has its reason."""

    def __init__(self, report: PartReport | None, label: str) -> None:
        prefix = f"{label}: " if label else ""
        self.left = [replace(step, by=step.by.removeprefix(prefix)) for step in report.steps] if report else []

    def take(self, by: str) -> Verdict | None:
        for step in self.left:
            if step.by == by or step.by.endswith(f": {by}"):
                self.left.remove(step)
                return step.verdict
        return None

    def rest(self) -> Iterable[StepReport]:
        """What no row has taken; a link between proof and statement is shown only if it does not hold."""
        return (step for step in self.left if not step.is_link or step.verdict.truth != "proved")


def _proofs(proof: Proof | Mapping[str, Proof] | None, written: Written, reader: Reader, steps: _Steps) -> Iterator[Row]:
    if isinstance(proof, Mapping):
        for (name, each), node in zip(proof.items(), _items(written, len(proof), written), strict=True):
            yield Row(1, name, is_heading=True)
            yield from _proof(each, node, reader, 2, steps)
    elif proof is not None:
        yield from _proof(proof, written, reader, 1, steps)


def _proof(proof: Proof | None, written: Written, reader: Reader, depth: int, steps: _Steps) -> Iterator[Row]:
    if isinstance(proof, Chain):
        nodes = written.chain()
        if len(nodes) != 1 + len(proof.steps):
            nodes = (written.nowhere(),) * (1 + len(proof.steps))
        yield Row(depth, formula=formula_tree(proof.start, nodes[0], reader))
        for step, node in zip(proof.steps, nodes[1:], strict=True):
            yield Row(depth, step.by, relation=step.relation, formula=formula_tree(step.expression, node, reader),
                      verdict=steps.take(step.by))  # fmt: skip
    elif isinstance(proof, Cases):
        yield from _cases(proof, written.resolved(), reader, depth, steps)
    elif isinstance(proof, Induction):
        here = written.resolved()
        for name, part, place in (("base", proof.base, 1), ("step", proof.step, 2)):
            yield Row(depth, name, is_heading=True)
            yield from _proof(part, here.argument(place, name), reader, depth + 1, steps)
    elif isinstance(proof, Multipliers):
        weights = ", ".join(map(str, proof.weights))
        yield Row(depth, f"the conditions, weighted by {weights}, add up to a contradiction")


def _cases(proof: Cases, written: Written, reader: Reader, depth: int, steps: _Steps) -> Iterator[Row]:
    for place, (condition, branch) in enumerate(proof.branches):
        pair = _items(written.argument(place, ""), 2, written)
        yield Row(depth, "case", is_heading=True, formula=condition_tree(condition, pair[0], reader))
        yield from _proof(branch, pair[1], reader, depth + 1, steps)


# ---------------------------------------------------------------------------------------------------------------- mistakes


def _mistakes(
    claim: Claim, written: Written, reader: Reader, reports: tuple[MistakeReport, ...]
) -> Iterator[ShownMistake]:
    nodes = _items(written.argument(-1, "mistakes"), len(claim.mistakes), written)
    verdicts = {report.label: report.verdict for report in reports}
    for (label, wrong), node in zip(claim.mistakes.items(), nodes, strict=True):
        variant = with_variant(claim.statement, wrong, reader)
        replaced = _replaced(variant, wrong)
        where, instead = (written.argument(-1, "statement"), {replaced: node}) if replaced else (node, {})
        yield ShownMistake(label, statement_tree(variant, where, reader, instead), verdicts.get(label))


def _replaced(variant: Any, wrong: Any) -> str:
    """The field of a statement that a wrong variant stands in; "" if it is a whole statement."""
    if variant is wrong or not is_dataclass(variant):
        return ""
    return next((each.name for each in fields(variant) if getattr(variant, each.name) is wrong), "")
