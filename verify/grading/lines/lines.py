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
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from verify.decide import decide
from verify.grading.comparing.compare import compare, counted_on_one_side, differ, kind_of
from verify.grading.comparing.comparison import Comparison, counterexample_of, undecided
from verify.grading.comparing.modes import up_to_a_factor, within
from verify.grading.lines.facts import (
    another_fact,
    are_the_answer,
    are_values_of_one_name,
    beside,
    given,
    is_given,
    may_put_value_in,
    puts_value_in,
)
from verify.grading.lines.links import Link, links_of
from verify.grading.lines.roundings import Shown, approximately
from verify.grading.result import LineResult
from verify.grading.task import Task, undeclared_words
from verify.grading.texts.labels import Label, label_of
from verify.grading.texts.notation import doubted, doubted_readings, names_called
from verify.grading.texts.presentation import says_hence
from verify.grading.texts.respellings import MOST_TRIED, RESPELLED_FUEL, respellings
from verify.grading.texts.same_names import name_the_same
from verify.problem import InputError, Problem
from verify.question import Question
from verify.read.text import Reading
from verify.render.problem import problem_text
from verify.term import ZERO, Term, free_symbols, make, postorder, relation
from verify.verdict import Verdict

_DECIMAL = re.compile(r"\s*-?\s*[0-9]*\.[0-9]+\s*")
_VALUE_AT_PLACE = re.compile(r"\s*\\?[A-Za-z]+(?:_\w)?\s*\(\s*-?[0-9./]+\s*\)\s*(?:=.*)?", re.DOTALL)  # y(3)
_CONNECTIVES = ("iff", "implies")


def _doubt(before: Term, now: Term, derivation: Derivation) -> str:
    """Why nothing is known of a line that does not follow at some point, or ""."""
    known = derivation.task.vocabulary.symbols
    names = {name.name for name in free_symbols(now)}
    at_first = {name.name for name in free_symbols(derivation.terms[0])}
    lost = [name.name for name in free_symbols(before) if name.name not in known and name.name not in names | at_first]
    primed = [name for name in names | {each.name for each in free_symbols(before)} if "'" in name and name not in known]
    if primed:
        return f"{primed[0]} is not declared, and may be a derivative"
    if lost:
        return f"{lost[0]}, which came in on the way and is not declared, may stand for something"
    if kind_of(before) == "statement" and any(_is_of_any_place(part, free_symbols(before)) for part in postorder(before)):
        return "the line before may hold for every argument of what it speaks of"
    free = {*free_symbols(before), *free_symbols(now)}
    counted = (part for term in (before, now) for part in postorder(term) if part.op == "gamma")
    if any(name in free and name.name not in known for part in counted for name in free_symbols(part)):
        return "a factorial of a name that nobody declared: it may be one of whole numbers only"
    return ""


def _is_of_any_place(term: Term, names: Collection[Term]) -> bool:
    """Whether a term is an unknown function or an item of a sequence at a place with one of the names."""
    is_unknown = term.op in ("apply", "item") and term.args[0].op == "symbol"
    return is_unknown and any(name in names for place in term.args[1:] for name in free_symbols(place))


@dataclass
class Derivation:
    """What is known after some lines: their results, every formula that stood in them, and the last one."""

    task: Task
    lines: tuple[tuple[Link, ...], ...]
    steps: list[LineResult] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    wrong: dict[int, tuple[Term, Term, Comparison]] = field(default_factory=dict)  # line -> before, now, what is wrong
    last: Term | None = None
    source: str = ""  # of the last formula
    called: frozenset[str] = frozenset()  # undeclared names before a bracket
    before: Reading | None = None  # of the last formula
    problem: Problem | None = None
    put_in: set[int] = field(default_factory=set)  # lines in which a name may have got a value
    hence: frozenset[int] = frozenset()  # lines that begin with Thus
    label: str = ""  # what the last line with a name of its own says that it computes

    @property
    def has_bounds(self) -> bool:
        """Whether the last formula is a bound of the first, or only like it."""
        relations = {link.relation for links in self.lines for link in links[1:]} | {links[0].relation for links in self.lines}
        is_expression = self.last is not None and kind_of(self.last) == "expression"
        return is_expression and not relations <= {"", *self.task.naming, *_CONNECTIVES}


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
    _forgive_givens(derivation)
    return derivation


def _forgive_givens(derivation: Derivation) -> None:
    """Lines that do not follow from each other, and need not: a system of equations, which the next line needs all of or which
    is the answer, and solutions one by one, x = 1 and then x = -1."""
    lines, terms, task, steps = derivation.lines, derivation.terms, derivation.task, derivation.steps
    place = next((place for place, step in enumerate(steps) if step.verdict == "wrong"), 0)
    if len(terms) < len(lines) and any(step.verdict == "unreadable" for step in steps):
        _forgive_beside_unreadable(derivation)
        return
    if len(terms) != len(lines) or lines[place][0].relation not in ("", "implies") or task.relation or not place:
        return
    if lines[place][0].relation:  # x + y = 3, x - y = 1, so x = 2: it may follow from all of them
        if steps[place - 1].verdict == "undecided" and is_given(terms[:place], terms[place], task.hypotheses, task.limits):
            _forgive(derivation, place)
            steps[place] = LineResult("correct", "proved", "it follows from the lines before it", None, terms[place])
        return
    last = next((end for end in range(len(lines), place + 1, -1) if _are_alternatives(derivation, place, end)), place)
    for each in range(place, last):  # x^2 = a^2, and then x = a, x = -a
        _forgive(derivation, each)
    if last > place:
        return
    while place < len(lines) - 1 and is_given(terms[: place + 1], terms[place + 1], task.hypotheses, task.limits):
        _forgive(derivation, place)
        if steps[place + 1].verdict == "wrong":
            steps[place + 1] = LineResult("correct", "proved", "it follows from the lines before it", None, terms[place + 1])
        place += 1
    if steps[place].verdict != "wrong":
        return
    is_last = place == len(lines) - 1
    references = [term for _, term in task.references]
    if is_last and are_the_answer(terms, references, task.hypotheses, task.limits):
        _forgive(derivation, place)
    if not is_last and are_values_of_one_name(*terms[place : place + 2]):
        _forgive(derivation, place)


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


def _line(derivation: Derivation, place: int) -> LineResult:
    """One line: its links in turn; the worst of them is what is said of the line."""
    begins = derivation.last is None
    worst: Comparison | None = None
    odd: Comparison | None = None
    links, is_chain = _pieces(derivation, place)
    if is_chain and links[1].relation not in derivation.task.naming and _is_new(label_of(links[0].formula), derivation):
        derivation.last = None
        reason = f"a bound of {links[0].formula}, which is not defined"
        return LineResult("undecided", "undecided", reason)
    last_label, may_begin_anew = derivation.label, _may_begin_anew(derivation, place, is_chain)
    for position, link in enumerate(links):
        if is_chain and position == 0 and _is_label(links, derivation):
            derivation.label = link.formula
            may_begin_anew = may_begin_anew and not (last_label and name_the_same(last_label, link.formula))
            continue
        reading = derivation.task.read(link.formula)
        derivation.task.check_names(reading.term, link.formula)
        before, derivation.last = derivation.last, reading.term
        source, derivation.source = derivation.source, link.formula
        former, derivation.before = derivation.before, reading
        derivation.terms.append(reading.term)
        derivation.choices += [*reading.choices, *undeclared_words(reading)]
        if before is not None and position == 0 and _begins_under_assumptions(derivation, place):
            begins = True
        elif before is not None:
            if place in derivation.hence and not link.relation and kind_of(before) == kind_of(reading.term) == "statement":
                link = Link("implies", link.formula)
            found = _step(link, source, before, reading.term, derivation.task)
            derivation.called |= names_called(reading)
            known = derivation.task.vocabulary.symbols
            constants = derivation.task.constants if before.op == "lambda" else frozenset()  # the C behind an integral
            found = doubted(found, (before, reading.term), known, derivation.called, constants)
            found = doubted_readings(found, derivation.task.doubts, *filter(None, (former, reading)))
            if found.outcome == "wrong" and _VALUE_AT_PLACE.fullmatch(links[0].formula) and names_called(reading) - known.keys():
                found = undecided(f"{links[0].formula} may be a value of a function that nobody declared", "notation")
            if found.outcome == "wrong" and (reason := _doubt(before, reading.term, derivation)):
                found = undecided(reason, "notation")
            if found.outcome == "wrong":
                found = _unless_meant_otherwise(found, link, source, before, derivation)
            is_named = position == 1 and links[0].formula == derivation.label
            is_other = is_named and bool(last_label) and last_label != derivation.label
            if may_begin_anew and (position == 0 or is_named) and (found.outcome == "wrong" or is_other):
                found = undecided("a line without a sign of its own, which may begin with something else", "chain")
            if found.outcome == "wrong" and place < len(derivation.lines) - 1 and _sets_to_zero(before, reading.term):
                found = undecided("set to 0, or said to be 0", "chain")
            if found.outcome == "wrong" and puts_value_in(before, reading.term, [term for _, term in derivation.task.references]):
                derivation.put_in.add(place)
            derivation.verdicts.append(found.verdict)
            if found.outcome == "wrong" and (link.relation or "eq") == "eq":
                derivation.wrong.setdefault(place, (before, reading.term, found))
            odd = found if found.code == "kind" else odd  # the => of x => 1 is no implication
            worst = found if worst is None or _badness(found) > _badness(worst) else worst
    if worst is not None and worst.outcome == "wrong" and odd is not None:
        worst = odd
    if worst is not None:
        return LineResult(worst.outcome, worst.verdict.truth, worst.message, counterexample_of(worst), derivation.last)
    message = "the first line" if place == 0 else "nothing readable before it" if begins else ""
    return LineResult("correct", "proved", message, None, derivation.last)


def _may_begin_anew(derivation: Derivation, place: int, is_chain: bool) -> bool:
    """Whether an expression, or a chain of them, has no sign at its beginning, and is a chain or other lines have one."""
    links = derivation.lines[place]
    goes_on = any(each[0].relation not in ("", *_CONNECTIVES) for each in derivation.lines[:place])
    return place > 0 and not links[0].relation and (is_chain or (goes_on and len(links) == 1))


def _begins_under_assumptions(derivation: Derivation, place: int) -> bool:
    """Whether statements are followed by a formula that the next line goes on with: x > 0, and then |x|, = x."""
    lines, kinds = derivation.lines, [kind_of(term) for term in derivation.terms]
    if lines[place][0].relation or place + 1 == len(lines) or lines[place + 1][0].relation in ("", *_CONNECTIVES):
        return False
    has_signs = any(links[0].relation for links in lines[:place])
    return not has_signs and kinds[-1] == "expression" and set(kinds[:-1]) == {"statement"}


def _sets_to_zero(before: Term, now: Term) -> bool:
    """Whether a plain 0 is new, which the next lines may solve for: f'(x) = 2x - 2 and then = 0, or 2x - 2 = 0."""
    if kind_of(before) != kind_of(now):
        return False
    if kind_of(now) == "expression":
        return ZERO in (before, now)
    return before.op == now.op == "eq" and ZERO in now.args and ZERO not in before.args


def _unless_meant_otherwise(found: Comparison, link: Link, source: str, before: Term, derivation: Derivation) -> Comparison:
    """A wrong step, unless it may be a fact beside the others, or follows with one of its formulas in another spelling."""
    task, now, earlier = derivation.task, derivation.terms[-1], derivation.terms[:-1]
    fact = None
    if not (link.relation or task.relation):
        fact = beside(before, now, earlier, task.hypotheses, task.limits)
        if fact is None and may_put_value_in(now, earlier, task.hypotheses, task.limits):
            fact = undecided("a value that was given before may have been put in", "fact")
        if fact is None and not free_symbols(now) and _decided(Question(now), task).outcome == "correct":
            fact = another_fact()  # a calculation: 1 - 0.3 = 0.7
        if fact is None and before.op == "and" and _decided(Question(now, (*task.hypotheses, before)), task).outcome == "correct":
            fact = undecided("it follows from the statements before it, and says less than they do", "fact")
    if kind_of(now) == "expression" or link.relation == "implies":
        fact = fact or _under_facts(link, source, before, derivation)
    if fact is not None:
        return fact
    is_decimal = link.relation == "eq" and _DECIMAL.fullmatch(link.formula) and task.tolerance is None
    if is_decimal and _approximately(link, source, before, now, task).outcome == "correct":
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
        if _step(link, source, *sides, cheap).outcome == "correct":
            return undecided(f"wrong as it is written, and right if {text} is meant: write brackets", "notation")
    return found


def _under_facts(link: Link, source: str, before: Term, derivation: Derivation) -> Comparison | None:
    """The step under all that was said before it."""
    task, now, earlier = derivation.task, derivation.terms[-1], derivation.terms[:-1]

    def judge(said: tuple[Term, ...]) -> Comparison:
        cheap = task.with_fuel(RESPELLED_FUEL)
        return _step(link, source, before, now, replace(cheap, hypotheses=(*task.hypotheses, *said)))

    return given(before, now, earlier, task.hypotheses, task.limits, judge)


def _badness(found: Comparison) -> int:
    return ("correct", "undecided", "wrong").index(found.outcome)


def _pieces(derivation: Derivation, place: int) -> tuple[tuple[Link, ...], bool]:
    """The formulas of a line, and whether they begin a chain; the sides of a statement are one formula."""
    links = derivation.lines[place]
    if len(links) == 1 or links[0].relation not in ("", *_CONNECTIVES):
        return links, False
    if not any(link.relation in _CONNECTIVES for link in links) and _is_chain(derivation, place):
        return links, True
    statements: list[Link] = []
    for link in links:
        if not statements or link.relation in _CONNECTIVES:
            statements.append(link)
        else:
            whole = f"{statements[-1].formula} {_SIGNS[link.relation]} {link.formula}"
            statements[-1] = Link(statements[-1].relation, whole)
    return tuple(statements), False


_SIGNS = {"eq": "=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "propto": "∝", "approx": "≈"}


def _is_chain(derivation: Derivation, place: int) -> bool:
    """`f = a` begins a chain if the next line goes on with a relation, or if an expression is asked for in the end."""
    if any(link.relation in ("propto", "approx") for link in derivation.lines[place]):
        return True
    if len(derivation.lines) == 1 and not derivation.task.references:
        return True
    if place + 1 < len(derivation.lines):
        return derivation.lines[place + 1][0].relation not in ("", *_CONNECTIVES)
    references = derivation.task.references
    asks_for_value = bool(references) and all(kind_of(term) != "statement" for _, term in references)
    return asks_for_value and (derivation.last is None or kind_of(derivation.last) == "expression")


def _is_label(links: tuple[Link, ...], derivation: Derivation) -> bool:
    """Whether the left side of an equation only names what is computed: a new name that does not occur again."""
    formula = links[0].formula
    if derivation.task.is_left_side(formula):
        return True
    label = label_of(formula) if links[1].relation in derivation.task.naming else None
    if label is None or _is_defined(label, derivation):
        return False
    try:
        is_new = _is_new(label, derivation) or derivation.task.read(formula).term.op == "symbol"
    except InputError:
        is_new = True  # without a meaning of its own, as L(q) where nothing is declared
    if not is_new or _occurs(label, links[1], derivation):
        return False
    derivation.choices.append(f"{formula} is taken for the name of what follows")
    return True


def _is_defined(label: Label, derivation: Derivation) -> bool:
    return any(map(derivation.task.vocabulary.defines, label.names))


def _is_new(label: Label | None, derivation: Derivation) -> bool:
    if label is None or _is_defined(label, derivation):
        return False
    known = derivation.task.vocabulary.symbols
    is_product = any(len(name) > 1 and name.isalpha() and known.keys() >= set(name) for name in label.names)  # ab of a and b
    return not is_product and not any(name in known for name in label.names)


def _occurs(label: Label, link: Link, derivation: Derivation) -> bool:
    terms = [derivation.task.read(link.formula).term, *(term for _, term in derivation.task.references)]
    return any(each.name in label.names for term in terms for each in free_symbols(term))


def _step(link: Link, source: str, before: Term, now: Term, task: Task) -> Comparison:
    sign = link.relation or task.relation or ("iff" if kind_of(now) == "statement" else "eq")
    if sign in _CONNECTIVES and {kind_of(before), kind_of(now)} != {"statement"}:
        reason = "an implication between what are no statements"
        return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason, "kind")
    if sign in ("eq", "iff"):
        found = compare(before, now, task.hypotheses, task.limits)
        return replace(found, message=found.message.replace("the reference", "the line before it"))
    if sign == "propto":
        found = up_to_a_factor(before, now, task.hypotheses, task.limits)
        if found.outcome == "wrong":
            reason = "not a number times the line before; in which name it is to be proportional is not said"
            return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason)
        return found
    if sign == "approx":
        return _approximately(link, source, before, now, task)
    if sign == "implies":
        found = _decided(Question(now, (*task.hypotheses, before)), task)
        counted = counted_on_one_side(before, now) if found.outcome == "wrong" else ""
        return undecided(f"{counted} may stand for every integer, and not for one", "notation") if counted else found
    return _decided(Question(relation(sign, before, now), task.hypotheses), task)


def _decided(question: Question, task: Task) -> Comparison:
    verdict = decide(question, task.limits)
    if verdict.truth == "proved" and verdict.domain != "mismatch":
        return Comparison("correct", verdict, "", None, question)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "", None, question)
    return Comparison("undecided", verdict, "; ".join(verdict.reasons) or "no proof was found", None, question)


def _approximately(link: Link, source: str, before: Term, now: Term, task: Task) -> Comparison:
    if task.tolerance is not None:
        return within(task.tolerance)(before, now, task.hypotheses, task.limits)
    shown = Shown(source, before), Shown(link.formula, now)
    return approximately(*shown, lambda text: task.read(text).term, task.limits)
