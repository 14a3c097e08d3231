"""Derivatives for the numeric leg: one forward pass, no rewriting, nothing shared with the prover.

The result is a term for evaluation only.  Where a switch (abs, max, floor ...) is just at its switching point, the derivative
may or may not exist (|x| at 0 has none, x|x| has), so there it is made unknown, by two operations that exist in this leg only:

    given_defined (value, body)     value where body is defined, undefined where it is not
    unless_zero   (value, switch)   value where switch is not 0, unknown where it is
"""

from __future__ import annotations

from collections.abc import Callable

from verify.article import with_article
from verify.sort import Scalar
from verify.term import (
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    add,
    call,
    exp,
    free_symbols,
    fresh_symbol,
    log,
    make,
    mul,
    negate,
    number,
    postorder,
    power,
    substitute,
    subtract,
)  # fmt: skip

INTERNAL_OPERATIONS = frozenset(("given_defined", "unless_zero"))


class CannotDifferentiate(Exception):
    """There is no rule for a part of the term; `reason` is one short sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def given_defined(value: Term, body: Term) -> Term:
    return make("given_defined", (value, body))


def unless_zero(value: Term, switch: Term) -> Term:
    return make("unless_zero", (value, switch))


def _tan(u: Term) -> Term:
    return add(ONE, power(call("tan", u), TWO))


def _inverse_root(u: Term) -> Term:
    return power(u, number(-1, 2))


_SLOPES: dict[str, Callable[[Term], Term]] = {
    "exp": exp,
    "log": lambda u: power(u, MINUS_ONE),
    "sin": lambda u: call("cos", u),
    "cos": lambda u: negate(call("sin", u)),
    "tan": _tan,
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: subtract(ONE, power(call("tanh", u), TWO)),
    "asin": lambda u: _inverse_root(subtract(ONE, power(u, TWO))),
    "acos": lambda u: negate(_inverse_root(subtract(ONE, power(u, TWO)))),
    "atan": lambda u: power(add(ONE, power(u, TWO)), MINUS_ONE),
    "asinh": lambda u: _inverse_root(add(ONE, power(u, TWO))),
    "acosh": lambda u: _inverse_root(subtract(power(u, TWO), ONE)),
    "atanh": lambda u: power(subtract(ONE, power(u, TWO)), MINUS_ONE),
    "gamma": lambda u: mul(call("gamma", u), call("digamma", u)),
    "loggamma": lambda u: call("digamma", u),
    "digamma": lambda u: call("polygamma", ONE, u),
    "erf": lambda u: mul(TWO, _inverse_root(PI), exp(negate(power(u, TWO)))),
    "erfc": lambda u: mul(number(-2), _inverse_root(PI), exp(negate(power(u, TWO)))),
    "abs": lambda u: unless_zero(call("sign", u), u),
    "sign": lambda u: unless_zero(ZERO, u),
    # A floor is constant between the integers, where sin(pi u) is not 0.
    "floor": lambda u: unless_zero(ZERO, subtract(u, call("floor", u))),
    "ceiling": lambda u: unless_zero(ZERO, subtract(u, call("ceiling", u))),
}


def differentiate(term: Term, by: Term) -> Term:
    """d term / d by, for a scalar symbol `by`; raises CannotDifferentiate."""
    if by.op != "symbol" or not isinstance(by.sort, Scalar) or by.sort.kind != "real":
        raise CannotDifferentiate("only a derivative by a real symbol has a numeric value")
    return _Derivative(by).of(term)


class _Derivative:
    def __init__(self, by: Term) -> None:
        self.by = by
        self.memo: dict[Term, Term] = {}

    def of(self, root: Term) -> Term:
        for term in postorder(root):  # fills the memo from the leaves, so that the recursion below stays shallow
            if term.op not in ("symbol", "number") and not term.shape and self._is_value(term):
                self._one(term)
        return self._one(root)

    @staticmethod
    def _is_value(term: Term) -> bool:
        return term.op in _SLOPES or term.op in ("add", "mul", "power", "max", "min")

    def _one(self, term: Term) -> Term:
        if term is self.by:
            return ONE
        if self.by not in free_symbols(term):
            return ZERO
        known = self.memo.get(term)
        if known is None:
            known = self.memo[term] = self._rule(term)
        return known

    def _rule(self, term: Term) -> Term:
        op, args = term.op, term.args
        if op in _SLOPES:
            return self._chain(_SLOPES[op](args[0]), args[0])
        rule = getattr(self, "_" + op, None)
        if rule is None:
            raise CannotDifferentiate(f"no derivative of {op}")
        result: Term = rule(term)
        return result

    def _chain(self, slope: Term, inner: Term) -> Term:
        outer = self._one(inner)
        return slope if outer is ONE else mul(slope, outer)

    def _add(self, term: Term) -> Term:
        return add(*(part for part in map(self._one, term.args) if part is not ZERO))

    def _mul(self, term: Term) -> Term:
        parts = []
        for place, factor in enumerate(term.args):
            slope = self._one(factor)
            if slope is not ZERO:
                parts.append(mul(*term.args[:place], slope, *term.args[place + 1 :]))
        return add(*parts)

    def _power(self, term: Term) -> Term:
        base, exponent = term.args
        if exponent.op == "number":
            degree = exponent.fraction
            if degree == 0:
                return ZERO
            slope = mul(exponent, power(base, number(degree - 1)) if degree != 1 else ONE)
            if degree.denominator != 1:  # at base 0 the function ends, and has no neighbourhood
                slope = unless_zero(slope, base)
            return self._chain(slope, base)
        if self.by not in free_symbols(exponent):
            slope = mul(exponent, power(base, subtract(exponent, ONE)))
            return self._chain(unless_zero(slope, base), base)
        # u^v = exp(v log u), for u > 0
        change = add(mul(self._one(exponent), log(base)), mul(exponent, self._one(base), power(base, MINUS_ONE)))
        return unless_zero(mul(term, change), base)

    def _max(self, term: Term) -> Term:
        return self._extremum(term, lambda one, other: make("lt", (other, one)))

    def _min(self, term: Term) -> Term:
        return self._extremum(term, lambda one, other: make("lt", (one, other)))

    def _extremum(self, term: Term, wins: Callable[[Term, Term], Term]) -> Term:
        """The derivative of the winning argument; unknown where two arguments are equal."""
        best, slope = term.args[0], self._one(term.args[0])
        for other in term.args[1:]:
            gap = subtract(best, other)
            choice = make("piecewise", (slope, wins(best, other), self._one(other), make("true")))
            slope = unless_zero(choice, gap)
            best = make(term.op, (best, other))
        return slope

    def _piecewise(self, term: Term) -> Term:
        branches = []
        switches: list[Term] = []
        for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
            branches += [given_defined(self._one(value), value), condition]
            switches += [subtract(*part.args) for part in postorder(condition) if part.op in ("eq", "ne", "lt", "le")]
        slope = make("piecewise", tuple(branches))
        for switch in switches:
            if self.by in free_symbols(switch):
                slope = unless_zero(slope, switch)
        return slope

    def _polygamma(self, term: Term) -> Term:
        order, inner = term.args
        if self.by in free_symbols(order):
            raise CannotDifferentiate("no derivative of polygamma by its order")
        return self._chain(call("polygamma", add(order, ONE), inner), inner)

    def _given_defined(self, term: Term) -> Term:
        return given_defined(self._one(term.args[0]), term.args[1])

    def _unless_zero(self, term: Term) -> Term:
        return unless_zero(self._one(term.args[0]), term.args[1])

    def _sum(self, term: Term) -> Term:
        index, lower, upper, body = self._free_of_bounds(term)
        return make("sum", (index, lower, upper, self._one(body)))

    def _product(self, term: Term) -> Term:
        """The sum over k of the k-th factor's derivative times the other factors."""
        index, lower, upper, body = self._free_of_bounds(term)
        inner = fresh_symbol(index, free_symbols(body))
        factor = substitute(body, {index: inner})
        before = make("product", (inner, lower, subtract(index, ONE), factor))
        after = make("product", (inner, add(index, ONE), upper, factor))
        return make("sum", (index, lower, upper, mul(self._one(body), before, after)))

    def _free_of_bounds(self, term: Term) -> tuple[Term, Term, Term, Term]:
        index, lower, upper, body = term.args
        if self.by in free_symbols(lower) or self.by in free_symbols(upper):
            raise CannotDifferentiate(f"{with_article(term.op)} whose range depends on {self.by.name}")
        return index, lower, upper, body

    def _derivative(self, term: Term) -> Term:
        body, by = term.args
        value = body
        for _ in range(term.value or 1):
            value = differentiate(value, by)
        return given_defined(self._one(value), body)

    def _integral(self, term: Term) -> Term:
        """By an end of the range, where the integrand is continuous: the integrand there.

        By a parameter of an integrand that is smooth at all real numbers, between finite ends, besides: the integral of its
        derivative (Leibniz).  Between other ends that could be false: the integral of a exp(-a^2 t) over t > 0 is 1/a.
        """
        bound, lower, upper, body = term.args
        is_inside = self.by in free_symbols(body) and self.by is not bound
        if is_inside and not (_is_entire(body) and _is_finite(lower) and _is_finite(upper)):
            raise CannotDifferentiate("no derivative under an integral")
        if any(part.op in _JUMPS or part.op == "integral" for part in postorder(body)):
            raise CannotDifferentiate("no derivative of an integral whose integrand may jump")
        at_upper = mul(substitute(body, {bound: upper}), self._one(upper))
        at_lower = mul(substitute(body, {bound: lower}), self._one(lower))
        ends = subtract(*(ZERO if self._one(end) is ZERO else value for end, value in ((upper, at_upper), (lower, at_lower))))
        return add(ends, make("integral", (bound, lower, upper, self._one(body)))) if is_inside else ends


def _is_entire(body: Term) -> bool:
    """Whether a term is smooth in all of its symbols at all real numbers, by the operations it is made of."""
    return all(
        term.op in _ENTIRE and not term.shape
        if term.op != "power"
        else term.args[1].op == "number" and term.args[1].value[1] == 1 and term.args[1].value[0] >= 0
        for term in postorder(body)
    )


def _is_finite(end: Term) -> bool:
    return all(term.op != "infinity" for term in postorder(end))


_ENTIRE = frozenset(("number", "symbol", "pi", "add", "mul", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "erf"))


_JUMPS = frozenset(("sign", "floor", "ceiling", "piecewise"))
