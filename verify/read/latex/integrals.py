r"""Integrals in LaTeX: \int_a^b f \, dx up to its dx, \int f \, dz over the values of an outcome, and \int f \, dx alone."""

from __future__ import annotations

import re

from verify.read.latex.scripts import SEPARATORS
from verify.read.latex.sums import Sums
from verify.sort import REAL, Outcome
from verify.term import INFINITY, MINUS_INFINITY, ONE, SPACE, Term, binder, symbol

_SPACE = re.compile(r"\\mathbbR(?:\^\w+)?")


class Integrals(Sums):
    """The part of the LaTeX parser that reads integrals."""

    def integral_command(self, start: int) -> Term:
        lower_at, upper_at = self.limits()
        self.move_differential()
        end, place = self.differential(start)
        name = self.tokens[place][1]
        declared = self.symbols.get(name) or (self.only_outcome(name) if lower_at is None and upper_at is None else None)
        is_outcome = declared is not None and isinstance(declared.sort, Outcome)
        is_line = lower_at is not None and upper_at is None and self.words_at(lower_at) == r"\mathbbR"
        if is_outcome and lower_at is not None and not is_line:
            self.check_whole_space(name, lower_at, upper_at)
        if lower_at is None and upper_at is None and self.wanted == "antiderivative" and not is_outcome:
            return self.antiderivative(name, end, start)
        if (lower_at is None or upper_at is None) and not (is_outcome or is_line):
            raise self.fail("unsupported", "an integral without bounds", r"\int_a^b f \, dx", at=start)
        bound = declared if declared is not None and is_outcome else symbol(name, REAL)
        lower, upper = (MINUS_INFINITY, INFINITY) if is_line and not is_outcome else (SPACE, SPACE)
        if lower_at is not None and upper_at is not None and not is_outcome:
            end, place, upper_at = (at - len(self.tokens) for at in (end, place, upper_at))  # reading may join tokens
            lower = self.end_of(lower_at)
            upper = self.end_of(upper_at + len(self.tokens))
            end, place = end + len(self.tokens), place + len(self.tokens)
        closing = ("end of integral", self.tokens[end][1], self.tokens[end][2], self.tokens[place][3])
        self.tokens[end : place + 1] = [closing]
        body = self.integrand(bound)
        return self.build(start, binder, "integral", bound, lower, upper, body)

    def antiderivative(self, name: str, end: int, start: int) -> Term:
        r"""\int f \, dx: a name until the whole formula is read, which is an antiderivative."""
        by = self.variable_of_integral(name)
        self.tokens[end : end + 2] = [("end of integral", name, self.tokens[end][2], self.tokens[end + 1][3])]
        body = self.integrand(by)
        return self.open_integral(by, body, start)

    def integrand(self, bound: Term) -> Term:
        """What stands before the end of an integral, which begins at the cursor; steps over the end."""
        over, self.product_over = self.product_over, ""  # a \prod before the end belongs to the integrand
        with self.scope(bound):
            is_empty = self.tokens[self.position][0] == "end of integral"
            body = ONE if is_empty else self.quantity(self.sum(), self.position)
        self.product_over = over
        if self.tokens[self.position][0] != "end of integral":
            raise self.unexpected(f"d{bound.name}")
        self.position += 1
        following = self.tokens[self.position][0]
        if following == "^" or (body is ONE and (following in ("*", "/") or self.starts_factor(following))):
            raise self.fail("ambiguous", f"what follows d{bound.name}", r"the integrand before its \, dx, or brackets")
        return body

    def check_whole_space(self, name: str, lower_at: int, upper_at: int | None) -> None:
        r"""The integral over an outcome is over its whole space: \int_x, \int_{\mathcal{X}} and infinite bounds say no less."""
        lower = self.words_at(lower_at)
        wholes = (name, rf"\{name}", rf"\mathcal{name.upper()}", rf"\mathsf{name.upper()}", r"\Omega")
        if upper_at is None:
            is_whole = lower in wholes or _SPACE.fullmatch(lower) is not None
        else:
            is_whole = (lower, self.words_at(upper_at).lstrip("+")) == (r"-\infty", r"\infty")
        if not is_whole:
            raise self.fail("unsupported", f"an integral over a part of the values of {name}",
                            rf"\int f \, d{name} over all of them, or declare {name} real", at=lower_at)  # fmt: skip

    def only_outcome(self, name: str) -> Term | None:
        """A second point of the only space of outcomes that is declared, as t in the integral of p(t) beside a density of x."""
        variables = {each.sort.variable for each in self.symbols.values() if isinstance(each.sort, Outcome)}
        return symbol(name, Outcome(variables.pop())) if len(variables) == 1 else None

    def move_differential(self) -> None:
        r"""Make \frac{1}{f} dx of \frac{dx}{f} at the cursor."""
        at = self.position
        bottom = self.group_end(at + 1) if self.tokens[at][:1] == ("command",) and self.tokens[at][1].endswith("frac") else None
        end = self.group_end(bottom) if bottom is not None else None
        if bottom is None or end is None or bottom < at + 5:
            return
        mark, name = self.tokens[bottom - 3 : bottom - 1]
        if mark[:2] != ("name", "d") or name[0] != "name" or name[1] == "_{" or bottom - 3 < at + 2:
            return
        self.tokens[end:end] = [mark, name]
        self.tokens[bottom - 3 : bottom - 1] = [("number", "1", mark[2], mark[3])] if bottom == at + 5 else []

    def differential(self, start: int) -> tuple[int, int]:
        r"""Where the `d` and the variable of an integral stand: the first pair that no inner integral takes.

        Where an upright \mathrm{d} closes the integral, a plain d is a name; a plain d too many is ambiguous.
        """
        upright = self.open_differentials(upright_only=True)
        if upright:
            return upright[0], upright[0] + 1
        plain = self.open_differentials(upright_only=False)
        if not plain:
            raise self.fail("missing-operand", "an integral without its variable", r"\int_a^b f(x) \, dx", at=start)
        if len(plain) > 1:
            raise self.fail("ambiguous", "a second d where an integral ends", r"write \mathrm{d}x where the integral ends",
                            at=plain[1])  # fmt: skip
        return plain[0], plain[0] + 1

    def open_differentials(self, upright_only: bool) -> list[int]:
        """Where a d with a variable stands, in this bracket and side of a relation, that no later integral takes."""
        found: list[int] = []
        depth = inner = 0
        for position in range(self.position, len(self.tokens) - 1):
            kind, text, begins, _ = self.tokens[position]
            opens = kind in ("(", "{", "[", r"\{") or text == "_{" or (kind, text) == ("command", "begin")
            depth += opens - (kind in (")", "}", "]", r"\}") or (kind, text) == ("command", "end"))
            if depth < 0 or (depth == 0 and kind in SEPARATORS):
                break
            inner += depth == 0 and kind == "command" and text == "int"
            following = self.tokens[position + 1]
            is_d = depth == 0 and kind == "name" and text == "d" and following[0] == "name" and following[1] != "_{"
            if is_d and (not upright_only or self.source[begins] == "\\"):
                found += [position] if inner == 0 else []
                inner -= inner > 0
        return found
