"""Submissions from strangers: injection, TeX tricks, bombs, sizes, malformed text, answers that play the grader.

Each row of the table lists the outcomes that are allowed; none may run anything, and none may cost more than half a second.
"""

from __future__ import annotations

import gc
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from verify.grading import grade

TABLE = Path(__file__).parent.parent / "tables" / "hostile_formulas.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
OUTCOMES = {
    "correct": {"correct"},
    "wrong": {"wrong"},
    "undecided": {"unsupported"},
    "unreadable": {"parse-error", "reject", "unsupported"},
}
SECONDS = 0.5


def submitted(row: dict[str, Any]) -> str:
    return row["input"] if "input" in row else "".join(part * times for part, times in row["parts"])


def positive(assumption: str) -> set[str]:
    """The names in `s,t>0`."""
    return {name.strip() for names in re.findall(r"([a-z, ]+)>\s*0", assumption) for name in names.split(",")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_outcome_is_one_of_those_allowed(row: dict[str, Any]) -> None:
    reference = row["reference"]
    syntax = {"latex": "latex", "text": "text"}.get(row["format"], "auto")
    question = {
        "reference": reference["latex" if syntax == "latex" else "text"], "submitted": submitted(row), "syntax": syntax,
        "symbols": {name: "positive" if name in positive(reference["assume"]) else "real" for name in reference["vars"]},
    }  # fmt: skip
    gc.disable()  # the rubbish of the tests before this one is none of its work
    begin = time.process_time()
    try:
        result = grade(question)
    finally:
        spent = time.process_time() - begin
        gc.enable()
    assert spent < SECONDS
    assert OUTCOMES[result.verdict] & {row["verdict"], *row.get("also", [])}, (result.verdict, result.message, row["why"])


# Beside these questions what nobody declared is read in many ways.
BESIDE = {"a gradient": r"\nabla f(x)", "a mean": "E[X]", "a name": "x"}
NESTED = {
    "calls": "f(" * 400 + "x" + ")" * 400, "gradients": r"\nabla f(" * 150 + "x" + ")" * 150,
    "means": r"\mathbb{E}[" * 300 + "X" + "]" * 300, "conditions": "E[X|Y]" * 300, "open conditions": "E[X|" * 500,
    "inverses": "h^{-1}(" * 200 + "x" + ")" * 200, "densities": "p(" * 300 + "x" + ")" * 300,
    "entries": r"z\odot " * 400 + "h", "letters": "AIA" * 300, "names": "lam" * 600,
    "values in turn": "\n".join(f"h_{k + 1} = h_{k} h_{k} + h_{k}^2" for k in range(9)),
    "a Lagrange function": "L = " + r"x^2-\lambda x+" * 100 + "1\n2x=0",
}  # fmt: skip


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_beside_what_nobody_declared_costs_little(name: str, beside: str) -> None:
    gc.disable()
    begin = time.process_time()
    try:
        result = grade(BESIDE[beside], NESTED[name])
    finally:
        spent = time.process_time() - begin
        gc.enable()
    assert spent < SECONDS
    assert result.verdict != "correct"


def test_nothing_was_run() -> None:
    assert not list(Path.cwd().glob("PWNED*"))
