r"""Commands with arguments of their own: fractions, roots, sums, integrals, derivatives, limits and optima."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Mapping
from fractions import Fraction

from verify.functions import binomial, inner, minus, trace
from verify.problem import InputError
from verify.read.binding import MAXIMAL_ORDER
from verify.read.declare import sort_of
from verify.read.latex_probability import Probability
from verify.read.names import canonical_name
from verify.read.naming import lengths_of
from verify.sort import REAL, Outcome, Scalar, Sort, Tensor
from verify.term import (
    HALF,
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    SPACE,
    Term,
    add,
    binder,
    call,
    derivative,
    free_symbols,
    index_symbol,
    make,
    number,
    postorder,
    power,
    rows_of,
    sqrt,
    substitute,
    symbol,
)


class Commands(Probability):
    """The part of the LaTeX parser that reads commands."""

    brackets_open = 0

    @abstractmethod
    def script(self) -> Term:
        """A group or one token."""

    def command(self, name: str) -> Term:
        reader = _READERS.get(name)
        if reader is None:
            raise self.fail("unsupported", f"\\{name} here", "a quantity")
        self.deeper()
        self.position += 1
        term = reader(self, self.position - 1)
        self.depth -= 1
        self.plain_power = term if name == "sqrt" else None
        return term

    # --------------------------------------------------------------------------------------------------- fractions and roots

    def fraction(self, start: int) -> Term:
        if self.is_derivative():
            return self.derivative_fraction(start)
        literal = self.position
        top = self.script()
        between = self.position
        bottom = self.script()
        if bottom.shape:
            raise self.fail("shape-mismatch", "a division by a matrix or a vector", "write A^{-1}", at=between)
        if top.op == "number" and bottom.op == "number" and bottom.value[0] and literal < between:
            if start and self.tokens[start - 1][0] == "number":
                raise self.fail("ambiguous", "a number before a fraction of numbers: a product or a mixed number",
                                r"2 \cdot \frac{1}{2}, or 2 + \frac{1}{2}", at=start)  # fmt: skip
            quotient = top.fraction / bottom.fraction
            return number(quotient.numerator, quotient.denominator)
        inverted = self.build(start, _inverted, bottom)
        return inverted if top is ONE else self.build(start, self.multiply, [top, inverted])

    def root(self, start: int) -> Term:
        if not self.step("["):
            return self.build(start, sqrt, self.script())
        degree = self.quantity(self.statement(0), self.position)
        self.expect("]", start + 1)
        if degree.op != "number" or degree.value[1] != 1 or not 2 <= degree.value[0] <= MAXIMAL_ORDER:
            raise self.fail("unsupported", "a root whose degree is no number", "x^{1/n}", at=start)
        body = self.script()
        return self.build(start, power, body, number(1, degree.value[0]))

    def binomial(self, start: int) -> Term:
        return self.build(start, binomial, self.script(), self.script())

    def floor_or_ceiling(self, start: int) -> Term:
        word = self.tokens[start][1]
        op, closing = ("floor", "rfloor") if word == "lfloor" else ("ceiling", "rceil")
        inner = self.quantity(self.statement(0), self.position)
        if self.tokens[self.position][:2] != ("command", closing):
            raise self.fail("unbalanced-bracket", f"\\{word} is not closed", f"add \\{closing}", at=start)
        self.position += 1
        return self.build(start, call, op, inner)

    def inner_product(self, start: int) -> Term:
        r"""\langle x, y \rangle: x^T y of columns, the product of numbers, tr(A^T B) of matrices."""
        bars, self.bars, norms, self.norms_open = self.bars, 0, self.norms_open, 0
        sides = [self.quantity(self.statement(0), self.position)]
        while self.step(","):
            sides.append(self.quantity(self.statement(0), self.position))
        self.bars, self.norms_open = bars, norms
        if self.tokens[self.position][:2] != ("command", "rangle") or len(sides) != 2:
            raise self.fail("unsupported", r"\langle here", r"an inner product: \langle x, y \rangle", at=start)
        self.position += 1
        if self.tokens[self.position][0] == "_" or self.tokens[self.position][1] == "_{":
            raise self.fail("unsupported", "an inner product with an index", "write out what it is: x^T A y")
        self.plain_power = None
        left, right = sides
        names = (*free_symbols(left), *free_symbols(right))
        if any(getattr(getattr(name.sort, "element", name.sort), "is_complex", False) for name in names):
            raise self.fail("ambiguous", "an inner product of complex quantities", "write out which side is conjugated", at=start)
        if left.shape != right.shape:
            raise self.fail("shape-mismatch", "an inner product of different shapes", "two vectors of one size", at=start)
        if not left.shape:
            return self.build(start, self.multiply, [left, right])
        if left.shape[1] is ONE:
            return self.build(start, inner, left, right)
        self.choices.append("the inner product of matrices is read as tr(A^T B)")
        return self.build(start, lambda: trace(inner(left, right)))

    # --------------------------------------------------------------------------------------------------- sums and products

    def summation_command(self, start: int) -> Term:
        op = {"sum": "sum", "prod": "product"}[self.tokens[start][1]]
        lower_at, upper_at = self.limits()
        if lower_at is None:
            raise self.fail("missing-operand", f"\\{self.tokens[start][1]} without an index", r"\sum_{i=1}^{n}", at=start)
        if (pair := self.pair_at(lower_at)) is not None:
            return self.sum_of_pairs(op, pair, lower_at, upper_at, start)
        count = len(self.tokens)
        bound, lower = self.index_and_lower(lower_at)
        if upper_at is not None and upper_at > lower_at:
            upper_at += len(self.tokens) - count
        upper = self.inside(upper_at, lambda: self.quantity(self.statement(0), self.position)) if upper_at is not None else None
        at = self.position
        with self.scope(bound):
            body, lone = self.body_of(bound, op)
        if op == "product" and not lone:
            raise self.fail("ambiguous", "a product followed by factors that do not depend on its index",
                            "put the factors of the product, or what follows it, into brackets", at=start)  # fmt: skip
        if lower is None or upper is None:
            if lower is not None or upper is not None:
                raise self.fail("missing-operand", "a sum with one bound", r"\sum_{i=1}^{n}", at=start)
            lower, upper = ONE, self.range_of(bound, body, start)
        self.check_bounds(lower, upper, op, at)
        return self.build(start, binder, op, bound, lower, upper, body)

    def pair_at(self, at: int) -> tuple[str, str, str] | None:
        r"""The two names of i<j, i \ne j, i,j or 1 \le i<j \le n below a sum, with what stands between them."""
        end = self.group_end(at)
        if end is None:
            return None
        for place in range(at + 1, end - 2):
            first, relation, second = self.tokens[place : place + 3]
            is_pair = first[0] == second[0] == "name" and relation[0] in _PAIRED and first[1] != second[1]
            ends = (self.tokens[place - 1][0], self.tokens[place + 3][0])
            if is_pair and (ends[0] == "{" or (ends[0] in ("<", "<=") and relation[0] in ("<", "<="))):
                is_last = ends[1] == "}" or (ends[1] in ("<", "<=") and ends[0] in ("<", "<="))
                if is_last or (relation[0] == "," and ends[1] == "="):
                    return canonical_name(first[1]), relation[0], canonical_name(second[1])
        return None

    def sum_of_pairs(self, op: str, pair: tuple[str, str, str], lower_at: int, upper_at: int | None, start: int) -> Term:
        """The sum over both names, or over the first one beside a second that is bound outside."""
        first, relation, second = pair
        if first in self.bound or (second in self.bound and relation == ","):
            raise self.fail("ambiguous", f"a sum over {first}, which is bound", "another letter", at=lower_at)
        beside = self.bound.get(second)
        if beside is not None and not (isinstance(beside.sort, Scalar) and beside.sort.is_integer):
            raise self.fail("type-mismatch", f"{second} as an index", "an integer", at=lower_at)
        declared = [name for name in (first, second) if name in self.symbols]
        if len(declared) == 1 and second not in self.bound:
            raise self.fail("ambiguous", f"a sum over {first} and {second}, of which {declared[0]} is declared",
                            rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)  # fmt: skip
        bounds = self.bounds_of_pair(lower_at, upper_at, pair)
        inner, outer = index_symbol(first), self.bound.get(second) or index_symbol(second)
        at = self.position
        with self.scope(outer), self.scope(inner):
            body, lone = self.body_of(inner, op)
        if not lone:
            raise self.fail("ambiguous", "a product followed by factors that do not depend on its index",
                            "put the factors of the product, or what follows it, into brackets", at=start)  # fmt: skip
        is_beside = second in self.bound
        if bounds is not None:
            if is_beside:
                raise self.fail("ambiguous", f"bounds of {first} beside {second}", rf"\sum_{{{first}=1}}^{{n}}", at=lower_at)
            ranges = [bounds, bounds]
        else:
            counted = (inner,) if is_beside and relation in ("<", "<=") else (inner, outer)
            lengths = [self.range_of(each, body, start) for each in counted]
            if lengths[0] is not lengths[-1] and relation != ",":
                raise self.fail("ambiguous", f"a sum over {first} and {second} of two ranges", r"\sum_{1\le i<j\le n}", at=start)
            ranges = [(ONE, lengths[0]), (ONE, lengths[-1])]
        for bound in ranges:
            self.check_bounds(*bound, op, at)
        (least, most), around = ranges
        every = binder(op, inner, least, most, body)
        if op == "sum" and relation in ("<", ">", "!=") and ranges[0] == ranges[1] and _is_total(body):
            equal = substitute(body, {inner: outer})
            if is_beside and relation == "!=":
                return self.build(start, lambda: add(every, minus(equal)))
            off = self.build(start, lambda: add(binder(op, outer, *around, every), minus(binder(op, outer, *around, equal))))
            if not is_beside and relation == "!=":
                return off
            if not is_beside and _in_order(substitute(body, {inner: outer, outer: inner})) is _in_order(body):
                return self.build(start, self.multiply, [HALF, off])
        below, above = (least, add(outer, MINUS_ONE)), (add(outer, ONE), most)
        parts = {
            "<": [below], "<=": [(least, outer)], ">": [above], ">=": [(outer, most)], "!=": [below, above], ",": [(least, most)],
        }  # fmt: skip
        inside = [self.build(start, binder, op, inner, lower, upper, body) for lower, upper in parts[relation]]
        whole = inside[0] if len(inside) == 1 else self.build(start, make, "add" if op == "sum" else "mul", tuple(inside))
        return whole if is_beside else self.build(start, binder, op, outer, *around, whole)

    def bounds_of_pair(self, lower_at: int, upper_at: int | None, pair: tuple[str, str, str]) -> tuple[Term, Term] | None:
        r"""The 1 and n of 1 \le i<j \le n, i,j=1 with ^n, and i<j with ^n; None for the range of what is indexed."""
        first, _, second = pair
        lower: list[Term] = []
        upper: list[Term] = []
        strict = [False, False]

        def read() -> Term:
            names = self.tokens[self.position][0] == "name" and canonical_name(self.tokens[self.position][1]) == first
            if not names:
                lower.append(self.quantity(self.sum(), self.position))
                strict[0] = self.step("<") or not self.step("<=")
            self.position += 3
            if self.step("="):
                lower.append(self.quantity(self.sum(), self.position))
            elif self.tokens[self.position][0] in ("<", "<="):
                strict[1] = self.step("<") or not self.step("<=")
                upper.append(self.quantity(self.sum(), self.position))
            return ONE

        self.inside(lower_at, read)
        if upper_at is not None:
            if upper:
                raise self.fail("ambiguous", f"two upper bounds of {first} and {second}", "one of them", at=upper_at)
            upper.append(self.inside(upper_at, lambda: self.quantity(self.statement(0), self.position)))
        if not lower and not upper:
            return None
        if not upper:
            raise self.fail("missing-operand", "a sum with one bound", r"\sum_{1\le i<j\le n}", at=lower_at)
        least = lower[0] if lower else ONE
        return add(least, ONE) if strict[0] else least, add(upper[0], MINUS_ONE) if strict[1] else upper[0]

    def check_bounds(self, lower: Term, upper: Term, op: str, at: int) -> None:
        for name in (*free_symbols(lower), *free_symbols(upper)):
            if name.name in self.undeclared:
                raise self.fail("unknown-name", f"{name.name} as a bound of a {op}, and not declared",
                                f"declare {name.name}: natural", at=at)  # fmt: skip

    def body_of(self, bound: Term, op: str) -> tuple[Term, bool]:
        """The terms up to the next + or -, and whether it ends in a factor that depends on the index, or none does."""
        at = self.position
        negative = False
        while self.tokens[self.position][0] in ("-", "+"):
            negative ^= self.step("-") or not self.step("+")
        body = self.quantity(self.product(negative), at)
        factors = body.args if body.op == "mul" and not self.is_one_factor(at) else (body,)
        depends = [bound in free_symbols(factor) for factor in factors]
        return body, op != "product" or depends[-1] or not any(depends)

    def is_one_factor(self, opened: int) -> bool:
        """Whether what was read since the token `opened` is a fraction, or a pair of brackets with what is inside."""
        if self.tokens[opened][:2] == ("command", "frac"):
            top = self.group_end(opened + 1)
            return top is not None and self.group_end(top) == self.position
        depth = 0
        for position in range(opened, self.position):
            kind = self.tokens[position][0]
            depth += (kind in ("(", "[", r"\{")) - (kind in (")", "]", r"\}"))
            if depth == 0:
                return kind in (")", "]", r"\}") and position == self.position - 1
        return False

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

    def skip_script(self) -> None:
        opened = self.position
        if self.tokens[opened][0] != "{" and self.tokens[opened][1] != "_{":
            self.position = self.end_of_token(opened)
            return
        depth = 0
        while True:
            kind, text, _, _ = self.tokens[self.position]
            depth += (kind == "{" or text == "_{") - (kind == "}")
            if kind == "end":
                raise self.fail("unbalanced-bracket", "'{' is not closed", "add '}'", at=opened)
            self.position += 1
            if depth == 0:
                return

    def end_of_token(self, at: int) -> int:
        r"""The place behind a token, and behind the letter of \mathbb{R} or \mathbb R."""
        is_blackboard = self.tokens[at][:2] == ("command", "mathbb")
        return at + 1 + is_blackboard * (3 if self.tokens[at + 1][0] == "{" else 1)

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

    def index_and_lower(self, at: int) -> tuple[Term, Term | None]:
        """The bound index of `i=1` or `i`, and its least value."""
        braces = self.tokens[at][0] == "{" or self.tokens[at][1] == "_{"
        place = at + braces
        kind, text, _, _ = self.tokens[place]
        if kind != "name":
            raise self.fail("unexpected-token", f"{text!r} as an index", "a letter", at=place)
        name = canonical_name(text)
        declared = self.symbols.get(name)
        bound = declared if declared is not None and isinstance(declared.sort, Outcome) else index_symbol(name)
        following = self.tokens[place + 1][0]
        if not braces or following == "}":
            return bound, None
        if following != "=":
            raise self.fail("unsupported", "a condition on the index of a sum", "an index with its bounds: i=1", at=place + 1)
        back, self.position = self.position - len(self.tokens), place + 2
        lower = self.quantity(self.sum(), place + 2)
        if self.tokens[self.position][0] != "}":
            raise self.unexpected("'}' after the lower bound")
        self.position = back + len(self.tokens)
        return bound, lower

    def range_of(self, bound: Term, body: Term, start: int) -> Term:
        """The length of what the index counts, if all that it indexes has one length."""
        if isinstance(bound.sort, Outcome):
            raise self.fail("unsupported", "a sum over the values of an outcome", "an integral over it", at=start)
        found: dict[Term, None] = {}
        for term in postorder(body):
            if term.op == "item" and term.args[0].op == "symbol":
                pairs = zip(term.args[1:], lengths_of(term.args[0]), strict=False)
                found.update((length, None) for index, length in pairs if index is bound)
            elif term.op == "row" and term.args[1] is bound:
                found[rows_of(term.args[0])] = None
        if len(found) != 1:
            raise self.fail("ambiguous", f"a sum over {bound.name} without bounds", rf"\sum_{{{bound.name}=1}}^{{n}}", at=start)
        (length,) = found
        self.choices.append(f"the sum over {bound.name} is read from 1 to {length!r}")
        return length

    # ------------------------------------------------------------------------------------------------------------ integrals

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
        if lower_at is None and upper_at is None and self.wanted == "antiderivative" and start == 0 and not is_outcome:
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
        with self.scope(bound):
            if self.tokens[self.position][0] == "end of integral":
                body: Term = ONE
            else:
                body = self.quantity(self.sum(), self.position)
        if self.tokens[self.position][0] != "end of integral":
            raise self.unexpected(f"d{name}")
        self.position += 1
        following = self.tokens[self.position][0]
        if following == "^" or (body is ONE and (following in ("*", "/") or self.starts_factor(following))):
            raise self.fail("ambiguous", f"what follows d{name}", r"the integrand before its \, dx, or brackets")
        return self.build(start, binder, "integral", bound, lower, upper, body)

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

    def antiderivative(self, name: str, end: int, start: int) -> Term:
        r"""\int f \, dx, alone or with + C: the function f of x, of which an antiderivative is asked for."""
        declared = self.symbols.get(name)
        bound = declared if declared is not None and isinstance(declared.sort, Scalar) else symbol(name, REAL)
        self.tokens[end : end + 2] = [("end of integral", name, self.tokens[end][2], self.tokens[end + 1][3])]
        with self.scope(bound):
            body = ONE if self.position == end else self.quantity(self.sum(), self.position)
        if self.tokens[self.position][0] != "end of integral":
            raise self.unexpected(f"d{name}")
        self.position += 1
        following = self.tokens[self.position : self.position + 3]
        if [token[0] for token in following] == ["+", "name", "end"] and following[1][1] not in (*self.symbols, name):
            self.position += 2
        if self.tokens[self.position][0] != "end" or body.shape:
            raise self.fail("unsupported", "an integral without bounds beside other terms", r"\int f \, dx alone", at=start)
        return self.build(start, binder, "lambda", bound, body)

    def words_at(self, at: int) -> str:
        """What is written in the script at a token, without braces and spaces."""
        end = self.group_end(at)
        end = self.end_of_token(at) if end is None else end
        words = self.source[self.tokens[at][2] : self.tokens[min(end, len(self.tokens)) - 1][3]]
        return "".join(character for character in words if character not in "_{} ")

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

    def end_of(self, at: int) -> Term:
        return self.inside(at, lambda: self.quantity(self.sum(), self.position))

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
            if depth < 0 or (depth == 0 and kind in _SEPARATORS):
                break
            inner += depth == 0 and kind == "command" and text == "int"
            following = self.tokens[position + 1]
            is_d = depth == 0 and kind == "name" and text == "d" and following[0] == "name" and following[1] != "_{"
            if is_d and (not upright_only or self.source[begins] == "\\"):
                found += [position] if inner == 0 else []
                inner -= inner > 0
        return found

    # ---------------------------------------------------------------------------------------------------------- derivatives

    def is_derivative(self) -> bool:
        r"""Whether \frac{d ...}{dx ...} or \frac{\partial ...}{\partial x ...} is next."""
        top, bottom = self.position, self.group_end(self.position)
        if bottom is None or self.tokens[top][0] != "{" or self.tokens[bottom][0] != "{":
            return False
        marks = [self.tokens[place + 1][:2] for place in (top, bottom)]
        if marks[0] == marks[1] == ("command", "partial"):
            return True
        if not marks[0] == marks[1] == ("name", "d") or self.tokens[bottom + 2][0] != "name":
            return False
        if "d" in self.symbols and self.tokens[top + 2][0] != "}":
            raise self.fail("ambiguous", "a quotient of products with d, or a derivative", r"\frac{d}{dx} f", at=top + 1)
        return True

    def group_end(self, opened: int) -> int | None:
        """The token after the group at `opened`."""
        if self.tokens[opened][0] != "{":
            return None
        depth = 0
        for position in range(opened, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[position]
            depth += (kind == "{" or text == "_{") - (kind == "}")
            if depth == 0:
                return position + 1
        return None

    def derivative_fraction(self, start: int) -> Term:
        opened = self.position
        self.position += 2
        order = self.order_mark()
        body: Term | None = None
        if self.tokens[self.position][0] != "}":
            at = self.position
            body = self.quantity(self.statement(0), at)
        self.expect("}", opened)
        variables = self.differentials()
        if sum(count for _, count in variables) != order:
            raise self.fail("malformed-formula", "a derivative whose orders differ above and below",
                            r"\frac{d^2 f}{dx^2}", at=start)  # fmt: skip
        if body is None:
            at = self.position
            is_bracket = self.tokens[at][0] in ("(", "[", r"\{")
            body = self.quantity(self.product(False), at)
            if is_bracket and body.op in ("mul", "matmul") and not self.is_one_factor(at):
                raise self.fail("ambiguous", "a derivative before a bracket and other factors",
                                "brackets round all that is differentiated", at=at)  # fmt: skip
        for by, count in variables:
            self.check_depends(body, by, start)
            body = self.build(start, make, "gradient", (body, by)) if by.shape else self.build(start, derivative, body, by, count)
        return body

    def check_depends(self, body: Term, by: Term, at: int) -> None:
        """A name that stands for a quantity cannot be differentiated by another: its derivative would be 0 for no reason."""
        variable = by.args[0] if by.op == "item" else by
        inside = free_symbols(body)
        if inside and variable not in inside:
            raise self.fail("ambiguous", f"a derivative by {by!r} of what does not contain it",
                            "write out how it depends on the variable, or define it", at=at)  # fmt: skip

    def order_mark(self) -> int:
        if not self.step("^"):
            return 1
        at = self.position
        order = self.script()
        if order.op != "number" or order.value[1] != 1 or not 1 <= order.value[0] <= MAXIMAL_ORDER:
            raise self.fail("out-of-range", "the order of a derivative", f"an order from 1 to {MAXIMAL_ORDER}", at=at)
        return int(order.value[0])

    def differentials(self) -> list[tuple[Term, int]]:
        """dx^2, dx dy: the variables and how often each."""
        opened = self.position
        self.position += 1
        mark = self.tokens[self.position][:2]
        found = []
        while self.tokens[self.position][:2] == mark:
            self.position += 1
            at = self.position
            by = self.named() if self.tokens[at][0] == "name" else self.script()
            if by.op not in ("symbol", "item"):
                raise self.fail("type-mismatch", "a derivative by what is no variable", r"\frac{d}{dx}", at=at)
            found.append((by, self.order_mark()))
        self.expect("}", opened)
        return found

    def nabla(self, start: int) -> Term:
        if not self.step("_"):
            return self.gradient_of_call(start)
        by = self.script()
        order = self.order_mark()
        if by.shape and order > 1:
            raise self.fail("unsupported", f"the Hessian by {by!r}",
                            "a gradient, or the derivatives by two entries of a sequence", at=start)  # fmt: skip
        body = self.quantity(self.product(False), self.position)
        if by.op != "symbol":
            raise self.fail("type-mismatch", "a gradient by what is no variable", r"\nabla_x f", at=start)
        self.check_depends(body, by, start)
        return self.build(start, make, "gradient", (body, by)) if by.shape else self.build(start, derivative, body, by, order)

    def gradient_of_call(self, start: int) -> Term:
        r"""\nabla f(x) of a definition f(v) at a variable x: the gradient by x, of f(x) alone."""
        kind, name, _, _ = self.tokens[self.position]
        definition = self.definitions.get(name) if kind == "name" else None
        if definition is not None and len(definition.parameters) == 1 and self.tokens[self.position + 1][0] == "(":
            term = self.quantity(self.named(), self.position)
            _, body, (by,) = self.last_call or (0, None, (term,))
            if body is not None and by.op == "symbol" and not isinstance(by.sort, Outcome) and by not in body.speaks_of:
                return self.build(start, make, "gradient", (term, by)) if by.shape else self.build(start, derivative, term, by, 1)
        raise self.fail("ambiguous", r"\nabla without a variable", r"\nabla_\theta f", at=start)

    def constant_tensor(self, start: int) -> Term:
        r"""\mathbf{1}_{n} and \mathbf{0}_{n \times m}."""
        op = self.tokens[start][1]
        if op == "ones" and self.is_condition_next():
            return self.indicator_command(start)
        if not (braces := self.tokens[self.position][1] == "_{") and not self.step("_"):
            if not self.has_sizes():
                raise self.fail("ambiguous", rf"\mathbf{{{int(op == 'ones')}}} without a size", r"\mathbf{1}_{n}", at=start)
            return make(op, (self.size_here(), ONE))
        self.position += braces
        braces = braces or self.step("{")
        rows = self.quantity(self.power() if braces else self.atom(), self.position)
        columns = self.quantity(self.power(), self.position) if braces and self.step("*") else ONE
        if braces:
            self.expect("}", start + 1)
        return self.build(start, make, op, (rows, columns))

    # ------------------------------------------------------------------------------------------------- limits and optima

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

    def goes_on_with(self, name: str) -> bool:
        """Whether a sum goes on with terms that contain a name, which no other operator binds there."""
        depth, found = 0, False
        for kind, text, _, _ in self.tokens[self.position :]:
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth < 0 or (depth == 0 and kind in _SEPARATORS):
                break
            if kind == "command" and text in _BINDING_COMMANDS:
                return False
            found |= (kind, text) == ("name", name)
        return found and self.tokens[self.position][0] in ("+", "-")

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
            return self.bound_symbol(place, REAL) if size is ONE else symbol(canonical_name(text), Tensor((size, ONE)))
        return self.bound_symbol(place, REAL)

    def closing_of(self, opened: int) -> int:
        """The brace that closes the script which a token `_{` opens."""
        depth = 0
        for position in range(opened, len(self.tokens)):
            kind, text, _, _ = self.tokens[position]
            depth += (kind == "{" or text == "_{") - (kind == "}")
            if depth == 0:
                return position
        raise self.fail("unbalanced-bracket", "'{' is not closed", "add '}'", at=opened)

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
        declared = self.symbols.get(name)
        if declared is not None and declared.sort not in (REAL, sort):
            raise self.fail("ambiguous", f"a condition on {name}, which is declared otherwise", f"declare {name}: real", at=place)
        return symbol(name, sort)

    def domain_between(self, first: int, closing: int) -> Sort:
        r"""The domain in `(0, 1)`, `[0, \infty)`, `\mathbb{R}` or `\mathbb{R}^d`, from token to token."""
        words = self.source[self.tokens[first][2] : self.tokens[closing][2]].strip()
        real = _REALS.fullmatch(words)
        if real is not None:
            words = f"vector {real[1] or real[2]}" if real[1] or real[2] else "real"
        else:
            words = f"in {words}".replace("\\infty", "inf").replace("\\left", "").replace("\\right", "")
        try:
            return sort_of(words, dict(self.symbols))
        except InputError:
            raise self.fail("unsupported", "this domain of an optimum", r"(0, 1), [0, \infty) or \mathbb{R}", at=first) from None


_TOTAL = frozenset(("add", "mul", "number", "symbol", "item", "row", "matmul", "transpose"))
_PAIRED = frozenset(("<", "<=", ">", ">=", "!=", ","))
_REALS = re.compile(r"\\mathbb\s*(?:\{R\}|R)\s*(?:\^\s*(?:(\w)|\{(\w+)\}))?")
_BOUNDS = {"<=": r"\\leq?(?:slant)?(?![A-Za-z])|≤", ">=": r"\\geq?(?:slant)?(?![A-Za-z])|≥", "<": r"\\lt(?![A-Za-z])",
           ">": r"\\gt(?![A-Za-z])"}  # fmt: skip
_RATIONAL = r"-?[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?"
_BOUNDED = re.compile(
    rf"(?:(?P<low>{_RATIONAL})(?P<below><=?))?(?P<name>\\?[A-Za-z]+(?:_\w)?)(?:(?P<above>[<>]=?)(?P<high>{_RATIONAL}))?"
)
_SPACE = re.compile(r"\\mathbbR(?:\^\w+)?")
_BINDING_COMMANDS = frozenset(("int", "sum", "prod", "lim", "arg", "argmin", "argmax", "sup", "inf"))
_SEPARATORS = frozenset(("=", "!=", "<", "<=", ">", ">=", "=>", "<=>", "and", "or", ",", "&", "\\\\", "end of integral"))


def _is_total(term: Term) -> bool:
    """Whether a term is a polynomial of items, so that it has a value at equal indices too."""
    return all(
        inner.op in _TOTAL
        or (inner.op == "power" and inner.args[1].op == "number" and inner.args[1].value[1] == 1 and inner.args[1].value[0] > 0)
        for inner in postorder(term)
    )


def _in_order(term: Term) -> Term:
    """The term with the parts of its sums and products in one order."""
    args = [_in_order(arg) for arg in term.args]
    if term.op in ("add", "mul"):
        args.sort(key=repr)
    return make(term.op, tuple(args), term.value) if args else term


def _inverted(term: Term) -> Term:
    """1/x, and x^-2 for 1/x^2."""
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[0] > 0:
        return make("power", (term.args[0], minus(term.args[1])))
    return make("power", (term, MINUS_ONE))


_READERS: Mapping[str, Callable[[Commands, int], Term]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), Commands.fraction), "sqrt": Commands.root,
    **dict.fromkeys(("binom", "dbinom", "tbinom"), Commands.binomial),
    **dict.fromkeys(("lfloor", "lceil"), Commands.floor_or_ceiling), "langle": Commands.inner_product,
    **dict.fromkeys(("sum", "prod"), Commands.summation_command), "int": Commands.integral_command, "nabla": Commands.nabla,
    "lim": Commands.limit_command, **dict.fromkeys(("arg", "argmin", "argmax"), Commands.optimum),
    **dict.fromkeys(("sup", "inf"), Commands.optimal_value), "begin": Commands.environment,
    **dict.fromkeys(("ones", "zeros"), Commands.constant_tensor), "mathbb": Commands.blackboard, "normal": Commands.normal,
}  # fmt: skip
