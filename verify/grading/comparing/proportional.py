r"""Proportional in some of the names: p(\theta \mid x) \propto \theta^x (1 - \theta)^{n - x}, times what has no \theta in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.shown_values import QUOTIENT, at_copies
from verify.grading.comparing.vacuous import compare_answer
from verify.question import Question
from verify.read.names import canonical_name
from verify.term import MINUS_ONE, ZERO, Term, free_symbols, fresh_symbol, mul, power, relation, substitute

_FUEL_OF_FACTOR = 60_000  # whether it is 0 nowhere
_IN_NAMES = re.compile(r"up to a (?P<kind>factor|constant) in\s+(?P<names>.+?)(?:\s+given\s+(?P<others>.+))?\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Proportional:
    r"""The \theta of p(\theta \mid x) \propto f, and the x, in which f may be meant instead if p is no posterior density."""

    names: frozenset[str]
    others: frozenset[str]


def names_of_mode(mode: str, kind: str) -> Proportional | None:
    """The names in `up to a factor in theta` and `up to a factor in theta given x`, or a constant; None for other modes."""
    found = _IN_NAMES.match(mode.strip())
    if found is None or found["kind"].lower() != kind:
        return None
    texts = (found["names"], found["others"] or "")
    names, others = (frozenset(canonical_name(name.strip()) for name in text.split(",")) for text in texts)
    return Proportional(names, others - {""})


@dataclass(frozen=True)
class UpToAFactorIn:
    """The mode in which submitted = c reference for a c without some names."""

    proportional: Proportional

    def __call__(self, reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        exact = compare_answer(reference, submitted, hypotheses, limits)
        if exact.outcome == "correct" or {kind_of(reference), kind_of(submitted)} != {"expression"}:
            return exact
        names, others = self.proportional.names, self.proportional.others
        found = proportional_in(names, reference, submitted, hypotheses, limits)
        if found is None:
            return undecided("whether the factor is 0 is not known", "factor")
        if found.outcome != "wrong":
            return found
        return _unless_in(others, as_quotients(found, names, reference, submitted), reference, submitted, hypotheses, limits)


def as_quotients(found: Comparison, names: frozenset[str], reference: Term, submitted: Term) -> Comparison:
    """What is wrong by `proportional_in`, with two values of the quotient, or the products where that has none."""
    own = (*free_symbols(reference), *free_symbols(submitted))
    copies = {name: fresh_symbol(name, own) for name in own if name.name in names}
    shown = replace(found, sides=("answer times the reference elsewhere", "the answer elsewhere times the reference"))
    return at_copies(shown, mul(submitted, power(reference, MINUS_ONE)), copies, QUOTIENT)


def in_proportion(
    proportional: Proportional, before: Term, now: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison | None:
    """The comparison up to a factor without the names in which it is to be proportional; None if it has none of these."""
    found = proportional_in(proportional.names, before, now, hypotheses, limits)
    if found is None or found.outcome != "wrong":
        return found
    return _unless_in(proportional.names | proportional.others, found, before, now, hypotheses, limits)


def _unless_in(
    names: frozenset[str], found: Comparison, before: Term, now: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison:
    """What is wrong, undecided if it is not in one of some names, any of which may be meant."""
    for name in sorted(names):
        other = proportional_in(frozenset((name,)), before, now, hypotheses, limits)
        if other is None or other.outcome != "wrong":
            return undecided("in which of its names it is to be proportional is not known", "notation")
    return found


def _follows(statement: Term, given: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a formula is 0 nowhere, or not where another is 0 nowhere; most are, by their signs."""
    few = limits.at_most(_FUEL_OF_FACTOR)
    return any(decide(Question(statement, facts), few).truth == "proved" for facts in (hypotheses, (*hypotheses, given)))


def proportional_in(
    names: frozenset[str], reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> Comparison | None:
    """submitted(t) = c reference(t) for a c without these names t: submitted(t) reference(t') is symmetric in t and t'.

    None for what has none of the names, or is 0 for all that is known.
    """
    own = (*free_symbols(reference), *free_symbols(submitted))
    elsewhere = {name: fresh_symbol(name, own) for name in own if name.name in names}
    if not elsewhere or reference.shape or submitted.shape or {kind_of(reference), kind_of(submitted)} != {"expression"}:
        return None
    if any(compare(each, ZERO, hypotheses, limits).outcome != "wrong" for each in (reference, submitted)):
        return None
    if any(not elsewhere.keys().isdisjoint(free_symbols(each)) for each in hypotheses if each.op == "eq"):
        return None  # the names are tied to others
    others = any(name.name not in names for name in own)
    nonzero = [relation("ne", each, ZERO) for each in (reference, submitted)]
    if others and not all(_follows(each, other, hypotheses, limits) for each, other in (nonzero, nonzero[::-1])):
        return None  # the factor may be 0, or none, for some of the other names
    known = (*hypotheses, *(substitute(each, elsewhere) for each in hypotheses))
    products = (mul(submitted, substitute(reference, elsewhere)), mul(substitute(submitted, elsewhere), reference))
    return compare(*products, tuple(dict.fromkeys(known)), limits)
