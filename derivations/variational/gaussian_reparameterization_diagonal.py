"""A standard Gaussian, scaled and shifted coordinate by coordinate.

z_0 ~ N(0, I_K),  g(z_0) = mu + sigma * z_0 (entry by entry):  g(z_0) ~ N(mu, diag sigma^2)
                                                                       Homework on generative models, 2.1

For any K and sigma_i > 0.  The change of variables says q(y) = q_0(g^-1(y)) / |det J|, with g^-1(y) = (y - mu)/sigma and
|det J| = prod_i sigma_i (see diagonal-jacobian-determinant); N(mu, diag sigma^2) is the product of the N(mu_i, sigma_i^2).
"""

from sympy import Derivative, IndexedBase, Product, Sum, Symbol, exp, pi, sqrt

from derivations.notation import normal_density
from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, calc

K = Symbol("K", integer=True, positive=True)
i = Symbol("i", integer=True)
mu, y, z = (IndexedBase(Symbol(name, real=True), shape=(K,)) for name in ("mu", "y", "z"))
sigma = IndexedBase(Symbol("sigma", positive=True), shape=(K,))


def g(value):
    """mu_i + sigma_i value"""
    return mu[i] + sigma[i] * value


def over_coordinates(density):
    """prod_i density"""
    return Product(density, (i, 1, K))


source = (y[i] - mu[i]) / sigma[i]
pulled_back = over_coordinates(normal_density(source, 0, 1))
image = pulled_back / over_coordinates(sigma[i])
target = over_coordinates(normal_density(y[i], mu[i], sigma[i]))


def numbers(rng):
    """The mean and the covariance of mu + sigma * z_0 for drawn z_0."""
    import numpy as np

    mean, deviation = rng.normal(size=2), rng.uniform(0.5, 1.5, size=2)
    draws = mean + deviation * rng.normal(size=(100_000, 2))
    covariance = np.cov(draws.T)
    return [
        Measurement("E[g_1]", float(mean[0]), float(draws[:, 0].mean()), 0.03),
        Measurement("var(g_1)", float(deviation[0] ** 2), float(covariance[0, 0]), 0.05),
        Measurement("cov(g_1, g_2)", 0.0, float(covariance[0, 1]), 0.05),
    ]


claim = Claim(
    parts={
        "the inverse": Claim(
            statement=Equal(g(source), y[i]),
            assuming=(AtLeast(i, 1), AtMost(i, K)),
        ),
        "the Jacobian": Claim(
            statement=Equal(Derivative(g(z[i]), z[i]), sigma[i]),
            assuming=(AtLeast(i, 1), AtMost(i, K)),
        ),
        "the density": Claim(
            statement=Equal(image, target),
            proof=calc(image)
            .eq(
                over_coordinates(exp(-((y[i] - mu[i]) ** 2) / (2 * sigma[i] ** 2)) / (sqrt(2 * pi) * sigma[i])),
                by="one factor sigma_i for each coordinate",
            )
            .eq(target, by="the density of N(mu_i, sigma_i^2)"),
            mistakes={
                "the volume is multiplied": pulled_back * over_coordinates(sigma[i]),
                "the volume is forgotten": pulled_back,
                "the variance is sigma": over_coordinates(normal_density(y[i], mu[i], sqrt(sigma[i]))),
                "the volume is the sum of the scales": pulled_back / Sum(sigma[i], (i, 1, K)),
            },
        ),
    },
    numbers=numbers,
)
