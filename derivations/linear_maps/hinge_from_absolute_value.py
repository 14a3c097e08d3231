"""Every maximum of affine functions is a nesting of absolute values.

max(a, b) = (a + b + |a - b|)/2        Deep-learning exam of 5 Feb 2018, 1.5 (ii)

A k-hinge is max(u_1, ..., u_k) of affine functions u_i = w_i^T x + b_i on R^n.  By induction on k: one more function makes
M = max(u_1, ..., u_k) into max(M, u) = (M + u + |M - u|)/2, where M nests k - 1 absolute values.  The affine sum M + u is
passed on by a linear unit.
"""

from sympy import Abs, MatrixSymbol, Max, Symbol

from verify.claim import Above, AtMost, Claim, Equal, calc, cases
from verify.read.vocabulary import Inner

n = Symbol("n", integer=True, positive=True)
a, b, c, M = (Symbol(name, real=True) for name in "abcM")
w, x = MatrixSymbol("w", n, 1), MatrixSymbol("x", n, 1)
u = Inner(w, x) + c


def larger(left, right):
    """(left + right + |left - right|)/2"""
    return (left + right + Abs(left - right)) / 2


claim = Claim(
    parts={
        "the larger of two": Claim(
            statement=Equal(Max(a, b), larger(a, b)),
            proof=cases(
                (AtMost(a, b), calc(Max(a, b)).eq(b, by="a <= b").eq(larger(a, b), by="|a - b| = b - a")),
                (Above(a, b), calc(Max(a, b)).eq(a, by="a > b").eq(larger(a, b), by="|a - b| = a - b")),
            ),
            mistakes={
                "the smaller of the two": (a + b - Abs(a - b)) / 2,
                "the absolute value of the sum": (a + b + Abs(a + b)) / 2,
                "not divided by 2": a + b + Abs(a - b),
            },
        ),
        "one more affine function": Claim(
            statement=Equal(Max(M, u), (M + u + Abs(M - u)) / 2),
            mistakes={"the new function is not compared with the others": (M + u + Abs(u)) / 2},
        ),
        "three of them": Claim(
            statement=Equal(Max(a, b, c), larger(larger(a, b), c)),
            proof=calc(Max(a, b, c))
            .eq(Max(Max(a, b), c), by="the largest of all is the larger of the third and of the largest of the others")
            .eq(larger(Max(a, b), c), by="the rule for two, of max(a, b) and c")
            .eq(larger(larger(a, b), c), by="the rule for two, of a and b"),
        ),
    },
)
