"""Matrices [[a, b], [c, d]], columns [a, b], sets {a, b} and `if c then a else b` in typed formulas."""

from __future__ import annotations

from abc import abstractmethod

from verify.read.calls import Calls
from verify.term import TRUE, Term, make, matrix


class Literals(Calls):
    """The part of the parser that reads what is written out entry by entry or case by case."""

    @abstractmethod
    def sum(self) -> Term:
        """Products joined by + and -."""

    def literal_matrix(self) -> Term:
        opened = self.position
        rows = []
        self.position += 1
        nested = self.tokens[self.position][0] == "["
        while True:
            at = self.position
            if nested:
                if self.tokens[at][0] != "[":
                    raise self.unexpected("'[', another row")
                self.position += 1
            rows.append(self.entries("]", at) if nested else [self.entry()])
            if self.tokens[self.position][0] != ",":
                break
            self.position += 1
        self.expect("]", opened)
        if any(len(row) != len(rows[0]) for row in rows):
            raise self.fail("shape-mismatch", "rows of different lengths", "every row of a matrix has the same length", at=opened)
        return self.build(opened, matrix, len(rows), len(rows[0]), [entry for row in rows for entry in row])

    def entry(self) -> Term:
        at = self.position
        entry = self.quantity(self.statement(0), at)
        if entry.shape:
            raise self.fail("shape-mismatch", "a matrix as an entry of a matrix", "entries are numbers", at=at)
        return entry

    def entries(self, closing: str, opened: int) -> list[Term]:
        """entry, entry ... up to the closing bracket."""
        found = [self.entry()]
        while self.tokens[self.position][0] == ",":
            self.position += 1
            found.append(self.entry())
        self.expect(closing, opened)
        return found

    def literal_set(self) -> Term:
        opened = self.position
        self.position += 1
        return make("finite_set", tuple(self.entries("}", opened)))

    def conditional(self) -> Term:
        start = self.position
        self.deeper()
        self.position += 1
        condition = self.truth(self.statement(0), start + 1)
        if self.tokens[self.position][0] != "then":
            raise self.unexpected("'then'")
        self.position += 1
        value = self.quantity(self.sum(), self.position)
        if self.tokens[self.position][0] != "else":
            raise self.unexpected("'else'")
        self.position += 1
        otherwise = self.quantity(self.sum(), self.position)
        self.depth -= 1
        return self.build(start, make, "piecewise", (value, condition, otherwise, TRUE))
