"""Values of formulas in floating point at one point, with what is drawn for their names.

Numbers, sequences and matrices of small sizes are drawn when they are met; sums are added up.
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
from verify.sort import Scalar, Sequence, Sort, Tensor
from verify.term import INFINITY, OPTIMA, Term, contains, free_symbols, postorder

_PLACES = ((0.7390851, 3), (0.3819660, 2), (0.6180340, 4))  # where in an interval, and which integer
_SPREAD = 2.7
CLOSE = 1e-6
_LONGEST = 12  # of a sum or a sequence
_UNDEFINED = (ArithmeticError, AttributeError, ValueError, TypeError, IndexError)
_BINDERS = ("sum", "product")
_INSIDE = frozenset(("sum", "product", "map", "derivative", "integral", "limit", "gradient")) | OPTIMA

_INFINITE = {1: math.inf, -1: -math.inf}

UNKNOWN = object()  # the value of what is not of a kind that is evaluated here; None is that of what is undefined


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
            return UNKNOWN


def _place(number: int) -> tuple[float, int]:
    """Where in an interval, and which integer."""
    if number < len(_PLACES):
        return _PLACES[number]
    return (0.7390851 + 0.6180340 * number) % 1, number % 9 - 4


def holds_at(hypothesis: Term, point: Point) -> bool:
    """Whether an inequality holds clearly at a point; any other statement is taken not to."""
    if hypothesis.op not in ("lt", "le"):
        return False
    low, high = (value_at(side, point) for side in hypothesis.args)
    return isinstance(low, float) and isinstance(high, float) and low < high - CLOSE


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
    length = value_at(size, point)
    if not isinstance(length, float) or not 1 <= length <= _LONGEST:
        raise ValueError
    return int(length)


# ---------------------------------------------------------------------------------------------------------------- evaluation


def value_at(term: Term, known: Point) -> Any:
    """A number or a matrix at a point, None where it is undefined, `UNKNOWN` for what is not of a kind that is evaluated here."""
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
            value_at(arg, known)
        known[term] = _computed(term, known)
    return known[term]


def _added_up(term: Term, known: Point) -> Any:
    bound, lower, upper, body = term.args
    low, high = value_at(lower, known), value_at(upper, known)
    if term.op == "sum" and isinstance(low, float) and upper is INFINITY:
        total = summed(functools.partial(_along, body, bound, known), int(low))
        return UNKNOWN if total is None else total
    if not isinstance(low, float) or not isinstance(high, float) or high - low > _LONGEST:
        return UNKNOWN
    outer = _without(bound, known)
    terms = [value_at(body, known.beside({**outer, bound: float(index)})) for index in range(int(low), int(high) + 1)]
    if not terms or any(value in (None, UNKNOWN) for value in terms):
        return (UNKNOWN if UNKNOWN in terms else None) if terms else float(term.op == "product")
    return functools.reduce(plus if term.op == "sum" else _times, terms)


def _integral(term: Term, known: Point) -> Any:
    bound, *ends, body = term.args
    low, high = (_INFINITE[infinite(end)] if infinite(end) else value_at(end, known) for end in ends)
    if not (isinstance(bound.sort, Scalar) and isinstance(low, float) and isinstance(high, float)):
        return UNKNOWN
    total = integrated(functools.partial(_along, body, bound, known), low, high)
    return UNKNOWN if total is None else total


def _along(term: Term, bound: Term, known: Point, places: list[float]) -> list[float] | None:
    """The values of a term at many values of one name, nan where it has none; None for what is not evaluated here."""
    if contains(term, _INSIDE):
        return None
    found: dict[Term, list[Any]] = {bound: places}
    for part in postorder(term):
        if part is bound:
            continue
        if bound not in free_symbols(part):
            value = value_at(part, known)
            found[part] = [math.nan if value is None else value] * len(places)
            if value is UNKNOWN or not isinstance(value, float | None):
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
    tensor = value_at(tensors[0], known) if len(tensors) == 1 else None
    if not isinstance(tensor, Matrix) or function.op != "lambda":
        return UNKNOWN
    bound, body = function.args
    outer = _without(bound, known)
    found = Matrix(tuple(value_at(body, known.beside({**outer, bound: entry})) for entry in row) for row in tensor)
    return UNKNOWN if any(not isinstance(entry, float) for row in found for entry in row) else found


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
        return UNKNOWN
    return value_at(body, known)


def _gradient(term: Term, known: Point) -> Any:
    """The value of a gradient by its formula."""
    try:
        return value_at(matrix_derivative(term)[0], known)
    except InputError:
        return UNKNOWN


def _optimum(term: Term, known: Point) -> Any:
    """The place or the value of a least or largest value, where a few numbers are free or have to be positive."""
    bound, body = term.args[:2]
    if len(term.args) > 2 or not isinstance(bound.sort, Scalar | Tensor):
        return UNKNOWN
    number = bound.sort if isinstance(bound.sort, Scalar) else bound.sort.element
    if number.kind != "real" or number.values is not None or (isinstance(bound.sort, Tensor) and bound.sort.properties):
        return UNKNOWN
    outer = _without(bound, known)
    drawn = known.draw(bound)
    if drawn is UNKNOWN:
        return UNKNOWN
    sign = -1.0 if term.op in ("argmax", "maximum") else 1.0

    def place(entries: list[float]) -> Any:
        return _shaped([_in_domain(entry, number) for entry in entries], drawn)

    def height(entries: list[float]) -> float:
        value = value_at(body, known.beside({**outer, bound: place(entries)}))
        if not isinstance(value, float):
            raise ValueError
        return sign * value

    found = least_at(height, [_on_the_line(entry, number) for entry in entries_of(drawn)])
    if found is None:
        return UNKNOWN
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
            return UNKNOWN
    if part.op == "pi":
        return math.pi
    if part.op == "piecewise":
        return _chosen(part, known)
    if part.op == "matrix":
        entries = [entry for entry in map(known.get, part.args) if isinstance(entry, float)]
        rows, columns = part.value
        shape = range(0, rows * columns, columns)
        if len(entries) < rows * columns:
            return UNKNOWN
        return Matrix(tuple(entries[start : start + columns]) for start in shape)
    operation = _OPERATIONS.get(part.op)
    args = [known.get(arg, UNKNOWN) for arg in part.args]
    if operation is None or any(arg is UNKNOWN for arg in args):
        return UNKNOWN
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
            return UNKNOWN
        if holds:
            return known.get(value, UNKNOWN)
    return UNKNOWN


def _truth(condition: Term, known: Mapping[Term, Any]) -> bool | None:
    if condition.op in ("true", "false"):
        return condition.op == "true"
    if condition.op in ("and", "or"):
        parts = [_truth(arg, known) for arg in condition.args]
        return None if None in parts else (all if condition.op == "and" else any)(parts)
    left, right = (known.get(arg) for arg in condition.args[:2]) if len(condition.args) == 2 else (None, None)
    if condition.op not in ("lt", "le", "eq", "ne") or not isinstance(left, float) or not isinstance(right, float):
        return None
    if abs(left - right) < CLOSE:
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
