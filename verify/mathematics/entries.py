"""Matrices in index notation: entry (i, j) of a matrix term as a scalar term with sums over indices.

Where explicit matrices occur, or determinants and inverses of fixed small size, sums over a fixed number of places are written
out, and so are those determinants and inverses (`verify.mathematics.cofactors`).

The index symbols made here begin with @, which no reader lets into a name.
"""

from __future__ import annotations

from verify.calculus import delta
from verify.mathematics.binders import canonical
from verify.mathematics.cofactors import (
    Table,
    determinant,
    has_cofactors,
    inverse_entry,
    is_fixed,
    product,
    speaks_of_places,
    total,
)
from verify.mathematics.triangular import is_diagonal, is_triangular
from verify.problem import reject
from verify.question import Question
from verify.sort import INTEGER, Random, Tensor
from verify.term import (
    BINDERS,
    ONE,
    ZERO,
    Term,
    add,
    contains,
    derivative,
    is_shaped,
    item,
    make,
    matmul,
    mul,
    number,
    power,
    substitute,
    summation,
    symbol,
)

_SCALARS_OF_MATRICES = frozenset(("trace", "matmul", "row"))
_TO_LOWER = BINDERS | _SCALARS_OF_MATRICES | {"item", "determinant", "derivative", "gradient", "hadamard", "is_defined"}


class Entries:
    """Lowers terms to entries.  Index symbols are numbered in the order in which they are made."""

    def __init__(self, *, places: bool = False) -> None:
        """`places` says to write out sums over a fixed number of places."""
        self._places = places
        self._count = 0
        self._memo: dict[Term, Term] = {}
        self._at_place: dict[tuple[Term, Term, Term], Term] = {}

    def index(self) -> Term:
        self._count += 1
        return symbol(f"@{self._count}", INTEGER)

    def scalar(self, term: Term) -> Term:
        """A scalar term without matrix operations."""
        if not term.args or not (is_shaped(term) or contains(term, _SCALARS_OF_MATRICES)):
            return term
        found = self._memo.get(term)
        if found is None:
            found = self._memo[term] = self._scalar(term)
        return found

    def _scalar(self, term: Term) -> Term:
        if term.op == "trace":
            return self._summed(term.args[0].shape[0], lambda i: self.entry(term.args[0], i, i))
        if term.op in ("matmul", "hadamard"):
            return self.entry(term, ONE, ONE)
        if term.op == "row":
            return self._row(term, ONE, ONE)
        if term.op == "item" and term.args[0].shape:
            tensor, *indices = term.args
            if tensor.op == "symbol":
                return item(tensor, *map(self.scalar, indices))
            column = indices[1] if len(indices) > 1 else ONE
            return self.entry(tensor, self.scalar(indices[0]), self.scalar(column))
        if term.op == "determinant" and self._places and has_cofactors(term.args[0]):
            return determinant(self._table(term.args[0]))
        if term.op == "determinant" and is_triangular(term.args[0]):
            return self._multiplied(term.args[0].shape[0], lambda i: self.entry(term.args[0], i, i))
        if term.op in ("determinant", "density", "apply"):
            return term
        return make(term.op, tuple(map(self.scalar, term.args)), term.value)

    def _summed(self, size: Term, body: object) -> Term:
        if size is ONE:
            return body(ONE)  # type: ignore[operator, no-any-return]
        if self._places and is_fixed((size, ONE)):
            return total([body(number(place + 1)) for place in range(size.value[0])])  # type: ignore[operator]
        index = self.index()
        return summation(index, ONE, size, body(index))  # type: ignore[operator]

    def _multiplied(self, size: Term, body: object) -> Term:
        index = self.index()
        return make("product", (index, ONE, size, body(index)))  # type: ignore[operator]

    def entry(self, term: Term, row: Term, column: Term) -> Term:
        """Entry (row, column); a scalar is its own entry."""
        if not self._places or not is_fixed(term.shape):
            return self._entry(term, row, column)
        found = self._at_place.get((term, row, column))
        if found is None:
            found = self._at_place[term, row, column] = self._entry(term, row, column)
        return found

    def _table(self, matrix: Term) -> Table:
        """All entries of a matrix of fixed size."""
        rows, columns = (range(1, size.value[0] + 1) for size in matrix.shape)
        return tuple(tuple(self.entry(matrix, number(i), number(j)) for j in columns) for i in rows)

    def _entry(self, term: Term, row: Term, column: Term) -> Term:
        if term.op == "matmul":
            return self._product(term.args, row, column)
        if not term.shape:
            return self.scalar(term)
        rule = getattr(self, "_" + term.op, None)
        if rule is None:
            raise reject("unsupported", f"the entries of {term.op}", where=repr(term))
        return rule(term, row, column)  # type: ignore[no-any-return]

    def _product(self, factors: tuple[Term, ...], row: Term, column: Term) -> Term:
        if len(factors) == 1:
            return self.entry(factors[0], row, column)
        if self._places:
            before, last = matmul(*factors[:-1]), factors[-1]  # from the left, so that what a beginning is worth is kept
            size = last.shape[0] if last.shape else ONE
            return self._summed(size, lambda k: product([self.entry(before, row, k), self.entry(last, k, column)]))
        head, rest = factors[0], factors[1:]
        size = head.shape[1] if head.shape else ONE
        return self._summed(size, lambda k: mul(self.entry(head, row, k), self._product(rest, k, column)))

    def _symbol(self, term: Term, row: Term, column: Term) -> Term:
        sort = term.sort
        if isinstance(sort, Tensor) and "diagonal" in sort.properties:
            return mul(_delta(row, column), item(term, row, row))
        if isinstance(sort, Random) or term.shape[1] is ONE:
            return item(term, row)
        if isinstance(sort, Tensor) and "lower triangular" in sort.properties and row.op == column.op == "number":
            return ZERO if row.value[0] < column.value[0] else item(term, row, column)
        return item(term, row, column)

    def _item(self, term: Term, row: Term, column: Term) -> Term:
        """An element of a sequence of vectors or matrices: its entry is an item with more indices."""
        indices = (row,) if term.shape[1] is ONE else (row, column)
        return item(term.args[0], *term.args[1:], *indices)

    def _add(self, term: Term, row: Term, column: Term) -> Term:
        if self._places:
            return total([self.entry(arg, row, column) for arg in term.args])
        return add(*(self.entry(arg, row, column) for arg in term.args))

    def _mul(self, term: Term, row: Term, column: Term) -> Term:
        if self._places:
            return product([self.entry(arg, row, column) for arg in term.args])
        return mul(*(self.entry(arg, row, column) for arg in term.args))

    _hadamard = _mul

    def _transpose(self, term: Term, row: Term, column: Term) -> Term:
        return self.entry(term.args[0], column, row)

    def _inverse(self, term: Term, row: Term, column: Term) -> Term:
        if is_diagonal(term.args[0]) and not (self._places and has_cofactors(term.args[0])):
            return mul(_delta(row, column), power(self.entry(term.args[0], row, row), -1))
        if not self._places or not has_cofactors(term.args[0]) or row.op != "number" or column.op != "number":
            raise reject("unsupported", "the entries of an inverse", where=repr(term))
        return inverse_entry(self._table(term.args[0]), row.value[0] - 1, column.value[0] - 1)

    def _identity(self, term: Term, row: Term, column: Term) -> Term:
        return _delta(row, column)

    def _zeros(self, term: Term, row: Term, column: Term) -> Term:
        return ZERO

    def _ones(self, term: Term, row: Term, column: Term) -> Term:
        return ONE

    def _diagonal(self, term: Term, row: Term, column: Term) -> Term:
        return mul(_delta(row, column), self.entry(term.args[0], row, ONE))

    def _map(self, term: Term, row: Term, column: Term) -> Term:
        function, tensor = term.args
        if function.op != "lambda":
            return make("apply", (function, self.entry(tensor, row, column)), (0,))
        return self.scalar(substitute(function.args[1], {function.args[0]: self.entry(tensor, row, column)}))

    def _gradient(self, term: Term, row: Term, column: Term) -> Term:
        body, by = term.args
        if body.shape:  # a Jacobian has a row for each entry of what is differentiated
            return derivative(self.entry(body, row, ONE), item(by, column))
        indices = (row,) if by.shape[1] is ONE else (row, column)
        return derivative(self.scalar(body), item(by, *indices))

    def _sum(self, term: Term, row: Term, column: Term) -> Term:
        index, lower, upper, body = term.args
        return summation(index, lower, upper, self.entry(body, row, column))

    def _expect(self, term: Term, row: Term, column: Term) -> Term:
        return make("expect", (self.entry(term.args[0], row, column),))

    def _integral(self, term: Term, row: Term, column: Term) -> Term:
        return make("integral", (*term.args[:3], self.entry(term.args[3], row, column)))

    def _derivative(self, term: Term, row: Term, column: Term) -> Term:
        return derivative(self.entry(term.args[0], row, column), term.args[1], term.value)

    def _piecewise(self, term: Term, row: Term, column: Term) -> Term:
        parts = [self.entry(arg, row, column) if place % 2 == 0 else arg for place, arg in enumerate(term.args)]
        return make("piecewise", tuple(parts))

    def _row(self, term: Term, row: Term, column: Term) -> Term:
        """Entry k of row i is entry (i, k)."""
        tensor, index = term.args
        return self.entry(tensor, self.scalar(index), row)

    def _matrix(self, term: Term, row: Term, column: Term) -> Term:
        if row.op != "number" or column.op != "number":
            raise reject("unsupported", "an explicit matrix at a symbolic place", where=repr(term))
        _, columns = term.value
        place = (row.value[0] - 1) * columns + column.value[0] - 1
        return self.scalar(term.args[place])


def _delta(row: Term, column: Term) -> Term:
    return ZERO if row is not column and row.op == column.op == "number" else delta((row,), (column,))


def entry_indices(shape: tuple[Term, ...]) -> list[tuple[Term, Term]]:
    """The places at which two matrices of this shape are compared: all of them if the sizes are small numbers, otherwise
    one place with symbolic indices i, j."""
    rows, columns = shape
    if rows.op == "number" and columns.op == "number" and rows.value[0] * columns.value[0] <= 64:
        return [(number(i + 1), number(j + 1)) for i in range(rows.value[0]) for j in range(columns.value[0])]
    row = symbol("@row", INTEGER) if rows is not ONE else ONE
    column = symbol("@column", INTEGER) if columns is not ONE else ONE
    return [(row, column)]


def range_hypotheses(index: Term, size: Term) -> tuple[Term, ...]:
    """1 <= index <= size."""
    if index.op == "number":
        return ()
    return make("le", (ONE, index)), make("le", (index, size))


def lowered(question: Question) -> tuple[Question, ...]:
    """The question in index notation with canonical bound symbols: one question for each place of an equation of matrices."""
    if not any(is_shaped(term) or contains(term, _TO_LOWER) for term in (question.statement, *question.hypotheses)):
        return (question,)
    entries = Entries(places=speaks_of_places(question.statement, *question.hypotheses))
    hypotheses = tuple(canonical(entries.scalar(hypothesis)) for hypothesis in question.hypotheses if not _is_matrix(hypothesis))
    statement = question.statement
    if not _is_matrix(statement):
        return (Question(canonical(entries.scalar(statement)), hypotheses),)
    left, right = statement.args
    out = []
    places = entry_indices(left.shape)
    if all(map(is_diagonal, statement.args)) and places[0][0].op == "symbol":
        places = [(places[0][0], places[0][0])]  # all other entries are 0
    for row, column in places:
        ranges = (*range_hypotheses(row, left.shape[0]), *range_hypotheses(column, left.shape[1]))
        sides = (canonical(entries.entry(left, row, column)), canonical(entries.entry(right, row, column)))
        out.append(Question(make(statement.op, sides), (*hypotheses, *ranges)))
    return tuple(out)


def _is_matrix(statement: Term) -> bool:
    return statement.op in ("eq", "ne") and bool(statement.args[0].shape)
