"""Modes of comparison for vectors, matrices and sets: entry by entry, element by element, and for a factor by the direction.

A vector is a multiple of another one only if r_i s_j = r_j s_i for all entries, that is r s' = s r'.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import prod

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.compare import compare
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.shown_values import with_both_values
from verify.mathematics.entries import Entries
from verify.problem import InputError
from verify.question import Question
from verify.term import MINUS_ONE, ONE, ZERO, Term, contains, equal, free_symbols, make, matmul, mul, number, relation, transpose

Hypotheses = tuple[Term, ...]
Mode = Callable[[Term, Term, Hypotheses, Limits], Comparison]
_CROSSWISE = ("an entry of the reference times one of the answer", "the same places the other way round")
_RATES = frozenset(("derivative", "gradient"))
_MOST_ENTRIES = 16
_MOST_ELEMENTS = 6


def entry_by_entry(mode: Mode) -> Mode:
    """The mode for arrays of a fixed size: correct if it is for all entries, wrong if it is for one."""

    def compare_arrays(reference: Term, submitted: Term, hypotheses: Hypotheses, limits: Limits) -> Comparison:
        pairs = _pairs(reference, submitted)
        if pairs is None:
            return undecided("a mode for numbers, and arrays whose entries cannot be written out", "shape")
        found = [mode(*pair, hypotheses, limits) for pair in pairs]
        for outcome in ("wrong", "undecided"):
            for each in found:
                if each.outcome == outcome:
                    return each
        return found[0]

    return compare_arrays


def element_by_element(mode: Mode) -> Mode:
    """The mode for finite sets: correct if each element is that of another one, wrong if a number is so of none.

    a and -a are 1 and -1 for a = 1 and for a = -1, and neither is 1 for both.
    """

    def compare_sets(reference: Term, submitted: Term, hypotheses: Hypotheses, limits: Limits) -> Comparison:
        ours, theirs = reference.args, submitted.args
        if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_ELEMENTS:
            return undecided("a mode for numbers, and sets that are too large", "set")
        table: list[list[Comparison]] = [[mode(one, other, hypotheses, limits) for other in theirs] for one in ours]
        found: list[list[Comparison]] = [*table, *map(list, zip(*table, strict=True))]
        lonely = next((row for row in found if all(each.outcome == "wrong" for each in row)), None)
        if lonely is not None and not (free_symbols(reference) or free_symbols(submitted)):
            return lonely[0]
        matched = all(any(each.outcome == "correct" for each in row) for row in found)
        if matched and len(ours) == len(theirs):
            return next(each for each in table[0] if each.outcome == "correct")
        return undecided("which elements of the sets belong together is not known", "set")

    return compare_sets


def multiple(reference: Term, submitted: Term, hypotheses: Hypotheses, limits: Limits) -> Comparison:
    """submitted = c reference for a number c other than 0; wrong only if they point in different directions somewhere."""
    for factor in _factors(reference, submitted):
        if factor.op != "number" and decide(Question(relation("ne", factor, ZERO)), limits).truth != "proved":
            continue
        found = compare(mul(factor, reference), submitted, hypotheses, limits)
        if found.outcome == "correct":
            return found
    for left, right in _crosswise(reference, submitted):
        question = Question(equal(left, right), hypotheses)
        verdict = decide(question, limits)
        if verdict.truth == "refuted":
            found = Comparison("wrong", verdict, "not in the direction of the reference", None, question, _CROSSWISE)
            return with_both_values(found, reference, submitted)
    zero = compare(make("zeros", submitted.shape), submitted, hypotheses, limits)
    if zero.outcome == "correct" and not free_symbols(reference):
        return compare(reference, submitted, hypotheses, limits)
    return undecided("whether the answer is a number times the reference is not known", "factor")


def _pairs(reference: Term, submitted: Term) -> list[tuple[Term, Term]] | None:
    rows, columns = reference.shape
    if rows.op != "number" or columns.op != "number" or rows.value[0] * columns.value[0] > _MOST_ENTRIES:
        return None
    entries = Entries(places=True)
    places = [(number(i + 1), number(j + 1)) for i in range(rows.value[0]) for j in range(columns.value[0])]
    try:
        return [(entries.entry(reference, *place), entries.entry(submitted, *place)) for place in places]
    except InputError:
        return None


def _factors(reference: Term, submitted: Term) -> list[Term]:
    """Numbers that the factor may be: quotients of entries, or of the numbers that stand before the arrays."""
    ours, theirs = _coefficient(reference), _coefficient(submitted)
    found = [number(quotient.numerator, quotient.denominator) for quotient in (theirs / ours, -theirs / ours)]
    if contains(reference, _RATES) or contains(submitted, _RATES):  # of squares, which have no 2 before them yet
        plain = theirs / ours
        found += [number(each.numerator, each.denominator) for each in (plain / 2, -plain / 2, plain * 2, -plain * 2)]
    for left, right in _pairs(reference, submitted) or ():
        if not free_symbols(left) and not free_symbols(right) and Fraction(0) not in (_value(left), _value(right)):
            found.append(mul(right, make("power", (left, MINUS_ONE))))
            break
    return found


def _coefficient(term: Term) -> Fraction:
    """The number that stands before an array, or before the first of a sum of arrays."""
    if term.op == "add":
        return _coefficient(term.args[0])
    if term.op == "number":
        return term.fraction or Fraction(1)
    if term.op == "power" and term.args[0].op == "number" and term.args[1] is MINUS_ONE:
        return 1 / _coefficient(term.args[0])
    return prod(map(_coefficient, term.args), start=Fraction(1)) if term.op in ("mul", "matmul") else Fraction(1)


def _value(term: Term) -> Fraction | None:
    return term.fraction if term.op == "number" else None


def _crosswise(reference: Term, submitted: Term) -> list[tuple[Term, Term]]:
    """The equations r_i s_j = r_j s_i, or r s' = s r'; none for a matrix whose entries cannot be written out."""
    pairs = _pairs(reference, submitted)
    if pairs is not None:
        return [(mul(left, other_right), mul(other_left, right))
                for (left, right), (other_left, other_right) in combinations(pairs, 2)]  # fmt: skip
    if ONE not in reference.shape:
        return []
    r, s = (side if side.shape[1] is ONE else transpose(side) for side in (reference, submitted))
    return [(matmul(r, transpose(s)), matmul(s, transpose(r)))]
