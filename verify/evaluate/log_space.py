"""Logarithms of products, quotients, powers and sums of exponentials, without the exponentials.

exp(-x^2/2) on a wide ball is a ball around 0, and its logarithm is nothing; the logarithm of the formula is -x^2/2.  A program
gets a second slot for the logarithm of what stands below each log:

    log exp u = u        log(u v) = log u + log v        log u^p = p log u        log(u + v) = log u + log(1 + v/u)

Each holds where every factor, base and summand is positive.  The slot of a factor that is not surely positive has no value, and
then the logarithm is that of the value of the whole, as without this module: (-2)(-3) is 6.
"""

from __future__ import annotations

from verify.evaluate.program import Program, Step

LOG_SPACE_OPERATIONS = frozenset(("log_sum", "log_size", "first_known"))
_POWERS = frozenset(("power_literal", "power_constant", "power_integer", "power_real"))


def in_log_space(program: Program) -> Program:
    """The same values, with the logarithms of exponentials computed from their exponents."""
    if not any(step.op == "log" for step in program.steps):
        return program
    known: Program | None = program.prepared.get("log space")
    if known is None:
        known = program.prepared["log space"] = _Rewriting(program).result()
    return known


class _Rewriting:
    """Copies a program step by step; `places` maps an old slot to its new one, `logs` to the new slot of its logarithm."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.first = len(program.inputs) + len(program.numbers)
        self.numbers = list(program.numbers)
        self.exponents: dict[int, tuple[int, int]] = {}
        self.steps: list[Step] = []
        self.places = list(range(self.first))
        self.logs: dict[int, int] = {}
        self.has_exponential: list[bool] = [False] * self.first

    def result(self) -> Program:
        for step in self.program.steps:
            self._note(step)
            self.places.append(self._log(step.slots[0]) if self._is_rewritten(step) else self._copy(step))
        outputs = tuple(self.places[slot] for slot in self.program.outputs)
        return Program(self.program.inputs, self.program.numbers, tuple(self.steps), outputs)

    def _note(self, step: Step) -> None:
        """Whether log space says more about a slot than its value does."""
        below = step.op in ("mul", "add") or step.op in _POWERS
        parts = step.slots[:1] if step.op in _POWERS else step.slots
        self.has_exponential.append(step.op == "exp" or (below and any(self.has_exponential[slot] for slot in parts)))

    def _is_rewritten(self, step: Step) -> bool:
        return step.op == "log" and self.has_exponential[step.slots[0]]

    def _push(self, step: Step) -> int:
        self.steps.append(step)
        return self.first + len(self.steps) - 1

    def _copy(self, step: Step) -> int:
        return self._push(Step(step.op, tuple(self.places[slot] for slot in step.slots), self._moved(step)))
