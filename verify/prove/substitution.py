"""A hypothesis x = t is used by writing t for x; one c x = t about a sum, by writing t/c, where c is not 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.calculus import replaced
from verify.mathematics.sort_bounds import bounds
from verify.problem import InputError
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.sort import REAL, Scalar, Tensor, terms_in
from verify.term import ZERO, Term, contains, divide, free_symbols, mul, relation

_CLOSED = frozenset(("sum", "product", "integral"))

Prover = Callable[[Question], Proof | Unproved]


def prove_by_substitution(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of the question with t for x, for a hypothesis x = t on a symbol of the question."""
    for place, name, value in _solved(question):
        inner = substituted(question, place, name, value)
        if inner is None:
            continue
        found = prove(inner)
        if isinstance(found, Proof):
            return Proof("substitution", question, (found,), {"place": place, "symbol": name, "value": value})
    for place, name, value, divisor in _divided(question):
        inner = substituted(question, place, name, value)
        premises = Unproved("") if inner is None else all_proved((inner, divisor_is_not_zero(question, place, divisor)), prove)
        if not isinstance(premises, Unproved):
            data = {"place": place, "symbol": name, "value": value, "divisor": divisor}
            return Proof("divided substitution", question, premises, data)
    return Unproved("no hypothesis gives the value of a symbol")


def _divided(question: Question) -> Iterator[tuple[int, Term, Term, Term]]:
    """Hypotheses c x = t and t = c x with a sum or integral in t, of which a closed form may be known.

    Without one the equation is a relation between polynomials, which the normal form knows how to use.
    """
    names = free_symbols(question.statement)
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op != "eq" or not contains(hypothesis, _CLOSED):
            continue
        for side, value in (hypothesis.args, hypothesis.args[::-1]):
            for name in side.args if side.op == "mul" and not side.shape else ():
                others = [factor for factor in side.args if factor is not name]
                is_linear = name.op == "symbol" and name in names and _may_be_replaced(name.sort)
                if is_linear and all(name not in free_symbols(each) for each in (value, *others)):
                    yield place, name, divide(value, mul(*others)), mul(*others)


def divisor_is_not_zero(question: Question, place: int, divisor: Term) -> Question:
    """c is not 0, under the other hypotheses."""
    return Question(relation("ne", divisor, ZERO), question.hypotheses[:place] + question.hypotheses[place + 1 :])


def _solved(question: Question) -> Iterator[tuple[int, Term, Term]]:
    """Hypotheses x = t and t = x with a symbol x that does not occur in t.

    Of its sort an interval is said of t.  The properties of a matrix are not: what holds without them holds.
    """
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op != "eq":
            continue
        for name, value in (hypothesis.args, hypothesis.args[::-1]):
            if name.op == "symbol" and name not in free_symbols(value) and _may_be_replaced(name.sort):
                yield place, name, value


def _may_be_replaced(sort: object) -> bool:
    if isinstance(sort, Tensor):
        return sort.element == REAL
    return isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None


def substituted(question: Question, place: int, name: Term, value: Term) -> Question | None:
    """The question with `value` for `name`, without the hypothesis; what the sort of `name` says is said of `value`."""
    if any(name in free_symbols(inner) for other in question.symbols for inner in terms_in(other.sort)):
        return None
    replacement = {name: value}
    others = question.hypotheses[:place] + question.hypotheses[place + 1 :]
    try:
        hypotheses = [replaced(hypothesis, replacement) for hypothesis in others]
        statement = replaced(question.statement, replacement)
    except InputError:  # a derivative at a point at which it may not exist
        return None
    return Question(statement, (*hypotheses, *(bounds(value, name.sort) if isinstance(name.sort, Scalar) else ())))
