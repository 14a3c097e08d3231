"""Products of typed formulas: factors joined by *, / or nothing, and the operations on arrays beside them."""

from __future__ import annotations

from functools import reduce

from verify.functions import elementwise, elementwise_product, inner, inverse, minus
from verify.problem import InputError
from verify.read.atoms import Atoms
from verify.term import MINUS_ONE, ONE, Term, free_symbols, make, matmul, number, power, transpose

_DOTS = frozenset(("·", "⋅", "cdot"))
_BIG = frozenset(("sum", "prod", "product", "int", "integral", "∑", "∏", "∫", "Σ", "Π"))
_APART = frozenset(("log", "ln", "logdet", "tr", "trace", "exp", "E"))
_ENDS = frozenset(("end", ")", "]", "}", "+", "-", ",", "=", "<", "<=", ">", ">="))  # what no factor and no operator is
_MULTIPLIES = frozenset(("*", "/", "hadamard", ".*", "./", "⊗"))


class Products(Atoms):
    """The part of the parser that reads products."""

    def is_apart(self, divisor: int, at: int) -> bool:
        """Whether what follows a denominator stands apart: the logarithm of n/2 log(x) is in no denominator, nor is the sum of
        1/n sum(x) or what follows the bracket of 1/(2v) x, and most have no bracket in that of 5/4 (x - 1)."""
        kind, text, begins, _ = self.tokens[at]
        before, last, after = self.tokens[divisor - 2][0], self.tokens[at - 1], self.tokens[divisor]
        if begins == last[3]:
            return False
        if after[0] == "(" and last[0] == ")":
            return True
        is_alone = at == divisor + 1 or (at == divisor + 3 and self.tokens[divisor + 1][0] == "^")
        if after[0] == "name" and is_alone:
            return text in _BIG or kind in ("norm", "|")
        if after[0] != "number" or at > divisor + 1:
            return False
        return before == "number" if kind == "(" else kind in ("norm", "|") or text in _APART or text in _BIG

    def product(self, negative: bool) -> Term:
        """Factors joined by *, / or nothing; `negative` puts a sign into the first."""
        start = self.position
        first = self.power()
        kind = self.tokens[self.position][0]
        goes_on = kind not in _ENDS and (
            kind in _MULTIPLIES or (kind == "setminus" and first.shape) or self.starts_factor(kind)
        )
        if not goes_on:  # one factor alone, nearly always
            if not negative:
                return first
            self.quantity(first, start)
            return number(-first.value[0], first.value[1]) if first.op == "number" else make("mul", (MINUS_ONE, first))
        factors = [self.quantity(first, start)]
        runs: list[list[Term]] = []  # the factors before each ⊙, up to the one before it
        literal = self.is_literal(start)
        divided = -1  # where a denominator began, if the last operator was a division
        while True:
            kind = self.tokens[self.position][0]
            at = self.position + 1
            if kind in _ENDS:
                break
            if runs and kind in (".*", "./", "/", "setminus"):
                runs, factors = [], self.entry_by_entry([*runs, factors], start)
            if kind == "*":
                self.position += 1
                factor = self.quantity(self.signed_power(), at)
                if factor.shape and self.tokens[at - 1][1] in _DOTS and ONE not in factor.shape:
                    factor = self.column_behind_dot(factor, factors, start, at)
                if factor.shape and self.tokens[at - 1][1] in _DOTS and factor.shape[1] is ONE is not factor.shape[0]:
                    runs, factors = [], self.entry_by_entry([*runs, factors], start)
                    factors, factor = self.dot_product(factors, factor, start)
                factors.append(factor)
                if self.is_code:
                    self.check_array_product(factors, at - 1)
                divided = -1
            elif kind in (".*", "./") or (kind == "setminus" and factors[-1].shape):
                self.position += 1
                factors = [self.array_operation(kind, factors, self.quantity(self.signed_power(), at), start)]
                literal, divided = False, -1
            elif kind == "/":
                self.position += 1
                literal = self.divide(factors, at, literal)
                divided = at
            elif kind == "⊗":
                self.position += 1
                factors = [self.outer_product(factors, self.quantity(self.signed_power(), at), start)]
                divided = -1
            elif kind == "hadamard":
                self.position += 1
                other = self.quantity(self.signed_power(), at)
                if self.tokens[at - 1][1] == "circ" and any(self.is_undeclared_name(each) for each in (factors[-1], other)):
                    raise self.fail("ambiguous", "a ring, between functions or quantities", "f(g(x)), or a product", at=at - 1)
                runs, factors = [*runs, factors], [other]
                divided = -1
            elif self.starts_factor(kind):
                at -= 1
                self.check_line_end(at)
                if divided >= 0 and not self.is_apart(divided, at):
                    self.doubt_grouping(f"{self.slice(start, at)} is read as ({self.slice(start, at - 1)})*{self.tokens[at][1]}")
                divided = -1
                factors.append(self.quantity(self.power(), at))
            else:
                break
        factors = self.entry_by_entry([*runs, factors], start)
        if negative:
            head = factors[0]
            if head.op == "number":
                factors[0] = number(-head.value[0], head.value[1])
            else:
                factors.insert(0, MINUS_ONE)
        return self.build(start, self.multiply, factors)

    def entry_by_entry(self, runs: list[list[Term]], start: int) -> list[Term]:
        """The factors of A x ⊙ y: (A x) ⊙ y where the shapes allow that, or A (x ⊙ y); what allows both is in doubt."""
        if len(runs) == 1:
            return runs[0]
        tight: list[Term] = []
        apart: Term | InputError
        try:
            tight = self.adjacent_by_entry(runs, start)
            apart = self.multiply(tight)
        except InputError as error:
            apart = error
        try:
            parts = [self.build(start, self.multiply, run) for run in runs]
            fits = all(part.shape == parts[0].shape for part in parts)
        except InputError:
            fits = False
        if not fits:
            if isinstance(apart, InputError):
                raise apart
            return tight
        whole = self.build(start, reduce, elementwise_product, parts)
        has_products = any(sum(bool(factor.shape) for factor in run) > 1 for run in runs)
        if has_products and not isinstance(apart, InputError) and apart is not whole:
            self.doubt(f"{self.slice(start, self.position - 1)} is read with ⊙ between the whole products")
        return [whole]

    def adjacent_by_entry(self, runs: list[list[Term]], start: int) -> list[Term]:
        """The factors with ⊙ between the two that are next to it, or all that stands before it, where that has the shape."""
        factors = list(runs[0])
        for other, *rest in runs[1:]:
            if len(factors) > 1 and factors[-1].shape != other.shape:  # W'(Wh - y) is one factor of what has its shape
                factors = [self.build(start, self.multiply, factors)]
            factors[-1] = self.build(start, elementwise_product, factors[-1], other)
            factors += rest
        return factors

    def divide(self, factors: list[Term], at: int, literal: bool) -> bool:
        """Append 1/denominator, whose first token is `at`; two literals make one rational.  Returns False."""
        self.plain_power = None
        known = self.entry_doubts()
        denominator = self.quantity(self.signed_power(), at)
        if denominator.shape:
            factors[:] = [self.divided_by_entries(self.multiply(factors), denominator, at, "write inv(A)", known)]
            return False
        if literal and len(factors) == 1 and self.is_literal(at) and denominator.value[0]:
            factors[0] = number(factors[0].value[0], denominator.value[0])
            return False
        exponent = denominator.args[1] if denominator.op == "power" else None
        if denominator is self.plain_power and exponent is not None and exponent.op == "number" and exponent.value[0] > 0:
            inverted = make("power", (denominator.args[0], minus(exponent)))
        else:
            inverted = make("power", (denominator, MINUS_ONE))
        if literal and len(factors) == 1 and factors[0] is ONE:
            factors[0] = inverted
        else:
            factors.append(inverted)
        return False

    def divided_by_entries(self, whole: Term, denominator: Term, at: int, help: str, known: tuple[int, int]) -> Term:
        """u/v and c/v of columns, entry by entry; `known` doubts about entries are older than the denominator."""
        is_known = self.in_diagonal or self.has_known_size(denominator)
        if not is_known or denominator.shape[1] is not ONE or whole.shape not in ((), denominator.shape):
            raise self.fail("shape-mismatch", "a division by a matrix or a vector", help, at=at)
        if not whole.shape and any(each.shape for each in free_symbols(whole)):
            self.doubt("a number that is made of vectors is divided by each entry")  # \\frac{x \\cdot y}{v}
        if not self.in_diagonal:
            self.choices.append(f"a division by {self.slice(at, self.position - 1)} is read entry by entry")
            if len(self.entry_powers) == known[0]:  # \sqrt{v} + c, but not x^2 + c, which is a number to others
                self.settle(self.entry_sums, known[1])
        quotient = self.build(at, elementwise_product, whole, elementwise(lambda entry: power(entry, MINUS_ONE), denominator))
        self.quotients.add(quotient)
        return quotient

    def is_undeclared_name(self, term: Term) -> bool:
        return term.op == "symbol" and term.name in self.undeclared

    def is_literal(self, start: int) -> bool:
        """Whether the token `start` alone is what was just read, and a natural number."""
        return self.position == start + 1 and self.tokens[start][1].isdigit()

    def starts_factor(self, kind: str) -> bool:
        """Whether a factor without an operator may begin here."""
        if kind == "number":
            before, here, after = self.tokens[self.position - 1 : self.position + 2]
            is_spaced_power = before[0] == "name" and before[3] < here[2] and after[0] == "^"
            if before[0] in (")", "!") or is_spaced_power:  # (k-1)2^L, 2! 3!, C_1 2^n
                return True
            raise self.fail("unexpected-token", "a number after a quantity", "write * between the factors, or + or -")
        return kind == "name" or kind == "(" or (kind == "|" and self.bars == 0) or (kind == "[" and self.starts_literal())

    def check_line_end(self, at: int) -> None:
        """A line that ends is no product with the next one."""
        if "\n" in self.source[self.tokens[at - 1][3] : self.tokens[at][2]]:
            raise self.fail("ambiguous", "a new line between two quantities", "an operator between them, or one line", at=at)

    def array_operation(self, kind: str, factors: list[Term], right: Term, start: int) -> Term:
        """x .* y and x ./ y entry by entry, and A \\ b, which is inv(A) b; all that stands before belongs to the left side."""
        left = self.build(start, self.multiply, factors)
        if kind == "setminus":
            if left.shape[0] is not left.shape[1]:
                raise self.fail("ambiguous", "a division by a matrix that is not square", "inv(A'*A)*A'*b", at=start)
            self.choices.append(f"{self.slice(start, self.position - 1)} is read as the inverse times what follows it")
            return self.build(start, lambda: self.multiply([inverse(left), right]))
        if kind == "./":
            right = elementwise(lambda entry: power(entry, MINUS_ONE), right) if right.shape else power(right, MINUS_ONE)
        return self.build(start, elementwise_product, left, right)

    def outer_product(self, factors: list[Term], right: Term, start: int) -> Term:
        """x ⊗ y = x y^T of two columns, which is a column of all products to others."""
        left = self.build(start, self.multiply, factors)
        if left.shape[1:] != (ONE,) or right.shape[1:] != (ONE,):
            raise self.fail("ambiguous", "⊗ of what are not two columns", "x y^T, or the product that is meant", at=start)
        self.doubt(f"{self.slice(start, self.position - 1)} is read as an outer product")
        return self.build(start, matmul, left, transpose(right))

    def dot_product(self, factors: list[Term], right: Term, start: int) -> tuple[list[Term], Term]:
        """u . v of two columns is their inner product; nothing changes for what is no column."""
        left = self.build(start, self.multiply, factors)
        has_quotient = not self.quotients.isdisjoint((*factors, left, right))
        if right.shape == left.shape and left in self.quotients and left.op != "hadamard":
            self.doubt(f"{self.slice(start, self.position - 1)} is read entry by entry")
            return [], elementwise_product(left, right)
        if left.shape != right.shape and not (left.shape[1:] == right.shape[1:] == (ONE,)):
            return factors, right
        found = self.product_of_columns(left, right, start)
        note = self.doubt if has_quotient else self.choices.append
        note(f"{self.slice(start, self.position - 1)} is read as an inner product")
        return [], found

    def column_behind_dot(self, matrix: Term, factors: list[Term], start: int, at: int) -> Term:
        r"""The column A x of y \cdot A x, which has no other reading: a column y and a matrix have no product."""
        left = self.build(start, self.multiply, factors)
        run = [matrix]
        while left.shape[1:] == (ONE,) and run[-1].shape[1:] != (ONE,) and self.starts_factor(self.tokens[self.position][0]):
            run.append(self.quantity(self.power(), self.position))
        return self.build(at, self.multiply, run)

    def product_of_columns(self, left: Term, right: Term, start: int) -> Term:
        """The inner product of two columns of one size."""
        if left.shape != right.shape:
            seen, shapes = "an inner product of different shapes", (left.shape, right.shape)
            raise self.fail("shape-mismatch", seen, "two vectors of one size", at=start, shapes=shapes)
        return self.build(start, inner, left, right)

    def check_array_product(self, factors: list[Term], at: int) -> None:
        """A * B of arrays is taken entry by entry in Python, and is the matrix product elsewhere."""
        *before, last = factors
        if self.tokens[at][1] == "@" and not (last.shape and before[-1].shape):
            raise self.fail("shape-mismatch", "a matrix product of numbers", "write *", at=at)
        if self.tokens[at][1] == "@" and before[-1].shape[1:] == (ONE,) and last.op == "transpose":
            raise self.fail("ambiguous", "x @ y.T of vectors, a number in NumPy", "outer(x, y), or x*y'", at=at)
        if self.tokens[at][1] != "@" and last.shape and any(factor.shape for factor in before):
            raise self.fail("ambiguous", "a product of arrays, entry by entry or of matrices", "A @ B", at=at)
