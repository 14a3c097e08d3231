"""A square root exceeds what has a smaller square, whatever the sign of that.

    0 < c sqrt(P) + Q    if    Q^2 < c^2 P      for a rational c > 0
    0 != c sqrt(P) + Q   if    Q^2 < c^2 P      for a rational c != 0
    c sqrt(P) < b        if    c^2 P < b^2 and 0 <= b

With c < 0 the first would be false: -sqrt(4) + 1 is negative, and 1 < 4.

Real numbers with equal squares have equal absolute values, and with equal odd powers are equal; (-1)^2 = 1^2.  They are in the
order of their odd powers, and in that of their even powers if the greater is not negative.
"""

from __future__ import annotations

from fractions import Fraction

from verify.domain import scaled_parts
from verify.question import Question
from verify.term import HALF, RELATIONS, TWO, ZERO, Term, add, contains, is_real_term, make, mul, number, power

_ROOTS = frozenset(("power",))


def compared_by_squares(question: Question) -> Question | None:
    """The question Q^2 < c^2 P (or <=) for a < b (or <=, !=) with b - a = c sqrt(P) + Q, as it is written; None if no root is."""
    statement = question.statement
    if statement.op not in ("lt", "le", "ne") or statement.args[0].shape or not contains(statement, _ROOTS):
        return None
    if not is_real_term(statement):
        return None
    left, right = statement.args
    is_ne = statement.op == "ne"
    parts = [*scaled_parts(right), *scaled_parts(left, Fraction(-1))]
    place = next((i for i, (c, term) in enumerate(parts) if _is_root(term) and (c > 0 or (c and is_ne))), None)
    if place is None:
        return None
    factor, root = parts.pop(place)
    rest = [term if scale == 1 else mul(number(scale), term) for scale, term in parts]
    below = power(add(*rest), TWO) if rest else ZERO
    return Question(make("lt" if is_ne else statement.op, (below, mul(number(factor**2), root.args[0]))), question.hypotheses)


def root_below(question: Question) -> tuple[Question, Question] | None:
    """The questions 0 <= b and c^2 P <= b^2 for c sqrt(P) <= b (or <) with a rational c > 0: 3 <= -4 is false, and 9 <= 16."""
    statement = question.statement
    if statement.op not in ("lt", "le") or statement.args[0].shape or not is_real_term(statement):
        return None
    left, right = statement.args
    parts = [*scaled_parts(left)]
    if len(parts) != 1 or not _is_root(parts[0][1]) or parts[0][0] <= 0:
        return None
    ((factor, root),) = parts
    squares = make(statement.op, (mul(number(factor**2), root.args[0]), _squared(right)))
    return Question(make("le", (ZERO, right)), question.hypotheses), Question(squares, question.hypotheses)


def _squared(term: Term) -> Term:
    """u v for sqrt(u) sqrt(v), which has a value only where u and v are not negative."""
    factors = term.args if term.op == "mul" else (term,)
    squares = [factor.args[0] if _is_root(factor) else power(factor, TWO) for factor in factors]
    return mul(*squares) if len(squares) > 1 else squares[0]


def of_odd_powers(question: Question, exponent: int) -> Question | None:
    """The question a^n = b^n for real a = b (or !=, <, <=) and an odd n > 0: the power is increasing."""
    statement = question.statement
    if statement.op not in RELATIONS or statement.args[0].shape or not is_real_term(statement):
        return None
    if exponent < 1 or exponent % 2 == 0:
        return None
    return Question(make(statement.op, tuple(power(side, exponent) for side in statement.args)), question.hypotheses)


def of_even_powers(question: Question, exponent: int, is_negative: bool) -> tuple[Question, Question] | None:
    """The questions 0 <= b and a^n <= b^n for real a <= b (or <) and an even n > 0, or a <= 0 and b^n <= a^n.

    Of 1 and -2 the squares are in order, 1 < 4.
    """
    statement = question.statement
    if statement.op not in ("lt", "le") or statement.args[0].shape or not is_real_term(statement):
        return None
    if exponent < 2 or exponent % 2:
        return None
    left, right = statement.args
    powers = _even_power(left, exponent), _even_power(right, exponent)
    sign = (left, ZERO) if is_negative else (ZERO, right)
    asked = make("le", sign), make(statement.op, powers[::-1] if is_negative else powers)
    return Question(asked[0], question.hypotheses), Question(asked[1], question.hypotheses)


def _even_power(term: Term, exponent: int) -> Term:
    """u^n for |u|^n, of a real u; of a complex one this is another number."""
    return power(term.args[0] if term.op == "abs" and is_real_term(term.args[0]) else term, exponent)


def of_squares(question: Question, is_negative: bool) -> tuple[Question, Question, Question] | None:
    """The questions 0 <= a, 0 <= b and a^2 = b^2 for real a = b, or a <= 0 and b <= 0: of 1 and -1 the squares are equal."""
    statement = question.statement
    if statement.op != "eq" or statement.args[0].shape or not is_real_term(statement):
        return None
    left, right = statement.args
    signs = (make("le", (side, ZERO) if is_negative else (ZERO, side)) for side in (left, right))
    asked = (*signs, make("eq", (power(left, TWO), power(right, TWO))))
    first, second, squares = (Question(each, question.hypotheses) for each in asked)
    return first, second, squares


def with_squares(question: Question, place: int) -> Question | None:
    """The question with a^2 = b^2 for a hypothesis a = b in which a or b is an absolute value, of which the square is known."""
    given = question.hypotheses[place]
    if given.op != "eq" or given.args[0].shape or not is_real_term(given) or all(side.op != "abs" for side in given.args):
        return None
    squares = (power(side.args[0] if side.op == "abs" else side, TWO) for side in given.args)
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    return Question(question.statement, (*before, make("eq", tuple(squares)), *after))


def _is_root(term: Term) -> bool:
    return term.op == "power" and term.args[1] is HALF
