"""Sums of powers of bases of unknown sign: r^k for -1 < r < 1, (-1)^k x^k/k!, and their like up to n.

The formula is looked for with positive symbols in place of the bases; what is found is proved of the bases themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from verify.fuel import Fuel
from verify.mathematics.integrals import FORMULAS, Formula, Instance
from verify.mathematics.linear_terms import linear
from verify.prove.normal_form import NormalForm, compute
from verify.sort import POSITIVE, Scalar
from verify.term import HALF, MINUS_ONE, ZERO, Term, exp, free_symbols, mul, negate, number, postorder, power, substitute, symbol

MOST_BASES = 3
_SIGNS = {"exponential": 1, "geometric": -1, "binomial": 1}  # of c in the formula with r = exp(c)

Search = Callable[[Formula, Term], tuple[Instance, ...] | None]


def power_instances(body: Term, point: Term, range_name: str, search: Search, fuel: Fuel) -> tuple[Instance, ...] | None:
    """The body as a combination of formulas for powers of some r, if it has powers by the point."""
    powers = [part for part in postorder(body) if _is_power_by(part, point)]
    bases = list(dict.fromkeys(part.args[0] for part in powers))
    if not bases or len(bases) > MOST_BASES:
        return None
    stands_for = {symbol(f"positive_base_{place}", POSITIVE): base for place, base in enumerate(bases)}
    names = {base: name for name, base in stands_for.items()}
    replaced = substitute(body, {part: power(names[part.args[0]], part.args[1]) for part in powers})
    for name in _SIGNS:
        instances = search(FORMULAS[name], replaced) if FORMULAS[name].range == range_name else None
        if instances is not None:
            return compute((), fuel, partial(_of_bases, instances, stands_for))
    return None


def series_of_every_other(body: Term, point: Term) -> tuple[Instance, ...] | None:
    """The body as c s^x u^(2x)/(2x)! or c s^x u^(2x+1)/(2x+1)!, with s = 1 or -1, if it is a product of such powers."""
    factors = _factors(body)
    below = [_beyond_twice(factor.args[0].args[0], point) for factor in factors if _is_one_over_gamma(factor, point)]
    if len(below) != 1 or below[0] not in (1, 2):
        return None
    sign, base, outside = 1, [], []
    for factor in factors:
        if point not in free_symbols(factor):
            outside.append(factor)
        elif not _is_one_over_gamma(factor, point):
            found = linear(factor.args[1], point) if _is_power_by(factor, point) else None
            argument, slope, constant = factor.args[0], *(found or (ZERO.fraction, HALF.fraction))
            if constant.denominator != 1:
                return None
            if argument is MINUS_ONE and slope.denominator == 1:
                sign *= 1 if slope % 2 == 0 else -1
                outside.append(power(argument, number(constant)))
            elif slope == 2 or (slope == 1 and _is_positive(argument)):
                base.append(argument if slope == 2 else power(argument, HALF))
                outside.append(power(argument, number(constant - (slope * (below[0] - 1) / 2))))
            else:
                return None
    name = "even exponential" if below[0] == 1 else "odd exponential"
    return ((name, mul(*outside), (number(sign), mul(*base))),)


def _factors(term: Term) -> list[Term]:
    return [each for arg in term.args for each in _factors(arg)] if term.op == "mul" else [term]


def _is_one_over_gamma(factor: Term, point: Term) -> bool:
    return factor.op == "power" and factor.args[0].op == "gamma" and factor.args[1] is MINUS_ONE and point in free_symbols(factor)


def _is_positive(term: Term) -> bool:
    sort = term.sort if term.op == "symbol" else None
    return (term.op == "number" and term.fraction > 0) or (isinstance(sort, Scalar) and sort.sign == 1)


def _beyond_twice(argument: Term, point: Term) -> int:
    """c of 2 x + c; 0 for anything else."""
    found = linear(argument, point)
    return int(found[1]) if found is not None and found[0] == 2 and found[1].denominator == 1 else 0


def _is_power_by(part: Term, point: Term) -> bool:
    return part.op == "power" and point in free_symbols(part.args[1]) and point not in free_symbols(part.args[0])


def _of_bases(instances: tuple[Instance, ...], stands_for: Mapping[Term, Term], form: NormalForm) -> tuple[Instance, ...]:
    """coefficient x^j exp(c x) as coefficients of r^x with r = exp(c), where the bases stand for the positive symbols again."""
    found = []
    for name, coefficient, (*end, degree, slope) in instances:
        ratio = exp(slope if _SIGNS[name] > 0 else negate(slope))
        simple = (form.table.fraction_term(form.of(each)) for each in (coefficient, ratio))
        factor, ratio = (substitute(each, stands_for) for each in simple)
        found.append((f"power {name}", factor, (*end, degree, ratio)))
    return tuple(found)
