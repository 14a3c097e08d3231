"""The gap of the evidence lower bound is a divergence.

log p(x) = E_q[log p(x|z)] - KL(q(z|x) || p(z)) + KL(q(z|x) || p(z|x))        Exercise series 10, 1

For continuous or discrete z, with q > 0 only where p(z|x) > 0.
"""

from sympy import log

from verify.claim import Claim, Equal, calc
from verify.read.vocabulary import KL, Density, Expectation, Outcome

p, q = Density("p"), Density("q")
x, z = Outcome("x"), Outcome("z")

fit = Expectation(log(p(x | z)), over=z, under=q(z | x))
prior_gap, posterior_gap = KL(q(z | x), p(z), over=z), KL(q(z | x), p(z | x), over=z)

claim = Claim(
    statement=Equal(log(p(x)), fit - prior_gap + posterior_gap),
    proof=calc(log(p(x)))
    .eq(Expectation(log(p(x)), over=z, under=q(z | x)), by="log p(x) does not depend on z")
    .eq(Expectation(log(p(x | z) * p(z) / p(z | x)), over=z, under=q(z | x)), by="Bayes: p(x) p(z|x) = p(x|z) p(z)")
    .eq(fit - prior_gap + posterior_gap, by="insert q(z|x)/q(z|x) and split the logarithm"),
    mistakes={
        "the gap is subtracted": fit - prior_gap - posterior_gap,
        "the gap has its arguments exchanged": fit - prior_gap + KL(p(z | x), q(z | x), over=z),
    },
)
