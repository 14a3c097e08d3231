"""Closed forms of finite sums by induction over an upper bound.

From lhs - rhs = C (S - H) with a single sum S = sum_{k=l}^{n+c} b(k), it is enough that S = H: H(n+1) - H(n) = b(n+1+c), and
S = H at the least n.  Without the second, n(n+1)/2 + 1 would be a sum of the first n numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.algebra import Polynomial
from verify.binders import is_bound_name
from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import ONE, Term, add, divide, equal, free_symbols, mul, negate, number, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]


def prove_by_telescoping(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of an equation in which one finite sum occurs linearly."""
    left, right = question.statement.args
    found = _solve(subtract(left, right), question.hypotheses, fuel)
    if found is None:
        return Unproved("not one sum that occurs linearly")
    total, closed, factor = found
    induction = prove_sum(total, closed, question.hypotheses, prove)
    if isinstance(induction, Unproved):
        return induction
    identity = equal(subtract(left, right), mul(factor, subtract(total, closed)))
    premises: list[Proof | Unproved] = [prove(Question(identity, question.hypotheses)), induction]
    premises += [prove(Question(condition, question.hypotheses)) for condition in conditions(add(factor, total, closed))]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("vanishing factor", question, proofs, {"factor": factor, "old": total, "new": closed})


def prove_sum(total: Term, closed: Term, hypotheses: tuple[Term, ...], prove: Prover) -> Proof | Unproved:
    """A proof of total = closed for a sum whose upper bound is n + c, by induction over n from its least value."""
    index, lower, upper, body = total.args
    name = induction_symbol(total)
    if name is None or name in free_symbols(body) or name in free_symbols(lower):
        return Unproved("no symbol to do induction over")
    if any(name in free_symbols(hypothesis) for hypothesis in hypotheses):
        return Unproved("a hypothesis on the symbol of an induction")
    least = least_value(name)
    base = {name: least}
    step = equal(
        subtract(substitute(closed, {name: add(name, ONE)}), closed),
        substitute(body, {index: substitute(upper, {name: add(name, ONE)})}),
    )
    first = equal(substitute(total, base), substitute(closed, base))
    premises = []
    for statement in (first, step):
        proof = prove(Question(statement, hypotheses))
        if isinstance(proof, Unproved):
            return Unproved(f"a step of an induction: {proof.reason}")
        premises.append(proof)
    return Proof(
        "sum by induction", Question(equal(total, closed), hypotheses), tuple(premises), {"symbol": name, "least": least}
    )


def induction_symbol(total: Term) -> Term | None:
    """The integer symbol n, bounded below, with upper bound n or n + c."""
    upper = total.args[2]
    names = [name for name in free_symbols(upper) if isinstance(name.sort, Scalar) and name.sort.is_integer]
    if len(names) != 1 or is_bound_name(names[0]) or least_value(names[0]) is None:
        return None
    name = names[0]
    parts = upper.args if upper.op == "add" else (upper,)
    rest = [part for part in parts if part is not name]
    return name if len(rest) == len(parts) - 1 and all(_is_whole(part) for part in rest) else None


def _is_whole(part: Term) -> bool:
    return part.op == "number" and part.value[1] == 1


def least_value(name: Term) -> Term:
    """The least integer of the sort of a symbol; None if it has none."""
    sort = name.sort
    assert isinstance(sort, Scalar)
    if sort.lower is None or sort.values is not None or sort.nonzero:
        return None  # type: ignore[return-value]
    floor = sort.lower.numerator // sort.lower.denominator
    return number(floor if floor == sort.lower and not sort.lower_open else floor + 1)


def _solve(difference: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> tuple[Term, Term, Term] | None:
    """(S, H, C) with difference = C (S - H)."""
    return compute(hypotheses, fuel, lambda form: _solved(form, difference))


def _solved(form: NormalForm, difference: Term) -> tuple[Term, Term, Term] | None:
    numerator, denominator = form.of(difference)
    degrees = numerator.degrees()
    sums = [i for i, kernel in form.table.kernels.items() if degrees[i] > 0 and _is_sum(form.table.term(i))]
    if len(sums) != 1 or degrees[sums[0]] != 1 or denominator.degrees()[sums[0]]:
        return None
    total = form.table.term(sums[0])
    if any(is_bound_name(name) for name in free_symbols(total)):
        return None
    slope, rest = linear_parts(form, numerator, sums[0])
    slope_term = form.table.polynomial_term(slope)
    closed = divide(negate(form.table.polynomial_term(rest)), slope_term)
    return total, closed, divide(slope_term, form.table.polynomial_term(denominator))


def _is_sum(term: Term) -> bool:
    return term.op == "sum"


def linear_parts(form: NormalForm, numerator: Polynomial, index: int) -> tuple[Polynomial, Polynomial]:
    """(A, B) with numerator = A g + B for the generator g of this index."""
    slope, rest = form.fractions.ring.zero, form.fractions.ring.zero
    for exponents, coefficient in numerator.terms():
        lowered = list(exponents)
        lowered[index] = 0
        part = form.fractions.ring.from_terms({tuple(lowered): coefficient})
        if exponents[index]:
            slope += part
        else:
            rest += part
    return slope, rest
