"""The oracle for SymPy trees: a walk that follows the conventions of the field, not those of SymPy's evalf."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath
import sympy
from mpmath import mp

from tests import oracle
from tests.oracle import Look, Number, Unclear, Undefined
from tests.tables.row import Claim

_NAMES = {
    sympy.exp: "exp", sympy.log: "log", sympy.sin: "sin", sympy.cos: "cos", sympy.tan: "tan", sympy.sinh: "sinh",
    sympy.cosh: "cosh", sympy.tanh: "tanh", sympy.asin: "asin", sympy.acos: "acos", sympy.atan: "atan",
    sympy.asinh: "asinh", sympy.acosh: "acosh", sympy.atanh: "atanh", sympy.gamma: "gamma",
    sympy.loggamma: "loggamma", sympy.digamma: "digamma", sympy.erf: "erf", sympy.erfc: "erfc", sympy.Abs: "abs",
    sympy.sign: "sign", sympy.floor: "floor", sympy.ceiling: "ceiling",
}
_ORDER = {
    sympy.Gt: lambda sign: sign > 0, sympy.Ge: lambda sign: sign >= 0, sympy.Lt: lambda sign: sign < 0,
    sympy.Le: lambda sign: sign <= 0, sympy.Eq: lambda sign: sign == 0, sympy.Ne: lambda sign: sign != 0,
}
_CONSTANTS = {sympy.pi: lambda: mpmath.pi, sympy.E: lambda: mpmath.e, sympy.EulerGamma: lambda: mpmath.euler}


def evaluate(tree: Any, point: Mapping[sympy.Symbol, Number]) -> Number:
    """The value at a point; raises Undefined or Unclear."""
    if tree.is_Rational:
        return Fraction(int(tree.p), int(tree.q))
    if tree.is_Symbol:
        return point[tree]
    if tree in _CONSTANTS:
        return +_CONSTANTS[tree]()
    if tree.is_Add or tree.is_Mul:
        values = [evaluate(arg, point) for arg in tree.args]
        return oracle.add(*values) if tree.is_Add else oracle.mul(*values)
    if tree.is_Pow:
        if tree.base is sympy.E:
            return oracle.function("exp", evaluate(tree.exp, point))
        return oracle.power(evaluate(tree.base, point), evaluate(tree.exp, point), bool(tree.exp.is_integer))
    if tree.func in _NAMES:
        return oracle.function(_NAMES[tree.func], evaluate(tree.args[0], point))
    if isinstance(tree, sympy.polygamma):
        order, value = (evaluate(arg, point) for arg in tree.args)
        return oracle.function("digamma", value) if order == 0 else oracle.polygamma(order, value)
    return _special(tree, point)


def _special(tree: Any, point: Mapping[sympy.Symbol, Number]) -> Number:
    if isinstance(tree, sympy.Max | sympy.Min):
        values = [evaluate(arg, point) for arg in tree.args]
        return oracle.largest(values) if isinstance(tree, sympy.Max) else oracle.smallest(values)
    if isinstance(tree, sympy.factorial):
        return oracle.function("gamma", oracle.add(evaluate(tree.args[0], point), Fraction(1)))
    if isinstance(tree, sympy.binomial):
        upper, lower = (oracle.add(evaluate(arg, point), Fraction(1)) for arg in tree.args)
        rest = oracle.add(upper, -lower, Fraction(1))
        return oracle.mul(oracle.function("gamma", upper), oracle.reciprocal(
            oracle.mul(oracle.function("gamma", lower), oracle.function("gamma", rest))))
    if isinstance(tree, sympy.Piecewise):
        for value, condition in tree.args:
            if holds(condition, point):
                return evaluate(value, point)
        raise Undefined("no branch")
    if isinstance(tree, sympy.Sum | sympy.Product):
        index, lower, upper = tree.limits[0]
        first = int(evaluate(lower, point))
        last = None if upper is sympy.oo else int(evaluate(upper, point))
        kind = "sum" if isinstance(tree, sympy.Sum) else "product"
        return oracle.series(lambda k: evaluate(tree.function, {**point, index: Fraction(k)}), first, last, kind)
    if isinstance(tree, sympy.Integral) and len(tree.limits) == 1:
        variable, lower, upper = tree.limits[0]
        return oracle.integral(
            lambda value: evaluate(tree.function, {**point, variable: value}),
            None if lower is -sympy.oo else evaluate(lower, point),
            None if upper is sympy.oo else evaluate(upper, point),
        )
    raise Unclear(f"{type(tree).__name__} is not known to the oracle")


def holds(condition: Any, point: Mapping[sympy.Symbol, Number]) -> bool:
    if condition in (sympy.true, sympy.false):
        return bool(condition)
    if isinstance(condition, sympy.And):
        return all(holds(arg, point) for arg in condition.args)
    if isinstance(condition, sympy.Or):
        return any(holds(arg, point) for arg in condition.args)
    return bool(_ORDER[condition.func](oracle.compare(evaluate(condition.lhs, point), evaluate(condition.rhs, point))))


def look_at(claim: Claim, point: Mapping[str, Fraction]) -> Look:
    """Both sides of a claim at one point: the first entry at which they are not equal."""
    worst = Look("equal")
    for left, right in claim.entries:
        values = {symbol: point[symbol.name] for side in (left, right) for symbol in side.free_symbols}
        rounded = bool(left.has(sympy.Integral) or right.has(sympy.Integral))
        seen = oracle.look(lambda left=left, values=values: evaluate(left, values),
                           lambda right=right, values=values: evaluate(right, values), 40, rounded)
        if seen.kind == "different":
            return seen
        if seen.kind != "equal":
            worst = seen
    return worst


def looks(claim: Claim, count: int = 40) -> list[Look]:
    """Both sides at `count` points of the declared domain."""
    ranges = {name: oracle.range_of_words(words) for name, words in claim.domains.items()}
    with mp.workdps(40):
        return [look_at(claim, point) for point in oracle.points(ranges, count, claim.name)]
