"""Integrals as they are written: combinations of them over one range, as one integral."""

from __future__ import annotations

from collections.abc import Iterable

from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    contains,
    fresh_symbol,
    make,
    mul,
    relation,
    substitute,
)

_INTEGRAL = frozenset(("integral",))


def one_integral(difference: Term, taken: Iterable[Term]) -> Term | None:
    """integral (c f + d g) from c integral f + d integral g, in a variable that is not taken; None if it is no such combination.

    It is defined wherever the combination is, and equal to it there.
    """
    parts = _without_cancelled(_linear(difference) or [])
    if not parts:
        return None
    name, lower, upper, _ = parts[0][1].args
    if any(total.args[1:3] != (lower, upper) or total.args[0].sort != name.sort for _, total in parts):
        return None
    fresh = fresh_symbol(name, taken)
    bodies = []
    for factor, total in parts:
        body = substitute(total.args[3], {total.args[0]: fresh})
        bodies.append(body if factor is ONE else mul(factor, body))
    return make("integral", (fresh, lower, upper, add(*bodies)))


def _without_cancelled(parts: list[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
    """The parts without the integrals whose factors are numbers that add up to 0."""
    kept = []
    for factor, total in parts:
        factors = [other for other, same in parts if same is total]
        if not all(other.op == "number" for other in factors) or sum(other.fraction for other in factors) != 0:
            kept.append((factor, total))
    return kept


def _linear(term: Term) -> list[tuple[Term, Term]] | None:
    """(factor, integral) for every part of a linear combination of integrals; None if the term is something else."""
    if term.op == "integral":
        return [(ONE, term)]
    if term is ZERO:
        return []
    if term.op == "add":
        found = [_linear(part) for part in term.args]
        return None if None in found else [pair for pairs in found if pairs is not None for pair in pairs]
    if term.op != "mul":
        return None
    inner = [part for part in term.args if contains(part, _INTEGRAL)]
    pairs = _linear(inner[0]) if len(inner) == 1 else None
    outer = [part for part in term.args if part not in inner]
    return None if pairs is None else [(_product(*outer, factor), total) for factor, total in pairs]


def _product(*factors: Term) -> Term:
    others = [factor for factor in factors if factor is not ONE]
    return mul(*others) if len(others) > 1 else others[0] if others else ONE


def questions_of_sign(name: str, total: Term) -> tuple[tuple[Term, ...], tuple[Term, ...], Term] | None:
    """What says that 0 <= integral, or 0 < integral: (what has to hold of the range, what holds inside, the inequality inside).

    Densities are positive, so that they are left out of the integrand.  0 < is for an interval only: a space may have measure 0.
    """
    variable, lower, upper, body = total.args
    inequality = relation(name, ZERO, _without_densities(body))
    if lower is SPACE:
        return ((), (), inequality) if name == "le" else None
    if lower is INFINITY or upper is MINUS_INFINITY:
        return None
    ends = [make("le", (lower, variable))] if lower is not MINUS_INFINITY else []
    ends += [make("le", (variable, upper))] if upper is not INFINITY else []
    ordered = (make(name, (lower, upper)),) if len(ends) == 2 else ()
    return ordered, tuple(ends), inequality


def _without_densities(body: Term) -> Term:
    factors = _factors(body)
    others = [factor for factor in factors if factor.op != "density"]
    return body if len(others) == len(factors) else mul(*others) if others else ONE


def _factors(term: Term) -> list[Term]:
    return [inner for factor in term.args for inner in _factors(factor)] if term.op == "mul" else [term]
