"""What stands above in LaTeX: powers, transposes, stars and primes."""

from __future__ import annotations

from verify.functions import elementwise, inverse
from verify.read.latex.groups import BEHIND, Groups
from verify.term import Term, free_symbols, power, transpose

_OF_INDEX = frozenset(("name", "number", "+", "-"))


class Powers(Groups):
    """The part of the LaTeX parser that reads what stands above an atom."""

    def power(self) -> Term:
        start = self.position
        base = self.atom()
        while True:
            kind = self.tokens[self.position][0]
            if kind not in BEHIND:
                return base
            if kind == "^":
                self.position += 1
                base = self.superscript(base, start)
            elif kind == "!":
                base = self.factorial(base, start)
            elif kind == "'":
                base = self.transposed(base, start)
            elif kind == "_" and self.tokens[start][0] in ("(", "[", r"\{") and (mark := self.positive_mark()):
                self.position += mark - 1
                base = self.positive_part(base, start)
            elif kind == "_" and self.may_have_index(base):
                base = self.indexed(base, start)
            else:
                return base

    def positive_mark(self) -> int:
        """How many tokens _+ or _{+} has, at the cursor; 0 for any other index."""
        kinds = [token[0] for token in self.tokens[self.position + 1 : self.position + 4]]
        return 2 if kinds[:1] == ["+"] else 4 if kinds == ["{", "+", "}"] else 0

    def superscript(self, base: Term, start: int) -> Term:
        at = self.position
        mark = self.transpose_mark(is_rectangular=len(set(base.shape)) > 1)
        if mark is not None:
            if mark == "T" and not base.shape and self.is_of_vectors(base):
                return base
            if not base.shape and mark == "T":
                raise self.fail("ambiguous", "a power T of a number", "write ^{t} with t declared, or declare a matrix", at=at)
            return self.transposed_by(base, mark, at)
        is_group = self.tokens[at][0] == "{" and self.tokens[at + 1][0] == "(" and self.closes_group(at)
        if is_group or (free_symbols(base) and self.is_index_in_square_brackets(at)):
            raise self.fail("ambiguous", "a superscript in brackets, an index or a power",
                            "declare a sequence to use it as an index, or write a power without brackets", at=at)  # fmt: skip
        self.deeper()
        is_by_entries = bool(base.shape) and self.take_ring(at)
        exponent = self.exponent()
        self.depth -= 1
        if self.tokens[self.position][0] == "^":
            raise self.fail("ambiguous", "a second exponent", "write {x^{2}}^{3} with braces, or one exponent")
        if is_by_entries and not exponent.shape:
            return self.build(start, elementwise, lambda entry: power(entry, exponent), base)
        return self.raised(base, exponent, start, at)

    def take_ring(self, at: int) -> bool:
        r"""Whether the exponent is one entry by entry, {\odot 2} or {\circ 2}; takes the sign away."""
        if self.tokens[at][0] != "{" or self.tokens[at + 1][0] != "hadamard":
            return False
        del self.tokens[at + 1]
        return True

    def exponent(self) -> Term:
        return self.script()

    def closes_group(self, opened: int) -> bool:
        """Whether the bracket after the brace `opened` spans all of the group."""
        depth = 0
        for position in range(opened + 1, len(self.tokens)):
            kind = self.tokens[position][0]
            depth += (kind == "(") - (kind == ")")
            if depth == 0:
                return self.tokens[position + 1][0] == "}"
        return False

    def is_index_in_square_brackets(self, at: int) -> bool:
        r"""Whether the script is [2], [l-1] or \{i\}, as that of a layer or a batch; e^{[x+1]} is a power."""
        first = at + (self.tokens[at][0] == "{")
        closing = {"[": "]", r"\{": r"\}"}.get(self.tokens[first][0])
        kinds = [token[0] for token in self.tokens[first + 1 : first + 5]]
        return closing is not None and closing in kinds and all(kind in _OF_INDEX for kind in kinds[: kinds.index(closing)])

    def transpose_mark(self, *, is_rectangular: bool = False) -> str | None:
        r"""T, -T or ' after ^, alone or in braces; steps over it.  A declared T is none, but above what has no other powers."""
        at = self.position
        braces = self.tokens[at][0] == "{"
        first = at + braces
        minus = self.tokens[first][0] == "-"
        kind, text, _, _ = self.tokens[first + minus]
        is_mark = kind in ("T", "'") or (kind == "name" and text == "T" and ("T" not in self.symbols or is_rectangular))
        after = first + minus + 1
        if not is_mark or (braces and self.tokens[after][0] != "}"):
            return None
        self.position = after + braces
        if kind == "'":
            return "'"
        return "-T" if minus else "T"

    def transposed_by(self, base: Term, mark: str, at: int) -> Term:
        if mark == "'" or not base.shape:
            return self.fail_prime(base, at)
        flipped = transpose(base)
        return self.build(at, inverse, flipped) if mark == "-T" else flipped

    def fail_prime(self, base: Term, at: int) -> Term:
        if base.shape:
            return transpose(base)
        raise self.fail("unexpected-token", "a prime on a number", "diff(f, x), or declare the primed name", at=at)

    def note_end_of_exponent(self, start: int, at: int) -> None:
        """TeX shows where an exponent ends."""

    # --------------------------------------------------------------------------------------------------------------- names
