"""Sets of real numbers as terms, and what it says of a number to belong to one.

{a, b}             finite_set (a, b)         x = a or x = b
[a, b)             interval (a, b)           a <= x and x < b; an infinite end is left out
{x : P(x)}         set_builder (x, P(x))     P of the number
A and B joined     set_builder               the two memberships joined by and, or, not
"""

from __future__ import annotations

from verify.sort import REAL
from verify.term import (
    FALSE,
    INFINITY,
    MINUS_INFINITY,
    TRUE,
    Term,
    binder,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    relation,
    substitute,
    symbol,
)

SETS = frozenset(("finite_set", "interval", "set_builder"))
EMPTY = make("finite_set")
REAL_LINE = make("interval", (MINUS_INFINITY, INFINITY), (True, True))
_OPPOSITE = {"eq": "ne", "ne": "eq"}
_TURNED = {"lt": "le", "le": "lt"}


def belongs(element: Term, collection: Term) -> Term:
    """The statement that a real number belongs to a set, in relations joined by and, or."""
    if collection.op == "finite_set":
        return any_of(*(equal(element, each) for each in collection.args))
    if collection.op == "set_builder":
        bound, condition = collection.args
        return substitute(condition, {bound: element})
    low, high = collection.args
    left_open, right_open = collection.value
    parts = []
    if low is not MINUS_INFINITY:
        parts.append(relation("lt" if left_open else "le", low, element))
    if high is not INFINITY:
        parts.append(relation("lt" if right_open else "le", element, high))
    return all_of(*parts)


def all_of(*statements: Term) -> Term:
    parts = [each for each in statements if each is not TRUE]
    if FALSE in parts:
        return FALSE
    return make("and", tuple(parts)) if len(parts) > 1 else parts[0] if parts else TRUE


def any_of(*statements: Term) -> Term:
    parts = [each for each in statements if each is not FALSE]
    if TRUE in parts:
        return TRUE
    return make("or", tuple(parts)) if len(parts) > 1 else parts[0] if parts else FALSE


def contrary(statement: Term) -> Term:
    """not P, driven inwards: `not` is left only before what has no opposite of its own."""
    op, args = statement.op, statement.args
    if op in _OPPOSITE:
        return make(_OPPOSITE[op], args)
    if op in _TURNED:
        return make(_TURNED[op], args[::-1])
    if op in ("and", "or"):
        return (any_of if op == "and" else all_of)(*map(contrary, args))
    if op in ("true", "false"):
        return FALSE if op == "true" else TRUE
    return args[0] if op == "not" else make("not", (statement,))


def joined(op: str, left: Term, right: Term) -> Term:
    """The union, intersection or difference of two sets."""
    if op == "cup" and left.op == right.op == "finite_set":
        return make("finite_set", (*left.args, *right.args))
    bound = new_number((left, right))
    first, second = belongs(bound, left), belongs(bound, right)
    if op == "setminus":
        second = contrary(second)
    return binder("set_builder", bound, any_of(first, second) if op == "cup" else all_of(first, second))


def new_number(beside: tuple[Term, ...]) -> Term:
    """A real number whose name none of these terms has: that of a bound number, where it can be."""
    taken = {name.name for term in beside for name in free_symbols(term)}
    names = [term.args[0].name for term in beside if term.op == "set_builder"]
    name = next((name for name in (*names, "x") if name not in taken), None)
    if name is not None:
        return symbol(name, REAL)
    return fresh_symbol(symbol("x", REAL), (name for term in beside for name in free_symbols(term)))
