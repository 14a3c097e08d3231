"""Answers about vectors and matrices that nobody declared, by the shapes that the question allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.turned import turned_products
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.texts.inferred_shapes import COUNTS_AND_RATES, SQUARE, shapes_of, with_property, with_square
from verify.grading.texts.labels import plain_text
from verify.grading.texts.vector_notation import (
    beside_arrays,
    have_calls_between_bars,
    in_vector_notation,
    item_of,
    transposed_by_primes,
)
from verify.grading.ways.meant_otherwise import terms_of
from verify.problem import InputError
from verify.read.names import canonical_name
from verify.term import free_symbols

_LEFT_OPEN = ("undecided", "unreadable")
_ORTHOGONAL = re.compile(r"[QUVRP](?:_[0-9])?|e_[a-z0-9]")
_MEAN = re.compile(r"mu(?:_\w+)?|m|c|\w+_bar|\w+_hat")
_SYMMETRIC = "symmetric positive definite"
_RATE = re.compile(
    r"\\?(?<![A-Za-z])(lambda|alpha|sigma|epsilon)(?![A-Za-z])(?:\s*\^\s*\{?2\}?)?\s*(?:\\[,;! ]|\\cdot|\*)?\s*"
    r"(?:I(?![A-Za-z])|\\(?:mathbf|mathbb|boldsymbol)\s*\{\s*I\s*\})"
)
_SIZE = re.compile(r"(?<![A-Za-z\\_])[ndmN](?![A-Za-z])(?!\s*[_^]\s*\{?\s*(?:\\top|T))")  # 2^n \det A
_OF_SIZE = re.compile(  # which are other numbers for other sizes
    r"\\det(?![A-Za-z])|(?<![A-Za-z])det\s*\(|(?<![A-Za-z])[Tt]r(?:ace)?(?![a-z]).*(?<![A-Za-z])I(?![A-Za-z])", re.DOTALL
)
_OF_PROPERTIES = re.compile(r"[PHQUVRDZ](?:_[0-9])?|Lambda(?:_[0-9])?|[uvqe](?:_[0-9])?")  # projections, orthogonal, of length 1


def is_read_with_matrices(question: AskedQuestion) -> bool:
    """Whether the question can be read with shapes for its names."""
    return any(_is_read(question, words) for words in shapes_of(question.written))


def unless_read_with_matrices(question: AskedQuestion, found: Result, texts: Sequence[str], name: str, *, is_one: bool) -> Result:
    """A result for what is not read, or that for all shapes which the question allows, if it is the same for them."""
    if found.verdict not in _LEFT_OPEN or (question.task is not None and found.verdict == "undecided"):
        return found
    shapes = [words for words in _shapes_given(question.written, texts) if _is_read(question, words)]
    if not shapes:
        return found
    answer = _Answer(question, texts, name, is_one)
    results = [answer.graded(words) for words in shapes]
    verdicts = {result.verdict for result in results}
    if verdicts == {"correct"} or (verdicts == {"wrong"} and all(map(answer.is_wrong_anyhow, shapes))):
        return with_words(results[0], shapes[0])
    return found


def unless_right_for_numbers_only(
    question: AskedQuestion, found: Result, texts: Sequence[str], name: str, *, is_one: bool
) -> Result:
    """A right answer, undecided if it is not right for the vectors and matrices as which its notation writes undeclared names."""
    asked = [each.formula for each in question.written.references]
    if found.verdict != "correct" or [plain_text(text) for text in texts] == [plain_text(text) for text in asked]:
        return found
    heads = (head.partition("(")[0].strip() for head in question.written.definitions)
    declared = {*map(canonical_name, (*question.written.symbols, *heads))}
    matrices, vectors = (
        {canonical_name(name) for name, words in question.written.symbols.items() if re.search(rf"\b{kind}\b", words)}
        for kind in ("matrix", "vector")
    )
    sides = [links_of(text)[-1].formula for text in (*asked, *texts)] if is_one and asked else (*asked, *texts)
    terms = terms_of(question, found)
    if turned := sorted(turned_products(terms, declared)):
        return not_known(found, f"right for numbers, and not in this order for matrices {', '.join(turned)}: declare them")
    written = in_vector_notation(sides) | (beside_arrays(asked, matrices, vectors) - COUNTS_AND_RATES)
    bases = {name.partition("_")[0] for name in written - declared}
    free = {name.name for term in terms for name in free_symbols(term)} - declared
    names = sorted(name for name in free if _is_of(name, bases) and item_of(name) not in declared)
    if not names and not (bases and have_calls_between_bars(sides)):
        return found
    shapes = [words for words in _shapes_allowed(question.written, texts, names) if _is_read(question, words)]
    shapes = [words for words in shapes if all(not words.keys().isdisjoint((name, item_of(name))) for name in names)]
    answer = _Answer(question, texts, name, is_one)
    results = [answer.graded(words) for words in shapes]
    right = [result for result in results if result.verdict == "correct"]
    if not right or len(right) < len(results):
        reason = f"right for numbers, and not known to be for vectors or matrices {', '.join(names)}: declare them"
        return not_known(found, reason)
    return with_words(right[0], shapes[0])


def _is_of(name: str, bases: set[str]) -> bool:
    """Whether a name is one of those, perhaps with an index, or a run of them: AB of A and B."""
    base = name.partition("_")[0].rstrip("'")
    return base in bases or (len(base) < 4 and bases.issuperset(base))


def unless_wrong_for_numbers_only(question: AskedQuestion, found: Result, texts: Sequence[str]) -> Result:
    """A wrong answer, undecided if a matrix in a norm may be an orthogonal one."""
    asked = [each.formula for each in question.written.references]
    if found.verdict != "wrong":
        return found
    declared = {*map(canonical_name, question.written.symbols)}
    special = sorted(name for name in in_vector_notation((*asked, *texts)) - declared if _ORTHOGONAL.fullmatch(name))
    return not_known(found, f"{special[0]} is not declared, and may be orthogonal") if special else found


def _shapes_allowed(row: Row, texts: Sequence[str], names: Iterable[str]) -> Sequence[Mapping[str, str]]:
    """The shapes with which the references and an answer can be read, where one of the names is no number.

    An answer may say that two vectors are of one size, and not that a matrix is square.
    """
    alone = [words for words in _shapes_given(row, texts) if any(_is_shaped(words.get(each, "")) for each in names)]
    together = shapes_of(replace(row, references=(*row.references, *map(Reference, texts))))
    allowed = [words for words in together if any(_is_shaped(words.get(each, "")) for each in names)]
    return _not_made_square(allowed, alone) or alone


def _shapes_given(row: Row, texts: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """The shapes that the references allow, or all lines where there are none; the first of these says what is square."""
    shapes = shapes_of(row, texts)
    if row.references or len(texts) < 2:
        return shapes
    return _not_made_square(shapes, shapes_of(replace(row, references=(Reference(texts[0]),)), texts))


def _not_made_square(shapes: Iterable[Mapping[str, str]], given: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The shapes in which no matrix is square that need not be in those that are given, as A and B are to most, and X is not."""
    rectangular = {each for words in given for each, kind in words.items() if _is_square(kind) is False}
    rectangular = {each for each in rectangular if each.partition("_")[0] not in SQUARE}
    return [words for words in shapes if not any(_is_square(words.get(each, "")) for each in rectangular)]


def _is_square(words: str) -> bool | None:
    """Whether a matrix is square; None for what is none."""
    size = re.search(r"\bmatrix (\w+) (\w+)", words)
    return None if size is None else size[1] == size[2]


def _is_shaped(words: str) -> bool:
    return "vector" in words or "matrix" in words


def with_words(found: Result, words: Mapping[str, str]) -> Result:
    """A result with a note for each name that was declared for it."""
    notes = tuple(f"{each} is not declared, and taken for {kind}" for each, kind in words.items())
    return replace(found, choices=(*found.choices, *notes))


@dataclass(frozen=True)
class _Answer:
    """An answer that is judged for shapes of what its question does not declare."""

    question: AskedQuestion
    texts: Sequence[str]
    name: str
    is_one: bool

    def graded(self, words: Mapping[str, str]) -> Result:
        """The result; wrong for square matrices where it can be read for them only, and for invertible ones and positive rates
        where nothing but that is missing."""
        found = self._graded(words)
        square = with_square(words)
        if found.verdict == "unreadable" and square != words:
            other = self._graded(square)  # what can be read for square matrices only may be wrong for others
            found, words = (other, square) if other.verdict == "wrong" else (found, words)
        if found.verdict == "undecided":
            rates = dict.fromkeys(_rates_beside_identities((*self._asked(), *self.texts)) - self._declared(), "positive")
            other = self._graded({**with_property(words, "invertible"), **rates})
            found = other if other.verdict == "correct" else found
        return found

    def is_wrong_anyhow(self, words: Mapping[str, str]) -> bool:
        """Whether what is wrong is so for square and symmetric matrices, too, and has no names of special ones or sizes."""
        asked, answered = ({*_SIZE.findall(text)} for text in ("\n".join(self._asked()), "\n".join(self.texts)))
        every = (*self._asked(), *self.texts)
        if any(map(transposed_by_primes, every)):  # which may be derivatives, or complements
            return False
        has_items = any(kind.startswith("sequence") for kind in words.values())
        if has_items and any(_MEAN.fullmatch(name) for name in words):  # which may be that of the items
            return False
        if asked != answered or any(_OF_PROPERTIES.fullmatch(name) for name in words) or any(map(_OF_SIZE.search, every)):
            return False
        square = with_square(words)
        others = (square, with_property(words, _SYMMETRIC), with_property(square, _SYMMETRIC))
        return all(self._graded(other).verdict == "wrong" for other in others if other != words)

    def _declared(self) -> set[str]:
        return {*map(canonical_name, self.question.written.symbols)}

    def _asked(self) -> tuple[str, ...]:
        return tuple(each.formula for each in self.question.written.references)

    def _graded(self, words: Mapping[str, str]) -> Result:
        row = replace(self.question.written, symbols={**self.question.written.symbols, **words})
        grader = self.question.of(row, self.question.limits)
        return grader.grade(self.texts[0], self.name) if self.is_one else grader.grade_lines(self.texts, self.name)


def _rates_beside_identities(texts: Iterable[str]) -> set[str]:
    r"""The lambda of X^\top X + \lambda I, which is positive where that is inverted."""
    return {found[1] for text in texts for found in _RATE.finditer(text)}


def _is_read(question: AskedQuestion, words: Mapping[str, str]) -> bool:
    row = replace(question.written, symbols={**question.written.symbols, **words})
    try:
        return question.of(row, question.limits).task is not None
    except InputError:
        return False
