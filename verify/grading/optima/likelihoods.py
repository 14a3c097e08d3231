"""Products that are optimised by their logarithm: log is increasing, so that both are greatest at the same places.

    x^a e^(-b x), prod_i f(x_i; t)        a log x - b x, sum_i log f(x_i; t)        where every factor is positive
"""

from __future__ import annotations

from verify.grading.comparing.work import Work
from verify.question import Question
from verify.term import ZERO, Term, add, free_symbols, log, make, mul, relation

_LEAST_FACTORS = 2  # that depend on the variable, or one product over an index


def logarithm(
    objective: Term, bound: Term, hypotheses: tuple[Term, ...], work: Work, least: int = _LEAST_FACTORS
) -> Term | None:
    """The logarithm of a product of positive factors, up to a constant; None for anything else, and for unknown signs.

    At least as many factors have to depend on the variable, or one that is a product.
    """
    factors = _factors(objective)
    depending = [factor for factor in factors if bound in free_symbols(factor)]
    if len(depending) < least and not any(factor.op == "product" for factor in depending):
        return None
    for factor in factors:
        if not is_positive(_base(factor), _inside(factor, hypotheses), work):
            return None
    parts = [_log(factor) for factor in depending]
    return add(*parts) if len(parts) > 1 else parts[0]


def _factors(term: Term) -> list[Term]:
    return [inner for arg in term.args for inner in _factors(arg)] if term.op == "mul" else [term]


def _base(factor: Term) -> Term:
    return factor.args[0] if factor.op == "power" else factor.args[-1] if factor.op == "product" else factor


def _inside(factor: Term, hypotheses: tuple[Term, ...]) -> tuple[Term, ...]:
    """What holds inside of a product: what is said of a symbol with the name of its index is not said of the index."""
    if factor.op != "product":
        return hypotheses
    index, lower, upper, _ = factor.args
    outside = (each for each in hypotheses if index not in free_symbols(each))
    return (*outside, relation("le", lower, index), relation("le", index, upper))


def _log(factor: Term) -> Term:
    if factor.op == "exp":
        return factor.args[0]
    if factor.op == "power":
        return mul(factor.args[1], log(factor.args[0]))
    if factor.op == "product":
        *range_, body = factor.args
        return make("sum", (*range_, add(*map(_log, _factors(body)))))
    return log(factor)


def is_positive(term: Term, hypotheses: tuple[Term, ...], work: Work) -> bool:
    verdict = work.decide(Question(relation("lt", ZERO, term), hypotheses))
    return verdict.truth == "proved" and verdict.domain == "total"
