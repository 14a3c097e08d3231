"""Functions that have a least value: quadratics with a positive form, and convex functions that turn.

Nothing is said of an answer here, only of the function: whether there is an optimum at all, and at which parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from verify.calculus import differentiate
from verify.grading.comparing.work import GLANCE, Work
from verify.grading.explaining.quick_values import QuickValues
from verify.grading.optima.curvature import curvature
from verify.grading.optima.leading import leading_part
from verify.grading.optima.stationary import guesses
from verify.mathematics.sort_bounds import bounds
from verify.problem import InputError
from verify.question import Question
from verify.sort import REAL, Scalar, Tensor
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    add,
    consists_of,
    equal,
    free_symbols,
    fresh_symbol,
    matmul,
    mul,
    number,
    postorder,
    power,
    relation,
    substitute,
    subtract,
    symbol,
    transpose,
)
from verify.verdict import Verdict

_SMOOTH = frozenset(("number", "symbol", "constant", "add", "mul", "power", "exp", "log", "sum", "item", "tanh", "sinh", "cosh"))
_STEPS = (-16, -8, -4, -2, -1, Fraction(-1, 2), Fraction(-1, 8), 0, Fraction(1, 8), Fraction(1, 2), 1, 2, 4, 8, 16)
_CONTINUOUS = frozenset(("symbol", "number", "pi", "add", "mul", "exp", "sin", "cos", "tanh", "abs", "max", "min"))
_MOST_PLACES = 2  # guesses that are tried
_PARTS = tuple(Fraction(part, 16) for part in (1, 2, 4, 6, 8, 10, 12, 14, 15))


@dataclass(frozen=True)
class Asked:
    """Is `place` where `least`, a function of `bound`, is least?"""

    least: Term
    bound: Term
    place: Term
    hypotheses: tuple[Term, ...]
    work: Work

    @property
    def is_constrained(self) -> bool:
        """Whether a hypothesis speaks of the variable."""
        return any(name.name == self.bound.name for hypothesis in self.hypotheses for name in free_symbols(hypothesis))

    @property
    def is_of_another(self) -> bool:
        """Whether a hypothesis speaks of a name that is written like the variable, and has another domain."""
        names = (name for hypothesis in self.hypotheses for name in free_symbols(hypothesis))
        return any(name.name == self.bound.name and name is not self.bound for name in names)

    def at(self, point: Term) -> Term:
        return substitute(self.least, {self.bound: point})


def is_sure(verdict: Verdict) -> bool:
    return verdict.truth == "proved" and verdict.domain != "mismatch"


def proved(questions: tuple[Question, ...], work: Work, most: int | None = None) -> list[Verdict]:
    """The verdicts of all of them, each with at most `most` fuel; none if one is not sure."""
    found: list[Verdict] = []
    for question in questions:
        verdict = work.decide(question, most)
        if not is_sure(verdict):
            return []
        found.append(verdict)
    return found


def without_derivatives(term: Term) -> Term:
    """The term with the formula of every derivative that exists without conditions."""
    formulas: dict[Term, Term] = {}
    for inner in postorder(term):
        if inner.op != "derivative":
            continue
        value, is_plain = substitute(inner.args[0], formulas), True
        for _ in range(inner.value):
            try:
                value, conditions = differentiate(value, inner.args[1])
            except InputError:
                return term
            is_plain = is_plain and not conditions
        if is_plain:
            formulas[inner] = value
    return substitute(term, formulas) if formulas else term


def is_total(asks: Asked) -> bool:
    """Whether the function is defined on all of the domain."""
    verdict = asks.work.decide(Question(equal(ZERO, mul(ZERO, asks.least)), asks.hypotheses))
    return verdict.truth == "proved" and verdict.domain == "total"


def step_of(asks: Asked) -> Term:
    """A new name of the kind of the variable; a vector that is not 0."""
    bound = asks.bound
    step = fresh_symbol(bound, (bound, *free_symbols(asks.least), *free_symbols(asks.place)))
    return symbol(step.name, replace(bound.sort, properties=("nonzero",))) if isinstance(bound.sort, Tensor) else step


@dataclass(frozen=True)
class Quadratic:
    """A function whose part of highest degree, by its form, is the quadratic form q(u), at a step u."""

    asks: Asked
    step: Term
    form: Term

    def grows_from(self, place: Term) -> Question:
        """f(a + u) = f(a) + q(u): what holds at the place of the least value, if q is positive, and nowhere else."""
        grown = add(self.asks.at(place), self.form)
        return Question(equal(self.asks.at(add(place, self.step)), grown), self.asks.hypotheses)

    def is_left_behind(self, place: Term) -> Question:
        """f(a) <= f(a + t u) for the t at which f is least on that line: it fails wherever f(a + u) is not f(a) + q(u)."""
        rest = subtract(subtract(self.asks.at(add(place, self.step)), self.asks.at(place)), self.form)
        part = mul(number(-1, 2), rest, power(self.form, MINUS_ONE))
        lower = self.asks.at(add(place, mul(part, self.step)))
        return Question(relation("le", self.asks.at(place), lower), (*self.asks.hypotheses, self._moves()))

    def is_positive(self) -> Question:
        """q(u) > 0 for u != 0."""
        return Question(relation("lt", ZERO, self.form), (*self.asks.hypotheses, self._moves()))

    def is_quadratic(self) -> Question:
        """f(w + u) + f(w - u) = 2 f(w) + 2 q(u) at every w."""
        bound = self.asks.bound
        around = add(self.asks.at(add(bound, self.step)), self.asks.at(subtract(bound, self.step)))
        twice = add(mul(number(2), self.asks.least), mul(number(2), self.form))
        return Question(equal(around, twice), self.asks.hypotheses)

    def _moves(self) -> Term:
        length = matmul(transpose(self.step), self.step) if self.step.shape else power(self.step, 2)
        return relation("lt", ZERO, length)


def quadratic_of(asks: Asked) -> Quadratic | None:
    """The function as a quadratic on a whole space, by its form; nothing is proved."""
    sort = asks.bound.sort
    if asks.is_constrained or not (sort == REAL or (isinstance(sort, Tensor) and sort.element == REAL and not sort.properties)):
        return None
    step = step_of(asks)
    found = leading_part(asks.least, asks.bound, step)
    return Quadratic(asks, step, found[1]) if found is not None and found[0] == 2 else None


def where_it_curves(asks: Asked) -> Term | None:
    """0 < q(1) for a function of one number that is proved to be a quadratic with the part q(u), and so has an optimum there."""
    quadratic = quadratic_of(asks)
    if quadratic is None or quadratic.step.shape:
        return None
    found = proved_in_stages((quadratic.is_quadratic(),), asks.work)
    if not found or not (found[0].domain == "total" or is_total(asks)):
        return None
    return relation("lt", ZERO, substitute(quadratic.form, {quadratic.step: ONE}))


def proved_in_stages(questions: tuple[Question, ...], work: Work) -> list[Verdict]:
    """As `proved`, with little work before all that is allowed."""
    return proved(questions, work, GLANCE) or proved(questions, work)


def slope_of(asks: Asked) -> Term | None:
    """The slope of a function that has one on all of an open interval, which is its domain; None if that is not known."""
    sort = asks.bound.sort
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
        return None
    if not (sort.lower_open and sort.upper_open) or not consists_of(asks.least, _SMOOTH) or not is_total(asks):
        return None
    return _differentiated(asks.least, asks)


def turn(asks: Asked) -> list[Verdict]:
    """The verdicts that the slope is negative before `place` and positive behind it; none if that is not seen."""
    slope = slope_of(asks) if not asks.is_constrained else None
    if slope is None:
        return []
    sides = (
        Question(relation("lt", slope, ZERO), (*asks.hypotheses, relation("lt", asks.bound, asks.place))),
        Question(relation("lt", ZERO, slope), (*asks.hypotheses, relation("lt", asks.place, asks.bound))),
    )
    found = proved(sides, asks.work)
    if any(verdict.domain != "total" for verdict in found):
        return []
    return [replace(verdict, trust="cited") for verdict in found]


def _differentiated(term: Term, asks: Asked) -> Term | None:
    """The derivative, where the conditions of its rules are proved to hold on all of the domain."""
    try:
        slope, conditions = differentiate(term, asks.bound)
    except InputError:
        return None
    found = proved(tuple(Question(each, asks.hypotheses) for each in conditions), asks.work)
    return slope if len(found) == len(conditions) and all(each.domain == "total" for each in found) else None


def convex_and_smooth(asks: Asked) -> tuple[Term | None, list[Verdict]]:
    """The slope, and the verdict that the function is twice differentiable with f'' > 0 on an open interval; or None."""
    slope = slope_of(asks)
    curvature = None if slope is None else _differentiated(slope, asks)
    if curvature is None:
        return None, []
    found = proved((Question(relation("lt", ZERO, curvature), asks.hypotheses),), asks.work)
    # A curvature that is undefined somewhere says nothing there: 0 < f'' has to hold on all of the interval.
    return (slope, found) if found and all(each.domain == "total" for each in found) else (None, [])


def has_optimum_at(point: Mapping[str, str], asks: Asked) -> bool:
    """Whether the function has a least value where its parameters have these values: False if that is not known."""
    if asks.is_constrained:
        return False
    quadratic = quadratic_of(asks)
    if quadratic is not None:
        found = proved_in_stages((quadratic.is_quadratic(), quadratic.is_positive()), asks.work)
        if found and (found[0].domain == "total" or is_total(asks)):
            return True
    sort = asks.bound.sort
    if not isinstance(sort, Scalar) or sort.nonzero or sort.values is not None:  # no interval
        return False
    if _is_compact(sort) and _is_continuous(asks.least):
        return True
    values: dict[Term, Term] = {}
    for name in free_symbols(asks.least):
        if name is not asks.bound:
            try:
                value = Fraction(point[name.name])
            except (KeyError, ValueError):  # a sequence, or a number that is no fraction
                return is_total(asks) and _is_least_somewhere(asks)
            values[name] = number(value.numerator, value.denominator)
    here = replace(asks, least=substitute(asks.least, values), place=ZERO, hypotheses=())
    return is_total(here) and ((_is_convex(here) and _turns(here)) or _is_least_somewhere(here))


def _is_compact(sort: Scalar) -> bool:
    return sort.lower is not None and sort.upper is not None and not (sort.lower_open or sort.upper_open)


def _is_continuous(term: Term) -> bool:
    """Whether a formula has a value for all arguments, and is continuous."""
    if term.op == "power":
        exponent = term.args[1]
        is_whole = exponent.op == "number" and exponent.fraction > 0 and exponent.fraction.denominator == 1
        return is_whole and _is_continuous(term.args[0])
    return term.op in _CONTINUOUS and not term.shape and all(map(_is_continuous, term.args))


def _is_least_somewhere(asks: Asked) -> bool:
    """Whether one of the places at which the slope may vanish is proved to be a place of the least value."""
    sort = asks.bound.sort
    assert isinstance(sort, Scalar)
    for place in guesses(asks.least, asks.bound)[:_MOST_PLACES]:
        inside = [*bounds(place, sort), equal(mul(ZERO, asks.at(place)), ZERO)]
        found = proved(tuple(Question(each, asks.hypotheses) for each in inside), asks.work)
        if not found or any(verdict.domain != "total" for verdict in found):
            continue
        is_least = asks.work.decide(Question(relation("le", asks.at(place), asks.least), asks.hypotheses))
        if (is_sure(is_least) and is_least.domain == "total") or turn(replace(asks, place=place)):
            return True
    return False


def _is_convex(asks: Asked) -> bool:
    """f((u+v)/2) <= (f(u) + f(v))/2 at all u and v."""
    if curvature(asks.least, asks.bound) in ("affine", "convex"):
        return True
    first = fresh_symbol(asks.bound, (asks.bound,))
    second = fresh_symbol(asks.bound, (asks.bound, first))
    middle = asks.at(mul(HALF, add(first, second)))
    average = mul(HALF, add(asks.at(first), asks.at(second)))
    if convex_and_smooth(asks)[0] is not None:
        return True
    return bool(proved((Question(relation("le", middle, average)),), asks.work))


def _turns(asks: Asked) -> bool:
    """Whether there are l < m < r with f(l) > f(m) < f(r): then a convex function has its least value between l and r."""
    sort = asks.bound.sort
    assert isinstance(sort, Scalar)
    quick = QuickValues(asks.least)
    places = [number(value.numerator, value.denominator) for value in _grid(sort)]
    heights = [quick.value(asks.at(place)) for place in places]
    known = [(height, place) for height, place in zip(heights, places, strict=True) if height is not None]
    if len(known) < 3:
        return False
    lowest = min(range(len(known)), key=lambda index: known[index][0])
    if lowest in (0, len(known) - 1):
        return False
    left, middle, right = asks.at(known[0][1]), asks.at(known[lowest][1]), asks.at(known[-1][1])
    higher = (Question(relation("lt", middle, side)) for side in (left, right))
    return bool(proved(tuple(higher), asks.work))


def _grid(sort: Scalar) -> list[Fraction]:
    if sort.lower is not None and sort.upper is not None:
        return [sort.lower + part * (sort.upper - sort.lower) for part in _PARTS]
    steps = [Fraction(step) for step in _STEPS]
    if sort.lower is not None:
        steps = [sort.lower + abs(step) for step in steps if step > 0]
    elif sort.upper is not None:
        steps = [sort.upper - abs(step) for step in steps if step > 0][::-1]
    return [step for step in steps if sort.contains(step)]
