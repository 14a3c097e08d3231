r"""The bound of a probability, P(X \ge a) \le \frac{m}{a}: what stands left is a number, and what is asked for is its bound."""

from __future__ import annotations

import re
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.bounds import Bound, bound_of, value_in
from verify.grading.texts.labels import plain_text
from verify.grading.ways.meant_otherwise import terms_of
from verify.problem import InputError
from verify.read.latex.parser import is_latex
from verify.sort import REAL
from verify.term import free_symbols

_MAY_BE_CUT = re.compile(r"(?<![A-Za-z])(?:min|max|abs|if|for)(?![A-Za-z])|\\(?:wedge|vee)(?![A-Za-z])|[|∧∨]|\\begin")
_STATISTIC = re.compile(r"(?:E|Var|Cov)\s*\}?\s*(?:\\left\s*)?[\[(]([^\[\]()]*)")
_DOMAINS = ("positive", "in (0, 1)")  # of thresholds and levels, which nobody declares


def is_read_as_bound(question: AskedQuestion) -> bool:
    """Whether a question that cannot be read by itself asks for the bound of a probability."""
    return _asked(question) is not None


def of_bound(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """The result of an answer that is not decided, with the bound that it says compared with the one that is asked for.

    Bounds that differ above 1 only say the same, and so do those that differ for negative thresholds.
    """
    is_open = submission.is_one and found.verdict in ("undecided", "unreadable")
    asked = _asked(question) if is_open else None
    value = value_in(submission.texts[0], asked) if asked is not None else None
    if asked is None or value is None:
        return found
    try:
        grader = _grader(question, asked.value)
        other = grader.grade(value, submission.name)
        if other.verdict != "wrong":
            note = "the probability is a number, and what is asked for is its bound"
            return replace(other, choices=(*other.choices, note))
        if not _statistics(value) <= _statistics(asked.value):  # Chebyshev's bound, and not that of Markov
            return not_known(other, "a bound by another moment, which may hold as well")
        if not _is_wrong_elsewhere(grader, other, value) or not _is_wrong_within_chances(question, asked, value):
            return not_known(other, "another bound, and perhaps not for chances and positive numbers")
    except InputError:
        return found
    return other


def _asked(question: AskedQuestion) -> Bound | None:
    """The only reference, if it is the bound of a probability that nobody declared."""
    row = question.written
    is_plain = len(row.references) == 1 and row.mode.strip().lower() in ("", "equal") and not row.form
    return bound_of(row.references[0].formula) if is_plain and row.declared.isdisjoint(("P", "Pr", "Prob")) else None


def _grader(question: AskedQuestion, value: str) -> AskedQuestion:
    asked = question.written.references[0]
    return question.asking(replace(question.written, references=(replace(asked, formula=value),)))


def _statistics(text: str) -> set[str]:
    return {plain_text(found[0]) for found in _STATISTIC.finditer(text)}


def _is_wrong_elsewhere(grader: AskedQuestion, found: Result, value: str) -> bool:
    """Whether a bound is wrong, too, if the names that nobody declared are positive, or levels between 0 and 1."""
    names = {each.name for term in terms_of(grader, found) for each in free_symbols(term) if each.sort == REAL}
    new = sorted(names - grader.row.declared)
    results = [grader.declared_otherwise(dict.fromkeys(new, words), lambda other: other.grade(value)) for words in _DOMAINS]
    return all(each is not None and each.verdict == "wrong" for each in results)


def _is_wrong_within_chances(question: AskedQuestion, asked: Bound, value: str) -> bool:
    """Whether two bounds differ where they say something of a chance, if they are made of more than smooth functions."""
    if not _MAY_BE_CUT.search(f"{asked.value} {value}"):
        return True
    command, end = ("min", "1") if asked.relation in ("le", "lt") else ("max", "0")
    cut = [rf"\{command}({end}, {text})" if is_latex(text) else f"{command}({end}, {text})" for text in (asked.value, value)]
    return _grader(question, cut[0]).grade(cut[1]).verdict == "wrong"
