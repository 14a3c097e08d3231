r"""Formulas with \pm: read as the set of both values, and compared sign by sign where they are no solutions.

    \cos(a \pm b)    \cos a \cos b \mp \sin a \sin b        the upper signs together, and the lower ones
    x = a \pm b      x = a \mp b                            the same solutions
"""

from __future__ import annotations

import re
from collections.abc import Callable

from verify.grading.lines.links import links_of
from verify.grading.row import Row
from verify.grading.texts.labels import label_of

_BOTH = re.compile(r"\\(?:pm|mp)(?![A-Za-z])|±|∓|\+/-")
_TURNED = (r"\mp", "∓")
_NAME = re.compile(r"[A-Za-z]")
_COMMAND = re.compile(r"\\[A-Za-z]+")


def signs_agree(row: Row, submitted: str, is_right: Callable[[str, str], bool]) -> bool:
    """Whether a right answer is right for both signs; also where that does not count: of solutions, and of numbers."""
    if len(row.references) != 1 or not _BOTH.search(row.references[0].formula) or not _BOTH.search(submitted):
        return True
    reference = row.references[0].formula
    links = links_of(reference)
    label = label_of(links[0].formula) if len(links) == 2 else None
    if (label is not None and label.is_plain) or not _NAME.search(_COMMAND.sub("", reference)):
        return True
    return all(is_right(_with(reference, upper), _with(submitted, upper)) for upper in (True, False))


def _with(text: str, upper: bool) -> str:
    """The text with its upper or lower signs."""
    return _BOTH.sub(lambda found: "+" if (found[0] in _TURNED) is not upper else "-", text)
