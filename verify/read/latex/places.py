r"""Values at a place and between two: \left. f \right|_{x=a}, f \Big|_{x=a}, [F]_a^b, F \Big|_a^b.

A bar without \left. is behind the product before it, of which a derivative, a sum or a limit is the whole: a derivative is taken
before the value is put in.  [F]_a^b is F(b) - F(a) in the only name of F, in the one that the bounds name (x=a), or in the only
one whose differential stands in the formula; at an infinite end it is the limit.
"""

from __future__ import annotations

from math import inf

from verify.domain import rational_value
from verify.problem import InputError
from verify.read.latex.commands import Commands
from verify.read.names import canonical_name
from verify.read.slopes import written_out
from verify.sort import Function, Scalar, Tensor
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    PI,
    ZERO,
    Term,
    binder,
    free_symbols,
    make,
    number,
    postorder,
    substitute,
    subtract,
)

_GOING_ON = frozenset(("sum", "prod", "int", "lim", "nabla", "arg", "argmin", "argmax", "sup", "inf"))
_OPENS, _CLOSES = ("(", "[", "{", r"\{", "at("), (")", "]", "}", r"\}", "at)")
_BEFORE_A_SUM = frozenset(("=", "!=", "<", "<=", ">", ">=", "=>", "<=>", "and", "or", ",", "&", "\\\\", "in"))


# What bounds without a name are those of, if it is the only one of these that nobody declared.
_USUAL_VARIABLES = frozenset(("x", "t", "u", "y", "z", "s", "r", "v", "theta", "phi"))


class Places(Commands):
    """The part of the LaTeX parser that puts values in."""

    placed: tuple[Term, ...] = ()  # the names of the last value

    def note_places(self) -> None:
        """Make a token `at|` of every bar with x=a below it, or with two bounds."""
        bars = [place for place, token in enumerate(self.tokens[:-2]) if token[0] == "|"]
        for place in bars:
            _, text, start, end = self.tokens[place]
            if self.tokens[place + 1][0] == "_" and self.is_place(place + 1):
                self.tokens[place] = ("at|", text, start, end)

    def is_place(self, script: int) -> bool:
        opened = script + 1
        if self.tokens[opened][0] != "{":
            return self.tokens[opened + 1][0] == "^"
        end = self.group_end(opened)
        is_named = self.tokens[opened + 1][0] == "name" and self.tokens[opened + 2][0] == "="
        return is_named or (end is not None and self.tokens[end][0] == "^")

    def is_between(self, script: int) -> bool:
        """Whether a lower and an upper bound stand behind a bracket."""
        back, self.position = self.position, script
        lower_at, upper_at = self.limits()
        self.position = back
        return lower_at is not None and upper_at is not None

    def summand(self, negative: bool) -> Term:
        """A product, at a place if a bar follows it."""
        start = self.position
        term = super().summand(negative)
        while self.tokens[self.position][0] == "at|":
            bar = self.position
            self.quantity(term, start)
            term = self.at_place(term, start)
            self.check_before(start, bar, {name.name for name in self.placed})
            following = self.tokens[self.position][0]
            if following in ("*", "/", "^", "hadamard") or self.starts_factor(following):
                if following not in ("*", "(", "[", "{", "name", "command") or self.goes_on(start, bar):
                    raise self.fail("ambiguous", "what follows a value at a place", r"brackets: (\left. f \right|_{x=a}) ...")
                self.step("*")
                at = self.position
                rest = self.quantity(self.product(False), at)
                if self.tokens[self.position][0] == "at|":
                    raise self.fail("ambiguous", "a second bar in a product", r"\left. f \right|_{x=a}")
                return self.build(start, self.multiply, [term, rest])
        return term

    def goes_on(self, start: int, bar: int) -> bool:
        """Whether a sum, an integral or a limit reaches up to a bar."""
        return any(token[0] == "command" and token[1] in _GOING_ON for token in self.tokens[start:bar])

    def check_before(self, start: int, bar: int, names: set[str]) -> None:
        """x^2 + 2x |_{x=1}: whether the bar is behind the sum or behind its last term cannot be told."""
        depth = 0
        for place in range(start - 1, -1, -1):
            kind, text, _, _ = self.tokens[place]
            depth += kind in _CLOSES
            depth -= kind in _OPENS or text == "_{"
            if depth < 0 or (depth == 0 and kind in _BEFORE_A_SUM):
                return
            if kind == "name" and canonical_name(text) in names:
                raise self.fail("ambiguous", "a bar behind a sum", r"\left. .. \right|_{x=a} round all that it is for", at=bar)

    def left_bar(self, opened: int) -> Term:
        r"""\left. f \right|_{x=a}, from its first token on."""
        if (closing := self.end_of_rate(opened)) is not None:  # \left.\frac{d}{dt}\right|_{t=0} f
            _, text, start, end = self.tokens[closing]
            self.tokens[closing] = ("at|", text, start, end)
            del self.tokens[opened]
            return self.atom()
        self.position += 1
        bars, self.bars, norms, self.norms_open = self.bars, 0, self.norms_open, 0
        term = self.quantity(self.statement(0), opened + 1)
        self.bars, self.norms_open = bars, norms
        if self.tokens[self.position][0] != "at)":
            raise self.fail("unbalanced-bracket", r"\left. is not closed", r"\left. f \right|_{x=a}", at=opened)
        term = self.at_place(term, opened)
        self.plain_power = None
        return term

    def end_of_rate(self, opened: int) -> int | None:
        r"""Where `at)` stands, if there is nothing but \frac{d}{dt} before it."""
        if self.tokens[opened + 1][0] != "command" or "frac" not in self.tokens[opened + 1][1]:
            return None
        top = self.group_end(opened + 2)
        end = self.group_end(top) if top is not None else None
        is_rate = top is not None and (top == opened + 5 or self.tokens[opened + 4][0] == "^")
        return end if end is not None and is_rate and self.tokens[end][0] == "at)" else None

    def derivative_fraction(self, start: int) -> Term:
        r"""Also \frac{d}{dt} \Big|_{t=0} f, whose bar stands before what is differentiated."""
        bottom = self.group_end(self.position)
        bar = self.group_end(bottom) if bottom is not None else None
        if bar is None or bottom is None or self.tokens[bar][0] != "at|" or self.tokens[bar - 1][0] != "}":
            return super().derivative_fraction(start)
        if bottom != self.position + 3 and self.tokens[self.position + 2][0] != "^":
            return super().derivative_fraction(start)
        place = self.position
        self.position = bar + 1
        self.limits()
        script = self.tokens[bar : self.position]
        del self.tokens[bar : self.position]
        self.position = place
        term = super().derivative_fraction(start)
        after = self.position
        self.tokens[after:after] = script
        return self.at_place(term, start)

    def at_place(self, term: Term, start: int) -> Term:
        """The value of a term, from the closing bar or bracket on."""
        bar = self.position
        self.position += 1
        lower_at, upper_at = self.limits()
        if lower_at is None:
            raise self.fail("missing-operand", "a bar without a place", r"\left. f \right|_{x=a}", at=bar)
        lower = self.values(lower_at)
        if upper_at is None:
            if None in lower:
                raise self.fail("missing-operand", "a value without its name", r"\left. f \right|_{x=a}", at=lower_at)
            return self.value(term, {self.name_of(name, term, bar): each for name, each in lower.items() if name}, bar)
        upper = self.values(upper_at)
        names = {name for name in (*lower, *upper) if name is not None}
        if len(lower) != 1 or len(upper) != 1 or len(names) > 1:
            raise self.fail("unsupported", "bounds of several names", r"\left[ F(x) \right]_{x=a}^{x=b}", at=bar)
        (low,), (high,) = lower.values(), upper.values()
        if None not in lower and None in upper and high.op == "number":
            raise self.fail("ambiguous", "an upper bound, or a power", r"\left[ F(x) \right]_{x=a}^{x=b}", at=upper_at)
        name = self.name_of(next(iter(names)), term, bar) if names else self.only_name(term, bar)
        words = f"{self.slice(start, bar)}"
        self.choices.append(f"{words} between two bounds is read as a difference of its values in {name.name}")
        quantity = None if names else next(filter(None, map(self.defined_at, range(start, bar))), None)
        if quantity is not None:  # u = 1 + x^2, and then [log u]_1^2
            self.doubt(f"the bounds behind {words} are taken for those of {name.name}, and not of {quantity.name}")
        ends = [self.end_value(term, name, end, other, bar) for end, other in ((high, low), (low, high))]
        return self.build(start, subtract, *ends)

    def end_value(self, term: Term, name: Term, end: Term, other: Term, at: int) -> Term:
        r"""The value at one of two bounds; where there is none, as of x \log x at 0, the limit from the side of the other one.

        Raises InputError where it is not known which of them is greater: arctan(1/x) has two limits at 0.
        """
        found = self.value(term, {name: end}, at)
        if not any(map(_has_no_value, postorder(found))) or any(map(_has_no_value, postorder(term))):
            return found
        here, there = map(_number, (end, other))
        if here is None or there is None or here == there:
            seen = f"a value at {name.name} = {end!r}, which is a limit from one side"
            raise self.fail("ambiguous", seen, r"\lim_{x \to 0^+}", at=at)
        side = "+" if here < there else "-"
        return self.build(at, lambda: binder("limit", name, end, term, value=side))

    def values(self, at: int) -> dict[str | None, Term]:
        """The values of x=a, y=b in a script, or {None: a} of a alone."""
        found: dict[str | None, Term] = {}

        def read() -> Term:
            while True:
                place = self.position
                name = None
                if self.tokens[place][0] == "name" and self.tokens[place + 1][0] == "=":
                    name = canonical_name(self.tokens[place][1])
                    self.position += 2
                if name in found:
                    raise self.fail("ambiguous", "two values at a place", "x=a", at=place)
                found[name] = self.quantity(self.sum(), self.position)
                if not self.step(","):
                    return ONE

        if self.tokens[at][0] != "{":
            return {None: self.inside(at, self.atom)}
        self.inside(at, read)
        return found

    def name_of(self, name: str | None, term: Term, at: int) -> Term:
        """The free name that a value is for."""
        inside = [each for each in free_symbols(term) if each.name == name]
        if len(inside) != 1 or not isinstance(inside[0].sort, (Scalar, Tensor)):
            raise self.fail("ambiguous", f"a value for {name} in what does not contain it", r"\left. f(x) \right|_{x=a}", at=at)
        return inside[0]

    def only_name(self, term: Term, at: int) -> Term:
        names = [each for each in free_symbols(term) if isinstance(each.sort, Scalar)]
        others = [each for each in free_symbols(term) if each not in names and not isinstance(each.sort, Function)]
        if len(names) > 1:
            marked = {self.tokens[place + 1][1] for place, token in enumerate(self.tokens[:-1]) if token[:2] == ("name", "d")}
            usual = [each for each in names if each.name not in self.symbols and each.name in _USUAL_VARIABLES]
            names = [each for each in names if each.name in marked]
            if not names and len(usual) == 1:
                names = usual
                self.doubts.append(f"the bounds are taken for those of {usual[0].name}, which is not declared")
        if len(names) != 1 or others:
            raise self.fail("ambiguous", "two bounds of what has several names", r"\left[ F(x) \right]_{x=a}^{x=b}", at=at)
        return names[0]

    def value(self, term: Term, values: dict[Term, Term], at: int) -> Term:
        """The term with values for names; raises InputError where a derivative by one of them cannot be worked out."""
        self.placed = tuple(values)
        infinite = [name for name, value in values.items() if value in (INFINITY, MINUS_INFINITY)]
        if infinite:
            if len(values) > 1:
                raise self.fail("unsupported", "an infinite value beside another", r"\lim_{x \to \infty}", at=at)
            (name,) = infinite
            return self.build(at, lambda: binder("limit", name, values[name], term, value="both"))
        for name, value in values.items():
            if name.shape and value is ZERO:
                values[name] = make("zeros", name.shape)
            elif name.shape != value.shape:
                raise self.fail("shape-mismatch", f"a value of another shape for {name.name}", "a value of its shape", at=at)
        try:
            return substitute(term, values)
        except InputError:
            return self.build(at, lambda: substitute(written_out(term, values), values))


def _number(end: Term) -> float | None:
    """A bound that is a number, about; None for another one."""
    if end in (INFINITY, MINUS_INFINITY):
        return inf if end is INFINITY else -inf
    value = rational_value(substitute(end, {PI: number(355, 113)}))
    return None if value is None else float(value)


def _has_no_value(part: Term) -> bool:
    """Whether a part is the logarithm of 0, or a negative power of it."""
    if part.op == "log":
        return rational_value(part.args[0]) == 0
    exponent = rational_value(part.args[1]) if part.op == "power" else None
    return exponent is not None and exponent < 0 and rational_value(part.args[0]) == 0
