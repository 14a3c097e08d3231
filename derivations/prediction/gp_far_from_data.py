"""Far from the data a Gaussian process predicts its prior: mean 0 and variance 1.

k(x, x') = exp(-|x - x'|^2 / 2),  mean k_*^T A^-1 y,  variance 1 - k_*^T A^-1 k_*  with A = K + noise:
if all the data are at least r away, |mean| <= exp(-r^2/2) sum_i |alpha_i| with alpha = A^-1 y, and
1 - exp(-r^2) sum_ij |(A^-1)_ij| <= variance <= 1;  as r grows they tend to 0 and to k(x*, x*) = 1
                                                                       Homework 2, 3 (a)

For any number n of data and a positive definite A.  The distances are r + e_i with e_i >= 0, so each entry of k_* is at most
exp(-r^2/2).  The two formulas are those of the best linear prediction w^T y of y*: of its error 1 - 2 w^T k_* + w^T A w the
square of w - A^-1 k_* can be split off.
"""

from sympy import Abs, IndexedBase, MatrixSymbol, Sum, Symbol, exp

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, Tends
from verify.read.vocabulary import AsScalar

n = Symbol("n", integer=True, positive=True)
i, j = Symbol("i", integer=True), Symbol("j", integer=True)
r, total = Symbol("r", real=True), Symbol("S", real=True)
A = MatrixSymbol("A", n, n)
k, u, w = (MatrixSymbol(name, n, 1) for name in "kuw")
alpha, e = IndexedBase("alpha", shape=(n,), real=True), IndexedBase("e", shape=(n,), real=True)
B = IndexedBase("B", shape=(n, n), real=True)


def kernel(distance):
    """exp(-distance^2 / 2)"""
    return exp(-(distance**2) / 2)


mean = Sum(alpha[i] * kernel(r + e[i]), (i, 1, n))
reduction = Sum(Sum(kernel(r + e[i]) * B[i, j] * kernel(r + e[j]), (j, 1, n)), (i, 1, n))


def numbers(rng):
    """The prediction of a process at a point eight away from the data, and the bound on its mean at one two away."""
    import numpy as np

    data, targets = rng.uniform(-1, 1, size=(6, 2)), rng.normal(size=6)

    def kernels(first, second):
        return np.exp(-((first[:, None] - second[None]) ** 2).sum(axis=-1) / 2)

    inverse = np.linalg.inv(kernels(data, data) + 0.1 * np.eye(6))

    def prediction(point):
        row = kernels(point, data)
        return float((row @ inverse @ targets)[0]), float((1 - row @ inverse @ row.T)[0, 0])

    mean, variance = prediction(np.array([[9.0, 0.0]]))
    near = np.array([[3.0, 0.0]])
    radius = np.sqrt(((near - data) ** 2).sum(axis=1)).min()
    bound = np.exp(-(radius**2) / 2) * abs(inverse @ targets).sum()
    return [
        Measurement("mean far away", 0.0, mean, 1e-9),
        Measurement("variance far away", 1.0, variance, 1e-9),
        Measurement("mean nearby, within its bound", 0.0, prediction(near)[0], float(bound)),
    ]


def plot(axes, rng):
    """Posterior mean and two standard deviations around five drawn data."""
    import numpy as np

    places, points = np.sort(rng.uniform(-2, 2, size=5)), np.linspace(-8, 8, 401)
    kernel = lambda a, b: np.exp(-((a[:, None] - b[None, :]) ** 2) / 2)  # noqa: E731
    values, gram = np.sin(2 * places), kernel(places, places) + 1e-6 * np.eye(5)
    cross = kernel(points, places)
    mean = cross @ np.linalg.solve(gram, values)
    width = 2 * np.sqrt(np.maximum(1 - np.einsum("ij,ji->i", cross, np.linalg.solve(gram, cross.T)), 0))
    axes.fill_between(points, mean - width, mean + width, alpha=0.25)
    axes.plot(points, mean)
    axes.plot(places, values, "o", color="black")
    axes.set(xlabel="x", ylabel="y")


claim = Claim(
    symbols={"r": "nonnegative", "e": "sequence n of nonnegative", "A": "symmetric positive definite matrix n"},
    parts={
        "the best linear prediction": Claim(
            statement=Equal(
                1 - 2 * AsScalar(w.T * k) + AsScalar(w.T * A * w),
                1 - AsScalar(k.T * A.I * k) + AsScalar((w - A.I * k).T * A * (w - A.I * k)),
            ),
        ),
        "what the data take from the variance, with k_* = A u": Claim(
            statement=Equal(AsScalar(k.T * A.I * k), AsScalar(u.T * A * u)),
            assuming=(Equal(k, A * u),),
        ),
        "it is not negative: the variance is at most 1": Claim(statement=AtMost(1 - AsScalar(u.T * A * u), 1)),
        "each entry of k_*": Claim(
            statement=AtMost(kernel(r + e[i]), kernel(r)),
            assuming=(AtLeast(i, 1), AtMost(i, n)),
        ),
        "the mean from above": Claim(
            statement=AtMost(mean, kernel(r) * Sum(Abs(alpha[i]), (i, 1, n))),
            mistakes={"without the distance": AtMost(mean, kernel(r) * Sum(alpha[i], (i, 1, n)))},
        ),
        "the mean from below": Claim(
            statement=AtLeast(mean, -kernel(r) * Sum(Abs(alpha[i]), (i, 1, n))),
        ),
        "at most this much: the variance from below": Claim(
            statement=AtMost(reduction, exp(-(r**2)) * Sum(Sum(Abs(B[i, j]), (j, 1, n)), (i, 1, n))),
        ),
        "the mean tends to 0": Claim(
            statement=Tends(kernel(r) * total, over=r, point="oo", value=0),
            mistakes={"it goes on as the data do": total},
        ),
        "the variance tends to 1": Claim(
            statement=Tends(1 - exp(-(r**2)) * total, over=r, point="oo", value=1),
            mistakes={"it tends to 0": 0},
        ),
    },
    numbers=numbers,
    plot=plot,
)
