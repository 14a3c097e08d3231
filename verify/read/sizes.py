"""Matrices whose size the formula does not say: I, and the vector of ones; the size is the one that fits.

Every size of a declared vector or matrix is tried for each of them.  One reading without a problem of shapes is the reading;
several are ambiguous, unless the shape that the whole formula has to have tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from verify.problem import InputError, Problem
from verify.sort import Random, Sequence, Tensor
from verify.term import ONE, Shape, Term

MOST_READINGS = 120


class _HasTerm(Protocol):
    @property
    def term(self) -> Term: ...


Read = TypeVar("Read", bound=_HasTerm)


class SizeNeeded(Exception):
    """A matrix without a size was met, and no size is assumed for it yet; `or_number` if it may be a number as well."""

    def __init__(self, or_number: bool = False) -> None:
        super().__init__()
        self.or_number = or_number


def sizes_declared(symbols: Mapping[str, Term]) -> tuple[Term, ...]:
    """The sizes of the declared vectors and matrices, each once."""
    found: dict[Term, None] = {}
    for each in symbols.values():
        sort = each.sort
        while isinstance(sort, Sequence):
            sort = sort.element
        shape = sort.shape if isinstance(sort, Tensor) else sort.mean.shape if isinstance(sort, Random) else ()
        found.update(dict.fromkeys(size for size in shape if size is not ONE))
    return tuple(found)


def fitting(read: Callable[[tuple[Term, ...]], Read], sizes: tuple[Term, ...], shape: Shape | None) -> Read:
    """`read(assumed sizes)`, a reading, for those sizes that fit; raises InputError for none and for several.

    `shape` is that of the whole formula where it is known.
    """
    found: dict[Term, Read] = {}
    problem: InputError | None = None
    waiting: list[tuple[Term, ...]] = [()]
    tried = 0
    while waiting:
        assumed = waiting.pop()
        tried += 1
        if tried > MOST_READINGS:
            raise InputError(Problem("ambiguous", "too many matrices without a size", "", "write identity(n), or I_n"))
        try:
            reading = read(assumed)
        except SizeNeeded as needed:
            waiting += [(*assumed, size) for size in reversed((*sizes, ONE) if needed.or_number else sizes)]
        except InputError as error:
            problem = problem or error
        else:
            found.setdefault(reading.term, reading)
    wanted = [reading for term, reading in found.items() if shape is None or term.shape == shape] or list(found.values())
    if len(wanted) == 1:
        return wanted[0]
    if not wanted:
        assert problem is not None
        raise problem
    raise InputError(Problem("ambiguous", "a matrix whose size several sizes fit", "", "write I_n, or identity(n)"))
