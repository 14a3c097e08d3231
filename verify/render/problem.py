"""A Problem in words: what was seen, where, and what would help, in that order."""

from __future__ import annotations

import unicodedata

from verify.problem import Problem

WINDOW = 90  # characters of a long line that are shown around the place
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def problem_text(problem: Problem) -> str:
    lines = problem.seen.split("\n")
    if problem.source.strip() and problem.span is not None:
        lines += _pointed(problem.source, *problem.span)
    if problem.where:
        lines.append(f"    in {problem.where}")
    if problem.help:
        lines.append(f"    help: {problem.help}")
    return "\n".join(map(printable, lines))


def _pointed(source: str, start: int, end: int) -> list[str]:
    """The line of the source that the span begins in, and carets below it."""
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", start)
    line = source[line_start : line_end if line_end >= 0 else None]
    first, last = start - line_start, max(start - line_start + 1, min(end - line_start, len(line)))
    before, after = "", ""
    if len(line) > WINDOW:
        left = max(0, min(first - WINDOW // 3, len(line) - WINDOW))
        before, after = "... " if left else "", " ..." if left + WINDOW < len(line) else ""
        line = line[left : left + WINDOW]
        first, last = first - left, min(last - left, WINDOW)
    shown = printable(line)
    carets = "^" * max(1, _columns(shown[first:last]))
    return [f"    {before}{shown}{after}", "    " + " " * (len(before) + _columns(shown[:first])) + carets]


def printable(text: str) -> str:
    """Without characters that would move the cursor or turn the writing round."""
    return "".join(_REPLACEMENT if unicodedata.category(character)[0] == "C" else character for character in text)


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
