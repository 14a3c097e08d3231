"""Integrals of one integrand over several intervals: integral_a^b f = K(b) - K(a) for numbers K(a), K(b) ...

Where the integrals exist, such numbers do: integrals over intervals that meet add up.  What holds for any numbers in their place
holds for the integrals.
"""

from __future__ import annotations

from verify.mathematics.binders import is_bound_name
from verify.sort import REAL
from verify.term import SPACE, Term, contains, free_symbols, fresh_symbol, is_real_term, postorder, substitute, subtract, symbol

# Inside of these an integral is more than its value at one point.
_VARYING = ("derivative", "limit", "gradient")


def with_values_at_ends(statement: Term, taken: tuple[Term, ...]) -> Term | None:
    """The statement with K(b) - K(a) for its integrals over intervals; None if there are none, or if they cannot be replaced."""
    if any(term.op in _VARYING and contains(term, frozenset(("integral",))) for term in postorder(statement)):
        return None
    names: dict[tuple[Term, Term], Term] = {}
    replacement: dict[Term, Term] = {}
    inside = fresh_symbol(symbol("t_inside", REAL), taken)
    for term in postorder(statement):
        if term.op != "integral" or any(map(is_bound_name, free_symbols(term))):
            continue
        bound, lower, upper, body = term.args
        if SPACE in (lower, upper) or bound.sort != REAL or not is_real_term(term):
            return None
        body = substitute(body, {bound: inside})
        at = [names.setdefault((body, end), symbol(f"value_{len(names)}", REAL)) for end in (lower, upper)]
        replacement[term] = subtract(at[1], at[0])
    if not replacement or any(name in taken for name in names.values()):
        return None
    return substitute(statement, replacement)
