"""Values of formulas in floating point at three points: quick enough to rule out most explanations of a wrong answer.

Numbers, sequences and matrices of small sizes are drawn once for all explanations; sums are added up.  Nothing is proved or
refuted here: an explanation that is ruled out is not looked at, and one that is left is judged exactly.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from typing import Any

from verify.grading.small_matrices import (
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
from verify.question import Question
from verify.sort import Scalar, Sequence, Sort, Tensor
from verify.term import Term, free_symbols, postorder

_PLACES = ((0.7390851, 3), (0.3819660, 2), (0.6180340, 4))  # where in an interval, and which integer
_SPREAD = 2.7
_CLOSE = 1e-6
_LONGEST = 12  # of a sum or a sequence
_UNDEFINED = (ArithmeticError, AttributeError, ValueError, TypeError, IndexError)
_BINDERS = ("sum", "product")

Point = dict[Term, Any]


class QuickValues:
    """The values of the terms of one question; `rule_out` looks for a point at which an equation between such terms fails."""

    def __init__(self, *terms: Term) -> None:
        names = dict.fromkeys(name for term in terms for name in free_symbols(term))
        self._points: list[Point] = []
        for number, place in enumerate(_PLACES):
            point: Point = {}
            try:
                for shift, name in enumerate(sorted(names, key=lambda name: not isinstance(name.sort, Scalar))):
                    point[name] = _drawn(name.sort, _Draw(place, number, shift), point)
            except _UNDEFINED:
                continue
            self._points.append(point)

    def rule_out(self, question: Question) -> bool:
        """Whether both sides are defined and clearly different at some point where the hypotheses hold."""
        if question.statement.op != "eq":
            return False
        left, right = question.statement.args
        for point in self._points:
            if not all(_holds(hypothesis, point) for hypothesis in question.hypotheses):
                continue
            here, there = _value(left, point), _value(right, point)
            if here is None or there is None:
                continue
            first, second = entries_of(here), entries_of(there)
            if len(first) == len(second):
                allowed = _CLOSE * (1 + max(map(abs, first)))
                if any(abs(a - b) > allowed for a, b in zip(first, second, strict=True)):
                    return True
        return False


def _holds(hypothesis: Term, point: Point) -> bool:
    """Whether an inequality holds clearly at a point; any other statement is taken not to."""
    if hypothesis.op not in ("lt", "le"):
        return False
    low, high = (_value(side, point) for side in hypothesis.args)
    return isinstance(low, float) and isinstance(high, float) and low < high - _CLOSE


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
            value = float(shift % 4 + (whole if low is None else low + 1))
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
    length = _value(size, point)
    if length is None or not 1 <= length <= _LONGEST:
        raise ValueError
    return int(length)


# ---------------------------------------------------------------------------------------------------------------- evaluation


def _value(term: Term, known: Point) -> Any:
    """The value at a point, None where it is undefined or not of a kind that is evaluated here."""
    if term in known:
        return known[term]
    if not any(part.op in _BINDERS or part.op == "map" for part in postorder(term)):
        for part in postorder(term):
            if part not in known:
                known[part] = _computed(part, known)
        return known[term]
    if term.op in _BINDERS:
        known[term] = _added_up(term, known)
    elif term.op == "map":
        known[term] = _mapped(term, known)
    else:
        for arg in term.args:
            _value(arg, known)
        known[term] = _computed(term, known)
    return known[term]


def _added_up(term: Term, known: Point) -> Any:
    bound, lower, upper, body = term.args
    low, high = _value(lower, known), _value(upper, known)
    if low is None or high is None or high - low > _LONGEST:
        return None
    terms = [_with(bound, float(index), body, known) for index in range(int(low), int(high) + 1)]
    if not terms or any(value is None for value in terms):
        return None if terms else float(term.op == "product")
    return functools.reduce(plus if term.op == "sum" else _times, terms)


def _mapped(term: Term, known: Point) -> Any:
    function, *tensors = term.args
    tensor = _value(tensors[0], known) if len(tensors) == 1 else None
    if not isinstance(tensor, Matrix) or function.op != "lambda":
        return None
    bound, body = function.args
    found = Matrix(tuple(_with(bound, entry, body, known) for entry in row) for row in tensor)
    return None if any(entry is None for row in found for entry in row) else found


def _with(bound: Term, value: float, body: Term, known: Point) -> Any:
    """The value of a body in which a name is bound; what does not contain the name keeps its value."""
    inside = {term: found for term, found in known.items() if bound not in free_symbols(term)}
    inside[bound] = value
    return _value(body, inside)


def _computed(part: Term, known: Mapping[Term, Any]) -> Any:
    if part.op == "number":
        try:
            return part.value[0] / part.value[1]
        except OverflowError:
            return None
    if part.op == "pi":
        return math.pi
    operation = _OPERATIONS.get(part.op)
    args = [known.get(arg) for arg in part.args]
    if operation is None or any(arg is None for arg in args):
        return None
    try:
        value = operation(*args)
        return value if all(map(math.isfinite, entries_of(value))) else None
    except _UNDEFINED:
        return None


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
