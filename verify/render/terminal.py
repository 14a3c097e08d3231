"""A progress bar on stderr, where there is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


def with_progress(items: Iterable[Any], total: int, describe: str) -> Iterator[Any]:
    """The items as they come, with a bar that disappears at the end."""
    with progress_bar(total, describe) as tell:
        for done, item in enumerate(items, start=1):
            tell(done)
            yield item


@contextmanager
def progress_bar(total: int, describe: str) -> Iterator[Callable[[int], None]]:
    """A bar that is told how many are done, and disappears at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(describe, total=total)
        yield lambda done: progress.update(task, completed=done)
