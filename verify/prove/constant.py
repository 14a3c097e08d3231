"""Equations of functions such as atan that have no addition law in the normal form: all partial derivatives of the difference
are zero, and it is zero at one point.

The domain has to be connected, and the difference differentiable on all of it: atan(x) + atan(1/x) is pi/2 for x > 0 and
-pi/2 for x < 0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verify.calculus import differentiate, has_kinks
from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.smooth import narrowed
from verify.prove.inequalities.domains import narrower_symbol, unused
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import ZERO, Term, equal, free_symbols, number, postorder, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]

SLOPE_COST = 60  # for each argument of each part of a derivative


def prove_constant(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof that both sides have the same derivatives and agree at one point of a connected domain."""
    difference = subtract(*question.statement.args)
    names = free_symbols(difference)
    if question.hypotheses or has_kinks(difference) or not names or not all(map(is_interval, names)):
        return Unproved("no connected domain on which the sides are smooth")
    slopes = [differentiate(difference, name) for name in names]
    # Derivatives of derivatives grow without end: paid for here, as neither they nor their conditions are elsewhere.
    parts = postorder(*(slope for slope, _ in slopes))
    fuel.spend(SLOPE_COST * sum(1 + len(part.args) for part in parts), "the derivatives of both sides")
    wanted = [equal(slope, ZERO) for slope, _ in slopes]
    wanted += [obligation for _, obligations in slopes for obligation in obligations]
    wanted += conditions(difference)
    wanted += [condition for slope, _ in slopes for condition in conditions(slope)]
    proofs = []
    for statement in dict.fromkeys(wanted):
        proof = prove(Question(statement))
        if isinstance(proof, Unproved):
            return Unproved(f"the sides have different derivatives, or none: {proof.reason}")
        proofs.append(proof)
    for point in _points(names):
        proof = prove(Question(equal(*(substitute(side, point) for side in question.statement.args))))
        if isinstance(proof, Proof):
            values = tuple((name, value) for name, value in point.items())
            return Proof("constant difference", question, (proof, *proofs), {"point": values})
    return Unproved("the sides have equal derivatives, and no point was found where they are equal")


def is_interval(name: Term) -> bool:
    """Whether the sort of a symbol is an interval of the reals: connected."""
    sort = name.sort
    return isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None and not sort.nonzero


def _points(names: tuple[Term, ...]) -> list[dict[Term, Term]]:
    """A few points at which special values are known."""
    candidates = [Fraction(0), Fraction(1), Fraction(1, 2), Fraction(-1)]
    out = []
    for value in candidates:
        if all(isinstance(name.sort, Scalar) and name.sort.contains(value) for name in names):
            out.append({name: number(value) for name in names})
    return out


def narrow_and_prove(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof for a symbol of a narrower sort, where hypotheses bound a symbol."""
    name = narrower_symbol(question)
    if name is None:
        return Unproved("a hypothesis that does not bound a symbol")
    sort, kept = narrowed(name, question.hypotheses)
    new = unused(name.name, sort, question)
    inner = Question(substitute(question.statement, {name: new}), tuple(substitute(each, {name: new}) for each in kept))
    proof = prove(inner)
    return Proof("narrower domain", question, (proof,), {"old": name, "new": new}) if isinstance(proof, Proof) else proof
