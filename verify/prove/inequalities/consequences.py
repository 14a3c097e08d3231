"""Inequalities that follow from the hypotheses: a combination of them contradicts the opposite."""

from __future__ import annotations

from verify.mathematics.manifest import Manifest
from verify.prove.inequalities.search import Search, order
from verify.prove.infeasible import contradiction
from verify.question import Proof, Question
from verify.term import ZERO, Term, mul, power, relation, subtract


def contrary(search: Search, question: Question) -> Proof | None:
    """The hypotheses, products of two of them, and the opposite of the statement contradict each other."""
    left, right = question.statement.args
    if not question.hypotheses:
        return None
    opposite = relation("le" if order(question) == "lt" else "lt", right, left)
    for hypotheses in (question.hypotheses, (*question.hypotheses, *_products(search, question))):
        inner = Question(question.statement, (*hypotheses, opposite))
        found = contradiction(inner, search.fuel)
        if isinstance(found, Proof):
            proof = Proof("assume the contrary", Question(question.statement, hypotheses), (found,))
            return proof if hypotheses == question.hypotheses else Proof("consequence", question, (proof,))
    return None


def _products(search: Search, question: Question) -> tuple[Term, ...]:
    """0 <= g h for two hypotheses 0 <= g and 0 <= h."""
    known = []
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt"):
            left, right = hypothesis.args
            known.append((right if left is ZERO else subtract(right, left), hypothesis.op == "lt"))
    facts = Manifest(question.hypotheses, fuel=search.fuel)
    for name in question.symbols:
        sign = facts.sign(name)
        if sign is not None and sign[0] > 0 and len(known) < 6:
            known.append((name, sign[1]))
    out = []
    for place, (one, one_strict) in enumerate(known[:6]):
        for other, other_strict in known[place:6]:
            strict = one_strict and other_strict
            product = mul(one, other) if one is not other else power(one, 2)
            out.append(relation("lt" if strict else "le", ZERO, product))
    return tuple(out[:12])
