"""Whether an answer is an antiderivative of what a question integrates without bounds: its derivative is the integrand.

Right only if both have a value at the same points, and the answer has no jumps: the derivative of sign(x) is 0 where it exists.
log|x| + C is the integral of 1/x, as all write it, although the constant may be another one on the other side of 0.  Wrong if the
derivative has another value at a point; what is undefined on a part of the domain only, as log x for it, is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator

from verify.calculus import MAY_JUMP, differentiate
from verify.decide import decide
from verify.domain import conditions, enough_for_derivative
from verify.fuel import Limits
from verify.grading.comparing.comparison import Comparison, undecided
from verify.mathematics.tidy import tidy
from verify.question import Question
from verify.sort import Scalar
from verify.term import (
    CONNECTIVES,
    RELATIONS,
    ZERO,
    Term,
    contains,
    derivative,
    equal,
    free_symbols,
    number,
    postorder,
    relation,
    subtract,
)

_HIGHEST_DEGREE = 4
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
    inside = (*hypotheses, *_off_the_ends(by, integrand, submitted))
    question = Question(equal(integrand, derivative(submitted, by)), inside)
    verdict = decide(question, limits)
    if verdict.truth not in ("proved", "refuted") and (other := _with_slope(integrand, submitted, by, inside)) is not None:
        question, verdict = other, decide(other, limits)
    sides = ("integrand", "derivative of the answer")
    is_right = verdict.truth == "proved" and verdict.domain in ("total", "common") and not contains(submitted, MAY_JUMP)
    if is_right and _has_values_of(integrand, submitted, hypotheses, limits):
        return Comparison("correct", verdict, "", None, question, sides)
    if verdict.truth == "refuted" and contains(question.statement, {"derivative"}) and not contains(submitted, MAY_JUMP):
        return Comparison("wrong", verdict, "its derivative is not the integrand", "antiderivative", question, sides)
    reason = "; ".join(verdict.reasons) or "whether its derivative is the integrand on all of the domain is not known"
    return Comparison("undecided", verdict, reason, None, question, sides)


def _off_the_ends(by: Term, *formulas: Term) -> tuple[Term, ...]:
    r"""0 < u for each condition 0 <= u of the formulas, if u is 0 at single points: the end 0 of \sqrt x, or -1 and 1 of asin x.

    What is continuous there, and an antiderivative near by, is one: no derivative has to exist at the end of a domain.
    """
    powers = (part for formula in formulas for part in postorder(formula) if part.op == "power")
    if any(contains(each, MAY_JUMP) for each in formulas) or any(part.args[1].op != "number" for part in powers):
        return ()
    bounds = dict.fromkeys(each for formula in formulas for each in conditions(formula) if each.op == "le")
    strict = [relation("lt", *each.args) for each in bounds if _is_polynomial(subtract(*each.args), by)]
    return (*strict, *_inside(by))


def _inside(by: Term) -> Iterator[Term]:
    """That a variable is at no end of its own domain: 0 < x for a nonnegative x."""
    if isinstance(by.sort, Scalar) and by.sort.lower is not None and not by.sort.lower_open:
        yield relation("lt", number(by.sort.lower), by)
    if isinstance(by.sort, Scalar) and by.sort.upper is not None and not by.sort.upper_open:
        yield relation("lt", by, number(by.sort.upper))


def _is_polynomial(term: Term, by: Term) -> bool:
    """Whether a term is a polynomial of one of the first degrees whose leading coefficient is a number other than 0."""
    for _ in range(_HIGHEST_DEGREE):
        slope, obligations = differentiate(term, by)
        term = tidy(slope)
        if obligations or term is ZERO:
            return False
        if term.op == "number":
            return True
    return False


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
    is_equal = verdict.truth == "proved" and verdict.domain in ("total", "common")
    pairs = ((reference, submitted), (submitted, reference))
    if is_equal and (verdict.domain == "total" or all(_has_values_of(*pair, hypotheses, limits) for pair in pairs)):
        return Comparison("correct", verdict, "", None, question)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "another integrand", "antiderivative", question)
    return Comparison("undecided", verdict, "whether the integrands are the same is not known", None, question)
