"""The cuts of a sign table: the values of its kernel t at which a sign may change.

They are the roots of irreducible polynomials, and the images of constants.  That two of them are the same is a statement without
symbols, which has to be proved elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from flint import arb, fmpq, fmpq_poly

from verify.evaluate.balls import enclosure
from verify.evaluate.rationals import to_fraction, to_rational
from verify.fuel import Fuel
from verify.mathematics.real_roots import middle, real_roots
from verify.mathematics.sign_kernels import MAX_DEGREE, Kernel
from verify.term import ZERO, Term, add, equal, mul, number, power, sqrt

MAX_CUTS = 40
BITS = 320
COST = 600  # the roots of a polynomial


class NoTable(Exception):
    """The question has no sign table, or one that does not tell; the argument says why."""


@dataclass
class Cut:
    """A value of t: a root of an irreducible polynomial, or the image of constants."""

    ball: Any
    factor: fmpq_poly | None = None
    constants: list[Term] = field(default_factory=list)

    def written_out(self) -> Term | None:
        """The value of t, if it can be written."""
        found = _quadratic_root(self)
        if found is None and self.constants:
            return self.constants[0]
        return found


class Cuts:
    """The cuts that have been asked for.

    `complete` are the factors whose roots are cuts of the table that is being made: if others are asked for, it is made again.
    `is_known` says of a statement without symbols whether it is proved.
    """

    def __init__(self, kernel: Kernel, is_known: Callable[[Term], bool], fuel: Fuel) -> None:
        self.kernel, self.fuel = kernel, fuel
        self.factors: dict[str, fmpq_poly] = {}
        self.constants: dict[Term, Any] = {}  # their balls, None for what is below all values of t
        self.complete: frozenset[str] = frozenset()
        self._is_known = is_known
        self._known: dict[Term, bool] = {}
        self.ask(fmpq_poly([0, 1]))

    def __len__(self) -> int:
        return len(self.factors) + len(self.constants)

    def in_order(self) -> list[Cut]:
        """All cuts within the range of t, in rising order, of which no two can be the same."""
        cuts = []
        for factor in self.factors.values():
            self.fuel.spend(COST, "the roots of a polynomial")
            cuts += [Cut(root, factor) for root in real_roots(factor.numer())]
        for constant, ball in self.constants.items():
            if ball is not None:
                self._place(constant, ball, cuts)
        cuts = [cut for cut in cuts if self._is_in_range(cut.ball)]
        cuts.sort(key=lambda cut: middle(cut.ball))
        if len(cuts) > MAX_CUTS or any(not one.ball < other.ball for one, other in pairwise(cuts)):
            raise NoTable("two cuts that are not told apart")
        return cuts

    def _place(self, constant: Term, ball: Any, cuts: list[Cut]) -> None:
        """A constant as the cut that it is, if it may be one, or as a cut of its own."""
        near = [cut for cut in cuts if cut.ball.overlaps(ball)]
        if len(near) > 1:
            raise NoTable("two cuts that are not told apart")
        for cut in near:
            same = equal(_value_of(cut.factor, constant), ZERO) if cut.factor is not None else equal(constant, cut.constants[0])
            if not self._is_proved(same):
                raise NoTable("two cuts that are not told apart")
            cut.constants.append(constant)
            return
        cuts.append(Cut(ball, None, [constant]))

    def _is_proved(self, statement: Term) -> bool:
        if statement.args[0] is statement.args[1]:
            return True
        if statement not in self._known:
            self._known[statement] = self._is_known(statement)
        return self._known[statement]

    def _is_in_range(self, ball: Any) -> bool:
        if self.kernel.kind == "root":
            inside = bool(ball >= 0)
        elif self.kernel.kind == "power":
            inside = bool(ball > 0)
        else:
            return True
        if not inside and not (ball < 0 or ball == 0):
            raise NoTable("a cut at the end of the range")
        return inside

    def ask(self, polynomial: fmpq_poly) -> None:
        """A polynomial whose sign matters: its roots are cuts."""
        if polynomial.degree() > MAX_DEGREE:
            raise NoTable("a polynomial of high degree")
        for factor, _ in polynomial.numer().factor()[1] if polynomial.degree() > 0 else ():
            self.factors.setdefault(str(factor), fmpq_poly(factor))

    def ask_constant(self, value: Term, image: Term) -> None:
        """The image of a constant: it is a cut, unless the constant is below the domain of the logarithm."""
        self.constants[image] = _ball_of(value, image, self.kernel, self.fuel)


def _ball_of(value: Term, image: Term, kernel: Kernel, fuel: Fuel) -> Any:
    """The ball of the image of a constant; None for a constant below the domain of the logarithm."""
    if kernel.kind == "log":
        inner = enclosure(value, {}, fuel, BITS)
        if isinstance(inner, (arb, fmpq)) and inner <= 0:
            return None
    return ball_of_constant(image, fuel)


def ball_of_constant(constant: Term, fuel: Fuel) -> Any:
    """The ball of a constant that is defined."""
    found = enclosure(constant, {}, fuel, BITS)
    ball = arb(found) if isinstance(found, fmpq) else found
    if not isinstance(ball, arb) or not ball.is_finite():
        raise NoTable("a constant without a value")
    return ball


def _value_of(polynomial: fmpq_poly, at: Term) -> Term:
    """The sum of a_k c^k."""
    terms = []
    for degree, coefficient in enumerate(polynomial.coeffs()):
        if coefficient:
            factor = number(to_fraction(coefficient))
            terms.append(mul(factor, power(at, degree)) if degree else factor)
    return add(*terms)


def _quadratic_root(cut: Cut) -> Term | None:
    """The root of a polynomial of first or second degree, written out."""
    if cut.factor is None or cut.factor.degree() > 2:
        return None  # of a higher degree there is no formula that is proved to be the root
    numbers = [number(to_fraction(c)) for c in cut.factor.coeffs()]
    if len(numbers) == 2:
        return number(-numbers[0].fraction / numbers[1].fraction)
    c, b, a = (each.fraction for each in numbers)
    centre, radicand = -b / (2 * a), (b * b - 4 * a * c) / (4 * a * a)
    is_greater = bool(cut.ball > arb(to_rational(centre)))
    root = sqrt(number(radicand))
    root = root if is_greater else mul(number(-1), root)
    return add(number(centre), root) if centre else root
