"""Equations by equal odd powers or by squares, and what an equation with an absolute value says of the squares.

Inequalities by powers that are in order: x <= a from x^2 <= a^2 for 0 <= a, and from x^3 <= a^3 for any x and a.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.roots import of_even_powers, of_odd_powers, of_squares, root_below, with_squares
from verify.mathematics.tidy import tidy
from verify.problem import InputError
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import (
    HALF,
    ZERO,
    Term,
    add,
    equal,
    free_symbols,
    is_real_term,
    mul,
    negate,
    postorder,
    relation,
    subtract,
)

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


def prove_order_by_powers(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a <= b (or <, !=) from a^n and b^n, where a power of a or b to n is in a hypothesis that is an inequality.

    For an even n the sign of the greater is asked for first: that of b, or that of -a for -b <= -a.
    """
    statement = question.statement
    if ZERO in statement.args or any(map(_is_raised, statement.args)):  # what is about powers already is not raised to more
        return _NONE
    if root_below(question) is not None:  # that has a rule of its own
        return _NONE
    bases = tuple(map(_without_sign, statement.args))
    for exponent in _exponents(question.hypotheses, ("ne",) if statement.op == "ne" else ("le", "lt"), bases):
        asked = of_odd_powers(question, exponent)
        found = prove(asked) if asked is not None and _is_about_powers(asked) else _NONE
        if isinstance(found, Proof):
            return Proof("odd powers", question, (found,), {"exponent": exponent})
        for is_negative in (False, True):
            wanted = of_even_powers(question, exponent, is_negative)
            premises = all_proved(wanted, prove) if wanted is not None and _is_about_powers(wanted[1]) else _NONE
            if not isinstance(premises, Unproved):
                return Proof("even powers", question, premises, {"exponent": exponent, "sign": -1 if is_negative else 1})
    return _NONE


def prove_order_of_base(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a <= b as u <= v, for the base u, or -u, of a power in a hypothesis: m - r <= x is m - x <= r."""
    statement = question.statement
    if statement.op == "ne" or not is_real_term(statement):
        return _NONE
    gap = subtract(*statement.args[::-1])
    for base in _bases(question.hypotheses):
        for side in (base, negate(base)):
            rest = _beside(gap, side)
            if rest is None or not set(free_symbols(rest)).isdisjoint(free_symbols(base)):
                continue
            same = prove(Question(equal(gap, subtract(rest, side)), question.hypotheses))
            found = prove_order_by_powers(Question(relation(statement.op, side, rest), question.hypotheses), prove)
            if isinstance(same, Proof) and isinstance(found, Proof):
                return Proof("rearrangement", question, (same, found))
    return _NONE


def _beside(gap: Term, side: Term) -> Term | None:
    """v of v - u, for a side u; None if that is too large to be told."""
    try:
        return tidy(add(gap, side))
    except InputError:
        return None


def _bases(hypotheses: tuple[Term, ...]) -> tuple[Term, ...]:
    """The real sums of which a power is in a hypothesis that is an inequality."""
    powers = [term for term in postorder(*(given for given in hypotheses if given.op in ("le", "lt"))) if term.op == "power"]
    return tuple(each.args[0] for each in powers if _is_raised(each) and each.args[0].op == "add" and is_real_term(each))


def _without_sign(side: Term) -> Term:
    """u of 2 u, -u and |u|."""
    factors = [factor for factor in side.args if factor.op != "number"] if side.op == "mul" else [side]
    return factors[0].args[0] if len(factors) == 1 and factors[0].op == "abs" else mul(*factors)


def _is_about_powers(question: Question) -> bool:
    """Whether a side is a power: exp(x)^2 is exp(2 x), and 2^2 is 4, of which a power might be asked for again."""
    return any(map(_is_raised, question.statement.args))


def _is_raised(side: Term) -> bool:
    """Whether a side is a power, or a sum or product with powers in it."""
    if side.op in ("add", "mul"):
        return any(map(_is_raised, side.args))
    return side.op == "power" and side.args[1].op == "number" and abs(side.args[1].fraction) > 1


def prove_given_square(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a = sqrt(u) or a = |u| from the squares, of which a hypothesis is thought to speak, and the signs of both."""
    if not any(_is_multiple_of_square_root(side) or side.op == "abs" for side in question.statement.args):
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
    return tuple(exponent for exponent in _exponents(question.hypotheses, ("eq",)) if exponent % 2)


def _exponents(hypotheses: tuple[Term, ...], relations: tuple[str, ...], bases: tuple[Term, ...] = ()) -> tuple[int, ...]:
    """The exponents of powers in the hypotheses that are such relations, in their order; of some bases only, if any are given."""
    found: dict[int, None] = {}
    for term in postorder(*(given for given in hypotheses if given.op in relations)):
        if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            exponent = int(term.args[1].value[0])
            if 1 < exponent <= LARGEST_POWER and (not bases or _without_sign(term.args[0]) in bases):
                found[exponent] = None
    return tuple(found)
