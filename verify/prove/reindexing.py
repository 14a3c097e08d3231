"""Equations of finite sums and products that count their terms from another place, or from the other end.

All are brought to the range of the first: sum_{k=0}^{n-1} b(k) = sum_{k=1}^{n} b(k-1) = sum_{k=1}^{n} b(n-k).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from verify.fuel import Fuel
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.reindexing import exchanged, shifted, turned
from verify.mathematics.tidy import tidy
from verify.prove.cells import prove_equality
from verify.question import Proof, Question, Unproved
from verify.term import INFINITY, Term, add, equal, free_symbols, postorder, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]

MAX_TOTALS = 4


def prove_by_reindexing(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of an equation in which all sums and products run over the range of the first."""
    totals = _totals(question.statement)
    if not 2 <= len(totals) <= MAX_TOTALS:
        return Unproved("not a few sums or products")
    first, *others = (_over_range_of(totals[0], total) for total in totals)
    for choice in product(first[:1], *others):  # to turn all of them round changes nothing
        changes = [(old, new) for old, new in zip(totals, choice, strict=True) if old is not new]
        if changes:
            found = _after(question, changes, fuel)
            if isinstance(found, Proof):
                return found
    return Unproved("no two ranges of sums or products that can be matched")


def prove_by_exchange_of_sums(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a relation in which one sum over pairs is taken in the other order.

    Over a rectangle, if then fewer entries stand in the statement: B_ij for B_ji.
    """
    for total in _totals(question.statement):
        other = exchanged(total)
        if other is None:
            continue
        changed = canonical(substitute(question.statement, {total: other}))
        if _is_over_rectangle(total) and _entries(changed) >= _entries(canonical(question.statement)):
            continue
        found = prove(Question(changed, question.hypotheses))
        if isinstance(found, Proof):
            same = Proof("exchange of sums", Question(equal(total, other), question.hypotheses))
            return Proof("rewriting", question, (same, found), {"old": total, "new": other})
    return Unproved("no sum over pairs that another order would simplify")


def _is_over_rectangle(total: Term) -> bool:
    inner = [term for term in postorder(total.args[3]) if term.op == "sum"]
    return not any(total.args[0] in free_symbols(end) for term in inner for end in term.args[1:3])


def _entries(statement: Term) -> int:
    return len({term for term in postorder(statement) if term.op == "item"})


def _totals(statement: Term) -> list[Term]:
    """The finite sums and products that do not stand in others."""
    found = [term for term in postorder(statement) if term.op in ("sum", "product") and term.args[2] is not INFINITY]
    return [term for term in found if not any(map(is_bound_name, free_symbols(term)))]


def _over_range_of(first: Term, other: Term) -> list[Term]:
    """The other one over the range of the first, from its beginning, and from its end; the range is written tidily."""
    _, lower, upper, _ = first.args
    _, low, high, _ = other.args
    wanted = tidy(lower), tidy(upper)
    moved = other if (low, high) == wanted else shifted(other, tidy(subtract(low, lower)))
    back = turned(other, tidy(add(lower, high)))
    return [each for each in (moved, back) if each is not None and each.args[1:3] == wanted]


def _after(question: Question, changes: list[tuple[Term, Term]], fuel: Fuel) -> Proof | Unproved:
    """A proof of the equation after these changes, one after the other."""
    if not changes:
        return prove_equality(question, fuel)
    (old, new), *rest = changes
    found = _after(Question(canonical(substitute(question.statement, {old: new})), question.hypotheses), rest, fuel)
    if isinstance(found, Unproved):
        return found
    same = Proof("reindexing", Question(equal(old, new), question.hypotheses))
    return Proof("rewriting", question, (same, found), {"old": old, "new": new})
