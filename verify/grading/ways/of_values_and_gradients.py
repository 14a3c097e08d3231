"""Answers about values and gradients of a function of vectors that nobody declared: convexity, smoothness, steps of a descent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.shapes import OF_ANOTHER_SHAPE
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.inferred_functions import functions_of
from verify.grading.texts.labels import plain_text
from verify.grading.texts.values_and_gradients import (
    Example,
    Quantities,
    ValuesAndGradients,
    values_and_gradients,
    values_and_slopes,
)
from verify.problem import InputError
from verify.read.names import canonical_name

_ORDER = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt|leqslant|geqslant)(?![A-Za-z])")
_STRICT = re.compile(r"<|>|\\(?:lt|gt)(?![A-Za-z])")


def is_read_with_gradients(question: AskedQuestion) -> bool:
    """Whether the question can be read with a number for each value and a vector for each gradient."""
    found = _asked(question, ())
    return found is not None and _read(question, _row(question, found.as_quantities())) is not None


def unless_right_for_gradients(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is not read, or that with a number for each value and a vector for each gradient.

    Right is what is for any of these; wrong is what is for a convex function, too.
    """
    is_read = question.task is not None and found.verdict == "undecided" and bool(question.written.references)
    asked = _asked(question, submission.texts) if found.verdict in ("undecided", "unreadable") and not is_read else None
    if asked is None:
        return found
    answer = _Answer(question, asked, submission)
    quantities = asked.as_quantities()
    other = answer.graded(_row(question, quantities), quantities.texts)
    rates = asked.rates()
    notes = [f"{each} stands for {whole}" for each, whole in quantities.called.items()]
    if other is not None and other.verdict in ("wrong", "undecided") and rates:
        positive = replace(quantities, symbols={**quantities.symbols, **dict.fromkeys(rates, "positive")})
        limited = answer.graded(_row(question, positive), positive.texts)
        if limited is None or (other.verdict == "wrong" and limited.verdict != "correct" and limited.verdict != "wrong"):
            return found
        is_right = limited.verdict == "correct"
        notes += [f"{each} is taken for positive" for each in rates if is_right]
        other = limited if is_right else other
    if other is None or (other.verdict != "correct" and not answer.is_wrong_for_all(other, quantities)):
        return found
    return with_new_names(other, notes, submission.texts)


def unless_right_for_convex_functions(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    r"""A wrong answer to an inequality about an undeclared function, undecided if it may be right for those that are meant.

    f(x) \ge f(y) + f'(y)(x - y) says the same of a convex function as f(y) \ge f(x) + f'(x)(y - x).
    """
    row = question.written
    if found.verdict != "wrong" or not submission.is_one or len(row.references) != 1:
        return found
    written = (*row.asked, *submission.texts)
    heads = _functions_compared(written[0], {*map(canonical_name, row.symbols)})
    if not heads:
        return found
    has_more = row.has_more_formulas or row.relation
    asked = None if has_more else values_and_slopes(written, heads, row.symbols)
    if asked is not None and _Answer(question, asked, submission).is_wrong_for_all(found, asked.as_quantities()):
        return found
    return not_known(found, f"wrong for any function {heads[0]}, and perhaps not for convex ones: declare it")


def _functions_compared(asked: str, declared: set[str]) -> list[str]:
    """The undeclared functions of an inequality between several of their values or derivatives."""
    if not _ORDER.search(asked) or r"\nabla" in asked:
        return []
    heads = [head for head in functions_of(asked, declared) if head != "sigma"]
    return [head for head in heads if len({plain_text(call[0]) for call in _call_of(head).finditer(asked)}) > 1]


def _call_of(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z\\]){head}\s*(?:'|\^\s*\{{?\s*\\prime\s*\}}?)*\s*(?:\\left)?\([^()]*\)?")


def _asked(question: AskedQuestion, texts: Sequence[str]) -> ValuesAndGradients | None:
    row = question.written
    if row.has_more_formulas or row.relation:
        return None
    return values_and_gradients((*row.asked, *texts), row.symbols)


def _row(question: AskedQuestion, read: Quantities | Example) -> Row:
    assuming = read.assuming if isinstance(read, Example) else ()
    return replace(question.written.asking_for(read.texts, read.symbols), assuming=assuming)


def _read(question: AskedQuestion, row: Row) -> AskedQuestion | None:
    try:
        grader = question.asking(row)
    except InputError:
        return None
    return grader if grader.task is not None or not row.references else None


class _Answer:
    """An answer to a question about values and gradients."""

    def __init__(self, question: AskedQuestion, asked: ValuesAndGradients, submission: Submission) -> None:
        self.question, self.asked, self.submission = question, asked, submission
        self.is_one, self.count = submission.is_one, len(question.written.references)

    def graded(self, row: Row, texts: Sequence[str]) -> Result | None:
        grader = _read(self.question, row)
        return None if grader is None else self.submission.spelled(texts[self.count :]).graded_by(grader)

    def is_wrong_for_all(self, found: Result, quantities: Quantities) -> bool:
        """Whether what is wrong for some values and gradients is wrong for convex functions, too, wherever a step leads.

        Both sides have to speak of the same quantities: a step says what a point is, and an inequality what a value is not.
        """
        messages = (found.message, *(step.message for step in found.steps))
        if any(message.endswith(OF_ANOTHER_SHAPE) for message in messages):
            return False  # a gradient is a row to some
        if len(self.asked.heads) > 1 and not self.asked.kind.startswith("real"):
            return False  # with multipliers between them, which have either sign
        if found.verdict != "wrong" or not self._speak_of_the_same(found, quantities):
            return False
        if not all(self._is_wrong_for(found, example) for example in self.asked.examples()):
            return False
        return not (self.is_one and any(map(self._is_right, self.asked.exchanged())))

    def _is_right(self, asked: ValuesAndGradients) -> bool:
        quantities = asked.as_quantities()
        other = self.graded(_row(self.question, quantities), quantities.texts)
        return other is not None and other.verdict == "correct"

    def _speak_of_the_same(self, found: Result, quantities: Quantities) -> bool:
        texts = quantities.texts
        if not self.is_one:
            place = found.first_wrong or 0
            texts = texts[self.count :][place - 1 : place + 1] if place else ()
            if not texts or links_of(texts[1])[0].relation != "eq" or any(len(links_of(text)) > 2 for text in texts):
                return False
        if len(texts) != 2:
            return False
        names, strict = ([about(text) for text in texts] for about in (quantities.names_in, _STRICT.search))
        return names[0] == names[1] and bool(strict[0]) == bool(strict[1])

    def _is_wrong_for(self, found: Result, example: Example) -> bool:
        """Whether the answer is wrong for one function; a statement, where the one that is asked for holds."""
        row = _row(self.question, example)
        is_statement = self.is_one and found.term is not None and kind_of(found.term) == "statement"
        if not is_statement:
            other = self.graded(row, example.texts)
            return other is not None and other.verdict == "wrong" and other.first_wrong == found.first_wrong
        implied = replace(row, references=(), relation="implies")
        grader = _read(self.question, implied)
        return grader is not None and grader.grade_lines(example.texts).verdict == "wrong"
