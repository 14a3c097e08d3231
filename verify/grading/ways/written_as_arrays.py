"""What is right for numbers, and written as vectors and matrices are: judged for the shapes that it can have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.turned import turned_products
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.submission import Submission
from verify.grading.texts.inferred_shapes import COUNTS_AND_RATES, shapes_of
from verify.grading.texts.labels import plain_text
from verify.grading.texts.vector_notation import beside_arrays, have_calls_between_bars, in_vector_notation, item_of
from verify.grading.ways.meant_otherwise import terms_of
from verify.grading.ways.undeclared_matrices import Answer, is_readable_with, not_made_square, shapes_given, with_words
from verify.problem import InputError
from verify.read.declare import declared_with_conditions
from verify.read.names import canonical_name
from verify.sort import Random
from verify.term import Term, free_symbols

_ENTRY_BY_ENTRY, _COLUMN = re.compile(r"\\odot(?![A-Za-z])|⊙"), "vector n"  # 1 - z is then that of each entry of z
_ORTHOGONAL = re.compile(r"[QUVRP](?:_[0-9])?|e_[a-z0-9]")


def unless_right_for_numbers_only(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A right answer, undecided if it is not right for the vectors and matrices as which its notation writes undeclared names."""
    asked, texts = question.written.asked, submission.texts
    if found.verdict != "correct" or [plain_text(text) for text in texts] == [plain_text(text) for text in asked]:
        return found
    terms = terms_of(question, found)
    if turned := sorted(turned_products(terms, _declared(question))):
        return not_known(found, f"right for numbers, and not in this order for matrices {', '.join(turned)}: declare them")
    sides = [links_of(text)[-1].formula for text in (*asked, *texts)] if submission.is_one and asked else (*asked, *texts)
    names = _written_as_arrays(question, asked, sides, terms)
    if names is None:
        return found
    shapes = [words for words in _shapes_allowed(question.written, texts, names) if is_readable_with(question, words)]
    shapes = [words for words in shapes if all(not words.keys().isdisjoint((each, item_of(each))) for each in names)]
    if not shapes and any(map(_ENTRY_BY_ENTRY.search, sides)):
        shapes = [words for words in (dict.fromkeys(names, _COLUMN),) if is_readable_with(question, words)]
    answer = Answer(question, submission)
    results = [answer.graded(words) for words in shapes]
    right = [result for result in results if result.verdict == "correct"]
    if not right or len(right) < len(results):
        reason = f"right for numbers, and not known to be for vectors or matrices {', '.join(names)}".rstrip()
        return not_known(found, f"{reason}: declare them")
    return with_words(right[0], shapes[0])


def _declared(question: AskedQuestion) -> set[str]:
    """The names that are declared or defined, and those of sizes in the words of others: n of `sequence n of real`."""
    heads = (head.partition("(")[0].strip() for head in question.written.definitions)
    sizes: Iterable[str] = ()
    with suppress(InputError):
        sizes = declared_with_conditions(question.written.symbols).symbols
    return {*map(canonical_name, (*question.written.symbols, *heads)), *sizes}


def _written_as_arrays(
    question: AskedQuestion, asked: Sequence[str], sides: Sequence[str], terms: Sequence[Term]
) -> list[str] | None:
    """The undeclared names of some terms that are written as vectors and matrices are; None if nothing is."""
    declared, symbols = _declared(question), question.written.symbols.items()
    matrices, vectors = (
        {canonical_name(each) for each, words in symbols if re.search(rf"\b{kind}\b", words)} for kind in ("matrix", "vector")
    )
    written = in_vector_notation(sides) | (beside_arrays(asked, matrices, vectors) - COUNTS_AND_RATES)
    bases = {each.partition("_")[0] for each in written - declared}
    free = {each.name for term in terms for each in free_symbols(term) if not isinstance(each.sort, Random)} - declared
    names = sorted(each for each in free if _is_of(each, bases) and item_of(each) not in declared)
    return names if names or (bases and have_calls_between_bars(sides)) else None


def _is_of(name: str, bases: set[str]) -> bool:
    """Whether a name is one of those, perhaps with an index, or a run of them: AB of A and B."""
    base = name.partition("_")[0].rstrip("'")
    return base in bases or (len(base) < 4 and bases.issuperset(base))


def unless_wrong_for_numbers_only(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A wrong answer, undecided if a matrix in a norm may be an orthogonal one."""
    if found.verdict != "wrong":
        return found
    written = in_vector_notation((*question.written.asked, *submission.texts)) - _declared(question)
    special = sorted(name for name in written if _ORTHOGONAL.fullmatch(name))
    return not_known(found, f"{special[0]} is not declared, and may be orthogonal") if special else found


def _shapes_allowed(row: Row, texts: Sequence[str], names: Iterable[str]) -> Sequence[Mapping[str, str]]:
    """The shapes with which the references and an answer can be read, where one of the names is no number.

    An answer may say that two vectors are of one size, and not that a matrix is square.
    """
    alone = [words for words in shapes_given(row, texts) if any(_is_shaped(words.get(each, "")) for each in names)]
    sides = [link.formula for text in texts for line in lines_of(text) for link in links_of(line)]
    together = shapes_of(replace(row, references=(*row.references, *map(Reference, sides))))
    allowed = [words for words in together if any(_is_shaped(words.get(each, "")) for each in names)]
    return not_made_square(allowed, alone) or alone


def _is_shaped(words: str) -> bool:
    return "vector" in words or "matrix" in words
