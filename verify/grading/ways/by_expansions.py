r"""Derivations with terms O(x^k): each equation is judged by the expansions of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import compare
from verify.grading.lines.expansions import ORDER, SMALLER, Expander, Expansion, differences, is_nonzero
from verify.grading.lines.links import links_of, with_next_line
from verify.grading.result import GradeVerdict, LineResult, Result
from verify.grading.task import Task
from verify.grading.texts.inferred_functions import functions_of
from verify.grading.texts.marks import without_numbers
from verify.grading.texts.orders import Orders, with_orders
from verify.problem import InputError, reject
from verify.read.names import canonical_name
from verify.term import Term, free_symbols
from verify.verdict import Verdict

_VERDICTS: dict[GradeVerdict, Verdict] = {"correct": Verdict("proved", "common"), "wrong": Verdict("refuted")}

_WORST: tuple[GradeVerdict, ...] = ("wrong", "undecided")


def by_expansions(question: AskedQuestion, lines: tuple[str, ...], name: str) -> Result | None:
    """The result for lines with terms O(x^k) that all have expansions; None for others."""
    row = question.row
    if row.start or row.relation or row.rubric is not None or row.form or row.mode not in ("", "equal"):
        return None
    formulas = row.asked
    orders = with_orders((*lines, *formulas))
    if orders is None or len(formulas) > 1:
        return None
    declared = {canonical_name(each) for each in (*row.symbols, *row.definitions)}
    symbols = {each: words for each, words in row.symbols.items() if canonical_name(each) not in ("O", "o")}
    grader = question.declaring_names_of(orders.texts)
    functions = functions_of("\n".join(f"0 + {text}" for text in orders.texts), declared)  # f(x + h) = names no f
    for other in (symbols, *([] if grader is None else [{**grader.row.symbols}]), {**symbols, **functions}):
        try:
            task = question.asking(replace(row, references=(), symbols=other)).task
            found = None if task is None else _judged(task.in_latex_as(*orders.texts), orders, len(lines), name, row.points)
        except InputError:
            continue
        if found is not None and found.verdict != "undecided":
            notes = tuple(f"{each} is not declared, and taken for function" for each in other if other[each] == "function")
            found = replace(found, choices=(*found.choices, *notes))
            return found if found.verdict != "wrong" or declared.isdisjoint(("O", "o")) else None
    return None


def _judged(task: Task, orders: Orders, count: int, name: str, points: float) -> Result | None:
    """The result for lines with names for orders; None if a side has no expansion in a small variable."""
    judge = _Judge(task, orders)
    for line in with_next_line(without_numbers(orders.texts[:count])):
        links = links_of(line)
        if any(link.relation not in ("", "eq") for link in links) or (links[0].relation and judge.begin is None):
            return None
        judge.line([(link.relation, link.formula) for link in links])
    steps, message = judge.steps, ""
    verdict: GradeVerdict = next((each for each in _WORST if any(step.verdict == each for step in steps)), "correct")
    wrong = next((place for place, step in enumerate(steps) if step.verdict == "wrong"), None)
    if wrong is not None:
        message = f"line {wrong + 1} does not hold: the expansions differ below the order that is said"
    elif verdict == "correct" and len(orders.texts) > count:
        verdict = judge.against(links_of(orders.texts[count])[-1].formula)
        message = "" if verdict == "correct" else "every line follows, and the last one is not known to be what was asked for"
    elif verdict == "correct" and not judge.is_compared:
        verdict, message = "undecided", "one line and no reference: there is nothing to judge it by"
    decided = _VERDICTS.get(verdict, Verdict("undecided", reasons=(message,)))
    score = {"correct": points, "wrong": 0.0}.get(verdict)
    return Result(name, verdict, score, decided, term=judge.last, message=message, first_wrong=wrong, steps=tuple(steps),
                  choices=(f"O({orders.variable}^k) is read for {orders.variable} that goes to 0",))  # fmt: skip


class _Judge:
    """The sides of equations, each compared with the first one of its chain."""

    def __init__(self, task: Task, orders: Orders) -> None:
        self.task, self.orders = task, orders
        self.begin: tuple[Term, Expansion] | None = None
        self.last: Term | None = None
        self.steps: list[LineResult] = []
        self.is_compared = False
        self.is_doubtful = False  # whether a side may be read otherwise

    def line(self, links: Sequence[tuple[str, str]]) -> None:
        outcomes: list[GradeVerdict] = []
        for relation, formula in links:
            side = self._expanded(formula)
            if relation and self.begin is not None:
                outcomes.append(self._outcome(self.begin, side))
            else:
                self.begin = side
            self.last = side[0]
        self.is_compared = self.is_compared or bool(outcomes)
        verdict: GradeVerdict = next((each for each in _WORST if each in outcomes), "correct")
        decided = _VERDICTS.get(verdict)
        message = "" if verdict == "correct" else "the expansions differ, or are not known to agree"
        self.steps.append(LineResult(verdict, "undecided" if decided is None else decided.truth, message, None, self.last))

    def _expanded(self, formula: str) -> tuple[Term, Expansion]:
        """A side with its expansion.  Raises InputError for one that has none, or in which the variable may be large."""
        reading = self.task.read(formula)
        self.is_doubtful = self.is_doubtful or bool(reading.doubts)
        if not {*reading.called} <= {self.orders.variable}:
            raise reject("ambiguous", "a side that may be read otherwise")
        parts = [self._of(part) for part in (reading.term.args if reading.term.op == "add" else (reading.term,))]
        errors = [part.error for part in parts if part.error is not None]
        if errors and any(part.coefficients and part.least >= min(errors) for part in parts):
            raise reject("ambiguous", "a term that is smaller than the order beside it")
        return reading.term, self._of(reading.term)

    def _of(self, term: Term) -> Expansion:
        return Expander(self.orders.variable, self.orders.highest).of(term)

    def _outcome(self, begin: tuple[Term, Expansion], now: tuple[Term, Expansion]) -> GradeVerdict:
        (first, known), (last, said) = begin, now
        if known.error is None and said.error is None:
            same = compare(first, last, self.task.hypotheses, self.task.limits).outcome
            return "correct" if same == "correct" else "undecided"
        errors = [each.error for each in (known, said) if each.error is not None]
        found = differences(known, said, min(errors))
        if not found:
            return "correct" if said.error is not None and said.error == min(errors) else "undecided"
        is_sure = any(map(is_nonzero, found)) and self._names(first) == self._names(last) and bool(said.coefficients)
        is_small = self.orders.is_said or (min(errors) >= 2 and said.error is not None)
        return "wrong" if is_sure and is_small and not self.is_doubtful else "undecided"

    def _names(self, term: Term) -> set[str]:
        """The names of a side, without the variable and orders."""
        return {each.name for each in free_symbols(term) if not each.name.startswith((ORDER, SMALLER))} - {self.orders.variable}

    def against(self, reference: str) -> GradeVerdict:
        """What the last side is as an answer to a reference."""
        assert self.last is not None
        asked = self._expanded(reference)
        answer = self._of(self.last)
        if asked[1].error is None or answer.error is None:
            return "undecided"
        if answer.error != asked[1].error and not self.is_compared:
            return "undecided"  # O(h^3) says more than O(h^2), and nothing shows it
        return "correct" if self._outcome((self.last, answer), asked) == "correct" else "undecided"
