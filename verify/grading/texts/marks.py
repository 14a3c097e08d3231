r"""Bullets, numbers and letters that stand beside the lines of a derivation and are no part of them: - , 1., (a), \quad [2]."""

from __future__ import annotations

import re
from collections.abc import Sequence

SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hfill(?![A-Za-z]))"
_MARK = r"(?:\w{1,3}(?:\.\w{1,3})?|\*{1,3})"
_BULLET = re.compile(r"\A\s*[-–—*•·>]\s+")
MARK_BEFORE = re.compile(rf"\A{SPACE}*(?:[(\[{{]\s*{_MARK}\s*[)\]}}]|\w{{1,3}}[).:]){SPACE}+")
_ONE_BEHIND = rf"[(\[{{]\s*[-+*/:]?\s*{_MARK}\s*[)\]}}]"
MARK_BEHIND = re.compile(rf"{SPACE}+{_ONE_BEHIND}(?:\s*[-+]\s*{_ONE_BEHIND})*{SPACE}*\Z")


_NUMBERED = (
    re.compile(rf"\A{SPACE}*(?:\(\s*(\w{{1,4}})\s*\)|(\w{{1,4}})[).:]){SPACE}+"),
    re.compile(rf"{SPACE}+(?:\(\s*(\w{{1,4}})\s*\)|\[\s*(\w{{1,4}})\s*\]){SPACE}*\Z"),
)
_APART = re.compile(
    r"(?<=\S)(?:\s*+\\q?quad(?![A-Za-z])|\s*+\\hfill(?![A-Za-z])|\t|(?<!\s)\s{3,}+)\s*+\(\s*+([0-9]{1,2}|\*)\s*+\)\s*\Z"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def without_numbers(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without their numbers, if all are numbered, one after the other: (1), (2) ..., a), b) ... or i., ii. ...

    Some of them may be, too, far behind their formulas: x + y = 3 \\quad (1).
    """
    for pattern in _NUMBERED:
        found = [pattern.search(line) for line in lines]
        marks = [each[1] or each[2] for each in found if each is not None]
        if len(marks) == len(lines) > 1 and _are_consecutive(marks):
            return tuple(pattern.sub("", line) for line in lines)
    apart = [each[1] for each in map(_APART.search, lines) if each is not None]
    if len(lines) > 1 and (apart == ["*"] or (apart[:1] == ["1"] and _are_consecutive(apart))):
        return tuple(_APART.sub("", line) for line in lines)
    return tuple(lines)


def _are_consecutive(marks: Sequence[str]) -> bool:
    first = marks[0]
    if first.isdecimal() and int(first) < 2:
        return list(marks) == [str(int(first) + place) for place in range(len(marks))]
    if first == "i":
        return tuple(marks) == _ROMAN[: len(marks)]
    return first in ("a", "A") and list(marks) == [chr(ord(first) + place) for place in range(len(marks))]


def without_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without what may be such marks; bullets count if all lines have them, as a line may begin with a minus."""
    if len(lines) > 1 and all(map(_BULLET.match, lines)):
        return tuple(_BULLET.sub("", line) for line in lines)
    return tuple(MARK_BEHIND.sub("", MARK_BEFORE.sub("", line)) for line in lines)
