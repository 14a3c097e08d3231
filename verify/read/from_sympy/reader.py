"""The state of a reader of SymPy expressions: what names mean, which are bound, and where they are bound."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sympy
from sympy import Basic, Dummy, Expr, Symbol

from verify.problem import InputError, reject
from verify.read.from_sympy.symbols import SympyNames
from verify.read.names import canonical_name
from verify.sort import NATURAL, Scalar
from verify.term import Term, symbol

SHOWN = 120  # characters of a subexpression in a message


Readers = Mapping[Any, Callable[["SympyReading", Any], Term]]
"""A reader for each class of SymPy expressions."""


class SympyReading(ABC):
    """Reads the expressions of one claim, in which a name means one thing.

    `undeclared` lists the names that have neither a declaration nor assumptions, and are therefore real.
    """

    def __init__(self, symbols: Mapping[str, Term] | None = None) -> None:
        self.names = SympyNames(symbols or {})
        self.bound: dict[Basic, Term] = {}
        self.least: dict[Term, Term] = {}  # the lower ends of the indices of sums
        self.memo: dict[Basic, Term] = {}

    @property
    def undeclared(self) -> tuple[str, ...]:
        return tuple(self.names.assumption_free)

    def read(self, expression: Any) -> Term:
        """The term of an expression; every call takes part in the same naming."""
        try:
            expression = sympy.sympify(expression, strict=True)
        except sympy.SympifyError:
            raise reject("unsupported", f"{type(expression).__name__}, which is no SymPy expression",
                         where=show(expression), help="an expression, relation or matrix of SymPy") from None  # fmt: skip
        before = dict(self.names.seen), dict(self.names.assumption_free)
        while True:
            self.memo = {}
            try:
                return self.term(expression)
            except _SizeMet as found:  # a plain symbol turned out to be a size after it was taken for a real number
                self.names.seen, self.names.assumption_free = dict(before[0]), dict(before[1])
                if found.name in self.names.seen:
                    seen = "something else before it is met as a size"
                    raise self.names.conflict(found.name, seen, "declare it as natural") from None
                self.names.sizes.add(found.name)
            except RecursionError:
                raise reject("too-deep", "an expression nested too deeply", where=show(type(expression).__name__)) from None

    def term(self, expression: Basic) -> Term:
        found = self.memo.get(expression)
        if found is None:
            found = self.memo[expression] = self.reader_of(expression)(self, expression)
        return found

    def terms(self, expressions: Any) -> tuple[Term, ...]:
        return tuple(self.term(each) for each in expressions)

    @property
    @abstractmethod
    def readers(self) -> Readers:
        """The readers by class."""

    def reader_of(self, expression: Basic) -> Callable[[SympyReading, Any], Term]:
        readers = self.readers
        for kind in type(expression).__mro__:
            reader = readers.get(kind)
            if reader is not None:
                return reader
        raise unsupported(expression)

    # --------------------------------------------------------------------------------------------------------------- scopes

    @contextmanager
    def scope(self, name: Basic, sort: Scalar, body: Basic) -> Iterator[Term]:
        """Bind `name` while its body is read."""
        if not isinstance(name, Symbol):
            raise unsupported(name, "a plain Symbol as the variable")
        term = symbol(self.bound_name(name, body), sort)
        outer, memo = self.bound, self.memo
        self.bound, self.memo = {**outer, name: term}, {}
        try:
            yield term
        finally:
            self.bound, self.memo = outer, memo

    def bound_name(self, name: Symbol, body: Basic) -> str:
        """The name of a bound symbol; a Dummy gets primes where it would capture another symbol."""
        text = canonical_name(name.name)
        others = {canonical_name(other.name) for other in body.free_symbols if other != name and hasattr(other, "name")}
        others |= {term.name for key, term in self.bound.items() if key != name}
        if isinstance(name, Dummy):
            text = text.strip("_")
            while text in others:
                text += "'"
        elif text in {canonical_name(other.name) for other in body.free_symbols if other != name and hasattr(other, "name")}:
            raise self.names.conflict(text, "a bound and as a free symbol", "give them different names")
        return text

    def size(self, expression: Expr) -> Term:
        """A number of rows, columns or items.  Its names are natural; in a sum such as T + 1 an integer T >= 0 stays as it is."""
        for name in sorted(expression.free_symbols, key=str):
            if name is not expression and name.is_integer and name.is_nonnegative:
                continue
            text = canonical_name(name.name)
            known = self.names.declared.get(text) or self.names.seen.get(text)
            if known is None or text in self.names.sizes:
                self.names.sizes.add(text)
            elif text not in self.names.declared and known.sort != NATURAL:
                raise _SizeMet(text)
            elif not (isinstance(known.sort, Scalar) and known.sort.is_integer):
                raise self.names.conflict(text, "a size, and declared as no integer", f"declare {text}: natural")
        return self.term(expression)


class _SizeMet(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def unsupported(expression: Any, help: str = "") -> InputError:
    """The error for a subexpression that no reader knows."""
    return reject("unsupported", f"{type(expression).__name__} cannot be read", where=show(expression), help=help)


def built(function: Callable[..., Term]) -> Callable[[SympyReading, Any], Term]:
    """A reader that applies `function` to the terms of the arguments."""

    def read(reader: SympyReading, expression: Any) -> Term:
        return function(*reader.terms(expression.args))

    return read


def show(expression: Any) -> str:
    """A subexpression, cut to the length that fits a message."""
    text = str(expression)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
