r"""Commands with arguments of their own: the table of their readers, fractions, roots and brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verify.functions import binomial, inner, minus, odd_root, trace
from verify.read.binding import MAXIMAL_ORDER
from verify.read.latex.largest import Largest
from verify.sort import Scalar
from verify.term import MINUS_ONE, ONE, Term, call, free_symbols, make, matrix, number, power, sqrt


def _is_surely_nonnegative(term: Term) -> bool:
    """Whether a formula has no negative value, by its form."""
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_nonnegative
    if term.op == "number":
        return bool(term.value[0] >= 0)
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1 and term.args[1].value[0] % 2 == 0:
        return True
    return term.op in ("pi", "exp", "abs") or (term.op in ("add", "mul", "power") and all(map(_is_surely_nonnegative, term.args)))


class Commands(Largest):
    """The part of the LaTeX parser that reads commands."""

    end_of_group = -1  # the place behind the last braces among factors
    end_of_binomial = 0  # the place behind the last \\binom

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

    def fraction(self, start: int) -> Term:
        if self.is_derivative():
            return self.derivative_fraction(start)
        literal = self.position
        top = self.script()
        between, known = self.position, self.entry_doubts()
        bottom = self.script()
        if bottom.shape:
            return self.divided_by_entries(top, bottom, between, "write A^{-1}", known)
        if top.op == "number" and bottom.op == "number" and bottom.value[0] and literal < between:
            if start and self.tokens[start - 1][0] == "number" and self.tokens[start - 2][0] not in ("_", "^"):
                raise self.fail("ambiguous", "a number before a fraction of numbers: a product or a mixed number",
                                r"2 \cdot \frac{1}{2}, or 2 + \frac{1}{2}", at=start)  # fmt: skip
            quotient = top.fraction / bottom.fraction
            return number(quotient.numerator, quotient.denominator)
        inverted = self.build(start, _inverted, bottom)
        return inverted if top is ONE else self.build(start, self.multiply, [top, inverted])

    def root(self, start: int) -> Term:
        if not self.step("["):
            body = self.script()
            return self.entrywise("sqrt", body, start) if body.shape[1:] == (ONE,) else self.build(start, sqrt, body)
        degree = self.quantity(self.statement(0), self.position)
        self.expect("]", start + 1)
        if degree.op != "number" or degree.value[1] != 1 or not 2 <= degree.value[0] <= MAXIMAL_ORDER:
            raise self.fail("unsupported", "a root whose degree is no number", "x^{1/n}", at=start)
        body = self.script()
        if degree.value[0] % 2 and not body.shape and not _is_surely_nonnegative(body):
            return self.build(start, odd_root, body, int(degree.value[0]))
        return self.build(start, power, body, number(1, degree.value[0]))

    def binomial(self, start: int) -> Term:
        found = self.build(start, binomial, self.script(), self.script())
        self.end_of_binomial = self.position
        return found

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
        are_numbers = not any(free_symbols(side) for side in sides)
        if self.tokens[self.position][:2] == ("command", "rangle") and (len(sides) > 2 or (len(sides) == 2 and are_numbers)):
            if any(side.shape for side in sides):
                raise self.fail("shape-mismatch", "arrays as the entries of a vector", "numbers", at=start)
            self.position += 1
            self.choices.append(r"\langle a, b, c \rangle is read as a column")
            return self.build(start, matrix, len(sides), 1, sides)
        is_pair = len(sides) == 2 and not any(side.shape for side in sides) and any(map(_is_entry, sides))
        if self.tokens[self.position][:2] != ("command", "rangle") or len(sides) != 2 or is_pair:
            raise self.fail("unsupported", r"\langle here", r"an inner product: \langle x, y \rangle", at=start)
        self.position += 1
        if [token[1] for token in self.tokens[self.position : self.position + 2]] == ["_", "F"] and sides[0].shape:
            self.position += 2  # that of Frobenius: the matrices as vectors
        elif [token[1] for token in self.tokens[self.position : self.position + 3]] == ["_{", "F", "}"] and sides[0].shape:
            self.position += 3
        if self.tokens[self.position][0] == "_" or self.tokens[self.position][1] == "_{":
            raise self.fail("unsupported", "an inner product with an index", "write out what it is: x^T A y")
        self.plain_power = None
        left, right = sides
        names = (*free_symbols(left), *free_symbols(right))
        if any(getattr(getattr(name.sort, "element", name.sort), "is_complex", False) for name in names):
            raise self.fail("ambiguous", "an inner product of complex quantities", "write out which side is conjugated", at=start)
        if not left.shape and not right.shape:
            return self.build(start, self.multiply, [left, right])
        if left.shape != right.shape or left.shape[1] is ONE:
            return self.product_of_columns(left, right, start)
        self.choices.append("the inner product of matrices is read as tr(A^T B)")
        return self.build(start, lambda: trace(inner(left, right)))

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
    **dict.fromkeys(("sup", "inf", "min", "max"), Commands.optimal_value), "begin": Commands.environment,
    **dict.fromkeys(("ones", "zeros"), Commands.constant_tensor), "mathbb": Commands.blackboard, "normal": Commands.normal,
    "indicator": Commands.indicator_command, "where": Commands.choice, "KL": Commands.divergence_command,
    **dict.fromkeys(("E", "Var", "Cov"), Commands.mean_command),
}  # fmt: skip


def _is_entry(side: Term) -> bool:
    """Whether a number in angles is rather an entry of a vector than a side of an inner product: 2, t^2, \\sin t."""
    bare = side.args[1] if side.op == "mul" and len(side.args) == 2 and side.args[0].op == "number" else side
    return bare.op in ("number", "power", "sin", "cos", "exp", "log", "sqrt", "tan")
