"""Both sides of a statement at one exact point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flint import arb, fmpq

from verify.evaluate.balls import Machine, precisions
from verify.evaluate.exact import plain
from verify.evaluate.exact_machine import EXACT_PRECISION, ExactMachine
from verify.evaluate.functions import UNDEFINED, Absent, Value, sign_of
from verify.evaluate.precision import precision
from verify.evaluate.program import Program, program_of
from verify.fuel import Fuel
from verify.refute.guards import GuardedMachine, least_precision
from verify.term import RELATIONS, Term, contains

SHARP_BITS = 45
SHARP_BITS_IF_COSTLY = 20
COSTLY_PRECISIONS = (64, 96)  # for integrals and infinite sums: more precision costs more than it tells
AGREEMENTS = 3  # precisions at which overlapping balls have to be tight
DIFFER, AGREE, LEFT_ONLY, RIGHT_ONLY, NEITHER, OPEN = "differ", "agree", "left", "right", "neither", "open"
# the signs of left - right with which a relation holds
_HOLDS = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}


@dataclass(frozen=True)
class Comparison:
    """What is known at a point; `left` and `right` are the values that show it, `bits` the precision that it took."""

    outcome: str
    left: Value = None
    right: Value = None
    bits: int = 64


class Statement:
    """A statement ready to be evaluated at points of `symbols`."""

    def __init__(self, term: Term, symbols: tuple[Term, ...], fuel: Fuel) -> None:
        self.term = term
        self.program: Program = program_of(term)
        self.is_relation = term.op in RELATIONS
        places = {symbol: place for place, symbol in enumerate(symbols)}
        self.places = [places[symbol] for symbol in self.program.inputs]
        self.fuel = fuel
        self.least = least_precision(self.program)
        self.is_costly = contains(term, {"integral", "infinity"})
        self.all_precisions = COSTLY_PRECISIONS if self.is_costly else precisions(fuel)

    def _at(self, point: tuple[Any, ...], machine: Machine) -> tuple[Comparison, bool]:
        """What is seen at a point, and whether balls that overlap are tight."""
        with precision(machine.bits):  # the difference of the sides, too, is rounded to the precision that is set
            values = machine.outputs(self.program, [point[place] for place in self.places])
            comparison, tight = self._compare(values, machine.bits)
        return replace(comparison, bits=machine.bits) if comparison.outcome == DIFFER else comparison, tight

    def glance(self, point: tuple[Any, ...], least: int = 64) -> Comparison:
        """At the lowest precision from `least` that tells anything; overlapping balls count as agreement."""
        for bits in [bits for bits in self.all_precisions if bits >= least][: 1 if self.is_costly else 3]:
            comparison, tight = self._at(point, Machine(bits, self.fuel))
            if comparison.outcome != OPEN:
                return comparison
            if tight:
                return Comparison(AGREE) if self._overlap_agrees() else self._exactly(point, AGREE)
        return self._exactly(point, OPEN)

    def _exactly(self, point: tuple[Any, ...], otherwise: str) -> Comparison:
        """Where the balls overlap: what the normal forms of the sides tell, which are equal if these are."""
        comparison = Comparison(OPEN)
        if not self.is_costly:
            comparison, _ = self._at(point, ExactMachine(EXACT_PRECISION, self.fuel))
        return Comparison(otherwise) if comparison.outcome == OPEN else comparison

    def study(self, point: tuple[Any, ...]) -> Comparison:
        """Agreement needs tight balls at three precisions (two, if costly), in which nothing drowned."""
        agreements = 0
        for bits in self.all_precisions:
            machine = GuardedMachine(bits, self.fuel)
            comparison, tight = self._at(point, machine)
            if comparison.outcome != OPEN:
                return comparison
            agreements += tight and not machine.drowned
            if self.is_costly and not tight:
                break
            if agreements >= min(AGREEMENTS, len(self.all_precisions)) and bits >= self.least:
                return Comparison(AGREE) if self._overlap_agrees() else self._exactly(point, OPEN)
        return self._exactly(point, OPEN)

    def margin(self, point: tuple[Any, ...]) -> float | None:
        """right - left of a relation, about; None where a side has no value that can be told."""
        bits = 64
        with precision(bits):
            left, right = Machine(bits, self.fuel).outputs(self.program, [point[place] for place in self.places])
            if isinstance(left, Absent) or isinstance(right, Absent):
                return None
            gap = arb(right - left)
            return float(gap.mid()) if gap.is_finite() else None

    def on_box(self, point: tuple[Any, ...], radius: fmpq) -> str:
        """What holds at every real point of a box: `left` or `right` if only that side is defined on it, else `open`."""
        bits = 64
        with precision(bits):
            inputs = [box(point[place], radius) for place in self.places]
            values = Machine(bits, self.fuel).outputs(self.program, inputs)
        if not self.is_relation or any(type(value) is arb and not value.is_finite() for value in values):
            return OPEN
        return _of_absence(*values).outcome

    def sharpen(self, point: tuple[Any, ...], comparison: Comparison) -> Comparison:
        """The same comparison with values precise enough to be shown."""
        for bits in self.all_precisions:
            enough = SHARP_BITS_IF_COSTLY if self.is_costly else SHARP_BITS
            if all(_is_sharp(side, enough) for side in (comparison.left, comparison.right)):
                break
            finer, _ = self._at(point, Machine(bits, self.fuel))
            comparison = finer if finer.outcome == comparison.outcome else comparison
        return comparison

    def _overlap_agrees(self) -> bool:
        return self.is_relation and 0 in _HOLDS[self.term.op]

    def _compare(self, values: list[Value], bits: int) -> tuple[Comparison, bool]:
        if not self.is_relation:
            return _of_truth(values[0]), False
        gap = values[0] - values[1]
        left, right = map(plain, values)
        if isinstance(gap, Absent):
            return _of_absence(left, right), False
        sign = sign_of(gap)
        if sign is not None:
            right = right if sign else left
            return Comparison(AGREE if sign in _HOLDS[self.term.op] else DIFFER, left, right), False
        if self.term.op == "le" and gap <= 0:
            return Comparison(AGREE, left, right), False
        if self.term.op == "lt" and gap >= 0:
            return Comparison(DIFFER, left, right), False
        return Comparison(OPEN), _tight(plain(gap), left, right, bits)


def box(value: fmpq, radius: fmpq) -> arb:
    """The ball of a relative radius, absolute below 1, around a number."""
    return arb(value, abs(arb(value)).max(arb(1)).upper() * arb(radius))


def _is_sharp(side: Value, enough: int) -> bool:
    return not isinstance(side, arb) or side.rel_accuracy_bits() >= enough


def _of_truth(value: Value) -> Comparison:
    if value is UNDEFINED:
        return Comparison(NEITHER)
    return Comparison(OPEN) if isinstance(value, Absent) else Comparison(AGREE if value else DIFFER, value, True)


def _of_absence(left: Value, right: Value) -> Comparison:
    if left is UNDEFINED and right is UNDEFINED:
        return Comparison(NEITHER)
    if left is UNDEFINED and not isinstance(right, Absent):
        return Comparison(RIGHT_ONLY, left, right)
    if right is UNDEFINED and not isinstance(left, Absent):
        return Comparison(LEFT_ONLY, left, right)
    return Comparison(OPEN)


def _tight(gap: arb, left: Value, right: Value, bits: int) -> bool:
    size = arb(1)
    for side in (left, right):
        size = size.max(abs(arb(side))) if not (type(side) is fmpq and not side) else size
    return bool(gap.rad() < size * arb(2) ** (-bits // 2))
