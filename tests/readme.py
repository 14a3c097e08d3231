"""The examples of the README and of the pages in docs: files, commands and sessions, and what they really print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
PAGES = (README, README.parent / "docs" / "grading.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^# (\w+\.py)$", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """`$ verify ...` and the lines that follow it."""

    line: str
    output: str


def blocks(language: str) -> Iterator[str]:
    """The contents of the fenced blocks of one language."""
    for page in PAGES:
        yield from (content for found, content in _BLOCK.findall(page.read_text(encoding="utf-8")) if found == language)


def files() -> dict[str, str]:
    """The blocks that are files: a comment near their beginning says how they are called."""
    return {match[1]: block for block in blocks("python") if (match := _FILE.search(block))}


def sessions() -> list[str]:
    """The blocks that are typed at the prompt of Python."""
    return [block for block in blocks("python") if block.startswith(">>>")]


def commands() -> list[Command]:
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            found.append(Command(line, output))
    return found


def without_times(text: str) -> str:
    return re.sub(r"\d+ ms", "0 ms", text)
