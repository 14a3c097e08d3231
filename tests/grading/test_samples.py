"""The sample answers of docs/samples: a verdict for every row, and a counterexample for every wrong one."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from verify.bulk.rows import rows_of
from verify.grading import grade
from verify.grading.result import Result

SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"

VERDICTS: dict[str, tuple[str, int | None]] = {
    # the divergence of two normal densities
    "q3-1-sample": ("wrong", None),
    "q3-2-sample": ("wrong", None),
    # the posterior, the evidence and its lower bound
    "q7-1-sample": ("correct", None),
    "q7-2-sample": ("unreadable", None),
    "q7-2-sample-respelled": ("correct", None),
    "q7-3-sample": ("unreadable", None),
    "q7-3-sample-respelled": ("wrong", 2),
    "q7-4-sample-respelled": ("correct", None),
    "q7-5-sample": ("unreadable", None),
    "q7-6-sample": ("unreadable", None),
    "q7-7-sample": ("unreadable", None),
    "q7-8-sample": ("unreadable", None),
    # the losses of a discriminator and a generator, and their gradients
    "q11-1-sample": ("correct", None),
    "q11-2-sample": ("unreadable", None),
    "q12-1-sample": ("unreadable", None),
    "q12-2-sample": ("unreadable", None),
    "q12-3-sample": ("undecided", None),
    "q13-1-sample": ("wrong", 0),
    "q13-2-sample": ("unreadable", None),
    "q14-1-sample": ("correct", None),
    "q14-2-sample": ("wrong", None),
    "q14-3-sample": ("wrong", None),
    "q15-1-sample": ("unreadable", None),
    "q15-1-sample-respelled": ("correct", None),
    "q15-2-sample": ("unreadable", None),
    "q16-1-sample": ("unreadable", None),
    "q16-1-sample-respelled": ("wrong", 1),
    "q17-1-sample": ("unreadable", None),
    "q17-1-sample-respelled": ("wrong", 0),
    # backpropagation and the chain rule
    "q18-1-sample": ("unreadable", None),
    "q18-2-sample": ("unreadable", None),
    "q18-3-sample": ("unreadable", None),
    "q18-4-sample": ("unreadable", None),
    "q18-5-sample": ("unreadable", None),
    "q18-6-sample": ("unreadable", None),
    "q18-7-sample": ("unreadable", None),
    "q18-8-sample": ("unreadable", None),
    "q18-9-sample": ("unreadable", None),
    "q18-9-sample-respelled": ("wrong", None),
    "q18-10-sample": ("unreadable", None),
    "q18-10-sample-respelled": ("correct", None),
}

STEPS: dict[str, list[str]] = {
    "q7-1-sample": ["correct", "correct"],
    "q7-3-sample-respelled": ["correct", "correct", "wrong", "wrong"],
    "q13-1-sample": ["wrong", "wrong", "wrong"],
    "q16-1-sample-respelled": ["correct", "wrong", "correct"],
    "q17-1-sample-respelled": ["wrong", "wrong", "wrong"],
}


@cache
def results() -> dict[str, Result]:
    return {row["id"]: grade(row) for row in rows_of(SAMPLES / "answers.jsonl")}


def test_the_table_is_about_every_row() -> None:
    assert list(results()) == list(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_verdict(name: str) -> None:
    result = results()[name]
    assert (result.verdict, result.first_wrong) == VERDICTS[name], result


@pytest.mark.parametrize("name", VERDICTS)
def test_only_what_is_known_to_be_wrong_costs_points(name: str) -> None:
    result = results()[name]
    assert result.score == {"correct": 1, "wrong": 0}.get(result.verdict)
    assert (result.counterexample is not None) == (result.verdict == "wrong")
    assert not result.message.startswith("the question itself")
    if result.counterexample is not None:
        assert result.counterexample.point and result.counterexample.left != result.counterexample.right


@pytest.mark.parametrize("name", STEPS)
def test_each_line_has_its_own_verdict(name: str) -> None:
    steps = results()[name].steps
    assert [step.verdict for step in steps] == STEPS[name]
    assert all(step.counterexample is not None for step in steps if step.verdict == "wrong")


def test_the_page_counts_as_the_grader_does() -> None:
    counts = Counter(result.verdict for result in results().values())
    words = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("correct", "wrong", "undecided", "unreadable"))
    assert f"{len(results())} rows: {words}" in (SAMPLES / "README.md").read_text(encoding="utf-8")
