"""Right answers about values of functions that nobody declared, by what holds of any numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result, not_known, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.defined_functions import defined_functions
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.marked_calls import marked_calls, names_in_two_roles
from verify.grading.texts.opaque_calls import Opaque, stands_in, with_opaque_calls
from verify.grading.texts.outcome_sums import with_tables
from verify.grading.ways.meant_otherwise import called_only
from verify.problem import InputError
from verify.read.names import canonical_name

_NOTE = re.compile(  # a function, or an array
    r"(?P<name>[^(\s]*+)(?:\(.*\))? is not declared, and taken for (?!a real|real\Z|positive)"
)
_LEFT_OPEN = ("undecided", "unreadable")


def is_read_with_calls(question: AskedQuestion) -> bool:
    """Whether the question can be read with numbers for what it calls."""
    readings = (_opaque(question, (), names_what_is_asked=each) for each in {False, names_what_is_asked(question)})
    return any(_is_read(question, opaque) for reading in readings for opaque in reading)


def _is_read(question: AskedQuestion, opaque: Opaque) -> bool:
    try:
        return question.asking(_row_of_calls(question, opaque)).task is not None
    except InputError:
        return False


def unless_right_for_calls(
    question: AskedQuestion, found: Result, submission: Submission, *, is_right_only: bool = False
) -> Result:
    """A result for what is not read, or correct if that is right for any values of what is called.

    `is_right_only`: nothing is known of what is not.
    """
    is_one, texts = submission.is_one, submission.texts
    is_read = (
        question.task is not None and found.verdict == "undecided" and not is_right_only and not called_only(question, *texts)
    )
    if found.verdict not in _LEFT_OPEN or is_read:
        return found
    for opaque in _opaque(question, texts, names_what_is_asked=is_one and names_what_is_asked(question)):
        answered = opaque.texts[len(question.written.references) :]
        other = submission.spelled(answered).graded_as(question, _row_of_calls(question, opaque))
        if other is None:
            continue
        is_wrong = other.verdict == "wrong" and not is_right_only and (
            _is_wrong_for_all(question, opaque) if is_one else _is_wrong_line_for_all(question, opaque, other, answered)
        )  # fmt: skip
        if other.verdict == "correct" or is_wrong:
            notes = tuple(f"{name} stands for {called}, any number" for name, called in opaque.called.items())
            return with_new_names(other, notes, submission.texts)
    return found


def unless_called_with_marks(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    r"""The result where an undeclared name stands with a mark before an argument, as in f^2(x) and \pi_\theta(x); None elsewhere.

    What is right for any values of what is called is right; nothing else is known.
    """
    called = _called_with_marks(question, found, submission.texts)
    if not called:
        return None
    if found.verdict in ("correct", "wrong"):
        found = not_known(found, f"{min(called)} stands before a bracket, is read as a factor, and may be a function: declare it")
    return unless_right_for_calls(question, found, submission, is_right_only=True)


def _called_with_marks(question: AskedQuestion, found: Result, texts: Sequence[str]) -> set[str]:
    written = (*question.written.asked, *texts)
    sides = [side for text in written for line in lines_of(text) for side in _without_label(line)]
    declared, known = (_names(each.symbols, each.definitions) for each in (question.written, question.row))
    known |= {canonical_name(note["name"]) for note in map(_NOTE.match, found.choices) if note is not None}
    return (names_in_two_roles(written) - declared) | marked_calls(sides, declared, known - question.row.taken)


def _names(*heads: Iterable[str]) -> set[str]:
    return {canonical_name(head.partition("(")[0].strip()) for each in heads for head in each}


def _without_label(text: str) -> list[str]:
    """The formulas of a line without the name of what it computes: the f'(x) of f'(x) = 2x."""
    links = links_of(text)
    is_named = len(links) > 1 and label_of(links[0].formula) is not None
    return [link.formula for link in (links[1:] if is_named else links)]


def unless_right_for_any_calls(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    r"""A wrong answer, undecided if it is right for any values of what may be called: \pi(-x)^{-1} and 1/\pi(-x)."""
    row = question.written
    has_more = row.has_more_formulas or not row.references
    if found.verdict != "wrong" or has_more:
        return found
    written = (*row.asked, *submission.texts)
    opaque = with_opaque_calls(written, _declared(question), of_anything=True)
    if opaque is None:
        return found
    other = submission.spelled(opaque.texts[len(row.references) :]).graded_as(question, _row_of_calls(question, opaque))
    called = ", ".join(opaque.called.values())
    is_right = other is not None and other.verdict == "correct"
    return not_known(found, f"wrong for products, and right if {called} are values") if is_right else found


def _is_wrong_for_all(question: AskedQuestion, opaque: Opaque) -> bool:
    """Whether what is wrong for some values of what is called is wrong for whoever knows more of them.

    Both sides have to speak of the same values, of which nothing is known, and to differ for positive ones, too.
    """
    asked, answered = opaque.texts[: len(question.written.references)], opaque.texts[len(question.written.references) :]
    same = all(stands_in(name, text) for name in opaque.called for text in (*asked, *answered))
    if len(asked) != 1 or len(answered) != 1 or not same or not opaque.is_free():
        return False
    others = (replace(opaque, symbols=_positive(opaque)), opaque.with_mean_value(), opaque.of_chances())
    return all(_is_wrong_for(question, each) for each in others if each is not None)


def _is_wrong_for(question: AskedQuestion, opaque: Opaque) -> bool:
    return question.verdict_of_answer(_row_of_calls(question, opaque), opaque.texts[-1]) == "wrong"


def _is_wrong_line_for_all(question: AskedQuestion, opaque: Opaque, found: Result, lines: Sequence[str]) -> bool:
    """Whether a line that begins with a sign is wrong for whoever knows more of the values: it and the line before speak of the
    same ones, and differ for positive ones, too."""
    place = found.first_wrong
    if not place or not opaque.is_free() or opaque.are_densities_at_a_point() or opaque.values_of_one_state() is not None:
        return False
    if links_of(lines[place])[0].relation != "eq" or len(links_of(lines[place - 1])) > 1:
        return False
    if any(stands_in(name, lines[place - 1]) != stands_in(name, lines[place]) for name in opaque.called):
        return False
    row = _row_of_calls(question, replace(opaque, symbols=_positive(opaque)))
    return question.verdict_of(row, lambda grader: grader.grade_lines(lines)) == "wrong"


def _positive(opaque: Opaque) -> dict[str, str]:
    return {name: re.sub(r"\breal\Z", "positive", words) for name, words in opaque.symbols.items()}


def names_what_is_asked(question: AskedQuestion) -> bool:
    """Whether the reference is an equation that begins with a name."""
    asked = links_of(question.written.references[0].formula) if len(question.written.references) == 1 else ()
    return len(asked) == 2 and asked[1].relation == "eq" and label_of(asked[0].formula) is not None


def right_sides(question: AskedQuestion, submitted: str) -> tuple[str, str] | None:
    """The right sides of such a reference, and of an answer with the same left side or none."""
    asked = links_of(question.written.references[0].formula)
    answered = links_of(submitted)
    has_left = len(answered) == 2 and plain_text(answered[0].formula) == plain_text(asked[0].formula)
    is_right = len(answered) == 1 or (has_left and answered[1].relation == "eq")
    return (asked[1].formula, answered[-1].formula) if is_right else None


def _declared(question: AskedQuestion) -> set[str]:
    return {*map(canonical_name, question.written.symbols), *defined_functions(question.written)}


def _opaque(question: AskedQuestion, texts: Sequence[str], *, names_what_is_asked: bool = False) -> Iterator[Opaque]:
    """The references and the texts with names for calls: for each call a number, and for sums over arguments tables."""
    row = question.written
    has_lines = bool(row.references) or _is_chain(texts)
    defined = defined_functions(row)
    if (row.has_more_formulas and not defined) or not has_lines:
        return
    written: Sequence[str] | None = (*row.asked, *texts)
    if names_what_is_asked:
        sides = right_sides(question, texts[0] if texts else row.asked[0])
        written = sides if texts or sides is None else sides[:1]
    for with_names in (with_opaque_calls,) if defined else (with_opaque_calls, with_tables):
        opaque = with_names(written, _declared(question)) if written is not None else None
        if opaque is not None and opaque.bases().isdisjoint(name.partition("_")[0] for name in defined):
            yield opaque


def _is_chain(lines: Sequence[str]) -> bool:
    """Whether lines go on with one expression, and say nothing of what a function is."""
    links = [links_of(line) for line in lines]
    return len(links) > 1 and len(links[0]) == 1 and all(len(each) == 1 and each[0].relation == "eq" for each in links[1:])


def _row_of_calls(question: AskedQuestion, opaque: Opaque) -> Row:
    row = question.written.asking_for(opaque.texts, opaque.symbols)
    return replace(row, definitions={**row.definitions, **opaque.definitions})
