"""Finite models of abstract random variables: state spaces, probability tables, and distributions with given moments.

A variable has 2 or 3 states with a positive base weight each, and a family of densities is one positive table over all
variables it speaks of: the integral over a variable is the weighted sum over its states, marginals and conditionals follow.

With a counting measure a density is at most 1 and an entropy at least 0, which is false of densities in general: so some
instances have other base measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from itertools import product as combinations

from flint import fmpq

from verify.refute import instance_matrices as matrices
from verify.refute.instance_draw import Stream
from verify.refute.instance_matrices import Matrix
from verify.refute.instance_numbers import ONE, ZERO, Number, Unsupported
from verify.sort import Outcome
from verify.term import Term

State = int  # counted from 1


def variable_of(outcome: Term) -> str:
    """The random variable that an outcome is a value of; without one it is its own, however often it was renamed."""
    sort = outcome.sort
    assert isinstance(sort, Outcome)
    return sort.variable or outcome.name.rstrip("'")


@dataclass(frozen=True)
class Space:
    """The states 1 .. len(weights) of a variable and the base measure of each."""

    weights: tuple[fmpq, ...]

    @property
    def states(self) -> range:
        return range(1, len(self.weights) + 1)

    def weight(self, state: State) -> fmpq:
        return self.weights[state - 1]


def draw_space(stream: Stream, size: int, *, counting: bool) -> Space:
    if counting:
        return Space((ONE,) * size)
    return Space(tuple(fmpq(1 + stream.below(3), 4 + stream.below(6)) for _ in range(size)))


class Table:
    """A positive density over `axes`, with respect to the product of the base measures."""

    def __init__(self, axes: tuple[str, ...], spaces: tuple[Space, ...], values: dict[tuple[State, ...], fmpq]) -> None:
        self.axes = axes
        self.spaces = spaces
        self.values = values
        self._marginals: dict[tuple[tuple[str, State], ...], fmpq] = {}

    def density(self, at: dict[str, State], given: dict[str, State]) -> fmpq:
        """p(at | given)."""
        return self.marginal({**given, **at}) / self.marginal(given)

    def marginal(self, fixed: dict[str, State]) -> fmpq:
        key = tuple(sorted(fixed.items()))
        known = self._marginals.get(key)
        if known is None:
            known = self._marginals[key] = sum((self._mass(states, fixed) for states in self.values), ZERO)
        return known

    def _mass(self, states: tuple[State, ...], fixed: dict[str, State]) -> fmpq:
        """The density at these states times the base measure of the axes that are integrated; 0 where they are not as fixed."""
        mass = self.values[states]
        for axis, space, state in zip(self.axes, self.spaces, states, strict=True):
            if axis not in fixed:
                mass *= space.weight(state)
            elif fixed[axis] != state:
                return ZERO
        return mass


class Dependence(Enum):
    """How the axes of a table depend on each other."""

    FREE = "any"
    CHAIN = "a Markov chain, in an order that is drawn"
    NONE = "independent"


def draw_table(axes: tuple[str, ...], spaces: tuple[Space, ...], stream: Stream, dependence: Dependence) -> Table:
    """Positive values with integral 1."""
    cells = list(combinations(*(space.states for space in spaces)))
    if len(cells) > 729:
        raise Unsupported("a joint density of many variables")
    if dependence is Dependence.FREE:
        raw = {cell: fmpq(1 + stream.below(7)) for cell in cells}
    else:
        raw = _product_of_factors(cells, _links(len(axes), stream, dependence), stream)
    total = Table(axes, spaces, raw).marginal({})
    return Table(axes, spaces, {cell: value / total for cell, value in raw.items()})


def _links(count: int, stream: Stream, dependence: Dependence) -> list[tuple[int, ...]]:
    """The groups of axes that share a factor of the joint density."""
    if dependence is Dependence.NONE or count < 2:
        return [(axis,) for axis in range(count)]
    order = sorted(range(count), key=lambda axis: (stream.word(), axis))
    return list(pairwise(order))


def _product_of_factors(
    cells: list[tuple[State, ...]], links: list[tuple[int, ...]], stream: Stream
) -> dict[tuple[State, ...], fmpq]:
    factors: dict[tuple[int, tuple[State, ...]], fmpq] = {}
    raw: dict[tuple[State, ...], fmpq] = {}
    for cell in cells:
        raw[cell] = ONE
        for number, link in enumerate(links):
            key = number, tuple(cell[axis] for axis in link)
            if key not in factors:
                factors[key] = fmpq(1 + stream.below(5))
            raw[cell] *= factors[key]
    return raw


# ----------------------------------------------------------------------------------------------------- distributions by moments

Atom = tuple[Number, Matrix]  # a probability and a value


def atoms(covariance: Matrix, *, skewed: bool) -> list[Atom]:
    """A finite distribution with mean 0 and exactly this covariance L diag(d) L^T: the values L e with cov e = diag(d).

    e lies on an axis: a_i with probability d_i / (a_i (a_i + b_i)), -b_i with d_i / (b_i (a_i + b_i)), else at 0.  For n
    axes with d_i > 0 these sum to at most 1 if a_i b_i >= n d_i.  The entries of e are uncorrelated, not independent.
    """
    lower, variances = matrices.factor_covariance(covariance)
    size = len(variances)
    moving = [i for i in range(size) if variances[i] != 0]
    out: list[Atom] = []
    rest = ONE
    for i in moving:
        variance = variances[i]
        up, down = _reach(variance * len(moving), skewed=skewed)
        for step, other in ((up, down), (-down, -up)):
            probability = variance / (step * (step + other))
            shift = Matrix(size, 1, tuple(step * lower.entry(row, i) for row in range(size)))
            out.append((probability, shift))
            rest -= probability
    if rest != 0:
        out.append((rest, matrices.constant_matrix(size, 1, ZERO)))
    return out


def _reach(product: fmpq, *, skewed: bool) -> tuple[fmpq, fmpq]:
    """a and b with a b >= product; different ones have a third moment."""
    if skewed:
        down = fmpq(1, 2) if product != fmpq(1, 4) else fmpq(1, 4)
        return product / down, down
    reach = 1
    while reach * reach < product:
        reach *= 2
    return fmpq(reach), fmpq(reach)
