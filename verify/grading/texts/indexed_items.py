r"""Items of arrays that nobody declared, below a sum over one of their indices.

    \sum_{i=1}^n \gamma_{ik} x_i            \sum_{i=1}^n \gamma_{i} x_i, where k is the same in every \gamma_{ik}
    \sum_{n=0}^{N-1} x_n e^{-2\pi i kn/N}   \sum_{n=0}^{N-1} u(n) e^{-2\pi i kn/N}, where u has any values

An index that is the same wherever a name stands, and that no sum counts, only tells one sequence from another.  Items that are
counted from 0 are values of a function, as no sequence has an item 0.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verify.read.names import GREEK_WORDS, canonical_name

_LONGEST = 1_000
_SUM = re.compile(
    r"\\(?:sum|prod)(?![A-Za-z])(?:\\limits)?\s*_\s*(?:\{\s*(?P<some>[a-z](?:\s*,\s*[a-z])*)\s*(?:=\s*(?P<first>[0-9]{1,2})\s*)?\}"
    r"|(?P<bare>[a-z])(?![A-Za-z=]))(?:\s*\^\s*(?:\{\s*(?P<last>[A-Za-z0-9]{1,2}(?:\s*[-+]\s*[0-9])?)\s*\}|(?P<end>[A-Za-z0-9])))?"
)
_ANY_SUM = re.compile(r"\\(?:sum|prod)(?![A-Za-z])")
_GREEK = rf"\\(?:{'|'.join(sorted(GREEK_WORDS, key=len, reverse=True))})(?![A-Za-z])"
_LETTER = rf"(?:{_GREEK}|(?<![A-Za-z\\])[A-Za-z])"
_LETTER_ANYWHERE = rf"(?:{_GREEK}|(?<!\\)(?<!\\[A-Za-z])[A-Za-z])"
_NAME = re.compile(
    rf"(?P<base>\\(?:hat|tilde)\s*(?:\{{\s*(?:{_GREEK}|[A-Za-z])\s*\}}|(?:{_GREEK}|\s[A-Za-z]))|{_GREEK}|[A-Za-z])"
    r"(?:\s*_\s*(?:\{(?P<inside>[^{}]*)\}|(?P<one>[A-Za-z0-9])))?(?P<mark>'|\s*\^\s*\{?\s*[(*'\\])?(?P<call>\s*(?:\\left\s*)?\()?"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_RATIONAL = GREEK_WORDS | {
    "sum", "prod", "limits", "left", "right", "cdot", "times", "frac", "dfrac", "tfrac", "quad", "qquad", "hat", "tilde", "exp",
    "cos", "sin", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "biggl", "biggr",
}  # fmt: skip
_REAL = _RATIONAL | {"log", "ln", "sqrt", "tanh", "sinh", "cosh", "le", "leq", "ge", "geq", "ldots", "dots", "cdots"}
_WORD = re.compile(r"(?<![A-Za-z\\_^{])[A-Za-z]{3,}")
_INDEX = re.compile(r"(?:[a-z]|[0-9]{1,2})(?:\s*[-+]\s*(?:[a-z]|[0-9]{1,2}))*")
_INDICES = re.compile(r"[a-z](?:\s*,?\s*[a-z]){0,2}")
_IMAGINARY = "i"
_OWN_MEANING = frozenset(("delta", "epsilon", "varepsilon", "e", "d", "i", "j", "I"))  # Kronecker's delta, unit vectors
_TIED = frozenset(("mu", "m", "c", "omega", "W", "zeta"))  # means of items, and roots of unity
_OF_NAMES = GREEK_WORDS | {"hat", "tilde"}
_OF_FUNCTIONS = frozenset("f g h p q F G P V Q T K k phi psi varphi pi Phi Psi".split())
_ONE_ARGUMENT = re.compile(r"\s*-?\s*(?:\\?[A-Za-z]+|[0-9]+)\s*(?:,[^()]*)?(?:\\right\s*)?\)")
_FREE = "uvwfgh"
_INDEX_FOR_I = "klmnrstabcopqxyz"


@dataclass(frozen=True)
class Items:
    """Texts in another spelling, what each new name stands for, and what is to be declared.

    `ranges`: for each new function how far the sums go that count its index, as long as all of them go equally far.
    `length`: how many items all sums have, if they have equally many, and "" else.
    `are_alike`: both texts have the same names, and their items have an index of a sum, and nothing else.
    """

    texts: tuple[str, ...]
    called: dict[str, str]
    symbols: dict[str, str]
    ranges: dict[str, tuple[str, str]]
    length: str
    are_alike: bool


@dataclass(frozen=True)
class _Place:
    """A name with its index in a text; no index is ""."""

    text: int
    start: int
    end: int
    base: str
    index: str
    is_plain: bool


def without_fixed_indices(texts: Sequence[str], declared: Collection[str]) -> Items | None:
    r"""The texts with \gamma_{i} for each \gamma_{ik} whose k is fixed; None for others, and where more may be meant."""
    bound = _bound(texts, declared, _REAL)
    if not bound:
        return None
    places = _places(texts)
    shorter: dict[str, tuple[int, ...]] = {}
    for base in _undeclared(places, declared):
        of_base = [place for place in places if place.base == base]
        indices = [_letters(place) for place in of_base]
        if len({*map(len, indices)}) != 1 or len(indices[0]) < 2 or not all(place.is_plain for place in of_base):
            continue
        columns = [{index[column] for index in indices} for column in range(len(indices[0]))]
        kept = tuple(column for column, letters in enumerate(columns) if len(letters) > 1 or letters & bound)
        fixed = {letter for column, letters in enumerate(columns) if column not in kept for letter in letters}
        if kept and fixed and columns[kept[0]] & bound and not fixed & _ends(texts):
            shorter[base] = kept
    if not shorter:
        return None
    written = [*texts]
    called: dict[str, str] = {}
    for place in reversed(places):
        if place.base in shorter:
            letters = _letters(place)
            rest = ",".join(letters[column] for column in shorter[place.base])
            text = written[place.text]
            whole = text[place.start : place.end]
            head = whole.partition("_")[0].strip()
            called.setdefault(f"{head}_{{{rest}}}", whole)
            written[place.text] = f"{text[: place.start]}{head}_{{{rest}}} {text[place.end :]}"
    return Items(tuple(written), called, {}, {}, _length(texts), _have_same_names(texts, bound))


def with_functions_of_indices(texts: Sequence[str], declared: Collection[str]) -> Items | None:
    """The texts with values of functions for items that a finite sum counts; None for others, and where more may be meant."""
    is_complex = _has_imaginary_unit(texts)
    bound = _bound(texts, declared, _RATIONAL if is_complex else _REAL)
    places = _places(texts)
    if not bound or not _start_elsewhere(texts) or (is_complex and _IMAGINARY in bound):
        return None
    letters = {*re.findall(_LETTER_ANYWHERE, "\n".join(texts))}
    free = [letter for letter in _FREE if letter not in letters and letter not in declared]
    named: dict[str, str] = {}
    counts: dict[str, int] = {}
    for base in _undeclared(places, declared):
        of_base = [place for place in places if place.base == base]
        indices = [_arguments(place) for place in of_base]
        if not any(_speaks_of(place.index, bound) for place in of_base):
            continue
        if len({*map(len, indices)}) != 1 or not indices[0] or not all(place.is_plain for place in of_base) or not free:
            return None
        named[base], counts[base] = free.pop(0), len(indices[0])
    arguments = {letter for place in places if place.base in named for letter in re.findall(r"[a-z]", place.index)}
    if not arguments.isdisjoint({"e", "d"}) or (is_complex and _IMAGINARY in arguments):
        return None  # numbers with a meaning of their own
    index = _IMAGINARY if _IMAGINARY in bound else next(letter for letter in _INDEX_FOR_I if letter not in letters)
    if not named or any(place.base not in named and _speaks_of(place.index, bound) for place in places):
        return None
    written = [*texts]
    called: dict[str, str] = {}
    for place in reversed(places):
        if place.base in named:
            text, name = written[place.text], named[place.base]
            called[name] = text[place.start : place.end].strip()
            value = f" {name}({','.join(_arguments(place)).replace(_IMAGINARY, index)}) "
            written[place.text] = f"{text[: place.start]}{value}{text[place.end :]}"
    are_counted = all(each in bound for place in places if place.base in named for each in _arguments(place))
    are_letters = all(base in GREEK_WORDS or base[0].islower() for base in named)
    are_alike = are_counted and are_letters and {*counts.values()} == {1} and _have_same_names(texts, bound)
    symbols = {named[base]: "function" if count == 1 else "function of x, y" for base, count in counts.items()}
    return Items(tuple(written), called, symbols, _ranges(texts, places, named), "", are_alike)


def _bound(texts: Sequence[str], declared: Collection[str], commands: Collection[str]) -> set[str]:
    """The letters that sums and products bind; none if the texts have anything else that binds a name, or may."""
    whole = "\n".join(texts)
    sums = [*_SUM.finditer(whole)]
    has_words = any(_WORD.search(_COMMAND.sub(" ", text)) for text in texts)
    if len(whole) > _LONGEST or has_words or len(sums) != len(_ANY_SUM.findall(whole)) or "|" in whole:
        return set()
    if not {*_COMMAND.findall(whole)} <= {*commands}:
        return set()
    bound = {letter for found in sums for letter in re.findall(r"[a-z]", found["some"] or found["bare"])}
    return set() if bound & ({*declared} | _ends(texts)) else bound


def _ends(texts: Sequence[str]) -> set[str]:
    """The letters up to which sums go."""
    limits = [found["last"] or found["end"] or "" for text in texts for found in _SUM.finditer(text)]
    return {letter for limit in limits for letter in re.findall(r"[A-Za-z]", limit)}


def _length(texts: Sequence[str]) -> str:
    ends = {found["last"] or found["end"] or "n" for text in texts for found in _SUM.finditer(text)}
    return ends.pop() if len(ends) == 1 else ""


def _start_elsewhere(texts: Sequence[str]) -> bool:
    """Whether each sum goes over one index from a number on, up to what is written, and one of them not from 1 on."""
    sums = [found for text in texts for found in _SUM.finditer(text)]
    are_finite = all(found["first"] and len(found["some"]) == 1 and (found["last"] or found["end"]) for found in sums)
    return are_finite and any(found["first"] != "1" for found in sums)


def _places(texts: Sequence[str]) -> list[_Place]:
    """The names of the texts in their order, but for those that sums bind and for commands."""
    found: list[_Place] = []
    for number, text in enumerate(texts):
        covered = _SUM.sub(lambda match: "#" * len(match[0]), text)
        covered = _COMMAND.sub(lambda match: match[0] if match[1] in _OF_NAMES else "#" * len(match[0]), covered)
        for name in _NAME.finditer(covered):
            index = name["inside"] if name["inside"] is not None else name["one"] or ""
            end = name.end("one") if name["one"] else name.end("inside") + 1 if name["inside"] is not None else name.end("base")
            base = canonical_name(name["base"])
            is_called = name["call"] and (base in _OF_FUNCTIONS or _ONE_ARGUMENT.match(covered, name.end()))
            is_plain = not name["mark"] and bool(index) and not is_called
            found.append(_Place(number, name.start(), end, base, index.strip(), is_plain))
    return found


def _undeclared(places: Sequence[_Place], declared: Collection[str]) -> list[str]:
    """The names with an index that nobody declared, and that have no meaning of their own."""
    bases = dict.fromkeys(place.base for place in places if place.index)
    known = {*declared, *(name.rpartition("_")[0] for name in declared), *_OWN_MEANING}  # x_i, declared as a number of its own
    return [base for base in bases if base not in known]


def _letters(place: _Place) -> list[str]:
    """The indices of \\gamma_{ik}; none for another subscript."""
    return re.findall(r"[a-z]", place.index) if _INDICES.fullmatch(place.index) else []


def _arguments(place: _Place) -> list[str]:
    """The indices of x_{n+1} or a_{i,j}; none for another subscript."""
    if _INDICES.fullmatch(place.index):
        letters = re.findall(r"[a-z]", place.index)
        return letters if len(letters) < 3 else []
    parts = [part.strip() for part in place.index.split(",")]
    return ["".join(part.split()) for part in parts] if len(parts) < 3 and all(map(_INDEX.fullmatch, parts)) else []


def _speaks_of(index: str, bound: Collection[str]) -> bool:
    return any(letter in bound for letter in re.findall(r"[a-z]", index))


def _has_imaginary_unit(texts: Sequence[str]) -> bool:
    """Whether an i stands outside of indices."""
    return any(place.base == _IMAGINARY and not place.index for place in _places(texts))


def _have_same_names(texts: Sequence[str], bound: Collection[str]) -> bool:
    """Whether all texts have the same names, but for indices and for how far sums go, and none that is tied to items or sizes."""
    places = _places(texts)
    others = {*bound, *_ends(texts), "e", _IMAGINARY}
    names = [
        {(place.base, bool(place.index)) for place in places if place.text == number and place.base not in others}
        for number in range(len(texts))
    ]
    return all(each == names[0] and _TIED.isdisjoint(base for base, _ in each) for each in names)


def _ranges(texts: Sequence[str], places: Sequence[_Place], named: dict[str, str]) -> dict[str, tuple[str, str]]:
    """How far the sums go that count the items of each name, for those that are counted in one way only."""
    sums = [found for text in texts for found in _SUM.finditer(text)]
    limits: dict[str, set[tuple[str, str]]] = {}
    for found in sums:
        limits.setdefault(found["some"], set()).add((found["first"], "".join((found["last"] or found["end"]).split())))
    ranges: dict[str, set[tuple[str, str]]] = {}
    for place in places:
        if place.base in named:
            for letter in re.findall(r"[a-z]", place.index):
                ranges.setdefault(named[place.base], set()).update(limits.get(letter, {("", "")}))
    return {name: next(iter(each)) for name, each in ranges.items() if len(each) == 1}
