"""What SymPy has no words for: densities, expectations, random vectors, norms, gradients.

    p, z = Density("p"), Outcome("z")        p(x, z)   p(x | z)   p(x, given=z)
    Expectation(f, over=z, under=q(z | x))   E_q[f], the integral of q f over z
    KL(q(z | x), p(z), over=z)               E_q[log q - log p]
    Entropy(q(z | x), over=z)                -E_q[log q]
    RandomVector("z", mean, covariance)      a random column known by its moments; `given` lists what they are conditioned on
    RandomScalar("eps", mean, variance)
    Mean(u)   Covariance(u, v)   Variance(u) over all random symbols; E[u v^T] - E[u] E[v]^T
    Inner(u, v)   Norm2Squared(u)   AsScalar(M)   u^T v, |u|^2 (Frobenius for a matrix), the entry of a 1 x 1 matrix
    Elementwise(f, A)   Ones(n)              f at every entry, the column of ones
    Gradient(f, x)   Argmin(f, x)   Argmax(f, x)

They stay as they are written: nothing is evaluated before `verify.read.from_sympy` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Basic, Expr, Lambda, MatrixExpr, MatrixSymbol, OneMatrix, S, Symbol, Tuple, sympify
from sympy.core.symbol import Str

from verify.problem import reject


class Outcome(Symbol):
    """A value of an abstract random variable.  `variable` names it: Outcome("z_2", "z") is a second point of the space of z."""

    variable: str
    __slots__ = ("variable",)

    def __new__(cls, name: str, variable: str = "") -> Any:
        outcome: Outcome = Symbol.__xnew__(cls, name)
        outcome.variable = variable or name
        return outcome

    def __or__(self, other: Any) -> Any:
        """z | x, in p(z | x)."""
        return Given(self, other)

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, Any]]:
        return (self.name, self.variable), {}

    def _hashable_content(self) -> tuple[Any, ...]:
        return (*super()._hashable_content(), self.variable)


class Given(Basic):
    """outcome | condition, or outcome | (condition, condition)."""

    def __new__(cls, outcome: Basic, condition: Any) -> Any:
        return super().__new__(cls, outcome, Tuple(*_several(condition)))


class Density:
    """A family of consistent densities: p(x, z), p(x | z) and p(z) speak of one joint density."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *outcomes: Any, given: Any = ()) -> DensityValue:
        """p(x, z | y): what follows the bar, and `given`, is conditioned on."""
        before: list[Any] = []
        after: list[Any] = []
        for outcome in outcomes:
            if isinstance(outcome, Given):
                if after:
                    raise reject("malformed-density", f"two bars in {self.name}(...)", help="p(x, z | y)")
                before.append(outcome.args[0])
                after.extend(outcome.args[1])
            else:
                (after if after else before).append(outcome)
        return DensityValue(Str(self.name), Tuple(*before), Tuple(*after, *_several(given)))

    def __repr__(self) -> str:
        return self.name


def _several(given: Any) -> tuple[Any, ...]:
    if isinstance(given, Basic) and not isinstance(given, Tuple):
        return (given,)
    return tuple(given)


class _Quantity(Expr):
    """A scalar that SymPy leaves alone."""

    is_commutative = True

    def _eval_derivative(self, by: Any) -> Any:
        return S.Zero if by not in self.free_symbols else None

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(printer._print(arg) for arg in self.args if arg != Tuple())})"


class DensityValue(_Quantity):
    """p(outcomes | given), which is positive."""

    is_positive = True

    @property
    def outcomes(self) -> tuple[Basic, ...]:
        return tuple(self.args[1])

    @property
    def given(self) -> tuple[Basic, ...]:
        return tuple(self.args[2])

    def _sympystr(self, printer: Any) -> str:
        bar = f" | {', '.join(map(printer._print, self.given))}" if self.given else ""
        return f"{self.args[0]}({', '.join(map(printer._print, self.outcomes))}{bar})"


class _Over(_Quantity):
    """A quantity in which the last argument, a tuple of outcomes or real symbols, is bound."""

    @property
    def free_symbols(self) -> Any:
        inside: set[Basic] = set().union(*(arg.free_symbols for arg in self.args[:-1]))
        return inside - self.args[-1].free_symbols


class Expectation(_Over):
    """E_under[body], the integral of `under` times `body` over the space of `over`."""

    def __new__(cls, body: Any, under: Any = None, over: Any = ()) -> Any:
        if under is None or not _several(over):
            raise reject("malformed-expectation", "an expectation without `under` or `over`",
                         help="Expectation(f, over=z, under=q(z | x))")  # fmt: skip
        return super().__new__(cls, sympify(body), sympify(under), Tuple(*_several(over)))


class KL(_Over):
    """KL(q || p) = E_q[log q - log p], over the outcomes `over`."""

    def __new__(cls, q: Any, p: Any, over: Any = ()) -> Any:
        return super().__new__(cls, sympify(q), sympify(p), Tuple(*(_several(over) or _outcomes(q))))


class Entropy(_Over):
    """H(q) = -E_q[log q]."""

    def __new__(cls, q: Any, over: Any = ()) -> Any:
        return super().__new__(cls, sympify(q), Tuple(*(_several(over) or _outcomes(q))))


class Marginal(_Over):
    """The integral of `body` over the space of `over`."""

    def __new__(cls, body: Any, over: Any = ()) -> Any:
        return super().__new__(cls, sympify(body), Tuple(*_several(over)))


def _outcomes(density: Any) -> tuple[Basic, ...]:
    """The outcomes before the bar, over which KL and entropy integrate if nothing else is said."""
    if not isinstance(density, DensityValue):
        raise reject("malformed-expectation", "no `over`", where=str(density), help="KL(q, p, over=z)")
    return density.outcomes


# -------------------------------------------------------------------------------------------------------- random by moments


class RandomVector(MatrixSymbol):
    """A random column of which the mean and the covariance matrix are known, given the random symbols in `given`."""

    def __new__(cls, name: Any, mean: Any, covariance: Any, given: Iterable[Any] = ()) -> Any:
        text = name if isinstance(name, Str) else Str(name)
        return Basic.__new__(cls, text, sympify(mean), sympify(covariance), Tuple(*_several(given)))

    @property
    def mean(self) -> MatrixExpr:
        return self.args[1]

    @property
    def covariance(self) -> MatrixExpr:
        return self.args[2]

    @property
    def given(self) -> tuple[Basic, ...]:
        return tuple(self.args[3])

    @property
    def shape(self) -> tuple[Any, Any]:
        shape: tuple[Any, Any] = self.mean.shape
        return shape

    @property
    def name(self) -> str:
        return str(self.args[0])

    def _sympystr(self, printer: Any) -> str:
        return self.name


class RandomScalar(_Quantity):
    """A random number of which the mean and the variance are known."""

    is_real = True

    def __new__(cls, name: Any, mean: Any, variance: Any, given: Iterable[Any] = ()) -> Any:
        text = name if isinstance(name, Str) else Str(name)
        return super().__new__(cls, text, sympify(mean), sympify(variance), Tuple(*_several(given)))

    @property
    def name(self) -> str:
        return str(self.args[0])

    def _sympystr(self, printer: Any) -> str:
        return self.name


class _MatrixQuantity(MatrixExpr):
    """A matrix that SymPy leaves alone."""

    def _eval_transpose(self) -> Any:
        return None

    def _entry(self, i: Any, j: Any, **hints: Any) -> Any:
        raise reject("unsupported", "an entry of this matrix", where=str(self), help="state the equation between matrices")

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__.removeprefix('_Matrix')}({', '.join(map(printer._print, self.args))})"


class _MatrixMean(_MatrixQuantity):
    @property
    def shape(self) -> Any:
        return self.args[0].shape


class _ScalarMean(_Quantity):
    def _sympystr(self, printer: Any) -> str:
        return f"Mean({printer._print(self.args[0])})"


class _MatrixCovariance(_MatrixQuantity):
    @property
    def shape(self) -> Any:
        return (self.args[0].shape[0], self.args[1].shape[0])


class _ScalarCovariance(_Quantity):
    def _sympystr(self, printer: Any) -> str:
        return f"Covariance({', '.join(map(printer._print, self.args))})"


def Mean(body: Any) -> Any:  # the name of a notation, as SymPy's own classes
    """E[body] over all the random symbols in it; of the shape of `body`."""
    body = sympify(body)
    return _MatrixMean(body) if _is_matrix(body) else _ScalarMean(body)


def Covariance(x: Any, y: Any = None) -> Any:
    """E[x y^T] - E[x] E[y]^T; the covariance of x with itself if y is not given."""
    x = sympify(x)
    y = x if y is None else sympify(y)
    return _MatrixCovariance(x, y) if _is_matrix(x) else _ScalarCovariance(x, y)


def Variance(x: Any) -> Any:
    """E[x^2] - E[x]^2 of a number."""
    return Covariance(x)


def _is_matrix(body: Any) -> bool:
    return bool(getattr(body, "is_Matrix", False))


# -------------------------------------------------------------------------------------------------------- vectors and matrices


class Norm2Squared(_Quantity):
    """v^T v of a column, tr(A^T A) of a matrix."""


class Norm2(_Quantity):
    """The square root of Norm2Squared."""


class Inner(_Quantity):
    """u^T v."""


class AsScalar(_Quantity):
    """The entry of a 1 x 1 matrix, as in w^T x."""


class Elementwise(_MatrixQuantity):
    """f at every entry of a matrix: Elementwise(tanh, W*x + b)."""

    def __new__(cls, function: Any, matrix: Any) -> Any:
        if not isinstance(function, Lambda):
            bound = Symbol("u", real=True)
            function = Lambda(bound, function(bound))
        return Basic.__new__(cls, function, sympify(matrix))

    @property
    def shape(self) -> Any:
        return self.args[1].shape


def Ones(size: Any) -> OneMatrix:
    """The column of ones."""
    return OneMatrix(size, 1)


class _MatrixGradient(_MatrixQuantity):
    @property
    def shape(self) -> Any:
        return self.args[1].shape


class _ScalarGradient(_Quantity):
    def _sympystr(self, printer: Any) -> str:
        return f"Gradient({', '.join(map(printer._print, self.args))})"


def Gradient(function: Any, by: Any) -> Any:
    """The gradient of a number by a vector or matrix symbol, of the shape of that symbol."""
    function, by = sympify(function), sympify(by)
    return _MatrixGradient(function, by) if _is_matrix(by) else _ScalarGradient(function, by)


class _Optimum(_Quantity):
    @property
    def free_symbols(self) -> Any:
        return self.args[0].free_symbols - self.args[1].free_symbols


class Argmin(_Optimum):
    """The argument at which a function of one real number is least."""


class Argmax(_Optimum):
    """The argument at which a function of one real number is greatest."""
