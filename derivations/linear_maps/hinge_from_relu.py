"""Every maximum of affine functions is a nesting of rectified linear units.

max(a, b) = b + max(0, a - b),  u = max(0, u) - max(0, -u)        Deep-learning exam of 5 Feb 2018, 1.5 (iii)

A k-hinge is max(u_1, ..., u_k) of affine functions u_i = w_i^T x + b_i on R^n.  By induction on k: one more function makes
M = max(u_1, ..., u_k) into max(M, u) = max(0, u) - max(0, -u) + max(0, M - u), where M nests k - 1 rectified linear units.
"""

from sympy import MatrixSymbol, Max, Symbol

from derivations.notation import relu
from verify.claim import Above, AtMost, Claim, Equal, calc, cases
from verify.read.vocabulary import Inner

n = Symbol("n", integer=True, positive=True)
a, b, c, M, v = (Symbol(name, real=True) for name in "abcMv")
w, x = MatrixSymbol("w", n, 1), MatrixSymbol("x", n, 1)
u = Inner(w, x) + c


def passed_on(value):
    """max(0, value) - max(0, -value)"""
    return relu(value) - relu(-value)


claim = Claim(
    parts={
        "the larger of two": Claim(
            statement=Equal(Max(a, b), b + relu(a - b)),
            proof=cases(
                (AtMost(a, b), calc(Max(a, b)).eq(b, by="a <= b").eq(b + relu(a - b), by="a - b <= 0")),
                (Above(a, b), calc(Max(a, b)).eq(a, by="a > b").eq(b + relu(a - b), by="a - b > 0")),
            ),
            mistakes={
                "added to the other one": a + relu(a - b),
                "the difference is taken the other way": b + relu(b - a),
            },
        ),
        "a number from two units": Claim(
            statement=Equal(v, passed_on(v)),
            mistakes={"the two are added": relu(v) + relu(-v), "one unit is enough": relu(v)},
        ),
        "one more affine function": Claim(
            statement=Equal(Max(M, u), passed_on(u) + relu(M - u)),
            proof=calc(Max(M, u))
            .eq(u + relu(M - u), by="the rule for two, of M and u")
            .eq(passed_on(u) + relu(M - u), by="u = max(0, u) - max(0, -u)"),
            mistakes={"u passes through one unit": relu(u) + relu(M - u)},
        ),
        "three of them": Claim(
            statement=Equal(Max(a, b, c), passed_on(c) + relu(passed_on(b) + relu(a - b) - c)),
            proof=calc(Max(a, b, c))
            .eq(c + relu(Max(a, b) - c), by="the rule for two, of max(a, b) and c")
            .eq(c + relu(b + relu(a - b) - c), by="the rule for two, of a and b")
            .eq(passed_on(c) + relu(passed_on(b) + relu(a - b) - c), by="a number is passed on by two units"),
        ),
    },
)
