"""A Gaussian is a standard Gaussian that is scaled and shifted.

z = mu + sigma eps with eps ~ N(0, 1):  z ~ N(mu, sigma^2)        Deep-learning exam of 5 Feb 2018, 2.4 (i)

For sigma > 0: z <= c where eps <= (c - mu)/sigma, so that P(z <= c) = Phi((c - mu)/sigma), and its derivative by c is the
density.  For sigma < 0 it is P(eps >= (c - mu)/sigma) = 1 - Phi((c - mu)/sigma), and |sigma| takes the place of sigma.  In one
formula, the density of eps at (z - mu)/sigma is divided by the Jacobian |dz/d eps| = |sigma|.
"""

from sympy import Abs, Derivative, Expr, Symbol, erf, sqrt

from derivations.notation import normal_density
from verify.claim import Claim, Equal, Equivalent, IsDensity, Measurement, Tends

mu, eps, z, c = (Symbol(name, real=True) for name in ("mu", "eps", "z", "c"))
sigma = Symbol("sigma", real=True)
jacobian = Abs(Derivative(mu + sigma * eps, eps))


def at_most(c: Expr) -> Expr:
    """Phi(c) = P(eps <= c) = (1 + erf(c / sqrt(2))) / 2"""
    return (1 + erf(c / sqrt(2))) / 2


def density(z: Expr) -> Expr:
    """N(z; mu, sigma^2), for sigma of any sign"""
    return normal_density(z, mu, Abs(sigma))


def numbers(rng):
    """The share of drawn z = mu + sigma eps in an interval, beside the integral of the density, for both signs of sigma."""
    import numpy as np

    found = []
    for deviation in (1.7, -0.6):
        draws = 0.4 + deviation * rng.normal(size=200_000)
        grid = np.linspace(0, 1, 201)
        values = np.exp(-(((grid - 0.4) / deviation) ** 2) / 2) / (np.sqrt(2 * np.pi) * abs(deviation))
        expected = float((values[:-1] + values[1:]).sum() / 400)
        found.append(Measurement(f"P(0 < z < 1), sigma = {deviation}", expected, float(((draws > 0) & (draws < 1)).mean()), 5e-3))
    return found


claim = Claim(
    parts={
        "Phi has the density of eps": Claim(statement=Equal(Derivative(at_most(c), c), normal_density(c, 0, 1))),
        "and begins at 0": Claim(statement=Tends(at_most(c), c, "-oo", 0)),
        "sigma > 0: the event z <= c": Claim(
            statement=Equivalent(mu + sigma * eps <= c, eps <= (c - mu) / sigma),
            symbols={"sigma": "positive"},
        ),
        "sigma > 0: the density": Claim(
            statement=Equal(Derivative(at_most((c - mu) / sigma), c), density(c)),
            symbols={"sigma": "positive"},
            mistakes={
                "z = mu + sigma^2 eps": Equal(Derivative(at_most((c - mu) / sigma**2), c), density(c)),
                "without the factor 1/sigma": normal_density((c - mu) / sigma, 0, 1),
                "the factor sigma": sigma * normal_density((c - mu) / sigma, 0, 1),
            },
        ),
        "sigma < 0: the event z <= c": Claim(
            statement=Equivalent(mu + sigma * eps <= c, eps >= (c - mu) / sigma),
            symbols={"sigma": "negative"},
        ),
        "sigma < 0: the density": Claim(
            statement=Equal(Derivative(1 - at_most((c - mu) / sigma), c), density(c)),
            symbols={"sigma": "negative"},
            mistakes={"sigma in place of |sigma|": normal_density(c, mu, sigma)},
        ),
        "the change of variables": Claim(
            statement=Equal(normal_density((z - mu) / sigma, 0, 1) / jacobian, density(z)),
            symbols={"sigma": "nonzero"},
            mistakes={
                "without the Jacobian": Equal(normal_density((z - mu) / sigma, 0, 1), density(z)),
                "times the Jacobian": Equal(normal_density((z - mu) / sigma, 0, 1) * jacobian, density(z)),
            },
        ),
        "a density": Claim(statement=IsDensity(normal_density(z, mu, sigma), over=z), symbols={"sigma": "positive"}),
    },
    numbers=numbers,
)
