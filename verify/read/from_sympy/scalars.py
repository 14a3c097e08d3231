"""SymPy numbers, symbols, functions, statements and sets as terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy
from sympy import Dummy, Symbol
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from verify import functions
from verify.problem import reject
from verify.read import vocabulary
from verify.read.from_sympy.reader import Readers, SympyReading, built, show, unsupported
from verify.read.from_sympy.symbols import check_assumptions, sort_of
from verify.read.names import canonical_name
from verify.sort import Function, Outcome
from verify.term import (
    FALSE,
    IMAGINARY,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    PI,
    TRUE,
    ZERO,
    Term,
    add,
    apply,
    call,
    exp,
    make,
    mul,
    number,
    power,
    relation,
    sqrt,
)


def _rational(reader: SympyReading, expression: Any) -> Term:
    return number(int(expression.p), int(expression.q))


def _float(reader: SympyReading, expression: Any) -> Term:
    exact = Fraction(str(expression)) if expression.is_finite else expression
    raise reject("inexact-number", f"the floating-point number {expression}", where=show(expression),
                 help=f"write an exact rational: Rational({str(exact)!r})")  # fmt: skip


def _undefined(reader: SympyReading, expression: Any) -> Term:
    raise reject("undefined", f"{expression}, which SymPy made of an undefined expression", where=show(expression),
                 help="build the expression with evaluate=False, or correct it")  # fmt: skip


def _symbol(reader: SympyReading, expression: Symbol) -> Term:
    found = reader.bound.get(expression)
    if found is not None:
        return found
    if isinstance(expression, Dummy):
        raise unsupported(expression, "a Symbol; a Dummy has no name of its own")
    if expression.name == "pi" and "pi" not in reader.names.declared:
        raise unsupported(expression, "sympy.pi is the number; declare pi to use it as a name")
    return reader.names.scalar(expression)


def _outcome(reader: SympyReading, expression: vocabulary.Outcome) -> Term:
    name = canonical_name(expression.name)
    declared = reader.names.declared.get(name)
    if declared is not None and isinstance(declared.sort, Outcome):
        return declared
    return reader.names.once(name, Outcome(canonical_name(expression.variable)))



# ------------------------------------------------------------------------------------------------------------------ arithmetic


def _add(reader: SympyReading, expression: Any) -> Term:
    return add(*reader.terms(expression.args))


def _mul(reader: SympyReading, expression: Any) -> Term:
    return mul(*reader.terms(expression.args))


def _pow(reader: SympyReading, expression: Any) -> Term:
    if expression.base is sympy.E:
        return exp(reader.term(expression.exp))
    return power(reader.term(expression.base), reader.term(expression.exp))


def _unary(name: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        return call(name, *reader.terms(expression.args))

    return read


def _polygamma(reader: SympyReading, expression: Any) -> Term:
    order, argument = reader.terms(expression.args)
    return call("digamma", argument) if order is ZERO else call("polygamma", order, argument)


def _falling(reader: SympyReading, expression: Any) -> Term:
    x, count = reader.terms(expression.args)
    if count.op == "number" and count.value[1] == 1 and 0 <= count.value[0] <= functions.MAXIMAL_PRODUCT:
        return functions.falling_factorial(x, count.value[0])
    return mul(functions.factorial(x), functions.reciprocal(functions.factorial(add(x, functions.minus(count)))))


def _kronecker(reader: SympyReading, expression: Any) -> Term:
    return make("delta", reader.terms(expression.args[:2]))


def _euler_gamma(reader: SympyReading, expression: Any) -> Term:
    return functions.minus(call("digamma", ONE))


def _golden_ratio(reader: SympyReading, expression: Any) -> Term:
    return mul(number(1, 2), add(ONE, sqrt(number(5))))


_ORDINARY = frozenset(("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer"))
_EXOTIC = frozenset(("even", "odd", "prime", "composite", "irrational", "transcendental", "imaginary", "infinite", "zero"))


def _undefined_function(reader: SympyReading, expression: Any) -> Term:
    """f(x) of an unknown function."""
    function = function_symbol(reader, expression)
    args = reader.terms(expression.args)
    if any(arg.shape for arg in args):
        raise unsupported(expression, "a function of numbers")
    return apply(function, *args)


def _stated(facts: Mapping[str, bool]) -> dict[str, bool]:
    """The strongest of the facts about a function's values, which SymPy lists with all that follows from them."""
    true = {key for key, value in facts.items() if value}
    integral = {"integer"} & true
    exotic = true & _EXOTIC if integral else true & (_EXOTIC | {"rational", "algebraic"})
    return dict.fromkeys(sorted(exotic | (true & _ORDINARY)), True)


def function_symbol(reader: SympyReading, expression: Any) -> Term:
    """The symbol of the unknown function in f(x)."""
    name = canonical_name(expression.func.__name__)
    codomain = Symbol(name, **_stated(expression.func._kwargs))
    function = reader.names.tensor(name, Function(len(expression.args), sort_of(codomain)))
    if isinstance(function.sort, Function):
        check_assumptions(name, codomain, function.sort.codomain)
    return function



# --------------------------------------------------------------------------------------------------------- cases and statements


def _piecewise(reader: SympyReading, expression: Any) -> Term:
    return make("piecewise", tuple(part for value, condition in expression.args for part in reader.terms((value, condition))))


def _relation(op: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        return relation(op, reader.term(expression.lhs), reader.term(expression.rhs))

    return read


def _connective(op: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        return make(op, reader.terms(expression.args))

    return read


def _if_then_else(reader: SympyReading, expression: Any) -> Term:
    condition, yes, no = reader.terms(expression.args)
    return make("or", (make("and", (condition, yes)), make("and", (make("not", (condition,)), no))))



# ------------------------------------------------------------------------------------------------------------------------ sets


def _interval(reader: SympyReading, expression: Any) -> Term:
    ends = reader.terms((expression.start, expression.end))
    return make("interval", ends, (bool(expression.left_open), bool(expression.right_open)))


def _reals(reader: SympyReading, expression: Any) -> Term:
    return make("interval", (MINUS_INFINITY, INFINITY), (True, True))


def _finite_set(reader: SympyReading, expression: Any) -> Term:
    return make("finite_set", reader.terms(expression.args))


_FUNCTIONS: Mapping[Any, str] = {
    sympy.exp: "exp", sympy.log: "log", sympy.sin: "sin", sympy.cos: "cos", sympy.tan: "tan", sympy.sinh: "sinh",
    sympy.cosh: "cosh", sympy.tanh: "tanh", sympy.asin: "asin", sympy.acos: "acos", sympy.atan: "atan", sympy.asinh: "asinh",
    sympy.acosh: "acosh", sympy.atanh: "atanh", sympy.gamma: "gamma", sympy.loggamma: "loggamma", sympy.digamma: "digamma",
    sympy.erf: "erf", sympy.erfc: "erfc", sympy.Abs: "abs", sympy.sign: "sign", sympy.floor: "floor", sympy.ceiling: "ceiling",
    sympy.Max: "max", sympy.Min: "min",
}  # fmt: skip
_BUILT: Mapping[Any, str] = {
    sympy.sec: "sec", sympy.csc: "csc", sympy.cot: "cot", sympy.sech: "sech", sympy.csch: "csch", sympy.coth: "coth",
    sympy.factorial: "factorial", sympy.binomial: "binomial", sympy.Heaviside: "heaviside",
}  # fmt: skip
READERS: Readers = {
    sympy.Rational: _rational, sympy.Integer: _rational, sympy.Float: _float,
    type(sympy.pi): lambda reader, expression: PI, type(sympy.E): lambda reader, expression: exp(ONE),
    type(sympy.I): lambda reader, expression: IMAGINARY, type(sympy.oo): lambda reader, expression: INFINITY,
    type(-sympy.oo): lambda reader, expression: MINUS_INFINITY, type(sympy.EulerGamma): _euler_gamma,
    type(sympy.GoldenRatio): _golden_ratio, type(sympy.nan): _undefined, type(sympy.zoo): _undefined,
    BooleanTrue: lambda reader, expression: TRUE, BooleanFalse: lambda reader, expression: FALSE,
    Symbol: _symbol, vocabulary.Outcome: _outcome, sympy.Idx: lambda reader, expression: _symbol(reader, expression.label),
    sympy.Add: _add, sympy.Mul: _mul, sympy.Pow: _pow,
    **{kind: _unary(name) for kind, name in _FUNCTIONS.items()},
    **{kind: built(functions.FUNCTIONS[name].build) for kind, name in _BUILT.items()},
    sympy.beta: built(lambda a, b=None: functions.beta(a, a if b is None else b)),
    sympy.polygamma: _polygamma, sympy.RisingFactorial: built(functions.rising_factorial), sympy.FallingFactorial: _falling,
    sympy.KroneckerDelta: _kronecker, AppliedUndef: _undefined_function,
    sympy.Piecewise: _piecewise, sympy.Eq: _relation("eq"), sympy.Ne: _relation("ne"), sympy.Lt: _relation("lt"),
    sympy.Le: _relation("le"), sympy.Gt: _relation("gt"), sympy.Ge: _relation("ge"),
    sympy.And: _connective("and"), sympy.Or: _connective("or"), sympy.Not: _connective("not"),
    sympy.Implies: _connective("implies"), sympy.Equivalent: _connective("iff"), sympy.ITE: _if_then_else,
    sympy.FiniteSet: _finite_set, type(sympy.S.EmptySet): _finite_set, sympy.Interval: _interval, type(sympy.S.Reals): _reals,
    sympy.Union: _connective("union"), sympy.Intersection: _connective("intersection"),
    sympy.Contains: _connective("is_member"),
}  # fmt: skip
