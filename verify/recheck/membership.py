"""Whether a value belongs to the sort of its symbol, checked from the definition of each property."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

from verify.evaluate.complex_pairs import Complex
from verify.recheck.expectations import Noise
from verify.recheck.grid import Grid
from verify.recheck.numbers import Undecided
from verify.recheck.tables import Space, State, Table
from verify.recheck.taylor import Formula
from verify.recheck.values import Evaluation
from verify.sort import COMPLEX, DensityFamily, Function, Outcome, Random, Scalar, Sequence, Sort, Tensor
from verify.term import ONE, Term

# What reading the point has checked already; the moments of a noise are checked where it is averaged over.
_KINDS: dict[type, type] = {Outcome: State, DensityFamily: Table, Function: Formula, Random: Noise}
LARGEST = 7  # principal minors are counted out


class NotInDomain(Exception):
    """A value outside of the sort of its symbol."""


def inhabited(symbol: Term) -> bool:
    """Whether the sort of a symbol surely has a value: a statement that does not speak of it then fails for one."""
    sort = symbol.sort
    if not isinstance(sort, Scalar) or sort.is_complex:
        return False
    if sort.values is not None:
        return bool(sort.values)
    candidates = [end for end in (sort.lower, sort.upper) if end is not None]
    candidates += [end + step for end in candidates for step in (Fraction(1), Fraction(-1), Fraction(1, 2))]
    if sort.lower is not None and sort.upper is not None:
        candidates.append((sort.lower + sort.upper) / 2)
    return any(map(sort.contains, (Fraction(0), Fraction(1), *candidates)))


def check_member(value: Any, sort: Sort, evaluation: Evaluation, name: str) -> None:
    """Raises NotInDomain for a value outside of the sort, and Undecided for one that is not known to belong to it."""
    if not _belongs(value, sort, evaluation):
        raise NotInDomain(f"the value of {name} is not in its domain")


def check_tables(values: Mapping[Term, Any], spaces: Mapping[str, Space]) -> None:
    """Densities are positive and integrate to 1; base measures are positive."""
    for space in spaces.values():
        if not all(weight > 0 for weight in space.weights):
            raise NotInDomain("a base measure that is not positive")
    for table in values.values():
        if isinstance(table, Table):
            if not all(value > 0 for value in table.values.values()):
                raise NotInDomain("a density that is not positive")
            if table.marginal({}, spaces) != 1:
                raise NotInDomain("a density that does not integrate to 1")


def _belongs(value: Any, sort: Sort, evaluation: Evaluation) -> bool:
    if sort == COMPLEX:
        return isinstance(value, (Fraction, Complex))
    if isinstance(sort, Scalar):
        if sort.is_complex:
            raise Undecided(f"membership in {sort}", final=True)
        return isinstance(value, Fraction) and sort.contains(value)
    if isinstance(sort, Tensor):
        return _is_tensor(value, sort, evaluation)
    if isinstance(sort, Sequence):
        length = evaluation.integer(sort.length)
        return isinstance(value, tuple) and len(value) == length and all(
            _belongs(part, sort.element, evaluation) for part in value
        )
    return isinstance(value, _KINDS.get(type(sort), ()))


def _is_tensor(value: Any, sort: Tensor, evaluation: Evaluation) -> bool:
    rows, columns = map(evaluation.integer, sort.shape)
    if isinstance(value, Fraction) and sort.shape == (ONE, ONE):
        value = Grid(1, 1, (value,))
    if not isinstance(value, Grid) or rows < 1 or (value.rows, value.columns) != (rows, columns):
        return False
    if not all(_belongs(entry, sort.element, evaluation) for entry in value.entries):
        return False
    if not all(name in _PROPERTIES for name in sort.properties) or (sort.properties and max(rows, columns) > LARGEST):
        raise Undecided(f"whether a matrix of size {rows} x {columns} is {' and '.join(sort.properties)}", final=True)
    return all(_PROPERTIES[name](value) for name in sort.properties)


# --------------------------------------------------------------------------------------------------------------- properties


def _square(matrix: Grid) -> bool:
    return matrix.rows == matrix.columns


def _symmetric(matrix: Grid) -> bool:
    return _square(matrix) and all(
        matrix.at(i, j) == matrix.at(j, i) for i, j in combinations(range(matrix.rows), 2)
    )


def _diagonal(matrix: Grid) -> bool:
    return all(i == j or matrix.at(i, j) == 0 for i in range(matrix.rows) for j in range(matrix.columns))


def _lower_triangular(matrix: Grid) -> bool:
    return all(matrix.at(i, j) == 0 for i in range(matrix.rows) for j in range(i + 1, matrix.columns))


def _invertible(matrix: Grid) -> bool:
    return _square(matrix) and matrix.determinant() != 0


def _orthogonal(matrix: Grid) -> bool:
    return _square(matrix) and matrix.transposed().times(matrix).entries == Grid.identity(matrix.rows).entries


def _minor(matrix: Grid, places: tuple[int, ...]) -> Any:
    return Grid(len(places), len(places), tuple(matrix.at(i, j) for i in places for j in places)).determinant()


def _positive_definite(matrix: Grid) -> bool:
    """Sylvester: every leading principal minor is positive."""
    return _symmetric(matrix) and all(_minor(matrix, tuple(range(size))) > 0 for size in range(1, matrix.rows + 1))


def _positive_semidefinite(matrix: Grid) -> bool:
    """Every principal minor is nonnegative; the leading ones alone would admit diag(0, -1)."""
    chosen = (places for size in range(1, matrix.rows + 1) for places in combinations(range(matrix.rows), size))
    return _symmetric(matrix) and all(_minor(matrix, places) >= 0 for places in chosen)


def _distribution(matrix: Grid) -> bool:
    return all(entry >= 0 for entry in matrix.entries) and sum(matrix.entries) == 1


_PROPERTIES: dict[str, Callable[[Grid], bool]] = {
    "symmetric": _symmetric,
    "diagonal": _diagonal,
    "lower triangular": _lower_triangular,
    "invertible": _invertible,
    "orthogonal": _orthogonal,
    "positive definite": _positive_definite,
    "positive semidefinite": _positive_semidefinite,
    "nonzero": lambda matrix: any(entry != 0 for entry in matrix.entries),
    "distribution": _distribution,
}
