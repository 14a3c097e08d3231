"""Sums with symbolic bounds and integrals over abstract spaces, as linear operators on polynomials in kernels.

The body is brought to normal form; what does not depend on the bound symbol is taken out; every monomial that remains becomes
one kernel, a canonical sum: nested sums are flattened, bound symbols are named by their place, factors are ordered.

    sum_i (a x_i + b y_i^2) = a [sum x_#] + b [sum y_#^2]           sum_i delta(i, k) f(i) = f(k)    if lower <= k <= upper
    integral over z of p(x, z) = p(x)                               sum_{i=lower}^{upper} 1 = upper - lower + 1  if that is >= 0
    sum_{k=1}^{K} p_k = 1 for a distribution p on 1..K

Splitting an integral of a sum supposes that every part is integrable; that convention is named in the verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from verify.calculus import differentiate
from verify.domain import integer_valued
from verify.mathematics.algebra import Fraction2, Polynomial
from verify.mathematics.binders import canonical
from verify.mathematics.manifest import is_manifest
from verify.mathematics.nested_sums import Binder, canonical_operator, integrated_out, joint_density
from verify.mathematics.sum_facts import is_whole_distribution
from verify.prove.kernels import Sign, Unsupported
from verify.term import (
    ONE,
    ZERO,
    Term,
    add,
    contains,
    digest,
    exp,
    free_symbols,
    log,
    make,
    mul,
    negate,
    number,
    power,
    substitute,
    subtract,
)

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

Outside = Callable[[Fraction2], Sign | None]

_INFINITE = frozenset(("infinity",))
MAX_EXPLICIT_TERMS = 200
RANGE_FUEL = 150
MAX_TAKEN_OFF = 8  # the last terms of a symbolic range that stand for themselves


def sum_value(form: NormalForm, term: Term) -> Fraction2:
    """A finite sum: term by term if both bounds are numbers, otherwise as a linear operator."""
    index, lower, upper, body = term.args
    low, high = (form.fractions.as_rational(form.of(bound)) if bound.op != "infinity" else None for bound in (lower, upper))
    if low is not None and high is not None:
        return _explicit_sum(form, term, low, high)
    if contains(lower, _INFINITE) or contains(upper, _INFINITE):
        raise Unsupported("an infinite sum")
    if not (integer_valued(lower) and integer_valued(upper)):
        raise Unsupported("a sum whose bounds are no integers")
    form.fuel.spend(RANGE_FUEL, "a sum over a symbolic range")
    taken = _parts_of_range(form, term)
    if taken is not None:
        return reduce(form.fractions.add, taken, form.fractions.zero)
    plain = with_plain_range(form, term)
    if plain is not term:
        return form.of(plain)
    nonempty = form.signs.of_fraction(form.of(subtract(upper, lower)))
    known, values = dict(form.signs.assumed), dict(form.values)
    before = _signs_known_now(form)
    assume_range(form, index, lower, upper)
    is_full = nonempty is not None and nonempty[0] >= 0
    result = _linear(form, ("sum", index, (lower, upper)), body, before, may_be_empty=not is_full)
    if is_full:
        if form.signs.of_fraction(form.of(body)) == (1, True):
            form.infer(result, (1, True))
    else:
        # |m - 1| = m - 1 + 0 sum_{k=1}^{m} log(m - 1) fails at m = 0: what an empty body teaches is nothing
        form.signs.assumed, form.values = known, values
        form.signs._memo.clear()
    return result


def _explicit_sum(form: NormalForm, term: Term, low: tuple[int, int], high: tuple[int, int]) -> Fraction2:
    index, _, _, body = term.args
    if low[1] != 1 or high[1] != 1:
        raise Unsupported("a sum whose bounds are no integers")
    if high[0] - low[0] >= MAX_EXPLICIT_TERMS:
        raise Unsupported("a long explicit sum")
    total = form.fractions.zero
    for value in range(low[0], high[0] + 1):
        total = form.fractions.add(total, form.of(substitute(body, {index: number(value)})))
    return total


def product_value(form: NormalForm, term: Term) -> Fraction2:
    """A finite product: factor by factor if both bounds are numbers; of positive factors exp(sum of log)."""
    index, lower, upper, body = term.args
    low, high = (form.fractions.as_rational(form.of(bound)) if bound.op != "infinity" else None for bound in (lower, upper))
    if low is not None and high is not None and low[1] == high[1] == 1 and high[0] - low[0] < MAX_EXPLICIT_TERMS:
        result = form.fractions.one
        for value in range(low[0], high[0] + 1):
            result = form.fractions.multiply(result, form.of(substitute(body, {index: number(value)})))
        return result
    if form.signs.of_fraction(form.of(body)) == (1, True):
        return form.of(canonical(exp(make("sum", (index, lower, upper, log(body))))))
    if not (integer_valued(lower) and integer_valued(upper)):
        raise Unsupported("a product whose bounds are no integers")
    taken = _parts_of_range(form, term)
    if taken is not None:
        return reduce(form.fractions.multiply, taken, form.fractions.one)
    plain = with_plain_range(form, term)
    if plain is not term:
        return form.of(plain)
    if form.of(body)[0].is_zero():
        return _repeated(form, ZERO, lower, upper, form.signs.of_fraction)
    return _product_of_factors(form, term)


def _product_of_factors(form: NormalForm, term: Term) -> Fraction2:
    """A product as products of its irreducible factors; of one, c, that is free of the index, c^(upper - lower + 1).

    For what is 0 in the range only, and may be empty, nothing is said.
    """
    index, lower, upper, body = term.args
    fractions, table = form.fractions, form.table
    nonempty = form.signs.of_fraction(form.of(subtract(upper, lower)))
    known, values = dict(form.signs.assumed), dict(form.values)
    before = _signs_known_now(form)
    assume_range(form, index, lower, upper)
    result = fractions.one
    positive: list[tuple[Term, int]] = []
    is_full = nonempty is not None and nonempty[0] >= 0
    for polynomial, side in zip(form.of(body), (1, -1), strict=True):
        content, factors = fractions.factor(polynomial)
        if content == 0 and is_full:
            return fractions.zero
        if content == 0:
            raise Unsupported("a product of zeros over a range that may be empty")
        for factor, exponent in factors:
            sign = form.signs.of_fraction((factor, fractions.ring.one))
            if sign == (-1, True):
                factor, content = -factor, -content if exponent % 2 else content
            part = table.polynomial_term(factor)
            if index in free_symbols(part) and sign in ((1, True), (-1, True)):
                positive.append((part, side * exponent))
                continue
            if index in free_symbols(part) or not (is_full or sign in ((1, True), (-1, True))):
                value = table.atom(canonical(make("product", (index, lower, upper, part))))
            else:
                value = _repeated(form, part, lower, upper, before)
            result = fractions.multiply(result, fractions.power(value, side * exponent))
        if content != 1:
            repeated = _repeated(form, number(int(content)), lower, upper, before)
            result = fractions.multiply(result, fractions.power(repeated, side))
    if not is_full:
        form.signs.assumed, form.values = known, values
        form.signs._memo.clear()
    for part, exponent in positive:  # only now: inside of a range it would be known that it is not empty
        value = form.of(canonical(exp(make("sum", (index, lower, upper, log(part))))))
        result = fractions.multiply(result, fractions.power(value, exponent))
    return result


def _repeated(form: NormalForm, part: Term, lower: Term, upper: Term, before: Outside) -> Fraction2:
    """part^(upper - lower + 1), if that is no negative number."""
    count = add(upper, negate(lower), ONE)
    sign = before(form.of(count))
    if sign is None or sign[0] < 0:
        raise Unsupported("a product over a range that may be empty")
    return form.of(power(part, form.table.fraction_term(form.of(count))))


def _parts_of_range(form: NormalForm, term: Term) -> list[Fraction2] | None:
    """What a sum or product consists of: its terms one by one if their number is known, or the last of them and the others.

    The last is taken off while the upper bound is u + c with c >= 1 and the range is known not to be empty: then what is left
    has the same form on both sides of an induction.  sum_{k=1}^{n} = sum_{k=1}^{n-1} + (the last) is false at n = 0.
    """
    index, lower, upper, body = term.args
    low, high = form.of(lower), form.of(upper)
    difference = form.fractions.subtract(high, low)
    count = form.fractions.as_rational(difference)
    if count is not None:
        if count[1] != 1 or count[0] >= MAX_EXPLICIT_TERMS:
            raise Unsupported("a long range, or one between numbers that are no integers")
        places = (form.table.fraction_term(form.of(add(lower, number(i)))) for i in range(count[0] + 1))
        return [form.of(canonical(substitute(body, {index: place}))) for place in places]
    last = _constant_part(high)
    sign = form.signs.of_fraction(difference)
    if not 1 <= last <= MAX_TAKEN_OFF or sign is None or sign[0] < 0:
        return None
    before = form.table.fraction_term(form.fractions.subtract(high, form.fractions.one))
    others = canonical(make(term.op, (index, lower, before, body)))
    return [form.of(others), form.of(canonical(substitute(body, {index: form.table.fraction_term(high)})))]


def with_plain_range(form: NormalForm, term: Term) -> Term:
    """The sum or product up to n for one up to (n + 1) - 1: what is called by its range has one range."""
    index, lower, upper, body = term.args
    plain = [form.table.fraction_term(form.of(bound)) if bound.args else bound for bound in (lower, upper)]
    return term if plain == [lower, upper] else canonical(make(term.op, (index, *plain, body)))


def _constant_part(value: Fraction2) -> int:
    """c of a bound u + c; 0 for a bound that is no polynomial."""
    numerator, denominator = value
    if not denominator.is_one():
        return 0
    return next((int(coefficient) for exponents, coefficient in numerator.terms() if not any(exponents)), 0)


def _signs_known_now(form: NormalForm) -> Outside:
    """The signs of fractions by what is known now, before a range is entered, where more is known: 1 <= k <= n says n > 0."""
    assumed = dict(form.signs.assumed)

    def sign(value: Fraction2) -> Sign | None:
        inside = form.signs.assumed
        form.signs.restore(dict(assumed))
        try:
            return form.signs.of_fraction(value)
        finally:
            form.signs.restore(inside)

    return sign


def assume_range(form: NormalForm, index: Term, lower: Term, upper: Term) -> None:
    """Inside the body the index lies between the bounds; canonical names make that a fact about the symbol."""
    if index in form.question.symbols:
        raise Unsupported("a bound symbol that is free as well")
    for difference in (subtract(index, lower), subtract(upper, index)):
        form.infer(form.of(difference), (1, False))
    if lower.op == "number" and lower.value[0] > 0:
        form.signs.assume(form.of(index)[0], (1, True))


def space_integral(form: NormalForm, term: Term) -> Fraction2:
    """An integral over the space of an abstract random variable."""
    outcome, lower, upper, body = term.args
    if lower.op != "space":
        raise Unsupported("an integral without a closed form")
    return _linear(form, ("integral", outcome, (lower, upper)), body, form.signs.of_fraction)


def delta_value(form: NormalForm, term: Term) -> Fraction2:
    """The Kronecker delta: 1 for equal indices, 0 for indices whose difference is known not to be 0, else a kernel."""
    left, right = (form.of(arg) for arg in term.args)
    difference = form.fractions.subtract(left, right)
    known = form.fractions.as_rational(difference)
    if known is not None:
        return form.fractions.one if known[0] == 0 else form.fractions.zero
    if form.signs.of_fraction(difference) in ((1, True), (-1, True)):
        return form.fractions.zero
    first, second = sorted((form.table.fraction_term(left), form.table.fraction_term(right)), key=digest)
    return form.table.atom(make("delta", (first, second)))


def density_value(form: NormalForm, term: Term) -> Fraction2:
    """p(a | b) = p(a, b) / p(b)."""
    family, *points = term.args
    names = [getattr(point.sort, "variable", None) or point.name if point.op == "symbol" else None for point in points]
    if None in names or len(set(names)) != len(names):
        raise Unsupported("a density of a repeated variable, or of something else than variables")
    joint = form.table.atom(joint_density(family, points))
    given = points[term.value :]
    return (
        form.fractions.multiply(joint, form.fractions.invert(form.table.atom(joint_density(family, given)))) if given else joint
    )


def derivative_value(form: NormalForm, term: Term) -> Fraction2:
    """The derivative by the rules of calculus, where their obligations are met."""
    body, by = term.args
    for _ in range(term.value):
        body, obligations = differentiate(body, by)
        for obligation in obligations:
            if not (is_manifest(obligation) or form.holds(obligation)):
                raise Unsupported("a derivative at a point where the rule for it does not hold")
    return form.of(canonical(body))


# ------------------------------------------------------------------------------------------------------- the linear operator


def _linear(form: NormalForm, binder: Binder, body: Term, before: Outside, *, may_be_empty: bool = False) -> Fraction2:
    """operator(n/d): what is free of the bound symbol is taken out of 1/d and of every monomial of n."""
    _, index, _ = binder
    fractions = form.fractions
    numerator, denominator = form.of(body)
    inside, outside = _split_denominator(form, denominator, index)
    parts = [(numerator, fractions.ring.one)]
    if not inside.is_one():
        # E/(1+E) is 1 - 1/(1+E): with remainders only, the monomials over one denominator are independent
        form.fuel.spend(4 + len(numerator) * len(inside), "a division in a sum")
        quotient, remainder = divmod(numerator, inside)
        parts = [(quotient, fractions.ring.one), (remainder, inside)]
    total = fractions.zero
    for polynomial, below in parts:
        total = fractions.add(total, _polynomial(form, binder, polynomial, below, before))
    result = fractions.multiply(total, fractions.invert((outside, fractions.ring.one)))
    if may_be_empty and not divmod(result[1], outside)[1].is_zero() and not _is_never_zero(before((outside, fractions.ring.one))):
        raise Unsupported("a sum, perhaps empty, of a quotient by what may be 0")  # sum_{k=1}^{n} 1/n is 0 at n = 0
    return result


def _is_never_zero(sign: Sign | None) -> bool:
    return sign is not None and sign[1] and sign[0] != 0


def _polynomial(form: NormalForm, binder: Binder, polynomial: Polynomial, below: Polynomial, before: Outside) -> Fraction2:
    """operator(polynomial / below), where `below` is 1 or has only factors that depend on the bound symbol."""
    fractions, table = form.fractions, form.table
    dependent = [i for i in table.kernels if table.depends(i, binder[1])]
    groups: dict[tuple[int, ...], Polynomial] = {}
    for exponents, coefficient in polynomial.terms():
        kept, taken = list(exponents), [0] * len(exponents)
        for i in dependent:
            taken[i], kept[i] = int(exponents[i]), 0
        key = tuple(taken)
        groups[key] = groups.get(key, fractions.ring.zero) + fractions.ring.from_terms({tuple(kept): coefficient})
    inverse = [power(table.polynomial_term(f), -e) for f, e in fractions.factor(below)[1]]
    total = fractions.zero
    for key, coefficient in groups.items():
        form.fuel.spend(60, "a sum over a symbolic range")
        value = _monomial(form, binder, [*table.monomial_factors(key), *inverse], before)
        total = fractions.add(total, fractions.multiply(value, (coefficient, fractions.ring.one)))
    return total


def _split_denominator(form: NormalForm, denominator: Polynomial, index: Term) -> tuple[Polynomial, Polynomial]:
    """The product of the factors that depend on the bound symbol, and of the others."""
    content, factors = form.fractions.factor(denominator)
    inside, outside = form.fractions.ring.one, form.fractions.ring.constant(content)
    for factor, exponent in factors:
        part = form.fractions.polynomial_power(factor, exponent)
        if any(form.table.depends(i, index) for i, degree in enumerate(factor.degrees()) if degree > 0):
            inside = form.fractions.times(inside, part)
        else:
            outside = form.fractions.times(outside, part)
    return inside, outside


def _monomial(form: NormalForm, binder: Binder, factors: list[Term], before: Outside) -> Fraction2:
    operation, index, (lower, upper) = binder
    if not factors and operation == "sum":
        count = form.of(add(upper, negate(lower), ONE))
        signs = [before(each) for each in (count, form.of(subtract(upper, lower)))]
        if not any(sign is not None and sign[0] >= 0 for sign in signs):
            raise Unsupported("a sum over a range that may be empty")
        return count
    if operation == "sum":
        picked = _picked_by_delta(form, binder, factors, before)
        if picked is not None:
            return form.of(canonical(picked))
        if is_whole_distribution(index, lower, upper, factors):
            return form.fractions.one
    if operation == "integral":
        simpler = integrated_out([binder], factors)
        if simpler is not None:
            return form.of(simpler)
    return form.table.atom(canonical_operator([binder], factors))


def _delta_in(factor: Term) -> Term | None:
    """The delta that a factor is a power of, with a positive integer as the exponent: delta^2 = delta, 1/delta is no number."""
    if factor.op == "power" and factor.args[1].op == "number" and factor.args[1].value[1] == 1 and factor.args[1].value[0] > 0:
        factor = factor.args[0]
    return factor if factor.op == "delta" else None


def _picked_by_delta(form: NormalForm, binder: Binder, factors: list[Term], before: Outside) -> Term | None:
    """sum_i delta(i, k) f(i) = f(k), where k is known to lie in the range, 0 where it lies outside; None without a delta."""
    _, index, (lower, upper) = binder
    for place, factor in enumerate(factors):
        found = _delta_in(factor)
        if found is None or index not in found.args:
            continue
        other = found.args[1] if found.args[0] is index else found.args[0]
        if index in free_symbols(other):
            continue
        places = [before(form.of(inside)) for inside in (subtract(other, lower), subtract(upper, other))]
        if (-1, True) in places:
            return ZERO
        for sign in places:
            if sign is None or sign[0] < 0:
                raise Unsupported("an index that may lie outside of the range of a sum")
        rest = factors[:place] + factors[place + 1 :]
        return substitute(mul(*rest), {index: other})
    return None
