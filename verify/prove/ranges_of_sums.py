"""Equations of finite sums whose ranges overlap up to their ends, or continue each other.

    sum_{l=1}^{N-1} (V_{l+1} - V_l) = sum_{l=2}^{N} V_l - sum_{l=1}^{N-1} V_l        both from 1 to N without an end: V_N - V_1
    sum_{i=0}^{d} b(i) + sum_{j=d+1}^{n} b(j) = sum_{i=0}^{n} b(i)                    for -1 <= d <= n
    sum_{j=1}^{i-1} b(j) + sum_{j=i+1}^{n} b(j) = sum_{j=1}^{n} b(j) - b(i)             for 1 <= i <= n

Sums of sums are taken apart, and counted from where their summands agree; then the ranges are made one.  No induction is
needed, so that the summands, and hypotheses, may speak of the ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations

from verify.fuel import Fuel
from verify.mathematics.binders import canonical, is_bound_name
from verify.mathematics.reindexing import MAX_FIRST_TERMS, from_start, shifted, to_later_end, without_second
from verify.mathematics.tidy import tidy
from verify.prove.cells import prove_equality
from verify.prove.normal_form import compute
from verify.prove.rewriting import prove_by_closed_sums, rewritten
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER
from verify.term import (
    INFINITY,
    ONE,
    ZERO,
    Term,
    add,
    contains,
    digest,
    equal,
    free_symbols,
    make,
    number,
    postorder,
    substitute,
    subtract,
    symbol,
)

FuelledProver = Callable[[Question, Fuel], Proof | Unproved]

MAX_TOTALS = 5
MAX_SHIFTS = 4
NOTHING = Unproved("no ranges of sums that can be made one")
_FACTORIALS = frozenset(("gamma",))
_PLACE = symbol("@place", INTEGER)


@dataclass(frozen=True)
class Change:
    """old = new, and why."""

    old: Term
    new: Term
    reason: Proof


def prove_over_common_ranges(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """A proof of an equation of sums after their ranges have been made one."""
    totals = _totals(question.statement)
    if not 1 <= len(totals) <= MAX_TOTALS:
        return NOTHING
    found = _Ranges(question, fuel, prove, takes_apart=False).run(totals)
    return found if isinstance(found, Proof) else _Ranges(question, fuel, prove, takes_apart=True).run(totals)


def has_two_ranges_of_one_summand(statement: Term) -> bool:
    totals = _totals(statement)
    ranges: dict[Term, set[tuple[Term, ...]]] = {}
    for total in totals if 2 <= len(totals) <= MAX_TOTALS else ():
        ranges.setdefault(_summand(total), set()).add(total.args[1:3])
    return any(len(found) > 1 for found in ranges.values())


def prove_order_over_one_range(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """A proof of an inequality of sums after all have the same range."""
    totals = _totals(question.statement)
    if not 2 <= len(totals) <= MAX_TOTALS or len({total.args[1:3] for total in totals}) == 1:
        return NOTHING
    return _Ranges(question, fuel, prove, takes_apart=False).level(totals)


class _Ranges:
    def __init__(self, question: Question, fuel: Fuel, prove: FuelledProver, takes_apart: bool) -> None:
        self.question = question
        self.takes_apart = takes_apart
        self.fuel = fuel
        self.prove = prove
        self.changes: list[Change] = []

    def run(self, totals: list[Term]) -> Proof | Unproved:
        parts = list(dict.fromkeys(part for total in totals for part in self._taken_apart(total)))
        if not 2 <= len(parts) <= 2 * MAX_TOTALS:
            return NOTHING
        parts = [self._over_tidy_range(part) for part in parts]
        before = len(self.changes)
        for group in self._groups(parts):
            if len({part.args[1:3] for part in group}) > 1 and not self._join(group) and not self._bridge(group):
                self._level(group)
        if len(self.changes) == before:
            return NOTHING
        return self._after(self.question, self.changes)

    def level(self, totals: list[Term]) -> Proof | Unproved:
        parts = [self._over_tidy_range(total) for total in totals]
        self._level(parts)
        return self._after(self.question, self.changes) if self.changes else NOTHING

    # ------------------------------------------------------------------------------------------------------------- changes

    def _taken_apart(self, total: Term) -> list[Term]:
        """The sums that a sum is made of, where what does not depend on the index is drawn out."""
        if not self.takes_apart:
            return [total]
        value = compute(self.question.hypotheses, self.fuel, lambda form: form.table.fraction_term(form.of(total)))
        value = None if value is None else canonical(value)
        if value is None or value is total:
            return [total]
        reason = prove_equality(self._asked(equal(total, value)), self.fuel)
        if isinstance(reason, Unproved):
            return [total]
        self.changes.append(Change(total, value, reason))
        return _totals(value)

    def _over_tidy_range(self, part: Term) -> Term:
        tidied = shifted(part, ZERO)
        return part if tidied is None or tidied.args[1:3] == part.args[1:3] else self._reindexed(part, tidied)

    def _reindexed(self, old: Term, new: Term) -> Term:
        self.changes.append(Change(old, new, Proof("reindexing", self._asked(equal(old, new)))))
        return new

    def _groups(self, parts: list[Term]) -> list[list[Term]]:
        """Sums with one summand, counted from wherever it takes."""
        groups: list[list[Term]] = []
        for part in parts:
            for group in groups:
                moved = self._moved(part, group[0])
                if moved is not None:
                    group.append(moved)
                    break
            else:
                groups.append([part])
        return groups

    def _moved(self, part: Term, like: Term) -> Term | None:
        """The sum over k - s for which it has the summand of another one."""
        if _summand(part) is _summand(like):
            return part
        shifts = [tidy(subtract(part.args[end], like.args[end])) for end in (1, 2)]
        shifts += [number(there - here) for here in _offsets(part) for there in _offsets(like)]
        for shift in [each for each in dict.fromkeys(shifts) if _is_small(each)][:MAX_SHIFTS]:
            moved = shifted(part, shift)
            if moved is None:
                continue
            known = len(self.changes)
            inner = self._taken_apart(self._reindexed(part, moved))
            if len(inner) == 1 and _summand(inner[0]) is _summand(like):
                return inner[0]
            del self.changes[known:]
        return None

    def _join(self, group: list[Term]) -> bool:
        """One sum ends where another one begins: it is that over both ranges without the other."""
        for first, second in permutations(group, 2):
            whole = without_second(first, second)
            if whole is None:
                continue
            lower, middle = first.args[1:3]
            conditions = make("le", (lower, add(middle, ONE))), make("le", (middle, second.args[2]))
            return self._change("joined ranges", first, whole, {"second": second}, *conditions)
        return False

    def _bridge(self, group: list[Term]) -> bool:
        """One sum ends shortly before another one begins, as sums over j < i and over j > i: the terms between are put in."""
        for first, second in permutations(group, 2):
            gap = tidy(subtract(subtract(second.args[1], first.args[2]), ONE))
            if gap.op != "number" or not _is_small(gap) or gap.value[0] < 0:
                continue
            count = int(gap.value[0])
            value = to_later_end(first, count)
            early = make("le", (first.args[1], add(first.args[2], ONE)))
            known = len(self.changes)
            if value is None or not self._change("last terms", first, value, {"count": count}, early):
                continue
            longer = next((each for each in _totals(value) if each.args[1] is first.args[1]), None)
            if longer is not None and self._join([longer, second]):
                return True
            del self.changes[known:]
        return False

    def _level(self, group: list[Term]) -> None:
        """All sums of a group over the least range that holds those of all."""
        first, last = (_extreme([part.args[end] for part in group], sign) for end, sign in ((1, -1), (2, 1)))
        if first is None or last is None:
            return
        for part in group:
            late, early = (tidy(subtract(part.args[1], first)), tidy(subtract(last, part.args[2])))
            starts_in_time = make("le", (part.args[1], add(part.args[2], ONE)))
            if late.value[0] and first.op == "number":
                start = int(first.value[0])
                value = from_start(part, start)
                if value is None or not self._change("first terms", part, value, {"start": start}, starts_in_time):
                    return
                part = next(each for each in _totals(value) if each.args[1] is first)
                starts_in_time = make("le", (part.args[1], add(part.args[2], ONE)))
            if early.value[0]:
                count = int(early.value[0])
                value = to_later_end(part, count)
                if value is None or not self._change("last terms", part, value, {"count": count}, starts_in_time):
                    return

    def _change(self, rule: str, old: Term, new: Term, data: dict[str, object], *conditions: Term) -> bool:
        premises = [self.prove(self._asked(condition), self.fuel) for condition in conditions]
        proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
        if len(proofs) == len(premises):
            self.changes.append(Change(old, new, Proof(rule, self._asked(equal(old, new)), proofs, data)))
        return len(proofs) == len(premises)

    def _asked(self, statement: Term) -> Question:
        return Question(statement, self.question.hypotheses)

    # ------------------------------------------------------------------------------------------------------------- the proof

    def _after(self, question: Question, changes: list[Change]) -> Proof | Unproved:
        """A proof of the equation after these changes, one after the other."""
        if not changes:
            return self._of_one_range(question)
        change, *rest = changes
        changed = canonical(substitute(question.statement, {change.old: change.new}))
        if changed is question.statement:
            return self._after(question, rest)

        def go_on(inner: Question) -> Proof | Unproved:
            return self._after(inner, rest) if inner.statement is changed else self.prove(inner, self.fuel)

        return rewritten(question, change.old, change.new, change.reason, go_on)

    def _of_one_range(self, question: Question) -> Proof | Unproved:
        if question.statement.op != "eq":
            return self.prove(question, self.fuel)
        found = prove_equality(question, self.fuel)
        if isinstance(found, Unproved) and contains(question.statement, _FACTORIALS):
            return prove_by_closed_sums(question, self.fuel, self.prove)
        return found


def _totals(term: Term) -> list[Term]:
    """The finite sums that do not stand in others."""
    found = [each for each in postorder(term) if each.op == "sum" and each.args[2] is not INFINITY]
    return [each for each in found if not any(map(is_bound_name, free_symbols(each)))]


def _summand(total: Term) -> Term:
    """The same for summands that differ in the name of the index and in the order of terms and factors."""
    ordered: dict[Term, Term] = {}
    for each in postorder(substitute(total.args[3], {total.args[0]: _PLACE})):
        parts = [ordered[arg] for arg in each.args]
        if each.op in ("add", "mul") and not each.shape:
            parts.sort(key=digest)
        ordered[each] = make(each.op, tuple(parts), each.value) if parts else each
    return ordered[each]


def _offsets(total: Term) -> list[int]:
    """The whole numbers c for which k + c stands in the summand, for its index k."""
    index = total.args[0]
    inside = postorder(total.args[3])
    gaps = [tidy(subtract(each, index)) for each in inside if each is index or (each.op == "add" and index in each.args)]
    return sorted({int(gap.value[0]) for gap in gaps if gap.op == "number" and gap.value[1] == 1})


def _is_small(shift: Term) -> bool:
    return shift.op == "number" and shift.value[1] == 1 and 1 <= abs(shift.value[0]) <= MAX_FIRST_TERMS


def _extreme(ends: list[Term], sign: int) -> Term | None:
    """The greatest (or, for the sign -1, the least) of bounds that differ by small integers."""
    gaps = [tidy(subtract(end, ends[0])) for end in ends]
    if not all(gap.value == (0, 1) or _is_small(gap) for gap in gaps if gap.op == "number") or any(
        gap.op != "number" for gap in gaps
    ):
        return None
    extreme = max(gaps, key=lambda gap: sign * gap.value[0])
    return tidy(add(ends[0], number(int(extreme.value[0]))))
