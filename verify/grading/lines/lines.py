r"""A derivation of many lines: each is judged against the line before it, and the first that does not follow is named.

A line may begin with its relation (`= x^2`, `\le 3`, `\iff x = 1`) and go on with others (`= x^2 + 2x \le 3`); without one it is
`=` between expressions and `iff` between statements.  After a wrong line the next ones are judged on from it.

    relation             the line follows if
    =, <, <=, >, >=      it holds wherever the line before and this one are defined
    iff, implies         both lines are statements, and each implies the other, or the first the second
    \propto              one is the other times a number other than 0
    \approx              within the tolerance of the mode, or as far as the decimals go that are shown
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, counterexample_of, undecided
from verify.grading.lines.consequences import are_met, follows
from verify.grading.lines.doubts import Step, doubt_of_step, has_kernels, may_put_in_values
from verify.grading.lines.facts import is_condition
from verify.grading.lines.families import compared_as_antiderivatives, reject_differentials
from verify.grading.lines.links import Link, links_of
from verify.grading.lines.pieces import is_label, is_new_name, only_names, pieces_of_line, says_again
from verify.grading.lines.premises import doubt_of_premise, says_nothing
from verify.grading.lines.solving import (
    computes_function,
    is_of_rate,
    mentions_defined,
    of_what_is_solved,
    only_defines,
    says_zero,
    speaks_of_defined,
)
from verify.grading.lines.state import CONNECTIVES, Derivation
from verify.grading.lines.steps import (
    badness,
    compared_by,
    decided,
    doubt_of,
    may_have_no_value,
    settled_groupings,
    under_conditions,
    unless_meant_otherwise,
)
from verify.grading.lines.systems import accept_what_is_solved, forgive_givens
from verify.grading.result import LineResult
from verify.grading.task import Task, undeclared_words
from verify.grading.texts.labels import is_logarithm_of, label_of
from verify.grading.texts.notation import doubted, doubted_readings, names_called
from verify.grading.texts.presentation import says_hence
from verify.grading.texts.same_names import name_the_same
from verify.problem import InputError
from verify.question import Question
from verify.render.problem import problem_text
from verify.term import ZERO, Term, conjuncts, free_symbols, log

_VALUE_AT_PLACE = re.compile(r"\s*\\?[A-Za-z]+(?:_\w)?\s*\(\s*-?[0-9./]+\s*\)\s*(?:=.*)?", re.DOTALL)  # y(3)


def follow(lines: Sequence[str], task: Task) -> Derivation:
    """Every line judged against the one before it, the first one against the start of the task where there is one."""
    hence = frozenset(place for place, line in enumerate(lines) if says_hence(line))
    derivation = Derivation(task, tuple(links_of(line) for line in lines), last=task.start, hence=hence)
    for place in range(len(lines)):
        try:
            found = _line(derivation, place)
        except InputError as error:
            derivation.problem = derivation.problem or error.problem
            found = LineResult("unreadable", "undecided", problem_text(error.problem))
            derivation.last = None
        derivation.steps.append(found)
    forgive_givens(derivation)
    accept_what_is_solved(derivation)
    return derivation


def _line(derivation: Derivation, place: int) -> LineResult:
    """One line: its links in turn; the worst of them is what is said of the line."""
    begins = derivation.last is None
    is_lost = begins and derivation.problem is not None
    worst: Comparison | None = None
    odd: Comparison | None = None
    reject_differentials(derivation, derivation.lines[place])
    links, is_chain = pieces_of_line(derivation, place)
    if not links[0].relation:
        derivation.proportional = None  # of another name, unless this line says in which names it is to be proportional
        derivation.integrated = None if len(links) > 1 else derivation.integrated
    is_calculation = computes_function(derivation, place)
    if is_calculation:
        links, is_chain = derivation.lines[place], True
    is_bound = is_chain and links[1].relation not in (*derivation.task.naming, "propto")
    if is_bound and is_new_name(label_of(links[0].formula), derivation):
        derivation.last = None
        reason = f"a bound of {links[0].formula}, which is not defined"
        return LineResult("undecided", "undecided", reason)
    last_label, may_begin_anew = derivation.label, _may_begin_anew(derivation, place, is_chain)
    is_implication = not is_chain and any(link.relation in CONNECTIVES for link in links[1:])
    first_term = len(derivation.terms)
    for position, link in enumerate(links):
        if is_chain and position == 0 and is_label(links, derivation):
            if says_again(derivation, place) and not _is_known_already(derivation, place):
                worst = undecided(f"what {link.formula} is may follow from a line before it, which speaks of it", "chain")
            derivation.label = link.formula
            may_begin_anew = may_begin_anew and not (last_label and name_the_same(last_label, link.formula))
            continue
        reading = derivation.task.read(link.formula)
        derivation.task.check_names(reading.term, link.formula)
        before, derivation.last = derivation.last, reading.term
        source, derivation.source = derivation.source, link.formula
        former, derivation.before = derivation.before, reading
        derivation.terms.append(reading.term)
        if reading.term.op == "lambda":
            derivation.integrated = derivation.integrated or reading.term.args[0]
        derivation.choices += [*reading.choices, *undeclared_words(reading)]
        is_first = position == 0 or (position == 1 and not is_calculation and derivation.label == links[0].formula)
        if before is not None and is_first and (
            is_calculation or _begins_with(derivation, place, is_chain)
        ):
            begins = True
            is_statement = kind_of(reading.term) == "statement"
            derivation.label = link.formula if is_calculation else "" if is_statement else derivation.label
            if is_statement and speaks_of_defined(derivation, links[0].formula):
                worst = of_what_is_solved(derivation, place, is_implication)
            elif is_statement and kind_of(before) == "statement":  # x > 2, and then log x + log(x - 2) = log 8
                worst = undecided("an equation that may be given beside its conditions", "fact")
        elif before is not None:
            if place in derivation.hence and not link.relation and kind_of(before) == kind_of(reading.term) == "statement":
                link = Link("implies", link.formula)
            is_claimed = link.relation == "implies" or (place in derivation.hence and not link.relation)
            if is_claimed and position == 0 and kind_of(before) != kind_of(reading.term) == "statement":
                holds = decided(Question(reading.term, (*derivation.task.hypotheses, *derivation.facts)), derivation.task)
                are_met_somewhere = not derivation.facts or are_met(derivation.facts, derivation.task.limits)
                if holds.outcome == "correct" and are_met_somewhere:  # it follows from a chain of expressions, and holds anyway
                    derivation.verdicts.append(holds.verdict)
                    continue
            found, before = _compared(derivation, link, source, before, reading.term)
            if link.relation == "propto" and any(_shares_name(fact, before, reading.term) for fact in derivation.facts):
                found = undecided("what was said before may tie the names together in which it is to be proportional", "fact")
            if found.outcome == "wrong" and link.relation == "propto" and _is_explained_below(derivation, place, reading.term):
                found = undecided("a name in it is explained below", "fact")
            if found.outcome == "wrong" and position == 1 and link.relation == "eq" and has_kernels(derivation, place):
                found = undecided("what was known up to a factor, and may be normalised here", "notation")
            derivation.called |= names_called(reading)
            constants = derivation.task.constants if before.op == "lambda" else frozenset()  # the C behind an integral
            found = doubted(found, (before, reading.term), derivation.task.declared, derivation.called, constants)
            spelled = settled_groupings(link, source, (former, reading), before, derivation) if found.outcome == "wrong" else ()
            found = doubted_readings(found, derivation.task.doubts, *filter(None, (former, reading)), spelled=spelled)
            is_called = bool(names_called(reading) - derivation.task.vocabulary.symbols.keys())
            if found.outcome == "wrong" and _VALUE_AT_PLACE.fullmatch(links[0].formula) and is_called:
                found = undecided(f"{links[0].formula} may be a value of a function that nobody declared", "notation")
            if found.outcome == "wrong" and (reason := doubt_of(before, reading.term, derivation)):
                found = undecided(reason, "notation")
            if found.outcome == "wrong":
                found = unless_meant_otherwise(found, link, source, before, derivation)
            elif found.outcome == "undecided" and kind_of(reading.term) == "statement":
                found = under_conditions(found, link, source, before, derivation)
            elif found.outcome == "correct" and says_nothing(before, reading.term, derivation.task):
                found = undecided("what stands before it never holds, so that every line follows", "fact")
            elif found.outcome == "correct" and may_have_no_value(found, link, source, before, derivation):
                found = undecided("whether both sides have values under what was said before is not known", "fact")
            step = Step(derivation, place, position, link, source, before, reading.term, is_chain, is_calculation, is_implication)
            if found.outcome == "wrong" and (doubt := doubt_of_step(step)) is not None:
                found = undecided(*doubt)
            is_named = position == 1 and links[0].formula == derivation.label
            is_other = is_named and bool(last_label) and last_label != derivation.label
            if may_begin_anew and not is_calculation and (position == 0 or is_named) and (found.outcome == "wrong" or is_other):
                found = undecided("a line without a sign of its own, which may begin with something else", "chain")
            if found.outcome == "wrong" and may_put_in_values(step):
                derivation.put_in.add(place)
            derivation.verdicts.append(found.verdict)
            if found.outcome == "wrong" and (link.relation or "eq") == "eq":
                derivation.wrong.setdefault(place, (before, reading.term, found))
            odd = found if found.code == "kind" else odd  # the => of x => 1 is no implication
            worst = found if worst is None or badness(found) > badness(worst) else worst
        else:
            worst = doubt_of_premise(reading.term, link.formula, derivation.task)
    if is_implication:
        derivation.aside.update(range(first_term, len(derivation.terms)))
    if is_implication or not links[0].relation:
        derivation.premised = is_implication and derivation.last is not None and kind_of(derivation.last) != "statement"
    if worst is not None and worst.outcome == "wrong" and odd is not None:
        worst = odd
    if worst is not None:
        return LineResult(worst.outcome, worst.verdict.truth, worst.message, counterexample_of(worst), derivation.last)
    if place and is_lost:
        return LineResult("undecided", "undecided", "nothing readable before it", None, derivation.last)
    message = "the first line" if place == 0 else "it begins anew" if begins else ""
    return LineResult("correct", "proved", message, None, derivation.last)


def _compared(derivation: Derivation, link: Link, source: str, before: Term, now: Term) -> tuple[Comparison, Term]:
    """A formula beside the one before it, and what that is to it: in chains about integrals without bounds its derivative."""
    proportional = derivation.proportional or only_names(derivation)
    if "lambda" not in (before.op, now.op):
        found = compared_by(link, source, before, now, derivation.task, proportional)
        if derivation.integrated is None or found.outcome == "correct":
            return found, before
    return compared_as_antiderivatives(derivation, link, before, now) or (
        compared_by(link, source, before, now, derivation.task, proportional), before
    )  # fmt: skip


def _is_known_already(derivation: Derivation, place: int) -> bool:
    """Whether the equation at the beginning of a chain follows from what the lines before it say."""
    task, heads = derivation.task, [links for links in derivation.lines[:place] if len(links) > 1 and not links[0].relation]
    formula = derivation.lines[place][0].formula
    for links in heads:
        if is_logarithm_of(formula, links[0].formula) and links[1].relation == "eq":
            named, value = (task.read(each.formula).term for each in (links[1], derivation.lines[place][1]))
            return not named.shape and compare(log(named), value, task.hypotheses, task.limits).outcome == "correct"
    try:
        said = [task.read(f"{links[0].formula} = {links[1].formula}").term for links in heads if links[1].relation == "eq"]
        statement = task.read(" = ".join(link.formula for link in derivation.lines[place][:2])).term
    except InputError:
        return False
    return follows(said, statement, task.hypotheses, task.limits)


def _shares_name(fact: Term, *terms: Term) -> bool:
    return any(not set(free_symbols(fact)).isdisjoint(free_symbols(term)) for term in terms)


def _is_explained_below(derivation: Derivation, place: int, term: Term) -> bool:
    """Whether a line below says what a name of a term is: e^{-(t-m)^2/(2v)}, and then v = s/(s+1)."""
    names = {name.name for name in free_symbols(term)}
    heads = (label_of(links[0].formula) for links in derivation.lines[place + 1 :] if not links[0].relation and len(links) > 1)
    return any(head is not None and not names.isdisjoint(head.names) for head in heads)


def _may_begin_anew(derivation: Derivation, place: int, is_chain: bool) -> bool:
    """Whether an expression, or a chain of them, has no sign at its beginning, and is a chain or other lines have one."""
    links = derivation.lines[place]
    goes_on = any(each[0].relation not in ("", *CONNECTIVES) for each in derivation.lines[:place])
    return place > 0 and not links[0].relation and (is_chain or (goes_on and len(links) == 1))


def _begins_with(derivation: Derivation, place: int, is_chain: bool) -> bool:
    """Whether a line without a sign begins with something else, which nothing before it has to imply.

    A formula that the next lines go on with, below assumptions: x > 0, and then |x|, = x.  An equation to be solved, below its
    conditions, or below the formula that is set to 0: f'(x) = 2x - 2, and then f'(x) = 0, 2x - 2 = 0 or 2x = 2.
    """
    lines, (*earlier, now) = derivation.lines, derivation.terms
    if lines[place][0].relation or place in derivation.hence:
        return False
    earlier = [*([] if derivation.task.start is None else [derivation.task.start]), *earlier]
    has_signs = any(links[0].relation for links in lines[:place])
    if kind_of(now) == "expression":
        goes_on = is_chain or (place + 1 < len(lines) and lines[place + 1][0].relation not in ("", *CONNECTIVES))
        has_begun = {kind_of(term) for term in earlier} != {"statement"} and not only_defines(derivation, place)
        return goes_on and not has_signs and not has_begun
    *_, equation = conjuncts(now)
    if now.op in ("le", "lt") and kind_of(earlier[-1]) == "expression" and speaks_of_defined(derivation, lines[place][0].formula):
        return decided(Question(now, derivation.task.hypotheses), derivation.task).outcome == "correct"  # f(x) >= -1
    if equation.op != "eq" or (equation is not now and ZERO not in equation.args):
        return False
    is_of_defined = kind_of(earlier[-1]) == "expression" and mentions_defined(derivation, lines[place])
    if is_of_defined and decided(Question(now, derivation.task.hypotheses), derivation.task).outcome == "correct":
        return True  # r = b - Ax, and then r'r = b'b - ...
    if speaks_of_defined(derivation, lines[place][0].formula):
        return kind_of(earlier[-1]) == "expression" or ZERO in equation.args  # another question about it
    if equation is not now:
        return False
    if kind_of(earlier[-1]) == "expression":
        is_solved = place + 1 < len(lines) or (place > 0 and is_of_rate(lines[place - 1][0].formula))
        return is_solved and says_zero(derivation, earlier[-1], now)
    return not has_signs and all(map(is_condition, earlier))


