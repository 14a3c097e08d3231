"""A divergence of zero has no gradient, and its posterior does not look at the data.

KL(q || p) >= 0, with equality if and only if q = p; there its gradient in the parameters zeta of q is 0, and q(z|x) = p(z) is
the same for every x                                                   Deep-learning exam of 5 Feb 2018, 5.4 (v)

For continuous or discrete z: KL is the integral of q log(q/p) - q + p, which is positive unless q = p.  The gradient is shown
for n states, in any coordinate zeta: every family of positive probabilities is q_i = exp(f_i) / sum_j exp(f_j) with f_i = log
q_i, and in sum_i dq_i/dzeta log(q_i/p_i) all logarithms are 0.  The gradient in theta of the other term of the bound need not
vanish.
"""

from sympy import Derivative, Function, IndexedBase, Sum, Symbol, exp, log

from verify.claim import Above, AtLeast, AtMost, Claim, Equal, Measurement, NotEqual, calc
from verify.read.vocabulary import KL, Density, Marginal, Outcome

p, q = Density("p"), Density("q")
x, x2, z = Outcome("x"), Outcome("x_2", "x"), Outcome("z")
u, v = Symbol("u", positive=True), Symbol("v", positive=True)

n = Symbol("n", integer=True, positive=True)
i, j = Symbol("i", integer=True), Symbol("j", integer=True)
zeta, zeta0 = Symbol("zeta", real=True), Symbol("zeta_0", real=True)
prior = IndexedBase(Symbol("p", positive=True), shape=(n,))
f = Function("f", real=True)

gap = KL(q(z | x), p(z), over=z)


def state(at):
    """q_i = exp(f_i) / sum_j exp(f_j)"""
    return exp(f(i, at)) / Sum(exp(f(j, at)), (j, 1, n))


def numbers(rng):
    """Central differences of the divergence from the prior, at the prior."""
    import numpy as np

    weights, step = rng.normal(size=5), 1e-5
    target = np.exp(weights) / np.exp(weights).sum()

    def divergence(logits):
        probabilities = np.exp(logits) / np.exp(logits).sum()
        return (probabilities * np.log(probabilities / target)).sum()

    shifts = step * np.eye(5)
    slopes = [(divergence(weights + shift) - divergence(weights - shift)) / (2 * step) for shift in shifts]
    return [Measurement(f"slope in f_{k + 1}", 0.0, float(slope), 1e-8) for k, slope in enumerate(slopes)]


claim = Claim(
    parts={
        "it is not negative": Claim(
            statement=AtLeast(gap, 0),
            mistakes={"it is not positive": AtMost(gap, 0)},
        ),
        "it is the integral of q log(q/p) - q + p": Claim(
            statement=Equal(gap, Marginal(q(z | x) * log(q(z | x) / p(z)) - q(z | x) + p(z), over=z)),
        ),
        "which is positive unless q = p": Claim(
            statement=Above(u * log(u / v) - u + v, 0),
            assuming=(NotEqual(u, v),),
            mistakes={"q log(q/p) itself is": Above(u * log(u / v), 0)},
        ),
        "and 0 if q = p": Claim(statement=Equal(u * log(u / v) - u + v, 0), assuming=(Equal(u, v),)),
        "its gradient": Claim(
            statement=Equal(
                Derivative(Sum(state(zeta) * log(state(zeta) / prior[i]), (i, 1, n)), zeta),
                Sum(Derivative(state(zeta), zeta) * log(state(zeta) / prior[i]), (i, 1, n)),
            ),
            mistakes={"q is not differentiated": Sum(state(zeta) * log(state(zeta) / prior[i]), (i, 1, n))},
        ),
        "its gradient where p = q": Claim(
            statement=Equal(Sum(Derivative(state(zeta), zeta) * log(state(zeta) / state(zeta0)), (i, 1, n)), 0),
            assuming=(Equal(zeta, zeta0),),
        ),
        "q does not depend on x": Claim(
            statement=Equal(q(z | x), q(z | x2)),
            assuming=(Equal(q(z | x), p(z)), Equal(q(z | x2), p(z))),
            proof=calc(q(z | x)).eq(p(z), by="no gap at x").eq(q(z | x2), by="no gap at x_2"),
        ),
    },
    numbers=numbers,
)
