"""Products whose factors stand in another order: x W for W x, which is right for numbers only.

A capital that is called as matrices are, perhaps inverted, stands before a factor that is no number in one product, and behind
the same factor in another one.  Two capitals are looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import product

from verify.term import Term, free_symbols, postorder

_MATRIX = re.compile(r"(?:[ABDHJKMQSUVWX]|Sigma|Lambda|Phi|Psi|Omega|Theta)(?![A-Za-z])")  # C is a constant to many
_NUMBERS = frozenset(
    "c n m d p i j l k t e N T lambda alpha gamma eta epsilon sigma tau nu kappa rho omega zeta".split()
)


def turned_products(terms: Iterable[Term], declared: Collection[str]) -> set[str]:
    """The undeclared capitals that stand before and behind one factor."""
    before: set[tuple[str, Term]] = set()
    behind: set[tuple[str, Term]] = set()
    for part in postorder(*terms):
        factors = [factor for factor in part.args if not _is_number(factor)] if part.op == "mul" else []
        names = [_matrix_of(factor, declared) for factor in factors]
        for (place, name), (other_place, other) in product(enumerate(names), enumerate(factors)):
            if name and not names[other_place] and not _is_capital(other):
                (before if place < other_place else behind).add((name, other))
    return {name for name, _ in before & behind}


def _is_capital(factor: Term) -> bool:
    return factor.op == "symbol" and factor.name[0].isupper()


def _is_number(factor: Term) -> bool:
    """Whether a factor is a number to everybody, as are counts, times and rates."""
    return all(name.name.partition("_")[0] in _NUMBERS for name in free_symbols(factor))


def _matrix_of(factor: Term, declared: Collection[str]) -> str:
    """The name of a factor that is a capital, a power of one or e to that; "" for another one."""
    if factor.op == "exp":
        parts = factor.args[0].args if factor.args[0].op == "mul" else factor.args
        names = [_matrix_of(part, declared) for part in parts if not _is_number(part)]
        return names[0] if len(names) == 1 else ""
    base = factor.args[0] if factor.op == "power" else factor
    if base.op != "symbol" or base.name in declared or (factor is not base and factor.args[1].op not in ("number", "symbol")):
        return ""
    is_chain = base.name == "P" and factor is not base and factor.args[1].op == "symbol"  # P^n of a Markov chain
    return base.name if is_chain or _MATRIX.match(base.name) or base.name.endswith(("'", "_prime")) else ""
