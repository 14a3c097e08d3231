"""The Kullback-Leibler divergence of two Gaussians.

KL(N(mu_1, s_1^2) || N(mu_2, s_2^2)) = log(s_2/s_1) + (s_1^2 + (mu_1 - mu_2)^2) / (2 s_2^2) - 1/2
                                                                       Deep-learning exam of 5 Feb 2018, 5.4 (iv)

For s_1, s_2 > 0.  The divergence is the integral of N_1 (log N_1 - log N_2) over the line.
"""

from sympy import Integral, Rational, Symbol, log, oo

from derivations.notation import normal_density
from verify.claim import Claim, Equal, calc

x = Symbol("x", real=True)
mu1, mu2 = Symbol("mu_1", real=True), Symbol("mu_2", real=True)
s1, s2 = Symbol("s_1", positive=True), Symbol("s_2", positive=True)

first, second = normal_density(x, mu1, s1), normal_density(x, mu2, s2)
half = Rational(1, 2)


def mean(formula):
    """E[formula] over x ~ N(mu_1, s_1^2)"""
    return Integral(first * formula, (x, -oo, oo))


claim = Claim(
    statement=Equal(mean(log(first) - log(second)), log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / (2 * s2**2) - half),
    proof=calc(mean(log(first) - log(second)))
    .eq(
        mean(log(s2 / s1) - (x - mu1) ** 2 / (2 * s1**2) + (x - mu2) ** 2 / (2 * s2**2)),
        by="log of the densities",
    )
    .eq(
        log(s2 / s1) - mean((x - mu1) ** 2) / (2 * s1**2) + mean((x - mu2) ** 2) / (2 * s2**2),
        by="linearity of the integral, which is 1 for the density itself",
    )
    .eq(
        log(s2 / s1) - half + (s1**2 + (mu1 - mu2) ** 2) / (2 * s2**2),
        by="E[(x - mu_1)^2] = s_1^2 and E[(x - mu_2)^2] = s_1^2 + (mu_1 - mu_2)^2",
    ),
    mistakes={
        "the deviations are exchanged": log(s1 / s2) + (s2**2 - (mu1 + mu2) ** 2) / (2 * s1**2) - half,
        "the wrong variance below, and + 1/2": log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / (2 * s1**2) + half,
    },
)
