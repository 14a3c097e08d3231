"""Items of sequences, vectors, matrices and parts: x[i], x_{i}, M[i, j], x_12, A_ij."""

from __future__ import annotations

from verify.functions import checked_index
from verify.read.deltas import Deltas
from verify.read.parts import fewest_indices, lengths_of_parts, part
from verify.sort import Parts, Random, Scalar, Sequence, Tensor
from verify.term import ONE, Term, item, number


class Items(Deltas):
    """The part of the parser that reads indices."""

    def bracketed_item(self, name: str, tensor: Term) -> Term:
        """x[i] and x_{i}, M[i, j]."""
        opened = self.position
        closing = "]" if self.tokens[opened][0] == "[" else "}"
        self.position += 1
        bars, self.bars = self.bars, 0
        indices = [self.index()]
        while self.step(","):
            indices.append(self.index())
        self.bars = bars
        self.expect(closing, opened)
        return self.item(name, tensor, indices, opened - 1)

    def subscripted(self, base: str, found: Term, index: str, at: int) -> Term:
        """x_12 as an item of x, A_ij or A_12 as an entry of A."""
        lengths = lengths_of(found)
        whole = index in self.bound or index in self.symbols
        is_row = isinstance(found.sort, Parts) and found.sort.kind == "rows"
        has_entries = isinstance(found.sort, (Tensor, Parts)) and len(lengths) == 2
        if has_entries and is_row and len(index) > 1 and index.isdigit():
            raise self.fail("ambiguous", f"{base}_{index}, a row or an entry", f"write {base}[{index}] or {base}[i, j]", at=at)
        if has_entries and len(index) == 2 and not whole:
            return self.item(base, found, [self.named_index(each, at) for each in index], at)
        if has_entries and not is_row and index.isdigit():
            raise self.fail("ambiguous", f"{base}_{index}, an entry of a matrix", f"write {base}[i, j]", at=at)
        return self.item(base, found, [self.named_index(index, at)], at)

    def index(self) -> Term:
        at = self.position
        return self.quantity(self.statement(0), at)

    def named_index(self, text: str, at: int) -> Term:
        if text.isdigit():
            return number(int(text))
        found = self.bound.get(text) or self.symbols.get(text)
        if found is None or not (isinstance(found.sort, Scalar) and found.sort.is_integer):
            help = f"declare {text} as an integer, or bind it: sum(x_{text}, {text}, 1, n)"
            raise self.fail("unknown-name", f"the index {text}", help, at=at)
        return found

    def item(self, name: str, tensor: Term, indices: list[Term], at: int) -> Term:
        """The item, if the number of indices is right and none is outside for certain."""
        lengths = lengths_of(tensor)
        sort = tensor.sort
        least = fewest_indices(sort) if isinstance(sort, Parts) else 1 if isinstance(sort, Sequence) else len(lengths)
        if not least <= len(indices) <= len(lengths):
            raise self.fail("wrong-arity", f"{name} with {len(indices)} indices", f"{name} takes {len(lengths)}", at=at)
        for index, length in zip(indices, lengths, strict=False):
            self.build(at, checked_index, index, length, name)
        if isinstance(sort, Parts):
            return self.build(at, part, sort, indices)
        if isinstance(sort, (Tensor, Random)) and not tensor.shape:
            return tensor
        return self.build(at, item, tensor, *indices)


def lengths_of(tensor: Term) -> list[Term]:
    """How many items there are in each index."""
    sort = tensor.sort
    if isinstance(sort, Parts):
        return lengths_of_parts(sort)
    found: list[Term] = []
    while isinstance(sort, Sequence):
        found.append(sort.length)
        sort = sort.element
    if isinstance(sort, Tensor):
        found.extend(sort.shape if sort.shape[1] is not ONE else sort.shape[:1])
    elif isinstance(sort, Random):
        found.extend(tensor.shape[:1])
    return found
