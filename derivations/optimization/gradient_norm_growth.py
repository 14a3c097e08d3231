"""A function whose gradient grows while it falls to its minimum.

f(x) = 1 + sqrt(|x|):  the minimum is 1, at 0 only, and f(x) < f(y) implies |f'(x)| > |f'(y)|
                                                                       Deep-learning exam of 5 Feb 2018, 3.4

For x, y != 0: f has no derivative at its minimum.
"""

from sympy import Abs, Derivative, Expr, Symbol, sqrt

from verify.claim import Above, Argmin, Below, Claim, Equal, Measurement, NotEqual, cases

x, y = Symbol("x", real=True), Symbol("y", real=True)


def f(point: Expr) -> Expr:
    """1 + sqrt(|point|)"""
    return 1 + sqrt(Abs(point))


def slope(point: Expr) -> Expr:
    """|f'(point)| = 1/(2 sqrt(|point|))"""
    return 1 / (2 * sqrt(Abs(point)))


def numbers(rng):
    """f and |f'|, by central differences, at drawn points in increasing order."""
    import numpy as np

    points = np.sort(np.abs(rng.normal(size=50))) + 0.01
    values, step = 1 + np.sqrt(points), 1e-6
    slopes = (np.sqrt(points + step) - np.sqrt(points - step)) / (2 * step)
    return [
        Measurement("steps at which f falls", 0.0, float((np.diff(values) < 0).sum()), 0.0),
        Measurement("steps at which |f'| rises with f", 0.0, float((np.diff(slopes) > 0).sum()), 0.0),
    ]


claim = Claim(
    parts={
        "the minimum": Claim(
            statement=Argmin(f(x), over=x, at=0, minimum=1),
            mistakes={"at 1": 1},
        ),
        "the gradient": Claim(
            statement=Equal(Abs(Derivative(f(x), x)), slope(x)),
            assuming=(NotEqual(x, 0),),
            proof=cases((x > 0, None), (x <= 0, None)),
            mistakes={"the inner derivative is lost": sqrt(Abs(x)) / 2},
        ),
        "it grows": Claim(
            statement=Above(slope(x), slope(y)),
            assuming=(NotEqual(x, 0), NotEqual(y, 0), Below(f(x), f(y))),
            mistakes={"it falls": Below(slope(x), slope(y))},
        ),
        "that of g = 1 + x^2 falls with it, |g'|^2 = 4 g - 4": Claim(
            statement=Equal(Derivative(1 + x**2, x) ** 2, 4 * (1 + x**2) - 4),
            assuming=(Below(1 + x**2, 1 + y**2),),
            mistakes={"the same for 1 + x^2": Above(Abs(2 * x), Abs(2 * y))},
        ),
    },
    numbers=numbers,
)
