"""Every item has its one answer, in its place, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.bulk import workers
from verify.bulk.pool import in_order
from verify.problem import InputError

ENDED = "its process ended"
DEADLY = {
    "exit": f"stopped exit: {ENDED}",
    "segfault": f"stopped segfault: {ENDED}",
    "raise": f"stopped raise: {ENDED}",
    "hang": "stopped hang: it took more than 0.5 seconds",
}


def answers(items: list[str], jobs: int = 2, chunk: int = 5) -> list[str]:
    return list(in_order(items, workers.start, workers.stopped, jobs=jobs, seconds=0.5, chunk=chunk))


def running(pid: int) -> bool:
    """Whether a process is there, and not only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_answers_come_in_the_order_of_the_items(jobs: int) -> None:
    items = [f"item {number}" if number % 7 else "slow" for number in range(60)]
    assert answers(items, jobs) == [item.upper() for item in items]


@pytest.mark.parametrize(("number", "chunk"), [(1, 5), (2, 1), (499, 2), (20_000, 5), (20_000, 50)])
def test_many_quick_items_have_their_answers(number: int, chunk: int) -> None:
    items = [f"item {place}" for place in range(number)]
    assert answers(items, chunk=chunk) == [item.upper() for item in items]


def test_no_items_have_no_answers() -> None:
    assert answers([]) == []


def test_deadly_items_cost_no_other_item_its_answer() -> None:
    items = [f"item {number}" for number in range(120)]
    for place, deadly in zip((0, 50, 51, 99), DEADLY, strict=True):
        items[place] = deadly
    assert answers(items, chunk=50) == [DEADLY.get(item, item.upper()) for item in items]


def test_a_worker_that_is_killed_from_outside_costs_no_item_its_answer() -> None:
    items = ["pid", *["slow"] * 80]
    results = in_order(items, workers.start, workers.stopped, jobs=2)
    os.kill(int(next(results)), signal.SIGKILL)
    assert list(results) == ["SLOW"] * 80


def test_an_error_of_a_worker_writes_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    assert answers(["raise"]) == [DEADLY["raise"]]
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_does_not_start_is_an_error_and_not_the_fault_of_items() -> None:
    with pytest.raises(InputError) as caught:
        list(in_order(["item"], workers.fails_to_start, workers.stopped, jobs=2))
    assert caught.value.problem.kind == "process-died"


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def without_end() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield f"item {number}"

    results = in_order(without_end(), workers.start, workers.stopped, jobs=2, chunk=5)
    assert next(results) == "ITEM 0"
    results.close()
    assert len(taken) < 200


def test_closing_ends_the_workers() -> None:
    results = in_order(["pid", *["hang"] * 4], workers.start, workers.stopped, jobs=2)
    pid = int(next(results))
    assert running(pid)
    results.close()
    assert not running(pid)


def test_workers_are_started_from_any_thread() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(answers(["item"])))
    thread.start()
    thread.join()
    assert found == ["ITEM"]


def test_time_in_which_nobody_listens_is_nobodys_silence() -> None:
    results = in_order([*["slow"] * 40], workers.start, workers.stopped, jobs=2, seconds=0.5)
    found = [next(results)]
    time.sleep(0.8)
    assert [*found, *results] == ["SLOW"] * 40
