"""Statements about one real number x, decided on the whole line by the signs of polynomials in one kernel t.

    t = x;  t = b^(r x), r > 0, b > 1;  t = log x;  t = sqrt(a x + b)

Every relation is one between rational functions of t over the rationals, or compares x with a constant.  The roots of the
irreducible factors of all polynomials whose sign was asked for, and the images of the constants, cut the range of t: within each
piece no sign changes.  That two cuts are the same is a statement without symbols, which has to be proved elsewhere.

A hypothesis holds where it is true; one that is undefined does not hold.  Of an undefined relation nothing has to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from flint import arb, fmpq, fmpq_poly

from verify.algebra import Undefined
from verify.evaluate.balls import enclosure
from verify.evaluate.precision import precision
from verify.fuel import Fuel
from verify.question import Question
from verify.sort import Scalar
from verify.term import (
    CONNECTIVES,
    RELATIONS,
    ZERO,
    Term,
    add,
    conjuncts,
    divide,
    equal,
    exp,
    free_symbols,
    log,
    mul,
    number,
    postorder,
    power,
    relation,
    sqrt,
    subtract,
)

MAX_DEGREE = 24
MAX_CUTS = 40
MAX_ROUNDS = 12
BITS = 320
COST = 600  # the roots of a polynomial
OPERATIONS = frozenset(("number", "symbol", "pi", "add", "mul", "power", "abs", "max", "min", "sign", "exp", "log", "eq", "ne",
                        "le", "lt", "and", "or", "true", "false"))  # fmt: skip
_HOLDS = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}  # the signs of left - right

Quotient = tuple[fmpq_poly, fmpq_poly]
Truth = bool | None


class NoTable(Exception):
    """The question has no sign table, or one that does not tell; the argument says why."""


class Fails(Exception):
    """The statement fails where the hypotheses hold; `value` is a number at which it does, if one can be written."""

    def __init__(self, value: Term | None) -> None:
        super().__init__("the statement fails in a cell")
        self.value = value


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


@dataclass
class _Cut:
    """A value of t: a root of an irreducible polynomial, or the image of constants."""

    ball: Any
    factor: fmpq_poly | None = None
    constants: list[Term] = field(default_factory=list)


def decide_by_table(question: Question, kernel: Kernel, is_known: Callable[[Term], bool], fuel: Fuel) -> None:
    """Returns if the question holds.  Raises Fails if it does not, and NoTable if there is no table.

    `is_known` says of a statement without symbols whether it is proved.
    """
    _Table(question, kernel, is_known, fuel).decide()


class _Table:
    def __init__(self, question: Question, kernel: Kernel, is_known: Callable[[Term], bool], fuel: Fuel) -> None:
        names = question.symbols
        sort = names[0].sort if len(names) == 1 else None
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or not kernel.is_sound:
            raise NoTable("not one real number, or no kernel")
        self.name, self.sort, self.kernel, self.is_known, self.fuel = names[0], sort, kernel, is_known, fuel
        self.statement = question.statement
        self.hypotheses = (*question.hypotheses, *within_sort(names[0]))
        if any(side.shape for each in (self.statement, *self.hypotheses) for side in postorder(each)):
            raise NoTable("matrices")
        if any(term.op not in OPERATIONS for term in postorder(self.statement, *self.hypotheses)):
            raise NoTable("an operation without a sign table")
        self.factors: dict[str, fmpq_poly] = {}
        self.constants: dict[Term, Any] = {}  # their balls, None for what is below all values of t
        self._asked(fmpq_poly([0, 1]))
        self.complete: frozenset[str] = frozenset()  # the factors whose roots are cuts of the table that is being made
        self._known: dict[Term, bool] = {}
        for constant in _constants(self.statement, *question.hypotheses):
            _finite(constant, fuel)

    # -- the table

    def decide(self) -> None:
        self._demand_undefined_outside()
        for _ in range(MAX_ROUNDS):
            before = len(self.factors) + len(self.constants)
            self.complete = frozenset(self.factors)
            with precision(BITS):
                failing = [cell for cell in self._cells() if self._fails(cell)]
            if len(self.factors) + len(self.constants) > before:
                continue
            if failing:
                raise Fails(self._shown(failing[0]))
            return
        raise NoTable("too many cells")

    def _fails(self, cell: _Cell) -> bool:
        self.fuel.spend(20, "a cell of a sign table")
        if not all(cell.truth(each) for each in self.hypotheses):
            return False
        found = cell.truth(self.statement)
        if found is None and self.statement.op not in _HOLDS:
            raise NoTable("an alternative that is undefined")
        return found is False

    def _cells(self) -> Iterator[_Cell]:
        """The numbers before the first cut, the first cut, ...: those of t, which is positive, or not negative."""
        cuts = self._cuts()
        floor = arb(0) if self.kernel.kind in ("power", "root") else None
        ends = [floor, *(cut.ball for cut in cuts), None]
        for place, (before, after) in enumerate(pairwise(ends)):
            if place or self.kernel.kind != "root":  # the first cut of a root is 0
                yield _Cell(self, None, _between(before, after), 2 * place, cuts)
            if place < len(cuts):
                yield _Cell(self, cuts[place], None, 2 * place + 1, cuts)

    def _cuts(self) -> list[_Cut]:
        """All cuts within the range of t, in rising order, of which no two can be the same."""
        cuts = []
        for factor in self.factors.values():
            self.fuel.spend(COST, "the roots of a polynomial")
            found = factor.numer().complex_roots()
            cuts += [_Cut(root.real, factor) for root, _ in found if root.imag.is_zero()]
        for constant, ball in self.constants.items():
            if ball is not None:
                self._place(constant, ball, cuts)
        cuts = [cut for cut in cuts if self._is_in_range(cut.ball)]
        cuts.sort(key=lambda cut: _middle(cut.ball))
        if len(cuts) > MAX_CUTS or any(not one.ball < other.ball for one, other in pairwise(cuts)):
            raise NoTable("two cuts that are not told apart")
        return cuts

    def _place(self, constant: Term, ball: Any, cuts: list[_Cut]) -> None:
        """A constant as the cut that it is, if it may be one, or as a cut of its own."""
        near = [cut for cut in cuts if cut.ball.overlaps(ball)]
        if len(near) > 1:
            raise NoTable("two cuts that are not told apart")
        for cut in near:
            same = equal(_value(cut.factor, constant), ZERO) if cut.factor is not None else equal(constant, cut.constants[0])
            if not self._is_proved(same):
                raise NoTable("two cuts that are not told apart")
            cut.constants.append(constant)
            return
        cuts.append(_Cut(ball, None, [constant]))

    def _is_proved(self, statement: Term) -> bool:
        if statement.args[0] is statement.args[1]:
            return True
        if statement not in self._known:
            self._known[statement] = self.is_known(statement)
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

    def _asked(self, polynomial: fmpq_poly) -> None:
        """A polynomial whose sign matters: its roots are cuts."""
        if polynomial.degree() > MAX_DEGREE:
            raise NoTable("a polynomial of high degree")
        for factor, _ in polynomial.numer().factor()[1] if polynomial.degree() > 0 else ():
            self.factors.setdefault(str(factor), fmpq_poly(factor))

    # -- outside of the domain of the kernel

    def _demand_undefined_outside(self) -> None:
        """Where the kernel is undefined, a hypothesis is, or there is no number, or the statement is one relation that is."""
        if self.kernel.kind not in ("log", "root") or self._is_inside():
            return
        stated = [part for each in self.hypotheses for part in conjuncts(each)]
        if not any(each.op in _HOLDS and self._has_kernel(each) for each in (*stated, self.statement)):
            raise NoTable("the kernel may be undefined")

    def _is_inside(self) -> bool:
        """Whether the sort of x is within the domain of the kernel."""
        lower, upper = self.sort.lower, self.sort.upper
        if self.kernel.kind == "log":
            return lower is not None and (lower > 0 or (lower == 0 and self.sort.lower_open))
        end = lower if self.kernel.rate > 0 else upper
        return end is not None and self.kernel.rate * end + self.kernel.shift >= 0

    def _has_kernel(self, term: Term) -> bool:
        if self.kernel.kind == "log":
            return any(part.op == "log" and part.args[0] is self.name for part in postorder(term))
        return any(part.op == "power" and self.is_radicand(part) for part in postorder(term))

    def is_radicand(self, term: Term) -> bool:
        """Whether a power is one of the root that is the kernel."""
        base, exponent = term.args
        if self.kernel.kind != "root" or exponent.op != "number" or exponent.value[1] != 2:
            return False
        return linear(base, self.name) == (self.kernel.rate, self.kernel.shift)

    # -- what fails

    def _shown(self, cell: _Cell) -> Term | None:
        """A number of a cell, written out."""
        if cell.sample is not None:
            value = number(Fraction(int(cell.sample.p), int(cell.sample.q)))
        else:
            found = _quadratic_root(cell.cut)
            if found is None and not cell.cut.constants:
                return None
            value = found or cell.cut.constants[0]
        return self.kernel.preimage(value)


class _Cell:
    """A cut, or the numbers between two: `position` is 2 k + 1 for cut k, and even between cuts."""

    def __init__(self, table: _Table, cut: _Cut | None, sample: fmpq | None, position: int, cuts: list[_Cut]) -> None:
        self.table = table
        self._cut = cut
        self.sample = sample
        self.position = position
        self.cuts = cuts
        self.values: dict[Term, Quotient] = {}

    @property
    def cut(self) -> _Cut:
        assert self._cut is not None
        return self._cut

    @cached_property
    def places(self) -> dict[Term, int]:
        return {constant: 2 * place + 1 for place, cut in enumerate(self.cuts) for constant in cut.constants}

    # -- truth

    def truth(self, statement: Term) -> Truth:
        """True, False, or None for what is undefined."""
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op in ("and", "or"):
            parts = [self.truth(arg) for arg in args]
            decisive = op == "or"
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        if op not in _HOLDS:
            raise NoTable(f"no table for {op}")
        try:
            found = self._difference_sign(*args)
        except Undefined:
            return None
        return found in _HOLDS[op]

    def _difference_sign(self, left: Term, right: Term) -> int:
        try:
            return self._sign(_plus(self.quotient(left), _minus(self.quotient(right))))
        except NoTable:
            return self._compared(left, right)

    def _compared(self, left: Term, right: Term) -> int:
        """The sign of left - right = q x + c, by the place of -c/q among the cuts."""
        table = self.table
        slope, shift, constants = _linear_with_constants(subtract(left, right), table.name)
        if slope == 0 or table.kernel.kind == "root":
            raise NoTable("no comparison with a constant")
        value = _sum_of(-shift / slope, {constant: -factor / slope for constant, factor in constants.items()})
        image = table.kernel.image(value)
        sign = 1 if slope > 0 else -1
        if image not in table.constants:
            table.constants[image] = _ball_of(value, image, table.kernel, table.fuel)
            return sign  # a new cut: the table is made again
        if table.constants[image] is None:
            return sign
        place = self.places.get(image)
        if place is None:
            return sign
        return sign * ((self.position > place) - (self.position < place))

    # -- values

    def quotient(self, term: Term) -> Quotient:
        """A term as a rational function of t in this cell."""
        found = self.values.get(term)
        if found is None:
            self.table.fuel.spend(6, "a sign table")
            found = self.values[term] = self._quotient(term)
            if max(found[0].degree(), found[1].degree()) > MAX_DEGREE:
                raise NoTable("a polynomial of high degree")
        return found

    def _quotient(self, term: Term) -> Quotient:
        op, kernel = term.op, self.table.kernel
        if op == "number":
            return _constant(fmpq(*term.value))
        if term is self.table.name:
            if kernel.kind == "identity":
                return fmpq_poly([0, 1]), fmpq_poly([1])
            if kernel.kind == "root":
                rate, shift = _rational(kernel.rate), _rational(kernel.shift)
                return fmpq_poly([-shift / rate, 0, 1 / rate]), fmpq_poly([1])
            raise NoTable("x outside of the kernel")
        if op == "add":
            total = self.quotient(term.args[0])
            for arg in term.args[1:]:
                total = _plus(total, self.quotient(arg))
            return total
        if op == "mul":
            product = self.quotient(term.args[0])
            for arg in term.args[1:]:
                other = self.quotient(arg)
                product = product[0] * other[0], product[1] * other[1]
            return product
        if op in ("exp", "power") and (exponent := self._exponent(term)) is not None:
            return self._to(exponent[0], (fmpq_poly([0, 1]), fmpq_poly([1])), exponent[1])
        if op == "power" and self.table.is_radicand(term):
            return self._to(int(term.args[1].value[0]), (fmpq_poly([0, 1]), fmpq_poly([1])), fmpq(1))
        if op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            return self._to(int(term.args[1].value[0]), self.quotient(term.args[0]), fmpq(1))
        if op == "log" and kernel.kind == "log" and term.args[0] is self.table.name:
            return fmpq_poly([0, 1]), fmpq_poly([1])
        if op in ("abs", "sign"):
            inner = self.quotient(term.args[0])
            sign = self._sign(inner)
            return (inner if sign >= 0 else _minus(inner)) if op == "abs" else _constant(fmpq(sign))
        if op in ("max", "min"):
            return self._extreme(op, [self.quotient(arg) for arg in term.args])
        raise NoTable(f"{op} in a sign table")

    def _extreme(self, op: str, values: list[Quotient]) -> Quotient:
        best = values[0]
        for other in values[1:]:
            sign = self._sign(_plus(other, _minus(best)))
            best = other if sign == (1 if op == "max" else -1) else best
        return best

    def _to(self, exponent: int, base: Quotient, factor: fmpq) -> Quotient:
        if abs(exponent) * max(base[0].degree(), base[1].degree(), 1) > MAX_DEGREE:
            raise NoTable("a polynomial of high degree")
        if exponent < 0:
            if self._sign(base) == 0:
                raise Undefined
            base = base[::-1]
        elif exponent == 0:
            raise NoTable("a power 0")
        return base[0] ** abs(exponent) * factor, base[1] ** abs(exponent)

    def _exponent(self, term: Term) -> tuple[int, fmpq] | None:
        """(m, c) with exp(u) or b^u = c t^m."""
        kernel = self.table.kernel
        if kernel.kind != "power":
            return None
        base, argument = (Fraction(0), term.args[0]) if term.op == "exp" else (_positive_number(term.args[0]), term.args[1])
        found = linear(argument, self.table.name)
        if base is None or found is None or found[0] == 0:
            return None
        multiple = _logarithm(base, kernel.base)
        slope, shift = found
        if multiple is None or shift.denominator != 1 or (base == 0 and shift != 0) or abs(shift) > MAX_DEGREE:
            return None
        exponent = multiple * slope / kernel.rate
        if exponent.denominator != 1:
            return None
        return int(exponent), _rational(base ** int(shift)) if shift else fmpq(1)

    # -- signs

    def _sign(self, value: Quotient) -> int:
        """The sign of a rational function in this cell, whose denominator is 0 nowhere in it."""
        return self._sign_of(value[0]) * self._sign_of(value[1])

    def _sign_of(self, polynomial: fmpq_poly) -> int:
        if polynomial.degree() < 1:
            return _sign(polynomial(0))
        self.table._asked(polynomial)
        if self.sample is not None:
            return _sign(polynomial(self.sample))
        cut = self.cut
        if cut.factor is not None and polynomial % cut.factor == 0:
            return 0
        if not all(str(factor) in self.table.complete for factor, _ in polynomial.numer().factor()[1]):
            return 1  # new factors: the table is made again
        value = _at(polynomial, cut.ball)
        if not (value > 0 or value < 0):
            raise NoTable("a sign that is not told")
        return 1 if value > 0 else -1


# ------------------------------------------------------------------------------------------------------------------- helpers


def linear(term: Term, name: Term) -> tuple[Fraction, Fraction] | None:
    """(q, d) of a term q x + d with rational q and d."""
    try:
        slope, shift, constants = _linear_with_constants(term, name)
    except NoTable:
        return None
    return None if constants else (slope, shift)


def _linear_with_constants(term: Term, name: Term) -> tuple[Fraction, Fraction, dict[Term, Fraction]]:
    """(q, d, constants) of a term q x + d + a sum of rational multiples of terms without symbols."""
    if term is name:
        return Fraction(1), Fraction(0), {}
    if term.op == "number":
        return Fraction(0), term.fraction, {}
    if term.op == "add":
        slope, shift, constants = Fraction(0), Fraction(0), dict[Term, Fraction]()
        for arg in term.args:
            more = _linear_with_constants(arg, name)
            slope, shift = slope + more[0], shift + more[1]
            for constant, factor in more[2].items():
                constants[constant] = constants.get(constant, Fraction(0)) + factor
        return slope, shift, constants
    if term.op == "mul" and len(others := [arg for arg in term.args if arg.op != "number"]) == 1:
        scale = Fraction(1)
        for arg in term.args:
            scale *= arg.fraction if arg.op == "number" else 1
        slope, shift, constants = _linear_with_constants(others[0], name)
        return scale * slope, scale * shift, {constant: scale * factor for constant, factor in constants.items()}
    if free_symbols(term):
        raise NoTable("a term that is not linear")
    return Fraction(0), Fraction(0), {term: Fraction(1)}


def _sum_of(shift: Fraction, constants: dict[Term, Fraction]) -> Term:
    parts = [constant if factor == 1 else mul(number(factor), constant) for constant, factor in constants.items() if factor]
    return add(*([number(shift)] if shift or not parts else []), *parts)


def within_sort(name: Term) -> list[Term]:
    """The conditions under which a real number is one of the sort of a name."""
    found: list[Term] = []
    sort = name.sort
    if not isinstance(sort, Scalar):
        return found
    if sort.lower is not None:
        found.append(relation("lt" if sort.lower_open else "le", number(sort.lower), name))
    if sort.upper is not None:
        found.append(relation("lt" if sort.upper_open else "le", name, number(sort.upper)))
    if sort.nonzero:
        found.append(relation("ne", name, ZERO))
    return found


def _ball_of(value: Term, image: Term, kernel: Kernel, fuel: Fuel) -> Any:
    """The ball of the image of a constant; None for a constant below the domain of the logarithm."""
    if kernel.kind == "log":
        inner = enclosure(value, {}, fuel, BITS)
        if isinstance(inner, (arb, fmpq)) and inner <= 0:
            return None
    return _finite(image, fuel)


def _finite(constant: Term, fuel: Fuel) -> Any:
    """The ball of a constant that is defined."""
    found = enclosure(constant, {}, fuel, BITS)
    ball = arb(found) if isinstance(found, fmpq) else found
    if not isinstance(ball, arb) or not ball.is_finite():
        raise NoTable("a constant without a value")
    return ball


def _constants(*statements: Term) -> Iterator[Term]:
    """The outermost terms without symbols in statements."""
    pending = list(statements)
    while pending:
        term = pending.pop()
        if term.op == "number" or term.op in ("true", "false"):
            continue
        if term.op not in RELATIONS | CONNECTIVES and not free_symbols(term):
            yield term
        else:
            pending.extend(term.args)


def _value(polynomial: fmpq_poly, at: Term) -> Term:
    """The sum of a_k c^k."""
    terms = []
    for degree, coefficient in enumerate(polynomial.coeffs()):
        if coefficient:
            factor = number(Fraction(int(coefficient.p), int(coefficient.q)))
            terms.append(mul(factor, power(at, degree)) if degree else factor)
    return add(*terms)


def _quadratic_root(cut: _Cut) -> Term | None:
    """The root of a polynomial of first or second degree, written out."""
    if cut.factor is None or cut.factor.degree() > 2:
        return None  # of a higher degree there is no formula that is proved to be the root
    numbers = [number(Fraction(int(c.p), int(c.q))) for c in cut.factor.coeffs()]
    if len(numbers) == 2:
        return number(-numbers[0].fraction / numbers[1].fraction)
    c, b, a = (each.fraction for each in numbers)
    middle, radicand = -b / (2 * a), (b * b - 4 * a * c) / (4 * a * a)
    is_greater = bool(cut.ball > arb(_rational(middle)))
    root = sqrt(number(radicand))
    root = root if is_greater else mul(number(-1), root)
    return add(number(middle), root) if middle else root


def _at(polynomial: fmpq_poly, ball: Any) -> Any:
    total = arb(0)
    for coefficient in reversed(polynomial.coeffs()):
        total = total * ball + arb(coefficient)
    return total


def _between(low: Any, high: Any) -> fmpq:
    if low is None and high is None:
        return fmpq(0)
    if low is None:
        return high.lower().fmpq() - 1
    if high is None:
        return low.upper().fmpq() + 1
    return (low.upper().fmpq() + high.lower().fmpq()) / 2


def _middle(ball: Any) -> Fraction:
    exact = ball.mid().fmpq()
    return Fraction(int(exact.p), int(exact.q))


def _sign(value: fmpq) -> int:
    return int(value > 0) - int(value < 0)


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _constant(value: fmpq) -> Quotient:
    return fmpq_poly([value]), fmpq_poly([1])


def _plus(one: Quotient, other: Quotient) -> Quotient:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _minus(value: Quotient) -> Quotient:
    return -value[0], value[1]


def _positive_number(term: Term) -> Fraction | None:
    return term.fraction if term.op == "number" and term.fraction > 0 and term.fraction != 1 else None


def _logarithm(base: Fraction, of: Fraction) -> Fraction | None:
    """The integer m with base = of^m; 0 stands for e."""
    if base == 0 or of == 0:
        return Fraction(1) if base == of else None
    return next((Fraction(m) for size in range(1, 9) for m in (size, -size) if of**m == base), None)
