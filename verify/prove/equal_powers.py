"""Equations by equal odd powers or by squares, and what an equation with an absolute value says of the squares."""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.roots import of_odd_powers, of_squares, with_squares
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import HALF, Term, postorder

Prover = Callable[[Question], Proof | Unproved]

LARGEST_POWER = 9
_NONE = Unproved("no proof by powers of a root of roots")


def prove_by_powers(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a = b from a^n = b^n, for an odd n that is the exponent of a power in a hypothesis."""
    for exponent in _odd_exponents(question):
        asked = of_odd_powers(question, exponent)
        found = prove(asked) if asked is not None else None
        if isinstance(found, Proof):
            return Proof("odd powers", question, (found,), {"exponent": exponent})
    return Unproved("no hypothesis with an odd power")


def prove_given_square(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a = sqrt(u) from a^2 = u, of which a hypothesis is thought to speak, and the signs of both."""
    if not any(_is_multiple_of_square_root(side) for side in question.statement.args):
        return Unproved("no square root")
    wanted = of_squares(question, is_negative=False)
    premises = all_proved(wanted[::-1], prove) if wanted is not None else _NONE
    return premises if isinstance(premises, Unproved) else Proof("equal squares", question, premises[::-1], {"sign": 1})


def _is_multiple_of_square_root(side: Term) -> bool:
    return any(part.op == "power" and part.args[1] is HALF for part in (side.args if side.op == "mul" else (side,)))


def prove_nested_root(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of c sqrt(a + sqrt(b)) = d from the squares and the signs, and for a cube root from the cubes."""
    degrees = {degree for side in question.statement.args if (degree := _degree_of_nested_root(side))}
    if len(degrees) != 1:
        return Unproved("no side that is a root of roots")
    (degree,) = degrees
    if degree % 2:
        asked = of_odd_powers(question, degree)
        found = prove(asked) if asked is not None else None
        return Proof("odd powers", question, (found,), {"exponent": degree}) if isinstance(found, Proof) else _NONE
    products = (side for side in question.statement.args if side.op == "mul")
    is_negative = any(factor.op == "number" and factor.fraction < 0 for side in products for factor in side.args)
    wanted = of_squares(question, is_negative) if degree == 2 else None
    premises = all_proved(wanted[::-1], prove) if wanted is not None else _NONE  # the squares first: most fail there
    if isinstance(premises, Unproved):
        return premises
    return Proof("equal squares", question, premises[::-1], {"sign": -1 if is_negative else 1})


def _degree_of_nested_root(side: Term) -> int:
    """n of c u^(1/n) where u has roots and c has none; 0 for any other term."""
    factors = side.args if side.op == "mul" else (side,)
    roots = [factor for factor in factors if any(map(_is_root, postorder(factor)))]
    if len(roots) != 1 or not _is_root(roots[0]) or not any(map(_is_root, postorder(roots[0].args[0]))):
        return 0
    return int(roots[0].args[1].value[1])


def _is_root(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and 1 < term.args[1].value[1] <= LARGEST_POWER


def prove_with_squares(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which the first equation with an absolute value is one of squares."""
    for place in range(len(question.hypotheses)):
        asked = with_squares(question, place)
        if asked is not None:
            found = prove(asked)
            return Proof("squares in a hypothesis", question, (found,), {"place": place}) if isinstance(found, Proof) else found
    return Unproved("no hypothesis with an absolute value")


def _odd_exponents(question: Question) -> tuple[int, ...]:
    """Of the hypotheses that are equations; a statement that is about powers already is not raised to more."""
    if any(side.op == "power" for side in question.statement.args):
        return ()
    found: dict[int, None] = {}
    for term in postorder(*(given for given in question.hypotheses if given.op == "eq")):
        if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            exponent = int(term.args[1].value[0])
            if 1 < exponent <= LARGEST_POWER and exponent % 2:
                found[exponent] = None
    return tuple(found)
