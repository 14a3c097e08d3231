"""Derivatives of terms.

Each formula agrees with the derivative wherever the derivative exists, provided that its obligations hold, and is defined there:
for |u| the formula sign(u) u' is right also at u = 0, as the derivative of |u| exists there only if u' = 0.

Kinks and jumps can cancel each other, so that there is a derivative where the formulas of the parts are of no use: that of
x sign(x)^2 = x at 0 is 1, that of max(x, 0) + min(x, 0) = x is 1.  Where they could meet, an obligation says that they do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations

from verify.domain import integer_valued
from verify.problem import InputError, reject
from verify.sort import Function, Scalar
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    call,
    conjunction,
    contains,
    divide,
    exp,
    free_symbols,
    log,
    make,
    mul,
    negate,
    number,
    piecewise,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)


@lru_cache(maxsize=256)
def differentiate(term: Term, by: Term) -> tuple[Term, tuple[Term, ...]]:
    """(d term / d by, obligations): `by` is a scalar symbol or an item of a tensor; obligations are statements.

    Raises InputError (kind "unsupported") for an operation without a rule.
    """
    walk = _Derivative(by)
    return walk.of(term), tuple(dict.fromkeys((*walk.obligations, *_obligations_of_kinks(term, walk.base))))


def replaced(term: Term, replacement: Mapping[Term, Term]) -> Term:
    """As `substitute`; a derivative whose variable takes a value is written out before, if its formula has no obligations.

    Raises InputError (kind "unsupported") if it has.
    """
    try:
        return substitute(term, replacement)
    except InputError:
        return substitute(_written_out(term), replacement)


def _written_out(term: Term) -> Term:
    """The term with the formula of every derivative in its place."""
    formulas: dict[Term, Term] = {}
    for inner in postorder(term):
        if inner.op == "derivative":
            slope, by = inner.args
            for _ in range(inner.value):
                slope, obligations = differentiate(slope, by)
                if obligations:
                    raise reject("unsupported", "a derivative at a point where it may not exist", where=repr(inner))
            formulas[inner] = slope
    return substitute(term, formulas)


def delta(left: tuple[Term, ...], right: tuple[Term, ...]) -> Term:
    """The Kronecker delta of two lists of indices: a product of one delta for each place."""
    return mul(*(ONE if i is j else make("delta", (i, j)) for i, j in zip(left, right, strict=True)))


class _Derivative:
    def __init__(self, by: Term) -> None:
        self.by = by
        self.base = by.args[0] if by.op == "item" else by
        self.memo: dict[Term, Term] = {}
        self.obligations: list[Term] = []

    def of(self, term: Term) -> Term:
        if self.base not in free_symbols(term):
            return ZERO
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._rule(term)
        return found

    def _rule(self, term: Term) -> Term:
        if term is self.by:
            return ONE
        if term.op == "item" and term.args[0] is self.base:
            return delta(term.args[1:], self.by.args[1:])
        rule = getattr(self, "_" + term.op, None)
        if rule is not None:
            return rule(term)  # type: ignore[no-any-return]
        if term.op in OUTER:
            inner = self.of(term.args[0])
            self.obligations += _open_domain(term.op, term.args[0])
            return ZERO if inner is ZERO else mul(OUTER[term.op](term.args[0], term), inner)
        raise reject("unsupported", f"the derivative of {term.op}", where=repr(term))

    def _add(self, term: Term) -> Term:
        return add(*(part for part in map(self.of, term.args) if part is not ZERO))

    def _mul(self, term: Term) -> Term:
        parts = []
        for position, arg in enumerate(term.args):
            inner = self.of(arg)
            if inner is not ZERO:
                rest = term.args[:position] + term.args[position + 1 :]
                parts.append(mul(*rest) if inner is ONE else mul(inner, *rest))
        return add(*parts)

    def _power(self, term: Term) -> Term:
        base, exponent = term.args
        inner, outer = self.of(base), self.of(exponent)
        parts = []
        if exponent is ZERO:
            return ZERO  # and not 0 x^-1, which is undefined at 0
        if inner is not ZERO:
            lowered = number(exponent.fraction - 1) if exponent.op == "number" else subtract(exponent, ONE)
            if not (exponent.op == "number" and exponent.value[1] == 1):
                self.obligations.append(_where_the_power_rule_holds(base, exponent, lowered))
            parts.append(mul(exponent, power(base, lowered), inner))
        if outer is not ZERO:
            self.obligations.append(relation("lt", ZERO, base))
            parts.append(mul(term, log(base), outer))
        return add(*parts)

    def _max(self, term: Term) -> Term:
        return self._extremum(term, "lt")

    def _min(self, term: Term) -> Term:
        return self._extremum(term, "gt")

    def _extremum(self, term: Term, order: str) -> Term:
        """Where the derivative exists and two arguments are equal, so are their derivatives: either may be taken."""
        result, best = self.of(term.args[0]), term.args[0]
        for arg in term.args[1:]:
            result = piecewise((self.of(arg), relation(order, best, arg)), (result, TRUE))
            best = call(term.op, best, arg)
        return result

    def _piecewise(self, term: Term) -> Term:
        """Two branches with one inequality between them that is linear in the variable: then either branch reaches its side
        of the boundary.  x for x != 0, else 0, has the derivative 1 at 0, which no branch shows."""
        if len(term.args) != 4 or term.args[3] is not TRUE or term.args[1].op not in ("lt", "le"):
            raise reject("unsupported", "the derivative of a function by cases", where=repr(term))
        left, right = term.args[1].args
        slope = self.of(subtract(right, left))
        if not _is_nonzero_number(slope):
            raise reject("unsupported", "the derivative of a function whose cases are not split at one point", where=repr(term))
        return piecewise((self.of(term.args[0]), term.args[1]), (self.of(term.args[2]), TRUE))

    def _sum(self, term: Term) -> Term:
        index, lower, upper, body = term.args
        if any(self.base in free_symbols(bound) for bound in (lower, upper)):
            raise reject("unsupported", "the derivative of a sum by its bounds", where=repr(term))
        inner = self.of(body)
        return ZERO if inner is ZERO else make("sum", (index, lower, upper, inner))

    def _product(self, term: Term) -> Term:
        """The product times the sum of f'/f, for finitely many factors without kinks of which none is 0."""
        index, lower, upper, body = term.args
        if any(self.base in free_symbols(bound) or contains(bound, {"infinity"}) for bound in (lower, upper)):
            raise reject("unsupported", "the derivative of a product by its bounds, or of an infinite one", where=repr(term))
        if contains(body, _JUMPS | _KINKS):
            raise reject("unsupported", "the derivative of a product of factors with kinks", where=repr(term))
        inner = self.of(body)
        if inner is ZERO:
            return ZERO
        self.obligations.append(relation("ne", term, ZERO))
        return mul(term, make("sum", (index, lower, upper, mul(inner, power(body, MINUS_ONE)))))

    def _apply(self, term: Term) -> Term:
        function, *args = term.args
        parts = []
        for position, arg in enumerate(args):
            inner = self.of(arg)
            if inner is not ZERO:
                orders = list(term.value)
                orders[position] += 1
                parts.append(mul(apply(function, *args, orders=tuple(orders)), inner))
        return add(*parts)

    def _derivative(self, term: Term) -> Term:
        body, by = term.args
        for _ in range(term.value):
            body, obligations = differentiate(body, by)
            self.obligations += obligations
        return self.of(body)


def _where_the_power_rule_holds(base: Term, exponent: Term, lowered: Term) -> Term:
    """Not where the base is 0: sqrt(x^4) has a derivative there, its formula has none; but for the integers n > 0 of x^n."""
    positive = relation("lt", ZERO, base)
    if not integer_valued(exponent):
        return positive
    return make("or", (relation("le", ZERO, lowered), positive, relation("ne", base, ZERO)))


def _open_domain(op: str, inner: Term) -> list[Term]:
    """asin(1 - x^4) has a derivative at 0, where its formula is undefined."""
    if op in ("asin", "acos"):
        return [relation("lt", MINUS_ONE, inner), relation("lt", inner, ONE)]
    return [relation("lt", ONE, inner)] if op == "acosh" else []


_JUMPS = frozenset(("sign", "floor", "ceiling"))
_KINKS = frozenset(("abs", "max", "min", "piecewise"))


def _obligations_of_kinks(term: Term, base: Term) -> list[Term]:
    """What keeps kinks and jumps apart.

    None is needed for a jump or kink alone: f = g(x, max(a, b)) with smooth g, a and b has one-sided derivatives at a = b that
    differ by g_2 (b' - a'), so if they agree the formula with either is right.  For |u| the formula is the mean of both
    one-sided derivatives, which adds up over any number of them.  What is inside of a sum over an index that it depends on
    stands for several: max(x, 0) - max(-x, 0) = x has the derivative 1 at 0, where the formulas of both parts give 0.
    """
    depending = [inner for inner in postorder(term) if base in free_symbols(inner)]
    jumps = [inner for inner in depending if inner.op in _JUMPS]
    kinks = [inner for inner in depending if inner.op in _KINKS]
    if jumps == [term]:
        return []
    sums = [inner for inner in depending if inner.op == "sum"]
    found = [_everywhere(_off(jump), jump, sums) for jump in jumps]
    found += [_everywhere(_off(kink), kink, sums) for kink in kinks if kink.op != "abs" and _around(kink, sums)]
    for inner, outer in combinations(kinks, 2):
        if not (inner.op == outer.op == "abs") or inner in postorder(outer):
            found.append(make("or", (_everywhere(_off(inner), inner, sums), _everywhere(_off(outer), outer, sums))))
    return found


def _around(term: Term, sums: list[Term]) -> list[Term]:
    """The sums over whose index a term varies: it stands for as many as there are summands."""
    return [total for total in sums if total.args[0] in free_symbols(term) and term in postorder(total.args[3])]


def _everywhere(condition: Term, term: Term, sums: list[Term]) -> Term:
    """The condition u != v, or several of them, for every index of the sums around a term: no factor of a product is 0."""
    for total in _around(term, sums):
        parts = condition.args if condition.op == "and" else (condition,)
        gaps = (part.args[0] if part.args[1] is ZERO else subtract(*part.args) for part in parts)
        products = (make("product", (*total.args[:3], gap)) for gap in gaps)
        condition = conjunction(*(relation("ne", product, ZERO) for product in products))
    return condition


def _off(term: Term) -> Term:
    """That a point is not one at which a kink or jump is."""
    if term.op in ("abs", "sign"):
        return relation("ne", term.args[0], ZERO)
    if term.op in ("floor", "ceiling"):
        return relation("ne", term.args[0], term)
    if term.op == "piecewise":
        return relation("ne", *term.args[1].args)
    return conjunction(*(relation("ne", *pair) for pair in combinations(term.args, 2)))


_KINKED = frozenset(("abs", "sign", "max", "min", "largest", "piecewise", "floor", "ceiling", "sum", "product", "integral",
                     "apply", "derivative"))  # fmt: skip


def has_kinks(term: Term) -> bool:
    """Whether a term may fail to be smooth where it is defined; abs and sign of a symbol of one sign do not."""
    return any(inner.op in _KINKED and not _is_of_one_sign(inner) for inner in postorder(term))


def has_kinks_in(term: Term, name: Term) -> bool:
    """Whether a term may fail to be smooth in a symbol where it is defined: |a| x and x times an integral over t do not in x."""
    parts = (inner for inner in postorder(term) if inner.op in _KINKED and not (_is_of_one_sign(inner) or _is_smooth(inner)))
    return any(name in free_symbols(inner) for inner in parts)


def _is_smooth(term: Term) -> bool:
    """Whether a term is a value of a function that is declared as smooth; its arguments are parts of their own."""
    sort = term.args[0].sort if term.op == "apply" else None
    return isinstance(sort, Function) and "smooth" in sort.properties


def _is_of_one_sign(term: Term) -> bool:
    argument = term.args[0]
    sort = argument.sort if argument.op == "symbol" else None
    return term.op in ("abs", "sign") and isinstance(sort, Scalar) and sort.sign is not None


def _is_nonzero_number(term: Term) -> bool:
    value = _numeric(term)
    return value is not None and value != 0


def _numeric(term: Term) -> object:
    """The rational value of a term made of numbers, + and *, or None."""
    if term.op == "number":
        return term.fraction
    if term.op not in ("add", "mul"):
        return None
    values = [_numeric(arg) for arg in term.args]
    if any(value is None for value in values):
        return None
    total = values[0]
    for value in values[1:]:
        total = total + value if term.op == "add" else total * value  # type: ignore[operator]
    return total


OUTER = {
    "exp": lambda u, f: f,
    "log": lambda u, f: power(u, MINUS_ONE),
    "sin": lambda u, f: call("cos", u),
    "cos": lambda u, f: negate(call("sin", u)),
    "tan": lambda u, f: add(ONE, power(f, TWO)),
    "sinh": lambda u, f: call("cosh", u),
    "cosh": lambda u, f: call("sinh", u),
    "tanh": lambda u, f: subtract(ONE, power(f, TWO)),
    "asin": lambda u, f: power(subtract(ONE, power(u, TWO)), number(-1, 2)),
    "acos": lambda u, f: negate(power(subtract(ONE, power(u, TWO)), number(-1, 2))),
    "atan": lambda u, f: divide(ONE, add(ONE, power(u, TWO))),
    "asinh": lambda u, f: power(add(ONE, power(u, TWO)), number(-1, 2)),
    "acosh": lambda u, f: power(subtract(power(u, TWO), ONE), number(-1, 2)),
    "atanh": lambda u, f: divide(ONE, subtract(ONE, power(u, TWO))),
    "erf": lambda u, f: mul(TWO, power(PI, negate(HALF)), exp(negate(power(u, TWO)))),
    "erfc": lambda u, f: mul(number(-2), power(PI, negate(HALF)), exp(negate(power(u, TWO)))),
    "gamma": lambda u, f: mul(f, call("digamma", u)),
    "loggamma": lambda u, f: call("digamma", u),
    "digamma": lambda u, f: make("polygamma", (ONE, u)),
    "abs": lambda u, f: call("sign", u),
    "sign": lambda u, f: ZERO,
    "floor": lambda u, f: ZERO,
    "ceiling": lambda u, f: ZERO,
}

# What may have jumps: where its derivative is that of another formula, the two may differ by more than a constant.
MAY_JUMP = frozenset(("sign", "floor", "ceiling", "piecewise", "sum", "product", "largest", "integral", "limit", "lambda",
                      "finite_set", "interval", "set_builder", "apply", "derivative"))  # fmt: skip

__all__ = ["MAY_JUMP", "delta", "differentiate", "replaced"]
