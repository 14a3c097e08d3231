"""Exact models of matrix statements: random rational matrices of small unequal sizes, to judge what has been proved."""

from __future__ import annotations

import random
from fractions import Fraction

from verify.sort import Scalar
from verify.term import Term, free_symbols

Rows = list[list[Fraction]]


class Undefined(Exception):
    """An inverse or a reciprocal does not exist in this model."""


class Model:
    """Values for the free symbols of a statement; a scalar is a 1 x 1 matrix."""

    def __init__(self, statement: Term, seed: int) -> None:
        self.random = random.Random(seed)
        self.values: dict[Term, Rows] = {}
        sizes = [1, 2, 3, 2, 4, 1]
        self.random.shuffle(sizes)
        for symbol in sorted(free_symbols(statement), key=lambda term: not isinstance(term.sort, Scalar)):
            if isinstance(symbol.sort, Scalar):
                value = Fraction(sizes.pop()) if symbol.sort.is_integer else self._entry() or Fraction(1)
                self.values[symbol] = [[value]]
            else:
                self.values[symbol] = self._matrix(symbol)

    def _entry(self) -> Fraction:
        return Fraction(self.random.randint(-5, 5), self.random.choice((1, 1, 2)))

    def _matrix(self, symbol: Term) -> Rows:
        rows, columns = (self._size(size) for size in symbol.sort.shape)
        properties = symbol.sort.properties
        entries = [[self._entry() for _ in range(columns)] for _ in range(rows)]
        if "diagonal" in properties:
            return [[entries[i][j] if i == j else Fraction(0) for j in range(columns)] for i in range(rows)]
        if "symmetric" in properties:
            return added(entries, turned(entries))
        if "positive definite" in properties:
            return added(product(entries, turned(entries)), unit(rows))
        if "orthogonal" in properties:
            first, second = self._reflection(rows), self._reflection(rows)
            return product(first, second) if self.random.random() < 0.7 else first
        if "distribution" in properties:
            weights = [Fraction(self.random.randint(1, 5)) for _ in range(rows)]
            return [[weight / sum(weights)] for weight in weights]
        return entries

    def _reflection(self, size: int) -> Rows:
        vector = [[Fraction(self.random.randint(1, 3))] for _ in range(size)]
        square = sum(entry[0] ** 2 for entry in vector)
        return added(unit(size), scaled(Fraction(-2) / square, product(vector, turned(vector))))

    def _size(self, size: Term) -> int:
        return int(size.fraction) if size.op == "number" else int(self.values[size][0][0])

    def value(self, term: Term) -> Rows:
        op = term.op
        if op == "symbol":
            return self.values[term]
        if op == "number":
            return [[term.fraction]]
        if op == "identity":
            return unit(self._size(term.args[0]))
        if op in ("ones", "zeros"):
            rows, columns = map(self._size, term.args)
            return [[Fraction(op == "ones")] * columns for _ in range(rows)]
        if op == "power":
            return [[self._power(self.value(term.args[0])[0][0], self.value(term.args[1])[0][0])]]
        return self._composed(op, [self.value(arg) for arg in term.args])

    def _power(self, base: Fraction, exponent: Fraction) -> Fraction:
        if exponent.denominator != 1 or (not base and exponent < 0):
            raise Undefined
        return base ** int(exponent)

    def _composed(self, op: str, parts: list[Rows]) -> Rows:
        if op == "add":
            result = parts[0]
            for part in parts[1:]:
                result = added(result, part)
            return result
        if op == "mul":
            scalar = Fraction(1)
            matrix: Rows | None = None
            for part in parts:
                if len(part) == len(part[0]) == 1:
                    scalar *= part[0][0]
                else:
                    matrix = part
            return scaled(scalar, matrix or [[Fraction(1)]])
        if op == "matmul":
            result = parts[0]
            for part in parts[1:]:
                result = product(result, part)
            return result
        if op == "transpose":
            return turned(parts[0])
        if op == "trace":
            return [[sum((parts[0][i][i] for i in range(len(parts[0]))), Fraction(0))]]
        if op == "determinant":
            return [[eliminated(parts[0])[0]]]
        if op == "inverse":
            determinant, inverse = eliminated(parts[0])
            if not determinant:
                raise Undefined
            return inverse
        raise AssertionError(op)


def unit(size: int) -> Rows:
    return [[Fraction(i == j) for j in range(size)] for i in range(size)]


def added(left: Rows, right: Rows) -> Rows:
    return [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(left, right, strict=True)]


def scaled(factor: Fraction, matrix: Rows) -> Rows:
    return [[factor * entry for entry in row] for row in matrix]


def turned(matrix: Rows) -> Rows:
    return [list(column) for column in zip(*matrix, strict=True)]


def product(left: Rows, right: Rows) -> Rows:
    if len(left) == len(left[0]) == 1 and len(right) != 1:  # a scalar among matrices
        return scaled(left[0][0], right)
    if len(right) == len(right[0]) == 1 and len(left[0]) != 1:
        return scaled(right[0][0], left)
    return [[sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in turned(right)] for row in left]


def eliminated(matrix: Rows) -> tuple[Fraction, Rows]:
    """Determinant and inverse, by Gauss and Jordan."""
    size = len(matrix)
    work = [list(row) + one for row, one in zip(matrix, unit(size), strict=True)]
    determinant = Fraction(1)
    for i in range(size):
        pivot = next((j for j in range(i, size) if work[j][i]), None)
        if pivot is None:
            return Fraction(0), []
        if pivot != i:
            work[i], work[pivot] = work[pivot], work[i]
            determinant = -determinant
        determinant *= work[i][i]
        work[i] = [entry / work[i][i] for entry in work[i]]
        for j in range(size):
            if j != i and work[j][i]:
                work[j] = [a - work[j][i] * b for a, b in zip(work[j], work[i], strict=True)]
    return determinant, [row[size:] for row in work]


def is_refuted(statement: Term, models: int = 8) -> bool:
    """Whether some model defines both sides of an equation and tells them apart."""
    for seed in range(models):
        model = Model(statement, seed)
        try:
            if model.value(statement.args[0]) != model.value(statement.args[1]):
                return True
        except Undefined:
            continue
    return False
