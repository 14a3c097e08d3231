"""Expectations over random symbols with finitely many values, for the check of counterexamples.

A random symbol is its conditional mean plus noise; the noise has to have mean 0 and the declared covariance, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

from verify.recheck import numbers
from verify.recheck.grid import Grid
from verify.recheck.numbers import Number, Undecided
from verify.sort import Random
from verify.term import Term, free_symbols, symbols_of_sort

if TYPE_CHECKING:
    from verify.recheck.values import Evaluation

MOST_OUTCOMES = 2_000


@dataclass(frozen=True)
class Noise:
    """The values that a random symbol takes around its mean, with their probabilities."""

    atoms: tuple[tuple[Fraction, Grid], ...]

    @property
    def is_distribution(self) -> bool:
        return all(weight > 0 for weight, _ in self.atoms) and sum(weight for weight, _ in self.atoms) == 1

    @property
    def mean(self) -> Grid:
        return reduce(Grid.plus, (value.scaled(weight) for weight, value in self.atoms))

    @property
    def covariance(self) -> Grid:
        return reduce(Grid.plus, (value.times(value.transposed()).scaled(weight) for weight, value in self.atoms))


def expectation(at: Evaluation, term: Term) -> Any:
    """The average of the body over all random symbols in it."""
    body = term.args[0]
    parts = [(weight, inner.grid(body)) for weight, inner in _outcomes(at, tuple(_in_order(body)))]
    found = reduce(Grid.plus, (value.scaled(weight) for weight, value in parts))
    return found if term.shape else found.entries[0]


def _in_order(body: Term) -> Iterator[Term]:
    """Each random symbol after those that it is conditioned on."""
    waiting = list(symbols_of_sort([body], Random))
    while waiting:
        ready = [name for name in waiting if not any(other in free_symbols(name) for other in waiting if other is not name)]
        if not ready:
            raise Undecided("random symbols that are conditioned on each other", final=True)
        yield from ready
        waiting = [name for name in waiting if name not in ready]


def _outcomes(at: Evaluation, randoms: tuple[Term, ...]) -> Iterator[tuple[Number, Evaluation]]:
    """The joint outcomes with their probabilities."""
    if not randoms:
        yield Fraction(1), at
        return
    first, *rest = randoms
    for weight, value in _conditional(at, first):
        inner = at.inner(first, value if first.shape else value.entries[0])
        for other, innermost in _outcomes(inner, tuple(rest)):
            yield numbers.times(weight, other), innermost


def _conditional(at: Evaluation, random: Term) -> list[tuple[Fraction, Grid]]:
    """The values of a random symbol, given those that it is conditioned on."""
    sort, noise = random.sort, at.noise(random)
    assert isinstance(sort, Random)
    mean, covariance = at.grid(sort.mean), at.grid(sort.covariance)
    at.spend(len(noise.atoms))
    if (noise.mean.rows, noise.mean.columns) != (mean.rows, mean.columns) or mean.columns != 1:
        raise Undecided(f"noise of another shape than {random.name}", final=True)
    if not noise.is_distribution or any(noise.mean.entries) or noise.covariance != covariance:
        raise Undecided(f"the noise of {random.name} was not shown to have the declared moments", final=True)
    return [(weight, mean.plus(value)) for weight, value in noise.atoms]
