"""Maximizing the expected complete-data log-likelihood is maximizing the log-likelihood minus a divergence.

E_q[log p(x|z) p(z)] = log p(x) - KL(q(z|x) || p(z|x)) - H(q)        Homework on generative models, 3.1

For continuous or discrete z.  As H(q) does not depend on theta, for a fixed q both objectives put any two parameters in the
same order, and so have the same maximizers; p and p_1 are the models at two values of theta.
"""

from sympy import log

from verify.claim import AtMost, Claim, Equal, Equivalent, Measurement, calc
from verify.read.vocabulary import KL, Density, Entropy, Expectation, Outcome

p, p1, q = Density("p"), Density("p_1"), Density("q")
x, z = Outcome("x"), Outcome("z")


def complete(model):
    """E_q[log p(x|z) p(z)]"""
    return Expectation(log(model(x | z) * model(z)), over=z, under=q(z | x))


def penalized(model):
    """log p(x) - KL(q(z|x) || p(z|x))"""
    return log(model(x)) - KL(q(z | x), model(z | x), over=z)


entropy = Entropy(q(z | x), over=z)


def numbers(rng):
    """Both objectives on a drawn table of four states."""
    import numpy as np

    joint, proposal = rng.dirichlet(np.ones(4)) / 2, rng.dirichlet(np.ones(4))  # p(x, z) and q(z|x) at one x
    evidence = joint.sum()
    complete_data = (proposal * np.log(joint)).sum()
    divergence = (proposal * np.log(proposal / (joint / evidence))).sum()
    spread = -(proposal * np.log(proposal)).sum()
    return [Measurement("E_q[log p(x|z) p(z)]", float(np.log(evidence) - divergence - spread), float(complete_data), 1e-12)]


claim = Claim(
    parts={
        "they differ by the entropy of q": Claim(
            statement=Equal(complete(p), penalized(p) - entropy),
            proof=calc(complete(p))
            .eq(Expectation(log(p(x) * p(z | x)), over=z, under=q(z | x)), by="p(x|z) p(z) = p(x) p(z|x)")
            .eq(log(p(x)) + Expectation(log(p(z | x)), over=z, under=q(z | x)), by="log p(x) does not depend on z")
            .eq(penalized(p) - entropy, by="insert log q(z|x) - log q(z|x)"),
            mistakes={
                "the divergence is added": log(p(x)) + KL(q(z | x), p(z | x), over=z) - entropy,
                "the entropy is added": penalized(p) + entropy,
                "the maximum of the likelihood alone": log(p(x)) - entropy,
            },
        ),
        "they put two parameters in the same order": Claim(
            statement=Equivalent(AtMost(complete(p), complete(p1)), AtMost(penalized(p), penalized(p1))),
            mistakes={"the likelihood alone does, too": AtMost(log(p(x)), log(p1(x)))},
        ),
    },
    numbers=numbers,
)
