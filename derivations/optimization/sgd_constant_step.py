"""Stochastic gradient descent with a constant step keeps a distance from the minimum.

E|x_{k+1} - x*|^2 >= E|g|^2 / (2L)^2  for x_{k+1} = x_k - g/(2L)        Deep-learning exam of 5 Feb 2018, 3.1

For x_k = x* + e in R^n, and g = grad f_i(x_k) any random vector with mean h = grad f(x_k): i need not be uniform.  x* is
critical, grad f(x*) = 0, so that smoothness says |h| = |grad f(x_k) - grad f(x*)| <= L |e|, which is used squared.
Everything is given x_k.
"""

from sympy import Expr, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import AtLeast, AtMost, Claim, Measurement, calc
from verify.read.vocabulary import Inner, Mean, Norm2, Norm2Squared, RandomVector

n = Symbol("n", integer=True, positive=True)
L = Symbol("L", positive=True)
e, critical = MatrixSymbol("e", n, 1), MatrixSymbol("x_star", n, 1)
h, h_critical = MatrixSymbol("h", n, 1), ZeroMatrix(n, 1)
g = RandomVector("g", h, MatrixSymbol("S", n, n))

x = critical + e
noise = Mean(Norm2Squared(g)) / (2 * L) ** 2


def next_distance(step: Expr) -> Expr:
    """E|x_k - step g - x*|^2"""
    return Mean(Norm2Squared(x - step * g - critical))


def numbers(rng):
    """A sum of two parabolas, one of which is drawn: the bound beside the mean over many draws, at one x_k."""
    centres, start = rng.normal(size=(2, 3)), rng.normal(size=3)
    smoothness, optimum = 1.0, centres.mean(axis=0)
    gradients = start - centres[rng.integers(0, 2, size=100_000)]
    moved = start - gradients / (2 * smoothness) - optimum
    exact = ((start - (start - centres) / 2 - optimum) ** 2).sum(axis=1).mean()
    bound = (gradients**2).sum(axis=1).mean() / 4
    return [
        Measurement("E|x_{k+1} - x*|^2", float(exact), float((moved**2).sum(axis=1).mean()), 0.02),
        Measurement("how far it is below the bound", 0.0, float(max(0.0, bound - exact)), 0.02),
    ]


claim = Claim(
    symbols={"S": "positive semidefinite matrix n"},
    parts={
        "Cauchy and Schwarz": Claim(
            statement=AtMost(Inner(e, h), Norm2(e) * Norm2(h)),
            proof=calc(Inner(e, h)).le(Norm2(e) * Norm2(h), by="Cauchy and Schwarz"),
        ),
        "the bound": Claim(
            statement=AtLeast(next_distance(1 / (2 * L)), noise),
            assuming=(AtMost(Norm2Squared(h - h_critical), L**2 * Norm2Squared(e)),),
            proof=calc(next_distance(1 / (2 * L)))
            .eq(Mean(Norm2Squared(e) - Inner(e, g) / L + Norm2Squared(g) / (4 * L**2)), by="expand the square")
            .eq(Norm2Squared(e) - Inner(e, h) / L + noise, by="E[g] = h")
            .ge(Norm2Squared(e) - Norm2(e) * Norm2(h) / L + noise, by="Cauchy and Schwarz")
            .ge(Norm2Squared(e) - Norm2Squared(e) + noise, by="smoothness: |h| <= L |e|")
            .eq(noise, by="the step size is just so large that the two cancel"),
            mistakes={
                "the bound holds from above": AtMost(next_distance(1 / (2 * L)), noise),
                "the step 1/L": AtLeast(next_distance(1 / L), Mean(Norm2Squared(g)) / L**2),
            },
        ),
    },
    numbers=numbers,
)
