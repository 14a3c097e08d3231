"""The search for a point that refutes one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, islice, pairwise

from flint import fmpq

from verify.evaluate.rationals import to_fraction
from verify.fuel import Fuel
from verify.question import Counterexample, NoOpinion, NumericOutcome, OneSided, Support
from verify.refute.compare import AGREE, DIFFER, LEFT_ONLY, NEITHER, OPEN, RIGHT_ONLY, Comparison, Statement
from verify.refute.digits import show_pair
from verify.refute.domain_points import Domain, near
from verify.refute.downhill import Downhill
from verify.refute.effort import Effort
from verify.refute.guards import differing_switches
from verify.refute.linear import polyhedra
from verify.refute.points import (
    Point,
    complexity,
    distinct_point,
    extreme_values,
    grid_points,
    random_points,
    simple_points,
    simple_values,
)
from verify.refute.surfaces import rational_zeros, switch_terms
from verify.sort import Scalar
from verify.term import Term, contains

FEW_POINTS = 3  # of a statement whose evaluation is costly
CHEAP = 60_000  # work for points of a costly statement, below which more of them are tried
RANDOM_TRIALS = 8  # trials for each random point wanted, as hypotheses reject some
SHRINK_STEPS_IF_COSTLY = 3
MOST_BOXES = 8  # points at which it is asked whether one side is undefined in a whole neighbourhood
MOST_BASES = 3
DESCENT_STEPS = 120
MOST_SURFACE_POINTS = 240
NEARBY = (fmpq(1, 1000), fmpq(1, 64), fmpq(3, 7))
LINEAR_STARTS = 4  # random ones; integers may need more than one
ORDER_OR_LOGIC = frozenset(("lt", "le", "ne", "and", "or", "not", "implies", "iff"))
RADII = (fmpq(1, 2**10), fmpq(1, 2**30))

Key = tuple[tuple[int, int], ...]


def key_of(point: Point) -> Key:
    """Stands for a point in dicts: the hash of an fmpq takes longer than most evaluations of a step."""
    return tuple([(int(value.p), int(value.q)) for value in point])


class Search:
    """The points tried for one statement, and what they showed."""

    def __init__(self, statement: Statement, domain: Domain, seed: bytes, fuel: Fuel, effort: Effort) -> None:
        self.statement = statement
        self.domain = domain
        self.seed = seed
        self.fuel = fuel
        self.effort = effort
        self.boxes = 0
        self.seen: dict[Key, tuple[Point, str]] = {}
        self.studied: dict[Key, None] = {}
        self.agreed = 0
        self.met = 0
        self.one_sided: tuple[Point, str] | None = None
        self.open_part = False
        self.neither: Point | None = None
        self.found: tuple[Point, Comparison] | None = None
        self.shrunk: dict[Key, tuple[Point, Comparison] | None] = {}

    def run(self) -> None:
        """Try points until one refutes the statement; raises OutOfFuel."""
        effort = self.effort
        if effort.distinct and self.statement.is_costly:
            self._try_all(distinct_point(self.domain.sorts))
            return
        count = effort.costly if self.statement.is_costly else effort.simple
        if self._try_all(simple_points(self.domain.sorts, count)) or self._try_random():
            return
        if self._try_all(self._linear_points()) or not effort.structured:
            return
        if self._try_all(self._structured_points()) or not effort.distant:
            return
        if self._try_all(self._grid_points()):
            return
        if self.statement.is_costly and self._try_while_cheap(simple_points(self.domain.sorts, effort.simple)):
            return
        if self._try_all(self._downhill_points()):
            return
        self._study_small_domain()
        self._find_extent()

    def outcome(self) -> NumericOutcome:
        if self.found is not None:
            point, comparison = self.found
            comparison = self.statement.sharpen(point, comparison)
            left, right = show_pair(comparison.left, comparison.right)
            return Counterexample(self.domain.show(point), left, right)
        if not self.met:
            return NoOpinion("no point was found that meets the hypotheses")
        exhausted = not self.domain.symbols or self._is_exhausted()
        if not self.effort.studied:
            self.agreed = sum(outcome == AGREE for _, outcome in self.seen.values())
        one_sided = None
        if self.one_sided is not None:
            point, side = self.one_sided
            one_sided = OneSided(self.domain.show(point), "left" if side == LEFT_ONLY else "right", not self.open_part)
        if self.agreed < max(self.effort.studied, 1) and not (exhausted and self.agreed):
            return NoOpinion("too few points at which both sides have a value that can be told", one_sided)
        neither = None if self.neither is None else self.domain.show(self.neither)
        kinks = bool(self.effort.studied) and not exhausted and differing_switches(self.statement.term)
        return Support(self.agreed, one_sided, neither, kinks)

    # ------------------------------------------------------------------------------------------------------------ trying

    def _try_all(self, points: Iterable[Point]) -> bool:
        for start in points:
            for point in self.domain.complete(start):
                if key_of(point) not in self.seen and self._note(point, self.statement.glance(point)):
                    return True
        return False

    def _try_while_cheap(self, points: Iterable[Point]) -> bool:
        """More points where quadratures turn out to take little."""
        return any(self.fuel.spent < CHEAP and self._try_all((point,)) for point in points)

    def _try_random(self) -> bool:
        """Study the first points, glance at the rest."""
        wanted = self._random_points_wanted()
        generator = random_points(self.domain.sorts, self.seed)
        tried = 0
        for _ in range(wanted * RANDOM_TRIALS if self.domain.symbols else 1):
            for point in self.domain.inside(next(generator)):
                if key_of(point) in self.seen and self.domain.symbols:
                    continue
                tried += 1
                studying = self.agreed < self.effort.studied
                self.studied.update({key_of(point): None} if studying else {})
                comparison = self.statement.study(point) if studying else self.statement.glance(point)
                if self._note(point, comparison):
                    return True
                self.agreed += studying and comparison.outcome == AGREE
            if tried >= wanted:
                break
        return False

    def _random_points_wanted(self) -> int:
        if self.effort.random is not None:
            return self.effort.random
        return FEW_POINTS + self.effort.studied if self.statement.is_costly else self.fuel.limits.points

    def _note(self, point: Point, comparison: Comparison) -> bool:
        outcome = comparison.outcome
        if outcome in (DIFFER, LEFT_ONLY, RIGHT_ONLY) and not self.domain.admits(point):
            return False
        self.seen[key_of(point)] = point, outcome
        self.met += 1
        if outcome == DIFFER:
            self.found = self._simplest(point, comparison)
            return True
        if outcome in (LEFT_ONLY, RIGHT_ONLY):
            self._note_one_sided(point, outcome)
        elif outcome == NEITHER and self.neither is None:
            self.neither = point
        return False

    def _note_one_sided(self, point: Point, side: str) -> None:
        if self.one_sided is None:
            self.one_sided = point, side
        if not self.open_part and self.boxes < MOST_BOXES:
            self.boxes += 1
            if self._is_open(point, side):
                self.one_sided, self.open_part = (point, side), True

    def _is_open(self, point: Point, side: str) -> bool:
        """Whether, rigorously, the same side is the only one that is defined on a whole box around a point."""
        return any(self.domain.surrounds(point, radius) and self.statement.on_box(point, radius) == side for radius in RADII)

    def _study_small_domain(self) -> None:
        """Few integers or a finite set: study the points that were only glanced at, as no others are left."""
        for key, (point, outcome) in list(self.seen.items()):
            if self.agreed >= self.effort.studied:
                return
            if outcome == AGREE and key not in self.studied:
                comparison = self.statement.study(point)
                if comparison.outcome == AGREE:
                    self.agreed += 1

    def _is_generic(self, point: Point) -> bool:
        return any(value.q.bit_length() > 64 for value in point)

    def _is_exhausted(self) -> bool:
        """Whether every point of a finite domain has been tried and found to agree."""
        if not all(sort.values is not None or _is_finite_range(sort) for sort in self.domain.sorts):
            return False
        size = 1
        for sort in self.domain.sorts:
            size *= _count(sort)
        return len(self.seen) >= size and all(outcome != OPEN for _, outcome in self.seen.values())

    # --------------------------------------------------------------------------------------------------------- structured

    def _structured_points(self) -> Iterator[Point]:
        bases = self._bases()
        for base in [] if self.statement.is_costly else bases[:1]:
            for place, sort in enumerate(self.domain.sorts):
                yield from (_with(base, place, value) for value in extreme_values(sort))
        switches = switch_terms(self.statement.term, *self.domain.hypotheses)
        count = 0
        for base in bases:
            for point in self._surface_points(base, switches):
                yield point
                count += 1
                if count >= (FEW_POINTS if self.statement.is_costly else MOST_SURFACE_POINTS):
                    return

    def _linear_points(self) -> Iterator[Point]:
        """Where the linear relations of the statement fail and those of the hypotheses hold."""
        if not contains(self.statement.term, ORDER_OR_LOGIC):
            return
        wanted = (*((part, True) for part in self.domain.hypotheses), (self.statement.term, False))
        for region in polyhedra(wanted, self.domain.symbols, self.fuel):
            generic = islice(random_points(self.domain.sorts, self.seed), LINEAR_STARTS)
            starts = chain(simple_points(self.domain.sorts, 2), generic)
            yield from filter(None, (near(region, start) for start in starts))

    def _grid_points(self) -> Iterator[Point]:
        """Small numbers exhaustively, for statements that may hold on most of space; equations of formulas hold nowhere else."""
        if contains(self.statement.term, ORDER_OR_LOGIC) and not self.statement.is_costly:
            yield from grid_points(self.domain.sorts)

    def _downhill_points(self) -> Iterator[Point]:
        """Where the margin of an inequality is small: downhill from points at which it holds."""
        if self.statement.term.op not in ("le", "lt") or self.statement.is_costly:
            return
        places = range(len(self.domain.symbols))
        groups = [places, *([i for i in places if i != place] for place in places if len(places) > 2)]
        for base in self._bases():
            search = Downhill(list(base), self._allows, self._margin, places, groups, DESCENT_STEPS)
            search.run()
            yield tuple(search.numbers)

    def _allows(self, numbers: list[fmpq]) -> bool:
        return all(sort.contains(to_fraction(value)) for sort, value in zip(self.domain.sorts, numbers, strict=True))

    def _margin(self, numbers: list[fmpq]) -> float | None:
        points = self.domain.complete(tuple(numbers))
        return self.statement.margin(points[0]) if points else None

    def _bases(self) -> list[Point]:
        """Points to hold still while one coordinate is solved for; those where something is known to happen come first."""
        usual = [point for point, outcome in self.seen.values() if outcome == AGREE]
        generic = [point for point in usual if self._is_generic(point)][:1]
        bases = usual[:1] + usual[2:3] + generic
        simple = list(simple_points(self.domain.sorts, MOST_BASES))
        return list(dict.fromkeys(bases + simple))[:MOST_BASES]

    def _surface_points(self, base: Point, switches: list[Term]) -> Iterator[Point]:
        values = dict(zip(self.domain.symbols, base, strict=True))
        for place, symbol in enumerate(self.domain.symbols):
            sort = self.domain.sorts[place]
            roots: set[tuple[int, int]] = set()
            for switch in switches:
                for root in rational_zeros(switch, symbol, values, self.fuel):
                    roots.add((int(root.p), int(root.q)))
            critical = sorted(fmpq(*root) for root in roots)
            for value in _around(critical, sort):
                yield _with(base, place, value)

    # -------------------------------------------------------------------------------------------------------- what is shown

    def _find_extent(self) -> None:
        """Whether exactly one side is defined on an open part: look next to the point where that was seen."""
        if self.one_sided is None or self.open_part or self.statement.is_costly:
            return
        point, side = self.one_sided
        for shift, place in ((shift * sign, place) for shift in NEARBY for sign in (1, -1) for place in range(len(point))):
            step = fmpq(sign_of(shift)) if self.domain.sorts[place].is_integer else shift
            moved = list(point)
            for index in range(len(point)):
                if index != place and not self.domain.sorts[index].is_integer:
                    moved[index] = moved[index] + step / (7 + 2 * index)
            moved[place] = moved[place] + step
            if all(sort.contains(to_fraction(value)) for sort, value in zip(self.domain.sorts, moved, strict=True)):
                for neighbour in self.domain.complete(tuple(moved)):
                    if self.statement.glance(neighbour).outcome == side and self._is_open(neighbour, side):
                        self.one_sided, self.open_part = (neighbour, side), True
                        return

    def _simplest(self, point: Point, comparison: Comparison) -> tuple[Point, Comparison]:
        """Replace coordinates by simpler values as long as the statement fails, until none can be."""
        best, shown = point, comparison
        steps, most, simple_enough = 0, self.effort.shrinking, complexity(Fraction(0))
        if self.statement.is_costly:
            most, simple_enough = min(SHRINK_STEPS_IF_COSTLY, most), complexity(Fraction(-1))
        while True:
            before = best
            for place, sort in enumerate(self.domain.sorts):
                for value in simple_values(sort):
                    known = complexity(to_fraction(best[place]))
                    if steps >= most or known <= max(simple_enough, complexity(to_fraction(value))):
                        break
                    steps += 1
                    better = self._failing(_with(best, place, value), shown.bits)
                    if better is not None:
                        best, shown = better
                        break
            if best == before:
                return best, shown

    def _failing(self, start: Point, bits: int) -> tuple[Point, Comparison] | None:
        """A point near `start` where the statement fails; equations may move it."""
        key = key_of(start)
        if key not in self.shrunk:
            self.shrunk[key] = self._fails_near(start, bits)
        return self.shrunk[key]

    def _fails_near(self, start: Point, bits: int) -> tuple[Point, Comparison] | None:
        for point in self.domain.complete(start):
            if self.domain.admits(point):
                comparison = self.statement.glance(point, bits)
                if comparison.outcome == DIFFER:
                    return point, comparison
        return None


def sign_of(value: fmpq) -> int:
    return 1 if value > 0 else -1


def _with(point: Point, place: int, value: fmpq) -> Point:
    return (*point[:place], value, *point[place + 1 :])


def _around(critical: list[fmpq], sort: Scalar) -> Iterator[fmpq]:
    """The critical values, what lies between neighbours and the ends of the sort, and both sides of each."""
    inside = [value for value in critical if sort.contains(to_fraction(value))]
    ends = [fmpq(end.numerator, end.denominator) for end in (sort.lower, sort.upper) if end is not None]
    corners = sorted(set(inside) | set(ends)) if ends else inside
    candidates = list(inside)
    candidates += [(one + two) / 2 for one, two in pairwise(corners)]
    for value in inside:
        candidates += [value + shift for shift in (fmpq(1, 1000), fmpq(-1, 1000), fmpq(1, 2), fmpq(-1, 2))]
    seen: set[fmpq] = set()
    for value in candidates:
        if sort.is_integer:
            value = fmpq(value.floor())
        if value not in seen and sort.contains(to_fraction(value)):
            seen.add(value)
            yield value


def _is_finite_range(sort: Scalar) -> bool:
    return sort.is_integer and sort.lower is not None and sort.upper is not None


def _count(sort: Scalar) -> int:
    if sort.values is not None:
        return len(sort.values)
    assert sort.lower is not None and sort.upper is not None
    values = range(sort.lower.__floor__(), sort.upper.__ceil__() + 1)
    return sum(sort.contains(to_fraction(fmpq(value))) for value in values) if len(values) < 1000 else len(values)
