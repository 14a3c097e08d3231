"""The evidence lower bound.

log p(x) >= E_q[log p(x|z)] - KL(q(z|x) || p(z))        Deep-learning exam of 5 Feb 2018, 5.4 (ii)

For continuous or discrete z.  The exam prints p(x) on the left; as u > log u, that holds as well.
"""

from sympy import log

from verify.claim import AtLeast, AtMost, Claim, Equal, calc
from verify.read.vocabulary import KL, Density, Expectation, Outcome

p, q = Density("p"), Density("q")
x, z = Outcome("x"), Outcome("z")

fit = Expectation(log(p(x | z)), over=z, under=q(z | x))
gap = KL(q(z | x), p(z), over=z)

claim = Claim(
    parts={
        "the bound": Claim(
            statement=AtLeast(log(p(x)), fit - gap),
            proof=calc(log(p(x)))
            .eq(log(Expectation(p(x, z) / q(z | x), over=z, under=q(z | x))), by="p(x) is the integral of p(x, z) over z")
            .ge(Expectation(log(p(x, z) / q(z | x)), over=z, under=q(z | x)), by="Jensen: log is concave")
            .eq(fit - gap, by="p(x, z) = p(x|z) p(z), and split the logarithm"),
            mistakes={
                "the bound is from above": AtMost(log(p(x)), fit - gap),
                "the divergence is added": fit + gap,
                "equality for every q": Equal(log(p(x)), fit - gap),
            },
        ),
        "as printed": Claim(
            statement=AtLeast(p(x), fit - gap),
            proof=calc(p(x)).gt(log(p(x)), by="u > log u").ge(fit - gap, by="the bound"),
        ),
    },
)
