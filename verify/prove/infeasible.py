"""Hypotheses that contradict each other: a nonnegative combination of them that says 0 > 0 or c > 0 for some c <= 0.

The rows are linear in monomials of kernels; Fourier-Motzkin elimination finds the multipliers, which are the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Any, TypeVar

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, Polynomial, TooLarge, Undefined
from verify.prove.kernels import Unsupported, scalar_sort
from verify.prove.normal_form import NormalForm
from verify.prove.signs import NeedSign
from verify.question import Proof, Question
from verify.term import TRUE, Term, subtract

MAX_PAIRS = 120
MAX_ROWS = 60

Monomial = tuple[int, ...]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Row:
    """sum of coefficient * monomial > 0 (or >= 0); `multipliers` says of which given rows it is the combination."""

    coefficients: dict[Monomial, int]
    strict: bool
    multipliers: dict[int, int]

    def combine(self, other: Row, scale: int, other_scale: int) -> Row:
        """scale * self + other_scale * other, both scales positive, divided by the common divisor of all numbers in it."""
        out = _combined(self.coefficients, other.coefficients, scale, other_scale)
        multipliers = _combined(self.multipliers, other.multipliers, scale, other_scale)
        divisor = gcd(*out.values(), *multipliers.values())
        if divisor > 1:
            out = {key: value // divisor for key, value in out.items()}
            multipliers = {key: value // divisor for key, value in multipliers.items()}
        return Row(out, self.strict or other.strict, multipliers)

    @property
    def constant(self) -> int | None:
        """The value of a row without any monomial but 1."""
        if len(self.coefficients) > 1 or any(any(key) for key in self.coefficients):
            return None
        return next(iter(self.coefficients.values()), 0)

    def is_contradiction(self) -> bool:
        value = self.constant
        return value is not None and (value < 0 or (value == 0 and self.strict))

    def is_tight(self, inequalities: set[int]) -> bool:
        """0 >= 0: every row in the combination is an equality; of use if an inequality is among them."""
        return self.constant == 0 and not self.strict and any(index in inequalities for index in self.multipliers)


def _combined(first: dict[Key, int], second: dict[Key, int], scale: int, second_scale: int) -> dict[Key, int]:
    """scale * first + second_scale * second, without zeros."""
    out = {key: value * scale for key, value in first.items()}
    for key, value in second.items():
        total = out.get(key, 0) + value * second_scale
        if total:
            out[key] = total
        else:
            out.pop(key, None)
    return out


@dataclass(frozen=True)
class Tight:
    """A cell without interior: hypothesis `position`, of the form a <= b, can only hold as a = b."""

    position: int
    evidence: dict[str, Any]


def contradiction(question: Question, fuel: Fuel) -> Proof | Tight | None:
    """A proof that no values of the symbols meet the hypotheses, or a hypothesis that can only hold as an equality."""
    if not question.hypotheses:
        return None
    form = NormalForm(Question(TRUE, question.hypotheses), CONTEXT_SIZES[0], fuel)
    try:
        given = form.run(lambda: _rows(form))
    except (NeedSign, Unsupported, Undefined, TooLarge):
        return None
    found = _eliminate(given, fuel, {i for i, row in enumerate(given) if _is_inequality(question, row[0])})
    if found is None:
        return None
    used = [index for index in range(len(given)) if found.multipliers.get(index)]
    evidence = {**form.evidence(), "combination": tuple((given[index][0], found.multipliers[index]) for index in used)}
    if found.is_contradiction():
        return Proof("empty cell", question, (), evidence)
    return Tight(next(given[index][0][1] for index in used if _is_inequality(question, given[index][0])), evidence)


def prove_empty(question: Question, fuel: Fuel) -> Proof | None:
    """A proof that no values of the symbols meet the hypotheses, if linear combination shows it."""
    found = contradiction(question, fuel)
    return found if isinstance(found, Proof) else None


def _is_inequality(question: Question, source: Any) -> bool:
    return bool(source[0] == "hypothesis" and question.hypotheses[source[1]].op == "le")


def _rows(form: NormalForm) -> list[tuple[Any, Polynomial, bool]]:
    """(source, polynomial, strict) for every hypothesis, bound of a sort, and monomial of known sign."""
    rows: list[tuple[Any, Polynomial, bool]] = []
    for position, hypothesis in enumerate(form.question.hypotheses):
        rows += _hypothesis_rows(form, hypothesis, position)
    rows += _bound_rows(form)
    monomials = {tuple(int(e) for e in m) for _, polynomial, _ in rows for m in polynomial.monoms()}
    for monomial in sorted(monomials):
        if any(monomial):
            polynomial = form.fractions.ring.from_terms({monomial: 1})
            known = form.signs.from_coefficients(polynomial)
            if known is not None and known[0]:
                rows.append((("monomial", monomial), polynomial * known[0], known[1]))
    return rows


def _hypothesis_rows(form: NormalForm, hypothesis: Term, position: int) -> list[tuple[Any, Polynomial, bool]]:
    if hypothesis.op not in ("lt", "le", "eq") or any(side.shape for side in hypothesis.args):
        return []
    try:
        numerator, denominator = form.of(subtract(hypothesis.args[1], hypothesis.args[0]))
    except (NeedSign, Unsupported, Undefined):
        return []
    sign = form.signs.of_fraction((denominator, form.fractions.ring.one))
    if sign is None or not sign[0] or not form.table.is_real(numerator):
        return []
    if numerator.is_zero() and hypothesis.op != "lt":
        return []
    numerator = numerator * sign[0]
    rows = [(("hypothesis", position, 1), numerator, hypothesis.op == "lt")]
    if hypothesis.op == "eq":
        rows.append((("hypothesis", position, -1), -numerator, False))
    return rows


def _bound_rows(form: NormalForm) -> list[tuple[Any, Polynomial, bool]]:
    rows = []
    for index, kernel in form.table.kernels.items():
        sort = scalar_sort(kernel.data[0]) if kernel.kind == "atom" else None
        if sort is None or sort.is_complex or sort.values is not None:
            continue
        generator = form.table.generator(index)
        for side, bound, is_open in ((1, sort.lower, sort.lower_open), (-1, sort.upper, sort.upper_open)):
            if bound is not None and (bound != 0 or _is_of_sign(form, generator, -side)):  # that x >= 0 is said by its sign
                polynomial = (generator * bound.denominator - bound.numerator) * side
                rows.append((("bound", index, side), polynomial, is_open))
    return rows


def _is_of_sign(form: NormalForm, generator: Polynomial, sign: int) -> bool:
    known = form.signs.of(generator)
    return known is not None and known[0] == sign


def _eliminate(given: list[tuple[Any, Polynomial, bool]], fuel: Fuel, inequalities: set[int]) -> Row | None:
    """A combination of the rows that is a contradiction, or else one that makes an inequality tight."""
    rows = [
        Row({tuple(map(int, m)): int(c) for m, c in polynomial.terms()}, strict, {i: 1})
        for i, (_, polynomial, strict) in enumerate(given)
    ]
    tight: Row | None = None
    for monomial in [None, *sorted({key for row in rows for key in row.coefficients if any(key)})]:
        if monomial is not None:
            combined = _combine(rows, monomial, fuel)
            if combined is None:
                return tight
            rows = combined
        for row in rows:
            if row.is_contradiction():
                return row
            if tight is None and row.is_tight(inequalities):
                tight = row
        rows = [row for row in rows if row.constant is None]
        if len(rows) > MAX_ROWS:
            return tight
    return tight


def _combine(rows: list[Row], monomial: Monomial, fuel: Fuel) -> list[Row] | None:
    """The rows without `monomial`, and the combinations of two rows in which it cancels; None if there are too many."""
    positive = [row for row in rows if row.coefficients.get(monomial, 0) > 0]
    negative = [row for row in rows if row.coefficients.get(monomial, 0) < 0]
    if len(positive) * len(negative) > MAX_PAIRS:
        return None
    fuel.spend(8 * (1 + len(positive) * len(negative)), "a search for contradicting hypotheses")
    out = [row for row in rows if monomial not in row.coefficients]
    for up in positive:
        out += [up.combine(down, -down.coefficients[monomial], up.coefficients[monomial]) for down in negative]
    return out
