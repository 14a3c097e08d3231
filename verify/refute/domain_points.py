"""The declared domain: sorts and hypotheses, and the exact points in it."""

from __future__ import annotations

from collections.abc import Iterable

from flint import arb, fmpq

from verify.evaluate.balls import Machine, precisions
from verify.evaluate.exact_machine import EXACT_PRECISION, ExactMachine
from verify.evaluate.functions import UNKNOWN, Value
from verify.evaluate.precision import precision
from verify.evaluate.program import compile_terms
from verify.evaluate.rationals import to_fraction
from verify.fuel import Fuel
from verify.refute.compare import box
from verify.refute.linear import polyhedra
from verify.refute.points import Point, random_points
from verify.refute.polyhedra import Empty, Polyhedron
from verify.refute.surfaces import rational_zeros
from verify.sort import REAL, Scalar
from verify.term import Term, conjuncts, free_symbols, subtract

MOST_SOLUTIONS = 4


class Domain:
    """The symbols of a question, and which values they may take together."""

    def __init__(self, symbols: tuple[Term, ...], hypotheses: Iterable[Term], fuel: Fuel) -> None:
        self.symbols = symbols
        self.sorts: tuple[Scalar, ...] = tuple(_scalar_sort(symbol) for symbol in symbols)
        self.fuel = fuel
        self.hypotheses = tuple(part for hypothesis in hypotheses for part in conjuncts(hypothesis))
        self.program = compile_terms(self.hypotheses) if self.hypotheses else None
        self.places = {symbol: place for place, symbol in enumerate(symbols)}
        self.pivots = self._choose_pivots()
        self._regions: list[Polyhedron] | None = None

    @property
    def regions(self) -> list[Polyhedron]:
        """Polyhedra that contain all points at which the hypotheses hold."""
        if self._regions is None:
            self._regions = list(polyhedra(tuple((part, True) for part in self.hypotheses), self.symbols, self.fuel))
        return self._regions

    def admits(self, point: Point) -> bool:
        """Whether a point, rigorously, belongs to the domain."""
        in_sorts = all(sort is REAL or sort.contains(to_fraction(value)) for sort, value in zip(self.sorts, point, strict=True))
        return in_sorts and self.meets_hypotheses(point)

    def surrounds(self, point: Point, radius: fmpq) -> bool:
        """Whether, rigorously, a whole box around a point belongs to the domain; integers may be moved as well."""
        if not all(_is_inside(sort, value, radius) for sort, value in zip(self.sorts, point, strict=True)):
            return False
        if self.program is None:
            return True
        bits = 64
        with precision(bits):
            inputs: list[Value] = [box(point[self.places[symbol]], radius) for symbol in self.program.inputs]
            return all(value is True for value in Machine(bits, self.fuel).outputs(self.program, inputs))

    def meets_hypotheses(self, point: Point) -> bool:
        if self.program is None:
            return True
        inputs = [point[self.places[symbol]] for symbol in self.program.inputs]
        pending: list[Value] = [UNKNOWN]
        for bits in precisions(self.fuel)[:3]:
            with precision(bits):
                pending = Machine(bits, self.fuel).outputs(self.program, inputs)
            if UNKNOWN not in pending or False in pending:
                break
        if all(value is True or value is UNKNOWN for value in pending) and UNKNOWN in pending:
            with precision(EXACT_PRECISION):
                pending = ExactMachine(EXACT_PRECISION, self.fuel).outputs(self.program, inputs)
        return all(value is True for value in pending)

    def complete(self, point: Point) -> list[Point]:
        """The points of the domain that agree with `point` but in the variables that equations determine."""
        if not self.pivots:
            return [point] if self.meets_hypotheses(point) else []
        points = [point]
        for equation, pivot in self.pivots:
            place = self.places[pivot]
            points = [_with(start, place, root) for start in points for root in self._roots(equation, pivot, start)]
        return [candidate for candidate in points if self.admits(candidate)]

    def inside(self, point: Point) -> list[Point]:
        """As `complete`; where nothing comes of that, points of the domain to which linear hypotheses move `point`."""
        found = self.complete(point)
        if found or not self.hypotheses:
            return found
        for region in self.regions:
            moved = near(region, point)
            if moved is not None:
                found += [moved] if self.admits(moved) else self.complete(moved) if self.pivots else []
        return found

    def _choose_pivots(self) -> list[tuple[Term, Term]]:
        """For each equation one variable to solve it for, not one that an earlier equation has determined; x, for x = f(y)."""
        pivots: list[tuple[Term, Term]] = []
        taken: list[Term] = []
        for hypothesis in self.hypotheses:
            if hypothesis.op == "eq" and not hypothesis.args[0].shape:
                equation = subtract(*hypothesis.args)
                free = [symbol for symbol in free_symbols(equation) if symbol not in taken]
                left, right = hypothesis.args
                alone = [one for one, other in ((left, right), (right, left)) if one in free and one not in free_symbols(other)]
                if free:
                    pivots.append((equation, alone[0] if alone else self._solvable(equation, free[::-1])))
                    taken += free_symbols(equation)
        return pivots

    def _solvable(self, equation: Term, symbols: list[Term]) -> Term:
        """The symbol for which the equation has a solution at some point drawn; one that is no integer, if there is any.

        w v n = v with v > 0 says nothing of v, and has a natural solution n for few w.
        """
        symbols = sorted(symbols, key=lambda symbol: _scalar_sort(symbol).is_integer)
        if len(symbols) == 1:
            return symbols[0]
        values = dict(zip(self.symbols, next(random_points(self.sorts, b"")), strict=True))
        for symbol in symbols:
            sort = _scalar_sort(symbol)
            if any(sort.contains(to_fraction(root)) for root in rational_zeros(equation, symbol, values, self.fuel)):
                return symbol
        return symbols[0]

    def _roots(self, equation: Term, pivot: Term, point: Point) -> list[fmpq]:
        values = dict(zip(self.symbols, point, strict=True))
        own = values[pivot]
        roots = rational_zeros(equation, pivot, values, self.fuel)
        return sorted(roots, key=lambda root: (root != own, abs(root - own)))[:MOST_SOLUTIONS] or [own]

    def show(self, point: Point) -> tuple[tuple[str, str], ...]:
        return tuple((symbol.name, str(value)) for symbol, value in zip(self.symbols, point, strict=True))


def _is_inside(sort: Scalar, value: fmpq, radius: fmpq) -> bool:
    if sort.values is not None:
        return False
    if sort.is_integer:
        return True
    reach = box(value, radius)
    ends = [fmpq(end.numerator, end.denominator) for end in (sort.lower, sort.upper) if end is not None]
    return not any(reach.contains(arb(end)) or arb(end).overlaps(reach) for end in ends) and not (
        sort.nonzero and reach.contains(0)
    )


def near(region: Polyhedron, point: Point) -> Point | None:
    try:
        return region.near(point)
    except Empty:
        return None


def _with(point: Point, place: int, value: fmpq) -> Point:
    return (*point[:place], value, *point[place + 1 :])


def _scalar_sort(symbol: Term) -> Scalar:
    sort = symbol.sort
    assert isinstance(sort, Scalar)
    return sort
