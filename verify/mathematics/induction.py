"""Which hypotheses an induction over an integer may have on it: upper bounds, that hold before where they hold.

From S(l), and S(k) => S(k+1) wherever k + 1 <= u, S(k) follows for every k from l to u.  A hypothesis k >= 5 would leave out the
base, and k != 3 a step.
"""

from __future__ import annotations

from verify.term import ONE, Term, add, free_symbols, substitute


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
