"""The kernels of sign tables: functions t of one real number x in which a statement may be rational.

    t = x;  t = b^(r x), r > 0, b > 1;  t = log x;  t = sqrt(a x + b)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.mathematics.linear_terms import linear
from verify.sort import Scalar
from verify.term import Term, add, divide, exp, log, mul, number, postorder, power

MAX_DEGREE = 24  # of polynomials in t


@dataclass(frozen=True)
class Kernel:
    """t as a function of x: `base`^(`rate` x) for "power", where a base 0 stands for e; sqrt(`rate` x + `shift`) for "root"."""

    kind: str = "identity"
    rate: Fraction = Fraction(1)
    base: Fraction = Fraction(0)
    shift: Fraction = Fraction(0)

    @property
    def is_sound(self) -> bool:
        if self.kind == "power":
            return self.rate > 0 and (self.base == 0 or self.base > 1)
        return self.kind in ("identity", "log") or (self.kind == "root" and self.rate != 0)

    def image(self, value: Term) -> Term:
        """t at a constant x."""
        if self.kind == "power":
            exponent = value
            if self.rate != 1:
                is_number = value.op == "number"
                exponent = number(self.rate * value.fraction) if is_number else mul(number(self.rate), value)
            return exp(exponent) if self.base == 0 else power(number(self.base), exponent)
        return log(value) if self.kind == "log" else value

    def preimage(self, value: Term) -> Term:
        """x where t has a value."""
        if self.kind == "power":
            below = [*([number(self.rate)] if self.rate != 1 else []), *([log(number(self.base))] if self.base else [])]
            return divide(log(value), mul(*below)) if below else log(value)
        if self.kind == "root":
            return divide(add(power(value, number(2)), number(-self.shift)), number(self.rate))
        return exp(value) if self.kind == "log" else value

    def is_defined_on(self, sort: Scalar) -> bool:
        """Whether t is defined at every number of a sort."""
        if self.kind == "log":
            return sort.lower is not None and (sort.lower > 0 or (sort.lower == 0 and sort.lower_open))
        if self.kind == "root":
            end = sort.lower if self.rate > 0 else sort.upper
            return end is not None and self.rate * end + self.shift >= 0
        return True

    def occurs_in(self, term: Term, name: Term) -> bool:
        """Whether the logarithm or the root that is the kernel is written in a term."""
        if self.kind == "log":
            return any(part.op == "log" and part.args[0] is name for part in postorder(term))
        return any(part.op == "power" and self.is_root(part, name) for part in postorder(term))

    def is_root(self, term: Term, name: Term) -> bool:
        """Whether a power is one of the root that is the kernel."""
        base, exponent = term.args
        if self.kind != "root" or exponent.op != "number" or exponent.value[1] != 2:
            return False
        return linear(base, name) == (self.rate, self.shift)

    def exponent(self, term: Term, name: Term) -> tuple[int, Fraction] | None:
        """(m, c) with exp(u) or b^u = c t^m, for the kernel that is a power."""
        if self.kind != "power":
            return None
        base, argument = base_and_exponent(term)
        found = linear(argument, name)
        if base is None or found is None or found[0] == 0:
            return None
        multiple = _logarithm(base, self.base)
        slope, shift = found
        if multiple is None or shift.denominator != 1 or (base == 0 and shift != 0) or abs(shift) > MAX_DEGREE:
            return None
        exponent = multiple * slope / self.rate
        if exponent.denominator != 1:
            return None
        return int(exponent), base ** int(shift) if shift else Fraction(1)


def base_and_exponent(term: Term) -> tuple[Fraction | None, Term]:
    """(b, u) of b^u with a positive number b that is not 1, and (0, u) of exp(u); b is None for another base."""
    if term.op == "exp":
        return Fraction(0), term.args[0]
    base, exponent = term.args
    return (base.fraction if base.op == "number" and base.fraction > 0 and base.fraction != 1 else None), exponent


def _logarithm(base: Fraction, of: Fraction) -> Fraction | None:
    """The integer m with base = of^m; 0 stands for e."""
    if base == 0 or of == 0:
        return Fraction(1) if base == of else None
    return next((Fraction(m) for size in range(1, 9) for m in (size, -size) if of**m == base), None)
