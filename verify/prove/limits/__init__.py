"""Limits: every approach to the point becomes s -> +oo, where the function is expanded.

    x -> +oo: x = s    x -> -oo: x = -s    x -> p from above: x = p + 1/s    from below: x = p - 1/s

A limit "both" has to be the same from each side on which the sort of x has points.  The variable takes the values of its sort:
a natural t tends to infinity in steps, and (-1/2)^t has a limit then, while it has no value for other real t.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.entries import Entries
from verify.problem import InputError
from verify.prove.infeasible import prove_empty
from verify.prove.limits.facts import Facts, Prover, Unseen
from verify.prove.limits.germs import Germs
from verify.prove.limits.series import limit_value
from verify.prove.zero_set import prove_on_zero_set
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER, REAL, Scalar, Sequence, Tensor
from verify.term import (
    BINDERS,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    RELATIONS,
    ZERO,
    Term,
    add,
    contains,
    equal,
    free_symbols,
    fresh_symbol,
    is_real_term,
    item,
    negate,
    number,
    postorder,
    power,
    relation,
    substitute,
    symbol,
)

_OF_FUNCTIONS = frozenset(("derivative", "gradient", "expect", "is_defined"))
MOST_HYPOTHESES = 3  # where the sign of a constant is asked for, one cell after the other
INFINITIES = (INFINITY, MINUS_INFINITY)
_SHOWN = {INFINITY: "oo", MINUS_INFINITY: "-oo"}


@dataclass(frozen=True)
class Found:
    """The value of a limit, and the proof of it."""

    value: Term
    proof: Proof


@dataclass(frozen=True)
class UnknownSign(Unproved):
    """The limit may be another one for another sign of a constant."""

    constant: Term


def find_limit(term: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prover: Prover) -> Found | Unproved:
    """The limit that a `limit` term stands for: a constant, or plus or minus infinity."""
    facts = Facts(hypotheses, fuel, prover)
    try:
        values = [limit_value(Germs(variable, facts).of(body), facts) for variable, body in _approaches(term, facts)]
    except Unseen as unseen:
        reason = f"a limit that is not seen: {unseen.reason}"
        return Unproved(reason) if unseen.unsigned is None else UnknownSign(reason, unseen.unsigned)
    except InputError as error:
        return Unproved(error.problem.seen)
    for other in values[1:]:
        if other is not values[0] and (
            other in INFINITIES or values[0] in INFINITIES or not facts.proves(Question(equal(values[0], other), hypotheses))):
            return Unproved("the limits from the two sides are not seen to agree")  # fmt: skip
    return Found(values[0], Proof("limit", Question(equal(term, values[0]), hypotheses), tuple(facts.used.values())))


def prove_with_limits(question: Question, fuel: Fuel, prover: Prover) -> Proof | Unproved:
    """A relation with its limits replaced by their values, if need be for each sign of a constant."""
    found = limits_found(question, fuel, prover)
    if isinstance(found, UnknownSign):
        return _by_sign(question, found, fuel, prover)
    if isinstance(found, Unproved):
        return found
    statement = question.statement
    if statement.op == "eq":
        for side, other in (statement.args, statement.args[::-1]):
            if side in found and found[side].value in INFINITIES and other is found[side].value:
                proof = found[side].proof
                return proof if side is statement.args[0] else Proof("limit", question, proof.premises)
    if any(each.value in INFINITIES for each in found.values()):
        return Unproved("a limit is infinite")
    replaced = substitute(statement, {term: each.value for term, each in found.items()})
    rest = prover(Question(replaced, question.hypotheses), fuel)
    if isinstance(rest, Unproved):
        return rest
    return Proof("limit values", question, (*(each.proof for each in found.values()), rest))


def _by_sign(question: Question, unknown: UnknownSign, fuel: Fuel, prover: Prover) -> Proof | Unproved:
    """log(1 + exp(b x))/b tends to x for x > 0 and to 0 for x <= 0: a proof for each sign."""
    constant = unknown.constant
    if len(question.hypotheses) >= MOST_HYPOTHESES or not set(free_symbols(constant)) <= set(question.symbols):
        return unknown
    premises: list[Proof] = []
    for cell in (relation("lt", ZERO, constant), relation("lt", constant, ZERO), equal(constant, ZERO)):
        inside = Question(question.statement, (*question.hypotheses, cell))
        if cell.op == "eq":
            proof = prove_on_zero_set(inside, constant, fuel, lambda inner: prover(inner, fuel))
        else:
            proof = prove_empty(inside, fuel) or prover(inside, fuel)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    return Proof("sign cells", question, tuple(premises), {"switch": constant, "strict": True})


@dataclass(frozen=True)
class Replaced:
    """A question without limits; `infinite` are the sides of the original one that are infinite, as text."""

    question: Question
    infinite: tuple[str, str] = ("", "")

    def shown(self, left: str, right: str) -> tuple[str, str]:
        """The sides of the original question where those of this one are `left` and `right`."""
        if not any(self.infinite):
            return left, right
        return self.infinite[0] or left, self.infinite[1] or left


def without_limits(question: Question, fuel: Fuel, prover: Prover) -> Replaced | Unproved:
    """A question of the same symbols, without limits, that fails only where the question does.

    A limit is replaced by its value.  limit = v is false where the limit is infinite and v a number, or another infinity;
    then the statement becomes v = v + 1.
    """
    if question.statement.op not in RELATIONS or question.statement.args[0].shape:
        return Unproved("no relation of numbers")
    found = limits_found(question, fuel, prover)
    if isinstance(found, Unproved):
        return found
    statement = substitute(question.statement, {term: each.value for term, each in found.items()})
    infinite = ("", "")
    if statement.op == "eq" and any(side in INFINITIES for side in statement.args):
        infinite = (_SHOWN.get(statement.args[0], ""), _SHOWN.get(statement.args[1], ""))
        if infinite[0] == infinite[1]:
            return Unproved("the limit is the infinity that is claimed")
        finite = next((side for side in statement.args if side not in INFINITIES), ZERO)
        statement = equal(finite, add(finite, ONE))
    are_finite = all(each.value not in INFINITIES for each in found.values())  # an integral may go to infinity beside them
    if not are_finite and any(infinity in INFINITIES for infinity in postorder(statement)):
        return Unproved("a limit is infinite")
    defined = [condition for term in found for condition in constant_conditions(term)]
    kept = [equal(name, name) for name in map(_one_number, question.symbols) if name is not None]
    return Replaced(Question(statement, (*question.hypotheses, *defined, *kept)), infinite)


def _one_number(name: Term) -> Term | None:
    """A term that has a value if and only if the symbol has one."""
    if isinstance(name.sort, Sequence):
        return item(name, ONE) if isinstance(name.sort.element, Scalar) else None
    return name if isinstance(name.sort, (Scalar, Tensor)) else None


def limits_found(question: Question, fuel: Fuel, prover: Prover) -> dict[Term, Found] | Unproved:
    """The values of the limits in a statement that are in the scope of no bound symbol."""
    if contains(question.statement, _OF_FUNCTIONS):
        return Unproved("a limit beside a derivative or a mean")
    found: dict[Term, Found] = {}
    for term in dict.fromkeys(outer_limits(question.statement)):
        each = find_limit(term, question.hypotheses, fuel, prover)
        if isinstance(each, Unproved):
            return each
        found[term] = each
    return found or Unproved("a limit in the scope of a bound symbol")


def outer_limits(term: Term, bound: tuple[Term, ...] = ()) -> Iterator[Term]:
    """The limit terms, not looking into them, that do not depend on a symbol bound around them."""
    if term.op == "limit":
        if not any(name in free_symbols(term) for name in bound):
            yield term
    elif term.op in BINDERS:
        for arg in term.args[1:-1]:
            yield from outer_limits(arg, bound)
        yield from outer_limits(term.args[-1], (*bound, term.args[0]))
    else:
        for arg in term.args:
            yield from outer_limits(arg, bound)


def prove_limit_exists(question: Question, fuel: Fuel, prover: Prover) -> Proof | Unproved:
    """A limit exists if it is found, and what does not depend on the variable is defined."""
    (term,) = question.statement.args
    found = find_limit(term, question.hypotheses, fuel, prover)
    if isinstance(found, UnknownSign):
        return _by_sign(question, found, fuel, prover)
    if isinstance(found, Unproved):
        return found
    premises = [found.proof]
    for condition in constant_conditions(term):
        proof = prover(Question(condition, question.hypotheses), fuel)
        if isinstance(proof, Unproved):
            return proof
        premises.append(proof)
    return Proof("limit exists", question, tuple(premises))


def constant_conditions(term: Term) -> tuple[Term, ...]:
    """Where the constants in the body of a limit, and its point, are defined."""
    bound, point, body = term.args
    own = () if point in INFINITIES else conditions(point)
    return (*own, *(condition for condition in conditions(body) if bound not in free_symbols(condition)))


# -------------------------------------------------------------------------------------------------------------- approaches


def _approaches(term: Term, facts: Facts) -> Iterator[tuple[Term, Term]]:
    """(s, the body as a function of s) for each way in which the variable may approach the point."""
    bound, point, body = term.args
    sort = bound.sort
    if not isinstance(sort, Scalar) or sort.is_complex or sort.values is not None or body.shape or not is_real_term(body):
        raise Unseen("no real function of a real variable")
    taken = [*free_symbols(term), *(name for each in facts.hypotheses for name in free_symbols(each))]
    variable = fresh_symbol(symbol("@s", INTEGER if sort.is_integer and point in INFINITIES else REAL), taken)
    for way in _ways(point, sort, term.value, variable, facts):
        yield variable, substitute(Entries().scalar(body), {bound: way})


def _ways(point: Term, sort: Scalar, side: str, variable: Term, facts: Facts) -> Iterator[Term]:
    """The bound symbol as a function of s."""
    if point in INFINITIES:
        if (sort.upper if point is INFINITY else sort.lower) is not None:
            raise Unseen("the variable does not get to infinity")
        yield variable if point is INFINITY else negate(variable)
        return
    if sort.is_integer or side not in ("+", "-", "both"):
        raise Unseen("a variable that does not get near the point")
    above = _lies(sort.lower, "le", point, facts) and _lies(point, "lt", sort.upper, facts)
    below = _lies(sort.lower, "lt", point, facts) and _lies(point, "le", sort.upper, facts)
    wanted = {"+": (above,), "-": (below,)}.get(side, (above, below))
    if not any(wanted) or (not all(wanted) and point.op != "number"):
        raise Unseen("no point of the domain is seen near the point, on the side from which it is approached")
    if above and side != "-":
        yield add(point, power(variable, MINUS_ONE))
    if below and side != "+":
        yield add(point, negate(power(variable, MINUS_ONE)))


def _lies(left: object, op: str, right: object, facts: Facts) -> bool:
    """Whether a bound of a sort, None if there is none, is on the right side of the point."""
    if left is None or right is None:
        return True
    ends = [end if isinstance(end, Term) else number(end) for end in (left, right)]  # type: ignore[arg-type]
    if all(end.op == "number" for end in ends):
        gap = ends[1].fraction - ends[0].fraction
        return gap > 0 or (op == "le" and gap == 0)
    return facts.proves(Question(relation(op, *ends), facts.hypotheses))


__all__ = ["Found", "Replaced", "find_limit", "prove_limit_exists", "prove_with_limits", "without_limits"]
