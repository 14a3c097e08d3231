r"""Changes: \Delta x is a quantity of its own to most who write it, and Delta times x to others.

    p \Delta V    \frac{\Delta y}{\Delta x}    (\Delta\theta)^2    \Delta{x}    \delta q

Where Delta stands alone, too, it is a number: \Delta = b^2 - 4ac, x + \Delta.
"""

from __future__ import annotations

import re

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.new_names import first_free_number
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 2_000
_FIRST = 71  # the index of the first new name
_GREEK = "|".join(sorted(GREEK_WORDS, key=len, reverse=True))
_LETTER = rf"(?:\\(?:{_GREEK}|ell)(?![A-Za-z])|\\(?:vec|mathbf|bm|boldsymbol|bar|hat)\s*\{{\s*\\?[A-Za-z]+\s*\}}|[A-Za-z])"
_NAME = rf"{_LETTER}(?:_(?:\{{[^{{}}]*\}}|\w|\\[A-Za-z]+))?"
_SIGN = r"(?:\{\s*)?(?:\\(?P<word>[Dd]elta)(?![A-Za-z])|(?P<letter>[Δδ]))(?P<closes>\s*\})?"
_CHANGE = re.compile(
    rf"{_SIGN}(?![_^])\s*(?:\\[,!]\s*)?"
    rf"(?:\{{\s*(?P<braced>{_NAME})\s*\}}|(?P<name>{_NAME})|(?P<bracket>\\left\s*\(|\(|\\[dt]?frac))"
)
_ANY = re.compile(r"\\(?P<word>[Dd]elta)(?![A-Za-z])|(?P<letter>[Δδ])")
_POWER = re.compile(r"\s*(?:\^|²|³)")
_WORDS = {"Δ": "Delta", "δ": "delta"}


def unless_of_changes(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """An answer, undecided if it is another one for changes in place of products with Delta; right if it is for these alone."""
    asked, texts = question.written.asked, submission.texts
    if found.verdict == "unreadable" or question.row.claim or not any(map(_ANY.search, (*asked, *texts))):
        return found
    declared = {*question.row.declared, *(canonical_name(head.partition("(")[0]) for head in question.row.definitions)}
    signs = _signs_of_changes("\n".join((*asked, *texts))[:_LONGEST]) - declared
    if not signs or texts == asked:
        return found
    reason = f"{found.verdict} if {min(signs)} is a factor, and it may say a change of what follows: declare it"
    names: dict[str, str] = {}
    first = max(_FIRST, first_free_number((*asked, *texts)))
    glued = [_glued(text, signs, names, first) for text in (*asked, *texts)]
    if any(text is None for text in glued):
        return found if found.verdict == "undecided" else not_known(found, reason)
    spelled = [text for text in glued if text is not None]
    row = question.written.asking_for(spelled, dict.fromkeys(names.values(), "real"))
    other = submission.spelled(spelled[len(asked) :]).graded_as(question, row)
    if other is None:
        return found if found.verdict == "undecided" else not_known(found, reason)
    if found.verdict == "undecided":  # \Delta x^2 may be a change of x^2
        is_plain = not any(_POWER.match(text, place.end()) for text in (*asked, *texts) for place in _CHANGE.finditer(text))
        return other if other.verdict == "correct" and is_plain else found
    return found if other.verdict == found.verdict else not_known(found, reason)


def _signs_of_changes(text: str) -> set[str]:
    """The Delta and delta that never stand alone."""
    changes = {place.start("word"): place for place in _CHANGE.finditer(text) if place["word"]}
    changes |= {place.start("letter"): place for place in _CHANGE.finditer(text) if place["letter"]}
    found: dict[str, bool] = {}
    for place in _ANY.finditer(text):
        word = place["word"] or _WORDS[place["letter"]]
        start = place.start("word") if place["word"] else place.start("letter")
        is_value = start in changes and changes[start]["bracket"] and word == "delta"  # a Dirac or Kronecker delta
        found[word] = found.get(word, True) and start in changes and not is_value
    return {word for word, is_change in found.items() if is_change}


def _glued(text: str, signs: set[str], names: dict[str, str], first: int) -> str | None:
    """A text with a name for each change, numbered from `first`; None where one is of a bracket."""
    pieces, end = [], 0
    for place in _CHANGE.finditer(text):
        word = place["word"] or _WORDS[place["letter"]]
        if word not in signs:
            continue
        if place["bracket"]:
            return None
        what = "".join((place["braced"] or place["name"]).split())
        glued = names.setdefault(f"{word} {what}", f"c_{{{len(names) + first}}}")
        opened = text[place.start()] == "{"
        is_group = opened and not place["closes"]  # {\Delta x}, whose brace closes behind the name
        pieces += [text[end : place.start()], "{" if is_group else " ", f"{glued} "]
        end = place.end()
    return "".join((*pieces, text[end:]))
