"""Values of formulas in floating point at three points: quick enough to rule out most explanations of a wrong answer.

Numbers, sequences and matrices of small sizes are drawn once for all explanations; sums are added up.  Nothing is proved or
refuted here: an explanation that is ruled out is not looked at, and one that is left is judged exactly.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from typing import Any

from verify.calculus import differentiate
from verify.evaluate.program import infinite
from verify.grading.explaining.quick_optima import least_at
from verify.grading.explaining.quick_series import integrated, summed
from verify.grading.explaining.small_matrices import (
    Matrix,
    added,
    determinant_of,
    entries_of,
    filled,
    flipped,
    inverted,
    plus,
    scaled,
    times,
    unit,
)
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.question import Question
from verify.sort import Scalar, Sequence, Sort, Tensor
from verify.term import INFINITY, OPTIMA, Term, contains, free_symbols, postorder

_PLACES = ((0.7390851, 3), (0.3819660, 2), (0.6180340, 4))  # where in an interval, and which integer
_SPREAD = 2.7
_CLOSE = 1e-6
_LONGEST = 12  # of a sum or a sequence
_UNDEFINED = (ArithmeticError, AttributeError, ValueError, TypeError, IndexError)
_BINDERS = ("sum", "product")
_INSIDE = frozenset(("sum", "product", "map", "derivative", "integral", "limit", "gradient")) | OPTIMA

_INFINITE = {1: math.inf, -1: -math.inf}

_UNKNOWN = object()  # the value of what is not of a kind that is evaluated here; None is that of what is undefined


class Point(dict[Term, Any]):
    """The values of terms at one point; a name that is new gets one when it is met.

    Gradients and least values are worked out only where it `solves`: nothing but what is said of wrong answers may rest on them.
    """

    def __init__(self, values: Mapping[Term, Any], number: int, *, solves: bool = False) -> None:
        super().__init__(values)
        self.number = number
        self.solves = solves

    def beside(self, values: Mapping[Term, Any]) -> Point:
        """Another point of the same kind."""
        return Point(values, self.number, solves=self.solves)

    def draw(self, name: Term) -> Any:
        try:
            return _drawn(name.sort, _Draw(_place(self.number), self.number, len(self)), self)
        except _UNDEFINED:
            return _UNKNOWN



class QuickValues:
    """The values of the terms of one question; `rule_out` looks for a point at which an equation between such terms fails."""

    def __init__(self, *terms: Term, points: int = 3) -> None:
        names = dict.fromkeys(name for term in terms for name in free_symbols(term))
        self.points: list[Point] = []
        for number in range(points):
            point = Point({}, number)
            for name in sorted(names, key=lambda name: not isinstance(name.sort, Scalar)):
                point[name] = point.draw(name)
            self.points.append(point)

    def value(self, term: Term) -> float | None:
        """The value of a number at the first point, None where it is undefined or not known."""
        found = _value(term, self.points[0])
        return found if isinstance(found, float) else None

    def values(self, term: Term) -> list[float | None]:
        """The values of a number at all points."""
        found = [_value(term, point) for point in self.points]
        return [value if isinstance(value, float) else None for value in found]

    def rule_out(self, question: Question) -> bool:
        """Whether both sides are clearly different at some point where the hypotheses hold, or one is undefined at all."""
        if question.statement.op != "eq":
            return False
        left, right = question.statement.args
        one_sided = bool(self.points)
        for point in self.points:
            if not all(holds_at(hypothesis, point) for hypothesis in question.hypotheses):
                one_sided = False
                continue
            here, there = _value(left, point), _value(right, point)
            one_sided = one_sided and (here is None) != (there is None) and _UNKNOWN not in (here, there)
            if here is None or there is None or _UNKNOWN in (here, there):
                continue
            first, second = entries_of(here), entries_of(there)
            if len(first) == len(second):
                allowed = _CLOSE * (1 + max(map(abs, first)))
                if any(abs(a - b) > allowed for a, b in zip(first, second, strict=True)):
                    return True
        return one_sided


def may_have_holes(question: Question) -> bool:
    """Whether the right side of an equation seems to be undefined where the left one is not, or cannot be looked at for that."""
    reference, submitted = question.statement.args
    if contains(submitted, _UNSEEN):
        return True
    quick = QuickValues(reference, submitted, points=_MANY)
    for point in quick.points:
        if all(holds_at(hypothesis, point) for hypothesis in question.hypotheses):
            here, there = _value(reference, point), _value(submitted, point)
            if (there is None and here is not None) or (there is _UNKNOWN and contains(submitted, _CHOICES)):
                return True
    return False


_CHOICES = frozenset(("piecewise",))  # between what is too close to call: x/(1 - 1[max(x, y) <= x])
_MANY = 24
_UNSEEN = frozenset(("limit", "infinity"))


def _place(number: int) -> tuple[float, int]:
    """Where in an interval, and which integer."""
    if number < len(_PLACES):
        return _PLACES[number]
    return (0.7390851 + 0.6180340 * number) % 1, number % 9 - 4


def holds_at(hypothesis: Term, point: Point) -> bool:
    """Whether an inequality holds clearly at a point; any other statement is taken not to."""
    if hypothesis.op not in ("lt", "le"):
        return False
    low, high = (_value(side, point) for side in hypothesis.args)
    return isinstance(low, float) and isinstance(high, float) and low < high - _CLOSE


def value_at(term: Term, point: Point) -> Any:
    """A number or a matrix, or what `is_known` is false of."""
    return _value(term, point)


def is_known(value: Any) -> bool:
    return isinstance(value, float | Matrix)


# ------------------------------------------------------------------------------------------------------------------- drawing


class _Draw:
    """Coordinates that differ from name to name and from entry to entry, so that an exchange of two of them is seen."""

    def __init__(self, place: tuple[float, int], number: int, shift: int) -> None:
        self.place = place
        self.shift = number + shift

    def coordinate(self, sort: Scalar) -> float:
        part, whole = self.place
        shift, self.shift = self.shift, self.shift + 1
        if sort.is_complex:
            raise ValueError
        if sort.values is not None:
            return float(sort.values[(whole + shift) % len(sort.values)])
        low = None if sort.lower is None else float(sort.lower)
        high = None if sort.upper is None else float(sort.upper)
        if sort.is_integer:
            value = float(3 - shift % 4 + whole) if low is None else low + (3 - shift % 4 + whole) % 6
            return value if high is None or value <= high else high
        part = (part + 0.2360680 * shift) % 1
        if low is not None and high is not None:
            return low + (0.05 + 0.9 * part) * (high - low)
        size = 0.3 + _SPREAD * part
        if low is not None:
            return low + size
        if high is not None:
            return high - size
        return size if shift % 2 else -size


def _drawn(sort: Sort, draw: _Draw, point: Point) -> Any:
    """A number, a list of the items of a sequence, or a `Matrix`."""
    if isinstance(sort, Scalar):
        return draw.coordinate(sort)
    if isinstance(sort, Sequence):
        return [_drawn(sort.element, draw, point) for _ in range(_length(sort.length, point))]
    if not isinstance(sort, Tensor):
        raise ValueError
    rows, columns = (_length(size, point) for size in sort.shape)
    found = Matrix(tuple(draw.coordinate(sort.element) for _ in range(columns)) for _ in range(rows))
    properties = sort.properties
    if "distribution" in properties:
        return scaled(1 / sum(entries_of(found)), found)
    if "positive definite" in properties or "positive semidefinite" in properties:
        return added(times(found, flipped(found)), unit(rows))
    if "orthogonal" in properties:
        return times(_reflection(flipped(found)[0]), _reflection(flipped(found)[-1]))
    if "diagonal" in properties:
        return Matrix(tuple(entry if i == j else 0.0 for j, entry in enumerate(row)) for i, row in enumerate(found))
    if "lower triangular" in properties:
        return Matrix(tuple(entry if i >= j else 0.0 for j, entry in enumerate(row)) for i, row in enumerate(found))
    return added(found, flipped(found)) if "symmetric" in properties else found


def _reflection(normal: tuple[float, ...]) -> Matrix:
    """I - 2 v v^T / v^T v"""
    column = flipped(Matrix((normal,)))
    return added(unit(len(normal)), scaled(-2 / sum(entry * entry for entry in normal), times(column, flipped(column))))


def _length(size: Term, point: Point) -> int:
    if size.op == "symbol" and size not in point:
        point[size] = float(2 + len(point) % 3)
    length = _value(size, point)
    if not isinstance(length, float) or not 1 <= length <= _LONGEST:
        raise ValueError
    return int(length)


# ---------------------------------------------------------------------------------------------------------------- evaluation


def _value(term: Term, known: Point) -> Any:
    """The value at a point, None where it is undefined, `_UNKNOWN` for what is not of a kind that is evaluated here."""
    if term in known:
        return known[term]
    if not contains(term, _INSIDE):
        for part in postorder(term):
            if part not in known:
                known[part] = known.draw(part) if part.op == "symbol" else _computed(part, known)
        return known[term]
    if term.op in _BINDERS:
        known[term] = _added_up(term, known)
    elif term.op == "map":
        known[term] = _mapped(term, known)
    elif term.op == "integral":
        known[term] = _integral(term, known)
    elif term.op == "derivative":
        known[term] = _slope(term, known)
    elif term.op == "gradient" and known.solves:
        known[term] = _gradient(term, known)
    elif term.op in OPTIMA and known.solves:
        known[term] = _optimum(term, known)
    else:
        for arg in term.args:
            _value(arg, known)
        known[term] = _computed(term, known)
    return known[term]


def _added_up(term: Term, known: Point) -> Any:
    bound, lower, upper, body = term.args
    low, high = _value(lower, known), _value(upper, known)
    if term.op == "sum" and isinstance(low, float) and upper is INFINITY:
        total = summed(functools.partial(_along, body, bound, known), int(low))
        return _UNKNOWN if total is None else total
    if not isinstance(low, float) or not isinstance(high, float) or high - low > _LONGEST:
        return _UNKNOWN
    outer = _without(bound, known)
    terms = [_value(body, known.beside({**outer, bound: float(index)})) for index in range(int(low), int(high) + 1)]
    if not terms or any(value in (None, _UNKNOWN) for value in terms):
        return (_UNKNOWN if _UNKNOWN in terms else None) if terms else float(term.op == "product")
    return functools.reduce(plus if term.op == "sum" else _times, terms)


def _integral(term: Term, known: Point) -> Any:
    bound, *ends, body = term.args
    low, high = (_INFINITE[infinite(end)] if infinite(end) else _value(end, known) for end in ends)
    if not (isinstance(bound.sort, Scalar) and isinstance(low, float) and isinstance(high, float)):
        return _UNKNOWN
    total = integrated(functools.partial(_along, body, bound, known), low, high)
    return _UNKNOWN if total is None else total


def _along(term: Term, bound: Term, known: Point, places: list[float]) -> list[float] | None:
    """The values of a term at many values of one name, nan where it has none; None for what is not evaluated here."""
    if contains(term, _INSIDE):
        return None
    found: dict[Term, list[Any]] = {bound: places}
    for part in postorder(term):
        if part is bound:
            continue
        if bound not in free_symbols(part):
            value = _value(part, known)
            found[part] = [math.nan if value is None else value] * len(places)
            if value is _UNKNOWN or not isinstance(value, float | None):
                return None
            continue
        operation = _OPERATIONS.get(part.op)
        if operation is None:
            return None
        found[part] = [_at(operation, args) for args in zip(*(found[arg] for arg in part.args), strict=True)]
    return found[term]


def _at(operation: Callable[..., Any], args: tuple[float, ...]) -> float:
    try:
        return float(operation(*args))
    except _UNDEFINED:
        return math.nan


def _mapped(term: Term, known: Point) -> Any:
    function, *tensors = term.args
    tensor = _value(tensors[0], known) if len(tensors) == 1 else None
    if not isinstance(tensor, Matrix) or function.op != "lambda":
        return _UNKNOWN
    bound, body = function.args
    outer = _without(bound, known)
    found = Matrix(tuple(_value(body, known.beside({**outer, bound: entry})) for entry in row) for row in tensor)
    return _UNKNOWN if any(not isinstance(entry, float) for row in found for entry in row) else found


def _without(bound: Term, known: Point) -> dict[Term, Any]:
    """The values of what does not contain a name, which keep it where the name is bound."""
    return {term: found for term, found in known.items() if bound not in free_symbols(term)}


def _slope(term: Term, known: Point) -> Any:
    """The value of a derivative by its formula."""
    body, by = term.args
    try:
        for _ in range(term.value):
            body, _ = differentiate(body, by)
    except InputError:
        return _UNKNOWN
    return _value(body, known)


def _gradient(term: Term, known: Point) -> Any:
    """The value of a gradient by its formula."""
    try:
        return _value(matrix_derivative(term)[0], known)
    except InputError:
        return _UNKNOWN


def _optimum(term: Term, known: Point) -> Any:
    """The place or the value of a least or largest value, where a few numbers are free or have to be positive."""
    bound, body = term.args[:2]
    if len(term.args) > 2 or not isinstance(bound.sort, Scalar | Tensor):
        return _UNKNOWN
    number = bound.sort if isinstance(bound.sort, Scalar) else bound.sort.element
    if number.kind != "real" or number.values is not None or (isinstance(bound.sort, Tensor) and bound.sort.properties):
        return _UNKNOWN
    outer = _without(bound, known)
    drawn = known.draw(bound)
    if drawn is _UNKNOWN:
        return _UNKNOWN
    sign = -1.0 if term.op in ("argmax", "maximum") else 1.0

    def place(entries: list[float]) -> Any:
        return _shaped([_in_domain(entry, number) for entry in entries], drawn)

    def height(entries: list[float]) -> float:
        value = _value(body, known.beside({**outer, bound: place(entries)}))
        if not isinstance(value, float):
            raise ValueError
        return sign * value

    found = least_at(height, [_on_the_line(entry, number) for entry in entries_of(drawn)])
    if found is None:
        return _UNKNOWN
    return place(found) if term.op in ("argmin", "argmax") else sign * height(found)


def _in_domain(t: float, sort: Scalar) -> float:
    """The number of an interval that stands for one of the whole line."""
    if sort.lower is not None and sort.upper is not None:
        return float(sort.lower) + float(sort.upper - sort.lower) / (1 + math.exp(-t))
    if sort.lower is not None:
        return float(sort.lower) + math.exp(t)
    return t if sort.upper is None else float(sort.upper) - math.exp(t)


def _on_the_line(value: float, sort: Scalar) -> float:
    if sort.lower is not None and sort.upper is not None:
        return math.log((value - float(sort.lower)) / (float(sort.upper) - value))
    if sort.lower is not None:
        return math.log(value - float(sort.lower))
    return value if sort.upper is None else math.log(float(sort.upper) - value)


def _shaped(numbers: list[float], like: Any) -> Any:
    """Numbers as the entries of a matrix like another one."""
    if not isinstance(like, Matrix):
        return numbers[0]
    columns = len(like[0])
    return Matrix(tuple(numbers[start : start + columns]) for start in range(0, len(numbers), columns))


def _computed(part: Term, known: Mapping[Term, Any]) -> Any:
    if part.op == "number":
        try:
            return part.value[0] / part.value[1]
        except OverflowError:
            return _UNKNOWN
    if part.op == "pi":
        return math.pi
    if part.op == "piecewise":
        return _chosen(part, known)
    if part.op == "matrix":
        entries = [entry for entry in map(known.get, part.args) if isinstance(entry, float)]
        rows, columns = part.value
        shape = range(0, rows * columns, columns)
        if len(entries) < rows * columns:
            return _UNKNOWN
        return Matrix(tuple(entries[start : start + columns]) for start in shape)
    operation = _OPERATIONS.get(part.op)
    args = [known.get(arg, _UNKNOWN) for arg in part.args]
    if operation is None or any(arg is _UNKNOWN for arg in args):
        return _UNKNOWN
    if any(arg is None for arg in args):
        return None
    try:
        value = operation(*args)
        return value if all(map(math.isfinite, entries_of(value))) else None
    except _UNDEFINED:
        return None


def _chosen(part: Term, known: Mapping[Term, Any]) -> Any:
    """The value of the first case whose condition holds; a condition that is too close to call holds for nobody."""
    for value, condition in zip(part.args[::2], part.args[1::2], strict=True):
        holds = _truth(condition, known)
        if holds is None:
            return _UNKNOWN
        if holds:
            return known.get(value, _UNKNOWN)
    return _UNKNOWN


def _truth(condition: Term, known: Mapping[Term, Any]) -> bool | None:
    if condition.op in ("true", "false"):
        return condition.op == "true"
    if condition.op in ("and", "or"):
        parts = [_truth(arg, known) for arg in condition.args]
        return None if None in parts else (all if condition.op == "and" else any)(parts)
    left, right = (known.get(arg) for arg in condition.args[:2]) if len(condition.args) == 2 else (None, None)
    if condition.op not in ("lt", "le", "eq", "ne") or not isinstance(left, float) or not isinstance(right, float):
        return None
    if abs(left - right) < _CLOSE:
        return None
    return {"lt": left < right, "le": left < right, "eq": False, "ne": True}[condition.op]


def _times(first: Any, second: Any) -> Any:
    """A product of numbers, or of a number and a matrix."""
    if isinstance(first, float) and isinstance(second, float):
        return first * second
    return scaled(first, second) if isinstance(first, float) else scaled(second, first)


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != math.floor(exponent):
        raise ValueError
    return float(base**exponent)


def _item(tensor: Any, *indices: float) -> Any:
    """An item of a sequence, or an entry of a matrix; the one index of a column counts its rows."""
    if min(indices) < 1:
        raise IndexError
    places = [int(index) - 1 for index in indices]
    if isinstance(tensor, Matrix) and len(places) == 1:
        places.append(0)
    for place in places:
        tensor = tensor[place]
    return tensor


def _matmul(*args: Matrix) -> Any:
    found = functools.reduce(times, args)
    return found[0][0] if len(found) == len(found[0]) == 1 else found


_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": lambda *args: functools.reduce(plus, args), "mul": lambda *args: functools.reduce(_times, args), "power": _power,
    "exp": math.exp, "log": math.log,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh,
    "asin": math.asin, "acos": math.acos, "atan": math.atan, "asinh": math.asinh, "acosh": math.acosh, "atanh": math.atanh,
    "erf": math.erf, "erfc": math.erfc, "gamma": math.gamma, "loggamma": math.lgamma, "abs": abs,
    "sign": lambda x: math.copysign(1.0, x) if x else 0.0, "max": max, "min": min,
    "floor": lambda x: float(math.floor(x)), "ceiling": lambda x: float(math.ceil(x)),
    "matmul": _matmul, "transpose": flipped, "inverse": inverted, "trace": lambda x: sum(x[i][i] for i in range(len(x))),
    "determinant": determinant_of, "identity": lambda n: unit(int(n)), "item": _item,
    "hadamard": lambda *args: Matrix(tuple(map(math.prod, zip(*rows, strict=True))) for rows in zip(*args, strict=True)),
    "zeros": lambda n, m: filled(0.0, int(n), int(m)), "ones": lambda n, m: filled(1.0, int(n), int(m)),
}  # fmt: skip
