r"""Values that are called with an index, as those of hidden Markov models, beside arrays with two indices.

    b_j(o_t) \sum_{i=1}^N \alpha_{t-1}(i) a_{ij}        g_{j} \sum_{i=1}^N h_{i} w_{ij}

Each becomes an array of any numbers, with one place for each index; whatever else it is called with tells one array from another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 1_000
_SUM = re.compile(
    r"\\sum\s*(?:\\limits)?\s*_\s*(?:\{\s*(?P<name>[a-z])\s*(?:=\s*1\s*)?\}|(?P<bare>[a-z])(?![A-Za-z=]))"
    r"(?:\s*\^\s*(?:\{\s*(?P<braced>[A-Za-z])\s*\}|(?P<end>[A-Za-z])))?"
)
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS, key=len, reverse=True))})(?![A-Za-z])"
_NAME = re.compile(
    rf"(?P<head>{_GREEK}|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z]))(?:\s*_\s*(?:(?P<bare>[a-z0-9])|\{{(?P<braced>[^{{}}]*)\}}))?"
    r"(?P<call>\s*(?:\\left\s*)?\()?"
)
_PAIR = re.compile(rf"(?:{_GREEK}|[A-Za-z])\s*_\s*\{{\s*([a-z])\s*,?\s*([a-z])\s*\}}")
_ARGUMENT = re.compile(r"[a-z](?:_\{?[a-z0-9](?:[-+][0-9])?\}?)?")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_COMMANDS = GREEK_WORDS | {"sum", "limits", "left", "right", "cdot", "frac", "dfrac", "mid"}
_LETTERS = "ghuvwyzcf"


@dataclass(frozen=True)
class Indexed:
    """Texts with arrays in the place of what is called, what each array stands for, and what is to be declared.

    `are_free`: both texts are products with the same arrays and indices, and no sum is one of items alone, which may be 1.
    """

    texts: tuple[str, ...]
    called: dict[str, str]
    symbols: dict[str, str]
    are_free: bool


class _NotUnderstood(Exception):
    """A text that is written in no way which is known here."""


def with_indexed_calls(texts: Sequence[str]) -> Indexed | None:
    """The texts with arrays for values that are called with an index of a sum; None for others, and where more may be meant."""
    whole = "\n".join(texts)
    sums = [*_SUM.finditer(whole)]
    ends = {end for found in sums if (end := found["braced"] or found["end"])} or {"N"}
    bound = {found["name"] or found["bare"] for found in sums}
    if not bound or len(ends) > 1 or len(whole) > _LONGEST or not {*_COMMAND.findall(whole)} <= _COMMANDS:
        return None
    pairs = [{*pair} for pair in _PAIR.findall(_SUM.sub(" ", whole)) if bound & {*pair}]
    arrays = _Arrays(bound.union(*pairs), ends.pop(), {*re.findall(r"[A-Za-z]", whole)})
    try:
        written = tuple(arrays.entered(text) for text in texts)
    except _NotUnderstood:
        return None
    if not arrays.calls or any(count > 2 for count in arrays.counts.values()):
        return None
    return Indexed(written, arrays.called, arrays.symbols(), arrays.are_free(written))


@dataclass
class _Arrays:
    indices: set[str]
    end: str
    taken: set[str]
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    calls: set[str] = field(default_factory=set)  # the arrays of what is called, and not written with indices alone

    def entered(self, text: str) -> str:
        """The text with entries of arrays; raises for what is not understood."""
        pieces, end = [], 0
        for found in _NAME.finditer(text):
            if found.start() < end or text[: found.start()].rstrip().endswith("sum_{"):
                continue
            entry, close = self._entry(text, found)
            if entry is not None:
                pieces += [text[end : found.start()], f" {entry} "]
                end = close
        rest = (*pieces[::2], text[end:])
        if any(re.search(rf"(?<![A-Za-z\\]){index}(?![A-Za-z])", _SUM.sub(" ", part)) for part in rest for index in self.indices):
            raise _NotUnderstood  # an index that is counted with
        parts = enumerate((*pieces, text[end:]))
        return "".join(part if place % 2 else _SUM.sub(self._limits, part) for place, part in parts)

    def _limits(self, found: re.Match[str]) -> str:
        return f"\\sum_{{{found['name'] or found['bare']}=1}}^{{{self.end}}}"

    def _entry(self, text: str, found: re.Match[str]) -> tuple[str | None, int]:
        """An entry of an array, and where what it stands for ends; None for a name that is none."""
        below = "".join((found["bare"] or found["braced"] or "").split()).replace(",", "")
        subscript = [*below] if below and {*below} <= self.indices else []
        kept = "" if subscript else below
        arguments: list[str] = []
        end = found.end()
        if found["call"]:
            close = closing(text, found.end())
            inside = text[found.end() : (close or 1) - 1].replace("\\right", "")
            arguments = [plain_text(each) for each in re.split(r"[,;|]|\\mid(?![A-Za-z])", inside)]
            if close is None or not all(map(_ARGUMENT.fullmatch, arguments)):
                raise _NotUnderstood  # a factor before a bracket, or a value at a sum
            end = close
        places = [*subscript, *(each for each in arguments if each in self.indices)]
        if not places and found["call"]:
            raise _NotUnderstood  # a call without an index
        if not places:
            return None, end
        fixed = ("@" if each in self.indices else each for each in arguments)
        key = (canonical_name(found["head"]), plain_text(kept), str(len(subscript)), *fixed)
        name = self.names.get(key) or self._new(key, text[found.start() : end])
        self.counts[name] = len(places)
        self.calls |= {name} if found["call"] else set()
        return f"{name}_{{{','.join(places)}}}", end

    def _new(self, key: tuple[str, ...], whole: str) -> str:
        free = [letter for letter in _LETTERS if letter not in self.taken and letter not in self.called]
        if not free:
            raise _NotUnderstood
        self.names[key] = free[0]
        self.called[free[0]] = whole
        return free[0]

    def symbols(self) -> dict[str, str]:
        kinds = {1: f"sequence {self.end} of real", 2: f"matrix {self.end} {self.end} of real"}
        arrays = {name: kinds[count] for name, count in self.counts.items()}
        return {self.end: "natural", **arrays, **dict.fromkeys(sorted(self.indices), f"integer in 1..{self.end}")}

    def are_free(self, texts: Sequence[str]) -> bool:
        arrays = {frozenset(name for name in self.called if re.search(rf"(?<![A-Za-z\\]){name}_\{{", text)) for text in texts}
        loose = {frozenset(self.indices - {found["name"] for found in _SUM.finditer(text)}) for text in texts}
        are_symmetric = any(self.counts[name] > 1 for name in self.calls)  # as k(i, j) is
        return len(arrays) == len(loose) == 1 and not are_symmetric and all(map(self._is_product_of_sums, texts))

    def _is_product_of_sums(self, text: str) -> bool:
        """Whether a text is one product, in which each sum has something that is called: \\sum_j a_{ij} alone may be 1."""
        rest = _SUM.sub(" ", text)
        entries = re.findall(r"(?<![A-Za-z\\])([a-z])_\{([a-z,]+)\}", rest)
        counted = {index for name, places in entries if name in self.calls for index in places.split(",")}
        bound = [found["name"] for found in _SUM.finditer(text)]
        return {*bound} <= counted and len({*bound}) == len(bound) and re.search(r"[-+]", rest) is None
