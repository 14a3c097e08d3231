"""Derivatives and unknown functions in an instance, by dual numbers: the derivative is the coefficient of e with e^2 = 0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq

from verify.functions import value_function
from verify.refute import instance_numbers as numbers
from verify.refute.instance_matrices import Matrix, Value
from verify.refute.instance_numbers import ONE, ZERO, Dual, Number, Unsupported
from verify.refute.instance_scope import OutsideOfInstance, Scope
from verify.refute.instance_tables import variable_of
from verify.sort import Scalar, Sequence, Tensor, VectorFunction
from verify.term import Term

# A derivative along a matrix bound to be symmetric, or a distribution, is a matter of convention.
BINDING = frozenset(
    ("symmetric", "positive definite", "positive semidefinite", "orthogonal", "diagonal", "lower triangular", "distribution")
)


def position(index: int, length: int) -> int:
    if not 1 <= index <= length:
        raise OutsideOfInstance(f"index {index} of {length}")
    return index - 1


def entry_place(matrix: Matrix, indices: list[int]) -> int:
    """The place of an entry in the row-by-row list."""
    if len(indices) == 1 and 1 in (matrix.rows, matrix.columns):
        return position(indices[0], len(matrix.entries))
    if len(indices) != 2:
        raise Unsupported("an entry of a matrix by one index")
    return position(indices[0], matrix.rows) * matrix.columns + position(indices[1], matrix.columns)


# --------------------------------------------------------------------------------------------------------- unknown functions


def apply(scope: Scope, term: Term) -> Value:
    function, *args = term.args
    if isinstance(function.sort, VectorFunction):
        return _function_of_vector(scope, term, function.sort)
    values = tuple(_argument(scope, function, arg) for arg in args)
    orders = term.value if isinstance(term.value, tuple) else (0,) * len(args)
    if not any(orders):
        return apply_to(scope, function, values)
    return _slopes(scope, [(i, order) for i, order in enumerate(orders) if order], values,
                   lambda moved: apply_to(scope, function, moved))


def _function_of_vector(scope: Scope, term: Term, sort: VectorFunction) -> Value:
    """f at a column, its gradient or Jacobian, or its Hessian, by steps along the entries."""
    concrete, at = scope.value(term.args[0]), scope.value(term.args[1])
    column = at if type(at) is Matrix else Matrix(1, 1, (at,))

    def base(number: Number) -> Number:
        return scope.evaluation.root.inner({concrete.base.parameter: number}).value(concrete.base.body)

    def differentiated(here: Matrix, left: int) -> Value:
        if not left:
            found: Value = concrete.at(here, base)
            return found
        return _columns_of([along(here, place, left - 1) for place in range(len(here.entries))])

    def along(here: Matrix, place: int, left: int) -> Value:
        return slope(scope, lambda step: differentiated(here.with_entry(place, step(here.entries[place])), left))

    found = differentiated(column, term.value[0])
    if type(found) is not Matrix:
        return found
    if sort.rows is None and term.value == (1,):
        found = Matrix(found.columns, found.rows, found.entries)  # a gradient is a column
    return found if term.shape else found.entries[0]


def _columns_of(slopes: list[Value]) -> Matrix:
    """The matrix with these numbers or columns beside each other."""
    columns = [each.entries if type(each) is Matrix else (each,) for each in slopes]
    return Matrix(len(columns[0]), len(columns), tuple(entry for row in zip(*columns, strict=True) for entry in row))


def _argument(scope: Scope, function: Term, arg: Term) -> Any:
    """The value of an argument; an outcome enters as a number.

    That is the number of its state, or what the question's own `value_function` makes of it: where x stands for a number, the
    f of f(x) and of f(E[x]) is one function of numbers.
    """
    value = scope.value(arg)
    if type(value) is not int:
        return value
    number, as_number = fmpq(value), value_function(variable_of(arg))
    if function is as_number or as_number not in scope.evaluation.instance.subject.question.symbols:
        return number
    return apply_to(scope, as_number, (number,))


def _slopes(
    scope: Scope,
    orders: list[tuple[int, int]],
    values: tuple[Any, ...],
    function: Callable[[tuple[Any, ...]], Value],
) -> Value:
    """The mixed derivative of a function at `values`, of the given order in each listed argument."""
    if not orders:
        return function(values)
    (position, order), *rest = orders
    remaining = [(position, order - 1), *rest] if order > 1 else rest
    if type(values[position]) in (Matrix, tuple, int):
        raise Unsupported("a derivative by something that is not a number")

    def along(step: Callable[[Number], Number]) -> Value:
        moved = (*values[:position], step(values[position]), *values[position + 1 :])
        return _slopes(scope, remaining, moved, function)

    return slope(scope, along)


def slope(scope: Scope, along: Callable[[Callable[[Number], Number]], Value]) -> Value:
    """The derivative: `along` gets the step x -> x + e, and its value's coefficient of e is read off."""
    evaluation = scope.evaluation
    evaluation.level += 1
    level = evaluation.level
    try:
        result = along(lambda value: Dual(value, ONE, level))
    finally:
        evaluation.level -= 1
    if type(result) is Matrix:
        return result.each(lambda value: numbers.split(value, level)[1])
    return numbers.split(result, level)[1]


def apply_to(scope: Scope, function: Term, values: tuple[Any, ...]) -> Number:
    """f at numbers, and at vectors, which enter as their entries."""
    concrete = scope.value(function)
    return scope.evaluation.root.inner({concrete.parameter: _combined(values)}).value(concrete.body)


def _combined(values: tuple[Any, ...]) -> Number:
    """One number that depends on all arguments: itself for a single number, else sum of k a_k plus their product."""
    numbers_in: list[Number] = []
    for value in values:
        numbers_in.extend(value.entries if type(value) is Matrix else (value,))
    if len(numbers_in) == 1:
        return numbers_in[0]
    total: Number = ZERO
    for weight, value in enumerate(numbers_in, 1):
        total = numbers.plus(total, numbers.times(fmpq(weight), value))
    if all(type(value) is not Matrix for value in values):
        everything: Number = ONE
        for value in numbers_in:
            everything = numbers.times(everything, value)
        total = numbers.plus(total, everything)
    return total


# -------------------------------------------------------------------------------------------------------------- derivatives


def derivative(scope: Scope, term: Term) -> Value:
    body, by = term.args
    if by.op == "item":
        symbol, indices = by.args[0], [scope.size(index) for index in by.args[1:]]
    else:
        symbol, indices = by, []
    if symbol.op != "symbol":
        raise Unsupported("a derivative by something that is not a symbol or an item")
    _note_convention(scope, symbol)
    return _nth(scope, symbol, indices, body, int(term.value))


def _nth(scope: Scope, symbol: Term, indices: list[int], body: Term, order: int) -> Value:
    if order == 0:
        return scope.value(body)
    return slope(scope, lambda step: _nth(_moved(scope, symbol, indices, step), symbol, indices, body, order - 1))


def _moved(scope: Scope, symbol: Term, indices: list[int], step: Callable[[Number], Number]) -> Scope:
    return scope.inner({symbol: _replaced(scope.value(symbol), list(indices), step)})


def _replaced(value: Any, indices: list[int], step: Callable[[Number], Number]) -> Any:
    """The value with the step made in the entry at `indices`."""
    if type(value) is tuple:
        if not indices:
            raise Unsupported("a derivative by a whole sequence")
        place = position(indices.pop(0), len(value))
        return (*value[:place], _replaced(value[place], indices, step), *value[place + 1 :])
    if type(value) is Matrix:
        if not indices:
            raise Unsupported("a derivative by a whole matrix")
        place = entry_place(value, indices)
        return value.with_entry(place, step(value.entries[place]))
    if type(value) is int:
        raise Unsupported("a derivative by an outcome")
    return step(value)


def _note_convention(scope: Scope, symbol: Term) -> None:
    sort: Any = symbol.sort
    while isinstance(sort, Sequence):
        sort = sort.element
    if isinstance(sort, Scalar) and sort.is_integer:
        raise Unsupported("a derivative by an integer")
    if isinstance(sort, Tensor) and BINDING & set(sort.properties):
        scope.evaluation.by_convention = True


def gradient(scope: Scope, term: Term) -> Value:
    body, by = term.args
    if by.op != "symbol":
        raise Unsupported("a gradient by something that is not a symbol")
    _note_convention(scope, by)
    here = scope.value(by)
    if type(here) is not Matrix:
        return _nth(scope, by, [], body, 1)

    def partial(place: int) -> Value:
        return slope(scope, lambda step: scope.inner({by: here.with_entry(place, step(here.entries[place]))}).value(body))

    slopes = tuple(map(partial, range(len(here.entries))))
    if not body.shape:
        return Matrix(here.rows, here.columns, slopes)
    return _columns_of(list(slopes))
