"""Choices in a normal form: absolute values, signs, the larger of two terms, piecewise terms and their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.mathematics.algebra import Fraction2, Undefined
from verify.recheck import kept_powers
from verify.recheck.functions import opaque_value
from verify.recheck.kernels import Rejected, demand
from verify.recheck.signs import KNOWN, NEGATIVE, NONNEGATIVE, POSITIVE, ZERO, EmptyDomain
from verify.term import Term

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk

_HOLDS = {"lt": POSITIVE, "le": NONNEGATIVE, "eq": ZERO, "ne": POSITIVE | NEGATIVE}


def abs_value(walk: Walk, term: Term) -> Fraction2:
    """|u|; where a sign is not known, the switches below are functions like any other."""
    argument = walk.real(term.args[0])
    signs = walk.signs.fraction(argument)
    if signs not in KNOWN:
        return kept_powers.abs_value(walk, argument)
    return walk.fractions.negate(argument) if signs & NEGATIVE else argument


def sign_value(walk: Walk, term: Term) -> Fraction2:
    signs = walk.signs.fraction(walk.real(term.args[0]))
    if signs not in (POSITIVE, NEGATIVE, ZERO):
        return opaque_value(walk, term)
    return walk.fractions.rational({POSITIVE: 1, ZERO: 0, NEGATIVE: -1}[signs])


def extremum_value(walk: Walk, term: Term) -> Fraction2:
    best = walk.real(term.args[0])
    for arg in term.args[1:]:
        other = walk.real(arg)
        signs = walk.signs.fraction(walk.fractions.subtract(best, other))
        if signs not in KNOWN:  # max(a, b) = (a + b + |a - b|)/2, and min likewise
            gap = kept_powers.abs_value(walk, walk.fractions.subtract(best, other))
            gap = gap if term.op == "max" else walk.fractions.negate(gap)
            total = walk.fractions.add(walk.fractions.add(best, other), gap)
            best = walk.fractions.multiply(walk.fractions.rational(1, 2), total)
        elif signs & (NEGATIVE if term.op == "max" else POSITIVE):
            best = other
    return best


def piecewise_value(walk: Walk, term: Term) -> Fraction2:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if holds(walk, condition):
            return walk.of(value)
    raise EmptyDomain  # without a branch there is no value, so there is no point at which the statement is defined


def holds(walk: Walk, statement: Term) -> bool:
    """Whether a condition holds at all points at which it is defined."""
    if statement.op in ("true", "false"):
        return statement.op == "true"
    if statement.op == "not":
        return not holds(walk, statement.args[0])
    if statement.op in ("and", "or"):
        return _connective(walk, statement)
    if statement.op not in _HOLDS:
        raise Rejected(f"a condition with {statement.op}")
    difference = walk.fractions.subtract(walk.real(statement.args[1]), walk.real(statement.args[0]))
    signs, yes = walk.signs.fraction(difference), _HOLDS[statement.op]
    demand(not signs & yes or not signs & ~yes, "it is not known whether a condition holds")
    return bool(signs & yes)


def _connective(walk: Walk, statement: Term) -> bool:
    decisive = statement.op == "or"
    answers = [_part_holds(walk, part) for part in statement.args]
    if decisive in answers:
        return decisive
    demand(None not in answers, "it is not known whether a condition holds")
    return not decisive


def _part_holds(walk: Walk, part: Term) -> bool | None:
    """`or` may be true with an undefined part: nothing that is learnt from a part counts outside of it."""
    before = walk.knowledge()
    try:
        return holds(walk, part)
    except (Rejected, EmptyDomain, Undefined):
        return None
    finally:
        walk.forget_since(before)


RULES = {
    "abs": abs_value,
    "sign": sign_value,
    "max": extremum_value,
    "min": extremum_value,
    "piecewise": piecewise_value,
}
