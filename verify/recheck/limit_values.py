"""The value of a limit at a point, for the check of counterexamples: an expansion with the signs that constants have there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

from verify.fuel import Fuel
from verify.mathematics.tidy import tidy
from verify.recheck import numbers
from verify.recheck.expansions import NIL, Expansion, of_constant, total
from verify.recheck.germs import Expander
from verify.recheck.kernels import Rejected
from verify.recheck.limits import ENDS, approaches, limit_of
from verify.recheck.numbers import Undecided
from verify.term import INFINITY, MINUS_ONE, Term, free_symbols, number, substitute

if TYPE_CHECKING:
    from verify.recheck.values import Evaluation

MOST_SUMMANDS = 30
LIMIT_FUEL = 100_000


@dataclass(frozen=True)
class Infinite:
    """An infinite limit; it is no number, and is compared to numbers and infinities only."""

    sign: int


class _AtPoint:
    """The signs of constants at a point."""

    def __init__(self, at: Evaluation) -> None:
        self.at = at

    def sign(self, constant: Term) -> int:
        return numbers.sign(self.at.number(tidy(constant)))

    def may_sign(self, constant: Term) -> int | None:
        return self.sign(constant)

    def is_nonzero(self, constant: Term) -> bool:
        return self.sign(constant) != 0


class _ExpanderAtPoint(Expander):
    judge: _AtPoint

    def constant(self, term: Term) -> Expansion:
        self.judge.at.number(term)  # a constant has to have a value, also one that does not count in the limit
        return of_constant(term)

    def summed(self, term: Term) -> Expansion:
        index, lower, upper, body = term.args
        if not (self.is_constant(lower) and self.is_constant(upper)):
            raise Rejected("a sum with a growing range")
        low, high = self.judge.at.integer(lower), self.judge.at.integer(upper)
        if high - low >= MOST_SUMMANDS:
            raise Rejected("a long sum")
        parts = [self.expand(substitute(body, {index: number(k)})) for k in range(low, high + 1)]
        return total(parts, self.judge) if parts else NIL


def limit_value(at: Evaluation, term: Term) -> Any:
    """A number or an infinity.  Raises Undefined or Undecided."""
    point = term.args[1]
    if point not in ENDS:
        at.number(point)
    judge = _AtPoint(at)
    try:
        found = [limit_of(_ExpanderAtPoint(s, judge, Fuel(most=LIMIT_FUEL)), body)
                 for s, body in approaches(term, free_symbols(term), at.truth)]  # fmt: skip
    except Rejected as rejected:
        raise Undecided(f"a limit: {rejected.reason}", final=True) from None
    if all(each is found[0] for each in found):
        return _value(at, found[0])
    return reduce(_common, [_value(at, each) for each in found])


def _value(at: Evaluation, found: Term) -> Any:
    return Infinite(1 if found is INFINITY else -1) if found in ENDS else at.number(found)


def _common(one: Any, other: Any) -> Any:
    """The limit from two sides, which have to agree exactly."""
    if one == other and isinstance(one, (Fraction, Infinite)):
        return one
    raise Undecided("limits from two sides that are not known to agree", final=True)


def infinity_of(term: Term) -> Infinite | None:
    """What a term for an infinity stands for."""
    if term is INFINITY:
        return Infinite(1)
    return Infinite(-1) if term.op == "mul" and set(term.args) == {MINUS_ONE, INFINITY} else None
