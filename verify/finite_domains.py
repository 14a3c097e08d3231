"""A statement over a symbol that takes finitely many values, as one question for each of them."""

from __future__ import annotations

from math import prod

from verify.question import Question
from verify.sort import Scalar
from verify.term import Term, free_symbols, number, substitute

MAX_COMBINATIONS = 32


def finite_symbol(question: Question) -> Term | None:
    """A symbol declared `in {a, b, ...}`, if all of these together have few combinations of values."""
    sizes = {name: len(name.sort.values) for name in question.symbols if isinstance(name.sort, Scalar) and name.sort.values}
    return next(iter(sizes)) if sizes and prod(sizes.values()) <= MAX_COMBINATIONS else None


def at_each_value(question: Question, name: Term) -> tuple[Question, ...] | None:
    """The question at each value of the symbol; None if it is no symbol of few values, or part of what another one stands for."""
    if name.op != "symbol" or not isinstance(name.sort, Scalar) or not name.sort.values:
        return None
    if any(name in free_symbols(other) for other in question.symbols if other is not name):
        return None
    return tuple(
        Question(substitute(question.statement, at), tuple(substitute(each, at) for each in question.hypotheses))
        for at in ({name: number(value)} for value in name.sort.values)
    )
