"""Concrete functions of a column that stand for an unknown one: polynomials and such, with derivatives that differ from place to
place, and maps that can be inverted.

    f(x)          g(sum k x_k) + sum (k + 1/2) x_k^2      with a function g of one number as `instance_functions` draws it
    to vector m   h(x)_i = i x_i + (sum (i + k) x_k)^2    with the x_i in turn, if there are fewer
    invertible    h(x)_1 = s z_1 + 1, h(x)_k = z_k (1 + z_{k-1}^2) + z_{k-1}
                  with z_k = x_k + x_{k+1}, z_d = x_d, and s = 2 or -2

Each is smooth on the whole space.  f is convex where g is, and bounded from below as g is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from flint import fmpq

from verify.refute.instance_draw import Stream, Style
from verify.refute.instance_functions import ConcreteFunction, draw_function
from verify.refute.instance_matrices import Matrix, Value
from verify.refute.instance_numbers import ONE, ZERO, Number, Unsupported, minus, plus, reciprocal, times
from verify.sort import Function, VectorFunction


@dataclass(frozen=True)
class ConcreteVectorFunction:
    """`base`: the g of a function with numbers as values; `stretch`: the s of an invertible map."""

    text: str
    base: ConcreteFunction | None = None
    rows: int = 0
    stretch: int = 0
    is_inverse: bool = False

    def at(self, column: Matrix, base: Callable[[Number], Number]) -> Value:
        """The value at a column; `base` computes g."""
        entries = column.entries
        if self.is_inverse:
            return _as_column(_without_mixing(self._unwound(entries)))
        if self.stretch:
            return _as_column(self._wound(_mixed(entries)))
        if self.base is None:
            return _as_column([self._entry(place, entries) for place in range(1, self.rows + 1)])
        value = base(_weighted(entries, 0))
        for place, entry in enumerate(entries, 1):
            value = plus(value, times(fmpq(2 * place + 1, 2), times(entry, entry)))
        return value

    def described(self, size: int) -> str:
        """The formula in the entries of a column of this size."""
        if self.base is None:
            return self.text
        places = range(1, size + 1)
        squares = " + ".join(f"{2 * place + 1}/2 x_{place}^2" for place in places)
        combined = " + ".join("x_1" if place == 1 else f"{place} x_{place}" for place in places)
        return f"{self.base.text} + {squares}, u = {combined}"

    def inverted(self) -> ConcreteVectorFunction:
        return replace(self, is_inverse=True, text=f"the inverse of {self.text}")

    def _entry(self, place: int, entries: tuple[Number, ...]) -> Number:
        total = _weighted(entries, place)
        return plus(times(fmpq(place), entries[(place - 1) % len(entries)]), times(total, total))

    def _wound(self, mixed: list[Number]) -> list[Number]:
        found = [plus(times(fmpq(self.stretch), mixed[0]), ONE)]
        for before, here in pairwise(mixed):
            found.append(plus(times(here, plus(ONE, times(before, before))), before))
        return found

    def _unwound(self, values: tuple[Number, ...]) -> list[Number]:
        found = [times(fmpq(1, self.stretch), minus(values[0], ONE))]
        for value in values[1:]:
            before = found[-1]
            found.append(times(minus(value, before), reciprocal(plus(ONE, times(before, before)))))
        return found


def draw_vector_function(sort: VectorFunction, stream: Stream, style: Style, rank: int, rows: int) -> ConcreteVectorFunction:
    """A function of this sort; raises Unsupported for a kind of which there is none here."""
    if "invertible" in sort.properties:
        stretch = (2, -2)[(rank + stream.below(2)) % 2]
        text = f"({stretch} z_1 + 1, z_2 (1 + z_1^2) + z_1, z_3 (1 + z_2^2) + z_2 ...), z_k = x_k + x_(k+1), and x_k for the last"
        return ConcreteVectorFunction(text, stretch=stretch)
    if rows:
        return ConcreteVectorFunction("(x_1 + (2 x_1 + 3 x_2 ...)^2, 2 x_2 + (3 x_1 + 4 x_2 ...)^2 ...)", rows=rows)
    if sort.codomain.upper is not None:
        raise Unsupported("a function of a vector that is bounded from above")
    base: Any = draw_function(Function(1, sort.codomain, sort.properties), stream, style, rank, True)
    return ConcreteVectorFunction("", base)


def _as_column(entries: list[Number]) -> Value:
    return Matrix(len(entries), 1, tuple(entries))


def _weighted(entries: tuple[Number, ...], first: int) -> Number:
    total: Number = ZERO
    for weight, entry in enumerate(entries, first + 1):
        total = plus(total, times(fmpq(weight), entry))
    return total


def _mixed(entries: tuple[Number, ...]) -> list[Number]:
    return [plus(here, after) for here, after in pairwise(entries)] + [entries[-1]]


def _without_mixing(mixed: list[Number]) -> list[Number]:
    found = [mixed[-1]]
    for value in reversed(mixed[:-1]):
        found.insert(0, minus(value, found[0]))
    return found
