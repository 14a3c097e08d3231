r"""Bullets, numbers and letters that stand beside the lines of a derivation and are no part of them: - , 1., (a), \quad [2]."""

from __future__ import annotations

import re
from collections.abc import Sequence

SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hfill(?![A-Za-z]))"
_MARK = r"(?:\w{1,3}(?:\.\w{1,3})?|\*{1,3})"
_BULLET = re.compile(r"\A\s*[-–—*•·>]\s+")
MARK_BEFORE = re.compile(rf"\A{SPACE}*(?:[(\[{{]\s*{_MARK}\s*[)\]}}]|\w{{1,3}}[).:]){SPACE}+")
MARK_BEHIND = re.compile(rf"{SPACE}+[(\[{{]\s*{_MARK}\s*[)\]}}]{SPACE}*\Z")


def without_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without what may be such marks; bullets count if all lines have them, as a line may begin with a minus."""
    if len(lines) > 1 and all(map(_BULLET.match, lines)):
        return tuple(_BULLET.sub("", line) for line in lines)
    return tuple(MARK_BEHIND.sub("", MARK_BEFORE.sub("", line)) for line in lines)
