"""Matrices that are triangular or diagonal by their form, whatever their size: det T is the product of the entries T_ii.

| form | is lower triangular where | false without its condition |
| --- | --- | --- |
| diag(v), I, a matrix declared diagonal | always, and upper as well | |
| L declared lower triangular | it is square | [1 2] |
| M^T | M is upper triangular | [[1, 1], [0, 1]]^T |
| M + N, M N | both are | L + L^T, L L^T |
| c M | M is | |
| inv(D) | D is diagonal | inv([[1, 1], [0, 1]]) |
"""

from __future__ import annotations

from verify.sort import Tensor
from verify.term import Term, contains, postorder

_LOWER, _UPPER = "lower", "upper"
_BOTH = frozenset((_LOWER, _UPPER))
_NEITHER: frozenset[str] = frozenset()
_OF_SQUARES = frozenset(("determinant", "inverse"))
_TURNED = {_LOWER: _UPPER, _UPPER: _LOWER}


def told_inverses(term: Term) -> list[bool]:
    """For each determinant and inverse in a term, whether the entries tell it: of a triangular, and of a diagonal matrix."""
    if not contains(term, _OF_SQUARES):
        return []
    return [
        is_triangular(inner.args[0]) if inner.op == "determinant" else is_diagonal(inner.args[0])
        for inner in postorder(term)
        if inner.op in _OF_SQUARES
    ]


def is_triangular(matrix: Term) -> bool:
    """Whether all entries above, or all entries below the diagonal of a square matrix are 0, as its form shows."""
    return bool(_triangles(matrix))


def is_diagonal(matrix: Term) -> bool:
    """Whether all entries off the diagonal of a square matrix are 0, as its form shows."""
    return _triangles(matrix) == _BOTH


def _triangles(matrix: Term) -> frozenset[str]:
    if matrix.op in ("diagonal", "identity"):
        return _BOTH
    if matrix.op == "symbol":
        return _declared(matrix)
    if matrix.op == "transpose":
        return frozenset(_TURNED[triangle] for triangle in _triangles(matrix.args[0]))
    if matrix.op == "inverse":  # that of a triangular one is triangular as well, but its entries are not told
        return _BOTH if is_diagonal(matrix.args[0]) else _NEITHER
    if matrix.op in ("add", "mul", "matmul") and matrix.shape[0] is matrix.shape[1]:
        shaped = [arg for arg in matrix.args if arg.shape]
        if all(arg.shape == matrix.shape for arg in shaped):
            return frozenset.intersection(*map(_triangles, shaped))
    return _NEITHER


def _declared(matrix: Term) -> frozenset[str]:
    if not isinstance(matrix.sort, Tensor) or matrix.shape[0] is not matrix.shape[1]:
        return _NEITHER
    if "diagonal" in matrix.sort.properties:
        return _BOTH
    return frozenset((_LOWER,)) if "lower triangular" in matrix.sort.properties else _NEITHER
