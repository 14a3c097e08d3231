r"""Derivatives and gradients in LaTeX: \frac{d}{dx} f, \frac{\partial^2 f}{\partial x \partial y}, \nabla_x f, \nabla f(x)."""

from __future__ import annotations

from verify.read.binding import MAXIMAL_ORDER
from verify.read.latex.integrals import Integrals
from verify.read.names import canonical_name
from verify.sort import REAL, Function, Outcome, Scalar, Tensor, VectorFunction
from verify.term import MINUS_ONE, ONE, Term, apply, derivative, free_symbols, mul, number, postorder, power, symbol

_DEVIATION = "sigma"  # whose square is a variance


class Derivatives(Integrals):
    """The part of the LaTeX parser that reads derivatives."""

    def transpose_mark(self, *, is_rectangular: bool = False) -> str | None:
        r"""T, -T or ' after ^; steps over it.  Typed text has none behind ∂x."""
        return None

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
        if "d" in self.symbols and self.tokens[top + 2][0] != "}" and not self.is_order(top, bottom):
            raise self.fail("ambiguous", "a quotient of products with d, or a derivative", r"\frac{d}{dx} f", at=top + 1)
        return True

    def is_order(self, top: int, bottom: int) -> bool:
        r"""Whether these are the groups of \frac{d^2}{dt^2}, with the same number twice, where d is the size of a vector."""
        sort = self.symbols["d"].sort
        above, below = (self.tokens[at + ahead : at + ahead + 3] for at, ahead in ((top, 2), (bottom, 3)))
        kinds = [[token[0] for token in group] for group in (above, below)]
        same = kinds[0] == kinds[1] == ["^", "number", "}"] and above[1][1] == below[1][1]
        return same and isinstance(sort, Scalar) and sort.is_integer

    def derivative_fraction(self, start: int) -> Term:
        bottom = self.group_end(self.position)
        variable = None if bottom is None else self.defined_at(bottom + 2)
        if bottom is None or variable is None or self.tokens[bottom + 3][0] not in ("}", "^"):
            return self.derivative_quotient(start)
        is_total = self.tokens[bottom + 1][0] == "name"
        return self.by_quantity(variable, start, lambda: self.derivative_quotient(start), is_total=is_total)

    def derivative_quotient(self, start: int) -> Term:
        opened = self.position
        is_partial = self.tokens[opened + 1][0] == "command"
        self.position += 2
        order = self.order_mark()
        body: Term | None = None
        at = end = self.position
        if self.tokens[at][0] != "}":
            body = self.function_alone(is_partial) or self.declared_alone(opened, start) or self.quantity(self.statement(0), at)
            end = self.position
        self.expect("}", opened)
        variables = self.differentials()
        by_power = self.power_differentiated_by(variables, order)
        if by_power is not None:
            variables = [(variables[0][0], 1, False)]
        elif sum(count for _, count, _ in variables) != order:
            raise self.fail("malformed-formula", "a derivative whose orders differ above and below",
                            r"\frac{d^2 f}{dx^2}", at=start)  # fmt: skip
        if body is None:
            at = self.position
            is_bracket = self.tokens[at][0] in ("(", "[", r"\{")
            body = self.quantity(self.product(False), at)
            end = self.position
            if is_bracket and body.op in ("mul", "matmul") and not self.is_one_factor(at):
                raise self.fail("ambiguous", "a derivative before a bracket and other factors",
                                "brackets round all that is differentiated", at=at)  # fmt: skip
            if body.op in ("mul", "matmul") and any(token[0] == "*" for token in self.tokens[at : self.position]):
                self.doubt(f"{self.slice(start, self.position - 1)} is read as the derivative of the whole product")
        if end > at and self.tokens[at - 1][0] != "}" and self.is_value_next():
            raise self.fail("ambiguous", "a derivative and a name or number in brackets: its value there, or a factor",
                            r"\left. \frac{dy}{dx} \right|_{x=2}, or a dot before the factor", at=self.position)  # fmt: skip
        if is_partial and self.definitions:
            self.doubt_partial([by for by, _, _ in variables], (at, end), start)
        for by, count, is_row in sorted(variables, key=lambda each: each[2]):
            self.check_depends(body, by, start)
            body = self.slope(body, by, count, start, is_row)
        return body if by_power is None else self.build(start, mul, body, power(derivative(by_power, variables[0][0]), MINUS_ONE))

    def power_differentiated_by(self, variables: list[tuple[Term, int, bool]], order: int) -> Term | None:
        r"""The \sigma^2 of \frac{\partial f}{\partial \sigma^2}, which is the derivative by \sigma over 2 \sigma."""
        (by, exponent, _), *others = variables
        if order != 1 or others or exponent == 1 or by.shape:
            return None
        choice = f"the derivative by the power {exponent} of {by!r} is read"
        if by.op == "symbol" and by.name.partition("_")[0] == _DEVIATION and exponent == 2:
            self.choices.append(choice)
        else:
            self.doubt(choice)  # a second derivative, whose order is not written above
        return power(by, number(exponent))

    def function_alone(self, is_partial: bool) -> Term | None:
        r"""f(x, y), of its parameters, for the f of \frac{\partial^2 f}{\partial x \partial y} that is defined; steps over it."""
        at = self.position
        kind, text, _, _ = self.tokens[at]
        definition = self.definitions.get(canonical_name(text)) if kind == "name" and self.tokens[at + 1][0] == "}" else None
        if definition is None or not definition.parameters or definition.length is not None:
            return None
        if len(definition.parameters) > 1 and not is_partial:
            return None
        known = {**self.undeclared, **self.symbols, **self.bound}
        args = tuple(known.get(name) or self.undeclared.setdefault(name, symbol(name, REAL)) for name in definition.parameters)
        if any(arg.op != "symbol" or arg.name in self.definitions for arg in args):
            return None
        self.position += 1
        body = definition.body_for(args)
        self.note_unfolded(definition.name, body, at)
        return self.build(at, definition.of, body, args)

    def declared_alone(self, opened: int, start: int) -> Term | None:
        r"""f(x) for the f of \frac{df}{dx}, an unknown function of one number or column x; steps over it.

        \frac{df}{dx}(u) is the derivative there to some, and a product to others; beside definitions f may be of what x stands
        for.
        """
        at = self.position
        bottom = self.group_end(opened)
        behind = None if bottom is None else self.group_end(bottom)
        if self.definitions or bottom is None or behind is None or self.tokens[behind][0] in ("(", "["):
            return None
        function = self.symbols.get(canonical_name(self.tokens[at][1])) if self.tokens[at][0] == "name" else None
        if function is None or not isinstance(function.sort, Function) or function.name in self.definitions:
            return None
        if self.tokens[at + 1][0] != "}" or self.tokens[at + 4][0] != "name" or function.sort.arity != 1:
            return None
        name = canonical_name(self.tokens[at + 4][1])
        by = self.bound.get(name) or self.symbols.get(name) or self.undeclared.get(name)
        if by is None and not isinstance(function.sort, VectorFunction) and len(name) == 1:
            by = self.undeclared.setdefault(name, symbol(name, REAL))
        if by is None or not isinstance(by.sort, (Scalar, Tensor)):
            return None
        self.position += 1
        is_surely = isinstance(function.sort, VectorFunction) and self.tokens[bottom + 1][0] == "command"
        choice = f"{function.name} is read as {function.name}({name}) below a derivative"
        (self.choices.append if is_surely else self.doubt)(choice)
        return self.build(start, apply, function, by)

    def is_value_next(self) -> bool:
        """Whether (x) or (2) follows."""
        kinds = [token[0] for token in self.tokens[self.position : self.position + 3]]
        return kinds in (["(", "name", ")"], ["(", "number", ")"])

    def differentials(self) -> list[tuple[Term, int, bool]]:
        r"""dx^2, dx dy, \partial x \partial x^\top: the variables, how often each, and whether it is a row."""
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
            is_row = bool(by.shape) and self.tokens[self.position][0] == "^" and self.is_row_mark()
            found.append((by, 1 if is_row else self.order_mark(), is_row))
        self.expect("}", opened)
        return found

    def is_row_mark(self) -> bool:
        r"""Whether ^\top is next, which is then stepped over."""
        at = self.position
        self.position += 1
        if self.transpose_mark() == "T":
            return True
        self.position = at
        return False

    def order_mark(self) -> int:
        if not self.step("^"):
            return 1
        at = self.position
        order = self.script()
        if order.op != "number" or order.value[1] != 1 or not 1 <= order.value[0] <= MAXIMAL_ORDER:
            raise self.fail("out-of-range", "the order of a derivative", f"an order from 1 to {MAXIMAL_ORDER}", at=at)
        return int(order.value[0])

    def check_depends(self, body: Term, by: Term, at: int) -> None:
        """A name that stands for a quantity cannot be differentiated by another: its derivative would be 0 for no reason."""
        variable = by.args[0] if by.op == "item" else by
        inside = free_symbols(body)
        if inside and variable not in inside:
            raise self.fail("ambiguous", f"a derivative by {by!r} of what does not contain it",
                            "write out how it depends on the variable, or define it", at=at)  # fmt: skip

    def nabla(self, start: int) -> Term:
        order = self.order_mark()
        if not self.step("_"):
            return self.gradient_of_call(start, order)
        by = self.script()
        order = self.order_mark() if order == 1 else order
        body = self.quantity(self.product(self.step("-")), self.position)
        if by.op != "symbol":
            raise self.fail("type-mismatch", "a gradient by what is no variable", r"\nabla_x f", at=start)
        self.check_depends(body, by, start)
        return self.slope(body, by, order, start)

    def gradient_of_call(self, start: int, order: int) -> Term:
        r"""\nabla f(x) of a definition f(v) at a variable x: the gradient by x, of f(x) alone; of a declared f, that at x."""
        kind, name, _, _ = self.tokens[self.position]
        declared = self.symbols.get(canonical_name(name)) if kind == "name" else None
        if declared is not None and isinstance(declared.sort, VectorFunction):
            return self.slope_of_declared(declared, start, order)
        definition = self.definitions.get(name) if kind == "name" else None
        if definition is not None and len(definition.parameters) == 1 and self.tokens[self.position + 1][0] == "(":
            term = self.quantity(self.named(), self.position)
            _, body, (by,) = self.last_call or (0, None, (term,))
            if body is not None and by.op == "symbol" and not isinstance(by.sort, Outcome) and by not in body.speaks_of:
                return self.slope(term, by, order, start)
        if kind in ("(", "["):
            return self.gradient_of_bracket(start, order)
        raise self.fail("ambiguous", r"\nabla without a variable", r"\nabla_\theta f", at=start)

    def gradient_of_bracket(self, start: int, order: int) -> Term:
        r"""\nabla(f(x) g(x)), of what has one column in it: the gradient by that."""
        at = self.position
        body = self.quantity(self.product(False), at)
        columns = [each for each in free_symbols(body) if each.shape and each.shape[1] is ONE]
        if len(columns) != 1 or body.shape or not self.is_one_factor(at):
            raise self.fail("ambiguous", r"\nabla without a variable", r"\nabla_\theta f", at=start)
        known = (*columns, *(size for size in columns[0].shape if size.op == "symbol"))
        others = [each for each in free_symbols(body) if each not in known and not isinstance(each.sort, Function)]
        choice = f"{self.slice(start, self.position - 1)} is read as the gradient by {columns[0].name}"
        (self.doubt if others else self.choices.append)(choice)
        return self.slope(body, columns[0], order, start)

    def slope_of_declared(self, function: Term, start: int, order: int) -> Term:
        r"""\nabla f(A x) and \nabla^2 f(x): the gradient and the Hessian of f there."""
        self.position += 1
        if isinstance(function.sort, VectorFunction) and function.sort.rows is not None:
            name = function.name
            raise self.fail("ambiguous", rf"\nabla of the map {name}: its Jacobian, or the transpose", f"J_{name}(x)", at=start)
        if order > 2:
            raise self.fail("unsupported", "a third derivative by a vector", r"\nabla f(x), \nabla^2 f(x)", at=start)
        term = self.application_to_column(function.name, function, start, order)
        if term.op == "apply" and not _is_moved(term.args[1]):
            written = self.slice(start, self.position - 1)
            self.doubt(f"{written} is read as the derivative of {function.name} there, not that by a name")
        return term


def _is_moved(column: Term) -> bool:
    """Whether a column is a name, or one moved by what does not have it: at x + t v both derivatives are the same."""
    parts = column.args if column.op == "add" else (column,)
    names = [part for part in parts if part.op in ("symbol", "item")]
    return any(all(name not in postorder(part) for part in parts if part is not name) for name in names)
