"""The oracle for typed text, in the part of the syntax that it shares with Python: products with *, powers with ^.

The text is parsed with `ast` and walked; it is never run.  Conditions are comparisons, `diff(f, x)` is a numeric derivative.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp

from tests import oracle
from tests.oracle import Look, Number, Unclear, Undefined

_SIGNS: dict[type, Any] = {
    ast.Lt: lambda sign: sign < 0, ast.LtE: lambda sign: sign <= 0, ast.Gt: lambda sign: sign > 0,
    ast.GtE: lambda sign: sign >= 0, ast.Eq: lambda sign: sign == 0, ast.NotEq: lambda sign: sign != 0,
}
_ABBREVIATIONS = {
    "sigmoid": lambda x: oracle.reciprocal(oracle.add(Fraction(1), oracle.function("exp", -x))),
    "softplus": lambda x: oracle.function("log", oracle.add(Fraction(1), oracle.function("exp", x))),
    "relu": lambda x: oracle.largest([x, Fraction(0)]),
    "sqrt": lambda x: oracle.power(x, Fraction(1, 2), integral=False),
    "factorial": lambda n: oracle.function("gamma", oracle.add(n, Fraction(1))),
    "digamma": lambda x: oracle.function("digamma", x),
}
_LIMITED = frozenset(("integral", "diff"))


def parse(text: str) -> ast.expr:
    """Decimals become quotients first, as `ast` would round them."""
    exact = re.sub(r"(\d+)\.(\d+)", lambda found: f"({int(found[1] + found[2])}/{10 ** len(found[2])})", text)
    return ast.parse(exact.replace("^", "**"), mode="eval").body


def is_rounded(tree: ast.expr) -> bool:
    """Whether quadrature or numeric differentiation limits the digits of the value."""
    return any(isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LIMITED
               for node in ast.walk(tree))


def evaluate(tree: ast.expr, point: Mapping[str, Number], integers: frozenset[str] = frozenset()) -> Number:
    """The value at a point; `integers` are the names that stand for integers.  Raises Undefined or Unclear."""
    return _Walk(integers).value(tree, dict(point))


def holds(condition: str, point: Mapping[str, Number], domains: Mapping[str, str]) -> bool:
    """Whether a comparison holds at a point."""
    with mp.workdps(30):
        return _Walk(integers(domains)).holds(parse(condition), dict(point))


def integers(domains: Mapping[str, str]) -> frozenset[str]:
    """The names whose domain words make them integers."""
    return frozenset(name for name, words in domains.items() if words.startswith(("integer", "natural")))


class _Walk:
    def __init__(self, integers: frozenset[str]) -> None:
        self.integers = integers

    def value(self, tree: ast.expr, point: dict[str, Number]) -> Number:
        if isinstance(tree, ast.Constant):
            return Fraction(tree.value)  # type: ignore[arg-type]
        if isinstance(tree, ast.Name):
            return point[tree.id] if tree.id in point else {"pi": +mpmath.pi, "e": +mpmath.e}[tree.id]
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            return -self.value(tree.operand, point)
        if isinstance(tree, ast.BinOp):
            return self._operation(tree, self.value(tree.left, point), self.value(tree.right, point))
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name):
            return self._call(tree.func.id, tree.args, point)
        raise ValueError(f"not in the tables' syntax: {ast.dump(tree)}")

    def _operation(self, tree: ast.BinOp, left: Number, right: Number) -> Number:
        if isinstance(tree.op, ast.Add):
            return oracle.add(left, right)
        if isinstance(tree.op, ast.Sub):
            return oracle.add(left, -right)
        if isinstance(tree.op, ast.Mult):
            return oracle.mul(left, right)
        if isinstance(tree.op, ast.Div):
            return oracle.mul(left, oracle.reciprocal(right))
        if isinstance(tree.op, ast.Pow):
            return oracle.power(left, right, self._is_integer(tree.right))
        raise ValueError(f"not in the tables' syntax: {ast.dump(tree)}")

    def _is_integer(self, tree: ast.expr) -> bool:
        if isinstance(tree, ast.Constant):
            return isinstance(tree.value, int)
        if isinstance(tree, ast.Name):
            return tree.id in self.integers
        if isinstance(tree, ast.UnaryOp):
            return self._is_integer(tree.operand)
        return (
            isinstance(tree, ast.BinOp)
            and isinstance(tree.op, ast.Add | ast.Sub | ast.Mult)
            and self._is_integer(tree.left)
            and self._is_integer(tree.right)
        )

    def _call(self, name: str, args: list[ast.expr], point: dict[str, Number]) -> Number:
        if name in ("max", "min"):
            values = [self.value(arg, point) for arg in args]
            return oracle.largest(values) if name == "max" else oracle.smallest(values)
        if name == "piecewise":
            for branch in args:
                value, condition = branch.elts  # type: ignore[attr-defined]
                if self.holds(condition, point):
                    return self.value(value, point)
            raise Undefined("no branch")
        if name in ("sum", "product"):
            body, index, lower, upper = args
            inner = _Walk(self.integers | {index.id})  # type: ignore[attr-defined]
            last = None if isinstance(upper, ast.Name) and upper.id == "inf" else int(self.value(upper, point))
            return oracle.series(lambda k: inner.value(body, {**point, index.id: Fraction(k)}),  # type: ignore[attr-defined]
                                 int(self.value(lower, point)), last, name)
        if name == "integral":
            body, variable, lower, upper = args
            return oracle.integral(lambda t: self.value(body, {**point, variable.id: t}),  # type: ignore[attr-defined]
                                   self._end(lower, point), self._end(upper, point))
        if name == "diff":
            return self._derivative(args[0], args[1].id, point)  # type: ignore[attr-defined]
        value = self.value(args[0], point)
        return _ABBREVIATIONS[name](value) if name in _ABBREVIATIONS else oracle.function(name, value)

    def holds(self, condition: ast.expr, point: dict[str, Number]) -> bool:
        if not isinstance(condition, ast.Compare) or len(condition.ops) > 1:
            raise ValueError("a condition is one comparison")
        left, right = self.value(condition.left, point), self.value(condition.comparators[0], point)
        return bool(_SIGNS[type(condition.ops[0])](oracle.compare(left, right)))

    def _end(self, tree: ast.expr, point: dict[str, Number]) -> Number | None:
        inner = tree.operand if isinstance(tree, ast.UnaryOp) else tree
        return None if isinstance(inner, ast.Name) and inner.id == "inf" else self.value(tree, point)

    def _derivative(self, body: ast.expr, name: str, point: dict[str, Number]) -> Number:
        """Central differences from both sides; where these disagree the derivative does not exist."""
        at, h = oracle.real(point[name]), mpmath.mpf(10) ** (-mp.dps // 4)
        below, here, above = (oracle.real(self.value(body, {**point, name: at + shift * h})) for shift in (-1, 0, 1))
        left, right = (here - below) / h, (above - here) / h
        if abs(left - right) > mpmath.mpf(10) ** -6 * (1 + abs(left)):
            raise Undefined("one-sided derivatives differ") if abs(left - right) > mpmath.mpf("0.001") else Unclear("rough")
        return (left + right) / 2


def look_at(
    left: str, right: str, point: Mapping[str, Fraction], domains: Mapping[str, str], digits: int = 40
) -> Look:
    """Both sides at one point."""
    names = integers(domains)
    trees = parse(left), parse(right)
    return oracle.look(lambda: evaluate(trees[0], point, names), lambda: evaluate(trees[1], point, names), digits,
                       any(map(is_rounded, trees)))


def looks(left: str, right: str, domains: Mapping[str, str], count: int = 40) -> list[tuple[dict[str, Fraction], Look]]:
    """Both sides at `count` points of the declared domain."""
    ranges = {name: oracle.range_of_words(words) for name, words in domains.items()}
    return [(point, look_at(left, right, point, domains)) for point in oracle.points(ranges, count, f"{left} = {right}")]
