"""The sort that domain words describe: numbers, vectors and matrices, functions, sequences, parts and densities."""

from __future__ import annotations

from collections.abc import MutableMapping

from verify.article import with_article
from verify.problem import reject
from verify.read.domain_words import ACCEPTED, FUNCTION_PROPERTIES, PART_WORDS, SCALAR_WORDS, TENSOR_PROPERTIES
from verify.read.names import canonical_name
from verify.read.number_words import OPENING, NumberWords
from verify.sort import (
    NATURAL,
    PROBABILITY,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Parts,
    Scalar,
    Sequence,
    Sort,
    Tensor,
    VectorFunction,
)
from verify.term import ONE, Term, number, symbol

_SQUARE_ONLY = TENSOR_PROPERTIES - {"nonzero"}


def sort_of(words: str, symbols: MutableMapping[str, Term], where: str = "") -> Sort:
    """The sort that domain words describe; raises InputError also for a bound that a sort cannot hold."""
    if isinstance(words, str) and words in SCALAR_WORDS:
        return SCALAR_WORDS[words]
    cursor = SortWords(words, symbols, where)
    sort = cursor.read()
    if cursor.conditions:
        raise reject("malformed-declaration", "a bound that no sort can hold", where=where,
                     help="a bound that is not rational is written as a hypothesis")  # fmt: skip
    return sort


class SortWords(NumberWords):
    """The reader of one declaration."""

    def read(self) -> Sort:
        sort = self.parts() if self.peek() in PART_WORDS and self.peek(1) == "of" else self.sort()
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
        if not adjectives and self.take("diffeomorphism"):
            return self.diffeomorphism()
        if self.peek() in ("sequence", "outcome", "density", "distribution"):
            if adjectives:
                raise self.wrong("a vector, a matrix or a function after these words")
            return self.abstract()
        others = [word for word in adjectives if word not in SCALAR_WORDS]
        if others or not (adjectives or self.peek() in ("in", *OPENING, ">", ">=", "<", "<=", "≥", "≤")):
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
            return Tensor((self.size(), ONE), PROBABILITY, ("distribution",))
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
            reason = with_article(f"{(unknown or square)[0]} {noun}")
            if noun == "vector":
                help = f"no vector is {(unknown or square)[0]}: nonzero vector n, or the numbers in it, as in positive vector n"
            else:
                reason += "" if unknown else " that is not square"
                help = f"properties of a matrix: {', '.join(sorted(TENSOR_PROPERTIES))}"
            raise self.problem("malformed-declaration", reason, start, len(self.source), help)
        if element.is_complex and any("definite" in each for each in properties):
            seen = "a definite complex matrix, which is Hermitian and not symmetric"
            raise reject("malformed-declaration", seen, where=self.where, help="a real one")
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
            if self.peek() == "matrix":
                raise self.problem("unsupported", "a function of a matrix", self.tokens[self.position][1], len(self.source),
                                   "function of x, y, or function of vector d")  # fmt: skip
            if self.take("vector"):
                return self.of_vector(adjectives, self.size())
            names = self.names()
            arity = len(names)
            column = self.symbols.get(names[0])
            if arity == 1 and column is not None and isinstance(column.sort, Tensor) and column.shape[1:] == (ONE,):
                return self.of_vector(adjectives, column.shape[0])
        unknown = [word for word in adjectives if word not in FUNCTION_PROPERTIES and word not in SCALAR_WORDS]
        if unknown:
            raise self.problem("malformed-declaration", with_article(f"{unknown[0]} function"), 0, len(self.source),
                               f"properties of a function: {', '.join(sorted(FUNCTION_PROPERTIES))}")  # fmt: skip
        codomain = self.scalar([word for word in adjectives if word in SCALAR_WORDS])
        return Function(arity, codomain, tuple(sorted({word for word in adjectives if word in FUNCTION_PROPERTIES})))

    def of_vector(self, adjectives: list[str], size: Term) -> VectorFunction:
        """A function of one column, with numbers as its values or, behind `to vector m`, columns."""
        rows = self.size() if self.take("to", "vector") else None
        of_numbers = [word for word in adjectives if word in SCALAR_WORDS]
        properties = [word for word in adjectives if word not in of_numbers]
        unknown = [word for word in properties if word not in ("smooth", "continuous", "convex")]
        unknown += [] if rows is None else [word for word in adjectives if word not in ("smooth", "continuous")]
        if unknown:
            raise self.problem("malformed-declaration", with_article(f"{unknown[0]} function of a vector"), 0, len(self.source),
                               "smooth function of vector d, convex function of vector d")  # fmt: skip
        return VectorFunction(1, self.scalar(of_numbers), tuple(sorted(properties)), size, rows)

    def diffeomorphism(self) -> VectorFunction:
        """A smooth map of columns with a smooth inverse."""
        self.expect("of")
        self.expect("vector")
        size = self.size()
        return VectorFunction(1, REAL, ("invertible", "smooth"), size, size)
