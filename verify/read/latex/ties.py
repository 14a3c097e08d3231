r"""The ~ of TeX, a space that does not break: between a value and a number others write it for "about", \sqrt{2} ~ 1.414."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.read.names import ACCENTS, FONTS, GREEK_WORDS
from verify.read.scan import Token, problem

SPACES = frozenset((",", ";", ":", "!", " ", "quad", "qquad"))
_NUMBER = re.compile(r"-?[0-9]|-?\.[0-9]")
_FRACTION = re.compile(r"-?\\[dt]?frac\s*\{?\s*[0-9]")
_VALUES = frozenset((*GREEK_WORDS, "infty", "ell", "}", "|", "rangle", "rfloor", "rceil", "rvert", "rVert", "prime", "circ", "%"))
_OF_VALUES = frozenset((*FONTS, *ACCENTS, "frac", "dfrac", "tfrac", "cfrac", "binom", "sqrt", "boxed", "underline", "mathrm"))
_ENDS = frozenset(("letter", "number", ")", "|", "!", "'"))
_OPENS = {"}": "{", "]": "["}


def check_tie(source: str, before: Sequence[Token], tie: int, start: int) -> None:
    """Raises InputError for a ~ behind these tokens of a value, or behind none, if a number begins at `start`."""
    is_number = _NUMBER.match(source, start) or (before and _FRACTION.match(source, start))
    if is_number and _ends_a_value(before):
        raise problem("ambiguous", "~, a space or about", source, tie, tie + 1, r"\approx, or no ~")


def _ends_a_value(tokens: Sequence[Token]) -> bool:
    place = len(tokens) - 1
    while place >= 0 and tokens[place][0] == "command" and tokens[place][1] in SPACES:
        place -= 1
    while place >= 0:
        kind, text = tokens[place][:2]
        is_group = kind in _OPENS
        begin = _opening(tokens, place) if is_group else place
        if begin > 1 and tokens[begin - 1][0] in ("_", "^"):  # a script of what stands before it
            place = begin - 2
            continue
        if not is_group:
            return kind in _ENDS or (kind == "command" and text in _VALUES)
        kind, text = tokens[begin - 1][:2] if begin > 0 else ("", "")
        if kind == "command":
            return text in _OF_VALUES
        if kind not in _OPENS:
            return True
        place = begin - 1
    return True


def _opening(tokens: Sequence[Token], closed: int) -> int:
    """The place of the bracket whose partner stands at a place; that of the first token if it has none."""
    depth = 0
    for place in range(closed, -1, -1):
        kind = tokens[place][0]
        depth += (kind == tokens[closed][0]) - (kind == _OPENS[tokens[closed][0]])
        if depth == 0:
            return place
    return 0
