"""How the engine and SymPy's `simplify` fare on the claims of the tables: `python -m tests.benchmarks.decide [bench|learning]`.

A claim goes from SymPy to a verdict.  `simplify` gets ten seconds of CPU in a process of its own: it proves a claim if it makes
nothing of the difference of its sides, and refutes it if it makes a number of it that is not 0.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sympy

from tests.tables import bench_claims, learning_claims
from tests.tables.row import Claim

SECONDS = 10
TABLES = {"bench": bench_claims.CLAIMS, "learning": learning_claims.CLAIMS}


@dataclass(frozen=True)
class Result:
    claim: Claim
    says: bool | None  # true, false, or nothing
    milliseconds: float


def by_verify(claim: Claim) -> bool | None:
    from tests.asking import truth

    return {"proved": True, "refuted": False}.get(truth(claim))


def by_simplify(claim: Claim) -> bool | None:
    says: bool | None = True
    for left, right in claim.entries:
        difference = sympy.simplify((left - right).doit())
        if difference.is_number and difference != 0:
            return False
        says = says if difference == 0 else None
    return says


def timed(method: Callable[[Claim], bool | None], claim: Claim) -> Result:
    start = time.process_time()
    says = method(claim)
    return Result(claim, says, 1e3 * (time.process_time() - start))


def timed_apart(method: Callable[[Claim], bool | None], claim: Claim) -> Result:
    """The result from a forked process that may use SECONDS of CPU; no answer if it needs more, or fails."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS + 1, -1))
            result = timed(method, claim)
            os.write(writing, json.dumps([result.says, result.milliseconds]).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    says, milliseconds = json.loads(text) if text else (None, 1e3 * SECONDS)
    return Result(claim, says, milliseconds)


def row(name: str, results: Sequence[Result]) -> str:
    cells = []
    for truth in (True, False):
        of_truth = [result for result in results if result.claim.truth == truth]
        right = sum(result.says is truth for result in of_truth)
        wrong = sum(result.says is (not truth) for result in of_truth)
        cells.append(f"{right:5d} {wrong:5d} {len(of_truth) - right - wrong:5d}")
    times = sorted(result.milliseconds for result in results)
    spread = f"{statistics.median(times):9.2f} {times[int(0.95 * len(times))]:9.1f} {times[-1]:9.1f}"
    return f"{name:16s} | {cells[0]} | {cells[1]} | {spread}"


def main(tables: Sequence[str]) -> int:
    claims = [claim for table in tables for claim in TABLES[table]]
    by_verify(claims[0])  # loads the engine
    gc.collect()
    gc.freeze()  # what SymPy and the tables take up is not for the engine to look through
    ours = [timed(by_verify, claim) for claim in claims]
    theirs = [timed_apart(by_simplify, claim) for claim in claims]
    print(f"{len(claims)} claims of {', '.join(tables)}; CPU milliseconds from SymPy to verdict")
    print(f"{'':16s} | {'true: right wrong  open':>17s} | {'false:right wrong  open':>17s} |    median       p95       max")
    print(row("verify", ours))
    print(row("sympy.simplify", theirs))
    medians = [statistics.median(result.milliseconds for result in results) for results in (theirs, ours)]
    print(f"the median of simplify is {medians[0] / medians[1]:.0f} times that of verify")
    for result in ours:
        if result.says is not result.claim.truth:
            kind = "open" if result.says is None else "WRONG"
            print(f"  {kind:5s} {'true ' if result.claim.truth else 'false'} {result.claim.subject}: {result.claim.name}")
    return int(any(result.says is (not result.claim.truth) for result in ours))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(TABLES)))
