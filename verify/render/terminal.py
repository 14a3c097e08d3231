"""A progress bar on stderr, where there is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

SHORT = 1.0  # seconds that need no bar


def with_progress(items: Iterable[Any], total: int, describe: str) -> Iterator[Any]:
    """The items as they come, with a bar that disappears at the end."""
    with progress_bar(total, describe) as tell:
        for done, item in enumerate(items, start=1):
            tell(done)
            yield item


@contextmanager
def progress_bar(total: int, describe: str) -> Iterator[Callable[[int], None]]:
    """A bar that is told how many are done, and disappears at the end; what is done at once has none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task(describe, total=total)
    begun, is_shown = monotonic(), False

    def tell(done: int) -> None:
        nonlocal is_shown
        progress.update(task, completed=done)
        if not is_shown and done < total and monotonic() - begun > SHORT:
            progress.start()
            is_shown = True

    try:
        yield tell
    finally:
        if is_shown:
            progress.stop()
