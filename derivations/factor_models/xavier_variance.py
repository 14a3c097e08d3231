"""The variance of a unit with random weights, and the weights that keep it.

Var(sum_i w_i x_i) = n Var(w) Var(x);  kept forward by Var(w) = 1/n_in, backward by 1/n_out, compromise 2 / (n_in + n_out)
                                                                       Exercise series 10, 3

For any n, with independent weights and inputs of mean 0.  Backward a unit sums over the n_out units it feeds.  Weights that
keep the one variance change the other by n_out / n_in; the compromise is the variance at which the two gains have the mean 1.
"""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import Claim, Equal, Equivalent, Measurement
from verify.read.vocabulary import Inner, RandomVector, Variance

n, n_in, n_out = (Symbol(name, integer=True, positive=True) for name in ("n", "n_in", "n_out"))
var_w, var_x = Symbol("Var_w", positive=True), Symbol("Var_x", positive=True)
w = RandomVector("w", ZeroMatrix(n, 1), var_w * Identity(n))
x = RandomVector("x", ZeroMatrix(n, 1), var_x * Identity(n))
offset = MatrixSymbol("mu", n, 1)
shifted = RandomVector("y", offset, var_x * Identity(n))


def numbers(rng):
    """The sample variance of a unit, and the gains of a layer with the compromise."""
    import numpy as np

    weights, inputs = 0.5 * rng.normal(size=(40_000, 6)), 1.5 * rng.normal(size=(40_000, 6))
    compromise = rng.normal(size=(400, 200)) * np.sqrt(2 / 600)
    forward = (compromise @ rng.normal(size=(200, 100))).var()
    backward = (compromise.T @ rng.normal(size=(400, 100))).var()
    return [
        Measurement("Var(sum_i w_i x_i)", 6 * 0.25 * 2.25, float((weights * inputs).sum(axis=1).var()), 0.15),
        Measurement("mean gain of the compromise", 1.0, float((forward + backward) / 2), 0.05),
    ]


claim = Claim(
    parts={
        "the variance of a unit": Claim(
            statement=Equal(Variance(Inner(w, x)), n * var_w * var_x),
            mistakes={
                "as if each weight were the same": n**2 * var_w * var_x,
                "the number of inputs is lost": var_w * var_x,
                "variances add up": n * (var_w + var_x),
            },
        ),
        "inputs of another mean give more": Claim(
            statement=Equal(Variance(Inner(w, shifted)), n * var_w * var_x + var_w * Inner(offset, offset)),
            mistakes={"the mean makes no difference": n * var_w * var_x},
        ),
        "kept forward": Claim(
            statement=Equivalent(Equal(n_in * var_w * var_x, var_x), Equal(var_w, 1 / n_in)),
            mistakes={"the deviation 1/n_in": Equal(var_w, 1 / n_in**2)},
        ),
        "kept backward": Claim(
            statement=Equivalent(Equal(n_out * var_w * var_x, var_x), Equal(var_w, 1 / n_out)),
            mistakes={"the number of inputs": Equal(var_w, 1 / n_in)},
        ),
        "kept forward, the variance grows backward by n_out / n_in": Claim(
            statement=Equal(n_out * var_w * var_x, n_out / n_in * var_x),
            assuming=(Equal(var_w, 1 / n_in),),
            mistakes={"kept backward, too": var_x},
        ),
        "the compromise": Claim(
            statement=Equivalent(Equal((n_in * var_w + n_out * var_w) / 2, 1), Equal(var_w, 2 / (n_in + n_out))),
            mistakes={
                "without the 2": Equal(var_w, 1 / (n_in + n_out)),
                "the mean of the two variances": Equal(var_w, (1 / n_in + 1 / n_out) / 2),
            },
        ),
    },
    numbers=numbers,
)
