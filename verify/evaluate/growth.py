"""Rigorous bounds of a formula on a ray t >= R, for the tails of integrals.

The integration variable is x = centre + sign * t (an infinite end) or x = centre + sign / t (a finite one), with t >= R >= 1.
Every subterm has a Growth: where it is one, its Laurent polynomial in t; bounds lower <= |value| <= upper of the form

    C t^k exp(c_1 t + c_2 t^2 + ...)

and its sign, where these are known; and, of a term that goes to a rational number, that number and a bound of the distance:
1 - (1 - e^(-t))^n falls as e^(-t) does.  A term without an upper bound is not known to be defined on the ray.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from verify.evaluate.functions import UNARY, Absent

Laurent = dict[int, Any]  # exponent of t -> coefficient, fmpq or arb
LARGEST_DEGREE = 12
LARGEST_POWER = 64  # of a term that goes to a number
_NOTHING = fmpq(0)


class NoBound(Exception):
    """No bound is known on the ray."""


@dataclass(frozen=True)
class Envelope:
    """constant * t^power * exp(sum of rates[j] t^j); `constant` is an exact or rounded bound, rates are balls."""

    constant: arb
    power: Fraction = Fraction(0)
    rates: tuple[tuple[int, Any], ...] = ()

    def times(self, other: Envelope) -> Envelope:
        rates: Laurent = dict(self.rates)
        for degree, rate in other.rates:
            rates[degree] = rates.get(degree, 0) + rate
        return Envelope(self.constant * other.constant, self.power + other.power, _sorted(rates))

    def raised(self, exponent: Fraction) -> Envelope:
        """The envelope to a positive or negative rational power."""
        ball = fmpq(exponent.numerator, exponent.denominator)
        constant = self.constant if exponent == 1 else self.constant ** arb(ball)
        return Envelope(constant, self.power * exponent, tuple((degree, rate * ball) for degree, rate in self.rates))


@dataclass(frozen=True)
class Growth:
    """`near` is a number c and an envelope that is not below |value - c| on the ray."""

    upper: Envelope
    lower: Envelope | None = None
    sign: int = 0
    laurent: Mapping[int, Any] | None = None
    near: tuple[fmpq, Envelope] | None = None


def _sorted(rates: Laurent) -> tuple[tuple[int, Any], ...]:
    return tuple(sorted((degree, rate) for degree, rate in rates.items() if not (type(rate) is fmpq and not rate)))


def highest(ball: Any) -> arb:
    """An exact number that is not below the absolute value of a ball."""
    return arb(abs(arb(ball)).upper())


def lowest(ball: Any) -> arb:
    return arb(abs(arb(ball)).lower())


class Ray:
    """The bounds of the operations on one ray t >= start."""

    def __init__(self, start: fmpq) -> None:
        self.start = arb(start)
        self.inverse = arb(0).union(1 / self.start)  # contains 1/t

    # ---------------------------------------------------------------------------------------------------------- polynomials

    def of_laurent(self, laurent: Laurent) -> Growth:
        """The leading power times a ball for the rest, which is a polynomial in 1/t."""
        known = {degree: value for degree, value in laurent.items() if not (type(value) is fmpq and not value)}
        if not known:
            return Growth(Envelope(arb(0)), None, 0, {})
        top = max(known)
        ratio = arb(0)
        for degree, value in known.items():
            ratio = ratio + value * (self.inverse ** (top - degree) if top > degree else 1)
        upper = Envelope(highest(ratio), Fraction(top))
        if ratio > 0 or ratio < 0:
            return Growth(upper, Envelope(lowest(ratio), Fraction(top)), 1 if ratio > 0 else -1, known)
        return Growth(upper, None, 0, known)

    def constant(self, value: Any) -> Growth:
        if isinstance(value, Absent):
            raise NoBound
        return self.of_laurent({0: value})

    def add(self, *parts: Growth) -> Growth:
        if all(part.laurent is not None for part in parts):
            total: Laurent = {}
            for part in parts:
                for degree, value in (part.laurent or {}).items():
                    total[degree] = total.get(degree, fmpq(0)) + value
            return self.of_laurent(total)
        near = self._sum_near(parts)
        upper = near[1] if near is not None and not near[0] else _sum_of([part.upper for part in parts])
        signs = {part.sign for part in parts}
        if len(signs) == 1 and 0 not in signs:
            lowers = [part.lower for part in parts if part.lower is not None]
            return Growth(upper, max(lowers, key=_speed) if lowers else None, signs.pop(), near=near)
        lower, sign = self._ruled_by_one(parts)
        return Growth(upper, lower, sign, near=near)

    def _ruled_by_one(self, parts: tuple[Growth, ...]) -> tuple[Envelope | None, int]:
        """e^t - 1 is at least (1 - 1/e) e^t for t >= 1: the bound from below and the sign of a sum with one great part."""
        for place, part in enumerate(parts):
            if part.lower is None or not part.sign or not part.lower.constant > 0:
                continue
            others = _sum_of([other.upper for at, other in enumerate(parts) if at != place])
            share = self._at_start(others.times(part.lower.raised(Fraction(-1))))
            if share is not None and share < 1:
                return part.lower.times(Envelope(lowest(1 - share))), part.sign
        return None, 0

    # ------------------------------------------------------------------------------------------------------ near a number

    def _near(self, growth: Growth) -> tuple[fmpq, Envelope] | None:
        """The number that a term goes to, with a bound of its distance, where both are known."""
        if growth.near is not None:
            return growth.near
        laurent = growth.laurent
        if laurent is not None and not any(laurent) and type(laurent.get(0, _NOTHING)) is fmpq:
            return laurent.get(0, _NOTHING), Envelope(arb(0))
        if laurent is not None and type(laurent.get(0, _NOTHING)) is fmpq and all(degree <= 0 for degree in laurent):
            return laurent.get(0, _NOTHING), self.of_laurent({**laurent, 0: _NOTHING}).upper
        return (_NOTHING, growth.upper) if self._at_start(growth.upper) is not None and _falls(growth.upper) else None

    def _sum_near(self, parts: tuple[Growth, ...]) -> tuple[fmpq, Envelope] | None:
        known = [each for part in parts if (each := self._near(part)) is not None]
        if len(known) < len(parts):
            return None
        return sum((centre for centre, _ in known), fmpq(0)), _sum_of([rest for _, rest in known])

    def _product_near(self, parts: tuple[Growth, ...]) -> tuple[fmpq, Envelope] | None:
        """|(a + r)(b + s) - a b| <= |a| |s| + |b| |r| + |r| |s|."""
        total: tuple[fmpq, Envelope] = (fmpq(1), Envelope(arb(0)))
        for part in parts:
            known = self._near(part)
            if known is None:
                return None
            (a, r), (b, s) = total, known
            pieces = [s.times(Envelope(highest(a))), r.times(Envelope(highest(b))), r.times(s)]
            total = a * b, _sum_of(pieces)
        return total

    def _reciprocal_near(self, base: Growth) -> tuple[fmpq, Envelope] | None:
        """|1/(a + r) - 1/a| = |r|/(|a| |a + r|)."""
        known = self._near(base)
        if known is None or not known[0]:
            return None
        centre, rest = known
        distance = self._at_start(rest)
        if distance is None or not distance < lowest(centre):
            return None
        return 1 / centre, rest.times(Envelope(highest(1 / (abs(arb(centre)) * (abs(arb(centre)) - distance)))))

    def _at_start(self, envelope: Envelope) -> arb | None:
        """The greatest value of an envelope on the ray, if it never grows."""
        if envelope.power > 0 or any(not arb(rate) <= 0 for _, rate in envelope.rates):
            return None
        exponent = arb(0)
        for degree, rate in envelope.rates:
            exponent = exponent + rate * self.start**degree
        return highest(envelope.constant * self._start_to(envelope.power) * arb(exponent).exp())

    def multiply(self, *parts: Growth) -> Growth:
        if all(part.laurent is not None for part in parts):
            return self.of_laurent(_product_of([dict(part.laurent or {}) for part in parts]))
        upper, lower, sign = parts[0].upper, parts[0].lower, parts[0].sign
        for part in parts[1:]:
            upper = upper.times(part.upper)
            lower = lower.times(part.lower) if lower is not None and part.lower is not None else None
            sign *= part.sign
        near = self._product_near(parts) if any(part.near is not None for part in parts) else None
        return Growth(upper, lower, sign, near=near)

    # --------------------------------------------------------------------------------------------------------------- powers

    def power(self, base: Growth, exponent: Fraction) -> Growth:
        if exponent.denominator == 1:
            return self._integer_power(base, int(exponent))
        if base.sign != 1:
            raise NoBound
        return self._scaled(base, exponent, 1)

    def _integer_power(self, base: Growth, n: int) -> Growth:
        if n == 0:
            return self.constant(fmpq(1))
        if base.laurent is not None:
            if n > 0 and n * max(map(abs, base.laurent), default=0) <= LARGEST_DEGREE:
                return self.of_laurent(_product_of([dict(base.laurent)] * n))
            if len(base.laurent) == 1 and base.lower is not None:
                ((degree, value),) = base.laurent.items()
                return self.of_laurent({degree * n: 1 / value ** (-n) if n < 0 else value**n})
        found = self._scaled(base, Fraction(n), 1 if n % 2 == 0 and (base.sign or n > 0) else base.sign)
        near = self._power_near(base, n)
        return found if near is None else replace(found, near=near)

    def _power_near(self, base: Growth, n: int) -> tuple[fmpq, Envelope] | None:
        if base.near is None or abs(n) > LARGEST_POWER:
            return None
        near = base.near if n > 0 else self._reciprocal_near(base)
        return None if near is None else self._product_near((Growth(base.upper, near=near),) * abs(n))

    def _scaled(self, base: Growth, exponent: Fraction, sign: int) -> Growth:
        if exponent > 0:
            lower = None if base.lower is None else base.lower.raised(exponent)
            return Growth(base.upper.raised(exponent), lower, sign)
        if base.lower is None:
            raise NoBound
        upper = base.upper
        invertible = upper.constant > 0 and upper.constant.is_finite()
        return Growth(base.lower.raised(exponent), upper.raised(exponent) if invertible else None, sign)

    # ------------------------------------------------------------------------------------------------------------ functions

    def function(self, name: str, inner: Growth) -> Growth:
        if inner.laurent is not None and not any(inner.laurent):  # a constant
            return self.constant(UNARY[name](inner.laurent.get(0, fmpq(0))))
        rule = getattr(self, "_" + name, None)
        if rule is None:
            raise NoBound
        result: Growth = rule(inner)
        return result

    def _exp(self, inner: Growth) -> Growth:
        if inner.laurent is not None:
            rates = {degree: value for degree, value in inner.laurent.items() if degree > 0}
            rest = arb(0)
            for degree, value in inner.laurent.items():
                if degree <= 0:
                    rest = rest + value * (self.inverse ** (-degree) if degree else 1)
            factor = rest.exp()
            near = self._near(inner) if not rates else None  # |e^u - 1| <= |u| e^|u|
            distance = (fmpq(1), near[1].times(Envelope(highest(abs(rest).exp())))) if near is not None and not near[0] else None
            return Growth(Envelope(highest(factor), Fraction(0), _sorted(rates)),
                          Envelope(lowest(factor), Fraction(0), _sorted(rates)), 1, near=distance)  # fmt: skip
        bound = self._largest(inner.upper)
        if bound is not None:
            near = self._near(inner)
            is_near_one = near is not None and not near[0]  # |e^u - 1| <= |u| e^|u|
            distance = (fmpq(1), inner.upper.times(Envelope(highest(bound.exp())))) if is_near_one else None
            return Growth(Envelope(highest(bound.exp())), Envelope(lowest((-bound).exp())), 1, near=distance)
        if inner.sign == -1:
            return Growth(Envelope(arb(1)), None, 1)
        raise NoBound

    def _log(self, inner: Growth) -> Growth:
        """|log u| by the logarithms of both bounds of u, with log t <= 4 t^(1/4); |log(1 + r)| <= |r|/(1 - |r|)."""
        inverse = self._reciprocal_near(inner) if inner.near is not None and inner.near[0] == 1 else None
        if inverse is not None:
            return Growth(inverse[1], near=(_NOTHING, inverse[1]))
        if inner.sign != 1 or inner.lower is None or not inner.lower.constant > 0:
            raise NoBound
        total, power = arb(0), Fraction(0)
        for bound in (inner.upper, inner.lower):
            total = total + abs(bound.constant.log())
            if bound.power:
                total = total + 4 * abs(arb(fmpq(bound.power.numerator, bound.power.denominator)))
                power = max(power, Fraction(1, 4))
            for degree, rate in bound.rates:
                total = total + abs(arb(rate))
                power = max(power, Fraction(degree))
        return Growth(Envelope(highest(total), power))

    def _cosh(self, inner: Growth) -> Growth:
        return Growth(self._exp_of_size(inner), Envelope(arb(1)), 1)

    def _sinh(self, inner: Growth) -> Growth:
        return Growth(self._exp_of_size(inner), None, inner.sign)

    def _exp_of_size(self, inner: Growth) -> Envelope:
        if inner.laurent is None:
            raise NoBound
        size: Laurent = {}
        for degree, value in inner.laurent.items():
            size[max(degree, 0)] = size.get(max(degree, 0), fmpq(0)) + abs(value)
        return self._exp(Growth(inner.upper, None, 0, size)).upper

    def _abs(self, inner: Growth) -> Growth:
        if inner.sign == -1:
            return self.multiply(self.constant(fmpq(-1)), inner)
        return inner if inner.sign == 1 else Growth(inner.upper, inner.lower, 0 if inner.lower is None else 1)

    @staticmethod
    def _bounded(limit: int, inner: Growth, sign: int) -> Growth:
        """A function with |f(u)| <= |u| and |f(u)| <= limit: the first is better where u goes to 0."""
        vanishing = inner.upper.power < 0 and not inner.upper.rates
        return Growth(inner.upper if vanishing else Envelope(arb(limit)), None, sign)

    def _sin(self, inner: Growth) -> Growth:
        return self._bounded(1, inner, 0)

    def _cos(self, inner: Growth) -> Growth:
        return Growth(Envelope(arb(1)))

    def _tanh(self, inner: Growth) -> Growth:
        return self._bounded(1, inner, inner.sign)

    def _atan(self, inner: Growth) -> Growth:
        return self._bounded(2, inner, inner.sign)

    def _erf(self, inner: Growth) -> Growth:
        """1 - erf |u| <= e^(-u^2)."""
        near = None
        if inner.sign and inner.laurent is not None and max(inner.laurent) > 0:
            near = fmpq(inner.sign), self._exp(self.multiply(self.constant(fmpq(-1)), inner, inner)).upper
        return Growth(Envelope(arb(1)), None, inner.sign, near=near)

    def _sign(self, inner: Growth) -> Growth:
        return Growth(Envelope(arb(1)), None, inner.sign)

    def _gamma(self, inner: Growth) -> Growth:
        """Gamma(x + 1) >= (x/e)^x for x >= 1: from below it grows faster than any exp(c t); no bound from above is used."""
        laurent = inner.laurent or {}
        slope = laurent.get(1, fmpq(0))
        if set(laurent) - {0, 1} or not slope > 0:
            raise NoBound
        shift = laurent.get(0, fmpq(0)) - 1
        least = slope * self.start + shift
        if not least > 3:
            raise NoBound
        rate = least.log() - 1
        return Growth(Envelope(arb("inf")), Envelope((rate * shift).exp(), Fraction(0), ((1, rate * slope),)), 1)

    def exponential(self, base: Growth, exponent: Growth) -> Growth:
        """b^u for a constant b: exp(u log|b|), positive where b is."""
        if base.laurent is None or any(base.laurent) or exponent.laurent is None:
            raise NoBound
        value = base.laurent.get(0, fmpq(0))
        if not (value > 0 or value < 0):
            raise NoBound
        size = self.constant(abs(arb(value)).log())
        result = self._exp(self.multiply(size, exponent))
        return result if value > 0 else Growth(result.upper, result.lower, 0)

    def _erfc(self, inner: Growth) -> Growth:
        return Growth(Envelope(arb(2)), None, 1)

    def extremum(self, op: str, parts: tuple[Growth, ...]) -> Growth:
        best = parts[0]
        for part in parts[1:]:
            gap = self.sign_of_gap(best, part)
            if gap == 0:
                best = self.hull([best, part])
            elif (gap < 0) == (op == "max"):
                best = part
        return best

    def sign_of_gap(self, left: Growth, right: Growth) -> int:
        """The sign of left - right on the whole ray, 0 if it is not known."""
        if left.laurent is None or right.laurent is None:
            return 0
        return self.add(left, self.multiply(self.constant(fmpq(-1)), right)).sign

    @staticmethod
    def hull(parts: list[Growth]) -> Growth:
        """What bounds each of several terms."""
        return parts[0] if len(parts) == 1 else Growth(_sum_of([part.upper for part in parts]))

    def _largest(self, envelope: Envelope) -> arb | None:
        """The maximum of an envelope on the ray, if it does not grow."""
        if envelope.power > 0 or any(not arb(rate) <= 0 for _, rate in envelope.rates):
            return None
        return envelope.constant

    # ---------------------------------------------------------------------------------------------------------------- tails

    def total(self, upper: Envelope) -> arb:
        """A bound of the sum of an envelope over start, start + 1, start + 2 ..."""
        if any(degree for degree, _ in upper.rates):
            value, decay = self._fall(upper)
            return highest(value / (1 - (-decay).exp()))
        return highest(self.integral(upper) + upper.constant * self._start_to(upper.power))

    def _start_to(self, power: Fraction) -> arb:
        return self.start ** arb(fmpq(power.numerator, power.denominator))

    def integral(self, upper: Envelope) -> arb:
        """A bound of the integral of an envelope over the ray."""
        top = max((degree for degree, _ in upper.rates), default=0)
        if top == 0:
            if not upper.power < -1:
                raise NoBound
            slope = upper.power + 1
            return highest(upper.constant * self._start_to(slope) / fmpq(-slope.numerator, slope.denominator))
        value, decay = self._fall(upper)
        return highest(value / decay)

    def _fall(self, upper: Envelope) -> tuple[arb, arb]:
        """v and d such that the envelope is at most v exp(-d (t - start)) on the ray."""
        top = max(degree for degree, _ in upper.rates)
        ratio = arb(0)
        for degree, rate in upper.rates:
            ratio = ratio + rate * (self.inverse ** (top - degree) if top > degree else 1)
        rate = -arb(ratio.upper())  # the exponent is at most -rate t^top
        power = fmpq(upper.power.numerator, upper.power.denominator)
        decay = top * rate * self.start ** (top - 1) - (power / self.start if power > 0 else 0)
        if not rate > 0 or not decay > 0:
            raise NoBound
        return upper.constant * self._start_to(upper.power) * (-rate * self.start**top).exp(), decay


def _falls(envelope: Envelope) -> bool:
    """Whether an envelope goes to 0, if it never grows."""
    return envelope.power < 0 or any(arb(rate) < 0 for degree, rate in envelope.rates if degree > 0)


def _speed(envelope: Envelope) -> tuple[int, bool, Fraction]:
    """An order in which faster growing envelopes come later; only the best bound depends on it, not its truth."""
    growing = [degree for degree, rate in envelope.rates if arb(rate) > 0]
    falling = [degree for degree, rate in envelope.rates if not arb(rate) > 0]
    return (max(growing, default=0) - max(falling, default=0), bool(growing), envelope.power)


def _sum_of(uppers: list[Envelope]) -> Envelope:
    """One envelope above a sum: t >= 1, so larger exponents and rates only make it larger."""
    uppers = [upper for upper in uppers if not upper.constant == 0] or uppers[:1]  # noqa: SIM201 (for nan)
    degrees = sorted({degree for upper in uppers for degree, _ in upper.rates})
    rates: Laurent = {}
    for degree in degrees:
        values = [arb(dict(upper.rates).get(degree, 0)) for upper in uppers]
        best = values[0]
        for value in values[1:]:
            best = best.max(value)
        rates[degree] = best
    constant = arb(0)
    for upper in uppers:
        constant = constant + upper.constant
    return Envelope(highest(constant), max(upper.power for upper in uppers), tuple(sorted(rates.items())))


def _product_of(factors: list[Laurent]) -> Laurent:
    result: Laurent = {0: fmpq(1)}
    for factor in factors:
        product: Laurent = {}
        for one, value in result.items():
            for two, other in factor.items():
                product[one + two] = product.get(one + two, fmpq(0)) + value * other
        result = product
        if any(abs(degree) > LARGEST_DEGREE for degree in result):
            raise NoBound
    return result
