"""A judge of verdicts on random questions; it shares no code with the engine but the terms themselves.

It looks at simple points, at points where symbols or the arguments of switches meet, and at random ones.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from fractions import Fraction

from mpmath import mp, mpf

from tests import oracle, oracle_term
from tests.asking import point_of
from tests.oracle import Look, Range, Unclear, Undefined
from tests.random_questions import RandomQuestion
from verify.term import Term, contains, free_symbols, postorder, subtract
from verify.verdict import Verdict

Point = dict[str, Fraction]

SIMPLE = tuple(map(Fraction, "0 1 -1 1/2 -1/2 2 -2 3 -3 1/3 3/2 -3/2 5/2 7 -7 10 -10 20 1/100 -1/100".split()))
NEAR = Fraction(1, 10**9)
COUNTS = {False: 36, True: 5}  # an integral is evaluated by quadrature at each of them
UNCLEAR = "unclear"
_PLAIN = re.compile(r"-?\d+(\.\d+)?(\.\.\.)?")


class Judge:
    """What the oracle sees of one question; a point is looked at when it is needed."""

    def __init__(self, question: RandomQuestion) -> None:
        self.statement = question.statement
        self.left, self.right = question.statement.args
        self.symbols = free_symbols(question.statement)
        self.ranges = {name.name: oracle_term.range_of(name) for name in self.symbols}
        self.source = random.Random(question.name)
        self.is_costly = contains(question.statement, {"integral"})
        self.more_digits = () if self.is_costly else (160, 640)
        self.points = list(itertools.islice(self._points(), COUNTS[self.is_costly]))
        self._looks: list[Look] | None = None

    @property
    def looks(self) -> list[Look]:
        if self._looks is None:
            self._looks = [self.look(point) for point in self.points]
        return self._looks

    def look(self, point: Point, digits: int = 40) -> Look:
        return oracle_term.look_at(self.left, self.right, point, digits)

    def fails(self, seen: Look) -> bool:
        """Whether both sides are known, and are not as the statement says."""
        if seen.kind not in ("equal", "different"):
            return False
        order = oracle.order(seen)
        exactly = isinstance(seen.left, Fraction) and isinstance(seen.right, Fraction)
        return {"eq": order != 0, "le": order > 0, "lt": order > 0 or (order == 0 and exactly)}[self.statement.op]

    def complaint(self, verdict: Verdict) -> str | None:
        """What is wrong with a verdict, as far as the oracle can tell; UNCLEAR if it cannot."""
        if verdict.truth == "refuted":
            return self._of_counterexample(verdict)
        if verdict.truth != "proved":
            return None
        failure = self.failure()
        return f"proved, and it fails at {shown(failure)}" if failure else self._of_domain(verdict)

    def failure(self) -> Point | None:
        """A point at which the statement fails, if one was met."""
        for point, seen in zip(self.points, self.looks, strict=True):
            if self.fails(seen) and all(self.fails(self.look(point, digits)) for digits in self.more_digits):
                return point
        return None

    def _of_counterexample(self, verdict: Verdict) -> str | None:
        point = point_of(verdict.counterexample, self.points[0] if self.points else {})
        if not self._is_declared(point):
            return f"refuted at {shown(point)}, which is outside of the domain"
        for digits in (40, *self.more_digits):
            seen = self.look(point, digits)
            if self.fails(seen):
                return self._of_values(verdict, seen)
        if seen.kind == UNCLEAR:
            return UNCLEAR
        if seen.kind == "equal" and self.statement.op == "lt":  # as equal as can be seen
            return None
        return f"refuted at {shown(point)}, where the oracle sees: {seen.kind}"

    def _of_values(self, verdict: Verdict, seen: Look) -> str | None:
        """Every digit that a counterexample shows is certain."""
        assert verdict.counterexample is not None
        for text, value in ((verdict.counterexample.left, seen.left), (verdict.counterexample.right, seen.right)):
            if not _PLAIN.fullmatch(text):
                continue
            digits = text.removesuffix("...").rstrip(".")
            places = len(digits.partition(".")[2])
            with mp.workdps(80):
                gap = abs(oracle.real(Fraction(digits)) - oracle.real(value))
                believed = mpf(10) ** (-6 if self.is_costly else -12)
                if gap > believed + (mpf(10) ** -places if text.endswith("...") else 0):
                    return f"refuted, and a side is shown as {text} where the oracle sees {value}"
        return None

    def _of_domain(self, verdict: Verdict) -> str | None:
        for point, seen in zip(self.points, self.looks, strict=True):
            if seen.kind not in ("left", "right", "undefined"):
                continue
            if verdict.domain == "total":
                return f"proved on the total domain, and at {shown(point)} the oracle sees: {seen.kind}"
            if verdict.domain == "common" and seen.kind != "undefined" and all(self._nearby(point, seen.kind)):
                return f"proved on the common domain, and around {shown(point)} the oracle sees: {seen.kind}"
            if verdict.domain == "common" and self._all_hold(verdict.exceptions, point):
                return f"no exception is listed for {shown(point)}, where the oracle sees: {seen.kind}"
        if verdict.one_sided is not None:
            point = {**(self.points[0] if self.points else {}), **{
                name: oracle_term.as_fraction(value) for name, value in verdict.one_sided.point}}
            kind = self.look(point).kind
            if kind != verdict.one_sided.side:
                return UNCLEAR if kind == UNCLEAR else f"one-sided at {shown(point)}, where the oracle sees: {kind}"
            if verdict.domain == "mismatch" and not any(self._nearby(point, kind)):
                return f"a mismatch around {shown(point)}, which looks isolated"
        return None

    def _nearby(self, point: Point, kind: str) -> Iterator[bool]:
        """Whether the same side alone is defined at neighbouring points, in several directions."""
        for _ in range(8):
            near = self._moved(point)
            yield self._is_declared(near) and self.look(near).kind == kind

    def _moved(self, point: Point) -> Point:
        def step(name: str) -> Fraction:
            if self.ranges[name].integer:
                return Fraction(self.source.choice((-1, 0, 1)))
            return NEAR * self.source.randint(-1000, 1000)

        return {name: value + step(name) for name, value in point.items()}

    def _all_hold(self, conditions: tuple[Term, ...], point: Point) -> bool:
        """Whether none of the conditions fails at the point, or is undefined there."""
        values = {name: point[name.name] for name in self.symbols}
        try:
            with mp.workdps(40):
                return all(oracle_term.holds(condition, values) for condition in conditions)
        except (Undefined, Unclear, KeyError, ArithmeticError, ValueError):
            return False

    def _is_declared(self, point: Point) -> bool:
        return all(range_.contains(point[name]) for name, range_ in self.ranges.items())

    # --------------------------------------------------------------------------------------------------------------- points

    def _points(self) -> Iterator[Point]:
        """Different points of the domain, at most some hundred tries."""
        seen: set[tuple[tuple[str, Fraction], ...]] = set()
        for number in range(200):
            try:
                point = self._simple() if number % 3 == 0 else self._drawn()
            except Unclear:
                return
            if number % 3 == 2:
                point = self._on_surface(point)
            key = tuple(sorted(point.items()))
            if key not in seen and self._is_declared(point):
                seen.add(key)
                yield point

    def _drawn(self) -> Point:
        return {name: range_.draw(self.source) for name, range_ in self.ranges.items()}

    def _simple(self) -> Point:
        return {name: self._simple_value(range_) for name, range_ in self.ranges.items()}

    def _simple_value(self, range_: Range) -> Fraction:
        ends = [end for end in (range_.lower, range_.upper) if end is not None]
        values = [value for value in (*SIMPLE, *ends, *ends) if range_.contains(value)]
        return self.source.choice(values) if values else range_.draw(self.source)

    def _on_surface(self, point: Point) -> Point:
        """The point with one symbol changed so that it equals another one, or that a switch is on its edge."""
        names = sorted(point)
        name = self.source.choice(names)
        if len(names) > 1 and self.source.random() < 0.5:
            other = point[self.source.choice([each for each in names if each != name])]
            return {**point, name: self.source.choice((other, -other, 1 - other, 1 / other if other else other))}
        switches = [gap for term in postorder(self.statement) for gap in _edges(term)]
        return {**point, name: self._zero(self.source.choice(switches), name, point)} if switches else point

    def _zero(self, gap: Term, name: str, point: Point) -> Fraction:
        """Where a term that is linear in one symbol is 0; any value if it is not."""
        try:
            low, high = (oracle_term.evaluate(gap, {each: {**point, name: Fraction(at)}[each.name] for each in self.symbols})
                         for at in (2, 3))
        except (Undefined, Unclear, KeyError, ArithmeticError, ValueError):
            return point[name]
        if not (isinstance(low, Fraction) and isinstance(high, Fraction)) or low == high:
            return point[name]
        return 2 - low / (high - low)


def _edges(term: Term) -> Iterator[Term]:
    """What is 0 where a term switches, or stops being defined."""
    if term.op in ("abs", "sign", "floor", "ceiling", "log", "power", "gamma", "loggamma"):
        yield term.args[0]
    elif term.op in ("max", "min", "lt", "le"):
        yield subtract(term.args[0], term.args[1])
    elif term.op in ("sum", "product"):
        yield subtract(term.args[1], term.args[2])


def shown(point: Point) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted(point.items()))
