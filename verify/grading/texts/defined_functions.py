r"""Definitions that speak of nothing but their own arguments: \sigma(z) = \frac{1}{1+e^{-z}}.

Whatever else nobody declared, such a definition ties no values of it together.
"""

from __future__ import annotations

import re

from verify.grading.row import Row
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

_HEAD = re.compile(r"\s*+(?P<name>\\?[A-Za-z]+)\s*+\(\s*+(?P<arguments>[a-z](?:\s*+,\s*+[a-z])*+)\s*+\)\s*+")
_WORD = re.compile(r"\\?[A-Za-z]+")
_LAYOUT = frozenset(("frac", "dfrac", "tfrac", "left", "right", "cdot", "times"))


def defined_functions(row: Row) -> set[str]:
    """The functions that the definitions of a row are of; none if it has other definitions, or other formulas beside."""
    if row.assuming or row.start or row.rubric is not None:
        return set()
    found = {_function(head, body) for head, body in row.definitions.items()}
    return set() if "" in found else found


def _function(head: str, body: str) -> str:
    """The name of the function, if the body has no other names than its arguments; else \"\"."""
    called = _HEAD.fullmatch(head)
    if called is None:
        return ""
    arguments = {*re.findall(r"[a-z]", called["arguments"])}
    are_known = all(_is_known(word, arguments) for word in _WORD.findall(body))
    return canonical_name(called["name"]) if are_known else ""


def _is_known(word: str, arguments: set[str]) -> bool:
    name = word.removeprefix("\\")
    if name in arguments or name in ("e", "pi"):
        return True
    return name in (KNOWN_FUNCTIONS - GREEK_WORDS) | _LAYOUT
