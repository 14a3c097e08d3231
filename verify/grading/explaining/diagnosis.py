"""What went wrong with an answer that is known to be wrong, if exactly one explanation fits.

Every explanation is an equation, submitted = T(reference) or T(submitted) = reference.  Points rule out nearly all of them; the
others count if they are proved where the two sides are defined or, where no proof is found and nothing speaks against them, if
they hold at every point that was tried, of those where the answer is wrong.  If explanations of two codes fit, nothing is said,
unless one of them is the other in particular (`BEATS`): -1 is a factor, but what is said is that the sign is wrong.

    sign  factor  constant  reciprocal  transposed  swapped  missing-term  extra-term  missing-factor  extra-factor
    sign-of-a-term  exponent  index  matrix-order  log-base  chain-rule  derivative-instead  integral-instead
    half-line  branch  inequality-direction  strictness  known-mistake
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from verify.decide import decide
from verify.fuel import Fuel, Limits, OutOfFuel
from verify.grading.explaining.explanation import FAR, Explanation, Wrong, is_statement
from verify.grading.explaining.explanations import explanations, known_mistakes
from verify.grading.explaining.natural_numbers import natural_factor, natural_summand, values
from verify.grading.explaining.tried_points import TriedPoints
from verify.legs import is_abstract
from verify.question import Counterexample, NoOpinion, NumericOutcome, Question, Support
from verify.refute import refute
from verify.refute.effort import Effort
from verify.refute.instances import refute_abstract
from verify.term import Term, contains, equal, free_symbols, postorder, size_bound

MOST_EXPLANATIONS = 200
MOST_PROOFS = 6
_LONGEST = 3_000  # parts of a formula as it is written
_SEARCH_FUEL = 300_000  # for ruling out explanations, all together
_SEARCH_SHARE = 5  # of the fuel of a proof, at most
_QUICK_FUEL = 100  # for the values of one of them in floating point
_POINTS_FUEL = 20_000  # for one of them
_PROOF_FUEL = 60_000  # for one of those that are left
_FEW_POINTS = Effort(simple=3, costly=1, studied=0, random=2, structured=False, instances=3, shrinking=0)

# What is seen in the answer says the same as what is not: d for 1/d, or -log d for log d; the factor 1 - p, or the term -p in it.
_PLAINER = (("exponent", "sign-of-a-term"), ("missing-factor", "missing-term"))
_FITS = ("proved", "seen")  # or seen to hold at every point that was tried, if that is all that can be known
_NOT_EXPLAINED = frozenset(("finite_set", "set_builder", "interval"))

# What is said wins over what is not, if both fit: the left one is the right one in particular, or says it more plainly.
BEATS: dict[str, frozenset[str]] = {
    "sign": frozenset(("factor", "swapped", "matrix-order", "sign-of-a-term", "exponent", "half-line", "branch",
                       "missing-factor", "extra-factor")),
    "reciprocal": frozenset(("exponent", "swapped", "missing-factor", "extra-factor")),
    "factor": frozenset(("missing-factor", "extra-factor", "half-line", "branch")),
    "chain-rule": frozenset(("factor", "missing-factor", "missing-term")),
    "exponent": frozenset(("factor", "missing-factor", "extra-factor", "half-line", "branch")),
    "log-base": frozenset(("factor", "missing-factor", "extra-factor")),
    "missing-term": frozenset(("constant", "half-line", "branch")),
    "extra-term": frozenset(("constant", "half-line", "branch")),
    "sign-of-a-term": frozenset(("constant", "exponent", "half-line", "branch")),
    "missing-factor": frozenset(("extra-factor", "half-line", "branch")),
    "extra-factor": frozenset(("half-line", "branch")),
    "index": frozenset(("constant", "missing-term", "extra-term", "missing-factor", "extra-factor")),
    "matrix-order": frozenset(("swapped",)),
    "branch": frozenset(("half-line",)),
    "strictness": frozenset(("half-line",)),
    "inequality-direction": frozenset(("half-line",)),
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
    if max(map(size_bound, (reference, submitted))) > _LONGEST:
        return None
    limits = replace(limits, fuel=min(limits.fuel, _PROOF_FUEL))
    fuel = Fuel(limits, min(_SEARCH_FUEL, _SEARCH_SHARE * limits.fuel))
    try:
        quick = TriedPoints(reference, submitted, *(mistake for _, mistake in mistakes))
        wrong = _with_numbers(Wrong(reference, submitted, hypotheses), quick, fuel)
        for known in known_mistakes(wrong, mistakes):
            if _survives(known, quick, fuel) and _truth(known, quick, limits) in _FITS:
                return Diagnosis(known.code, known.message)
        found = tuple(_surviving(wrong, quick, fuel))
        written = tuple(each for each in found if not _is_of_unwritten_powers(each, wrong))
        plain = _only_one(written, quick, limits) if len(written) < len(found) else None
        return plain if plain is not None and plain.code in _OF_FACTORS else _only_one(found, quick, limits)
    except Exception:  # an explanation is an extra: what goes wrong in looking for one must not cost the verdict
        return None


_OF_FACTORS = ("missing-factor", "extra-factor")


def _is_of_unwritten_powers(each: Explanation, wrong: Wrong) -> bool:
    """Whether an exponent is said to be wrong that nobody wrote, as 1/sqrt(n) for 1/n in (s/n)^2 where n (s/n)^2 is right."""
    parts = dict(each.parts)
    if each.code != "exponent" or not {"old", "new"} <= parts.keys():
        return False
    if not _powers(parts["old"]) <= _powers(wrong.submitted):
        return True
    roots = {each for each in _powers(parts["new"]) if each[1].denominator > 1}
    return not contains(wrong.reference, {"integral"}) and not roots <= _powers(wrong.reference)  # an integral may have any value


def _powers(term: Term) -> set[tuple[Term, Fraction]]:
    """The bases with their exponents, without signs, other than 1."""
    powers = (part for part in postorder(term) if part.op == "power" and part.args[1].op == "number")
    return {(part.args[0], abs(part.args[1].fraction)) for part in powers if abs(part.args[1].fraction) != 1}


def _only_one(found: tuple[Explanation, ...], quick: TriedPoints, limits: Limits) -> Diagnosis | None:
    """The explanation that fits, if it wins over every other code that does; one that may fit without a proof forbids others.

    What is said of the answer itself is true of it whatever else could be said of the question.
    """
    told: dict[str, Explanation | None] = {}
    for is_far in (False, True):
        if is_far and any(told.values()):
            break
        here = sorted((each for each in found if (each.distance == FAR) == is_far), key=lambda each: each.distance)
        if len(here) > MOST_PROOFS:
            return None
        for each in here:
            if told.get(each.code) is None:
                truth = _truth(each, quick, limits)
                if truth in (*_FITS, "supported"):
                    told[each.code] = each if truth in _FITS else None
    for plainer, other in _PLAINER:
        seen, unseen = told.get(plainer), told.get(other)
        if seen is not None and unseen is not None and seen.distance < unseen.distance:
            del told[other]
    for code, best in told.items():
        if best is not None and all(other in BEATS.get(code, ()) for other in told if other != code):
            return Diagnosis(code, best.message)
    return None


# ------------------------------------------------------------------------------------------------------------------- testing


def _surviving(wrong: Wrong, quick: TriedPoints, fuel: Fuel) -> Iterator[Explanation]:
    """The explanations that no point rules out."""
    return (each for each in islice(explanations(wrong, quick), MOST_EXPLANATIONS) if _survives(each, quick, fuel))


def _survives(explanation: Explanation, quick: TriedPoints, fuel: Fuel) -> bool:
    """Both sides agree at some points, and differ at one where they have to."""
    fuel.spend(_QUICK_FUEL, "the values of explanations")
    if any(quick.rule_out(question) for question in explanation.holds):
        return False
    agree = all(_may_hold(question, quick, fuel) for question in explanation.holds)
    return agree and all(isinstance(_seen(question, fuel), Counterexample) for question in explanation.fails)


def _may_hold(question: Question, quick: TriedPoints, fuel: Fuel) -> bool:
    """Where reference and answer have values, what has none after a change is not equal to one of them."""
    if quick.agrees(question):
        return True
    if quick.is_known and quick.knows_where(question):
        return False
    return isinstance(_seen(question, fuel), Support)


def _seen(question: Question, fuel: Fuel) -> NumericOutcome:
    if fuel.left < _POINTS_FUEL:
        raise OutOfFuel("the points at which explanations are tried")
    share = Fuel(fuel.limits, _POINTS_FUEL)
    try:
        return (refute_abstract if is_abstract(question) else refute)(question, share, _FEW_POINTS)
    except OutOfFuel as reason:  # of the share of one question
        return NoOpinion(str(reason))
    finally:
        fuel.spent += share.spent


def _truth(explanation: Explanation, quick: TriedPoints, limits: Limits) -> str:
    """What is equal only where both sides are defined, and one of them is not on a part of the domain, explains nothing."""
    verdicts = [decide(question, limits) for question in explanation.holds]
    if any(verdict.domain == "mismatch" for verdict in verdicts):
        return "undecided"
    if all(verdict.truth == "proved" and verdict.domain in ("total", "common") for verdict in verdicts):
        return "proved"
    if all(verdict.truth != "refuted" for verdict in verdicts) and all(map(quick.agrees, explanation.holds)):
        return "seen"
    return "supported" if all(verdict.truth in ("proved", "supported") for verdict in verdicts) else "undecided"


def _with_numbers(wrong: Wrong, quick: TriedPoints, fuel: Fuel) -> Wrong:
    """The factor and the summand that the points suggest."""
    if wrong.is_statement or wrong.reference is wrong.submitted:
        return wrong
    pairs = _pairs_of_values(wrong, quick, fuel)
    ratio = next((there[place] / here[place] for here, there in pairs for place in range(len(here)) if here[place]), 0.0)
    factor = natural_factor(ratio) if all(_is_multiple(here, there, ratio) for here, there in pairs) else None
    shifts = [] if wrong.reference.shape else [there[0] - here[0] for here, there in pairs]
    is_shift = bool(shifts) and all(abs(shift - shifts[0]) <= _ALIKE * (1 + abs(shift)) for shift in shifts)
    return replace(wrong, factor=factor, summand=natural_summand(shifts[0]) if is_shift else None)


_ALIKE = 1e-6


def _is_multiple(here: list[float], there: list[float], ratio: float) -> bool:
    scale = max(map(abs, (*here, *there)))
    return all(abs(ratio * a - b) <= _ALIKE * scale * max(1.0, abs(ratio)) for a, b in zip(here, there, strict=True))


def _pairs_of_values(wrong: Wrong, quick: TriedPoints, fuel: Fuel) -> list[tuple[list[float], list[float]]]:
    """The values of both sides at points at which they differ."""
    here, there = quick.same_numbers(wrong.reference), quick.same_numbers(wrong.submitted)
    if quick.is_known and here is not None and there is not None:
        return list(zip(here, there, strict=True)) if len(here[0]) == len(there[0]) else []
    if not (wrong.reference.shape or free_symbols(wrong.reference)):
        return []
    seen = _seen(Question(equal(wrong.reference, wrong.submitted), wrong.hypotheses), fuel)
    if not isinstance(seen, Counterexample):
        return []
    left, right = values(seen.left), values(seen.right)
    return [(left, right)] if left and len(left) == len(right) else []
