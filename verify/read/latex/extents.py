r"""What the indices of an extremum go on to: \max_i x_i y_i c + d is (max_i x_i y_i) c + d.

A product, up to its last factor with an index; or a sum, if an index stands in later terms as well.  Other brackets may be meant
wherever something follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.read.indexed import index_letters
from verify.read.latex.optima import Optima
from verify.read.latex.scripts import SEPARATORS
from verify.read.names import canonical_name
from verify.sort import Parts, Scalar, Sequence, Tensor
from verify.term import Term

_OPENING = frozenset(("(", "[", "{", r"\{"))
_CLOSING = frozenset((")", "]", "}", r"\}"))
_OPENING_WORDS, _CLOSING_WORDS = frozenset(("_{", "lfloor", "lceil", "langle")), frozenset(("rfloor", "rceil", "rangle"))
_SUMMING = frozenset(("sum", "prod", "int", "lim"))
_BINDING = _SUMMING | {"max", "min", "argmax", "argmin", "sup", "inf"}
_BEHIND = frozenset(("^", "_", "'", "!", "{"))  # what belongs to the factor before it
_END = "end of extremum"
_ENDS = SEPARATORS | {"end", "end of integral", _END}
_NOWHERE = 1_000
_COUNTED = (Sequence, Tensor, Parts)


@dataclass
class _Nesting:
    """How deep a place lies in brackets and bars; `rebound`: how deep an operator inside binds an index anew."""

    depth: int = 0
    bars: bool = False
    rebound: int = _NOWHERE

    @property
    def is_open(self) -> bool:
        return self.depth > 0 or self.bars

    def step(self, kind: str, text: str) -> None:
        self.depth += (kind in _OPENING or text in _OPENING_WORDS) - (kind in _CLOSING or text in _CLOSING_WORDS)
        self.bars ^= kind in ("|", "norm")
        if self.depth < self.rebound:
            self.rebound = _NOWHERE


class Extents(Optima):
    """The part of the LaTeX parser that finds where an extremum over indices ends."""

    def terms_with(self, indices: list[Term]) -> Term:
        at, names = self.position, {index.name for index in indices}
        opened = self.tokens[at][0] in ("(", "[", r"\{")
        self.end_behind_last(names)
        is_negative = self.step("-")
        body = self.quantity(self.product(is_negative), at)
        is_doubtful = opened and self.tokens[self.position - 1][0] not in (")", "]", r"\}")
        if self.tokens[self.position][0] == _END:
            del self.tokens[self.position]
            is_doubtful = True
        elif self.tokens[self.position][0] in ("+", "-") and any(map(self.has_index_later, names)):
            if names.isdisjoint(self.symbols):
                self.position = at
                body = self.quantity(self.sum(), at)
            is_doubtful = True
        if is_doubtful:
            self.doubt(f"{self.slice(at, self.position - 1)} is read as what the extremum is over")
        return body

    def end_behind_last(self, names: set[str]) -> None:
        """Put an end behind the last factor with an index, if others follow it."""
        place = self.behind_last(names)
        if place is not None:
            here = self.tokens[place][2]
            self.tokens.insert(place, (_END, "", here, here))

    def behind_last(self, names: set[str]) -> int | None:
        """Where the factors after the last one with an index begin; None if there are none."""
        nesting, last, closed = _Nesting(), -1, self.position
        for place in range(self.position, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            if not nesting.is_open and kind == "command" and text in _SUMMING:
                return None if last < 0 else closed if closed > last else place  # before an index, its summands are its own
            if self.ends_product(place, nesting):
                return closed if last >= 0 and last < closed < place else None
            nesting.step(kind, text)
            if kind == "name" and not names.isdisjoint({canonical_name(text), *index_letters(text)}):
                if self.is_below_operator(place):
                    nesting.rebound = min(nesting.rebound, nesting.depth - self.is_in_braces(place))
                elif nesting.depth < nesting.rebound:
                    last = place
            following = self.tokens[min(place + 1, len(self.tokens) - 1)]
            goes_on = kind in ("^", "_") or following[0] in _BEHIND or following[1] == "_{"
            if last >= closed and not nesting.is_open and not goes_on:
                closed = place + 1
        return None

    def ends_product(self, place: int, nesting: _Nesting) -> bool:
        """Whether a token ends the product in which the extremum stands."""
        kind = self.tokens[place][0]
        if kind in _CLOSING and nesting.depth == 0:
            return True
        is_sign = kind in ("+", "-") and place > self.position and self.tokens[place - 1][0] not in ("*", "^", "/")
        return nesting.depth == 0 and (kind in _ENDS or (is_sign and not nesting.bars))

    def is_in_braces(self, place: int) -> bool:
        """Whether the script that a name begins is a group."""
        return self.tokens[place - 1][0] == "{" or self.tokens[place - 1][1] == "_{"

    def has_index_later(self, name: str) -> bool:
        """Whether the sum from here on has an index that nothing else binds there."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in _OPENING or text == "_{") - (kind in _CLOSING)
            if depth < 0 or (depth == 0 and (kind in SEPARATORS or kind == "end")):
                return False
            if kind == "name" and (canonical_name(text) == name or name in index_letters(text)):
                return not self.is_below_operator(place)
        return False

    def is_below_operator(self, place: int) -> bool:
        r"""Whether a name is the first one below \max, \sum ..."""
        before = place - 1
        while self.tokens[before][0] in ("_", "{") or self.tokens[before][1] == "_{":
            before -= 1
        return before < place - 1 and self.tokens[before][1] in _BINDING

    def is_index(self, name: str) -> bool:
        """Whether a name stands below a sequence, vector or matrix in what follows, and is no quantity of its own."""
        declared = self.symbols.get(name)
        if declared is not None and not (isinstance(declared.sort, Scalar) and declared.sort.is_integer):
            return False
        for place in range(self.position, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[place]
            if kind == "name" and name in self.letters_below(place):
                counted = self.symbols.get(canonical_name(text)) or self.symbols.get(canonical_name(text.partition("_")[0]))
                if counted is not None and isinstance(counted.sort, _COUNTED):
                    return True
        return False

    def letters_below(self, place: int) -> set[str]:
        """The names in the index of a name; of ij, also i and j."""
        letters, following = index_letters(self.tokens[place][1]), self.tokens[place + 1]
        if following[1] == "_{" or (following[0] == "_" and self.tokens[place + 2][0] == "{"):
            end = self.closing_of(place + 1 + (following[0] == "_")) + 1
        else:
            end = place + (3 if following[0] == "_" else 1)
        names = {canonical_name(text) for kind, text, _, _ in self.tokens[place + 1 : end] if kind == "name"}
        return letters | names | {letter for name in names if len(name) == 2 for letter in name}
