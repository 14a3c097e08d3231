"""exp(i f) for the angles f whose sine and cosine are square roots: fractions of pi, asin u and atan u."""

from __future__ import annotations

from collections.abc import Callable

from verify.term import HALF, IMAGINARY, ONE, TWO, Term, add, divide, mul, number, power, sqrt, subtract

# q -> exp(i pi/q)
UNIT_ROOTS: dict[int, Term] = {
    3: add(HALF, mul(HALF, sqrt(number(3)), IMAGINARY)),
    4: mul(HALF, sqrt(number(2)), add(ONE, IMAGINARY)),
    5: mul(number(1, 4), add(ONE, sqrt(number(5)), mul(IMAGINARY, sqrt(subtract(number(10), mul(TWO, sqrt(number(5)))))))),
    6: add(mul(HALF, sqrt(number(3))), mul(HALF, IMAGINARY)),
    8: mul(HALF, add(sqrt(add(TWO, sqrt(TWO))), mul(IMAGINARY, sqrt(subtract(TWO, sqrt(TWO)))))),
    10: mul(number(1, 4), add(sqrt(add(number(10), mul(TWO, sqrt(number(5))))), mul(IMAGINARY, subtract(sqrt(number(5)), ONE)))),
    12: mul(number(1, 4), add(sqrt(number(6)), sqrt(TWO), mul(IMAGINARY, subtract(sqrt(number(6)), sqrt(TWO))))),
}

# f -> exp(i f(u)), for a real u at which f is defined
ARCS: dict[str, Callable[[Term], Term]] = {
    "asin": lambda u: add(sqrt(subtract(ONE, power(u, 2))), mul(IMAGINARY, u)),
    "atan": lambda u: divide(add(ONE, mul(IMAGINARY, u)), sqrt(add(ONE, power(u, 2)))),
}
