"""What is manifest from the form of a term: between which rational bounds it lies, and that it is defined.

Interval arithmetic with exact rational ends over the sorts of the symbols and a list of hypotheses.  No search and no
rewriting: a term is judged as it stands, so that whoever wants a sign to be seen has to write the term in a form that shows it.

A bound holds wherever the term is defined.  `Manifest.defined` is a separate question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from verify.fuel import Fuel
from verify.mathematics.ranges import (
    ALL,
    INSIDE_ONE,
    NONNEGATIVE,
    POSITIVE,
    UNIT,
    WITHIN_ONE,
    Range,
    Sign,
    exactly,
    greater,
    half,
    magnitude,
    power_of_range,
    product,
    reciprocal,
    sort_range,
)
from verify.sort import Scalar, Sequence, Tensor
from verify.term import INFINITY, MINUS_ONE, ONE, ZERO, Term, free_symbols, is_real_term, make, relation, subtract

MAX_POWER = 64
NEAR_ZERO = Range(Fraction(-157, 100), False, Fraction(157, 100), False)
BELOW_PI = Range(Fraction(0), False, Fraction(314, 100), False)
COST = 40


def is_manifest(statement: Term) -> bool:
    """Whether the form of 0 < u or 0 <= u, or of one of several, shows that it holds wherever u is defined."""
    if statement.op == "or":
        return any(map(is_manifest, statement.args))
    if statement.op not in ("lt", "le") or statement.args[0] is not ZERO or not is_real_term(statement):
        return False
    sign = Manifest().sign(statement.args[1])
    return sign is not None and (sign == (1, True) or (statement.op == "le" and sign[0] >= 0))


def necessary_conditions(term: Term) -> tuple[Term, ...]:
    """Statements that hold wherever the term is defined."""
    out: dict[Term, None] = {}
    for inner in unguarded(term):
        if inner.op in ("log", "loggamma"):
            out[relation("lt", ZERO, inner.args[0])] = None
        elif inner.op == "power" and inner.args[1].op == "number":
            base, exponent = inner.args[0], inner.args[1].fraction
            if exponent.denominator != 1:
                out[relation("lt" if exponent < 0 else "le", ZERO, base)] = None
            elif exponent < 0:
                out[relation("ne", base, ZERO)] = None
        elif inner.op == "acosh":
            out[relation("le", ONE, inner.args[0])] = None
        elif inner.op in ("asin", "acos", "atanh"):
            order = "lt" if inner.op == "atanh" else "le"
            out[relation(order, MINUS_ONE, inner.args[0])] = None
            out[relation(order, inner.args[0], ONE)] = None
    return tuple(condition for condition in out if free_symbols(condition))


def unguarded(term: Term) -> tuple[Term, ...]:
    """The scalar subterms that are defined wherever the term is: those outside of branches, and of bound symbols."""
    seen: dict[Term, None] = {}
    stack = [term]
    while stack:
        inner = stack.pop()
        if inner in seen or inner.shape:
            continue
        seen[inner] = None
        if inner.op in _STRICT:
            stack.extend(reversed(inner.args))
    return tuple(seen)


def integer_valued(term: Term) -> bool:
    """Whether a term is an integer by its form, wherever it is defined."""
    if term.op == "number":
        return bool(term.value[1] == 1)
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    if term.op in ("floor", "ceiling", "sign"):
        return True
    return term.op in ("add", "mul", "abs", "max", "min") and all(map(integer_valued, term.args))


class Manifest:
    """Ranges of terms under hypotheses.  `given` are terms known to be defined; `fuel`, if any, pays for new terms."""

    def __init__(self, hypotheses: Iterable[Term] = (), given: Iterable[Term] = (), fuel: Fuel | None = None) -> None:
        self._fuel = fuel
        self._facts: dict[Term, Range] = {}
        self._nonzero: set[Term] = set()
        self._given = set(given)
        self._ranges: dict[Term, Range] = {}
        self._defined: dict[Term, bool] = {}
        for hypothesis in hypotheses:
            self._learn(hypothesis)

    def _learn(self, hypothesis: Term) -> None:
        if hypothesis.op == "and":
            for part in hypothesis.args:
                self._learn(part)
            return
        if hypothesis.op not in ("le", "lt", "eq", "ne") or any(side.shape for side in hypothesis.args):
            return
        if not is_real_term(hypothesis):
            return
        left, right = hypothesis.args
        if hypothesis.op == "ne":
            self._learn_nonzero(right if left is ZERO else left if right is ZERO else subtract(right, left))
            return
        strict = hypothesis.op == "lt"
        upward = Range(Fraction(0), strict) if hypothesis.op != "eq" else exactly(Fraction(0))
        self._fact(subtract(right, left), upward)
        if hypothesis.op == "eq":
            self._fact(subtract(left, right), upward)
        for side, other, sense in ((right, left, 1), (left, right, -1)):
            if other.op == "number":
                bound = upward if sense > 0 else upward.negated()
                self._fact(side, bound.plus(exactly(other.fraction)))
        if strict and ZERO in (left, right):
            self._learn_nonzero(left if right is ZERO else right)

    def _fact(self, term: Term, known: Range) -> None:
        old = self._facts.get(term)
        self._facts[term] = known if old is None else old.meet(known)

    def _learn_nonzero(self, term: Term) -> None:
        """A product that is not 0 has no factor 0."""
        self._nonzero.add(term)
        if term.op == "mul":
            for arg in term.args:
                self._learn_nonzero(arg)
        if term.op == "power" and term.args[1].op == "number" and term.args[1] is not ZERO:
            self._learn_nonzero(term.args[0])
        if term.op == "abs":
            self._learn_nonzero(term.args[0])

    # -- bounds

    def sign(self, term: Term) -> Sign | None:
        """The sign wherever the term is defined: (1, strict), (-1, strict), (0, True) or None."""
        found = self.range(term).sign
        if found is not None and not found[1] and self.nonzero(term):
            return found[0], True
        return found

    def nonzero(self, term: Term) -> bool:
        """Whether the term cannot be 0."""
        if term in self._nonzero or self.range(term).excludes_zero:
            return True
        if term.op == "symbol":
            return isinstance(term.sort, Scalar) and term.sort.is_nonzero
        if term.op == "gamma":  # without zeros, wherever it has a value
            return True
        if term.op == "mul":
            return all(map(self.nonzero, term.args))
        if term.op == "abs":
            return self.nonzero(term.args[0])
        if term.op == "power" and term.args[1].op == "number":
            return term.args[1].value[0] <= 0 or self.nonzero(term.args[0])
        return False

    def range(self, term: Term) -> Range:
        found = self._ranges.get(term)
        if found is None:
            if self._fuel is not None:
                self._fuel.spend(COST, "bounds of a term")
            found = ALL if term.shape else self._range(term)
            fact = self._facts.get(term)
            if fact is not None:
                found = found.meet(fact)
            self._ranges[term] = found
        return found

    def _range(self, term: Term) -> Range:
        op = term.op
        if op == "number":
            return exactly(term.fraction)
        if op == "symbol":
            return sort_range(term.sort)
        if op == "item":
            return _item_range(term)
        rule = _RULES.get(op)
        return ALL if rule is None else rule(self, term)

    def _add(self, term: Term) -> Range:
        total = self.range(term.args[0])
        for arg in term.args[1:]:
            total = total.plus(self.range(arg))
        return total

    def _mul(self, term: Term) -> Range:
        """A factor that occurs twice is a square."""
        counts: dict[Term, int] = {}
        for arg in term.args:
            counts[arg] = counts.get(arg, 0) + 1
        total = exactly(Fraction(1))
        for arg, count in counts.items():
            total = product(total, self._integer_power(arg, count))
        return total

    def _integer_power(self, base: Term, exponent: int) -> Range:
        inside = self.range(base)
        if exponent == 0:
            return exactly(Fraction(1))
        if abs(exponent) > MAX_POWER:
            sign = self.sign(base)
            if exponent % 2 == 0:
                return POSITIVE if exponent < 0 or self.nonzero(base) else NONNEGATIVE
            return half(sign)
        if exponent < 0:
            return reciprocal(self._integer_power(base, -exponent), exponent % 2 == 0)
        if exponent % 2 == 0:
            inside = magnitude(inside)
            if self.nonzero(base):
                inside = inside.meet(POSITIVE)
        return power_of_range(inside, exponent)

    def _power(self, term: Term) -> Range:
        base, exponent = term.args
        if exponent.op == "number" and exponent.value[1] == 1:
            return self._integer_power(base, exponent.value[0])
        sign = self.sign(base)
        if exponent.op != "number" and (sign is None or sign[0] < 0):
            return ALL  # an exponent that takes integer values allows a negative base
        return self._real_power(base, exponent)

    def _real_power(self, base: Term, exponent: Term) -> Range:
        """u^v of u >= 0; on the same side of 1 as u if v > 0, on the other if v < 0."""
        rises, size = self.sign(exponent), self.range(base).compare(1)
        positive = self.sign(base) == (1, True) or (rises is not None and rises[0] <= 0)
        result = POSITIVE if positive else NONNEGATIVE
        if rises is not None and size is not None and rises[0] * size[0]:
            strict = rises[1] and size[1]
            side = Range(Fraction(1), strict) if rises[0] * size[0] > 0 else Range(None, True, Fraction(1), strict)
            result = result.meet(side)
        return result

    def _exp(self, term: Term) -> Range:
        sign = self.sign(term.args[0])
        if sign is None:
            return POSITIVE
        if sign[0] == 0:
            return exactly(Fraction(1))
        side = Range(Fraction(1), sign[1]) if sign[0] > 0 else Range(None, True, Fraction(1), sign[1])
        return POSITIVE.meet(side)

    def _log(self, term: Term) -> Range:
        return half(self.range(term.args[0]).compare(1))

    def _odd(self, term: Term) -> Range:
        """An increasing function with f(0) = 0."""
        side = half(self.sign(term.args[0]))
        return side.meet(INSIDE_ONE) if term.op in ("tanh", "erf") else side

    def _erfc(self, term: Term) -> Range:
        sign = self.sign(term.args[0])
        whole = Range(Fraction(0), True, Fraction(2), True)
        if sign is None:
            return whole
        return whole.meet(half((-sign[0], sign[1])).plus(exactly(Fraction(1))))

    def _acosh(self, term: Term) -> Range:
        return NONNEGATIVE

    def _acos(self, term: Term) -> Range:
        return Range(Fraction(0), False, Fraction(22, 7), True)

    def _circular(self, term: Term) -> Range:
        """cos is positive within 157/100 < pi/2 of 0, and sin between 0 and 314/100 < pi; sin is odd."""
        inside = self.range(term.args[0])
        if term.op == "cos":
            return POSITIVE.meet(WITHIN_ONE) if inside.meet(NEAR_ZERO) == inside else WITHIN_ONE
        sign = inside.sign
        if sign is None or magnitude(inside).meet(BELOW_PI) != magnitude(inside):
            return WITHIN_ONE
        return WITHIN_ONE.meet(half(sign))

    def _cosh(self, term: Term) -> Range:
        return Range(Fraction(1), self.nonzero(term.args[0]))

    def _pi(self, term: Term) -> Range:
        return Range(Fraction(333, 106), True, Fraction(22, 7), True)

    def _gamma(self, term: Term) -> Range:
        return POSITIVE if self.sign(term.args[0]) == (1, True) else ALL

    def _abs(self, term: Term) -> Range:
        return magnitude(self.range(term.args[0]))

    def _sign(self, term: Term) -> Range:
        sign = self.sign(term.args[0])
        if sign is not None and sign[1]:
            return exactly(Fraction(sign[0]))
        return WITHIN_ONE if sign is None else WITHIN_ONE.meet(half(sign))

    def _max(self, term: Term) -> Range:
        total = self.range(term.args[0])
        for arg in term.args[1:]:
            other = self.range(arg)
            lower, lower_open = greater(total.lower, total.lower_open, other.lower, other.lower_open)
            hull = total.hull(other)
            # both ends equal and one attained: the greater of the two values attains it only if both do
            total = Range(lower, lower_open, hull.upper, hull.upper_open)
        return total

    def _min(self, term: Term) -> Range:
        total = self.range(term.args[0]).negated()
        for arg in term.args[1:]:
            other = self.range(arg).negated()
            lower, lower_open = greater(total.lower, total.lower_open, other.lower, other.lower_open)
            hull = total.hull(other)
            total = Range(lower, lower_open, hull.upper, hull.upper_open)
        return total.negated()

    def _piecewise(self, term: Term) -> Range:
        total = self.range(term.args[0])
        for branch in term.args[2::2]:
            total = total.hull(self.range(branch))
        return total

    def _sum(self, term: Term) -> Range:
        """A sum of terms of one sign has that sign; it may be empty."""
        if term.args[2] is INFINITY or not is_real_term(term):
            return ALL
        sign = Manifest().sign(term.args[-1])  # a hypothesis about k says nothing of a bound k
        return ALL if sign is None else half((sign[0], False))

    # -- definedness

    def defined(self, term: Term) -> bool:
        """Whether the term is surely defined, at every point that meets the hypotheses."""
        if term in self._given:
            return True
        found = self._defined.get(term)
        if found is None:
            found = self._defined[term] = self._is_defined(term)
        return found

    def _is_defined(self, term: Term) -> bool:
        op = term.op
        if op in ("number", "pi", "true", "false"):
            return True
        if op == "symbol":
            return isinstance(term.sort, Scalar)
        if op == "item":
            return False
        if op not in _TOTAL and op not in _CONDITIONS and op != "piecewise":
            return False
        if not all(map(self.defined, term.args)):
            return False
        if op == "piecewise":
            return term.args[-1] is make("true")
        return op in _TOTAL or _CONDITIONS[op](self, term)

    def _power_defined(self, term: Term) -> bool:
        base, exponent = term.args
        if exponent.op == "number" and exponent.value[1] == 1:
            return exponent.value[0] >= 0 or self.nonzero(base)
        sign, rises = self.sign(base), self.sign(exponent)
        if integer_valued(exponent):
            return self.nonzero(base) or (rises is not None and rises[0] >= 0)
        if sign is None or sign[0] < 0:
            return False
        return sign == (1, True) or rises == (1, True)

    def _argument_positive(self, term: Term) -> bool:
        return self.sign(term.args[0]) == (1, True)

    def _argument_within_one(self, term: Term) -> bool:
        inside = self.range(term.args[0])
        return inside.meet(WITHIN_ONE) == inside

    def _argument_inside_one(self, term: Term) -> bool:
        inside = self.range(term.args[0])
        return inside.meet(INSIDE_ONE) == inside

    def _argument_above_one(self, term: Term) -> bool:
        size = self.range(term.args[0]).compare(1)
        return size is not None and size[0] >= 0


def _item_range(term: Term) -> Range:
    tensor = term.args[0]
    sort = tensor.sort if tensor.op == "symbol" else None
    if isinstance(sort, Tensor):
        return UNIT if "distribution" in sort.properties else sort_range(sort.entry(*term.args[1:]))
    if len(term.args) != 2:
        return ALL
    return sort_range(sort.element) if isinstance(sort, Sequence) else ALL


_RULES: dict[str, Callable[[Manifest, Term], Range]] = {
    "add": Manifest._add,
    "mul": Manifest._mul,
    "power": Manifest._power,
    "exp": Manifest._exp,
    "log": Manifest._log,
    **dict.fromkeys(("tanh", "erf", "sinh", "asinh", "atan", "asin", "atanh"), Manifest._odd),
    "erfc": Manifest._erfc,
    "acosh": Manifest._acosh,
    "acos": Manifest._acos,
    "sin": Manifest._circular,
    "cos": Manifest._circular,
    "cosh": Manifest._cosh,
    "pi": Manifest._pi,
    "gamma": Manifest._gamma,
    "abs": Manifest._abs,
    "sign": Manifest._sign,
    "max": Manifest._max,
    "min": Manifest._min,
    "piecewise": Manifest._piecewise,
    "sum": Manifest._sum,
    "density": lambda manifest, term: POSITIVE,
}

_TOTAL = frozenset(
    (
        *("add", "mul", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "erf", "erfc"),
        *("abs", "sign", "floor", "ceiling", "max", "min", "eq", "ne", "lt", "le"),
    )
)
_CONDITIONS: dict[str, Callable[[Manifest, Term], bool]] = {
    "power": Manifest._power_defined,
    "log": Manifest._argument_positive,
    **dict.fromkeys(("gamma", "loggamma", "digamma"), Manifest._argument_positive),
    **dict.fromkeys(("asin", "acos"), Manifest._argument_within_one),
    "atanh": Manifest._argument_inside_one,
    "acosh": Manifest._argument_above_one,
}

# Operations that have no value where an argument has none.
_STRICT = _TOTAL | frozenset(_CONDITIONS) | frozenset(("tan", "polygamma"))
