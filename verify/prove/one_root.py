"""A solution with a square root, of an equation that is quadratic.

    u = v    if f = g,  (u - v)(u - w) = c (f - g)  and  u is not w

For v = a + b sqrt(D), w is a - b sqrt(D): the product has no root, and c is its quotient by f - g.  Most often the sign of u
tells the two roots apart: w < 0 <= u.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.cells import prove_equality
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.term import HALF, MINUS_ONE, ZERO, Term, divide, equal, make, mul, postorder, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]

MOST_ROOTS = 2
MOST_HYPOTHESES = 3
NONE = Unproved("no hypothesis has this root")


def prove_one_root(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of u = v, where v is written with a square root, from a hypothesis that is quadratic."""
    places = [place for place, each in enumerate(question.hypotheses) if each.op == "eq" and not each.args[0].shape]
    for turned in (False, True):
        left, right = question.statement.args[:: -1 if turned else 1]
        for other in _conjugates(left, right) if places and not left.shape else ():
            for place in places[:MOST_HYPOTHESES]:
                found = _from(question, turned, other, place, fuel, prove)
                if found is not None:
                    return found
    return NONE


def _conjugates(left: Term, right: Term) -> Iterator[Term]:
    """The right side with another sign of a square root that stands in it, and not on the left."""
    roots = [term for term in postorder(right) if term.op == "power" and term.args[1] is HALF and term not in postorder(left)]
    for root in roots[:MOST_ROOTS]:
        yield substitute(right, {root: mul(MINUS_ONE, root)})


def _from(question: Question, turned: bool, other: Term, place: int, fuel: Fuel, prove: Prover) -> Proof | None:
    left, right = question.statement.args[:: -1 if turned else 1]
    hypotheses = question.hypotheses
    product = mul(subtract(left, right), subtract(left, other))
    gap = subtract(*hypotheses[place].args)
    others = hypotheses[:place] + hypotheses[place + 1 :]
    factor = compute(others, fuel, lambda form: _quotient(form, product, gap))
    if factor is None or any(term.op == "power" and term.args[1] is HALF for term in postorder(factor)):
        return None
    identity = prove_equality(Question(equal(product, mul(factor, gap)), hypotheses), fuel)
    if isinstance(identity, Unproved):
        return None
    rest = [Question(each, hypotheses) for each in dict.fromkeys((*conditions(factor), *conditions(other)))]
    for by_sign in (True, False):
        apart = [make("lt", (other, ZERO)), make("le", (ZERO, left))] if by_sign else [make("ne", (left, other))]
        premises = _proofs([*(Question(each, hypotheses) for each in apart), *rest], others, prove)
        if premises is not None:
            data = {"place": place, "turned": turned, "other": other, "factor": factor, "by_sign": by_sign}
            return Proof("one root", question, (identity, *premises), data)
    return None


def _quotient(form: NormalForm, product: Term, gap: Term) -> Term | None:
    """product/gap, if nothing of the gap is left below."""
    quotient = form.of(divide(product, gap))
    below = {str(factor) for factor, _ in form.fractions.factor(quotient[1])[1]}
    of_gap = {str(factor) for factor, _ in form.fractions.factor(form.of(gap)[0])[1]}
    return form.table.fraction_term(quotient) if below.isdisjoint(of_gap) else None


def _proofs(questions: list[Question], fewer: tuple[Term, ...], prove: Prover) -> list[Proof] | None:
    """Proofs of all questions, if need be under all of their hypotheses: signs mostly say enough of roots."""
    found: list[Proof] = []
    for each in questions:
        proof = prove(Question(each.statement, fewer))
        proof = Proof("weakening", each, (proof,)) if isinstance(proof, Proof) else prove(each)
        if isinstance(proof, Unproved):
            return None
        found.append(proof)
    return found
