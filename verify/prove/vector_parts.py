"""Inequalities in which y stands in x - y only: what holds for every vector in its place holds for it."""

from __future__ import annotations

from collections.abc import Callable

from verify.question import Proof, Question, Unproved
from verify.sort import Tensor
from verify.term import Term, free_symbols, is_shaped, postorder, substitute, symbol

Prover = Callable[[Question], Proof | Unproved]


def prove_with_new_vectors(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof with a new vector for each sum of vectors; before the sums are written out, which hides them."""
    replacement = {part: symbol(f"@v{place}", Tensor(part.shape)) for place, part in enumerate(_sums(question), 1)}
    general = Question(
        substitute(question.statement, replacement), tuple(substitute(each, replacement) for each in question.hypotheses)
    )
    kept = set(general.symbols)
    if not replacement or any(kept.issuperset(_vectors(part)) for part in replacement):
        return Unproved("no vector that stands in one sum only")  # of which the sum may be anything
    found = prove(general)
    if isinstance(found, Unproved):
        return found
    return Proof("new vectors", question, (found,), {"vectors": tuple((new, part) for part, new in replacement.items())})


def _vectors(part: Term) -> list[Term]:
    return [name for name in free_symbols(part) if isinstance(name.sort, Tensor)]


def _sums(question: Question) -> list[Term]:
    """The outermost sums of vectors or matrices, once each."""
    found: dict[Term, None] = {}
    pending = [question.statement, *question.hypotheses]
    while pending:
        part = pending.pop()
        if part.op == "add" and part.shape:
            found[part] = None
        else:
            pending.extend(reversed(part.args))
    taken = {name.name for name in question.symbols}
    return list(found) if not any(name.startswith("@v") for name in taken) else []


def has_sums_of_vectors(statement: Term) -> bool:
    """Whether a sum of vectors stands in a statement."""
    return is_shaped(statement) and any(part.op == "add" and part.shape for part in postorder(statement))
