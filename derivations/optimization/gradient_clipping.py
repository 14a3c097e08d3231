"""Clipping a gradient bounds its norm and keeps its direction.

|g min(1, c/|g|)| <= c,   g min(1, c/|g|) / |g min(1, c/|g|)| = g/|g|        Deep-learning exam of 5 Feb 2018, 3.7

For g in R^n, g != 0, and c > 0.  Gradients of norm at most c stay as they are, longer ones get the norm c.
"""

from sympy import MatrixSymbol, Min, Symbol

from verify.claim import Above, AtLeast, AtMost, Claim, Equal, Measurement, cases
from verify.read.vocabulary import Norm2

n = Symbol("n", integer=True, positive=True)
c = Symbol("c", positive=True)
g = MatrixSymbol("g", n, 1)

factor = Min(1, c / Norm2(g))
clipped = factor * g
short_or_long = cases((AtMost(Norm2(g), c), None), (Above(Norm2(g), c), None))


def numbers(rng):
    """Drawn gradients of all lengths, clipped to norm 1."""
    import numpy as np

    drawn = rng.normal(size=(1000, 4)) * rng.exponential(size=(1000, 1))
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    result = drawn * np.minimum(1, 1 / lengths)
    after = np.linalg.norm(result, axis=1, keepdims=True)
    return [
        Measurement("greatest norm", 1.0, float(after.max()), 1e-12),
        Measurement("greatest change of direction", 0.0, float(np.abs(result / after - drawn / lengths).max()), 1e-12),
    ]


claim = Claim(
    assuming=(Above(Norm2(g), 0),),
    parts={
        "the norm is at most c": Claim(
            statement=AtMost(Norm2(clipped), c),
            proof=short_or_long,
            mistakes={"it is c": Equal(Norm2(clipped), c)},
        ),
        "the direction is that of g": Claim(
            statement=Equal(clipped / Norm2(clipped), g / Norm2(g)),
            proof=short_or_long,
            mistakes={"it is turned around": Equal(clipped / Norm2(clipped), -g / Norm2(g))},
        ),
        "a small gradient is left unchanged": Claim(
            statement=Equal(clipped, g),
            assuming=(AtMost(Norm2(g), c),),
            mistakes={"also by g c/|g|": Equal(c / Norm2(g) * g, g)},
        ),
        "a large one gets the norm c": Claim(statement=Equal(Norm2(clipped), c), assuming=(AtLeast(Norm2(g), c),)),
    },
    numbers=numbers,
)
