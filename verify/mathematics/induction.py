"""Induction over an integer: which hypotheses it may have, and what the base and the step of an inequality are.

From S(l), and S(k) => S(k+1) wherever k + 1 <= u, S(k) follows for every k from l to u.  A hypothesis k >= 5 would leave out the
base, and k != 3 a step.

A sequence x_1..x_n of the length n is a longer one in the step, of which S(n) sees the first n entries.  Every entry has to be
one of a sum or product up to n: with x_2 the base n = 1 would say nothing, and S(1) not hold for the sequence of length 2.
What holds for any number in place of a sum, and of the entry that is new, holds for these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil, floor
from typing import Any

from verify.domain import conditions
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.manifest import Manifest, is_real_term
from verify.mathematics.tidy import tidy
from verify.question import Question
from verify.sort import INTEGER, NONNEGATIVE, POSITIVE, REAL, Scalar, Sequence, Tensor
from verify.term import (
    BINDERS,
    ONE,
    ZERO,
    Term,
    add,
    free_symbols,
    fresh_symbol,
    item,
    make,
    mul,
    number,
    postorder,
    relation,
    substitute,
    subtract,
    symbol,
)

TOTALS = frozenset(("sum", "product"))
MAX_FIRST_TERMS = 4  # of a sum at the least value


def keeps_beginnings(hypotheses: tuple[Term, ...], name: Term, least: Term) -> bool:
    """Whether all hypotheses on the name are k <= u with u free of k, or c <= k with a number c up to the least value."""
    return all(_keeps_beginning(each, name, least) for each in hypotheses if name in free_symbols(each))


def _keeps_beginning(hypothesis: Term, name: Term, least: Term) -> bool:
    if hypothesis.op != "le":
        return False
    left, right = hypothesis.args
    if left is name:
        return name not in free_symbols(right)
    return right is name and left.op == "number" and left.fraction <= least.fraction


def at_base(hypotheses: tuple[Term, ...], name: Term, least: Term) -> tuple[Term, ...]:
    """The hypotheses at the least value, without those on the name that are numbers' then."""
    return tuple(substitute(each, {name: least}) for each in hypotheses if free_symbols(substitute(each, {name: least})))


def at_step(hypotheses: tuple[Term, ...], name: Term) -> tuple[Term, ...]:
    """The hypotheses at k and at k + 1."""
    return tuple(dict.fromkeys((*hypotheses, *(substitute(each, {name: add(name, ONE)}) for each in hypotheses))))


@dataclass(frozen=True)
class Induction:
    """What an inequality a(n) <= b(n) for all n needs: its base, a step, and that both sides are defined for every n.

    `increments` is a step that needs no hypothesis, a(n+1) - a(n) <= b(n+1) - b(n); `step` has a(n) <= b(n) as its hypothesis.
    In both a sum up to n is any number of its sign, and an entry any number of its sort.
    """

    base: Question
    increments: Question
    step: Question
    defined: tuple[Question, ...]


def induction_over(question: Question, name: Term) -> Induction | None:
    """The parts of an induction over an integer; None if the question is none that it may be about."""
    given = question.hypotheses
    least = first_value(name, given)
    if least is None or question.statement.op not in ("le", "lt") or not keeps_beginnings(given, name, least):
        return None
    statement = _with_factorials_as_products(question.statement, name, least)
    if not all(map(is_real_term, (statement, *given))) or not _sees_beginnings(statement, name, least):
        return None
    numbers = _Numbers(name, (statement, *given))
    base = _with_totals(statement, name, lambda total: numbers.first_terms(total, least))
    before = _with_totals(statement, name, numbers.of)
    after = _with_totals(statement, name, numbers.with_last_term)
    if base is None or before is None or after is None:
        return None
    base, after = substitute(base, {name: least}), substitute(after, {name: add(name, ONE)})
    growth = [tidy(subtract(new, old)) for new, old in zip(after.args, before.args, strict=True)]
    hypotheses = at_step(given, name)
    sides = question.statement.args
    parts = Induction(
        Question(base, at_base(given, name, least)),
        Question(relation("le", *growth), hypotheses),
        Question(after, (*hypotheses, before)),
        tuple(Question(each, given) for side in sides for each in conditions(side) if name in free_symbols(each)),
    )
    return parts if all(isinstance(each.sort, Scalar) for each in (*parts.base.symbols, *parts.step.symbols)) else None


class _Numbers:
    """New symbols for the sums and products up to n, and for the entries that come in with each n."""

    def __init__(self, name: Term, terms: tuple[Term, ...]) -> None:
        self.name = name
        self.taken = {each.name for term in terms for each in free_symbols(term)}
        self.known: dict[Term, Term] = {}

    def of(self, term: Term) -> Term:
        """The new symbol for a sum or product, or for an entry."""
        if term not in self.known:
            place = next(k for k in count(len(self.known) + 1) if f"@s{k}" not in self.taken)
            self.taken.add(f"@s{place}")
            self.known[term] = symbol(f"@s{place}", _sort_of(term))
        return self.known[term]

    def with_last_term(self, total: Term) -> Term:
        """The sum up to n + c + 1, written in n: where n stands for n + 1 in the end."""
        index, _, upper, body = total.args
        last = self._entries_replaced(substitute(body, {index: upper}))
        return add(self.of(total), last) if total.op == "sum" else mul(self.of(total), last)

    def first_terms(self, total: Term, least: Term) -> Term | None:
        """The sum at the least n, written out."""
        index, lower, upper, body = total.args
        shift = shift_of(upper, self.name)
        assert shift is not None
        places = range(int(lower.fraction), int(least.fraction + shift) + 1)
        if len(places) > MAX_FIRST_TERMS:
            return None
        terms = [self._entries_replaced(substitute(body, {index: number(place)})) for place in places]
        return add(ZERO, *terms) if total.op == "sum" else mul(ONE, *terms)

    def _entries_replaced(self, term: Term) -> Term:
        entries = [part for part in postorder(term) if part.op == "item" and self.name in free_symbols(part.args[0])]
        return substitute(term, {entry: self.of(item(entry.args[0], tidy(entry.args[1]))) for entry in entries})


def _sort_of(term: Term) -> Scalar:
    """The sort of an entry; of a sum what the sign of its summands tells, of a product what its factors are above or below."""
    if term.op == "item":
        sort: Any = term.args[0].sort
        return sort.element  # type: ignore[no-any-return]
    index, lower, _, body = term.args
    signs = Manifest((relation("le", lower, index),))
    sign = signs.sign(body)
    if sign is None or sign[0] < 0:
        return REAL
    if term.op == "sum":
        return NONNEGATIVE
    above, below = signs.sign(subtract(body, ONE)), signs.sign(subtract(ONE, body))
    is_positive = sign == (1, True)  # what is 0 is no less known
    if below is not None and below[0] >= 0:
        return Scalar(lower=Fraction(0), upper=Fraction(1), lower_open=is_positive, upper_open=False)
    if above is not None and above[0] >= 0:
        return Scalar(lower=Fraction(1), lower_open=False)
    return POSITIVE if is_positive else NONNEGATIVE


def _with_factorials_as_products(statement: Term, name: Term, least: Term) -> Term:
    """Gamma(n + c) as the product of 1..n + c - 1, where n + c is at least 1."""
    found = {}
    for part in postorder(statement):
        shift = shift_of(part.args[0], name) if part.op == "gamma" else None
        if shift is not None and least.fraction + shift >= 1:
            index = fresh_symbol(symbol(name.name, INTEGER), free_symbols(statement))  # it may be above the upper end of n
            found[part] = canonical(make("product", (index, ONE, tidy(subtract(part.args[0], ONE)), index)))
    return substitute(statement, found)


def _with_totals(statement: Term, name: Term, value: Callable[[Term], Term | None]) -> Term | None:
    """The statement with a value for each sum and product up to n + c; None if there is none for one of them."""
    replacement = {total: value(total) for total in _outermost_totals(statement) if name in free_symbols(total)}
    found = {total: new for total, new in replacement.items() if new is not None}
    return substitute(statement, found) if len(found) == len(replacement) else None


def first_value(name: Term, hypotheses: tuple[Term, ...]) -> Term | None:
    """The least integer that the sort and the hypotheses c <= n leave; None if there is none, or if integers are left out."""
    sort = name.sort
    if not isinstance(sort, Scalar) or not sort.is_integer or sort.lower is None or sort.values is not None or sort.nonzero:
        return None
    if is_bound_name(name):
        return None
    values = [Fraction(floor(sort.lower) + 1 if sort.lower_open else ceil(sort.lower))]
    values += [Fraction(ceil(each.args[0].fraction)) for each in hypotheses if _is_lower_bound(each, name)]
    return number(max(values))


def _is_lower_bound(hypothesis: Term, name: Term) -> bool:
    return hypothesis.op == "le" and hypothesis.args[1] is name and hypothesis.args[0].op == "number"


def _sees_beginnings(statement: Term, name: Term, least: Term) -> bool:
    """Whether each sum and product is over l..n+c, and each entry of a sequence of length n one of them."""
    inside: set[Term] = set()
    for total in _outermost_totals(statement):
        if not _is_up_to(total, name, least):
            return False
        inside.update(_entries_within(total, name))
    for part in postorder(statement):
        if part.op in BINDERS - TOTALS:
            return False
        grows = part.op == "symbol" and part is not name and name in free_symbols(part)
        if grows and not _has_entries_up_to(part.sort, name):
            return False
        if part.op == "item" and name in free_symbols(part.args[0]) and part not in inside:
            return False
        if part.op != "item" and any(each.op == "symbol" and isinstance(each.sort, (Sequence, Tensor)) for each in part.args):
            return False
    return True


def _has_entries_up_to(sort: Any, name: Term) -> bool:
    """Whether a sort is that of n numbers of one sort, with nothing said of all of them together."""
    if isinstance(sort, Tensor):
        return sort.shape == (name, ONE) and not sort.properties and not sort.element.is_complex
    return isinstance(sort, Sequence) and sort.length is name and isinstance(sort.element, Scalar)


def _outermost_totals(term: Term) -> list[Term]:
    found: dict[Term, None] = {}
    pending = [term]
    while pending:
        part = pending.pop()
        if part.op in TOTALS:
            found[part] = None
        else:
            pending.extend(part.args)
    return list(found)


def _is_up_to(total: Term, name: Term, least: Term) -> bool:
    """Whether a sum is over l..n+c with whole numbers l and c, and at the least n reaches to l - 1 at least."""
    _, lower, upper, body = total.args
    if name not in free_symbols(upper):
        return name not in free_symbols(total)
    shift = shift_of(upper, name)
    if shift is None or lower.op != "number" or lower.fraction.denominator != 1:
        return False
    entries = {part: ONE for part in postorder(body) if part.op == "item"}
    if name in free_symbols(substitute(body, entries)):  # the sum of k/n up to n + 1 is not that up to n and one more
        return False
    return least.fraction + shift >= lower.fraction - 1


def shift_of(term: Term, name: Term) -> Fraction | None:
    """c of n + c with a whole number c."""
    parts = term.args if term.op == "add" else (term,)
    rest = [part for part in parts if part is not name]
    if len(rest) != len(parts) - 1 or any(part.op != "number" or part.fraction.denominator != 1 for part in rest):
        return None
    return sum((part.fraction for part in rest), Fraction(0))


def _entries_within(total: Term, name: Term) -> list[Term]:
    """x_{k+d} in a sum over k from l to n + c with 1 <= l + d and c + d <= 0: an entry for each n."""
    index, lower, upper, body = total.args
    last = shift_of(upper, name)
    if last is None:
        return []
    shifts = {part: shift_of(part.args[1], index) for part in postorder(body) if part.op == "item" and len(part.args) == 2}
    return [part for part, shift in shifts.items() if shift is not None and lower.fraction + shift >= 1 and last + shift <= 0]
