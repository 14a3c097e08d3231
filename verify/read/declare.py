"""Domain words: `positive`, `in [0, 1)`, `symmetric matrix n`, `sequence n of vector d`.

    scalar      real complex positive negative nonnegative nonpositive nonzero integer natural, also `positive integer`
    interval    in (a, b)   in [a, b]   in [a, b)   in (0, inf)   real >= a   integer in a..b   integer >= k
    finite      in {a, b, c}
    tensor      vector n   matrix n m   matrix n, with properties before them (`symmetric positive definite matrix n`)
    sequence    sequence n of WORDS
    parts       rows of X   columns of X   entries of X, where X is declared as a matrix; `A: entries of \\bm{A}` beside
                `\\bm{A}: matrix n` says nothing new, as a font makes no other name
    function    function   increasing function   smooth function   function of x, y
                smooth function of vector d (or of x, declared as one)   smooth function of vector d to vector m
                diffeomorphism of vector d
    abstract    outcome   outcome of z   density of z given x   distribution on 1..K

`density of z` makes z an outcome.  Bounds are exact rationals (a decimal is exact), multiples of pi and e, or names of
numbers: `in [0, pi/2)`, `integer in 1..K`.  What a sort cannot hold is a condition beside it.
LaTeX says the same: `in \\left[0, \\frac{\\pi}{2}\\right)`.
A size is a positive integer or the name of one.  Other words that say the same, as `m x n matrix`, are read as these.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache

from verify.problem import reject
from verify.read.domain_words import ACCEPTED, PART_WORDS, mentions_names
from verify.read.names import canonical_name
from verify.read.sort_words import SortWords, sort_of
from verify.read.usual_words import usual_words
from verify.sort import Parts, Tensor
from verify.term import Term, relation, symbol

ENTRIES = "entries of "  # before a name: what is declared of the entries of the matrix or vector of that name


def declare(name: str, words: str, symbols: MutableMapping[str, Term] | None = None) -> Term:
    """The symbol that `words` make of `name`; a size that is not in `symbols` is declared there as a natural number."""
    return symbol(canonical_name(name), sort_of(words, {} if symbols is None else symbols, where=name))


@dataclass(frozen=True)
class Declared:
    """Symbols by name, and what their words say beyond their sorts: k <= n for `k: integer in 0..n`."""

    symbols: dict[str, Term]
    conditions: tuple[Term, ...] = ()


def declarations(words: Mapping[str, str]) -> dict[str, Term]:
    """The symbols of `declared`; raises InputError also for a bound that is no number, which a sort cannot hold."""
    found = declared_with_conditions(words)
    if found.conditions:
        raise reject("malformed-declaration", f"the bound {found.conditions[0]!r}", help="write it as an assumption")
    return found.symbols


def declared_with_conditions(words: Mapping[str, str]) -> Declared:
    """All the symbols of a mapping from names to domain words, the sizes that occur in the words, and their conditions.

    Raises InputError for a malformed declaration, for a size that is not declared as an integer, and for a name given twice.
    """
    declared: dict[str, Term] = {}
    conditions: list[Term] = []
    later: list[tuple[str, str]] = []
    entries: list[str] = []  # A, where \bm{A} is declared, and A as its entries
    keys = [canonical_name(name) if isinstance(name, str) else "" for name in words]
    for name, text in words.items():
        if not (isinstance(name, str) and isinstance(text, str)):
            raise reject("malformed-declaration", f"{name!r}: {text!r}, where a name and its words are needed", help=ACCEPTED)
        text, key = usual_words(name, text), canonical_name(name)
        if keys.count(key) > 1 and key not in entries and _is_entries_of(text, key):
            entries.append(key)
            continue
        if key in declared or any(key == other for other, _ in later):
            raise reject("duplicate-name", f"{name} is declared twice", where=name, help="declare each name once")
        if mentions_names(text):
            later.append((key, text))
        else:
            declared[key] = _without_size(key, text)
    later.sort(key=lambda pair: _is_of_parts(pair[1]))  # after the matrix
    for key, text in later:  # sizes first, so that `n: integer >= 2` is the n of `vector n` wherever it stands
        cursor = SortWords(text, declared, key)
        cursor.declared_later = frozenset(other for other, _ in later)
        declared[key] = symbol(key, cursor.read())
        for op, sides in cursor.conditions:
            left, right = (declared[key] if side is None else side for side in sides)
            conditions.append(relation(op, left, right))
    for key in entries:
        matrix = declared[key]
        if not isinstance(matrix.sort, Tensor):
            raise reject("duplicate-name", f"{key} is declared twice", where=key, help="declare each name once")
        declared[f"{ENTRIES}{key}"] = symbol(f"{ENTRIES}{key}", Parts(matrix, "entries"))
    symbols = {canonical_name(name): declared[canonical_name(name)] for name in words} | declared
    return Declared(symbols, tuple(conditions))


@lru_cache(1024)  # the questions of one run declare the same few names
def _without_size(name: str, words: str) -> Term:
    return declare(name, words)


def _is_of_parts(text: str) -> bool:
    return text.split()[:2] in ([part, "of"] for part in PART_WORDS)


def _is_entries_of(text: str, key: str) -> bool:
    kind, _, name = " ".join(text.split()).partition(" of ")
    return kind == "entries" and canonical_name(name) == key
