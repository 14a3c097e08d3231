"""How right and how fast the grader is on the tables of pairs: `python -m tests.benchmarks.grade [--peer PYTHON]`.

PYTHON is a Python that has math-verify (`pip install "math-verify[antlr4_13_2]"` in an environment of its own).  It gets the
same pairs in the same run, both sides in dollars, with its default settings; without it only this grader is measured.

Accuracy: `right` and `wrong` are decided as the label of the pair says, or against it; `accepts` and `rejects` are the two kinds
of `wrong`.  math-verify only says True or False; its False counts as open if it did not read a side as an expression, or ran
out of its five seconds.  It has no place for symbols and definitions, and reads the typed formulas as LaTeX: its figures on the
typed tables say what it is not made for.

Speed: all seconds are CPU seconds of the one process that does the work, without imports, after one row to warm up.

`every pair new`       `grade(row)`: the question is read, the answer is read and judged.  Every cache of the program is emptied
                       between two rows, outside the time that counts.
`with its words`       the same, and the line of the result: its formula in LaTeX, and what went wrong with a wrong answer.
`one reference`        every fifth question, asked for an expression: the `Grader` is built and grades 20 answers, the submission
                       times k/k (right if it is, and the same term each time, which is remembered) and k/(k + 1) (a factor
                       wrong), as in a training run with some samples a question.  All of that counts.
`all different`        the same without the answers that repeat.
`reading`              both formulas of every pair, with the declarations read before: `read_formula` and its definitions.
`math-verify`          `parse` of both sides and `verify`.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.tables.pair import Pair
from tests.tables.pair_tables import TABLES, row_of
from verify.grading import Grader, grade
from verify.problem import InputError
from verify.read.formula import Vocabulary, vocabulary

PEER = Path(__file__).with_name("math_verify_rows.py")
VARIANTS = 20
EVERY = 5


@dataclass(frozen=True)
class Answer:
    pair: Pair
    says: bool | None  # right, wrong, or nothing
    seconds: float
    for_words: float = 0.0  # more seconds, for the line of the result


Answers = Mapping[str, Sequence[Answer]]  # by table


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    start = time.process_time()
    found = work(*arguments)
    return found, time.process_time() - start


def caches() -> list[Any]:
    """The functions of the program that remember."""
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "verify"]
    return [value for module in modules for value in vars(module).values() if hasattr(value, "cache_clear")]


def every_pair_new() -> Answers:
    remembering = caches()
    found = {}
    for table, pairs in TABLES.items():
        found[table] = []
        for pair in pairs:
            for function in remembering:
                function.cache_clear()
            result, seconds = timed(grade, row_of(pair))
            _, for_words = timed(result.record)
            found[table].append(Answer(pair, {"correct": True, "wrong": False}.get(result.verdict), seconds, for_words))
    return found


def by_peer(python: str) -> Answers:
    """What math-verify says of the same pairs."""
    rows = [[f"${side.strip('$')}$" for side in (pair.reference, pair.submitted)] for pairs in TABLES.values() for pair in pairs]
    text = "\n".join(map(json.dumps, rows))
    done = subprocess.run([python, str(PEER)], input=text, capture_output=True, text=True, check=True)
    lines: Iterator[str] = iter(done.stdout.splitlines())
    return {table: [Answer(pair, *json.loads(next(lines))) for pair in pairs] for table, pairs in TABLES.items()}


def variants(submitted: str) -> list[str]:
    plain = submitted.strip("$")
    return [f"({k}/{k + k % 2})*({plain})" for k in range(1, VARIANTS + 1)]


def different_variants(submitted: str) -> list[str]:
    return variants(submitted)[:2] + variants(submitted)[2::2]


def one_reference_many_answers(variants_of: Callable[[str], list[str]]) -> tuple[int, float]:
    """(answers, seconds) for questions whose answer can be multiplied by a number."""
    pairs = [pair for pairs in TABLES.values() for pair in pairs][::EVERY]
    count, total = 0, 0.0
    for pair in pairs:
        question = {name: value for name, value in row_of(pair).items() if name != "submitted"}
        answers = variants_of(pair.submitted)
        all_read, seconds = timed(_grades_all, question, answers)
        if all_read:
            count, total = count + len(answers), total + seconds
    return count, total


def _grades_all(question: Mapping[str, Any], answers: Sequence[str]) -> bool:
    """Grades the answers; whether the question and each of them could be read."""
    fields = dict(question)
    try:
        grader = Grader(fields.pop("reference"), **fields)
    except InputError:
        return False
    return "unreadable" not in [grader.grade(answer).verdict for answer in answers]


def reading() -> list[float]:
    """The seconds of each formula that can be read."""
    seconds = []
    for pairs in TABLES.values():
        for pair in pairs:
            try:
                words = vocabulary(pair.symbols, pair.definitions)
            except InputError:
                continue
            found = [timed(_reads, words, source) for source in (pair.reference, pair.submitted)]
            seconds += [spent for is_read, spent in found if is_read]
    return seconds


def _reads(words: Vocabulary, source: str) -> bool:
    try:
        words.read(source)
    except InputError:
        return False
    return True


def line(name: str, answers: Sequence[Answer]) -> str:
    right = sum(answer.says is answer.pair.right for answer in answers)
    accepts = sum(answer.says is True and not answer.pair.right for answer in answers)
    rejects = sum(answer.says is False and answer.pair.right for answer in answers)
    wrong = accepts + rejects
    seconds = [answer.seconds for answer in answers]
    counts = f"{len(answers):5d} {right:6d} {wrong:6d} {len(answers) - right - wrong:6d} {accepts:8d} {rejects:8d}"
    times = f"{1e3 * statistics.median(seconds):8.2f} {1e3 * max(seconds):8.0f} {rows_a_second(answers):8.1f}"
    return f"{name:20s} | {counts} | {100 * right / len(answers):6.1f} % | {times}"


def rows_a_second(answers: Sequence[Answer]) -> float:
    return len(answers) / sum(answer.seconds for answer in answers)


def show(name: str, found: Answers) -> None:
    print(f"\n{name:20s} | pairs  right  wrong   open  accepts  rejects |    right | median ms  max ms   rows/s")
    for table, answers in found.items():
        print(line(table, answers))
    for group in ("latex", "typed", ""):
        together = [answer for table, answers in found.items() if table.startswith(group) for answer in answers]
        print(line(f"all {group}".strip(), together))


def everything(found: Answers) -> list[Answer]:
    return [answer for answers in found.values() for answer in answers]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.grade")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has math-verify")
    peer = parser.parse_args(arguments).peer
    grade(row_of(TABLES["latex_calculus"][0]))  # loads what is loaded at its first use
    gc.collect()
    gc.freeze()  # the tables are not for the grader to look through
    ours = every_pair_new()
    show("verify", ours)
    theirs = by_peer(peer) if peer else None
    if theirs is not None:
        show("math-verify", theirs)
    many = {variants_of: one_reference_many_answers(variants_of) for variants_of in (variants, different_variants)}
    times = sorted(reading())
    print(f"\nevery pair new: {rows_a_second(everything(ours)):.0f} rows a second and core")
    with_words = sum(answer.seconds + answer.for_words for answer in everything(ours))
    print(f"with its words: {len(everything(ours)) / with_words:.0f} rows a second and core")
    for name, (count, seconds) in zip((f"one reference, {VARIANTS} answers", "  all different"), many.values(), strict=True):
        print(f"{name}: {count / seconds:.0f} rows a second and core ({count} rows)")
    print(f"reading: median {1e6 * statistics.median(times):.0f} us, 95 % below {1e6 * times[int(0.95 * len(times))]:.0f} us "
          f"({len(times)} formulas)")  # fmt: skip
    if theirs is not None:
        peer_rows = rows_a_second(everything(theirs))
        print(f"math-verify: {peer_rows:.1f} rows a second and core; "
              f"every pair new is {rows_a_second(everything(ours)) / peer_rows:.1f} times that")  # fmt: skip
    return int(any(answer.says is (not answer.pair.right) for answer in everything(ours)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
