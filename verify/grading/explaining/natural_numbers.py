"""Numbers that a slip leaves behind: 2, 1/2, pi, sqrt(2 pi) ...  Any other number explains nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from verify.term import MINUS_ONE, ONE, PI, TWO, Term, exp, log, mul, number, power, sqrt

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]\d+)?(?:/\d+)?")
_SMALL, _LARGE = 4, 12  # a fraction of two small numbers, or a number that is not large, or 1 divided by one
_CLOSE = 1e-7
_TENS = (100, 1000)

_BASES: tuple[tuple[float, Term], ...] = (
    (1.0, ONE),
    (math.pi, PI),
    (math.sqrt(2), sqrt(TWO)),
    (math.sqrt(math.pi), sqrt(PI)),
    (math.sqrt(2 * math.pi), sqrt(mul(TWO, PI))),
    (math.log(2), log(TWO)),
    (math.log(10), log(number(10))),
)
_FACTORS = (*_BASES, *((1 / value, power(term, MINUS_ONE)) for value, term in _BASES[1:] if term.op != "power"),
            *((1 / value, power(term.args[0], number(-1, 2))) for value, term in _BASES if term.op == "power"))  # fmt: skip
_SUMMANDS = (
    *_BASES, (math.log(math.pi), log(PI)), (math.log(2 * math.pi), log(mul(TWO, PI))),
    (1 + math.log(2 * math.pi), log(mul(TWO, PI, exp(ONE)))),
)  # fmt: skip


def values(shown: str) -> list[float]:
    """The numbers in the text of a value: `1/2`, `0.6931471805...`, `[[1, 0], [2, 1]]`."""
    return [_value(found) for found in _NUMBER.findall(shown)]


def _value(written: str) -> float:
    top, _, bottom = written.partition("/")
    return float(top) / float(bottom or 1)


def natural_factor(value: float) -> Term | None:
    """2, 1/2, 2/3, pi, 1/sqrt(2 pi) ...; None for 1 and -1, which are no factors worth naming."""
    found = _natural(value, _FACTORS)
    return None if found in (ONE, MINUS_ONE) else found


def natural_summand(value: float) -> Term | None:
    """1, -2, 1/2, pi, log(2 pi)/2 ..."""
    return _natural(value, _SUMMANDS)


def _natural(value: float, constants: tuple[tuple[float, Term], ...]) -> Term | None:
    found = list(_readings(value, constants)) if value and abs(value) < 1e6 else []
    return next((term for term in found if term.op != "mul"), found[0] if found else None)  # 1/sqrt(2), and not sqrt(2)/2


def _readings(value: float, constants: tuple[tuple[float, Term], ...]) -> Iterator[Term]:
    for constant, term in constants:
        part = Fraction(value / constant).limit_denominator(_TENS[-1])
        if abs(float(part) * constant - value) <= _CLOSE * abs(value) and _is_simple(part):
            yield number(part) if term is ONE else term if part == 1 else mul(number(part), term)


def _is_simple(part: Fraction) -> bool:
    top, bottom = abs(part.numerator), part.denominator
    if top == 1 or bottom == 1:
        return max(top, bottom) <= _LARGE or max(top, bottom) in _TENS
    return max(top, bottom) <= _SMALL
