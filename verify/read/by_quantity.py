r"""Derivatives by quantities that are defined: \frac{\partial L}{\partial a} for L = (a - y)^2/2 and a = w x + b.

What is differentiated is read again with a as a variable, also in the definitions that speak of a; the value of a is put into
the derivative.  So what stands between L and a counts, as in a computation graph: by z, for a = \sigma(z), it is the chain rule.
Some mean by \partial only what L says of a itself; where that differs, nothing is wrong because of it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from verify.read.definitions import Definition
from verify.read.names import canonical_name
from verify.read.naming import Naming
from verify.read.slopes import written_out
from verify.sort import REAL
from verify.term import Term, free_symbols, substitute, symbol


class ByQuantity(Naming):
    """The part of the parser that makes variables of defined quantities."""

    @abstractmethod
    def product(self, negative: bool) -> Term:
        """Factors joined by *, / or nothing."""

    def defined_at(self, at: int) -> Definition | None:
        """The number without parameters that the token at a place is the defined name of."""
        kind, text, _, _ = self.tokens[at]
        name = canonical_name(text) if kind == "name" else ""
        found = self.definitions.get(name) if name not in self.bound else None
        is_number = found is not None and not found.parameters and found.length is None and not found.quantity.shape
        return found if is_number else None

    def is_rate_of_quantity(self) -> bool:
        """Whether dL/da is next for a defined L that depends on a, or may: it is made diff(L, a)."""
        at = self.position
        (kind, above, begin, _), (_, sign, _, _), (by, below, _, end) = (*self.tokens[at : at + 3], *[("end", "", 0, 0)] * 3)[:3]
        if (kind, sign, by) != ("name", "/", "name") or not (above[:1] == below[:1] == "d" and above[1:] and below[1:]):
            return False
        name, variable = canonical_name(above[1:]), canonical_name(below[1:])
        found = self.definitions.get(name)
        if found is None or found.parameters or found.length is not None:
            return False
        if any(canonical_name(each) in self.symbols for each in (above, below)):
            return False
        if variable not in self.definitions and variable not in {each.name for each in free_symbols(found.quantity)}:
            return False
        written = (("name", "diff"), ("(", "("), ("name", above[1:]), (",", ","), ("name", below[1:]), (")", ")"))
        self.tokens[at : at + 3] = [(kind, text, begin, end) for kind, text in written]
        return True

    def check_no_rate(self) -> None:
        """Raises InputError for a d that may be no factor: d^2y/dx^2 of a defined y, d log(p)/dp."""
        at = place = self.position
        if self.tokens[at][1] != "d" or "d" in self.symbols or "d" in self.bound:
            return
        place += 1
        while self.tokens[place][0] in ("^", "super", "number", "{", "}"):
            place += 1
        is_of_quantity = self.tokens[place][0] == "name" and canonical_name(self.tokens[place][1]) in self.definitions
        if is_of_quantity or self._divides_by_differential(at):
            raise self.fail("ambiguous", "a quotient of products with d, or a derivative",
                            r"\frac{d^2y}{dx^2} in LaTeX, diff(y, x, 2) in text", at=at)  # fmt: skip

    def _divides_by_differential(self, at: int) -> bool:
        """Whether /dx or / d x stands in the product that begins at a place."""
        depth = 0
        for place in range(at, len(self.tokens) - 1):
            kind = self.tokens[place][0]
            depth += (kind in ("(", "[", "{")) - (kind in (")", "]", "}"))
            if depth < 0 or (depth == 0 and kind in ("+", "-", "=", "end")):
                return False
            if kind == "/" and depth == 0:
                return self.tokens[place + 1][1][:1] == "d" and canonical_name(self.tokens[place + 1][1]) not in self.symbols
        return False

    def by_quantity(self, variable: Definition, start: int, read: Callable[[], Term], *, is_total: bool = False) -> Term:
        """What `read` gives with the quantity as a variable, at its value; the cursor is where reading begins.

        By u = x^2 nobody takes the total derivative of x + u: x is no function of u.
        """
        by = symbol(variable.name, REAL)
        with self._as_variables(frozenset((variable.name,))):
            slope = read()
        shared = [name.name for name in free_symbols(slope) if name in free_symbols(variable.quantity)]
        if shared and is_total:
            raise self.fail("ambiguous", f"a total derivative by {variable.name} of what depends on {shared[0]} itself",
                            rf"\partial, if {shared[0]} stays as it is", at=start)  # fmt: skip
        if shared:
            self.doubt(f"{self.slice(start, self.position - 1)} is read with {shared[0]} as it is")
        self.note_unfolded(variable.name, variable.body(()), self.position - 1)
        value = {by: variable.quantity}
        return self.build(start, lambda: substitute(written_out(slope, value), value))

    def doubt_partial(self, variables: list[Term], numerator: tuple[int, int], start: int) -> None:
        """A doubt if what is differentiated speaks of a variable, and of a quantity that depends on it, too.

        Not for x_j, by which nobody means that a mean of x stays as it is.
        """
        quantities = {name for name, each in self.definitions.items() if not each.parameters and each.length is None}
        names_of_variables = {each.name for each in variables if each.op == "symbol"}
        if not quantities or not names_of_variables:
            return
        position, (begin, end) = self.position, numerator
        itself = canonical_name(self.tokens[begin][1])
        self.position = begin
        with self._as_variables(frozenset(quantities - {itself} if end == begin + 1 else quantities)):
            read = self.quantity(self.product(False) if self.tokens[begin - 1][0] == "}" else self.statement(0), begin)
        self.position = position
        names = {name.name for name in free_symbols(read)}
        for by in names_of_variables & names:
            if any(name != by and self._depends(name, by) for name in names & quantities):
                self.doubt(f"{self.slice(start, position - 1)} is read with all that depends on {by}")

    def _depends(self, name: str, by: str) -> bool:
        _, definitions = self.definitions[name].with_variables(frozenset((by,)) & self.definitions.keys())
        return any(each.name == by for each in free_symbols(definitions[name].quantity))

    @contextmanager
    def _as_variables(self, names: frozenset[str]) -> Iterator[None]:
        """Reading with some of the defined numbers as variables."""
        outer = self.symbols, self.definitions
        self.symbols, self.definitions = next(iter(outer[1].values())).with_variables(names)
        try:
            yield
        finally:
            self.symbols, self.definitions = outer
