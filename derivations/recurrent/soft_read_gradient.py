"""A memory that is read softly is differentiable with respect to where it is read.

r = sum_i w_i M_i:  dr/dw_i = M_i,  and with w = softmax(s)  dr/ds_i = w_i (M_i - r)
                                                                       Deep-learning exam of 5 Feb 2018, 4.3 (iv)

For any number n of memory rows M_i in R^d; r_c and M_ic are the components c = 1, ..., d.  As the weights of a softmax add up
to 1, a larger s_i takes from all the other rows: dw_i/ds_i = w_i (1 - w_i), and dw_j/ds_i = -w_j w_i for j != i.
"""

from sympy import Derivative, IndexedBase, Sum, Symbol, exp

from verify.claim import AtMost, Claim, Equal, Measurement, NotEqual, calc

n, d = Symbol("n", integer=True, positive=True), Symbol("d", integer=True, positive=True)
i, j, c = (Symbol(name, integer=True, positive=True) for name in "ijc")
k = Symbol("k", integer=True)
w, s = IndexedBase("w", shape=(n,), real=True), IndexedBase("s", shape=(n,), real=True)
M = IndexedBase("M", shape=(n, d), real=True)

total = Sum(exp(s[k]), (k, 1, n))


def softmax(place):
    """exp(s_i) / sum_k exp(s_k)"""
    return exp(s[place]) / total


read = Sum(w[j] * M[j, c], (j, 1, n))
soft_read = Sum(softmax(j) * M[j, c], (j, 1, n))


def numbers(rng):
    """Finite differences of a read by the scores of its rows."""
    import numpy as np

    memory, scores, step = rng.normal(size=(5, 3)), rng.normal(size=5), 1e-6

    def weights(scores):
        return np.exp(scores) / np.exp(scores).sum()

    found = []
    for place, bump in enumerate(step * np.eye(5)):
        measured = (weights(scores + bump) @ memory - weights(scores - bump) @ memory) / (2 * step)
        expected = weights(scores)[place] * (memory[place] - weights(scores) @ memory)
        found.append(Measurement(f"dr/ds_{place + 1}, largest error", 0.0, float(abs(measured - expected).max()), 1e-8))
    return found


claim = Claim(
    assuming=(AtMost(i, n), AtMost(j, n), AtMost(c, d)),
    parts={
        "by the weights": Claim(
            statement=Equal(Derivative(read, w[i]), M[i, c]),
            mistakes={"the weight stays": w[i] * M[i, c]},
        ),
        "a weight by its own score": Claim(
            statement=Equal(Derivative(softmax(i), s[i]), softmax(i) * (1 - softmax(i))),
            mistakes={"the normalisation is taken for a constant": softmax(i)},
        ),
        "a weight by another score": Claim(
            statement=Equal(Derivative(softmax(j), s[i]), -softmax(j) * softmax(i)),
            assuming=(NotEqual(i, j),),
            mistakes={"the normalisation is taken for a constant": 0 * s[i]},
        ),
        "by the scores": Claim(
            statement=Equal(Derivative(soft_read, s[i]), softmax(i) * (M[i, c] - soft_read)),
            proof=calc(Derivative(soft_read, s[i]))
            .eq(
                exp(s[i]) * M[i, c] / total - exp(s[i]) * Sum(exp(s[j]) * M[j, c], (j, 1, n)) / total**2,
                by="the quotient rule: numerator and total have the summand of s_i",
            )
            .eq(softmax(i) * (M[i, c] - soft_read), by="exp(s_i) / total = w_i, and the sum over total is the read"),
            mistakes={
                "the other weights are taken for constants": softmax(i) * M[i, c],
                "the sign": softmax(i) * (soft_read - M[i, c]),
            },
        ),
    },
    numbers=numbers,
)
