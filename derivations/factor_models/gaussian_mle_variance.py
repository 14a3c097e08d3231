"""The maximum-likelihood variance of independent Gaussians is the mean squared deviation from the sample mean.

argmax over (mu, v) of sum_i log N(x_i; mu, v)  is  m = (1/n) sum_i x_i,  v = (1/n) sum_i (x_i - m)^2
                                                                       Deep-learning exam of 5 Feb 2018, 5.1 (i)

For any n and data that are not all equal: jointly the global maximum.  With s = (1/n) sum_i (x_i - m)^2 > 0 and u = s/v, the
difference of the log-likelihoods is (n/2) (u - 1 - log u) + n (mu - m)^2 / (2 v), and log u <= u - 1.
"""

from sympy import IndexedBase, Sum, Symbol, log, pi, sqrt

from verify.claim import Above, Argmax, AtLeast, Claim, Measurement, NotEqual, calc, cases

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
mu, v = Symbol("mu", real=True), Symbol("v", positive=True)
x = IndexedBase("x", shape=(n,), real=True)

mean = Sum(x[i], (i, 1, n)) / n
spread = Sum((x[i] - mean) ** 2, (i, 1, n)) / n


def log_likelihood(centre, variance):
    """sum_i log N(x_i; centre, variance)"""
    return -n * log(2 * pi * variance) / 2 - Sum((x[i] - centre) ** 2, (i, 1, n)) / (2 * variance)


def numbers(rng):
    """The best variance on a fine grid, at the sample mean, beside the mean squared deviation."""
    import numpy as np

    data = rng.normal(-0.4, 1.3, size=500)
    squares, expected = ((data - data.mean()) ** 2).sum(), data.var()
    grid = np.linspace(expected / 2, expected * 2, 20_001)
    best = grid[(-len(data) * np.log(2 * np.pi * grid) / 2 - squares / (2 * grid)).argmax()]
    return [Measurement("best variance on a grid", float(expected), float(best), 1e-3)]


at_best = n * log(2 * pi * spread) / 2 + n / 2
without_mean = n * log(2 * pi * v) / 2 + n * spread / (2 * v)
elsewhere = without_mean + n * (mu - mean) ** 2 / (2 * v)


def as_good_as_the_best(variance):
    """What would follow if `variance` were the maximum."""
    return AtLeast(log_likelihood(mean, variance), log_likelihood(mean, spread))


claim = Claim(
    statement=Argmax(log_likelihood(mu, v), over=(mu, v), at=(mean, spread)),
    assuming=(Above(spread, 0),),
    proof={
        "global": calc(-log_likelihood(mean, spread))
        .eq(at_best, by="the squared deviations add up to n s")
        .le(without_mean, by="log u <= u - 1 at u = s/v")
        .le(elsewhere, by="a square is not negative")
        .eq(-log_likelihood(mu, v), by="sum (x_i - mu)^2 = n s + n (m - mu)^2"),
        "unique": cases(
            (
                NotEqual(mu, mean),
                calc(-log_likelihood(mean, spread))
                .eq(at_best, by="the squared deviations add up to n s")
                .le(without_mean, by="log u <= u - 1 at u = s/v")
                .lt(elsewhere, by="a square is positive unless mu = m")
                .eq(-log_likelihood(mu, v), by="sum (x_i - mu)^2 = n s + n (m - mu)^2"),
            ),
            (
                NotEqual(v, spread),
                calc(-log_likelihood(mean, spread))
                .eq(at_best, by="the squared deviations add up to n s")
                .lt(without_mean, by="log u < u - 1 unless u = s/v = 1")
                .le(elsewhere, by="a square is not negative")
                .eq(-log_likelihood(mu, v), by="sum (x_i - mu)^2 = n s + n (m - mu)^2"),
            ),
        ),
    },
    mistakes={
        "divided by n - 1": as_good_as_the_best(n * spread / (n - 1)),
        "the mean is not squared": as_good_as_the_best(Sum(x[i] ** 2, (i, 1, n)) / n - mean),
        "its square root": as_good_as_the_best(sqrt(spread)),
    },
    numbers=numbers,
)
