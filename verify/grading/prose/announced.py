r"""Steps that are announced before they are taken: words that lead to a line, and say what is done there.

    Taking the derivative with respect to w:        Differentiate: \frac{dL}{dw} = ...       \text{Set this to zero:}
    We integrate by parts:                          Multiply by 2v^2: \quad n v = ...         Setting f'(x) = 0: 6x - 12 = 0

What is announced is not judged; the line behind it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.grading.prose.clauses import OPENS_TEXT, SPACE, TEXT
from verify.grading.prose.vocabulary import SHOWS_DERIVATIVE

_SPACE = rf"{SPACE}*+"  # possessive, as all that follows: what is read of a run of spaces is never tried again
_NAME = r"\$?\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?\$?"
_BY = (
    r"(?:(?:\s*+,)?\s*+(?:w\.?\s?r\.?\s?t\.?|with\s++respect\s++to|by|for)\s++"
    rf"{_NAME}(?:\s*+(?:,|and)\s*+{_NAME})*)?"
)
_IT = (
    r"(?:it|this|that|these|both|them"
    r"|(?:the\s++)?(?:first\s++|partial\s++)?(?:derivatives?|gradients?|score|result|expression))"
)
_TO_ZERO = rf"(?:{_IT}\s++)?(?:equal\s++)?to\s++(?:zero|\$?0\$?)"
_BEGIN = r"(?:(?:then|now|next|so|hence|thus|and|we(?:\s++now)?|again|finally|first|let\s++us|let's)(?:\s*+,)?\s++)*+"
_OF = r"(?:\s++of\s++(?:it|this|both\s++sides|the\s++[A-Za-z-]+))?"
_SIDES = r"(?:\s++(?:both\s++sides|(?:each|every)\s++(?:side|term)|(?:the|this)\s++equation|this|it))?"
_DERIVATIVE = (
    r"(?:(?:tak|comput|calculat)(?:e|ing)\s++(?:the\s++)?(?:first\s++|second\s++|partial\s++)?(?:derivatives?|gradients?)"
    rf"|differentiat(?:e|ing)(?:\s++implicitly)?{_SIDES}(?:\s++implicitly)?|(?:by\s++)?implicit\s++differentiation)"
    rf"{_OF}{_BY}(?:(?:\s*+,)?\s*+and\s++(?:then\s++)?set(?:ting)?\s++{_TO_ZERO})?"
)
_ZERO = rf"set(?:ting)?\s++{_TO_ZERO}"
_ALGEBRA = (
    r"(?:integrat(?:e|ing)\s++by\s++parts|complet(?:e|ing)\s++the\s++squares?|simplify(?:ing)?|rearrang(?:e|ing)|expand(?:ing)?"
    rf"|collect(?:ing)?\s++terms|solv(?:e|ing)){_BY}"
)
_BOTH_SIDES = r"(?:multiply(?:ing)?|divid(?:e|ing))\s++(?:both\s++sides\s++|through\s++|everything\s++)?by\s++[^:,=]{1,40}?"
_SO = r"(?:\\Rightarrow|\\implies|\\iff|⇒|=>)"
_END = rf"\s*+(?:(?:,\s*+)?(?:we\s++(?:get|obtain|have|find)|gives?|yields?)(?:\s*+[:,]|(?=\s)|\Z)|[:,.]|(?={_SO})|\Z)"
_STEP = re.compile(
    rf"{_SPACE}{_BEGIN}(?:(?P<derivative>{_DERIVATIVE})|(?P<zero>{_ZERO})|(?P<algebra>{_ALGEBRA})|(?P<sides>{_BOTH_SIDES})){_END}",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(rf"{_SPACE}{TEXT}")
_SETS = re.compile(
    rf"{_SPACE}{_BEGIN}(?:{OPENS_TEXT}\s*+set(?:ting)?\s*+\}}|set(?:ting)?\s){_SPACE}[^:=<>]{{1,80}}?=\s*+0{_SPACE}"
    rf"(?:\$|{OPENS_TEXT}\s*+[:,]?\s*+(?:gives|yields)?\s*+[:,]?\s*+\}})?{_SPACE}[:,]{_SPACE}",
    re.IGNORECASE,
)
_SOLVES = re.compile(  # Setting f'(x) = 0 => x = 2
    rf"{_SPACE}{_BEGIN}set(?:ting)?\s++(?=[^:=<>]{{1,80}}=\s*+0{_SPACE}{_SO})", re.IGNORECASE
)
_GIVES = r"(?:gives?|yields?|implies|we\s++(?:get|obtain|have))"
_SOLVES_IN_WORDS = re.compile(  # Setting f'(x) = 0 gives x = 2
    rf"{_SPACE}{_BEGIN}(?:{OPENS_TEXT}\s*+set(?:ting)?\s*+\}}|set(?:ting)?\s){_SPACE}(?P<given>[^:=<>]{{1,80}}?=\s*+0){_SPACE}"
    rf"\$?{_SPACE},?{_SPACE}(?:{OPENS_TEXT}\s*+{_GIVES}\s*+:?\s*+\}}|{_GIVES}(?=[\s:$])\s*+:?){_SPACE}\$?(?=.*[=<>])",
    re.IGNORECASE,
)
_STATES = re.compile(r"[<>=≤≥≠∝]|\\(?:leq?|geq?|neq?|propto|iff|implies)(?![A-Za-z])")


class Announced(NamedTuple):
    """What is said, the rest of the line, and whether nothing that it says can make a wrong line right."""

    said: str
    rest: str
    is_neutral: bool


def announced(line: str, following: str = "") -> Announced | None:
    """The step that the words before a statement announce, or a line of words alone before the `following` one; or None."""
    solved = _SOLVES.match(line)
    if solved is not None:
        return Announced(solved[0].strip(), line[solved.end() :], is_neutral=True)
    in_words = _SOLVES_IN_WORDS.match(line)
    if in_words is not None:
        arrow = r"\implies" if "\\" in line else "=>"
        return Announced(in_words[0].strip(), f"{in_words['given']} {arrow} {line[in_words.end() :]}", is_neutral=True)
    sets = _SETS.match(line)
    if sets is not None and _STATES.search(line, sets.end()) is not None:
        return Announced(line[: sets.end()].strip(), line[sets.end() :], is_neutral=False)
    in_text = _IN_TEXT.match(line)
    said, rest = (in_text[1], line[in_text.end() :]) if in_text is not None else (line, "")
    found = _STEP.match(said)
    if found is None or (in_text is not None and said[found.end() :].strip(" :,.")):
        return None
    rest = re.sub(rf"\A{_SPACE}[:,]?{_SPACE}", "", rest if in_text is not None else said[found.end() :])
    if rest and _STATES.search(rest) is None:
        return None  # `Differentiating: 2x` may be anything
    shown = found["derivative"] is None or SHOWS_DERIVATIVE.search(rest or following) is not None
    return Announced(found[0].strip(), rest, is_neutral=shown and found["sides"] is None)
