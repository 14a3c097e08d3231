"""Checks the use of a hypothesis x = t: wherever it holds, t is defined and may stand for x."""

from __future__ import annotations

from verify.calculus import replaced
from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.recheck.cells import bounds
from verify.recheck.kernels import demand
from verify.sort import REAL, Scalar, Tensor, terms_in
from verify.term import Term, free_symbols


def check_substitution(proof: Proof, fuel: Fuel) -> None:
    """The premise is the question with t for x, and with what the sort of x says of t."""
    question, (premise,) = proof.question, proof.premises
    place, name, value = proof.data["place"], proof.data["symbol"], proof.data["value"]
    demand(type(place) is int and 0 <= place < len(question.hypotheses), "no such hypothesis")
    hypothesis = question.hypotheses[place]
    sides = hypothesis.args
    is_given = hypothesis.op == "eq" and ((sides[0] is name and sides[1] is value) or (sides[1] is name and sides[0] is value))
    demand(is_given, "the hypothesis is no equation of this symbol with this value")
    demand(name.op == "symbol" and name not in free_symbols(value), "a symbol that occurs in its value")
    conditions = _said_of(name, value)
    for other in question.symbols:
        demand(not any(name in free_symbols(inner) for inner in terms_in(other.sort)), "a sort that speaks of the symbol")
    fuel.spend(16, "a substitution")
    replacement = {name: value}
    others = question.hypotheses[:place] + question.hypotheses[place + 1 :]
    hypotheses = tuple(replaced(other, replacement) for other in others)
    expected = Question(replaced(question.statement, replacement), (*hypotheses, *conditions))
    demand(premise.question == expected, "the premise is not the question after the substitution")


def _said_of(name: Term, value: Term) -> tuple[Term, ...]:
    """What the sort of the symbol says of its value: an interval.  Properties of a matrix may be forgotten, as the premise is
    to hold without them."""
    sort = name.sort
    if isinstance(sort, Tensor):
        demand(sort.element == REAL, "a matrix whose entries have a range")
        return ()
    demand(isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None, "the sort of the symbol says too much")
    assert isinstance(sort, Scalar)
    return tuple(bounds(value, sort))
