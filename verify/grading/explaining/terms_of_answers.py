"""Slips in one term of a sum that the values show: the factor that one term should have, and the terms that are missing.

For submitted = m t + r the factor c of t for which m c t + r is the reference is (reference - r) / (m t) at every point.  It is a
slip if it is the same number everywhere, or a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from verify.grading.explaining.edits import coefficient, exponent_of, negated
from verify.grading.explaining.explanation import FAR, Explanation, Wrong, same, scalars
from verify.grading.explaining.natural_numbers import natural_factor
from verify.grading.explaining.plain_forms import summands_of, total, words_of
from verify.grading.explaining.tried_points import TriedPoints
from verify.term import Term, add, free_symbols, mul, number, power

_MOST_TERMS, _MOST_NAMES = 8, 6
_ALIKE = 1e-7


@dataclass(frozen=True)
class _Place:
    """A term, what it is multiplied with, and the whole formula with a factor before it."""

    term: Term
    outer: tuple[Term, ...]
    sums: tuple[tuple[tuple[Term, ...], tuple[Term, ...]], ...]  # what stands before and after, outermost first
    factors: tuple[tuple[Term, ...], ...]

    def with_factor(self, factor: Term) -> Term:
        found = mul(factor, self.term)
        for (before, after), factors in zip(reversed(self.sums), reversed(self.factors), strict=True):
            whole = add(*before, found, *after)
            found = mul(*factors, whole) if factors else whole
        return found


def _places(term: Term) -> Iterator[_Place]:
    """The terms of a sum, of a number times a sum, and of the sums in it."""
    level: list[_Place] = [_Place(term, (), (), ())]
    while level:
        deeper: list[_Place] = []
        for place in level:
            node = place.term
            factors: tuple[Term, ...] = ()
            if node.op == "mul":
                inner = [arg for arg in node.args if arg.op == "add"]
                if len(inner) == 1:
                    factors = tuple(arg for arg in node.args if arg is not inner[0])
                    node = inner[0]
            if node.op != "add" or any(factor.shape for factor in factors):
                continue
            for position, arg in enumerate(node.args):
                rest = (node.args[:position], node.args[position + 1 :])
                deeper.append(_Place(arg, (*place.outer, *factors), (*place.sums, rest), (*place.factors, factors)))
        yield from deeper
        level = deeper


def factors_of_terms(wrong: Wrong, quick: TriedPoints) -> Iterator[Explanation]:
    """A factor that is missing in one term of the answer, or too much in it."""
    right, given = quick.same_numbers(wrong.reference), quick.same_numbers(wrong.submitted)
    if not quick.is_known or right is None or given is None:
        return
    for place in islice(_places(wrong.submitted), _MOST_TERMS):
        if not free_symbols(place.term) and not place.term.shape:
            continue
        share = _shares(right, given, place, quick)
        if share is None:
            continue
        for factor in _factors(share, wrong, quick):
            yield from _told(wrong, place, factor)


def _shares(right: list[list[float]], given: list[list[float]], place: _Place, quick: TriedPoints) -> list[float] | None:
    """The factor at every point; None if the entries of a matrix have different ones, or if the term is zero."""
    there, outer = quick.same_numbers(place.term), quick.same_numbers(mul(*place.outer)) if place.outer else None
    if there is None or (place.outer and outer is None):
        return None
    found: list[float] = []
    for number_, (wanted, seen, part) in enumerate(zip(right, given, there, strict=True)):
        scale = outer[number_][0] if outer else 1.0
        if len(part) != len(wanted) or len(seen) != len(wanted) or any(not scale * entry for entry in part):
            return None
        shares = [1 + (want - have) / (scale * entry) for want, have, entry in zip(wanted, seen, part, strict=True)]
        if any(abs(share - shares[0]) > _ALIKE * (1 + abs(share)) for share in shares):
            return None
        found.append(shares[0])
    return found


def _factors(share: list[float], wrong: Wrong, quick: TriedPoints) -> Iterator[Term]:
    if all(_is_close(one, share[0]) for one in share):
        factor = natural_factor(share[0])
        if factor is not None:
            yield factor
        return
    for name in scalars(wrong.reference, wrong.submitted)[:_MOST_NAMES]:
        there = quick.same_numbers(name)
        if there is None:
            continue
        for exponent in (1, 2, -1, -2):
            if all(values[0] and _is_close(one, values[0] ** exponent) for one, values in zip(share, there, strict=True)):
                yield name if exponent == 1 else power(name, number(exponent))


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * abs(other)


def _told(wrong: Wrong, place: _Place, factor: Term) -> Iterator[Explanation]:
    whole = place.with_factor(factor)
    base, change = (factor.args[0], factor.args[1].fraction) if factor.op == "power" else (factor, Fraction(1))
    exponent = exponent_of(base, place.term) if base.op == "symbol" else Fraction(0)
    if exponent and exponent + change:
        words = "{old} stands where {new} is right"
        old, new = _raised(base, exponent), _raised(base, exponent + change)
        yield from same(wrong, "exponent", words, whole, wrong.reference, old=old, new=new)
        return
    too_much = _inverse(factor)
    if too_much is None:
        if factor.op == "number" and abs(factor.fraction * coefficient(place.term)) == 1:
            return  # 2 is not missing in x/2, but 1/2 is too much, and found where factors are dropped
        words = "the factor {factor} is missing in {term}"
        yield from same(wrong, "missing-factor", words, whole, wrong.reference, factor=factor, term=place.term)
    else:
        words = "the factor {factor} is too much in {term}"
        yield from same(wrong, "extra-factor", words, whole, wrong.reference, factor=too_much, term=place.term)


def _raised(base: Term, exponent: Fraction) -> Term:
    return base if exponent == 1 else power(base, number(exponent))


def _inverse(factor: Term) -> Term | None:
    """What is too much, if the factor that is missing is 1 divided by it."""
    if factor.op == "number" and abs(factor.fraction.numerator) < factor.fraction.denominator:
        return number(1 / factor.fraction)
    if factor.op == "power" and factor.args[1].op == "number" and factor.args[1].value[0] < 0:
        return _raised(factor.args[0], -factor.args[1].fraction)
    return None


def missing_terms(wrong: Wrong, plain: Term, quick: TriedPoints) -> Iterator[Explanation]:
    """A term that is missing in the answer, where the right answer has to be multiplied out to show it."""
    if not free_symbols(wrong.submitted):
        return
    words, right, given = words_of(plain), quick.same_numbers(wrong.reference), quick.same_numbers(wrong.submitted)
    if not words or not quick.is_known or right is None or given is None or quick.same_numbers(plain) is None:
        return
    lost = [[want - have for want, have in zip(one, other, strict=True)] for one, other in zip(right, given, strict=True)]
    for group in _groups(words, quick):
        there = quick.same_numbers(group)
        if there is not None and all(_all_close(one, other) for one, other in zip(there, lost, strict=True)):
            told = "the term {part} is missing"
            whole = add(wrong.submitted, group)
            for each in same(wrong, "missing-term", told, whole, wrong.reference, part=group):
                yield replace(each, distance=FAR)
            return


def gathered(reference: Term, plain: Term, quick: TriedPoints) -> Term:
    """A formula for a gradient with 2*X'*y for the two equal terms that the product rule makes."""
    if plain is reference or not plain.shape:
        return plain
    found = list(_groups(summands_of(plain), quick))
    whole = total(found) if found else plain
    before, after = quick.same_numbers(plain), quick.same_numbers(whole)
    if before is None or after is None:
        return plain
    return whole if all(_all_close(one, other) for one, other in zip(before, after, strict=True)) else plain


def _groups(words: list[Term], quick: TriedPoints) -> Iterator[Term]:
    """Every word with those that have the same value, as x'*A*y and y'*A*x for a symmetric A, or its negative."""
    left = [(word, values) for word in words if (values := quick.same_numbers(word)) is not None]
    while left:
        (word, values), *others = left
        same_ones = [each for each in others if all(_all_close(a, b) for a, b in zip(each[1], values, strict=True))]
        left = [each for each in others if each not in same_ones]
        yield _times(1 + len(same_ones), word)


def _times(count: int, word: Term) -> Term:
    if count == 1:
        return word
    if word.op == "mul" and word.args[0].op == "number" and len(word.args) > 1:
        rest = word.args[1] if len(word.args) == 2 else mul(*word.args[1:])
        factor = count * word.args[0].fraction
        return rest if factor == 1 else mul(number(factor), rest)
    return negated(mul(number(count), negated(word))) if _is_negative(word) else mul(number(count), word)


def _is_negative(word: Term) -> bool:
    return word.op == "mul" and word.args[0].op == "number" and word.args[0].value[0] < 0


def _all_close(one: list[float], other: list[float]) -> bool:
    scale = max(map(abs, (*one, *other)))
    return len(one) == len(other) and all(abs(a - b) <= _ALIKE * scale for a, b in zip(one, other, strict=True))


