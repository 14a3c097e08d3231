"""Brackets in a text."""

from __future__ import annotations


def closing(text: str, start: int) -> int | None:
    """The place behind the bracket that closes what is open at `start`."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place + 1
    return None


def is_balanced(text: str) -> bool:
    """Whether every bracket of a text is closed in it, whatever its kind."""
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return depth == 0
