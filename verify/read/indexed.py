r"""Names with a formula as their index: `\bar{\alpha}_{t-1}`, `w_{k+1}`, `x^{(t)}`, `W^{[l+1]}`, declared or defined as such.

Such a name is one quantity of its own, whatever its index is: nothing is known of w_{k+1} and w_k but what is said of them.
Its tokens are made one wherever they stand, so LaTeX, typed text and spaces make no difference: `w_{k + 1}`, `w_(k+1)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from verify.problem import InputError
from verify.read.names import ACCENTS, GREEK_WORDS, canonical_name
from verify.read.scan import Token, problem, scan
from verify.sort import Parts, Sequence, Tensor
from verify.term import Term

_LETTERS = re.compile(r"[A-Za-z]+")
_THREE = re.compile(r"(?=.?(?:ij|ji|jk|kj|ik|kl|lk|jl|lj))[ijklmn]{3}")  # ijk, nij, ilk, and no min
_SAYINGS = frozenset((*ACCENTS.values(), "star"))


def indexed_names(symbols: Iterable[str]) -> list[str]:
    """The names that have a formula as their index, the longest first."""
    return sorted((name for name in symbols if name[-1:] == "}"), key=len, reverse=True)


@lru_cache(1024)
def _spelling(name: str) -> tuple[str, ...]:
    """The tokens of a name."""
    try:
        return tuple(text for _, text, _, _ in scan(name)[:-1])
    except InputError:
        return ()


def with_indexed_names(tokens: list[Token], symbols: Mapping[str, Term], source: str, choices: list[str]) -> None:
    """Makes one token of every declared name that has a formula as its index; raises InputError for another `_(`."""
    for name in indexed_names(symbols):
        for spelling in _variants(_spelling(name), symbols):
            for place in range(len(tokens) - len(spelling) - 1, -1, -1):
                end = place + len(spelling)
                if tokens[place][0] == "name" and _is_spelled(tokens[place:end], spelling):
                    start, stop = tokens[place][2], tokens[end - 1][3]
                    tokens[place:end] = [("name", name, start, stop)]
                    if "(" in spelling and "{" not in spelling:
                        choices.append(f"{source[start:stop]} is read as the name {name}")
    if "_(" not in source:
        return
    for place, (_, text, start, end) in enumerate(tokens):
        if text == "_(" and (closed := _end_of_item(tokens, place, symbols)):
            tokens[place] = ("name", "_{", start, end)
            tokens[closed] = ("}", "}", *tokens[closed][2:])
        elif text == "_(":
            help = "declare the name with its index: w_{k+1}"
            raise problem("unexpected-character", "unexpected '_'", source, start, end, help)


def _end_of_item(tokens: list[Token], opened: int, symbols: Mapping[str, Term]) -> int:
    """The place of the bracket that closes a_(n+1-k), an item of a declared a; 0 if it is none."""
    before = symbols.get(canonical_name(tokens[opened - 1][1])) if opened else None
    if before is None or tokens[opened - 1][3] != tokens[opened][2] or not isinstance(before.sort, (Sequence, Tensor, Parts)):
        return 0
    depth = 0
    for place in range(opened, len(tokens)):
        depth += (tokens[place][0] == "(" or place == opened) - (tokens[place][0] == ")")
        if depth == 0:
            return place
    return 0


def _variants(spelling: tuple[str, ...], symbols: Collection[str]) -> list[tuple[str, ...]]:
    """w_(k+1) for w_{k+1}, and x^(t) for x^{(t)} where nothing is called x."""
    if not spelling:
        return []
    if "_{" in spelling:
        return [spelling]
    return [spelling] if spelling[0] in symbols else [spelling, (spelling[0], "^", *spelling[3:-1])]


def _is_spelled(tokens: list[Token], spelling: tuple[str, ...]) -> bool:
    closing = ""
    for (kind, text, _, _), wanted in zip(tokens, spelling, strict=True):
        if text == "_(" and wanted == "_{":
            closing = ")"
        elif wanted == "}" and kind == closing:
            closing = ""
        elif text != wanted and kind != wanted and not (kind == "name" and canonical_name(text) == wanted):
            return False
    return True


def index_letters(name: str) -> set[str]:
    """The names that may be meant in the index of a name: i and j of sigma_ij, each of a_ijk, k of w_{k+1}, none of x_bar."""
    place = min((place for place in (name.find("_"), name.find("^")) if place > 0), default=len(name))
    found: set[str] = set()
    for word in _LETTERS.findall(name[place:]):
        if word not in _SAYINGS:
            are_letters = (len(word) == 2 and word not in GREEK_WORDS) or _THREE.fullmatch(word)
            found |= {word, *word} if are_letters else {word}
    return found
