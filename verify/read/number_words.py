"""The domain of a number in words: `positive integer`, `in [0, pi/2)`, `integer in 1..K`, `real >= a`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from verify.problem import reject
from verify.read.domain_words import INFINITE_WORDS, KNOWN_WORDS, SCALAR_WORDS, Words
from verify.read.names import canonical_name
from verify.sort import COMPLEX, NATURAL, REAL, Scalar
from verify.term import MINUS_ONE, ONE, PI, Term, add, exp, make, mul, number, symbol

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?\Z")
OPENING = ("(", "[", "{")  # of a range: `(0, 1)` for `in (0, 1)`
_CONSTANTS: Mapping[str, Term] = {"pi": PI, "e": exp(ONE)}


class NumberWords(Words):
    """The part of the reader of declarations that reads the domain of a number."""

    def scalar(self, words: list[str]) -> Scalar:
        """The intersection of what the words say: `positive integer` is an integer >= 1."""
        if "complex" in words:
            if len(words) > 1:
                raise reject("malformed-declaration", f"{' '.join(words)!r}", where=self.where, help="complex stands alone")
            return COMPLEX
        sort = REAL
        for word in words:
            sort = self.meet(sort, SCALAR_WORDS[word])
        return sort

    def narrowed(self, sort: Scalar) -> Scalar:
        if self.take("in") or self.peek() in OPENING:
            sort = self.range(sort)
        while self.peek() in (">", ">=", "<", "<=", "≥", "≤"):
            comparison = self.peek()
            self.position += 1
            bound = self.bound_of_range("lt" if comparison in ("<", ">") else "le", comparison in (">", ">=", "≥"))
            is_open = comparison in ("<", ">")
            if bound is None:
                continue
            if comparison in (">", ">=", "≥"):
                sort = self.meet(sort, Scalar(lower=bound, lower_open=is_open))
            else:
                sort = self.meet(sort, Scalar(upper=bound, upper_open=is_open))
            self.take(",")
        return sort

    def range(self, sort: Scalar) -> Scalar:
        start = self.position
        if self.take("{"):
            values = [self.rational()]
            while self.take(","):
                values.append(self.rational())
            self.expect("}")
            return self.finite(sort, values)
        if self.peek() not in OPENING:
            lower = self.bound_of_range("le", True)
            self.expect("..")
            upper = self.bound_of_range("le", False, NATURAL)
            return self.meet(sort, Scalar("integer", lower, upper, lower is None, upper is None))
        left_open = self.peek() == "("
        self.position += 1
        infinite_low = self.peek().lstrip("-") in INFINITE_WORDS
        low = self.bound_of_range("lt" if left_open else "le", True)
        self.expect(",")
        closing = next((token for token, _ in self.tokens[self.position :] if token in (")", "]")), "")
        infinite_high = self.peek().lstrip("-") in INFINITE_WORDS
        high = self.bound_of_range("lt" if closing == ")" else "le", False)
        if self.peek() not in (")", "]"):
            raise self.wrong("')' or ']'")
        right_open = self.peek() == ")"
        self.position += 1
        if infinite_low or infinite_high:
            self.check_infinite(start, infinite_low and not left_open, infinite_high and not right_open)
        return self.meet(sort, Scalar(sort.kind, low, high, left_open or low is None, right_open or high is None))

    def check_infinite(self, start: int, left_closed: bool, right_closed: bool) -> None:
        if left_closed or right_closed:
            raise self.problem("malformed-declaration", "an interval that contains infinity", self.tokens[start][1],
                               len(self.source), "write an open end: (0, inf)")  # fmt: skip

    def finite(self, sort: Scalar, values: list[Fraction]) -> Scalar:
        outside = [value for value in values if not sort.contains(value)]
        if outside:
            raise self.problem("empty-domain", f"{outside[0]} is not {self.source.split(' in ')[0].strip()}", 0, len(self.source))
        integral = all(value.denominator == 1 for value in values)
        kind = "integer" if sort.is_integer and integral else "real"
        ordered = tuple(sorted(set(values)))
        return Scalar(kind, ordered[0], ordered[-1], False, False, values=ordered)

    def meet(self, first: Scalar, second: Scalar) -> Scalar:
        """The intersection of two intervals; an integer interval has closed ends."""
        kind = "integer" if "integer" in (first.kind, second.kind) else "real"
        lower, lower_open = _higher((first.lower, first.lower_open), (second.lower, second.lower_open))
        upper, upper_open = _higher((second.upper, second.upper_open), (first.upper, first.upper_open), -1)
        nonzero = first.nonzero or second.nonzero
        if kind == "integer":
            if lower is not None:
                lower = Fraction(lower.__floor__() + 1 if lower_open else lower.__ceil__())
                lower, lower_open = (Fraction(1) if nonzero and lower == 0 else lower), False
            if upper is not None:
                upper = Fraction(upper.__ceil__() - 1 if upper_open else upper.__floor__())
                upper, upper_open = (Fraction(-1) if nonzero and upper == 0 else upper), False
        if lower is not None and upper is not None and (lower > upper or (lower == upper and (lower_open or upper_open))):
            raise self.problem("empty-domain", "no number is in this domain", 0, len(self.source), "swap or widen the bounds")
        crosses = (lower is None or lower <= 0) and (upper is None or upper >= 0)
        at_open_end = (lower == 0 and lower_open) or (upper == 0 and upper_open)
        return Scalar(kind, lower, upper, lower_open, upper_open, nonzero and crosses and not at_open_end)

    def bound_of_range(self, op: str, is_lower: bool, undeclared: Scalar | None = None) -> Fraction | None:
        """A rational bound; None for infinity, and for a name or a name minus a number, which becomes a condition."""
        word = self.peek()
        if word.lstrip("-") in INFINITE_WORDS:
            self.position += 1
            return None
        constant = self.constant()
        if constant is not None:
            self.conditions.append((op, (constant, None) if is_lower else (None, constant)))
            return None
        name = canonical_name(word)
        found = self.symbols.get(name)
        if found is None and undeclared is not None and word.replace("\\", "").isidentifier() and name not in KNOWN_WORDS:
            found = self.symbols[name] = symbol(name, undeclared)
        if found is None or not isinstance(found.sort, Scalar):
            return self.rational()
        self.position += 1
        if _NUMBER.match(self.peek()) and self.peek().startswith("-"):
            shift = self.rational()
            found = add(found, number(shift.numerator, shift.denominator))
        self.conditions.append((op, (found, None) if is_lower else (None, found)))
        return None

    def constant(self) -> Term | None:
        """A rational multiple of pi or e, as in -pi, 2 pi, 3*pi/2 and 1/e; None if there is none, or its name is declared."""
        start = self.position
        factor, inverted = Fraction(1), False
        if _NUMBER.match(self.peek()) and not self.peek().endswith("/0"):
            factor = self.rational()
            inverted = self.take("/")
            self.take("*")
        word = self.peek()
        negative = word.startswith("-") and self.position == start
        name = canonical_name(word.removeprefix("-") if negative else word)
        value = None if name in self.symbols or name in self.declared_later else _CONSTANTS.get(name)
        if value is None:
            self.position = start
            return None
        self.position += 1
        if not inverted and self.take("/"):
            divisor = self.rational()
            if divisor <= 0:
                raise self.wrong("a positive denominator")
            factor /= divisor
        factor = -factor if negative else factor
        term = make("power", (value, MINUS_ONE)) if inverted else value
        return term if factor == 1 else mul(number(factor.numerator, factor.denominator), term)

    def rational(self) -> Fraction:
        word = self.peek()
        if not _NUMBER.match(word):
            raise self.wrong("a rational number; a bound that is not rational is written as a hypothesis")
        numerator, _, denominator = word.partition("/")
        if denominator and int(denominator) == 0:
            raise self.wrong("a denominator that is not 0")
        self.position += 1
        return Fraction(numerator) / (int(denominator) if denominator else 1)


def _higher(
    first: tuple[Fraction | None, bool], second: tuple[Fraction | None, bool], direction: int = 1
) -> tuple[Fraction | None, bool]:
    """The stricter of two lower ends (`direction` 1) or of two upper ends (-1); at equal ends the open one."""
    if first[0] is None or second[0] is None:
        return second if first[0] is None else first
    if first[0] == second[0]:
        return first[0], first[1] or second[1]
    return first if (first[0] > second[0]) == (direction > 0) else second
