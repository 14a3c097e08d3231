"""Relations of integrals, from those of the integrands.

    0 <= integral_a^b f(t) dt        if a <= b and 0 <= f(t) for a <= t <= b
    c integral_a^b f(t) dt + d integral_a^b g(t) dt = integral_a^b h(t) dt        if c f(t) + d g(t) = h(t) between a and b
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.written_integrals import between_ends, inside_of, one_integral, questions_of_sign
from verify.prove.normal_form import compute
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import SPACE, ZERO, Term, add, equal, make, postorder, subtract

Prover = Callable[[Question], Proof | Unproved]

_NOT_ONE = Unproved("no relation of integrals over one range")


def prove_by_integrands(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of a relation between left and right, where right - left is a number plus one integral."""
    statement = question.statement
    left, right = statement.args
    found = one_integral(subtract(right, left), question.symbols) if statement.op != "ne" and not left.shape else None
    if found is None:
        return _NOT_ONE
    if statement.op == "eq":
        return _equation(question, *found, fuel, prove)
    asked = questions_of_sign(statement.op, *found)
    if asked is None:
        return _NOT_ONE
    outside, inside, inequality = asked
    wanted = [Question(each, question.hypotheses) for each in outside]
    wanted.append(Question(inequality, (*question.hypotheses, *inside)))
    premises = all_proved(wanted, prove)
    return premises if isinstance(premises, Unproved) else Proof("integrand by integrand", question, premises)


def _equation(question: Question, rest: Term, total: Term, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """An equation in which the integrands have cancelled each other in part: one integral of what is left of them."""
    inside = (*question.hypotheses, *inside_of(total))
    if total.args[1] is SPACE or sum(term.op == "integral" for term in postorder(question.statement)) < 2:
        return _NOT_ONE
    simple = compute(inside, fuel, lambda form: form.table.fraction_term(form.of(total.args[3])))
    return _NOT_ONE if simple is None else _collected(question, rest, total, simple, inside, prove)


def prove_equal_integrals(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof that two integrals over one range are equal, as their integrands are."""
    left, right = question.statement.args
    found = one_integral(subtract(right, left), question.symbols)
    if found is None:
        return _NOT_ONE
    rest, total = found
    ordered = between_ends(total)
    in_order = None if ordered is None else all_proved([Question(each, question.hypotheses) for each in ordered[0]], prove)
    if ordered is None or not isinstance(in_order, tuple):
        return _collected(question, rest, total, ZERO, (*question.hypotheses, *inside_of(total)), prove)
    proof = _collected(question, rest, total, ZERO, (*question.hypotheses, *ordered[1]), prove)
    if isinstance(proof, Unproved):
        return proof
    return replace(proof, premises=(*in_order, *proof.premises), data={**proof.data, "ordered": True})


def _collected(
    question: Question, rest: Term, total: Term, simple: Term, inside: tuple[Term, ...], prove: Prover
) -> Proof | Unproved:
    integral = make("integral", (*total.args[:3], simple))
    wanted = [Question(equal(total.args[3], simple), inside), *(Question(each, inside) for each in conditions(simple))]
    wanted.append(Question(equal(add(rest, integral), ZERO), question.hypotheses))
    premises = all_proved(wanted, prove)
    data = {"simple": simple, "ordered": False}
    return premises if isinstance(premises, Unproved) else Proof("integrands collected", question, premises, data)
