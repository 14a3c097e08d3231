"""One way in which an answer may have gone wrong: an equation to be tested, and what is so if it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.problem import InputError
from verify.question import Question
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import CONNECTIVES, RELATIONS, Term, equal, free_symbols

_LONGEST = 80  # characters of a formula in a message
_STATEMENTS = RELATIONS | CONNECTIVES


@dataclass(frozen=True)
class Explanation:
    """It fits if all questions of `holds` are proved and all of `fails` are refuted; `words` names its parts in braces."""

    code: str
    words: str
    parts: tuple[tuple[str, Term], ...]
    holds: tuple[Question, ...]
    fails: tuple[Question, ...] = ()

    @property
    def message(self) -> str:
        return self.words.format(**{name: _short(part) for name, part in self.parts})


def _short(term: Term) -> str:
    written = text(term)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 3]}..."


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
