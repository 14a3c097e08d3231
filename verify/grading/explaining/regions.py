"""Answers that are right on a part of the domain: on a half-line, or in all branches but one."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from verify.grading.explaining.explanation import Explanation, Wrong, reals
from verify.question import Question
from verify.sort import Scalar
from verify.term import HALF, TRUE, ZERO, Term, contains, equal, free_symbols, make, postorder, relation, subtract

_MOST_NAMES, _MOST_REGIONS = 3, 4
_SWITCHES = frozenset(("abs", "sign", "max", "min", "largest", "piecewise", "floor", "ceiling"))


def half_lines(wrong: Wrong) -> Iterator[Explanation]:
    """Right where some u > 0, and wrong for some u < 0.  Without a switch or a root, what is right there is right everywhere."""
    both = (wrong.reference, wrong.submitted)
    if not any(contains(term, _SWITCHES) for term in both) and not any(map(_is_switch, postorder(*both))):
        return
    question = equal(*both)
    for inner in islice(dict.fromkeys(_switching(both)), _MOST_REGIONS):
        above, below = relation("lt", ZERO, inner), relation("lt", inner, ZERO)
        for inside, outside, sign in ((above, below, ">"), (below, above, "<")):
            holds = (Question(question, (*wrong.hypotheses, inside)),)
            fails = (Question(question, (*wrong.hypotheses, outside)),)
            words = f"this is right where {{inner}} {sign} 0, and not everywhere"
            yield Explanation("half-line", words, (("inner", inner),), holds, fails)


def half_lines_of_statements(wrong: Wrong) -> Iterator[Explanation]:
    """An inequality that says the same where a name is positive, and holds always or never where it is negative, or the other
    way round: x > 1 for 1/x < 1, x < 2 for x^2 < 4.
    """
    one, other = wrong.reference, wrong.submitted
    if other.op not in ("lt", "le"):
        return
    for name in reals(one, other)[:_MOST_NAMES]:
        if not (isinstance(name.sort, Scalar) and name.sort.contains(Fraction(1)) and name.sort.contains(Fraction(-1))):
            continue
        if not any(map(functools.partial(_turns_at, name), postorder(one, other))):
            continue
        above, below = relation("lt", ZERO, name), relation("lt", name, ZERO)
        for inside, outside, sign in ((above, below, ">"), (below, above, "<")):
            given = (*wrong.hypotheses, inside)
            same = (Question(other, (*given, one)), Question(one, (*given, other)))
            for always, before, after in ((_negated(other), one, other), (other, other, one)):
                holds = (*same, Question(always, (*wrong.hypotheses, outside)))
                fails = (Question(after, (*wrong.hypotheses, outside, before)),)
                words = f"this is right where {{name}} {sign} 0, and not everywhere"
                yield Explanation("half-line", words, (("name", name),), holds, fails)


def _negated(inequality: Term) -> Term:
    return relation("le" if inequality.op == "lt" else "lt", *inequality.args[::-1])


def _turns_at(name: Term, node: Term) -> bool:
    """1/x, x^2 and |x|, with which an inequality turns where x is negative."""
    if node.op == "power" and node.args[0] is name and node.args[1].op == "number":
        exponent = node.args[1].fraction
        return exponent < 0 or (exponent.denominator == 1 and exponent.numerator % 2 == 0)
    return node.op in ("abs", "sign") and node.args[0] is name


def _is_switch(node: Term) -> bool:
    """A root, or a formula like atan(1/x), whose domain is in two parts."""
    return node.op == "atan" or (node.op == "power" and node.args[1].op == "number" and node.args[1].value[1] != 1)


def _switching(terms: tuple[Term, ...]) -> Iterator[Term]:
    """What changes its sign where a formula switches: the arguments of its switches, then names, of which less may be true."""
    free = {name for term in terms for name in free_symbols(term)}
    for node in postorder(*terms):
        inner = _switch(node)
        if inner is not None and not inner.shape and free_symbols(inner) and free.issuperset(free_symbols(inner)):
            yield inner
    for name in reals(*terms)[:_MOST_NAMES]:
        if isinstance(name.sort, Scalar) and name.sort.contains(Fraction(1)) and name.sort.contains(Fraction(-1)):
            yield name


def _switch(node: Term) -> Term | None:
    if node.op in ("abs", "sign"):
        return node.args[0]
    if node.op in ("max", "min") and len(node.args) == 2:
        left, right = node.args
        return left if right is ZERO else right if left is ZERO else subtract(left, right)
    if node.op == "power" and node.args[1] is HALF and node.args[0].op == "power":
        return node.args[0].args[0]
    return None


def branches(wrong: Wrong) -> Iterator[Explanation]:
    """Right in all branches of a formula by cases but one."""
    cases = wrong.reference if wrong.reference.op == "piecewise" else wrong.submitted
    if cases.op != "piecewise":
        return
    question = equal(wrong.reference, wrong.submitted)
    domains: list[tuple[Term, ...]] = []
    earlier: list[Term] = []
    for condition in cases.args[1::2]:
        domains.append((*earlier, condition) if condition is not TRUE else tuple(earlier))
        earlier.append(make("not", (condition,)))
    asked = [Question(question, (*wrong.hypotheses, *domain)) for domain in domains]
    if len(asked) < 2:
        return
    for place, condition in enumerate(cases.args[1::2]):
        which = "the branch where {condition}" if condition is not TRUE else "the last branch"
        others = (*asked[:place], *asked[place + 1 :])
        words = f"{which} is wrong, and the others are right"
        yield Explanation("branch", words, (("condition", condition),), others, (asked[place],))
