"""The language of claims: a statement, its proof with reasons, and the mistakes people really make.

    claim = Claim(
        statement=Equal(tanh(x), 2 * sigmoid(2 * x) - 1),
        proof=calc(tanh(x))
            .eq((1 - exp(-2 * x)) / (1 + exp(-2 * x)), by="divide above and below by exp(x)")
            .eq(2 * sigmoid(2 * x) - 1, by="definition of sigma"),
        mistakes={"the shift by -1 is missing": 2 * sigmoid(2 * x)},
    )

Everything here is data that nothing has looked at yet: formulas are whatever the author wrote (SymPy, or typed text), and
`verify.check` reads and judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from verify.problem import reject

Formula = Any  # a SymPy expression, or typed text
RelationName = Literal["eq", "ne", "le", "lt", "ge", "gt"]

# --------------------------------------------------------------------------------------------------------------- statements


@dataclass(frozen=True)
class Relation:
    """left (=, !=, <=, <, >=, >) right.  SymPy's own relations evaluate while they are built; these do not."""

    name: RelationName
    left: Formula
    right: Formula


def Equal(left: Formula, right: Formula) -> Relation:
    return Relation("eq", left, right)


def NotEqual(left: Formula, right: Formula) -> Relation:
    return Relation("ne", left, right)


def AtMost(left: Formula, right: Formula) -> Relation:
    """left <= right"""
    return Relation("le", left, right)


def Below(left: Formula, right: Formula) -> Relation:
    """left < right"""
    return Relation("lt", left, right)


def AtLeast(left: Formula, right: Formula) -> Relation:
    """left >= right"""
    return Relation("ge", left, right)


def Above(left: Formula, right: Formula) -> Relation:
    """left > right"""
    return Relation("gt", left, right)


@dataclass(frozen=True)
class Equivalent:
    """left if and only if right, at every point of the domain; shown by two implications."""

    left: Formula
    right: Formula


@dataclass(frozen=True)
class SetEquality:
    """{element : left} = {element : right}, shown by two inclusions; left and right are conditions on the element."""

    element: Formula
    left: Formula
    right: Formula


@dataclass(frozen=True)
class Argmin:
    """`at` is the global minimum of `objective` over the domain of `over`, and the only one.

    `over` is a symbol, or a tuple of symbols, then `at` is a tuple too.  `minimum`, if given, is the least value.
    """

    objective: Formula
    over: Formula
    at: Formula
    minimum: Formula | None = None


@dataclass(frozen=True)
class GlobalMinimum:
    """As `Argmin`, where other points may reach the minimum too."""

    objective: Formula
    over: Formula
    at: Formula
    minimum: Formula | None = None


@dataclass(frozen=True)
class Argmax:
    """`at` is the global maximum of `objective` over the domain of `over`, and the only one; see `Argmin`."""

    objective: Formula
    over: Formula
    at: Formula
    maximum: Formula | None = None


@dataclass(frozen=True)
class PositiveSemidefinite:
    """matrix = matrix^T, and v^T matrix v >= 0 for every vector v."""

    matrix: Formula


@dataclass(frozen=True)
class PositiveDefinite:
    """matrix = matrix^T, and v^T matrix v > 0 for every vector v != 0."""

    matrix: Formula


@dataclass(frozen=True)
class Convex:
    """f(t x + (1 - t) y) <= t f(x) + (1 - t) f(y) for all x, y of the domain of `over` and 0 <= t <= 1."""

    function: Formula
    over: Formula


@dataclass(frozen=True)
class Concave:
    """f(t x + (1 - t) y) >= t f(x) + (1 - t) f(y) for all x, y of the domain of `over` and 0 <= t <= 1."""

    function: Formula
    over: Formula


@dataclass(frozen=True)
class Monotone:
    """x < y implies f(x) (<, <=, >, >=) f(y); made by `Increasing` and its kin."""

    function: Formula
    over: Formula
    relation: Literal["lt", "le", "gt", "ge"]


def Increasing(function: Formula, over: Formula) -> Monotone:
    """x < y implies f(x) < f(y)"""
    return Monotone(function, over, "lt")


def Nondecreasing(function: Formula, over: Formula) -> Monotone:
    """x < y implies f(x) <= f(y)"""
    return Monotone(function, over, "le")


def Decreasing(function: Formula, over: Formula) -> Monotone:
    """x < y implies f(x) > f(y)"""
    return Monotone(function, over, "gt")


def Nonincreasing(function: Formula, over: Formula) -> Monotone:
    """x < y implies f(x) >= f(y)"""
    return Monotone(function, over, "ge")


@dataclass(frozen=True)
class Tends:
    """The limit of `function` as `over` tends to `point` ("oo", a number; `side` "+", "-" or "both") is `value`."""

    function: Formula
    over: Formula
    point: Formula
    value: Formula
    side: Literal["+", "-", "both"] = "both"


@dataclass(frozen=True)
class IsDensity:
    """`function` is nonnegative on the domain of `over` (a real interval) and integrates to 1 there."""

    function: Formula
    over: Formula


@dataclass(frozen=True)
class NoSuch:
    """No values of the free symbols meet all `conditions` (relations) at once."""

    conditions: tuple[Formula, ...]


STATEMENT_KINDS = (
    Relation, Equivalent, SetEquality, Argmin, GlobalMinimum, Argmax, PositiveSemidefinite, PositiveDefinite, Convex, Concave,
    Monotone, Tends, IsDensity, NoSuch,
)  # fmt: skip

# ------------------------------------------------------------------------------------------------------------------- proofs


@dataclass(frozen=True)
class Step:
    """... (relation) expression, for the reason `by`."""

    relation: RelationName
    expression: Formula
    by: str


@dataclass(frozen=True)
class Chain:
    """start (relation) expression (relation) expression ...; made by `calc`, and every verb returns a longer chain."""

    start: Formula
    steps: tuple[Step, ...] = ()

    def eq(self, expression: Formula, *, by: str) -> Chain:
        return self._then("eq", expression, by)

    def le(self, expression: Formula, *, by: str) -> Chain:
        return self._then("le", expression, by)

    def lt(self, expression: Formula, *, by: str) -> Chain:
        return self._then("lt", expression, by)

    def ge(self, expression: Formula, *, by: str) -> Chain:
        return self._then("ge", expression, by)

    def gt(self, expression: Formula, *, by: str) -> Chain:
        return self._then("gt", expression, by)

    def _then(self, relation: RelationName, expression: Formula, by: str) -> Chain:
        return Chain(self.start, (*self.steps, Step(relation, expression, by)))


def calc(start: Formula) -> Chain:
    """Begin a chain: `calc(a).eq(b, by="...").le(c, by="...")`."""
    return Chain(start)


@dataclass(frozen=True)
class Cases:
    """A proof for each of several conditions, which together have to cover the domain; a proof None is left to the engine."""

    branches: tuple[tuple[Formula, Proof | None], ...]


def cases(*branches: tuple[Formula, Proof | None]) -> Cases:
    """`cases((x >= 0, calc(..)...), (x < 0, calc(..)...))`"""
    if not branches:
        raise reject("empty-proof", "cases() without a case", help="cases((condition, proof), ...)")
    return Cases(branches)


@dataclass(frozen=True)
class Induction:
    """The statement at the least value of `variable`, and at variable + 1 where it holds at variable."""

    variable: Formula
    base: Proof | None = None
    step: Proof | None = None


def induction(variable: Formula, *, base: Proof | None = None, step: Proof | None = None) -> Induction:
    """Induction over an integer symbol whose domain has a least value; a proof None is left to the engine."""
    return Induction(variable, base, step)


@dataclass(frozen=True)
class Multipliers:
    """For `NoSuch`: numbers, one a condition, with which the conditions add up to a contradiction such as 2 <= 0."""

    weights: tuple[Fraction | int, ...]


Proof = Chain | Cases | Induction | Multipliers

# ------------------------------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True)
class Measurement:
    """A number computed on drawn data beside the number that the claim predicts."""

    label: str
    expected: float
    measured: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        """|measured - expected| <= tolerance; a NaN never agrees."""
        return abs(self.measured - self.expected) <= self.tolerance


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim of the catalogue.

    statement   a relation of this module or of SymPy, or one of the kinds above
    proof       a chain, cases or an induction; for a statement that means several things (`Argmin`: feasible, global,
                unique), a mapping from their labels to proofs; what is left out is left to the engine
    mistakes    label -> what stands instead of the right side (of `at`, of the right condition), or a whole statement;
                each has to come out refuted
    assuming    statements under which the claim is made
    symbols     name -> domain words, for what SymPy's symbols cannot say ("symmetric matrix n")
    parts       label -> claim, for a conjunction; symbols and assumptions of the whole hold in each part
    verdict     False for a statement that is false: its proof is the counterexample
    counterexample   symbol -> value, for a false statement; the engine looks for one itself if it is left out
    example     symbol -> value, a point that meets the assumptions, where the engine finds none itself
    numbers     a function of a seeded numpy.random.Generator that returns measurements on drawn data
    plot        a function of matplotlib axes and such a generator that draws what is better looked at
    scope       what the proof covers where that is less than the source asks for: "n = 1, any number of knots"
    cited       what is not proved here, in words -> the theorem that says it; the claim is then trusted as `cited`
    """

    statement: Formula | None = None
    proof: Proof | Mapping[str, Proof] | None = None
    mistakes: Mapping[str, Formula] = field(default_factory=dict)
    assuming: tuple[Formula, ...] = ()
    symbols: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Claim] = field(default_factory=dict)
    verdict: bool = True
    counterexample: Mapping[Any, Any] = field(default_factory=dict)
    example: Mapping[Any, Any] = field(default_factory=dict)
    numbers: Callable[[Any], list[Measurement]] | None = None
    plot: Callable[[Any, Any], None] | None = None
    scope: str = ""
    cited: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.statement is None) == (not self.parts):
            raise reject("malformed-claim", "a claim with neither a statement nor parts" if self.statement is None else
                         "a claim with a statement and parts", help="give one of statement= and parts=")  # fmt: skip
        if self.parts and (self.proof is not None or self.mistakes):
            raise reject("malformed-claim", "a proof or mistakes beside parts", help="give each part its own proof and mistakes")
        if not isinstance(self.assuming, tuple):
            raise reject("malformed-claim", f"assuming={self.assuming!r}", help="a tuple of statements: assuming=(x < y,)")
        for label, part in self.parts.items():
            if part.numbers or part.plot or part.scope or part.cited:
                raise reject("malformed-claim", f"numbers, plot, scope or cited in the part {label!r}",
                             help="give them to the whole claim")  # fmt: skip

    def statements(self) -> Iterator[tuple[str, Claim]]:
        """(label, claim without parts) for each statement, with symbols and assumptions of the whole; "" for one alone."""
        if not self.parts:
            yield "", self
        for label, part in self.parts.items():
            symbols, assuming = {**self.symbols, **part.symbols}, (*self.assuming, *part.assuming)
            for inner, statement in replace(part, symbols=symbols, assuming=assuming).statements():
                yield (f"{label}: {inner}" if inner else label), statement
