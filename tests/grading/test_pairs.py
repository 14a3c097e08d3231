"""The tables of graded pairs: no verdict against a label, nearly all decided, and the same said from both ends."""

from __future__ import annotations

from functools import cache

import pytest

from tests.tables.pair import Pair, confirmed
from tests.tables.pair_tables import TABLES, exchanged, row_of
from verify.grading import grade
from verify.grading.result import Result

DECIDED = 0.97
LABELS = {True: "correct", False: "wrong"}


@cache
def results(table: str) -> tuple[tuple[Pair, Result], ...]:
    return tuple((pair, grade(row_of(pair))) for pair in TABLES[table])


def is_contradiction(there: Result, back: Result) -> bool:
    """Whether one is correct and the other wrong, for another reason than that a side is undefined where the other is not.

    2 log x for log x^2 is wrong, as it is undefined for negative x; log x^2 for 2 log x is correct, as it is defined on more.
    """
    return {there.verdict, back.verdict} == {"correct", "wrong"} and not there.domain == back.domain == "mismatch"


@pytest.mark.parametrize("table", TABLES)
def test_labels_are_confirmed_by_evaluation(table: str) -> None:
    assert [pair.name for pair in TABLES[table] if not confirmed(pair)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_two_pairs_share_a_name(table: str) -> None:
    assert len({pair.name for pair in TABLES[table]}) == len(TABLES[table])


@pytest.mark.parametrize("table", TABLES)
def test_no_verdict_is_the_opposite_of_the_label(table: str) -> None:
    against = [(pair.name, result.verdict) for pair, result in results(table) if result.verdict == LABELS[not pair.right]]
    assert against == []


@pytest.mark.parametrize("table", TABLES)
def test_reference_and_submission_exchanged_do_not_contradict(table: str) -> None:
    contradictions = [pair.name for pair, result in results(table) if is_contradiction(result, grade(row_of(exchanged(pair))))]
    assert contradictions == []


@pytest.mark.parametrize("syntax", ["latex", "typed"])
def test_nearly_all_pairs_are_decided_rightly(syntax: str) -> None:
    graded = [each for table in TABLES if table.startswith(syntax) for each in results(table)]
    left = [(pair.name, result.message) for pair, result in graded if result.verdict != LABELS[pair.right]]
    assert len(left) <= (1 - DECIDED) * len(graded), f"{len(left)} of {len(graded)}: {left}"
