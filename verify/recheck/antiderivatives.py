"""Checks of the rules for antiderivatives and for integrals in parts: the value of an integral, and that it exists."""

from __future__ import annotations

from typing import Any

from verify.calculus import has_kinks_in
from verify.mathematics import parts_of_integrals
from verify.mathematics.antiderivative import INFINITE, Antiderivative, limits_wanted, others_wanted, sign_wanted, value
from verify.question import Proof
from verify.recheck.kernels import is_real_term
from verify.recheck.parts import Check, questions_of, unless
from verify.sort import REAL
from verify.term import Term, free_symbols


def check_antiderivative(proof: Proof) -> str | None:
    """The integral of F' from a to b >= a is F(b) - F(a), where F' is the integrand and F is smooth on all of [a, b].

    At an infinite end, or one that is left out, the limit of F stands for its value.  Where a may be greater than b, F' has to be
    the integrand between b and a as well.
    """
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    if statement.op != "eq" or statement.args[0].op != "integral":
        return "no equation of an integral"
    integral = statement.args[0]
    found = _antiderivative(proof)
    if found is None:
        return "no antiderivative"
    complaint = _complaint(integral, hypotheses, found)
    if complaint:
        return complaint
    if statement.args[1] is not value(integral, found):
        return "not the difference of the values at the ends"
    limits = limits_wanted(integral, found, hypotheses)
    if any(premise.rule != "limit" for premise in proof.premises[len(proof.premises) - len(limits) :]):
        return "a limit that is not found by an expansion"
    wanted = (*others_wanted(integral, found, hypotheses), *limits)
    return unless(
        questions_of(proof) == wanted, "the premises are not the derivative, the order of the ends, the conditions and the limits"
    )


def _antiderivative(proof: Proof) -> Antiderivative | None:
    primitive, point, limits, any_order = (proof.data.get(key) for key in ("primitive", "point", "limits", "any_order"))
    if not isinstance(primitive, Term) or primitive.shape or not isinstance(point, Term) or point.op != "symbol":
        return None
    if not isinstance(limits, tuple) or len(limits) != 2 or type(any_order) is not bool:
        return None
    if any(each is not None and (not isinstance(each, Term) or each.shape or each in INFINITE) for each in limits):
        return None
    return Antiderivative(primitive, point, limits, any_order)


def _complaint(integral: Term, hypotheses: tuple[Term, ...], found: Antiderivative) -> str | None:
    ends: tuple[Any, ...] = integral.args[1:3]
    if any(end.op == "space" for end in ends):
        return "an integral over a space"
    if any(end in INFINITE and at_end is None for end, at_end in zip(ends, found.limits, strict=True)):
        return "a value at an infinite end"
    if ends[0] is INFINITE[0] or ends[1] is INFINITE[1]:
        return "infinite ends in the wrong order"
    if found.any_order and found.limits != (None, None):
        return "ends in any order, with limits at them"
    if found.point.sort != REAL or any(found.point in free_symbols(each) for each in (integral, *hypotheses)):
        return "a point that is not any real number"
    if any(each is not None and found.point in free_symbols(each) for each in found.limits):
        return "a limit that is no constant"
    if has_kinks_in(found.primitive, found.point):
        return "an antiderivative with kinks"
    return None


def check_defined_by_antiderivative(proof: Proof) -> str | None:
    """An integral exists if it has an antiderivative on a closed interval, or one with limits and an integrand of one sign."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    if statement.op != "is_defined" or not proof.premises or proof.premises[0].rule != "antiderivative":
        return "no antiderivative of an integral"
    (integral,), first = statement.args, proof.premises[0]
    if first.question.statement.op != "eq" or first.question.statement.args[0] is not integral:
        return "an antiderivative for another integral"
    found = _antiderivative(first)
    if found is None or first.question.hypotheses != hypotheses:
        return "an antiderivative under other hypotheses"
    if not is_real_term(integral):
        return "an integral of complex numbers"
    signs = [premise.question for premise in proof.premises[1:]]
    if found.limits == (None, None):
        return unless(not signs, "more premises than the antiderivative")
    return unless(
        len(signs) == 1 and signs[0] in sign_wanted(integral, found, hypotheses), "the premise is not the sign of the integrand"
    )


def check_in_parts(proof: Proof) -> str | None:
    """The integral from a to b is that from a to c and that from c to b, of functions that agree with it inside of each part."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    if statement.op != "eq" or statement.args[0].op != "integral":
        return "no equation of an integral"
    integral, cut = statement.args[0], _cut(proof)
    if cut is None or integral.args[1].op == "space":
        return "no place at which the integral is cut"
    ends = integral.args[1:3]
    if ends[0] is INFINITE[0] or ends[1] is INFINITE[1]:
        return "infinite ends in the wrong order"
    if any(cut.point in free_symbols(each) for each in (integral, cut.place, *hypotheses)):
        return "a point that is not any real number"
    if statement.args[1] is not parts_of_integrals.value(integral, cut):
        return "not the sum of the two parts"
    wanted = (
        *parts_of_integrals.order_wanted(integral, cut, hypotheses),
        *parts_of_integrals.integrands_wanted(integral, cut, hypotheses),
    )
    return unless(questions_of(proof) == wanted, "the premises are not the order of the ends, and the integrands")


def _cut(proof: Proof) -> parts_of_integrals.Cut | None:
    found: list[Term] = []
    for key in ("point", "place", "below", "above"):
        each = proof.data.get(key)
        if not isinstance(each, Term) or each.shape or each in INFINITE:
            return None
        found.append(each)
    if found[0].op != "symbol" or found[0].sort != REAL or not all(map(is_real_term, found)):
        return None
    return parts_of_integrals.Cut(*found)


def check_defined_in_parts(proof: Proof) -> str | None:
    """An integral exists if both of its parts do, and its integrand is defined throughout."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    if statement.op != "is_defined" or not proof.premises or proof.premises[0].rule != "integral in parts":
        return "no integral in parts"
    (integral,), first = statement.args, proof.premises[0]
    if first.question.statement.op != "eq" or first.question.statement.args[0] is not integral:
        return "parts of another integral"
    cut = _cut(first)
    if cut is None or first.question.hypotheses != hypotheses:
        return "parts under other hypotheses"
    wanted = parts_of_integrals.existence_wanted(integral, cut, hypotheses)
    return unless(questions_of(proof)[1:] == wanted, "the premises are not that the parts and the integrand are defined")


RULES: dict[str, Check] = {
    "integral in parts": check_in_parts,
    "defined in parts": check_defined_in_parts,
    "antiderivative": check_antiderivative,
    "defined by an antiderivative": check_defined_by_antiderivative,
}
