r"""Words in and beside the lines of a derivation: reasons, names that are given, and sentences without a formula.

    = x^2 + 2x (by expanding)        &= x^2 + 2x \quad\text{(chain rule)}        &\overset{(a)}{=} x^2 + 2x
    by linearity, = E[X] + E[Y]      \text{which gives } = x^2 + 2x              = f(x), since x > 0
    let S = x + y                    \text{where } S = x + y                     Taking logarithms:

A reason is not judged.  What a line is said to follow from may make it right, so nothing is wrong beside a reason that is not
known to hold always.  A line of one formula is left as it is: there words may be part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from unicodedata import normalize

from verify.grading.lines.links import links_of
from verify.grading.prose.announced import announced
from verify.grading.prose.clauses import (
    IN_TEXT,
    OPENS_TEXT,
    SPACE,
    TEXT,
    end_of_formula,
    is_beside,
    is_equality_case,
    is_reason,
    substitution_said,
)
from verify.grading.prose.differentials import slope_said
from verify.grading.prose.given_names import GIVEN, GivenNames
from verify.grading.prose.remarks import FOR_ALL, Remark, formulas_in, is_hedged
from verify.grading.prose.sentences_before import are_words_before, only_names_things
from verify.grading.prose.vocabulary import (
    ALONE,
    CONCLUDES,
    CONCLUSIONS,
    LIMITS,
    NEUTRAL,
    NOUNS,
    PHRASE,
    SO,
    STARTERS,
    VERBS,
    WORD,
    is_participle,
    words_of,
)
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import KNOWN_FUNCTIONS

_LONGEST, _MOST_LINES = 2_000, 100
_MARKED_SIGN = re.compile(
    r"\\(?:overset|underset|stackrel)\s*\{(?P<mark>(?:[^{}]|\{[^{}]*\})*)\}\s*"
    r"\{?(?P<sign>=|<=|>=|[<>≤≥∝≈]"
    r"|\\(?:leq?|geq?|leqslant|geqslant|propto|approx|iff|implies|Rightarrow|Leftrightarrow)(?![A-Za-z]))\}?"
)
_PLAIN_MARK = re.compile(rf"\s*(?:{TEXT}|\(\s*\\?[a-z0-9*†]{{1,4}}\s*\)|[0-9*†]{{1,3}}|\\(?:star|ast|dagger))\s*")
_OF_CHANCE = re.compile(r"[dDpP]|[ai]\.?[si]\.?(?:d\.?)?|def|.*\blaw\b.*|.*\bdist\w*")  # equal in distribution, almost surely
_LEAD_OF_TEXT = re.compile(rf"\A{SPACE}*+{TEXT}{SPACE}*+[,:]?{SPACE}*+")
_FACT_LINE = re.compile(
    rf"{SPACE}*+(?:{OPENS_TEXT}\s*)?(?:since|because|recall|note|here we used?|(?:where|here|in)\s*\}}?\s*\([\w*†]+\)[:\s])",
    re.IGNORECASE,
)
_CONNECTING = frozenset("hence thus therefore so then now next finally".split())
_COMMENT = re.compile(r"\s*(?:#|//).*", re.DOTALL)
_STATEMENT_SIGN = re.compile(r"[<>=≤≥≠]|\\(?:leq?|geq?|neq?|iff|implies)(?![A-Za-z])")




@dataclass(frozen=True)
class Prose:
    """A derivation without its words: the lines with a formula, where these stood, and the names that lines give to formulas."""

    lines: tuple[str, ...]
    places: tuple[int, ...]
    given: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    slopes: tuple[str, ...] = ()  # what differentials beside the names say of their derivatives

    def beside(self, line: int) -> tuple[Remark, ...]:
        """The remarks that may make a line right: facts, wherever they stand, and operations that lead to it."""
        place, before = self.places[line], self.places[line - 1] if line else -1
        return tuple(each for each in self.remarks if not each.is_operation or before < each.place <= place)

    def around(self, place: int) -> tuple[str, ...]:
        """The lines next to a place: the one that stands there, and those before and after it."""
        near = [line for line, where in enumerate(self.places) if where >= place]
        first = near[0] if near else len(self.lines)
        return self.lines[max(first - 1, 0) : first + 1]


def prose_of(lines: Sequence[str], known: Collection[str], is_taken: Callable[[str], bool] = lambda name: False) -> Prose | None:
    """The lines without the words in them; None if they have none, or such as are not understood.

    `known` are names of the question, which are no words; `is_taken` tells what no line may give as a name.
    """
    if not 1 < len(lines) <= _MOST_LINES or any(len(line) > _LONGEST for line in lines):
        return None
    lines = tuple(map(_with_accents, lines))
    without = _Words(lines, known, is_taken)
    kept = [(place, text) for place in range(len(lines)) if (text := without.line(place))]
    texts = tuple(text for _, text in kept)
    if not kept or texts == tuple(lines) or any(map(GIVEN.match, texts)) or without.is_open(kept):
        return None
    return Prose(texts, tuple(place for place, _ in kept), without.given, tuple(without.remarks), without.slopes())


_ACCENT = re.compile(r"\\([\^\"'`~])\s*(?:\{\s*([A-Za-z])\s*\}|([A-Za-z]))")
_COMBINING = {"^": "\u0302", '"': "\u0308", "'": "\u0301", "`": "\u0300", "~": "\u0303"}


def _with_accents(line: str) -> str:
    r"""The line with letters as they are drawn, which are marked in words only: l'H\^opital."""
    return _ACCENT.sub(lambda found: normalize("NFC", (found[2] or found[3]) + _COMBINING[found[1]]), line)


class _Words(GivenNames):
    """Takes the words out of the lines of one derivation, one after the other."""

    def line(self, place: int) -> str:
        """The formula of a line, or "" for a line that is words alone, or gives names."""
        self._place = place
        text = _MARKED_SIGN.sub(self._plain_sign, self.lines[place])
        names = self._names_given(text)
        self._has_just_given = names is not None
        if names is not None:
            self.named |= names
            self.given |= {name: body for name, body in names.items() if not self._is_integrated(name)}
            return ""
        if not any(map(_has_relation, self.lines[:place])) and are_words_before(text):
            self.remarks.append(Remark(place, text, is_naming=only_names_things(text)))
            return ""
        if slope_said(text, self.named) is not None:
            self.differentials.append(text)
            return ""
        if place and _FACT_LINE.match(text) and is_beside(text, self.known):
            self.remarks.append(Remark(place, text, formulas_in(text)))
            return ""
        following = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        step = announced(text, following)
        if step is not None:
            self.remarks.append(Remark(place, step.said, is_operation=not step.is_neutral, is_step=step.is_neutral))
            if not step.rest.strip(" &"):
                return ""
            text = step.rest
        text = self._without_tail(self._without_lead(self._without_given(text)))
        bare = IN_TEXT.sub(lambda found: found[1], text).strip(" &.,;:")
        is_comment = _COMMENT.fullmatch(text) is not None and is_beside(text.lstrip(" #/"), self.known)
        if CONCLUDES.fullmatch(bare) or is_comment or bare.lower() in ALONE:
            self.remarks += [Remark(place, text)] if is_comment else []
            return ""
        if not _is_operation(text, self.known):
            return text
        self.remarks.append(Remark(place, text, is_operation=not (following and links_of(following)[0].relation)))
        return ""

    def is_open(self, kept: Sequence[tuple[int, str]]) -> bool:
        """Whether words lead to an expression without a sign, which they may name: `Differentiating:`, and then 2x."""
        for remark in self.remarks:
            text = next((text for place, text in kept if place >= remark.place), "")
            is_phrase = all(word in PHRASE for word in words_of(remark.said))
            if remark.is_operation and not is_phrase and _STATEMENT_SIGN.search(text) is None:
                return True
        return False

    # --------------------------------------------------------------------------------------------------------------- reasons

    def _plain_sign(self, found: re.Match[str]) -> str:
        r"""= for \overset{(a)}{=}; equal in distribution, and what is to be equal, are no plain signs."""
        mark = _PLAIN_MARK.fullmatch(found["mark"])
        said = (mark[1] or "").strip() if mark is not None else ""
        if mark is None or _OF_CHANCE.fullmatch(said or found["mark"].strip("() ")):
            return found[0]
        self.remarks.append(Remark(self._place, said))
        return f" {found['sign']} "

    def _without_lead(self, line: str) -> str:
        """The line from its relation, or its formula, on; what follows from a reason need not be equivalent."""
        found = _LEAD_OF_TEXT.match(line)
        if found is not None:
            said, rest = found[1].strip(" ,:"), line[found.end() :]
        else:
            said, rest = _leading_words(line, self.known)
        words = words_of(said)
        if not words or not rest.strip(" &") or not _leads(said, self.known):
            return line
        has_sign = bool(links_of(rest)[0].relation)
        is_phrase = all(word in PHRASE for word in words)
        if not has_sign and not is_phrase and _STATEMENT_SIGN.search(rest) is None:
            return line  # `Differentiating, 2x` may be anything
        if not is_phrase or not all(word in SO for word in words):
            self.remarks.append(Remark(self._place, said, is_operation=not has_sign))
        return rest if has_sign or "have" in words else f"thus {rest}"

    def _without_tail(self, line: str) -> str:
        """The line up to the reason behind it, or the names that it explains there."""
        line = self._without_names(line)
        relation = links_of(line)[0].relation
        if relation not in ("", "iff", "implies"):
            line = FOR_ALL.sub("", line)
        end = end_of_formula(line, self.known)
        if end == len(line):
            return line
        said = line[end:].strip(" ,;&")
        substituted = self._given_by(of_integral) if (of_integral := substitution_said(line)) else None
        if substituted is not None and not any(map(self._is_integrated_here, substituted)):
            self.given |= substituted
            return line[:end].rstrip(" &,;")
        if not is_equality_case(said):
            self.remarks.append(Remark(self._place, said, formulas_in(said)))
            return line[:end].rstrip(" &,;")
        return line[:end].rstrip(" &,;") if relation in ("le", "lt", "ge", "gt") else line

def _has_relation(line: str) -> bool:
    return len(links_of(line)) > 1


def is_tie(formula: str, known: Collection[str]) -> bool:
    """Whether a formula says what a name of the question is, by numbers and others of these names: x = 3, x = 2y."""
    links = links_of(formula)
    pairs = [(before.formula.strip(" $&"), link.formula.strip(" $&"))
             for before, link in pairwise(links) if link.relation == "eq"]  # fmt: skip
    names = {*known}
    return any(
        canonical_name(one) in names and names.issuperset(map(canonical_name, _NAME.findall(other)))
        for sides in pairs
        for one, other in (sides, sides[::-1])
    )


_NAME = re.compile(r"\\?[A-Za-z]+(?:_(?:\w|\{\w+\}))?")










_BEHIND_NAMES = ("_", "^", "(", "[", "{", "'", "!")


def _leading_words(line: str, known: Collection[str]) -> tuple[str, str]:
    """The words before a comma, a colon or a relation, or of a few that say nothing; and the rest of the line."""
    begin = position = len(line) - len(line.lstrip(" &\t"))
    tokens: list[str] = []
    while (found := WORD.match(line, position)) is not None and line[found.end() : found.end() + 1] not in _BEHIND_NAMES and (
        _is_word(found[0], known, is_first=not tokens)
    ):
        tokens.append(found[0])
        position = _behind_spaces(line, found.end())
        behind = _behind_spaces(line, position + 1)
        further = WORD.match(line, behind) if line[position : position + 1] == "," and found[0].lower() in _CONNECTING else None
        if further is not None and _is_word(further[0], known, is_first=False):
            position = behind  # Hence, by the chain rule, ...
    ends = line[position : position + 1] in (",", ":") and line[position + 1 : position + 2] != "="
    said, after = line[begin:position].strip(), line[position + ends :].lstrip(" &")
    is_phrase = all(token.lower().rstrip(".") in PHRASE for token in tokens)
    return (said, after) if tokens and after and (is_phrase or ends or links_of(after)[0].relation) else ("", line)


def _behind_spaces(line: str, position: int) -> int:
    return len(line) - len(line[position:].lstrip())


def _leads(said: str, known: Collection[str]) -> bool:
    """Whether words lead to a formula: by linearity, expanding the square, which gives; but not: Power = V^2/R."""
    words = words_of(said)
    if LIMITS.search(said) or words[0] in known:
        return False
    if all(word in PHRASE for word in words):
        return True
    said = said.partition(",")[2] if words[0] in _CONNECTING and "," in said else said  # Hence, by the chain rule
    words = words_of(said)
    if not words:
        return False
    is_begun = is_participle(words[0]) or (words[0] in STARTERS and is_reason(said, known))
    return is_begun and all(word in NEUTRAL or word in NOUNS or word in STARTERS for word in words[1:])


def _is_word(token: str, known: Collection[str], *, is_first: bool) -> bool:
    """Whether letters in a typed line are a word, and no name, function or product of declared letters."""
    plain = token.rstrip(".")
    lower = plain.lower()
    if plain in known or canonical_name(plain) in known or set(plain) <= set(known):
        return False
    if lower in STARTERS or lower in PHRASE or lower in NEUTRAL or lower in NOUNS or lower in VERBS:
        return len(plain) > 1 and (lower not in KNOWN_FUNCTIONS or not is_first)
    return len(plain) > 3 and plain not in GREEK_WORDS and lower not in KNOWN_FUNCTIONS


def _is_operation(line: str, known: Collection[str]) -> bool:
    """Whether a line is words alone that say what is done next: `Taking logarithms:`, `By linearity we have`."""
    text = IN_TEXT.sub(lambda found: found[1], line).strip(" &.,;:-–—")
    tokens = text.replace(",", " ").split()
    words = words_of(text)
    if not words or any(WORD.fullmatch(each) is None or each in known for each in tokens) or is_hedged(text):
        return False
    if not (is_participle(words[0]) or words[0] in ("by", "using", "from", "next", "now", "first", "finally", "we", "then")):
        return False
    return all(word in NEUTRAL or word in NOUNS or word in PHRASE for word in words[1:]) and CONCLUSIONS.isdisjoint(words[1:])


