"""Sums, products, integrals, limits, derivatives and functions by cases in typed formulas.

    sum(f, k, a, b)   product(f, k, a, b)   integral(f, x, a, b)   limit(f, x, a)   limit(f, x, a, right)
    diff(f, x)   diff(f, x, 2)   diff(f, x, y)   gradient(f, x)   argmin(f, x)   piecewise((v, c), ..., (w, otherwise))

The bounds may also stand in brackets: sum(f, (k, a, b)).  A name that is bound is not free, whatever it is declared as.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verify.functions import by_cases, inner
from verify.read.names import canonical_name
from verify.read.scan import superscript
from verify.read.without_bounds import WithoutBounds
from verify.sort import REAL, Outcome, Scalar, Tensor
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    Term,
    binder,
    contains,
    derivative,
    free_symbols,
    index_symbol,
    make,
    substitute,
    symbol,
    transpose,
)

MAXIMAL_ORDER = 64
_SUMS = {"sum": "sum", "product": "product", "prod": "product", "largest": "largest"}
_SIDES = {"right": "+", "left": "-"}


class Binding(WithoutBounds):
    """The part of the parser that reads binders."""

    def binding(self, name: str, start: int) -> Term:
        """The binder called `name`; the cursor is at its bracket."""
        opened = self.position
        if self.tokens[opened][0] != "(":
            raise self.unexpected(f"'(' after {name}")
        self.position += 1
        bars, self.bars = self.bars, 0
        if name == "sum" and not self.has_comma(opened):
            term = self.total(start)
        elif name in _SUMS:
            term = self.summation(_SUMS[name], opened)
        elif name in ("integral", "integrate", "int"):
            term = self.integral(opened)
        elif name in ("limit", "lim"):
            term = self.limit(opened)
        elif name in ("argmin", "argmax"):
            bound = self.bound_name(opened, REAL)
            declared = self.symbols.get(bound.name)
            bound = declared if declared is not None and isinstance(declared.sort, (Scalar, Tensor)) else bound
            body = self.body(bound)
            self.comma_then_name()
            term = self.build(start, binder, name, bound, body)
        elif name == "piecewise":
            term = self.cases(start)
        else:
            term = self.differentiation(name, start)
        self.bars = bars
        self.expect(")", opened)
        self.plain_power = None
        return term

    # ------------------------------------------------------------------------------------------------------- bound names

    def bound_name(self, opened: int, sort: Scalar | None) -> Term:
        """The name after the first comma of the bracket `opened`: found before the body, which it is bound in, is read."""
        depth = 0
        for position in range(opened + 1, len(self.tokens)):
            kind = self.tokens[position][0]
            if kind in ("(", "[", "{") or self.tokens[position][1] == "_{":
                depth += 1
            elif kind in (")", "]", "}"):
                depth -= 1
                if depth < 0:
                    break
            elif kind == "," and depth == 0:
                position += 1 + (self.tokens[position + 1][0] == "(")
                return self.bound_symbol(position, sort)
        raise self.fail("missing-operand", f"{self.tokens[opened - 1][1]} without a variable",
                        f"{self.tokens[opened - 1][1]}(f, x, ...)", at=opened - 1)  # fmt: skip

    def bound_symbol(self, position: int, sort: Scalar | None) -> Term:
        kind, text, _, _ = self.tokens[position]
        if kind != "name" or text == "_{":
            raise self.fail("unexpected-token", f"{text!r} as a variable", "a name", at=position)
        name = canonical_name(text)
        declared = self.symbols.get(name)
        if declared is not None and isinstance(declared.sort, Outcome):
            return declared
        return index_symbol(name) if sort is None else symbol(name, sort)

    @contextmanager
    def scope(self, bound: Term) -> Iterator[None]:
        outer = self.bound
        self.bound = {**outer, bound.name: bound}
        try:
            yield
        finally:
            self.bound = outer

    def body(self, bound: Term) -> Term:
        at = self.position
        with self.scope(bound):
            return self.quantity(self.statement(0), at)

    def comma(self) -> None:
        if not self.step(","):
            raise self.unexpected("','")

    def comma_then_name(self) -> bool:
        """Step over `, x` or `, (x`; True if a bracket was opened."""
        self.comma()
        opened = self.step("(")
        self.position += 1
        return opened

    def bound_range(self) -> tuple[Term, Term]:
        """`, x, a, b` or `, (x, a, b)`, and `, x=a..b`."""
        opened = self.position + 1
        bracket = self.comma_then_name()
        is_span = self.step("=")  # x=a..b
        if not is_span:
            self.comma()
        lower = self.end()
        if not is_span:
            self.comma()
        elif not self.step(".."):
            raise self.unexpected("'..' and the upper end")
        upper = self.end()
        if bracket:
            self.expect(")", opened)
        return lower, upper

    def end(self) -> Term:
        at = self.position
        return self.quantity(self.statement(0), at)

    # ------------------------------------------------------------------------------------------------------------ binders

    def has_comma(self, opened: int) -> bool:
        """Whether a comma stands in the bracket at a token, and in none inside of it."""
        depth = 0
        for kind, text, _, _ in self.tokens[opened:]:
            depth += kind in ("(", "[", "{") or text == "_{"
            depth -= kind in (")", "]", "}")
            if depth == 0 or (kind == "," and depth == 1):
                return kind == ","
        return False

    def total(self, start: int) -> Term:
        """sum(v), the sum of the entries of a vector."""
        at = self.position
        vector = self.quantity(self.statement(0), at)
        if not vector.shape or ONE not in vector.shape:
            raise self.fail("missing-operand", "sum without a variable", "sum(f, x, ...)", at=start)
        self.choices.append(f"{self.slice(start, self.position)} is read as the sum of the entries")
        column = vector if vector.shape[1] is ONE else transpose(vector)
        return self.build(start, inner, make("ones", column.shape), column)

    def summation(self, op: str, opened: int) -> Term:
        bound = self.bound_name(opened, None)
        body = self.body(bound)
        at = self.position
        lower, upper = self.bound_range()
        self.check_bounds(lower, upper, op, at)
        return self.build(opened - 1, binder, op, bound, lower, upper, body)

    def check_bounds(self, lower: Term, upper: Term, op: str, at: int) -> None:
        """The bounds of a sum are made of declared names: an undeclared one is no integer."""
        for name in (*free_symbols(lower), *free_symbols(upper)):
            if name.name in self.undeclared:
                raise self.fail("unknown-name", f"{name.name} as a bound of a {op}, and not declared",
                                f"declare {name.name}: natural", at=at)  # fmt: skip

    def integral(self, opened: int) -> Term:
        bound = self.bound_name(opened, REAL)
        body = self.body(bound)
        at = self.position
        if isinstance(bound.sort, Outcome):
            if self.tokens[at + 2][0] == ")":
                self.comma_then_name()
            elif self.bound_range() != (MINUS_INFINITY, INFINITY):
                help = f"integral(f, {bound.name}) over all of them, or declare {bound.name} real"
                raise self.fail("unsupported", f"an integral over a part of the values of {bound.name}", help, at=at + 1)
            return self.build(opened - 1, binder, "integral", bound, SPACE, SPACE, body)
        if self.tokens[at + 2][0] == ")" and self.wanted == "antiderivative":
            self.comma_then_name()
            name = self.variable_of_integral(bound.name)
            return self.open_integral(name, substitute(body, {bound: name}), opened - 1)
        if self.tokens[at + 2][0] == ")":
            raise self.fail("unsupported", "an integral without bounds", "write integral(f, x, a, b)", at=opened - 1)
        lower, upper = self.bound_range()
        return self.build(opened - 1, binder, "integral", bound, lower, upper, body)

    def limit(self, opened: int) -> Term:
        bound = self.bound_name(opened, REAL)
        body = self.body(bound)
        self.comma_then_name()
        if not self.step("=") and not self.step("to"):
            self.comma()
        point = self.end()
        side = "both"
        if self.step(","):
            side = _SIDES.get(self.tokens[self.position][1], "")
            if not side:
                raise self.unexpected("left or right")
            self.position += 1
        if contains(point, {"infinity"}):
            side = "both"
        return self.build(opened - 1, lambda: binder("limit", bound, point, body, value=side))

    def rate(self) -> Term | None:
        """d/dx f, d^2/dx^2 f: the derivative of the product that follows; None for what is no such quotient."""
        start = place = self.position
        order = 1
        marks = [token[0] for token in self.tokens[place + 1 : place + 3]]
        if self.spell_order(place + 1) or (marks == ["^", "number"] and self.tokens[place + 2][1].isdigit()):
            order = int(self.tokens[place + 2][1])
            place += 2
        if [token[1] for token in self.tokens[place + 1 : place + 3]] == ["/", "d"] and "d" not in self.symbols:
            self.join_greek(place + 2)
        kind, text, begins, ends = self.tokens[place + 2] if self.tokens[place + 1][0] == "/" else ("", "", 0, 0)
        if kind != "name" or not text.startswith("d") or not text[1:2].isalpha() or canonical_name(text) in self.symbols:
            return None
        place += 3
        if order > 1:
            self.spell_order(place)
            if self.tokens[place][0] != "^" or self.tokens[place + 1][1] != str(order):
                raise self.fail("malformed-formula", "a derivative whose orders differ above and below", "d^2/dx^2 f", at=start)
            place += 2
        if not 1 <= order <= MAXIMAL_ORDER:
            raise self.fail("out-of-range", "the order of a derivative", f"an order from 1 to {MAXIMAL_ORDER}", at=start)
        words = self.slice(start, place - 1)
        self.tokens[start:place] = [("name", text[1:], begins + 1, ends), ("end", "", ends, ends)]
        self.position = start
        variable = self.defined_at(start)
        if variable is None:
            return self.rate_by_name(start, words, order)
        return self.by_quantity(variable, start, lambda: self.rate_by_name(start, words, order))

    def rate_by_name(self, start: int, words: str, order: int) -> Term:
        """The derivative by the name at the cursor of the product that follows."""
        by = self.named()
        del self.tokens[self.position]  # what follows is no argument of the variable
        if by.op not in ("symbol", "item") or by.shape:
            raise self.fail("type-mismatch", "a derivative by what is no number", "diff(f, x)", at=start)
        at = self.position
        body = self.quantity(self.product(False), at)
        if body.op in ("mul", "matmul") and self.tokens[at][0] == "(" and self.closing_bracket(at) < self.position - 1:
            raise self.fail("ambiguous", "a derivative before a bracket and other factors",
                            "brackets round all that is differentiated", at=at)  # fmt: skip
        if body.op in ("mul", "matmul") and self.has_factors(at):
            self.doubt(f"{words} is read as the derivative of the whole product")
        if free_symbols(body) and not set(free_symbols(by)) & set(free_symbols(body)):
            raise self.fail("ambiguous", f"a derivative by {by!r} of what does not contain it",
                            "write out how it depends on the variable, or define it", at=start)  # fmt: skip
        self.choices.append(f"{words} is read as the derivative of all factors that follow")
        return self.build(start, derivative, body, by, order)

    def spell_order(self, at: int) -> bool:
        """Make ^ 2 of ²; whether that is here."""
        kind, text, start, end = self.tokens[at]
        is_order = kind == "super" and superscript(text).isdigit()
        if is_order:
            self.tokens[at : at + 1] = [("^", "^", start, start), ("number", superscript(text), start, end)]
        return is_order

    def join_greek(self, at: int) -> None:
        """Make one token of dθ, which is scanned as two."""
        _, text, start, end = self.tokens[at + 1]
        if self.tokens[at + 1][0] != "name" or start != self.tokens[at][3]:
            raise self.fail("ambiguous", "d/d, a derivative or a quotient", "d/dx f, or declare d", at=at)
        self.tokens[at : at + 2] = [("name", "d" + text, start - 1, end)]

    def has_factors(self, start: int) -> bool:
        """Whether the tokens since `start` have a * outside of all brackets, or square brackets that end before them."""
        depth = 0
        for place in range(start, self.position):
            kind = self.tokens[place][0]
            depth += (kind in ("(", "[")) - (kind in (")", "]"))
            if depth == 0 and (kind == "*" or (kind == "]" and place < self.position - 1)):
                return True
        return False

    def closing_bracket(self, opened: int) -> int:
        """The token that closes a round bracket."""
        depth = 0
        for place in range(opened, len(self.tokens)):
            depth += (self.tokens[place][0] == "(") - (self.tokens[place][0] == ")")
            if depth == 0:
                return place
        return len(self.tokens)

    def differentiation(self, name: str, start: int) -> Term:
        at = self.position
        term = self.quantity(self.statement(0), at)
        self.comma()
        variable = self.defined_at(self.position)
        if variable is not None and self.tokens[self.position + 1][0] in (",", ")"):
            self.position = at
            return self.by_quantity(variable, start, lambda: self.differentiation(name, start))
        count = 0
        while True:
            at = self.position
            by = self.quantity(self.statement(0), at)
            if by.op not in ("symbol", "item"):
                raise self.fail("type-mismatch", "a derivative by what is no variable", "diff(f, x) or diff(f, x, 2)", at=at)
            if name == "hessian" and not by.shape:
                raise self.fail("type-mismatch", "the Hessian by what is no vector", "hessian(f, x) of a vector x", at=at)
            order = 2 if name == "hessian" else 1 if name == "jacobian" else self.order()
            term = self.slope(term, by, order, start, is_row=name == "jacobian" and bool(term.shape))
            count += 1
            if count > MAXIMAL_ORDER or not self.step(","):
                return term

    def slope(self, body: Term, by: Term, order: int, start: int, is_row: bool = False) -> Term:
        """A derivative by a number; by a vector the gradient of a number, the Jacobian of a column, or the Hessian.

        A Jacobian has a row for each entry of what is differentiated, which some have the other way; by a row (`is_row`) all do.
        """
        if not by.shape:
            return self.build(start, derivative, body, by, order)
        if is_row and not body.shape:
            return self.build(start, transpose, self.build(start, make, "gradient", (body, by)))
        for _ in range(order):
            is_second = body.op == "gradient"
            is_known = body.args[1] is by if is_second else is_row  # second derivatives do not depend on their order
            column, body = body, self.build(start, make, "gradient", (body, by))
            if column.shape and not is_known:
                self.doubt(f"{self.slice(start, self.position - 1)} is read with a row for each entry of what is differentiated")
                self.layouts[body] = self.doubts[-1]
        return body

    def order(self) -> int:
        """The order in diff(f, x, 2), or 1."""
        if self.tokens[self.position][0] != "," or self.tokens[self.position + 1][0] != "number":
            return 1
        _, text, _, _ = self.tokens[self.position + 1]
        self.position += 2
        if not text.isdigit() or not 1 <= int(text) <= MAXIMAL_ORDER:
            help = f"an order from 1 to {MAXIMAL_ORDER}"
            raise self.fail("out-of-range", f"a derivative of order {text}", help, at=self.position - 1)
        return int(text)

    def cases(self, start: int) -> Term:
        """(value, condition), (value, condition) ..."""
        parts: list[Term] = []
        while True:
            opened = self.position
            if not self.step("("):
                raise self.unexpected("'(', a pair (value, condition)")
            parts.append(self.end())
            self.comma()
            at = self.position
            parts.append(self.truth(self.statement(0), at))
            self.expect(")", opened)
            if not self.step(","):
                return self.build(start, by_cases, tuple(parts))
