r"""Angles in degrees: 60^\circ and 60° are 60 \pi/180, and no temperature."""

from __future__ import annotations

import re

from verify.read.pasted import Edit

_DEGREES = re.compile(
    r"(?<![A-Za-z0-9_.\\^{])([0-9]{1,6}(?:\.[0-9]{1,12})?)\s*"
    r"(?:\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))|°|\\(?:text)?degree(?![A-Za-z])(?:\{\})?)"
    r"(?!\s*(?:\\(?:mathrm|text)\s*\{\s*)?[CFK](?![a-z]))"
)


def has_degrees(source: str) -> bool:
    return bool(_DEGREES.search(source))


def edits_of_degrees(source: str) -> list[Edit]:
    """What is to be respelled in a text."""
    if "circ" not in source and "°" not in source and "degree" not in source:
        return []
    factor = r"\pi/180" if "\\" in source else "*pi/180"
    return [(*found.span(), f"({found[1]}{factor})") for found in _DEGREES.finditer(source)]
