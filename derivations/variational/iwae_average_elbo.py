"""The importance-weighted bound is an average of bounds.

L_K[q] = E_{z_2..z_K ~ q}[ L_1[qtilde] ],  qtilde(z) = p(x, z)/S,  S = (1/K) (w(z) + sum_{j>=2} w(z_j)),  w(z) = p(x, z)/q(z|x)
                                                                       Homework on generative models, 4.1

L_K is the mean of log((1/K) sum_j w(z_j)) over independent z_1..z_K ~ q, and L_1[r] the integral of r(z) log(p(x, z)/r(z)).
With z_1 = z the right side is the mean of (w_1/S) log S.  The w_j are independent and of one distribution, and S treats them
alike: so the mean of (w_j/S) log S is the same for every j, and K times the mean of one is the mean of the sum, K log S.

For K = 1, 2, 3 and continuous or discrete z this is shown in full, the symmetry being a renaming of the variables of
integration.  For any K the step that uses the symmetry is written for weights with finitely many joint values: weight j has the
value W_sj in state s, which has probability P_s, A = (log S)/S, and the symmetry says that the sum over j of the means of w_j A
is K times the first.
"""

from sympy import IndexedBase, Sum, Symbol, log

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Density, Expectation, Marginal, Outcome

p, q = Density("p"), Density("q")
x, z, z2, z3 = Outcome("x"), Outcome("z"), Outcome("z_2", "z"), Outcome("z_3", "z")

K, n = Symbol("K", integer=True, positive=True), Symbol("n", integer=True, positive=True)
j, s = Symbol("j", integer=True), Symbol("s", integer=True)
W = IndexedBase(Symbol("W", positive=True), shape=(n, K))
P, A = IndexedBase(Symbol("P", positive=True), shape=(n,)), IndexedBase(Symbol("A", real=True), shape=(n,))


def weight(at):
    """w(z) = p(x, z) / q(z|x)"""
    return p(x, at) / q(at | x)


def average(*points):
    """S, the average of the weights at these points"""
    return sum(weight(at) for at in points) / len(points)


def mean(formula, *points):
    """E[formula] over independent points from q, the first of them integrated first"""
    under = 1
    for at in points:
        under = under * q(at | x)
    return Expectation(formula, over=tuple(reversed(points)), under=under)


def elbo(density):
    """L_1[density]"""
    return Marginal(density * log(p(x, z) / density), over=z)


def refined(*points):
    """qtilde(z), for z_1 = z and the other points"""
    return p(x, z) / average(*points)


def share(at, *points):
    """(w/S) log S, with the weight at one of the points"""
    return weight(at) / average(*points) * log(average(*points))


S = Sum(W[s, j], (j, 1, K)) / K


def mean_of_share(column):
    """E[w_column A] over the states, with A = log S / S"""
    return Sum(P[s] * W[s, column] * A[s], (s, 1, n))


def numbers(rng):
    """Both sides on a drawn table of three states, summed over all z_1..z_K, for K = 1, 2, 3."""
    import numpy as np

    joint, proposal = rng.dirichlet([1, 1, 1]) / 3, rng.dirichlet([1, 1, 1])
    weights = joint / proposal
    found = []
    for count in (1, 2, 3):
        left = sum(np.prod(proposal[list(at)]) * np.log(weights[list(at)].mean()) for at in np.ndindex(*(3,) * count))
        right = 0.0
        for rest in np.ndindex(*(3,) * (count - 1)):
            tilde = joint / ((weights + weights[list(rest)].sum()) / count)
            right += np.prod(proposal[list(rest)]) * (tilde * np.log(joint / tilde)).sum()
        found.append(Measurement(f"L_{count}", float(left), float(right), 1e-12))
    return found


claim = Claim(
    parts={
        "K = 1": Claim(statement=Equal(mean(log(average(z)), z), elbo(refined(z)))),
        "K = 2": Claim(
            statement=Equal(mean(log(average(z, z2)), z, z2), Expectation(elbo(refined(z, z2)), over=z2, under=q(z2 | x))),
            proof=calc(mean(log(average(z, z2)), z, z2))
            .eq(mean(share(z, z, z2), z, z2) / 2 + mean(share(z2, z, z2), z, z2) / 2, by="w_1 + w_2 = 2 S")
            .eq(mean(share(z, z, z2), z, z2), by="z_1 and z_2 exchanged")
            .eq(Expectation(elbo(refined(z, z2)), over=z2, under=q(z2 | x)), by="q w_1 = p(x, z), and p/qtilde = S"),
            mistakes={
                "the first weight is not divided by S": mean(weight(z) * log(average(z, z2)), z, z2),
                "the bound with one sample": elbo(q(z | x)),
            },
        ),
        "K = 3": Claim(
            statement=Equal(
                mean(log(average(z, z2, z3)), z, z2, z3),
                Expectation(elbo(refined(z, z2, z3)), over=(z3, z2), under=q(z2 | x) * q(z3 | x)),
            ),
            proof=calc(mean(log(average(z, z2, z3)), z, z2, z3))
            .eq(sum(mean(share(at, z, z2, z3), z, z2, z3) for at in (z, z2, z3)) / 3, by="w_1 + w_2 + w_3 = 3 S")
            .eq(mean(share(z, z, z2, z3), z, z2, z3), by="z_1 exchanged with z_2, and with z_3")
            .eq(
                Expectation(elbo(refined(z, z2, z3)), over=(z3, z2), under=q(z2 | x) * q(z3 | x)),
                by="q w_1 = p(x, z), and p/qtilde = S",
            ),
        ),
        "any K: the logarithm is the sum of the shares": Claim(
            statement=Equal(K * log(S), Sum(W[s, j] / S * log(S), (j, 1, K))),
            assuming=(AtLeast(s, 1), AtMost(s, n)),
        ),
        "any K: by symmetry the mean of one share is enough": Claim(
            statement=Equal(Sum(P[s] * Sum(W[s, j] * A[s], (j, 1, K)), (s, 1, n)), K * mean_of_share(1)),
            assuming=(Equal(Sum(mean_of_share(j), (j, 1, K)), K * mean_of_share(1)),),
            proof=calc(Sum(P[s] * Sum(W[s, j] * A[s], (j, 1, K)), (s, 1, n)))
            .eq(Sum(mean_of_share(j), (j, 1, K)), by="the mean of the sum is the sum of the means")
            .eq(K * mean_of_share(1), by="w_1 .. w_K have the same distribution together with S"),
        ),
    },
    numbers=numbers,
    scope="K = 1, 2, 3; any K for weights with finitely many joint values, from their symmetry",
)
