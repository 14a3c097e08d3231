"""A statement over a symbol or an entry that takes finitely many values, as one question for each of them."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, prod

from verify.mathematics.binders import is_bound_name
from verify.question import Question
from verify.sort import Scalar, Sequence, Tensor
from verify.term import Term, free_symbols, number, postorder, substitute

MAX_COMBINATIONS = 32
MAX_INTEGERS = 64


def finite_symbol(question: Question) -> Term | None:
    """A symbol declared `in {a, b, ...}`, if all of these together have few combinations of values."""
    return _first_of_few(list(question.symbols))


def finite_entry(question: Question) -> Term | None:
    """An entry y_k with k free of a sequence, vector or matrix of elements `in {a, b, ...}`, as `finite_symbol`."""
    parts = postorder(question.statement, *question.hypotheses)
    entries = [part for part in parts if part.op == "item" and not any(map(is_bound_name, free_symbols(part)))]
    return _first_of_few(entries)


def bounded_integer(question: Question) -> Term | None:
    """The symbol of the fewest integers between two bounds, if these are few."""
    sizes = {name: len(values) for name in question.symbols if (values := _integers(name))}
    return min(sizes, key=lambda name: sizes[name]) if sizes else None


def _integers(name: Term) -> tuple[Fraction, ...] | None:
    """All integers between the bounds of a symbol; None if it has no two bounds, or many integers between them."""
    sort: object = name.sort if name.op == "symbol" else None
    if not isinstance(sort, Scalar) or not sort.is_integer or sort.lower is None or sort.upper is None:
        return None
    first, last = ceil(sort.lower), floor(sort.upper)
    if last - first >= MAX_INTEGERS:
        return None
    return tuple(value for value in map(Fraction, range(first, last + 1)) if sort.contains(value))


def _first_of_few(terms: list[Term]) -> Term | None:
    sizes = {term: len(values) for term in terms if (values := _values(term))}
    return next(iter(sizes)) if sizes and prod(sizes.values()) <= MAX_COMBINATIONS else None


def _values(term: Term) -> tuple[Fraction, ...] | None:
    """All the values that a symbol or entry can have; None if they are not declared to be finitely many."""
    tensor = term.args[0] if term.op == "item" else term
    sort: object = tensor.sort if tensor.op == "symbol" else None
    if term.op == "item" and isinstance(sort, Tensor):
        sort = sort.element
    elif term.op == "item":
        for _ in term.args[1:]:
            sort = sort.element if isinstance(sort, Sequence) else None
    return sort.values if isinstance(sort, Scalar) and not term.shape else None


def at_each_value(question: Question, unknown: Term) -> tuple[Question, ...] | None:
    """The question at each value of the symbol or entry; None if it has not few values, or is part of what a symbol stands for.

    An index outside of the range has no entry: what depends on it is undefined, and the rest is the same for each value.
    """
    values = _values(unknown) or _integers(unknown)
    if not values or any(unknown in free_symbols(other) for other in question.symbols if other is not unknown):
        return None
    return tuple(
        Question(substitute(question.statement, at), tuple(substitute(each, at) for each in question.hypotheses))
        for at in ({unknown: number(value)} for value in values)
    )
