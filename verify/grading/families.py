"""Solutions with constants that nobody declared: x^2 + C and x^2 - C, C e^x and e^(x+C) are the same ones."""

from __future__ import annotations

from collections.abc import Collection
from itertools import permutations

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.compare import kind_of
from verify.question import Question
from verify.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    mul,
    postorder,
    power,
    substitute,
    subtract,
)  # fmt: skip

_LETTERS = ("C", "c", "K", "k")
_MOST = 3  # constants
_FUEL = 60_000


def has_other_constants(
    reference: Term, submitted: Term, declared: Collection[str], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether an answer that differs may be right for other values of constants that nobody declared.

    Where they are added, the rest of both has to differ by a number; what is done with them otherwise is not followed.
    """
    constants = constants_of(reference, declared)
    if not constants:
        return False
    if kind_of(reference) != "expression" or kind_of(submitted) != "expression":
        return True
    shared = bool(constants_of(submitted, declared))
    if shared and not is_added(constants, reference, submitted):
        return len(constants) > 1 or may_be_reached(reference, submitted, constants[0], hypotheses, limits)
    return is_of_family(reference, submitted, constants, hypotheses, limits)


def constants_of(reference: Term, declared: Collection[str]) -> tuple[Term, ...]:
    """The undeclared names of a reference that are called as constants are; beside a and b, a c is the third of them.

    Nobody squares a constant that may have either sign: k^2 x is of a number k.
    """
    parts = postorder(reference)
    plain = {each for part in parts if not _is_even_power(part) for each in part.args} | {reference}
    names = tuple(name for name in free_symbols(reference) if name.name not in declared and name in plain)
    is_third = {"a", "b"} <= {name.name for name in names}
    letters = tuple(letter for letter in _LETTERS if not (is_third and letter == "c"))
    return tuple(name for name in names if name.name.partition("_")[0] in letters)


def _is_even_power(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and term.args[1].fraction % 2 == 0


def is_added(constants: tuple[Term, ...], *terms: Term) -> bool:
    """Whether each constant is a summand, with a number before it, of each term: x^2 + 2 C, but not C x."""
    return all(_is_summand(constant, term) for term in terms for constant in constants)


def _is_summand(constant: Term, term: Term) -> bool:
    parts = term.args if term.op == "add" else (term,)
    with_it = [part for part in parts if constant in free_symbols(part)]
    return all(part is constant or _is_multiple(part, constant) for part in with_it)


def _is_multiple(part: Term, constant: Term) -> bool:
    return part.op == "mul" and constant in part.args and free_symbols(part) == (constant,)


def may_be_reached(
    reference: Term, submitted: Term, constant: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether the submitted formula may be the reference with another value of its constant, whatever name is the variable.

    Of C r(x) + s(x), it is one only if (submitted - s(x)) / r(x) does not depend on the variable.
    """
    limits = limits.at_most(_FUEL)
    others = [name for name in free_symbols(reference) if name is not constant]
    rest = substitute(reference, {constant: ZERO})
    factor = subtract(substitute(reference, {constant: ONE}), rest)
    linear = make("add", (mul(constant, factor), rest))
    if reference.shape or submitted.shape or decide(Question(equal(reference, linear), hypotheses), limits).truth != "proved":
        return True
    reached = mul(subtract(submitted, rest), power(factor, MINUS_ONE))
    taken = (*free_symbols(reference), *free_symbols(submitted))
    return any(decide(_is_free_of(reached, name, taken, hypotheses), limits).truth != "refuted" for name in others)


def _is_free_of(term: Term, name: Term, taken: Collection[Term], hypotheses: tuple[Term, ...]) -> Question:
    elsewhere = {name: fresh_symbol(name, taken)}
    known = (*hypotheses, *(substitute(each, elsewhere) for each in hypotheses))
    return Question(equal(term, substitute(term, elsewhere)), tuple(dict.fromkeys(known)))


def is_of_family(
    reference: Term, submitted: Term, constants: tuple[Term, ...], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether the difference or the quotient depends on the constants only, or the constants are exchanged."""
    others = [name for name in free_symbols(reference) if name not in constants]
    limits = limits.at_most(_FUEL)
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
