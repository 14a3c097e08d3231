"""Amortized inference is at most as close to the posterior as inference for each data point.

KL(q_i*(z) || p(z|x_i)) <= KL(q_phi*(z|x_i) || p(z|x_i))        Homework on generative models, 3.2

For continuous or discrete z and each x = x_i.  q_i* maximizes the ELBO of x_i over a family that holds q_phi*(.|x_i), so that
its ELBO is at least as large; and KL(q || p(z|x)) = log p(x) - ELBO(q), where log p(x) is the same for both.
"""

from sympy import log

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import KL, Density, Expectation, Outcome

p, shared, own = Density("p"), Density("q_phi"), Density("q_i")
x, z = Outcome("x"), Outcome("z")


def elbo(q):
    """E_q[log p(x|z)] - KL(q || p(z))"""
    return Expectation(log(p(x | z)), over=z, under=q) - KL(q, p(z), over=z)


def gap(q):
    """KL(q || p(z|x))"""
    return KL(q, p(z | x), over=z)


def numbers(rng):
    """Over a grid of q on two states, the one with the largest bound is the one with the least divergence."""
    import numpy as np

    joint, grid = rng.dirichlet(np.ones(2)) / 3, np.linspace(0.001, 0.999, 999)
    family = np.stack([grid, 1 - grid], axis=1)
    bounds = (family * np.log(joint / family)).sum(axis=1)
    gaps = (family * np.log(family / (joint / joint.sum()))).sum(axis=1)
    return [
        Measurement("KL at the largest bound", float(gaps.min()), float(gaps[bounds.argmax()]), 1e-12),
        Measurement("log p(x) - bound", float(gaps[100]), float(np.log(joint.sum()) - bounds[100]), 1e-12),
    ]


claim = Claim(
    parts={
        "the gap of the bound is the divergence": Claim(
            statement=Equal(gap(own(z)), log(p(x)) - elbo(own(z))),
            mistakes={"the bound alone": -elbo(own(z))},
        ),
        "the better bound is closer": Claim(
            statement=AtMost(gap(own(z)), gap(shared(z | x))),
            assuming=(AtLeast(elbo(own(z)), elbo(shared(z | x))),),
            proof=calc(gap(own(z)))
            .eq(log(p(x)) - elbo(own(z)), by="the gap of the bound")
            .le(log(p(x)) - elbo(shared(z | x)), by="q_i* has the larger bound")
            .eq(gap(shared(z | x)), by="the gap of the bound"),
            mistakes={"amortized inference is closer": AtLeast(gap(own(z)), gap(shared(z | x)))},
        ),
    },
    numbers=numbers,
)
