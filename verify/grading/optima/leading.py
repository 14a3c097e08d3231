"""The part of highest degree of a function: u^T A u / 2 of w^T A w / 2 - b^T w, at u.

It is read off the form of the function and proves nothing: parts that cancel are not noticed, and whoever uses it has to prove
what it is used for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod

from verify.term import MINUS_ONE, ONE, Term, add, free_symbols, log, make, mul, number, power, substitute

_PRODUCTS = frozenset(("mul", "matmul", "hadamard"))
_LINEAR = frozenset(("transpose", "trace", "item", "row"))


@dataclass(frozen=True)
class _Part:
    """`sign` (1 or -1) times `term`, of `degree` in the variable."""

    degree: int
    term: Term
    sign: int = 1

    @property
    def signed(self) -> Term:
        return self.term if self.sign > 0 else mul(MINUS_ONE, self.term)


def leading_part(function: Term, variable: Term, at: Term) -> tuple[int, Term] | None:
    """The degree of a polynomial function of `variable`, and its part of that degree at `at`; None if no degree is seen."""
    found = _leading(function, variable)
    return None if found is None else (found.degree, substitute(found.signed, {variable: at}))


def _leading(term: Term, variable: Term) -> _Part | None:
    op = term.op
    if term is MINUS_ONE:
        return _Part(0, ONE, -1)
    if variable not in free_symbols(term):
        return _of_product(term, variable) if op == "mul" and MINUS_ONE in term.args else _Part(0, term)
    if term is variable:
        return _Part(1, term)
    if op == "add":
        return _highest(_leading(arg, variable) for arg in term.args)
    if op in _PRODUCTS:
        return _of_product(term, variable)
    if op == "power":
        return _of_power(term, variable)
    if op in _LINEAR:
        return _around(term, 0, variable)
    if op == "sum":
        return _around(term, 3, variable)
    return _of_logarithm(term.args[0], variable) if op == "log" else None


def _highest(parts: Iterable[_Part | None]) -> _Part | None:
    listed = list(parts)
    known = [part for part in listed if part is not None]
    if len(known) < len(listed):
        return None
    degree = max(part.degree for part in known)
    highest = [part for part in known if part.degree == degree]
    sign = 1 if any(part.sign > 0 for part in highest) else -1
    return _Part(degree, add(*(replace(part, sign=part.sign * sign).signed for part in highest)), sign)


def _of_product(term: Term, variable: Term) -> _Part | None:
    parts = [_leading(arg, variable) for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    factors = tuple(part.term for part in known if term.op != "mul" or part.term is not ONE)
    product = make(term.op, factors, term.value) if len(factors) > 1 else (*factors, ONE)[0]
    return _Part(sum(part.degree for part in known), product, prod(part.sign for part in known))


def _of_power(term: Term, variable: Term) -> _Part | None:
    base, exponent = term.args
    if exponent.op == "number" and base.op == "power" and base.args[1].op == "number":  # sqrt(z)^2
        base, exponent = base.args[0], number(exponent.fraction * base.args[1].fraction)
    inner = _leading(base, variable)
    if inner is None or exponent.op != "number" or exponent.value[1] != 1 or exponent.value[0] < 1:
        return None
    times = exponent.value[0]
    return _Part(inner.degree * times, inner.term if times == 1 else power(inner.term, exponent), inner.sign**times)


def _around(term: Term, place: int, variable: Term) -> _Part | None:
    """Of an operation that is linear in its argument at `place` and has nothing of the variable elsewhere."""
    before, after = term.args[:place], term.args[place + 1 :]
    inner = _leading(term.args[place], variable)
    if inner is None or any(variable in free_symbols(other) for other in (*before, *after)):
        return None
    return replace(inner, term=make(term.op, (*before, inner.term, *after), term.value))


def _of_logarithm(inside: Term, variable: Term) -> _Part | None:
    """log(c exp(z)) is z and what does not depend on the variable."""
    if inside.op == "mul":
        return _highest(_leading(log(factor), variable) for factor in inside.args)
    return _leading(inside.args[0], variable) if inside.op == "exp" else None
