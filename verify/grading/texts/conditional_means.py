r"""Means, variances and covariances given a random variable, with the law that each is taken under.

    E[X \mid Y]           \mathbb{E}_{law(X \mid Y)}[X], which Y is free in
    E[E[X \mid Y]]        \mathbb{E}_{law(Y)}[..]: over what is free in the brackets
    Var(X \mid Y)         the mean of X^2 given Y, without the square of that of X
    Cov(X, Y \mid Z)      the mean of X Y given Z, without the product of those of X and Y
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from verify.grading.texts.brackets import closing
from verify.read.names import canonical_name

_STATISTIC = re.compile(
    r"(?:\\(?:mathbb|mathrm|operatorname\*?|text|mathsf)\s*\{?\s*(?P<drawn>E|Var|Cov|V)(?![A-Za-z])\s*\}?"
    r"|(?<![A-Za-z\\_])(?P<plain>E|Var|Cov)(?![A-Za-z]))"
    r"\s*(?:_\s*(?:\{(?P<indices>[^{}]{1,20})\}|(?P<index>[A-Za-z])))?"
    r"\s*(?:\\(?:left|[bB]igg?l?)(?![A-Za-z])\s*)?(?P<bracket>[\[(])"
)
_BAR = re.compile(r"\\(?:middle|[bB]igg?m?)?\s*\\?\|(?!\|)|\\mid(?![A-Za-z])|\\vert(?![A-Za-z])|\|")
_BEHIND = re.compile(r"\\(?:right|[bB]igg?r?)\s*\Z")
_NAME = re.compile(r"[A-Za-z](?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]\}))?")
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z]+(?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]\}))?")
_OF_EVENTS = re.compile(r"(?<![A-Za-z])(?:P|Pr|p|q)\s*(?:\\left\s*)?[(\[]|\\sim(?![A-Za-z])|~")
_MOST_NAMES, _DEEPEST, _LONGEST = 4, 6, 1_000


class _NotRead(Exception):
    """Something else may be meant."""


@dataclass(frozen=True)
class Conditioned:
    r"""Formulas with their laws written out, the random names in them, and which of the formulas may tie these to each other.

    `speaks`: those with a condition.  `is_of_one`: those with one random name only.  `free`: the names of which a formula is a
    function, as E[X \mid Y] is one of Y.  `conditions`: the names that stand behind a bar in some formula.
    """

    texts: tuple[str, ...]
    names: tuple[str, ...]
    speaks: tuple[bool, ...]
    is_of_one: tuple[bool, ...]
    free: tuple[frozenset[str], ...]
    conditions: frozenset[str]


def with_laws(texts: Sequence[str], law: str, variables: Collection[str], declared: Collection[str]) -> Conditioned | None:
    """The formulas with the law `law` of the random `variables`, or of all capitals in brackets that nobody declared.

    None if no formula has a condition, or if one may be meant otherwise.
    """
    if any(len(text) > _LONGEST or _OF_EVENTS.search(text) for text in texts):
        return None
    respeller = _Respeller(law, frozenset(variables), frozenset(declared))
    written, speaks, is_of_one, frees = [], [], [], []
    every: set[str] = set()
    try:
        for text in texts:
            respeller.has_condition, respeller.names = False, set()
            new, free = respeller.respelled(text, 0)
            respeller.at_top |= free
            every |= respeller.names
            written.append(new)
            speaks.append(respeller.has_condition)
            is_of_one.append(len(respeller.names) == 1)
            frees.append(frozenset(free))
    except _NotRead:
        return None
    names = tuple(sorted(every))
    if not any(speaks) or not 1 < len(names) <= _MOST_NAMES or not respeller.at_top <= every:
        return None
    return Conditioned(tuple(written), names, tuple(speaks), tuple(is_of_one), tuple(frees), frozenset(respeller.conditions))


@dataclass
class _Respeller:
    law: str
    variables: frozenset[str]
    declared: frozenset[str]
    names: set[str] = field(default_factory=set)
    at_top: set[str] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)
    has_condition: bool = False

    def respelled(self, text: str, depth: int) -> tuple[str, set[str]]:
        """The text with a law for each mean, and the random names that are free in it."""
        if depth > _DEEPEST:
            raise _NotRead
        pieces: list[str] = []
        free: set[str] = set()
        end = 0
        for found in _STATISTIC.finditer(text):
            if found.start() < end:
                continue
            close = closing(text, found.end())
            if close is None:
                raise _NotRead
            plain, inside = self._plain(text[end : found.start()]), _BEHIND.sub("", text[found.end() : close - 1])
            new, within = self._statistic(found, inside, depth)
            pieces += [plain[0], new]
            free |= plain[1] | within
            end = close
        plain = self._plain(text[end:])
        return "".join((*pieces, plain[0])), free | plain[1]

    def _plain(self, text: str) -> tuple[str, set[str]]:
        """Text without means, XY and aX as products, and its random names."""
        free: set[str] = set()

        def word(found: re.Match[str]) -> str:
            run = found[0]
            if run.startswith("\\") or self._is_random(run):
                free.update({canonical_name(run)} if not run.startswith("\\") else ())
                return run
            letters = run.partition("_")[0]
            if len(letters) in (2, 3) and any(map(self._is_random, letters)) and canonical_name(run) not in self.declared:
                free.update(filter(self._is_random, letters))
                return " ".join(letters) + run[len(letters) :]
            return run

        return _WORD.sub(word, text), free

    def _is_random(self, name: str) -> bool:
        plain = canonical_name(name)
        if self.variables:
            return plain in self.variables
        return name[:1].isupper() and _NAME.fullmatch(name) is not None and plain not in self.declared and name not in ("E", "I")

    def _statistic(self, found: re.Match[str], inside: str, depth: int) -> tuple[str, set[str]]:
        body, given = self._condition(inside)
        kind = found["drawn"] or found["plain"]
        parts = self._two(body) if kind == "Cov" else (body,)
        read = [self.respelled(part, depth + 1) for part in parts]
        free = set[str]().union(*(names for _, names in read))
        over = free - given
        index = found["indices"] or found["index"]
        if index is not None and {canonical_name(each.strip()) for each in index.split(",")} != over:
            raise _NotRead
        self.names |= free | given
        texts = [text for text, _ in read]
        if kind == "E":
            return self._mean(texts[0], over, given), given
        first, second = texts if len(texts) > 1 else (texts[0], texts[0])
        owns = [names - given for _, names in read]
        whole = self._mean(rf"\left({first}\right)\left({second}\right)", over, given)
        alone = [self._mean(text, own, given) for text, own in zip((first, second), (owns * 2)[:2], strict=True)]
        return rf"\left({whole}-\left({alone[0]}\right)\left({alone[1]}\right)\right)", given

    def _condition(self, inside: str) -> tuple[str, set[str]]:
        """What stands before the bar, and the names behind it."""
        bars = [bar for bar in _BAR.finditer(inside) if _is_outside(inside, bar.start())]
        if not bars:
            return inside, set()
        behind = [name.strip() for name in inside[bars[0].end() :].split(",")]
        if len(bars) > 1 or not all(_NAME.fullmatch(name) and self._is_random(name) for name in behind):
            raise _NotRead
        self.has_condition = True
        given = {canonical_name(name) for name in behind}
        self.conditions |= given
        return inside[: bars[0].start()], given

    def _two(self, body: str) -> tuple[str, ...]:
        commas = [place for place, letter in enumerate(body) if letter == "," and _is_outside(body, place)]
        if len(commas) != 1:
            raise _NotRead
        return body[: commas[0]], body[commas[0] + 1 :]

    def _mean(self, body: str, over: set[str], given: set[str]) -> str:
        if not over:
            return rf"\left({body}\right)"
        bar = rf"\mid {', '.join(sorted(given))}" if given else ""
        return rf"\mathbb{{E}}_{{{self.law}({', '.join(sorted(over))}{bar})}}\left[{body}\right]"


def _is_outside(text: str, place: int) -> bool:
    """Whether no bracket is open at a place."""
    before = text[:place]
    return sum(map(before.count, "([{")) == sum(map(before.count, ")]}"))
