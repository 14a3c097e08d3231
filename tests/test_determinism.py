"""The same question has the same verdict, counterexample and fuel in every run, thread, order, hash seed and Python version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.determinism import digest, questions

# Printed by `python -m tests.determinism`; changes when a rule, a limit or a version of FLINT does, never between two runs.
EXPECTED = "fe5912791e3f500f9474ba32728e2467692fce9059bb246ac08f163685823120"


def test_the_table_is_wide() -> None:
    assert len(questions()) >= 250


def test_one_hash_over_all_verdicts() -> None:
    assert digest(questions()) == EXPECTED


def test_eight_threads_give_the_verdicts_of_one() -> None:
    assert digest(questions(), threads=8) == EXPECTED


@pytest.mark.parametrize(("seed", "order"), [("1", ""), ("77", "reversed")])
def test_another_process_hash_seed_and_order(seed: str, order: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.determinism", *([order] if order else [])]
    root = Path(__file__).parent.parent
    printed = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == EXPECTED
