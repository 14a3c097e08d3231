r"""Optima in LaTeX: \arg\min_x f, \min_x f and \sup_{x > 0} f, and the domain of their variable.

What is optimised goes on to the end of the sum.
"""

from __future__ import annotations

import re
from fractions import Fraction

from verify.problem import InputError
from verify.read.latex.limits import Limits
from verify.read.names import canonical_name
from verify.read.sort_words import sort_of
from verify.sort import REAL, Scalar, Sort, Tensor
from verify.term import ONE, Term, binder, free_symbols, symbol

_REALS = re.compile(r"(?:\\mathbb\s*(?:\{R\}|R)|R|ℝ)\s*(?:\^\s*(?:(\w)|\{(\w+)\}))?")
_BOUNDS = {"<=": r"\\leq?(?:slant)?(?![A-Za-z])|≤", ">=": r"\\geq?(?:slant)?(?![A-Za-z])|≥", "<": r"\\lt(?![A-Za-z])",
           ">": r"\\gt(?![A-Za-z])"}  # fmt: skip
_RATIONAL = r"-?[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?"
_BOUNDED = re.compile(
    rf"(?:(?P<low>{_RATIONAL})(?P<below><=?))?(?P<name>\\?[A-Za-z]+(?:_\w)?)(?:(?P<above>[<>]=?)(?P<high>{_RATIONAL}))?"
)


class Optima(Limits):
    """The part of the LaTeX parser that reads optima."""

    def optimum(self, start: int) -> Term:
        r"""\arg\min_x f, \operatorname{argmin}_x f."""
        name = self.tokens[start][1]
        if name == "arg":
            following = self.tokens[self.position]
            if following[1] not in ("min", "max"):
                raise self.fail("unsupported", r"\arg here", r"\arg\min_x", at=start)
            name = "arg" + following[1]
            self.position += 1
        if not self.step("_"):
            raise self.fail("missing-operand", f"{name} without a variable", r"\arg\min_x f(x)", at=start)
        place = self.position + (self.tokens[self.position][0] == "{" or self.tokens[self.position][1] == "_{")
        bound = self.optimised(place)
        self.skip_script()
        with self.scope(bound):
            body = self.quantity(self.sum(), self.position)
        return self.build(start, binder, name, bound, body)

    def optimal_value(self, start: int) -> Term:
        r"""\min_x f, \sup_{x > 0} \{ f \}: the value; the scope goes on to the end of the sum."""
        word = self.tokens[start][1]
        if self.tokens[self.position][1] != "_{" and not self.step("_"):
            raise self.fail("missing-operand", f"{word} without a variable", rf"\{word}_x f(x)", at=start)
        place = self.position + (self.tokens[self.position][0] == "{" or self.tokens[self.position][1] == "_{")
        bound = self.optimised(place)
        self.skip_script()
        at = self.position
        with self.scope(bound):
            body = self.quantity(self.sum(), at)
        if bound not in free_symbols(body):
            raise self.fail("ambiguous", f"{word} over {bound.name} of what does not contain it", rf"\{word}_x f(x)", at=start)
        self.check_scope(at, bound, word)
        return self.build(start, binder, "minimum" if word in ("min", "inf") else "maximum", bound, body)

    def check_scope(self, opened: int, bound: Term, word: str) -> None:
        r"""What follows a bracket belongs to the optimum if that changes nothing: \min_x \{ f \} + c, and no product or power."""
        depth, names = 0, set()
        end = self.position
        closed = None
        for position in range(opened, end):
            kind, text, _, _ = self.tokens[position]
            depth += (kind in ("(", "[", r"\{", "{") or text == "_{") - (kind in (")", "]", r"\}", "}"))
            if depth == 0 and closed is None and self.tokens[opened][0] in ("(", "[", r"\{"):
                closed = position
            elif closed is not None:
                names.add(text)
        if closed is None or closed == end - 1:
            return
        following = self.tokens[closed + 1][0]
        stays = bound.name in {canonical_name(name) for name in names}
        if following in ("+", "-"):
            ambiguous = stays
        elif following == "^":
            ambiguous = self.tokens[opened][0] != "("
        else:
            ambiguous = not stays
        if ambiguous:
            raise self.fail("ambiguous", f"what follows the bracket after {word}", "brackets round all that is optimised",
                            at=closed + 1)  # fmt: skip

    def optimised(self, place: int) -> Term:
        r"""The variable of an optimum: as declared, as `w \in (0, 1)` or `w > 0` says, else a number or a vector that fits."""
        kind, text, _, _ = self.tokens[place]
        opened = place - 1
        end = self.group_end(opened) if self.tokens[opened][0] == "{" else None
        closing = end - 1 if end is not None else place + 1
        if self.tokens[opened][1] == "_{":
            closing = self.closing_of(opened)
        if kind == "name" and self.tokens[place + 1][0] == "in" and closing > place + 1:
            return symbol(canonical_name(text), self.domain_between(place + 2, closing))
        if closing > place + 1:
            return self.bounded(place, closing)
        declared = self.symbols.get(canonical_name(text)) if kind == "name" else None
        if declared is not None and isinstance(declared.sort, (Scalar, Tensor)):
            return declared
        if self.has_sizes():
            size = self.size_here(or_number=True)
            return self.number_for(place) if size is ONE else symbol(canonical_name(text), Tensor((size, ONE)))
        return self.number_for(place)

    def number_for(self, place: int) -> Term:
        bound = self.bound_symbol(place, REAL)
        self.choices.append(f"{bound.name} runs through the real numbers")
        return bound

    def bounded(self, place: int, closing: int) -> Term:
        """The number that `x > 0`, `x \\ge 1` or `0 < x < 1` speaks of; raises InputError for any other condition."""
        words = self.source[self.tokens[place][2] : self.tokens[closing][2]]
        for operator, signs in _BOUNDS.items():
            words = re.sub(signs, operator, words)
        found = _BOUNDED.fullmatch("".join(words.split()))
        limits: dict[str, tuple[Fraction, bool]] = {}
        if found is not None and found["low"]:
            limits["lower"] = Fraction(found["low"]), found["below"] == "<"
        if found is not None and found["high"]:
            side = "lower" if found["above"][0] == ">" else "upper"
            limits[side] = (Fraction(0), True) if side in limits else (Fraction(found["high"]), len(found["above"]) == 1)
        if found is None or len(limits) < bool(found["low"]) + bool(found["high"]) or not limits:
            raise self.fail("unsupported", "this condition on the variable of an optimum", r"x > 0, or x \in (0, 1)", at=place)
        lower, upper = limits.get("lower", (None, True)), limits.get("upper", (None, True))
        name = canonical_name(found["name"])
        sort = Scalar(lower=lower[0], upper=upper[0], lower_open=lower[1], upper_open=upper[1])
        self.choices.append(f"{name} runs through real numbers")
        declared = self.symbols.get(name)
        if declared is not None and declared.sort not in (REAL, sort):
            raise self.fail("ambiguous", f"a condition on {name}, which is declared otherwise", f"declare {name}: real", at=place)
        return symbol(name, sort)

    def domain_between(self, first: int, closing: int) -> Sort:
        r"""The domain in `(0, 1)`, `[0, \infty)`, `\mathbb{R}` or `\mathbb{R}^d`, from token to token."""
        words = self.source[self.tokens[first][2] : self.tokens[closing][2]].strip()
        real = _REALS.fullmatch(words)
        if real is not None and words[0] in "R" and "R" in self.symbols:
            real = None
        if real is not None:
            words = f"vector {real[1] or real[2]}" if real[1] or real[2] else "real"
        else:
            words = f"in {words}".replace("\\infty", "inf").replace("\\left", "").replace("\\right", "")
        try:
            return sort_of(words, dict(self.symbols))
        except InputError:
            raise self.fail("unsupported", "this domain of an optimum", r"(0, 1), [0, \infty) or \mathbb{R}", at=first) from None
