r"""Statements side by side, x + y \le 4,\ x \ge 0, of which all are meant.

    x \ge 0,\ y \ge 0,\ y \le 1 - x     all of them, as x has bounds of its own
    x \ge 0,\ x \le 2                   both, as every x meets one of them
    x, y \ge 0                          x \ge 0 and y \ge 0
    x + y = 1,\ x \ge 0,\ y \ge 0        all of them, or where the equation holds: nothing is wrong because of it

Not read: x > 2, x < -2, which may be alternatives, and 0 \le x, y \le 1, where each bound may be that of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.lines.links import Link, links_of
from verify.grading.several import pieces_of
from verify.grading.texts.labels import label_of
from verify.problem import InputError
from verify.question import Question
from verify.read.text import Reading
from verify.term import Term, free_symbols, make

_MOST = 12
_LIMITS = Limits(fuel=20_000)  # to see whether one of two bounds always holds
_WIDE = re.compile(r"\\q?quad(?![A-Za-z])")
_INEQUALITIES = frozenset(("le", "lt", "ne", "and"))
_BOUNDS = frozenset(("le", "lt"))
_SIGNS = ("le", "lt", "ge", "gt")
_NAME = re.compile(r"\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?")
_WHERE = "the statements between commas are read as `and`, and may say where the equation holds"


def side_by_side(source: str, read: Callable[[str], Reading], *, of_constraints: bool = False) -> Reading | None:
    """The conjunction of the statements between commas; None for a text of one, and where alternatives may be meant.

    `of_constraints`: equations and inequalities are asked for, so that y = 1 - x, 0 <= x <= 1 may be both of them.
    """
    pieces = _with_shared_bounds(pieces_of(source))
    if not 2 <= len(pieces) <= _MOST or any(len(links_of(piece)) < 2 for piece in pieces):
        return None
    try:
        readings = [read(piece) for piece in pieces]
    except InputError:
        return None
    terms = tuple(reading.term for reading in readings)
    are_alike = all(term.op == "eq" for term in terms) or all(term.op in _INEQUALITIES for term in terms)
    if not are_alike and not (of_constraints and has_constraints(make("and", terms))) and not _are_constraints(pieces, terms):
        return None  # y = 1/x, x > 0 says where an equation holds
    if any(_may_be_alternatives(one, other, terms) for one, other in combinations(terms, 2)):
        return None
    note = "the statements between commas are read as `and`" if are_alike else _WHERE
    return replace(
        readings[0],
        term=make("and", terms),
        choices=(*(choice for each in readings for choice in each.choices), note),
        undeclared=tuple(dict.fromkeys(name for each in readings for name in each.undeclared)),
        called=tuple(dict.fromkeys(name for each in readings for name in each.called)),
        doubts=tuple(dict.fromkeys((*(doubt for each in readings for doubt in each.doubts), *(() if are_alike else (_WHERE,))))),
        groupings=(),
    )


def has_constraints(term: Term) -> bool:
    """Whether a statement is made of equations and inequalities, and nothing else."""
    kinds = {each.op for each in term.args} if term.op == "and" else set()
    return "eq" in kinds and len(kinds) > 1 and kinds <= _INEQUALITIES | {"eq"}


def _with_shared_bounds(pieces: Sequence[str]) -> tuple[str, ...]:
    r"""x \ge 0 and y \ge 0, of x, y \ge 0; nothing for 0 \le x, y \le 1."""
    links = [links_of(piece) for piece in pieces]
    if any(_share_both_bounds(*pair) for pair in pairwise(links)):
        return ()
    found: list[str] = []
    for piece, each in zip(reversed(pieces), reversed(links), strict=True):
        if len(each) == 1 and _NAME.fullmatch(piece.strip()) and found:
            shared = links_of(found[0])
            is_bound = len(shared) == 2 and shared[1].relation in _SIGNS and _NAME.fullmatch(shared[0].formula.strip())
            if not is_bound:
                return ()
            piece = found[0].replace(shared[0].formula, f"{piece} ", 1)
        found.insert(0, piece)
    return tuple(found)


def _share_both_bounds(one: Sequence[Link], other: Sequence[Link]) -> bool:
    r"""Whether a statement ends in a name where the next one begins with one, in the same direction: 0 \le x, y < 1."""
    signs = {one[-1].relation, other[-1].relation}
    is_one_way = signs <= {"le", "lt"} or signs <= {"ge", "gt"}
    names = {one[-1].formula.strip(), other[0].formula.strip()}  # x < y, y < z are two
    return is_one_way and len(one) > 1 and len(other) > 1 and len(names) > 1 and all(map(_NAME.fullmatch, names))


def _are_constraints(pieces: Sequence[str], terms: Sequence[Term]) -> bool:
    """Whether equations between inequalities are constraints as these are, and none gives a name: y = 1/x, x > 0."""
    names = {name for term in terms if term.op != "eq" for name in free_symbols(term)}
    equations = [piece for piece, term in zip(pieces, terms, strict=True) if term.op == "eq"]
    give_nothing = all(label_of(links_of(piece)[0].formula) is None for piece in equations)
    return has_constraints(make("and", tuple(terms))) and len(names) > 1 and give_nothing


def equations_side_by_side(line: str) -> list[str]:
    r"""The equations f(0) = 1 and g(0) = 2 of a line, if a wide space stands between them; else the line."""
    pieces = [text for piece in _WIDE.split(line) if (text := piece.strip().rstrip(",;"))]
    are_equations = all(len(links := links_of(piece)) > 1 and not links[0].relation for piece in pieces)
    return pieces if are_equations else [line]


def _may_be_alternatives(one: Term, other: Term, every: Sequence[Term]) -> bool:
    """Whether two of several statements may be alternatives: x = a, x = -a, but no bounds one of which always holds."""
    names, others = {*free_symbols(one)}, {*free_symbols(other)}
    if len(names) == 1 and names == others:
        return one.op not in _BOUNDS or other.op not in _BOUNDS or not _always_holds(make("or", (one, other)))
    given = {side for side in one.args if side.op == "symbol"}.intersection(other.args)
    if one.op == other.op == "eq":  # 2x = a, 2y = a are no values of a
        given = given.intersection((one.args[0], other.args[0]))
    return bool(given) and not (_bound_from_both_sides(one, other, given) and _are_tied(names ^ others, one, other, every))


def _bound_from_both_sides(one: Term, other: Term, names: Collection[Term]) -> bool:
    """Whether one of two inequalities is a bound from below, and the other one from above: y >= 0, y <= 1 - x."""
    are_bounds = one.op in _BOUNDS and other.op in _BOUNDS
    return are_bounds and any((name is one.args[0]) is (name is other.args[1]) for name in names)


def _are_tied(names: Collection[Term], one: Term, other: Term, every: Sequence[Term]) -> bool:
    """Whether other statements of a list speak of some names, which are no parameters then."""
    spoken = {name for term in every if term not in (one, other) for name in free_symbols(term)}
    return bool(names) and spoken.issuperset(names)


def _always_holds(term: Term) -> bool:
    return decide(Question(term), _LIMITS).truth == "proved"
