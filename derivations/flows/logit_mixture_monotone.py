"""The logit of a mixture of sigmoids is strictly increasing.

g(z) = logit(sum_i w_i sigmoid(a_i z + b_i)),  w_i > 0,  sum_i w_i = 1,  a_i > 0        Homework on generative models, 5.2

For any number n of terms and all z: the mixture lies in (0, 1), where logit is defined, each of its terms is strictly
increasing, and so is logit.
"""

from sympy import IndexedBase, Sum, Symbol, log

from derivations.notation import sigmoid
from verify.claim import Above, AtLeast, AtMost, Below, Claim, Equal, Increasing, Measurement, calc

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
z, y, p = Symbol("z", real=True), Symbol("y", real=True), Symbol("p", real=True)
w, a = IndexedBase(Symbol("w", positive=True), shape=(n,)), IndexedBase(Symbol("a", positive=True), shape=(n,))
b = IndexedBase(Symbol("b", real=True), shape=(n,))


def logit(probability):
    """The inverse of the sigmoid."""
    return log(probability / (1 - probability))


def term(point):
    """w_i sigmoid(a_i point + b_i)"""
    return w[i] * sigmoid(a[i] * point + b[i])


def mixture(point):
    """sum_i w_i sigmoid(a_i point + b_i)"""
    return Sum(term(point), (i, 1, n))


def inside_unit_interval(point):
    """0 < mixture < 1, which is shown before it is used."""
    return Above(mixture(point), 0), Below(mixture(point), 1)


def numbers(rng):
    """The least step of g on a fine grid, which is positive."""
    import numpy as np

    weights, slopes, shifts = rng.dirichlet(np.ones(4)), rng.uniform(0.2, 3, size=4), rng.normal(size=4)
    grid = np.linspace(-5, 5, 2001)
    mixed = (weights / (1 + np.exp(-(slopes * grid[:, None] + shifts)))).sum(axis=1)
    least = np.diff(np.log(mixed / (1 - mixed))).min()
    return [Measurement("|least step| - least step", 0.0, float(abs(least) - least), 0.0)]


weights_add_up = Equal(Sum(w[i], (i, 1, n)), 1)

claim = Claim(
    parts={
        "logit inverts the sigmoid": Claim(statement=Equal(logit(sigmoid(z)), z)),
        "the mixture is positive": Claim(statement=Above(mixture(z), 0)),
        "the mixture is below 1": Claim(
            statement=Below(mixture(z), 1),
            assuming=(weights_add_up,),
            proof=calc(mixture(z)).lt(Sum(w[i], (i, 1, n)), by="a sigmoid is below 1").eq(1, by="the weights add up to 1"),
            mistakes={"it is below 1/2": Below(mixture(z), sigmoid(0))},
        ),
        "each term is increasing": Claim(
            statement=Below(term(z), term(y)),
            assuming=(AtLeast(i, 1), AtMost(i, n), Below(z, y)),
        ),
        "the mixture is increasing": Claim(
            statement=Increasing(mixture(z), over=z),
            mistakes={"with the slopes reversed": Increasing(mixture(-z), over=z)},
        ),
        "logit is increasing": Claim(
            statement=Increasing(logit(p), over=p),
            symbols={"p": "in (0, 1)"},
        ),
        "g is increasing": Claim(
            statement=Below(logit(mixture(z)), logit(mixture(y))),
            assuming=(Below(mixture(z), mixture(y)), *inside_unit_interval(z), *inside_unit_interval(y)),
        ),
    },
    numbers=numbers,
)
