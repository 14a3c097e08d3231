"""The largest of finitely many terms in a normal form: what is free of the index is taken out, factors only where they are >= 0.

-max_i f_i = max_i (-f_i) is false for two different terms, so a factor that may be negative has to stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.domain import integer_valued
from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.mathematics.binders import canonical
from verify.mathematics.nested_maxima import canonical_maximum
from verify.recheck.kernels import demand
from verify.recheck.operators import atom_value, demand_own_name
from verify.recheck.signs import ANY, NONNEGATIVE, NONPOSITIVE, ZERO
from verify.term import Term, exp, largest, make, negate, number, substitute, subtract

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk

MAX_EXPLICIT = 6


def largest_value(walk: Walk, term: Term) -> Fraction2:
    index, lower, upper, body = term.args
    demand(integer_valued(lower) and integer_valued(upper), "a maximum whose bounds are no integers")
    length = walk.of(subtract(upper, lower))
    count = walk.fractions.as_rational(length)
    if count is not None and lower.op == "number":
        demand(0 <= count[0] < MAX_EXPLICIT, "a maximum of no terms, or of many")
        places = range(lower.value[0], lower.value[0] + count[0] + 1)
        terms = tuple(substitute(body, {index: number(place)}) for place in places)
        return walk.real(make("max", terms) if len(terms) > 1 else terms[0])
    demand_own_name(walk, term)
    demand(not walk.signs.fraction(length) & ~NONNEGATIVE, "a maximum over a range that may be empty")
    walk.signs.narrow(walk.of(subtract(index, lower)), NONNEGATIVE)
    walk.signs.narrow(walk.of(subtract(upper, index)), NONNEGATIVE)
    value = walk.real(body)
    result = _taken_apart(walk, term, value)
    signs = walk.signs.fraction(value)
    if signs != ANY:
        walk.signs.narrow(result, signs)
    return result


def _taken_apart(walk: Walk, term: Term, value: Fraction2) -> Fraction2:
    fractions, ring, index = walk.fractions, walk.fractions.ring, term.args[0]
    numerator, denominator = value
    content, factors = walk.kernels.factor(denominator)
    inside = outside = ring.one
    for factor, exponent in factors:
        part = fractions.polynomial_power(factor, exponent)
        if _depends(walk, factor, index):
            inside = fractions.times(inside, part)
        else:
            outside = fractions.times(outside, part)
    outside = fractions.times(outside, ring.constant(content))
    free, depending = _split(walk, numerator, index) if inside.is_one() else (ring.zero, numerator)
    shift = fractions.fraction(free, outside)
    if depending.is_zero():
        return shift
    above, rest = _without_free_factors(walk, depending, index, 0)
    below, left = _without_free_factors(walk, outside, index, ZERO)
    rest_value = fractions.multiply((rest, inside), fractions.invert((left, ring.one)))
    scale = fractions.multiply((above, ring.one), fractions.invert((below, ring.one)))
    return fractions.add(shift, fractions.multiply(scale, _of_rest(walk, term, rest_value)))


def _depends(walk: Walk, polynomial: Polynomial, index: Term) -> bool:
    return any(walk.names.depends(place, index) for place in used_generators(polynomial))


def _split(walk: Walk, polynomial: Polynomial, index: Term) -> tuple[Polynomial, Polynomial]:
    """The terms that are free of the index, and the others."""
    parts = [walk.fractions.ring.zero] * 2
    for exponents, coefficient in polynomial.terms():
        monomial = walk.fractions.ring.from_terms({exponents: coefficient})
        parts[_depends(walk, monomial, index)] += monomial
    return parts[0], parts[1]


def _without_free_factors(walk: Walk, polynomial: Polynomial, index: Term, excluded: int) -> tuple[Polynomial, Polynomial]:
    """What is >= 0 and free of the index, without the `excluded` signs, and the rest: their product is the polynomial."""
    fractions = walk.fractions
    content, factors = walk.kernels.factor(polynomial)
    above, rest = fractions.ring.constant(abs(content)), fractions.ring.constant(1 if content > 0 else -1)
    for factor, exponent in factors:
        part = fractions.polynomial_power(factor, exponent)
        is_free = not _depends(walk, factor, index)
        signs = walk.signs.polynomial(factor) if is_free else ANY
        is_weak = not signs & ~NONNEGATIVE or not signs & ~NONPOSITIVE or exponent % 2 == 0
        if not is_free or signs == ZERO or signs & excluded or not is_weak:
            rest = fractions.times(rest, part)
        elif exponent % 2 and not signs & ~NONPOSITIVE:
            above, rest = fractions.times(above, -part), -rest
        else:
            above = fractions.times(above, part)
    return above, rest


def _of_rest(walk: Walk, term: Term, value: Fraction2) -> Fraction2:
    """A kernel of the proof; exp, which is increasing, is taken out of it."""
    index, lower, upper, _ = term.args
    plain, turned = walk.names.fraction(value), walk.names.fraction(walk.fractions.negate(value))
    if plain.op == "exp":
        return walk.of(canonical(exp(largest(index, lower, upper, plain.args[0]))))
    if turned.op == "exp":
        least = negate(largest(index, lower, upper, negate(turned.args[0])))
        return walk.fractions.negate(walk.of(canonical(exp(least))))
    return atom_value(walk, canonical_maximum(largest(index, lower, upper, plain)))
