"""Tanh is a rescaled sigmoid.

sigma(z) = (1 + tanh(z/2)) / 2  and  tanh(z) = 2 sigma(2z) - 1        Deep-learning exam of 5 Feb 2018, 2.1 (ii)

Both are the definition of tanh with numerator and denominator divided by an exponential, which is never 0.
"""

from sympy import Symbol, exp, tanh

from derivations.notation import sigmoid
from verify.claim import Claim, Equal, calc

z = Symbol("z", real=True)


def plot(axes, rng):
    """Both functions; each is the other, moved and stretched."""
    import numpy as np

    points = np.linspace(-5, 5, 401)
    axes.plot(points, np.tanh(points), label="tanh z")
    axes.plot(points, 1 / (1 + np.exp(-points)), label="sigma(z)")
    axes.set(xlabel="z")
    axes.legend()


claim = Claim(
    parts={
        "sigma by tanh": Claim(
            statement=Equal(sigmoid(z), (1 + tanh(z / 2)) / 2),
            proof=calc(sigmoid(z))
            .eq(exp(z / 2) / (exp(z / 2) + exp(-z / 2)), by="multiply above and below by exp(z/2)")
            .eq((1 + (exp(z / 2) - exp(-z / 2)) / (exp(z / 2) + exp(-z / 2))) / 2, by="2a = (a + b) + (a - b)")
            .eq((1 + tanh(z / 2)) / 2, by="definition of tanh"),
            mistakes={
                "the argument of tanh is not halved": (1 + tanh(z)) / 2,
                "the sign of tanh": (1 - tanh(z / 2)) / 2,
            },
        ),
        "tanh by sigma": Claim(
            statement=Equal(tanh(z), 2 * sigmoid(2 * z) - 1),
            proof=calc(tanh(z))
            .eq((exp(z) - exp(-z)) / (exp(z) + exp(-z)), by="definition of tanh")
            .eq((1 - exp(-2 * z)) / (1 + exp(-2 * z)), by="divide above and below by exp(z)")
            .eq(2 / (1 + exp(-2 * z)) - 1, by="1 - u = 2 - (1 + u)")
            .eq(2 * sigmoid(2 * z) - 1, by="definition of sigma"),
            mistakes={
                "the argument of sigma is not doubled": 2 * sigmoid(z) - 1,
                "the shift by -1 is missing": 2 * sigmoid(2 * z),
            },
        ),
    },
    plot=plot,
)
