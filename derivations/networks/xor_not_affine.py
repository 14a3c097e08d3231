"""No affine function, and no linear threshold unit, computes XOR.

f(x) = w_1 x_1 + w_2 x_2 + b  on {0, 1}^2        Deep-learning exam of 5 Feb 2018, 2.2 (i)

f(0, 0) + f(1, 1) = f(0, 1) + f(1, 0), while XOR asks for 0 + 0 and 1 + 1.  A threshold unit would need f <= 0 at (0, 0) and
(1, 1), and f > 0 at the other two points; the same sum of the four conditions is a contradiction.
"""

from sympy import Expr, Symbol

from verify.claim import Above, AtMost, Claim, Equal, Multipliers, NoSuch

w1, w2, b = Symbol("w_1", real=True), Symbol("w_2", real=True), Symbol("b", real=True)


def f(x1: int, x2: int) -> Expr:
    """w_1 x_1 + w_2 x_2 + b"""
    return w1 * x1 + w2 * x2 + b


claim = Claim(
    parts={
        "no affine function": Claim(
            statement=NoSuch((Equal(f(0, 0), 0), Equal(f(0, 1), 1), Equal(f(1, 0), 1), Equal(f(1, 1), 0))),
            proof=Multipliers((1, -1, -1, 1)),
            mistakes={
                "nor does one compute OR at three of the points": NoSuch(
                    (Equal(f(0, 0), 0), Equal(f(0, 1), 1), Equal(f(1, 0), 1))
                ),
            },
        ),
        "no threshold unit": Claim(
            statement=NoSuch((AtMost(f(0, 0), 0), Above(f(0, 1), 0), Above(f(1, 0), 0), AtMost(f(1, 1), 0))),
            proof=Multipliers((1, 1, 1, 1)),
            mistakes={
                "nor does one compute AND": NoSuch(
                    (AtMost(f(0, 0), 0), AtMost(f(0, 1), 0), AtMost(f(1, 0), 0), Above(f(1, 1), 0))
                ),
            },
        ),
    },
)
