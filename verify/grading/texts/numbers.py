r"""Numbers as they are drawn: 0.6, -\frac12, 3/2."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = r"[0-9]{1,18}(?:\.[0-9]{1,18})?"
_DRAWN = re.compile(
    rf"\s*(?P<sign>[-+]?)\s*(?:(?P<number>{_DIGITS})(?:\s*/\s*(?P<under>{_DIGITS}))?"
    rf"|\\[dt]?frac\s*(?:\{{\s*(?P<above>{_DIGITS})\s*\}}|(?P<first>[0-9]))\s*(?:\{{\s*(?P<below>{_DIGITS})\s*\}}|(?P<second>[0-9])))\s*"
)


def number_of(text: str) -> Fraction | None:
    """The number that a text is; None for a formula that has to be worked out, and for a quotient by 0."""
    found = _DRAWN.fullmatch(text.strip("$& "))
    if found is None:
        return None
    above = found["number"] or found["above"] or found["first"]
    below = Fraction(found["under"] or found["below"] or found["second"] or 1)
    return Fraction(f"{found['sign']}{above}") / below if below else None
