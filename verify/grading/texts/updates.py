r"""Updates: w \leftarrow w - \eta g, \theta := \theta - \eta g.  What stands right of the sign is the new value.

w = w - \eta g may be one, or an equation for w.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.presentation import plain_answer

_LONGEST = 4_000
_SIGN = re.compile(
    r"\\(?:leftarrow|longleftarrow|gets)(?![A-Za-z])|[←⟵]|(?P<defines>:=|\\coloneqq(?![A-Za-z]))|(?<![<>!:=])(?P<equals>=)(?!=)"
)


@dataclass(frozen=True)
class Update:
    """`is_certain`: it can be nothing else; an equation with the same name on both sides may be one."""

    left: str
    right: str
    is_certain: bool = True

    def has_left_of(self, other: Update) -> bool:
        return plain_text(self.left) == plain_text(other.left)


def update_of(formula: str) -> Update | None:
    """The update that a formula is or may be; None for one with several signs, and for any other formula."""
    if len(formula) > _LONGEST:
        return None
    text = plain_answer(formula).replace("&", " ").strip().strip("$")
    signs = list(_SIGN.finditer(text))
    if len(signs) != 1 or not text[: signs[0].start()].strip():
        return None
    sign = signs[0]
    left, right = text[: sign.start()].strip(), text[sign.end() :].strip()
    if (sign["defines"] or sign["equals"]) and (label_of(left) is None or not speaks_of(right, [left])):
        return None
    return Update(left, right, not sign["equals"])


def value_of_equation(formula: str, left: str) -> str | None:
    """The right side of an equation that begins with the left side of an update; None for another equation."""
    text = plain_answer(formula).replace("&", " ").strip().strip("$")
    signs = list(_SIGN.finditer(text))
    is_same = len(signs) == 1 and plain_text(text[: signs[0].start()]) == plain_text(left)
    return text[signs[0].end() :].strip() if is_same else None


def left_sides(formula: str) -> list[str]:
    r"""What stands before each \leftarrow and := of a formula."""
    text = plain_answer(formula[:_LONGEST]).replace("&", " ").strip().strip("$")
    return [plain_text(text[: sign.start()]) for sign in _SIGN.finditer(text) if not sign["equals"]]


def has_sign(formula: str) -> bool:
    """Whether a formula has a sign of an update or an equation."""
    return _SIGN.search(formula[:_LONGEST]) is not None
