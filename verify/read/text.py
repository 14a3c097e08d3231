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

What has no safe reading is a problem: `log^-1 x`, `f(x)` with f not declared, `2e+3x`, `n!!`, `n!=m` without a space, a word of
several letters that nobody declared.  1/x is read as x^-1 and 1/x^2 as x^-2; `1/2` is one rational number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verify.problem import InputError, Problem
from verify.read.binding import MAXIMAL_ORDER
from verify.read.cursor import MAXIMAL_DEPTH
from verify.read.definitions import NO_DEFINITIONS, Definition
from verify.read.ellipsis import continued, endless
from verify.read.products import Products
from verify.read.scan import Token, problem
from verify.read.sizes import SizeNeeded, fitting
from verify.sort import Function
from verify.term import ONE, ZERO, Shape, Term, apply, free_symbols, make, relation

_SIGNS = re.compile(r"\+\s*[-/−–]")
_REFUSED = re.compile(
    r"(?<![\w.])(?P<period>[0-9]*\.[0-9]*\([0-9]+\))|(?P<part>\^\s*\+)|(?P<signs>(?:(?<=[(\[,])|\A)\+-(?!/)|(?<=\s)\+-(?=\s))|(?P<turned>-\+)"
)
_REASONS = {
    "period": "decimals before digits in brackets: a period, or a product",
    "part": "^+, the positive part or a sign",
    "signs": "+-, a sign or both of them",
    "turned": "-+, a sign or both of them",
}
_ENDS_OF_SUM = frozenset(("end", ")", "]", "}", "=", "<", ">", "<=", ">=", "=>", "<=>", "implies", "iff"))
_RELATIONS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_BINDING = {"<=>": 1, "iff": 1, "=>": 1, "implies": 1, "or": 2, "and": 3} | dict.fromkeys((*_RELATIONS, "in", "notin"), 4)
_CONNECTIVE = {"<=>": "iff", "iff": "iff", "=>": "implies", "implies": "implies", "or": "or", "and": "and"}

WORDS = re.compile(r"[A-Za-z]{3,}")
_SET_WORDS = {
    "in": "in", "notin": "notin", "union": "cup", "intersect": "cap", "intersection": "cap", "minus": "setminus",
    "setminus": "setminus", "emptyset": "emptyset",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A formula as it was understood: the term, the choices made where it was ambiguous, and the undeclared names.

    Each undeclared name is a real number; those that are `called` stand before a bracket, which is read as a product.  `doubts`
    are choices that many would make differently: nothing is wrong because of them.  `groupings` are those of them that other
    brackets in the text would spell.
    """

    term: Term
    choices: tuple[str, ...] = ()
    undeclared: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()


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
    return Reading(term, tuple(dict.fromkeys(parser.choices)), tuple(parser.undeclared), tuple(parser.called),
                   tuple(parser.doubts), tuple(parser.groupings))


def _placed(error: InputError, source: str, end: int) -> InputError:
    """The problem with a place: the beginning of the source, if it has none."""
    return error if error.problem.span is not None else InputError(replace(error.problem, source=source, span=(0, end)))


_CASES = re.compile(r"\b(?:if|for|when)\b[^,;]*[,;][^,;]*\b(?:if|for|when|otherwise|else)\b")
_CASE_WORDS = {"for": "if", "when": "if", "otherwise": "otherwise"}


class Parser(Products):
    """The grammar from sums on upwards; the classes below it read names, binders and products."""

    has_conditions = True  # a if c else b

    def scanned(self) -> list[Token]:
        """The tokens of the source; the words of sets are operators, unless they are declared as names."""
        tokens = super().scanned()
        for place, (kind, text, start, end) in enumerate(tokens):
            if kind == "name" and text in _SET_WORDS and text not in self.symbols:
                tokens[place] = (_SET_WORDS[text], text, start, end)
        tokens = _with_not_in(tokens)
        if _CASES.search(self.source):
            tokens = [(_CASE_WORDS.get(text, kind) if text not in self.symbols else kind, text, start, end)
                      for kind, text, start, end in tokens]  # fmt: skip
        if "{" in self.source and WORDS.search(self.source):  # without words, the formula may be one of LaTeX
            _round_exponents(tokens)
        refused = _REFUSED.search(self.source)
        if refused is not None:
            seen = next(name for name, found in refused.groupdict().items() if found)
            raise problem("ambiguous", _REASONS[seen], self.source, *refused.span(seen), "brackets, or a space")
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
        self.check_imaginary_unit(term)
        for name, at in self.functions_used.items():
            if name in self.undeclared:
                raise self.fail("ambiguous", f"{name} as a function and as a number", f"declare {name}", at=at)
        return self.as_antiderivative(term)

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
        here = self.tokens[self.position][2]
        return self.tokens[self.position - 1][3] == here and self.source.startswith("!=", here)

    def sum(self) -> Term:
        tokens = self.tokens
        start = self.position
        kind = tokens[start][0]
        negative = False
        while kind in ("-", "+"):
            negative ^= kind == "-"
            self.position += 1
            kind = tokens[self.position][0]
        known = len(self.entry_powers)
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
        if len(self.entry_powers) > known and all(each.shape for each in terms):
            powers = [each for each in terms if _factor_of_shape(each).op == "map"]
            if len(powers) == len(self.entry_powers) - known < len(terms):
                self.settle(self.entry_powers, known)  # g^2 beside a column is one
        whole = self.gradient_of_sum(terms, start)
        return whole or self.build(start, make, "add", self.beside_columns(terms, start))

    def gradient_of_sum(self, terms: list[Term], start: int) -> Term | None:
        r"""\nabla_w f + g with a number g that depends on w: the gradient of f + g, as a column has no sum with a number."""
        first, *others = terms
        if first.op != "gradient" or not first.shape or any(each.shape for each in others):
            return None
        body, by = first.args
        if by not in free_symbols(first) or not all(by in free_symbols(each) for each in others):
            return None
        self.choices.append(f"{self.slice(start, self.position - 1)} is read as the gradient of the whole sum")
        return self.build(start, make, "gradient", (make("add", (body, *others)), by))

    def beside_columns(self, terms: list[Term], start: int) -> tuple[Term, ...]:
        """The summands; numbers beside one column are added to each of its entries: 1 - sigmoid(z), X w + b."""
        shapes = {term.shape for term in terms}
        if self.sizes or () not in shapes or len(shapes) != 2:
            return tuple(terms)  # a size that is assumed has to fit
        column = next(shape for shape in shapes if shape)
        if column[1:] != (ONE,):
            return tuple(terms)
        choice = f"{self.slice(start, self.position - 1)} is read with the number added to each entry"
        numbers = [name for term in terms if not term.shape for name in free_symbols(term)]
        if any(name.name in self.undeclared for name in numbers):  # which may be columns, too
            self.doubt_entries(choice, self.entry_sums)
        else:
            self.choices.append(choice)
        ones = make("ones", column)
        return tuple(term if term.shape else make("mul", (term, ones)) for term in terms)

    def continue_sum(self, terms: list[Term], start: int, negative: bool) -> None:
        """`\\cdots + x_n` after the first terms, at the dots: these terms become one sum."""
        at = self.position
        self.position += 1
        if self.tokens[self.position][0] in _ENDS_OF_SUM and (total := endless(terms, negative)) is not None:
            terms[:] = [total]
            self.choices.append(f"{self.slice(start, self.position - 1)} is read as a sum without an end")
            return
        if negative or not self.step("+"):
            raise self.fail("unsupported", "dots in a sum that is not all plus", "write it with a sum sign", at=at)
        found = continued(terms, self.quantity(self.summand(False), at + 2))
        if found is None:
            raise self.fail("ambiguous", "dots between terms that do not tell what stands for them",
                            "the first two terms and the last one, or a sum sign", at=at)  # fmt: skip
        following = [token[0] for token in self.tokens[self.position : self.position + 2]]
        if following in (["-", "number"], ["+", "number"]):
            raise self.fail("ambiguous", "a number behind the last term of a sum with dots, which may belong to it",
                            "brackets: 1 + 2 + ... + (n-1)", at=self.position)  # fmt: skip
        count, total = found
        terms[-count:] = [total]
        self.choices.append(f"{self.slice(start, self.position - 1)} is read as a sum over {total.args[0].name} from"
                            f" {total.args[1]!r}")  # fmt: skip

    def summand(self, negative: bool) -> Term:
        """One term of a sum."""
        return self.product(negative)


def _factor_of_shape(term: Term) -> Term:
    """The vector of a number times a vector."""
    return next((arg for arg in term.args if arg.shape), term) if term.op == "mul" else term


def _zero_like(term: Term, other: Term) -> Term:
    """The literal 0 beside a vector or a matrix is the one of zeros."""
    return make("zeros", other.shape) if term is ZERO and other.shape else term


def _round_exponents(tokens: list[Token]) -> None:
    """Round brackets for the braces of an exponent: x^{n-k}, which braces show in TeX only."""
    opened: list[int] = []
    for place, (kind, _, _, _) in enumerate(tokens):
        if kind == "{":
            opened.append(place)
        elif kind == "}" and opened:
            first = opened.pop()
            if first > 1 and tokens[first - 1][0] == "^" and tokens[first + 1][0] != "(" and tokens[first - 2][1][:1] != "d":
                tokens[first] = ("(", *tokens[first][1:])
                tokens[place] = (")", *tokens[place][1:])


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
