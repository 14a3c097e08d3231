"""Determinants and inverses of small tables of scalar terms, by cofactors.

    det A = sum_j (-1)^(1+j) a_1j det A_1j          inv(A)_ij = (-1)^(i+j) det A_ji / det A

with A_ij the table without row i and column j.  The inverse is defined where the determinant is not 0, as that of the matrix is.
"""

from __future__ import annotations

from verify.term import MINUS_ONE, ONE, ZERO, Shape, Term, add, contains, divide, mul, postorder

Table = tuple[tuple[Term, ...], ...]

LARGEST = 4  # rows of a table whose determinant is written out
MOST_ENTRIES = 64
_WITH_PLACES = frozenset(("matrix", "determinant", "inverse"))


def is_fixed(shape: Shape) -> bool:
    """Whether a shape is that of a matrix with a number of rows and of columns, and not of many entries."""
    return bool(shape) and all(size.op == "number" for size in shape) and shape[0].value[0] * shape[1].value[0] <= MOST_ENTRIES


def has_cofactors(matrix: Term) -> bool:
    """Whether the determinant of a square matrix is written out."""
    return is_fixed(matrix.shape) and matrix.shape[0].value[0] <= LARGEST


def speaks_of_places(*terms: Term) -> bool:
    """Whether an explicit matrix, or a determinant or inverse of fixed small size, occurs in a term."""
    terms = tuple(term for term in terms if contains(term, _WITH_PLACES))
    return bool(terms) and any(
        inner.op == "matrix" or (inner.op in ("determinant", "inverse") and has_cofactors(inner.args[0]))
        for inner in postorder(*terms)
    )


def total(parts: list[Term]) -> Term:
    """A sum without the zeros in it: wherever the matrix is defined they are 0."""
    return add(*(part for part in parts if part is not ZERO))


def product(factors: list[Term]) -> Term:
    """A product without the ones in it, or 0: wherever the matrix is defined the other factors are numbers."""
    if ZERO in factors:
        return ZERO
    flat = [inner for factor in factors for inner in (factor.args if factor.op == "mul" else (factor,))]
    return mul(*(factor for factor in flat if factor is not ONE))


def determinant(table: Table) -> Term:
    """The determinant of a square table, expanded along its first row."""
    if not table:
        return ONE
    parts = []
    for place, entry in enumerate(table[0]):
        part = ZERO if entry is ZERO else product([entry, determinant(_without(table, 0, place))])
        parts.append(product([MINUS_ONE, part]) if place % 2 else part)
    return total(parts)


def inverse_entry(table: Table, row: int, column: int) -> Term:
    """Entry (row, column), counted from 0, of the inverse of a square table."""
    cofactor = determinant(_without(table, column, row))
    return divide(product([MINUS_ONE, cofactor]) if (row + column) % 2 else cofactor, determinant(table))


def _without(table: Table, row: int, column: int) -> Table:
    return tuple(entries[:column] + entries[column + 1 :] for place, entries in enumerate(table) if place != row)
