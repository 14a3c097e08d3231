"""A row of a table of claims in SymPy: two sides, where they are compared, and whether they are equal there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import sympy

Failure = Literal["generic", "open", "null", "tiny"]
Sides = tuple[sympy.Expr, ...]


@dataclass(frozen=True)
class Claim:
    """`left` and `right` hold one expression, or the entries of a matrix row by row.

    `failure` says where a false claim fails: nearly everywhere (generic), on a proper open part of the domain (open), on
    a null set (null), or nearly everywhere by less than double precision can see (tiny).  `witness` is a point at which
    it fails; a generic failure needs none.
    """

    name: str
    subject: str
    left: Sides
    right: Sides
    domains: Mapping[str, str]
    truth: bool
    failure: Failure | None = None
    witness: Mapping[str, Fraction] | None = None

    @property
    def entries(self) -> tuple[tuple[sympy.Expr, sympy.Expr], ...]:
        return tuple(zip(self.left, self.right, strict=True))


def true(name: str, subject: str, left: Any, right: Any, **domains: str) -> Claim:
    """A claim that holds on the whole of its domain."""
    lefts, rights = _entries(left), _entries(right)
    return Claim(name, subject, lefts, rights, _domains(lefts + rights, domains), truth=True)


def false(
    name: str, subject: str, left: Any, right: Any, failure: Failure = "generic", at: Mapping[str, Any] | None = None,
    **domains: str
) -> Claim:
    """A claim that fails at one point of its domain at least."""
    lefts, rights = _entries(left), _entries(right)
    point = {name: Fraction(value) for name, value in at.items()} if at else None
    return Claim(name, subject, lefts, rights, _domains(lefts + rights, domains), False, failure, point)


def _entries(side: Any) -> Sides:
    if isinstance(side, sympy.MatrixBase):
        return tuple(side)
    if isinstance(side, Sequence):
        return tuple(map(sympy.sympify, side))
    return (sympy.sympify(side),)


def _domains(sides: Sides, declared: Mapping[str, str]) -> dict[str, str]:
    symbols = sorted({symbol for side in sides for symbol in side.free_symbols}, key=lambda symbol: symbol.name)
    unknown = set(declared) - {symbol.name for symbol in symbols}
    if unknown:
        raise ValueError(f"declared but not used: {sorted(unknown)}")
    return {symbol.name: declared.get(symbol.name) or _words(symbol) for symbol in symbols}


def _words(symbol: sympy.Symbol) -> str:
    if symbol.is_integer:
        return "integer >= 1" if symbol.is_positive else "integer >= 0" if symbol.is_nonnegative else "integer"
    return "positive" if symbol.is_positive else "nonnegative" if symbol.is_nonnegative else "real"


# ------------------------------------------------------------------------------------------------- functions of the field


def sigmoid(x: Any) -> Any:
    return 1 / (1 + sympy.exp(-x))


def softplus(x: Any) -> Any:
    return sympy.log(1 + sympy.exp(x))


def relu(x: Any) -> Any:
    return sympy.Max(x, 0)


def normal_density(x: Any, mean: Any, variance: Any) -> Any:
    return sympy.exp(-((x - mean) ** 2) / (2 * variance)) / sympy.sqrt(2 * sympy.pi * variance)


def normal_log_density(x: Any, mean: Any, deviation: Any) -> Any:
    return -sympy.log(2 * sympy.pi) / 2 - sympy.log(deviation) - (x - mean) ** 2 / (2 * deviation**2)


def normal_cdf(x: Any) -> Any:
    return (1 + sympy.erf(x / sympy.sqrt(2))) / 2


def standard_normal(x: Any) -> Any:
    return sympy.exp(-(x**2) / 2) / sympy.sqrt(2 * sympy.pi)


def beta_function(a: Any, b: Any) -> Any:
    return sympy.gamma(a) * sympy.gamma(b) / sympy.gamma(a + b)
