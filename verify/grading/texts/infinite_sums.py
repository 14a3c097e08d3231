r"""Infinite sums over an unknown sequence, read with its generating function.

    \sum_{k=0}^\infty \gamma^k r_{t+k+1}                        \sum_{k=0}^\infty \gamma^k u x^{k+1}
    r_{t+1} + \gamma\sum_{k=0}^\infty \gamma^k r_{t+k+2}        u x^{1} + \gamma\sum_{k=0}^\infty \gamma^k u x^{k+2}

Formulas that are linear in the items are equal for every sequence if they are for all powers of x: two power series are the same
only if each of their coefficients is.  A sum has one item, so that it is a series that converges by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verify.grading.texts.brackets import closing
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 1_000
_SUM = re.compile(
    r"\\sum\s*(?:\\limits)?\s*_\s*\{\s*(?P<name>[a-z])\s*=\s*[0-9]{1,2}\s*\}\s*\^\s*(?:\{\s*\\infty\s*\}|\\infty(?![A-Za-z]))"
)
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS, key=len, reverse=True))})(?![A-Za-z])"
_LETTER = rf"(?:{_GREEK}|(?<![A-Za-z\\])[A-Za-z])"
_INDEXED = re.compile(rf"(?P<head>{_LETTER})\s*_\s*(?:(?P<bare>[a-z0-9])|\{{(?P<inside>[^{{}}]*)\}})")
_SUMMAND = re.compile(r"(?P<sign>[-+]?)(?P<what>[a-z]|[0-9]{1,2})")
_COMMANDS = GREEK_WORDS | {"sum", "infty", "left", "right", "frac", "dfrac", "tfrac", "cdot", "limits"}
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_RAISED = re.compile(r"\s*\^")
_QUOTIENT = re.compile(r"\\[dt]?frac\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{(?P<below>(?:[^{}]|\{[^{}]*\})*)\}|/(?P<behind>.*)")
POWER, _SCALE = "x", "u"


@dataclass(frozen=True)
class Generated:
    """Texts with u x^j for the items of a sequence, and what is to be declared; `has_constants`: summands have none of them."""

    texts: tuple[str, ...]
    has_constants: bool
    symbols: dict[str, str]
    head: str


def generated(texts: Sequence[str], declared: Collection[str]) -> Generated | None:
    """The texts with powers for the items of the one sequence that they sum over; None for others, and for what is not linear."""
    whole = "\n".join(texts)
    bound = {found["name"] for found in _SUM.finditer(whole)}
    letters = {*re.findall(_LETTER, whole)}
    is_plain = len(whole) < _LONGEST and {*_COMMAND.findall(whole)} <= _COMMANDS
    if not bound or not is_plain or {POWER, _SCALE} & letters or bound & {*declared}:
        return None
    items = [_Item.of(found, bound) for text in texts for found in _INDEXED.finditer(text)]
    summed = {item.head for item in items if item is not None and item.direction}
    own = [item for item in items if item is None or item.head in summed]
    are_alike = len(summed) == 1 and None not in own and len({item.base for item in own if item}) == 1
    directions = {item.direction for item in own if item and item.direction}
    if not are_alike or len(directions) != 1 or canonical_name(head := summed.pop()) in declared:
        return None
    if any(not _is_linear(text, head) or not _is_bound_inside(text, head, bound) for text in texts):
        return None
    written = tuple(_with_powers(text, head, bound) for text in texts)
    rates = {letter for letter in letters if letter.startswith("\\") and canonical_name(letter) not in declared}
    rates -= {head, *(found["head"].strip() for found in _INDEXED.finditer(whole))}
    has_constants = any(_degrees(text, head) != {1} for text in texts)
    return Generated(written, has_constants, {POWER: "(0, 1)", _SCALE: "real", **dict.fromkeys(sorted(rates), "(0, 1)")}, head)


@dataclass(frozen=True)
class _Item:
    """r_{t+k+1}: t is its `base`, and k goes in the `direction` 1; 0 for an item that no sum counts."""

    head: str
    base: str
    direction: int
    power: str

    @classmethod
    def of(cls, found: re.Match[str], bound: Collection[str]) -> _Item | None:
        inside = "".join((found["bare"] or found["inside"]).split())
        summands = [*_SUMMAND.finditer(inside)]
        if "".join(each[0] for each in summands) != inside:
            return None
        letters = [(each["what"], -1 if each["sign"] == "-" else 1) for each in summands if each["what"].isalpha()]
        counted = [(letter, sign) for letter, sign in letters if letter in bound]
        bases = [letter for letter, sign in letters if letter not in bound and sign > 0]
        if len(counted) > 1 or len(bases) > 1 or len(letters) != len(counted) + len(bases):
            return None
        direction = counted[0][1] if counted else 0
        place = sum(int(each["sign"] + each["what"]) for each in summands if each["what"].isdigit())
        power = f"{counted[0][0]}{direction * place:+d}" if counted else str(place)
        return cls(found["head"].strip(), "".join(bases), direction, power)


def _with_powers(text: str, head: str, bound: Collection[str]) -> str:
    directions = {item.direction for found in _INDEXED.finditer(text) if (item := _Item.of(found, bound)) and item.head == head}

    def power(found: re.Match[str]) -> str:
        item = _Item.of(found, bound)
        if item is None or item.head != head:
            return found[0]
        exponent = str(-int(item.power)) if -1 in directions and not item.direction else item.power
        return f" {_SCALE} {POWER}^{{{exponent}}} "

    return _INDEXED.sub(power, text)


def _is_linear(text: str, head: str) -> bool:
    """Whether no product has two items, each sum has one, and none is raised to a power or stands below a line."""
    below = [found["below"] or found["behind"] or "" for found in _QUOTIENT.finditer(text)]
    if any(_count(part, head) for part in below) or max(_degrees(text, head)) > 1:
        return False
    return all(_count(_first_summand(text[found.end() :]), head) == 1 for found in _SUM.finditer(text))


def _count(text: str, head: str) -> int:
    return sum(found["head"].strip() == head for found in _INDEXED.finditer(text))


def _degrees(text: str, head: str) -> set[int]:
    """How many items the products of a text have; what is raised to a power, or an exponent, counts twice."""
    return {degree for summand in _summands(text) for degree in _degrees_of_product(summand, head)}


def _degrees_of_product(text: str, head: str) -> set[int]:
    degrees, place = {0}, 0
    while place < len(text):
        is_exponent = text[:place].rstrip().endswith("^")
        item = _INDEXED.match(text, place)
        close = closing(text, place + 1) if text[place] in "([{" else None
        end = item.end() if item is not None else close or place + 1
        inside = {int(item["head"].strip() == head)} if item is not None else set()
        inside = inside or (_degrees(text[place + 1 : end - 1], head) if close is not None else {0})
        often = 2 if is_exponent or _RAISED.match(text, end) else 1
        degrees = {one + often * other for one in degrees for other in inside}
        place = end
    return degrees


def _summands(text: str) -> list[str]:
    """What stands between + and - outside of brackets."""
    found, depth, begin = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character in "+-" and not depth:
            found.append(text[begin:place])
            begin = place + 1
    return [each for each in (*found, text[begin:]) if each.strip()] or [""]


def _first_summand(text: str) -> str:
    """A text up to the sign, or the bracket, that ends the scope of a sum before it."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth < 0 or (character in "+-" and not depth and text[:place].strip()):
            return text[:place]
    return text


def _is_bound_inside(text: str, head: str, bound: Collection[str]) -> bool:
    """Whether other names have no index of a sum, and no index stands before the first sum over it."""
    for letter in bound:
        first = next((found.start() for found in _SUM.finditer(text) if found["name"] == letter), len(text))
        if re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", text[:first]):
            return False
    others = [found for found in _INDEXED.finditer(_SUM.sub(" ", text)) if found["head"].strip() != head]
    return not any(letter in (found["bare"] or found["inside"]) for found in others for letter in bound)
