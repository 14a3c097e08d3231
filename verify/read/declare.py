"""Domain words: `positive`, `in [0, 1)`, `symmetric matrix n`, `sequence n of vector d`.

    scalar      real complex positive negative nonnegative nonpositive nonzero integer natural, also `positive integer`
    interval    in (a, b)   in [a, b]   in [a, b)   in (0, inf)   real >= a   integer in a..b   integer >= k
    finite      in {a, b, c}
    tensor      vector n   matrix n m   matrix n, with properties before them (`symmetric positive definite matrix n`)
    sequence    sequence n of WORDS
    parts       rows of X   columns of X   entries of X, where X is declared as a matrix; `A: entries of \\bm{A}` beside
                `\\bm{A}: matrix n` says nothing new, as a font makes no other name
    function    function   increasing function   smooth function   function of x, y
    abstract    outcome   outcome of z   density of z given x   distribution on 1..K

`density of z` makes z an outcome.  Bounds are exact rationals (a decimal is exact), multiples of pi and e, or names of
numbers: `in [0, pi/2)`, `integer in 1..K`.  What a sort cannot hold is a condition beside it.
A size is a positive integer or the name of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from verify.problem import InputError, Problem, reject
from verify.read.names import ACCENTS, FONTS, GREEK_LETTERS, canonical_name, nearest
from verify.sort import (
    COMPLEX,
    INTEGER,
    NATURAL,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Parts,
    Scalar,
    Sequence,
    Sort,
    Tensor,
)
from verify.term import MINUS_ONE, ONE, PI, Term, add, exp, make, mul, number, relation, symbol

SCALAR_WORDS: Mapping[str, Scalar] = {
    "real": REAL, "complex": COMPLEX, "positive": POSITIVE, "negative": NEGATIVE, "nonnegative": NONNEGATIVE,
    "nonpositive": NONPOSITIVE, "nonzero": NONZERO, "integer": INTEGER, "natural": NATURAL,
}  # fmt: skip
TENSOR_PROPERTIES = frozenset(
    ("diagonal", "invertible", "lower triangular", "orthogonal", "positive definite", "positive semidefinite", "symmetric",
     "nonzero")
)  # fmt: skip
_SQUARE_ONLY = TENSOR_PROPERTIES - {"nonzero"}
FUNCTION_PROPERTIES = frozenset(("continuous", "smooth", "increasing", "decreasing", "convex", "even", "odd"))
_HEADS = frozenset(("vector", "matrix", "sequence", "function", "density", "outcome", "distribution", "in", "of", "on", "given"))
_PARTS = frozenset(("rows", "columns", "entries"))  # also names that sizes may have, so no words of their own
KNOWN_WORDS = (
    frozenset(SCALAR_WORDS) | FUNCTION_PROPERTIES | _HEADS | {word for each in TENSOR_PROPERTIES for word in each.split()}
)
ACCEPTED = (
    "real, positive, negative, nonnegative, nonzero, integer, natural, in (a, b), in [a, b], in {a, b}, integer in a..b,"
    " vector n, matrix n m, rows of X, sequence n of positive, function, density of z, outcome, distribution on 1..K"
)

_LETTER = "A-Za-z_" + "".join(GREEK_LETTERS)
_INDEX = r"(?:(?<=_)\{[^{}\s]+\}|\^\{[(\[][^{}\s]+[)\]]\})"  # of x_{t-1} and x^{(t)}
_DRAWN = (  # \mathbf{X}, \tilde{\mathbf X}, \boldsymbol\Sigma
    rf"\\(?:{'|'.join(sorted((*FONTS, *ACCENTS, 'mathrm')))})(?![A-Za-z])\s*"
    r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[A-Za-z](?![A-Za-z]))(?:_(?:\w|\{\w+\}))?"
)
_TOKEN = re.compile(
    rf"\s*({_DRAWN}|"
    r"\.\.|>=|<=|[<>≥≤]|-?[0-9]+(?:\.(?!\.)[0-9]+)?(?:/[0-9]+)?"
    rf"|-?\\?[{_LETTER}][{_LETTER}0-9]*(?:\{{[{_LETTER}0-9]+\}}|{_INDEX})?|-?∞|[()\[\]{{}},×*/])"
)
_INFINITE = frozenset(("inf", "infinity", "oo", "∞"))
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?\Z")
_CONSTANTS: Mapping[str, Term] = {"pi": PI, "e": exp(ONE)}
_MERE_WORDS = (KNOWN_WORDS | _INFINITE) - {"vector", "matrix", "sequence", "density", "distribution"}
_MAXIMAL_LENGTH = 200
ENTRIES = "entries of "  # before a name: what is declared of the entries of the matrix or vector of that name


def declare(name: str, words: str, symbols: MutableMapping[str, Term] | None = None) -> Term:
    """The symbol that `words` make of `name`; a size that is not in `symbols` is declared there as a natural number."""
    return symbol(canonical_name(name), sort_of(words, {} if symbols is None else symbols, where=name))


@dataclass(frozen=True)
class Declared:
    """Symbols by name, and what their words say beyond their sorts: k <= n for `k: integer in 0..n`."""

    symbols: dict[str, Term]
    conditions: tuple[Term, ...] = ()


def declarations(words: Mapping[str, str]) -> dict[str, Term]:
    """The symbols of `declared`; raises InputError also for a bound that is no number, which a sort cannot hold."""
    found = declared_with_conditions(words)
    if found.conditions:
        raise reject("malformed-declaration", f"the bound {found.conditions[0]!r}", help="write it as an assumption")
    return found.symbols


def declared_with_conditions(words: Mapping[str, str]) -> Declared:
    """All the symbols of a mapping from names to domain words, the sizes that occur in the words, and their conditions.

    Raises InputError for a malformed declaration, for a size that is not declared as an integer, and for a name given twice.
    """
    declared: dict[str, Term] = {}
    conditions: list[Term] = []
    later: list[tuple[str, str]] = []
    entries: list[str] = []  # A, where \bm{A} is declared, and A as its entries
    keys = [canonical_name(name) if isinstance(name, str) else "" for name in words]
    for name, text in words.items():
        if not (isinstance(name, str) and isinstance(text, str)):
            raise reject("malformed-declaration", f"{name!r}: {text!r}, where a name and its words are needed", help=ACCEPTED)
        key = canonical_name(name)
        if keys.count(key) > 1 and key not in entries and _is_entries_of(text, key):
            entries.append(key)
            continue
        if key in declared or any(key == other for other, _ in later):
            raise reject("duplicate-name", f"{name} is declared twice", where=name, help="declare each name once")
        if _mentions_names(text):
            later.append((key, text))
        else:
            declared[key] = _without_size(key, text)
    later.sort(key=lambda pair: _is_of_parts(pair[1]))  # after the matrix
    for key, text in later:  # sizes first, so that `n: integer >= 2` is the n of `vector n` wherever it stands
        cursor = _Words(text, declared, key)
        cursor.declared_later = frozenset(other for other, _ in later)
        declared[key] = symbol(key, cursor.read())
        for op, sides in cursor.conditions:
            left, right = (declared[key] if side is None else side for side in sides)
            conditions.append(relation(op, left, right))
    for key in entries:
        matrix = declared[key]
        if not isinstance(matrix.sort, Tensor):
            raise reject("duplicate-name", f"{key} is declared twice", where=key, help="declare each name once")
        declared[f"{ENTRIES}{key}"] = symbol(f"{ENTRIES}{key}", Parts(matrix, "entries"))
    symbols = {canonical_name(name): declared[canonical_name(name)] for name in words} | declared
    return Declared(symbols, tuple(conditions))


@lru_cache(1024)  # the questions of one run declare the same few names
def _without_size(name: str, words: str) -> Term:
    return declare(name, words)


@lru_cache(1024)
def _mentions_names(text: str) -> bool:
    return not _MERE_WORDS.issuperset(re.findall(r"[^\W\d]+", text))


def _is_of_parts(text: str) -> bool:
    return text.split()[:2] in ([part, "of"] for part in _PARTS)


def _is_entries_of(text: str, key: str) -> bool:
    kind, _, name = " ".join(text.split()).partition(" of ")
    return kind == "entries" and canonical_name(name) == key


def sort_of(words: str, symbols: MutableMapping[str, Term], where: str = "") -> Sort:
    """The sort that domain words describe; raises InputError also for a bound that a sort cannot hold."""
    cursor = _Words(words, symbols, where)
    sort = cursor.read()
    if cursor.conditions:
        raise reject("malformed-declaration", "a bound that no sort can hold", where=where,
                     help="a bound that is not rational is written as a hypothesis")  # fmt: skip
    return sort


class _Words:
    """A cursor over the tokens of one declaration."""

    def __init__(self, source: str, symbols: MutableMapping[str, Term], where: str) -> None:
        self.source = source
        self.symbols = symbols
        self.where = where
        self.tokens = list(self._scan())
        self.position = 0
        self.declared_later: frozenset[str] = frozenset()  # names that are no constants, though not in `symbols` yet
        self.conditions: list[tuple[str, tuple[Term | None, Term | None]]] = []  # None is what is being declared

    def _scan(self) -> Iterator[tuple[str, int]]:
        if not isinstance(self.source, str) or len(self.source) > _MAXIMAL_LENGTH:
            raise reject("malformed-declaration", "a declaration that is no short text", where=self.where, help=ACCEPTED)
        position = 0
        end = len(self.source.rstrip())
        while position < end:
            match = _TOKEN.match(self.source, position)
            if match is None:
                raise self.problem("malformed-declaration", f"unexpected {self.source[position:].strip()[0]!r}", position, end)
            yield match[1], match.start(1)
            position = match.end()

    def problem(self, kind: str, seen: str, start: int, end: int, help: str = ACCEPTED) -> InputError:
        return InputError(Problem(kind, seen, self.where, help, self.source, (start, end)))

    def wrong(self, expected: str) -> InputError:
        """The problem at the current word."""
        word, start = self.tokens[self.position] if self.position < len(self.tokens) else ("", len(self.source))
        known = KNOWN_WORDS | _PARTS
        near = nearest(word, known) if word and word not in known else ()
        help = f"did you mean {' or '.join(near)}?" if near else f"expected {expected}"
        return self.problem("malformed-declaration", f"{word!r} here" if word else "the declaration ends too early",
                            start, start + max(1, len(word)), help)  # fmt: skip

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[self.position + ahead][0] if self.position + ahead < len(self.tokens) else ""

    def take(self, *words: str) -> bool:
        """Step over `words` if they are next."""
        if all(self.peek(offset) == word for offset, word in enumerate(words)):
            self.position += len(words)
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise self.wrong(f"{word!r}")

    def read(self) -> Sort:
        sort = self.parts() if self.peek() in _PARTS and self.peek(1) == "of" else self.sort()
        if self.peek():
            raise self.wrong("the end of the declaration")
        return sort

    def sort(self) -> Sort:
        adjectives: list[tuple[str, int]] = []
        while True:
            word = self.peek()
            two = f"{word} {self.peek(1)}"
            if two in TENSOR_PROPERTIES:
                adjectives.append((two, self.position))
                self.position += 2
            elif word in SCALAR_WORDS or word in TENSOR_PROPERTIES or word in FUNCTION_PROPERTIES:
                adjectives.append((word, self.position))
                self.position += 1
            else:
                return self.noun([adjective for adjective, _ in adjectives])

    def noun(self, adjectives: list[str]) -> Sort:
        if self.peek() in ("vector", "matrix"):
            return self.tensor(adjectives)
        if self.take("function"):
            return self.function(adjectives)
        if self.peek() in ("sequence", "outcome", "density", "distribution"):
            if adjectives:
                raise self.wrong("a vector, a matrix or a function after these words")
            return self.abstract()
        others = [word for word in adjectives if word not in SCALAR_WORDS]
        if others or not (adjectives or self.peek() in ("in", ">", ">=", "<", "<=", "≥", "≤")):
            raise self.wrong("vector n, matrix n or function after these words" if others else ACCEPTED)
        return self.narrowed(self.scalar(adjectives))

    def abstract(self) -> Sort:
        if self.take("outcome"):
            return Outcome(self.name() if self.take("of") else canonical_name(self.where))
        if self.take("sequence"):
            length = self.size()
            self.expect("of")
            element = self.sort()
            if self.conditions:
                raise reject("malformed-declaration", "a name as the bound of each item", where=self.where, help="a number")
            return Sequence(length, element)
        if self.take("density"):
            self.expect("of")
            outcomes = self.names()
            given = self.names() if self.take("given") else []
            for name in (*outcomes, *given):
                self.symbols.setdefault(name, symbol(name, Outcome(name)))
            return DensityFamily(tuple(outcomes), tuple(given))
        self.expect("distribution")
        self.expect("on")
        if self.take("1", ".."):
            return Tensor((self.size(), ONE), NONNEGATIVE, ("distribution",))
        raise self.wrong("1..K")

    def parts(self) -> Parts:
        """rows of X, columns of X, entries of X."""
        kind = self.peek()
        self.position += 2
        start = self.tokens[self.position][1] if self.peek() else len(self.source)
        name = self.name()
        matrix = self.symbols.get(name)
        if matrix is None or not isinstance(matrix.sort, Tensor):
            raise self.problem("malformed-declaration", f"{kind} of {name}, which is not declared as a matrix", start,
                               len(self.source), f"declare {name}: matrix n d")  # fmt: skip
        return Parts(matrix, kind)

    # ---------------------------------------------------------------------------------------------------------- scalars

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
        if self.take("in"):
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
        if self.peek() not in ("(", "["):
            lower = self.bound_of_range("le", True)
            self.expect("..")
            upper = self.bound_of_range("le", False, NATURAL)
            return self.meet(sort, Scalar("integer", lower, upper, lower is None, upper is None))
        left_open = self.peek() == "("
        self.position += 1
        infinite_low = self.peek().lstrip("-") in _INFINITE
        low = self.bound_of_range("lt" if left_open else "le", True)
        self.expect(",")
        closing = next((token for token, _ in self.tokens[self.position :] if token in (")", "]")), "")
        infinite_high = self.peek().lstrip("-") in _INFINITE
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
        if word.lstrip("-") in _INFINITE:
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

    # ---------------------------------------------------------------------------------------------------------- tensors

    def tensor(self, adjectives: list[str]) -> Tensor:
        noun = self.peek()
        start = self.tokens[self.position][1]
        self.position += 1
        rows = self.size()
        columns = ONE
        if noun == "matrix":
            by = self.take("×") or self.take("by") or (self.peek() == "x" and bool(self.peek(1)) and self.take("x"))
            columns = self.size() if by or self.starts_size() else rows
        words = [word for word in adjectives if word in SCALAR_WORDS and word != "nonzero"]
        element = self.scalar(words)
        if self.take("of"):
            entries = self.sort()
            if not isinstance(entries, Scalar):
                raise self.wrong("entries that are numbers")
            element = self.meet(element, entries) if words else entries
        properties = tuple(sorted({word for word in adjectives if word not in words}))
        unknown = [word for word in properties if word not in TENSOR_PROPERTIES]
        square = [word for word in properties if word in _SQUARE_ONLY]
        if unknown or (square and rows is not columns):
            reason = f"a {unknown[0]} {noun}" if unknown else f"a {square[0]} {noun} that is not square"
            raise self.problem("malformed-declaration", reason, start, len(self.source),
                               f"properties of a {noun}: {', '.join(sorted(TENSOR_PROPERTIES))}")  # fmt: skip
        return Tensor((rows, columns), element, properties)

    def starts_size(self) -> bool:
        word = self.peek()
        return bool(word) and word != "of" and (word.isdigit() or word.replace("\\", "").isidentifier())

    def size(self) -> Term:
        if not self.starts_size():
            raise self.wrong("a size: a positive integer or a name")
        word = self.peek()
        self.position += 1
        if word.isdigit():
            if int(word) == 0:
                self.position -= 1
                raise self.wrong("a size of at least 1")
            return number(int(word))
        name = canonical_name(word)
        size = self.symbols.get(name)
        if size is None:
            size = self.symbols[name] = symbol(name, NATURAL)
        if not (isinstance(size.sort, Scalar) and size.sort.is_integer):
            self.position -= 1
            raise self.wrong(f"a size; {name} is declared as something that is not an integer")
        return size

    def function(self, adjectives: list[str]) -> Function:
        arity = 1
        if self.take("of"):
            if self.peek() in ("vector", "matrix"):
                raise self.problem("unsupported", "a function of a vector", self.tokens[self.position][1], len(self.source),
                                   "function of x, y lists scalar arguments")  # fmt: skip
            arity = len(self.names())
        unknown = [word for word in adjectives if word not in FUNCTION_PROPERTIES and word not in SCALAR_WORDS]
        if unknown:
            raise self.problem("malformed-declaration", f"a {unknown[0]} function", 0, len(self.source),
                               f"properties of a function: {', '.join(sorted(FUNCTION_PROPERTIES))}")  # fmt: skip
        codomain = self.scalar([word for word in adjectives if word in SCALAR_WORDS])
        return Function(arity, codomain, tuple(sorted({word for word in adjectives if word in FUNCTION_PROPERTIES})))

    def names(self) -> list[str]:
        names = [self.name()]
        while self.take(","):
            names.append(self.name())
        return names

    def name(self) -> str:
        word = self.peek()
        name = canonical_name(word)
        if not re.sub(rf"{_INDEX}\Z", "", name).isidentifier():
            raise self.wrong("a name")
        self.position += 1
        return name


def _higher(
    first: tuple[Fraction | None, bool], second: tuple[Fraction | None, bool], direction: int = 1
) -> tuple[Fraction | None, bool]:
    """The stricter of two lower ends (`direction` 1) or of two upper ends (-1); at equal ends the open one."""
    if first[0] is None or second[0] is None:
        return second if first[0] is None else first
    if first[0] == second[0]:
        return first[0], first[1] or second[1]
    return first if (first[0] > second[0]) == (direction > 0) else second


def sizes_of(symbols: Iterable[Term]) -> tuple[str, ...]:
    """The names of the size symbols that the sorts of `symbols` speak of, in order of first occurrence."""
    found: dict[str, None] = {}
    for each in symbols:
        sort = each.sort
        while isinstance(sort, Sequence):
            if sort.length.op == "symbol":
                found[sort.length.name] = None
            sort = sort.element
        if isinstance(sort, Tensor):
            found.update((size.name, None) for size in sort.shape if size.op == "symbol")
    return tuple(found)
