"""SymPy sums, products, integrals, limits and derivatives as terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Basic, Symbol
from sympy.core.function import AppliedUndef

from verify.problem import reject
from verify.read import vocabulary
from verify.read.from_sympy.reader import Readers, SympyReading, show, unsupported
from verify.read.from_sympy.scalars import function_symbol
from verify.read.from_sympy.symbols import assumed, sort_of
from verify.sort import INTEGER, REAL
from verify.term import (
    SPACE,
    Term,
    apply,
    binder,
    derivative,
    make,
    postorder,
    substitute,
)


def _summation(op: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        return _nested_sum(reader, op, expression.function, list(expression.limits), expression)

    return read


def _nested_sum(reader: SympyReading, op: str, function: Basic, limits: list[Any], whole: Any) -> Term:
    """The last of the limits is the outermost."""
    *inner, limit = limits
    if len(limit) != 3:
        raise unsupported(whole, "give both bounds: (k, 1, n)")
    name, lower, upper = limit
    check_range(name, lower, upper, whole, closed=True)
    ends = reader.term(lower), reader.term(upper)
    body_source = op_source(function, inner)
    with reader.scope(name, INTEGER, body_source) as bound:
        reader.least[bound] = ends[0]
        body = _nested_sum(reader, op, function, inner, whole) if inner else reader.term(function)
        reader.least.pop(bound, None)
    return binder(op, bound, *ends, body)


def op_source(function: Basic, inner: list[Any]) -> Basic:
    """What the outermost variable is bound in: the function and the bounds of the inner variables."""
    return sympy.Tuple(function, *(part for limit in inner for part in limit[1:])) if inner else function


def _integral(reader: SympyReading, expression: Any) -> Term:
    return _nested_integral(reader, expression.function, list(expression.limits), expression)


def _nested_integral(reader: SympyReading, function: Basic, limits: list[Any], whole: Any) -> Term:
    *inner, limit = limits
    if isinstance(limit[0], vocabulary.Outcome) and len(limit) == 1:
        body = _nested_integral(reader, function, inner, whole) if inner else reader.term(function)
        return binder("integral", reader.term(limit[0]), SPACE, SPACE, body)
    if len(limit) != 3:
        raise unsupported(whole, "give both bounds: (x, 0, 1); an integral without bounds is no function")
    name, lower, upper = limit
    check_range(name, lower, upper, whole, closed=False)
    ends = reader.term(lower), reader.term(upper)
    with reader.scope(name, REAL, op_source(function, inner)) as bound:
        body = _nested_integral(reader, function, inner, whole) if inner else reader.term(function)
    return binder("integral", bound, *ends, body)


def check_range(name: Symbol, lower: Any, upper: Any, whole: Any, closed: bool) -> None:
    """SymPy has used the assumptions about a bound symbol: they have to hold on the whole range."""
    facts = assumed(name) if isinstance(name, Symbol) else {}
    sort_of(name) if isinstance(name, Symbol) else None
    above = lower.is_positive if closed else lower.is_nonnegative
    below = upper.is_negative if closed else upper.is_nonpositive
    holds = {
        "positive": above,
        "nonnegative": lower.is_nonnegative,
        "negative": below,
        "nonpositive": upper.is_nonpositive,
        "nonzero": above or below,
        "integer": closed,
    }
    for key, value in facts.items():
        if value and not holds.get(key, True):
            raise reject("sort-conflict", f"{name} is assumed to be {key}, and runs from {lower} to {upper}", where=show(whole),
                         help=f"use Symbol({str(name)!r}) without this assumption")  # fmt: skip


def _limit(reader: SympyReading, expression: Any) -> Term:
    body, name, point, direction = expression.args
    facts = assumed(name)
    positive_side = point is sympy.oo or (point.is_nonnegative and str(direction) == "+")
    if any(facts.get(key) for key in ("negative", "nonpositive", "nonzero", "integer")) or (
        (facts.get("positive") or facts.get("nonnegative")) and not positive_side
    ):
        raise unsupported(expression, f"use Symbol({name.name!r}, real=True)")
    side = "both" if point.is_infinite else {"+": "+", "-": "-", "+-": "both"}[str(direction)]
    at = reader.term(point)
    with reader.scope(name, REAL, body) as bound:
        return binder("limit", bound, at, reader.term(body), value=side)


def _lambda(reader: SympyReading, expression: Any) -> Term:
    if len(expression.variables) != 1:
        raise unsupported(expression, "a Lambda of one variable")
    name = expression.variables[0]
    if any(assumed(name).get(key) for key in ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")):
        raise unsupported(expression, f"use Symbol({name.name!r}, real=True) as the variable")
    with reader.scope(name, REAL, expression.expr) as bound:
        return binder("lambda", bound, reader.term(expression.expr))


def _derivative(reader: SympyReading, expression: Any) -> Term:
    applied = _derivative_of_function(reader, expression)
    if applied is not None:
        return applied
    term = reader.term(expression.expr)
    for name, count in expression.variable_count:
        by = reader.term(name)
        if by.op not in ("symbol", "item") or not count.is_Integer or not 1 <= int(count) <= 64:
            raise unsupported(expression, "a derivative of a known order by a symbol or an item")
        if by.shape:
            if int(count) != 1 or term.shape:
                raise unsupported(expression, "the gradient of a number")
            term = make("gradient", (term, by))
        else:
            term = derivative(term, by, int(count))
    return term


def _derivative_of_function(reader: SympyReading, expression: Any) -> Term | None:
    """d f(x, u) / dx is f with an order, if x is an argument and occurs in no other."""
    inner = expression.expr
    if not isinstance(inner, AppliedUndef):
        return None
    orders = [0] * len(inner.args)
    for name, count in expression.variable_count:
        places = [place for place, arg in enumerate(inner.args) if arg == name]
        if len(places) != 1 or not count.is_Integer:
            return None
        if any(arg.has(name) for place, arg in enumerate(inner.args) if place != places[0]):
            return None
        orders[places[0]] += int(count)
    return apply(function_symbol(reader, inner), *reader.terms(inner.args), orders=tuple(orders))


def _subs(reader: SympyReading, expression: Any) -> Term:
    """The value of an expression at a point, as SymPy writes f'(2 x)."""
    inner, names, points = expression.args
    values = reader.terms(points)
    return _substituted(reader, inner, list(names), list(values), expression)


def _substituted(reader: SympyReading, inner: Basic, names: list[Any], values: list[Term], whole: Any) -> Term:
    if not names:
        return reader.term(inner)
    fresh = Symbol(f"{names[0].name.strip('_')}#{len(names)}", real=True)
    with reader.scope(fresh, REAL, inner) as bound:
        body = _substituted(reader, inner.xreplace({names[0]: fresh}), names[1:], values[1:], whole)
    if any(term.op in ("derivative", "gradient") and term.args[1] is bound for term in postorder(body)):
        raise unsupported(whole, "a derivative at a point of something that is no unknown function")
    return substitute(body, {bound: values[0]})


def _condition_set(reader: SympyReading, expression: Any) -> Term:
    name, condition, base = expression.args
    if not isinstance(name, Symbol):
        raise unsupported(expression, "a condition on one symbol")
    inside = None if base is sympy.S.Reals else reader.term(base)
    with reader.scope(name, REAL, condition) as bound:
        statement = reader.term(condition)
        if inside is not None:
            statement = make("and", (make("is_member", (bound, inside)), statement))
        return binder("set_builder", bound, statement)


READERS: Readers = {
    sympy.Sum: _summation("sum"), sympy.Product: _summation("product"), sympy.Integral: _integral, sympy.Limit: _limit,
    sympy.Lambda: _lambda, sympy.Derivative: _derivative, sympy.Subs: _subs,
    sympy.ConditionSet: _condition_set,
}
