"""Logarithms of products, quotients, powers and sums of exponentials, without the exponentials.

exp(-x^2/2) on a wide ball is a ball around 0, and its logarithm is nothing; the logarithm of the formula is -x^2/2.  A program
gets a second slot for the logarithm of what stands below each log:

    log exp u = u        log(u v) = log u + log v        log u^p = p log u        log(u + v) = log u + log(1 + v/u)

Each holds where every factor, base and summand is positive.  The slot of a factor that is not surely positive has no value, and
then the logarithm is that of the value of the whole, as without this module: (-2)(-3) is 6.

    log_power     (log u)           p log u for the rational p of `detail`
    log_size      (u)               log |u|, where u is surely not 0
    log_sum       (log u, log v ..) log(u + v + ..)
    first_known   (log u, u)        log u, from the first of both that has a value
"""

from __future__ import annotations

from dataclasses import replace

from verify.evaluate.program import LOOPS, Program, Step

_POWERS = frozenset(("power_literal", "power_constant", "power_integer", "power_real"))


def in_log_space(program: Program) -> Program:
    """A program with the same outputs, in which the logarithms of exponentials are computed from the exponents."""
    known: Program | None = program.prepared.get("log space")
    if known is None:
        needed = any(step.op == "log" for step in program.steps)
        known = program.prepared["log space"] = _Rewriting(program).result() if needed else program
    return known


class _Rewriting:
    """A copy of a program, step by step; `places` maps its slots to those of the copy, `logs` to those of their logarithms."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.first = len(program.inputs) + len(program.numbers)
        self.steps: list[Step] = []
        self.places = list(range(self.first))
        self.logs: dict[int, int] = {}
        self.is_better_known = [False] * self.first

    def result(self) -> Program:
        for step in self.program.steps:
            self.places.append(self._log_of(step.slots[0]) if step.op == "log" else self._copy(step))
            self.is_better_known.append(self._is_better_known(step))
        outputs = tuple(self.places[slot] for slot in self.program.outputs)
        return Program(self.program.inputs, self.program.numbers, tuple(self.steps), outputs)

    def _is_better_known(self, step: Step) -> bool:
        """Whether the logarithm of a slot is better known from its formula than from its value: on a wide ball, the value of
        an exponential or of a root goes round 0.
        """
        if step.op == "exp" or step.op == "power_real" or (step.op == "power_literal" and step.detail[1] != 1):
            return True
        parts = step.slots[:1] if step.op in _POWERS else step.slots if step.op in ("mul", "add") else ()
        return any(self.is_better_known[slot] for slot in parts)

    def _push(self, op: str, slots: tuple[int, ...], detail: object = None) -> int:
        self.steps.append(Step(op, slots, detail))
        return self.first + len(self.steps) - 1

    def _copy(self, step: Step) -> int:
        detail = step.detail
        if step.op in LOOPS or step.op == "integral":
            body, ends = detail
            sources = tuple(source if source < 0 else self.places[source] for source in body.sources)
            detail = replace(body, sources=sources), ends
        return self._push(step.op, tuple(self.places[slot] for slot in step.slots), detail)

    def _log_of(self, slot: int) -> int:
        """The slot of the logarithm, where the formula or the value shows it."""
        place = self.places[slot]
        if not self.is_better_known[slot]:
            return self._push("log", (place,))
        return self._push("first_known", (self._log(slot), place))

    def _log(self, slot: int) -> int:
        """The slot of the logarithm by the formula, whose parts have to be positive."""
        known = self.logs.get(slot)
        if known is None:
            step = self.program.steps[slot - self.first] if slot >= self.first else None
            known = self.logs[slot] = self._push("log", (self.places[slot],)) if step is None else self._log_by(step, slot)
        return known

    def _log_by(self, step: Step, slot: int) -> int:
        op, slots = step.op, step.slots
        if op == "exp":
            return self.places[slots[0]]
        if op == "mul":
            return self._push("add", tuple(map(self._log, slots)))
        if op in _POWERS:
            return self._log_of_power(step)
        if op == "add" and self.is_better_known[slot]:
            return self._push("log_sum", tuple(map(self._log, slots)))
        return self._push("log", (self.places[slot],))

    def _log_of_power(self, step: Step) -> int:
        base, *exponent = step.slots
        if exponent:
            return self._push("mul", (self.places[exponent[0]], self._log(base)))
        top, bottom = step.detail
        is_even = bottom == 1 and top % 2 == 0
        inner = self._push("log_size", (self.places[base],)) if is_even and not self.is_better_known[base] else self._log(base)
        return self._push("log_power", (inner,), (top, bottom))
