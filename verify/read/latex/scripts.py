r"""The groups of LaTeX and the scripts below and above a command: where they stand, where they end, and what is in them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from verify.read.latex.probability import Probability
from verify.term import Term

# What ends a term that stands in no brackets.
SEPARATORS = frozenset(("=", "!=", "<", "<=", ">", ">=", "=>", "<=>", "and", "or", ",", "&", "\\\\", "end of integral"))


class Scripts(Probability):
    """The part of the LaTeX parser that finds its way between braces; places are indices into the tokens."""

    @abstractmethod
    def script(self) -> Term:
        """A group or one token."""

    def limits(self) -> tuple[int | None, int | None]:
        """Where the subscript and the superscript of a sum stand, in either order; steps over them."""
        found: dict[str, int] = {}
        while (kind := self.tokens[self.position][0]) in ("_", "^") or self.tokens[self.position][1] == "_{":
            joined = self.tokens[self.position][1] == "_{"
            mark = "_" if joined else kind
            if mark in found:
                raise self.fail("unexpected-token", f"a second {mark!r}", "one lower and one upper bound")
            self.position += not joined
            found[mark] = self.position
            self.skip_script()
        return found.get("_"), found.get("^")

    def inside(self, at: int, read: Callable[[], Term]) -> Term:
        """Read the script that begins at a token, and come back."""
        back, self.position = self.position - len(self.tokens), at  # counted from the end: reading may join tokens
        braces = self.step("{")
        if self.tokens[self.position][1] == "_{":
            braces = True
            self.position += 1
        term = read() if braces else self.atom()
        if braces:
            self.expect("}", at)
        self.position = back + len(self.tokens)
        return term

    def end_of(self, at: int) -> Term:
        return self.inside(at, lambda: self.quantity(self.sum(), self.position))

    def words_at(self, at: int) -> str:
        """What is written in the script at a token, without braces and spaces."""
        end = self.group_end(at)
        end = self.end_of_token(at) if end is None else end
        words = self.source[self.tokens[at][2] : self.tokens[min(end, len(self.tokens)) - 1][3]]
        return "".join(character for character in words if character not in "_{} ")

    def skip_script(self) -> None:
        opened = self.position
        braces = self.tokens[opened][0] == "{" or self.tokens[opened][1] == "_{"
        self.position = self.closing_of(opened) + 1 if braces else self.end_of_token(opened)

    def closing_of(self, opened: int) -> int:
        """The brace that closes the group or the script which begins at a token."""
        closing = self.closing_brace(opened)
        if closing is None:
            raise self.fail("unbalanced-bracket", "'{' is not closed", "add '}'", at=opened)
        return closing

    def group_end(self, opened: int) -> int | None:
        """The token after the group at `opened`; None if none begins there or it is not closed."""
        closing = self.closing_brace(opened) if self.tokens[opened][0] == "{" else None
        return None if closing is None else closing + 1

    def closing_brace(self, opened: int) -> int | None:
        """Where the depth of braces is again that before a token; None if it is nowhere."""
        depth = 0
        for position in range(opened, len(self.tokens)):
            kind, text, _, _ = self.tokens[position]
            depth += (kind == "{" or text == "_{") - (kind == "}")
            if depth == 0:
                return position
        return None

    def end_of_token(self, at: int) -> int:
        r"""The place behind a token, and behind the letter of \mathbb{R} or \mathbb R."""
        is_blackboard = self.tokens[at][:2] == ("command", "mathbb")
        return at + 1 + is_blackboard * (3 if self.tokens[at + 1][0] == "{" else 1)

    def is_one_factor(self, opened: int) -> bool:
        """Whether what was read since the token `opened` is a fraction, or a pair of brackets with what is inside."""
        if self.tokens[opened][:2] == ("command", "frac"):
            top = self.group_end(opened + 1)
            return top is not None and self.group_end(top) == self.position
        opened += self.tokens[opened][:2] == ("command", "normal")
        depth = 0
        for position in range(opened, self.position):
            kind = self.tokens[position][0]
            depth += (kind in ("(", "[", r"\{")) - (kind in (")", "]", r"\}"))
            if depth == 0:
                return kind in (")", "]", r"\}") and position == self.position - 1
        return False
