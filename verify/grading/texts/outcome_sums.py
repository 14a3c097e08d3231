r"""Sums of values of functions of which nothing is known, over all values of an argument.

    \sum_a \pi(a \mid s) Q(s, a)        \sum_{s'} P(s' \mid s, a) [R(s, a, s') + \gamma V(s')]
    \mathbb{E}_{a \sim \pi(\cdot \mid s)}[Q(s, a)]

Each function becomes a table of any numbers with an index for each argument that a sum binds; an argument that none binds only
tells one table from another.  A policy or a probability of one argument that is bound, before a bar, has the sum 1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from verify.grading.texts.brackets import closing
from verify.grading.texts.opaque_calls import ARGUMENTS, CALL, LONGEST, NO_NAMES, Opaque, stands_in, with_primes
from verify.read.names import canonical_name

_NAME = r"[a-z]'?"
_SUM = re.compile(
    rf"\\sum(?:\\(?:no)?limits)?\s*+_\s*+(?:\{{\s*+(?P<several>{_NAME}(?:\s*+,\s*+{_NAME})*+)\s*+\}}|(?P<one>[a-z])(?![A-Za-z'=]))"
    r"(?!\s*+\^)"
)
_MEAN = re.compile(
    rf"(?:\\mathbb\s*+\{{?\s*+E\s*+\}}?|\\operatorname\s*+\{{E\}}|(?<![A-Za-z\\])E)\s*+_\s*+\{{\s*+(?P<name>{_NAME})\s*+\\sim\s*+"
    r"(?P<law>[A-Za-z\\_{}]{1,24}?)\s*+\(\s*+\\cdot\s*+(?P<given>(?:\\mid|\||\\vert)[^(){}]{1,40}?)\)\s*+\}\s*+(?P<open>\\left\s*+\[|\[)"
)
_PARTS = re.compile(r"\\mid(?![A-Za-z])|\\vert(?![A-Za-z])|[|,;]")
_LETTERS = "hgwvuzyxcbtkmnHGWVZYXCBMF"
_INDICES = "ijlmn"
_PLACES = ("x", "y", "z")  # the parameters of a law that is defined
_SPACES = re.compile(r"\s|\\[,;:!]")
_WORD = re.compile(r"\\[A-Za-z]++|[A-Za-z]")
_MOST_INDICES = 3


def with_tables(texts: Iterable[str], declared: Collection[str]) -> Opaque | None:
    """The texts with tables for what nobody declared; None without a sum over an argument, or if that is not all understood."""
    sources = [_without_means(with_primes(text)) if len(text) < LONGEST else "" for text in texts]
    bound = {_plain(each) for source in sources for found in _SUM.finditer(source) for each in _bound_by(found)}
    tables = _Tables(sources, bound)
    if not bound or len(bound) > len(tables.index) or any(name in declared for name in bound):
        return None
    found = [tables.entered(source, declared) for source in sources]
    if not tables.called or any(text is None or tables.may_be_misread(text) for text in found):
        return None
    return Opaque(tuple(tables.with_limits(text) for text in found if text is not None), tables.called, tables.declarations(),
                  tables.definitions)  # fmt: skip


def _without_means(text: str) -> str:
    r"""\mathbb{E}_{a \sim \pi(\cdot|s)}[f] as \sum_a \pi(a|s) (f)."""
    while (mean := _MEAN.search(text)) is not None and (end := closing(text, mean.end())) is not None:
        body = text[mean.end() : end - 1].rstrip()
        body = body.removesuffix("\\right") if mean["open"].startswith("\\left") else body
        law = f"\\sum_{{{mean['name']}}} {mean['law']}({mean['name']} {mean['given']})"
        text = f"{text[: mean.start()]}\\left({law} \\left({body}\\right)\\right) {text[end:]}"
    return text


class _Tables:
    """Tables for functions, with letters for them and for their indices that no text has."""

    def __init__(self, sources: Iterable[str], bound: Collection[str]) -> None:
        taken = {word for source in sources for word in _WORD.findall(source)}
        self.index = dict(zip(sorted(bound), (letter for letter in _INDICES if letter not in taken), strict=False))
        self.called: dict[str, str] = {}
        self._free = [letter for letter in _LETTERS if letter not in taken and letter not in self.index.values()]
        self._sizes = {base: f"N_{place}" for place, base in enumerate(sorted({name.rstrip("'") for name in bound}), start=1)}
        self._letters: dict[tuple[str, ...], str] = {}
        self._words: dict[str, str] = {}
        self._heads: set[str] = set()
        self.definitions: dict[str, str] = {}

    def entered(self, text: str, declared: Collection[str]) -> str | None:
        """The text with entries of tables in place of calls; None for a call that is not understood."""
        pieces, end = [], 0
        for call in CALL.finditer(text):
            head, close = canonical_name(call["name"]), closing(text, call.end())
            if call.start() < end or head in declared or head.partition("_")[0].partition("^")[0] in NO_NAMES:
                continue
            if close is None or call["braced"] or call["bound"]:
                return None
            if ARGUMENTS.fullmatch(text, call.end(), close) is None:  # a factor before a bracket
                continue
            entry = self._entry(head, text[call.end() : close - 1].strip().removesuffix("\\right"), text[call.start() : close])
            if entry is None:
                return None
            self._heads.add(call["name"])
            pieces += [text[end : call.start()], f" {entry} "]
            end = close
        return "".join((*pieces, text[end:]))

    def _entry(self, head: str, inside: str, whole: str) -> str | None:
        arguments = [_plain(argument) for argument in _PARTS.split(inside)]
        separators = [separator.strip("\\").replace("mid", "|").replace("vert", "|") for separator in _PARTS.findall(inside)]
        bound = [argument for argument in arguments if argument in self.index]
        if len(bound) > _MOST_INDICES or any(self._speaks_of_bound(each) for each in arguments if each not in self.index):
            return None
        key = (head, *separators, *("@" + self._size(each) if each in self.index else each for each in arguments))
        is_law = arguments[0] in self.index and _is_law(head, separators)
        if key not in self._letters:
            if len(self._free) < 2:
                return None
            letter = self._letters[key] = self._free.pop(0)
            self.called[letter] = whole
            sizes = [self._size(argument) for argument in bound]
            if is_law and len(bound) > 1:
                self._define_law(letter, sizes)
            else:
                words = f"distribution on 1..{sizes[0]}" if is_law else "".join(f"sequence {size} of " for size in sizes) + "real"
                self._words[letter] = words
        indices = ",".join(self.index[argument] for argument in bound)
        if is_law and len(bound) > 1:
            return f"{self._letters[key]}({indices})"
        return f"{self._letters[key]}_{{{indices}}}" if bound else self._letters[key]

    def _define_law(self, letter: str, sizes: Sequence[str]) -> None:
        r"""P(s' \mid s, a) for every a: \exp(u(s', a)) over the sum of these, which any positive law is."""
        exponent, (first, *others) = self._free.pop(0), _PLACES[: len(sizes)]
        above, below = (f"\\exp({exponent}({','.join((each, *others))}))" for each in (first, "k"))
        self.definitions[f"{letter}({','.join((first, *others))})"] = f"\\frac{{{above}}}{{\\sum_{{k=1}}^{{{sizes[0]}}} {below}}}"
        self._words[exponent] = f"function of {', '.join((first, *others))}"

    def _size(self, name: str) -> str:
        """How many values an argument has; s' has as many as s."""
        return self._sizes[name.rstrip("'")]

    def _speaks_of_bound(self, text: str) -> bool:
        return any(stands_in(name, text) for name in self.index)

    def may_be_misread(self, text: str) -> bool:
        """Whether what is left has a bound name outside of the calls, or the name of a table without its arguments; the x of
        \\sum_x [u] is no call."""
        if any(_plain(each) not in self.index for found in _SUM.finditer(text) for each in _bound_by(found)):
            return True
        rest = _SUM.sub(" ", text)
        return self._speaks_of_bound(rest) or any(stands_in(head, rest) for head in self._heads)

    def with_limits(self, text: str) -> str:
        def limits(found: re.Match[str]) -> str:
            several = [_plain(each) for each in _bound_by(found)]
            return "".join(f"\\sum_{{{self.index[each]}=1}}^{{{self._size(each)}}}" for each in several)

        return _SUM.sub(limits, text)

    def declarations(self) -> dict[str, str]:
        indices = {index: f"integer in 1..{self._size(name)}" for name, index in self.index.items()}
        return {**dict.fromkeys(self._sizes.values(), "natural"), **self._words, **indices}


def _is_law(head: str, separators: Sequence[str]) -> bool:
    r"""Whether a function of one bound argument is a probability: \pi(a|s) and q(z|x) are, q(a) and p(i) need not be."""
    return head.partition("_")[0] in ("pi", "p", "P", "q") and separators[:1] == ["|"]


def _bound_by(found: re.Match[str]) -> list[str]:
    return [*(found["several"] or found["one"]).split(",")]


def _plain(argument: str) -> str:
    return _SPACES.sub("", argument)
