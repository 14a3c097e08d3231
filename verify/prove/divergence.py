"""Inequalities between expectations of abstract densities, by Gibbs' inequality.

    integral of a (log a - log b) >= 0          for densities a, b of the same variables, with equality iff a = b

The difference of the two sides is a multiple c > 0 of one such divergence.  log E[f] >= E[log f] (Jensen's inequality) is the
case b = a f / E_a[f].
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove.cells import prove_equality
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.term import Term, density, equal, expectation, log, mul, number, postorder, subtract

MAX_CANDIDATES = 60


def prove_by_divergence(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of lower <= upper where upper - lower is a positive multiple of a divergence."""
    lower, upper = question.statement.args
    difference = subtract(upper, lower)
    for parts in _candidates(question.statement):
        bound = canonical(divergence(*parts))
        multiple = compute(question.hypotheses, fuel, lambda form, bound=bound: _ratio(form, difference, bound))  # type: ignore[misc]
        if multiple is not None and multiple > 0:
            return _proof(question, difference, parts, multiple, fuel)
    return Unproved("the difference is no multiple of one divergence")


def divergence(outcome: Term, first: Term, second: Term) -> Term:
    """KL(first || second) over `outcome`."""
    return expectation(outcome, first, subtract(log(first), log(second)))


def _proof(
    question: Question, difference: Term, parts: tuple[Term, Term, Term], multiple: Fraction, fuel: Fuel
) -> Proof | Unproved:
    bound = canonical(divergence(*parts))
    identity = prove_equality(Question(equal(difference, mul(number(multiple), bound)), question.hypotheses), fuel)
    if isinstance(identity, Unproved):
        return identity
    outcome, first, second = parts
    data = {"outcome": outcome, "first": first, "second": second, "multiple": multiple}
    return Proof("Gibbs inequality", question, (identity,), data)


def _ratio(form: NormalForm, difference: Term, bound: Term) -> Fraction | None:
    """c with difference = c * bound, if there is one."""
    fractions = form.fractions
    above, below = form.of(difference), form.of(bound)
    if fractions.is_zero(below) or fractions.is_zero(above):
        return None
    found = fractions.as_rational(fractions.multiply(above, fractions.invert(below)))
    return None if found is None else Fraction(*found)


def _candidates(statement: Term) -> Iterator[tuple[Term, Term, Term]]:
    """Pairs of densities of one bound variable: those written in the statement, and the conditionals of its joints."""
    outcomes = [term.args[0] for term in postorder(statement) if term.op == "integral" and term.args[1].op == "space"]
    count = 0
    for outcome in dict.fromkeys(outcomes):
        densities = list(dict.fromkeys(_densities_of(statement, outcome)))
        for first in densities:
            for second in densities:
                count += 1
                if first is not second and count <= MAX_CANDIDATES:
                    yield outcome, first, second


def _densities_of(statement: Term, outcome: Term) -> Iterator[Term]:
    """Densities of `outcome` given others: as they are written, and p(outcome | rest) for each p(outcome, rest)."""
    for term in postorder(statement):
        if term.op != "density" or outcome not in term.args:
            continue
        points = term.args[1:]
        if term.value == 1 and points[0] is outcome:
            yield term
        rest = tuple(point for point in points if point is not outcome)
        if rest:
            yield density(term.args[0], (outcome,), rest)
