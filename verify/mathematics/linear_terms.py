"""Terms that are linear in one name, q x + d + a sum of rational multiples of terms without symbols, taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verify.term import Term, add, free_symbols, mul, number

ZERO = Fraction(0)


def linear(term: Term, name: Term) -> tuple[Fraction, Fraction] | None:
    """(q, d) of a term q x + d with rational q and d."""
    found = linear_with_constants(term, name)
    return None if found is None or found[2] else found[:2]


def linear_with_constants(term: Term, name: Term) -> tuple[Fraction, Fraction, dict[Term, Fraction]] | None:
    """(q, d, constants) of a term q x + d + a sum of rational multiples of terms without symbols; None for another."""
    if term is name:
        return Fraction(1), ZERO, {}
    if term.op == "number":
        return ZERO, term.fraction, {}
    if term.op == "add":
        slope, shift, constants = ZERO, ZERO, dict[Term, Fraction]()
        for arg in term.args:
            more = linear_with_constants(arg, name)
            if more is None:
                return None
            slope, shift = slope + more[0], shift + more[1]
            for constant, factor in more[2].items():
                constants[constant] = constants.get(constant, ZERO) + factor
        return slope, shift, constants
    if term.op == "mul" and len(others := [arg for arg in term.args if arg.op != "number"]) == 1:
        scale = Fraction(1)
        for arg in term.args:
            scale *= arg.fraction if arg.op == "number" else 1
        inner = linear_with_constants(others[0], name)
        if inner is None:
            return None
        slope, shift, constants = inner
        return scale * slope, scale * shift, {constant: scale * factor for constant, factor in constants.items()}
    return None if free_symbols(term) else (ZERO, ZERO, {term: Fraction(1)})


def sum_with_constants(shift: Fraction, constants: Mapping[Term, Fraction]) -> Term:
    """d + the sum of multiples of constants."""
    parts = [constant if factor == 1 else mul(number(factor), constant) for constant, factor in constants.items() if factor]
    return add(*([number(shift)] if shift or not parts else []), *parts)
