"""Rows that come from a pipe, as a file: they are read more than once."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

STANDARD_INPUT = "-"


@contextmanager
def as_file(name: str) -> Iterator[Path]:
    """The file of that name; of the standard input, `-`, and of a pipe a copy, which is JSON lines and goes away at the end."""
    path = Path(name)
    if name != STANDARD_INPUT and not _is_a_stream(path):
        yield path
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "standard-input.jsonl"
        with copy.open("wb") as file:
            if name == STANDARD_INPUT:
                shutil.copyfileobj(sys.stdin.buffer, file)
            else:
                with path.open("rb") as stream:
                    shutil.copyfileobj(stream, file)
        yield copy


def _is_a_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)
