"""A cursor over the tokens of a typed formula, and the problems it can meet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from verify.problem import InputError
from verify.read.definitions import NO_DEFINITIONS, Body, Definition
from verify.read.indexed import with_indexed_names
from verify.read.scan import Token, problem, scan
from verify.read.sizes import SizeNeeded, sizes_declared, sizes_written
from verify.term import CONNECTIVES, ONE, RELATIONS, Shape, Term, free_symbols

MAXIMAL_DEPTH = 64
STATEMENTS = RELATIONS | CONNECTIVES | {"true", "false"}
_SETS = frozenset(("finite_set", "interval", "set_builder"))
_NO_QUANTITIES = _SETS | STATEMENTS
_DESCRIBED = ("number", "name")


class Cursor(ABC):
    """What every part of the parser stands on."""

    shape: Shape | None = None  # of the whole formula, where it is known
    wanted = ""  # "set" where a set is asked for, "point" where (a, b) may be one, "antiderivative" where \int f dx may be
    has_bracket_matrices = True  # [[a, b], [c, d]]

    def __init__(self, source: str, symbols: Mapping[str, Term], sizes: tuple[Term, ...] = ()) -> None:
        self.source = source
        self.symbols = symbols
        self.sizes = sizes  # assumed for the matrices whose size the formula does not say, in their order
        self.sizes_used = 0
        self.choices: list[str] = []
        self.tokens: list[Token] = self.scanned()
        if "_{" in source or "_(" in source or "^" in source:
            with_indexed_names(self.tokens, symbols, source, self.choices)
        self.position = 0
        self.depth = 0
        self.bars = 0  # open |, since the last bracket: they decide whether a | opens or closes
        self.plain_power: Term | None = None  # the last power read, if no bracket has closed round it
        self.undeclared: dict[str, Term] = {}
        self.called: dict[str, None] = {}  # those of them that stand before a bracket
        self.doubts: list[str] = []  # choices that may well be others
        self.layouts: dict[Term, str] = {}  # the doubts about what is the row and what the column of a Jacobian
        self.groupings: list[str] = []  # those among them that other brackets would spell
        self.entry_powers: list[str] = []  # those among them about x^2 of a vector, which is taken entry by entry
        self.entry_sums: list[str] = []  # those among them about x + c of a vector and a number
        self.definitions: Mapping[str, Definition] = NO_DEFINITIONS
        self.quotients: set[Term] = set()  # by columns, entry by entry
        self.unfolded: list[tuple[str, Body]] = []  # the calls of these so far
        self.last_call: tuple[int, Body, tuple[Term, ...]] | None = None  # where the last one ended, and with what arguments
        self.functions_used: dict[str, int] = {}
        self.place_of_unit: int | None = None  # where i was read as the imaginary unit
        self.in_diagonal = False  # inside of diag(..), where a vector has powers and divides entry by entry
        self.bound: dict[str, Term] = {}  # the bound symbols in whose scope the cursor is

    def doubt(self, choice: str) -> None:
        """A choice that many people make differently: nothing is wrong because of it."""
        self.choices.append(choice)
        self.doubts.append(f"{choice}, which some mean otherwise: write brackets")

    def doubt_grouping(self, choice: str) -> None:
        """A doubt about where brackets are meant, as in n^2d and 1/2x."""
        self.doubt(choice)
        self.groupings.append(self.doubts[-1])

    def doubt_entries(self, choice: str, kind: list[str]) -> None:
        """A doubt of one kind about what is taken entry by entry; what stands beside it may settle it."""
        self.doubt(choice)
        kind.append(self.doubts[-1])

    def has_known_size(self, tensor: Term) -> bool:
        """Whether no size of a vector is assumed, which has to fit, or a declared vector is in it."""
        return not self.sizes or any(self.symbols.get(each.name) is each for each in free_symbols(tensor) if each.shape)

    def entry_doubts(self) -> tuple[int, int]:
        """How many doubts there are about powers and about sums that are taken entry by entry."""
        return len(self.entry_powers), len(self.entry_sums)

    def settle(self, kind: list[str], known: int) -> None:
        """Drop the doubts of one kind but the first `known`."""
        for doubt in kind[known:]:
            self.doubts.remove(doubt)
        del kind[known:]

    def scanned(self) -> list[Token]:
        """The tokens of the source."""
        return scan(self.source, self.symbols)

    @abstractmethod
    def statement(self, floor: int) -> Term:
        """The relations and connectives that bind tighter than `floor`, and what is below them."""

    @abstractmethod
    def arguments(self) -> list[Term]:
        """(argument, argument ...)."""

    @abstractmethod
    def function(self, name: str) -> Term:
        """A function of the table, with its arguments; the current token is the one after its name."""

    def has_sizes(self) -> bool:
        """Whether vectors or matrices are declared, written out or wanted."""
        return bool(self.known_sizes())

    def known_sizes(self) -> tuple[Term, ...]:
        """The sizes that a matrix without one may have, each once."""
        wanted = (size for size in self.shape or () if size is not ONE)
        written = sizes_written(self.tokens, self.has_bracket_matrices)
        return tuple(dict.fromkeys((*sizes_declared(self.symbols), *written, *wanted)))

    def size_here(self, or_number: bool = False) -> Term:
        """The size assumed for the next matrix without one, or 1 for what may be a number; raises SizeNeeded if none is."""
        if self.sizes_used >= len(self.sizes):
            raise SizeNeeded(self.known_sizes(), or_number)
        self.sizes_used += 1
        return self.sizes[self.sizes_used - 1]

    def finished(self) -> int:
        """The end of the last token read."""
        return self.tokens[max(self.position - 1, 0)][3]

    def fail(
        self, kind: str, seen: str, help: str = "", at: int | None = None, shapes: tuple[Shape, Shape] | None = None
    ) -> InputError:
        """The problem at a token, by default the current one; `shapes` would have to be equal."""
        _, _, start, end = self.tokens[self.position if at is None else at]
        sizes = () if shapes is None else tuple(zip(*(shape or (ONE, ONE) for shape in shapes), strict=True))
        return problem(kind, seen, self.source, start, max(end, start + 1), help, sizes)

    def unexpected(self, expected: str) -> InputError:
        kind, text, _, _ = self.tokens[self.position]
        if kind == "end":
            return self.fail("incomplete", "the formula ends too early", f"expected {expected}")
        if kind == ",":
            return self.fail("unexpected-token", "unexpected ','", "a comma separates arguments; a decimal point is written '.'")
        if kind == "~":
            return self.fail("ambiguous", "~, a space or about", "≈, or a space")
        shown = f"{kind} {text}" if kind in _DESCRIBED and text[0].isalnum() else repr(text)
        return self.fail("unexpected-token", f"unexpected {shown}", f"expected {expected}")

    def expect(self, kind: str, opened: int) -> None:
        """Step over a closing bracket whose partner is the token `opened`."""
        if self.tokens[self.position][0] != kind:
            if self.tokens[self.position][0] == "end":
                raise self.fail("unbalanced-bracket", f"{self.tokens[opened][1]!r} is not closed", f"add {kind!r}", at=opened)
            raise self.unexpected(repr(kind))
        self.position += 1

    def step(self, kind: str) -> bool:
        """Step over the current token if it is of this kind."""
        if self.tokens[self.position][0] == kind:
            self.position += 1
            return True
        return False

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAXIMAL_DEPTH:
            raise self.fail("too-deep", "a formula nested too deeply", f"at most {MAXIMAL_DEPTH} levels")

    def slice(self, first: int, last: int) -> str:
        """The text from one token to another."""
        return self.source[self.tokens[first][2] : self.tokens[last][3]]

    def quantity(self, term: Term, at: int) -> Term:
        """`term`, if it is neither a statement nor a set."""
        if term.op not in _NO_QUANTITIES:
            return term
        if term.op in _SETS:
            raise self.fail("type-mismatch", "a set where a quantity is needed", "round brackets group", at=at)
        raise self.fail("type-mismatch", "a statement where a quantity is needed", "", at=at)

    def truth(self, term: Term, at: int) -> Term:
        """`term`, if it is a statement."""
        if term.op not in STATEMENTS:
            raise self.fail("type-mismatch", "a quantity where a statement is needed", "a relation such as x > 0", at=at)
        return term

    def build(self, start: int, function: Callable[..., Term], *args: Any) -> Term:
        """`function(*args)`; a problem of shapes gets the place from token `start` to here."""
        try:
            return function(*args)
        except InputError as error:
            if error.problem.span is not None:
                raise
            span = (self.tokens[start][2], max(self.finished(), self.tokens[start][3]))
            raise InputError(replace(error.problem, source=self.source, span=span)) from None
