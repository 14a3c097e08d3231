r"""Congruences, which are no equations: 10 \equiv 1 (9), x ≡ 2 \pmod 5, 17 \equiv_5 2.

A sign \equiv without a modulus says that two things are identically equal, and is read as =.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from verify.problem import InputError
from verify.read.latex.words import SPELLED_FUNCTIONS
from verify.read.names import canonical_name
from verify.read.scan import problem

_SIGN = re.compile(r"\\equiv(?![A-Za-z])|≡")
_MOD = re.compile(
    r"\\[bp]?(?:mod|pod)(?![A-Za-z])|\\(?:text|textrm|mathrm|operatorname)\s*\{[^{}]*\bmod\b[^{}]*\}|(?<![A-Za-z\\_])mod(?![A-Za-z_(])"
)
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))"
_END = re.compile(  # of one side of a congruence
    r"[=<>≤≥≡≠,;⇒⇔→]|\\\\|\\(?:equiv|leq?|geq?|lt|gt|neq?|implies|iff|text|[A-Za-z]*[aA]rrow|end)(?![A-Za-z])"
    r"|(?<![A-Za-z\\])(?:and|or|implies|iff)(?![A-Za-z])"
)
_TRAILING = re.compile(rf"(?:{_SPACE}|[.$])+\Z")
_SIZE = re.compile(rf"\\(?:left|right|[bB]igg?[lr]?){_SPACE}*\Z")
_NAME = r"(?:\\(?:mathrm|operatorname|text)\s*\{\w+\}|\\?[^\W\d_]+)(?:_(?:\w|\{\w+\}))?'*"
_HEAD = re.compile(rf"({_NAME})(?:\s*\^\s*(?:\{{[^{{}}]*\}}|\w))?\Z")
_FUNCTIONS = SPELLED_FUNCTIONS | {"Gamma"}
_IS_SUM = re.compile(r"(?<=[^\s(\[{])\s*[-+−]")
_OPERATOR = re.compile(r"(?:[-+*/^_·×]|\\(?:cdot|times|pm))\s*\Z")
_MOST_SIGNS = 50  # each of them is followed to the end of the formula
_OPENS, _CLOSES = "([{", ")]}"


class Modulus(NamedTuple):
    """The (9) of 10 \\equiv 1 (9): where it begins and ends, what it holds, and the name that it may be the argument of."""

    start: int
    end: int
    inside: str
    head: str


def may_have_modulus(source: str, after: int) -> bool:
    r"""Whether a modulus may belong to the sign \equiv that ends at a place."""
    return source[after : after + 1] == "_" or _MOD.search(source, after) is not None or _modulus(source, after) is not None


def reject_congruences(source: str, functions: Collection[str]) -> None:
    """Raises InputError for a formula with a congruence; `functions` are the names whose arguments stand in brackets."""
    word = _MOD.search(source) if "mod" not in functions else None
    if word is not None:
        raise _refused("a remainder, or a congruence", source, word.span())
    for count, sign in enumerate(_SIGN.finditer(source)):
        if count >= _MOST_SIGNS:
            raise problem("too-large", f"more than {_MOST_SIGNS} signs of congruence", source, *sign.span(), "fewer of them")
        if source[sign.end() : sign.end() + 1] == "_":
            raise _refused("a congruence", source, (sign.start(), sign.end() + 1))
        found = _modulus(source, sign.end())
        if found is None or _is_argument(found, source[: sign.start()], functions):
            continue
        raise _refused("a congruence, or a product", source, (found.start, found.end))


def _refused(seen: str, source: str, span: tuple[int, int]) -> InputError:
    return problem("unsupported", seen, source, *span, "an equation: x = 2 + 5k with an integer k; a product has a \\cdot or *")


def _is_argument(found: Modulus, left: str, functions: Collection[str]) -> bool:
    """Whether a bracket behind a name holds its argument: of a function, or of what has the same one on the left as well."""
    return bool(found.head) and (found.head in functions or f"({found.inside})" in left.replace(" ", ""))


def _modulus(source: str, after: int) -> Modulus | None:
    """The first bracket behind a place that stands at the end of a side, behind something that it may be the modulus of."""
    depth, begin, position = 0, after, after
    while position <= len(source):
        end = _END.match(source, position) if depth == 0 else None
        if end is not None or position == len(source):
            found = _at_end_of(source, begin, position)
            if found is not None or position == len(source):
                return found
            assert end is not None
            begin = position = end.end()
            continue
        depth += (source[position] in _OPENS) - (source[position] in _CLOSES)
        is_command = source[position] == "\\" and not source[position + 1 : position + 2].isalpha()
        position += 2 if is_command else 1
    return None


def _at_end_of(source: str, begin: int, end: int) -> Modulus | None:
    side = _TRAILING.sub("", source[begin:end])
    if side[-1:] not in (")", "]"):
        return None
    depth, opened = 0, len(side)
    while opened > 0 and (depth or opened == len(side)):
        opened -= 1
        depth += (side[opened] in _CLOSES) - (side[opened] in _OPENS)
    before = _SIZE.sub("", side[:opened])
    head = _TRAILING.sub("", before)
    inside = re.sub(r"\\right\Z|\s", "", side[opened + 1 : -1])
    if depth or not inside or not head or _OPERATOR.search(head) or "," in inside:
        return None
    name = _HEAD.search(head)
    called = canonical_name(name[1]) if name is not None else ""
    is_adjacent = len(head) == len(before)
    if called in _FUNCTIONS or (is_adjacent and _IS_SUM.search(inside)):
        return None
    return Modulus(begin + opened, begin + len(side), inside, called if is_adjacent else "")
