"""exp(i pi/q) for the angles whose sine and cosine are square roots of rationals."""

from __future__ import annotations

from verify.term import HALF, IMAGINARY, ONE, Term, add, mul, number, sqrt

# q -> exp(i pi/q)
UNIT_ROOTS: dict[int, Term] = {
    3: add(HALF, mul(HALF, sqrt(number(3)), IMAGINARY)),
    4: mul(HALF, sqrt(number(2)), add(ONE, IMAGINARY)),
    6: add(mul(HALF, sqrt(number(3))), mul(HALF, IMAGINARY)),
}
