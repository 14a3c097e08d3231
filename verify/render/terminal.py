"""A progress bar on stderr, where there is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


def with_progress(items: Iterable[Any], total: int, describe: str) -> Iterator[Any]:
    """The items as they come, with a bar that disappears at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(describe, total=total)
        for item in items:
            progress.advance(task)
            yield item
