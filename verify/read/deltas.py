r"""The Kronecker delta of two indices: \delta_{ij}, \delta_{i,j+1}, delta_ij, delta(i, j), and the indicator of i = j.

A delta that nobody declared is that of Kronecker if its two indices are integers: numbers, declared names or bound ones.  Where
they are not, a name of two letters more is refused: as a real number of its own it would make a right answer wrong.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from itertools import pairwise

from verify.domain import integer_valued
from verify.functions import indicator
from verify.problem import InputError
from verify.read.cursor import Cursor
from verify.sort import Scalar, Sequence
from verify.term import ONE, ZERO, Term, free_symbols, make, relation, subtract

_CALLED = frozenset(("delta", "KroneckerDelta", "kronecker_delta"))  # kron is the product of matrices
_OPENING, _CLOSING = ("(", "[", "{", r"\{"), (")", "]", "}", r"\}")


class Deltas(Cursor):
    """The part of the parser that reads Kronecker deltas."""

    @abstractmethod
    def index(self) -> Term:
        """A quantity as an index."""

    @abstractmethod
    def power(self) -> Term:
        """An atom with its postfixes and its exponent."""

    @abstractmethod
    def named_index(self, text: str, at: int) -> Term:
        """The number or the integer of this name."""

    def delta_of_indices(self, name: str, at: int) -> Term | None:
        """The Kronecker delta whose name is the token before the cursor; None for what is none.

        Raises InputError for what cannot be told from one.
        """
        base, _, word = name.partition("_")
        declared = self.bound.get(base) or self.symbols.get(base)
        if declared is not None and not isinstance(declared.sort, Scalar):
            return None
        kind, text, start, _ = self.tokens[self.position]
        adjacent = start == self.tokens[at][3]
        if name in _CALLED and kind == "(":
            return self.called_delta(name, at)
        if base != "delta":
            if len(word) > 1:
                self.check_entry(name, base, word, at)
            return None
        if not word and text == "_{" and adjacent:
            return self.delta_with_script(at)
        if kind == "^" and (name == "delta" or self.is_integer_named(word)):
            self.check_index_above(name, word, at)
        if len(word) != 2 or word.isdigit() or not all(map(_may_be_index, word)):
            self.check_several_indices(name, word, at)
            return None
        try:
            left, right = (self.named_index(each, at) for each in word)
        except InputError:
            raise self.not_indices(name, at) from None
        return self.delta(left, right, at)

    def delta_with_script(self, at: int) -> Term:
        r"""\delta_{i,j}, \delta_{i, j+1}, \delta_{y_i k}, from the bracket on."""
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        if "," in self.kinds_inside(opened):
            indices = [self.index()]
            while self.step(","):
                indices.append(self.index())
        else:
            indices = []
            while self.tokens[self.position][0] in ("name", "number") and self.tokens[self.position][1] != "_{":
                indices.append(self.power())
        self.bars = bars
        if len(indices) != 2 or self.tokens[self.position][0] != "}":
            raise self.not_indices(self.slice(at, self.position), at)
        self.position += 1
        return self.delta(indices[0], indices[1], at)

    def stands_alone(self, name: str) -> bool:
        """Whether a name stands somewhere without a bracket behind it, so that it is a number: |a| <= delta."""
        pairs = pairwise(self.tokens)
        return any(token[:2] == ("name", name) and behind[0] not in ("(", "_") and behind[1] != "_{" for token, behind in pairs)

    def called_delta(self, name: str, at: int) -> Term | None:
        """delta(i, j), KroneckerDelta(i, j), from the bracket on."""
        opened = self.position
        if "," not in self.kinds_inside(opened) and self.stands_alone(name):
            return None
        if "," not in self.kinds_inside(opened):
            raise self.fail("ambiguous", f"{name}(...), with {name} not declared",
                            f"write {name}*(...) for a product, delta(i, j), or declare {name} as a function", at=at)  # fmt: skip
        indices = self.arguments()
        if len(indices) != 2:
            raise self.not_indices(name, at)
        return self.delta(indices[0], indices[1], at)

    def kinds_inside(self, opened: int) -> list[str]:
        """The tokens between a bracket and its partner that stand in no bracket between."""
        found, depth = [], 0
        for kind, text, _, _ in self.tokens[opened:]:
            depth -= kind in _CLOSING
            if depth == 0 and kind in _CLOSING:
                break
            found += [kind] if depth == 1 else []
            depth += kind in _OPENING or text == "_{"
        return found

    def delta(self, left: Term, right: Term, at: int) -> Term:
        """The delta of two indices; raises InputError if one of them is no integer, or delta is declared in some other way."""
        words = self.slice(at, self.position - 1)
        if not (is_index(left) and is_index(right)) or any(each.partition("_")[0] == "delta" for each in self.symbols):
            raise self.not_indices(words, at)
        self.choices.append(f"{words} is read as the Kronecker delta, 1 where {left!r} = {right!r} and 0 elsewhere")
        return kronecker(left, right, self.bound.values())

    def is_integer_named(self, word: str) -> bool:
        try:
            self.named_index(word, self.position)
        except InputError:
            return False
        return True

    def check_index_above(self, name: str, word: str, at: int) -> None:
        r"""Raises InputError for \delta_i^j and \delta^{ij}, which a delta is drawn as too."""
        names = [self.position + 1]
        if self.tokens[names[0]][0] in ("{", "("):
            names = [names[0] + 1, names[0] + 2]
        found = [place for place in names if self.tokens[place][0] in ("name", "number")]
        indices = [word] if word else []
        indices += [letter for place in found for letter in self.tokens[place][1]]
        if len(indices) == 2 and all(map(self.is_integer_named, indices)) and not all(map(str.isdigit, indices)):
            raise self.fail("ambiguous", f"{name} with an index above, a Kronecker delta or a power",
                            "write delta_{ij}, with both indices below, or declare delta", at=at)  # fmt: skip

    def check_several_indices(self, name: str, word: str, at: int) -> None:
        """Raises InputError for delta_ijk with integers i, j, k."""
        if len(word) > 2 and self.are_integers(word):
            raise self.not_indices(name, at)

    def check_entry(self, name: str, base: str, word: str, at: int) -> None:
        """Raises InputError for I_ij and epsilon_ijk with integers i, j, k: entries of what nobody declared."""
        if name not in self.symbols and word not in self.symbols and self.are_integers(word):
            raise self.fail("unknown-name", f"{name}, with integers as indices of {base}, which is not declared",
                            f"declare {base}, say as a matrix, or {name} as a number", at=at)  # fmt: skip

    def are_integers(self, word: str) -> bool:
        """Whether every letter of a subscript is an integer, and not all are digits."""
        return not word.isdigit() and all(map(self.is_integer_named, word))

    def not_indices(self, words: str, at: int) -> InputError:
        return self.fail("ambiguous", f"{words}, a Kronecker delta or a name of its own",
                         "delta_{ij} with i and j declared as integers or bound by a sum, or declare delta", at=at)  # fmt: skip


def is_index(term: Term) -> bool:
    """Whether a term is an integer by its form: also an item of a sequence of integers."""
    if term.op == "item" and term.args[0].op == "symbol":
        sort = term.args[0].sort
        element = sort.element if isinstance(sort, Sequence) else None
        return isinstance(element, Scalar) and element.is_integer
    return not term.shape and integer_valued(term)


def kronecker(left: Term, right: Term, bound: Iterable[Term]) -> Term:
    """1 for equal integers and 0 for others; by cases where no index is bound, and else as what a sum picks one term by."""
    if left is right:
        return ONE
    if left.op == right.op == "number":
        return ZERO
    names = {*free_symbols(left), *free_symbols(right)}
    return make("delta", (left, right)) if names.intersection(bound) else indicator(relation("eq", left, right))


def indicator_of(condition: Term, bound: Iterable[Term]) -> Term:
    """The indicator of a condition: a Kronecker delta if that is an equation of integers, and 1 without it if they differ."""
    if condition.op in ("eq", "ne") and all(map(is_index, condition.args)):
        left, right = condition.args
        delta = kronecker(left, right, bound)
        if condition.op == "eq" or delta.op == "delta":
            return delta if condition.op == "eq" else subtract(ONE, delta)
    return indicator(condition)


def _may_be_index(character: str) -> bool:
    return character.isdigit() or character.islower()
