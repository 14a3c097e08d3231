"""On which arcs a cosine or sine is above or below a number that it takes at a simple fraction of pi.

    0 < cos u      for -pi/2 < u < pi/2          0 < sin u      for 0 < u < pi
    -1 < cos u     for -pi < u < pi              cos u < 1/2    for pi/3 < u < 5 pi/3

<= holds with the ends of the arc; sin u is cos(u - pi/2).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verify.domain import rational_value, scaled_parts
from verify.term import ONE, PI, ZERO, Term, is_real_term, mul, number, relation, subtract

WAVES = frozenset(("cos", "sin"))
# c -> t with cos(pi t) = c, 0 <= t <= 1
_ANGLES = {
    Fraction(1): Fraction(0),
    Fraction(1, 2): Fraction(1, 3),
    Fraction(0): Fraction(1, 2),
    Fraction(-1, 2): Fraction(2, 3),
    Fraction(-1): Fraction(1),
}


def arcs(statement: Term) -> tuple[tuple[Term, Term], ...]:
    """Pairs of conditions, each of which is enough for c cos u + q > 0, >= 0 or != 0; none for another statement.

    0 < (c cos u + q)^2 is as good as c cos u + q != 0.
    """
    if statement.op == "lt" and statement.args[0] is ZERO and _is_even_power(statement.args[1]):
        statement = relation("ne", statement.args[1].args[0], ZERO)
    if statement.op not in ("lt", "le", "ne") or not is_real_term(statement):
        return ()
    parts = list(scaled_parts(subtract(*reversed(statement.args))))
    waves = [(factor, term) for factor, term in parts if term is not ONE and factor]
    if len(waves) != 1 or waves[0][1].op not in WAVES:
        return ()
    factor, wave = waves[0]
    threshold = -sum((value for value, term in parts if term is ONE), Fraction(0)) / factor
    if threshold not in _ANGLES:
        return ()
    above = (True, False) if statement.op == "ne" else (factor > 0,)
    shift = Fraction(1, 2) if wave.op == "sin" else Fraction(0)
    strict = "le" if statement.op == "le" else "lt"
    return tuple(
        (relation(strict, _turns(low + shift), wave.args[0]), relation(strict, wave.args[0], _turns(high + shift)))
        for is_above in above
        for low, high in _intervals(_ANGLES[threshold], is_above)
    )


def _intervals(angle: Fraction, is_above: bool) -> Iterator[tuple[Fraction, Fraction]]:
    """Where cos(pi t) is above, or below, cos(pi angle): the arc round 0, or round 1, and its neighbours."""
    if is_above and angle:
        yield from ((-angle, angle), (2 - angle, 2 + angle))
    if not is_above and angle < 1:
        yield from ((angle, 2 - angle), (angle - 2, -angle))


def _is_even_power(term: Term) -> bool:
    exponent = rational_value(term.args[1]) if term.op == "power" else None
    return exponent is not None and exponent > 0 and exponent.denominator == 1 and exponent.numerator % 2 == 0


def _turns(count: Fraction) -> Term:
    return mul(number(count), PI) if count else number(0)
