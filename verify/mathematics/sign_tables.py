"""Statements about one real number x, decided on the whole line by the signs of polynomials in one kernel t.

The kernels are those of `verify.mathematics.sign_kernels`.  Every relation is one between rational functions of t over the
rationals, or compares x with a constant.  The roots of the irreducible factors of all polynomials whose sign was asked for, and
the images of the constants, cut the range of t: within each piece no sign changes.  That two cuts are the same is a statement
without symbols, which has to be proved elsewhere.

A hypothesis holds where it is true; one that is undefined does not hold.  Of an undefined relation nothing has to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from flint import arb

from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_fraction
from verify.fuel import Fuel
from verify.mathematics.real_roots import SIGNS_OF_DIFFERENCE, between
from verify.mathematics.sign_cells import Cell
from verify.mathematics.sign_cuts import BITS, Cuts, NoTable, ball_of_constant
from verify.mathematics.sign_kernels import Kernel
from verify.mathematics.sort_bounds import bounds
from verify.question import Question
from verify.sort import Scalar
from verify.term import CONNECTIVES, RELATIONS, Term, conjuncts, free_symbols, number, postorder

MAX_ROUNDS = 12
OPERATIONS = frozenset(("number", "symbol", "pi", "add", "mul", "power", "abs", "max", "min", "sign", "exp", "log", "eq", "ne",
                        "le", "lt", "and", "or", "true", "false"))  # fmt: skip


class Fails(Exception):
    """The statement fails where the hypotheses hold; `value` is a number at which it does, if one can be written."""

    def __init__(self, value: Term | None) -> None:
        super().__init__("the statement fails in a cell")
        self.value = value


def decide_by_table(question: Question, kernel: Kernel, is_known: Callable[[Term], bool], fuel: Fuel) -> None:
    """Returns if the question holds.  Raises Fails if it does not, and NoTable if there is no table.

    `is_known` says of a statement without symbols whether it is proved.
    """
    _Table(question, kernel, is_known, fuel).decide()


class _Table:
    def __init__(self, question: Question, kernel: Kernel, is_known: Callable[[Term], bool], fuel: Fuel) -> None:
        names = question.symbols
        sort = names[0].sort if len(names) == 1 else None
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or not kernel.is_sound:
            raise NoTable("not one real number, or no kernel")
        self.name, self.sort, self.kernel, self.fuel = names[0], sort, kernel, fuel
        self.statement = question.statement
        self.hypotheses = (*question.hypotheses, *bounds(names[0], sort))
        if any(side.shape for each in (self.statement, *self.hypotheses) for side in postorder(each)):
            raise NoTable("matrices")
        if any(term.op not in OPERATIONS for term in postorder(self.statement, *self.hypotheses)):
            raise NoTable("an operation without a sign table")
        self.cuts = Cuts(kernel, is_known, fuel)
        for constant in _constants(self.statement, *question.hypotheses):
            ball_of_constant(constant, fuel)

    def decide(self) -> None:
        self._demand_undefined_outside()
        for _ in range(MAX_ROUNDS):
            before = len(self.cuts)
            self.cuts.complete = frozenset(self.cuts.factors)
            with precision(BITS):
                failing = [cell for cell in self._cells() if self._fails(cell)]
            if len(self.cuts) > before:
                continue
            if failing:
                raise Fails(self._shown(failing[0]))
            return
        raise NoTable("too many cells")

    def _fails(self, cell: Cell) -> bool:
        self.fuel.spend(20, "a cell of a sign table")
        if not all(cell.truth(each) for each in self.hypotheses):
            return False
        found = cell.truth(self.statement)
        if found is None and self.statement.op not in SIGNS_OF_DIFFERENCE:
            raise NoTable("an alternative that is undefined")
        return found is False

    def _cells(self) -> Iterator[Cell]:
        """The numbers before the first cut, the first cut, ...: those of t, which is positive, or not negative."""
        cuts = self.cuts.in_order()
        floor = arb(0) if self.kernel.kind in ("power", "root") else None
        ends = [floor, *(cut.ball for cut in cuts), None]
        for place, (before, after) in enumerate(pairwise(ends)):
            if place or self.kernel.kind != "root":  # the first cut of a root is 0
                yield Cell(self.name, self.cuts, cuts, 2 * place, between(before, after))
            if place < len(cuts):
                yield Cell(self.name, self.cuts, cuts, 2 * place + 1, cuts[place])

    def _demand_undefined_outside(self) -> None:
        """Where the kernel is undefined, a hypothesis is, or there is no number, or the statement is one relation that is."""
        if self.kernel.is_defined_on(self.sort):
            return
        stated = [self.statement, *(part for each in self.hypotheses for part in conjuncts(each))]
        if not any(each.op in SIGNS_OF_DIFFERENCE and self.kernel.occurs_in(each, self.name) for each in stated):
            raise NoTable("the kernel may be undefined")

    def _shown(self, cell: Cell) -> Term | None:
        """A number of a cell, written out."""
        value = number(to_fraction(cell.sample)) if cell.cut is None else cell.cut.written_out()
        return None if value is None else self.kernel.preimage(value)


def _constants(*statements: Term) -> Iterator[Term]:
    """The outermost terms without symbols in statements."""
    pending = list(statements)
    while pending:
        term = pending.pop()
        if term.op == "number" or term.op in ("true", "false"):
            continue
        if term.op not in RELATIONS | CONNECTIVES and not free_symbols(term):
            yield term
        else:
            pending.extend(term.args)
