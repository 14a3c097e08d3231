r"""Right answers that only say the left side of what was asked for: \cos 2x, where \cos 2x = 1 - 2\sin^2 x was.

It is equal to what is right, and says nothing of it.  Whoever begins with the right side and ends with the left one says both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.entropies import is_one_entropy, with_joint_entropies
from verify.grading.texts.labels import plain_text
from verify.problem import InputError
from verify.term import BINDERS, Term

_REASON = "the left side of what was asked for, which says nothing of it"


def unless_it_says_the_left_side(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A right answer, undecided if it ends with the left side of the reference, and does not begin with its right one."""
    if found.verdict != "correct" or len(question.written.references) != 1 or question.depth:
        return found  # what is asked on the way to judge an answer is spelled otherwise
    asked = links_of(question.written.asked[0])
    if len(asked) != 2 or asked[1].relation != "eq":
        return found
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    links = links_of(lines[-1])
    begins, last = (links_of(lines[0])[0].formula, links[0].formula), links[-1].formula
    left, right = (link.formula for link in asked)
    if not _are_alike(question, last, left) or plain_text(right) in map(plain_text, (*begins, last)):
        return found
    others = (text for text in (*begins, last) if plain_text(text) != plain_text(left))
    return found if any(_are_alike(question, text, right) for text in others) else not_known(found, _REASON)


def _are_alike(question: AskedQuestion, one: str, other: str) -> bool:
    """Whether two formulas are the same but for spaces, the order of terms and factors, and the names that are bound in them."""
    texts = [with_joint_entropies(text) if question.has_entropies else text for text in (one, other)]
    if plain_text(texts[0]) == plain_text(texts[1]):
        return True
    is_sum = question.has_entropies and not is_one_entropy(texts[0])  # H(X) + H(Y) - H(X, Y), of I(X; Y)
    task = (question.declaring_names_of(tuple(texts)) or question).task
    if task is None or is_sum:
        return False
    try:
        terms = [task.read(text).term for text in texts]
    except InputError:
        return False
    return _shape(terms[0], ()) == _shape(terms[1], ())


def _shape(term: Term, bound: tuple[Term, ...]) -> Hashable:
    """A term without the order of its summands and factors, and with numbers for bound names."""
    if term in bound:
        return "bound", len(bound) - 1 - bound[::-1].index(term)
    inside = (*bound, term.args[0]) if term.op in BINDERS else bound
    args = tuple(_shape(arg, inside) for arg in term.args)
    return term.op, term.value, frozenset(Counter(args).items()) if term.op in ("add", "mul") else args
