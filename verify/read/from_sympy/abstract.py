"""The words of `verify.read.vocabulary` as terms: densities, expectations, random symbols, gradients, optima."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Symbol

from verify import functions
from verify.problem import reject
from verify.read import vocabulary
from verify.read.from_sympy.binders import check_range
from verify.read.from_sympy.reader import Readers, SympyReading, built, show, unsupported
from verify.read.from_sympy.symbols import sort_of
from verify.read.names import canonical_name
from verify.sort import REAL, DensityFamily, Outcome, Random
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    binder,
    density,
    derivative,
    expect,
    log,
    make,
    mul,
    rows_of,
)


def _density(reader: SympyReading, expression: vocabulary.DensityValue) -> Term:
    family = reader.names.once(canonical_name(str(expression.args[0])), DensityFamily())
    outcomes = reader.terms(expression.outcomes), reader.terms(expression.given)
    for name in (*outcomes[0], *outcomes[1]):
        if name.op != "symbol" or not isinstance(name.sort, Outcome):
            raise reject("type-mismatch", f"{name!r} in a density", where=show(expression), help="Outcome('z')")
    return density(family, *outcomes)


def _over(reader: SympyReading, over: Any, body: Callable[[], Term], whole: Any) -> Term:
    """The integral of body over outcomes, and over all values of real symbols; the first is the outermost."""
    if not over:
        return body()
    name, *rest = over
    if isinstance(name, vocabulary.Outcome):
        return binder("integral", reader.term(name), SPACE, SPACE, _over(reader, rest, body, whole))
    lower = ZERO if name.is_positive else MINUS_INFINITY
    check_range(name, sympy.S.Zero if lower is ZERO else -sympy.oo, sympy.oo, whole, closed=False)
    with reader.scope(name, REAL, sympy.Tuple(*whole.args[:-1])) as bound:
        inner = _over(reader, rest, body, whole)
    return binder("integral", bound, lower, INFINITY, inner)


def _expectation(reader: SympyReading, expression: Any) -> Term:
    body, under, over = expression.args
    return _over(reader, over, lambda: mul(reader.term(under), reader.term(body)), expression)


def _kl(reader: SympyReading, expression: Any) -> Term:
    q, p, over = expression.args

    def integrand() -> Term:
        weight, other = reader.term(q), reader.term(p)
        return mul(weight, add(log(weight), functions.minus(log(other))))

    return _over(reader, over, integrand, expression)


def _entropy(reader: SympyReading, expression: Any) -> Term:
    q, over = expression.args
    return functions.minus(_over(reader, over, lambda: mul(reader.term(q), log(reader.term(q))), expression))


def _marginal(reader: SympyReading, expression: Any) -> Term:
    body, over = expression.args
    return _over(reader, over, lambda: reader.term(body), expression)


def _random(reader: SympyReading, expression: Any) -> Term:
    name = canonical_name(expression.name)
    declared = reader.names.declared.get(name)
    if declared is not None and isinstance(declared.sort, Random):
        return declared
    mean, covariance = reader.terms(expression.args[1:3])
    given = reader.terms(expression.args[3])
    _check_moments(expression, mean, covariance)
    return reader.names.once(name, Random(mean, covariance, given))


def _check_moments(expression: Any, mean: Term, covariance: Term) -> None:
    rows = rows_of(mean)
    wanted = (rows, rows) if mean.shape else ()
    column = not mean.shape or mean.shape[1] is ONE
    if covariance.shape != wanted or not column:
        raise reject("shape-mismatch", f"{expression.name} with a mean and a covariance that do not fit", where=show(expression),
                     help="the mean of a random vector is a column, its covariance a square matrix")  # fmt: skip


def _gradient(reader: SympyReading, expression: Any) -> Term:
    function, by = reader.terms(expression.args)
    if by.op not in ("symbol", "item") or function.shape:
        raise unsupported(expression, "the gradient of a number by a symbol")
    return make("gradient", (function, by)) if by.shape else derivative(function, by)


def _optimum(op: str) -> Callable[[SympyReading, Any], Term]:
    def read(reader: SympyReading, expression: Any) -> Term:
        function, name = expression.args
        if not isinstance(name, Symbol):
            raise unsupported(expression, "the optimum over one real symbol")
        with reader.scope(name, sort_of(name), function) as bound:
            return binder(op, bound, reader.term(function))

    return read


def _as_scalar(reader: SympyReading, expression: Any) -> Term:
    """The entry of a 1 x 1 matrix."""
    term = reader.term(expression.args[0])
    if term.shape:
        raise reject("shape-mismatch", "a matrix that is not 1 x 1", where=show(expression), help="w^T x, of columns of one size")
    return term


READERS: Readers = {
    vocabulary.DensityValue: _density, vocabulary.Expectation: _expectation, vocabulary.KL: _kl, vocabulary.Entropy: _entropy,
    vocabulary.Marginal: _marginal, vocabulary.RandomVector: _random, vocabulary.RandomScalar: _random,
    vocabulary._MatrixMean: built(expect), vocabulary._ScalarMean: built(expect),
    vocabulary._MatrixCovariance: built(functions.covariance), vocabulary._ScalarCovariance: built(functions.covariance),
    vocabulary.Norm2Squared: built(functions.norm_squared), vocabulary.Norm2: built(functions.norm),
    vocabulary.Inner: built(functions.inner), vocabulary._MatrixGradient: _gradient, vocabulary._ScalarGradient: _gradient,
    vocabulary.Argmin: _optimum("argmin"), vocabulary.Argmax: _optimum("argmax"),
    vocabulary.AsScalar: _as_scalar,
}  # fmt: skip
