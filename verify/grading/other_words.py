"""Answers that are not read as they are written: sentences, formulas with a unit or a domain, and several values at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.answer import judge_answer
from verify.grading.comparing.as_sets import compared_as_sets
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.families import counts_turns
from verify.grading.lines.links import links_of
from verify.grading.lines.roundings import Shown, approximately
from verify.grading.result import GradeVerdict, Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.several import Several, compared, is_set, several_of, speak_of_each_other
from verify.grading.task import Task, task_of
from verify.grading.texts.wording import Wording, says_another_kind, split_condition, unit_fits, wording_of
from verify.problem import InputError
from verify.question import Question
from verify.read.cursor import STATEMENTS
from verify.read.names import canonical_name
from verify.term import Term, contains, free_symbols, relation
from verify.verdict import Truth, Verdict

_NOT_DECIDED = ("undecided", "unreadable")
_OF_CURVES = frozenset("t s u k r lambda mu theta phi".split())
_TRUTH: dict[str, Truth] = {"correct": "proved", "wrong": "refuted"}


def task_in_words(row: Row, limits: Limits) -> tuple[Task, str] | None:
    """The task of a row whose references say where they hold, and that; None for one that cannot be read in this way either."""
    split = [split_condition(each.formula) for each in row.references]
    conditions = tuple(dict.fromkeys(condition for _, condition in split))
    if len(conditions) != 1 or not conditions[0]:
        return None
    references = tuple(replace(each, formula=formula) for each, (formula, _) in zip(row.references, split, strict=True))
    try:
        return task_of(replace(row, references=references, assuming=(*row.assuming, *conditions)), limits), conditions[0]
    except InputError:
        return None


class OtherWords:
    """The other ways to read answers to one question.

    `task` is None for a question that is only read part by part; `domain` is where its references are said to hold, or "".
    """

    def __init__(self, row: Row, task: Task | None, domain: str, limits: Limits) -> None:
        self.row, self.task, self.domain, self.limits = row, task, domain, limits

    @cached_property
    def asked(self) -> Several | None:
        """The values that are asked for, if they are several."""
        is_plain = len(self.row.references) == 1 and self.row.mode.strip().lower() == "equal" and not self.row.form
        return several_of(self.row.references[0].formula) if is_plain else None

    @cached_property
    def parts(self) -> tuple[Task, ...]:
        """The questions for the values that are asked for.  Raises InputError for one that cannot be read."""
        values = self.asked.values if self.asked is not None else ()
        return tuple(task_of(replace(self.row, references=(Reference(value),)), self.limits) for value in values)

    def judge(self, submitted: str, name: str, found: Result | None) -> Result | None:
        """The result for an answer in other words, or `found`, which is not decided, for one that has none."""
        wording = wording_of(submitted)
        if wording is not None and self.task is not None and (found is None or found.verdict == "unreadable"):
            found = self._worded(self.task, wording, name, found)
            if found is not None and found.verdict not in _NOT_DECIDED:
                return found
        several = several_of(submitted if wording is None else wording.formula)
        if several is None:
            return found
        other = self._several(several, name)
        if other is not None and other.verdict == "wrong" and wording is not None and not wording.is_certain:
            return found
        if other is None:
            return found
        if other.verdict == "correct" and wording is not None and (reason := self._doubt_of_words(wording)):
            other = _result(name, "undecided", reason)
        is_open = found is not None and (found.verdict == "undecided" or not several.names)
        return found if is_open and other.verdict in _NOT_DECIDED else other

    def is_in_another_order(self, submitted: str, name: str) -> bool:
        """Whether x_1 = 3, x_2 = -1 answers x_1 = -1 and x_2 = 3, where x_1 and x_2 are the roots of something."""
        answered = several_of(submitted) if self.asked is not None and self.asked.are_values_of_one else None
        if answered is None or not answered.are_values_of_one:
            return False
        found = self._several(answered, name)
        return found is not None and found.verdict != "wrong"

    def unless_cases(self, found: Result) -> Result:
        """The result, undecided for a formula with cases where the question says where its reference holds."""
        if not self.domain or found.term is None or not contains(found.term, {"piecewise"}):
            return found
        return replace(_result(found.id, "undecided", "a formula with cases, and where the reference holds"), term=found.term)

    def _worded(self, task: Task, wording: Wording, name: str, found: Result | None) -> Result | None:
        try:
            conditions = _conditions(task, wording)
        except InputError:
            return found
        other = judge_answer(_with(task, conditions), wording.formula, name)
        if other.verdict == "unreadable" and found is not None:
            return found
        rounded = _by_rounding(task, wording, name) if wording.rounded and other.verdict == "wrong" else None
        if rounded is not None:
            return rounded
        other = replace(other, choices=(*other.choices, f"{wording.formula} is read as the answer"))
        reason = self._doubt(task, wording, conditions, other)
        if not reason or other.verdict not in ("correct", "wrong"):
            return other
        return replace(_result(name, "undecided", reason), term=other.term, choices=other.choices)

    def _doubt(self, task: Task, wording: Wording, conditions: tuple[Term, ...], found: Result) -> str:
        """Why nothing is known of an answer whose formula is right or wrong, or ""."""
        if wording.condition and not conditions and not _asks_for_expressions(task):
            return f"a statement, said to hold for all {wording.condition}"
        if conditions and _has_cases(task, found):
            return "a formula with cases, and where it is said to hold"
        if found.verdict == "wrong" and any(says_another_kind(wording.said, each.formula) for each in self.row.references):
            return "wrong as a formula, and its words name something else"
        if found.verdict == "wrong":
            return "" if wording.is_certain else "wrong as a formula, and its words are not understood"
        if reason := self._doubt_of_sentence(wording):
            return reason
        others = [each for each in conditions if not self._is_of_index(each)]
        if any(decide(Question(each, task.hypotheses), task.limits).truth != "proved" for each in others):
            return f"right, and said to hold for {wording.condition} only"
        if conditions and self.domain and not self._is_within(task, conditions):
            return f"right, and said to hold for {wording.condition}, not only for {self.domain}"
        if wording.rounded and not _is_rounding(task, wording, found):
            return f"right, and {wording.rounded} is not known to be its value"
        return ""

    def _is_of_index(self, condition: Term) -> bool:
        """Whether a condition says where a sequence begins, whose index nobody declared: n >= 0, of a_n."""
        if condition.op not in ("le", "lt") or condition.args[0].op != "number" or condition.args[1].op != "symbol":
            return False
        name = condition.args[1].name
        index = re.compile(rf"_\s*(?:\{{\s*{re.escape(name)}\s*\}}|{re.escape(name)}(?![A-Za-z]))")
        is_first = condition.args[0].fraction in (0, 1)
        return is_first and name not in self.row.symbols and any(index.search(each.formula) for each in self.row.references)

    def _doubt_of_sentence(self, wording: Wording) -> str:
        """Why a formula that is right may not be meant as the answer, or ""."""
        if any(says_another_kind(wording.said, each.formula) for each in self.row.references):
            return "right as a formula, and its words name something else"
        if not wording.is_understood:
            return "right as a formula, and its words may say something else of it"
        if wording.unit and not any(unit_fits(wording.unit, each.formula) for each in self.row.references):
            return f"right as a number, and the question does not say that it is one of {wording.unit}"
        return ""

    def _doubt_of_words(self, wording: Wording) -> str:
        """The same for several values, of which nothing is known where they are said to hold somewhere, or to be roundings."""
        if wording.condition:
            return f"right, and said to hold for {wording.condition} only"
        if wording.rounded:
            return f"right, and {wording.rounded} is not known to be its value"
        return self._doubt_of_sentence(wording)

    def _is_within(self, task: Task, conditions: tuple[Term, ...]) -> bool:
        """Whether an answer is said to hold for no more than the reference is."""
        domain = task.vocabulary.read(self.domain).term
        others = tuple(each for each in task.hypotheses if each is not domain)
        return decide(Question(domain, (*others, *conditions)), task.limits).truth == "proved"

    def _several(self, answered: Several, name: str) -> Result | None:
        """The result for several values, each by itself; values with a common name may also answer a question for a set."""
        if self.asked is None:
            if self.task is None or not (answered.has_one_letter or not answered.names):
                return None
            if answered.is_ordered and not answered.names:  # (0, a), which may be an interval
                return None
            return judge_answer(self.task, rf"\{{{', '.join(answered.values)}\}}", name)
        try:
            parts = self.parts
        except InputError:
            return None
        judged: list[Result] = []

        def grade(place: int, value: str) -> GradeVerdict:
            judged.append(judge_answer(parts[place], value, name))
            return judged[-1].verdict

        declared = {canonical_name(symbol) for symbol in self.row.symbols}
        verdict = compared(self.asked, answered, grade, declared)
        if verdict == "wrong" and (speak_of_each_other(self.asked) or speak_of_each_other(answered)):
            verdict = "undecided"
        if verdict == "wrong" and self._has_parameter(parts, judged):
            verdict = "undecided"
        if verdict in ("wrong", "undecided") and is_set(self.asked, answered):
            verdict = self._as_sets(parts, judged, len(answered.values), verdict)
        found = _result(name, verdict, f"{len(answered.values)} values, each judged by itself", self.row.points)
        wrong = next((each for each in judged if each.verdict == verdict == "wrong"), None)
        return found if wrong is None else replace(found, counterexample=wrong.counterexample, sides=wrong.sides, term=wrong.term)


    def _has_parameter(self, parts: Sequence[Task], judged: Sequence[Result]) -> bool:
        """Whether whole numbers count turns, k of 2k pi, or all values are made of one name, as the points of a curve are."""
        asked = [term for part in parts for _, term in part.references]
        answered = [each.term for each in judged if each.term is not None]
        if any(counts_turns(term, self.row.declared) for term in (*asked, *answered)):
            return True
        names = {name.name for term in (*asked, *answered) for name in free_symbols(term)}
        is_named = self.asked is not None and len(self.asked.names) > 1 and not self.asked.has_one_letter
        return is_named and len(names) == 1 and names <= _OF_CURVES - self.row.declared and any(map(free_symbols, asked))

    def _as_sets(self, parts: Sequence[Task], judged: Sequence[Result], count: int, verdict: GradeVerdict) -> GradeVerdict:
        """The verdict on values that are equal as sets at each point, and perhaps not one by one."""
        asked = [term for part in parts for _, term in part.references]
        answered = list(dict.fromkeys(each.term for each in judged if each.term is not None))
        kinds = {kind_of(term) for term in (*asked, *answered)}
        if len(answered) != count or len(asked) != len(parts) or kinds != {"expression"}:
            return verdict
        found = compared_as_sets(asked, answered, parts[0].hypotheses, self.limits)
        return verdict if found == "wrong" else found


def _asks_for_expressions(task: Task) -> bool:
    return all(kind_of(term) == "expression" for _, term in task.references)


def _has_cases(task: Task, found: Result) -> bool:
    terms = (found.term, *(term for _, term in task.references))
    return any(term is not None and contains(term, {"piecewise"}) for term in terms)


def _conditions(task: Task, wording: Wording) -> tuple[Term, ...]:
    """Where an answer is said to hold; raises InputError for what is no statement."""
    if not wording.condition:
        return ()
    term = task.vocabulary.read(wording.condition).term
    return (term,) if term.op in STATEMENTS else ()


def _with(task: Task, conditions: tuple[Term, ...]) -> Task:
    if not conditions:
        return task
    by_value = None if task.by_value is None else _with(task.by_value, conditions)
    return replace(task, hypotheses=(*task.hypotheses, *conditions), by_value=by_value, compared={})


def _is_rounding(task: Task, wording: Wording, found: Result) -> bool:
    read: Callable[[str], Term] = lambda source: task.read(source).term  # noqa: E731
    if found.term is None:
        return False
    value = found.term.args[-1] if found.term.op == "eq" else found.term
    try:
        shown = Shown(wording.rounded, read(wording.rounded))
    except InputError:
        return False
    formula = links_of(wording.formula)[-1].formula
    return approximately(Shown(formula, value), shown, read, task.limits).outcome == "correct"


def _by_rounding(task: Task, wording: Wording, name: str) -> Result | None:
    r"""The result for 1/3 \approx 0.333, where 0.333 is asked for; None if it is not that number."""
    links = links_of(wording.formula)
    label = f"{links[0].formula} = " if len(links) > 1 else ""
    found = judge_answer(task, f"{label}{wording.rounded}", name)
    if found.verdict != "correct":
        return None
    sides = links[1:] or links
    try:
        terms = [task.read(link.formula).term for link in sides]
    except InputError:
        return not_known(found, f"{wording.rounded} is right, and not known to be the value of what stands before it")
    equations = [relation("eq", *pair) for pair in pairwise(terms)]
    holds = all(decide(Question(each, task.hypotheses), task.limits).truth == "proved" for each in equations)
    is_rounded = _is_rounding(task, replace(wording, formula=sides[-1].formula), replace(found, term=terms[-1]))
    if holds and is_rounded:
        return found
    return not_known(found, f"{wording.rounded} is right, and not known to be a rounding of what stands before it")


def _result(name: str, verdict: GradeVerdict, message: str, points: float = 1.0) -> Result:
    score = {"correct": points, "wrong": 0.0}.get(verdict)
    outcome: GradeVerdict = "undecided" if verdict == "unreadable" else verdict
    return Result(name, outcome, score, Verdict(_TRUTH.get(verdict, "undecided"), reasons=(message,)), message=message)
