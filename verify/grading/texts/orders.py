r"""Terms O(x^3) and o(x^2) of expansions as x goes to 0: each becomes a name, \hat{O}_{3}.

    e^x = 1 + x + \frac{x^2}{2} + O(x^3)
    f(x + h) = f(x) + h f'(x) + o(h)

O(n^2) of what grows is none: n, m, N, T and k are not small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verify.grading.texts.arrows import where_behind
from verify.read.latex.parser import is_latex

_LONGEST = 1_000
_MOST = 8
_LARGE = frozenset("nmkNMTKdLR")
_ORDER = re.compile(
    r"(?<![A-Za-z\\])(?:\\mathcal\s*\{?\s*(?P<font>O)\s*\}?|(?P<kind>[Oo]))\s*(?:\\left|\\[bB]igg?l?)?\s*\("
    r"\s*(?:\|\s*)?(?P<name>[A-Za-z])\s*(?:\|\s*)?"
    r"(?:\^\s*(?:(?P<one>\d)|\{\s*(?P<some>\d)\s*\}))?\s*(?:\\right|\\[bB]igg?r?)?\s*\)"
)
_ANY = re.compile(r"(?<![A-Za-z\\])(?:\\mathcal\s*\{?\s*)?[Oo]\s*\}?\s*(?:\\left)?\s*\(")


@dataclass(frozen=True)
class Orders:
    """Texts with names for their terms O(x^k), the variable x, and the highest power; `is_said`: that x goes to 0."""

    texts: tuple[str, ...]
    variable: str
    highest: int
    is_said: bool


def with_orders(texts: Sequence[str]) -> Orders | None:
    """The texts with names for terms O(x^k); None if they have none, or others, or not all of one small variable."""
    if any(len(text) > _LONGEST for text in texts) or not any(map(_ANY.search, texts)):
        return None
    in_latex = any(map(is_latex, texts))
    plain = [where_behind(text) for text in texts]
    found = [order for text, _, _ in plain for order in _ORDER.finditer(text)]
    names = {order["name"] for order in found}
    said = [(name, place) for _, name, place in plain if place]
    if len(names) != 1 or not names.isdisjoint(_LARGE) or any(name not in names or place != "0" for name, place in said):
        return None
    if sum(len(_ANY.findall(text)) for text, _, _ in plain) != len(found):
        return None

    def named(order: re.Match[str]) -> str:
        letter, power = order["font"] or order["kind"], order["one"] or order["some"] or "1"
        return rf" \hat{{{letter}}}_{{{power}}} " if in_latex else f" {letter}_hat_{power} "

    highest = max(int(order["one"] or order["some"] or "1") for order in found)
    named_texts = tuple(_ORDER.sub(named, text) for text, _, _ in plain)
    return Orders(named_texts, names.pop(), highest, bool(said)) if 0 < highest <= _MOST else None
