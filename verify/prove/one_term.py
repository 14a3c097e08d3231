"""Inequalities in which one term of a sum, or the largest of its terms, stands beside it: x_k^2 <= sum_i x_i^2 for 1 <= k <= n.

The sum is written as the terms before, that one, and the terms behind it; the largest of several terms is one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.domain import integer_valued
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.one_of_terms import wanted_below_largest, wanted_of_terms
from verify.prove.premises import all_proved
from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER
from verify.term import (
    INFINITY,
    MINUS_ONE,
    ONE,
    Term,
    add,
    equal,
    free_symbols,
    fresh_symbol,
    item,
    make,
    postorder,
    relation,
    substitute,
    symbol,
)

Prover = Callable[[Question], Proof | Unproved]

MOST_TRIED = 4


def prove_beside_one_term(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of an inequality after a sum has been split at the index of an item that stands outside of it."""
    tried = 0
    for total, place in _places(question.statement):
        index, lower, upper, body = total.args
        inside = (relation("le", lower, place), relation("le", place, upper))
        if tried == MOST_TRIED or any(isinstance(prove(Question(each, question.hypotheses)), Unproved) for each in inside):
            continue
        tried += 1
        before = make("sum", (index, lower, add(place, MINUS_ONE), body))
        behind = make("sum", (index, add(place, ONE), upper, body))
        parts = canonical(add(before, substitute(body, {index: place}), behind))
        reason = prove(Question(equal(total, parts), question.hypotheses))
        found = reason if isinstance(reason, Unproved) else rewritten(question, total, parts, reason, prove)
        if isinstance(found, Proof):
            return found
    return Unproved("no term of a sum beside it")


def prove_with_one_of_terms(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of an inequality with each of finitely many terms in place of the largest of them."""
    place = fresh_symbol(symbol("k", INTEGER), question.symbols)
    for target in postorder(question.statement):
        wanted = wanted_of_terms(question, target, place) if target.op == "largest" else None
        premises = all_proved(wanted, prove) if wanted is not None else None
        if premises is not None and not isinstance(premises, Unproved):
            return Proof("one of the terms", question, premises, {"target": target, "place": place})
    return Unproved("no largest of several terms")


def prove_below_largest(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of x_k <= max_i x_i, or of min_i x_i <= x_k."""
    for place in {part.args[1]: None for part in postorder(question.statement) if part.op == "item" and len(part.args) == 2}:
        wanted = wanted_below_largest(question, place)
        premises = all_proved(wanted, prove) if wanted is not None else None
        if premises is not None and not isinstance(premises, Unproved):
            return Proof("below the largest", question, premises, {"place": place})
    return Unproved("no term of the largest beside it")


def _places(statement: Term) -> Iterator[tuple[Term, Term]]:
    """The finite sums, each with the indices of the items that stand outside of all sums."""
    parts = postorder(statement)
    free = [part for part in parts if not any(map(is_bound_name, free_symbols(part)))]
    totals = [part for part in free if part.op == "sum" and part.args[2] is not INFINITY]
    places = {part.args[1]: None for part in free if part.op == "item" and len(part.args) == 2 and integer_valued(part.args[1])}
    for total in totals:
        names = {part.args[0] for part in postorder(total.args[3]) if part.op == "item"}
        for place in places:
            if any(item(name, place) in parts for name in names):
                yield total, place
