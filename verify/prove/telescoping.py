"""Closed forms of finite sums and products by induction over an upper bound.

From lhs - rhs = C (S - H) with a sum S = sum_{k=l}^{n+c} b(k), it is enough that S = H: H(n+1) - H(n) = b(n+1+c), and
S = H at the least n.  Without the second, n(n+1)/2 + 1 would be a sum of the first n numbers.  H may hold other sums up to n,
as in sum k^3 = (sum k)^2.  A product S is closed in the same way, by H(n+1) = H(n) b(n+1+c).

H is a fraction, and x^n needs the sign of x: the domain is split by the signs of what stands below, and of such bases.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.binders import is_bound_name
from verify.mathematics.induction import at_base, at_step, keeps_beginnings
from verify.prove.infeasible import prove_empty
from verify.prove.premises import all_proved
from verify.prove.solving import Solution, solutions
from verify.prove.zero_set import prove_on_zero_set
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, add, equal, free_symbols, mul, number, relation, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]

MAX_SPLITS = 5
MAX_HYPOTHESES = 10


def prove_by_telescoping(question: Question, fuel: Fuel, prove: Prover, splits: int = 0) -> Proof | Unproved:
    """A proof of an equation in which a finite sum or product occurs linearly."""
    found = solutions(question, fuel)
    if isinstance(found, tuple):
        return _in_cells(question, *found, fuel, prove, splits)
    reason = Unproved("no sum or product that occurs linearly")
    for solution in found:
        proof = _by_solution(question, solution, prove)
        if isinstance(proof, Proof):
            return proof
        reason = proof
    return reason


def _in_cells(question: Question, switch: Term, strict: bool, fuel: Fuel, prove: Prover, splits: int) -> Proof | Unproved:
    """The equation where the switch is positive, negative, and 0."""
    if splits >= MAX_SPLITS or len(question.hypotheses) >= MAX_HYPOTHESES:
        return Unproved("too many cells for a closed form")
    if any(is_bound_name(name) for name in free_symbols(switch)):
        return Unproved("a switch inside of a sum")
    order = "lt" if strict else "le"
    premises: list[Proof] = []
    for hypothesis in (relation(order, ZERO, switch), relation(order, switch, ZERO)):
        cell = Question(question.statement, (*question.hypotheses, hypothesis))
        proof = prove_empty(cell, fuel) or prove_by_telescoping(cell, fuel, prove, splits + 1)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    if strict:
        boundary = Question(question.statement, (*question.hypotheses, equal(switch, ZERO)))
        proof = prove_on_zero_set(boundary, switch, fuel, prove)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    return Proof("sign cells", question, tuple(premises), {"switch": switch, "strict": strict})


def _by_solution(question: Question, solution: Solution, prove: Prover) -> Proof | Unproved:
    total, closed, factor = solution
    left, right = question.statement.args
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
    """A proof of total = closed for a sum or product whose upper bound is n + c, by induction over n from its least value."""
    index, lower, upper, body = total.args
    name = induction_symbol(total)
    if name is None or name in free_symbols(body) or name in free_symbols(lower):
        return Unproved("no symbol to do induction over")
    least = least_value(name)
    kept = tuple(each for each in hypotheses if keeps_beginnings((each,), name, least))
    if len(kept) < len(hypotheses):  # what holds without them holds with them
        found = prove_sum(total, closed, kept, prove)
        whole = Question(equal(total, closed), hypotheses)
        return found if isinstance(found, Unproved) else Proof("weakening", whole, (found,))
    after = substitute(closed, {name: add(name, ONE)})
    last = substitute(body, {index: substitute(upper, {name: add(name, ONE)})})
    step = equal(after, mul(closed, last)) if total.op == "product" else equal(subtract(after, closed), last)
    base = {name: least}
    wanted = [Question(equal(substitute(total, base), substitute(closed, base)), at_base(hypotheses, name, least))]
    wanted.append(Question(step, at_step(hypotheses, name)))
    wanted += [Question(condition, hypotheses) for condition in conditions(closed) if name in free_symbols(condition)]
    premises = all_proved(wanted, prove)
    if isinstance(premises, Unproved):
        return Unproved(f"a step of an induction: {premises.reason}")
    whole = Question(equal(total, closed), hypotheses)
    return Proof(f"{total.op} by induction", whole, premises, {"symbol": name, "least": least})


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
