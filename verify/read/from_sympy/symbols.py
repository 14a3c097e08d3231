"""SymPy's symbols and assumptions as symbols of a sort.

A name that is declared is what it is declared as, provided that SymPy's assumptions about it hold there: SymPy has used them
already (`sqrt(x**2)` is `x` for a positive x), so a weaker declaration would make another claim of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sympy import Expr, Symbol

from verify.problem import InputError, reject
from verify.read.names import canonical_name
from verify.sort import COMPLEX, NATURAL, REAL, Function, Outcome, Random, Scalar, Sequence, Sort, Tensor
from verify.term import Term, number, symbol

_NEUTRAL = frozenset(("commutative", "finite", "extended_real", "complex", "real", "hermitian"))
_FALSE_IS_NEUTRAL = frozenset(("infinite", "zero"))
_SIGNS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")


def assumed(name: Symbol) -> dict[str, bool]:
    """The assumptions made when the symbol was created."""
    return {key: value for key, value in name._assumptions_orig.items() if key != "commutative" or not value}


def sort_of(name: Symbol) -> Scalar:
    """The sort that the assumptions of a symbol describe; a symbol without assumptions is real.

    Raises InputError for assumptions that no sort can express, as SymPy may have used them.
    """
    facts = assumed(name)
    for key, value in facts.items():
        known = key in _NEUTRAL or key in _SIGNS or key == "integer"
        if not (known if value else key in _FALSE_IS_NEUTRAL):
            raise reject("unsupported", f"the assumption {key}={value} of {name}", where=str(name),
                         help="real, positive, negative, nonnegative, nonpositive, nonzero, integer")  # fmt: skip
    if facts.get("complex") and not facts.get("real") and name.is_real is None:
        return COMPLEX
    integral = bool(facts.get("integer"))
    zero = number(0).fraction
    if name.is_positive:
        return NATURAL if integral else Scalar(lower=zero)
    if name.is_negative:
        return Scalar("integer", upper=zero - 1, upper_open=False) if integral else Scalar(upper=zero)
    kind = "integer" if integral else "real"
    if name.is_nonnegative:
        return Scalar(kind, lower=zero, lower_open=False)
    if name.is_nonpositive:
        return Scalar(kind, upper=zero, upper_open=False)
    if facts.get("nonzero") or facts.get("zero") is False:
        return Scalar(kind, nonzero=True)
    return Scalar(kind) if integral else REAL


@lru_cache(1024)  # a name is met again and again, and the answer is that of the three alone
def check_assumptions(name: str, like: Expr, sort: Scalar) -> None:
    """Raises InputError unless all that SymPy assumes of the symbol `like` holds for every value of `sort`."""
    facts = assumed(like) if isinstance(like, Symbol) else {}
    sort_of(like) if isinstance(like, Symbol) else None
    holds = {
        "positive": sort.sign == 1,
        "negative": sort.sign == -1,
        "nonnegative": sort.is_nonnegative,
        "nonpositive": sort.upper is not None and sort.upper <= 0,
        "nonzero": sort.is_nonzero,
        "integer": sort.is_integer or (sort.values is not None and all(value.denominator == 1 for value in sort.values)),
        "real": not sort.is_complex,
    }
    if facts.get("zero") is False:
        facts["nonzero"] = True
    for key, value in facts.items():
        if value and not holds.get(key, True):
            raise reject("sort-conflict", f"{name} is assumed to be {key}, and is not declared to be", where=name,
                         help=f"use Symbol({name!r}) without assumptions, or declare {name} as {key}")  # fmt: skip


class SympyNames:
    """The names of one claim: each has one sort."""

    def __init__(self, declared: Mapping[str, Term]) -> None:
        self.declared = declared
        self.seen: dict[str, Term] = {}
        self.assumption_free: dict[str, Term] = {}
        self.sizes: set[str] = set()  # names that occur as a size, which makes them natural numbers

    def scalar(self, like: Symbol) -> Term:
        """The term of a free symbol."""
        name = canonical_name(like.name)
        declared = self.declared.get(name)
        if declared is not None:
            if isinstance(declared.sort, Scalar):
                check_assumptions(name, like, declared.sort)
            elif not isinstance(declared.sort, (Outcome, Random)) or declared.shape:
                raise self.conflict(name, "a number and as what it is declared", "use MatrixSymbol, IndexedBase or Function")
            return declared
        if name in self.sizes and like.is_integer is not False:
            return self.once(name, NATURAL)
        if not assumed(like):
            term = self.once(name, REAL)
            self.assumption_free[name] = term
            return term
        return self.once(name, sort_of(like))

    def once(self, name: str, sort: Sort) -> Term:
        """The symbol of this name; raises InputError if the name stands for something else already."""
        term = symbol(name, sort)
        known = self.seen.setdefault(name, term)
        if known is not term:
            raise self.conflict(name, "two different things", "one name has one set of assumptions in a claim")
        return term

    def conflict(self, name: str, seen: str, help: str) -> InputError:
        return reject("name-conflict", f"{name} is used as {seen}", where=name, help=help)

    def tensor(self, name: str, sort: Sort, element: Any = None) -> Term:
        """The symbol of a matrix, a sequence or a function; what is declared wins if it is of that kind and shape."""
        declared = self.declared.get(name)
        if declared is None:
            return self.once(name, sort)
        kinds = (Tensor, Sequence, Random) if not isinstance(sort, Function) else (Function,)
        if not isinstance(declared.sort, kinds):
            kind = type(sort).__name__.lower()
            raise self.conflict(name, f"a {kind}, and declared as something else", f"declare {name} as a {kind}")
        if isinstance(sort, Tensor) and declared.shape != symbol(name, sort).shape:
            raise self.conflict(name, "a matrix of another shape than declared", "give both the same shape")
        if isinstance(sort, Function) and declared.sort.arity != sort.arity:  # type: ignore[union-attr]
            raise self.conflict(name, f"a function of {sort.arity} arguments, and declared otherwise", "use as many as declared")
        if element is not None:
            innermost: Any = declared.sort
            while isinstance(innermost, (Sequence, Tensor)):
                innermost = innermost.element
            if isinstance(innermost, Scalar):
                check_assumptions(name, element, innermost)
        return declared
