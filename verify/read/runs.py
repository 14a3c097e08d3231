"""Names written together: `cx_1`, `sin2x`, `lI` and `aE[X]` are taken apart into names that are known."""

from __future__ import annotations

import re
from abc import abstractmethod

from verify.functions import SCALAR_FUNCTIONS
from verify.read.applications import Applications
from verify.sort import Outcome, Parts, Random, Scalar, Sequence, Tensor
from verify.term import Term

INDEX_I = re.compile(  # x_i, x_{k + i}, x^{(i)}, sum(.., i, 1, n)
    r"[_\[]\s*\{?\w?i\w?(?![A-Za-z])|_\s*\{[^{}]*(?<![A-Za-z\\])i(?![A-Za-z])|\^\{?\(i\)|(?<!\\),\s*i\s*,"
)
_MOST_FACTORS = 2  # of letters before E and Var, that are no word
_STATISTICS = {"E": "[", "Var": "[(", "Cov": "[("}  # and the brackets that can be nothing but theirs
_MAXIMAL_RUN = 24  # letters written together that are taken apart


class Runs(Applications):
    """The part of the parser that takes apart letters which are no name."""

    @abstractmethod
    def named(self) -> Term:
        """What the name at the cursor stands for."""

    @abstractmethod
    def size_named(self, word: str) -> Term | None:
        """The size that an index of the identity is, if it is one."""

    def pieces(self, run: str, rest: str = "") -> list[str] | None:
        """Declared names, functions and constants that, written together, make `run`; the fewest of them.

        `rest` is the subscript that follows, which belongs to the last: `cx_1` is c x_1 if that is declared, and x need not be.
        """
        if len(run) > _MAXIMAL_RUN:
            return None
        has_identity = "I" in run and self.is_product_with_identity(run)
        best: list[list[str] | None] = [[]] + [None] * len(run)
        for end in range(1, len(run) + 1):
            for start in range(end):
                head = best[start]
                piece = run[start:end]
                is_last = end == len(run)
                is_known = self.is_known(piece) or (has_identity and piece == "I")
                if head is None or not (is_known or (head and is_last and self.ends_run(piece, rest))):
                    continue
                known = best[end]
                if known is None or len(head) + 1 < len(known):
                    best[end] = [*head, piece]
        return best[len(run)]

    def is_product_with_identity(self, run: str) -> bool:
        """Whether the letters of Ix and AIB are I and declared vectors and matrices."""
        names = [self.bound.get(letter) or self.symbols.get(letter) for letter in run if letter != "I"]
        are_tensors = all(name is not None and isinstance(name.sort, Tensor) for name in names)
        return "I" not in self.symbols and bool(names) and are_tensors

    def is_known(self, piece: str) -> bool:
        found = self.bound.get(piece) or self.symbols.get(piece)
        if found is not None:
            return isinstance(found.sort, (Scalar, Tensor, Random, Outcome))
        return piece in SCALAR_FUNCTIONS or piece in ("pi", "e") or (piece == "i" and not INDEX_I.search(self.source))

    def ends_run(self, piece: str, rest: str) -> bool:
        """Whether piece_rest is declared, or piece is what has items; lI is l times the identity, Id is a name."""
        if piece == "I":
            return self.size_named(rest) is not None if rest else self.has_sizes()
        if piece in _STATISTICS and not rest:
            return self.is_statistic(piece)
        found = self.bound.get(piece) or self.symbols.get(piece)
        has_items = found is not None and isinstance(found.sort, (Sequence, Parts))
        return bool(rest) and (has_items or f"{piece}_{rest}" in self.symbols)

    def is_statistic(self, word: str) -> bool:
        """Whether a word before the cursor is a mean or a variance, by the bracket that follows."""
        return word in _STATISTICS and word not in self.symbols and self.tokens[self.position][0] in _STATISTICS[word]

    def factors_of_statistic(self, run: str) -> list[str] | None:
        """a and E of aE[X], a, b and Cov of abCov(X, Y): new names of one small letter before a statistic."""
        for word in _STATISTICS:
            letters = run.removesuffix(word)
            if letters != run and self.is_statistic(word) and len(letters) <= _MOST_FACTORS:
                are_names = all(letter.islower() or self.is_known(letter) for letter in letters)
                return [*letters, word] if are_names else None
        return None

    def split(self, pieces: list[str], name: str, at: int) -> Term:
        """Read `xy` as the tokens x y, and go on with the first."""
        _, text, start, end = self.tokens[at]
        spelled = "".join(pieces)
        pieces = [*pieces[:-1], pieces[-1] + name[len(spelled) :]]
        if len(text) != len(name):  # Greek letters or braces: the places of the pieces are not known exactly
            spans = [(start, end)] * len(pieces)
        else:
            ends = [start + sum(map(len, pieces[: count + 1])) for count in range(len(pieces))]
            spans = list(zip([start, *ends[:-1]], ends, strict=True))
        tokens: list[tuple[str, str, int, int]] = []
        for piece, (first, last) in zip(pieces, spans, strict=True):
            letters = piece.rstrip("0123456789")
            if letters in SCALAR_FUNCTIONS and letters != piece:  # sin2x
                tokens.append(("name", letters, first, first + len(letters)))
                tokens.append(("number", piece[len(letters) :], first + len(letters), last))
            else:
                tokens.append(("name", piece, first, last))
        self.choices.append(f"{text} is read as {' '.join(token[1] for token in tokens)}")
        self.tokens[at : at + 1] = tokens
        self.position = at
        return self.named()
