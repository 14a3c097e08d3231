"""Typed formulas: a hand-written operator-precedence parser that fails closed.

Every character is used, or the result is a problem with a place.  Nothing is evaluated, and case is never folded.
Where people disagree there is one reading, which is listed in `Reading.choices`:

    typed             is read as            typed             is read as
    1/2x              (1/2)*x               sin 2x            sin(2*x)
    1/(2x)(y)         (1/(2*x))*y           sin x cos y       sin(x)*cos(y)
    x^2y              (x^2)*y               sin x/2           sin(x)/2
    e^2x              (e^2)*x               ln 2x+1           ln(2*x) + 1
    x^1/2             (x^1)/2               sin^2 x           (sin(x))^2
    x^y^z             x^(y^z)               log x^2           log(x^2)
    -x^2              -(x^2)                √2x               √(2)*x
    x(x+1)            x*(x+1), unless x is declared as a function
    xy                x*y, if x and y are declared and xy is not
    1e5               100000
    A' (a matrix)     the transpose; tanh(v) of a vector is taken entry by entry

What has no safe reading is a problem: `sin^-1 x`, `f(x)` with f not declared, `2e+3x`, `n!!`, `n!=m` without a space, a word of
several letters that nobody declared.  1/x is read as x^-1 and 1/x^2 as x^-2; `1/2` is one rational number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verify.functions import (
    determinant,
    elementwise,
    elementwise_product,
    factorial,
    inner,
    inverse,
    matrix_power,
    minus,
    norm,
    sum_norm,
)
from verify.problem import InputError, Problem
from verify.read.answers import Answers
from verify.read.binding import MAXIMAL_ORDER
from verify.read.calls import MAXIMAL_EXPONENT, minus_sign
from verify.read.cursor import MAXIMAL_DEPTH
from verify.read.definitions import NO_DEFINITIONS, Definition
from verify.read.ellipsis import continued
from verify.read.naming import EULER
from verify.read.scan import Token, exact, superscript
from verify.read.sizes import SizeNeeded, fitting
from verify.sort import Function
from verify.term import MINUS_ONE, ONE, ZERO, Shape, Term, apply, call, exp, make, number, power, relation, transpose

_SIGNS = re.compile(r"\+\s*[-/−–]")
_MODULES = re.compile(r"(?<![A-Za-z0-9_])(?:numpy|np|jnp|torch)\.")
_RELATIONS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_BINDING = {"<=>": 1, "iff": 1, "=>": 1, "implies": 1, "or": 2, "and": 3} | dict.fromkeys((*_RELATIONS, "in", "notin"), 4)
_CONNECTIVE = {"<=>": "iff", "iff": "iff", "=>": "implies", "implies": "implies", "or": "or", "and": "and"}

_DOTS = frozenset(("·", "⋅", "cdot"))
_MULTIPLIES = frozenset(("*", "/", "hadamard", ".*", "./"))

_SET_WORDS = {
    "in": "in", "notin": "notin", "union": "cup", "intersect": "cap", "intersection": "cap", "minus": "setminus",
    "setminus": "setminus", "emptyset": "emptyset",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A formula as it was understood: the term, the choices made where it was ambiguous, and the undeclared names.

    Each undeclared name is a real number.
    """

    term: Term
    choices: tuple[str, ...] = ()
    undeclared: tuple[str, ...] = ()


def read_text(
    source: str,
    symbols: Mapping[str, Term],
    shape: Shape | None = None,
    wanted: str = "",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
) -> Reading:
    """Read a typed formula whose declared names are `symbols`; `shape` is what it should have, where that is known.

    `wanted` is "set" where a set is asked for: (0, 1) is an interval then.  Raises InputError whose problem has the source and
    a span.
    """
    return read_with(Parser, source, symbols, shape, wanted, definitions)


def read_with(
    parser: type[Parser],
    source: str,
    symbols: Mapping[str, Term],
    shape: Shape | None,
    wanted: str = "",
    definitions: Mapping[str, Definition] = NO_DEFINITIONS,
) -> Reading:
    """The reading of a formula by a parser, with the sizes that fit for the matrices whose size it does not say."""

    def read(assumed: tuple[Term, ...]) -> Reading:
        try:
            reader = parser(source, symbols, assumed)
            reader.wanted = wanted
            reader.shape = shape
            reader.definitions = definitions
            return _reading_of(reader)
        except IndexError:  # a step beyond the last token
            problem = Problem("incomplete", "the formula ends too early", "", "an operand or a bracket", source, _end_of(source))
            raise InputError(problem) from None
        except RecursionError:  # some levels take more frames than others, and the caller may stand deep already
            whole = (0, max(1, len(source)))
            problem = Problem("too-deep", "a formula nested too deeply", "", f"at most {MAXIMAL_DEPTH} levels", source, whole)
            raise InputError(problem) from None

    try:
        return read(())
    except SizeNeeded:
        pass
    try:
        return fitting(read, shape)
    except InputError as error:
        raise _placed(error, source, len(source)) from None


def _end_of(source: str) -> tuple[int, int]:
    return max(0, len(source) - 1), max(1, len(source))


def _reading_of(parser: Parser) -> Reading:
    """The whole formula of a parser; a problem without a place gets that of what has been read."""
    try:
        term = parser.formula()
    except InputError as error:
        raise _placed(error, parser.source, max(1, parser.finished())) from None
    return Reading(term, tuple(dict.fromkeys(parser.choices)), tuple(parser.undeclared))


def _placed(error: InputError, source: str, end: int) -> InputError:
    """The problem with a place: the beginning of the source, if it has none."""
    return error if error.problem.span is not None else InputError(replace(error.problem, source=source, span=(0, end)))


class Parser(Answers):
    """The grammar; the classes below it read names and binders."""

    has_conditions = True  # a if c else b

    def __init__(self, source: str, symbols: Mapping[str, Term], sizes: tuple[Term, ...] = ()) -> None:
        super().__init__(source, symbols, sizes)
        self.is_code = "@" in source or _MODULES.search(source) is not None  # of Python, where A * B is no matrix product
        self.normed: Term = ZERO  # the vector of the last norm
        self.volumes: dict[int, tuple[Term, Term]] = {}  # matrices in the inner bars of ||A||, and their norms
        self.norms: dict[int, Term] = {}  # norms of vectors by the position of their closing bar

    def scanned(self) -> list[Token]:
        """The tokens of the source; the words of sets are operators, unless they are declared as names."""
        tokens = super().scanned()
        for place, (kind, text, start, end) in enumerate(tokens):
            if kind == "name" and text in _SET_WORDS and text not in self.symbols:
                tokens[place] = (_SET_WORDS[text], text, start, end)
        tokens = _with_not_in(tokens)
        return _with_signs(tokens) if _SIGNS.search(self.source) else tokens

    def application(self, name: str, function: Term) -> Term:
        """f(x, y), f'(x), and g^(1, 0)(x, y), which is differentiated once in its first argument."""
        orders = self.partial_orders(function)
        term = super().application(name, function)
        return term if orders is None else apply(function, *term.args[1:], orders=orders)

    def partial_orders(self, function: Term) -> tuple[int, ...] | None:
        """The orders in ^(1, 0) or ^{(1, 0)}, one for each of several arguments; steps over them."""
        arity = function.sort.arity if isinstance(function.sort, Function) and function.name not in self.definitions else 1
        opened = self.position + 1 + (self.tokens[self.position + 1][0] == "{" if self.tokens[self.position][0] == "^" else 0)
        closed = opened + 2 * arity
        inside = self.tokens[opened + 1 : closed]
        shape = ["^", "(", *["number", ","] * (arity - 1), "number", ")"]
        if arity < 2 or [self.tokens[self.position][0], *(token[0] for token in self.tokens[opened : closed + 1])] != shape:
            return None
        orders = [token[1] for token in inside[::2]]
        if not all(order.isdigit() and int(order) <= MAXIMAL_ORDER for order in orders):
            raise self.fail("out-of-range", "an order of differentiation", f"orders from 0 to {MAXIMAL_ORDER}", at=opened)
        braces = opened - self.position - 1
        self.position = closed + 1
        if braces:
            self.expect("}", opened - 1)
        return tuple(map(int, orders))

    # ------------------------------------------------------------------------------------------------------------- grammar

    def formula(self) -> Term:
        term = self.whole()
        kind = self.tokens[self.position][0]
        if kind in (")", "]", "}"):
            raise self.fail("unbalanced-bracket", f"{kind!r} without its partner", "remove it, or open a bracket before")
        if kind != "end":
            raise self.unexpected("an operator")
        self.check_definitions(term)
        for name, at in self.functions_used.items():
            if name in self.undeclared:
                raise self.fail("ambiguous", f"{name} as a function and as a number", f"declare {name}", at=at)
        return term

    def statement(self, floor: int) -> Term:
        """Relations and connectives that bind tighter than `floor`, and below them sums."""
        self.deeper()
        start = self.position
        if self.tokens[start][0] == "not":
            self.position += 1
            left = make("not", (self.truth(self.statement(3), start + 1),))
        else:
            left = self.sum()
            if self.tokens[self.position][0] == "if" and self.has_conditions:
                left = self.conditional_after(left, start)
        chain: Term | None = None  # what this loop has built: only that is flat with what follows, not what stood in brackets
        while (power := _BINDING.get(kind := self.tokens[self.position][0], 0)) > floor:
            if power == 4:
                left = self.relation(left, start) if kind in _RELATIONS else self.membership(left, start)
                continue
            op = _CONNECTIVE[kind]
            if power == 1 and chain is not None and chain.op in ("iff", "implies"):
                raise self.fail("ambiguous", f"a second {op!r}", "use brackets")
            self.position += 1
            after = self.position
            right = self.truth(self.statement(power), after)
            left = self.truth(left, start)
            left = chain = make(op, (*left.args, right) if left is chain and left.op == op else (left, right))
        self.depth -= 1
        return left

    def relation(self, left: Term, start: int) -> Term:
        """left < middle < right ..., a conjunction if there are several."""
        found: list[Term] = []
        while (kind := self.tokens[self.position][0]) in _RELATIONS:
            if kind == "!=" and self.adjacent_factorial():
                raise self.fail("ambiguous", "'!=' after a quantity", "write x != y or x! = y, with spaces")
            self.position += 1
            after = self.position
            right = self.sum()
            self.quantity(left, start)
            self.quantity(right, after)
            if kind in ("=", "!="):
                left, right = _zero_like(left, right), _zero_like(right, left)
            found.append(self.build(start, relation, _RELATIONS[kind], left, right))
            left, start = right, after
        return found[0] if len(found) == 1 else make("and", tuple(found))

    def adjacent_factorial(self) -> bool:
        return self.tokens[self.position - 1][3] == self.tokens[self.position][2] and self.tokens[self.position][1] == "!="

    def sum(self) -> Term:
        tokens = self.tokens
        start = self.position
        kind = tokens[start][0]
        negative = False
        while kind in ("-", "+"):
            negative ^= kind == "-"
            self.position += 1
            kind = tokens[self.position][0]
        first = self.summand(negative)
        kind = tokens[self.position][0]
        if kind != "+" and kind != "-":
            return first
        terms = [self.quantity(first, start)]
        while kind == "+" or kind == "-":
            self.position += 1
            negative = kind == "-"
            after = self.position
            if tokens[after][0] == "dots":
                self.continue_sum(terms, start, negative)
                kind = tokens[self.position][0]
                continue
            while (kind := tokens[self.position][0]) in ("-", "+"):
                negative ^= kind == "-"
                self.position += 1
            terms.append(self.quantity(self.summand(negative), after))
            kind = tokens[self.position][0]
        return self.build(start, make, "add", tuple(terms))

    def continue_sum(self, terms: list[Term], start: int, negative: bool) -> None:
        """`\\cdots + x_n` after the first terms, at the dots: these terms become one sum."""
        at = self.position
        self.position += 1
        if negative or not self.step("+"):
            raise self.fail("unsupported", "dots in a sum that is not all plus", "write it with a sum sign", at=at)
        found = continued(terms, self.quantity(self.summand(False), at + 2))
        if found is None:
            raise self.fail("ambiguous", "dots between terms that do not tell what stands for them",
                            "the first two terms and the last one, or a sum sign", at=at)  # fmt: skip
        count, total = found
        terms[-count:] = [total]
        self.choices.append(f"{self.slice(start, self.position - 1)} is read as a sum over {total.args[0].name} from"
                            f" {total.args[1]!r}")  # fmt: skip

    def summand(self, negative: bool) -> Term:
        """One term of a sum."""
        return self.product(negative)

    def product(self, negative: bool) -> Term:
        """Factors joined by *, / or nothing; `negative` puts a sign into the first."""
        start = self.position
        first = self.power()
        kind = self.tokens[self.position][0]
        goes_on = kind in _MULTIPLIES or (kind == "setminus" and first.shape) or self.starts_factor(kind)
        if not goes_on:  # one factor alone, nearly always
            if not negative:
                return first
            self.quantity(first, start)
            return number(-first.value[0], first.value[1]) if first.op == "number" else make("mul", (MINUS_ONE, first))
        factors = [self.quantity(first, start)]
        literal = self.is_literal(start)
        divided = -1  # where a denominator began, if the last operator was a division
        while True:
            kind = self.tokens[self.position][0]
            at = self.position + 1
            if kind == "*":
                self.position += 1
                factor = self.quantity(self.signed_power(), at)
                if factor.shape and self.tokens[at - 1][1] in _DOTS and factor.shape[1] is ONE is not factor.shape[0]:
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
            elif kind == "hadamard":
                self.position += 1
                factors[-1] = self.build(start, elementwise_product, factors[-1], self.quantity(self.signed_power(), at))
                divided = -1
            elif self.starts_factor(kind):
                at -= 1
                self.check_line_end(at)
                if divided >= 0:
                    self.choices.append(
                        f"{self.slice(start, at)} is read as ({self.slice(start, at - 1)})*{self.tokens[at][1]}"
                    )
                divided = -1
                factors.append(self.quantity(self.power(), at))
            else:
                break
        if negative:
            head = factors[0]
            if head.op == "number":
                factors[0] = number(-head.value[0], head.value[1])
            else:
                factors.insert(0, MINUS_ONE)
        return self.build(start, self.multiply, factors)

    def dot_product(self, factors: list[Term], right: Term, start: int) -> tuple[list[Term], Term]:
        """u . v of two columns is their inner product; nothing changes for what is no column."""
        left = self.build(start, self.multiply, factors)
        if left.shape != right.shape:
            return factors, right
        self.choices.append(f"{self.slice(start, self.position - 1)} is read as an inner product")
        return [], self.build(start, inner, left, right)

    def check_array_product(self, factors: list[Term], at: int) -> None:
        """A * B of arrays is taken entry by entry in Python, and is the matrix product elsewhere."""
        *before, last = factors
        if self.tokens[at][1] == "@" and not (last.shape and before[-1].shape):
            raise self.fail("shape-mismatch", "a matrix product of numbers", "write *", at=at)
        if self.tokens[at][1] != "@" and last.shape and any(factor.shape for factor in before):
            raise self.fail("ambiguous", "a product of arrays, entry by entry or of matrices", "A @ B", at=at)

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

    def check_line_end(self, at: int) -> None:
        """A line that ends is no product with the next one."""
        if "\n" in self.source[self.tokens[at - 1][3] : self.tokens[at][2]]:
            raise self.fail("ambiguous", "a new line between two quantities", "an operator between them, or one line", at=at)

    def starts_factor(self, kind: str) -> bool:
        """Whether a factor without an operator may begin here."""
        if kind == "number":
            if self.tokens[self.position - 1][0] in (")", "!"):  # (k-1)2^L, 2! 3!
                return True
            raise self.fail("unexpected-token", "a number after a quantity", "write * between the factors, or + or -")
        return kind == "name" or kind == "(" or (kind == "|" and self.bars == 0) or (kind == "[" and self.starts_literal())

    def is_literal(self, start: int) -> bool:
        """Whether the token `start` alone is what was just read, and a natural number."""
        return self.position == start + 1 and self.tokens[start][1].isdigit()

    def divide(self, factors: list[Term], at: int, literal: bool) -> bool:
        """Append 1/denominator, whose first token is `at`; two literals make one rational.  Returns False."""
        self.plain_power = None
        denominator = self.quantity(self.signed_power(), at)
        if denominator.shape:
            raise self.fail("shape-mismatch", "a division by a matrix or a vector", "write inv(A)", at=at)
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

    def signed_power(self) -> Term:
        negative = False
        while (kind := self.tokens[self.position][0]) in ("-", "+"):
            negative ^= kind == "-"
            self.position += 1
        at = self.position
        term = self.power()
        return minus_sign(self.quantity(term, at)) if negative else term

    def power(self) -> Term:
        """An atom with its postfixes and its exponent."""
        start = self.position
        base = self.atom()
        while True:
            kind, text, _, _ = self.tokens[self.position]
            if kind == "^":
                self.position += 1
                if base.shape and self.is_transpose_mark():
                    self.position += 1
                    base = transpose(base)
                    if self.starts_factor(self.tokens[self.position][0]):
                        return base  # W^T W: what follows is the next factor
                    continue
                if base.shape and self.tokens[self.position][0] == "-":  # A^-T
                    self.position += 1
                    if self.is_transpose_mark():
                        self.position += 1
                        base = self.build(start, inverse, transpose(base))
                        continue
                    self.position -= 1
                at = self.position
                self.deeper()
                exponent = self.quantity(self.signed_power(), at)
                self.depth -= 1
                base = self.raised(base, exponent, start, at)
            elif kind == ".^":
                base = self.entrywise_power(base, start)
            elif kind == "super":
                self.position += 1
                base = self.raised(base, number(self.integer(superscript(text))), start, self.position - 1)
            elif kind == "!":
                base = self.factorial(base, start)
                continue
            elif kind == "'" or kind == "T":
                base = self.transposed(base, start)
                continue
            elif kind == "_+":
                base = self.positive_part(base, start)
                continue
            else:
                return base
            if self.tokens[self.position][0] in ("!", "'", "super", "^", ".^"):
                raise self.fail("ambiguous", "a second exponent", "use brackets: (x^2)^3 or x^(2^3)")
            return base

    def entrywise_power(self, base: Term, start: int) -> Term:
        """x.^2, from the operator on."""
        self.position += 1
        at = self.position
        exponent = self.quantity(self.signed_power(), at)
        if not base.shape:
            return self.raised(base, exponent, start, at)
        if exponent.shape:
            raise self.fail("unsupported", "an exponent that is an array", "a number", at=at)
        return self.build(start, elementwise, lambda entry: power(entry, exponent), base)

    def integer(self, text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise self.fail("malformed-number", f"{text!r} as an exponent", "an integer", at=self.position - 1) from None

    def is_transpose_mark(self) -> bool:
        kind, text, start, end = self.tokens[self.position]
        if kind == "name" and text[0] == "T" and text[1:2].isalpha() and not {"T", text} & set(self.symbols):
            self.tokens[self.position : self.position + 1] = [("name", "T", start, start + 1), ("name", text[1:], start + 1, end)]
            kind, text = "name", "T"  # W^TWx
        return kind == "T" or (kind == "name" and text == "T" and "T" not in self.symbols)

    def raised(self, base: Term, exponent: Term, start: int, at: int) -> Term:
        self.quantity(base, start)
        if exponent.op == "number" and max(abs(exponent.value[0]), exponent.value[1]) > MAXIMAL_EXPONENT:
            raise self.fail("too-large", "an exponent that is too large", f"at most {MAXIMAL_EXPONENT}", at=at)
        self.note_end_of_exponent(start, at)
        if base is EULER and self.tokens[start][1] == "e":
            return exp(exponent)
        if base.shape and self.is_code:
            raise self.fail("ambiguous", "a power of an array, entry by entry or of a matrix", "A @ A", at=at)
        if base.shape:
            return self.build(start, matrix_power, base, exponent)
        term = self.build(start, make, "power", (base, exponent))
        self.plain_power = term
        return term

    def note_end_of_exponent(self, start: int, at: int) -> None:
        """What follows an exponent without a space, in x^2y and x^1/2, might be meant to belong to it."""
        here = self.position
        following, text, begins, _ = self.tokens[here]
        if self.tokens[at][0] == "(" or begins != self.tokens[here - 1][3]:
            return
        power = self.slice(start, here - 1)
        if following in ("name", "("):
            self.choices.append(f"{self.slice(start, here)} is read as ({power})*{text}")
        elif following == "/" and here == at + 1 and self.tokens[at][0] == self.tokens[here + 1][0] == "number":
            self.choices.append(f"{self.slice(start, here + 1)} is read as ({power})/{self.tokens[here + 1][1]}")

    def factorial(self, base: Term, start: int) -> Term:
        self.position += 1
        if self.tokens[self.position][0] == "!":
            raise self.fail("ambiguous", "'!!', which may be a double factorial or a factorial of a factorial", "write (n!)!")
        return self.build(start, factorial, self.quantity(base, start))

    def positive_part(self, base: Term, start: int) -> Term:
        """(x)_+ = max(x, 0), of a vector entry by entry."""
        self.position += 1
        self.quantity(base, start)
        if base.shape:
            return self.build(start, elementwise, lambda entry: call("max", entry, ZERO), base)
        return self.build(start, call, "max", base, ZERO)

    def transposed(self, base: Term, start: int) -> Term:
        if not base.shape:
            raise self.fail("unexpected-token", "a prime on a number", "diff(f, x) differentiates; a prime transposes a matrix")
        self.position += 1
        if self.tokens[self.position][0] == "'":
            raise self.fail("unexpected-token", "a second prime", "write transpose(transpose(A))")
        return transpose(base)

    def atom(self) -> Term:
        kind, text, _, _ = self.tokens[self.position]
        if kind == "number":
            self.position += 1
            if "e" in text or "E" in text:
                self.choices.append(f"{text} is read as {text.lower().partition('e')[0]}*10^({text.lower().partition('e')[2]})")
            return number(int(text)) if text.isdigit() else number(exact(text))
        if kind == "name":
            rate = self.rate() if text == "d" and "d" not in self.bound else None
            return self.named() if rate is None else rate
        if kind == "(":
            return self.bracketed()
        if kind == "|":
            return self.absolute()
        if kind == "[":
            return self.literal_matrix()
        if kind == "{":
            return self.literal_set()
        if kind == "if":
            return self.conditional()
        raise self.unexpected("a number, a name or a bracket")

    def check_bars(self) -> None:
        """|x|y|z|: the bars may be paired in two ways."""
        place = self.position
        if self.tokens[place][0] not in ("name", "number", "("):
            return
        while self.tokens[place][0] in ("name", "number", "(", ")", "^", "{", "}"):
            place += 1
        if self.tokens[place][0] == "|" and self.bars == 0 and self.tokens[place][1] == "|":
            raise self.fail("ambiguous", "bars that can be paired in two ways", "write abs(...), or a * between the factors")

    def bracketed(self) -> Term:
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        term = self.statement(0)
        self.bars = bars
        if self.tokens[self.position][0] == ",":
            raise self.fail("unexpected-token", "a comma in brackets", "a vector is [a, b]; a decimal point is '.'")
        self.expect(")", opened)
        self.plain_power = None
        return term

    def absolute(self) -> Term:
        opened = self.position
        self.position += 1
        self.bars += 1
        inner = self.quantity(self.sum(), opened + 1)
        self.bars -= 1
        self.expect("|", opened)
        self.plain_power = None
        self.check_bars()
        matrix, volume = self.volumes.get(self.position - 2, (ZERO, ZERO))
        if volume is not ZERO:
            if volume is not inner or self.tokens[opened + 1][0] != "|":
                raise self.fail("ambiguous", "bars that can be paired in two ways", "det(A), norm(A) or abs(x)", at=opened)
            return self.norm_of_matrix(matrix, opened)
        if self.position - 2 in self.norms and self.tokens[opened + 1][0] == "|" and self.norms[self.position - 2] is inner:
            return self.norm_with_index(inner, opened)  # ||v|| was already read as the norm
        if not inner.shape:
            return make("abs", (inner,))
        if inner.shape[1] is not ONE:
            if self.bars and self.tokens[opened - 1][0] == self.tokens[self.position][0] == "|":  # those of ||A||_F, inside
                self.volumes[self.position - 1] = inner, norm(inner)
                return norm(inner)
            if inner.shape[0] is not inner.shape[1]:
                raise self.fail("ambiguous", "bars round a matrix", "write det(A) or norm(A)", at=opened)
            self.choices.append("bars round a square matrix are read as its determinant")
            return determinant(inner)
        term = norm(inner)
        self.norms[self.position - 1] = term
        self.normed = inner
        return term

    def norm_of_matrix(self, matrix: Term, opened: int) -> Term:
        """||A||_F; without its index this is the spectral norm to others, and |A| alone the determinant."""
        if [token[1] for token in self.tokens[self.position : self.position + 2]] != ["_", "F"]:
            raise self.fail("ambiguous", "double bars round a matrix", "||A||_F, or norm(A)", at=opened)
        self.position += 2
        return self.build(opened, norm, matrix)

    def norm_with_index(self, term: Term, opened: int) -> Term:
        """||v||, or with its index ||v||_2, ||v||_1, ||A||_F."""
        braces = self.tokens[self.position][1] == "_{"
        if not braces and not self.step("_"):
            return term
        self.position += braces
        which = self.tokens[self.position][1]
        self.position += 1
        if braces:
            self.expect("}", self.position - 2)
        if which not in ("1", "2", "F"):
            raise self.fail("unsupported", f"the norm with index {which}", "the Euclidean or the Frobenius norm", at=opened)
        return self.build(opened, sum_norm, self.normed) if which == "1" else term


def _zero_like(term: Term, other: Term) -> Term:
    """The literal 0 beside a vector or a matrix is the one of zeros."""
    return make("zeros", other.shape) if term is ZERO and other.shape else term


def _with_not_in(tokens: list[Token]) -> list[Token]:
    """`not in` as one token."""
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place][0] == "in" and tokens[place - 1][0] == "not":
            tokens[place - 1 : place + 1] = [("notin", "not in", tokens[place - 1][2], tokens[place][3])]
    return tokens


def _begins_a_side(tokens: list[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1][0] in ("=", "{")


def _with_signs(tokens: list[Token]) -> list[Token]:
    """+/-, and +- after = or a brace, as one token: nobody writes +-2 there for -2."""
    for place in range(len(tokens) - 2, -1, -1):
        kinds = [token[0] for token in tokens[place : place + 3]]
        if kinds == ["+", "/", "-"]:
            tokens[place : place + 3] = [("pm", "+/-", tokens[place][2], tokens[place + 2][3])]
        elif kinds[:2] == ["+", "-"] and tokens[place][3] == tokens[place + 1][2] and _begins_a_side(tokens, place):
            tokens[place : place + 2] = [("pm", "+-", tokens[place][2], tokens[place + 1][3])]
    return tokens
