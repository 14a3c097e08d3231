"""Rows, columns and entries of a matrix X by names of their own: x_i for `x: rows of X`.

    rows of X        x_i is row i of X as a column vector, x_ij entry j of it
    columns of X     x_j is column j of X
    entries of X     x_ij is entry (i, j) of X, x_i entry i of a vector X
"""

from __future__ import annotations

from verify.sort import Parts
from verify.term import ONE, Term, column, item, row


def part(parts: Parts, indices: list[Term]) -> Term:
    """The row, column or entry of the matrix with as many indices as `fewest_indices` and `lengths_of_parts` allow."""
    matrix = parts.matrix
    if not matrix.shape:
        return matrix
    if parts.kind == "columns":
        return column(matrix, indices[0])
    return row(matrix, indices[0]) if parts.kind == "rows" and len(indices) == 1 else item(matrix, *indices)


def lengths_of_parts(parts: Parts) -> list[Term]:
    """How many rows, columns or entries there are in each index."""
    rows, columns = parts.matrix.shape or (ONE, ONE)
    if parts.kind == "columns":
        return [columns]
    return [rows] if columns is ONE else [rows, columns]


def fewest_indices(parts: Parts) -> int:
    """The number of indices that a row, column or entry needs."""
    return len(lengths_of_parts(parts)) if parts.kind == "entries" else 1
