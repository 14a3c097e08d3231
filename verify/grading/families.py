"""Solutions with constants that nobody declared: x^2 + C and x^2 - C, C e^x and e^(x+C) are the same ones."""

from __future__ import annotations

from collections.abc import Collection
from itertools import permutations

from verify.decide import decide
from verify.fuel import Limits
from verify.question import Question
from verify.term import MINUS_ONE, Term, equal, free_symbols, fresh_symbol, mul, power, substitute, subtract

_LETTERS = ("C", "c", "K", "k")
_MOST = 3  # constants


def constants_of(reference: Term, declared: Collection[str]) -> tuple[Term, ...]:
    """The undeclared names of a reference that are called as constants are."""
    names = (name for name in free_symbols(reference) if name.name not in declared)
    return tuple(name for name in names if name.name.partition("_")[0] in _LETTERS)


def is_of_family(
    reference: Term, submitted: Term, constants: tuple[Term, ...], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether the difference or the quotient depends on the constants only, or the constants are exchanged."""
    others = [name for name in free_symbols(reference) if name not in constants]
    if reference.shape or submitted.shape or not others or len(constants) > _MOST:
        return False
    taken = (*free_symbols(reference), *free_symbols(submitted))
    elsewhere = {name: fresh_symbol(name, taken) for name in others}
    known = (*hypotheses, *(substitute(each, elsewhere) for each in hypotheses))
    for left in (subtract(submitted, reference), mul(submitted, power(reference, MINUS_ONE))):
        if decide(Question(equal(left, substitute(left, elsewhere)), tuple(dict.fromkeys(known))), limits).truth == "proved":
            return True
    for order in list(permutations(constants))[1:]:
        exchanged = substitute(submitted, dict(zip(constants, order, strict=True)))
        if decide(Question(equal(reference, exchanged), hypotheses), limits).truth == "proved":
            return True
    return False
