"""Derivatives of numbers by a matrix, a vector or a number, with matrix products, inverses and determinants in between, and of
matrices by a number.

    d tr(A' X) = tr(A' dX)      d inv(X) = -inv(X) dX inv(X)      d det(X) = det(X) tr(inv(X) dX)

The derivative of f by X is the matrix G with df = tr(G' dX); a symbol that is declared symmetric is differentiated entry by
entry, as if its entries were free.  Where the formula is defined and the obligations hold, f is smooth and the formula right.
"""

from __future__ import annotations

from verify.calculus import OUTER
from verify.mathematics.definite import is_real, number_sort
from verify.problem import InputError, reject
from verify.sort import Scalar, Tensor
from verify.term import (
    HALF,
    INFINITY,
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    add,
    free_symbols,
    fresh_symbol,
    make,
    matmul,
    mul,
    number,
    power,
    relation,
    substitute,
    transpose,
)
from verify.vector_functions import slope_of

_SMOOTH = frozenset(("exp", "sin", "cos", "tanh", "sinh", "cosh", "abs"))
_FREE = frozenset(("symmetric", "positive definite", "positive semidefinite", "invertible", "nonzero"))


def matrix_derivative(term: Term) -> tuple[Term, tuple[Term, ...]]:
    """(formula, obligations) for a gradient or Jacobian by a symbol, or a derivative of some order by a real symbol.

    Raises InputError (kind "unsupported") for what has no rule here.
    """
    body, by = term.args
    if by.op != "symbol" or not _is_free(by) or not is_real(body):
        raise _unsupported(term)
    if term.op == "derivative" and term.value != 1:
        slope, before = matrix_derivative(make("derivative", (body, by), term.value - 1))
        formula, obligations = matrix_derivative(make("derivative", (slope, by), 1))
        return formula, tuple(dict.fromkeys((*before, *obligations)))
    if body.shape and term.op == "gradient" and by.shape and body.shape[1] is ONE and by.shape[1] is ONE:
        return _jacobian(body, by)
    if body.shape and (term.op != "derivative" or by.shape):
        raise _unsupported(term)
    if body.shape:
        rate = _Rate(by)
        return rate.of(body) or make("zeros", body.shape), tuple(dict.fromkeys(rate.obligations))
    walk = _Adjoint(by)
    walk.visit(body, ONE)
    if not walk.parts:
        return (make("zeros", by.shape) if by.shape else ZERO), ()
    return add(*walk.parts), tuple(dict.fromkeys(walk.obligations))


def _jacobian(column: Term, by: Term) -> tuple[Term, tuple[Term, ...]]:
    rows = _Jacobian(by)
    formula = rows.of(column) or make("zeros", (column.shape[0], by.shape[0]))
    return formula, tuple(dict.fromkeys(rows.obligations))


def _is_free(by: Term) -> bool:
    """Whether nothing but inequalities and symmetry is said of the entries of a symbol."""
    if isinstance(by.sort, Tensor):
        return _FREE.issuperset(by.sort.properties)
    return isinstance(by.sort, Scalar) and by.sort.kind == "real" and by.sort.values is None


def _unsupported(term: Term) -> InputError:
    return reject("unsupported", f"the derivative of {term.op} by a matrix", where=repr(term))


def _times(*factors: Term) -> Term:
    return mul(*(factor for factor in factors if factor is not ONE))


def _without_root(term: Term) -> Term:
    """u for sqrt(u)^2, where u is never negative."""
    base, exponent = term.args
    if exponent.op == "number" and base.op == "power" and base.args[1] is HALF and number_sort(base.args[0]).is_nonnegative:
        half = exponent.fraction / 2
        return base.args[0] if half == 1 else power(base.args[0], number(half)) if half.denominator == 1 else term
    return term


class _Rate:
    """The derivative of a matrix by a number, part by part; None for what does not change.

    d(A B) = dA B + A dB      d inv(A) = -inv(A) dA inv(A)
    """

    def __init__(self, by: Term) -> None:
        self.by = by
        self.obligations: list[Term] = []

    def of(self, term: Term) -> Term | None:
        if self.by not in free_symbols(term):
            return None
        if not term.shape:
            walk = _Adjoint(self.by)
            walk.visit(term, ONE)
            self.obligations += walk.obligations
            return add(*walk.parts) if walk.parts else None
        if term.op == "add":
            parts = [part for part in map(self.of, term.args) if part is not None]
            return add(*parts) if parts else None
        if term.op in ("mul", "matmul"):
            return self._product(term)
        if term.op == "apply":
            return self._applied(term)
        inner = self.of(term.args[0]) if term.op in ("transpose", "inverse") else None
        if term.op not in ("transpose", "inverse"):
            raise _unsupported(term)
        if inner is None or term.op == "transpose":
            return inner if inner is None else transpose(inner)
        return mul(MINUS_ONE, matmul(term, inner, term))

    def _applied(self, term: Term) -> Term | None:
        """d grad f(u) = H(u) du with the matrix H of the second derivatives of f, and d h(u) = J(u) du with the Jacobian of h."""
        slope, inner = slope_of(term), self.of(term.args[1])
        return None if inner is None else matmul(slope, inner) if slope.shape and inner.shape else mul(slope, inner)

    def _product(self, term: Term) -> Term | None:
        parts = []
        for place, arg in enumerate(term.args):
            rate = self.of(arg)
            if rate is not None:
                parts.append(make(term.op, (*term.args[:place], rate, *term.args[place + 1 :])))
        return add(*parts) if parts else None


class _Jacobian:
    """The Jacobian of a column by a column, part by part; None for what does not change.

    d(A u) = A du      d(c u) = u dc + c du      d grad f(u) = H(u) du      d h(u) = J(u) du
    """

    def __init__(self, by: Term) -> None:
        self.by = by
        self.obligations: list[Term] = []

    def of(self, term: Term) -> Term | None:
        if term is self.by:
            return make("identity", term.shape[:1])
        if self.by not in free_symbols(term):
            return None
        if term.op == "gradient" and term.args[1] is self.by and not term.args[0].shape:
            formula, obligations = matrix_derivative(term)
            self.obligations += obligations
            return self.of(formula)
        if term.op == "add":
            parts = [part for part in map(self.of, term.args) if part is not None]
            return add(*parts) if parts else None
        if term.op == "matmul" and term.args[-1].shape and self.by not in free_symbols(matmul(*term.args[:-1])):
            inner = self.of(term.args[-1])
            return None if inner is None else matmul(*term.args[:-1], inner)
        if term.op == "mul":
            return self._multiple(term)
        if term.op == "transpose" and term.args[0].op in ("transpose", "add", "mul", "matmul"):
            return self.of(_turned(term.args[0]))
        return self._function(term)

    def _multiple(self, term: Term) -> Term:
        """d(c u) = u grad(c)' + c du"""
        (column,) = (arg for arg in term.args if arg.shape)
        factor = _times(*(arg for arg in term.args if not arg.shape))
        parts = []
        if self.by in free_symbols(factor):
            walk = _Adjoint(self.by)
            walk.visit(factor, ONE)
            self.obligations += walk.obligations
            parts = [matmul(column, transpose(part)) for part in walk.parts]
        inner = self.of(column)
        return add(*parts, *([] if inner is None else [mul(factor, inner)]))

    def _function(self, term: Term) -> Term | None:
        if term.op != "apply":
            raise _unsupported(term)
        slope, inner = slope_of(term), self.of(term.args[1])
        return None if inner is None else matmul(slope, inner) if inner.shape and slope.shape else mul(slope, inner)


def _turned(row: Term) -> Term:
    """The transpose of a sum, product or transpose, as one of its parts: (A B)' = B' A'."""
    if row.op == "transpose":
        return row.args[0]
    parts = tuple(map(transpose, reversed(row.args) if row.op == "matmul" else row.args))
    return make(row.op, parts)


class _Adjoint:
    """Visits a term with the weight W of its differential: df = tr(W' d term) + ..., or W d term for a number."""

    def __init__(self, by: Term) -> None:
        self.by = by
        self.parts: list[Term] = []
        self.obligations: list[Term] = []

    def visit(self, term: Term, weight: Term) -> None:
        if term is self.by:
            self.parts.append(weight)
        elif self.by in free_symbols(term):
            rule = getattr(self, "_" + term.op, self._function)
            rule(term, weight)

    def _add(self, term: Term, weight: Term) -> None:
        for arg in term.args:
            self.visit(arg, weight)

    def _mul(self, term: Term, weight: Term) -> None:
        for place, arg in enumerate(term.args):
            rest = term.args[:place] + term.args[place + 1 :]
            if arg.shape or not term.shape:
                self.visit(arg, _times(*rest, weight))
            elif self.by in free_symbols(arg):
                self.visit(arg, _inner(weight, _times(*rest)))

    def _matmul(self, term: Term, weight: Term) -> None:
        """d(A X B) = A dX B has the weight A' W B' at X."""
        if not all(arg.shape for arg in term.args):
            raise _unsupported(term)
        for place, arg in enumerate(term.args):
            before = [transpose(other) for other in reversed(term.args[:place])]
            after = [transpose(other) for other in reversed(term.args[place + 1 :])]
            if weight.shape:
                self.visit(arg, matmul(*before, weight, *after))
            else:
                self.visit(arg, _times(weight, matmul(*before, *after)))

    def _transpose(self, term: Term, weight: Term) -> None:
        self.visit(term.args[0], transpose(weight))

    def _inverse(self, term: Term, weight: Term) -> None:
        self.visit(term.args[0], mul(MINUS_ONE, matmul(transpose(term), weight, transpose(term))))

    def _trace(self, term: Term, weight: Term) -> None:
        self.visit(term.args[0], _times(weight, make("identity", (term.args[0].shape[0],))))

    def _determinant(self, term: Term, weight: Term) -> None:
        self.visit(term.args[0], _times(weight, term, transpose(make("inverse", term.args))))

    def _power(self, term: Term, weight: Term) -> None:
        plain = _without_root(term)
        if plain is not term:
            self.visit(plain, weight)
            return
        base, exponent = term.args
        if exponent.op != "number":
            raise _unsupported(term)
        if exponent.value[1] != 1:
            self.obligations.append(relation("lt", ZERO, base))
        if exponent is not ZERO:
            lowered = exponent.fraction - 1
            factor = ONE if lowered == 0 else base if lowered == 1 else power(base, number(lowered))
            self.visit(base, _times(exponent, factor, weight))

    def _log(self, term: Term, weight: Term) -> None:
        """log |u| has the derivative 1/u, whatever the sign of u."""
        inner = term.args[0].args[0] if term.args[0].op == "abs" else term.args[0]
        self.visit(inner, _times(power(inner, MINUS_ONE), weight))

    def _apply(self, term: Term, weight: Term) -> None:
        """d f(u) = J(u) du with the Jacobian J, or the transposed gradient of a function whose values are numbers."""
        slope = slope_of(term)
        is_gradient = not term.shape or not slope.shape
        self.visit(term.args[1], _times(weight, slope) if is_gradient else matmul(transpose(slope), weight))

    def _sum(self, term: Term, weight: Term) -> None:
        """A finite sum is differentiated term by term; what that demands of each term is not said here."""
        bound, lower, upper, body = term.args
        if self.by in (*free_symbols(lower), *free_symbols(upper)) or INFINITY in (lower, upper):
            raise _unsupported(term)
        index = fresh_symbol(bound, (*free_symbols(weight), *free_symbols(term))) if bound in free_symbols(weight) else bound
        inner = _Adjoint(self.by)
        inner.visit(substitute(body, {bound: index}) if index is not bound else body, weight)
        if inner.obligations:
            raise _unsupported(term)
        self.parts += [make("sum", (index, lower, upper, part)) for part in inner.parts]

    def _function(self, term: Term, weight: Term) -> None:
        if term.op not in _SMOOTH:
            raise _unsupported(term)
        if term.op == "abs":
            self.obligations.append(relation("ne", term.args[0], ZERO))
        self.visit(term.args[0], _times(OUTER[term.op](term.args[0], term), weight))


def _inner(weight: Term, tensor: Term) -> Term:
    """tr(W' M)"""
    product = matmul(transpose(weight), tensor)
    return make("trace", (product,)) if product.shape else product
