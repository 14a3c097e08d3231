"""What an answer is if a word of a typed question, which was taken for a name, is something else to the answer.

    V + Vn, V*(1 + n)              right if Vn is a product, as the answer says by its n
    pi1*p1 + c, pi*p1 + c          wrong, unless pi is short for pi1
    Vn + Gn, Vn+1 + Gn             wrong, unless Vn+1 has the index n + 1
    rate*x, rate(x)                right, unless rate is a function
"""

from __future__ import annotations

import re

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.typed_words import stem_of
from verify.read.naming import CONSTANTS


def unless_words_are_meant_otherwise(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """An answer, right if it is for the products of letters that it has; undecided if it may be right for other names."""
    taken = question.row.taken - question.written.symbols.keys()
    words = sorted(word for word in taken if len(stem_of(word)) > 1 and not stem_of(word).isupper())
    text = "\n".join(submission.texts)
    called = next((word for word in words if re.search(rf"(?<![A-Za-z]){re.escape(word)}\s*\(", text)), "")
    if called and found.verdict in ("correct", "wrong"):
        return not_known(found, f"{called} is not declared, and may be a function")
    if not words or found.verdict == "correct":
        return found
    if found.verdict == "wrong":
        short = next((word for word in words if _has_constant_of(word, text) or _has_next(word, text)), "")
        return not_known(found, f"{short} is not declared, and the answer may mean it otherwise") if short else found
    grader = question.declaring_names_of(submission.texts)
    if grader is None or grader.row.taken >= {*words}:
        return found
    other = submission.graded_by(grader)
    return other if other.verdict == "correct" else found


def _has_constant_of(word: str, text: str) -> bool:
    """Whether an answer has the pi of a pi1."""
    stem = stem_of(word)
    return stem in CONSTANTS and re.search(rf"(?<![A-Za-z]){stem}(?![A-Za-z0-9_])|π", text) is not None


def _has_next(word: str, text: str) -> bool:
    """Whether an answer has a word with a number added to it, without a space: the Fn+1 that may be one of n + 1."""
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}[-+][0-9]", text) is not None
