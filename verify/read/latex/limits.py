r"""Limits in LaTeX: \lim_{x \to a} f, from one side with a^+ or a^-, of the product that follows."""

from __future__ import annotations

from verify.read.latex.derivatives import Derivatives
from verify.read.latex.scripts import SEPARATORS
from verify.sort import REAL
from verify.term import INFINITY, Term, binder, symbol

_BINDING_COMMANDS = frozenset(("int", "sum", "prod", "lim", "arg", "argmin", "argmax", "sup", "inf"))


class Limits(Derivatives):
    """The part of the LaTeX parser that reads limits."""

    def limit_command(self, start: int) -> Term:
        if not self.step("_") or not self.step("{"):
            raise self.fail("missing-operand", r"\lim without a variable", r"\lim_{x \to 0}", at=start)
        place = self.position
        kind, text, _, _ = self.tokens[place]
        if kind != "name" or self.tokens[place + 1][0] != "to":
            raise self.fail("unexpected-token", "a limit without an arrow", r"\lim_{x \to 0}", at=place)
        self.position += 2
        bound = symbol(text, REAL)
        side, point = self.point_and_side()
        self.expect("}", start + 2)
        with self.scope(bound):
            body = self.quantity(self.product(False), self.position)
        if text not in self.bound and self.goes_on_with(text):
            raise self.fail("ambiguous", f"{text} after a limit in {text}", r"brackets: \lim_{x \to 0} (...)", at=start)
        return self.build(start, lambda: binder("limit", bound, point, body, value=side))

    def point_and_side(self) -> tuple[str, Term]:
        """a, a^+ or a^-."""
        closing, depth = self.position, 0
        while self.tokens[closing][0] != "end" and (depth or self.tokens[closing][0] != "}"):
            depth += (self.tokens[closing][0] == "{" or self.tokens[closing][1] == "_{") - (self.tokens[closing][0] == "}")
            closing += 1
        side = "both"
        for length, place in ((2, 1), (4, 2)):  # ^+ and ^{+}
            kinds = [token[0] for token in self.tokens[max(closing - length, self.position) : closing]]
            if kinds in (["^", "+"], ["^", "-"], ["^", "{", "+", "}"], ["^", "{", "-", "}"]):
                side = kinds[place]
                del self.tokens[closing - length : closing]
                break
        point = self.quantity(self.sum(), self.position)
        return ("both" if point is INFINITY else side), point

    def goes_on_with(self, name: str) -> bool:
        """Whether a sum goes on with terms that contain a name, which no other operator binds there."""
        depth, found = 0, False
        for kind, text, _, _ in self.tokens[self.position :]:
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth < 0 or (depth == 0 and kind in SEPARATORS):
                break
            if kind == "command" and text in _BINDING_COMMANDS:
                return False
            found |= (kind, text) == ("name", name)
        return found and self.tokens[self.position][0] in ("+", "-")
