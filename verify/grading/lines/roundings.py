r"""`\approx` without a tolerance, between numbers: the decimals that are shown carry their own precision.

    a decimal alone, after what has none    within half a unit of its last place, or cut off there; else wrong
    decimals in a formula                   a unit in the last place of each moves the formula by s_1, ..., s_n: it follows
                                            if it is off by at most n/2 times the least of them, as if each had been rounded
                                            (and not by more than a twentieth of its value), and is wrong beyond ten times
                                            their sum

Decimals in the line before are taken at their word where a line follows, and add to what it may be off before it is wrong.
What has names in it, or no decimals, has no precision of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from verify.decide import decide
from verify.fuel import Limits
from verify.functions import minus
from verify.grading.comparing.comparison import Comparison
from verify.grading.explaining.quick_values import QuickValues
from verify.problem import InputError
from verify.question import Question
from verify.term import Term, free_symbols, number, relation, subtract
from verify.verdict import Verdict

_DECIMAL = re.compile(r"(?<![\d._])\d*\.(\d+)(?![\d.])")
_ALONE = re.compile(r"-?\d*\.\d+")
_MEANS_SOMETHING = Fraction(1, 20)  # of the value: what is off by more is no approximation, however few places are shown


@dataclass(frozen=True)
class Shown:
    """A number and the formula it was read from."""

    source: str
    term: Term


def approximately(before: Shown, now: Shown, read: Callable[[str], Term], limits: Limits) -> Comparison:
    """Whether `now` is about what `before` is; `read` reads a formula of the kind of both."""
    if any(shown.term.shape or free_symbols(shown.term) for shown in (before, now)) or not _DECIMAL.search(now.source):
        return _undecided("an approximation without a tolerance")
    gap = subtract(before.term, now.term)
    is_alone = _ALONE.fullmatch(now.source.strip()) is not None
    if is_alone and not _DECIMAL.search(before.source):
        unit = _unit(now.source)
        found = _at_most(gap, unit / 2, limits)
        return replace(found, outcome="correct") if found.outcome == "wrong" and _is_cut_off(before, now, unit, limits) else found
    moved, moved_before = _moves(now, read), _moves(before, read)
    value = _value(now.term)
    if moved is None or moved_before is None or value is None:
        return _undecided("an approximation of what has no value that can be told")
    least = _unit(now.source) / 2 if is_alone else len(moved) * min(moved) / 2
    close = _at_most(gap, min(least, abs(value) * _MEANS_SOMETHING), limits)
    if close.outcome != "wrong":
        return close
    far = _at_most(gap, 10 * sum((*moved, *moved_before), Fraction(0)), limits)
    return far if far.outcome == "wrong" else _undecided("further off than the decimals that are shown, but not by far")


def _undecided(reason: str) -> Comparison:
    return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason)


def _at_most(gap: Term, bound: Fraction, limits: Limits) -> Comparison:
    """Whether |gap| <= bound, asked of both signs one by one, which needs no case of the absolute value."""
    worst: Comparison | None = None
    for side in (gap, minus(gap)):
        question = Question(relation("le", side, number(bound)))
        verdict = decide(question, limits)
        if verdict.truth == "refuted":
            return Comparison("wrong", verdict, "", None, question)
        if verdict.truth == "proved" and verdict.domain != "mismatch":
            worst = worst or Comparison("correct", verdict, "", None, question)
        else:
            reason = "; ".join(verdict.reasons) or "no proof was found"
            worst = Comparison("undecided", verdict, reason, None, question)
    assert worst is not None
    return worst


def _unit(source: str) -> Fraction:
    """One unit in the last place of the decimal in `source`."""
    found = _DECIMAL.search(source)
    assert found is not None
    return Fraction(1, 10 ** len(found[1]))


def _is_cut_off(before: Shown, now: Shown, unit: Fraction, limits: Limits) -> bool:
    """Whether 3.141 stands for what begins with these digits."""
    inward, outward = (before.term, now.term), (minus(before.term), minus(now.term))
    value, shown = inward if (_value(now.term) or 0) >= 0 else outward
    statements = (relation("le", shown, value), relation("lt", subtract(value, shown), number(unit)))
    return all(decide(Question(statement), limits).truth == "proved" for statement in statements)


def _moves(shown: Shown, read: Callable[[str], Term]) -> list[Fraction] | None:
    """By how much one unit in the last place of each decimal, up or down, moves the value; at least by that unit."""
    value = _value(shown.term)
    found: list[Fraction] = []
    for decimal in _DECIMAL.finditer(shown.source):
        unit = Fraction(1, 10 ** len(decimal[1]))
        moved = [unit]
        for step in (unit, -unit):
            there = _value_of(_replaced(shown.source, decimal, Fraction(f"0{decimal[0]}") + step), read)
            if value is None or there is None:
                return None
            moved.append(abs(there - value))
        found.append(max(moved[1:]) or unit)
    return found


def _replaced(source: str, decimal: re.Match[str], value: Fraction) -> str:
    """The formula with another decimal of as many places, which is negative in brackets."""
    places = len(decimal[1])
    digits = f"{int(abs(value) * 10**places):0{places + 1}d}"
    written = f"{digits[:-places]}.{digits[-places:]}"
    return source[: decimal.start()] + (f"(-{written})" if value < 0 else written) + source[decimal.end() :]


def _value_of(source: str, read: Callable[[str], Term]) -> Fraction | None:
    try:
        return _value(read(source))
    except InputError:
        return None


def _value(term: Term) -> Fraction | None:
    found = QuickValues(term, points=1).value(term)
    return Fraction(found) if found is not None else None
