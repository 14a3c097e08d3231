r"""Entropies beside the sums that they are: H(X) and -\sum_x p(x) \log p(x).

    H(X, Y)       -\sum_{x,y} p(x, y) \log p(x, y)         H(X \mid Y), I(X; Y)     sums of these
    H(p)          -\sum_x p(x) \log p(x)                   H(p, q)                  -\sum_x p(x) \log q(x)

H(p) stands beside D_{KL}(p \| q), too.
Elsewhere an entropy is a number by name, which is no sum; where sums stand beside it, only these can say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.entropies import with_joint_entropies
from verify.grading.texts.labels import plain_text
from verify.grading.ways.of_opaque_calls import names_what_is_asked, right_sides
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

_LONGEST = 2_000
_JOINT = re.compile(r"(?<![A-Za-z])H_\{([A-OR-Z]{1,3})\}")
_OF_LAW = re.compile(r"(?<![A-Za-z\\_])H\s*(?:\\left\s*)?\(\s*(?P<first>[pq])\s*(?:,\s*(?P<second>[pq])\s*)?(?:\\right\s*)?\)")
_LAW = re.compile(r"(?<![A-Za-z\\])[pq]\s*\(\s*(?P<arguments>[a-z](?:\s*(?:,|\||\\mid|\\vert)\s*[a-z])*)\s*\)")
_SUM = re.compile(r"\\sum|\\int")
_DIVERGENCE = re.compile(r"D_\s*\{?\s*(?:\\(?:mathrm|text)\s*\{\s*)?KL|\\(?:mathrm|operatorname|text)\s*\{\s*(?:D_)?KL\s*\}")
_LOGARITHM = re.compile(r"\\(?:log|ln)(?![A-Za-z])(?:\s*_\s*(?:\{\s*\w+\s*\}|\w))?")
_LETTER = re.compile(r"[a-z]")
_OTHER = re.compile(r"(?<![A-Za-z\\_])[HIh]\s*(?:\\left\s*)?[(\[]|(?<![A-Za-z])h_\{")


def is_read_with_sums(question: AskedQuestion) -> bool:
    """Whether the question can be read with sums for its entropies."""
    return is_read_as_respelled(question, _respelled)


def by_written_entropies(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with sums for entropies; None where no sums stand beside them, or what is right needs none."""
    if found.verdict == "correct" or _respelled(question, submission.texts) is None:
        return None
    if found.verdict == "wrong":
        found = not_known(found, "an entropy beside a sum, which it may be")
    other = graded_as_respelled(question, found, submission, _respelled)
    return found if other is None else other


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    if row.has_more_formulas or row.symbols or sum(map(len, (*row.asked, *texts))) > _LONGEST:
        return None
    written: Sequence[str] = (*row.asked, *texts)
    if len(texts) == 1 and names_what_is_asked(question) and (sides := right_sides(question, texts[0])) is not None:
        if plain_text(sides[1]) == plain_text(links_of(row.asked[0])[0].formula):
            return None  # H(X) = H(X)
        written = sides
    joint = list(map(with_joint_entropies, written))
    whole = "\n".join(joint)
    is_between_laws = _OF_LAW.search(whole) is not None and _DIVERGENCE.search(whole) is not None
    if not (_JOINT.search(whole) or _OF_LAW.search(whole)) or not (is_between_laws or any(map(_SUM.search, joint))):
        return None
    logarithms = {"".join(each[0].split()) for each in _LOGARITHM.finditer(whole)}
    logarithms = logarithms or ({r"\log"} if is_between_laws else set())
    letters = {letter for law in _LAW.finditer(whole) for letter in _LETTER.findall(law["arguments"])}
    variables = {each.lower() for place in _JOINT.finditer(whole) for each in place[1]}
    letters = letters or ({"x"} if is_between_laws else set())
    if len(logarithms) != 1 or not letters or not variables <= letters:
        return None
    log, first = logarithms.pop(), min(letters)

    def of_variables(place: re.Match[str]) -> str:
        outcomes = ",".join(each.lower() for each in place[1])
        return rf"\left(-\sum_{{{outcomes}}} p({outcomes}) {log} p({outcomes})\right)"

    def of_law(place: re.Match[str]) -> str:
        law, other = place["first"], place["second"] or place["first"]
        return rf"\left(-\sum_{{{first}}} {law}({first}) {log} {other}({first})\right)"

    spelled = [_OF_LAW.sub(of_law, _JOINT.sub(of_variables, text)) for text in joint]
    if (len(letters) > 1 and _OF_LAW.search(whole)) or any(map(_OTHER.search, spelled)):
        return None
    return Respelled.of(row, spelled, ("entropies are read as sums over the outcomes",))
