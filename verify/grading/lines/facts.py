r"""Lines that need not follow from the line before them: another given, another case, a value that is put in.

    x = 1      x + y = 3      a = 3              x > 0
    y = 2      x - y = 1      c = a + 1, = 4     x < 1

Nothing says that the second line follows from the first: what a line without a sign of its own states may be a fact beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from verify.decide import can_be_met, decide
from verify.fuel import Limits
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.question import Question
from verify.term import Term, free_symbols, make

_BOUNDS = ("le", "lt")
_FUEL = 200_000  # of one question about a line that does not follow from the one before it


Judge = Callable[[tuple[Term, ...]], Comparison]

_MEANT = "it does not follow from the line before it, and may be another fact: write implies where it follows"


def beside(before: Term, now: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> Comparison | None:
    """The comparison for a statement without a sign, that does not follow from the one before it.

    It may follow from all that was said so far, or be a fact of its own.
    """
    if any(kind_of(term) != "statement" for term in (now, *earlier)):
        return None
    question = Question(now, (*hypotheses, *earlier))
    if _say_more_than(before, earlier, hypotheses, limits):
        verdict = decide(question, limits.at_most(_FUEL))
        if verdict.truth == "proved" and can_be_met(question.hypotheses, limits.at_most(_FUEL)):
            return Comparison("correct", verdict, "it follows from the lines before it", None, question)
    known = {name for term in earlier for name in free_symbols(term)}
    is_new = not known.issuperset(free_symbols(now))
    is_list = _value_of(now) is not None and (_value_of(before) is not None or len(free_symbols(before)) > 1)
    bounds = (_bound_of(before), _bound_of(now))
    is_interval = None not in bounds and bounds[0] != bounds[1] and {*free_symbols(before)} == {*free_symbols(now)}
    return another_fact() if is_new or is_list or is_interval else None


def _say_more_than(last: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether one of the lines is not known to follow from the last: of a chain of equivalences each line says it all."""
    others = (Question(each, (*hypotheses, last)) for each in earlier if each is not last)
    return any(decide(question, limits.at_most(_FUEL)).truth != "proved" for question in others)


def is_given(facts: Sequence[Term], following: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether the next line follows from all facts together, and not from the last one: x + y = 3, x - y = 1, 2x = 4."""
    if any(kind_of(term) != "statement" for term in (*facts, following)):
        return False
    if decide(Question(following, (*hypotheses, *facts)), limits.at_most(_FUEL)).truth != "proved":
        return False
    if not can_be_met((*hypotheses, *facts), limits.at_most(_FUEL)):
        return False
    return decide(Question(following, (*hypotheses, facts[-1])), limits.at_most(_FUEL)).truth != "proved"


def are_the_answer(
    facts: Sequence[Term], references: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether all facts together are what was asked for: x + y = 3 and x - y = 1."""
    if len(references) != 1 or any(kind_of(term) != "statement" for term in (*facts, *references)):
        return False
    limits = limits.at_most(_FUEL)
    whole, last = (compare(references[0], each, hypotheses, limits).outcome for each in (make("and", tuple(facts)), facts[-1]))
    return whole == "correct" != last


def are_values_of_one_name(*statements: Term) -> bool:
    """x = 1 and x = -1."""
    names = [_value_of(statement) for statement in statements]
    return names[0] is not None and len(set(names)) == 1


def another_fact() -> Comparison:
    return undecided(_MEANT, "fact")


def given(
    before: Term, now: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits, judge: Judge
) -> Comparison | None:
    """The comparison of two lines under what was said before them: x > 0 makes |x| = x, and x + y = 3 tells y beside x = 2.

    `judge` compares them under more hypotheses.  None where nothing was said, or where it fails under all of that, too.
    """
    facts = tuple(term for term in earlier if kind_of(term) == "statement")
    said = facts if kind_of(before) == "statement" else _about({*free_symbols(before), *free_symbols(now)}, facts)
    if not said or (kind_of(before) == "statement" and len(said) == 1) or now in said:
        return None
    found = judge(said)
    if found.outcome == "wrong":
        return None
    if any(kind_of(now) == "statement" and _are_equivalent(each, now, hypotheses, limits) for each in said[:-1]):
        return undecided("it says what a line further up says, and does not follow from the one before it", "fact")
    if found.outcome == "correct" and can_be_met((*hypotheses, *said), limits.at_most(_FUEL)):
        return replace(found, message="it follows from the lines before it")
    return undecided("whether what was said before holds here is not known", "fact")


def _are_equivalent(one: Term, other: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return compare(one, other, hypotheses, limits.at_most(_FUEL)).outcome == "correct"


def _about(names: set[Term], facts: Sequence[Term]) -> tuple[Term, ...]:
    """The facts about these names, and about those that they are bound up with."""
    said: list[Term] = []
    while True:
        more = [fact for fact in facts if fact not in said and not names.isdisjoint(free_symbols(fact))]
        if not more:
            return tuple(fact for fact in facts if fact in said)
        said += more
        names = names.union(*map(free_symbols, more))


def may_put_value_in(now: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement follows from the values given before it: p = 0.3, 1 - p = 0.7, p(1 - p) = 0.21."""
    values = tuple(term for term in earlier if kind_of(term) == "statement" and _value_of(term) is not None)
    if not values or kind_of(now) != "statement":
        return False
    return decide(Question(now, (*hypotheses, *values)), limits.at_most(_FUEL)).truth == "proved"


def puts_value_in(before: Term, now: Term, references: Sequence[Term]) -> bool:
    """Whether a name is lost that the reference does not have either: n(n-1)/2 = 10*9/2, where n is 10 in the question."""
    lost = set(free_symbols(before)) - set(free_symbols(now))
    kept = set(free_symbols(now)) <= set(free_symbols(before))
    return bool(lost and kept and references) and all(lost.isdisjoint(free_symbols(each)) for each in references)


def _bound_of(statement: Term) -> int | None:
    """The side of a name on which a number bounds it: 0 in 1 < x, 1 in x < 1; None for anything else."""
    if statement.op not in _BOUNDS:
        return None
    names = [side.op == "symbol" for side in statement.args]
    numbers = [not free_symbols(side) for side in statement.args]
    return names.index(True) if any(names) and any(numbers) else None


def _value_of(statement: Term) -> Term | None:
    """The name of x = 2."""
    is_value = statement.op == "eq" and statement.args[0].op == "symbol" and not free_symbols(statement.args[1])
    return statement.args[0] if is_value else None
