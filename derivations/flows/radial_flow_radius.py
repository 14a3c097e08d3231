"""The radius of a radial flow can be inverted.

y = z + beta (z - z_0)/(alpha + r),  r = |z - z_0|:  |y - z_0| = r (1 + beta/(alpha + r)) is strictly increasing in r >= 0
                                                                       Homework on generative models, 5.4 (i)

For alpha > 0 and beta >= -alpha, in any dimension D; so y determines r.  With z = z_0 + r h and |h| = 1: the factor
1 + beta/(alpha + r) is not negative, and r (1 + beta/(alpha + r)) = r + beta - alpha beta/(alpha + r).
"""

from sympy import MatrixSymbol, Symbol, sqrt

from verify.claim import AtLeast, Claim, Equal, Increasing, Measurement, calc
from verify.read.vocabulary import Norm2, Norm2Squared

D = Symbol("D", integer=True, positive=True)
alpha, beta, r = Symbol("alpha", positive=True), Symbol("beta", real=True), Symbol("r", nonnegative=True)
z0, h = MatrixSymbol("z_0", D, 1), MatrixSymbol("h", D, 1)

z = z0 + r * h
y = z + beta / (alpha + r) * (r * h)
radius = r * (1 + beta / (alpha + r))


def numbers(rng):
    """The distance of y from z_0 for a drawn z, and the r that bisection finds for it."""
    import numpy as np

    centre, point, scale, shift = rng.normal(size=5), rng.normal(size=5), 0.8, -0.7
    distance = np.linalg.norm(point - centre)
    image = point + shift * (point - centre) / (scale + distance)
    target, low, high = np.linalg.norm(image - centre), 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if middle * (1 + shift / (scale + middle)) < target else (low, middle)
    return [
        Measurement("|y - z_0|", float(distance * (1 + shift / (scale + distance))), float(target), 1e-12),
        Measurement("r from |y - z_0|", float(distance), float(low), 1e-9),
    ]


def plot(axes, rng):
    """The new radius r (1 + beta/(alpha + r)) for alpha = 1; below beta = -alpha it falls at first."""
    import numpy as np

    radii = np.linspace(0, 4, 401)
    for beta in (2.0, 0.0, -1.0, -3.0):
        axes.plot(radii, radii * (1 + beta / (1 + radii)), label=f"beta = {beta:g}")
    axes.set(xlabel="r", ylabel="|y - z_0|")
    axes.legend()


claim = Claim(
    parts={
        "the radius of y": Claim(
            statement=Equal(Norm2(y - z0), radius),
            assuming=(Equal(Norm2Squared(h), 1), AtLeast(beta, -alpha)),
            proof=calc(Norm2(y - z0))
            .eq(sqrt(radius**2 * Norm2Squared(h)), by="y - z_0 = radius h")
            .eq(sqrt(radius**2), by="|h| = 1")
            .eq(radius, by="radius = r (alpha + beta + r)/(alpha + r) is not negative"),
            mistakes={"r is not scaled": r + beta / (alpha + r)},
        ),
        "the radius of z": Claim(statement=Equal(Norm2(z - z0), r), assuming=(Equal(Norm2Squared(h), 1),)),
        "is strictly increasing": Claim(
            statement=Increasing(radius, over=r),
            assuming=(AtLeast(beta, -alpha),),
            mistakes={
                "for every beta, such as -2 alpha": Increasing(r * (1 - 2 * alpha / (alpha + r)), over=r),
            },
        ),
        "as it is written above": Claim(
            statement=Equal(radius, r + beta - alpha * beta / (alpha + r)),
            proof=calc(radius)
            .eq(r + beta * (alpha + r - alpha) / (alpha + r), by="r = (alpha + r) - alpha")
            .eq(r + beta - alpha * beta / (alpha + r), by="divide"),
        ),
    },
    numbers=numbers,
    plot=plot,
)
