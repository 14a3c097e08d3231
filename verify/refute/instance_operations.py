"""What each operation is worth in an instance: a table from operations to the functions that evaluate them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from flint import arb, ctx, fmpq

from verify.evaluate import exact
from verify.evaluate.complex_pairs import PAIRED, Complex
from verify.refute import instance_calculus as calculus
from verify.refute import instance_matrices as matrices
from verify.refute import instance_numbers as numbers
from verify.refute.instance_matrices import Matrix, Value
from verify.refute.instance_numbers import ONE, ZERO, Number, Undecided, Undefined, Unsupported
from verify.refute.instance_scope import NODE_FUEL, Scope, holds
from verify.refute.instance_tables import Atom, Space, Table, atoms, variable_of
from verify.sort import Function, Outcome, Random, Scalar
from verify.term import UNARY_FUNCTIONS, Term, free_symbols, symbols_of_sort

EXACT_COST = 24  # of an operation on normal forms

# -------------------------------------------------------------------------------------------------------------------- leaves


def _number(scope: Scope, term: Term) -> Number:
    return fmpq(*term.value)


def _symbol(scope: Scope, term: Term) -> Any:
    return scope.evaluation.instance.value(term)


def _pi(scope: Scope, term: Term) -> Number:
    return arb.pi()


# ---------------------------------------------------------------------------------------------------------------- arithmetic


def _add(scope: Scope, term: Term) -> Value:
    if not term.shape:
        total: Number = ZERO
        for arg in term.args:
            total = numbers.plus(total, scope.value(arg))
        return total
    result = scope.matrix(term.args[0])
    scope.spend(len(result.entries) * len(term.args), "add")
    for arg in term.args[1:]:
        result = matrices.add(result, scope.matrix(arg))
    return result


def _mul(scope: Scope, term: Term) -> Value:
    factor: Number = ONE
    tensor: Matrix | None = None
    for arg in term.args:
        value = scope.value(arg)
        if arg.shape:
            tensor = matrices.as_matrix(value)
        else:
            factor = numbers.times(factor, value)
    return factor if tensor is None else matrices.scale(factor, tensor)


def _power(scope: Scope, term: Term) -> Number:
    base, exponent = scope.value(term.args[0]), scope.value(term.args[1])
    if _is_integer(term.args[1]):
        return numbers.integer_power(base, numbers.integer(exponent))
    if type(exponent) is not fmpq or exponent.q != 1:
        scope.spend(_weight(scope, 4), "power")
    return numbers.real_power(base, exponent) if free_symbols(term.args[1]) else numbers.constant_power(base, exponent)


def _exact_power(scope: Scope, term: Term) -> Number:
    base, exponent = scope.value(term.args[0]), scope.value(term.args[1])
    if _is_integer(term.args[1]) or (type(exponent) is fmpq and exponent.q == 1 and not free_symbols(term.args[1])):
        return numbers.integer_power(base, numbers.integer(exponent))
    scope.spend(_weight(scope, EXACT_COST), "power")
    return numbers.exact_power(base, exponent)


def _exact_unary(scope: Scope, term: Term) -> Number:
    scope.spend(_weight(scope, EXACT_COST + 2 * numbers.TRANSCENDENTAL_FUEL.get(term.op, 1)), term.op)
    return numbers.exact_function(term.op, scope.value(term.args[0]))


def _is_integer(term: Term) -> bool:
    """Whether a term is an integer by its form: 2, n, 2n + 1."""
    if term.op == "number":
        return bool(term.value[1] == 1)
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    return term.op in ("add", "mul") and all(map(_is_integer, term.args))


def _weight(scope: Scope, base: int) -> int:
    return base * (1 + int(ctx.prec) // 64)


def _unary(scope: Scope, term: Term) -> Number:
    scope.spend(_weight(scope, 2 * numbers.TRANSCENDENTAL_FUEL.get(term.op, 1)), term.op)
    return numbers.function(term.op, scope.value(term.args[0]))


def _extreme(choose: Callable[[Number, Number], Number]) -> Callable[[Scope, Term], Number]:
    def operation(scope: Scope, term: Term) -> Number:
        result = scope.value(term.args[0])
        for arg in term.args[1:]:
            result = choose(result, scope.value(arg))
        return result

    return operation


def _polygamma(scope: Scope, term: Term) -> Number:
    order = scope.size(term.args[0])
    if not 0 <= order <= 20:
        raise Undecided("the order of a polygamma function")
    scope.spend(_weight(scope, 400), "polygamma")
    value = scope.value(term.args[1])
    return numbers.polygamma(order, value) if order else numbers.function("digamma", value)


def _piecewise(scope: Scope, term: Term) -> Value:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if holds(scope, condition):
            return scope.value(value)
    raise Undefined("no condition of a piecewise holds")


# ------------------------------------------------------------------------------------------------------------------ matrices


def _matmul(scope: Scope, term: Term) -> Matrix:
    result = scope.matrix(term.args[0])
    for arg in term.args[1:]:
        right = scope.matrix(arg)
        scope.spend(2 * result.rows * result.columns * right.columns, "matmul")
        result = matrices.product(result, right)
    return result


def _transpose(scope: Scope, term: Term) -> Matrix:
    matrix = scope.matrix(term.args[0])
    if any(type(entry) in PAIRED for entry in matrix.entries):
        raise Unsupported("a transpose of complex numbers, which may be meant to be conjugated")
    return matrices.transpose(matrix)


def _inverse(scope: Scope, term: Term) -> Matrix:
    matrix = scope.matrix(term.args[0])
    scope.spend(4 * matrix.rows**3, "inverse")
    return matrices.inverse(matrix)


def _determinant(scope: Scope, term: Term) -> Number:
    matrix = scope.matrix(term.args[0])
    scope.spend(4 * matrix.rows * 2 ** min(matrix.rows, matrices.EXPANDED_SIZE), "determinant")
    return matrices.determinant(matrix)


def _filled(value: Number) -> Callable[[Scope, Term], Matrix]:
    def operation(scope: Scope, term: Term) -> Matrix:
        rows, columns = scope.size(term.args[0]), scope.size(term.args[1])
        scope.spend(rows * columns, term.op)
        return matrices.constant_matrix(rows, columns, value)

    return operation


def _identity(scope: Scope, term: Term) -> Matrix:
    size = scope.size(term.args[0])
    scope.spend(size * size, "identity")
    return matrices.identity(size)


def _diagonal(scope: Scope, term: Term) -> Matrix:
    vector = scope.matrix(term.args[0])
    if vector.columns != 1:
        raise Unsupported("the diagonal of a matrix that is not a column")
    scope.spend(vector.rows**2, "diagonal")
    return matrices.diagonal(vector.entries)


def _hadamard(scope: Scope, term: Term) -> Matrix:
    result = scope.matrix(term.args[0])
    for arg in term.args[1:]:
        result = Matrix(result.rows, result.columns, tuple(map(numbers.times, result.entries, scope.matrix(arg).entries)))
    return result


def _map(scope: Scope, term: Term) -> Matrix:
    function, *tensors = term.args
    columns = [scope.matrix(tensor).entries for tensor in tensors]
    shape = scope.matrix(tensors[0])
    return Matrix(shape.rows, shape.columns, tuple(_call(scope, function, values) for values in zip(*columns, strict=True)))


def _call(scope: Scope, function: Term, values: tuple[Number, ...]) -> Number:
    if function.op == "symbol" and isinstance(function.sort, Function):
        return calculus.apply_to(scope, function, values)
    inner = scope
    for value in values:
        if function.op != "lambda":
            raise Unsupported("an elementwise operation that is not a function")
        inner = inner.inner({function.args[0]: value})
        function = function.args[-1]
    return inner.value(function)


def _matrix(scope: Scope, term: Term) -> Matrix:
    rows, columns = term.value
    return Matrix(rows, columns, tuple(map(scope.value, term.args)))


def _item(scope: Scope, term: Term) -> Any:
    value = scope.value(term.args[0])
    indices = [scope.size(index) for index in term.args[1:]]
    while indices and type(value) is tuple:
        value = value[calculus.position(indices.pop(0), len(value))]
    if not indices:
        return value
    return matrices.as_matrix(value).entries[calculus.entry_place(matrices.as_matrix(value), indices)]


def _delta(scope: Scope, term: Term) -> Number:
    """The Kronecker delta of two indices."""
    first, second = map(scope.size, term.args)
    return ONE if first == second else ZERO


def _row(scope: Scope, term: Term) -> Matrix:
    tensor = scope.matrix(term.args[0])
    place = calculus.position(scope.size(term.args[1]), tensor.rows)
    return Matrix(tensor.columns, 1, tensor.entries[place * tensor.columns : (place + 1) * tensor.columns])


# ------------------------------------------------------------------------------------------------------ sums and expectations


def _zero(scope: Scope, term: Term) -> Value:
    return matrices.constant_matrix(scope.size(term.shape[0]), scope.size(term.shape[1]), ZERO) if term.shape else ZERO


def _weighted_sum(scope: Scope, pairs: Iterator[tuple[Number, Value]], total: Value) -> Value:
    """The sum of weight times value, for numbers or for matrices."""
    for weight, value in pairs:
        if type(total) is Matrix:
            total = matrices.add(total, matrices.scale(weight, matrices.as_matrix(value)))
        else:
            total = _bounded(scope, numbers.plus(total, numbers.times(weight, value)))
    return total


def _bounded(scope: Scope, value: Number) -> Number:
    """A rational of many digits, as 1 + 1/2 + ... + 1/10000 becomes, is paid for by its length and then kept as a ball."""
    if type(value) is fmpq:
        bits = value.height_bits()
        scope.spend(bits // 32, "a long rational")
        return arb(value) if bits > numbers.EXACT_BITS else value
    return value


def _range(scope: Scope, term: Term) -> range:
    low, high = scope.size(term.args[1]), scope.size(term.args[2])
    scope.spend(max(0, high - low + 1) * NODE_FUEL, term.op)
    return range(low, high + 1)


def _sum(scope: Scope, term: Term) -> Value:
    index, body = term.args[0], term.args[-1]
    pairs = ((ONE, scope.inner({index: fmpq(k)}).value(body)) for k in _range(scope, term))
    return _weighted_sum(scope, pairs, _zero(scope, term))


def _product(scope: Scope, term: Term) -> Number:
    result: Number = ONE
    for k in _range(scope, term):
        result = _bounded(scope, numbers.times(result, scope.inner({term.args[0]: fmpq(k)}).value(term.args[-1])))
    return result


def _largest(scope: Scope, term: Term) -> Number:
    values = [scope.inner({term.args[0]: fmpq(k)}).value(term.args[-1]) for k in _range(scope, term)]
    if not values:
        raise Undefined("the largest of no numbers")
    return reduce(numbers.larger, values)


def _integral(scope: Scope, term: Term) -> Value:
    outcome, body = term.args[0], term.args[-1]
    if not isinstance(outcome.sort, Outcome):
        raise Unsupported("an integral over the reals")
    space: Space = scope.evaluation.instance.space(outcome)
    pairs = ((space.weight(state), scope.inner({outcome: state}).value(body)) for state in space.states)
    return _weighted_sum(scope, pairs, _zero(scope, term))


def _density(scope: Scope, term: Term) -> Number:
    table: Table = scope.value(term.args[0])
    scope.spend(2 * len(table.values), "density")
    at = {variable_of(outcome): scope.value(outcome) for outcome in term.args[1 : term.value + 1]}
    given = {variable_of(outcome): scope.value(outcome) for outcome in term.args[term.value + 1 :]}
    if len(at) + len(given) != len(term.args) - 1:
        raise Unsupported("a density that names one variable twice")
    return table.density(at, given)


def _expect(scope: Scope, term: Term) -> Value:
    """The average over all random symbols in the body, drawn after those that they are conditioned on."""
    randoms = _in_order_of_condition(term.args[0])
    pairs = ((weight, inner.value(term.args[0])) for weight, inner in _outcomes(scope, randoms))
    return _weighted_sum(scope, pairs, _zero(scope, term))


def _in_order_of_condition(body: Term) -> list[Term]:
    waiting = list(symbols_of_sort([body], Random))
    ordered: list[Term] = []
    while waiting:
        ready = [name for name in waiting if not any(other in free_symbols(name) for other in waiting if other is not name)]
        if not ready:
            raise Unsupported("random symbols that are conditioned on each other")
        ordered += ready
        waiting = [name for name in waiting if name not in ready]
    return ordered


def _outcomes(scope: Scope, randoms: list[Term]) -> Iterator[tuple[Number, Scope]]:
    """The joint outcomes of the random symbols with their probabilities."""
    if not randoms:
        yield ONE, scope
        return
    first, *rest = randoms
    for probability, value in _atoms(scope, first):
        inner = scope.inner({first: value if first.shape else value.entries[0]})
        for weight, innermost in _outcomes(inner, rest):
            yield numbers.times(probability, weight), innermost


def _atoms(scope: Scope, random: Term) -> list[Atom]:
    sort = random.sort
    assert isinstance(sort, Random)
    covariance = scope.matrix(sort.covariance)
    scope.spend(NODE_FUEL * covariance.rows**2, "expect")
    instance = scope.evaluation.instance
    mean = scope.matrix(sort.mean)
    around_zero = atoms(covariance, skewed=instance.plan.skewed)
    instance.noise.setdefault(random, around_zero)
    return [(probability, matrices.add(mean, step)) for probability, step in around_zero]


OPERATIONS: dict[str, Callable[[Scope, Term], Any]] = {
    "number": _number,
    "symbol": _symbol,
    "pi": _pi,
    "imaginary": lambda scope, term: Complex(ZERO, ONE),
    "add": _add,
    "mul": _mul,
    "power": _power,
    "max": _extreme(numbers.larger),
    "min": _extreme(numbers.smaller),
    "polygamma": _polygamma,
    "piecewise": _piecewise,
    "matmul": _matmul,
    "transpose": _transpose,
    "inverse": _inverse,
    "trace": lambda scope, term: matrices.trace(scope.matrix(term.args[0])),
    "determinant": _determinant,
    "identity": _identity,
    "zeros": _filled(ZERO),
    "ones": _filled(ONE),
    "diagonal": _diagonal,
    "hadamard": _hadamard,
    "map": _map,
    "matrix": _matrix,
    "item": _item,
    "delta": _delta,
    "row": _row,
    "sum": _sum,
    "product": _product,
    "largest": _largest,
    "integral": _integral,
    "density": _density,
    "expect": _expect,
    "apply": calculus.apply,
    "derivative": calculus.derivative,
    "gradient": calculus.gradient,
    **dict.fromkeys(sorted(UNARY_FUNCTIONS), _unary),
}

# Numbers keep their normal forms, which show that some are equal; see `verify.evaluate.exact`.
EXACT_OPERATIONS: dict[str, Callable[[Scope, Term], Any]] = {
    **OPERATIONS,
    "pi": lambda scope, term: exact.pi(),
    "power": _exact_power,
    **dict.fromkeys(sorted(UNARY_FUNCTIONS), _exact_unary),
}
