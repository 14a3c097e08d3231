"""One step of a derivation: how it is judged by its relation, what leaves it undecided, and what else may have been meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from verify.decide import decide
from verify.grading.comparing.compare import compare, counted_on_one_side, differ, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.modes import up_to_a_factor, within
from verify.grading.comparing.proportional import Proportional, in_proportion
from verify.grading.comparing.solved import solved_where
from verify.grading.lines.facts import (
    SAYS_LESS,
    UNDER_FACTS,
    about,
    another_fact,
    beside,
    given,
    is_condition,
    may_be_beside,
    may_hold_anywhere,
    may_put_value_in,
    telling,
)
from verify.grading.lines.links import Link
from verify.grading.lines.roundings import Shown, approximately
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.task import Task
from verify.grading.texts.respellings import (
    MOST_GROUPINGS,
    MOST_TRIED,
    RESPELLED_FUEL,
    respellings,
    spells_brackets,
)
from verify.problem import InputError
from verify.question import Question
from verify.read.text import Reading
from verify.term import ONE, ZERO, Term, contains, equal, free_symbols, postorder, relation, substitute
from verify.verdict import Verdict

_ROUNDED = re.compile(r"(?<![\d._])\d*\.\d{2,}(?![\d.])")  # as a part of a formula, 0.6 \cdot 0.737
_MOST_PAIRS = 12  # of other meanings of two formulas
_DECIMAL = re.compile(r"\s*-?\s*[0-9]*\.[0-9]+\s*")


def sign_of(link: Link, now: Term, task: Task) -> str:
    """The relation of a formula to the one before it: its own, that of the row, or the usual one."""
    return link.relation or task.relation or ("iff" if kind_of(now) == "statement" else "eq")


def compared_by(
    link: Link, source: str, before: Term, now: Term, task: Task, proportional: Proportional | None = None
) -> Comparison:
    """A formula beside the one before it, by its relation or that of the task."""
    sign = sign_of(link, now, task)
    if sign in CONNECTIVES and {kind_of(before), kind_of(now)} != {"statement"}:
        reason = "an implication between what are no statements"
        return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason, "kind")
    if sign in ("eq", "iff"):
        found = compare(before, now, task.hypotheses, task.limits)
        if found.outcome == "wrong" and task.tolerance is not None and _DECIMAL.fullmatch(link.formula):
            close = within(task.tolerance)(before, now, task.hypotheses, task.limits)
            found = close if close.outcome == "correct" else found
        return replace(found, message=found.message.replace("the reference", "the line before it"))
    if sign == "propto" and proportional is not None:
        in_names = in_proportion(proportional, before, now, task.hypotheses, task.limits)
        if in_names is not None:
            return in_names
    if sign == "propto":
        found = up_to_a_factor(before, now, task.hypotheses, task.limits)
        if found.outcome == "wrong":
            reason = "not a number times the line before; in which name it is to be proportional is not said"
            return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason)
        return found
    if sign == "approx":
        return _approximately(link, source, before, now, task)
    if sign == "implies":
        found = decided(Question(now, (*task.hypotheses, before)), task)
        if found.outcome == "undecided" and before.op == now.op == "eq":
            equivalent = compare(before, now, task.hypotheses, task.limits)  # \nabla f(w) = 0, where it is worked out
            found = equivalent if equivalent.outcome == "correct" else found
        if found.outcome == "undecided" and found.verdict.truth == "proved":
            where = solved_where(before, now, task.hypotheses, task.limits)
            found = replace(found, outcome="correct", message=where) if where else found
        counted = counted_on_one_side(before, now) if found.outcome == "wrong" else ""
        return undecided(f"{counted} may stand for every integer, and not for one", "notation") if counted else found
    return decided(Question(relation(sign, before, now), task.hypotheses), task)


def decided(question: Question, task: Task) -> Comparison:
    """What the engine says of a statement."""
    verdict = decide(question, task.limits)
    if verdict.truth == "proved" and verdict.domain != "mismatch":
        return Comparison("correct", verdict, "", None, question)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "", None, question)
    return Comparison("undecided", verdict, "; ".join(verdict.reasons) or "no proof was found", None, question)


def _approximately(link: Link, source: str, before: Term, now: Term, task: Task) -> Comparison:
    """Within the tolerance, or as it is rounded: 2/3 \\approx 0.67 says what 2/3 is, however exact an answer has to be."""
    found = None if task.tolerance is None else within(task.tolerance)(before, now, task.hypotheses, task.limits)
    if found is not None and found.outcome == "correct":
        return found
    shown = Shown(source, before), Shown(link.formula, now)
    rounded = approximately(*shown, lambda text: task.read(text).term, task.limits)
    return rounded if found is None or rounded.outcome == "correct" else found


def doubt_of(before: Term, now: Term, derivation: Derivation) -> str:
    """Why nothing is known of a line that does not follow at some point, or ""."""
    known = derivation.task.vocabulary.symbols
    names = {name.name for name in free_symbols(now)}
    at_first = {name.name for name in free_symbols(derivation.terms[0])}
    lost = [name.name for name in free_symbols(before) if name.name not in known and name.name not in names | at_first]
    primed = [name for name in names | {each.name for each in free_symbols(before)} if "'" in name and name not in known]
    unknown = [each for term in (before, now) for each in free_symbols(term) if each.name not in known]
    if unknown and any(contains(term, {"imaginary"}) for term in derivation.terms):
        return f"{unknown[0].name} is not declared, and may be complex as other lines speak of i"
    if primed:
        return f"{primed[0]} is not declared, and may be a derivative"
    if lost:
        return f"{lost[0]}, which came in on the way and is not declared, may stand for something"
    if kind_of(before) == "statement" and may_hold_anywhere(before):
        return "the line before may hold for every argument of what it speaks of"
    free = {*free_symbols(before), *free_symbols(now)}
    counted = (part for term in (before, now) for part in postorder(term) if part.op == "gamma")
    if any(name in free and name.name not in known for part in counted for name in free_symbols(part)):
        return "a factorial of a name that nobody declared: it may be one of whole numbers only"
    return ""


def gives_coefficients(before: Term, now: Term, task: Task) -> bool:
    """Whether numbers for some names make an equation one that always holds: A = 1, B = -1, of 1/(x(x+1)) = A/x + B/(x+1)."""
    parts = now.args if now.op == "and" else (now,)
    values = {part.args[0]: part.args[1] for part in parts if part.op == "eq" and part.args[0].op == "symbol"}
    is_plain = len(values) == len(parts) and not any(free_symbols(value) for value in values.values())
    if before.op != "eq" or not is_plain or not values.keys() < set(free_symbols(before)):
        return False
    return decide(Question(substitute(before, values), task.hypotheses), task.limits.at_most(RESPELLED_FUEL)).truth == "proved"


def unless_meant_otherwise(found: Comparison, link: Link, source: str, before: Term, derivation: Derivation) -> Comparison:
    """A wrong step, unless it may be a fact beside the others, or follows with one of its formulas in another spelling."""
    if derivation.problem is not None:
        return undecided("a line before it cannot be read, and may say what it follows from", "fact")
    task, now = derivation.task, derivation.terms[-1]
    if gives_coefficients(before, now, task):
        return undecided("an equation for coefficients, which always holds with these values", "fact")
    facts = telling(derivation.facts, task.hypotheses, task.limits, before, now)
    if _are_about_what_is_bound(facts, (source, link.formula), (before, now)):
        return undecided("what was said before may be about a name that is bound here", "fact")
    earlier = (*(() if task.start is None else (task.start,)), *derivation.terms[:-1])
    fact = None if link.relation or task.relation else _fact_without_sign(before, now, facts, earlier, task)
    if kind_of(now) == "expression" or sign_of(link, now, task) in CONNECTIVES:
        fact = fact or _under_facts(link, source, before, derivation)
    if "iff" in (link.relation, task.relation) and (fact is None or fact.outcome == "wrong"):
        fact = _under_what_may_be_given(link, source, before, derivation) or fact
    if not link.relation and task.relation in CONNECTIVES and (fact is None or fact.outcome == "wrong"):
        fact = another_fact() if may_be_beside(before, now, earlier, task.hypotheses, task.limits) else fact
    if fact is not None and fact.outcome != "wrong":
        derivation.under_facts |= fact.message == UNDER_FACTS and kind_of(now) == "expression"
        return fact
    found = fact or found
    is_rounded = _DECIMAL.fullmatch(link.formula) is not None or _ROUNDED.search(link.formula) is not None
    may_round = (link.relation or task.relation or "eq") == "eq" and is_rounded and task.tolerance is None
    if may_round and _approximately(link, source, before, now, task).outcome == "correct":
        return undecided("a rounding of what stands before it, and = is no sign for that", "rounding")
    texts = [(text, True) for text in respellings(source)] + [(text, False) for text in respellings(link.formula)]
    cheap, tried = task.with_fuel(RESPELLED_FUEL), 0
    for text, is_before in texts:
        try:
            meant = task.read(text).term
        except InputError:
            continue
        sides = (meant, now) if is_before else (before, meant)
        if tried == MOST_TRIED or (link.relation in ("", "eq") and differ(*sides, task.hypotheses)):
            continue
        tried += 1
        if compared_by(link, source, *sides, cheap).outcome == "correct":
            return undecided(f"wrong as it is written, and right if {text} is meant: write brackets", "notation")
    return found


def settled_groupings(
    link: Link, source: str, readings: Sequence[Reading | None], before: Term, derivation: Derivation
) -> Sequence[str]:
    """The doubts about brackets in a wrong step, if it is wrong however its two formulas may be meant."""
    groupings = [doubt for reading in readings if reading is not None for doubt in reading.groupings]
    if not 0 < len(groupings) <= MOST_GROUPINGS or not (spells_brackets(source) and spells_brackets(link.formula)):
        return ()
    task, now = derivation.task.with_fuel(RESPELLED_FUEL), derivation.terms[-1]
    former, latter = _meanings(task, source, before), _meanings(task, link.formula, now)
    pairs = [(one, other) for one in former for other in latter if (one, other) != (before, now)]
    if len(pairs) > _MOST_PAIRS:
        return ()
    return groupings if all(compared_by(link, source, *pair, task).outcome == "wrong" for pair in pairs) else ()


def _meanings(task: Task, source: str, read: Term) -> Sequence[Term]:
    """What a formula may mean in its other spellings, as far as they can be read."""
    found = [read]
    for text in respellings(source):
        try:
            found.append(task.read(text).term)
        except InputError:
            continue
    return tuple(dict.fromkeys(found))


def _fact_without_sign(
    before: Term, now: Term, facts: Sequence[Term], earlier: Sequence[Term], task: Task
) -> Comparison | None:
    """What a formula without a sign may be that does not follow from the one before it: another fact, or a value put in."""
    fact = beside(before, now, earlier, task.hypotheses, task.limits)
    if fact is None and may_put_value_in(now, facts, task.hypotheses, task.limits):
        return undecided("a value that was given before may have been put in", "fact")
    if fact is None and not free_symbols(now) and decided(Question(now), task).outcome == "correct":
        return another_fact()  # a calculation: 1 - 0.3 = 0.7
    if fact is None and before.op == "and" and decided(Question(now, (*task.hypotheses, before)), task).outcome == "correct":
        return undecided(SAYS_LESS, "fact")
    return fact


def _are_about_what_is_bound(facts: Sequence[Term], texts: tuple[str, str], terms: tuple[Term, Term]) -> bool:
    r"""Whether facts speak of a name that a line has, and its term has not: y = x^2 and d/dx (x y), x >= 1 and \min_x x^2."""
    said = {name.name for fact in facts for name in free_symbols(fact)}
    tied = [fact for fact in facts if len(free_symbols(fact)) > 1]  # y is no constant to d/dx beside y = x^2
    if any(contains(term, {"derivative", "gradient"}) and not set(free_symbols(term)).isdisjoint(free_symbols(fact))
           for term in terms for fact in tied):  # fmt: skip
        return True
    return any(
        re.search(rf"(?<![A-Za-z])d?{re.escape(name)}(?![A-Za-z])", text)
        for text, term in zip(texts, terms, strict=True)
        for name in said - {each.name for each in free_symbols(term)}
    )


def _under_facts(link: Link, source: str, before: Term, derivation: Derivation) -> Comparison | None:
    """The step under all that was said before it; None if nothing was."""
    task, now = derivation.task, derivation.terms[-1]
    judge = partial(_judged_under, link, source, before, now, task)
    facts = telling(derivation.facts, task.hypotheses, task.limits, before, now)
    if kind_of(now) == "statement" and sign_of(link, now, task) != "implies":  # of two equivalent ones each says it all
        facts = tuple(fact for fact in facts if is_condition(fact)) if before.op == now.op == "eq" else ()

    def is_no_claim(fact: Term) -> bool:
        return _names_a_quantity(fact, derivation) or _is_no_consequence(link, before, now, task, fact)

    return given(before, now, facts, task.hypotheses, task.limits, judge, is_no_claim)


def _under_what_may_be_given(link: Link, source: str, before: Term, derivation: Derivation) -> Comparison | None:
    """A step that is not wrong with all that was said, if a line before it is not decided: what that says may be given."""
    task, now = derivation.task, derivation.terms[-1]
    if kind_of(now) != "statement" or all(step.verdict != "undecided" for step in derivation.steps):
        return None
    others = tuple(fact for fact in derivation.facts if fact is not before)
    contradicts = Question(equal(ZERO, ONE), (*task.hypotheses, *others, now))
    if decide(contradicts, task.limits.at_most(RESPELLED_FUEL)).truth == "proved":
        return None
    if _judged_under(link, source, before, now, task, others).outcome == "wrong":
        return None
    return undecided("right with what the lines before it say, of which not all is known to be given", "fact")


def _names_a_quantity(fact: Term, derivation: Derivation) -> bool:
    """Whether a fact only gives a name to something: m = E[X], for an m that nobody declared or asked about, and that is new."""
    if fact.op != "eq" or fact not in derivation.terms:
        return False
    earlier = derivation.terms[: derivation.terms.index(fact)]
    task = derivation.task
    asked = [term for _, term in task.references] + ([] if task.start is None else [task.start])
    known = {name.name for term in (*earlier, *asked) for name in free_symbols(term)} | set(task.vocabulary.symbols)
    sides = (fact.args, fact.args[::-1])
    return any(one.op == "symbol" and one.name not in known and one not in free_symbols(other) for one, other in sides)


def under_conditions(found: Comparison, link: Link, source: str, before: Term, derivation: Derivation) -> Comparison:
    """A step that is not decided, under the conditions before it: x > 2, and then log x + log(x - 2) = log 8."""
    under = _under_facts(link, source, before, derivation)
    return under if under is not None and under.outcome == "correct" else found


def _is_no_consequence(link: Link, before: Term, now: Term, task: Task, fact: Term) -> bool:
    """Whether a step holds somewhere where a fact does not."""
    sign = link.relation or task.relation or "eq"
    if sign not in ("eq", "le", "lt", "ge", "gt"):
        return False
    step = relation(sign, before, now)
    return decide(Question(fact, (*task.hypotheses, step)), task.limits.at_most(RESPELLED_FUEL)).truth == "refuted"


def _judged_under(link: Link, source: str, before: Term, now: Term, task: Task, said: tuple[Term, ...]) -> Comparison:
    cheap = task.with_fuel(RESPELLED_FUEL)
    return compared_by(link, source, before, now, replace(cheap, hypotheses=(*task.hypotheses, *said)))


def may_have_no_value(found: Comparison, link: Link, source: str, before: Term, derivation: Derivation) -> bool:
    """Whether a step that is right but for some points may be at one: x = 0, and then x/x = 1."""
    now = derivation.terms[-1]
    if found.verdict.domain == "total" or kind_of(now) == "statement":
        return False
    said = about({*free_symbols(before), *free_symbols(now)}, derivation.facts)
    return bool(said) and _judged_under(link, source, before, now, derivation.task, said).outcome != "correct"


def badness(found: Comparison) -> int:
    """The greater, the worse: of a line with several steps the worst counts."""
    return ("correct", "undecided", "wrong").index(found.outcome)
