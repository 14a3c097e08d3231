"""Sums with symbolic bounds, integrals over abstract spaces, densities, Kronecker deltas and derivatives in a normal form.

A sum is linear: what does not depend on the bound symbol is taken out, and the sum of every monomial that is left has to be a
kernel of the proof, which is the canonical nested sum of `verify.mathematics.nested_sums`.

What the body teaches (log a is defined, so a > 0) holds outside of it only if the range is known not to be empty:
|a| = a + 0 sum_{k=1}^{n} log a is false at n = 0, a = -1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Any

from verify.calculus import differentiate
from verify.domain import integer_valued
from verify.mathematics.algebra import Fraction2, Polynomial, Undefined, used_generators
from verify.mathematics.binders import canonical
from verify.mathematics.manifest import is_manifest
from verify.mathematics.nested_sums import Binder, canonical_operator, integrated_out, joint_density
from verify.mathematics.sum_facts import is_semidefinite_form, is_whole_distribution
from verify.recheck.kernels import Kernels, demand, is_real_term
from verify.recheck.signs import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, ZERO, EmptyDomain
from verify.sort import Outcome, Scalar
from verify.term import (
    IMAGINARY,
    ONE,
    Term,
    add,
    digest,
    divide,
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
from verify.term import ZERO as NOUGHT

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk

Outside = Callable[[Fraction2], int]

MAX_EXPLICIT_TERMS = 200
MAX_TAKEN_OFF = 8


class Names:
    """The terms that the kernels of a proof stand for."""

    def __init__(self, kernels: Kernels) -> None:
        self.kernels = kernels
        self._terms: dict[int, Term] = {}

    def term(self, index: int) -> Term:
        found = self._terms.get(index)
        if found is None:
            kernel = self.kernels.table[index]
            found = self._terms[index] = self._make(kernel.kind, kernel.data)
        return found

    def _make(self, kind: str, data: tuple[Any, ...]) -> Term:
        if kind == "atom":
            return data[0]  # type: ignore[no-any-return]
        if kind == "imaginary":
            return IMAGINARY
        if kind == "log":
            argument = self.polynomial(data[0])
            return log(argument if argument.op == "number" else make("abs", (argument,)))
        if kind == "exp":
            inner = self.fraction(data[0])
            return exp(mul(number(1, data[1]), inner) if data[1] != 1 else inner)
        if kind == "root":
            return power(self.polynomial(data[0]), number(1, data[1]))
        op, value, args = data
        return make(op, tuple(arg if isinstance(arg, Term) else self.fraction(arg) for arg in args), value)

    def factors(self, exponents: tuple[int, ...]) -> Iterator[Term]:
        for index, exponent in enumerate(exponents):
            if exponent:
                yield power(self.term(index), int(exponent)) if exponent != 1 else self.term(index)

    def polynomial(self, polynomial: Polynomial) -> Term:
        terms = []
        for exponents, coefficient in polynomial.terms():
            factors = list(self.factors(exponents))
            if coefficient != 1 or not factors:
                factors.insert(0, number(int(coefficient)))
            terms.append(mul(*factors))
        return add(*terms)

    def fraction(self, value: Fraction2) -> Term:
        numerator = self.polynomial(value[0])
        return numerator if value[1].is_one() else divide(numerator, self.polynomial(value[1]))

    def depends(self, index: int, symbol: Term) -> bool:
        return symbol in free_symbols(self.term(index))


# --------------------------------------------------------------------------------------------------------- sums and integrals


def sum_value(walk: Walk, term: Term) -> Fraction2:
    index, lower, upper, body = term.args
    demand(lower.op != "infinity" and upper.op != "infinity", "an infinite sum")
    bounds = [walk.fractions.as_rational(walk.of(bound)) for bound in (lower, upper)]
    if bounds[0] is not None and bounds[1] is not None:
        return _explicit_sum(walk, index, body, bounds[0], bounds[1])
    demand_own_name(walk, term)
    demand(integer_valued(lower) and integer_valued(upper), "a sum whose bounds are no integers")
    taken = _parts_of_range(walk, term)
    if taken is not None:
        return reduce(walk.fractions.add, taken, walk.fractions.zero)
    plain = _with_plain_range(walk, term)
    if plain is not term:
        return walk.of(plain)
    # Asked before the body is entered: that log(m - 1) is defined inside says m > 1 only if there is an inside.
    nonempty = walk.signs.fraction(walk.of(subtract(upper, lower)))
    facts, admitted, values = dict(walk.signs.facts), dict(walk.kernels.admitted), dict(walk.values)
    before = _signs_known_now(walk)
    try:
        walk.signs.narrow(walk.of(subtract(index, lower)), NONNEGATIVE)
        walk.signs.narrow(walk.of(subtract(upper, index)), NONNEGATIVE)
        value = walk.of(body)
        result = _linear(walk, ("sum", index, (lower, upper)), value, before, may_be_empty=bool(nonempty & ~NONNEGATIVE))
        if not nonempty & ~NONNEGATIVE and walk.is_real(value) and not walk.signs.fraction(value) & ~POSITIVE:
            walk.signs.narrow(result, POSITIVE)
    except (EmptyDomain, Undefined):
        demand(False, "a sum over a range that may be empty")
        raise
    if nonempty & ~NONNEGATIVE:
        inside = walk.kernels.admitted
        walk.signs.facts, walk.kernels.admitted, walk.values = facts, admitted, values
        walk.signs.forget_derived()
        _admit_operators(walk, inside, result)
        demand(walk.kernels.usable(*result), "a sum, perhaps empty, of something that may be undefined")
    return result


def _with_plain_range(walk: Walk, term: Term) -> Term:
    """The same sum or product with its bounds as they are computed: up to n for (n + 1) - 1."""
    index, lower, upper, body = term.args
    plain = [walk.names.fraction(walk.of(bound)) if bound.args else bound for bound in (lower, upper)]
    return term if plain == [lower, upper] else canonical(make(term.op, (index, *plain, body)))


def _signs_known_now(walk: Walk) -> Outside:
    """The signs of fractions by what is known now, before a range is entered.

    Inside of 1 <= k <= n it is known that n > 0, and sum_{k=1}^{n} 1 = n is false at n = -1.
    """
    facts, admitted = dict(walk.signs.facts), dict(walk.kernels.admitted)

    def signs(value: Fraction2) -> int:
        inside = walk.signs.facts, walk.kernels.admitted
        walk.signs.facts, walk.kernels.admitted = facts, admitted
        walk.signs.forget_derived()
        try:
            return walk.signs.fraction(value)
        finally:
            walk.signs.facts, walk.kernels.admitted = inside
            walk.signs.forget_derived()

    return signs


def _admit_operators(walk: Walk, inside: dict[int, int], value: Fraction2) -> None:
    """A sum over an empty range is defined whatever its body is, and log|f| wherever f is not 0."""
    for polynomial in value:
        for index in used_generators(polynomial):
            kernel = walk.kernels.table[index]
            if index in inside and kernel.kind == "atom" and kernel.data[0].op in ("sum", "product"):
                walk.kernels.admitted.setdefault(index, inside[index])
            elif kernel.kind == "log" and _is_nonzero(walk, kernel.data[0]):
                walk.kernels.admitted.setdefault(index, ANY)


def _is_nonzero(walk: Walk, polynomial: Polynomial) -> bool:
    return not polynomial.is_constant() and walk.kernels.usable(polynomial) and not walk.signs.polynomial(polynomial) & ZERO


def _explicit_sum(walk: Walk, index: Term, body: Term, low: tuple[int, int], high: tuple[int, int]) -> Fraction2:
    demand(low[1] == 1 and high[1] == 1, "a sum whose bounds are no integers")
    demand(high[0] - low[0] < MAX_EXPLICIT_TERMS, "a long explicit sum")
    total = walk.fractions.zero
    for value in range(low[0], high[0] + 1):
        total = walk.fractions.add(total, walk.of(substitute(body, {index: number(value)})))
    return total


def product_value(walk: Walk, term: Term) -> Fraction2:
    """A finite product, factor by factor, or of positive factors as exp(sum of log)."""
    index, lower, upper, body = term.args
    demand(lower.op != "infinity" and upper.op != "infinity", "an infinite product")
    bounds = [walk.fractions.as_rational(walk.of(bound)) for bound in (lower, upper)]
    if bounds[0] is not None and bounds[1] is not None:
        demand(bounds[0][1] == bounds[1][1] == 1, "a product whose bounds are no integers")
        demand(bounds[1][0] - bounds[0][0] < MAX_EXPLICIT_TERMS, "a long explicit product")
        result = walk.fractions.one
        for value in range(bounds[0][0], bounds[1][0] + 1):
            result = walk.fractions.multiply(result, walk.of(substitute(body, {index: number(value)})))
        return result
    facts, admitted, values = dict(walk.signs.facts), dict(walk.kernels.admitted), dict(walk.values)
    every = walk.real(body)
    positive, is_zero = walk.signs.fraction(every) == POSITIVE, every[0].is_zero()
    walk.signs.facts, walk.kernels.admitted, walk.values = facts, admitted, values
    walk.signs.forget_derived()
    if positive:
        return walk.of(canonical(exp(make("sum", (index, lower, upper, log(body))))))
    demand_own_name(walk, term)
    demand(integer_valued(lower) and integer_valued(upper), "a product whose bounds are no integers")
    taken = _parts_of_range(walk, term)
    if taken is not None:
        return reduce(walk.fractions.multiply, taken, walk.fractions.one)
    plain = _with_plain_range(walk, term)
    if plain is not term:
        return walk.of(plain)
    if is_zero:  # 0^count, which is 1 for an empty range
        return _repeated(walk, number(0), lower, upper, walk.signs.fraction)
    return _product_of_factors(walk, term)


def _product_of_factors(walk: Walk, term: Term) -> Fraction2:
    """prod (c a b / d) = c^count prod a prod b / prod d, where c is free of the index, and not 0 if the range may be empty."""
    index, lower, upper, body = term.args
    nonempty = walk.signs.fraction(walk.of(subtract(upper, lower)))
    facts, admitted, values = dict(walk.signs.facts), dict(walk.kernels.admitted), dict(walk.values)
    before, result = _signs_known_now(walk), walk.fractions.one
    positive: list[tuple[Term, int]] = []
    repeated: list[tuple[Term, int]] = []
    try:
        walk.signs.narrow(walk.of(subtract(index, lower)), NONNEGATIVE)
        walk.signs.narrow(walk.of(subtract(upper, index)), NONNEGATIVE)
        for polynomial, side in zip(walk.of(body), (1, -1), strict=True):
            content, factors = walk.kernels.factor(polynomial)
            if content == 0 and not nonempty & ~NONNEGATIVE:
                return walk.fractions.zero
            demand(content != 0, "a product of zeros over a range that may be empty")
            for factor, exponent in factors:
                signs = walk.signs.polynomial(factor)
                if signs == NEGATIVE:
                    factor, content = -factor, -content if exponent % 2 else content
                part = walk.names.polynomial(factor)
                if index in free_symbols(part) and signs in (NEGATIVE, POSITIVE):
                    positive.append((part, side * exponent))
                    continue
                if index in free_symbols(part) or (nonempty & ~NONNEGATIVE and signs & ZERO):
                    value = atom_value(walk, canonical(make("product", (index, lower, upper, part))))
                    result = walk.fractions.multiply(result, walk.fractions.power(value, side * exponent))
                else:
                    repeated.append((part, side * exponent))
            if content != 1:
                repeated.append((number(int(content)), side))
    except (EmptyDomain, Undefined):
        demand(False, "a product over a range that may be empty")
        raise
    if nonempty & ~NONNEGATIVE:
        inside = walk.kernels.admitted
        walk.signs.facts, walk.kernels.admitted, walk.values = facts, admitted, values
        walk.signs.forget_derived()
        _admit_operators(walk, inside, result)
        demand(walk.kernels.usable(*result), "a product, perhaps empty, of something that may be undefined")
    for part, exponent in repeated:  # outside of the range, in which it would be known that it is not empty
        value = _repeated(walk, part, lower, upper, before)
        result = walk.fractions.multiply(result, walk.fractions.power(value, exponent))
    for part, exponent in positive:
        value = walk.of(canonical(exp(make("sum", (index, lower, upper, log(part))))))
        result = walk.fractions.multiply(result, walk.fractions.power(value, exponent))
    return result


def _repeated(walk: Walk, part: Term, lower: Term, upper: Term, before: Outside) -> Fraction2:
    count = walk.of(add(upper, negate(lower), ONE))
    demand(not before(count) & ~NONNEGATIVE, "a product over a range that may be empty by more than one")
    return walk.of(power(part, walk.names.fraction(count)))


def _parts_of_range(walk: Walk, term: Term) -> list[Fraction2] | None:
    """The terms of a sum or product whose number is known; or all but the last and the last, of a range that is not empty."""
    index, lower, upper, body = term.args
    low, high = walk.of(lower), walk.of(upper)
    difference = walk.fractions.subtract(high, low)
    count = walk.fractions.as_rational(difference)
    if count is not None:
        demand(count[1] == 1 and count[0] < MAX_EXPLICIT_TERMS, "a long range, or one between numbers that are no integers")
        places = (walk.names.fraction(walk.of(add(lower, number(i)))) for i in range(count[0] + 1))
        return [walk.of(canonical(substitute(body, {index: place}))) for place in places]
    constants = [int(coefficient) for exponents, coefficient in high[0].terms() if not any(exponents)]
    ends_late = high[1].is_one() and bool(constants) and 1 <= constants[0] <= MAX_TAKEN_OFF
    if not ends_late or walk.signs.fraction(difference) & ~NONNEGATIVE:
        return None
    before = walk.names.fraction(walk.fractions.subtract(high, walk.fractions.one))
    others = canonical(make(term.op, (index, lower, before, body)))
    return [walk.of(others), walk.of(canonical(substitute(body, {index: walk.names.fraction(high)})))]


def space_integral(walk: Walk, term: Term) -> Fraction2:
    outcome, lower, upper, body = term.args
    demand(lower.op == "space" and upper.op == "space" and isinstance(outcome.sort, Outcome), "an integral without a closed form")
    demand_own_name(walk, term)
    return _linear(walk, ("integral", outcome, (lower, upper)), walk.of(body), walk.signs.fraction)


def demand_own_name(walk: Walk, term: Term) -> None:
    """The bound symbol is named by its range and occurs nowhere else, so that what is said of it holds wherever it occurs."""
    demand(canonical(term) is term, "a bound symbol that is not named by its place")
    demand(term.args[0] not in walk.question.symbols, "a bound symbol that is free as well")


def _linear(walk: Walk, binder: Binder, value: Fraction2, before: Outside, *, may_be_empty: bool = False) -> Fraction2:
    fractions, index = walk.fractions, binder[1]
    numerator, denominator = value
    content, factors = walk.kernels.factor(denominator)
    inside, outside = fractions.ring.one, fractions.ring.constant(content)
    for factor, exponent in factors:
        part = fractions.polynomial_power(factor, exponent)
        if any(walk.names.depends(i, index) for i in used_generators(factor)):
            inside = fractions.times(inside, part)
        else:
            outside = fractions.times(outside, part)
    quotient, remainder = (numerator, fractions.ring.zero) if inside.is_one() else divmod(numerator, inside)
    total = _polynomial(walk, binder, quotient, [], before)
    if not remainder.is_zero():
        inverse = [power(walk.names.polynomial(f), -e) for f, e in walk.kernels.factor(inside)[1]]
        demand(walk.kernels.factor(inside)[0] == 1, "a denominator with a content")
        total = fractions.add(total, _polynomial(walk, binder, remainder, inverse, before))
    result = fractions.multiply(total, fractions.invert((outside, fractions.ring.one)))
    if may_be_empty and not divmod(result[1], outside)[1].is_zero():
        # sum_{k=1}^{n} 1/n = 1 is false at n = 0, where the sum is 0
        kept = not before((outside, fractions.ring.one)) & ZERO
        demand(kept, "a sum, perhaps empty, of a quotient by what may be 0")
    return result


def _polynomial(walk: Walk, binder: Binder, polynomial: Polynomial, inverse: list[Term], before: Outside) -> Fraction2:
    """The operator on a polynomial, monomial by monomial in the kernels that depend on the bound symbol."""
    fractions = walk.fractions
    dependent = [i for i in used_generators(polynomial) if walk.names.depends(i, binder[1])] if not polynomial.is_zero() else []
    groups: dict[tuple[int, ...], Polynomial] = {}
    for exponents, coefficient in polynomial.terms():
        kept, taken = list(exponents), [0] * len(exponents)
        for i in dependent:
            taken[i], kept[i] = int(exponents[i]), 0
        key = tuple(taken)
        groups[key] = groups.get(key, fractions.ring.zero) + fractions.ring.from_terms({tuple(kept): coefficient})
    total = fractions.zero
    for key, coefficient in groups.items():
        walk.fuel.spend(60, "the check of a sum")
        value = _monomial(walk, binder, [*walk.names.factors(key), *inverse], before)
        total = fractions.add(total, fractions.multiply(value, (coefficient, fractions.ring.one)))
    return total


def _monomial(walk: Walk, binder: Binder, factors: list[Term], before: Outside) -> Fraction2:
    operation, index, (lower, upper) = binder
    if not factors and operation == "sum":
        count = walk.of(add(upper, negate(lower), ONE))
        is_count = any(not before(each) & ~NONNEGATIVE for each in (count, walk.of(subtract(upper, lower))))
        demand(is_count, "a sum over a range that may be empty by more than one")
        return count
    if operation == "sum":
        picked = _picked(walk, binder, factors, before)
        if picked is not None:
            return walk.of(canonical(picked))
        if is_whole_distribution(index, lower, upper, factors):
            return walk.fractions.one
    if operation == "integral":
        simpler = integrated_out([binder], factors)
        if simpler is not None:
            return walk.of(simpler)
    return atom_value(walk, canonical_operator([binder], factors))


def _picked(walk: Walk, binder: Binder, factors: list[Term], before: Outside) -> Term | None:
    """sum_i delta(i, k) f(i) = f(k) for k in the range, 0 for k outside of it."""
    _, index, (lower, upper) = binder
    for place, factor in enumerate(factors):
        base = factor.args[0] if factor.op == "power" and _is_positive_integer(factor.args[1]) else factor  # delta^2 = delta
        if base.op != "delta" or index not in base.args:
            continue
        other = base.args[1] if base.args[0] is index else base.args[0]
        if index in free_symbols(other):
            continue
        places = [before(walk.of(inside)) for inside in (subtract(other, lower), subtract(upper, other))]
        if NEGATIVE in places:
            return NOUGHT
        for signs in places:
            demand(not signs & ~NONNEGATIVE, "an index that may lie outside of the range of a sum")
        return substitute(mul(*factors[:place], *factors[place + 1 :]), {index: other})
    return None


def _is_positive_integer(term: Term) -> bool:
    return term.op == "number" and term.value[1] == 1 and bool(term.value[0] > 0)


def atom_value(walk: Walk, term: Term) -> Fraction2:
    found = walk.kernels.find("atom", term)
    demand(found, f"no kernel for {term.op}")
    signs = POSITIVE if term.op == "density" else NONNEGATIVE if is_never_negative(term) else ANY
    return walk.admit(found[0], signs)


def is_never_negative(term: Term) -> bool:
    """Whether the form of a term alone says that it is real and >= 0."""
    if term.op == "number":
        return bool(term.value[0] >= 0)
    if term.op in ("density", "pi", "delta"):
        return True
    if term.op in ("exp", "abs"):
        return is_real_term(term)
    if term.op in ("add", "mul"):
        return all(map(is_never_negative, term.args))
    if term.op == "sum" or (term.op == "integral" and isinstance(term.args[0].sort, Outcome)):
        return is_never_negative(term.args[-1]) or is_semidefinite_form(term)
    if term.op == "power":
        base, exponent = term.args
        if exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] % 2 == 0:
            return is_real_term(base)
        return is_never_negative(base)
    sort = term.sort if term.op == "symbol" else None
    if term.op == "item" and term.args[0].op == "symbol":
        sort = getattr(term.args[0].sort, "element", None)
    return isinstance(sort, Scalar) and (sort.sign == 1 or sort.is_nonnegative)


# ------------------------------------------------------------------------------------------------ densities, deltas, derivatives


def density_value(walk: Walk, term: Term) -> Fraction2:
    """p(a | b) = p(a, b) / p(b), for points of different variables."""
    family, *points = term.args
    for point in points:
        demand(point.op == "symbol" and isinstance(point.sort, Outcome) and point.sort.variable, "a density of no variable")
    variables = [point.sort.variable for point in points]  # type: ignore[union-attr]
    demand(len(set(variables)) == len(variables), "a density of a repeated variable")
    joint = atom_value(walk, joint_density(family, points))
    given = points[term.value :]
    if not given:
        return joint
    return walk.fractions.multiply(joint, walk.fractions.invert(atom_value(walk, joint_density(family, given))))


def delta_value(walk: Walk, term: Term) -> Fraction2:
    left, right = (walk.of(arg) for arg in term.args)
    difference = walk.fractions.subtract(left, right)
    known = walk.fractions.as_rational(difference)
    if known is not None:
        return walk.fractions.one if known[0] == 0 else walk.fractions.zero
    if not walk.signs.fraction(difference) & ZERO:
        return walk.fractions.zero
    first, second = sorted((walk.names.fraction(left), walk.names.fraction(right)), key=digest)
    return atom_value(walk, make("delta", (first, second)))


def derivative_value(walk: Walk, term: Term) -> Fraction2:
    body, by = term.args
    for _ in range(term.value):
        body, obligations = differentiate(body, by)
        for obligation in obligations:
            holds = is_manifest(obligation) or walk.holds(obligation)
            demand(holds, "a derivative at a point where the rule for it does not hold")
    return walk.of(canonical(body))


RULES = {
    "sum": sum_value,
    "product": product_value,
    "integral": space_integral,
    "density": density_value,
    "delta": delta_value,
    "derivative": derivative_value,
}
