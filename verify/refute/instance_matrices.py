"""Matrices of an instance: entries are numbers of `instance_numbers`, exact where those are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flint import fmpq, fmpq_mat

from verify.refute.instance_numbers import (
    ONE,
    ZERO,
    Dual,
    Number,
    Undecided,
    Undefined,
    minus,
    negative,
    plus,
    reciprocal,
    sign,
    split,
    text,
    times,
)

EXPANDED_SIZE = 8  # larger determinants are computed for exact entries only


@dataclass(frozen=True, eq=False)
class Matrix:
    """`entries` row by row."""

    rows: int
    columns: int
    entries: tuple[Number, ...]

    def entry(self, row: int, column: int) -> Number:
        """Counted from 0."""
        return self.entries[row * self.columns + column]

    def with_entry(self, position: int, value: Number) -> Matrix:
        return Matrix(self.rows, self.columns, (*self.entries[:position], value, *self.entries[position + 1 :]))

    def each(self, change: Callable[[Number], Number]) -> Matrix:
        return Matrix(self.rows, self.columns, tuple(map(change, self.entries)))


Value = Number | Matrix


def build(rows: int, columns: int, entry: Callable[[int, int], Number]) -> Matrix:
    return Matrix(rows, columns, tuple(entry(i, j) for i in range(rows) for j in range(columns)))


def constant_matrix(rows: int, columns: int, value: Number) -> Matrix:
    return Matrix(rows, columns, (value,) * (rows * columns))


def identity(size: int) -> Matrix:
    return build(size, size, lambda i, j: ONE if i == j else ZERO)


def diagonal(values: Iterable[Number]) -> Matrix:
    kept = tuple(values)
    return build(len(kept), len(kept), lambda i, j: kept[i] if i == j else ZERO)


def as_matrix(value: Value) -> Matrix:
    """A scalar is a 1 x 1 matrix."""
    return value if type(value) is Matrix else Matrix(1, 1, (value,))


def transpose(matrix: Matrix) -> Matrix:
    return build(matrix.columns, matrix.rows, lambda i, j: matrix.entry(j, i))


def add(left: Matrix, right: Matrix) -> Matrix:
    return Matrix(left.rows, left.columns, tuple(map(plus, left.entries, right.entries)))


def subtract(left: Matrix, right: Matrix) -> Matrix:
    return Matrix(left.rows, left.columns, tuple(map(minus, left.entries, right.entries)))


def scale(factor: Number, matrix: Matrix) -> Matrix:
    return matrix.each(lambda value: times(factor, value))


def is_exact(matrix: Matrix) -> bool:
    return all(type(value) is fmpq for value in matrix.entries)


def exact(matrix: Matrix) -> fmpq_mat:
    return fmpq_mat(matrix.rows, matrix.columns, list(matrix.entries))


def from_exact(matrix: fmpq_mat) -> Matrix:
    return Matrix(matrix.nrows(), matrix.ncols(), tuple(matrix.entries()))


def product(left: Matrix, right: Matrix) -> Matrix:
    if is_exact(left) and is_exact(right):
        return from_exact(exact(left) * exact(right))
    return build(left.rows, right.columns, lambda i, j: _inner(left, right, i, j))


def _inner(left: Matrix, right: Matrix, row: int, column: int) -> Number:
    total: Number = ZERO
    for k in range(left.columns):
        total = plus(total, times(left.entry(row, k), right.entry(k, column)))
    return total


def trace(matrix: Matrix) -> Number:
    total: Number = ZERO
    for i in range(matrix.rows):
        total = plus(total, matrix.entry(i, i))
    return total


def determinant(matrix: Matrix) -> Number:
    """By elimination for exact entries, otherwise by expansion along the rows, which needs no division.

    det of the rows k.. and the columns in S is sum over j in S of (-1)^(position of j in S) a_kj det(rows k+1.., S without j).
    """
    if is_exact(matrix):
        return exact(matrix).det()
    if matrix.rows > EXPANDED_SIZE:
        raise Undecided("the determinant of a large matrix that is not exact")
    size = matrix.rows
    minors: dict[tuple[int, ...], Number] = {(): ONE}
    for row in reversed(range(size)):
        minors = {columns: _expand(matrix, row, columns, minors) for columns in _subsets(size, size - row)}
    return minors[tuple(range(size))]


def _subsets(size: int, count: int) -> list[tuple[int, ...]]:
    chosen: list[tuple[int, ...]] = [()]
    for j in range(size):
        chosen += [(*subset, j) for subset in chosen if len(subset) < count]
    return [subset for subset in chosen if len(subset) == count]


def _expand(matrix: Matrix, row: int, columns: tuple[int, ...], minors: dict[tuple[int, ...], Number]) -> Number:
    total: Number = ZERO
    for position, column in enumerate(columns):
        term = times(matrix.entry(row, column), minors[columns[:position] + columns[position + 1 :]])
        total = plus(total, negative(term) if position % 2 else term)
    return total


def inverse(matrix: Matrix) -> Matrix:
    """The inverse; Undefined if the matrix is singular, Undecided if that is not known.

    For a matrix R + e S of dual numbers it is R^-1 - e R^-1 S R^-1.
    """
    if is_exact(matrix):
        try:
            return from_exact(exact(matrix).inv())
        except ZeroDivisionError:
            raise Undefined("the inverse of a singular matrix") from None
    level = max((value.level for value in matrix.entries if type(value) is Dual), default=-1)
    if level < 0:
        return _eliminate(matrix)
    real = inverse(matrix.each(lambda value: split(value, level)[0]))
    slope = product(product(real, matrix.each(lambda value: split(value, level)[1])), real)
    step = slope.each(lambda value: Dual(ZERO, negative(value), level) if may_be_nonzero(value) else ZERO)
    return add(real, step)


def may_be_nonzero(value: Number) -> bool:
    """False only for an exact zero."""
    return not (type(value) is fmpq and value == 0)


def _eliminate(matrix: Matrix) -> Matrix:
    """Gauss-Jordan elimination; a pivot is an entry that is surely not zero."""
    size = matrix.rows
    rows = [[*(matrix.entry(i, j) for j in range(size)), *identity(size).entries[i * size : (i + 1) * size]] for i in range(size)]
    for column in range(size):
        pivot = _pivot(rows, column)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        factor = reciprocal(rows[column][column])
        rows[column] = [times(factor, value) for value in rows[column]]
        for i in range(size):
            if i != column and may_be_nonzero(rows[i][column]):
                factor = rows[i][column]
                rows[i] = [minus(a, times(factor, b)) for a, b in zip(rows[i], rows[column], strict=True)]
    return Matrix(size, size, tuple(value for row in rows for value in row[size:]))


def _pivot(rows: list[list[Number]], column: int) -> int:
    undecided = False
    for i in range(column, len(rows)):
        try:
            if sign(rows[i][column]) != 0:
                return i
        except Undecided:
            undecided = True
    if undecided:
        raise Undecided("whether a matrix is singular")
    raise Undefined("the inverse of a singular matrix")


def factor_covariance(covariance: Matrix) -> tuple[Matrix, tuple[Number, ...]]:
    """L and d with covariance = L diag(d) L^T, L unit lower triangular, d >= 0.

    Raises Undefined if the matrix is not symmetric and positive semidefinite, as it is the covariance of nothing then.
    """
    size = covariance.rows
    if not is_exact(covariance):
        raise Undecided("a covariance that is not rational")
    rest = [[covariance.entry(i, j) for j in range(size)] for i in range(size)]
    if any(rest[i][j] != rest[j][i] for i in range(size) for j in range(i)):
        raise Undefined("a covariance that is not symmetric")
    lower = [[ONE if i == j else ZERO for j in range(size)] for i in range(size)]
    variances: list[Number] = []
    for k in range(size):
        pivot = rest[k][k]
        variances.append(pivot)
        if pivot < 0 or (pivot == 0 and any(rest[i][k] != 0 for i in range(k, size))):
            raise Undefined("a covariance that is not positive semidefinite")
        if pivot == 0:
            continue
        for i in range(k + 1, size):
            lower[i][k] = rest[i][k] / pivot
        for i in range(k + 1, size):
            for j in range(k + 1, size):
                rest[i][j] = rest[i][j] - lower[i][k] * pivot * lower[j][k]
    return Matrix(size, size, tuple(value for row in lower for value in row)), tuple(variances)


def show(value: Value) -> str:
    """`1/2`, `[1, 2]` for a column, `[[1, 0], [2, 1]]` for a matrix."""
    if type(value) is not Matrix:
        return text(value)
    if value.columns == 1:
        return "[" + ", ".join(map(text, value.entries)) + "]"
    return "[" + ", ".join(_show_row(value, i) for i in range(value.rows)) + "]"


def _show_row(matrix: Matrix, row: int) -> str:
    return "[" + ", ".join(text(matrix.entry(row, j)) for j in range(matrix.columns)) + "]"
