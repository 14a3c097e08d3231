"""The same words with colour and a progress bar, where there is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from verify.render.plain import claim_details, claim_line

_STYLES = {"proved": "green", "refuted": "green", "supported": "yellow", "undecided": "yellow"}


def print_claim(record: dict[str, Any], width: int) -> None:
    """One claim: green if it is in order; what is wrong with it below, in the terminal's own colour."""
    console = Console(highlight=False, soft_wrap=True)
    line = Text(claim_line(record, width))
    line.stylize("green" if record["ok"] else "bold red", 0, 4)
    line.stylize("bold", 6, 6 + len(record["id"]))
    if not record["ok"]:
        line.stylize(_STYLES.get(record["truth"], ""), 8 + width)
    console.print(line)
    for detail in [] if record["ok"] else claim_details(record):
        console.print(Text(detail))


def with_progress(items: Iterable[Any], total: int, describe: str) -> Iterator[Any]:
    """The items as they come, with a bar on stderr that disappears at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(describe, total=total)
        for item in items:
            progress.advance(task)
            yield item
