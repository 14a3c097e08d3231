"""Worker processes that cannot take the work of others with them.

Each worker is a process at the other end of a pipe.  It gets a chunk of items and sends back what it has done every now and then.
If it dies, or answers nothing for too long, it is ended and another takes its place; the items of its chunk that have no answer
are given out again, each alone.  An item that ends its worker when it is alone is the culprit, and gets the answer of `stopped`.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Any

from verify.collection import collect_seldom
from verify.problem import InputError, reject

Work = Callable[[Any], Any]
CHUNK = 50
SECONDS = 60.0  # without any answer
STARTING_SECONDS = 120.0
SEND_EVERY = 0.02  # seconds: items that take microseconds share a message
TICK = 0.25  # seconds: what counts as silence at once, so that nobody pays for the time in which all processes were stopped
AHEAD = 8  # chunks for each worker that may be done before an earlier one is

# The same on every system; a process that was forked from one with threads may hang.
_CONTEXT = get_context("spawn")
_READY = "ready"


def in_order(
    items: Iterable[Any],
    start: Callable[[], Work],
    stopped: Callable[[Any, str], Any],
    *,
    jobs: int,
    seconds: float = SECONDS,
    chunk: int = CHUNK,
) -> Generator[Any, None, None]:
    """What the work makes of each item, in the order of the items.

    Each process calls `start`, which is importable, and the work that it returns is then called with one item after the other.
    `stopped(item, reason)` is the answer for an item that ends its worker, or takes more than `seconds`.  With one job the work
    is done in this process, and nothing stops it.  Items are taken as they are needed; close the iterator to end the workers.
    Raises InputError if a worker does not even start.
    """
    if jobs <= 1:
        work = start()
        yield from map(work, items)
        return
    pool = _Pool(iter(items), start, stopped, jobs, seconds, chunk)
    try:
        yield from pool.answers()
    finally:
        pool.end()


@dataclass
class _Chunk:
    """Items by their places, without those that are answered."""

    items: dict[int, Any]
    alone: bool = False


@dataclass(eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    silence: float = 0.0  # seconds in which it was listened to and said nothing
    ready: bool = False
    chunk: _Chunk | None = None


@dataclass
class _Pool:
    items: Iterator[Any]
    start: Callable[[], Work]
    stopped: Callable[[Any, str], Any]
    jobs: int
    seconds: float
    chunk: int
    workers: list[_Worker] = field(default_factory=list)
    again: deque[_Chunk] = field(default_factory=deque)
    done: dict[int, Any] = field(default_factory=dict)  # answers whose turn has not come
    taken: int = 0  # items taken from the iterator
    turn: int = 0  # the place of the next answer
    exhausted: bool = False

    def answers(self) -> Iterator[Any]:
        while True:
            self._give_out()
            while self.turn in self.done:
                yield self.done.pop(self.turn)
                self.turn += 1
            if any(worker.chunk is not None for worker in self.workers):
                self._listen()
            elif self.exhausted and not self.again:
                return

    def end(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            _bury(worker)
        self.workers.clear()

    # -- giving out

    def _give_out(self) -> None:
        """A chunk for each worker that has none; as many workers as there are chunks, up to the number of jobs."""
        free = [worker for worker in self.workers if worker.chunk is None]
        while free or len(self.workers) < self.jobs:
            chunk = self._next_chunk()
            if chunk is None:
                return
            self._give(free.pop() if free else self._new_worker(), chunk)

    def _next_chunk(self) -> _Chunk | None:
        if self.again:
            return self.again.popleft()
        if self.taken - self.turn > AHEAD * self.jobs * self.chunk:
            return None
        # Small chunks first, so that a few slow items are spread over all workers.
        size = min(self.chunk, 1 + self.taken // (AHEAD * self.jobs))
        items = dict(enumerate(islice(self.items, size), self.taken))
        self.taken += len(items)
        self.exhausted = not items
        return _Chunk(items) if items else None

    def _new_worker(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs, self.start), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker, chunk: _Chunk) -> None:
        try:
            worker.connection.send(list(chunk.items.items()))
        except OSError:  # it ended before it had anything to do
            self._remove(worker)
            self.again.appendleft(chunk)
        else:
            worker.chunk, worker.silence = chunk, 0.0

    # -- listening

    def _listen(self) -> None:
        """Wait for the next answers, and end workers that have been silent for too long."""
        busy = [worker for worker in self.workers if worker.chunk is not None]
        begin = monotonic()
        heard = wait([worker.connection for worker in busy], TICK)
        passed = min(TICK, monotonic() - begin)
        for worker in busy:
            if worker.connection in heard:
                worker.silence = 0.0
                self._hear(worker)
                continue
            worker.silence += passed
            if worker.silence > (self.seconds if worker.ready else STARTING_SECONDS):
                self._lost(worker, f"it took more than {self.seconds:g} seconds")

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self._lost(worker, "its process ended")
            return
        if message == _READY:
            worker.ready = True
            return
        assert worker.chunk is not None
        for place, answer in message:
            del worker.chunk.items[place]
            self.done[place] = answer
        if not worker.chunk.items:
            worker.chunk = None

    def _lost(self, worker: _Worker, reason: str) -> None:
        """End the worker, and give its items out again, or the one item the answer that it was stopped."""
        self._remove(worker)
        assert worker.chunk is not None
        for place, item in worker.chunk.items.items():
            if worker.chunk.alone:
                self.done[place] = self.stopped(item, reason)
            else:
                self.again.append(_Chunk({place: item}, alone=True))

    def _remove(self, worker: _Worker) -> None:
        """End the worker; raises InputError for one that never was ready, as the next would not be either."""
        self.workers.remove(worker)
        worker.process.kill()
        _bury(worker)
        if not worker.ready:
            raise _no_start(worker)


def _bury(worker: _Worker) -> None:
    worker.process.join()
    worker.connection.close()


def _no_start(worker: _Worker) -> InputError:
    return reject("process-died", f"a process for grading did not start (exit code {worker.process.exitcode})",
                  help='one job; or, in a script of your own, call it below `if __name__ == "__main__":`')  # fmt: skip


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process that is started inside never hears of Ctrl-C, not even while it loads: its parent ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# -- in the worker


def _serve(connection: Connection, start: Callable[[], Work]) -> None:
    """Answer chunk after chunk, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    try:
        work = start()
        connection.send(_READY)
        while True:
            _answer(connection.recv(), work, connection)
    except Exception:  # mostly the other end is closed; whatever it is, the other end sees that this one ended
        os._exit(1)


def _answer(chunk: list[tuple[int, Any]], work: Work, connection: Connection) -> None:
    answers: list[tuple[int, Any]] = []
    sent = monotonic()
    for place, item in chunk:
        answers.append((place, work(item)))
        if monotonic() - sent > SEND_EVERY:
            connection.send(answers)
            answers, sent = [], monotonic()
    if answers:
        connection.send(answers)


def _end_with_parent() -> None:
    """A worker does not outlive the process that started it, not even in the middle of an item."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
