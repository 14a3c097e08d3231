"""Whether the form of a function shows that it is convex: sums, maxima and exponentials of what is, |affine| and its powers.

What is shown holds wherever the function is defined, on an interval; None says nothing.
"""

from __future__ import annotations

from typing import Literal

from verify.domain import rational_value
from verify.term import Term, free_symbols

Curvature = Literal["constant", "affine", "convex", "concave"]

_TURNED: dict[Curvature, Curvature] = {"constant": "constant", "affine": "affine", "convex": "concave", "concave": "convex"}
_FLAT = ("constant", "affine")


def curvature(term: Term, variable: Term) -> Curvature | None:
    """The curvature of a function of one real variable."""
    if variable not in free_symbols(term):
        return "constant"
    if term is variable:
        return "affine"
    if term.op == "mul":
        return _of_product(term, variable)
    parts = [curvature(arg, variable) for arg in term.args]
    if term.op == "add":
        return _joint(parts)
    if term.op == "max":
        return "convex" if all(part in (*_FLAT, "convex") for part in parts) else None
    if term.op == "min":
        return "concave" if all(part in (*_FLAT, "concave") for part in parts) else None
    if term.op == "abs" or (term.op == "power" and _is_even(term.args[1])):
        return "convex" if parts[0] in _FLAT else None
    if term.op == "exp":
        return "convex" if parts[0] in (*_FLAT, "convex") else None
    if term.op == "log":
        return "concave" if parts[0] in (*_FLAT, "concave") else None
    return None


def _joint(parts: list[Curvature | None]) -> Curvature | None:
    kinds: tuple[Curvature, ...] = ("affine", "convex", "concave")
    for found in kinds:
        if all(part in (*_FLAT, found) for part in parts):
            return found
    return None


def _of_product(term: Term, variable: Term) -> Curvature | None:
    """A number times a function."""
    functions = [arg for arg in term.args if variable in free_symbols(arg)]
    sign = 1
    for arg in term.args:
        if arg not in functions:
            value = rational_value(arg)
            if value is None:
                return None
            sign = sign if value > 0 else -sign if value < 0 else 0
    found = curvature(functions[0], variable) if len(functions) == 1 else None
    if found is None or sign == 0:
        return None
    return found if sign > 0 else _TURNED[found]


def _is_even(exponent: Term) -> bool:
    return exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] > 0 and exponent.value[0] % 2 == 0
