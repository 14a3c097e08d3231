"""An instance: exact values for everything that a question leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import fmpq

from verify.evaluate.complex_pairs import Complex
from verify.fuel import Fuel
from verify.question import Question
from verify.refute.instance_draw import Stream, Style, draw_matrix, draw_scalar
from verify.refute.instance_functions import draw_function
from verify.refute.instance_matrices import show
from verify.refute.instance_numbers import Unsupported, integer
from verify.refute.instance_tables import (
    Atom,
    Dependence,
    Space,
    State,
    Table,
    draw_space,
    draw_table,
    variable_of,
)
from verify.refute.instance_vector_functions import draw_vector_function
from verify.sort import (
    COMPLEX,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Random,
    Scalar,
    Sequence,
    Sort,
    Tensor,
    VectorFunction,
)
from verify.term import ONE, Term, contains, digest, postorder

DRAW_FUEL = 16


@dataclass(frozen=True)
class Plan:
    """How to draw one instance.

    `sizes` are the values of the size symbols, `states` the numbers of states of the random variables in turn.  `counting`:
    the base measures are counting measures.  `skewed`: noise has a third moment.  `attempt` counts redraws.
    """

    number: int
    style: Style
    sizes: tuple[tuple[Term, int], ...] = ()
    states: tuple[int, ...] = (2,)
    counting: bool = True
    skewed: bool = True
    attempt: int = 0


# Hypotheses may ask for independence, which no table has by chance: redraws try simpler dependence.
_DEPENDENCE = (
    Dependence.FREE, Dependence.FREE, Dependence.CHAIN, Dependence.CHAIN, Dependence.CHAIN, Dependence.CHAIN, Dependence.NONE,
    Dependence.NONE,
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """What is common to all instances of a question."""

    question: Question
    seed: bytes
    terms: tuple[Term, ...]
    densities: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    differentiated: bool
    is_complex: bool

    @staticmethod
    def of(question: Question) -> Subject:
        roots = (question.statement, *question.hypotheses)
        terms = tuple(postorder(*roots))
        densities = tuple(term for term in terms if term.op == "density")
        outcomes = tuple(term for term in terms if term.op == "symbol" and isinstance(term.sort, Outcome))
        differentiated = any(
            term.op in ("derivative", "gradient") or (term.op == "apply" and any(term.value)) for term in terms
        )
        seed = b"".join(digest(root) for root in roots)
        is_complex = any(contains(root, {"imaginary"}) for root in roots) or any(
            term.op == "symbol" and _is_complex(term.sort) for term in terms
        )
        return Subject(question, seed, terms, densities, outcomes, differentiated, is_complex)


def may_be_conjugates(question: Question) -> bool:
    """Whether a complex symbol may be meant as the conjugate of another one: z_bar, z', zstar beside z; z_1 is none."""
    names = [name.name for name in question.symbols if _is_complex(name.sort)]
    rests = [other[len(name) :] for name in names for other in names if other != name and other.startswith(name)]
    return not all(rest.strip("_0123456789") == "" for rest in rests)


def _is_complex(sort: Sort) -> bool:
    while isinstance(sort, (Sequence, Tensor)):
        sort = sort.element
    return isinstance(sort, Scalar) and sort.is_complex


class Instance:
    """Values drawn when they are first asked for; see `Plan`."""

    def __init__(self, subject: Subject, plan: Plan, fuel: Fuel) -> None:
        self.fuel = fuel
        self.subject = subject
        self.plan = plan
        self.sizes = dict(plan.sizes)
        self.values: dict[Term, Any] = {}
        self.noise: dict[Term, list[Atom]] = {}
        self._spaces: dict[str, Space] = {}

    def _stream(self, label: bytes) -> Stream:
        plan = self.plan
        return Stream(self.subject.seed + label + bytes((plan.number, plan.attempt)))

    def value(self, symbol: Term) -> Any:
        """The value of a free symbol; a Table for a family of densities, a ConcreteFunction for a function."""
        found = self.values.get(symbol)
        if found is None:
            found = self.values[symbol] = self._draw(symbol)
        return found

    def _draw(self, symbol: Term) -> Any:
        sort = symbol.sort
        if symbol in self.sizes:
            return fmpq(self.sizes[symbol])
        if isinstance(sort, DensityFamily):
            return self._table(symbol)
        if isinstance(sort, VectorFunction):
            return self._function_of_vector(symbol, sort)
        if isinstance(sort, Function):
            stream = self._stream(digest(symbol))
            return draw_function(sort, stream, self.plan.style, self.plan.number, self.subject.differentiated)
        if isinstance(sort, Outcome):
            raise Unsupported("an outcome without a state")
        if isinstance(sort, Random):
            raise Unsupported("a random symbol outside of an expectation")
        return self._element(sort, self._stream(digest(symbol)))

    def _function_of_vector(self, symbol: Term, sort: VectorFunction) -> Any:
        if sort.inverse_of is not None:
            return self.value(sort.inverse_of).inverted()
        rows = 0 if sort.rows is None else self.size(sort.rows)
        return draw_vector_function(sort, self._stream(digest(symbol)), self.plan.style, self.plan.number, rows)

    def _element(self, sort: Sort, stream: Stream) -> Any:
        if sort == COMPLEX:
            return Complex(draw_scalar(REAL, stream, self.plan.style), draw_scalar(REAL, stream, self.plan.style))
        if isinstance(sort, Scalar):
            return draw_scalar(sort, stream, self.plan.style)
        if isinstance(sort, Tensor):
            rows, columns = self.size(sort.shape[0]), self.size(sort.shape[1])
            self.fuel.spend(DRAW_FUEL * rows * columns * (rows if sort.properties else 1), "drawing a matrix")
            matrix = draw_matrix(sort, rows, columns, stream, self.plan.style)
            return matrix.entries[0] if sort.shape == (ONE, ONE) else matrix
        if isinstance(sort, Sequence):
            length = self.size(sort.length)
            self.fuel.spend(DRAW_FUEL * length, "drawing a sequence")
            return tuple(self._element(sort.element, stream) for _ in range(length))
        raise Unsupported(f"a symbol of sort {type(sort).__name__}")

    def size(self, term: Term) -> int:
        """The value of a size: a number, a size symbol, or a sum or product of those; Unsupported below 1."""
        size = self._size(term)
        if size < 1:
            raise Unsupported("a size below 1")
        return size

    def _size(self, term: Term) -> int:
        if term.op == "number":
            return integer(fmpq(*term.value))
        if term.op == "symbol":
            return integer(self.value(term))
        if term.op == "add":
            return sum(self._size(arg) for arg in term.args)
        if term.op == "mul":
            result = 1
            for arg in term.args:
                result *= self._size(arg)
            return result
        raise Unsupported(f"a size given by {term.op}")

    # ------------------------------------------------------------------------------------------------------------- densities

    def space(self, outcome: Term) -> Space:
        """The states of the variable that the outcome denotes."""
        return self._space(variable_of(outcome))

    def _space(self, variable: str) -> Space:
        if variable not in self._spaces:
            counts = self.plan.states
            order = sorted(set(map(variable_of, self.subject.outcomes))).index(variable)
            stream = self._stream(b"space" + variable.encode())
            self._spaces[variable] = draw_space(stream, counts[order % len(counts)], counting=self.plan.counting)
        return self._spaces[variable]

    def _table(self, family: Term) -> Table:
        axes: dict[str, None] = {}
        for term in self.subject.densities:
            if term.args[0] is family:
                for outcome in term.args[1:]:
                    if outcome.op != "symbol" or not isinstance(outcome.sort, Outcome):
                        raise Unsupported("a density at something that is not an outcome")
                    axes[variable_of(outcome)] = None
        ordered = tuple(sorted(axes))
        dependence = _DEPENDENCE[self.plan.attempt % len(_DEPENDENCE)]
        return draw_table(ordered, tuple(map(self._space, ordered)), self._stream(digest(family)), dependence)

    # ----------------------------------------------------------------------------------------------------------- description

    def describe(self, case: dict[Term, Any]) -> tuple[tuple[str, str], ...]:
        """The values of the free symbols in the user's names; `case` holds those of free indices and outcomes."""
        rows: list[tuple[str, str]] = []
        for symbol in (*self.sizes, *(name for name in self.subject.question.symbols if name not in self.sizes)):
            if symbol in case:
                value = case[symbol]
                rows.append((symbol.name, f"state {value}" if isinstance(value, State) else show(value)))
            elif isinstance(symbol.sort, DensityFamily) and symbol in self.values:
                rows.append(self._describe_table(symbol))
            elif isinstance(symbol.sort, Random):
                rows.append((symbol.name, self._describe_noise(symbol)))
            elif symbol in self.values:
                rows.append(self._describe(symbol))
            elif symbol in self.sizes:
                rows.append((symbol.name, str(self.sizes[symbol])))
        if not self.plan.counting:
            for variable, space in sorted(self._spaces.items()):
                rows.append((f"base measure of {variable}", "[" + ", ".join(map(str, space.weights)) + "]"))
        return tuple(rows)

    def _describe(self, symbol: Term) -> tuple[str, str]:
        value = self.values[symbol]
        if isinstance(symbol.sort, VectorFunction):
            return f"{symbol.name}(x)", value.described(self.size(symbol.sort.size))
        if isinstance(symbol.sort, Function):
            inner = "u" if symbol.sort.arity == 1 else _combination(symbol.sort.arity)
            return f"{symbol.name}({inner})", value.text
        if isinstance(value, tuple):
            return symbol.name, "(" + ", ".join(map(_show_element, value)) + ")"
        return symbol.name, show(value)

    def _describe_noise(self, random: Term) -> str:
        """The distribution of a random symbol around its mean; the first one, if it depends on what it is conditioned on."""
        scalar = not random.shape
        values = (
            f"{show(value.entries[0] if scalar else value)} with probability {show(probability)}"
            for probability, value in self.noise.get(random, ())
        )
        return "its mean + " + ", ".join(values)

    def _describe_table(self, family: Term) -> tuple[str, str]:
        table: Table = self.values[family]
        cells = [str(value) for value in table.values.values()]
        for space in reversed(table.spaces[1:]):
            count = len(space.weights)
            cells = ["[" + ", ".join(cells[i : i + count]) + "]" for i in range(0, len(cells), count)]
        return f"{family.name}({', '.join(table.axes)})", "[" + ", ".join(cells) + "]"


def _show_element(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_show_element, value)) + ")"
    return show(value)


def _combination(arity: int) -> str:
    """How the arguments a_1, a_2 ... of a function enter its formula: `u = a_1 + 2 a_2 + a_1 a_2`."""
    weighted = ["a_1", *(f"{place} a_{place}" for place in range(2, arity + 1))]
    return "u = " + " + ".join([*weighted, " ".join(f"a_{place}" for place in range(1, arity + 1))])
