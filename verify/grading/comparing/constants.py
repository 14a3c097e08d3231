r"""What does not depend on the names of a question, but for sizes: the -\frac n2 \log(2\pi) that a log-likelihood may lack.

A formula is constant if it is the same with a copy of each name.  The number of observations is no variable of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.shown_values import DIFFERENCE, at_copies, of_two_points
from verify.grading.comparing.vacuous import compare_answer
from verify.question import Question
from verify.sort import Sequence, Tensor
from verify.term import Term, equal, free_symbols, fresh_symbol, substitute, subtract
from verify.verdict import Verdict

FUEL_OF_NAME = 60_000  # whether a term changes with one name
_SURE = ("total", "common")
_SOME = "the difference may not depend on some of the names, which may be the variables"


def sizes_of(terms: Iterable[Term]) -> frozenset[Term]:
    """The names that are lengths of sequences, or sizes of vectors and matrices, in some terms."""
    sorts = [name.sort for term in terms for name in free_symbols(term)]
    shapes = chain(*(sort.shape for sort in sorts if isinstance(sort, Tensor)), _lengths(sorts))
    return frozenset(name for size in shapes for name in free_symbols(size))


def _lengths(sorts: Iterable[object]) -> Iterable[Term]:
    for sort in sorts:
        while isinstance(sort, Sequence):
            yield sort.length
            sort = sort.element


@dataclass(frozen=True)
class UpToAConstantIn:
    """The mode in which submitted = reference + c for a c without some names; right in some others is left open."""

    names: frozenset[str]
    others: frozenset[str]

    def __call__(self, reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        exact = compare_answer(reference, submitted, hypotheses, limits)
        is_of_numbers = {kind_of(reference), kind_of(submitted)} == {"expression"} and not (reference.shape or submitted.shape)
        if exact.outcome == "correct" or not is_of_numbers:
            return exact
        found = self._in(self.names, reference, submitted, hypotheses, limits)
        others = (self._in(frozenset((name,)), reference, submitted, hypotheses, limits) for name in sorted(self.others))
        if found.outcome == "wrong" and any(each.outcome != "wrong" for each in others):
            return undecided(_SOME, "constant")
        return found

    def _in(
        self, names: frozenset[str], reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits
    ) -> Comparison:
        difference = subtract(submitted, reference)
        question = _is_same(difference, [name for name in free_symbols(difference) if name.name in names], hypotheses)
        verdict = decide(question, limits)
        if verdict.truth == "proved" and verdict.domain in _SURE:
            return Comparison("correct", verdict, "", None, question)
        if verdict.truth == "refuted":
            return _not_constant(verdict, question, difference)
        return undecided("; ".join(verdict.reasons) or _SOME, "constant")


def depends_on_each_name(term: Term, names: Collection[Term], hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a term surely changes with each of some names, so that it is a constant to nobody."""
    few = limits.at_most(FUEL_OF_NAME)
    return all(decide(_is_same(term, [name], hypotheses), few).truth == "refuted" for name in names)


def up_to_sizes(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Whether the difference depends on sizes at most; wrong if it surely depends on every other name of the reference."""
    difference = subtract(submitted, reference)
    sizes = sizes_of((reference, submitted))
    asked = [name for name in free_symbols(reference) if name not in sizes]
    names = [name for name in asked if name in free_symbols(difference)]  # those that only the answer has are its constants
    question = _is_same(difference, names, hypotheses)
    verdict = decide(question, limits)
    if verdict.truth == "proved" and verdict.domain in _SURE:
        return Comparison("correct", verdict, "", None, question)
    if verdict.truth == "refuted" and depends_on_each_name(difference, asked, hypotheses, limits):
        return _not_constant(verdict, question, difference)
    return undecided(_SOME, "constant")


def _not_constant(verdict: Verdict, question: Question, difference: Term) -> Comparison:
    """The difference has two values, for its names and for copies of some of them."""
    names = {name.name: name for name in question.symbols}
    own = free_symbols(difference)
    copies = {name: names[f"{name.name}'"] for name in own if f"{name.name}'" in names and names[f"{name.name}'"] not in own}
    found, point = Comparison("wrong", verdict, "", None, question), verdict.counterexample
    if point is None:
        return found
    found = of_two_points(found, point, DIFFERENCE, [each.name for each in copies.values()], [each.name for each in copies])
    return at_copies(found, difference, copies, DIFFERENCE)


def _is_same(term: Term, names: Collection[Term], hypotheses: tuple[Term, ...]) -> Question:
    """Whether a term has the same value for other values of some names."""
    taken = [*free_symbols(term), *(name for each in hypotheses for name in free_symbols(each))]
    copies: dict[Term, Term] = {}
    for name in names:
        copies[name] = fresh_symbol(name, taken)
        taken.append(copies[name])
    changed = (substitute(each, copies) for each in hypotheses)
    return Question(equal(substitute(term, copies), term), tuple(dict.fromkeys((*hypotheses, *changed))))
