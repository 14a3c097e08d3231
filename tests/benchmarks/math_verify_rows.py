"""What math-verify says of rows, for `tests.benchmarks.grade`; run by a Python that has math-verify, and this project not.

A row on standard input is `["reference", "submitted"]`, both in LaTeX with its dollars.  For each, a line of standard output is
`[verdict, seconds]`: true, false or null, and the CPU seconds of parsing both sides and comparing them.  All settings are those
it has by default, with its limit of five seconds for each parsing and each comparison.

math-verify itself says True or False.  null is where its False means "I do not know": one side was not read as an expression,
or the time was up.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

from math_verify import parse, verify


class Timeouts(logging.Handler):
    """Counts the warnings of a time that was up, which is all that a caller hears of it."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += "Timeout" in record.getMessage()


def is_read(found: list[Any]) -> bool:
    """Whether there is more in it than the text itself, which it falls back to."""
    return any(not isinstance(each, str) for each in found)


def answer(reference: str, submitted: str, timeouts: Timeouts) -> tuple[bool | None, float]:
    before = timeouts.count
    start = time.process_time()
    gold, answer = parse(reference), parse(submitted)
    says: bool | None = verify(gold, answer)
    seconds = time.process_time() - start
    if not says and (timeouts.count > before or not is_read(gold) or not is_read(answer)):
        says = None
    return says, seconds


def main() -> None:
    timeouts = Timeouts()
    for name in ("math_verify.parser", "math_verify.grader"):
        logging.getLogger(name).addHandler(timeouts)
        logging.getLogger(name).propagate = False
    answer("$x+1$", "$1+x$", timeouts)  # loads what is loaded at its first use
    for line in sys.stdin:
        print(json.dumps(answer(*json.loads(line), timeouts)), flush=True)


if __name__ == "__main__":
    main()
