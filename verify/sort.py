"""Sorts: what a symbol stands for, and the set its values are drawn from.

A sort is part of a symbol, so a term carries its whole declaration with it.  Sizes in shapes are terms themselves
(`number(3)`, or a symbol of an integer sort), which is why this module knows nothing of `verify.term`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.term import Term


class _CachedHash:
    """Frozen dataclasses hash all their fields at every look-up; symbols are looked up often, so the hash is kept."""

    def __hash__(self) -> int:
        cached = self.__dict__.get("_hash")
        if cached is None:
            values = tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]
            cached = hash((type(self).__name__, values))
            object.__setattr__(self, "_hash", cached)
        return cached


@dataclass(frozen=True, eq=True)
class Scalar(_CachedHash):
    """A number: an interval of the reals or of the integers, the complex plane, or a finite set of rationals.

    `lower is None` means unbounded below.  An open end is not attained.  `nonzero` removes 0 from the interval.
    """

    kind: str = "real"  # "real", "integer" or "complex"
    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = True
    upper_open: bool = True
    nonzero: bool = False
    values: tuple[Fraction, ...] | None = None

    __hash__ = _CachedHash.__hash__

    @property
    def is_integer(self) -> bool:
        """Whether all values are integers, as those of a finite set of them are."""
        return self.kind == "integer" or (self.values is not None and all(value.denominator == 1 for value in self.values))

    @property
    def is_complex(self) -> bool:
        return self.kind == "complex"

    @property
    def sign(self) -> int | None:
        """1 if every value is positive, -1 if every value is negative, None if that is not known."""
        if self.kind == "complex":
            return None
        if self.values is not None:
            signs = {(value > 0) - (value < 0) for value in self.values}
            return signs.pop() if len(signs) == 1 and 0 not in signs else None
        if self.lower is not None and (self.lower > 0 or (self.lower == 0 and (self.lower_open or self.nonzero))):
            return 1
        if self.upper is not None and (self.upper < 0 or (self.upper == 0 and (self.upper_open or self.nonzero))):
            return -1
        return None

    @property
    def is_nonnegative(self) -> bool:
        if self.values is not None:
            return all(value >= 0 for value in self.values)
        return self.kind != "complex" and self.lower is not None and self.lower >= 0

    @property
    def is_nonzero(self) -> bool:
        if self.values is not None:
            return 0 not in self.values
        return self.nonzero or self.sign is not None

    def contains(self, value: Fraction) -> bool:
        """Whether the rational `value` belongs to this sort."""
        if self.values is not None:
            return value in self.values
        if self.kind == "integer" and value.denominator != 1:
            return False
        if self.nonzero and value == 0:
            return False
        if self.lower is not None and (value < self.lower or (value == self.lower and self.lower_open)):
            return False
        return not (self.upper is not None and (value > self.upper or (value == self.upper and self.upper_open)))


REAL = Scalar()
COMPLEX = Scalar("complex")
POSITIVE = Scalar(lower=Fraction(0))
NEGATIVE = Scalar(upper=Fraction(0))
NONNEGATIVE = Scalar(lower=Fraction(0), lower_open=False)
NONPOSITIVE = Scalar(upper=Fraction(0), upper_open=False)
PROBABILITY = Scalar(lower=Fraction(0), upper=Fraction(1), lower_open=False, upper_open=False)
NONZERO = Scalar(nonzero=True)
INTEGER = Scalar("integer")
NATURAL = Scalar("integer", lower=Fraction(1), lower_open=False)


SYMMETRIC_PROPERTIES = frozenset(("symmetric", "diagonal", "positive definite", "positive semidefinite"))


@dataclass(frozen=True, eq=True)
class Tensor(_CachedHash):
    """A matrix of shape (rows, columns); a vector of size n is a column, of shape (n, 1).

    `properties` holds, sorted, any of: diagonal, invertible, lower triangular, orthogonal, positive definite,
    positive semidefinite, symmetric, nonzero, distribution (nonnegative entries that sum to 1).
    """

    shape: tuple[Term, Term]
    element: Scalar = REAL
    properties: tuple[str, ...] = ()

    __hash__ = _CachedHash.__hash__

    @property
    def is_symmetric(self) -> bool:
        """Declared so, diagonal, or (semi)definite, which in this program includes symmetric."""
        return not SYMMETRIC_PROPERTIES.isdisjoint(self.properties)

    def entry(self, *places: Term) -> Scalar:
        """The sort of an entry: M_ii > 0 in a positive definite matrix, L_ii != 0 in an invertible triangular one."""
        if len(places) != 2 or places[0] is not places[1] or self.element != REAL or self.shape[0] is not self.shape[1]:
            return self.element
        if "positive definite" in self.properties:
            return POSITIVE
        if "positive semidefinite" in self.properties:
            return NONNEGATIVE
        is_triangular = "diagonal" in self.properties or "lower triangular" in self.properties
        return NONZERO if is_triangular and not {"invertible", "orthogonal"}.isdisjoint(self.properties) else REAL


@dataclass(frozen=True, eq=True)
class Sequence(_CachedHash):
    """x_1, ..., x_length, each of sort `element` (a Scalar, a Tensor, or a Sequence again)."""

    length: Term
    element: Any

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class Function(_CachedHash):
    """An unknown function of `arity` scalar arguments with values in `codomain`.

    A `properties` entry is one of: continuous, smooth, increasing, decreasing, convex, even, odd.
    """

    arity: int = 1
    codomain: Scalar = REAL
    properties: tuple[str, ...] = ()

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class VectorFunction(Function):
    """An unknown function of one column of `size` numbers, with a number as its value, or a column of `rows` numbers.

    `inverse_of` is the symbol of the function of which this is the inverse.
    """

    size: Any = None
    rows: Any = None
    inverse_of: Any = None

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class Outcome(_CachedHash):
    """A value of an abstract random variable: a point of a measurable space that has a base measure.

    `variable` names the random variable.  Two symbols of one variable are two points of one space: q(z) and q(z_2) are
    values of one density when both `z` and `z_2` have sort Outcome("z"), and a bound `z` keeps its variable when renamed.
    """

    variable: str = ""

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class DensityFamily(_CachedHash):
    """A family of consistent positive densities: p(x, z) = p(x | z) p(z), and the integral of p(x, z) over z is p(x).

    `outcomes` and `given` are the names that a declaration lists before and after `given`, where it was made in words.
    """

    outcomes: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class Random(_CachedHash):
    """A random scalar or vector known by its conditional mean and covariance.

    `mean` and `covariance` are terms that may contain the random symbols listed in `given`, on which they are
    conditioned; apart from that, random symbols are independent of each other.  `covariance` is a variance for a scalar.
    """

    mean: Term
    covariance: Term
    given: tuple[Term, ...] = ()

    __hash__ = _CachedHash.__hash__


@dataclass(frozen=True, eq=True)
class Parts(_CachedHash):
    """A name for the rows, columns or entries of a matrix symbol: what is read of it is a term of the matrix.

    `kind` is "rows", "columns" or "entries".  No term holds a symbol of this sort.
    """

    matrix: Term
    kind: str

    __hash__ = _CachedHash.__hash__


Sort = Scalar | Tensor | Sequence | Function | Outcome | DensityFamily | Random | Parts


def terms_in(sort: Sort) -> Iterator[Term]:
    """The terms that occur inside a sort: sizes, and the moments of a random symbol."""
    if isinstance(sort, Tensor):
        yield from sort.shape
    elif isinstance(sort, Sequence):
        yield sort.length
        yield from terms_in(sort.element)
    elif isinstance(sort, Random):
        yield sort.mean
        yield sort.covariance
        yield from sort.given
    elif isinstance(sort, VectorFunction):
        yield from (term for term in (sort.size, sort.rows, sort.inverse_of) if term is not None)
    elif isinstance(sort, Parts):
        yield sort.matrix
