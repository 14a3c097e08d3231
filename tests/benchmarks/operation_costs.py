"""What each operation costs at 64 and 4096 bits, against the weights in use: `python -m tests.benchmarks.operation_costs`."""

from __future__ import annotations

import time

from flint import arb, fmpq

from verify.evaluate.costs import step_cost
from verify.evaluate.functions import UNARY
from verify.evaluate.precision import precision
from verify.evaluate.program import Step

UNIT = 0.25e-6  # seconds


def seconds(name: str, bits: int) -> float:
    """The least mean time of one call over arguments that are awkward for it."""
    function = UNARY[name]
    with precision(bits):
        arguments = [arb(fmpq(1, 3)) / scale for scale in (1, 7, 1000)]
        if name not in ("asin", "acos", "atanh"):
            arguments += [arb(fmpq(22, 7)), arb(fmpq(1001, 9))]
        best = float("inf")
        for _ in range(5):
            start = time.perf_counter()
            for _ in range(20):
                for argument in arguments:
                    function(argument)
            best = min(best, (time.perf_counter() - start) / (20 * len(arguments)))
    return best


def main() -> None:
    print(f"{'operation':12} {'weight':>7} {'64 bits':>9} {'640 bits':>9} {'4096 bits':>10}   units used / units charged")
    for name in sorted(UNARY):
        weight = step_cost(Step(name, (0,)))
        times = {bits: seconds(name, bits) for bits in (64, 640, 4096)}
        ratios = "  ".join(f"{times[bits] / UNIT / (weight * (bits // 64)):6.2f}" for bits in times)
        print(f"{name:12} {weight:7} {times[64] * 1e6:7.2f}us {times[640] * 1e6:7.2f}us {times[4096] * 1e6:8.1f}us   {ratios}")


if __name__ == "__main__":
    main()
