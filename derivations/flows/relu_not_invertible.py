"""A rectified linear unit is not injective.

g(z) = a max(0, b z + c):  for all a, b, c there are z_1 != z_2 with g(z_1) = g(z_2)        Homework on generative models, 5.1

For all real a, b, c.  Where b = 0, g is constant: z_1 = 0, z_2 = 1.  Else z_1 = -(c + 1)/b and z_2 = -(c + 2)/b have the
activations -1 and -2, so that g is 0 at both.  Where a = 0, too.
"""

from sympy import Eq, Expr, Max, Or, Piecewise, Symbol

from verify.claim import Above, AtLeast, AtMost, Below, Claim, Equal, Increasing, NotEqual, calc, cases

a, b, c = Symbol("a", real=True), Symbol("b", real=True), Symbol("c", real=True)
z, positive = Symbol("z", real=True), Symbol("a_p", positive=True)

z1 = Piecewise((0, Eq(b, 0)), (-(c + 1) / b, True))
z2 = Piecewise((1, Eq(b, 0)), (-(c + 2) / b, True))


def g(point: Expr) -> Expr:
    """a max(0, b z + c)"""
    return a * Max(0, b * point + c)


claim = Claim(
    parts={
        "two points": Claim(statement=NotEqual(z1, z2)),
        "with one value": Claim(
            statement=Equal(g(z1), g(z2)),
            proof=cases(
                (Equal(b, 0), calc(g(z1)).eq(a * Max(0, c), by="the input is lost").eq(g(z2), by="the input is lost")),
                (
                    NotEqual(b, 0),
                    calc(g(z1))
                    .eq(a * Max(0, -1), by="b z_1 + c = -1")
                    .eq(a * Max(0, -2), by="both are cut off")
                    .eq(g(z2), by="b z_2 + c = -2"),
                ),
            ),
        ),
        "b > 0: everything up to -c/b is mapped to 0": Claim(
            statement=Equal(g(z), 0),
            assuming=(Above(b, 0), AtMost(z, -c / b)),
        ),
        "b < 0: everything from -c/b on is mapped to 0": Claim(
            statement=Equal(g(z), 0),
            assuming=(Below(b, 0), AtLeast(z, -c / b)),
        ),
        "a = 0 or b = 0: everything is mapped to one value": Claim(
            statement=Equal(g(z), g(0)),
            assuming=(Or(Eq(a, 0), Eq(b, 0)),),
            mistakes={"it is increasing for a, b > 0": Increasing(positive * Max(0, z + c), over=z)},
        ),
    },
)
