"""Terms by their names: sums, products, functions, statements, binders, matrices.  Each checks the shapes of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from verify.sort import INTEGER, Sort
from verify.term.node import Term, entered, is_shaped, known, leaf
from verify.term.shapes import MAY_SHAPE, ONE, shape_of


def make(op: str, args: tuple[Term, ...] = (), value: Any = None) -> Term:
    """The one term with this operation, arguments and value.  Prefer the named constructors, which check shapes."""
    key = (op, args, value)
    term = known(key)
    if term is not None:
        return term
    shape = shape_of(op, args, value) if op in MAY_SHAPE or any(map(is_shaped, args)) else ()
    return entered(key, shape)


def number(numerator: int | Fraction, denominator: int = 1) -> Term:
    """An exact rational."""
    if denominator == 1 and type(numerator) is int:
        return leaf("number", (numerator, 1))
    value = Fraction(numerator, denominator)
    return leaf("number", (value.numerator, value.denominator))


def symbol(name: str, sort: Sort) -> Term:
    return make("symbol", (), (name, sort))


def constant(name: str) -> Term:
    """One of pi, infinity, imaginary, space, true, false."""
    return make(name)


ZERO, TWO, MINUS_ONE, HALF = number(0), number(2), number(-1), number(1, 2)
PI, INFINITY, IMAGINARY, SPACE = make("pi"), make("infinity"), make("imaginary"), make("space")
TRUE, FALSE = make("true"), make("false")
MINUS_INFINITY = make("mul", (MINUS_ONE, INFINITY))


def add(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else make("add", terms) if terms else ZERO


def mul(*terms: Term) -> Term:
    """A product of scalars, or of scalars and one matrix."""
    return terms[0] if len(terms) == 1 else make("mul", terms) if terms else ONE


def negate(term: Term) -> Term:
    if term.op == "number":
        return number(-term.value[0], term.value[1])
    return make("mul", (MINUS_ONE, term))


def subtract(left: Term, right: Term) -> Term:
    return make("add", (left, negate(right)))


def power(base: Term, exponent: Term | int) -> Term:
    return make("power", (base, number(exponent) if isinstance(exponent, int) else exponent))


def divide(numerator: Term, denominator: Term) -> Term:
    return make("mul", (numerator, power(denominator, MINUS_ONE)))


def sqrt(term: Term) -> Term:
    return make("power", (term, HALF))


def call(function: str, *args: Term) -> Term:
    """An elementary or special function: a name of `UNARY_FUNCTIONS`, or max, min, polygamma (order, x)."""
    return make(function, args)


def exp(term: Term) -> Term:
    return make("exp", (term,))


def log(term: Term) -> Term:
    return make("log", (term,))


def relation(op: str, left: Term, right: Term) -> Term:
    """A statement: eq, ne, lt, le, or gt and ge, which are turned round."""
    if op in ("gt", "ge"):
        return make("lt" if op == "gt" else "le", (right, left))
    return make(op, (left, right))


def equal(left: Term, right: Term) -> Term:
    return make("eq", (left, right))


def conjunction(*statements: Term) -> Term:
    return statements[0] if len(statements) == 1 else make("and", statements) if statements else TRUE


def piecewise(*branches: tuple[Term, Term]) -> Term:
    """piecewise((value, condition), ...): the value of the first condition that holds, undefined if none does."""
    return make("piecewise", tuple(part for branch in branches for part in branch))


def binder(op: str, bound: Term, *rest: Term, value: Any = None) -> Term:
    """A term of `BINDERS`: the bound symbol, what is outside of its scope, and last the body."""
    return make(op, (bound, *rest), value)


def summation(index: Term, lower: Term, upper: Term, body: Term) -> Term:
    return make("sum", (index, lower, upper, body))


def largest(index: Term, lower: Term, upper: Term, body: Term) -> Term:
    """max over lower <= index <= upper of body; there is none over an empty range."""
    return make("largest", (index, lower, upper, body))


def item(tensor: Term, *indices: Term) -> Term:
    """Entry (i) of a vector or sequence, or (i, j) of a matrix; indices count from 1."""
    return make("item", (tensor, *indices))


def row(tensor: Term, index: Term) -> Term:
    """Row `index` of a matrix as a column vector, counted from 1; of a matrix with one column, the entry there."""
    if not tensor.shape or tensor.shape[1] is ONE:
        return item(tensor, index) if tensor.shape else tensor
    return make("row", (tensor, index))


def column(tensor: Term, index: Term) -> Term:
    """Column `index` of a matrix, counted from 1; of a matrix with one row, the entry there."""
    if tensor.shape and tensor.shape[0] is ONE:
        return item(tensor, ONE, index)
    return row(transpose(tensor), index)


def apply(function: Term, *args: Term, orders: tuple[int, ...] | None = None) -> Term:
    """f(args) for an unknown function; `orders` gives how often it is differentiated in each argument."""
    return make("apply", (function, *args), orders or (0,) * len(args))


def derivative(body: Term, by: Term, order: int = 1) -> Term:
    """d^order body / d by^order; `by` is a scalar symbol or an item of a tensor."""
    return make("derivative", (body, by), order)


def density(family: Term, outcomes: Iterable[Term], given: Iterable[Term] = ()) -> Term:
    """p(outcomes | given)."""
    outcomes = tuple(outcomes)
    return make("density", (family, *outcomes, *given), len(outcomes))


def expectation(outcome: Term, weight: Term, body: Term) -> Term:
    """E_weight[body], the integral of weight * body over the space of `outcome`."""
    return make("integral", (outcome, SPACE, SPACE, make("mul", (weight, body))))


def expect(body: Term) -> Term:
    """The mean of `body` over all random symbols in it."""
    return make("expect", (body,))


def matmul(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else make("matmul", terms)


def transpose(term: Term) -> Term:
    return make("transpose", (term,)) if term.shape else term


def matrix(rows: int, columns: int, entries: Iterable[Term]) -> Term:
    """An explicit matrix, its entries row by row; a 1 x 1 matrix is its entry."""
    entries = tuple(entries)
    return entries[0] if (rows, columns) == (1, 1) else make("matrix", entries, (rows, columns))


def map_entries(function: Term, tensor: Term) -> Term:
    """A function (`lambda` term) applied to every entry."""
    return make("map", (function, tensor))


def rows_of(tensor: Term) -> Term:
    size: Term = tensor.shape[0] if tensor.shape else ONE
    return size


def index_symbol(name: str, upper: Term | None = None) -> Term:
    """An integer symbol for a sum or an entry; the range is given by the binder."""
    return symbol(name, INTEGER)
