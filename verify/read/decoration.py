r"""A text without what only shapes how it looks, and where each of its characters comes from.

What is taken away or respelled stands in `verify.read.pasted` (HTML, letters of other fonts) and `verify.read.latex.ornaments`
(colours, phantoms, comments), degrees in `verify.read.degrees`.  A text with none of it is itself.
"""

from __future__ import annotations

from functools import lru_cache

from verify.read.degrees import edits_of_degrees
from verify.read.expansion import Expanded, Span
from verify.read.latex.ornaments import edits_of_ornaments
from verify.read.pasted import edits_of_pasted
from verify.read.scan import MAXIMAL_LENGTH

LONGEST = 5 * MAXIMAL_LENGTH


@lru_cache(maxsize=64)  # one text is looked at for its lines, its links and its formulas
def without_decoration(source: str) -> Expanded:
    """The text as it is read; a longer one than `LONGEST` is left as it is."""
    text, places = source, tuple[Span, ...]()
    if len(source) > LONGEST:
        return Expanded(source, source, 0, ())
    for find in (edits_of_pasted, edits_of_ornaments, edits_of_degrees):
        edits = find(text)
        if edits:
            text, places = _edited(text, places or tuple((place, place + 1) for place in range(len(text))), edits)
    return Expanded(source, text, 0, places)


def _edited(text: str, places: tuple[Span, ...], edits: list[tuple[int, int, str]]) -> tuple[str, tuple[Span, ...]]:
    """Every edit but those inside of what another one takes away."""
    pieces: list[str] = []
    found: list[Span] = []
    end = 0
    for start, stop, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < end:
            continue
        pieces += [text[end:start], new]
        found += places[end:start]
        end = min(stop, len(text))  # \underbrace{x}_ ends too early
        found += [(places[start][0], places[end - 1][1])] * len(new)
    return "".join((*pieces, text[end:])), (*found, *places[end:])
