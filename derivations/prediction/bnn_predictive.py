"""The posterior predictive of a Bayesian network is not its prediction at the posterior mean weights.

f_w(x) = w_1 w_2 x with w uniform on [-10, 10]^2, and infinitely many data of c x, 0 < c < 100: the posterior predictive mean is
c x, and the prediction at the mean weights is 0                                                       Homework 2, 4

The figure of the homework is missing; this network is our instance of it.  The likelihood depends on w_1 w_2 only, and with
ever more data the posterior sits on the curve w_1 w_2 = c.  Write w = +-(exp(s), p exp(-s)), so that p = w_1 w_2: the change of
variables has the determinant 1, so s is uniform on the curve p = c, for as long as |w_1|, |w_2| <= 10, which is
log(c/10) <= s <= log(10).  As w and -w are the same function, both signs have the same weight, and the mean of each weight
is 0.
"""

from sympy import Derivative, IndexedBase, Integral, Rational, Sum, Symbol, exp, log

from verify.claim import Above, AtMost, Claim, Equal, Equivalent, Measurement

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
c, p, s, x, w1, w2 = (Symbol(name, real=True) for name in ("c", "p", "s", "x", "w_1", "w_2"))
data, targets = IndexedBase("x_data", shape=(n,), real=True), IndexedBase("y_data", shape=(n,), real=True)
first, second = exp(s), p * exp(-s)
density = 1 / (2 * log(100 / c))


def log_likelihood(w1, w2):
    """-sum_i (y_i - w_1 w_2 x_i)^2 / 2, up to a constant: the noise has the variance 1."""
    return -Sum((targets[i] - w1 * w2 * data[i]) ** 2, (i, 1, n)) / 2


def posterior_mean(value):
    """The mean of `value`, a function of w_1 and w_2, over both signs of the curve w_1 w_2 = c."""
    bounds = (s, log(c / 10), log(10))
    return Integral(density * value(exp(s), c * exp(-s)), bounds) + Integral(density * value(-exp(s), -c * exp(-s)), bounds)


mean_1, mean_2 = posterior_mean(lambda w1, w2: w1), posterior_mean(lambda w1, w2: w2)


def numbers(rng):
    """The posterior given 200 noisy data of 3 x, by weighted draws of the prior near the curve; the predictions at x = 1."""
    import numpy as np

    inputs = rng.normal(size=200)
    outputs = 3 * inputs + rng.normal(size=200)
    w = rng.uniform(-10, 10, size=(100_000, 2))
    product = w.prod(axis=1)
    fit = (inputs @ outputs) / (inputs @ inputs)
    weight = np.exp(-(inputs @ inputs) * (product - fit) ** 2 / 2)
    mean = (weight @ w) / weight.sum()
    return [
        Measurement("predictive mean at x = 1", 3.0, float(weight @ product / weight.sum()), 0.3),
        Measurement("prediction at the mean weights", 0.0, float(mean.prod()), 0.3),
    ]


claim = Claim(
    symbols={"c": "in (0, 100)"},
    parts={
        "w and -w explain the data equally well": Claim(
            statement=Equal(log_likelihood(-w1, -w2), log_likelihood(w1, w2)),
            mistakes={"one sign alone": log_likelihood(-w1, w2)},
        ),
        "without noise only w_1 w_2 = c leaves no error": Claim(
            statement=Equivalent(Equal(Sum((c * data[i] - w1 * w2 * data[i]) ** 2, (i, 1, n)), 0), Equal(w1 * w2, c)),
            assuming=(Above(Sum(data[i] ** 2, (i, 1, n)), 0),),
            mistakes={"w_1 + w_2 = c": Equal(w1 + w2, c)},
        ),
        "the change of variables keeps areas": Claim(
            statement=Equal(Derivative(first, s) * Derivative(second, p) - Derivative(first, p) * Derivative(second, s), 1),
            mistakes={"the width of the curve is lost": exp(-s)},
        ),
        "the curve leaves the square at |w_2| = 10": Claim(
            statement=Equivalent(AtMost(c * exp(-s), 10), AtMost(log(c / 10), s)),
        ),
        "the posterior has the mass 1": Claim(
            statement=Equal(posterior_mean(lambda w1, w2: 1), 1),
            mistakes={"one sign alone": Rational(1, 2)},
        ),
        "the posterior predictive mean": Claim(
            statement=Equal(posterior_mean(lambda w1, w2: w1 * w2 * x), c * x),
            mistakes={"it is 0": 0 * x},
        ),
        "the mean of w_1": Claim(statement=Equal(mean_1, 0)),
        "the mean of w_2": Claim(statement=Equal(mean_2, 0)),
        "the prediction at the mean weights": Claim(
            statement=Equal(mean_1 * mean_2 * x, 0),
            mistakes={"both predict c x": c * x},
        ),
    },
    numbers=numbers,
)
