r"""Lines that need not follow from the line before them: another given, another case, a value that is put in.

    x = 1      x + y = 3      a = 3              x > 0
    y = 2      x - y = 1      c = a + 1, = 4     x < 1

Nothing says that the second line follows from the first: what a line without a sign of its own states may be a fact beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from verify.decide import can_be_met, decide
from verify.domain import conditions
from verify.fuel import Limits
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.lines.consequences import FUEL, are_met, gives_value
from verify.grading.lines.solutions_above import has_other_root, is_solved_only
from verify.mathematics.smooth import linear_combination
from verify.question import Question
from verify.sort import REAL, Scalar
from verify.term import BINDERS, MINUS_ONE, ONE, Term, conjuncts, contains, free_symbols, postorder

_BOUNDS = ("le", "lt")
_OF_FEW_VALUES = frozenset(  # counts, probabilities, lengths: positive, or whole, to everyone
    "n m k i j l N M K T R r d t p q ell sigma tau lambda kappa rho alpha pi".split()
)


Judge = Callable[[tuple[Term, ...]], Comparison]
Test = Callable[[Term], bool]

UNDER_FACTS = "it follows from the lines before it"
SAYS_LESS = "it follows from the statements before it, and says less than they do"
SAYS_AGAIN = "it says what a line further up says, and does not follow from the one before it"
_MEANT = "it does not follow from the line before it, and may be another fact: write implies where it follows"


def beside(before: Term, now: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> Comparison | None:
    """The comparison for a statement without a sign, that does not follow from the one before it.

    It may follow from all that was said so far, or be a fact of its own.
    """
    if kind_of(before) != "statement" or kind_of(now) != "statement":
        return None
    earlier = [term for term in earlier if kind_of(term) == "statement"]
    question = Question(now, (*hypotheses, *earlier))
    if _say_more_than(before, earlier, hypotheses, limits):
        verdict = decide(question, limits.at_most(FUEL))
        if verdict.truth == "proved" and are_met(question.hypotheses, limits):
            return Comparison("correct", verdict, UNDER_FACTS, None, question)
    if len(earlier) > 1 and decide(question, limits.at_most(FUEL)).truth in ("undecided", "supported"):
        return undecided("whether it follows from all that was said is not known", "fact")
    known = {name for term in earlier for name in free_symbols(term)}
    is_new = not known.issuperset(free_symbols(now))
    is_list = _value_of(now) is not None and (_value_of(before) is not None or len(free_symbols(before)) > 1)
    bounds = (_bound_of(before), _bound_of(now))
    is_interval = None not in bounds and bounds[0] != bounds[1] and {*free_symbols(before)} == {*free_symbols(now)}
    is_other = is_new or is_list or is_interval or may_be_beside(before, now, earlier, hypotheses, limits)
    return another_fact() if is_other else None


def may_be_beside(before: Term, now: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement may be given beside the one before it: a row of a system, or a condition below an equation."""
    if before.op in ("eq", "or") and is_condition(now):  # x^2 = a^2, and then x a > 0
        return True
    if not (_is_row_of_system(before) and _is_row_of_system(now) and {*free_symbols(before)} == {*free_symbols(now)}):
        return False
    said = (term for term in earlier if kind_of(term) == "statement")
    return can_be_met((*hypotheses, *said, now), limits.at_most(FUEL))


def _is_row_of_system(statement: Term) -> bool:
    """Whether a statement is a linear equation of several names that says what number a sum of them is: 2x - y = 1."""
    if statement.op != "eq" or any(side.shape for side in statement.args) or len(free_symbols(statement)) < 2:
        return False
    left, right = statement.args
    return right.op == "number" and all(atom.op == "symbol" for atom in linear_combination(left))


def _say_more_than(last: Term, earlier: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether one of the lines is not known to follow from the last: of a chain of equivalences each line says it all."""
    others = (Question(each, (*hypotheses, last)) for each in earlier if each is not last)
    return any(decide(question, limits.at_most(FUEL)).truth != "proved" for question in others)


def are_values_of_one_name(*statements: Term) -> bool:
    """x = 1 and x = -1."""
    names = [_value_of(statement) for statement in statements]
    return names[0] is not None and len(set(names)) == 1


def another_fact() -> Comparison:
    return undecided(_MEANT, "fact")


def given(
    before: Term, now: Term, facts: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits, judge: Judge, differs: Test
) -> Comparison | None:
    """The comparison of two lines under the facts that were said before them: x > 0 makes |x| = x, x + y = 3 tells y by x = 2.

    `judge` compares them under more hypotheses, `differs` tells whether a fact is seen not to follow from the step.  None where
    nothing was said about them.  An expression is right only under bounds, linear equations, and facts that differ from the
    step: else what is to be shown, (a + b)^2 = a^2 + b^2, would be used.
    """
    is_statement = kind_of(now) == "statement"
    others = tuple(fact for fact in facts if fact is not before)
    said = others if is_statement else about({*free_symbols(before), *free_symbols(now)}, others)
    if not said or (is_statement and now is facts[0]):
        return None
    found = judge(said)
    if found.outcome == "wrong":
        return _unless_bound(found, said, before, now)
    repeated = [fact for fact in said if is_statement and _repeats(now, fact, hypotheses, limits)]
    if repeated:
        said = tuple(fact for fact in said if fact not in repeated)
        found = judge(said) if said else found
        if not said or found.outcome != "correct":
            return undecided(SAYS_AGAIN, "fact")
    if is_statement and found.outcome == "correct" and (solved := _solved_for(said, judge)):
        question = Question(now, (*hypotheses, *said))
        if has_other_root(now, before, solved, question, limits.at_most(FUEL)):
            return None
        if is_solved_only(now, before, solved, question, limits.at_most(FUEL)):
            return undecided("it follows from an equation further up, and perhaps not from the line before it", "fact")
    is_known = found.outcome == "correct" and (is_statement or all(_may_be_used(fact) or differs(fact) for fact in said))
    if is_known and are_met((*hypotheses, *said), limits):
        return replace(found, message=UNDER_FACTS)
    return undecided("whether what was said before holds here is not known", "fact")


def _unless_bound(found: Comparison, said: Sequence[Term], before: Term, now: Term) -> Comparison:
    """A step that is wrong under the facts, unless one holds for every argument or index, or for a name that is bound here."""
    if any(_is_of_any_place(part, free_symbols(fact)) for fact in said for part in postorder(fact)):
        return undecided("what was said before may hold for every argument of what it speaks of", "fact")
    bound = {part.args[0].name.rstrip("'") for part in postorder(before, now) if part.op in BINDERS}
    if any(name.name in bound for fact in said for name in free_symbols(fact)):
        return undecided("what was said before may be about a name that is bound here", "fact")
    return found


def _is_of_any_place(term: Term, names: Collection[Term]) -> bool:
    """Whether a term is an unknown function or an item of a sequence at a place with one of the names."""
    is_unknown = term.op in ("apply", "item") and term.args[0].op == "symbol"
    return is_unknown and any(name in names for place in term.args[1:] for name in free_symbols(place))


def may_hold_anywhere(statement: Term) -> bool:
    """Whether a statement may be meant for every argument or index of what it speaks of: f(x) = x^2."""
    if contains(statement, {"apply"}) and contains(statement, {"integral", "derivative"}):
        return True  # \int_0^x f(t) dt = x^2, for all x
    return any(_is_of_any_place(part, free_symbols(statement)) for part in postorder(statement))


def is_condition(fact: Term) -> bool:
    """Whether a fact only says where something lies: x > 2, y != 0."""
    return all(map(is_condition, fact.args)) if fact.op == "and" else fact.op in ("ne", *_BOUNDS)


def _may_be_used(fact: Term) -> bool:
    """Whether a fact is no more than a bound, a linear equation, or what a name stands for: x_{t+1} = x_t - \\eta g."""
    return _is_plain(fact) or gives_value(fact)


def _is_plain(fact: Term) -> bool:
    """Whether a fact is made of bounds and linear equations of numbers, and of values of what has no name: E[X] = 2."""
    if fact.op == "and":
        return all(map(_is_plain, fact.args))
    if fact.op not in ("eq", *_BOUNDS) or fact.args[0].shape:
        return False
    atoms = (atom for side in fact.args for atom in linear_combination(side))
    return _is_value_of_unknowns(fact) or all(atom is ONE or atom.op == "symbol" for atom in atoms)


def _is_value_of_unknowns(fact: Term) -> bool:
    """Whether a fact gives a number, or a name, to what depends on unknown functions and laws only."""
    value, of_what = fact.args if fact.args[0].op in ("number", "symbol") else fact.args[::-1]
    names = free_symbols(of_what)
    return value.op in ("number", "symbol") and bool(names) and not any(isinstance(name.sort, Scalar) for name in names)


def _solved_for(said: Sequence[Term], judge: Judge) -> tuple[Term, ...]:
    """The facts that would have to be solved, x^2 = x + 1, if a step needs them beside those that may be put in."""
    solved = tuple(fact for fact in said if not all(map(_may_be_put_in, conjuncts(fact))))
    others = tuple(fact for fact in said if fact not in solved)
    return () if others and judge(others).outcome == "correct" else solved


def _may_be_put_in(fact: Term) -> bool:
    """Whether a fact may be used anywhere: it says where something lies, what a name is, or how names are tied in a line."""
    return is_condition(fact) or gives_value(fact) or _is_plain(fact) or bool(fact.args and fact.args[0].shape)


def _repeats(now: Term, fact: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement says what a fact says; x^3 = 8 does not repeat x = 2, which it follows from."""
    if now is fact:
        return True
    return not (gives_value(fact) and not gives_value(now)) and _are_equivalent(fact, now, hypotheses, limits)


def _are_equivalent(one: Term, other: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return compare(one, other, hypotheses, limits.at_most(FUEL)).outcome == "correct"


def telling(facts: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits, *terms: Term) -> tuple[Term, ...]:
    """The facts without those that say nothing of the terms: a = a, and L = f(x) for an L that may be any number and stands
    nowhere else, if f(x) has a value at any x."""
    found = [fact for fact in facts if not (fact.op == "eq" and fact.args[0] is fact.args[1])]
    said = (*found, *terms, *hypotheses)
    others = {fact: {name for each in said if each is not fact for name in free_symbols(each)} for fact in found}
    return tuple(
        fact for fact in found
        if not (_names_a_number(fact, others[fact]) and _has_values(fact.args[1], hypotheses, limits.at_most(FUEL)))
    )  # fmt: skip


def _names_a_number(fact: Term, known: set[Term]) -> bool:
    if fact.op != "eq" or fact.args[0].op != "symbol" or fact.args[0].sort != REAL:
        return False
    is_limited = fact.args[0].name.partition("_")[0] in _OF_FEW_VALUES
    return not is_limited and fact.args[0] not in known and fact.args[0] not in free_symbols(fact.args[1])


def _has_values(term: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a formula has a value everywhere: log x says that x > 0."""
    return all(decide(Question(each, hypotheses), limits).truth == "proved" for each in conditions(term))


def about(names: set[Term], facts: Sequence[Term]) -> tuple[Term, ...]:
    """The facts about these names, and about those that they are bound up with."""
    said: list[Term] = []
    while True:
        more = [fact for fact in facts if fact not in said and not names.isdisjoint(free_symbols(fact))]
        if not more:
            return tuple(fact for fact in facts if fact in said)
        said += more
        names = names.union(*map(free_symbols, more))


def may_put_value_in(now: Term, facts: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement follows from what names were said to be: p = 0.3, p(1 - p) = 0.21, or y = 2x, xy = 2x^2."""
    parts = [part for fact in facts for part in conjuncts(fact)]
    values = tuple(part for part in parts if part.op == "eq" and part.args[0].op == "symbol")
    if not values or kind_of(now) != "statement":
        return False
    return decide(Question(now, (*hypotheses, *values)), limits.at_most(FUEL)).truth == "proved"


def puts_value_in(before: Term, now: Term, references: Sequence[Term], texts: tuple[str, str]) -> bool:
    r"""Whether a name is lost that the reference does not have either: n(n-1)/2 = 10*9/2, where n is 10 in the question.

    Without a reference, only numbers may be left, where names stood: s/t = 100/9.58, or \frac{100}{9.58}.
    """
    lost = set(free_symbols(before)) - set(free_symbols(now))
    kept = set(free_symbols(now)) <= set(free_symbols(before))
    if not references:
        is_put_in = _has_numbers_for_names(*texts) or (_is_product_of_names(before) and _SIGN_OF_PRODUCT.search(texts[1]))
        return bool(lost and is_put_in) and not free_symbols(now)
    return bool(lost and kept) and all(lost.isdisjoint(free_symbols(each)) for each in references)


_SIGN_OF_PRODUCT = re.compile(r"[/*·×]|\\[dt]?frac|\\(?:cdot|times)(?![A-Za-z])")
_NAME_OR_NUMBER = re.compile(r"\\[A-Za-z]+|[A-Za-z](?:_\w|_\{\w+\})?|[0-9]+(?:\.[0-9]+)?|[^\s]")
_COMMANDS = frozenset(("\\frac", "\\sqrt", "\\cdot", "\\times", "\\left", "\\right", "\\pi", "\\log", "\\ln", "\\exp"))


def _has_numbers_for_names(before: str, now: str) -> bool:
    r"""Whether a text is another one with numbers for its names, and signs of products between them: 5 \cdot 9.81 for ma."""
    pattern = r"\s*"
    for token in _NAME_OR_NUMBER.findall(before):
        is_name = token[0].isalpha() or (token[0] == "\\" and token not in _COMMANDS)
        number = r"\(?-?[0-9]+(?:\.[0-9]+)?\)?\s*(?:(?:\\cdot|\\times|\*)\s*)?"
        pattern += number if is_name else re.escape(token) + r"\s*"
    return re.fullmatch(pattern, now) is not None


def _is_product_of_names(term: Term) -> bool:
    """Whether a term is s/t, or another product or quotient of names that stand once each."""
    factors = _factors(term)
    return len(set(factors)) == len(factors) >= 2 and all(part.op == "symbol" for part in factors)


def _factors(term: Term) -> list[Term]:
    """The factors of a product or quotient."""
    if term.op == "mul":
        return [part for arg in term.args for part in _factors(arg)]
    return _factors(term.args[0]) if term.op == "power" and term.args[1] is MINUS_ONE else [term]


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
