"""Where an integrand switches between formulas: the intervals on which each switch has made its choice.

|x - m| has no derivative at m, so that a quadrature across m is slow.  The switches whose arguments are linear in the variable,
with exact rational coefficients, are solved for; on each interval between the solutions they are replaced by what they choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flint import arb, fmpq

from verify.evaluate.powers import integer_power
from verify.evaluate.program import Program, Step, depends_on_first

SWITCHES = frozenset(("abs", "sign", "max", "min", "eq", "ne", "lt", "le"))
MOST_PIECES = 12
_CHOICES = {"eq": (False, False), "ne": (True, True), "lt": (True, False), "le": (True, False)}

Line = tuple[fmpq, fmpq]  # slope and offset
ZERO, ONE = fmpq(0), fmpq(1)


@dataclass(frozen=True)
class Piece:
    """An interval and what is chosen inside: the factor of abs, the value of sign or of a relation, the slot of max or min."""

    start: Any
    stop: Any
    choices: Mapping[int, Any]


def has_switches(program: Program) -> bool:
    """Whether the choice of any switch depends on the first input."""
    known: bool | None = program.prepared.get("switches")
    if known is None:
        depends = depends_on_first(program)
        first = len(program.inputs) + len(program.numbers)
        known = any(step.op in SWITCHES and depends[slot] for slot, step in enumerate(program.steps, first))
        program.prepared["switches"] = known
    return known


def pieces(program: Program, outer: list[Any], start: Any, stop: Any) -> list[Piece]:
    """The interval in pieces, from `start` to `stop`; `outer` are the values of the other inputs."""
    pending: list[tuple[Any, Any]] = [(start, stop)]
    found: list[Piece] = []
    while pending:
        low, high = pending.pop()
        root, choices = _choices(program, outer, low, high)
        if root is None or len(pending) + len(found) >= MOST_PIECES:
            found.append(Piece(low, high, choices))
        else:
            pending += [(root, high), (low, root)]
    return found


def inner_ends(found: list[Piece]) -> Iterator[fmpq]:
    """The points between the pieces."""
    for one, _ in pairwise(found):
        yield one.stop


def _choices(program: Program, outer: list[Any], low: Any, high: Any) -> tuple[fmpq | None, dict[int, Any]]:
    """A point at which a switch divides the interval, or what all switches choose that are known to."""
    lines: list[Line | None] = [(ONE, ZERO)]
    lines += [(ZERO, value) if type(value) is fmpq else None for value in outer]
    lines += [(ZERO, fmpq(*number)) for number in program.numbers]
    choices: dict[int, Any] = {}
    for slot, step in enumerate(program.steps, len(lines)):
        if step.op not in SWITCHES:
            lines.append(_line(step, lines))
            continue
        root = _choose(slot, step, lines, low, high, choices)
        if root is not None:
            return root, choices
        lines.append(_chosen_line(slot, step, lines, choices))
    return None, choices


def _line(step: Step, lines: list[Line | None]) -> Line | None:
    args = [line for line in (lines[slot] for slot in step.slots) if line is not None]
    if len(args) < len(step.slots):
        return None
    if step.op == "add":
        return sum((slope for slope, _ in args), ZERO), sum((offset for _, offset in args), ZERO)
    if step.op == "mul":
        return _product(args)
    if step.op == "power_literal" and step.detail[1] == 1 and not args[0][0]:
        value = integer_power(args[0][1], step.detail[0])
        return (ZERO, value) if type(value) is fmpq else None
    return None


def _product(lines: list[Line]) -> Line | None:
    """None if the product is not linear."""
    slope, offset = ZERO, ONE
    for one, other in lines:
        if slope and one:
            return None
        slope, offset = one * offset + slope * other, offset * other
    return slope, offset


def _choose(slot: int, step: Step, lines: list[Line | None], low: Any, high: Any, choices: dict[int, Any]) -> fmpq | None:
    """Notes the choice of a switch, or returns the point that divides the interval."""
    if step.op in ("max", "min"):
        best = step.slots[0]
        for other in step.slots[1:]:
            sign, root = _sign_between(_gap(lines[best], lines[other]), low, high)
            if sign == 0:
                return root
            best = best if (sign > 0) == (step.op == "max") else other
        choices[slot] = best
        return None
    gap = lines[step.slots[0]] if step.op in ("abs", "sign") else _gap(*(lines[part] for part in step.slots))
    sign, root = _sign_between(gap, low, high)
    if sign:
        choices[slot] = sign if step.op in ("abs", "sign") else _CHOICES[step.op][sign > 0]
    return root


def _gap(one: Line | None, other: Line | None) -> Line | None:
    return None if one is None or other is None else (one[0] - other[0], one[1] - other[1])


def _sign_between(line: Line | None, low: Any, high: Any) -> tuple[int, fmpq | None]:
    """The sign of a linear function inside of an interval, or 0 and, if it changes its sign there for certain, where."""
    if line is None or not line[0]:
        return (0 if line is None or not line[1] else 1 if line[1] > 0 else -1), None
    root = -line[1] / line[0]
    rising = 1 if line[0] > 0 else -1
    if _at_most(root, low):
        return rising, None
    if _at_most(high, root):
        return -rising, None
    return 0, root if arb(root) > low and arb(root) < high else None


def _at_most(one: Any, other: Any) -> bool:
    """Whether, for certain, one end is not beyond the other."""
    if type(one) is fmpq and type(other) is fmpq:
        return bool(one <= other)
    return bool(arb(one) <= arb(other))


def _chosen_line(slot: int, step: Step, lines: list[Line | None], choices: dict[int, Any]) -> Line | None:
    if slot not in choices:
        return None
    choice = choices[slot]
    if step.op in ("max", "min"):
        chosen: Line | None = lines[choice]
        return chosen
    if step.op == "sign":
        return ZERO, fmpq(choice)
    inner = lines[step.slots[0]]
    if step.op != "abs" or inner is None:
        return None
    return inner if choice > 0 else (-inner[0], -inner[1])
