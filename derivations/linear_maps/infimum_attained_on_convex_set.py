"""Each continuous function on a convex set reaches its infimum: it need not.

exp(x) on R: inf exp = 0 < exp(a) for every a        Deep-learning exam of 5 Feb 2018, 1.5 (vi)

R is convex, but not bounded.  The infimum is 0: exp is positive, and for c > 0 there is an x with exp(x) < c.  But no a is a
point of minimum, as exp(a - 1) is smaller still.
"""

from sympy import Symbol, exp, log

from verify.claim import Above, AtLeast, Below, Claim, Equal, GlobalMinimum, Measurement, NoSuch, calc

x, a, c = Symbol("x", real=True), Symbol("a", real=True), Symbol("c", positive=True)


def numbers(rng):
    """The least value on [-r, r] falls towards 0 as r grows."""
    import numpy as np

    return [
        Measurement(f"least value on [-{r:.0f}, {r:.0f}]", 0.0, float(np.exp(np.linspace(-r, r, 101)).min()), 1e-8)
        for r in rng.uniform(20, 40, size=3)
    ]


claim = Claim(
    parts={
        "0 is a lower bound": Claim(statement=Above(exp(x), 0), mistakes={"so is 1": AtLeast(exp(x), 1)}),
        "no c > 0 is one": Claim(
            statement=Below(exp(log(c) - 1), c),
            proof=calc(exp(log(c) - 1)).eq(c * exp(-1), by="exp(log c) = c").lt(c, by="exp(-1) < 1"),
        ),
        "which is no value": Claim(statement=NoSuch((Equal(exp(x), 0),))),
        "every value has a smaller one": Claim(statement=Below(exp(a - 1), exp(a))),
        "a point of minimum": Claim(statement=GlobalMinimum(exp(x), over=x, at=a, minimum=0), verdict=False),
    },
    numbers=numbers,
)
