"""Lines that do not follow from each other, and need not: systems, alternatives, solutions one by one."""

from __future__ import annotations

from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.nearest import best_reference
from verify.grading.lines.consequences import are_the_answer, follows, implies, is_given, is_open, may_need_all
from verify.grading.lines.doubts import FOLLOWS
from verify.grading.lines.facts import SAYS_AGAIN, SAYS_LESS, UNDER_FACTS, another_fact, are_values_of_one_name
from verify.grading.lines.state import Derivation
from verify.grading.result import LineResult
from verify.term import contains, make
from verify.verdict import Verdict

MOST_AHEAD = 4  # lines behind one that does not follow, of which one may need it and what stands before it
_ORDERS = frozenset(("lt", "le", "ne"))
_MAY_FOLLOW = frozenset((SAYS_LESS, SAYS_AGAIN, FOLLOWS, another_fact().message))


def forgive_givens(derivation: Derivation) -> None:
    """Lines that do not follow from each other, and need not: a system of equations, which the next line needs all of or which
    is the answer, and solutions one by one, x = 1 and then x = -1."""
    lines, terms, task, steps = derivation.lines, derivation.terms, derivation.task, derivation.steps
    place = next((place for place, step in enumerate(steps) if step.verdict == "wrong"), 0)
    if len(terms) < len(lines) and any(step.verdict == "unreadable" for step in steps):
        _forgive_beside_unreadable(derivation)
        return
    if len(terms) != len(lines) or lines[place][0].relation not in ("", "implies") or task.relation or not place:
        return
    if _ends_right_without(derivation, place):
        return
    if lines[place][0].relation:  # x + y = 3, x - y = 1, so x = 2: it may follow from all of them
        if steps[place - 1].verdict == "undecided" and is_given(terms[:place], terms[place], task.hypotheses, task.limits):
            _follows_or_may(derivation, place)
        return
    last = next((end for end in range(len(lines), place + 1, -1) if _are_alternatives(derivation, place, end)), place)
    for each in range(place, last):  # x^2 = a^2, and then x = a, x = -a
        _forgive(derivation, each)
    if last > place:
        return
    while place < len(lines) - 1 and is_given(terms[: place + 1], terms[place + 1], task.hypotheses, task.limits):
        _forgive(derivation, place)
        if steps[place + 1].verdict == "wrong":
            _follows_or_may(derivation, place + 1)
        place += 1
    if steps[place].verdict == "wrong":
        _forgive_what_is_needed_later(derivation, place)
    if steps[place].verdict == "wrong" and steps[place - 1].verdict == "undecided":
        _follows_or_may(derivation, place)  # xy = p, p = 3, and then x = p/y, which is the first of them again
    if steps[place].verdict != "wrong":
        return
    is_last = place == len(lines) - 1
    references = [term for _, term in task.references]
    if is_last and are_the_answer(terms, references, task.hypotheses, task.limits):
        _forgive(derivation, place)
    if not is_last and are_values_of_one_name(*terms[place : place + 2]):
        _forgive(derivation, place)


def _ends_right_without(derivation: Derivation, place: int) -> bool:
    """Whether what was asked for is the last line, and follows from what stands before a line that does not: below 2x - 6 = 0 the
    2x = 5 before x = 3 is no other fact."""
    terms, task = derivation.terms, derivation.task
    if not task.references or place == len(terms) - 1 or any(kind_of(term) != "statement" for term in terms):
        return False
    is_asked = best_reference(task, terms[-1], "")[2].outcome == "correct"
    follow = (implies(terms[:place], terms[each], task.hypotheses, task.limits) for each in (-1, place))
    return is_asked and next(follow) and not next(follow)


def accept_what_is_solved(derivation: Derivation) -> None:
    """x + y = 3, x - y = 1, then 2x = 4, then x = 2, y = 1: each line follows from those before it, the first from the others.

    Nothing is lost or won on such a way, though a line of it says less than the one before it; nor on one that ends with what was
    asked for: A u = b u, then u'A u = b u'u, which is to be shown.
    """
    lines, terms, task, steps = derivation.lines, derivation.terms, derivation.task, derivation.steps
    places = [place for place, step in enumerate(steps) if step.verdict != "correct"]
    if not places or not places[0] or any(step.verdict == "unreadable" for step in steps):
        return  # a first line that does not hold is on no way
    has_own_sign = any(links[0].relation not in ("", "implies") for links in lines) or bool(task.relation)
    if has_own_sign or task.start is not None or not len(terms) == len(lines) == len(derivation.verdicts) + 1:
        return
    if any(kind_of(term) != "statement" for term in terms):
        return
    if any(steps[place].verdict == "undecided" and steps[place].message not in _MAY_FOLLOW for place in places):
        return  # open for another reason
    says_less = all(steps[place].message in (SAYS_LESS, SAYS_AGAIN) for place in places)
    is_solved = says_less and terms[0].op == "and" and implies(terms[1:], terms[0], task.hypotheses, task.limits)
    if not is_solved and any(contains(terms[place], _ORDERS) for place in places):
        return  # 2x > -6 below 2x - 6 > 0 follows, and is a mistake
    if not is_solved and (not task.references or best_reference(task, terms[-1], "")[2].outcome != "correct"):
        return
    if all(follows(terms[:place], terms[place], task.hypotheses, task.limits) for place in range(1, len(terms))):
        for place in places:
            steps[place] = LineResult("correct", "proved", UNDER_FACTS, None, terms[place])
            derivation.verdicts[place - 1] = Verdict("proved", "total")


def _forgive_what_is_needed_later(derivation: Derivation, place: int) -> None:
    """x - y = 1 below 2x + 3y = 12 is another equation, if a later line follows from both, and not without the first."""
    terms, task, steps = derivation.terms, derivation.task, derivation.steps
    for later in range(place + 1, min(place + 1 + MOST_AHEAD, len(terms))):
        if not may_need_all(terms[:place], terms[place:later], terms[later], task.hypotheses, task.limits) and not (
            steps[later].verdict == "undecided" and is_open(terms[:later], terms[later], task.hypotheses, task.limits)
        ):
            continue
        _forgive(derivation, place)
        for each in range(place + 1, len(terms)):
            if steps[each].verdict == "wrong":
                _follows_or_may(derivation, each)
        return


def _follows_or_may(derivation: Derivation, place: int) -> None:
    """Forgives a line that follows from all lines before it: it is correct if these are seen to be met somewhere."""
    terms, task = derivation.terms, derivation.task
    if not implies(terms[:place], terms[place], task.hypotheses, task.limits):
        return
    _forgive(derivation, place)
    if follows(terms[:place], terms[place], task.hypotheses, task.limits):
        derivation.steps[place] = LineResult("correct", "proved", UNDER_FACTS, None, terms[place])


def _are_alternatives(derivation: Derivation, begin: int, end: int) -> bool:
    """Whether lines without a sign are together, as alternatives, what the line before them says."""
    terms, task = derivation.terms[begin - 1 : end], derivation.task
    has_sign = any(links[0].relation for links in derivation.lines[begin:end])
    if has_sign or any(kind_of(term) != "statement" for term in terms):
        return False
    return compare(terms[0], make("or", tuple(terms[1:])), task.hypotheses, task.limits).outcome == "correct"


def _forgive_beside_unreadable(derivation: Derivation) -> None:
    """Beside a line that cannot be read, a statement without a sign may be one of a system that this line solves."""
    for place, step in enumerate(derivation.steps):
        is_statement = step.term is not None and kind_of(step.term) == "statement"
        if step.verdict == "wrong" and is_statement and not derivation.lines[place][0].relation:
            derivation.steps[place] = LineResult("undecided", "undecided", another_fact().message, None, step.term)


def _forgive(derivation: Derivation, place: int) -> None:
    found = another_fact()
    first = len(derivation.lines) - len(derivation.verdicts)  # 0 if the derivation has to begin with the start of the task
    derivation.steps[place] = LineResult("undecided", "undecided", found.message, None, derivation.terms[place])
    derivation.verdicts[place - first] = found.verdict
