"""The conventions: what a formula means where books differ, in one table.

A verdict names those that its question leans on, as seen from the operations in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.domain import integer_valued
from verify.question import Question
from verify.sort import NATURAL, DensityFamily, Outcome, Random, Scalar, Tensor
from verify.term import ONE, Term, free_symbols, postorder

_KINKED = frozenset(("abs", "sign", "max", "min", "largest", "floor", "ceiling", "piecewise"))


@dataclass(frozen=True)
class Convention:
    """A convention: its stable name, what it says, and the terms that lean on it, all of them of one of `operations`."""

    name: str
    statement: str
    operations: tuple[str, ...]
    concerns: Callable[[Term], bool]

    def applies(self, question: Question) -> bool:
        """Whether the question has a term that leans on this convention."""
        return any(self.concerns(term) for term in _terms(question) if term.op in self.operations)


def conventions_of(question: Question) -> tuple[str, ...]:
    """The names of the conventions that a question leans on, in the order of the table."""
    found: set[str] = set()
    for term in _terms(question):
        for convention in _BY_OPERATION.get(term.op, ()):
            if convention.name not in found and convention.concerns(term):
                found.add(convention.name)
    return tuple(convention.name for convention in CONVENTIONS if convention.name in found)


def _terms(question: Question) -> list[Term]:
    return postorder(question.statement, *question.hypotheses, *question.symbols)


# ------------------------------------------------------------------------------------------------------- what leans on what


def _occurs(term: Term) -> bool:
    """The operation alone is what leans on the convention."""
    return True


def _may_be_zero_to_the_zero(term: Term) -> bool:
    if term.op != "power" or not integer_valued(term.args[1]) or _is_nonzero(term.args[0]):
        return False
    exponent = term.args[1]
    return exponent.fraction == 0 if exponent.op == "number" else not _is_nonzero(exponent)


def _is_nonzero(term: Term) -> bool:
    if term.op == "number":
        return term.fraction != 0
    return term.op in ("exp", "cosh", "pi") or (term.op == "symbol" and isinstance(term.sort, Scalar) and term.sort.is_nonzero)


def _may_be_empty(op: str) -> Callable[[Term], bool]:
    def concerns(term: Term) -> bool:
        if term.op != op:
            return False
        lower, upper = term.args[1:3]
        if upper.op == "infinity":
            return False
        if lower is ONE and upper.op == "symbol" and isinstance(upper.sort, Scalar) and upper.sort.lower is not None:
            return upper.sort.lower < 1
        return not (lower.op == upper.op == "number" and lower.fraction <= upper.fraction)

    return concerns


def _zero_log_zero(term: Term) -> bool:
    """x log x, or a mean of a logarithm."""
    if term.op == "mul":
        return any(factor.op == "log" and factor.args[0] in term.args for factor in term.args)
    return _is_mean(term) and any(inner.op == "log" for inner in postorder(term.args[-1]))


def _is_mean(term: Term) -> bool:
    return term.op == "integral" and isinstance(term.args[0].sort, Outcome)


def _real_power(term: Term) -> bool:
    if term.op != "power" or integer_valued(term.args[1]):
        return False
    base, exponent = term.args
    rational_base = base.op in ("exp", "pi") or (base.op == "number" and base.fraction > 0)
    return not rational_base and not (exponent.op == "number" and exponent.value[1] == 1)


def _division(term: Term) -> bool:
    if term.op != "power" or _is_nonzero(term.args[0]):
        return False
    exponent = term.args[1]
    return exponent.op == "number" and exponent.fraction < 0


def _derivative_at_kinks(term: Term) -> bool:
    return term.op in ("derivative", "gradient") and any(inner.op in _KINKED for inner in postorder(term.args[0]))


def _has_sort(kind: type) -> Callable[[Term], bool]:
    return lambda term: term.op == "symbol" and isinstance(term.sort, kind)


def _is_vector(term: Term) -> bool:
    return term.op == "symbol" and isinstance(term.sort, Tensor) and term.sort.shape[1] is ONE


def _is_natural(term: Term) -> bool:
    return term.op == "symbol" and term.sort == NATURAL


def _depends_on_other_noise(term: Term) -> bool:
    return term.op == "expect" and sum(isinstance(name.sort, Random) for name in free_symbols(term)) > 1


CONVENTIONS: tuple[Convention, ...] = (
    Convention(
        "division-by-zero",
        "division by zero is undefined, and a statement about an undefined value is neither true nor false",
        ("power",),
        _division,
    ),
    Convention(
        "zero-to-the-zero",
        "0^0 = 1 for an exponent that is an integer by its form (0, n); not for a real exponent",
        ("power",),
        _may_be_zero_to_the_zero,
    ),
    Convention(
        "real-power",
        "x^(p/q) with q > 1 and x^y are real powers: defined for x > 0, and at x = 0 for a positive exponent",
        ("power",),
        _real_power,
    ),
    Convention("natural-logarithm", "log is the natural logarithm, defined for positive numbers", ("log",), _occurs),
    Convention(
        "zero-log-zero",
        "0 log 0 is undefined in a formula; in a mean, a state of probability 0 adds nothing",
        ("mul", "integral"),
        _zero_log_zero,
    ),
    Convention("sign-of-zero", "sign(0) = 0", ("sign",), _occurs),
    Convention(
        "piecewise",
        "a piecewise has the value of the first condition that holds, and none if no condition holds",
        ("piecewise",),
        _occurs,
    ),
    Convention("empty-sum", "a sum whose upper end lies below its lower end is 0", ("sum",), _may_be_empty("sum")),
    Convention(
        "empty-product",
        "a product whose upper end lies below its lower end is 1",
        ("product",),
        _may_be_empty("product"),
    ),
    Convention("natural-numbers", "the natural numbers are 1, 2, 3 ...", ("symbol",), _is_natural),
    Convention(
        "gamma-poles",
        "gamma, digamma and polygamma are undefined at 0, -1, -2 ...; loggamma is for positive numbers",
        ("gamma", "digamma", "polygamma", "loggamma"),
        _occurs,
    ),
    Convention(
        "derivative-at-kinks",
        "a derivative is undefined where it does not exist, as at the kinks of abs and max",
        ("derivative", "gradient"),
        _derivative_at_kinks,
    ),
    Convention(
        "limits",
        "a limit is taken along the values of its variable, from each side on which there are some; it may be oo or -oo",
        ("limit",),
        _occurs,
    ),
    Convention("vectors", "vectors are columns", ("symbol",), _is_vector),
    Convention("counting-from-one", "the entries of vectors, matrices and sequences are counted from 1", ("item", "row"),
               _occurs),
    Convention("gradient-shape", "a gradient has the shape of what it is taken by", ("gradient",), _occurs),
    Convention("singular-matrix", "the inverse of a singular matrix is undefined", ("inverse",), _occurs),
    Convention(
        "densities",
        "abstract densities are positive, and their expectations exist",
        ("symbol",),
        _has_sort(DensityFamily),
    ),
    Convention(
        "independence",
        "random symbols are independent but for what they are conditioned on",
        ("expect",),
        _depends_on_other_noise,
    ),
)

BY_NAME = {convention.name: convention for convention in CONVENTIONS}
_BY_OPERATION = {
    op: tuple(convention for convention in CONVENTIONS if op in convention.operations)
    for op in dict.fromkeys(op for convention in CONVENTIONS for op in convention.operations)
}
