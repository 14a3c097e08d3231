"""Cells in which the sign of one function is known."""

from __future__ import annotations

from verify.mathematics.binders import is_bound_name
from verify.prove.inequalities.forms import Switch
from verify.prove.inequalities.search import Search
from verify.prove.infeasible import Tight, contradiction
from verify.prove.zero_set import prove_on_zero_set
from verify.question import Proof, Question, Unproved
from verify.term import ZERO, Term, equal, free_symbols, relation, subtract


def cells(search: Search, question: Question, need: Switch, depth: int) -> Proof | None:
    """The two cells of a switch; a strict switch of sign or piecewise has a third one, which is left to equality."""
    assert need.term is not None
    return split(search, question, need.term, depth, need.strict)


def split(search: Search, question: Question, switch: Term, depth: int, strict: bool = False) -> Proof | None:
    if any(map(is_bound_name, free_symbols(switch))):
        return None  # x_i >= 0 for all i, or x_i <= 0 for all i, does not cover the sequences with both signs
    search.cells -= 2
    if search.cells < 0:
        return None
    name = "lt" if strict else "le"
    hypotheses = [relation(name, ZERO, switch), relation(name, switch, ZERO)]
    if strict:
        hypotheses.append(equal(switch, ZERO))
    premises = []
    for hypothesis in hypotheses:
        proof = _in_cell(search, Question(question.statement, (*question.hypotheses, hypothesis)), depth)
        if proof is None:
            return None
        premises.append(proof)
    return Proof("sign cells", question, tuple(premises), {"switch": switch, "strict": strict})


def _in_cell(search: Search, question: Question, depth: int) -> Proof | None:
    """In a cell without interior an inequality among the hypotheses is an equation."""

    def prove_inside(inner: Question) -> Proof | Unproved:
        return search.prove(inner, depth + 1) or Unproved("a cell")

    last = question.hypotheses[-1]
    if last.op == "eq":
        proof = prove_on_zero_set(question, last.args[0], search.fuel, prove_inside)
        return proof if isinstance(proof, Proof) else None
    found = contradiction(question, search.fuel)
    if isinstance(found, Proof):
        return found
    if not isinstance(found, Tight):
        return search.prove(question, depth + 1)
    lower, upper = question.hypotheses[found.position].args
    switch = subtract(upper, lower) if lower is not ZERO else upper
    rest = question.hypotheses[: found.position] + question.hypotheses[found.position + 1 :]
    boundary = Question(question.statement, (*rest, equal(switch, ZERO)))
    proof = prove_on_zero_set(boundary, switch, search.fuel, prove_inside)
    if isinstance(proof, Unproved):
        return None
    return Proof("tight inequality", question, (proof,), {"position": found.position, **found.evidence})
