"""Whether a term is defined at every point at which a statement is, by its form or by the kernels of a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2, TooLarge, Undefined
from verify.mathematics.manifest import Manifest
from verify.question import Proof, Question
from verify.recheck.functions import always_defined, same_argument
from verify.recheck.kernels import Rejected
from verify.recheck.normal_form import Walk
from verify.recheck.signs import NONNEGATIVE, POSITIVE, ZERO, EmptyDomain
from verify.sort import Scalar, Sequence, Tensor
from verify.term import ONE, Term

TOTAL = frozenset(
    ("number", "symbol", "pi", "imaginary", "add", "mul", "abs", "sign", "max", "min", "exp", "sin", "cos", "sinh", "cosh",
     "tanh", "erf", "erfc", "atan", "asinh", "floor", "ceiling")
)  # fmt: skip


def demand_defined(term: Term, proof: Proof, fuel: Fuel) -> None:
    """Raises Rejected unless `term` is a real number wherever both sides of the statement are defined."""
    given = {inner for side in _sides(proof.question) for inner in always_defined(side)}
    if _by_form(term, given, _ranges(proof.question)):
        return
    for evidence in _evidence_below(proof):
        try:
            if _ByKernels(proof.question, evidence, given, fuel).defines(term):
                return
        except EmptyDomain:
            return
    raise Rejected("a switch that may be undefined")


def _sides(question: Question) -> tuple[Term, ...]:
    return (*(question.statement.args if question.statement.op in ("eq", "le", "lt") else ()), *question.hypotheses)


def _ranges(question: Question) -> dict[Term, tuple[Term, Term]]:
    """The names of integers between l and u, by hypotheses l <= k and k <= u."""
    orders = [each.args for each in question.hypotheses if each.op == "le"]
    lower = {name: least for least, name in orders if _is_integer(name)}
    return {name: (lower[name], most) for name, most in orders if name in lower}


def _is_integer(term: Term) -> bool:
    return term.op == "symbol" and isinstance(term.sort, Scalar) and term.sort.is_integer


def _by_form(term: Term, given: set[Term], ranges: Mapping[Term, tuple[Term, Term]] = MappingProxyType({})) -> bool:
    """Whether every part is defined: given, total, or an entry whose indices run within the size; `ranges` are those of sums."""
    if term in given:
        return True
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1 and term.args[1].value[0] >= 0:
        return _by_form(term.args[0], given, ranges)
    if term.op == "power" and term.args[1].op == "number" and Manifest().sign(term.args[0]) == (1, True):
        return _by_form(term.args[0], given, ranges)
    if term.op in ("sum", "product"):
        index, lower, upper, body = term.args
        return all(_by_form(end, given, ranges) for end in (lower, upper)) and (
            _by_form(body, given, {**ranges, index: (lower, upper)})
        )
    if term.op == "item":
        return _is_within(*term.args, ranges=ranges)
    return _is_total(term) and all(_by_form(arg, given, ranges) for arg in term.args)


def _is_total(term: Term) -> bool:
    """Whether it is defined where its arguments are; an unknown function has values everywhere, its derivatives need not."""
    return term.op in TOTAL or (term.op == "apply" and term.args[0].op == "symbol" and not any(term.value))


def _is_within(tensor: Term, *indices: Term, ranges: Mapping[Term, tuple[Term, Term]]) -> bool:
    """Every index runs from 1 to the size of the tensor there."""
    if tensor.op != "symbol" or not isinstance(tensor.sort, (Tensor, Sequence)):
        return False
    sizes = tensor.sort.shape if isinstance(tensor.sort, Tensor) else (tensor.sort.length,)
    return len(indices) <= len(sizes) and all(
        ranges.get(index) == (ONE, size) for index, size in zip(indices, sizes, strict=False)
    )


def _evidence_below(proof: Proof) -> Iterator[Mapping[str, Any]]:
    """The kernel tables of the cells; the first few do."""
    pending, left = list(proof.premises), 8
    while pending and left:
        current = pending.pop(0)
        if "kernels" in current.data:
            left -= 1
            yield current.data
        pending.extend(current.premises)


class _ByKernels:
    """Walks the sides as far as the hypotheses of the statement allow: what that admits is defined there."""

    def __init__(self, question: Question, evidence: Mapping[str, Any], given: set[Term], fuel: Fuel) -> None:
        self.given = given
        self.ranges = _ranges(question)
        self.walk = Walk(question, evidence, fuel)
        self.walk.assume_hypotheses()
        for side in _sides(question):
            for inner in reversed(always_defined(side)):
                self._value(inner)

    def _value(self, term: Term) -> Fraction2 | None:
        try:
            return self.walk.of(term)
        except (Rejected, TooLarge, Undefined):
            return None

    def defines(self, term: Term) -> bool:
        if term in self.given:
            return True
        if term.op == "log":
            (inner,) = term.args
            if inner.op == "abs":
                return self.defines(inner.args[0]) and self._is_nonzero(inner.args[0])
            return self.defines(inner) and self._signs_within(inner, POSITIVE)
        if term.op == "power" and term.args[1].op == "number":
            return self.defines(term.args[0]) and self._defines_power(term.args[0], *term.args[1].value)
        if term.op == "gamma":
            return self.defines(term.args[0]) and self._is_met(term)
        if term.op in ("sum", "product", "item"):  # the kernels say nothing of every value of an index
            return _by_form(term, self.given, self.ranges)
        return _is_total(term) and all(map(self.defines, term.args))

    def _is_met(self, term: Term) -> bool:
        """Whether the sides have a function of the same argument at a place at which they are defined."""
        kernels, argument = self.walk.kernels, self._value(term.args[0])
        if argument is None or not self._is_usable(argument):
            return False
        met = (index for index in kernels.find("function", (term.op, None)) if index in kernels.admitted)
        return any(same_argument(self.walk, kernels.table[index].data[2][0], argument) for index in met)

    def _defines_power(self, base: Term, numerator: int, denominator: int) -> bool:
        if denominator == 1:
            return numerator >= 0 or self._is_nonzero(base)
        return self._signs_within(base, POSITIVE if numerator < 0 else NONNEGATIVE)

    def _is_nonzero(self, term: Term) -> bool:
        """Every factor has a sign, or its logarithm has been met."""
        value = self._value(term)
        if value is None or not self._is_usable(value) or value[0].is_zero():
            return False
        walk = self.walk
        return all(self._cannot_vanish(factor) for factor, _ in walk.kernels.factor(value[0])[1])

    def _cannot_vanish(self, factor: Any) -> bool:
        kernels = self.walk.kernels
        if any(index in kernels.admitted for index in kernels.find("log", str(factor))):
            return True
        return not self.walk.signs.of_factor(factor) & ZERO

    def _signs_within(self, term: Term, signs: int) -> bool:
        value = self._value(term)
        return value is not None and self._is_usable(value) and not self.walk.signs.fraction(value) & ~signs

    def _is_usable(self, value: Fraction2) -> bool:
        kernels = self.walk.kernels
        return kernels.usable(*value) and kernels.is_real(value[0]) and kernels.is_real(value[1])


__all__ = ["demand_defined"]
