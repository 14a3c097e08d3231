"""Densities of abstract random variables with finitely many states, as the point of a counterexample gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


class State(int):
    """A state of a random variable, counted from 1; no number."""


@dataclass(frozen=True)
class Space:
    """The base measures of the states 1, 2 ... of a random variable."""

    weights: tuple[Fraction, ...]


@dataclass(frozen=True)
class Table:
    """A density: its value at each combination of states, with respect to the product of the base measures."""

    axes: tuple[str, ...]
    sizes: tuple[int, ...]
    values: Mapping[tuple[int, ...], Fraction]

    def marginal(self, fixed: Mapping[str, int], spaces: Mapping[str, Space]) -> Fraction:
        """The density of the variables that are fixed: the others are integrated."""
        total = Fraction(0)
        for states, value in self.values.items():
            mass = value
            for axis, state in zip(self.axes, states, strict=True):
                if axis not in fixed:
                    mass *= spaces[axis].weights[state - 1]
                elif fixed[axis] != state:
                    break
            else:
                total += mass
        return total
