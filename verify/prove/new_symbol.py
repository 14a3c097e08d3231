"""A compound that a hypothesis says to be positive becomes a symbol of its own.

From 0 < T, with T linear in a symbol k, k is replaced by the k that makes T equal to a new symbol s > 0: x^2 - y > 0 turns y
into x^2 - s.  That is how the spread of data, a polynomial in sums, becomes a number like any other.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.cells import prove_equality
from verify.prove.generalise import prove_normalised
from verify.prove.normal_form import NormalForm, compute
from verify.prove.solving import linear_parts
from verify.question import Proof, Question, Unproved, with_new_symbol
from verify.sort import POSITIVE, Scalar
from verify.term import ZERO, Term, divide, equal, free_symbols, mul, substitute, subtract, symbol

Prover = Callable[[Question], Proof | Unproved]


def prove_with_new_symbol(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof after one change of variable by a hypothesis 0 < T."""
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op != "lt" or hypothesis.args[0] is not ZERO or hypothesis.args[1].op == "symbol":
            continue
        compound = hypothesis.args[1]
        fresh = _fresh(question)
        found = compute(question.hypotheses, fuel, lambda form, t=compound, s=fresh: _solution(form, t, s))  # type: ignore[misc]
        if found is None:
            continue
        name, value = found
        inner = with_new_symbol(question, name, value)
        back = substitute(value, {fresh: compound})
        premises = [prove_normalised(inner, fuel, prove), prove_equality(Question(equal(back, name), question.hypotheses), fuel)]
        premises += [prove(Question(condition, question.hypotheses)) for condition in conditions(back)]
        if all(isinstance(premise, Proof) for premise in premises):
            data = {"place": place, "symbol": name, "new": fresh, "value": value}
            return Proof("new symbol", question, tuple(p for p in premises if isinstance(p, Proof)), data)
    return Unproved("no change of variable by a hypothesis")


def _fresh(question: Question) -> Term:
    taken = {name.name for name in question.symbols}
    number = 1
    while f"@s{number}" in taken:
        number += 1
    return symbol(f"@s{number}", POSITIVE)


def _solution(form: NormalForm, compound: Term, fresh: Term) -> tuple[Term, Term] | None:
    """(k, value) with compound = fresh exactly if k = value, for a real symbol k that occurs linearly in the compound."""
    numerator, denominator = form.of(compound)
    if numerator.total_degree() < 2:
        return None  # what is linear is no harder than a symbol
    degrees = numerator.degrees()
    for index in sorted(form.table.kernels, reverse=True):
        kernel = form.table.kernels[index]
        if degrees[index] != 1 or denominator.degrees()[index] or kernel.kind != "atom":
            continue
        name = kernel.data[0]
        if name.op != "symbol" or not isinstance(name.sort, Scalar) or name.sort.kind != "real":
            continue
        slope, rest = linear_parts(form, numerator, index)
        sign = form.signs.of_fraction((slope, form.fractions.ring.one))
        if sign is None or not sign[1] or not sign[0]:
            continue
        table = form.table
        above = subtract(mul(fresh, table.polynomial_term(denominator)), table.polynomial_term(rest))
        value = divide(above, table.polynomial_term(slope))
        if name not in free_symbols(value):
            return name, value
    return None
