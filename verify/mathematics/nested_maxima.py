"""Nested maxima over ranges that do not depend on each other, in one order: max_i max_j f = max_j max_i f."""

from __future__ import annotations

from verify.mathematics.binders import canonical
from verify.term import Term, digest, free_symbols, fresh_symbol, largest, substitute


def canonical_maximum(term: Term) -> Term:
    """The canonical form of a maximum, the outer two ranges in the order of their digests where they may be exchanged."""
    index, lower, upper, body = term.args
    if body.op != "largest":
        return canonical(term)
    inner, least, most, innermost = body.args
    if {index, inner} & {name for bound in (least, most, lower, upper) for name in free_symbols(bound)}:
        return canonical(term)
    names = fresh_symbol(index, free_symbols(innermost)), fresh_symbol(inner, [index, *free_symbols(innermost)])
    renamed = substitute(innermost, dict(zip((index, inner), names, strict=True)))  # canonical names are not to meet others
    orders = (
        largest(names[0], lower, upper, largest(names[1], least, most, renamed)),
        largest(names[1], least, most, largest(names[0], lower, upper, renamed)),
    )
    return min(map(canonical, orders), key=digest)
