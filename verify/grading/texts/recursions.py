r"""Recursions that the first line of a derivation says, and that hold for every index.

    G_t = r_{t+1} + \gamma G_{t+1}
    = r_{t+1} + \gamma (r_{t+2} + \gamma G_{t+2})       G_{t+1} = r_{t+2} + \gamma G_{t+2}

In the place of G_{t+1} each line gets what the first line says of it; only what it reaches last stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verify.grading.lines.links import links_of
from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST, _MOST_STEPS = 2_000, 8
_HEAD = rf"(?:\\(?:{'|'.join(sorted(GREEK_WORDS, key=len, reverse=True))})(?![A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
_SHIFT = r"(?P<shift>(?:\s*[-+]\s*[0-9]{1,2})?)"
_ITEM = rf"(?P<head>{_HEAD})\s*_\s*(?:(?P<bare>%s)(?![A-Za-z0-9])|\{{\s*%s{_SHIFT}\s*\}})"
_LEFT = re.compile(rf"[\s$&]*{_HEAD}\s*_\s*\{{?\s*(?P<index>[a-z])(?:\s*[-+]\s*[0-9]{{1,2}})?\s*\}}?[\s$&]*")
_PRODUCT = re.compile(  # of what may be matrices
    r"[A-Z]\s*(?:_\s*(?:\{[^{}]*\}|\w)\s*)?(?:\\cdot\s*|\\[,;!]\s*)*(?:\\left\s*)?[(\[]?\s*[A-Z](?![a-z])|[)\]]\s*(?:\\cdot\s*)?[A-Z]"
)
_UNINDEXED = re.compile(r"(?<![A-Za-z\\{])[A-Z](?!\s*_|[A-Za-z])")
_BINDING = re.compile(r"\\(?:sum|prod|int|lim|max|min|mathbb|mathrm|operatorname|text|nabla|partial)(?![A-Za-z])|\\frac\s*\{\s*d")


@dataclass(frozen=True)
class Unrolled:
    """Lines in which a recursion was put in, what is to be declared, and the equations that were taken for granted."""

    lines: tuple[str, ...]
    symbols: dict[str, str]
    replaced: dict[str, str]


@dataclass(frozen=True)
class _Recursion:
    """X_{t + place} = right, with the items of X in it at other places."""

    head: str
    index: str
    place: int
    right: str
    places: tuple[int, ...]

    def at(self, place: int) -> str:
        """What the recursion says at another place."""
        return _shifted(self.right, self.index, place - self.place)


def unrolled(lines: Sequence[str], declared: Collection[str]) -> Unrolled | None:
    """The lines with the recursion that the first of them says put in; None where there is none."""
    whole = "\n".join(lines)
    if len(whole) > _LONGEST or len(lines) < 2 or _BINDING.search(whole) or _PRODUCT.search(whole) or _UNINDEXED.search(whole):
        return None
    if any(links_of(line)[0].relation != "eq" or len(links_of(line)) > 1 for line in lines[1:]):
        return None
    recursion = _recursion(lines[0])
    if recursion is None or canonical_name(recursion.head) in declared:
        return None
    items = {(canonical_name(item["head"]), _place(item)) for item in _items(whole, recursion.index)}
    reached = {place for head, place in items if head == canonical_name(recursion.head)}
    ahead = 1 if recursion.places[0] > recursion.place else -1
    replaced: dict[str, str] = {}
    known: dict[int, str] = {}
    for step in range(_MOST_STEPS, 0, -1):
        place = recursion.place + ahead * step
        offsets = [place + each - recursion.place for each in recursion.places]
        if place in reached and reached.issuperset(offsets):
            replaced[_written(recursion.head, recursion.index, place)] = recursion.at(place)
            known[place] = _put_in(recursion.at(place), recursion, known)
    if not known:
        return None
    texts = tuple(_put_in(line, recursion, known) for line in lines)
    names = {_written(item["head"], recursion.index, _place(item)) for text in texts for item in _items(text, recursion.index)}
    symbols = {name: "real" for name in sorted(names) if canonical_name(name) not in declared}
    return Unrolled(texts, symbols, replaced)


def _recursion(line: str) -> _Recursion | None:
    links = links_of(line)
    left = _LEFT.fullmatch(links[0].formula) if len(links) == 2 and links[1].relation == "eq" else None
    if left is None:
        return None
    index, right = left["index"], links[1].formula
    (item,) = _items(links[0].formula, index)
    head = item["head"].strip()
    places = sorted({_place(each) for each in _items(right, index) if canonical_name(each["head"]) == canonical_name(head)})
    place = _place(item)
    is_ahead, is_behind = all(each > place for each in places), all(each < place for each in places)
    return _Recursion(head, index, place, right, tuple(places)) if places and (is_ahead or is_behind) else None


def _items(text: str, index: str) -> list[re.Match[str]]:
    return [*re.finditer(_ITEM % (index, index), text)]


def _place(item: re.Match[str]) -> int:
    return int("".join((item["shift"] or "0").split()))


def _written(head: str, index: str, place: int) -> str:
    return f"{head.strip()}_{{{index}{place:+d}}}" if place else f"{head.strip()}_{index}"


def _shifted(text: str, index: str, by: int) -> str:
    """The text with t + by for t, in indices and elsewhere."""
    pieces, end = [], 0
    alone = re.compile(rf"(?<![A-Za-z\\]){index}(?![A-Za-z])")
    for item in _items(text, index):
        pieces += [alone.sub(f"({index}{by:+d})", text[end : item.start()]), _written(item["head"], index, _place(item) + by)]
        end = item.end()
    return "".join((*pieces, alone.sub(f"({index}{by:+d})", text[end:])))


def _put_in(text: str, recursion: _Recursion, known: dict[int, str]) -> str:
    """The text with what the recursion says of the items at known places."""

    def said(item: re.Match[str]) -> str:
        is_its_own = canonical_name(item["head"]) == canonical_name(recursion.head)
        other = known.get(_place(item)) if is_its_own else None
        return item[0] if other is None else rf"\left({other}\right)"

    return re.sub(_ITEM % (recursion.index, recursion.index), said, text)
