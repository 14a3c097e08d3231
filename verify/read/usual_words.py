r"""Domain words as people write them, in the words that declarations have.

    vector of n, n-vector, R^n, \mathbb{R}^n           vector n
    m x n matrix, matrix of size m x n, R^{m x n}      matrix m n
    symmetric n x n                                    symmetric matrix n n
    real number, scalar, non-negative, probability     real, nonnegative, in [0, 1]
    p > 0, 0 < p < 1, of p itself                      > 0, in (0, 1)
"""

from __future__ import annotations

import re

from verify.read.domain_words import KNOWN_WORDS, SCALAR_WORDS, TENSOR_PROPERTIES

_SIZE = r"(?:[A-Za-z]\w{0,20}|[0-9]{1,6}|\\[A-Za-z]{1,20})"
_BY = r"\s*(?:\bx\b|×|\\times(?![A-Za-z])|\bby\b|(?<=[0-9])x(?=[0-9]))\s*"
_PAIR = rf"(?P<rows>{_SIZE}){_BY}(?P<columns>{_SIZE})"
_PROPERTY = "|".join(sorted((*TENSOR_PROPERTIES, *SCALAR_WORDS), key=len, reverse=True))
_PROPERTIES = rf"(?P<properties>(?:(?:{_PROPERTY})\s+)*)"
_REALS = r"(?:in\s+)?(?:\\mathbb\s*\{\s*R\s*\}|\\mathbb\s+R|R|ℝ)\s*\^\s*"
_VECTORS = tuple(
    re.compile(rf"{_PROPERTIES}{shape}")
    for shape in (
        rf"(?:column\s+)?vector\s+of\s+(?:(?:size|length|dimension)\s+)?(?P<size>{_SIZE})",
        rf"(?:column\s+)?vector\s*\(\s*(?P<size>{_SIZE})\s*\)",
        rf"(?P<size>{_SIZE})(?:-dimensional|\s*-)\s*(?:column\s+)?vector",
        rf"(?:(?:column\s+)?vector\s+)?{_REALS}(?:(?P<size>{_SIZE})|\{{\s*(?P<braced>{_SIZE})\s*\}})",
        rf"column\s+vector\s+(?P<size>{_SIZE})",
    )
)
_MATRICES = tuple(
    re.compile(rf"{_PROPERTIES}{shape}")
    for shape in (
        rf"matrix\s+of\s+(?:size\s+)?\(?\s*{_PAIR}\s*\)?",
        rf"matrix\s+of\s+size\s+(?P<rows>{_SIZE})",
        rf"matrix\s*\(\s*(?P<rows>{_SIZE})\s*,\s*(?P<columns>{_SIZE})\s*\)",
        rf"{_PAIR}\s+(?P<behind>(?:(?:{_PROPERTY})\s+)*)matrix",
        rf"(?:matrix\s+)?{_REALS}\{{\s*{_PAIR}\s*\}}",
        _PAIR,
    )
)
_SCALARS = {
    "scalar": "real", "number": "real", "real number": "real", "real scalar": "real", "real-valued": "real", "in R": "real",
    "in \\mathbb{R}": "real", "\\mathbb{R}": "real", "in ℝ": "real", "ℝ": "real", "positive number": "positive",
    "strictly positive": "positive", "positive real number": "positive", "strictly negative": "negative",
    "natural number": "natural", "complex number": "complex", "probability": "in [0, 1]", "non-negative": "nonnegative",
    "non-positive": "nonpositive", "non-zero": "nonzero", "non-negative integer": "nonnegative integer",
    "non-negative real": "nonnegative", "non-zero real": "nonzero", "nonnegative number": "nonnegative",
}  # fmt: skip
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?|-?inf"
_BETWEEN = rf"(?P<low>{_NUMBER})\s*(?P<first><=?|≤)\s*%s\s*(?P<second><=?|≤)\s*(?P<high>{_NUMBER})"
_LONGEST = 120


def usual_words(name: str, words: str) -> str:
    """The words of a declaration in the place of others that say the same; as they are if they say something else."""
    plain = " ".join(words.split())
    if len(plain) > _LONGEST:
        return words
    if plain in _SCALARS:
        return _SCALARS[plain]
    if (own := _of_itself(name, plain)) is not None:
        return own
    for pattern in _VECTORS:
        if (found := pattern.fullmatch(plain)) is not None:
            size = found["size"] or found.groupdict().get("braced") or ""
            return f"{found['properties']}vector {size}" if size not in KNOWN_WORDS else words
    for pattern in _MATRICES:
        if (found := pattern.fullmatch(plain)) is not None:
            properties = found["properties"] + (found.groupdict().get("behind") or "")
            sizes = [found["rows"], found.groupdict().get("columns") or found["rows"]]
            return words if {*sizes} & KNOWN_WORDS else f"{properties}matrix {' '.join(sizes)}"
    return words


def _of_itself(name: str, words: str) -> str | None:
    """`> 0` for `p > 0`, and `in (0, 1)` for `0 < p < 1`, of p; None for other words."""
    if name not in words:
        return None
    found = re.fullmatch(_BETWEEN % re.escape(name), words)
    if found is not None:
        opening, closing = "(" if found["first"] == "<" else "[", ")" if found["second"] == "<" else "]"
        return f"in {opening}{found['low']}, {found['high']}{closing}"
    order = re.fullmatch(rf"{re.escape(name)}\s*(?P<order>[<>]=?|≥|≤)\s*(?P<bound>{_NUMBER})", words)
    return None if order is None else f"{order['order']} {order['bound']}"
