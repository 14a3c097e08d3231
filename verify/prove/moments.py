"""Expectations of polynomials in random scalars and vectors, from their conditional means and covariances.

    E[c] = c       E[x_i] = E[mean_i]       E[x_i x_j] = E[mean_i mean_j + covariance_ij]

`expect` is linear, it commutes with finite sums, and by the tower rule a random symbol on which no other one depends is
averaged first.  Nothing but the first two moments is used, so the result holds for every distribution that has them.
"""

from __future__ import annotations

from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.mathematics.moments import average, innermost_random
from verify.mathematics.nested_sums import flatten_product
from verify.prove.cells import prove_equality
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.sort import Random
from verify.term import Term, add, equal, make, mul, number, power, symbols_of_sort

MAX_STEPS = 12


def expand_expectation(term: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> tuple[Term, Proof] | Unproved:
    """(value, proof of expect(body) = value) without random symbols in the value."""
    body = term.args[0]
    premises: list[Proof] = []
    steps: list[Term] = []
    for _ in range(MAX_STEPS):
        expanded = _expanded(body, hypotheses, fuel)
        if expanded is None:
            return Unproved("an expectation of something else than a polynomial")
        identity = prove_equality(Question(equal(body, expanded), hypotheses), fuel)
        if isinstance(identity, Unproved):
            return identity
        premises.append(identity)
        steps.append(expanded)
        name = innermost_random(expanded)
        if name is None:
            question = Question(equal(term, expanded), hypotheses)
            return expanded, Proof("moments", question, tuple(premises), {"steps": tuple(steps)})
        averaged = average(expanded, name)
        if averaged is None:
            return Unproved("a moment of third or higher order")
        body = averaged
    return Unproved("too many levels of random symbols")


def _expanded(body: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    """The body as a sum of coefficient * nested sums of products, with everything random in the products."""
    return compute(hypotheses, fuel, lambda form: _expanded_form(form, body))


def _expanded_form(form: NormalForm, body: Term) -> Term:
    numerator, denominator = form.of(body)
    if _is_random(form.table.polynomial_term(denominator)):
        raise Unsupported("an expectation of a quotient")
    terms = []
    for exponents, coefficient in numerator.terms():
        factors = list(form.table.monomial_factors(exponents))
        random = [factor for factor in factors if _is_random(factor)]
        fixed = [factor for factor in factors if not _is_random(factor)]
        below = [] if denominator.is_one() else [power(form.table.polynomial_term(denominator), -1)]
        binders, flat = flatten_product(random)
        product = mul(*flat)
        for operation, index, outside in reversed(binders):
            product = make(operation, (index, *outside, product))
        terms.append(mul(number(int(coefficient)), *fixed, *below, product))
    return canonical(add(*terms))


def _is_random(term: Term) -> bool:
    return next(symbols_of_sort((term,), Random), None) is not None
