"""Bound symbols named by their place, so that terms that differ in the names of bound symbols only are one term."""

from __future__ import annotations

from functools import lru_cache

from verify.sort import Sort
from verify.term import BINDERS, Term, contains, digest, free_symbols, make, postorder, sort_text, substitute, symbol


@lru_cache(maxsize=256)
def canonical(term: Term) -> Term:
    """The term with every bound symbol called `#height:range`.

    The height of a binder is one more than that of the binders in its body, and the range is a digest of what lies between
    the bound symbol and the body; so a canonical name has one range in the whole of a question.  No reader lets # into a name.
    """
    return _Renaming().run(term)[0] if contains(term, BINDERS) else term


@lru_cache(1024)  # one statement is named anew by many rules
def bound_symbol(height: int, outside: tuple[Term, ...], sort: Sort) -> Term:
    """The canonical bound symbol of a binder of this height and range."""
    places = "".join(digest(arg).hex() for arg in outside) + sort_text(sort)
    return symbol(f"#{height}:{digest(symbol(places, sort)).hex()}", sort)


def is_bound_name(name: Term) -> bool:
    """Whether a symbol is one that `bound_symbol` made."""
    return name.name.startswith("#")


class _Renaming:
    def __init__(self) -> None:
        self.memo: dict[Term, tuple[Term, int]] = {}

    def run(self, term: Term) -> tuple[Term, int]:
        if not contains(term, BINDERS):
            return term, 0
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._rename(term)
        return found

    def _rename(self, term: Term) -> tuple[Term, int]:
        if term.op in BINDERS:
            return self._binder(term)
        parts = [self.run(arg) for arg in term.args]
        height = max(height for _, height in parts)
        if height == 0:
            return term, 0
        return make(term.op, tuple(part for part, _ in parts), term.value), height

    def _binder(self, term: Term) -> tuple[Term, int]:
        parts = [self.run(arg) for arg in term.args[1:]]
        height = 1 + max(height for _, height in parts)
        outside = tuple(part for part, _ in parts[:-1])
        bound = bound_symbol(height, outside, term.args[0].sort)
        body = substitute(parts[-1][0], {term.args[0]: bound})
        if contains(body, BINDERS) and any(_has_range_of(inner, bound) for inner in postorder(body)):
            body = self.run(body)[0]  # sum_{j=1}^{i} is named by its range, in which i has its own name now
        return make(term.op, (bound, *outside, body), term.value), height


def _has_range_of(term: Term, name: Term) -> bool:
    return term.op in BINDERS and any(name in free_symbols(arg) for arg in term.args[1:-1])
