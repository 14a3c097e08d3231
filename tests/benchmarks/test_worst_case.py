"""Inputs made to cost much come back, within the budget, and without a wrong verdict."""

from __future__ import annotations

import time

import pytest

from tests.benchmarks.worst_case import CASES, FOUND, TARGET_SECONDS, Hard, ask, at_random, is_wrong
from verify.fuel import DEFAULT_LIMITS

FAST = (*CASES[:24], *at_random(8, seed=3))


@pytest.mark.parametrize("case", FAST, ids=lambda case: case.name)
def test_a_costly_input_is_decided_or_given_up_within_the_budget(case: Hard) -> None:
    verdict = ask(case)
    assert verdict is not None
    assert verdict.fuel <= DEFAULT_LIMITS.fuel
    assert not is_wrong(case, verdict)


@pytest.mark.slow
@pytest.mark.parametrize("case", (*CASES[24:], *FOUND, *at_random(300, seed=4)), ids=lambda case: case.name)
def test_no_costly_input_is_judged_wrongly(case: Hard) -> None:
    before = time.process_time()
    assert not is_wrong(case, ask(case))
    assert time.process_time() - before < 10 * TARGET_SECONDS  # loose, as this machine may be busy: it finds what never ends
