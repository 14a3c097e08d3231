"""Where a term is defined: its conditions, read off its form alone.

    u^-n             u != 0
    u^(p/q), q > 1   u >= 0, or u > 0 if p < 0
    u^n, n integer   u != 0 or n >= 0            (n an expression of integer symbols)
    u^y              u > 0, or u = 0 and y > 0
    log, loggamma    u > 0
    tan              cos u != 0
    gamma, digamma   u > 0 or u is no integer
    asin, acos       -1 <= u, u <= 1;  acosh  1 <= u;  atanh  -1 < u, u < 1
    inverse          det A != 0
    item, row        every index is at least 1, and at most the size there
    piecewise        some condition holds; the conditions of a branch only where it is chosen

What holds below a binder is asked for every value of the bound symbol, which is left free: `implies(1 <= k and k <= n, k != 0)`.
The existence of an integral, a limit, a derivative or an infinite sum cannot be said by an inequality: it is the statement
`is_defined(term)`.  Expectations over abstract outcomes are taken to exist, and abstract densities are positive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from math import prod

from verify.problem import reject
from verify.sort import INTEGER, Outcome, Scalar, Sequence, Tensor
from verify.term import (
    BINDERS,
    MINUS_ONE,
    ONE,
    TRUE,
    ZERO,
    Term,
    call,
    conjunction,
    conjuncts,
    consists_of,
    contains,
    free_symbols,
    fresh_symbol,
    item,
    make,
    mul,
    postorder,
    relation,
    rows_of,
    substitute,
    symbol,
)  # fmt: skip

_BOUNDED = {"asin": ("le", "le"), "acos": ("le", "le"), "atanh": ("lt", "lt"), "acosh": ("le", None)}
_NOT_SMOOTH = frozenset(("abs", "sign", "max", "min", "floor", "ceiling", "piecewise", "asin", "acos", "acosh", "is_member"))
_POSITIVE = frozenset(("exp", "cosh", "pi", "density"))
_INFINITE = frozenset(("infinity",))
# A term of these operations only is defined everywhere.
_TOTAL = frozenset(
    ("number", "symbol", "pi", "true", "false", "add", "mul", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "erf",
     "erfc", "abs", "sign", "max", "min", "floor", "ceiling", "eq", "ne", "lt", "le")
)  # fmt: skip
MAX_CONDITIONS = 2_000  # a branch that is shared by many cases has its conditions once for each way to get there


@lru_cache(maxsize=256)
def conditions(term: Term) -> tuple[Term, ...]:
    """Statements that hold together exactly where `term` is defined, in order of first occurrence.

    Those that hold by the form or sort of a single symbol or number are left out.  Raises InputError (kind "too-large").
    """
    return _Conditions(term).of(term)


def always_defined(term: Term) -> bool:
    """Whether a term is defined everywhere by its form; False says nothing."""
    return not conditions(term)


_POWERS = frozenset(("power",))


def conditions_of_sides(statement: Term) -> tuple[Term, ...]:
    """What holds wherever both sides of a relation are defined.

    Nothing, if there is a power such as u^pi, of which the conditions here say more than that it is defined.
    """
    if statement.op not in ("eq", "ne", "lt", "le"):
        return ()
    if contains(statement, _POWERS) and any(map(_is_strict_power, postorder(statement))):
        return ()
    return tuple(dict.fromkeys(condition for side in statement.args for condition in conditions(side)))


def in_real_exponent(name: Term, terms: Iterable[Term]) -> bool:
    """Whether a name stands in an exponent of which real values are meant: x^n is nowhere defined for x < 0, and x^2 is."""
    powers = (part for part in postorder(*terms) if part.op == "power" and name in free_symbols(part.args[1]))
    return any(not integer_valued(power.args[1]) and conditions(power) for power in powers)


def enough_for_derivative(term: Term) -> tuple[Term, ...] | None:
    """Conditions under which a derivative exists, for a formula without kinks: its own, strictly, so that they hold near by.

    The root of u has a derivative where u > 0.  None if more would have to be said.
    """
    body, by = term.args
    inner = conditions(body)
    near = [condition for condition in inner if by in free_symbols(condition)]
    if not _is_smooth_in(body, by, inner):
        return None
    if not all(condition.op == "le" or _holds_near_by(condition, by) for condition in near):
        return None
    return tuple(relation("lt", *each.args) if each in near and each.op == "le" else each for each in inner)


def _holds_near_by(condition: Term, by: Term) -> bool:
    """Whether a condition that holds at a point holds near it: x != 0 or 0 <= n, as those of x^n for the integers n."""
    if condition.op == "or":
        return all(by not in free_symbols(part) or part.op in ("ne", "lt") for part in condition.args)
    return condition.op in ("ne", "lt")


def _is_smooth_in(body: Term, by: Term, inner: tuple[Term, ...]) -> bool:
    """Whether a formula has no kinks where its conditions hold strictly: |u| has none where u is not 0, as log|u| says."""
    parts = (part for part in postorder(body) if by in free_symbols(part))
    return all(is_smooth(part) or (part.op == "abs" and _is_off_zero(part, inner)) or _is_bounded(part, inner) for part in parts)


def _is_bounded(part: Term, inner: tuple[Term, ...]) -> bool:
    """Whether the conditions say that asin u, acos u or acosh u is defined, and so, strictly, that it is smooth."""
    return part.op in ("asin", "acos", "acosh") and {*_own_conditions(part)}.issubset(inner)


def _is_off_zero(size: Term, inner: tuple[Term, ...]) -> bool:
    return not {relation("lt", ZERO, size), relation("ne", size, ZERO), relation("ne", size.args[0], ZERO)}.isdisjoint(inner)


def _is_strict_power(term: Term) -> bool:
    return term.op == "power" and rational_value(term.args[1]) is None and not free_symbols(term.args[1])


class _Conditions:
    def __init__(self, root: Term) -> None:
        self.taken = list(free_symbols(root))
        self.memo: dict[Term, tuple[Term, ...]] = {}

    def of(self, term: Term) -> tuple[Term, ...]:
        if consists_of(term, _TOTAL):
            return ()
        known = self.memo.get(term)
        if known is None:
            known = self.memo[term] = tuple(dict.fromkeys(part for part in self._all(term) if not _evident(part)))
            if len(known) > MAX_CONDITIONS:
                raise reject("too-large", f"more than {MAX_CONDITIONS} conditions under which a formula is defined")
        return known

    def _all(self, term: Term) -> Iterator[Term]:
        op = term.op
        if op == "piecewise":
            yield from self._piecewise(term)
        elif op == "implies":
            yield from self.of(term.args[0])
            yield from _guarded((term.args[0],), self.of(term.args[1]))
        elif op in BINDERS:
            yield from self._binder(term)
        elif op == "map" and term.args[0].op == "lambda":
            yield from self._map(*term.args)
        elif op == "derivative":
            yield from self._derivative(term)
        else:
            for arg in term.args:
                yield from self.of(arg)
            yield from _own_conditions(term)

    def _piecewise(self, term: Term) -> Iterator[Term]:
        """Each condition has to be defined where the ones before it fail, and each branch where it is chosen."""
        before: tuple[Term, ...] = ()
        tests = term.args[1::2]
        for branch, test in zip(term.args[::2], tests, strict=True):
            yield from _guarded(before, self.of(test))
            yield from _guarded(before if test is TRUE else (*before, test), self.of(branch))
            before = (*before, _negation(test))
        if TRUE not in tests:
            yield tests[0] if len(tests) == 1 else make("or", tests)

    def _binder(self, term: Term) -> Iterator[Term]:
        bound, *outside, body = term.args
        for arg in outside:
            yield from () if _is_infinite(arg) else self.of(arg)
        if bound in self.taken:
            fresh = fresh_symbol(bound, [*self.taken, *free_symbols(body)])
            body, bound = substitute(body, {bound: fresh}), fresh
        inner = self.of(body)
        if term.op in ("sum", "product", "largest"):
            yield from self._loop(term, bound, inner)
        elif (term.op == "integral" and isinstance(bound.sort, Outcome)) or term.op in ("lambda", "set_builder"):
            yield from inner
        elif term.op != "integral" or inner or any(map(_is_infinite, outside)):
            yield self._has_value(term)

    def _has_value(self, term: Term) -> Term:
        """That a term has a value, or every entry of an array."""
        if not term.shape:
            return make("is_defined", (term,))
        entry, ranges = self._entry(term, [*self.taken, *free_symbols(term)])
        return make("implies", (conjunction(*ranges), make("is_defined", (entry,))))

    @staticmethod
    def _entry(tensor: Term, taken: list[Term]) -> tuple[Term, list[Term]]:
        """An entry of an array, at a row and a column that no other name has, and where these lie."""
        places: list[Term] = []
        ranges: list[Term] = []
        for name, size in zip(("@row", "@column"), tensor.shape, strict=True):  # no binder round it has such a name
            if size is not ONE or not places:
                places.append(fresh_symbol(symbol(name, INTEGER), taken))
                ranges += [relation("le", ONE, places[-1]), relation("le", places[-1], size)]
        return item(tensor, *places), ranges

    def _map(self, function: Term, tensor: Term) -> Iterator[Term]:
        """What is needed of the argument of a function is needed of every entry: 1/v has a value where no v_i is 0."""
        yield from self.of(tensor)
        bound, body = function.args
        inner = self.of(body)
        if not inner:
            return
        taken = [*self.taken, *free_symbols(tensor), *(name for condition in inner for name in free_symbols(condition))]
        entry, ranges = self._entry(tensor, taken)
        for condition in inner:
            yield make("implies", (conjunction(*ranges), substitute(condition, {bound: entry})))

    def _loop(self, term: Term, bound: Term, inner: tuple[Term, ...]) -> Iterator[Term]:
        lower, upper = term.args[1:3]
        if _is_infinite(lower) or _is_infinite(upper):
            yield self._has_value(term)
            return
        bounds = (relation("le", lower, bound), relation("le", bound, upper))
        if term.op == "largest":
            yield relation("le", lower, upper)
        for condition in inner:
            if bound not in free_symbols(condition):
                yield make("implies", (relation("le", lower, upper), condition))
            elif condition not in bounds and not (_at_least_one(lower) and condition == relation("le", ONE, bound)):
                yield make("implies", (conjunction(*bounds), condition))

    def _derivative(self, term: Term) -> Iterator[Term]:
        """A smooth formula has a derivative wherever it is defined, as its conditions (!=, <) hold near by as well."""
        body, by = term.args
        inner = self.of(body)
        yield from inner
        if not _is_smooth_in(body, by, inner) or not all(part.op in ("ne", "lt") for part in inner):
            yield self._has_value(term)


def is_smooth(term: Term) -> bool:
    """Whether an operation is smooth wherever it is defined, apart from the ends of closed domains, as 0 is for a root."""
    if term.op in BINDERS:
        return term.op in ("sum", "product") and not any(map(_is_infinite, term.args[1:3]))
    return term.op not in _NOT_SMOOTH and term.op not in ("apply", "derivative", "gradient")


def _own_conditions(term: Term) -> Iterator[Term]:
    """The conditions of the operation itself, apart from those of its arguments."""
    op, args = term.op, term.args
    if op == "power":
        yield from conjuncts(_power_condition(*args))
    elif op in ("log", "loggamma"):
        yield relation("lt", ZERO, args[0])
    elif op in ("gamma", "digamma", "polygamma"):
        inner = args[-1]
        yield make("or", (relation("lt", ZERO, inner), relation("ne", inner, call("floor", inner))))
    elif op == "tan":
        yield relation("ne", call("cos", args[0]), ZERO)
    elif op in _BOUNDED:
        yield from _between(args[0], *_BOUNDED[op], least=ONE if op == "acosh" else MINUS_ONE)
    elif op == "inverse":
        yield relation("ne", make("determinant", args), ZERO)
    elif op == "item":
        yield from _indices_in_range(term)
    elif op == "row":
        yield relation("le", ONE, args[1])
        yield relation("le", args[1], rows_of(args[0]))


def _between(inner: Term, below: str, above: str | None, least: Term) -> Iterator[Term]:
    yield relation(below, least, inner)
    if above is not None:
        yield relation(above, inner, ONE)


def _power_condition(base: Term, exponent: Term) -> Term:
    value = rational_value(exponent)
    if value is not None:
        top, bottom = value.numerator, value.denominator
        if bottom != 1:
            return relation("le" if top > 0 else "lt", ZERO, base)
        return relation("ne", base, ZERO) if top < 0 else TRUE
    if integer_valued(exponent):
        return make("or", (relation("ne", base, ZERO), relation("le", ZERO, exponent)))
    positive = relation("lt", ZERO, base)
    if not free_symbols(exponent):
        return positive  # stricter than needed, for a number such as pi or 2^(1/2)
    if base.op in _POSITIVE or _has_sign(base, "lt"):
        return positive
    at_zero = make("or", (relation("lt", ZERO, exponent), relation("ne", base, ZERO)))
    return conjunction(relation("le", ZERO, base), at_zero)


def integer_valued(term: Term) -> bool:
    """Whether a term is an integer by its form, wherever it is defined."""
    op, args = term.op, term.args
    if op == "number":
        return bool(term.value[1] == 1)
    if op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    if op in ("floor", "ceiling", "sign"):
        return True
    if op in ("add", "mul", "abs", "max", "min"):
        return all(map(integer_valued, args))
    if op in ("sum", "product", "largest"):
        return integer_valued(args[-1])
    return op == "power" and args[1].op == "number" and integer_valued(args[1]) and (
        args[1].value[0] >= 0 and integer_valued(args[0])
    )


def scaled_parts(term: Term, factor: Fraction = ONE.fraction) -> Iterator[tuple[Fraction, Term]]:
    """(c, t) for the parts c t of a sum, with rational c: 2 x - (y - 3)/2 has (2, x), (-1/2, y) and (3/2, 1)."""
    if term.op == "add":
        for part in term.args:
            yield from scaled_parts(part, factor)
    elif term.op == "mul":
        values = [rational_value(part) for part in term.args]
        others = [part for part, value in zip(term.args, values, strict=True) if value is None]
        known = prod((value for value in values if value is not None), start=factor)
        if len(others) == 1:
            yield from scaled_parts(others[0], known)
        else:
            yield known, mul(*others) if others else ONE
    elif term.op == "number":
        yield factor * term.fraction, ONE
    else:
        yield factor, term


def rational_value(term: Term) -> Fraction | None:
    """The value of a term that is made of numbers by +, * and small integer powers: 4/2 is 2."""
    if term.op == "number":
        return term.fraction
    if term.op == "power":
        base, exponent = map(rational_value, term.args)
        if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > 64 or (base == 0 and exponent < 0):
            return None
        return base ** int(exponent)
    if term.op not in ("add", "mul"):
        return None
    parts = [rational_value(arg) for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return sum(known, Fraction(0)) if term.op == "add" else prod(known, start=Fraction(1))


def _indices_in_range(term: Term) -> Iterator[Term]:
    tensor, *indices = term.args
    sort = tensor.sort if tensor.op == "symbol" else None
    sizes: list[Term] = []
    if isinstance(sort, Tensor):
        sizes = list(sort.shape)
    while isinstance(sort, Sequence):
        sizes.append(sort.length)
        sort = sort.element
    for index, size in zip(indices, sizes, strict=False):
        yield relation("le", ONE, index)
        yield relation("le", index, size)


def _guarded(premises: tuple[Term, ...], inner: Iterable[Term]) -> Iterator[Term]:
    for condition in inner:
        yield make("implies", (conjunction(*premises), condition)) if premises else condition


_NEGATIONS = {"eq": "ne", "ne": "eq"}


def _negation(statement: Term) -> Term:
    if statement.op in _NEGATIONS:
        return make(_NEGATIONS[statement.op], statement.args)
    if statement.op in ("lt", "le"):
        return make("le" if statement.op == "lt" else "lt", statement.args[::-1])
    return make("not", (statement,))


def _is_infinite(term: Term) -> bool:
    return contains(term, _INFINITE)


def _at_least_one(term: Term) -> bool:
    return term.op == "number" and term.fraction >= 1


def _evident(condition: Term) -> bool:
    """Whether a condition holds by the form or the sort of one symbol or number."""
    if condition is TRUE:
        return True
    if condition.op == "implies":
        return condition.args[1] in conjuncts(condition.args[0]) or _evident(condition.args[1])
    if condition.op == "or":
        return any(map(_evident, condition.args))
    if condition.op not in ("ne", "lt", "le"):
        return False
    left, right = condition.args
    if left.op == "number" and right.op == "number":
        gap = left.fraction - right.fraction
        return {"ne": gap != 0, "lt": gap < 0, "le": gap <= 0}[condition.op]
    if condition.op == "ne" and right is ZERO:
        return _has_sign(left, "ne")
    if left is ZERO:
        return _has_sign(right, condition.op)
    if left is ONE and right.op == "symbol" and isinstance(right.sort, Scalar) and right.sort.lower is not None:
        return right.sort.lower >= 1 if condition.op == "le" else right.sort.lower > 1
    return condition.op == "le" and left is right


def _has_sign(term: Term, relation_to_zero: str) -> bool:
    if term.op in _POSITIVE:
        return True
    if term.op == "number":
        value = term.fraction
        return {"ne": value != 0, "lt": value > 0, "le": value >= 0}[relation_to_zero]
    if term.op == "symbol" and isinstance(term.sort, Scalar):
        sort = term.sort
        return {"ne": sort.is_nonzero, "lt": sort.sign == 1, "le": sort.is_nonnegative}[relation_to_zero]
    return relation_to_zero == "le" and _is_even_power(term)


def _is_even_power(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1 and term.args[1].value[0] % 2 == 0


