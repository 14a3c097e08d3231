r"""Answers of several values: each is graded by itself, by its name, its place, or as one of a set.

    x = \frac13, y = \frac23        (x, y) = (\frac13, \frac23)        (\frac13, \frac23)
    \lambda_1 = 3, \lambda_2 = -1   \lambda \in \{-1, 3\}              3, -1
    \{(0, 0), (1, 1)\}              (1, 1) and (0, 0)                  L = [..], U = [..]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verify.grading.labels import label_of
from verify.grading.links import links_of
from verify.grading.presentation import plain_answer, without_delimiters
from verify.read.names import canonical_name

_LONGEST = 2_000
_MOST = 12  # values
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_JOIN = re.compile(
    rf"{_SPACE}*[,;]{_SPACE}*(?:and{_SPACE}|\\text\s*\{{\s*and\s*\}})?{_SPACE}*|{_SPACE}+and{_SPACE}+|"
    rf"{_SPACE}*\\(?:text|mathrm)\s*\{{\s*and\s*\}}{_SPACE}*"
)
_OR = re.compile(rf"{_SPACE}+or{_SPACE}+|{_SPACE}*\\(?:text|mathrm)\s*\{{\s*or\s*\}}{_SPACE}*|\\lor(?![A-Za-z])|∨")
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*")
_SET = re.compile(rf"\A(?:\\\{{|\{{){_SPACE}*(?P<inside>.*?){_SPACE}*(?:\\\}}|\}})\Z", re.DOTALL)
_OF_NAME = re.compile(r"\A(?P<name>[^=<>∈{}()]{1,40}?(?:\{[^{}]*\})?)\s*(?:\\in(?![A-Za-z])|∈|=)\s*(?=\\\{|\{)")
_OPENS, _CLOSES = "([{", ")]}"

Outcome = str
Grade = Callable[[int, str], Outcome]  # the verdict on a text as the answer for one of the values that are asked for


@dataclass(frozen=True)
class Several:
    """The texts of several values, with their names or none, and whether their order counts."""

    values: tuple[str, ...]
    names: tuple[str, ...] = ()
    is_ordered: bool = False

    @property
    def has_one_letter(self) -> bool:
        """Whether the names are x_1, x_2 ..., which stand for the values of one thing."""
        return bool(self.names) and len({name.partition("_")[0].rstrip("0123456789'") for name in self.names}) == 1


def several_of(source: str) -> Several | None:
    """The values in a text, or None for a text of one."""
    if len(source) > _LONGEST:
        return None
    text = _SIZES.sub("", without_delimiters(plain_answer(source))).strip()
    named = _OF_NAME.match(text)
    is_set = _SET.match(text[named.end() :] if named is not None else text)
    if is_set is not None and _is_closed(is_set["inside"]):
        values = _split(is_set["inside"], _JOIN)
        return Several(values) if 2 <= len(values) <= _MOST else None
    tuples = [_inside_of_tuple(link.formula) for link in links_of(text)]
    relations = [link.relation for link in links_of(text)]
    if relations == [""] and tuples[0] is not None:
        values = _split(tuples[0], _JOIN)
        return Several(values, is_ordered=True) if 2 <= len(values) <= _MOST else None
    if relations == ["", "eq"] and None not in tuples:
        names, values = (_split(inside or "", _JOIN) for inside in tuples)
        return _named(names, values)
    pieces = _split(text, _JOIN)
    alternatives = _split(text, _OR)
    if len(alternatives) > 1:
        pieces = alternatives if len(pieces) == 1 else ()
    if not 2 <= len(pieces) <= _MOST:
        return None
    links = [links_of(piece) for piece in pieces]
    if all(len(each) == 1 for each in links):
        return Several(pieces)
    if any(len(each) != 2 or each[1].relation != "eq" for each in links):
        return None
    return _named(tuple(each[0].formula for each in links), tuple(each[1].formula for each in links))


def _named(labels: Sequence[str], values: Sequence[str]) -> Several | None:
    found = [label_of(label) for label in labels]
    if len(labels) != len(values) or not 2 <= len(values) <= _MOST:
        return None
    if any(label is None or not label.is_plain or not label.is_certain for label in found):
        return None
    names = tuple(_plain(canonical_name(name)) for label in found if label is not None for name in label.names)
    if len(names) != len(values):
        return None
    if len(set(names)) == 1:  # x = 1, x = 2
        return Several(tuple(values))
    return Several(tuple(values), names, is_ordered=True) if len(set(names)) == len(names) else None


def _plain(name: str) -> str:
    r"""x for x^* and \hat x, which are values of x."""
    return name.removesuffix("_star").removesuffix("_hat").removesuffix("_opt")


def compared(asked: Several, answered: Several, grade: Grade) -> Outcome:
    """The verdict on several values: wrong only if one is certainly missing, or certainly not asked for."""
    if asked.names and answered.names and set(asked.names) == set(answered.names):
        found = [grade(place, answered.values[answered.names.index(name)]) for place, name in enumerate(asked.names)]
        if "wrong" not in found or not asked.has_one_letter:
            return _all(found)
        return "wrong" if _as_set(asked, answered, grade) == "wrong" else "undecided"
    in_order = not answered.names or (not asked.names and list(answered.names) == sorted(answered.names))  # (x, y) = (1, 2)
    if asked.is_ordered and answered.is_ordered and not asked.has_one_letter and in_order:
        if len(asked.values) != len(answered.values):
            return "undecided"
        return _all([grade(place, value) for place, value in enumerate(answered.values)])
    if (asked.is_ordered and not asked.has_one_letter) or (answered.names and not answered.has_one_letter):
        return "undecided"
    if answered.is_ordered and not answered.names and not asked.is_ordered:
        return "undecided"  # (1, 2) for 1 or 2
    return _as_set(asked, answered, grade)


def _all(found: Sequence[Outcome]) -> Outcome:
    """The worst of the verdicts."""
    return next((each for each in ("wrong", "unreadable", "undecided") if each in found), "correct")


def _as_set(asked: Several, answered: Several, grade: Grade) -> Outcome:
    table = [[grade(place, value) for value in answered.values] for place in range(len(asked.values))]
    rows, columns = table, [list(column) for column in zip(*table, strict=True)]
    if any(all(each == "wrong" for each in line) for line in (*rows, *columns)):
        return "wrong"
    if all("correct" in line for line in (*rows, *columns)):
        return "correct"
    return "undecided"


def _inside_of_tuple(formula: str) -> str | None:
    formula = formula.strip()
    is_closed = formula.startswith("(") and formula.endswith(")") and _is_closed(formula[1:-1])
    return formula[1:-1].strip() if is_closed else None


def _is_closed(text: str) -> bool:
    """Whether no bracket closes in a text that was not opened in it."""
    depth = 0
    for character in text:
        depth += (character in _OPENS) - (character in _CLOSES)
        if depth < 0:
            return False
    return depth == 0


def _split(text: str, separator: re.Pattern[str]) -> tuple[str, ...]:
    """The pieces between separators that stand in no brackets and no environment; none if a comma may be that of 1,5."""
    pieces, begin = [], 0
    for found in separator.finditer(text):
        is_decimal = found[0] == "," and text[: found.start()][-1:].isdigit() and text[found.end() :][:1].isdigit()
        before = text[begin : found.start()]
        if _is_closed(before) and before.count(r"\begin") == before.count(r"\end") and found.start() >= begin:
            if is_decimal:
                return ()
            pieces.append(before.strip())
            begin = found.end()
    last = text[begin:].strip()
    pieces = [piece for piece in (*pieces, last) if piece]
    return tuple(pieces)
