"""Functions in typed formulas: `sin(x)`, `sin 2x`, `sin^2(x)`, and what they may be applied to."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TypeVar

from verify.functions import (
    BINDER_FUNCTIONS,
    FUNCTIONS,
    SCALAR_FUNCTIONS,
    WHOLE_MATRIX,
    elementwise,
    elementwise_product,
    largest_entry,
    smallest_entry,
)
from verify.read.binding import Binding
from verify.read.names import canonical_name
from verify.read.scan import superscript
from verify.sort import Outcome, Random, Scalar, Sequence
from verify.term import MINUS_ONE, ONE, Term, consists_of, free_symbols, make, matmul, mul, number, power, symbols_of_sort

MAXIMAL_EXPONENT = 10**6
_BRACKETED = frozenset(("max", "min", "beta", "Beta", "binomial", "binom", "nCr", "choose", "polygamma"))  # take brackets
_OF_MATRICES = frozenset(("det", "tr", "trace", "transpose", "inv", "inverse"))
_OF_RANDOM = frozenset(("mean", "var", "cov"))
_OUTCOME_AT = {"expectation": 1, "KL": 2}  # the place of the outcome over which they are
_BIG_OPERATORS = frozenset(
    ("command", word) for word in ("sum", "prod", "int", "lim", "nabla", "mathbb", "arg", "argmin", "argmax")
)
_SUMMING = frozenset((("command", "sum"), ("command", "int")))
_CIRCULAR = frozenset(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech"))
_OF_EXPONENTS = frozenset(("symbol", "number", "add", "mul"))
_INVERSE = {name: f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")}
# What is written without brackets: log (n)! may be the factorial of log n, or the log of n!.
_WITHOUT_BRACKETS = (
    frozenset(SCALAR_FUNCTIONS) - _BRACKETED - {"floor", "ceil", "ceiling", "abs", "gamma", "Gamma", "factorial"}
)


Read = TypeVar("Read")


class Calls(Binding):
    """The part of the parser that reads calls of the functions in `verify.functions`."""

    set_braces = ("{", "}")

    @abstractmethod
    def power(self) -> Term:
        """An atom with its postfixes and its exponent."""

    @abstractmethod
    def signed_power(self) -> Term:
        """A power, with a sign or without."""

    def function(self, name: str) -> Term:
        """A function of the table: `sin(x)`, `sin 2x`, `sin^2(x)`; the current token is the one after its name."""
        start = self.position - 1
        if name in BINDER_FUNCTIONS or name == "piecewise":
            return self.binding(name, start)
        exponent = self.function_exponent(name)
        if exponent is MINUS_ONE:
            self.doubt(f"{name}^-1 is read as {_INVERSE[name]}")
            name, exponent = _INVERSE[name], None
        if self.tokens[self.position][0] == "[":
            self.check_square_brackets(name, start)
        if self.tokens[self.position][0] == "(":
            args = self.of_diagonal(self.arguments) if name == "diag" else self.arguments()
            if self.tokens[self.position][0] == "!" and name in _WITHOUT_BRACKETS:
                raise self.fail("ambiguous", f"{name}(..)!, the factorial of {name} or of its argument",
                                f"({name}(n))! or {name}(n!)", at=start)  # fmt: skip
        elif name in SCALAR_FUNCTIONS and name not in _BRACKETED and self.is_braced():
            args = [self.braced()]
        elif name in SCALAR_FUNCTIONS and name not in _BRACKETED:
            args = [self.bare_argument(name, start)]
        elif name in ("det", "tr", "trace") and self.is_lone_matrix():
            args = [self.named()]
        else:
            raise self.unexpected(f"'(' after {name}")
        term = self.call(name, args, start)
        self.plain_power = term if name == "sqrt" and exponent is None else None
        if exponent is not None and term.op == "map" and term.shape[1:] == (ONE,):
            self.choices.append(f"{self.slice(start, self.position - 1)} is read entry by entry")
            return self.build(start, elementwise, lambda entry: power(entry, exponent), term)
        return term if exponent is None else make("power", (term, exponent))

    def of_diagonal(self, read: Callable[[], Read]) -> Read:
        """What is read as the entries of a diagonal matrix: there v^2 and 1/v have one meaning."""
        outer, self.in_diagonal = self.in_diagonal, True
        found = read()
        self.in_diagonal = outer
        return found

    def check_square_brackets(self, name: str, start: int) -> None:
        """f[x] is the call f(x), of one number; f[a, b] is that of a vector, and f[2](x) may mean the base or index 2."""
        opened, depth = self.position, 0
        for place in range(opened, len(self.tokens)):
            kind = self.tokens[place][0]
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            if depth == 1 and kind in (",", ";"):
                return
            if depth == 0:
                break
        else:
            return
        is_base = name in ("log", "ln") and place == opened + 2 and self.tokens[opened + 1][0] == "number"
        if self.tokens[place + 1][0] == "(" or (is_base and self.starts_factor(self.tokens[place + 1][0])):
            raise self.fail("ambiguous", f"{name}[..](..), an index or a factor", f"{name}(x), or log_2(x)", at=start)
        for at, round_one in ((opened, "("), (place, ")")):
            self.tokens[at] = (round_one, *self.tokens[at][1:])

    def exponent_with_names(self, name: str) -> Term:
        r"""The n of \sin^n x, and the n - 1 of \sin^{n-1} x."""
        at = self.position
        begins = [kind for kind, *_ in self.tokens[at : at + 2]]
        if name not in _CIRCULAR or "-" in begins[: 1 + (begins[0] in ("{", "("))] or begins == ["{", "("]:  # a derivative
            raise self.fail("ambiguous", f"an exponent of {name} that is no number", f"write ({name}(x))^n")
        self.deeper()
        exponent = self.braced() if begins[0] == "{" else self.quantity(self.signed_power(), at)
        self.depth -= 1
        if not free_symbols(exponent) or not consists_of(exponent, _OF_EXPONENTS):
            raise self.fail("ambiguous", f"an exponent of {name} that is no number", f"write ({name}(x))^n", at=at)
        return exponent

    def function_exponent(self, name: str) -> Term | None:
        """The 2 of sin^2 x, and -1 where that means the inverse function."""
        kind, text, _, _ = self.tokens[self.position]
        if kind == "super":
            text = superscript(text)
            self.position += 1
        elif kind == "^":
            self.position += 1
            negative = self.tokens[self.position][0] == "-"
            kind, text, _, _ = self.tokens[self.position + negative]
            if kind != "number":
                return self.exponent_with_names(name)
            self.position += 1 + negative
            text = "-" * negative + text
        else:
            return None
        if text == "-1" and name in _INVERSE:
            return MINUS_ONE
        if not text.isdigit() or int(text) < 1:
            help = f"write a{name}(x) or 1/{name}(x)" if name in ("sin", "cos", "tan") else f"write ({name}(x))^({text})"
            raise self.fail("ambiguous", f"{name}^{text}: the inverse function or a power", help, at=self.position - 1)
        if int(text) > MAXIMAL_EXPONENT:
            raise self.fail("too-large", "an exponent that is too large", f"at most {MAXIMAL_EXPONENT}", at=self.position - 1)
        return number(int(text))

    def arguments(self) -> list[Term]:
        """(argument, argument ...)."""
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        if self.tokens[self.position][0] == ")":
            raise self.fail("missing-operand", "brackets without an argument", "write the argument in the brackets", at=opened)
        args = [self.argument()]
        while self.tokens[self.position][0] == ",":
            self.position += 1
            args.append(self.argument())
        self.expect(")", opened)
        self.bars = bars
        self.plain_power = None
        return args

    def is_braced(self) -> bool:
        """Whether braces are next that enclose no set: exp{-x/2} in typed text."""
        return self.tokens[self.position][0] == "{" == self.set_braces[0]

    def braced(self) -> Term:
        opened = self.position
        self.position += 1
        bars, self.bars = self.bars, 0
        term = self.argument()
        self.expect("}", opened)
        self.bars = bars
        return term

    def is_lone_matrix(self) -> bool:
        """Whether the name of a matrix is next, and nothing that may belong to it: det A, but not det A B."""
        kind, text, _, _ = self.tokens[self.position]
        found = self.symbols.get(canonical_name(text)) if kind == "name" else None
        is_matrix = found is not None and len(found.shape) == 2 and found.shape[1] is not ONE
        following = self.tokens[self.position + 1][0]
        return is_matrix and not self.starts_factor(following) and following not in ("^", "'", "T", "super", "_", "[", "(")

    def argument(self) -> Term:
        outcome = self.lone_outcome()
        return self.statement(0) if outcome is None else outcome

    def bare_argument(self, name: str, start: int) -> Term:
        """The argument of a function without brackets: a product without operators, up to the next function."""
        self.deeper()
        negative = self.tokens[self.position][0] == "-"
        if negative:
            self.position += 1
        at = self.position
        factors = [self.quantity(self.power(), at)]
        while self.starts_factor(self.tokens[self.position][0]) and not self.is_function_next():
            if name == "sqrt":
                self.choices.append(f"{self.slice(start, self.position)} is read as ({self.slice(start, self.position - 1)})*...")
                break
            if factors[-1].op in ("apply", "density") or (self.last_call is not None and self.last_call[0] == self.position):
                raise self.fail("ambiguous", f"{name} of a call and what follows it", f"brackets after {name}", at=start)
            after = self.position
            if len(factors) == 1 and self.tokens[after - 1][0] in ("|", "norm"):  # nobody reads on behind the bar
                self.choices.append(f"{self.slice(start, after)}... is read as {name}({self.slice(at, after - 1)})*...")
                break
            if len(factors) == 1 and self.is_fraction_of_names(at, after, factors[0]):
                raise self.fail("ambiguous", f"{name} of a fraction, or also of what follows it", f"brackets after {name}",
                                at=start)  # fmt: skip
            if not negative and len(factors) == 1 and after == at + 1 and self.ends_at_name(name, factors[0]):
                words = self.slice(start, at)
                self.choices.append(f"{words} {self.tokens[after][1]}... is read as {name}({self.slice(at, at)})*...")
                break
            factors.append(self.quantity(self.power(), after))
            if self.may_end_before(factors, at, after):
                if self.is_odds_before_sum(at, after, factors):
                    self.position = after
                    factors.pop()
                    words = self.slice(at, after - 1)
                    self.doubt(f"{self.slice(start, start)} {words} {self.tokens[after][1]}... is read as {name}({words})*...")
                    break
                raise self.fail("ambiguous", f"{name} of {self.slice(at, after - 1)}, or also of what follows it",
                                f"brackets after {name}", at=start)  # fmt: skip
        self.depth -= 1
        self.check_quotient(name, start, at)
        if len(factors) > 1 or self.tokens[self.position][0] in ("*", "/"):
            is_doubtful = self.tokens[self.position][0] == "*" and name != "sqrt" and not self.is_function_at(self.position + 1)
            note = self.doubt if is_doubtful else self.choices.append
            note(f"{self.slice(start, self.position - 1)} is read as {name}({self.slice(start + 1, self.position - 1)})")
        product = self.build(at, self.multiply, factors)
        return minus_sign(product) if negative else product

    def is_fraction_of_names(self, at: int, after: int, argument: Term) -> bool:
        r"""Whether \frac{x}{y} is what was read, and no sum follows it: of \log\frac1n\sum everyone takes the whole."""
        is_fraction = self.tokens[at][0] == "command" and self.tokens[at][1].endswith("frac")
        return is_fraction and bool(free_symbols(argument)) and self.tokens[after][:2] not in _SUMMING

    def is_odds_before_sum(self, at: int, after: int, factors: list[Term]) -> bool:
        r"""Whether \frac{p}{1-p} was read, with names above and below, and a sum without exponentials behind it."""
        is_fraction = self.tokens[at][0] == "command" and self.tokens[at][1].endswith("frac") and factors[0].op == "mul"
        above = bool(free_symbols(factors[0].args[0])) if is_fraction else False
        return len(factors) == 2 and above and self.tokens[after][:2] in _SUMMING and not self.has_exponentials(after)

    def check_quotient(self, name: str, start: int, at: int) -> None:
        """log p/q may be log(p/q); log n/n, log x/log 2 and what ends in a bar or is a fraction are quotients of logarithms."""
        if self.tokens[self.position][0] != "/" or name == "sqrt":
            return
        last, below = self.tokens[self.position - 1], self.tokens[self.position + 1]
        closed = last[0] in ("|", "norm") or (self.tokens[at][0] == "command" and self.tokens[at][1].endswith("frac"))
        same = self.position == at + 1 and below[:2] == self.tokens[at][:2] and below[0] == "name"
        self.position += 1
        is_function = self.is_function_next()
        self.position -= 1
        if not (closed or same or is_function):
            words = self.slice(at, self.position - 1)
            raise self.fail("ambiguous", f"{name} {words}/{below[1]}, the {name} of the quotient or a quotient",
                            f"brackets after {name}", at=start)  # fmt: skip

    def ends_at_name(self, name: str, argument: Term) -> bool:
        """Whether the argument of a function is one name for certain, and what follows it at the cursor is a factor.

        log a sum(k_i) and sin x (1 + cos x): a sum of exponentials may be meant to be inside of the logarithm, and cos w (t - s)
        is a cosine of a product.
        """
        if name not in _CIRCULAR | {"log", "ln"} or argument.op not in ("symbol", "item") or argument.shape:
            return False
        start = self.position
        if self.tokens[start][:2] in _SUMMING:
            return not self.has_exponentials(start)
        return name in _CIRCULAR and self.tokens[start][0] in ("(", "[") and self.has_circular(start, self.tokens[start - 1][1])

    def has_exponentials(self, start: int) -> bool:
        """Whether exp, a power with another exponent than a number, or a density may stand in the sum or integral at a token."""
        depth = 0
        for place in range(start, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[", "{", r"\{") or text == "_{") - (kind in (")", "]", "}", r"\}"))
            if depth < 0 or (depth == 0 and kind in ("+", "-", "=")):
                return False
            following = [token[0] for token in self.tokens[place + 1 : place + 4]]
            is_number = following[:1] == ["number"] or (following[:1] + following[2:] == ["{", "}"] and following[1] == "number")
            declared = self.symbols.get(text) if kind == "name" else None
            if text in ("exp", "E", "mathbb") or (declared is not None and not isinstance(declared.sort, (Scalar, Sequence))):
                return True
            if kind == "^" and not is_number and not self.is_upper_bound(start, place):
                return True
        return False

    def is_upper_bound(self, start: int, place: int) -> bool:
        """Whether the ^ at a token is that of the bounds of the operator at `start`."""
        depth = 0
        for kind, text, _, _ in self.tokens[start + 1 : place]:
            depth += kind == "{" or text == "_{"
            depth -= kind == "}"
        before = self.tokens[place - 1][0]
        is_first = not any(token[0] == "^" for token in self.tokens[start + 1 : place])
        bounds = place == start + 1 or before == "}" or (place == start + 3 and self.tokens[start + 1][0] == "_")
        return depth == 0 and is_first and bounds

    def has_circular(self, opened: int, name: str) -> bool:
        """Whether a trigonometric or hyperbolic function of this very name stands in the bracket at a token."""
        depth = 0
        for place in range(opened, len(self.tokens) - 1):
            kind, text, _, _ = self.tokens[place]
            depth += (kind in ("(", "[")) - (kind in (")", "]"))
            if depth == 0:
                return False
            if kind == "name" and text in _CIRCULAR:
                after = self.tokens[place + 1 : place + 8]
                following = [token[1] for token in after if token[0] not in ("^", "number", "{", "}")]
                if following[:1] == [name] or following[:3] == ["(", name, ")"]:
                    return True
        return False

    def may_end_before(self, factors: list[Term], first: int, last: int) -> bool:
        """Whether the argument of a function may be meant to end before the last of its factors.

        sin x (1 + cos x) and log a sum(..) are products to most; sin 2(x + 1), log xy and the log of a mean, 1/n of a sum to n,
        are not.  The tokens `first` and `last` begin the first and the last factor.
        """
        *before, factor = factors
        if not any(map(free_symbols, before)):
            return self.tokens[last][:2] in _BIG_OPERATORS
        if factor.shape and not any(each.shape for each in before):
            return True
        if self.tokens[last][0] == "name":
            return factor.op == "apply" or (factor.op == "exp" and self.tokens[first][0] == "name")
        is_mean = factor.op == "sum" and before == [power(factor.args[2], MINUS_ONE)]
        return self.tokens[last][0] != "number" and not is_mean

    def call(self, name: str, args: list[Term], start: int) -> Term:
        signature = FUNCTIONS[name]
        if len(args) < signature.least or (signature.most is not None and len(args) > signature.most):
            count = str(signature.least) if signature.least == signature.most else f"at least {signature.least}"
            raise self.fail("wrong-arity", f"{name} with {len(args)} arguments", f"{name} takes {count}", at=start)
        for arg in args:
            self.quantity(arg, start)
        args = [arg if place == _OUTCOME_AT.get(name) else self.value_at(arg) for place, arg in enumerate(args)]
        if name in _OF_RANDOM and not any(True for _ in symbols_of_sort(args, Random)):
            raise self.fail("ambiguous", f"{name} of what is not random", "write a sum for the mean of numbers", at=start)
        unknown = [each.name for each in free_symbols(args[0]) if each.name in self.undeclared] if name in _OF_MATRICES else []
        if unknown and not args[0].shape:
            seen = f"{name} of {unknown[0]}, which is not declared"
            raise self.fail("ambiguous", seen, f"declare {unknown[0]}: matrix n n", at=start)
        if name in SCALAR_FUNCTIONS and args[0].shape and len(args) == 1:
            return self.entrywise(name, args[0], start)
        if name == "det" and args[0] in self.layouts:  # the determinant is that of the transpose, too
            self.doubts.remove(self.layouts.pop(args[0]))
        if name == "softmax" and args[0].shape and ONE not in args[0].shape:
            self.choices.append("softmax of a matrix is taken row by row")
        return self.build(start, signature.build, *args)

    def value_at(self, term: Term) -> Term:
        """The number that an outcome stands for where it is a whole argument: z in exp(z)."""
        return self.declared(term.name, term) if term.op == "symbol" and isinstance(term.sort, Outcome) else term

    def entrywise(self, name: str, tensor: Term, start: int) -> Term:
        if name in ("max", "min") and tensor.shape[1] is ONE:
            self.choices.append(f"{name} of a vector is that of its entries")
            return self.build(start, largest_entry if name == "max" else smallest_entry, tensor)
        if name in ("abs", "max", "min") or (name in WHOLE_MATRIX and tensor.shape[1] is not ONE and tensor.shape[0] is not ONE):
            raise self.fail("ambiguous", f"{name} of a matrix or a vector", "say norm, det or the entry that is meant", at=start)
        self.choices.append(f"{name} of a vector or a matrix is taken entry by entry")
        return self.build(start, elementwise, FUNCTIONS[name].build, tensor)

    def multiply(self, factors: list[Term]) -> Term:
        """The product; matrices keep their order, and a row times a column is a number."""
        if not any(factor.shape for factor in factors):
            return mul(*factors)
        scalars: list[Term] = []
        chain: list[Term] = []
        if not self.quotients.isdisjoint(factors) and sum(bool(factor.shape) for factor in factors) > 2:
            self.doubt("x^T(1/v)y is read as (x^T(1/v))y")
        for factor in factors:
            if not factor.shape:
                scalars.append(factor)
                continue
            if chain and chain[-1].shape == factor.shape and (chain[-1] in self.quotients or factor in self.quotients):
                chain[-1] = elementwise_product(chain[-1], factor)  # \frac{c}{\sqrt{v}} g
                continue
            chain.append(factor)
            if len(chain) > 1 and not (product := matmul(*chain)).shape:
                scalars.append(product)
                chain = []
        return mul(*scalars, matmul(*chain)) if chain else mul(*scalars)


def minus_sign(term: Term) -> Term:
    """-term; a literal takes the sign itself."""
    return number(-term.value[0], term.value[1]) if term.op == "number" else make("mul", (MINUS_ONE, term))
