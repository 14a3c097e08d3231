r"""Answers about integrals and series in names that nobody declared: right where these have a value.

    \int_0^\infty e^{-ax} dx        1/a for positive a, and no value for others
    \sum_{k=0}^\infty r^k           1/(1 - r) for -1 < r < 1
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.proportional import UpToAFactorIn
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.ways.meant_otherwise import COUNTS, called_only, terms_of
from verify.sort import REAL
from verify.term import MINUS_ONE, ONE, SPACE, Term, contains, free_symbols, postorder, power, subtract

_MOST_NAMES = 3
_KINKS = frozenset("abs sign max min maximum minimum floor ceiling piecewise indicator largest".split())
_SCALES = {"sigma": "positive", "tau": "positive"}  # to everybody
_POSITIVE = frozenset("sigma tau lambda kappa ell n N".split())
_CHANCES = frozenset("p q theta pi rho".split())
_BINOMIAL = re.compile(r"\\[dt]?binom\s*(?:\{\s*([A-Za-z])\s*\}\s*\{\s*([A-Za-z])\s*\}|([A-Za-z])\s*([A-Za-z]))")
_FUEL = 200_000
_INFINITE = frozenset(("infinity",))
_LONG = frozenset(("integral", "sum", "limit"))
_POWERS = frozenset(("power",))
_OUTSIDE = {"positive": ("negative",), "in (-1, 1)": ("in (1, 20)", "in (-20, -1)"), "in (0, 1)": ("in (1, 20)", "negative"),
            "in (1, inf)": ("in (0, 1)", "negative")}  # fmt: skip


def unless_right_where_defined(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result that is not known, or correct where the integrals and series have values: nowhere else is it known to be wrong.

    One that is wrong is undecided if it is not wrong there.  Standard deviations are positive to everybody, as are
    rates in a derivation that has their logarithms; and a p is between 0 and 1 beside those of p and 1 - p, or of p/(1 - p).
    """
    if found.verdict not in ("undecided", "wrong") or question.task is None or not question.row.references:
        return found
    if called_only(question, *submission.texts):  # a declaration would say that they are no functions
        return found
    known = question.row.declared
    symbols = {name.name for term in terms_of(question, found) for name in free_symbols(term) if name.sort == REAL} - known
    has_kinks = any(map(_has_kinks, terms_of(question, found)))
    kinds = {name: _SCALES.get(name.partition("_")[0]) for name in sorted(symbols)}
    scales = {name: words for name, words in kinds.items() if words}
    chances: set[str] = set()
    if found.steps or isinstance(question.task.mode, UpToAFactorIn):  # a kernel is that of a density
        rates, chances = _with_logarithms(terms_of(question, found))
        scales |= dict.fromkeys(sorted(name for name in symbols & rates if name.partition("_")[0] in _POSITIVE), "positive")
        scales |= dict.fromkeys(sorted(symbols & chances), "in (0, 1)") | _counts(submission.texts, symbols)
    limits = question.limits.at_most(_FUEL)
    other = question.declared_otherwise(scales, submission.graded_by, limits) if scales and found.verdict == "undecided" else None
    is_known = other is not None and (other.verdict == "correct" or (other.verdict == "wrong" and chances >= scales.keys()))
    if other is not None and is_known:
        return _with_notes(other, scales)
    long = (term for term in terms_of(question, found) if contains(term, _LONG))
    parts = [part for term in long for part in postorder(term) if _may_diverge(part)]
    names = {name for part in parts for name in free_symbols(part) if name.sort == REAL and name.name not in known}
    if not 0 < len(names) <= _MOST_NAMES:
        return found
    right_outside = {"correct"} if has_kinks else {"correct", "undecided", "unreadable"}
    for domains in _domains(parts, names):
        if has_kinks and "positive" not in domains.values():
            continue
        other = question.declared_otherwise(domains, submission.graded_by, limits)
        if found.verdict == "wrong" and other is not None and other.verdict == "wrong":
            return found
        if other is not None and other.verdict in ("correct", "undecided") and found.verdict == "wrong":
            where = " and ".join(map(" ".join, domains.items()))
            return not_known(found, f"not known to be wrong for {where}, which nobody declared")
        if other is None or other.verdict != "correct":
            continue
        if _verdicts_outside(question, domains, submission, has_kinks) <= right_outside:
            return _with_notes(other, domains)
    return found


def _with_logarithms(terms: Iterable[Term]) -> tuple[set[str], set[str]]:
    """The names x whose own logarithm, or power x^a of a name, stands in some term; and those that are between 0 and 1.

    These have logarithms of 1 - x or x/(1 - x), too, or powers and the name of a chance: x^n (1 - x)^m is of any x.
    """
    parts = [part for term in terms for part in postorder(term)]
    of_logarithms = {part.args[0] for part in parts if part.op == "log"}
    of_powers = {part.args[0] for part in parts if part.op == "power" and free_symbols(part.args[1])}
    names = {each for each in of_logarithms | of_powers if each.op == "symbol"}
    chances = {each for each in names & of_logarithms if subtract(ONE, each) in of_logarithms}
    chances |= {each for each in names if each.name.partition("_")[0] in _CHANCES and subtract(ONE, each) in of_powers}
    chances |= {arg for each in of_logarithms if each.op == "mul" for arg in each.args if _odds(arg) in each.args}
    return {each.name for each in names}, {each.name for each in chances}


def _counts(texts: Iterable[str], names: Collection[str]) -> dict[str, str]:
    r"""n and k of \binom{n}{k} as whole numbers with k <= n, if nobody declared them."""
    pairs = {(found[1] or found[3], found[2] or found[4]) for text in texts for found in _BINOMIAL.finditer(text)}
    upper, lower = pairs.pop() if len(pairs) == 1 else ("", "")
    return {upper: "natural", lower: f"integer in 0..{upper}"} if upper != lower and {upper, lower} <= {*names} else {}


def _odds(name: Term) -> Term | None:
    """The 1/(1 - p) of p/(1 - p), which is positive between 0 and 1 only."""
    return power(subtract(ONE, name), MINUS_ONE) if name.op == "symbol" and name.sort == REAL else None


def _with_notes(found: Result, domains: Mapping[str, str]) -> Result:
    notes = tuple(f"{name} is not declared, and taken for {words}" for name, words in domains.items())
    return replace(found, choices=(*found.choices, *notes))


def _has_kinks(term: Term) -> bool:
    """Whether what holds for some values of a name may not for others, however near they are: |a|, max(a, b), sqrt(a^2)."""
    if contains(term, _KINKS) or not contains(term, _POWERS):
        return contains(term, _KINKS)
    return any(_is_root(part) and any(map(_is_even_power, postorder(part.args[0]))) for part in postorder(term))


def _is_root(part: Term) -> bool:
    return part.op == "power" and part.args[1].op == "number" and part.args[1].value[1] != 1


def _is_even_power(part: Term) -> bool:
    if part.op != "power" or not free_symbols(part):
        return False
    return part.args[1].op != "number" or part.args[1].value[0] % 2 == 0


def _may_diverge(part: Term) -> bool:
    """Whether a part is an integral between numbers, or a sum or limit to infinity."""
    if part.op == "integral":
        return SPACE not in part.args
    return part.op in ("sum", "limit") and any(contains(arg, _INFINITE) for arg in part.args)


def _domains(parts: list[Term], names: set[Term]) -> Iterator[Mapping[str, str]]:
    """Where integrals may have values, and series of powers."""
    bases = {
        name
        for part in parts
        if part.op in ("sum", "limit")
        for inner in postorder(part.args[-1])
        if inner.op == "power" and part.args[0] in free_symbols(inner.args[1])
        for name in free_symbols(inner.args[0])
    } & names
    if bases:
        yield from ({name.name: words for name in sorted(bases, key=str)} for words in ("in (-1, 1)", "in (0, 1)"))
    for words in ("positive", "in (1, inf)") if len(names) == 1 else ("positive",):
        yield {name.name: words for name in sorted(names, key=str)}


def _verdicts_outside(question: AskedQuestion, domains: Mapping[str, str], submission: Submission, has_kinks: bool) -> set[str]:
    """The verdicts for other values of one name, and of all of them; scales have none, but where a sign may matter."""
    others: dict[str, tuple[str, ...]] = {}
    for name, words in domains.items():
        is_positive = name.partition("_")[0] in _POSITIVE and words == "positive" and not has_kinks
        others[name] = () if is_positive else _OUTSIDE[words]
        others[name] += ("natural",) if name in COUNTS and words == "positive" else ()  # x^n has a value at x < 0, too
    changes = [{name: outside} for name, each in others.items() for outside in each]
    if len(others) > 1 and all(others.values()):
        changes.append({name: each[-1] for name, each in others.items()})
    limits = question.limits.at_most(_FUEL)
    found = (question.declared_otherwise({**domains, **change}, submission.graded_by, limits) for change in changes)
    return {"wrong" if other is None else other.verdict for other in found}
