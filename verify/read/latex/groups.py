"""Braces in LaTeX: what TeX groups, and does not draw."""

from __future__ import annotations

from verify.read.latex.places import Places
from verify.read.naming import KNOWN_FUNCTIONS
from verify.read.scan import Token
from verify.term import Term

PARTNER = {r"\{": r"\}", "[": "]", "(": ")"}
BEHIND = frozenset(("^", "!", "'", "_"))  # what may belong to the atom before it
# What a brace may stand beside without being needed.
_RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
_OPEN = frozenset(("end", "(", "[", "{", r"\{", ",", "+", "&", "\\\\", *_RELATIONS))
_CLOSED = frozenset(("end", ")", "]", "}", r"\}", ",", "+", "-", "&", "\\\\", "|", *_RELATIONS))


class Groups(Places):
    """The part of the LaTeX parser that reads groups."""

    def visible_group(self) -> Term:
        """A group among factors; braces do not show, so that of a sum, a product or a number they must not matter."""
        opened = self.position
        before = self.tokens[opened - 1][0] if opened else "end"
        term = self.group()
        after, (first, last) = self.tokens[self.position], self.unwrapped(opened, self.position)
        inside = [token for token in self.at_depth(first, last) if token[0] not in ("{", "}")]
        if any(token[0] in ("+", "-") for token in inside) and not (before in _OPEN and after[0] in _CLOSED):
            raise self.fail("ambiguous", "braces round a sum, which do not show", "round brackets", at=opened)
        is_one = len(inside) == 1 or (len(inside) == 2 and inside[0][0] in PARTNER)
        if after[0] in BEHIND and not is_one and (term.op == "mul" or self.begins_function(first)):
            raise self.fail("ambiguous", "braces round a product, which do not show", "round brackets", at=opened)
        is_behind_number = before == "number" or (self.end_of_group == opened and self.tokens[opened - 2][0] == "number")
        begins, ends = (token[0] == "number" or token[1].endswith("frac") for token in (self.tokens[first], after))
        if (is_behind_number and begins) or (self.tokens[last - 1][0] == "number" and ends):
            help = "one number, or a sign between two"
            raise self.fail("ambiguous", "braces round a number, which do not show", help, at=opened)
        self.end_of_group = self.position
        return term

    def unwrapped(self, opened: int, end: int) -> tuple[int, int]:
        """Where the content of a group begins and ends, without braces round all of it."""
        first, last = opened + 1, end - 1
        while self.tokens[first][0] == "{" and self.closing_brace(first) == last - 1:
            first, last = first + 1, last - 1
        return first, last

    def begins_function(self, at: int) -> bool:
        r"""Whether the function at a place has an argument without brackets: \sin x."""
        following = self.tokens[at + 1][0]
        return self.tokens[at][1] in KNOWN_FUNCTIONS and following not in ("(", "[", "{", r"\{", "|", "}")

    def at_depth(self, first: int, last: int) -> list[Token]:
        """The tokens of a range that stand in no brackets."""
        found, depth = [], 0
        for token in self.tokens[first:last]:
            depth -= token[0] in (")", "]", "}", r"\}")
            found += [token] if depth == 0 else []
            depth += token[0] in ("(", "[", "{", r"\{") or token[1] == "_{"
        return found

    def group(self) -> Term:
        """{...}: invisible, and what is inside stands as if it had brackets."""
        opened = self.position
        self.position += 1
        if self.tokens[self.position][0] == "}":
            raise self.fail("missing-operand", "empty braces", "write what they should hold", at=opened)
        bars, self.bars, norms, self.norms_open = self.bars, 0, self.norms_open, 0
        term = self.statement(0)
        self.bars, self.norms_open = bars, norms
        self.expect("}", opened)
        self.plain_power = None
        return term

    def script(self) -> Term:
        """The argument of a command or of ^ and _: a group or one token."""
        at = self.position
        kind, text, start, end = self.tokens[at]
        if kind == "number" and len(text) > 1 and text.isdigit():  # \frac12
            self.tokens[at : at + 1] = [("number", text[0], start, start + 1), ("number", text[1:], start + 1, end)]
        if kind in ("-", "+", "end", "}", "^", "_"):
            raise self.unexpected("an argument in braces")
        return self.quantity(self.group() if kind == "{" else self.atom(), at)
