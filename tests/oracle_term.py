"""The oracle for terms of scalars."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction

import mpmath
from mpmath import mp

from tests import oracle
from tests.oracle import Look, Number, Range, Unclear, Undefined
from verify.sort import Scalar
from verify.term import INFINITY, MINUS_INFINITY, UNARY_FUNCTIONS, Term, free_symbols, postorder

Point = Mapping[Term, Number]
LIMITED = frozenset(("integral", "derivative"))


def evaluate(term: Term, point: Point) -> Number:
    """The value at a point; raises Undefined or Unclear."""
    return _Walk(dict(point)).value(term)


def holds(statement: Term, point: Point) -> bool:
    """Whether a statement holds at a point."""
    return _Walk(dict(point)).holds(statement)


class _Walk:
    """One point; subterms that occur twice are computed once."""

    def __init__(self, point: dict[Term, Number]) -> None:
        self.point = point
        self.memo: dict[Term, Number] = {}

    def value(self, term: Term) -> Number:
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._compute(term)
        return found

    def within(self, name: Term, value: Number) -> _Walk:
        return _Walk({**self.point, name: value})

    def _compute(self, term: Term) -> Number:
        op, args = term.op, term.args
        if op == "number":
            return term.fraction
        if op == "symbol":
            return self.point[term]
        if op == "pi":
            return +mpmath.pi
        if op == "piecewise":
            for value, condition in zip(args[::2], args[1::2], strict=True):
                if self.holds(condition):
                    return self.value(value)
            raise Undefined("no branch")
        if op in ("sum", "product"):
            name, lower, upper, body = args
            last = None if upper is INFINITY else _integer(self.value(upper))
            return oracle.series(lambda k: self.within(name, Fraction(k)).value(body), _integer(self.value(lower)), last, op)
        if op == "integral":
            name, lower, upper, body = args
            return oracle.integral(lambda t: self.within(name, t).value(body), self._end(lower), self._end(upper))
        if op == "derivative":
            return self._derivative(term)
        return self._function(term)

    def _function(self, term: Term) -> Number:
        op, values = term.op, [self.value(arg) for arg in term.args]
        if op == "add":
            return oracle.add(*values)
        if op == "mul":
            return oracle.mul(*values)
        if op == "power":
            return self._power(term.args[1], *values)
        if op in ("max", "min"):
            return oracle.largest(values) if op == "max" else oracle.smallest(values)
        if op == "polygamma":
            return oracle.polygamma(values[0], values[1])
        if op in UNARY_FUNCTIONS:
            return oracle.function(op, values[0])
        raise Unclear(f"{op} is not known to the oracle")

    @staticmethod
    def _power(exponent: Term, base: Number, value: Number) -> Number:
        integral = is_integer(exponent) or _is_rational(exponent)
        if not integral and exponent.op != "number" and not free_symbols(exponent) and oracle.sign_of(base) <= 0:
            raise Unclear("a power such as (-1)^cos(0), which is one of an integer by its value and not by its form")
        return oracle.power(base, value, integral)

    def holds(self, statement: Term) -> bool:
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op == "and":
            return all(self.holds(arg) for arg in args)
        if op == "or":
            return any(self.holds(arg) for arg in args)
        if op == "not":
            return not self.holds(args[0])
        if op in ("implies", "iff"):
            first, second = self.holds(args[0]), self.holds(args[1])
            return first == second if op == "iff" else second or not first
        sign = oracle.compare(self.value(args[0]), self.value(args[1]))
        return {"eq": sign == 0, "ne": sign != 0, "lt": sign < 0, "le": sign <= 0}[op]

    def _end(self, end: Term) -> Number | None:
        infinite = end is INFINITY or end is MINUS_INFINITY or (end.op == "mul" and INFINITY in end.args)
        return None if infinite else self.value(end)

    def _derivative(self, term: Term) -> Number:
        body, by = term.args
        if by.op != "symbol" or term.value != 1:
            raise Unclear("this derivative is not known to the oracle")
        at, step = oracle.real(self.value(by)), mpmath.mpf(10) ** (-mp.dps // 4)
        below, here, above = (oracle.real(self.within(by, at + shift * step).value(body)) for shift in (-1, 0, 1))
        left, right = (here - below) / step, (above - here) / step
        if abs(left - right) > mpmath.mpf(10) ** -6 * (1 + abs(left)):
            raise Unclear("a derivative that may not exist")
        return (left + right) / 2


def _integer(value: Number) -> int:
    if not isinstance(value, Fraction) or value.denominator != 1:
        raise Undefined("a bound that is not an integer")
    return int(value)


def is_integer(term: Term) -> bool:
    """Whether a term is an integer by its form."""
    if term.op == "number":
        return term.value[1] == 1
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    if term.op in ("floor", "ceiling", "sign"):
        return True
    if term.op in ("sum", "product"):
        return is_integer(term.args[-1])
    if term.op == "power":
        exponent = term.args[1]
        return is_integer(term.args[0]) and exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] >= 0
    return term.op in ("add", "mul", "abs", "max", "min") and all(map(is_integer, term.args))


def _is_rational(term: Term) -> bool:
    """Whether a term is written with numbers alone: 4/2 is the integer 2."""
    return all(inner.op in ("number", "add", "mul", "power") for inner in postorder(term))


def range_of(name: Term) -> Range:
    """The values of a symbol of a scalar sort."""
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.is_complex or sort.values is not None:
        raise Unclear(f"the oracle draws no values of {name!r}")
    return Range(sort.lower, sort.upper, sort.lower_open, sort.upper_open, sort.nonzero, sort.is_integer)


def look_at(left: Term, right: Term, point: Mapping[str, Fraction], digits: int = 40) -> Look:
    """Both sides at one point."""
    values = {name: point[name.name] for side in (left, right) for name in free_symbols(side)}
    limited = any(inner.op in LIMITED for inner in postorder(left, right))
    return oracle.look(lambda: evaluate(left, values), lambda: evaluate(right, values), digits, limited)


def looks(left: Term, right: Term, count: int, seed: str) -> list[Look]:
    """Both sides at `count` points of the sorts of their symbols."""
    ranges = {name.name: range_of(name) for side in (left, right) for name in free_symbols(side)}
    return [look_at(left, right, point) for point in oracle.points(ranges, count, seed)]


def as_fraction(text: str) -> Fraction:
    """An exact value as a counterexample shows it: 3, -1/2, 0.25, or with powers such as 2^70."""
    return Fraction(text) if "^" not in text else _fraction(ast.parse(text.replace("^", "**"), mode="eval").body)


def _fraction(tree: ast.expr) -> Fraction:
    if isinstance(tree, ast.Constant):
        return Fraction(tree.value)  # type: ignore[arg-type]
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
        return -_fraction(tree.operand)
    if isinstance(tree, ast.BinOp):
        left, right = _fraction(tree.left), _fraction(tree.right)
        if isinstance(tree.op, ast.Div):
            return left / right
        if isinstance(tree.op, ast.Mult):
            return left * right
        if isinstance(tree.op, ast.Pow) and right.denominator == 1:
            return left ** int(right)
    raise ValueError(f"not an exact value: {ast.dump(tree)}")
