r"""\begin{cases}, \begin{pmatrix} and their kin."""

from __future__ import annotations

from verify.functions import FUNCTIONS, by_cases
from verify.read.text import Parser
from verify.term import TRUE, Term, matrix

_MATRICES = frozenset(("pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix"))


class Environments(Parser):
    """The part of the LaTeX parser that reads environments."""

    def environment(self, start: int) -> Term:
        name = self.environment_name()
        if name == "cases":
            term = self.cases_environment(start)
        elif name in _MATRICES or name == "vmatrix":
            rows = self.rows()
            if any(len(row) != len(rows[0]) for row in rows):
                raise self.fail("shape-mismatch", "rows of different lengths", "every row has the same length", at=start)
            term = self.build(start, matrix, len(rows), len(rows[0]), [entry for row in rows for entry in row])
            term = self.build(start, FUNCTIONS["det"].build, term) if name == "vmatrix" else term
        else:
            raise self.fail("unsupported", f"the environment {name}", "cases, or a matrix", at=start)
        if self.tokens[self.position][:2] != ("command", "end"):
            raise self.unexpected(rf"\end{{{name}}}")
        self.position += 1
        if self.environment_name() != name:
            raise self.fail("unbalanced-bracket", f"the environment {name} is closed by another", at=self.position - 1)
        return term

    def environment_name(self) -> str:
        opened = self.position
        if not self.step("{"):
            raise self.unexpected("the name of an environment in braces")
        letters = []
        while self.tokens[self.position][0] == "name":
            letters.append(self.tokens[self.position][1])
            self.position += 1
        self.step("*")
        self.expect("}", opened)
        return "".join(letters)

    def cases_environment(self, start: int) -> Term:
        parts: list[Term] = []
        while True:
            value = self.quantity(self.sum(), self.position)
            self.step(",")
            self.step("&")
            self.step("if")
            if self.step("otherwise"):
                condition: Term = TRUE
            else:
                at = self.position
                condition = self.truth(self.statement(0), at)
            parts += [value, condition]
            self.step(",")
            if condition is TRUE and self.tokens[self.position][0] == "\\\\" and self.tokens[self.position + 1][1] != "end":
                raise self.fail("unexpected-token", "a case after the one that is for all others", "otherwise stands last")
            if not self.step("\\\\") or self.tokens[self.position][:2] == ("command", "end"):
                return self.build(start, by_cases, tuple(parts))

    def rows(self) -> list[list[Term]]:
        found: list[list[Term]] = [[]]
        while True:
            found[-1].append(self.entry())
            if self.step("&"):
                continue
            if self.step("\\\\") and self.tokens[self.position][:2] != ("command", "end"):
                found.append([])
                continue
            return found
