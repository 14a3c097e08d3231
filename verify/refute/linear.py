"""The linear relations of statements: where they hold, and where they fail.

`w_1 + w_2 + b <= 0 or w_1 + b > 0 or w_2 + b > 0` fails in a narrow cone only, which random points miss; an exact point of that
cone comes from its inequalities.  What is found are candidates: relations that are not linear are left out, so that a caller
has to check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from flint import fmpq

from verify.domain import rational_value
from verify.evaluate.rationals import to_rational
from verify.fuel import Fuel
from verify.refute.polyhedra import Bound, Coefficients, Empty, Equation, Polyhedron
from verify.sort import Scalar
from verify.term import RELATIONS, Term, postorder

MOST_CASES = 16
MOST_SYMBOLS = 24

Form = dict[Term | None, fmpq]  # the coefficients of symbols, and the constant at None
Relation = tuple[str, Term, Term]  # eq, lt or le, and both sides
Case = tuple[Relation, ...]  # relations that hold together


def polyhedra(statements: tuple[tuple[Term, bool], ...], symbols: tuple[Term, ...], fuel: Fuel) -> Iterator[Polyhedron]:
    """What the linear relations say of the points at which each statement holds (True) or fails (False), case by case."""
    if len(symbols) > MOST_SYMBOLS:
        return
    cases: list[Case] = [()]
    for statement, holds in statements:
        cases = [(*before, *case) for case in _cases(statement, holds) for before in cases][:MOST_CASES]
    for case in cases:
        found = _polyhedron(case, symbols, fuel)
        if found is not None:
            yield found


def _polyhedron(case: Case, symbols: tuple[Term, ...], fuel: Fuel) -> Polyhedron | None:
    """None if a case says nothing linear, or cannot be."""
    places = {symbol: place for place, symbol in enumerate(symbols)}
    equations: list[Equation] = []
    bounds: list[Bound] = []
    for op, left, right in case:
        gap = _difference(right, left, fuel)
        if gap is None:
            continue
        row = _row(gap, places)
        if op == "eq":
            equations.append(Equation(*row))
        else:
            bounds.append(Bound(*row, op == "lt"))
    if not equations and not bounds:
        return None
    sorts = [symbol.sort for symbol in symbols]
    integers = [isinstance(sort, Scalar) and sort.is_integer for sort in sorts]
    try:
        return Polyhedron(len(symbols), equations, bounds + list(_sort_bounds(symbols)), integers, fuel)
    except Empty:
        return None


def _row(form: Form, places: Mapping[Term, int]) -> tuple[Coefficients, fmpq]:
    coefficients = [fmpq(0)] * len(places)
    for symbol, value in form.items():
        if symbol is not None:
            coefficients[places[symbol]] = value
    return tuple(coefficients), form.get(None, fmpq(0))


def _sort_bounds(symbols: tuple[Term, ...]) -> Iterator[Bound]:
    for place, symbol in enumerate(symbols):
        sort = symbol.sort
        assert isinstance(sort, Scalar)
        for end, sign, is_open in ((sort.lower, 1, sort.lower_open), (sort.upper, -1, sort.upper_open)):
            if end is not None:
                coefficients = tuple(fmpq(sign if other == place else 0) for other in range(len(symbols)))
                yield Bound(coefficients, -sign * to_rational(end), is_open)


# -------------------------------------------------------------------------------------------------------------------- cases


def _cases(statement: Term, holds: bool) -> list[Case]:
    """Conjunctions of relations of which one has to hold for a statement to hold, or to fail; what is no relation is left out."""
    op, args = statement.op, statement.args
    if op in RELATIONS:
        return _relation_cases(op, *args, holds=holds)
    if op == "not":
        return _cases(args[0], not holds)
    if op == "implies":
        return _either(_cases(args[0], not holds), _cases(args[1], holds)) if holds else _both(
            [_cases(args[0], True), _cases(args[1], False)]
        )
    if op == "iff":
        first = _both([_cases(args[0], True), _cases(args[1], holds)])
        return _either(first, _both([_cases(args[0], False), _cases(args[1], not holds)]))
    if op in ("and", "or"):
        parts = [_cases(arg, holds) for arg in args]
        return _both(parts) if (op == "and") == holds else _either(*parts)
    return [()]


def _relation_cases(op: str, left: Term, right: Term, *, holds: bool) -> list[Case]:
    if op in ("eq", "ne"):
        if (op == "eq") == holds:
            return [(("eq", left, right),)]
        return [(("lt", left, right),), (("lt", right, left),)]
    return [((op, left, right),)] if holds else [(("le" if op == "lt" else "lt", right, left),)]


def _both(parts: list[list[Case]]) -> list[Case]:
    cases: list[Case] = [()]
    for part in parts:
        cases = list(islice(((*before, *case) for before in cases for case in part), MOST_CASES))
    return cases


def _either(*parts: list[Case]) -> list[Case]:
    return [case for part in parts for case in part][:MOST_CASES]


# -------------------------------------------------------------------------------------------------------------------- forms


def _difference(left: Term, right: Term, fuel: Fuel) -> Form | None:
    forms: dict[Term, Form | None] = {}
    for term in postorder(left, right):
        fuel.spend(2 + len(term.args), "a linear form")
        forms[term] = _form(term, forms)
    one, two = forms[left], forms[right]
    return None if one is None or two is None else _sum([one, _scaled(two, fmpq(-1))])


def _form(term: Term, forms: Mapping[Term, Form | None]) -> Form | None:
    """The linear form of a term with rational coefficients, from those of its arguments; None if it has none."""
    op = term.op
    if op == "symbol":
        return {term: fmpq(1)} if not term.shape and isinstance(term.sort, Scalar) else None
    if op in ("number", "power"):
        value = rational_value(term)
        return None if value is None else {None: to_rational(value)}
    if op not in ("add", "mul"):
        return None
    parts = [forms[arg] for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return _sum(known) if op == "add" else _product(known)


def _sum(parts: list[Form]) -> Form:
    total: Form = {}
    for part in parts:
        for symbol, value in part.items():
            total[symbol] = total.get(symbol, fmpq(0)) + value
    return total


def _scaled(form: Form, factor: fmpq) -> Form:
    return {symbol: value * factor for symbol, value in form.items()}


def _product(parts: list[Form]) -> Form | None:
    result: Form = {None: fmpq(1)}
    for part in parts:
        if not any(part[symbol] for symbol in part if symbol is not None):
            result = _scaled(result, part.get(None, fmpq(0)))
        elif not any(result[symbol] for symbol in result if symbol is not None):
            result = _scaled(part, result.get(None, fmpq(0)))
        else:
            return None
    return result
