"""The bound of the refined proposal is at least the importance-weighted bound.

L_1[q_K] >= L_K[q],  q_K(z|x) = E_{z_2..z_K ~ q}[qtilde(z|x, z_2..z_K)]        Homework on generative models, 4.2

For any K and continuous or discrete z.  Write y = (z_2, .., z_K), with the density q(y|x) = q(z_2|x) .. q(z_K|x).  By
iwae-refined-density r(z, y|x) = q(y|x) qtilde(z|x, y) is a density, and q_K(z|x) is its marginal r(z|x); by iwae-average-elbo
L_K[q] is the mean of L_1[qtilde] over y.  The difference is the mean of KL(r(y|x, z) || q(y|x)), which is what Jensen's
inequality for -u log u says of u = qtilde/p(x, z).
"""

from sympy import log

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import KL, Density, Expectation, Marginal, Outcome

p, q, r = Density("p"), Density("q"), Density("r")
x, y, z = Outcome("x"), Outcome("y"), Outcome("z")


def elbo(density):
    """L_1[density], the integral of density log(p(x, z)/density)"""
    return Marginal(density * log(p(x, z) / density), over=z)


refined = r(z, y | x) / q(y | x)  # qtilde(z|x, y)
refined_bound = elbo(r(z | x))  # L_1[q_K]
weighted_bound = Expectation(elbo(refined), over=y, under=q(y | x))  # L_K[q]
information = log(r(z, y | x) / (r(z | x) * q(y | x)))
gain = Expectation(KL(r(y | (x, z)), q(y | x), over=y), over=z, under=r(z | x))


def over_both(formula, order):
    """The mean of a formula under r(z, y|x); the first variable is integrated last."""
    return Expectation(formula, over=order, under=r(z, y | x))


def numbers(rng):
    """L_1[q_K] - L_K[q] on a drawn table of three states, beside the mean of the divergences, for K = 2, 3."""
    import numpy as np

    joint, proposal = rng.dirichlet([1, 1, 1]) / 3, rng.dirichlet([1, 1, 1])
    weights = joint / proposal
    found = []
    for count in (2, 3):
        rests = [list(rest) for rest in np.ndindex(*(3,) * (count - 1))]
        chances = np.array([np.prod(proposal[rest]) for rest in rests])
        tilde = np.array([joint * count / (weights + weights[rest].sum()) for rest in rests])
        mixed = chances @ tilde
        weighted = chances @ (tilde * np.log(joint / tilde)).sum(axis=1)
        difference = (mixed * np.log(joint / mixed)).sum() - weighted
        gap = (chances[:, None] * tilde * np.log(tilde / mixed)).sum()
        found.append(Measurement(f"L_1[q_{count}] - L_{count}[q]", float(gap), float(difference), 1e-12))
        found.append(Measurement(f"and it is positive, K = {count}", float(abs(difference)), float(difference), 0.0))
    return found


claim = Claim(
    parts={
        "the mean of the refined proposal is q_K": Claim(
            statement=Equal(Expectation(refined, over=y, under=q(y | x)), r(z | x)),
        ),
        "the bound": Claim(
            statement=AtLeast(refined_bound, weighted_bound),
            proof=calc(refined_bound)
            .eq(over_both(log(p(x, z) / r(z | x)), (z, y)), by="r(z|x) is the integral of r(z, y|x) over y")
            .eq(over_both(log(p(x, z) / r(z | x)), (y, z)), by="the order of integration")
            .eq(weighted_bound + over_both(information, (y, z)), by="insert log qtilde - log qtilde")
            .eq(weighted_bound + over_both(information, (z, y)), by="the order of integration")
            .eq(weighted_bound + gain, by="r(z, y|x) = r(z|x) r(y|x, z)")
            .ge(weighted_bound, by="a divergence is not negative"),
            mistakes={
                "the refined bound is smaller": AtMost(refined_bound, weighted_bound),
                "they are equal": Equal(refined_bound, weighted_bound),
            },
        ),
    },
    numbers=numbers,
)
