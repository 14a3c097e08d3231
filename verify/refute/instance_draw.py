"""Values for symbols: exact, of the declared sort and properties, the same in every process.

A value depends on the seed of the question, the symbol and the style only, so the order in which values are asked for does
not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Sequence as Choices
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from flint import fmpq

from verify.evaluate.rationals import to_fraction, to_rational
from verify.refute import instance_matrices as matrices
from verify.refute.instance_matrices import Matrix
from verify.refute.instance_numbers import ONE, ZERO, Number, Unsupported
from verify.sort import Scalar, Tensor

ATTEMPTS = 12  # draws of one symbol before its sort counts as one that no model is known for

Choice = TypeVar("Choice")


class Style(Enum):
    """How complicated the drawn values are."""

    SIMPLE = "small integers"
    FRACTIONS = "small fractions"
    SMALL = "fractions between -1 and 1"
    GENERIC = "fractions with large odd denominators, to which no formula was fitted"
    DEGENERATE = "zeros and ones"


class Stream:
    """Integers from a hash of `key`: the same on every machine."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._block = 0
        self._left: list[int] = []

    def word(self) -> int:
        """48 bits."""
        if not self._left:
            digest = hashlib.blake2b(self._key + self._block.to_bytes(4, "big")).digest()
            self._block += 1
            self._left = [int.from_bytes(digest[i : i + 6], "big") for i in range(0, 60, 6)]
        return self._left.pop()

    def below(self, count: int) -> int:
        return self.word() % count

    def pick(self, choices: Choices[Choice]) -> Choice:
        return choices[self.below(len(choices))]

    def proper_fraction(self, style: Style) -> Fraction:
        """A number strictly between 0 and 1."""
        if style is Style.GENERIC:
            bottom = 2 * (self.word() >> 8) + 3
            return Fraction(1 + self.word() % (bottom - 1), bottom)
        bottom = 2 + self.below(2 if style is Style.SIMPLE else 5)
        return Fraction(1 + self.below(bottom - 1), bottom)


# ------------------------------------------------------------------------------------------------------------------- scalars

_SIMPLE = tuple(map(Fraction, (2, -1, 3, 1, -2, 4, 5, -3, 0)))
_WHOLE_PARTS = {Style.FRACTIONS: 7, Style.SMALL: 1}
_DEGENERATE = (Fraction(0), Fraction(1), Fraction(1), Fraction(-1))


def draw_scalar(sort: Scalar, stream: Stream, style: Style) -> fmpq:
    """A rational of this sort."""
    if sort.is_complex:
        raise Unsupported("complex numbers")
    if sort.values is not None:
        return to_rational(stream.pick(sort.values))
    for _ in range(ATTEMPTS):
        value = _scalar(sort, stream, style)
        if sort.contains(value):
            return to_rational(value)
    raise Unsupported("an interval that no value was found in")


@lru_cache(maxsize=256)
def _listed(sort: Scalar, style: Style) -> tuple[Fraction, ...]:
    """The first of the simple values that the sort has."""
    values = _SIMPLE if style is Style.SIMPLE else _DEGENERATE
    return tuple(value for value in values if sort.contains(value))[:6]


def _scalar(sort: Scalar, stream: Stream, style: Style) -> Fraction:
    if style in (Style.SIMPLE, Style.DEGENERATE):
        listed = _listed(sort, style)
        if listed:
            return stream.pick(listed)
    if sort.is_integer:
        return _integer(sort, stream)
    if sort.lower is not None and sort.upper is not None:
        return sort.lower + (sort.upper - sort.lower) * stream.proper_fraction(style)
    size = stream.below(_WHOLE_PARTS.get(style, 4)) + stream.proper_fraction(style)
    if sort.lower is not None:
        return sort.lower + size
    if sort.upper is not None:
        return sort.upper - size
    return size if stream.below(2) else -size


def _integer(sort: Scalar, stream: Stream) -> Fraction:
    if sort.lower is not None:
        first = int(-((-sort.lower) // 1))
        count = 5 if sort.upper is None else min(9, int(sort.upper // 1) - first + 1)
        return Fraction(first + stream.below(max(count, 1)))
    return Fraction((int(sort.upper // 1) if sort.upper is not None else 5) - stream.below(10))


# ------------------------------------------------------------------------------------------------------------------ matrices


def draw_matrix(sort: Tensor, rows: int, columns: int, stream: Stream, style: Style) -> Matrix:
    """A matrix of this shape with the properties and entries of the sort."""
    for _ in range(ATTEMPTS):
        matrix = _matrix(sort, rows, columns, stream, style)
        if matrix is not None and has_sort(matrix, sort):
            return matrix
        style = Style.FRACTIONS if style is Style.DEGENERATE else style
    raise Unsupported(f"no model of a matrix that is {' and '.join(sort.properties)}")


def _matrix(sort: Tensor, rows: int, columns: int, stream: Stream, style: Style) -> Matrix | None:
    properties = sort.properties
    if "distribution" in properties:
        return _distribution(rows, columns, stream, style)
    for name, draw in _SPECIAL:
        if name in properties:
            return draw(sort, rows, stream, style) if rows == columns else None
    if style is Style.DEGENERATE and properties in ((), ("diagonal",), ("symmetric",)) and sort.element.contains(Fraction(0)):
        return matrices.constant_matrix(rows, columns, ZERO)
    matrix = matrices.build(rows, columns, lambda i, j: draw_scalar(sort.element, stream, style))
    if "diagonal" in properties:
        return _masked(matrix, lambda i, j: i == j)
    if "lower triangular" in properties:
        return _masked(matrix, lambda i, j: i >= j)
    if "symmetric" in properties:
        return matrices.build(rows, columns, lambda i, j: matrix.entry(max(i, j), min(i, j)))
    return matrix


def _masked(matrix: Matrix, keep: Callable[[int, int], bool]) -> Matrix:
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: matrix.entry(i, j) if keep(i, j) else ZERO)


def _distribution(rows: int, columns: int, stream: Stream, style: Style) -> Matrix:
    if style is Style.DEGENERATE:  # certain to be the first: two of these agree on what is impossible
        return Matrix(rows, columns, (ONE, *[ZERO] * (rows * columns - 1)))
    weights = [1 + (stream.word() if style is Style.GENERIC else stream.below(7)) for _ in range(rows * columns)]
    return Matrix(rows, columns, tuple(fmpq(weight, sum(weights)) for weight in weights))


def _orthogonal(sort: Tensor, size: int, stream: Stream, style: Style) -> Matrix:
    """Signs on the diagonal, a reflection I - 2 v v^T / v^T v, or Cayley's (I - S)(I + S)^-1 with S skew."""
    if "positive definite" in sort.properties or "positive semidefinite" in sort.properties:
        return matrices.identity(size)
    if size == 1 or "diagonal" in sort.properties or "lower triangular" in sort.properties:
        return matrices.diagonal(fmpq(1 - 2 * stream.below(2)) for _ in range(size))
    if "symmetric" in sort.properties or stream.below(3) == 0:
        normal = matrices.build(size, 1, lambda i, j: fmpq(1 + stream.below(4)))
        square = matrices.product(matrices.transpose(normal), normal).entries[0]
        projection = matrices.scale(fmpq(2) / square, matrices.product(normal, matrices.transpose(normal)))
        return matrices.subtract(matrices.identity(size), projection)
    free = matrices.build(size, size, lambda i, j: draw_scalar(Scalar(), stream, style))
    skew = matrices.subtract(free, matrices.transpose(free))
    one = matrices.identity(size)
    return matrices.product(matrices.subtract(one, skew), matrices.inverse(matrices.add(one, skew)))


def _positive_definite(sort: Tensor, size: int, stream: Stream, style: Style) -> Matrix:
    """L L^T + I, or a positive diagonal."""
    if "diagonal" in sort.properties or "lower triangular" in sort.properties or size == 1:
        return matrices.diagonal(draw_scalar(Scalar(lower=Fraction(0)), stream, style) for _ in range(size))
    root = matrices.build(size, size, lambda i, j: draw_scalar(sort.element, stream, style))
    return matrices.add(matrices.product(root, matrices.transpose(root)), matrices.identity(size))


def _positive_semidefinite(sort: Tensor, size: int, stream: Stream, style: Style) -> Matrix:
    """L L^T, of full rank or with one column less."""
    if "invertible" in sort.properties:
        return _positive_definite(sort, size, stream, style)
    if "diagonal" in sort.properties or "lower triangular" in sort.properties:
        return matrices.diagonal(draw_scalar(Scalar(lower=Fraction(0), lower_open=False), stream, style) for _ in range(size))
    rank = max(size - stream.below(2), 1)
    root = matrices.build(size, rank, lambda i, j: draw_scalar(sort.element, stream, style))
    return matrices.product(root, matrices.transpose(root))


_SPECIAL: tuple[tuple[str, Callable[[Tensor, int, Stream, Style], Matrix]], ...] = (
    ("orthogonal", _orthogonal),
    ("positive definite", _positive_definite),
    ("positive semidefinite", _positive_semidefinite),
)


def has_sort(matrix: Matrix, sort: Tensor) -> bool:
    """Whether an exact matrix has every property of the sort, and entries of its element sort."""
    if not matrices.is_exact(matrix):
        return False
    return all(sort.element.contains(to_fraction(value)) for value in matrix.entries) and all(
        _PROPERTIES[name](matrix) for name in sort.properties
    )


def _is_symmetric(matrix: Matrix) -> bool:
    return matrix.rows == matrix.columns and matrix.entries == matrices.transpose(matrix).entries


def _is_definite(matrix: Matrix) -> bool:
    return _is_symmetric(matrix) and all(_leading_minor(matrix, size) > 0 for size in range(1, matrix.rows + 1))


def _leading_minor(matrix: Matrix, size: int) -> Number:
    return matrices.determinant(matrices.build(size, size, matrix.entry))


def _is_semidefinite(matrix: Matrix) -> bool:
    if not _is_symmetric(matrix):
        return False
    try:
        matrices.factor_covariance(matrix)
    except matrices.Undefined:
        return False
    return True


def _is_orthogonal(matrix: Matrix) -> bool:
    return matrices.product(matrices.transpose(matrix), matrix).entries == matrices.identity(matrix.columns).entries


_PROPERTIES: dict[str, Callable[[Matrix], bool]] = {
    "symmetric": _is_symmetric,
    "positive definite": _is_definite,
    "positive semidefinite": _is_semidefinite,
    "orthogonal": _is_orthogonal,
    "invertible": lambda m: m.rows == m.columns and matrices.determinant(m) != 0,
    "diagonal": lambda m: _masked(m, lambda i, j: i == j).entries == m.entries,
    "lower triangular": lambda m: _masked(m, lambda i, j: i >= j).entries == m.entries,
    "nonzero": lambda m: any(value != 0 for value in m.entries),
    "distribution": lambda m: all(value >= 0 for value in m.entries) and sum(m.entries, ZERO) == ONE,
}
