"""One way in which an answer may have gone wrong: an equation to be tested, and what is so if it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.grading.explaining.spelling import spelled
from verify.problem import InputError
from verify.question import Question
from verify.sort import Scalar
from verify.term import CONNECTIVES, RELATIONS, Term, equal, free_symbols

# what is said where a part cannot be shown as it was written
_WITHOUT_PARTS = {
    "sign-of-a-term": "the sign of a term is wrong",
    "missing-term": "a term is missing",
    "extra-term": "a term is too much",
    "missing-factor": "a factor is missing",
    "extra-factor": "a factor is too much",
    "exponent": "an exponent is wrong",
    "index": "a sum or a product begins or ends at the wrong place",
    "matrix-order": "a product of matrices has the wrong order",
    "transposed": "a matrix is the transpose of the right one",
    "chain-rule": "the derivative of an inner function is missing",
    "inequality-direction": "an inequality is the wrong way round",
    "strictness": "an inequality is strict and should not be, or is not and should",
}
_STATEMENTS = RELATIONS | CONNECTIVES


@dataclass(frozen=True)
class Explanation:
    """It fits if all questions of `holds` are proved and all of `fails` are refuted; `words` names its parts in braces.

    What is seen in the answer is said before what is seen in the right answer only (distance 1), and that before what is seen
    in the question, of which nothing is left after it is worked out (distance 2).
    """

    code: str
    words: str
    parts: tuple[tuple[str, Term], ...]
    holds: tuple[Question, ...]
    fails: tuple[Question, ...] = ()
    distance: int = 0

    @property
    def message(self) -> str:
        """Without the place of a part, or without the part, if it is too long or is not written by anybody."""
        shown = {name: spelled(part) for name, part in self.parts}
        known = {name: part for name, part in shown.items() if part is not None}
        for words in (self.words, self.words.partition(_PLACE)[0]):
            if all(name in known for name in shown if f"{{{name}}}" in words):
                return words.format(**known)
        return _WITHOUT_PARTS.get(self.code, self.words.format(**dict.fromkeys(shown, "...")))


_PLACE = " in {"
FAR = 2  # the distance of what is no more seen after the question is worked out


@dataclass(frozen=True)
class Wrong:
    """A wrong answer.  If submitted = c reference, then c is `factor`; if it is reference + c, then c is `summand`."""

    reference: Term
    submitted: Term
    hypotheses: tuple[Term, ...] = ()
    factor: Term | None = None
    summand: Term | None = None

    @property
    def is_statement(self) -> bool:
        return is_statement(self.reference)

    @property
    def is_number(self) -> bool:
        """Between two numbers almost every explanation fits."""
        return not self.reference.shape and not free_symbols(self.reference) and not free_symbols(self.submitted)


def is_statement(term: Term) -> bool:
    return term.op in _STATEMENTS


def same(
    wrong: Wrong, code: str, words: str, left: Term, right: Term, given: tuple[Term, ...] = (), **parts: Term
) -> Iterator[Explanation]:
    """The explanation by left = right, or by left iff right; none, if the shapes are not those of an equation."""
    hypotheses = (*wrong.hypotheses, *given)
    holds: tuple[Question, ...]
    if is_statement(left):
        holds = (Question(right, (*hypotheses, left)), Question(left, (*hypotheses, right)))
    else:
        try:
            holds = (Question(equal(left, right), hypotheses),)
        except InputError:
            return
    yield Explanation(code, words, tuple(parts.items()), holds)


def scalars(*terms: Term) -> list[Term]:
    """The names in formulas that stand for real numbers, integers among them."""
    names = dict.fromkeys(name for term in terms for name in free_symbols(term))
    return [name for name in names if isinstance(name.sort, Scalar) and not name.sort.is_complex]


def reals(*terms: Term) -> list[Term]:
    """The names in formulas that stand for numbers of an interval."""
    return [name for name in scalars(*terms) if _runs_through_an_interval(name)]


def _runs_through_an_interval(name: Term) -> bool:
    return isinstance(name.sort, Scalar) and name.sort.kind == "real" and name.sort.values is None
