"""Complex numbers as pairs of real ones, over any arithmetic of these that is exact or rigorous.

What has an imaginary part by its formula stays a pair, though that part be 0.  A square root of it is known by its square only:
it is as often meant to be either root as to be the principal one, and numbers with different squares differ anyway.  For the
same reason other roots and logarithms of complex numbers have no value here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Real = Any  # a number of the arithmetic


@dataclass(frozen=True, eq=False)
class Complex:
    real: Real
    imaginary: Real


@dataclass(frozen=True, eq=False)
class Root:
    """One of the numbers with this square."""

    square: Complex


PAIRED = (Complex, Root)


@dataclass(frozen=True)
class Pairs:
    """Complex arithmetic.

    `function` evaluates exp, log, sin and cos of a real number, `root` the square root; `sign` raises where it is not known, and
    `obstacle` makes the exception for what has no value here.
    """

    zero: Real
    one: Real
    plus: Callable[[Real, Real], Real]
    times: Callable[[Real, Real], Real]
    reciprocal: Callable[[Real], Real]
    root: Callable[[Real], Real]
    sign: Callable[[Real], int]
    function: Callable[[str, Real], Real]
    obstacle: Callable[[str], Exception]

    def _pair(self, value: Any) -> Complex:
        if isinstance(value, Root):
            raise self.obstacle("a root of a complex number, of which the square is known only")
        return value if isinstance(value, Complex) else Complex(value, self.zero)

    def _square(self, value: Any) -> Complex:
        return value.square if isinstance(value, Root) else self._product(value, value)

    def _negative(self, value: Real) -> Real:
        return self.times(-self.one, value)

    # ---------------------------------------------------------------------------------------------------------- arithmetic

    def add(self, left: Any, right: Any) -> Complex:
        z, w = self._pair(left), self._pair(right)
        return Complex(self.plus(z.real, w.real), self.plus(z.imaginary, w.imaginary))

    def multiply(self, left: Any, right: Any) -> Complex | Root:
        if isinstance(left, Root) or isinstance(right, Root):
            return Root(self._product(self._square(left), self._square(right)))
        return self._product(left, right)

    def _product(self, left: Any, right: Any) -> Complex:
        """(a + b i)(c + d i) = ac - bd + (ad + bc) i"""
        z, w = self._pair(left), self._pair(right)
        real = self.plus(self.times(z.real, w.real), self._negative(self.times(z.imaginary, w.imaginary)))
        return Complex(real, self.plus(self.times(z.real, w.imaginary), self.times(z.imaginary, w.real)))

    def invert(self, z: Complex | Root) -> Complex | Root:
        """1/(a + b i) = (a - b i)/(a^2 + b^2)"""
        if isinstance(z, Root):
            return Root(self._pair(self.invert(z.square)))
        scale = self.reciprocal(self._squared_size(z))
        return Complex(self.times(scale, z.real), self.times(scale, self._negative(z.imaginary)))

    def _squared_size(self, z: Complex) -> Real:
        return self.plus(self.times(z.real, z.real), self.times(z.imaginary, z.imaginary))

    def integer_power(self, z: Complex | Root, exponent: int) -> Complex | Root:
        if exponent < 0:
            return self.integer_power(self.invert(z), -exponent)
        if isinstance(z, Root):
            whole = self.integer_power(z.square, exponent // 2)
            return self.multiply(whole, z) if exponent % 2 else whole
        result = self._pair(self.one)
        while exponent:
            if exponent & 1:
                result = self._product(result, z)
            exponent >>= 1
            if exponent:
                z = self._product(z, z)
        return result

    def power(self, base: Any, exponent: Any) -> Any:
        """z^w for a positive number z, by its real logarithm; z^n and z^(n/2) for any z."""
        if isinstance(exponent, PAIRED):
            if isinstance(base, PAIRED) or self.sign(base) <= 0:
                raise self.obstacle("a complex power of what is not positive")
            return self.exponential(self.multiply(self.function("log", base), exponent))
        if not isinstance(exponent, Fraction) or exponent.denominator > 2:
            raise self.obstacle("a power of a complex number that is neither an integer power nor a square root")
        if exponent.denominator == 1:
            return self.integer_power(base, exponent.numerator)
        return self.integer_power(Root(self._pair(base)), exponent.numerator)

    # --------------------------------------------------------------------------------------------------- functions, comparison

    def differ(self, left: Any, right: Any, differ: Callable[[Real, Real], bool | None]) -> bool | None:
        """True if two numbers surely differ, False if they surely do not, None if neither is known; `differ` compares parts."""
        if isinstance(left, Root) or isinstance(right, Root):
            return self.differ(self._square(left), self._square(right), differ) or None
        z, w = self._pair(left), self._pair(right)
        parts = (differ(z.real, w.real), differ(z.imaginary, w.imaginary))
        return True if True in parts else None if None in parts else False

    def exponential(self, value: Any) -> Complex:
        z = self._pair(value)
        size = self.function("exp", z.real)
        cosine, sine = self.function("cos", z.imaginary), self.function("sin", z.imaginary)
        return Complex(self.times(size, cosine), self.times(size, sine))

    def of(self, name: str, value: Complex | Root) -> Any:
        """A function of one argument that is single-valued."""
        if name == "abs":
            if isinstance(value, Root):
                return self.root(self.of("abs", value.square))
            return self.root(self._squared_size(value))
        z = self._pair(value)
        if name == "exp":
            return self.exponential(z)
        if name not in ("sin", "cos", "sinh", "cosh"):
            raise self.obstacle(f"{name} of a complex number")
        turned = z if name in ("sinh", "cosh") else Complex(self._negative(z.imaginary), z.real)
        up, down = self.exponential(turned), self.exponential(self._product(-self.one, turned))
        half = self.reciprocal(self.plus(self.one, self.one))
        if name in ("cos", "cosh"):
            return self._product(half, self.add(up, down))
        difference = self._product(half, self.add(up, self._product(-self.one, down)))
        return difference if name == "sinh" else self._product(Complex(self.zero, -self.one), difference)
