"""The difference of two sides as a product of factors, written so that the signs of the factors can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import gcd

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, Fraction2, Polynomial, TooLarge, Undefined
from verify.mathematics.manifest import Manifest
from verify.mathematics.ranges import Sign
from verify.prove.normal_form import NormalForm, Unsupported
from verify.prove.signs import NeedSign
from verify.question import Question
from verify.term import ONE, Term, add, divide, exp, log, make, mul, negate, number, power, subtract


class Switch(Exception):
    """The normal form depends on the sign of `term`."""

    def __init__(self, term: Term, strict: bool) -> None:
        self.term = term
        self.strict = strict


@dataclass(frozen=True)
class Factor:
    """A factor f^exponent of a difference; `term` is f, in a form that shows its sign if one is known."""

    polynomial: Polynomial
    exponent: int
    term: Term
    sign: Sign | None


class Form:
    """The normal form of right - left, and how its parts are written.  Raises Switch, Unsupported, Undefined, TooLarge."""

    def __init__(self, question: Question, fuel: Fuel) -> None:
        self.question = question
        self.manifest = Manifest(question.hypotheses, fuel=fuel)
        self.normal, self.value = _normal_form(question, fuel)
        self._known: dict[str, Term] = {}
        for hypothesis in question.hypotheses:
            self._learn(hypothesis)

    def _learn(self, hypothesis: Term) -> None:
        """A polynomial that is a multiple of the difference in a hypothesis is written as that difference."""
        if hypothesis.op not in ("le", "lt", "ne", "eq") or any(side.shape for side in hypothesis.args):
            return
        left, right = hypothesis.args
        shown = right if left == number(0) else left if right == number(0) and hypothesis.op == "ne" else subtract(right, left)
        try:
            value = self.normal.of(shown)
            content, factors = self.normal.fractions.factor(value[0])
        except (NeedSign, Unsupported, Undefined, TooLarge):
            return
        if len(factors) != 1 or factors[0][1] != 1 or not value[1].is_constant():
            return
        scale = int(value[1].leading_coefficient())
        self._known.setdefault(str(factors[0][0]), shown if scale == content else mul(number(scale) if content == 1 else divide(
            number(scale), number(content)), shown))

    def factors(self) -> tuple[Fraction, list[Factor]]:
        """(c, factors) with right - left = c times the product of the factors."""
        above, top = self.normal.fractions.factor(self.value[0])
        below, bottom = self.normal.fractions.factor(self.value[1])
        out = [self._factor(polynomial, exponent) for polynomial, exponent in top]
        out += [self._factor(polynomial, -exponent) for polynomial, exponent in bottom]
        return Fraction(above, below), out

    def _factor(self, polynomial: Polynomial, exponent: int) -> Factor:
        term = self.show(polynomial)
        return Factor(polynomial, exponent, term, self.manifest.sign(term))

    def show(self, polynomial: Polynomial) -> Term:
        """The polynomial as a term; of several ways of writing it, the first that shows its sign."""
        known = self._known.get(str(polynomial)) if not polynomial.is_constant() else None
        if known is not None and self.manifest.sign(known) is not None:
            return known
        plain = self.plain(polynomial)
        if self.manifest.sign(plain) is not None:
            return plain
        shifted = self._shifted(polynomial)
        if shifted is not None and self.manifest.sign(shifted) is not None:
            return shifted
        return known or plain

    def coefficients(self, polynomial: Polynomial, index: int) -> dict[int, Polynomial]:
        """The coefficients of the powers of one generator that occur, and of its power 0."""
        ring = self.normal.fractions.ring
        out = {0: ring.zero}
        for exponents, coefficient in polynomial.terms():
            rest = list(exponents)
            rest[index] = 0
            degree = int(exponents[index])
            out[degree] = out.get(degree, ring.zero) + ring.from_terms({tuple(rest): coefficient})
        return out

    def plain(self, polynomial: Polynomial) -> Term:
        self.normal.fuel.spend(20 * len(polynomial), "writing a polynomial")
        terms = []
        for exponents, coefficient in polynomial.terms():
            factors = [self._generator_power(index, int(e)) for index, e in enumerate(exponents) if e]
            if coefficient != 1 or not factors:
                factors.insert(0, number(int(coefficient)))
            terms.append(mul(*factors))
        return add(*terms)

    def _generator_power(self, index: int, exponent: int) -> Term:
        term = self.kernel(index)
        return term if exponent == 1 else power(term, exponent)

    def kernel(self, index: int) -> Term:
        """What a generator stands for; the logarithm of |f| without the bars if the sign of f can be seen."""
        kernel = self.normal.table.kernels[index]
        data = kernel.data
        if kernel.kind == "log":
            argument = self.show(data[0])
            sign = self.manifest.sign(argument)
            if sign is None or not sign[1] or not sign[0]:
                return log(make("abs", (argument,)))
            return log(argument if sign[0] > 0 else negate(argument))
        if kernel.kind == "exp":
            exponent = self.fraction(data[0])
            return exp(exponent if data[1] == 1 else mul(number(1, data[1]), exponent))
        if kernel.kind == "root":
            return power(self.show(data[0]), number(1, data[1]))
        if kernel.kind == "function":
            return make(data[0], tuple(arg if isinstance(arg, Term) else self.fraction(arg) for arg in data[2]), data[1])
        return self.normal.table.term(index)

    def fraction(self, value: Fraction2) -> Term:
        top = self.show(value[0])
        if value[1].is_one():
            return top
        below = [mul_power(self.show(p), -e) for p, e in self.normal.fractions.factor(value[1])[1]]
        content = self.normal.fractions.factor(value[1])[0]
        return mul(top, *([] if content == 1 else [power(number(content), -1)]), *below)

    def _shifted(self, polynomial: Polynomial) -> Term | None:
        """In powers of x - a, of b - x, or of both, for symbols between a and b."""
        signs, table, fractions = self.normal.signs, self.normal.table, self.normal.fractions
        if not table.is_real(polynomial):
            return None
        parts: dict[int, tuple[Term, Term | None, int]] = {}
        scale = 1
        for index, degree in enumerate(polynomial.degrees()):
            if degree == 0 or degree > 12 or table.kernels[index].kind != "atom":
                continue
            sort = signs._bounded_sort(index)
            if sort is None:
                continue
            fractions.fuel.spend(8 * len(polynomial) * int(degree), "a sign on an interval")
            atom, (lower, upper) = table.term(index), (sort.lower, sort.upper)
            polynomial = signs._substitute(polynomial, index, lower, upper)
            up = None if lower is None else subtract(atom, number(lower)) if lower else atom
            down = None if upper is None else subtract(number(upper), atom)
            if lower is not None and upper is not None:  # x = (a + b t)/(1 + t) with t = (x - a)/(b - x), times (b - a)^degree
                width = upper - lower
                common = (lower.denominator * upper.denominator) // gcd(lower.denominator, upper.denominator)
                scale *= int(width * common) ** int(degree)
                assert up is not None
                parts[index] = (up, down, int(degree))
            else:
                end = lower if lower is not None else upper
                assert end is not None
                scale *= end.denominator ** int(degree)
                parts[index] = ((up or down), None, int(degree))  # type: ignore[assignment]
        if not parts:
            return None
        terms = []
        for exponents, coefficient in polynomial.terms():
            factors: list[Term] = [number(int(coefficient))] if coefficient != 1 else []
            for index, e in enumerate(exponents):
                if index in parts:
                    up, down, degree = parts[index]
                    factors += [mul_power(up, int(e))] if e else []
                    if down is not None and degree - e:
                        factors.append(mul_power(down, degree - int(e)))
                elif e:
                    factors.append(self._generator_power(index, int(e)))
            terms.append(mul(*factors) if factors else ONE)
        total = add(*terms)
        return total if scale == 1 else mul(power(number(scale), -1), total)


def mul_power(term: Term, exponent: int) -> Term:
    return term if exponent == 1 else power(term, exponent)


def _normal_form(question: Question, fuel: Fuel) -> tuple[NormalForm, Fraction2]:
    left, right = question.statement.args
    difference = subtract(right, left)
    for size in CONTEXT_SIZES:
        form = NormalForm(question, size, fuel)
        try:
            return form, form.run(partial(form.of, difference))
        except NeedSign as need:
            raise Switch(form.table.polynomial_term(need.polynomial), need.strict) from None
        except TooLarge:
            if size == CONTEXT_SIZES[-1]:
                raise
    raise TooLarge("a normal form")
