r"""Statements side by side, x + y \le 4,\ x \ge 0, of which all are meant; x > 2, x < -2 may be alternatives and are not read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from verify.grading.lines.links import links_of
from verify.grading.several import pieces_of
from verify.problem import InputError
from verify.read.text import Reading
from verify.term import Term, free_symbols, make

_MOST = 12
_WIDE = re.compile(r"\\q?quad(?![A-Za-z])")
_INEQUALITIES = frozenset(("le", "lt", "ne", "and"))


def side_by_side(source: str, read: Callable[[str], Reading]) -> Reading | None:
    """The conjunction of the statements between commas; None for a text of one, or of two about one name alone."""
    pieces = pieces_of(source)
    if not 2 <= len(pieces) <= _MOST or any(len(links_of(piece)) < 2 for piece in pieces):
        return None
    try:
        readings = [read(piece) for piece in pieces]
    except InputError:
        return None
    terms = tuple(reading.term for reading in readings)
    are_alike = all(term.op == "eq" for term in terms) or all(term.op in _INEQUALITIES for term in terms)
    if not are_alike or any(_may_be_alternatives(*pair) for pair in combinations(terms, 2)):
        return None  # y = 1/x, x > 0 says where an equation holds
    return replace(
        readings[0],
        term=make("and", terms),
        choices=(*(choice for each in readings for choice in each.choices), "the statements between commas are read as `and`"),
        undeclared=tuple(dict.fromkeys(name for each in readings for name in each.undeclared)),
        called=tuple(dict.fromkeys(name for each in readings for name in each.called)),
        doubts=tuple(dict.fromkeys(doubt for each in readings for doubt in each.doubts)),
        groupings=(),
    )


def equations_side_by_side(line: str) -> list[str]:
    r"""The equations f(0) = 1 and g(0) = 2 of a line, if a wide space stands between them; else the line."""
    pieces = [text for piece in _WIDE.split(line) if (text := piece.strip().rstrip(",;"))]
    are_equations = all(len(links := links_of(piece)) > 1 and not links[0].relation for piece in pieces)
    return pieces if are_equations else [line]


def _may_be_alternatives(one: Term, other: Term) -> bool:
    """Whether two statements are about one and the same name, and nothing else, or both give or bound it: x = a, x = -a."""
    if len(free_symbols(one)) == 1 and free_symbols(one) == free_symbols(other):
        return True
    given = {side for side in one.args if side.op == "symbol"}.intersection(other.args)
    if one.op == other.op == "eq":  # 2x = a, 2y = a are no values of a
        given = given.intersection((one.args[0], other.args[0]))
    return bool(given)
