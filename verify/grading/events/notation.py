r"""Probabilities of events in a text: P(A \mid B), \Pr[A \cup B], \mathbb{P}(A^c, B), P(not A and B | C).

An event is a capital letter, perhaps with a number as its index, words in \text{..}, or a sign: the + and - of P(+ \mid D), and
those of T^+ and T^-, are complements.  Of events there are complements, intersections, unions and differences.  A comma joins
events as an intersection does, and less closely than all other signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verify.read.names import canonical_name

LONGEST = 4_000
_SIZE = r"(?:\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*+)?"
_UPRIGHT = r"\\(?:mathbb|mathrm|operatorname\*?|text|mathsf|mathbf|mathcal)"
_MEASURE = re.compile(
    rf"(?:{_UPRIGHT}\s*+\{{\s*+(?:P|Pr|Prob)\s*+\}}|\\mathbb\s*+P(?![A-Za-z])|\\Pr(?![A-Za-z])|(?<![A-Za-z\\_^])(?:Prob|Pr|P))"
    rf"(?:\s|\\[,!])*+{_SIZE}(?P<bracket>[(\[]|\\\{{)"
)
_SPACE = r"(?:\s|\\[,;:!]|\\q?quad(?![A-Za-z])|\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z]))"
_TOKENS: tuple[tuple[str, str], ...] = (
    ("and", r"\\(?:cap|wedge|land)(?![A-Za-z])|[∩∧&]|\\text\s*+\{\s*+and\s*+\}|and(?![A-Za-z])|\\&"),
    ("or", r"\\(?:cup|vee|lor)(?![A-Za-z])|[∪∨]|\\text\s*+\{\s*+or\s*+\}|or(?![A-Za-z])"),
    ("minus", r"\\(?:setminus|backslash)(?![A-Za-z])|∖"),
    ("apart", r"\\(?:triangle|bigtriangleup)(?![A-Za-z])|△"),
    ("not", r"\\(?:neg|lnot)(?![A-Za-z])|¬|\\text\s*+\{\s*+not\s*+\}|not(?![A-Za-z])"),
    ("bar", r"\\(?:bar|overline|widebar)(?![A-Za-z])"),
    ("complement", r"\^\s*+(?:\{\s*+)?(?:[cC](?![A-Za-z])|∁|\\complement(?![A-Za-z])|\\(?:mathsf|mathrm|text|mathbf)\s*+\{[cC]\}"
                   r"|\\prime(?![A-Za-z]))(?:\s*+\})?|'|’|′|ᶜ|[\u0304\u0305]"),
    ("empty", r"\\(?:emptyset|varnothing)(?![A-Za-z])|∅"),
    ("all", r"\\Omega(?![A-Za-z])|Ω"),
    ("given", r"\\(?:middle\s*+)?(?:mid|vert|given)(?![A-Za-z])|\\middle\s*+\||\\[bB]igg?[lrm]?\s*+\||\|"),
    ("words", r"\\(?:text|mathrm|textit|mathit|operatorname)\s*+\{\s*+(?P<inside>[A-Za-z][A-Za-z ]*)\}"),
    ("letter", r"[A-Z](?:_(?:[0-9](?![0-9])|\{\s*+[0-9]{1,2}\s*+\}))?(?![a-z0-9_])(?:\s*+\^\s*+(?:[-+]|\{[-+]\}))?"),
    ("sign", r"[-+−](?=\s*+(?:[)\]|]|\\(?:mid|right)(?![A-Za-z])))"),
    ("open", r"[(\[]|\\\{|\{"), ("close", r"[)\]]|\\\}|\}"), ("comma", ","),
)  # fmt: skip
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS))
_SPACES = re.compile(rf"{_SPACE}*+")
_JOINED = {"and": "and", "or": "or", "minus": "minus", "apart": "apart"}
_DEEPEST = 20


@dataclass(frozen=True)
class Event:
    """`kind`: "letter" with its name, "not", "and", "or", "minus", "apart" of its parts, "all" or "empty"."""

    kind: str
    parts: tuple[Event, ...] = ()
    name: str = ""

    def letters(self) -> Iterator[str]:
        if self.kind == "letter":
            yield self.name
        for part in self.parts:
            yield from part.letters()

    def holds(self, true: Mapping[str, bool]) -> bool:
        """Whether it happens, by the letters that happen."""
        match self.kind:
            case "letter":
                return true[self.name]
            case "all" | "empty":
                return self.kind == "all"
            case "not":
                return not self.parts[0].holds(true)
            case "minus":
                return self.parts[0].holds(true) and not self.parts[1].holds(true)
            case "apart":
                return self.parts[0].holds(true) != self.parts[1].holds(true)
        return (all if self.kind == "and" else any)(part.holds(true) for part in self.parts)


ALL = Event("all")


@dataclass(frozen=True)
class Probability:
    """The probability of an event, given another one, and its place in a text.

    `is_certain`: it can be nothing else, as P(A | B), and P(A) may be.
    `joined`: letters that stand side by side, as AB, which may be one name.
    """

    start: int
    end: int
    event: Event
    given: Event
    is_certain: bool
    joined: frozenset[str] = frozenset()

    @property
    def letters(self) -> frozenset[str]:
        return frozenset((*self.event.letters(), *self.given.letters()))


class _NoEvent(Exception):
    """A bracket that holds something else than events."""


def probabilities_in(text: str) -> list[Probability] | None:
    """All probabilities of a text, in their order; None if one of them is of something else than events."""
    found: list[Probability] = []
    for measure in _MEASURE.finditer(text[:LONGEST]):
        if found and measure.start() < found[-1].end:
            return None
        try:
            found.append(_Reader(text, measure).probability())
        except _NoEvent:
            return None
    return found


class _Reader:
    """What stands in the brackets behind the letter of a measure."""

    def __init__(self, text: str, measure: re.Match[str]) -> None:
        self.text = text
        self.measure = measure
        self.place = measure.end()
        self.start = self.place
        self.kind = ""
        self.token = ""
        self.joined: set[str] = set()
        self.depth = 0
        self.step()

    def step(self) -> str:
        """The token at the cursor, which goes on to the next one."""
        last = self.token
        self.start = self.place
        begin = _SPACES.match(self.text, self.place)
        found = _TOKEN.match(self.text, begin.end() if begin is not None else self.place)
        if found is None:
            raise _NoEvent
        self.kind, self.token, self.place = found.lastgroup or "", found[0], found.end()
        if self.kind == "words":
            self.kind, self.token = "letter", " ".join(found["inside"].split())
        return last

    def probability(self) -> Probability:
        event, given = self.list_of_events(), ALL
        if self.kind == "given":
            self.step()
            given = self.list_of_events()
        if self.kind != "close" or not _closes(self.measure["bracket"], self.token):
            raise _NoEvent
        is_plain = event.kind == "letter" and given is ALL
        drawn = self.measure[0].rstrip("([{\\ ").removesuffix(r"\left").strip()
        return Probability(
            self.measure.start(), self.place, event, given, not is_plain or drawn not in ("P",), frozenset(self.joined)
        )

    def list_of_events(self) -> Event:
        parts = [self.event()]
        while self.kind == "comma":
            self.step()
            parts.append(self.event())
        return parts[0] if len(parts) == 1 else Event("and", tuple(parts))

    def event(self) -> Event:
        """Events joined by signs of one kind; nobody knows what A ∪ B ∩ C is."""
        parts = [self.joined_letters()]
        sign = _JOINED.get(self.kind, "")
        while self.kind in _JOINED:
            if self.kind != sign or (sign == "minus" and len(parts) > 1):
                raise _NoEvent
            self.step()
            parts.append(self.joined_letters())
        if sign == "apart" and len(parts) > 2:
            raise _NoEvent
        return parts[0] if len(parts) == 1 else Event(sign, tuple(parts))

    def joined_letters(self) -> Event:
        """AB and A(B ∪ C) are intersections."""
        parts = [self.one()]
        while self.kind in ("letter", "bar", "open"):
            parts.append(self.one())
        if len(parts) == 1:
            return parts[0]
        self.joined.update(name for part in parts for name in part.letters())
        return Event("and", tuple(parts))

    def one(self) -> Event:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NoEvent
        found = self.without_complement()
        while self.kind == "complement":
            self.step()
            found = Event("not", (found,))
        self.depth -= 1
        return found

    def without_complement(self) -> Event:
        kind, token = self.kind, self.token
        if kind in ("letter", "sign"):
            self.step()
            return _named(token)
        if kind in ("all", "empty"):
            self.step()
            return Event(kind)
        if kind == "not":
            self.step()
            return Event("not", (self.one(),))
        if kind == "bar":
            self.step()
            if self.kind not in ("open", "letter") or (self.kind == "open" and self.token != "{"):
                raise _NoEvent
            return Event("not", (self.without_complement(),))
        if kind != "open":
            raise _NoEvent
        self.step()
        inner = self.event()
        if self.kind != "close" or not _closes(token, self.token):
            raise _NoEvent
        self.step()
        return inner


def _named(token: str) -> Event:
    """The event that a letter or words name: T^- is the complement of T^+, and so is the sign alone."""
    has_sign = "^" in token or token in "+-−"
    name = token.partition("^")[0] if token not in "+-−" else ""
    letter = Event("letter", (), canonical_name(name.strip()) + "+" * has_sign)
    return Event("not", (letter,)) if has_sign and "+" not in token else letter


def _closes(opening: str, closing: str) -> bool:
    return {"(": ")", "[": "]", r"\{": r"\}", "{": "}"}[opening] == closing
