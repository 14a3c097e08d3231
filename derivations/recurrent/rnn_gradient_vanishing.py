"""The gradient of a recurrent network vanishes.

|g' u| <= c < 1, or spectral norm of J = diag(g') U at most c < 1:  the product over k steps is at most c^k, which tends to 0
                                                                       Homework 2, 1 (c)

For any width, by induction over k: |J w| <= c |w| for every w, and w is what k steps have made of v.  With |g'| <= lambda and
|U y| <= |y| c / lambda this is so.  The homework speaks of the largest eigenvalue of U.  For a U that is not normal that is not
enough at any finite k: U = [[rho, a], [0, rho]] has the only eigenvalue rho, and U^k the entry k a rho^(k-1) > rho^k.
"""

from sympy import Abs, IndexedBase, Matrix, MatrixSymbol, Sum, Symbol

from verify.claim import Above, AtMost, Claim, Equal, Measurement, Tends, calc
from verify.read.vocabulary import Norm2

n, k = Symbol("n", integer=True, positive=True), Symbol("k", integer=True, positive=True)
i = Symbol("i", integer=True)
c, rho, step = Symbol("c", real=True), Symbol("rho", real=True), Symbol("beta", real=True)
product, bound, a, z = (Symbol(name, real=True) for name in ("P", "lambda", "a", "z"))
J, v, w = MatrixSymbol("J", n, n), MatrixSymbol("v", n, 1), MatrixSymbol("w", n, 1)
share, y = IndexedBase("s", shape=(n,), real=True), IndexedBase("y", shape=(n,), real=True)
jordan = Matrix([[rho, a], [0, rho]])


def jordan_power(exponent):
    """[[rho, a], [0, rho]]^k"""
    return Matrix([[rho**exponent, exponent * a * rho ** (exponent - 1)], [0, rho**exponent]])


def numbers(rng):
    """The norm of a product of twelve Jacobians beside c^12, and that of the twelfth power of a Jordan block beside rho^12."""
    import numpy as np

    product, norms = np.eye(4), []
    for _ in range(12):
        jacobian = np.diag(rng.uniform(-1, 1, size=4)) @ rng.normal(size=(4, 4)) / 5
        norms.append(np.linalg.norm(jacobian, 2))
        product = jacobian @ product
    excess = np.linalg.norm(product, 2) / max(norms) ** 12
    block = np.linalg.matrix_power(np.array([[0.9, 2.0], [0.0, 0.9]]), 12)
    return [
        Measurement("product over 12 steps, as a share of c^12", 0.5, float(excess), 0.5),
        Measurement("entry of the 12th power", 12 * 2 * 0.9**11, float(block[0, 1]), 1e-9),
    ]


claim = Claim(
    symbols={"c": "in [0, 1)", "rho": "in (0, 1)"},
    parts={
        "one unit, one more step": Claim(
            statement=AtMost(Abs(product * step), c ** (k + 1)),
            assuming=(AtMost(Abs(product), c**k), AtMost(Abs(step), c)),
            proof=calc(Abs(product * step))
            .eq(Abs(product) * Abs(step), by="absolute values multiply")
            .le(c**k * Abs(step), by="the steps before")
            .le(c**k * c, by="one factor")
            .eq(c ** (k + 1), by="one more factor c"),
        ),
        "any width, one more step": Claim(
            statement=AtMost(Norm2(J * w), c ** (k + 1) * Norm2(v)),
            assuming=(AtMost(Norm2(J * w), c * Norm2(w)), AtMost(Norm2(w), c**k * Norm2(v))),
            proof=calc(Norm2(J * w))
            .le(c * Norm2(w), by="the spectral norm is at most c")
            .le(c * (c**k * Norm2(v)), by="the steps before")
            .eq(c ** (k + 1) * Norm2(v), by="one more factor c"),
        ),
        "a bound on g' scales": Claim(
            statement=AtMost(Sum((bound * share[i] * y[i]) ** 2, (i, 1, n)), bound**2 * Sum(y[i] ** 2, (i, 1, n))),
            symbols={"s": "sequence n of in [-1, 1]", "lambda": "positive"},
            mistakes={"the bound is not squared": bound * Sum(y[i] ** 2, (i, 1, n))},
        ),
        "the bound tends to 0": Claim(
            statement=Tends(c**k, over=k, point="oo", value=0),
            mistakes={"it stays at 1": 1},
        ),
        "eigenvalues are not enough: rho is the only one": Claim(
            statement=Equal((jordan - z * Matrix.eye(2)).det(), (rho - z) ** 2),
        ),
        "eigenvalues are not enough: one more power": Claim(
            statement=Equal(jordan * jordan_power(k), jordan_power(k + 1)),
            mistakes={"entry by entry": Matrix([[rho ** (k + 1), a ** (k + 1)], [0, rho ** (k + 1)]])},
        ),
        "eigenvalues are not enough: above rho^k": Claim(
            statement=Above(k * a * rho ** (k - 1), rho**k),
            assuming=(Above(a, 1),),
            proof=calc(k * a * rho ** (k - 1))
            .gt(k * rho ** (k - 1), by="a > 1")
            .ge(rho ** (k - 1), by="k >= 1")
            .gt(rho**k, by="rho < 1"),
            mistakes={"for any a": Above(a * k * rho ** (k - 1), rho ** (k - 2))},
        ),
    },
    numbers=numbers,
)
