"""The moments of random scalars and vectors that are given by their conditional mean and covariance.

    E[x_i] = mean_i        E[x_i x_j] = mean_i mean_j + covariance_ij

Random symbols are independent but for what they are conditioned on, so one on which no other depends is averaged first (the
tower rule).  Nothing but two moments is used: what follows holds for every distribution that has them.
"""

from __future__ import annotations

from verify.mathematics.binders import canonical
from verify.mathematics.entries import Entries
from verify.sort import Random
from verify.term import Term, add, free_symbols, make, mul, number, symbols_of_sort


def innermost_random(body: Term) -> Term | None:
    """The first random symbol on which no other random symbol of the body depends."""
    names = list(symbols_of_sort((body,), Random))
    for name in names:
        if not any(name in free_symbols(other) for other in names if other is not name):
            return name
    return None


def average(expanded: Term, name: Term) -> Term | None:
    """The mean over one random symbol of a sum of products; None if it occurs to a third power or inside a function."""
    parts = expanded.args if expanded.op == "add" else (expanded,)
    averaged = [_average_product(part, name) for part in parts]
    if any(part is None for part in averaged):
        return None
    return canonical(add(*(part for part in averaged if part is not None)))


def _average_product(part: Term, name: Term) -> Term | None:
    if name not in list(symbols_of_sort((part,), Random)):
        return part
    if part.op == "sum":
        inner = _average_product(part.args[3], name)
        return None if inner is None else make("sum", (*part.args[:3], inner))
    factors = _factors(part)
    inside = [factor for factor in factors if name in list(symbols_of_sort((factor,), Random))]
    rest = [factor for factor in factors if factor not in inside]
    if len(inside) == 1 and inside[0].op == "sum":
        inner = _average_product(inside[0], name)
        return None if inner is None else mul(*rest, inner)
    places = [_place(factor, name) for factor in inside]
    if len(places) > 2 or any(place is None for place in places):
        return None
    return mul(*rest, moment(name, [place for place in places if place is not None]))


def _factors(term: Term) -> list[Term]:
    """The factors of a product, whole powers written out."""
    if term.op == "mul":
        return [factor for arg in term.args for factor in _factors(arg)]
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1 and 1 < term.args[1].value[0] <= 4:
        return [factor for _ in range(term.args[1].value[0]) for factor in _factors(term.args[0])]
    return [term]


def _place(factor: Term, name: Term) -> tuple[Term, ...] | None:
    """() if the factor is the random scalar itself, (i,) if it is entry i of the random vector."""
    if factor is name:
        return ()
    if factor.op == "item" and factor.args[0] is name and len(factor.args) == 2:
        return factor.args[1:]
    return None


def moment(name: Term, places: list[tuple[Term, ...]]) -> Term:
    """E of one or two entries of a random symbol, given the symbols it depends on."""
    sort = name.sort
    assert isinstance(sort, Random)
    entries = Entries()

    def mean(place: tuple[Term, ...]) -> Term:
        return entries.entry(sort.mean, place[0], number(1)) if place else entries.scalar(sort.mean)

    if len(places) == 1:
        return mean(places[0])
    first, second = places
    covariance = entries.entry(sort.covariance, first[0], second[0]) if first else entries.scalar(sort.covariance)
    return add(mul(mean(first), mean(second)), covariance)


