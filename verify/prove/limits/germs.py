"""The expansion of a term at s -> +oo, from those of its parts.

Every operation demands what makes its value exist for all large s: a divisor has a leading coefficient that is not 0, the
argument of a logarithm a positive one, and so on.  Functions of infinity are first written with exponentials.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verify.domain import integer_valued, rational_value
from verify.mathematics.tidy import tidy
from verify.prove.limits.facts import Facts, Unseen
from verify.prove.limits.scales import IDENTITY, SLOWEST, UNIT, Scale, direction, exponential, logarithm, times, to_power
from verify.prove.limits.series import (
    NOTHING,
    Part,
    Series,
    composed,
    constant,
    finite_limit,
    leading,
    limit_only,
    plus,
    product_of,
    scaled,
    signed,
)
from verify.sort import INTEGER
from verify.term import (
    HALF,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    add,
    call,
    divide,
    exp,
    free_symbols,
    fresh_symbol,
    log,
    mul,
    negate,
    number,
    power,
    relation,
    sqrt,
    substitute,
    subtract,
    summation,
    symbol,
)

DEGREE = 3
MOST_FACTORS = 8
STEP_COST = 500


class Germs:
    """Expansions of terms in one variable that tends to +oo; each term is expanded once."""

    def __init__(self, variable: Term, facts: Facts) -> None:
        self.variable = variable
        self.facts = facts
        self.known: dict[Term, Series] = {}

    def of(self, term: Term) -> Series:
        found = self.known.get(term)
        if found is None:
            self.facts.fuel.spend(STEP_COST, "an expansion")
            found = self.known[term] = self._expanded(term)
        return found

    def _expanded(self, term: Term) -> Series:
        if self.variable not in free_symbols(term):
            return constant(term)
        if term is self.variable:
            return Series(((IDENTITY, ONE),))
        if term.op == "add":
            return plus([self.of(arg) for arg in term.args], self.facts)
        if term.op == "mul":
            return product_of([self.of(arg) for arg in term.args], self.facts)
        if term.op == "power":
            return self._power(*term.args)
        if term.op == "sum":
            return self._sum(term)
        if term.op in ("max", "min"):
            return self._extreme(term)
        if term.op == "piecewise":
            return self._piecewise(term)
        if len(term.args) != 1 or term.shape:
            raise Unseen(f"no rule for the limit of {term.op}")
        rewrite = _REWRITTEN.get(term.op)
        if rewrite is not None:
            return self.of(rewrite(term.args[0]))
        if term.op in _OF_SERIES:
            return _OF_SERIES[term.op](self, self.of(term.args[0]))
        return self._at_its_limit(term.op, term.args[0])

    # -- powers, exponentials and logarithms

    def _power(self, base: Term, exponent: Term) -> Series:
        if self.variable not in free_symbols(exponent):
            return self._constant_power(self.of(base), exponent)
        if self.variable in free_symbols(base) or self.facts.known_sign(base) == 1:
            return self.of(exp(mul(exponent, log(base))))
        return self._bounded_power(base, exponent)

    def _constant_power(self, base: Series, exponent: Term) -> Series:
        value = rational_value(exponent)
        if value is not None and value.denominator == 1 and 0 <= value <= MOST_FACTORS:
            return product_of([base] * int(value), self.facts) if value else constant(ONE)
        scale, coefficient, sign, rest = leading(base, self.facts)
        if sign != 1 and (value is None or value.denominator != 1) and not integer_valued(exponent):
            raise Unseen("a real power of what may be negative")
        taylor, factor = [ONE], ONE
        for order in range(DEGREE):  # (1 + w)^r = 1 + r w + r (r - 1)/2 w^2 + ...
            factor = mul(factor, subtract(exponent, number(order)), number(1, order + 1))
            taylor.append(tidy(factor))
        return scaled(composed(taylor, rest, self.facts), to_power(scale, exponent), tidy(power(coefficient, exponent)))

    def _bounded_power(self, base: Term, exponent: Term) -> Series:
        """q^n with q^2 < 1 and n = a s + b an integer, a > 0: o(p^(a s)) with p^2 = (1 + q^2)/2, as |q| < p < 1; q may be 0."""
        slope = self._slope(exponent)
        square = tidy(power(base, 2))
        if not integer_valued(exponent) or slope <= 0 or self.facts.known_sign(subtract(square, ONE)) != -1:
            raise Unseen("a power whose base has no known sign, or is not less than 1")
        middle = tidy(divide(add(ONE, square), TWO))
        return Series((), ((Fraction(1), tidy(mul(number(slope / 2), log(middle)))),))

    def _slope(self, exponent: Term) -> Fraction:
        """a of a s + b with a rational a."""
        series = self.of(exponent)
        scales, slope = [scale for scale, _ in series.parts], series.parts[0][1] if series.parts else ZERO
        if series.error is None and scales in ([IDENTITY], [IDENTITY, UNIT]) and slope.op == "number":
            return slope.fraction
        raise Unseen("an exponent that is no line")

    def _exp(self, inner: Series) -> Series:
        """exp of the growing parts is a scale, that of a constant a factor, and that of the rest a power series."""
        scale: Scale = UNIT
        value: Term = ZERO
        small: list[Part] = []
        for place, (own, coefficient) in enumerate(inner.parts):
            grows = direction(own, self.facts)
            if grows > 0:
                factor = exponential(own, coefficient)
                if factor is None:
                    return self._exp_of_infinity(inner, own, coefficient, place)
                scale = times(scale, factor)
            elif grows == 0:
                value = tidy(add(value, coefficient))
            else:
                small.append((own, coefficient))
        if inner.error is not None and direction(inner.error, self.facts) > 0:
            raise Unseen("an exponential of what is known too roughly")
        rest = composed([ONE, ONE, HALF, number(1, 6)], Series(tuple(small), inner.error), self.facts)
        return scaled(rest, scale, tidy(exp(value)))

    def _exp_of_infinity(self, inner: Series, scale: Scale, coefficient: Term, place: int) -> Series:
        """exp(u) = o(1) if u tends to minus infinity."""
        if place == 0 and self.facts.known_sign(coefficient) == -1:
            return Series((), UNIT)
        raise Unseen("an exponential of something that grows too fast")

    def _log(self, inner: Series) -> Series:
        """log(c S (1 + w)) = log S + log c + w - w^2/2 + ..."""
        scale, coefficient, sign, rest = signed(inner, self.facts)
        if sign < 0:
            raise Unseen("the logarithm of what is negative")
        whole = [Series(((own, c),)) for own, c in logarithm(scale)]
        taylor = [ZERO, ONE, number(-1, 2), number(1, 3)]
        return plus([*whole, constant(log(coefficient)), composed(taylor, rest, self.facts)], self.facts)

    # -- functions with kinks

    def _abs(self, inner: Series) -> Series:
        """|c S + o(S)| = |c| S + o(S); with the sign of c all of the expansion."""
        if not inner.parts:
            return inner
        scale, coefficient = inner.parts[0]
        sign = self.facts.known_sign(coefficient)
        if sign:
            return inner if sign > 0 else scaled(inner, UNIT, MINUS_ONE)
        return Series(((scale, tidy(call("abs", coefficient))),), scale if len(inner.parts) > 1 else inner.error)

    def _sign(self, inner: Series) -> Series:
        return constant(number(signed(inner, self.facts)[2]))

    def _extreme(self, term: Term) -> Series:
        """max(u, v) = (u + v + |u - v|)/2"""
        found = self.of(term.args[0])
        for arg in term.args[1:]:
            other = self.of(arg)
            gap = self._abs(plus([found, scaled(other, UNIT, MINUS_ONE)], self.facts))
            toward = ONE if term.op == "max" else MINUS_ONE
            found = scaled(plus([found, other, scaled(gap, UNIT, toward)], self.facts), UNIT, HALF)
        return found

    def _floor(self, inner: Series) -> Series:
        """u + O(1)"""
        return plus([inner, Series((), SLOWEST)], self.facts)

    def _piecewise(self, term: Term) -> Series:
        """The branch that is chosen for all large s."""
        for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
            if self._holds_at_last(condition):
                return self.of(value)
        raise Unseen("a choice without a branch")

    def _holds_at_last(self, condition: Term) -> bool:
        if condition.op == "true":
            return True
        if condition.op == "and":
            parts = [self._holds_at_last(part) for part in condition.args]  # each of them has to have a truth
            return all(parts)
        if condition.op not in ("lt", "le", "eq", "ne"):
            raise Unseen("a condition that is no relation")
        left, right = condition.args
        gap = plus([self.of(left), scaled(self.of(right), UNIT, MINUS_ONE)], self.facts)
        if condition.op in ("eq", "ne") and gap != NOTHING:
            leading(gap, self.facts)  # not 0 for large s
            return condition.op == "ne"
        sign = 0 if gap == NOTHING else signed(gap, self.facts)[2]
        return {"lt": sign < 0, "le": sign <= 0, "eq": sign == 0, "ne": sign != 0}[condition.op]

    # -- functions by their value at the limit of the argument

    def _sin(self, inner: Series) -> Series:
        return self._bounded(inner, "sin")

    def _cos(self, inner: Series) -> Series:
        return self._bounded(inner, "cos")

    def _bounded(self, inner: Series, op: str) -> Series:
        try:
            at, rest = self._split(inner)
        except Unseen:
            return Series((), SLOWEST)
        sine, cosine = tidy(call("sin", at)), tidy(call("cos", at))
        if op == "sin":
            return composed([sine, cosine, mul(number(-1, 2), sine), mul(number(-1, 6), cosine)], rest, self.facts)
        return composed([cosine, negate(sine), mul(number(-1, 2), cosine), mul(number(1, 6), sine)], rest, self.facts)

    def _split(self, inner: Series) -> tuple[Term, Series]:
        """(L, u - L) for u that tends to L."""
        at = finite_limit(inner, self.facts)
        return at, plus([inner, constant(negate(at))], self.facts)

    def _at_its_limit(self, op: str, argument: Term) -> Series:
        """tanh, atan, erf, gamma, ...: a power series at a finite limit, the limits at infinity."""
        inner = self.of(argument)
        try:
            at, rest = self._split(inner)
        except Unseen:
            return self._at_infinity(op, argument, inner)
        taylor = self._taylor(op, at) or self._at_an_end(op, at, rest)
        if taylor is None:
            raise Unseen(f"no rule for the limit of {op}")
        return composed(taylor, rest, self.facts) if len(taylor) > 1 else self._continuous(taylor[0], rest)

    def _continuous(self, value: Term, rest: Series) -> Series:
        """f(L + o(1)) = f(L) + o(1)"""
        if rest == NOTHING:
            return constant(value)
        return plus([constant(value), Series((), UNIT)], self.facts)

    def _taylor(self, op: str, at: Term) -> list[Term] | None:
        value = tidy(call(op, at))
        if op == "atan":
            below = power(add(ONE, power(at, 2)), MINUS_ONE)
            return [value, below, negate(mul(at, power(below, 2)))]
        if op in ("erf", "erfc"):
            slope = mul(TWO, power(PI, number(-1, 2)), exp(negate(power(at, 2))))
            slope = slope if op == "erf" else negate(slope)
            return [value, slope, negate(mul(at, slope))]
        if op == "tanh":
            slope = subtract(ONE, power(value, 2))
            return [value, slope, negate(mul(value, slope))]
        if op in ("gamma", "loggamma", "digamma") and self.facts.known_sign(at) == 1:
            return [value]
        inside = (subtract(ONE, at), add(ONE, at))
        if op in ("asin", "acos") and all(self.facts.known_sign(distance) == 1 for distance in inside):
            slope = power(subtract(ONE, power(at, 2)), number(-1, 2))
            slope = slope if op == "asin" else negate(slope)
            return [value, slope, mul(HALF, at, slope, power(slope, 2))]
        return None

    def _at_an_end(self, op: str, at: Term, rest: Series) -> list[Term] | None:
        """asin and acos are continuous on [-1, 1]: also at its ends, for an argument that stays inside."""
        if op not in ("asin", "acos") or at not in (ONE, MINUS_ONE) or rest == NOTHING:
            return None
        inward = -1 if at is ONE else 1
        return [tidy(call(op, at))] if signed(rest, self.facts)[2] == inward else None

    def _at_infinity(self, op: str, argument: Term, inner: Series) -> Series:
        scale, _, sign, _ = signed(inner, self.facts)
        if direction(scale, self.facts) <= 0:
            raise Unseen(f"no rule for the limit of {op}")
        if op == "atan":  # atan u = pi/2 - atan(1/u) for u > 0
            rest = self.of(negate(call("atan", divide(ONE, argument))))
            return plus([constant(mul(number(sign, 2), PI)), rest], self.facts)
        if op == "tanh":  # 1 - 2 e/(1 + e) with e = exp(-2 u) for u > 0
            falling = exp(mul(number(-2 * sign), argument))
            ratio = divide(mul(number(2 * sign), falling), add(ONE, falling))
            return self.of(subtract(number(sign), ratio))
        if op == "erf":
            return self.of(subtract(ONE, call("erfc", argument)) if sign > 0
                           else subtract(call("erfc", negate(argument)), ONE))  # fmt: skip
        if op == "erfc" and sign > 0:  # exp(-u^2)/(u sqrt(pi)) (1 + o(1))
            tail = self.of(divide(exp(negate(power(argument, 2))), mul(argument, sqrt(PI))))
            return Series(tail.parts[:1], tail.parts[0][0]) if tail.parts else tail
        if op == "erfc":
            return self.of(subtract(TWO, call("erfc", negate(argument))))
        raise Unseen(f"no rule for the limit of {op}")

    # -- finite sums

    def _sum(self, term: Term) -> Series:
        """A sum of a number of terms that does not depend on s, of common scales or of limits."""
        index, lower, upper, body = term.args
        if any(self.variable in free_symbols(end) or INFINITY in (end, negate(end)) or end is MINUS_INFINITY
               for end in (lower, upper)):  # fmt: skip
            raise Unseen("a sum with more and more terms")
        taken = [*free_symbols(body), *(name for each in self.facts.hypotheses for name in free_symbols(each)), self.variable]
        inside = fresh_symbol(symbol("@index", INTEGER), taken)
        facts = self.facts.under(relation("le", lower, inside), relation("le", inside, upper))
        series = Germs(self.variable, facts).of(substitute(body, {index: inside}))
        if any(inside in free_symbols(c) for scale in _scales(series) for _, c in scale):
            series = limit_only(series, facts)
        total = ((scale, summation(index, lower, upper, substitute(c, {inside: index}))) for scale, c in series.parts)
        return Series(tuple((scale, tidy(c)) for scale, c in total), series.error)


def _scales(series: Series) -> list[Scale]:
    return [*(scale for scale, _ in series.parts), *(() if series.error is None else (series.error,))]


_REWRITTEN: dict[str, Callable[[Term], Term]] = {
    "sinh": lambda u: divide(subtract(exp(u), exp(negate(u))), TWO),
    "cosh": lambda u: divide(add(exp(u), exp(negate(u))), TWO),
    "tan": lambda u: divide(call("sin", u), call("cos", u)),
    "asinh": lambda u: log(add(u, sqrt(add(power(u, 2), ONE)))),
    "acosh": lambda u: log(add(u, sqrt(subtract(power(u, 2), ONE)))),
    "atanh": lambda u: divide(log(divide(add(ONE, u), subtract(ONE, u))), TWO),
}

_OF_SERIES: dict[str, Callable[[Germs, Series], Series]] = {
    "exp": Germs._exp,
    "log": Germs._log,
    "abs": Germs._abs,
    "sign": Germs._sign,
    "sin": Germs._sin,
    "cos": Germs._cos,
    "floor": Germs._floor,
    "ceiling": Germs._floor,
}
