"""Answers about vectors and matrices that nobody declared, by the shapes that the question allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.shapes import OF_ANOTHER_SHAPE
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.submission import Submission
from verify.grading.texts.inferred_shapes import SQUARE, shapes_of, with_property, with_square
from verify.grading.texts.vector_notation import transposed_by_primes
from verify.grading.ways.of_equal_sizes import NO_VALUE
from verify.problem import InputError
from verify.read.names import canonical_name
from verify.term import ONE

_GRAM = re.compile(r"([A-Z])\s*\^\s*\{?\s*(?:\\top|T)\s*\}?\s*\1\s*(?:\\right\s*)?\)\s*\^\s*\{\s*-\s*1\s*\}")
_LEFT_OPEN = ("undecided", "unreadable")
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
_OF_PROPERTIES = re.compile(r"[PHZ](?:_[0-9])?|[uvqe](?:_[0-9])?")  # projections, of length 1
_BY_CUSTOM = {**dict.fromkeys("QUVROGT", "orthogonal"), "D": "diagonal", "Lambda": "diagonal"}
_IDEMPOTENT = re.compile(r"(?<![A-Za-z\\])(?P<name>[MCJ])(?:\s*\^\s*\{?\s*(?P<power>[0-9]))?(?![A-Za-z0-9])")
_SQUARE_MATRIX = re.compile(r"\bmatrix (\w+) \1\Z")


def is_read_with_matrices(question: AskedQuestion) -> bool:
    """Whether the question can be read with shapes for its names."""
    return any(is_readable_with(question, words) for words in shapes_of(question.written))


def unless_read_with_matrices(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is not read, or that for all shapes which the question allows, if it is the same for them."""
    if found.verdict not in _LEFT_OPEN or (question.task is not None and found.verdict == "undecided"):
        return found
    shapes = [words for words in shapes_given(question.written, submission.texts) if is_readable_with(question, words)]
    if not shapes:
        return found
    if not submission.is_formula:
        shapes = [with_left_sides(question, words) for words in shapes]
    answer = Answer(question, submission)
    results = [answer.graded(words) for words in shapes]
    verdicts = {result.verdict for result in results}
    if verdicts == {"correct"} or (verdicts == {"wrong"} and all(map(answer.is_wrong_anyhow, shapes))):
        return with_words(results[0], shapes[0])
    return found


def with_left_sides(question: AskedQuestion, words: Mapping[str, str]) -> Mapping[str, str]:
    """The declarations with those of the w of w = (X^T X)^{-1} X^T y, of which the lines of an answer speak, too."""
    task = question.asking(replace(question.written, symbols={**question.written.symbols, **words})).task
    found = dict(words)
    for reference in question.written.references:
        links = links_of(reference.formula)
        name = canonical_name(links[0].formula.strip(" $&"))
        if task is None or len(links) != 2 or links[1].relation != "eq" or not name.isidentifier() or name in task.declared:
            continue
        try:
            shape = task.read(links[1].formula).term.shape
        except InputError:
            continue
        if shape:
            found[name] = f"vector {shape[0]}" if shape[1] is ONE else f"matrix {shape[0]} {shape[1]}"
    return found


def shapes_given(row: Row, texts: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """The shapes that the references allow, or all lines where there are none; the first of these says what is square."""
    shapes = shapes_of(row, texts)
    if row.references or len(texts) < 2:
        return shapes
    given = shapes_of(replace(row, references=(Reference(texts[0]),)), texts)
    return not_made_square(shapes, given, {found[1] for found in _GRAM.finditer(texts[0])})


def not_made_square(
    shapes: Iterable[Mapping[str, str]], given: Iterable[Mapping[str, str]], tall: Collection[str] = ()
) -> list[Mapping[str, str]]:
    """The shapes in which no matrix is square that need not be in those that are given, as A and B are to most, and X is not.

    `tall` are those of which nobody inverts A^T A if A itself has an inverse.
    """
    rectangular = {each for words in given for each, kind in words.items() if _is_square(kind) is False}
    rectangular = {each for each in rectangular if each in tall or each.partition("_")[0] not in SQUARE}
    return [words for words in shapes if not any(_is_square(words.get(each, "")) for each in rectangular)]


def _is_square(words: str) -> bool | None:
    """Whether a matrix is square; None for what is none."""
    size = re.search(r"\bmatrix (\w+) (\w+)", words)
    return True if words.startswith("symmetric") else None if size is None else size[1] == size[2]


def with_words(found: Result, words: Mapping[str, str]) -> Result:
    """A result with a note for each name that was declared for it."""
    notes = tuple(f"{each} is not declared, and taken for {kind}" for each, kind in words.items())
    return replace(found, choices=(*found.choices, *notes))


@dataclass(frozen=True)
class Answer:
    """An answer that is judged for shapes of what its question does not declare."""

    question: AskedQuestion
    submission: Submission

    def graded(self, words: Mapping[str, str]) -> Result:
        """The result; wrong for square matrices where it can be read for them only, and for invertible ones and positive rates
        where nothing but that is missing."""
        found = self._graded(words)
        square = with_square(words)
        if found.verdict == "unreadable" and square != words:
            other = self._graded(square)  # what can be read for square matrices only may be wrong for others
            found, words = (other, square) if other.verdict == "wrong" else (found, words)
        if found.verdict == "undecided":
            rates = dict.fromkeys(_rates_beside_identities(self._formulas()) - self._declared(), "positive")
            other = self._graded({**with_property(words, "invertible"), **rates})
            found = other if other.verdict == "correct" else found
        return found

    def is_wrong_anyhow(self, words: Mapping[str, str]) -> bool:
        """Whether what is wrong is so for square and symmetric matrices, too, and has no names of special ones or sizes."""
        sides = (self.question.written.asked, self.submission.texts)
        asked, answered = ({*_SIZE.findall("\n".join(texts))} for texts in sides)
        every = self._formulas()
        if any(map(transposed_by_primes, every)):  # which may be derivatives, or complements
            return False
        has_items = any(kind.startswith("sequence") for kind in words.values())
        if has_items and any(_MEAN.fullmatch(name) for name in words):  # which may be that of the items
            return False
        if asked != answered or any(_OF_PROPERTIES.fullmatch(name) for name in words) or any(map(_OF_SIZE.search, every)):
            return False
        if _repeats_idempotent(self.question.written.asked, self.submission.texts):
            return False
        square = with_square(words)
        others = [square, with_property(words, _SYMMETRIC), with_property(square, _SYMMETRIC)]
        by_custom = _as_by_custom(with_square(words, {*SQUARE, *_BY_CUSTOM}))
        others += [with_property(by_custom, _SYMMETRIC), by_custom]
        return all(self._graded(other).verdict == "wrong" for other in others if other != words)

    def _declared(self) -> set[str]:
        return {*map(canonical_name, self.question.written.symbols)}

    def _formulas(self) -> tuple[str, ...]:
        return (*self.question.written.asked, *self.submission.texts)

    def _graded(self, words: Mapping[str, str]) -> Result:
        row = replace(self.question.written, symbols={**self.question.written.symbols, **words})
        found = self.submission.graded_by(self.question.asking(row))
        messages = (found.message, *(step.message for step in found.steps if step.verdict == "wrong"))
        if found.verdict == "wrong" and any(message.endswith(OF_ANOTHER_SHAPE) for message in messages):
            return not_known(found, found.message)  # who declares nothing may mean rows
        if found.verdict == "wrong" and NO_VALUE in found.message:
            return replace(not_known(found, found.message), verdict="unreadable")
        return found


def _repeats_idempotent(asked: Iterable[str], answered: Iterable[str]) -> bool:
    r"""Whether an M that may be I - H, or a C, stands more often on one side: y^\top M^\top M y for y^\top M y."""
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for count, texts in zip(counts, (asked, answered), strict=True):
        for found in (each for text in texts for each in _IDEMPOTENT.finditer(text)):
            count[found["name"]] = count.get(found["name"], 0) + int(found["power"] or 1)
    return any(counts[0][name] != counts[1][name] for name in counts[0].keys() & counts[1].keys())


def _as_by_custom(words: Mapping[str, str]) -> Mapping[str, str]:
    """The declarations with orthogonal Q, U, V, R, O, G and T, and diagonal D and Lambda.

    What is right for all n x k matrices with orthonormal columns, or rows, is right for the square ones among them.
    """
    kinds = {name: _BY_CUSTOM.get(name.partition("_")[0], "") for name in words}
    return {name: _SQUARE_MATRIX.sub(rf"{kinds[name]} matrix \1", each) if kinds[name] else each for name, each in words.items()}


def _rates_beside_identities(texts: Iterable[str]) -> set[str]:
    r"""The lambda of X^\top X + \lambda I, which is positive where that is inverted."""
    return {found[1] for text in texts for found in _RATE.finditer(text)}


def is_readable_with(question: AskedQuestion, words: Mapping[str, str]) -> bool:
    row = replace(question.written, symbols={**question.written.symbols, **words})
    try:
        return question.asking(row).task is not None
    except InputError:
        return False
