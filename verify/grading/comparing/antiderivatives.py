"""Whether an answer is an antiderivative of what a question integrates without bounds: its derivative is the integrand.

Right only if both have a value at the same points, and the answer has no jumps: the derivative of sign(x) is 0 where it exists.
log|x| + C is the integral of 1/x, as all write it, although the constant may be another one on the other side of 0.  Wrong if the
derivative has another value at a point; what is undefined on a part of the domain only, as log x for it, is undecided.
"""

from __future__ import annotations

from verify.calculus import differentiate
from verify.decide import decide
from verify.domain import conditions, enough_for_derivative
from verify.fuel import Limits
from verify.grading.comparing.comparison import Comparison, undecided
from verify.mathematics.tidy import tidy
from verify.question import Question
from verify.sort import Scalar
from verify.term import CONNECTIVES, RELATIONS, Term, contains, derivative, equal, free_symbols

_JUMPS = frozenset(("sign", "floor", "ceiling", "piecewise", "sum", "product", "largest", "integral", "limit", "lambda",
                    "finite_set", "interval", "set_builder", "apply", "derivative"))  # fmt: skip
_CONSTANTS = frozenset("C c K k A B D a b d const constant alpha beta gamma kappa".split())


def compare_antiderivative(
    reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits, with_constant: bool = True
) -> Comparison:
    """The comparison with the function `reference`; `with_constant` if the answer has to have a constant of integration."""
    by, integrand = reference.args
    if submitted.op == "lambda" and submitted.args[0] is by:
        return _compare_integrands(integrand, submitted.args[1], hypotheses, limits)
    new = [name for name in free_symbols(submitted) if name is not by and name not in free_symbols(integrand)]
    if submitted.shape or submitted.op in RELATIONS | CONNECTIVES or any(not isinstance(name.sort, Scalar) for name in new):
        return undecided("an antiderivative is asked for", "kind")
    if with_constant and not (len(new) == 1 and submitted.op == "add" and submitted.args.count(new[0]) == 1):
        return undecided("an antiderivative without a constant of integration", "form")
    if others := [name.name for name in new if name.name.partition("_")[0] not in _CONSTANTS]:
        return undecided(f"{others[0]} is a constant of integration, or depends on the variable", "notation")
    question = Question(equal(integrand, derivative(submitted, by)), hypotheses)
    verdict = decide(question, limits)
    if verdict.truth not in ("proved", "refuted") and (other := _with_slope(integrand, submitted, by, hypotheses)) is not None:
        question, verdict = other, decide(other, limits)
    sides = ("integrand", "derivative of the answer")
    is_right = verdict.truth == "proved" and verdict.domain in ("total", "common") and not contains(submitted, _JUMPS)
    if is_right and _has_values_of(integrand, submitted, hypotheses, limits):
        return Comparison("correct", verdict, "", None, question, sides)
    if verdict.truth == "refuted" and contains(question.statement, {"derivative"}) and not contains(submitted, _JUMPS):
        return Comparison("wrong", verdict, "its derivative is not the integrand", "antiderivative", question, sides)
    reason = "; ".join(verdict.reasons) or "whether its derivative is the integrand on all of the domain is not known"
    return Comparison("undecided", verdict, reason, None, question, sides)


def _with_slope(integrand: Term, submitted: Term, by: Term, hypotheses: tuple[Term, ...]) -> Question | None:
    """The question with the formula for the derivative, if that is one wherever the answer has a value."""
    slope, obligations = differentiate(submitted, by)
    enough = enough_for_derivative(derivative(submitted, by))
    is_everywhere = enough is not None and set(enough) == set(conditions(submitted))
    return Question(equal(integrand, tidy(slope)), hypotheses) if is_everywhere and not obligations else None


def _has_values_of(integrand: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether an answer has a value wherever the integrand has one: -atan(1/x) has a jump at 0, where 1/(1 + x^2) has none."""
    given = (*hypotheses, *conditions(integrand))
    return all(decide(Question(each, given), limits).truth == "proved" for each in conditions(submitted))


def _compare_integrands(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Two integrals without bounds, whose integrands are the same or not."""
    question = Question(equal(reference, submitted), hypotheses)
    verdict = decide(question, limits)
    if verdict.truth == "proved" and verdict.domain == "total":
        return Comparison("correct", verdict, "", None, question)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "another integrand", "antiderivative", question)
    return Comparison("undecided", verdict, "whether the integrands are the same is not known", None, question)
