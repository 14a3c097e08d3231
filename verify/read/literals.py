"""Matrices [[a, b], [c, d]] and [a, b; c, d], columns [a, b], sets {a, b} and `if c then a else b` in typed formulas.

Semicolons end rows.  A space is no comma: in [a b; c d] and [1 -2] entries may be meant, or a product and a difference, and they
are refused.
"""

from __future__ import annotations

from abc import abstractmethod

from verify.functions import by_cases
from verify.read.calls import Calls
from verify.read.naming import KNOWN_FUNCTIONS
from verify.term import TRUE, Term, make, matrix

_ENDS_AN_ENTRY = frozenset(("name", "number", ")", "!", "super", "]", "}", "'"))
_OPENS, _CLOSES = ("(", "[", "{"), (")", "]", "}")


class Literals(Calls):
    """The part of the parser that reads what is written out entry by entry or case by case."""

    literal_end = -1  # the token after the last matrix that was written out

    @abstractmethod
    def sum(self) -> Term:
        """Products joined by + and -."""

    def literal_matrix(self) -> Term:
        opened = self.position
        closing = self.check_spaces(opened)
        if any(token[0] == ";" for token in self.tokens[opened:closing]):
            return self.rows_by_semicolons(opened)
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
        return self.matrix_of(rows, opened)

    def rows_by_semicolons(self, opened: int) -> Term:
        """[a, b; c, d]."""
        self.position += 1
        rows = [[self.entry()]]
        while self.tokens[self.position][0] in (",", ";"):
            if self.tokens[self.position][0] == ";":
                rows.append([])
            self.position += 1
            rows[-1].append(self.entry())
        return self.matrix_of(rows, opened)

    def matrix_of(self, rows: list[list[Term]], opened: int) -> Term:
        self.expect("]", opened)
        self.literal_end = self.position
        self.plain_power = None
        if any(len(row) != len(rows[0]) for row in rows):
            raise self.fail("shape-mismatch", "rows of different lengths", "every row of a matrix has the same length", at=opened)
        return self.build(opened, matrix, len(rows), len(rows[0]), [entry for row in rows for entry in row])

    def check_spaces(self, opened: int) -> int:
        """Refuse a space that may separate two entries of a row without commas; returns the closing bracket of the matrix."""
        rows: list[tuple[bool, int]] = []  # of each open bracket: whether its row has a comma, and where a space is in doubt
        for place in range(opened, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[place]
            if kind in _OPENS or text == "_{":
                rows.append((bool(rows), 0))  # [[3 a], [4 a]] has its commas between the rows
                continue
            comma, doubt = rows[-1]
            if kind in (";", "]") and doubt and not comma:
                raise self.fail("ambiguous", "a space between entries, or a product", "commas between the entries", at=doubt)
            if kind in _CLOSES:
                rows.pop()
                if not rows:
                    return place
            elif kind == ";":
                rows[-1] = (len(rows) > 1, 0)
            else:
                rows[-1] = (comma or kind == ",", place if self.may_be_entry(place) else doubt)
        return len(self.tokens) - 1

    def may_be_entry(self, at: int) -> bool:
        """Whether a new entry may be meant to begin here: x y, 1 -2."""
        before, (kind, _, start, end), after = self.tokens[at - 1 : at + 2]
        is_apart = before[3] < start and before[0] in _ENDS_AN_ENTRY and before[1] not in KNOWN_FUNCTIONS
        return is_apart and (kind in ("name", "number") or (kind in ("-", "+") and end == after[2]))

    def starts_literal(self) -> bool:
        """Whether the [ at the cursor begins a matrix that multiplies what stands before it, and no index."""
        at = self.position
        before, opened = self.tokens[at - 1], self.tokens[at]
        if self.tokens[at + 1][0] == "[":
            return True
        if self.literal_end == at - (before[0] == "'"):
            return before[3] < opened[2]
        return before[0] == "number" and (before[3] < opened[2] or self.tokens[at - 2][0] != "^")

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

    def conditional_after(self, value: Term, start: int) -> Term:
        """`a if c else b`, and `a if c, b if d, e otherwise`, from the word on."""
        self.quantity(value, start)
        self.deeper()
        self.position += 1
        at = self.position
        condition = self.truth(self.statement(0), at)
        if self.tokens[self.position][0] in (",", ";"):
            self.depth -= 1
            return self.build(start, by_cases, (value, condition, *self.further_cases()))
        if not self.step("else"):
            raise self.unexpected("'else'")
        at = self.position
        otherwise = self.sum()
        if self.tokens[self.position][0] == "if":
            otherwise = self.conditional_after(otherwise, at)
        self.depth -= 1
        return self.build(start, by_cases, (value, condition, self.quantity(otherwise, at), TRUE))

    def further_cases(self) -> list[Term]:
        """, b if d, e otherwise: the values and their conditions."""
        parts: list[Term] = []
        while self.step(",") or self.step(";"):
            parts.append(self.quantity(self.sum(), self.position))
            if self.step("otherwise") or self.step("else"):
                return [*parts, TRUE]
            if not self.step("if"):
                raise self.unexpected("'if' or 'otherwise'")
            at = self.position
            parts.append(self.truth(self.statement(0), at))
        return parts

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
        return self.build(start, by_cases, (value, condition, otherwise, TRUE))
