"""The direction of a radial flow can be inverted.

y = z_0 + r h + beta r h/(alpha + r)  if and only if  h = (y - z_0) / (r (1 + beta/(alpha + r)))
                                                                       Homework on generative models, 5.4 (ii)

For alpha, r > 0 and beta >= -alpha, in any dimension D.  As alpha + r + beta >= r > 0, the divisor is positive.
"""

from sympy import MatrixSymbol, Symbol

from verify.claim import Above, AtLeast, Claim, Equal, Measurement, calc

D = Symbol("D", integer=True, positive=True)
alpha, beta, r = Symbol("alpha", positive=True), Symbol("beta", real=True), Symbol("r", positive=True)
y, z0, h = (MatrixSymbol(name, D, 1) for name in ("y", "z_0", "h"))

scale = r * (1 + beta / (alpha + r))
flow = z0 + r * h + beta / (alpha + r) * (r * h)
direction = (y - z0) / scale


def numbers(rng):
    """The direction of a drawn z, beside the one found from y and r."""
    import numpy as np

    centre, point = rng.normal(size=4), rng.normal(size=4)
    distance = np.linalg.norm(point - centre)
    image = point - 0.9 * (point - centre) / (1 + distance)
    found = (image - centre) / (distance * (1 - 0.9 / (1 + distance)))
    wanted = (point - centre) / distance
    return [Measurement(f"h_{i + 1}", float(wanted[i]), float(found[i]), 1e-12) for i in range(4)]


claim = Claim(
    assuming=(AtLeast(beta, -alpha),),
    parts={
        "the divisor is positive": Claim(statement=Above(scale, 0)),
        "y solves for h": Claim(
            statement=Equal(h, direction),
            assuming=(Equal(y, flow),),
            proof=calc(h).eq((flow - z0) / scale, by="flow = z_0 + scale h, and scale > 0").eq(direction, by="y is the flow"),
            mistakes={"not divided by r": Equal(h, (y - z0) / (1 + beta / (alpha + r)))},
        ),
        "and h solves for y": Claim(
            statement=Equal(y, flow),
            assuming=(Equal(h, direction),),
        ),
    },
    numbers=numbers,
)
