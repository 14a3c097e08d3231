"""Guesses of where a function of one number is least: roots of its slope and its kinks, in closed form.

Nothing is proved here: a guess is a formula whose slope vanishes in floating point at a point, and is judged exactly by those who
asked.  A root is found of a factor of the slope that is of degree 1 or 2 in u, e^u or log u; of what is a polynomial of second
degree in u, e^u, e^-u or log u, after a multiplication by powers of u and of 1 - u; of c + log(u/(1 - u)); else it may be a
simple number.  The ends of a closed interval are guesses too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product

from verify.calculus import differentiate
from verify.fuel import DEFAULT_LIMITS, Fuel, OutOfFuel
from verify.functions import minus
from verify.grading.explaining.quick_values import QuickValues
from verify.mathematics.algebra import Polynomial
from verify.mathematics.tidy import tidy
from verify.problem import InputError
from verify.prove.normal_form import NormalForm, compute
from verify.sort import REAL, Scalar
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Term,
    add,
    exp,
    free_symbols,
    fresh_symbol,
    log,
    mul,
    number,
    postorder,
    power,
    sqrt,
    substitute,
    subtract,
    symbol,
)

_FACTOR_FUEL = 20_000
_KINKS = frozenset(("abs", "max", "min"))
_MOST_KINKS = 3
_SIMPLE = (ZERO, ONE, MINUS_ONE, HALF, number(2), PI, mul(HALF, PI))
_MIDDLE = 3  # three numbers away from 0 and 1, where a slope may have a pole
_ZERO = 1e-7


def guesses(body: Term, bound: Term) -> list[Term]:
    """Formulas for where the slope of `body` in `bound` may vanish, and where it has kinks; each once."""
    found: dict[Term, None] = {}
    for smooth, zeros in _branches(body, bound, _MOST_KINKS):
        try:
            slope, _ = differentiate(smooth, bound)
        except InputError:
            continue
        for equation in (slope, *zeros):
            roots = (*_roots_of_factors(equation, bound), *_roots(equation, bound), *_root_of_log_odds(equation, bound))
            found.update(dict.fromkeys(roots))
    sort = bound.sort
    if isinstance(sort, Scalar):
        ends = ((sort.lower, sort.lower_open), (sort.upper, sort.upper_open))
        found.update((number(end), None) for end, is_open in ends if end is not None and not is_open)
    return list(found)


def _branches(body: Term, bound: Term, left: int) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """What the body is on each side of its innermost kinks, and what is 0 at them."""
    kinks = [term for term in postorder(body) if term.op in _KINKS and bound in free_symbols(term)]
    if not kinks:
        yield body, ()
        return
    if left == 0:
        return
    kink = kinks[0]
    sides = (kink.args[0], minus(kink.args[0])) if kink.op == "abs" else kink.args
    zeros = kink.args if kink.op == "abs" else tuple(subtract(*pair) for pair in combinations(kink.args, 2))
    for side in sides:
        for smooth, others in _branches(substitute(body, {kink: side}), bound, left - (kink.op == "abs")):
            yield smooth, (*zeros, *others)


def _roots_of_factors(equation: Term, bound: Term) -> tuple[Term, ...]:
    """The roots of the factors of degree 1 or 2 in the variable, its logarithm or its exponential."""
    fuel = Fuel(DEFAULT_LIMITS.at_most(_FACTOR_FUEL))
    try:
        return compute((), fuel, lambda form: tuple(_factor_roots(form, equation, bound))) or ()
    except OutOfFuel:
        return ()


def _root_of_log_odds(equation: Term, bound: Term) -> tuple[Term, ...]:
    """1/(1 + e^c), the root of k (c + log p - log(1 - p)), for a c without p; also with log(a p) and log(b (1 - p))."""
    logs = [part for part in postorder(equation) if part.op == "log" and bound in free_symbols(part)]
    first, second = (fresh_symbol(symbol(name, REAL), free_symbols(equation)) for name in ("log_p", "log_rest"))
    fuel = Fuel(DEFAULT_LIMITS.at_most(_FACTOR_FUEL))
    names: dict[Term, Term] = {}
    try:
        for each in logs if len(logs) > 1 else ():
            for base, name in ((bound, first), (subtract(ONE, bound), second)):
                factor = _plain(mul(each.args[0], power(base, MINUS_ONE)), fuel)
                if factor is not None and bound not in free_symbols(factor):
                    names[each] = add(name, log(factor)) if factor is not ONE else name
        plain = _plain(substitute(equation, names), fuel) if names else None
        if plain is None or bound in free_symbols(plain):
            return ()
        slope, other = (_plain(differentiate(plain, name)[0], fuel) for name in (first, second))
        if slope is None or other is None or slope is ZERO or free_symbols(slope) or _plain(add(slope, other), fuel) is not ZERO:
            return ()
    except OutOfFuel:
        return ()
    constant = substitute(plain, {first: ZERO, second: ZERO})
    return (power(add(ONE, exp(mul(constant, power(slope, MINUS_ONE)))), MINUS_ONE),)


def _plain(term: Term, fuel: Fuel) -> Term | None:
    """The normal form of a term; None if it has none."""
    return compute((), fuel, lambda form: form.table.fraction_term(form.of(term)))


def _factor_roots(form: NormalForm, equation: Term, bound: Term) -> Iterator[Term]:
    variable = form.of(bound)
    place = form.table.single(variable[0])
    for factor, _ in form.fractions.factor(form.of(equation)[0])[1]:
        depending = [i for i, degree in enumerate(factor.degrees()) if degree > 0 and form.table.depends(i, bound)]
        if len(depending) != 1 or factor.degrees()[depending[0]] > 2:
            continue
        (index,) = depending
        kernel = form.table.kernels[index]
        for value in _roots_in(form, factor, index):
            if index == place:
                yield value
            elif kernel.kind == "log" and kernel.data[0] == variable[0]:
                yield exp(value)
            elif kernel.kind == "exp" and kernel.data[0] == variable:
                yield mul(number(kernel.data[1]), log(value))


def _roots_in(form: NormalForm, factor: Polynomial, index: int) -> tuple[Term, ...]:
    """The roots of a factor in one generator, by the formula for its degree."""
    constant, linear, square = _coefficients(form, factor, index)
    if square.is_zero():
        return (form.table.fraction_term(form.fractions.fraction(-constant, linear)),)
    if linear.is_zero():
        root = sqrt(form.table.fraction_term(form.fractions.fraction(-constant, square)))
        return root, minus(root)
    a, b, c = (form.table.polynomial_term(each) for each in (square, linear, constant))
    spread = sqrt(subtract(power(b, 2), mul(number(4), a, c)))
    return tuple(mul(subtract(mul(sign, spread), b), power(mul(number(2), a), MINUS_ONE)) for sign in (ONE, MINUS_ONE))


def _coefficients(form: NormalForm, factor: Polynomial, index: int) -> tuple[Polynomial, ...]:
    """c, b and a of a factor a g^2 + b g + c."""
    parts: tuple[dict[tuple[int, ...], int], ...] = ({}, {}, {})
    for exponents, coefficient in factor.terms():
        others = (*exponents[:index], 0, *exponents[index + 1 :])
        parts[int(exponents[index])][tuple(map(int, others))] = coefficient
    return tuple(map(form.fractions.ring.from_terms, parts))


_SCALES: tuple[Callable[[Term], Term], ...] = (lambda s: s, log, lambda s: minus(log(s)), exp)


def _roots(equation: Term, bound: Term) -> Iterator[Term]:
    if bound not in free_symbols(equation):
        return
    quick = QuickValues(equation)
    for scale, (first, second) in product(_SCALES, ((0, 0), (1, 0), (2, 0), (1, 1), (0, 1), (2, 2))):
        found = False
        for root in _quadratic_roots(equation, bound, scale, (first, second), quick):
            if _vanishes(equation, bound, root, quick):
                found = True
                yield root
        if found:
            return
    for simple in _SIMPLE:
        if _vanishes(equation, bound, simple, quick):
            yield simple


def _vanishes(equation: Term, bound: Term, root: Term, quick: QuickValues) -> bool:
    """Whether an equation holds at a place and not beside it: far out, e^-t seems to be 0 as well."""
    there, beside = (quick.value(substitute(equation, {bound: place})) for place in (root, add(root, number(1, 8))))
    return there is not None and abs(there) < _ZERO * min(1, abs(beside) if beside is not None else 1)


def _quadratic_roots(
    equation: Term, bound: Term, scale: Callable[[Term], Term], powers: tuple[int, int], quick: QuickValues
) -> Iterator[Term]:
    """The roots of what fits at three numbers."""

    def at(place: int) -> Term:
        factor = place ** powers[0] * (1 - place) ** powers[1]
        return mul(number(factor), substitute(equation, {bound: scale(number(place))}))

    below, middle, above = (at(place) for place in (_MIDDLE - 1, _MIDDLE, _MIDDLE + 1))
    curve = subtract(mul(HALF, add(below, above)), middle)
    slope = mul(HALF, subtract(above, below))
    size, height = quick.value(curve), quick.value(slope)
    if size is None or height is None:
        return
    if abs(size) < _ZERO:
        if abs(height) > _ZERO:
            yield scale(_tidy(subtract(number(_MIDDLE), mul(middle, power(slope, MINUS_ONE)))))
        return
    square = _tidy(curve)  # square u^2 + linear u + constant
    linear = _tidy(subtract(slope, mul(number(2 * _MIDDLE), curve)))
    constant = _tidy(add(middle, mul(number(_MIDDLE**2), curve), mul(number(-_MIDDLE), slope)))
    if linear is ZERO:
        half = sqrt(_tidy(mul(MINUS_ONE, constant, power(square, MINUS_ONE))))
        yield from (scale(half), scale(mul(MINUS_ONE, half)))
        return
    spread = sqrt(_tidy(subtract(power(linear, 2), mul(number(4), square, constant))))
    for sign in (ONE, MINUS_ONE):
        yield scale(mul(subtract(mul(sign, spread), linear), power(mul(number(2), square), MINUS_ONE)))


def _tidy(term: Term) -> Term:
    """A guess is judged by others, so that x/x may be 1 in it."""
    try:
        return tidy(term)
    except InputError:
        return term
