"""Matrices of a few rows in floating point: enough to try an explanation, without the time that a library takes to load."""

from __future__ import annotations

from typing import Any

_SINGULAR = 1e-9


class Matrix(tuple[tuple[float, ...], ...]):
    """Its rows."""

    __slots__ = ()


Value = float | Matrix


def entries_of(value: Any) -> list[float]:
    """The entries of a matrix row by row; a number is its only one."""
    return [entry for row in value for entry in row] if isinstance(value, Matrix) else [value]


def filled(entry: float, rows: int, columns: int) -> Matrix:
    return Matrix((entry,) * columns for _ in range(rows))


def unit(size: int) -> Matrix:
    return Matrix(tuple(float(i == j) for j in range(size)) for i in range(size))


def plus(first: Value, second: Value) -> Value:
    """The sum of two numbers or of two matrices; raises ValueError for matrices of other shapes."""
    if isinstance(first, float) or isinstance(second, float):
        if isinstance(first, Matrix) or isinstance(second, Matrix):
            raise ValueError
        return first + second
    return added(first, second)


def added(first: Matrix, second: Matrix) -> Matrix:
    return Matrix(tuple(map(sum, zip(*rows, strict=True))) for rows in zip(first, second, strict=True))


def scaled(factor: float, matrix: Matrix) -> Matrix:
    return Matrix(tuple(factor * entry for entry in row) for row in matrix)


def flipped(matrix: Matrix) -> Matrix:
    """The transpose."""
    return Matrix(zip(*matrix, strict=True))


def times(first: Matrix, second: Matrix) -> Matrix:
    columns = flipped(second)
    return Matrix(tuple(sum(map(_multiplied, zip(row, column, strict=True))) for column in columns) for row in first)


def _multiplied(pair: tuple[float, float]) -> float:
    return pair[0] * pair[1]


def determinant_of(matrix: Matrix) -> float:
    return _eliminated([list(row) for row in matrix])


def inverted(matrix: Matrix) -> Matrix:
    """The inverse; raises ValueError for a matrix that is nearly singular."""
    size = len(matrix)
    rows = [[*row, *extra] for row, extra in zip(matrix, unit(size), strict=True)]
    if abs(_eliminated(rows)) < _SINGULAR:
        raise ValueError
    return Matrix(tuple(entry / row[place] for entry in row[size:]) for place, row in enumerate(rows))


def _eliminated(rows: list[list[float]]) -> float:
    """Brings the left square to diagonal form in place, with pivots; its determinant."""
    product = 1.0
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda other: abs(rows[other][place]))
        if rows[best][place] == 0:
            return 0.0
        if best != place:
            rows[place], rows[best] = rows[best], rows[place]
            product = -product
        product *= rows[place][place]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place] / rows[place][place]
                rows[other] = [entry - factor * above for entry, above in zip(rows[other], rows[place], strict=True)]
    return product
