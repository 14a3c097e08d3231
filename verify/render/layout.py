"""Lines that fit: a long formula is shown in two lines, one a side, and cut where they end."""

from __future__ import annotations

import shutil
from typing import TextIO

_RELATIONS = (" = ", " != ", " <= ", " < ", " iff ", " implies ")
_ELLIPSIS = " ..."
PIPE_COLUMNS = 100
LEAST_COLUMNS = 40


class Formula(str):
    """A line that is a formula or a value: it is cut, and never wrapped in the middle of a name."""

    __slots__ = ()


def indent(lines: list[str]) -> list[str]:
    return [type(line)(f"    {line}") for line in lines]


def columns_of(stream: TextIO) -> int:
    """The width of the terminal; of a pipe, one that reads well in a file."""
    if not stream.isatty():
        return PIPE_COLUMNS
    return max(LEAST_COLUMNS, shutil.get_terminal_size().columns)


def laid_out(lines: list[str], columns: int | None) -> list[str]:
    """The lines with every formula in at most two lines of `columns` characters; None cuts nothing."""
    if columns is None:
        return [str(line) for line in lines]
    return [part for line in lines for part in (_in_two_lines(line, columns) if isinstance(line, Formula) else [line])]


def wrapped(line: str, columns: int, hanging: int = 4) -> list[str]:
    """The line broken at spaces, its continuations `hanging` further in than its beginning."""
    margin = len(line) - len(line.lstrip(" "))
    rows: list[str] = []
    while len(line) > columns:
        at = line.rfind(" ", margin + hanging + 1, columns + 1)
        if at < 0:
            break
        rows.append(line[:at])
        line = " " * (margin + hanging) + line[at + 1 :]
    return [*rows, line]


def _in_two_lines(line: str, columns: int) -> list[str]:
    if len(line) <= columns:
        return [str(line)]
    at = _outermost_relation(line)
    margin = " " * (len(line) - len(line.lstrip(" ")))
    if at is None:
        return [_cut(line[:columns], columns), _cut(f"{margin}  {line[columns:].lstrip()}", columns)]
    return [_cut(line[:at], columns), _cut(f"{margin}  {line[at + 1 :]}", columns)]


def _cut(line: str, columns: int) -> str:
    return line if len(line) <= columns else line[: columns - len(_ELLIPSIS)].rstrip() + _ELLIPSIS


def _outermost_relation(line: str) -> int | None:
    """Where the first relation outside of all brackets begins."""
    depth = 0
    for place, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character == " " and line.startswith(_RELATIONS, place):
            return place
    return None
