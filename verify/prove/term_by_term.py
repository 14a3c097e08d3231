"""Inequalities and equations of sums term by term.

From right - left = sum_{k=l}^{u} b(k) it is enough that b(k) >= 0 for every k from l to u, and for left < right that b(k) > 0
and that the range is not empty: over no k at all 0 < sum b(k) is false.  For left = right it is enough that b(k) = 0, which can
be seen in cells of what depends on k, and for each value of an entry that has few.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions, conditions_of_sides, integer_valued
from verify.fuel import Fuel
from verify.mathematics.algebra import Polynomial
from verify.mathematics.binders import is_bound_name
from verify.mathematics.one_of_terms import below_largest
from verify.mathematics.written_integrals import one_sum
from verify.prove.generalise import SwitchKeepingForm
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute_with
from verify.prove.solving import linear_parts
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER
from verify.term import (
    ZERO,
    Term,
    add,
    contains,
    divide,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    relation,
    substitute,
    subtract,
    symbol,
)

_SUM = frozenset(("sum",))
_LARGEST = frozenset(("largest",))

Prover = Callable[[Question], Proof | Unproved]


def prove_term_by_term(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of left <= right or left < right where right - left is one sum."""
    statement, hypotheses = question.statement, question.hypotheses
    left, right = statement.args
    taken = question.symbols
    with_shares = contains(statement, _LARGEST)  # of others, a share has seldom the sign of the whole
    written = total = one_sum(subtract(right, left), taken, with_shares=with_shares)
    if total is None:
        total = compute_with(SwitchKeepingForm, hypotheses, fuel, lambda form: _one_sum(form, subtract(right, left), taken))
    if total is None:
        return Unproved("no inequality of sums over one range")
    index, lower, upper, body = total.args
    inside = (
        *hypotheses, relation("le", lower, index), relation("le", index, upper), *below_largest(body, index, lower, upper),
    )  # fmt: skip
    identity = Question(equal(subtract(right, left), total), hypotheses)
    premises = [Proof("one range", identity)] if written is not None else []
    # As it is written the sum is defined wherever both sides are, and so is every one of its summands.
    wanted = [] if written is not None else [identity, *(Question(condition, inside) for condition in conditions(body))]
    if statement.op == "lt":
        wanted.append(Question(relation("le", lower, upper), hypotheses))
    wanted.append(Question(relation(statement.op, ZERO, body), inside))
    for each in wanted:
        premise = prove(each)
        if isinstance(premise, Unproved):
            return premise
        premises.append(premise)
    return Proof("term by term", question, tuple(premises), {"total": total})


def prove_summand_by_summand(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of left = right where right - left is one sum, as it is written, of summands that are all 0."""
    left, right = question.statement.args
    total = one_sum(subtract(right, left), question.symbols)
    if total is None or not (integer_valued(total.args[1]) and integer_valued(total.args[2])):
        return Unproved("no equation of sums over one range")
    index, lower, upper, body = total.args
    inside = (*question.hypotheses, relation("le", lower, index), relation("le", index, upper))
    summand = prove(Question(equal(ZERO, body), inside))
    if isinstance(summand, Unproved):
        return summand
    whole = Proof("one range", Question(equal(subtract(right, left), total), question.hypotheses))
    return Proof("summand by summand", question, (whole, summand))


def prove_sum_and_rest(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof of left <= right or left < right where right - left is one sum and something beside it, neither negative."""
    statement, hypotheses, taken = question.statement, question.hypotheses, question.symbols
    if all(side is ZERO or side.op == "sum" for side in statement.args):
        return Unproved("nothing beside sums")
    difference = subtract(*statement.args[::-1])
    parts = compute_with(SwitchKeepingForm, hypotheses, fuel, lambda form: _sum_and_rest(form, difference, taken))
    if parts is None or parts[1] is ZERO:
        return Unproved("no sum beside something else")
    whole = make("add", parts)
    known = conditions_of_sides(statement)
    wanted = [equal(difference, whole), *(condition for condition in conditions(whole) if condition not in known)]
    for orders in (("le", "le"),) if statement.op == "le" else (("le", "lt"), ("lt", "le")):
        signs = [relation(order, ZERO, part) for order, part in zip(orders, parts, strict=True)]
        proofs = _proofs((*signs[::-1], *wanted), hypotheses, prove)  # a sign is what fails first
        if proofs is not None:
            return Proof("two parts", question, (*proofs[2:], *proofs[1::-1]), {"first": parts[0], "second": parts[1]})
    return Unproved("a sum or what is beside it may be negative")


def _proofs(statements: tuple[Term, ...], hypotheses: tuple[Term, ...], prove: Prover) -> tuple[Proof, ...] | None:
    """The proofs of all, or None."""
    found: list[Proof] = []
    for statement in statements:
        proof = prove(Question(statement, hypotheses))
        if isinstance(proof, Unproved):
            return None
        found.append(proof)
    return tuple(found)


def _one_sum(form: NormalForm, difference: Term, taken: tuple[Term, ...]) -> Term:
    """The difference as one sum; raises Unsupported if it is none."""
    total, rest = _sum_and_rest(form, difference, taken)
    if rest is not ZERO:
        raise Unsupported("something beside sums")
    return total


def _sum_and_rest(form: NormalForm, difference: Term, taken: tuple[Term, ...]) -> tuple[Term, Term]:
    """The difference as one sum and what is beside it; raises Unsupported if there are sums over several ranges."""
    numerator, denominator = form.of(difference)
    below = form.table.polynomial_term(denominator)
    sums = [i for i, degree in enumerate(numerator.degrees()) if degree == 1 and form.table.term(i).op == "sum"]
    rest: Polynomial = numerator
    parts: list[tuple[Term, Term]] = []
    for place in sums:
        slope, rest = linear_parts(form, rest, place)
        parts.append((form.table.polynomial_term(slope), form.table.term(place)))
    total = _collected([(divide(factor, below), each) for factor, each in parts], taken)
    if total is None:
        raise Unsupported("sums over several ranges")
    return total, ZERO if rest.is_zero() else form.table.fraction_term((rest, denominator))


def _collected(parts: list[tuple[Term, Term]], taken: tuple[Term, ...]) -> Term | None:
    """sum_k (c a_k + d b_k) from c sum_k a_k + d sum_k b_k; None if the ranges differ."""
    ranges = {total.args[1:3] for _, total in parts}
    if len(ranges) != 1 or any(contains(factor, _SUM) or any(map(is_bound_name, free_symbols(factor))) for factor, _ in parts):
        return None
    ((lower, upper),) = ranges
    if not (integer_valued(lower) and integer_valued(upper)):
        return None
    index = fresh_symbol(symbol("k", INTEGER), taken)
    summands = [mul(factor, substitute(total.args[3], {total.args[0]: index})) for factor, total in parts]
    return make("sum", (index, lower, upper, add(*summands)))
