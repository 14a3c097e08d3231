"""What an operation costs at 64 bits, in the units of `verify.fuel`.

Measured by `python -m tests.benchmarks.operation_costs`.
"""

from __future__ import annotations

from verify.evaluate.program import Step

_COSTS = {
    "gamma": 100,
    "loggamma": 100,
    "digamma": 100,
    "polygamma": 400,
    "erf": 40,
    "erfc": 40,
    "log_size": 5,
    "first_known": 2,
    "integral": 400,
}
_ELEMENTARY = frozenset(["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh",
                         "atanh"])  # fmt: skip


def step_cost(step: Step) -> int:
    """A loop costs what is inside of it when it runs; here it counts for its set-up."""
    if step.op in _COSTS:
        return _COSTS[step.op]
    if step.op == "log_sum":
        return 4 + 6 * len(step.slots)
    if step.op in _ELEMENTARY or step.op.startswith("power"):
        return 4
    return 1 + len(step.slots)


