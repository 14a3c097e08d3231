r"""Names that the lines of a derivation give to formulas: let S = x + y, where S = x + y, u = x^2 beside du = 2x dx."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from verify.grading.lines.links import links_of
from verify.grading.prose.clauses import (
    OPENS_TEXT,
    SPACE,
    is_closed,
)
from verify.grading.prose.differentials import is_differential, is_of_part, slope_said
from verify.grading.prose.remarks import Remark, formulas_in, is_hedged
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.labels import label_of
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_PRODUCT = re.compile(r"[A-Za-z]{2,3}")
_GIVES_NAME = (
    r"(?:(?:(?:with|using|by|make|use|we\s++make)\s++the\s++(?:substitution|notation)|(?:we\s++)?substitute|substituting"
    r"|let|where|with|define|denote))"
)
GIVEN = re.compile(
    rf"\A{SPACE}*+(?:{OPENS_TEXT}\s*(?:{_GIVES_NAME})\s*,?\s*\}}|{_GIVES_NAME}\b){SPACE}*+:?{SPACE}*+(?=[^\s=])", re.IGNORECASE
)
_AND = re.compile(rf"\A{SPACE}*+(?:{OPENS_TEXT}\s*and\s*\}}|and\b){SPACE}*+", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?<!\\)[,;]{SPACE}*+(?:and\b)?|{SPACE}and\b|\\text\s*\{{\s*,?\s*(?:and|so|then|thus|hence)(?:\s+that)?\s*,?\s*\}}"
)
_WHERE = re.compile(rf"(?:{SPACE}|[,;])*+(?:{OPENS_TEXT}\s*,?\s*where\s*\}}|\bwhere\b)(?=[^=]*=)")
_LEADS_ON = re.compile(r"[\s,.;]*(?:\bthen\b|\bwe\s+(?:get|have|obtain)\b)?[\s,.:;]*\Z", re.IGNORECASE)
_DIFFERENTIAL = re.compile(r"\s*(?:so|thus|then)?(?:\s|\\[,;:! ]|\\q?quad(?![A-Za-z]))*d\\?[A-Za-z]+\s*=")
_BOUNDED = re.compile(r"(?:\\int|∫)\s*(?:\\limits\s*)?_")
_UNBOUNDED = re.compile(r"(?:\\int(?![A-Za-z])|∫)(?!\s*(?:\\limits\s*)?_)")
_SUBSTITUTED = re.compile(  # u = x^2, du = 2x dx
    r"(?=[\s$]*+(?P<name>\\?[A-Za-z]+)\s*+=(?:[^=,;\\]|\\.)++[,;](?:\s|\$|\\[,;:! ]|\\q?quad(?![A-Za-z]))*+d\s*+(?P=name)\s*+=)"
)
_NAMED = re.compile(r"[\s$&]*(?P<name>\\?[A-Za-z]+)[\s$&]*=(?!.*=)")
_NOWHERE = re.compile("")
_END = r"\\?[A-Za-z]+\s*+=\s*+[^\s=]+"
_BECOMES = r"(?:gives|yields|becomes|means|implies|\\to|\\Rightarrow|→|=>)"
_IMAGE = re.compile(rf"\s*+(?:when\s++|for\s++)?{_END}\s*+{_BECOMES}\s*+{_END}\s*+")


class GivenNames:
    """The part of taking words out of lines that knows the names which these give."""

    def __init__(self, lines: Sequence[str], known: Collection[str], is_taken: Callable[[str], bool]) -> None:
        self.lines, self.known, self.is_taken = lines, known, is_taken
        self.remarks: list[Remark] = []
        self.given: dict[str, str] = {}
        self.named: dict[str, str] = {}  # also those that only integrals with bounds are over
        self.differentials: list[str] = []
        self._place = 0
        self._has_just_given = False

    def slopes(self) -> tuple[str, ...]:
        """What the differentials say of the names that are given; 0 = 1 where that is not understood."""
        said = ((slope_said(each, self.named), each) for each in self.differentials)
        return tuple(slope or "0 = 1" for slope, each in said if slope is not None or not is_of_part(each))

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
        begin = GIVEN.match(line) or (_AND.match(line) if self._has_just_given else None) or self._substitution(line)
        return None if begin is None else self._given_by(_LEADS_ON.sub("", line[begin.end() :].replace("$", " ")))

    def _substitution(self, line: str) -> re.Match[str] | None:
        """Where u = x^2 begins beside, or above, du = 2x dx."""
        named = _NAMED.match(line)
        below = self.lines[self._place + 1] if self._place + 1 < len(self.lines) else ""
        if named is not None and slope_said(below, {named["name"]: line[named.end() :].strip(" &$.,;")}) is not None:
            return _NOWHERE.match(line)
        if any(map(is_differential, _pieces(line))):
            return _NOWHERE.match(line)
        return _SUBSTITUTED.match(line)

    def _is_integrated(self, name: str) -> bool:
        """Whether a name is the variable of integrals with bounds, which says nothing but how they were found."""
        rate = re.compile(rf"(?<![A-Za-z\\])d\s*{re.escape(name)}(?![A-Za-z])")
        others = [line for place, line in enumerate(self.lines) if place != self._place and rate.search(line)]
        return bool(others) and all(_BOUNDED.search(line) and not _UNBOUNDED.search(line) for line in others)

    def _is_integrated_here(self, name: str) -> bool:
        return _BOUNDED.search(self.lines[self._place]) is not None or self._is_integrated(name)

    def _given_by(self, text: str) -> dict[str, str] | None:
        """The names in `S = x + y, T = x - y`, if all of them are new."""
        found: dict[str, str] = {}
        differentials: list[str] = []
        for piece in _pieces(text.strip().rstrip(".;,")):
            if (found and (_DIFFERENTIAL.match(piece) or _IMAGE.fullmatch(piece))) or is_differential(piece):
                differentials.append(piece)
                continue  # let u = x^2, so du = 2x dx; x = 0 gives u = 0
            links = links_of(piece)
            if len(links) != 2 or links[0].relation or links[1].relation != "eq":
                return None
            name, body = links[0].formula.strip(" $&"), links[1].formula.strip(" $&")
            if not body or name in found or not self._is_new(name) or any(speaks_of(other, [name]) for other in found.values()):
                return None  # u = x^2, so x = u
            found[name] = body
        self.differentials += differentials
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
        again = re.compile(rf"(?:\A|[(,;&$\s]){re.escape(name)}\s*:?=")
        return not any(token.search(line) for line in self.lines) and sum(
            again.search(line) is not None for line in self.lines
        ) == 1  # fmt: skip

    def _without_given(self, line: str) -> str:
        """A line without its `let`: f(x) = x^2 says what f is, and S = x + y of a name of the question is a fact."""
        found = GIVEN.match(line)
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


def _pieces(text: str) -> list[str]:
    """The text taken apart at the commas and the `and` that stand in no brackets."""
    pieces, begin = [], 0
    for found in _JOINED.finditer(text):
        if found.start() >= begin and is_closed(text[begin : found.start()]):
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]
