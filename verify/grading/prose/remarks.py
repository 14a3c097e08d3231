"""What is said beside the lines of a derivation, and whether lines may depend on it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from verify.grading.prose.clauses import (
    IN_TEXT,
    OPENS_TEXT,
    SPACE,
    is_closed,
)
from verify.grading.prose.vocabulary import (
    HEDGES,
    PRESERVING,
    PRESERVING_PHRASES,
    SO,
    STATES,
    TITLE_WORDS,
    WORD,
    words_of,
)
from verify.read.names import GREEK_WORDS
from verify.read.naming import KNOWN_FUNCTIONS

FOR_ALL = re.compile(
    rf"{SPACE}*+,?{SPACE}*+(?:(?<=[\s~,&}}])for\s+(?:all|every|any|each)\s+(?:real\s+)?|{OPENS_TEXT}\s*for\s+(?:all|every|any|each)\s*\}}"
    rf"|\\forall(?![A-Za-z])|∀){SPACE}*+\$?\\?\w+(?:{SPACE}*+,{SPACE}*+\\?\w+)*+\$?\.?\Z"
)
_COMMANDS_OUT = re.compile(r"\\because(?![A-Za-z])|∵|\\q?quad(?![A-Za-z])")
_TELL = frozenset("since because as using use used recall note noting applying where with plug plugging choosing put".split())
_BOTH_SIDES = frozenset(
    "multiply multiplying divide dividing subtract subtracting add adding left right again both each all sides side".split()
)
_FILLERS = frozenset("that this these those which in on it the our we above from".split())
_REFERENCE = re.compile(r"\(?\s*[0-9]+[a-z]?\s*\)?|\(\s*\w{1,3}\s*\)")
_OPERATOR = re.compile(r"[-+*/^_=<>≤≥!]")


@dataclass(frozen=True)
class Remark:
    """Words that were taken away from a line, or a line of words.

    `formulas` are what stands among them; `is_operation`: they lead to a line without a sign, which may be another formula then;
    `is_line`: the formula is a line, too, which is judged; `is_step`: an announced step, which makes nothing right;
    `is_naming`: it says what names stand for, as numbers of things.
    """

    place: int
    said: str
    formulas: tuple[str, ...] = ()
    is_operation: bool = False
    is_line: bool = False
    is_step: bool = False
    is_naming: bool = False

    def is_neutral(self, known: Collection[str]) -> bool:
        """Whether the words themselves say nothing that a line may depend on: not that $x$ is positive.  `known` are names."""
        if self.is_step:
            return True
        said = self.said
        for formula in self.formulas:
            said = said if _has_words(formula) else said.replace(formula, " ")
        words = words_of(PRESERVING_PHRASES.sub(" expanding ", said))
        if not words or (self.formulas and not STATES.isdisjoint(words)):  # a bare mark refers to something else
            return False
        if any(_REFERENCE.fullmatch(formula) for formula in self.formulas):
            return False  # by (1)
        if not self.formulas and not self.is_operation and all(word in _TELL or word in _FILLERS for word in words):
            return False  # using this
        names = {*GREEK_WORDS, *(name.lower() for name in known)}
        is_title = self.place == 0 and self.said.startswith("#")
        allowed = SO if self.is_operation else PRESERVING | (TITLE_WORDS if is_title else _TELL)
        if words[0] in _BOTH_SIDES and self.formulas:
            allowed |= _BOTH_SIDES
        if not (self.formulas or self.is_operation):
            allowed |= STATES
        return all(word in allowed or word in names for word in words)


def is_hedged(text: str) -> bool:
    """Whether words take back or weaken what is said."""
    return HEDGES.search(IN_TEXT.sub(lambda found: found[1], text)) is not None


def formulas_in(said: str) -> tuple[str, ...]:
    r"""The formulas in a remark: between the \text of LaTeX, or behind the words that begin typed ones."""
    if "\\" in said:
        pieces = IN_TEXT.split(said)[::2] + [part for text in IN_TEXT.findall(said) for part in text.split("$")[1::2]]
        pieces = [piece for each in pieces for piece in each.split(r",\ ")]
    else:
        text, position, last = said.strip("[] #/"), 0, 0
        text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
        while (found := WORD.match(text, position)) is not None and (len(found[0]) > 1 or found[0] == "a"):
            last, position = position, found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(" ,:"))
        pieces = [FOR_ALL.sub("", text[last if _OPERATOR.match(text, position) else position :])]
    edges = (" ,;.&~$", " ,;.&~$()[]")
    plain = [_COMMANDS_OUT.sub(" ", piece).strip(edges[not is_closed(piece)]) for piece in pieces]
    return tuple(piece for piece in plain if piece.strip("()[] \\"))


def _has_words(formula: str) -> bool:
    return any(len(word) > 2 and word not in KNOWN_FUNCTIONS and word not in GREEK_WORDS for word in words_of(formula))
