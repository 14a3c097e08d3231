"""The expansion of a term at s -> +oo, for the check of limits: each operation exists for all large s, or is rejected."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from verify.domain import integer_valued, rational_value
from verify.fuel import Fuel
from verify.mathematics.tidy import tidy
from verify.recheck.expansions import (
    NIL,
    ONE_WEIGHT,
    SLOW,
    Expansion,
    Judge,
    S,
    finite_value,
    logarithm_of_weight,
    negated,
    of_constant,
    power_series,
    principal,
    stretched,
    times,
    total,
    trend,
    weight_of_exponential,
    weight_power,
    weight_product,
)
from verify.recheck.kernels import Rejected, demand
from verify.term import (
    HALF,
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
    log,
    mul,
    negate,
    number,
    power,
    subtract,
)

COST = 500
ORDER = 3
MOST_REPEATED = 8


class Expander:
    """Expands terms in the variable `s`; `fuel` is spent on each subterm once."""

    def __init__(self, s: Term, judge: Judge, fuel: Fuel) -> None:
        self.s = s
        self.judge = judge
        self.fuel = fuel
        self.memo: dict[Term, Expansion] = {}

    def expand(self, term: Term) -> Expansion:
        if term not in self.memo:
            self.fuel.spend(COST, "the check of an expansion")
            self.memo[term] = self._expand(term)
        return self.memo[term]

    def is_constant(self, term: Term) -> bool:
        return self.s not in free_symbols(term)

    def constant(self, term: Term) -> Expansion:
        """A subterm without s; overridden where constants have values."""
        return of_constant(term)

    def _expand(self, term: Term) -> Expansion:
        op, args = term.op, term.args
        if self.is_constant(term):
            return self.constant(term)
        demand(not term.shape, "a limit of a matrix")
        if term is self.s:
            return Expansion(((S, ONE),))
        if op == "add":
            return total([self.expand(arg) for arg in args], self.judge)
        if op == "mul":
            return reduce(lambda one, other: times(one, other, self.judge), map(self.expand, args))
        if op == "power":
            return self.raised(*args)
        if op == "sum":
            return self.summed(term)
        if op == "piecewise":
            return self.chosen(term)
        if op in ("max", "min"):
            return reduce(lambda one, other: self.larger(one, other, op == "max"), map(self.expand, args))
        demand(len(args) == 1, f"no limit of {op} is known here")
        if op == "exp":
            return self.exponential(self.expand(args[0]))
        if op == "log":
            return self.logarithm(self.expand(args[0]))
        if op in ("sinh", "cosh"):
            return self.hyperbolic(op, args[0])
        if op in ("asinh", "acosh", "atanh"):
            return self.area(op, args[0])
        return self.function(op, args[0])

    def summed(self, term: Term) -> Expansion:
        raise Rejected("a sum")

    # -- powers, exponentials, logarithms

    def raised(self, base: Term, exponent: Term) -> Expansion:
        if self.is_constant(exponent):
            self.constant(exponent)
            return self.constant_power(self.expand(base), exponent)
        if not self.is_constant(base) or self.judge.may_sign(base) == 1:
            inside = times(self.expand(exponent), self.logarithm(self.expand(base)), self.judge)
            return self.exponential(inside)
        return self.vanishing_power(base, exponent)

    def constant_power(self, base: Expansion, exponent: Term) -> Expansion:
        value = rational_value(exponent)
        if value is not None and value.denominator == 1 and 0 <= value <= MOST_REPEATED:
            found = of_constant(ONE)
            for _ in range(int(value)):
                found = times(found, base, self.judge)
            return found
        weight, leading, sign, small = principal(base, self.judge, signed=False)
        demand(sign > 0 or integer_valued(exponent) or (value is not None and value.denominator == 1),
               "a root of a negative number")
        binomial = [ONE]
        for k in range(1, ORDER + 1):
            binomial.append(tidy(mul(binomial[-1], add(exponent, number(1 - k)), number(1, k))))
        return stretched(power_series(binomial, small, self.judge), weight_power(weight, exponent), power(leading, exponent))

    def vanishing_power(self, base: Term, exponent: Term) -> Expansion:
        """|q|^n for q^2 < 1 and a whole number n = a s + b, a > 0, is o of sqrt((1 + q^2)/2)^(a s)."""
        demand(integer_valued(exponent), "a power of a base that may be negative")
        self.constant(base)
        line = self.expand(exponent)
        demand(line.rest is None and line.summands and line.summands[0][0] == S, "an exponent that is no line")
        demand(all(weight == ONE_WEIGHT for weight, _ in line.summands[1:]), "an exponent that is no line")
        slope = line.summands[0][1]
        demand(slope.op == "number" and slope.fraction > 0, "an exponent that does not grow")
        square = tidy(mul(base, base))
        demand(self.judge.sign(tidy(add(square, MINUS_ONE))) < 0, "a base that may be 1 or more")
        half_log = mul(HALF, log(tidy(mul(HALF, add(square, ONE)))))
        return Expansion((), ((Fraction(1), tidy(mul(slope, half_log))),))

    def exponential(self, inner: Expansion) -> Expansion:
        judge = self.judge
        growing = [pair for pair in inner.summands if trend(pair[0], judge) > 0]
        weights = [weight_of_exponential(weight, value) for weight, value in growing]
        if growing and weights[0] is None and judge.may_sign(growing[0][1]) == -1:
            return Expansion((), ONE_WEIGHT)  # exp(u) with u -> -oo
        demand(None not in weights, "an exponential that grows too fast")
        demand(inner.rest is None or trend(inner.rest, judge) <= 0, "an exponential of something that is not known well enough")
        level = [value for weight, value in inner.summands if trend(weight, judge) == 0]
        small = tuple(pair for pair in inner.summands if trend(pair[0], judge) < 0)
        series = power_series([ONE, ONE, HALF, number(1, 6)], Expansion(small, inner.rest), judge)
        return stretched(series, weight_product(*(weight for weight in weights if weight is not None)), exp(tidy(add(*level))))

    def logarithm(self, inner: Expansion) -> Expansion:
        weight, leading, sign, small = principal(inner, self.judge)
        demand(sign > 0, "a logarithm of a negative number")
        series = power_series([ZERO, ONE, number(-1, 2), number(1, 3)], small, self.judge)
        return total([logarithm_of_weight(weight), of_constant(log(leading)), series], self.judge)

    def hyperbolic(self, op: str, argument: Term) -> Expansion:
        up, down = (self.exponential(self.expand(part)) for part in (argument, negate(argument)))
        return stretched(total([up, negated(down) if op == "sinh" else down], self.judge), ONE_WEIGHT, HALF)

    def area(self, op: str, argument: Term) -> Expansion:
        inner = self.expand(argument)
        if op == "atanh":
            above, below = (total([of_constant(ONE), part], self.judge) for part in (inner, negated(inner)))
            difference = total([self.logarithm(above), negated(self.logarithm(below))], self.judge)
            return stretched(difference, ONE_WEIGHT, HALF)
        square = total([times(inner, inner, self.judge), of_constant(ONE if op == "asinh" else MINUS_ONE)], self.judge)
        return self.logarithm(total([inner, self.constant_power(square, HALF)], self.judge))

    # -- kinks

    def absolute(self, inner: Expansion) -> Expansion:
        if not inner.summands:
            return inner
        weight, value = inner.summands[0]
        sign = self.judge.may_sign(value)
        if sign:
            return inner if sign > 0 else negated(inner)
        return Expansion(((weight, tidy(call("abs", value))),), weight if inner.summands[1:] else inner.rest)

    def larger(self, one: Expansion, other: Expansion, upper: bool) -> Expansion:
        distance = self.absolute(total([one, negated(other)], self.judge))
        both = total([one, other, distance if upper else negated(distance)], self.judge)
        return stretched(both, ONE_WEIGHT, HALF)

    def chosen(self, term: Term) -> Expansion:
        for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
            if self.holds(condition):
                return self.expand(value)
        raise Rejected("no branch of a piecewise is chosen")

    def holds(self, condition: Term) -> bool:
        """Whether a condition holds for all large s, or fails for all of them."""
        if condition.op == "true":
            return True
        if condition.op == "and":
            truths = [self.holds(part) for part in condition.args]  # none of them may be left open
            return all(truths)
        demand(condition.op in ("eq", "ne", "lt", "le"), "a condition that is no relation")
        left, right = map(self.expand, condition.args)
        gap = total([right, negated(left)], self.judge)
        if condition.op in ("eq", "ne") and gap != NIL:
            principal(gap, self.judge, signed=False)
            return condition.op == "ne"
        sign = principal(gap, self.judge)[2] if gap != NIL else 0
        return {"eq": sign == 0, "ne": sign != 0, "lt": sign > 0, "le": sign >= 0}[condition.op]

    # -- other functions

    def function(self, op: str, argument: Term) -> Expansion:
        inner = self.expand(argument)
        if op == "abs":
            return self.absolute(inner)
        if op == "sign":
            return of_constant(number(principal(inner, self.judge)[2]))
        if op in ("floor", "ceiling"):
            return total([inner, Expansion((), SLOW)], self.judge)
        try:
            at = finite_value(inner, self.judge)
        except Rejected:
            return self.at_infinity(op, argument, inner)
        small = total([inner, of_constant(negate(at))], self.judge)
        if op == "tan":
            sine, cosine = (power_series(self.taylor(each, at), small, self.judge) for each in ("sin", "cos"))
            return times(sine, self.constant_power(cosine, MINUS_ONE), self.judge)
        coefficients = [call(op, at)] if self.stays_inside(op, at, small) else self.taylor(op, at)
        if len(coefficients) > 1 or small == NIL:
            return power_series(coefficients, small, self.judge)
        return total([of_constant(coefficients[0]), Expansion((), ONE_WEIGHT)], self.judge)  # a continuous function

    def stays_inside(self, op: str, at: Term, small: Expansion) -> bool:
        """Whether asin or acos has an argument that tends to an end of [-1, 1] from within."""
        if op not in ("asin", "acos") or at not in (ONE, MINUS_ONE) or small == NIL:
            return False
        return principal(small, self.judge)[2] == (-1 if at is ONE else 1)

    def taylor(self, op: str, at: Term) -> list[Term]:
        """f(L), f'(L), f''(L)/2, ... as far as they are needed."""
        value = call(op, at)
        if op in ("sin", "cos"):
            turned = call("cos", at) if op == "sin" else negate(call("sin", at))
            return [value, turned, mul(number(-1, 2), value), mul(number(-1, 6), turned)]
        if op == "atan":
            slope = power(add(mul(at, at), ONE), MINUS_ONE)
            return [value, slope, mul(MINUS_ONE, at, slope, slope)]
        if op in ("erf", "erfc"):
            slope = mul(number(2 if op == "erf" else -2), exp(negate(mul(at, at))), power(PI, number(-1, 2)))
            return [value, slope, mul(MINUS_ONE, at, slope)]
        if op == "tanh":
            slope = add(ONE, mul(MINUS_ONE, value, value))
            return [value, slope, mul(MINUS_ONE, value, slope)]
        if op in ("gamma", "loggamma", "digamma"):
            demand(self.judge.sign(at) > 0, f"{op} at a number that may not be positive")
            return [value]
        demand(op in ("asin", "acos"), f"no value of {op} at a limit is known here")
        demand(self.judge.sign(subtract(ONE, at)) > 0 and self.judge.sign(add(ONE, at)) > 0, f"{op} outside of its interval")
        slope = mul(ONE if op == "asin" else MINUS_ONE, power(add(ONE, mul(MINUS_ONE, at, at)), number(-1, 2)))
        return [value, slope, mul(HALF, at, slope, slope, slope)]

    def at_infinity(self, op: str, argument: Term, inner: Expansion) -> Expansion:
        if op in ("sin", "cos"):
            return Expansion((), SLOW)  # bounded, for whatever argument
        weight, _, sign, _ = principal(inner, self.judge)
        demand(trend(weight, self.judge) > 0, f"no limit of {op} is known here")
        if op == "atan":
            small = self.constant_power(inner, MINUS_ONE)
            angle = negated(power_series(self.taylor("atan", ZERO), small, self.judge))
            return total([of_constant(mul(number(sign, 2), PI)), angle], self.judge)
        if op == "tanh":  # sign (1 - e)/(1 + e) with e = exp(-2 |u|)
            small = self.exponential(stretched(inner, ONE_WEIGHT, number(-2 * sign)))
            above, below = total([of_constant(ONE), negated(small)], self.judge), total([of_constant(ONE), small], self.judge)
            return stretched(times(above, self.constant_power(below, MINUS_ONE), self.judge), ONE_WEIGHT, number(sign))
        demand(op in ("erf", "erfc"), f"no limit of {op} at infinity is known here")
        tail = self.tail(argument if sign > 0 else negate(argument))  # erfc(|u|)
        if op == "erfc":
            return tail if sign > 0 else total([of_constant(TWO), negated(tail)], self.judge)
        return total([of_constant(number(sign)), tail if sign < 0 else negated(tail)], self.judge)

    def tail(self, argument: Term) -> Expansion:
        """erfc(u) = exp(-u^2)/(sqrt(pi) u) (1 + o(1)) for u -> +oo."""
        whole = self.expand(divide(exp(negate(power(argument, 2))), mul(power(PI, HALF), argument)))
        if not whole.summands:
            return whole
        return Expansion(whole.summands[:1], whole.summands[0][0])
