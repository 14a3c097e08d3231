"""A linear threshold unit computes (x_1 and not x_2) or (not x_1 and x_2 and x_3): it cannot.

No w_1, w_2, w_3, b:  w_1 x_1 + w_2 x_2 + w_3 x_3 + b > 0 where it is true, <= 0 elsewhere on {0, 1}^3
                                                                       Deep-learning exam of 5 Feb 2018, 2.5 (ii)

It is true at (1, 0, 0) and (0, 1, 1), false at (1, 1, 0) and (0, 0, 1), and both pairs add up to (1, 1, 1).  So the four
conditions, added up, are a contradiction; that a unit may be right at the first three shows where it fails.
"""

from itertools import product

from sympy import Expr, Symbol

from verify.claim import Above, AtMost, Claim, Measurement, Multipliers, NoSuch

w1, w2, w3, b = (Symbol(name, real=True) for name in ("w_1", "w_2", "w_3", "b"))
POINTS = tuple(product((0, 1), repeat=3))


def true(x1: int, x2: int, x3: int) -> bool:
    """(x_1 and not x_2) or (not x_1 and x_2 and x_3)"""
    return bool((x1 and not x2) or (not x1 and x2 and x3))


def f(x1: int, x2: int, x3: int) -> Expr:
    """w_1 x_1 + w_2 x_2 + w_3 x_3 + b"""
    return w1 * x1 + w2 * x2 + w3 * x3 + b


def right_at(point: tuple[int, int, int]):
    """The unit fires at the point if it should, and only then."""
    return Above(f(*point), 0) if true(*point) else AtMost(f(*point), 0)


def numbers(rng):
    """The most points on which one of many drawn units is right, which is never all 8."""
    import numpy as np

    wanted = np.array([true(*point) for point in POINTS])
    weights, biases = rng.normal(size=(10_000, 3)), rng.normal(size=(10_000, 1))
    right = ((weights @ np.array(POINTS).T + biases > 0) == wanted).sum(axis=1)
    return [Measurement("most points that a unit has right", 7, int(right.max()), 0)]


four = ((1, 0, 0), (0, 1, 1), (1, 1, 0), (0, 0, 1))

claim = Claim(
    parts={
        "no unit is right at four of the points": Claim(
            statement=NoSuch(tuple(map(right_at, four))),
            proof=Multipliers((1, 1, 1, 1)),
            mistakes={
                "nor at those where x_1 = 0": NoSuch(tuple(right_at(point) for point in POINTS if point[0] == 0)),
                "nor at those where x_3 = 0": NoSuch(tuple(right_at(point) for point in POINTS if point[2] == 0)),
            },
        ),
        "a unit that is right at three of them is right at the fourth, too": Claim(
            statement=right_at(four[3]),
            assuming=tuple(map(right_at, four[:3])),
            verdict=False,
        ),
    },
    numbers=numbers,
)
