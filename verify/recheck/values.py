"""The value of a term at a point, by the definition of each operation, for the check of counterexamples.

Only what a term speaks of is evaluated: a branch of a piecewise that is not chosen need not be defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from flint import arb, arb_series

from verify.domain import integer_valued
from verify.evaluate.complex_pairs import PAIRED, Complex
from verify.evaluate.exact import Form
from verify.recheck import forms, numbers, taylor
from verify.recheck.expectations import Noise, expectation
from verify.recheck.grid import Grid, place_of, total
from verify.recheck.limit_values import limit_value
from verify.recheck.numbers import Number, Undecided, Undefined
from verify.recheck.statements import STATEMENTS
from verify.recheck.tables import Space, State, Table
from verify.sort import Outcome
from verify.term import UNARY_FUNCTIONS, Term, free_symbols

MOST_STEPS = 200_000
ZERO, ONE = Fraction(0), Fraction(1)


class Evaluation:
    """Values of terms where the symbols have the values given; sums and maps evaluate their body in inner evaluations."""

    __slots__ = ("counter", "exactly", "known", "outer", "own", "spaces")

    def __init__(
        self, own: Mapping[Term, Any], spaces: Mapping[str, Space], outer: Evaluation | None = None, *, exactly: bool = False
    ) -> None:
        self.exactly: bool = outer.exactly if outer else exactly  # numbers keep their normal forms
        self.own = own
        self.known: dict[Term, Any] = dict(own)
        self.spaces = spaces
        self.outer = outer
        self.counter: list[int] = outer.counter if outer else [0]

    def inner(self, symbol: Term, value: Any) -> Evaluation:
        return Evaluation({symbol: value}, self.spaces, self)

    def of(self, term: Term) -> Any:
        """The value of a term: a number, a Grid, a tuple or a State.  Raises Undefined or Undecided."""
        found = self.known.get(term)
        if found is not None:
            return found
        if self.outer is not None and not any(name in self.own for name in free_symbols(term)):
            return self.outer.of(term)
        self.spend(1)
        operation = _OPERATIONS.get(term.op)
        if operation is None:
            raise Undecided(f"{term.op} is not evaluated by this check", final=True)
        found = operation(self, term)
        if isinstance(found, Grid) and not term.shape:
            found = found.entries[0]
        elif term.shape and not isinstance(found, (Grid, tuple)):
            found = Grid(1, 1, (found,))
        self.known[term] = found
        return found

    def has(self, name: Term) -> bool:
        """Whether the point gives a value to a symbol."""
        return name in self.own or (self.outer is not None and self.outer.has(name))

    def alone(self) -> Evaluation:
        """An evaluation in which no symbol has a value."""
        found = Evaluation({}, self.spaces)
        found.counter = self.counter
        return found

    def values(self) -> Iterator[Any]:
        """The values of the symbols."""
        yield from self.own.values()
        if self.outer is not None:
            yield from self.outer.values()

    def with_values(self, changed: Callable[[Any], Any]) -> Evaluation:
        """The same evaluation with other values of the symbols."""
        own: dict[Term, Any] = {} if self.outer is None else dict(self.outer.with_values(lambda value: value).own)
        found = Evaluation({name: changed(value) for name, value in (own | dict(self.own)).items()}, self.spaces)
        found.counter = self.counter
        return found

    def noise(self, random: Term) -> Noise:
        """The noise of a random symbol, which is its value at the point."""
        found = self.known.get(random) if self.outer is None else self.outer.noise(random)
        if not isinstance(found, Noise):
            raise Undecided(f"no distribution of {random.name}", final=True)
        return found

    def spend(self, steps: int) -> None:
        self.counter[0] += steps
        if self.counter[0] > MOST_STEPS:
            raise Undecided("a value that takes too much work", final=True)

    def number(self, term: Term) -> Number:
        value = self.of(term)
        if isinstance(value, (Fraction, arb, Form, arb_series, *PAIRED)):
            return value
        raise Undecided("something that is no number where a number is needed", final=True)

    def grid(self, term: Term) -> Grid:
        value = self.of(term)
        return value if isinstance(value, Grid) else Grid(1, 1, (self.number(term),))

    def integer(self, term: Term) -> int:
        value = self.of(term)
        if not isinstance(value, Fraction) or value.denominator != 1:
            raise Undecided("a size or an index that is not known to be an integer")
        return value.numerator

    def truth(self, statement: Term) -> bool:
        """Whether a statement holds.  A statement about an undefined value neither holds nor fails: Undefined."""
        judge = STATEMENTS.get(statement.op)
        if judge is None:
            raise Undecided(f"a statement made with {statement.op}", final=True)
        return judge(self, statement)


# -------------------------------------------------------------------------------------------------------------- operations


def _symbol(at: Evaluation, term: Term) -> Any:
    raise Undecided(f"no value for {term.name}", final=True)


def _add(at: Evaluation, term: Term) -> Any:
    if not term.shape:
        return total(map(at.number, term.args))
    first, *rest = map(at.grid, term.args)
    return reduce(Grid.plus, rest, first)


def _mul(at: Evaluation, term: Term) -> Any:
    scale: Number = reduce(numbers.times, (at.number(arg) for arg in term.args if not arg.shape), ONE)
    tensors = [at.grid(arg) for arg in term.args if arg.shape]
    return tensors[0].scaled(scale) if tensors else scale


def _power(at: Evaluation, term: Term) -> Number:
    base, exponent = term.args
    value = at.number(base)
    constant = exponent.op == "number" or not free_symbols(exponent)
    if not constant and integer_valued(exponent):
        return numbers.integer_power(value, at.integer(exponent))
    height = at.number(exponent)
    if constant and isinstance(height, Fraction) and height.denominator == 1:
        return numbers.integer_power(value, height.numerator)
    if at.exactly:
        return forms.power(value, height, constant=constant)
    return numbers.constant_power(value, height) if constant else numbers.real_power(value, height)


def _function(at: Evaluation, term: Term) -> Number:
    if at.exactly:
        return forms.function(term.op, at.number(term.args[0]))
    return numbers.function(term.op, at.number(term.args[0]))


def _piecewise(at: Evaluation, term: Term) -> Any:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if at.truth(condition):
            return at.of(value)
    raise Undefined("no condition of a piecewise holds")


def _range(at: Evaluation, term: Term) -> range:
    low, high = at.integer(term.args[1]), at.integer(term.args[2])
    if high - low >= MOST_STEPS:
        raise Undecided("a long sum", final=True)
    return range(low, high + 1)


def _total(at: Evaluation, term: Term, parts: Any) -> Any:
    if not term.shape:
        return total(parts)
    rows, columns = map(at.integer, term.shape)
    return reduce(Grid.plus, parts, Grid(rows, columns, (ZERO,) * (rows * columns)))


def _summation(at: Evaluation, term: Term) -> Any:
    index, body = term.args[0], term.args[-1]
    return _total(at, term, (at.inner(index, Fraction(k)).of(body) for k in _range(at, term)))


def _product(at: Evaluation, term: Term) -> Number:
    index, body = term.args[0], term.args[-1]
    return reduce(numbers.times, (at.inner(index, Fraction(k)).number(body) for k in _range(at, term)), ONE)


def _largest(at: Evaluation, term: Term) -> Number:
    values = [at.inner(term.args[0], Fraction(k)).number(term.args[-1]) for k in _range(at, term)]
    if not values:
        raise Undefined("the largest of no numbers")
    return reduce(numbers.larger, values)


def _integral(at: Evaluation, term: Term) -> Any:
    """Over the states of an abstract random variable."""
    outcome, body = term.args[0], term.args[-1]
    if not isinstance(outcome.sort, Outcome):
        raise Undecided("an integral over the reals is not evaluated by this check", final=True)
    weights = at.spaces[_variable(outcome, at.spaces)].weights
    inner = ((weight, at.inner(outcome, State(state)).of(body)) for state, weight in enumerate(weights, 1))
    return _total(at, term, (value.scaled(w) if isinstance(value, Grid) else numbers.times(w, value) for w, value in inner))


def _variable(outcome: Term, spaces: Mapping[str, Space]) -> str:
    sort = outcome.sort
    assert isinstance(sort, Outcome)
    name = sort.variable or outcome.name.rstrip("'")
    if name not in spaces:
        raise Undecided(f"no states for {name}", final=True)
    return name


def _density(at: Evaluation, term: Term) -> Number:
    family, *outcomes = term.args
    table = at.of(family)
    if not isinstance(table, Table):
        raise Undecided(f"no values for {family.name}", final=True)
    states: dict[str, int] = {}
    for outcome in outcomes:
        name, state = _variable(outcome, at.spaces), at.of(outcome)
        if name in states or name not in table.axes or not isinstance(state, State):
            raise Undecided("a density of something else than its variables", final=True)
        if not 1 <= state <= len(at.spaces[name].weights):
            raise Undecided("a state that does not exist", final=True)
        states[name] = state
    given = {name: states[name] for name in list(states)[term.value :]}
    return table.marginal(states, at.spaces) / table.marginal(given, at.spaces)


def _item(at: Evaluation, term: Term) -> Any:
    value, indices = at.of(term.args[0]), [at.integer(index) for index in term.args[1:]]
    while indices and isinstance(value, tuple):
        value = value[place_of(indices.pop(0), len(value))]
    if not indices:
        return value
    if not isinstance(value, Grid):
        raise Undecided("an entry of something that has none", final=True)
    if len(indices) == 1 and 1 in (value.rows, value.columns):
        return value.entries[place_of(indices[0], len(value.entries))]
    if len(indices) != 2:
        raise Undecided("an entry of a matrix by one index", final=True)
    return value.at(place_of(indices[0], value.rows), place_of(indices[1], value.columns))


def _row(at: Evaluation, term: Term) -> Grid:
    grid = at.grid(term.args[0])
    first = place_of(at.integer(term.args[1]), grid.rows) * grid.columns
    return Grid(grid.columns, 1, tuple(grid.entries[first : first + grid.columns]))


def _filled(value: Fraction) -> Callable[[Evaluation, Term], Grid]:
    def operation(at: Evaluation, term: Term) -> Grid:
        rows, columns = map(at.integer, term.args)
        _check_size(rows * columns)
        return Grid(rows, columns, (value,) * (rows * columns))

    return operation


def _check_size(size: int) -> None:
    if not 0 < size <= 10_000:
        raise Undecided("a large matrix", final=True)


def _identity(at: Evaluation, term: Term) -> Grid:
    size = at.integer(term.args[0])
    _check_size(size * size)
    return Grid.identity(size)


def _diagonal(at: Evaluation, term: Term) -> Grid:
    vector = at.grid(term.args[0])
    size = vector.rows
    if vector.columns != 1:
        raise Undecided("the diagonal of a matrix", final=True)
    _check_size(size * size)
    return Grid(size, size, tuple(vector.entries[i] if i == j else ZERO for i in range(size) for j in range(size)))


def _transpose(at: Evaluation, term: Term) -> Grid:
    grid = at.grid(term.args[0])
    if any(isinstance(entry, PAIRED) for entry in grid.entries):
        raise Undecided("a transpose of complex numbers, which may be meant to be conjugated", final=True)
    return grid.transposed()


def _trace(at: Evaluation, term: Term) -> Number:
    grid = at.grid(term.args[0])
    if grid.rows != grid.columns:
        raise Undecided("the trace of a matrix that is not square", final=True)
    return total(grid.at(i, i) for i in range(grid.rows))


def _hadamard(at: Evaluation, term: Term) -> Grid:
    first, *rest = map(at.grid, term.args)
    return reduce(Grid.hadamard, rest, first)


def _map(at: Evaluation, term: Term) -> Grid:
    function, *tensors = term.args
    if function.op != "lambda" or len(tensors) != 1:
        raise Undecided("a function that is not given by its formula", final=True)
    grid = at.grid(tensors[0])
    bound, body = function.args
    return Grid(grid.rows, grid.columns, tuple(at.inner(bound, entry).number(body) for entry in grid.entries))


def _matrix(at: Evaluation, term: Term) -> Grid:
    rows, columns = term.value
    return Grid(rows, columns, tuple(map(at.number, term.args)))


_OPERATIONS: dict[str, Callable[[Evaluation, Term], Any]] = {
    "number": lambda at, term: term.fraction,
    "symbol": _symbol,
    "pi": lambda at, term: forms.pi() if at.exactly else arb.pi(),
    "add": _add,
    "mul": _mul,
    "imaginary": lambda at, term: Complex(ZERO, ONE),
    "power": _power,
    "max": lambda at, term: reduce(numbers.larger, map(at.number, term.args)),
    "min": lambda at, term: reduce(numbers.smaller, map(at.number, term.args)),
    "polygamma": lambda at, term: numbers.polygamma(at.integer(term.args[0]), at.number(term.args[1])),
    "piecewise": _piecewise,
    "sum": _summation,
    "product": _product,
    "largest": _largest,
    "limit": limit_value,
    "integral": _integral,
    "density": _density,
    "expect": expectation,
    "apply": taylor.apply,
    "derivative": taylor.derivative,
    "gradient": taylor.gradient,
    "item": _item,
    "row": _row,
    "delta": lambda at, term: ONE if at.integer(term.args[0]) == at.integer(term.args[1]) else ZERO,
    "matmul": lambda at, term: reduce(Grid.times, map(at.grid, term.args)),
    "transpose": _transpose,
    "inverse": lambda at, term: at.grid(term.args[0]).inverse(),
    "trace": _trace,
    "determinant": lambda at, term: at.grid(term.args[0]).determinant(),
    "identity": _identity,
    "zeros": _filled(ZERO),
    "ones": _filled(ONE),
    "diagonal": _diagonal,
    "hadamard": _hadamard,
    "map": _map,
    "matrix": _matrix,
    **dict.fromkeys(sorted(UNARY_FUNCTIONS), _function),
}
