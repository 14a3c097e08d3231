"""The gradient of a recurrent network explodes.

|g' u| >= c > 1, or least singular value of J = diag(g') U at least c > 1:  the product over k steps is at least c^k, which
grows without bound                                                                                 Homework 2, 1 (b)

For any width, by induction over k: |J w| >= c |w| for every w, and w is what k steps have made of v.  With g' >= lambda and
|U y| >= |y| c / lambda this is so.  The homework speaks of the smallest eigenvalue of U.  For a U that is not normal that is
not enough: U = [[mu, a], [0, mu]] has the only eigenvalue mu > 1 and makes (-a, mu) shorter if a > mu^2.
"""

from sympy import Abs, IndexedBase, Matrix, MatrixSymbol, Sum, Symbol, oo

from verify.claim import Above, AtLeast, Below, Claim, Equal, Measurement, Tends, calc
from verify.read.vocabulary import Norm2

n, k = Symbol("n", integer=True, positive=True), Symbol("k", integer=True, positive=True)
i = Symbol("i", integer=True)
c, mu, step = Symbol("c", real=True), Symbol("mu", real=True), Symbol("beta", real=True)
product, bound, a, z = (Symbol(name, real=True) for name in ("P", "lambda", "a", "z"))
J, v, w = MatrixSymbol("J", n, n), MatrixSymbol("v", n, 1), MatrixSymbol("w", n, 1)
excess, y = IndexedBase("e", shape=(n,), real=True), IndexedBase("y", shape=(n,), real=True)
jordan, short = Matrix([[mu, a], [0, mu]]), Matrix([-a, mu])


def squared_length(column):
    """x^2 + y^2 of the column (x, y)"""
    return column[0] ** 2 + column[1] ** 2


def numbers(rng):
    """How twelve Jacobians stretch a vector, beside c^12; a Jordan block that shortens one."""
    import numpy as np

    start = rng.normal(size=4)
    state, least = start, []
    for _ in range(12):
        rotation = np.linalg.qr(rng.normal(size=(4, 4)))[0]
        jacobian = np.diag(1 + rng.uniform(size=4)) @ (1.1 * rotation)
        least.append(np.linalg.svd(jacobian, compute_uv=False).min())
        state = jacobian @ state
    growth = min(least) ** 12 * np.linalg.norm(start) / np.linalg.norm(state)
    block, vector = np.array([[1.5, 9.0], [0.0, 1.5]]), np.array([-9.0, 1.5])
    return [
        Measurement("c^12 as a share of the growth over 12 steps", 0.5, float(growth), 0.5),
        Measurement("length after the Jordan block", 2.25, float(np.linalg.norm(block @ vector)), 1e-9),
    ]


def plot(axes, rng):
    """The norm of a product of k factors, for singular values of 0.9, 1 and 1.1 times a rotation."""
    import numpy as np

    steps = np.arange(0, 61)
    for factor in (0.9, 1.0, 1.1):
        axes.semilogy(steps, factor**steps, label=f"every singular value {factor}")
    axes.set(xlabel="k", ylabel="norm of the product")
    axes.legend()


claim = Claim(
    symbols={"c": "in (1, inf)", "mu": "in (1, inf)"},
    parts={
        "one unit, one more step": Claim(
            statement=AtLeast(Abs(product * step), c ** (k + 1)),
            assuming=(AtLeast(Abs(product), c**k), AtLeast(Abs(step), c)),
            proof=calc(Abs(product * step))
            .eq(Abs(product) * Abs(step), by="absolute values multiply")
            .ge(c**k * Abs(step), by="the steps before")
            .ge(c**k * c, by="one factor")
            .eq(c ** (k + 1), by="one more factor c"),
        ),
        "any width, one more step": Claim(
            statement=AtLeast(Norm2(J * w), c ** (k + 1) * Norm2(v)),
            assuming=(AtLeast(Norm2(J * w), c * Norm2(w)), AtLeast(Norm2(w), c**k * Norm2(v))),
            proof=calc(Norm2(J * w))
            .ge(c * Norm2(w), by="the least singular value is at least c")
            .ge(c * (c**k * Norm2(v)), by="the steps before")
            .eq(c ** (k + 1) * Norm2(v), by="one more factor c"),
        ),
        "a bound on g' scales": Claim(
            statement=AtLeast(Sum((bound * (1 + excess[i]) * y[i]) ** 2, (i, 1, n)), bound**2 * Sum(y[i] ** 2, (i, 1, n))),
            symbols={"e": "sequence n of nonnegative", "lambda": "positive"},
        ),
        "the bound grows without bound": Claim(
            statement=Tends(c**k, over=k, point="oo", value=oo),
            mistakes={"it tends to a number": c},
        ),
        "eigenvalues are not enough: mu is the only one": Claim(
            statement=Equal((jordan - z * Matrix.eye(2)).det(), (mu - z) ** 2),
        ),
        "eigenvalues are not enough: a vector gets shorter": Claim(
            statement=Below(squared_length(jordan * short), squared_length(short)),
            assuming=(Above(a, mu**2),),
            proof=calc(squared_length(jordan * short))
            .eq(mu**4, by="the image is (0, mu^2)")
            .lt(a**2, by="a > mu^2")
            .lt(a**2 + mu**2, by="mu > 1")
            .eq(squared_length(short), by="the squared length of (-a, mu)"),
            mistakes={"longer by the eigenvalue": AtLeast(squared_length(jordan * short), mu**2 * squared_length(short))},
        ),
    },
    numbers=numbers,
    plot=plot,
)
