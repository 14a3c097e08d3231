"""What went wrong with an answer that is known to be wrong, if exactly one explanation fits.

Every explanation is an equation, submitted = T(reference) or T(submitted) = reference.  Points rule out nearly all of them; the
others count only if they are proved where the two sides are defined.  If explanations of two codes fit, nothing is said, unless
one of them is the other in particular (`BEATS`): -1 is a factor, but what is said is that the sign is wrong.

    sign  factor  constant  reciprocal  transposed  swapped  missing-term  extra-term  missing-factor  extra-factor
    sign-of-a-term  exponent  index  matrix-order  log-base  chain-rule  derivative-instead  integral-instead
    half-line  branch  inequality-direction  strictness  known-mistake
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from verify.decide import decide
from verify.fuel import Fuel, Limits, OutOfFuel
from verify.grading.explaining.explanation import Explanation, Wrong, is_statement
from verify.grading.explaining.explanations import explanations, known_mistakes
from verify.grading.explaining.natural_numbers import natural_factor, natural_summand, values
from verify.grading.explaining.quick_values import QuickValues
from verify.legs import is_abstract
from verify.question import Counterexample, NumericOutcome, Question, Support
from verify.refute import refute
from verify.refute.effort import Effort
from verify.refute.instances import refute_abstract
from verify.term import OPTIMA, Term, equal, free_symbols

MOST_EXPLANATIONS = 100
MOST_PROOFS = 6
_SEARCH_FUEL = 300_000  # for ruling out explanations, all together
_POINTS_FUEL = 20_000  # for one of them
_PROOF_FUEL = 60_000  # for one of those that are left
_FEW_POINTS = Effort(simple=3, costly=1, studied=0, random=2, structured=False, instances=3, shrinking=0)

_NOT_EXPLAINED = frozenset(("finite_set", "set_builder", "interval")) | OPTIMA

# What is said wins over what is not, if both fit: the left one is the right one in particular, or says it more plainly.
BEATS: dict[str, frozenset[str]] = {
    "sign": frozenset(("factor", "swapped", "matrix-order", "sign-of-a-term", "exponent", "half-line", "branch",
                       "missing-factor", "extra-factor")),
    "reciprocal": frozenset(("exponent", "swapped", "missing-factor", "extra-factor")),
    "factor": frozenset(("missing-factor", "extra-factor", "half-line", "branch")),
    "chain-rule": frozenset(("factor", "missing-factor")),
    "exponent": frozenset(("factor", "missing-factor", "extra-factor", "half-line", "branch")),
    "log-base": frozenset(("factor", "missing-factor", "extra-factor")),
    "missing-term": frozenset(("constant", "half-line", "branch")),
    "extra-term": frozenset(("constant", "half-line", "branch")),
    "sign-of-a-term": frozenset(("constant", "half-line", "branch")),
    "missing-factor": frozenset(("extra-factor", "half-line", "branch")),
    "extra-factor": frozenset(("half-line", "branch")),
    "index": frozenset(("constant", "missing-term", "extra-term")),
    "matrix-order": frozenset(("swapped",)),
    "branch": frozenset(("half-line",)),
}  # fmt: skip


@dataclass(frozen=True)
class Diagnosis:
    """A stable code, and one sentence for the student."""

    code: str
    message: str


def diagnose(
    reference: Term,
    submitted: Term,
    hypotheses: tuple[Term, ...],
    limits: Limits,
    mistakes: tuple[tuple[str, Term], ...] = (),
) -> Diagnosis | None:
    """The one explanation of a wrong answer, or None; a known mistake is said before all others."""
    if is_statement(reference) != is_statement(submitted) or {reference.op, submitted.op} & _NOT_EXPLAINED:
        return None
    limits = replace(limits, fuel=min(limits.fuel, _PROOF_FUEL))
    fuel = Fuel(limits, _SEARCH_FUEL)
    try:
        wrong = _with_numbers(Wrong(reference, submitted, hypotheses), fuel)
        quick = QuickValues(reference, submitted, *(mistake for _, mistake in mistakes))
        for known in known_mistakes(wrong, mistakes):
            if _survives(known, quick, fuel) and _truth(known, limits) == "proved":
                return Diagnosis(known.code, known.message)
        return _only_one(_surviving(wrong, quick, fuel), limits)
    except Exception:  # an explanation is an extra: what goes wrong in looking for one must not cost the verdict
        return None


def _only_one(left: Iterator[Explanation], limits: Limits) -> Diagnosis | None:
    """The explanation that fits, if it wins over every other code that does; one that may fit without a proof forbids others."""
    found = tuple(islice(left, MOST_PROOFS + 1))
    if len(found) > MOST_PROOFS:
        return None
    told: dict[str, Explanation | None] = {}
    for each in found:
        if told.get(each.code) is None:
            truth = _truth(each, limits)
            if truth in ("proved", "supported"):
                told[each.code] = each if truth == "proved" else None
    for code, best in told.items():
        if best is not None and all(other in BEATS.get(code, ()) for other in told if other != code):
            return Diagnosis(code, best.message)
    return None


# ------------------------------------------------------------------------------------------------------------------- testing


def _surviving(wrong: Wrong, quick: QuickValues, fuel: Fuel) -> Iterator[Explanation]:
    """The explanations that no point rules out."""
    return (each for each in islice(explanations(wrong), MOST_EXPLANATIONS) if _survives(each, quick, fuel))


def _survives(explanation: Explanation, quick: QuickValues, fuel: Fuel) -> bool:
    """Both sides agree at some points, and differ at one where they have to."""
    if any(quick.rule_out(question) for question in explanation.holds):
        return False
    agree = all(isinstance(_seen(question, fuel), Support) for question in explanation.holds)
    return agree and all(isinstance(_seen(question, fuel), Counterexample) for question in explanation.fails)


def _seen(question: Question, fuel: Fuel) -> NumericOutcome:
    if fuel.left < _POINTS_FUEL:
        raise OutOfFuel("the points at which explanations are tried")
    share = Fuel(fuel.limits, _POINTS_FUEL)
    outcome = (refute_abstract if is_abstract(question) else refute)(question, share, _FEW_POINTS)
    fuel.spent += share.spent
    return outcome


def _truth(explanation: Explanation, limits: Limits) -> str:
    """What is equal only where both sides are defined, and one of them is not on a part of the domain, explains nothing."""
    verdicts = [decide(question, limits) for question in explanation.holds]
    if any(verdict.domain == "mismatch" for verdict in verdicts):
        return "undecided"
    if all(verdict.truth == "proved" and verdict.domain in ("total", "common") for verdict in verdicts):
        return "proved"
    return "supported" if all(verdict.truth in ("proved", "supported") for verdict in verdicts) else "undecided"


def _with_numbers(wrong: Wrong, fuel: Fuel) -> Wrong:
    """The factor and the summand that one point suggests."""
    if wrong.is_statement or not (wrong.reference.shape or free_symbols(wrong.reference)):
        return wrong
    seen = _seen(Question(equal(wrong.reference, wrong.submitted), wrong.hypotheses), fuel)
    if not isinstance(seen, Counterexample):
        return wrong
    left, right = values(seen.left), values(seen.right)
    if not left or len(left) != len(right):
        return wrong
    ratio = next((there / here for here, there in zip(left, right, strict=True) if here), 0.0)
    summand = None if wrong.reference.shape else natural_summand(right[0] - left[0])
    return replace(wrong, factor=natural_factor(ratio), summand=summand)
