r"""Bounds that are written without braces, \sum_k=1^n x: to TeX their = is a relation, and who wrote it did not mean that.

A Greek letter with an index is a sum only where an upper bound follows: Σ_k=1^n, but not Σ_k = A.
"""

from __future__ import annotations

import re

from verify.read.scan import problem

_LOWER = re.compile(
    r"(?:\\(?:sum|prod|coprod|i*int|oint|lim(?:sup|inf)?|sup|inf|max|min|arg(?:max|min)?|big[a-z]+)(?![A-Za-z])(?:\s*\\(?:no)?limits)?"
    r"\s*_?|[∑∏∫]\s*_?|(?<![A-Za-z\\])(?:(?:[Ss]um|[Pp]rod(?:uct)?)(?:\s*_|\s)"
    r"|(?:[Ii]nt(?:egral)?|[Ll]im(?:it)?|sup|inf|max|min|argmax|argmin)\s*_))\s*\\?[A-Za-z]{1,2}\s*(?==)"
)
_LETTER = re.compile(r"(?:[ΣΠ]|\\(?:Sigma|Pi)(?![A-Za-z]))\s*_?\s*[A-Za-z]\s*(?==\s*-?\w{1,3}\s*\^)")


def ends_of_lower_bounds(source: str) -> frozenset[int]:
    """The places of the signs = that belong to such bounds."""
    return frozenset(found.end() for pattern in (_LOWER, _LETTER) for found in pattern.finditer(source))


def reject_loose_bounds(source: str) -> None:
    """Raises InputError for a formula with such a bound."""
    for pattern in (_LOWER, _LETTER):
        found = pattern.search(source)
        if found is not None:
            raise problem("ambiguous", "a bound without braces", source, *found.span(), r"\sum_{k=1}^{n}, or sum(f, k, 1, n)")
