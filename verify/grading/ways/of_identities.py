r"""Answers to identities, (A + uv^\top)^{-1} = .., by what their left side is equal to.

    L = a = b       right for L = R, if b is R and every sign holds: what holds everywhere says no more than its sides
    b               the same, if L and R speak of the same names, or if L is the name of something, f'(x)

L = L and 1 = 1 are as true, and say nothing of L.
"""

from __future__ import annotations

import re
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.entropies import with_joint_entropies
from verify.grading.texts.inferred_laws import LAW
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.wording import wording_of
from verify.term import free_symbols

_WORD = re.compile(r"\\(?!frac|cdot|left|right|times|[dt]frac)[A-Za-z]+|[A-Za-z]")
_CALL = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z])'*\s*(?:\\left\s*)?\([^()]*\)")
_NOTE = "what is asked for holds everywhere, and the answer is what its left side is equal to"


def unless_right_as_identity(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result that is not known, or that for the value of the left side of an identity."""
    row = question.row
    is_plain = len(row.references) == 1 and row.mode.strip().lower() in ("", "equal") and not row.form and row.rubric is None
    if found.verdict != "undecided" or not is_plain or not submission.is_formula or question.task is None:
        return found
    text = with_joint_entropies(submission.texts[0]) if question.has_entropies else submission.texts[0]
    asked, answered = links_of(row.asked[0]), links_of(text)
    if len(asked) != 2 or any(link.relation != "eq" for link in (asked[1], *answered[1:])):
        return found
    left, right, last = (plain_text(link.formula) for link in (*asked, answered[-1]))
    begins_with_left = len(answered) > 1 and plain_text(answered[0].formula) == left
    if left in last or right == left or not (begins_with_left or len(answered) == 1):
        return found
    has_words = bool(question.unit) or wording_of(text) is not None  # The variance is 4, for \sigma = 4
    is_named = label_of(asked[0].formula) is not None and not has_words  # \sigma'(z) = \sigma(z)(1 - \sigma(z))
    if len(answered) == 1 and not (is_named or _are_of_the_same_names(question)):
        return found
    by_value = replace(row, references=(replace(row.references[0], formula=asked[1].formula),))
    is_named = is_named and len(answered) == 1
    if not is_named and question.verdict_of_answer(by_value, asked[0].formula) != "correct":
        return found
    other = submission.spelled((text,)).graded_as(question, by_value)
    is_of_any = question.has_entropies or LAW in question.row.symbols  # of which the question may know more
    is_of_any = is_of_any or (is_named and not _speak_of_the_same(asked[1].formula, text))
    decided = ("correct", "wrong") if len(answered) == 1 and not is_of_any else ("correct",)
    if other is None or other.verdict not in decided:
        return found
    if is_named and (other.term is None or kind_of(other.term) != "expression"):
        return found
    return other if is_named else replace(other, choices=(*other.choices, _NOTE))


def _speak_of_the_same(asked: str, answered: str) -> bool:
    r"""Whether two formulas have the same names and calls: \sigma(z)\sigma(-z) may be \sigma(z)(1 - \sigma(z)) of one."""
    sides = [({*_WORD.findall(text)}, {plain_text(call[0]) for call in _CALL.finditer(text)}) for text in (asked, answered)]
    return sides[0] == sides[1]


def _are_of_the_same_names(question: AskedQuestion) -> bool:
    """Whether both sides of the reference have the same names, and some: sin(x)^2 + cos(x)^2 = 1 is no question for 1."""
    assert question.task is not None
    sides = [{*free_symbols(side)} for _, term in question.task.references if term.op == "eq" for side in term.args]
    return len(sides) == 2 and sides[0] == sides[1] != set()
