"""Instances that meet equations: values drawn at random never do.

`repair` moves the entries of one symbol at a time by a solution of the equation taken as linear, and keeps the result only
if the equation then holds exactly.  `structure` replaces matrices by ones that satisfy the usual equations: diagonal ones
commute, unit vectors have norm 1, projections are idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq, fmpq_mat

from verify.refute import instance_matrices as matrices
from verify.refute.instance_draw import has_sort
from verify.refute.instance_matrices import Matrix
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import ONE, ZERO, Number, Undecided, Undefined, fraction, minus
from verify.refute.instance_operations import OPERATIONS
from verify.refute.instance_scope import Evaluation, OutsideOfInstance
from verify.sort import Scalar, Sequence, Tensor
from verify.term import Term, free_symbols

MAX_SLOTS = 16


def repair(instance: Instance, hypotheses: tuple[Term, ...], fixed: tuple[Term, ...]) -> None:
    """Change values of the instance so that more of the equations among the hypotheses hold; `fixed` symbols are left alone."""
    touched = list(fixed)
    for hypothesis in hypotheses:
        if hypothesis.op not in _met_with_equality(instance) or any(symbol in fixed for symbol in free_symbols(hypothesis)):
            continue
        gap = _gap(instance, hypothesis)
        if gap is None or not any(gap):
            touched.extend(free_symbols(hypothesis) if gap is not None else ())
            continue
        for symbol in free_symbols(hypothesis):
            if symbol in touched or symbol in instance.sizes:
                continue
            if _scale(instance, hypothesis, symbol, gap) or _solve(instance, hypothesis, symbol, gap):
                touched.append(symbol)
                break


def is_on_boundary(instance: Instance) -> bool:
    """Every fifth instance lies where the inequalities among the hypotheses hold with equality."""
    return instance.plan.number % 5 == 4


def _met_with_equality(instance: Instance) -> tuple[str, ...]:
    return ("eq", "le") if is_on_boundary(instance) else ("eq",)


def _gap(instance: Instance, equation: Term) -> list[fmpq] | None:
    """left - right, entry by entry, if both are rational."""
    scope = Evaluation(instance, OPERATIONS).root
    try:
        left, right = (matrices.as_matrix(scope.value(side)) for side in equation.args)
    except (Undefined, Undecided, OutsideOfInstance):
        return None
    gap = [minus(a, b) for a, b in zip(left.entries, right.entries, strict=True)]
    return gap if all(type(value) is fmpq for value in gap) else None


def _scale(instance: Instance, equation: Term, symbol: Term, gap: list[fmpq]) -> bool:
    """Multiply all entries of the symbol by one factor: the entries of a positive sequence become weights that sum to 1."""
    before = instance.value(symbol)
    entries = entries_of(before)
    if len(entries) < 2 or len(gap) != 1 or not is_movable(symbol.sort):
        return False
    instance.values[symbol] = rebuilt(before, [2 * value for value in entries])
    there = _gap(instance, equation)
    if there is not None and there[0] != gap[0]:
        factor = ONE + gap[0] / (gap[0] - there[0])
        instance.values[symbol] = rebuilt(before, [factor * value for value in entries])
        if _is_met(instance, equation, symbol):
            return True
    instance.values[symbol] = before
    return False


def _is_met(instance: Instance, equation: Term, symbol: Term) -> bool:
    gap = _gap(instance, equation)
    return gap is not None and not any(gap) and belongs(instance.values[symbol], symbol.sort)


def _solve(instance: Instance, equation: Term, symbol: Term, gap: list[fmpq]) -> bool:
    before = instance.value(symbol)
    entries = entries_of(before)
    if not entries or len(entries) > MAX_SLOTS or not is_movable(symbol.sort):
        return False
    columns: list[list[fmpq]] = []
    for place in range(len(entries)):
        moved = [value + (ONE if i == place else ZERO) for i, value in enumerate(entries)]
        instance.values[symbol] = rebuilt(before, moved)
        there = _gap(instance, equation)
        if there is None:
            break
        columns.append([after - now for after, now in zip(there, gap, strict=True)])
    step = _solution(columns, gap) if len(columns) == len(entries) else None
    if step is not None:
        after = [value + change for value, change in zip(entries, step, strict=True)]
        instance.values[symbol] = rebuilt(before, after)
        if _is_met(instance, equation, symbol):
            return True
    instance.values[symbol] = before
    return False


def _solution(columns: list[list[fmpq]], gap: list[fmpq]) -> list[fmpq] | None:
    """Some x with sum of x_i columns_i = -gap."""
    rows, count = len(gap), len(columns)
    system = fmpq_mat(rows, count + 1, [value for i in range(rows) for value in (*(c[i] for c in columns), -gap[i])])
    reduced, rank = system.rref()
    solution = [ZERO] * count
    for i in range(rank):
        pivot = next(j for j in range(count + 1) if reduced[i, j] != 0)
        if pivot == count:
            return None
        solution[pivot] = reduced[i, count]
    return solution


def is_movable(sort: Any) -> bool:
    if isinstance(sort, Sequence):
        return isinstance(sort.element, Scalar) and is_movable(sort.element)
    return isinstance(sort, Tensor) or (isinstance(sort, Scalar) and not sort.is_integer)


def entries_of(value: Any) -> list[fmpq]:
    if type(value) is Matrix:
        return list(value.entries)
    if type(value) is tuple:
        return list(value) if all(type(entry) is fmpq for entry in value) else []
    return [value] if type(value) is fmpq else []


def rebuilt(like: Any, entries: list[fmpq]) -> Any:
    if type(like) is Matrix:
        return Matrix(like.rows, like.columns, tuple(entries))
    return tuple(entries) if type(like) is tuple else entries[0]


def belongs(value: Any, sort: Any) -> bool:
    if isinstance(sort, Sequence):
        return all(belongs(entry, sort.element) for entry in value)
    if isinstance(sort, Tensor):
        return has_sort(matrices.as_matrix(value), sort)
    return isinstance(sort, Scalar) and sort.contains(fraction(value))


# ----------------------------------------------------------------------------------------------------------------- structure


def _diagonal(matrix: Matrix) -> Matrix:
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: matrix.entry(i, j) if i == j else ZERO)


def _reflection(matrix: Matrix) -> Matrix:
    """The first columns of I - 2 v v^T / v^T v, orthonormal; v is the first column, or (1, 2, ..) if that is zero."""
    column = [matrix.entry(i, 0) for i in range(matrix.rows)]
    normal = column if any(column) else [fmpq(i + 1) for i in range(matrix.rows)]
    square = sum((value * value for value in normal), ZERO)

    def entry(i: int, j: int) -> Number:
        return (ONE if i == j else ZERO) - 2 * normal[i] * normal[j] / square if j < matrix.rows else ZERO

    return matrices.build(matrix.rows, matrix.columns, entry)


def _projection(matrix: Matrix) -> Matrix:
    """(I + reflection) / 2: symmetric and idempotent."""
    reflection = _reflection(matrix)
    return matrices.build(
        matrix.rows, matrix.columns, lambda i, j: (reflection.entry(i, j) + (ONE if i == j else ZERO)) / 2
    )


def _multiple_of_identity(matrix: Matrix) -> Matrix:
    factor = matrix.entries[0]
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: factor if i == j else ZERO)


def _zero(matrix: Matrix) -> Matrix:
    return matrices.constant_matrix(matrix.rows, matrix.columns, ZERO)


STRUCTURES: tuple[Callable[[Matrix], Matrix], ...] = (_diagonal, _reflection, _projection, _multiple_of_identity, _zero)


def structure(instance: Instance, symbols: tuple[Term, ...], number: int) -> None:
    """Give every matrix of the hypotheses the structure of this number, where its sort allows that."""
    change = STRUCTURES[number % len(STRUCTURES)]
    for symbol in symbols:
        sort = symbol.sort
        if isinstance(sort, Tensor) and type(instance.value(symbol)) is Matrix:
            changed = change(instance.value(symbol))
            if has_sort(changed, sort):
                instance.values[symbol] = changed


