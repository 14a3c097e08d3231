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

from verify.grading.lines.links import links_of
from verify.grading.prose.announced import announced
from verify.grading.prose.clauses import (
    IN_TEXT,
    OPENS_TEXT,
    SPACE,
    TEXT,
    end_of_formula,
    is_beside,
    is_closed,
    is_equality_case,
    is_reason,
)
from verify.grading.prose.vocabulary import (
    ALONE,
    CONCLUDES,
    CONCLUSIONS,
    HEDGES,
    LIMITS,
    NEUTRAL,
    NOUNS,
    PHRASE,
    PRESERVING,
    PRESERVING_PHRASES,
    SO,
    STARTERS,
    STATES,
    TITLE_WORDS,
    VERBS,
    WORD,
    is_participle,
    words_of,
)
from verify.grading.texts.labels import label_of
from verify.read.names import GREEK_WORDS, canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_LONGEST, _MOST_LINES = 2_000, 100
_PRODUCT = re.compile(r"[A-Za-z]{2,3}")
_MARKED_SIGN = re.compile(
    r"\\(?:overset|underset|stackrel)\s*\{(?P<mark>(?:[^{}]|\{[^{}]*\})*)\}\s*"
    r"\{?(?P<sign>=|<=|>=|[<>≤≥∝≈]"
    r"|\\(?:leq?|geq?|leqslant|geqslant|propto|approx|iff|implies|Rightarrow|Leftrightarrow)(?![A-Za-z]))\}?"
)
_PLAIN_MARK = re.compile(rf"\s*(?:{TEXT}|\(\s*\\?[a-z0-9*†]{{1,4}}\s*\)|[0-9*†]{{1,3}}|\\(?:star|ast|dagger))\s*")
_OF_CHANCE = re.compile(r"[dDpP]|[ai]\.?[si]\.?(?:d\.?)?|def|.*\blaw\b.*|.*\bdist\w*")  # equal in distribution, almost surely
_FOR_ALL = re.compile(
    rf"{SPACE}*+,?{SPACE}*+(?:(?<=[\s~,&}}])for\s+(?:all|every|any|each)\s+(?:real\s+)?|{OPENS_TEXT}\s*for\s+(?:all|every|any|each)\s*\}}"
    rf"|\\forall(?![A-Za-z])|∀){SPACE}*+\$?\\?\w+(?:{SPACE}*+,{SPACE}*+\\?\w+)*+\$?\.?\Z"
)
_LEAD_OF_TEXT = re.compile(rf"\A{SPACE}*+{TEXT}{SPACE}*+[,:]?{SPACE}*+")
_GIVES_NAME = (
    r"(?:(?:(?:with|using|by|make|use|we\s++make)\s++the\s++(?:substitution|notation)|(?:we\s++)?substitute|substituting"
    r"|let|where|with|define|denote))"
)
_GIVEN = re.compile(
    rf"\A{SPACE}*+(?:{OPENS_TEXT}\s*(?:{_GIVES_NAME})\s*,?\s*\}}|{_GIVES_NAME}\b){SPACE}*+:?{SPACE}*+(?=[^\s=])", re.IGNORECASE
)
_AND = re.compile(rf"\A{SPACE}*+(?:{OPENS_TEXT}\s*and\s*\}}|and\b){SPACE}*+", re.IGNORECASE)
_JOINED = re.compile(rf"(?<!\\)[,;]{SPACE}*+(?:and\b)?|{SPACE}and\b|\\text\s*\{{\s*,?\s*and\s*\}}")
_WHERE = re.compile(rf"(?:{SPACE}|[,;])*+(?:{OPENS_TEXT}\s*,?\s*where\s*\}}|\bwhere\b)(?=[^=]*=)")
_FACT_LINE = re.compile(
    rf"{SPACE}*+(?:{OPENS_TEXT}\s*)?(?:since|because|recall|note|here we used?|(?:where|here|in)\s*\}}?\s*\([\w*†]+\)[:\s])",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"[\s,.;]*(?:\bthen\b|\bwe\s+(?:get|have|obtain)\b)?[\s,.:;]*\Z", re.IGNORECASE)
_DIFFERENTIAL = re.compile(r"\s*(?:so|thus|then)?(?:\s|\\[,;:! ])*d\\?[A-Za-z]+\s*=")
_BOUNDED = re.compile(r"(?:\\int|∫)\s*(?:\\limits\s*)?_")
_UNBOUNDED = re.compile(r"(?:\\int(?![A-Za-z])|∫)(?!\s*(?:\\limits\s*)?_)")
_CONNECTING = frozenset("hence thus therefore so then now next finally".split())
_SUBSTITUTED = re.compile(  # u = x^2, du = 2x dx
    r"(?=[\s$]*+(?P<name>\\?[A-Za-z]+)\s*+=(?:[^=,;\\]|\\.)++[,;](?:\s|\$|\\[,;:! ])*+d\s*+(?P=name)\s*+=)"
)
_END = r"\\?[A-Za-z]+\s*+=\s*+[^\s=]+"
_BECOMES = r"(?:gives|yields|becomes|means|implies|\\to|\\Rightarrow|→|=>)"
_IMAGE = re.compile(rf"\s*+(?:when\s++|for\s++)?{_END}\s*+{_BECOMES}\s*+{_END}\s*+")
_COMMENT = re.compile(r"\s*(?:#|//).*", re.DOTALL)
_COMMANDS_OUT = re.compile(r"\\because(?![A-Za-z])|∵|\\q?quad(?![A-Za-z])")
_STATEMENT_SIGN = re.compile(r"[<>=≤≥≠]|\\(?:leq?|geq?|neq?|iff|implies)(?![A-Za-z])")


@dataclass(frozen=True)
class Remark:
    """Words that were taken away from a line, or a line of words.

    `formulas` are what stands among them; `is_operation`: they lead to a line without a sign, which may be another formula then;
    `is_line`: the formula is a line, too, which is judged; `is_step`: an announced step, which makes nothing right.
    """

    place: int
    said: str
    formulas: tuple[str, ...] = ()
    is_operation: bool = False
    is_line: bool = False
    is_step: bool = False

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


@dataclass(frozen=True)
class Prose:
    """A derivation without its words: the lines with a formula, where these stood, and the names that lines give to formulas."""

    lines: tuple[str, ...]
    places: tuple[int, ...]
    given: dict[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

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
    without = _Words(lines, known, is_taken)
    kept = [(place, text) for place in range(len(lines)) if (text := without.line(place))]
    texts = tuple(text for _, text in kept)
    if not kept or texts == tuple(lines) or any(map(_GIVEN.match, texts)) or without.is_open(kept):
        return None
    return Prose(texts, tuple(place for place, _ in kept), without.given, tuple(without.remarks))


class _Words:
    """Takes the words out of the lines of one derivation, one after the other."""

    def __init__(self, lines: Sequence[str], known: Collection[str], is_taken: Callable[[str], bool]) -> None:
        self.lines, self.known, self.is_taken = lines, known, is_taken
        self.remarks: list[Remark] = []
        self.given: dict[str, str] = {}
        self._place = 0
        self._has_just_given = False

    def line(self, place: int) -> str:
        """The formula of a line, or "" for a line that is words alone, or gives names."""
        self._place = place
        text = _MARKED_SIGN.sub(self._plain_sign, self.lines[place])
        names = self._names_given(text)
        self._has_just_given = names is not None
        if names is not None:
            self.given |= {name: body for name, body in names.items() if not self._is_integrated(name)}
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
            line = _FOR_ALL.sub("", line)
        end = end_of_formula(line, self.known)
        if end == len(line):
            return line
        said = line[end:].strip(" ,;&")
        if not is_equality_case(said):
            self.remarks.append(Remark(self._place, said, formulas_in(said)))
            return line[:end].rstrip(" &,;")
        return line[:end].rstrip(" &,;") if relation in ("le", "lt", "ge", "gt") else line

    # ---------------------------------------------------------------------------------------------------- names that are given

    def _without_names(self, line: str) -> str:
        """The line without `where w = ...`: of a name that is new it says what it is, of another it is a reason."""
        for found in _WHERE.finditer(line):
            before = line[: found.start()].rstrip(" &,;")
            if not before.strip(" &") or not is_closed(line[: found.start()]) or is_hedged(line[found.start() :]):
                continue
            names = self._given_by(line[found.end() :])
            if names is None and not links_of(before)[0].relation and self._place == 0:
                return line
            said = line[found.start() :].strip(" ,;&")
            if names is None:
                self.remarks.append(Remark(self._place, said, formulas_in(said)))
            else:
                self.given |= names
            return before
        return line

    def _names_given(self, line: str) -> dict[str, str] | None:
        """What a line calls S, T ...: `let S = x + y`, `where S = x + y, T = x - y`, and after such a line `and Q = x y`."""
        begin = _GIVEN.match(line) or (_AND.match(line) if self._has_just_given else None) or _SUBSTITUTED.match(line)
        return None if begin is None else self._given_by(_LEADS_ON.sub("", line[begin.end() :].replace("$", " ")))

    def _is_integrated(self, name: str) -> bool:
        """Whether a name is the variable of integrals with bounds, which says nothing but how they were found."""
        rate = re.compile(rf"(?<![A-Za-z\\])d\s*{re.escape(name)}(?![A-Za-z])")
        others = [line for place, line in enumerate(self.lines) if place != self._place and rate.search(line)]
        return bool(others) and all(_BOUNDED.search(line) and not _UNBOUNDED.search(line) for line in others)

    def _given_by(self, text: str) -> dict[str, str] | None:
        """The names in `S = x + y, T = x - y`, if all of them are new."""
        found: dict[str, str] = {}
        for piece in _pieces(text.strip().rstrip(".;,")):
            if found and (_DIFFERENTIAL.match(piece) or _IMAGE.fullmatch(piece)):
                continue  # let u = x^2, so du = 2x dx; x = 0 gives u = 0
            links = links_of(piece)
            if len(links) != 2 or links[0].relation or links[1].relation != "eq":
                return None
            name, body = links[0].formula.strip(" $&"), links[1].formula.strip(" $&")
            if not body or name in found or not self._is_new(name):
                return None
            found[name] = body
        return found or None

    def _is_letter_elsewhere(self, letter: str) -> bool:
        alone = re.compile(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])")
        return letter in self.known or any(map(alone.search, self.lines))

    def _is_new(self, name: str) -> bool:
        """Whether a name can be given: it has no meaning, index or arguments, here or elsewhere, and gets one value only."""
        label = label_of(name)
        if label is None or len(label.names) != 1 or label.argument or not label.is_certain or label.is_changed:
            return False
        plain = canonical_name(name)
        if _PRODUCT.fullmatch(name) and all(self._is_letter_elsewhere(letter) for letter in name):
            return False  # where ab = 0
        if name in self.given or "_" in name or plain in self.known or plain in CONSTANTS or plain in KNOWN_FUNCTIONS:
            return False
        if plain in ("i", "j", "e", "d", "C", "I", "O") or self.is_taken(name):
            return False
        own = re.escape(name)  # p(1 - p) is a product, and g(3) may be a value
        token = re.compile(rf"(?<![A-Za-z\\]){own}(?:\s*(?:_|'|\[|\\left)|\s*\((?![^()]*(?<![A-Za-z\\]){own}(?![A-Za-z])))")
        again = re.compile(rf"(?:\A|[,;&$\s]){re.escape(name)}\s*:?=")
        return not any(token.search(line) for line in self.lines) and sum(
            again.search(line) is not None for line in self.lines
        ) == 1  # fmt: skip

    def _without_given(self, line: str) -> str:
        """A line without its `let`: f(x) = x^2 says what f is, and S = x + y of a name of the question is a fact."""
        found = _GIVEN.match(line)
        rest = line[found.end() :] if found is not None else ""
        links = links_of(rest) if rest else ()
        if len(links) > 2 and not links[0].relation and all(link.relation == "eq" for link in links[1:]):
            return rest  # let s = \sigma(z) = 1/(1 + e^{-z}) says more than what s is
        is_equation = len(links) == 2 and links[1].relation == "eq" and not links[0].relation
        head = links[0].formula.strip(" $") if links else ""
        if not is_equation or not ("(" in head or canonical_name(head) in self.known):
            return line
        if "(" not in head:  # it may be what other lines follow from
            self.remarks.append(Remark(self._place, line.strip(), (rest.strip(),), is_line=True))
        return rest


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
        pieces = [_FOR_ALL.sub("", text[last if _OPERATOR.match(text, position) else position :])]
    edges = (" ,;.&~$", " ,;.&~$()[]")
    plain = [_COMMANDS_OUT.sub(" ", piece).strip(edges[not is_closed(piece)]) for piece in pieces]
    return tuple(piece for piece in plain if piece.strip("()[] \\"))


_TELL = frozenset("since because as using use used recall note noting applying where with plug plugging choosing put".split())
_BOTH_SIDES = frozenset(
    "multiply multiplying divide dividing subtract subtracting add adding left right again both each all sides side".split()
)
_FILLERS = frozenset("that this these those which in on it the our we above from".split())
_REFERENCE = re.compile(r"\(?\s*[0-9]+[a-z]?\s*\)?|\(\s*\w{1,3}\s*\)")
_OPERATOR = re.compile(r"[-+*/^_=<>≤≥!]")


def _has_words(formula: str) -> bool:
    return any(len(word) > 2 and word not in KNOWN_FUNCTIONS and word not in GREEK_WORDS for word in words_of(formula))


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


def _pieces(text: str) -> list[str]:
    """The text taken apart at the commas and the `and` that stand in no brackets."""
    pieces, begin = [], 0
    for found in _JOINED.finditer(text):
        if found.start() >= begin and is_closed(text[begin : found.start()]):
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]
