"""The sort that domain words describe: numbers, vectors and matrices, functions, sequences, parts and densities."""

from __future__ import annotations

from collections.abc import MutableMapping

from verify.problem import reject
from verify.read.domain_words import ACCEPTED, FUNCTION_PROPERTIES, PART_WORDS, SCALAR_WORDS, TENSOR_PROPERTIES
from verify.read.names import canonical_name
from verify.read.number_words import OPENING, NumberWords
from verify.sort import NATURAL, PROBABILITY, DensityFamily, Function, Outcome, Parts, Scalar, Sequence, Sort, Tensor
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
            reason = f"a {unknown[0]} {noun}" if unknown else f"a {square[0]} {noun} that is not square"
            raise self.problem("malformed-declaration", reason, start, len(self.source),
                               f"properties of a {noun}: {', '.join(sorted(TENSOR_PROPERTIES))}")  # fmt: skip
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
