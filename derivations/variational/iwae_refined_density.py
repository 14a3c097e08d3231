"""The refined proposal of the importance-weighted bound is a probability density.

q_K(z|x) = E_{z_2..z_K ~ q}[qtilde(z)] >= 0  and  integral q_K(z|x) dz = 1,
qtilde(z) = p(x, z)/S,  S = (1/K) (w(z) + sum_{j>=2} w(z_j)),  w(z) = p(x, z)/q(z|x)        Homework on generative models, 4.2

With z_1 = z the integral is the mean of w_1/S over independent z_1..z_K ~ q.  S treats the weights alike, so that it is the
mean of w_j/S for every j, and their sum is K.

For K = 1, 2, 3 and continuous or discrete z this is shown in full, the symmetry being a renaming of the variables of
integration.  For any K the step that uses the symmetry is written for weights with finitely many joint values: weight j has the
value W_sj in state s, which has probability P_s, and the symmetry says that the sum over j of the means of w_j/S is K times the
first.
"""

from sympy import IndexedBase, Sum, Symbol

from verify.claim import Above, AtLeast, AtMost, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Density, Expectation, Marginal, Outcome

p, q = Density("p"), Density("q")
x, z, z2, z3 = Outcome("x"), Outcome("z"), Outcome("z_2", "z"), Outcome("z_3", "z")

K, n = Symbol("K", integer=True, positive=True), Symbol("n", integer=True, positive=True)
j, s = Symbol("j", integer=True), Symbol("s", integer=True)
W = IndexedBase(Symbol("W", positive=True), shape=(n, K))
P, A = (IndexedBase(Symbol(name, positive=True), shape=(n,)) for name in ("P", "A"))


def weight(at):
    """w(z) = p(x, z) / q(z|x)"""
    return p(x, at) / q(at | x)


def average(*points):
    """S, the average of the weights at these points"""
    return sum(weight(at) for at in points) / len(points)


def refined(*points):
    """qtilde(z), for z_1 = z and the other points"""
    return p(x, z) / average(*points)


def mean_of_share(at, *points):
    """E[w/S] over independent points from q, with the weight at one of them"""
    under = 1
    for each in points:
        under = under * q(each | x)
    return Expectation(weight(at) / average(*points), over=points, under=under)


q2 = Expectation(refined(z, z2), over=z2, under=q(z2 | x))
q3 = Expectation(refined(z, z2, z3), over=(z2, z3), under=q(z2 | x) * q(z3 | x))
S = Sum(W[s, j], (j, 1, K)) / K


def mean_of_column(column):
    """E[w_column A] over the states, with A = 1/S"""
    return Sum(P[s] * W[s, column] * A[s], (s, 1, n))


def numbers(rng):
    """The sum of q_K over a drawn table of three states, for K = 1, 2, 3."""
    import numpy as np

    joint, proposal = rng.dirichlet([1, 1, 1]) / 3, rng.dirichlet([1, 1, 1])
    weights = joint / proposal
    found = []
    for count in (1, 2, 3):
        refined_table = np.zeros(3)
        for rest in np.ndindex(*(3,) * (count - 1)):
            refined_table += np.prod(proposal[list(rest)]) * joint * count / (weights + weights[list(rest)].sum())
        found.append(Measurement(f"sum of q_{count}", 1.0, float(refined_table.sum()), 1e-12))
    return found


claim = Claim(
    parts={
        "K = 1: it is q": Claim(statement=Equal(refined(z), q(z | x))),
        "K = 2: it is positive": Claim(statement=AtLeast(q2, 0)),
        "K = 2: it integrates to 1": Claim(
            statement=Equal(Marginal(q2, over=z), 1),
            proof=calc(Marginal(q2, over=z))
            .eq(mean_of_share(z, z, z2), by="p(x, z) = q(z|x) w(z)")
            .eq(mean_of_share(z, z, z2) / 2 + mean_of_share(z2, z, z2) / 2, by="z_1 and z_2 exchanged")
            .eq(1, by="w_1 + w_2 = 2 S"),
            mistakes={"p(x)": p(x), "K": 2},
        ),
        "K = 3: it is positive": Claim(statement=AtLeast(q3, 0)),
        "K = 3: it integrates to 1": Claim(
            statement=Equal(Marginal(q3, over=z), 1),
            proof=calc(Marginal(q3, over=z))
            .eq(mean_of_share(z, z, z2, z3), by="p(x, z) = q(z|x) w(z)")
            .eq(sum(mean_of_share(at, z, z2, z3) for at in (z, z2, z3)) / 3, by="z_1 exchanged with z_2, and with z_3")
            .eq(1, by="w_1 + w_2 + w_3 = 3 S"),
        ),
        "any K: qtilde is positive": Claim(
            statement=Above(P[s] / S, 0),
            assuming=(AtLeast(s, 1), AtMost(s, n)),
        ),
        "any K: the shares add up to K": Claim(
            statement=Equal(Sum(W[s, j] / S, (j, 1, K)), K),
            assuming=(AtLeast(s, 1), AtMost(s, n)),
        ),
        "any K: by symmetry the mean of one share is enough": Claim(
            statement=Equal(Sum(P[s] * Sum(W[s, j] * A[s], (j, 1, K)), (s, 1, n)), K * mean_of_column(1)),
            assuming=(Equal(Sum(mean_of_column(j), (j, 1, K)), K * mean_of_column(1)),),
            proof=calc(Sum(P[s] * Sum(W[s, j] * A[s], (j, 1, K)), (s, 1, n)))
            .eq(Sum(mean_of_column(j), (j, 1, K)), by="the mean of the sum is the sum of the means")
            .eq(K * mean_of_column(1), by="w_1 .. w_K have the same distribution together with S"),
        ),
    },
    numbers=numbers,
    scope="K = 1, 2, 3; any K for weights with finitely many joint values, from their symmetry",
)
