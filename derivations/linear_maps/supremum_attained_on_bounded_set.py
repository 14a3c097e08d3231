"""Each continuous function on a bounded set reaches its supremum: it need not.

f(x) = x on (0, 1): sup f = 1 > f(a) for every a of (0, 1)        Deep-learning exam of 5 Feb 2018, 1.5 (vii)

(0, 1) is bounded, but not closed.  The supremum is 1: x < 1, and no c < 1 is an upper bound, as the point half-way between c
and 1 has a greater value.  For the same reason no a is a point of maximum.
"""

from sympy import And, Rational, Symbol

from verify.claim import Argmax, AtMost, Below, Claim, Equal, Measurement, NoSuch, calc

x, a, c = (Symbol(name, positive=True) for name in "xac")


def numbers(rng):
    """The greatest of many points of (0, 1) comes near 1."""
    return [Measurement("greatest of 100 000 draws", 1.0, float(rng.uniform(size=100_000).max()), 1e-3)]


claim = Claim(
    symbols=dict.fromkeys("xac", "in (0, 1)"),
    parts={
        "1 is an upper bound": Claim(statement=Below(x, 1), mistakes={"so is 1/2": AtMost(x, Rational(1, 2))}),
        "no c < 1 is one": Claim(
            statement=Below(c, (c + 1) / 2),
            proof=calc(c).eq((c + c) / 2, by="c = 2 c/2").lt((c + 1) / 2, by="c < 1"),
        ),
        "the greater point is in the set": Claim(statement=And((c + 1) / 2 > 0, (c + 1) / 2 < 1)),
        "1 is no value": Claim(statement=NoSuch((Equal(x, 1),))),
        "a point of maximum": Claim(statement=Argmax(x, over=x, at=a, maximum=1), verdict=False),
    },
    numbers=numbers,
)
