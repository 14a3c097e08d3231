r"""The formula in an answer that is a sentence, has a unit, says where it holds, or ends in a rounded value.

    The eigenvalues are $\lambda \in \{-1, 3\}$.          what follows is, are, get ... stands for what was asked for
    $x = 1$ or $x = 3$                                    x = 1 \text{ or } x = 3
    $f(y) = \frac1y$ for $y > 1$,  \frac1y, \quad y > 1   the formula, and where it holds
    10 \log_{10} 4 \text{ dB},  $\frac13$ bits            the formula: what the unit adds is left to a person
    \frac{17}{12} \approx 1.4167                          the formula, if that is how it is rounded

A sentence that says something about its formula (not, at most, twice ...) is no answer that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.grading.labels import label_of

_LONGEST = 2_000
_MOST = 8  # formulas in a sentence
_MATH = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<!\\)\$([^$]+?)(?<!\\)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_JOINS = {
    "or": r" \text{ or } ", "and": r" \text{ and } ", ",": ", ", ", and": ", ", ";": "; ", ", or": r" \text{ or } ", "=": " = ",
}  # fmt: skip
_LIMITS = r"for(?:\s+all)?|if|when|where|whenever|with|provided(?:\s+that)?|on"
_IS_LIMIT = re.compile(rf",?\s*(?:{_LIMITS}),?", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:\b(?:is|are|be|get|gives|give|have|has|obtain|yields?|equals?|equal to|so|hence|therefore|thus|then)|:)\Z", re.IGNORECASE
)
_SAYS_MORE = re.compile(
    r"\b(?:not?|never|cannot|neither|nor|at|most|least|less|more|fewer|greater|larger|smaller|above|below|under|over|between|within"
    r"|approx\w*|about|around|nearly|roughly|almost|plus|minus|times|twice|half|double|triple|squared?|cubed?|roots?|negative"
    r"|inverse|reciprocal|transposed?|log\w*|percent|per|except|unless|than|only|wrong|incorrect|false|without|ignoring|if|when"
    r"|or|but|either|proportional|constants?|factors?|modulo|mod|order)\b|n't\b|[0-9=<>≤≥≈±∝~^\\]|/|\*",
    re.IGNORECASE,
)
_UNIT = (
    r"bits?|nats?|shannons?|dB|px|pixels?|[mnμ]s|sec(?:onds)?|min(?:utes)?|hours?|[kcm]m|kg|[kMG]?Hz|[KMGT]i?B|bytes?|units?|"
    r"param(?:eter)?s?|weights|epochs?|steps?|iterations?|updates?|samples?|points?|observations?|dollars?|layers?|neurons|tokens?|"
    r"operations?|FLOPs?|multiplications?"
)
_WITH_UNIT = re.compile(
    rf"\A(?P<formula>.*[0-9A-Za-z)\}}\]!])(?:\s|~|\\[,;:! ]|\\quad)*"
    rf"(?:\\(?:text|mathrm|textrm|operatorname|,)\s*\{{\s*(?:{_UNIT})\s*\}}|(?<=[0-9)\}}\s])(?<!\\)\s(?:{_UNIT}))\Z",
    re.DOTALL,
)
_ROUNDED = re.compile(
    r"\A(?P<formula>.+?)\s*(?:\\(?:approx|simeq)(?![A-Za-z])|≈)\s*(?P<rounded>-?\s*[0-9]*\.?[0-9]+)\Z", re.DOTALL
)
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_LIMITED = re.compile(
    rf"(?:{_SPACE}*,?{_SPACE}*\\(?:text|mathrm|textrm|mbox)\s*\{{\s*(?:{_LIMITS})\s*\}}"  # \text{ for } y > 1
    rf"|,{_SPACE}*\\forall(?![A-Za-z])|{_SPACE}*,?{_SPACE}+(?<!\w)(?:{_LIMITS})(?=\s|\\)"  # , for y > 1
    rf"|,{_SPACE}*(?=[^,;=]*(?:[<>≤≥≠∈]|\\(?:leq?|geq?|leqslant|geqslant|neq?|in)(?![A-Za-z])))){_SPACE}*"  # , y > 1
)
_OPENS, _CLOSES = "([{", ")]}"


@dataclass(frozen=True)
class Wording:
    """What is read of an answer.

    `condition`: where it is said to hold, or "".  `rounded`: the decimal behind it, or "".  `is_certain`: nothing but the
    formula can be meant, so that it may be wrong.
    """

    formula: str
    condition: str = ""
    rounded: str = ""
    is_certain: bool = True


def wording_of(source: str) -> Wording | None:
    """The formula in an answer, or None if it is nothing but one, or no sentence that is understood."""
    if len(source) > _LONGEST:
        return None
    found = _sentence(source.strip())
    text, is_certain = (found.formula, found.is_certain) if found is not None else (source.strip(), True)
    with_unit = _WITH_UNIT.match(text)
    if with_unit is not None:
        text, is_certain = with_unit["formula"].strip(), False
    rounded = _ROUNDED.match(text)
    if rounded is not None and label_of(rounded["formula"]) is None:
        return Wording(rounded["formula"], rounded=rounded["rounded"], is_certain=is_certain)
    condition = found.condition if found is not None else ""
    if not condition:
        text, condition = split_condition(text)
    if found is None and with_unit is None and not condition:
        return None
    return Wording(text, condition, is_certain=is_certain)


def split_condition(source: str) -> tuple[str, str]:
    """A formula and where it is said to hold, or "" for a formula alone."""
    for place in _LIMITED.finditer(source):
        before, after = source[: place.start()].rstrip(), source[place.end() :].strip()
        if before and after and _depth(before) == 0 == _depth(after) and before.count(r"\begin") == before.count(r"\end"):
            return before, after
    return source, ""


def _depth(text: str) -> int:
    return sum((character in _OPENS) - (character in _CLOSES) for character in text)


def _sentence(source: str) -> Wording | None:
    """The formulas between dollars and what joins them, if there are words as well."""
    places = list(_MATH.finditer(source))
    if not places or len(places) > _MOST:
        return None
    formulas = [next(group for group in place.groups() if group is not None).strip() for place in places]
    ends = [0, *(place.end() for place in places)]
    words = [source[end : place.start()].strip() for end, place in zip(ends, places, strict=False)]
    first, last = words[0].strip("*_ "), source[ends[-1] :].strip("*_ \n.,;!")
    if "$" in first or "$" in last or _SAYS_MORE.search(first) or _SAYS_MORE.search(last):
        return None
    condition, joins = "", words[1:]
    if joins and _IS_LIMIT.fullmatch(joins[-1]):
        condition, formulas, joins = formulas[-1], formulas[:-1], joins[:-1]
    if any(word.lower() not in _JOINS for word in joins):
        return None
    text = formulas[0] + "".join(_JOINS[word.lower()] + formula for word, formula in zip(joins, formulas[1:], strict=True))
    is_introduced = not first or _INTRODUCES.search(first) is not None
    return Wording(text, condition, is_certain=is_introduced and not last)
