"""Instances that meet equations, which values drawn at random never do, and inequalities, which few of them do.

`repair` moves the entries of one symbol at a time by a solution of the equation taken as linear, and keeps the result only
if the equation then holds exactly.  `rescale` multiplies one symbol by a factor with which an inequality holds.  `structure`
replaces matrices by ones that satisfy the usual equations: diagonal ones commute, unit vectors have norm 1, projections are
idempotent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq, fmpq_mat

from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_fraction
from verify.refute import instance_matrices as matrices
from verify.refute.instance_draw import has_sort
from verify.refute.instance_matrices import Matrix
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import ONE, ZERO, LogForm, Number, Undecided, Undefined, function, minus, times
from verify.refute.instance_operations import OPERATIONS
from verify.refute.instance_scope import Evaluation, OneUndefined, OutsideOfInstance, holds
from verify.sort import Scalar, Sequence, Tensor
from verify.term import Term, free_symbols

MAX_SLOTS = 16
_BITS = 64


Case = dict[Term, Any]  # the values of free indices and outcomes


def repair(instance: Instance, hypotheses: tuple[Term, ...], case: Case) -> None:
    """Change values of the instance so that more of the equations among the hypotheses hold in one case, which stays as it is."""
    touched = list(case)
    spoken_of: set[Term] = set()
    for hypothesis in hypotheses:
        if hypothesis.op not in _met_with_equality(instance):
            continue
        equation = _Equation(instance, hypothesis, case)
        symbols = free_symbols(hypothesis)
        gap = equation.gap()
        if gap is None or not any(gap):
            touched.extend(symbols if gap is not None else ())
            continue
        free = [name for name in symbols if not (name in touched or name in instance.sizes) and is_movable(name.sort)]
        free.sort(key=spoken_of.__contains__)  # what no earlier equation speaks of, so that those still hold
        moved = next((name for name in free if _scale(equation, name, gap) or _solve(equation, name, gap)
                      or _stretch(equation, name, gap)), None)  # fmt: skip
        touched += [] if moved is None else [moved]
        spoken_of.update(symbols)


_FACTORS = (fmpq(-1), fmpq(1, 8), fmpq(8), fmpq(1, 64), fmpq(64))


def rescale(instance: Instance, hypotheses: tuple[Term, ...], case: Case) -> None:
    """For each inequality that does not hold, multiply a symbol by a factor with which it does, and those before it still do.

    |J w| <= c |w| and |w| <= d |v| hold for few matrices and vectors, and for all that are small, or large, enough.
    """
    met: list[Term] = []
    for hypothesis in hypotheses:
        if hypothesis.op in ("lt", "le") and not _all_hold(instance, (hypothesis,), case):
            _rescale_one(instance, (*met, hypothesis), case)
        met.append(hypothesis)


def _rescale_one(instance: Instance, wanted: tuple[Term, ...], case: Case) -> None:
    *before, hypothesis = wanted
    spoken_of = {name for each in before for name in free_symbols(each)}
    free = [name for name in free_symbols(hypothesis) if not (name in case or name in instance.sizes) and is_movable(name.sort)]
    for symbol in sorted(free, key=spoken_of.__contains__):
        value = instance.value(symbol)
        for factor in _FACTORS if entries_of(value) else ():
            scaled = rebuilt(value, [factor * entry for entry in entries_of(value)])
            if belongs(scaled, symbol.sort):
                instance.values[symbol] = scaled
                if _all_hold(instance, wanted, case):
                    return
        instance.values[symbol] = value


def _all_hold(instance: Instance, hypotheses: tuple[Term, ...], case: Case) -> bool:
    scope = Evaluation(instance, OPERATIONS).root.inner(case)
    with precision(_BITS):
        try:
            return all(holds(scope, hypothesis) for hypothesis in hypotheses)
        except (Undefined, Undecided, OneUndefined, OutsideOfInstance):
            return False


def is_on_boundary(instance: Instance) -> bool:
    """Every fifth instance lies where the inequalities among the hypotheses hold with equality."""
    return instance.plan.number % 5 == 4


def _met_with_equality(instance: Instance) -> tuple[str, ...]:
    return ("eq", "le") if is_on_boundary(instance) else ("eq",)


class _Equation:
    """An equation between values of an instance, in one case."""

    def __init__(self, instance: Instance, equation: Term, case: Case) -> None:
        self.values = instance.values
        self.instance = instance
        self.sides = equation.args
        self.case = case

    def gap(self) -> list[Number] | None:
        """left - right, entry by entry, if both are exact."""
        scope = Evaluation(self.instance, OPERATIONS).root.inner(self.case)
        try:
            left, right = (matrices.as_matrix(scope.value(side)) for side in self.sides)
        except (Undefined, Undecided, OutsideOfInstance):
            return None
        gap = [minus(a, b) for a, b in zip(left.entries, right.entries, strict=True)]
        return gap if all(type(value) in (fmpq, LogForm) for value in gap) else None

    def gap_at(self, symbol: Term, value: Any) -> list[Number] | None:
        """The gap where a symbol has another value."""
        before = self.instance.value(symbol)
        self.values[symbol] = value
        gap = self.gap()
        self.values[symbol] = before
        return gap

    def meet(self, symbol: Term, value: Any) -> bool:
        """Give a symbol another value if it is one of its sort with which the equation holds."""
        gap = self.gap_at(symbol, value) if belongs(value, symbol.sort) else None
        if gap is None or any(gap):
            return False
        self.values[symbol] = value
        return True


def _scale(equation: _Equation, symbol: Term, gap: list[Number]) -> bool:
    """Multiply all entries of the symbol by one factor: the entries of a positive sequence become weights that sum to 1."""
    before = equation.instance.value(symbol)
    entries = entries_of(before)
    if len(entries) < 2 or len(gap) != 1:
        return False
    there = equation.gap_at(symbol, rebuilt(before, [2 * value for value in entries]))
    change = ZERO if there is None else minus(there[0], gap[0])
    if type(change) is not fmpq or type(gap[0]) is not fmpq or change == 0:
        return False
    factor = ONE - gap[0] / change
    return factor != 0 and equation.meet(symbol, rebuilt(before, [factor * value for value in entries]))


def _solve(equation: _Equation, symbol: Term, gap: list[Number]) -> bool:
    """Move the entries of the symbol by a solution of the equation taken as linear."""
    before = equation.instance.value(symbol)
    entries = entries_of(before)
    if not entries or len(entries) > MAX_SLOTS:
        return False
    columns: list[list[fmpq]] = []
    for place in range(len(entries)):
        moved = [value + (ONE if i == place else ZERO) for i, value in enumerate(entries)]
        there = equation.gap_at(symbol, rebuilt(before, moved))
        column = [] if there is None else [minus(after, now) for after, now in zip(there, gap, strict=True)]
        if there is None or any(type(value) is not fmpq for value in (*gap, *column)):
            return False
        columns.append(column)
    step = _solution(columns, gap)
    if step is None:
        return False
    return equation.meet(symbol, rebuilt(before, [value + change for value, change in zip(entries, step, strict=True)]))


def _stretch(equation: _Equation, symbol: Term, gap: list[Number]) -> bool:
    """Multiply a number y by exp(-gap / c), where the gap is c log y and something else."""
    before = equation.instance.value(symbol)
    if type(before) is not fmpq or before <= 0 or len(gap) != 1:
        return False
    there = equation.gap_at(symbol, 2 * before)
    change = ZERO if there is None else minus(there[0], gap[0])
    if type(change) is not LogForm or change.rational != 0 or list(change.coefficients) != [2]:
        return False
    factor = function("exp", times(-1 / change.coefficients[2], gap[0]))
    return type(factor) is fmpq and equation.meet(symbol, before * factor)


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
    return isinstance(sort, Scalar) and sort.contains(to_fraction(value))


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


def _signs(matrix: Matrix) -> Matrix:
    """Diagonal, with -1 and 1 in turn."""
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: ZERO if i != j else ONE if i % 2 else -ONE)


def _cycle(matrix: Matrix) -> Matrix:
    """The first columns of the permutation of the rows by one place; its square is not I from three rows on."""
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: ONE if j == (i + 1) % matrix.rows else ZERO)


def _rotation(matrix: Matrix) -> Matrix:
    """A reflection of a cycle: the first columns of an orthogonal matrix that is neither symmetric nor its own inverse."""
    square = matrices.build(matrix.rows, matrix.rows, lambda i, j: matrix.entry(i, min(j, matrix.columns - 1)))
    turned = matrices.product(_reflection(square), _cycle(square))
    return matrices.build(matrix.rows, matrix.columns, lambda i, j: turned.entry(i, j) if j < matrix.rows else ZERO)


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


STRUCTURES: tuple[Callable[[Matrix], Matrix], ...] = (
    _diagonal, _reflection, _projection, _multiple_of_identity, _zero, _rotation, _cycle, _signs,
)  # fmt: skip


def structure(instance: Instance, symbols: tuple[Term, ...], number: int) -> None:
    """Give every matrix of the hypotheses the structure of this number, where its sort allows that."""
    change = STRUCTURES[number % len(STRUCTURES)]
    for symbol in symbols:
        sort = symbol.sort
        if isinstance(sort, Tensor) and type(instance.value(symbol)) is Matrix:
            changed = change(instance.value(symbol))
            if has_sort(changed, sort):
                instance.values[symbol] = changed


