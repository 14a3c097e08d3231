r"""Names with the number of a layer above them, W^{(l)}, a^{[l-1]}, \delta^{l+1}, or with a policy: P^\pi, V^{\pi}.

Beside signs of vectors, those with a time or a star below, too: f_t \odot c_{t-1}, k_*^\top (K + \sigma^2 I)^{-1} y.

Each is a vector or a matrix of its own, and no power: W_1 stands for W^{(l)}, and a_2 for a^{(l-1)}.  What is called, as
\sigma in \sigma'(z^{(l)}), is a function.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from verify.grading.texts.new_names import first_free_number, is_indexed
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 2_000
_GREEK = "|".join(sorted(GREEK_WORDS - {"pi"}, key=len, reverse=True))
_FONT = r"\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*(?:\\[A-Za-z]+|[A-Za-z])\s*\}"
_ACCENT = r"\\(?:tilde|hat|bar|widetilde|widehat)\s*(?:\{\s*[A-Za-z]\s*\}|[A-Za-z](?![A-Za-z]))"
_BASE = rf"(?P<base>{_FONT}|{_ACCENT}|\\(?:{_GREEK})(?![A-Za-z])|(?<![\\A-Za-z])[A-Za-z])"
_NUMBER = r"(?:[A-Za-z]|\\ell)(?:\s*[-+]\s*[0-9])?|[0-9]"
_LAYER = re.compile(
    rf"{_BASE}\s*(?:_\s*(?:\{{\s*(?P<time>t(?:\s*[-+]\s*[0-9])?)\s*\}}|(?P<now>t)(?![A-Za-z])"
    r"|(?P<star>\*|\{\s*\*{1,2}\s*\}))"
    rf"|\^\s*(?:\{{\s*(?:\(\s*(?P<round>{_NUMBER})\s*\)|\[\s*(?P<square>{_NUMBER})\s*\])\s*\}}"
    r"|\{\s*(?P<braced>(?:l|L|\\ell)(?:\s*[-+]\s*[0-9])?)\s*\}|(?P<bare>l|L|\\ell(?![A-Za-z]))"
    r"|(?P<policy>\{\s*\\pi\s*\}|\\pi(?![A-Za-z]))))"
)
_NEXT = re.compile(r"\^\s*\{\s*[(\[]?\s*(?:l|L|\\ell)\s*[-+]\s*[0-9]")  # tells a layer from a power
_FUNCTION = re.compile(
    r"(?P<name>\\(?:sigma|phi|varphi|psi|rho)(?![A-Za-z])|(?<![\\A-Za-z])[fgh])(?P<call>\s*'?\s*(?:\\left\s*)?\()?"
)
_OF_VECTORS = re.compile(r"\\odot(?![A-Za-z])|\^\s*\{?\s*(?:\\top(?![A-Za-z])|T(?![A-Za-z]))|⊙")
_LETTERS = "uvwzsqrxy"
_OF_POLICY = frozenset("VQPRATJrvqd")
_IS_ACCENT = re.compile(_ACCENT)
_CALLED = frozenset("fghpquvFGPQ")
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


@dataclass(frozen=True)
class Layers:
    """The texts with an index for each layer, what the names stand for, and the functions that are called."""

    texts: tuple[str, ...]
    called: dict[str, str]
    functions: tuple[str, ...]

    def are_turned(self, asked: str, answered: str) -> bool:
        """Whether two of the names, or one and a capital, are factors in one order here, and turned there."""
        pairs = [_side_by_side(text, self.called) for text in (asked, answered)]
        return any((second, first) in pairs[1] and (first, second) not in pairs[1] for first, second in pairs[0])

    def names_in(self, text: str) -> set[str]:
        return {name for name in self.called if re.search(rf"(?<![A-Za-z\\]){re.escape(name)}", text)}


def with_layers(texts: Sequence[str], declared: Collection[str]) -> Layers | None:
    """The texts without the numbers of layers; None where they have none, or a number that is also something else."""
    whole = "\n".join(texts)
    if len(whole) > _LONGEST or not ("^" in whole or _OF_VECTORS.search(whole)):
        return None
    places = [*_LAYER.finditer(whole)]
    numbers = list(dict.fromkeys(_number(place) for place in places))
    if not places or (any(place["braced"] or place["bare"] for place in places) and not _NEXT.search(whole)):
        return None
    if any(place["time"] or place["now"] or place["star"] for place in places) and not _OF_VECTORS.search(whole):
        return None
    if any(place["policy"] and place["base"] not in _OF_POLICY for place in places):
        return None
    rest = _LAYER.sub(" ", whole)
    letters = {letter for number in numbers for letter in _WORD.findall(number)}
    if letters & {*_WORD.findall(rest)} or any(_is_script(rest, place) for place in ("_{", "^{(", "^{[")):
        return None  # the index of a sum, or a derivative of some order
    if any(_goes_on(whole, place) for place in places):
        return None
    if any(canonical_name(place["base"]) in declared for place in places):
        return None
    called: dict[str, str] = {}
    letters_above = {letter for place in places for letter in _WORD.findall(place["base"])}
    has_indices = any(is_indexed(letter.lstrip("\\"), (rest,)) for letter in letters_above)
    first = first_free_number((rest,)) if has_indices else 1  # W_1 beside W^{(2)} is another one
    accents = list(dict.fromkeys(_letters(place) for place in places if _IS_ACCENT.match(place["base"])))
    free = [letter for letter in _LETTERS if letter not in _WORD.findall(whole)]
    if len(free) < len(accents):
        return None

    def named(place: re.Match[str]) -> str:
        base = free[accents.index(_letters(place))] if _letters(place) in accents else place["base"]
        name = f"{base}_{{{numbers.index(_number(place)) + first}}}"
        called.setdefault(name, place[0].strip())
        return f" {name}"

    found = tuple(_LAYER.sub(named, text) for text in texts)
    return Layers(found, called, _functions("\n".join(found), declared))


def _side_by_side(text: str, names: Collection[str]) -> set[tuple[str, str]]:
    """The names that stand beside each other, as factors do."""
    either = "|".join((*map(re.escape, names), r"(?<![A-Za-z\\])[A-Z](?![A-Za-z_])"))
    found = [*re.finditer(either, text)]
    pairs = pairwise(found)
    beside = [(one, other) for one, other in pairs if not text[one.end() : other.start()].strip(" ,!").strip("\\")]
    return {
        (one[0], other[0]) for one, other in beside
        if (one[0] in names or other[0] in names) and any(character.isupper() for character in one[0] + other[0])
    }  # fmt: skip


def _letters(place: re.Match[str]) -> str:
    r"""\tilde c of \tilde{c}."""
    return " ".join(_WORD.findall(place["base"]))


def _number(place: re.Match[str]) -> str:
    if place["policy"]:
        return r"\pi"
    if place["star"]:
        return "_" + place["star"].strip("{} ")
    if place["time"] or place["now"]:
        return "_" + "".join((place["time"] or place["now"]).split())
    return "".join((place["round"] or place["square"] or place["braced"] or place["bare"]).split())


def _goes_on(text: str, place: re.Match[str]) -> bool:
    """Whether a name has another index, or a prime, or is a function f^{(l)}(x), or a derivative f^{(2)}(x)."""
    following = text[place.end() :].lstrip(" ")[:1]
    may_be_called = place["base"] in _CALLED or place["policy"] or _number(place).isdigit()
    return following in ("_", "'") or (following == "(" and bool(may_be_called))


def _is_script(text: str, opening: str) -> bool:
    return opening in text.replace(" ", "")


def _functions(text: str, declared: Collection[str]) -> tuple[str, ...]:
    """The names that stand before a bracket wherever they stand."""
    places = [*_FUNCTION.finditer(text)]
    alone = {place["name"] for place in places if place["call"] is None}
    names = dict.fromkeys(place["name"] for place in places if place["name"] not in alone)
    return tuple(name for name in names if canonical_name(name) not in declared)
