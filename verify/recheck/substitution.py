"""Checks the use of a hypothesis x = t: wherever it holds, t is defined and may stand for x; and t/c where c x = t."""

from __future__ import annotations

from verify.calculus import replaced
from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.recheck.cells import bounds
from verify.recheck.kernels import demand
from verify.sort import REAL, Scalar, Tensor, terms_in
from verify.term import ZERO, Term, divide, free_symbols, mul, relation


def check_substitution(proof: Proof, fuel: Fuel) -> None:
    """The premise is the question with t for x, and with what the sort of x says of t."""
    (premise,) = proof.premises
    name, value = proof.data["symbol"], proof.data["value"]
    sides = _equation(proof).args
    is_given = (sides[0] is name and sides[1] is value) or (sides[1] is name and sides[0] is value)
    demand(is_given, "the hypothesis is no equation of this symbol with this value")
    _check_inner(proof, premise, fuel)


def check_divided_substitution(proof: Proof, fuel: Fuel) -> None:
    """The premises are the question with t/c for x, and that c is not 0 under the other hypotheses: it may be 0 where c x = t."""
    premise, of_divisor = proof.premises
    name, value, divisor = proof.data["symbol"], proof.data["value"], proof.data["divisor"]
    equation, place = _equation(proof), proof.data["place"]
    is_given = any(
        side.op == "mul"
        and side.args.count(name) == 1
        and divisor is mul(*(factor for factor in side.args if factor is not name))
        and value is divide(other, divisor)
        for side, other in (equation.args, equation.args[::-1])
    )
    demand(is_given and name not in free_symbols(divisor), "the hypothesis is no equation of this product with such a value")
    others = proof.question.hypotheses[:place] + proof.question.hypotheses[place + 1 :]
    demand(of_divisor.question == Question(relation("ne", divisor, ZERO), others), "the premise is not that the divisor is not 0")
    _check_inner(proof, premise, fuel)


def _equation(proof: Proof) -> Term:
    place: int = proof.data["place"]
    hypotheses = proof.question.hypotheses
    demand(type(place) is int and 0 <= place < len(hypotheses), "no such hypothesis")
    demand(hypotheses[place].op == "eq", "the hypothesis is no equation of this symbol with this value")
    return hypotheses[place]


def _check_inner(proof: Proof, premise: Proof, fuel: Fuel) -> None:
    question, place, name, value = proof.question, proof.data["place"], proof.data["symbol"], proof.data["value"]
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
