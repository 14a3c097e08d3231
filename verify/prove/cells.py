"""Equality by normal form inside sign cells.

Where the normal form needs the sign of a factor f, the domain is split: into f >= 0 and f <= 0 for continuous kernels (abs,
max, roots), into f > 0, f = 0 and f < 0 for sign and piecewise.  Cells that are empty need no proof of the equality, but one
that they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, TooLarge, Undefined
from verify.mathematics.binders import is_bound_name
from verify.prove.infeasible import Tight, contradiction
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm
from verify.prove.powers import exponent_of_zero
from verify.prove.signs import NeedSign
from verify.prove.zero_set import prove_on_zero_set
from verify.question import Proof, Question, Unproved
from verify.term import ZERO, Term, equal, free_symbols, relation, subtract

MAX_SPLITS = 10


class CellCount:
    """Counts the cells of one proof against the limit."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


def prove_equality(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of an `eq` statement between scalars, wherever both sides are defined, or the reason there is none."""
    return _prove(question, fuel, CellCount(fuel.limits.cells), 0)


def _prove(question: Question, fuel: Fuel, cells: CellCount, depth: int) -> Proof | Unproved:
    """The normal form first; where it does not tell, the cell may be empty or a boundary, or has to be split."""
    if not cells.take() or depth > MAX_SPLITS:
        return Unproved("too many sign cells")
    found = _by_normal_form(question, fuel)
    if isinstance(found, Proof):
        return found
    if depth:
        hypotheses = contradiction(question, fuel)
        if isinstance(hypotheses, Proof):
            return hypotheses
        if isinstance(hypotheses, Tight):
            return _on_boundary(question, hypotheses, fuel, cells, depth)
    if isinstance(found, _Switch):
        return _split(question, found, fuel, cells, depth)
    return found


@dataclass(frozen=True)
class _Switch:
    """The sign that the normal form needs."""

    term: Term
    strict: bool


def _by_normal_form(question: Question, fuel: Fuel) -> Proof | Unproved | _Switch:
    reason = "no normal form"
    for size in CONTEXT_SIZES:
        form = NormalForm(question, size, fuel)
        try:
            return _leaf(form, question)
        except NeedSign as need:
            return _Switch(form.table.polynomial_term(need.polynomial), need.strict)
        except TooLarge as bound:
            reason = bound.doing
        except Unsupported as problem:
            return Unproved(problem.what)
        except Undefined:
            # Where a side is undefined there is nothing to prove; whether anything is left elsewhere is asked of the points.
            return Proof("normal form", question, (), form.evidence())
    return Unproved(reason)


def _leaf(form: NormalForm, question: Question) -> Proof | Unproved | _Switch:
    left, right = question.statement.args

    def difference_is_zero() -> bool:
        return form.fractions.is_zero(form.fractions.subtract(form.of(left), form.of(right)))

    if form.run(difference_is_zero):
        return Proof("normal form", question, (), form.evidence())
    exponent = exponent_of_zero(form)
    if exponent is not None:  # 0^n y^n = 0^n holds for n = 0 and for n > 0, each for a reason of its own
        return _Switch(exponent, strict=True)
    return Unproved("the normal form of the difference is not zero")


def _split(question: Question, found: _Switch, fuel: Fuel, cells: CellCount, depth: int) -> Proof | Unproved:
    switch, strict = found.term, found.strict
    if any(is_bound_name(name) for name in free_symbols(switch)):
        # x_i >= 0 for all i, or x_i <= 0 for all i, does not cover the sequences with both signs
        return Unproved("a switch inside of a sum")
    order = "lt" if strict else "le"
    premises = []
    for hypothesis in (relation(order, ZERO, switch), relation(order, switch, ZERO)):
        proof = _prove(Question(question.statement, (*question.hypotheses, hypothesis)), fuel, cells, depth + 1)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    if strict:
        boundary = Question(question.statement, (*question.hypotheses, equal(switch, ZERO)))

        def prove_inside(inner: Question) -> Proof | Unproved:
            return _prove(inner, fuel, cells, depth + 1)

        proof = prove_on_zero_set(boundary, switch, fuel, prove_inside)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    return Proof("sign cells", question, tuple(premises), {"switch": switch, "strict": strict})


def _on_boundary(question: Question, tight: Tight, fuel: Fuel, cells: CellCount, depth: int) -> Proof | Unproved:
    """A cell without interior: the tight inequality becomes an equation."""
    lower, upper = question.hypotheses[tight.position].args
    switch = subtract(upper, lower) if lower is not ZERO else upper
    hypotheses = question.hypotheses[: tight.position] + question.hypotheses[tight.position + 1 :]
    boundary = Question(question.statement, (*hypotheses, equal(switch, ZERO)))

    def prove_inside(inner: Question) -> Proof | Unproved:
        return _prove(inner, fuel, cells, depth + 1)

    proof = prove_on_zero_set(boundary, switch, fuel, prove_inside)
    if isinstance(proof, Unproved):
        return proof
    return Proof("tight inequality", question, (proof,), {"position": tight.position, **tight.evidence})
