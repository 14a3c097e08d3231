"""Macros written out in a text, from left to right and within bounds, as TeX does it; every character keeps its place."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verify.problem import InputError
from verify.read.scan import MAXIMAL_LENGTH, problem

MOST_USES = 500
LONGEST_WAITING = 20_000
_TOKEN = re.compile(r"(?P<space>(?:\s|%[^\n]*(?:\n|\Z))+)|(?P<command>\\[A-Za-z]+)|(?P<other>\\.|.)", re.DOTALL)

Span = tuple[int, int]


@dataclass(frozen=True)
class Token:
    """A command, a character or a space, and the place in the source that it comes from."""

    text: str
    span: Span

    @property
    def is_space(self) -> bool:
        return self.text[0].isspace() or self.text[0] == "%"

    @property
    def is_word(self) -> bool:
        """A command of letters."""
        return len(self.text) > 1 and self.text[0] == "\\" and self.text[1].isalpha()


@dataclass(frozen=True)
class Macro:
    """What stands for a command: text with #1 .. #9; `default` is that of an optional first argument."""

    name: str
    arity: int
    default: str | None
    body: str


@dataclass(frozen=True)
class Expanded:
    """A text without macros, and where each of its characters comes from; no places if it is the end of the source."""

    source: str
    text: str
    start: int
    places: tuple[Span, ...]

    def at_source(self, error: InputError) -> InputError:
        """A problem of the text as one of the source: at the use of a macro, for what comes from inside of it."""
        found = error.problem
        if found.span is None or found.source != self.text or self.text is self.source:
            return error
        begin, end = found.span
        if not self.places:
            return InputError(replace(found, source=self.source, span=(begin + self.start, end + self.start)))
        places = self.places[begin : max(end, begin + 1)] or ((len(self.source), len(self.source)),)
        span = (min(place[0] for place in places), max(place[1] for place in places))
        return InputError(replace(found, source=self.source, span=span))


def tokens_of(source: str, start: int = 0) -> list[Token]:
    return [Token(found[0], found.span()) for found in _TOKEN.finditer(source, start)]


def expanded(source: str, start: int, known: Mapping[str, Macro]) -> Expanded:
    """Macros are replaced from left to right, and what they stand for is looked at again, as TeX does it."""
    waiting = deque(tokens_of(source, start))
    found: list[Token] = []
    uses = length = 0
    while waiting:
        token = waiting.popleft()
        macro = known.get(token.text) if token.is_word else None
        if macro is None:
            found.append(token)
            length += len(token.text)
        else:
            uses += 1
            replacement = _replacement(macro, token, waiting, source)
            waiting.extendleft(reversed(replacement))
        if uses > MOST_USES or length > MAXIMAL_LENGTH or len(waiting) > LONGEST_WAITING:
            raise problem("too-long", "macros that make too long a formula", source, *token.span,
                          f"at most {MAXIMAL_LENGTH} characters and {MOST_USES} macros")  # fmt: skip
    return _joined(source, start, found)


def _replacement(macro: Macro, use: Token, waiting: deque[Token], source: str) -> list[Token]:
    """The body with the arguments in it; what comes from the body has the place of the use."""
    arguments: list[list[Token]] = []
    if macro.default is not None:
        given = _optional(waiting)
        arguments.append(given if given is not None else [Token(each.text, use.span) for each in tokens_of(macro.default)])
    while len(arguments) < macro.arity:
        argument = _argument(waiting)
        if argument is None:
            raise problem("missing-operand", f"{use.text} without its argument", source, *use.span,
                          f"{use.text}{'{..}' * macro.arity}")  # fmt: skip
        arguments.append(argument)
    body = tokens_of(macro.body)
    found: list[Token] = []
    place = 0
    while place < len(body):
        if body[place].text == "#":
            found += arguments[int(body[place + 1].text) - 1]
            place += 2
        else:
            found.append(Token(body[place].text, use.span))
            place += 1
    return found


def _argument(waiting: deque[Token]) -> list[Token] | None:
    """The next token, or what stands in the next braces; None at the end and for braces that are not closed."""
    while waiting and waiting[0].is_space:
        waiting.popleft()
    if not waiting or waiting[0].text == "}":
        return None
    token = waiting.popleft()
    if token.text != "{":
        return [token]
    found: list[Token] = []
    depth = 1
    while waiting:
        token = waiting.popleft()
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return found
        found.append(token)
    return None


def _optional(waiting: deque[Token]) -> list[Token] | None:
    """What stands in square brackets, if they come next and are closed."""
    place = next((place for place, token in enumerate(waiting) if not token.is_space), None)
    if place is None or waiting[place].text != "[":
        return None
    depth = 0
    for end, token in enumerate(waiting):
        depth += (token.text == "{") - (token.text == "}")
        if token.text == "]" and depth == 0:
            found = [waiting.popleft() for _ in range(end + 1)]
            return found[place + 1 : -1]
    return None


def _joined(source: str, start: int, tokens: list[Token]) -> Expanded:
    r"""The tokens as a text: \alpha and x from two places stay two."""
    parts: list[str] = []
    places: list[Span] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and before.is_word and token.text[0].isalpha():
            parts.append(" ")
            places.append(token.span)
        parts.append(token.text)
        begin, end = token.span
        if end - begin == len(token.text) and source[begin:end] == token.text:
            places += [(place, place + 1) for place in range(begin, end)]
        else:
            places += [token.span] * len(token.text)
    return Expanded(source, "".join(parts), start, tuple(places))
