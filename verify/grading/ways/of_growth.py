r"""Orders of growth: T(n) = \Theta(n \log n) is T(n) = \Theta(3 n \log_2 n), and no \Theta(n^2).

    \Theta(f), O(f)     the same for f and c f with a number c > 0, of positive names
    \Theta(g)           wrong for \Theta(f), if f/g or g/f goes to 0 with the only name, a size n, N or m

O(g) may hold where O(f) does: it is never wrong.
"""

from __future__ import annotations

import re
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.row import Reference
from verify.grading.submission import Submission
from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.problem import InputError
from verify.read.latex.parser import is_latex
from verify.term import free_symbols

_ORDER = re.compile(
    r"\s*(?:\\mathcal\s*\{?\s*(?P<script>O)\s*\}?|(?P<letter>O|\\Theta(?![A-Za-z])|Theta|Θ))\s*(?:\\(?:left|[bB]igg?l?)\s*)?\("
)
_END = re.compile(r"\s*")
_RIGHT = re.compile(r"\\(?:right|[bB]igg?r?)\s*\Z")
_SIZES = frozenset("nNm")
_TYPED = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}")
_LONGEST = 500
_MOST_NAMES = 4


def is_read_as_growth(question: AskedQuestion) -> bool:
    """Whether the question asks for an order of growth, and for nothing else."""
    asked = _asked(question)
    return asked is not None and _with_mode(question, asked[1]) is not None


def by_growth(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for an order of growth that is not known otherwise; None where neither is one, or that decides nothing."""
    asked = _asked(question) if found.verdict in ("undecided", "unreadable") and submission.is_formula else None
    if asked is None:
        return None
    links = links_of(submission.texts[0])
    is_named = len(links) == 2 and links[1].relation == "eq" and plain_text(links[0].formula) == asked[2]
    answered = _order(links[-1].formula) if len(links) == 1 or is_named else None
    grader = _with_mode(question, asked[1])
    if answered is None or answered[0] != asked[0] or grader is None or answered[1].lstrip().startswith("-"):
        return None
    other = grader.grade(answered[1], submission.name)
    is_right = other.verdict == "correct"
    is_wrong = other.verdict == "wrong" and asked[0] == "Theta" and _is_of_another_order(question, asked[1], answered[1])
    note = f"two orders of growth, {asked[1]} and {answered[1]}, are compared up to a factor"
    return replace(other, choices=(*other.choices, note)) if is_right or is_wrong else None


def _asked(question: AskedQuestion) -> tuple[str, str, str] | None:
    """The sign of the order, what it is of, and the left side of the only reference; None for another question."""
    row = question.written
    if len(row.references) != 1 or row.has_more_formulas or row.mode.strip().lower() not in ("", "equal"):
        return None
    links = links_of(row.asked[0])
    if {"O", "Theta"} & row.declared or len(links) > 2 or links[-1].relation not in ("", "eq"):
        return None
    order = _order(links[-1].formula)
    return None if order is None else (*order, plain_text(links[0].formula) if len(links) == 2 else "")


def _order(text: str) -> tuple[str, str] | None:
    """The sign and the formula of one order that stands alone."""
    found = _ORDER.match(text) if len(text) <= _LONGEST else None
    close = closing(text, found.end()) if found is not None else None
    if found is None or close is None or _END.fullmatch(text, close) is None:
        return None
    return "O" if found["script"] or found["letter"] == "O" else "Theta", _RIGHT.sub("", text[found.end() : close - 1])


def _with_mode(question: AskedQuestion, formula: str) -> AskedQuestion | None:
    """The question for a formula up to a factor, of which every name is positive."""
    row = question.written
    alone = replace(row, references=(Reference(formula),), mode="up to a factor")
    try:
        task = question.asking(alone).task
        names = [] if task is None else [name.name for _, term in task.references for name in free_symbols(term)]
        if not 0 < len(names) <= _MOST_NAMES:
            return None
        return question.asking(replace(alone, symbols={**dict.fromkeys(names, "positive"), **row.symbols}))
    except InputError:
        return None


def _is_of_another_order(question: AskedQuestion, asked: str, answered: str) -> bool:
    """Whether one of two formulas of a size is small beside the other, as the size grows."""
    names = {name for text in (asked, answered) for name in re.findall(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])", text)}
    in_latex = is_latex(asked) or is_latex(answered)
    if len(names) != 1 or not names <= _SIZES or (in_latex and any(map(_TYPED.search, (asked, answered)))):
        return False
    size = names.pop()
    row = replace(question.written, references=(Reference("0"),), symbols={size: "positive"})
    quotients = ((asked, answered), (answered, asked))
    latex, typed = r"\lim_{{{} \to \infty}} \frac{{{}}}{{{}}}", "limit(({1})/({2}), {0}, inf)"
    limits = [(latex if in_latex else typed).format(size, above, below) for above, below in quotients]
    return any(question.verdict_of_answer(row, text) == "correct" for text in limits)
