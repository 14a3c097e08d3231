"""Derivations with words in and beside their lines: what is right without them is right if they change nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.decide import decide
from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.links import links_of
from verify.grading.prose.clauses import changes, goes_on
from verify.grading.prose.unread import note_behind, says_nothing_else, says_something, unread_words
from verify.grading.prose.vocabulary import RULES_OF_DERIVATIVES, SHOWS_DERIVATIVE, words_of
from verify.grading.prose.words import Prose, Remark, is_tie, prose_of
from verify.grading.result import LineResult, Result, not_known
from verify.grading.row import Reference
from verify.grading.texts.inferred_functions import letters_called
from verify.grading.texts.labels import plain_text
from verify.mathematics.excluded_middle import negation
from verify.problem import InputError
from verify.question import Question
from verify.read.names import canonical_name
from verify.term import contains, free_symbols

_FUEL_OF_REMARK = 60_000
_RELATION_SIGN = re.compile(r"[<>=≤≥≠∈~]|\\(?:leq?|geq?|neq?|in|sim|perp|subset\w*|to)(?![A-Za-z])")
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_HYPOTHESIS = re.compile(
    r"(?:(?:by|using|from|apply|applying) )?(?:the )?(?:(?:induction|inductive) (?:hypothesis|assumption)|ih|i\.h)"
)
_OF_INDUCTION = frozenset(("sum", "product", "apply", "item"))
_RIGHT_WITHOUT_WORDS = "right without the words beside its lines, which are not read"
_WRONG_WITHOUT_WORDS = "wrong without the words beside its lines, which are not read"


def beside_words(
    question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str, written: Sequence[str] = ()
) -> Result:
    """The result without the words in and beside the lines; what is wrong with them, read as letters, may be right."""
    known = question.names_of_question()
    if found.verdict == "correct":
        return found if says_nothing_else(lines, written, known) else not_known(found, _RIGHT_WITHOUT_WORDS)
    if found.verdict == "wrong" and len(lines) == 1 and (note := note_behind(lines[0], written)):
        return not_known(found, f"wrong if {note} is a part of the formula, and not said beside it")
    if len(lines) < 2:
        return found
    if found.verdict != "wrong":
        without_words = _without_words(question, lines, name, found)
        return found if without_words is None else without_words
    if not _is_unread_in(question, found, lines, written) and "&&" not in "".join(lines):
        return found
    other = _without_words(question, lines, name, not_known(found, ""))
    return other if other is not None and other.verdict == "wrong" else not_known(found, _WRONG_WITHOUT_WORDS)


def _is_unread_in(question: AskedQuestion, found: Result, lines: Sequence[str], written: Sequence[str] = ()) -> bool:
    """Whether a line was not read, or words and marks in some were read as letters or not at all."""
    known = _known_words(question, lines)
    unread = [line for line, step in zip(lines, found.steps, strict=False) if step.verdict == "unreadable"]
    begun = any(step.verdict == "unreadable" for step in found.steps[: found.first_wrong])
    return begun or any(map(says_something, unread)) or bool(unread_words(lines, known, written))


def _without_words(question: AskedQuestion, lines: tuple[str, ...], name: str, otherwise: Result) -> Result | None:
    """The result without the reasons and sentences in an answer; None if it has none, or says no more than `otherwise`."""
    prose = prose_of(lines, question.names_of_question(), question.is_of_question) if question.task is not None else None
    if prose is None:
        return None
    inferred = question.row.symbols.keys() - question.written.symbols.keys()
    symbols = {name: words for name, words in question.row.symbols.items() if name not in inferred & prose.given.keys()}
    row = replace(question.row, symbols=symbols, definitions={**question.row.definitions, **prose.given})
    try:
        grader = question.declaring(row) if prose.given else question
    except InputError:
        return None
    if prose.given:  # what the lines declare further is declared beside these
        grader.written = replace(question.written, definitions={**question.written.definitions, **prose.given})
    found = grader.grade(prose.lines[0], name) if len(prose.lines) == 1 else grader.grade_lines(prose.lines, name)
    if found.verdict == "undecided" and otherwise.verdict == "undecided":
        return None
    if found.verdict == "correct" and not all(_is_proved(grader, slope) for slope in prose.slopes):
        found = not_known(found, "right, if the derivatives of what is substituted are, which is not known")
    if found.verdict == "correct" and not _is_right_beside(grader, prose):
        found = not_known(found, _RIGHT_WITHOUT_WORDS)
    if found.verdict == "wrong" and not (
        _is_wrong_beside(grader, prose, found) and not _is_unread_in(grader, found, prose.lines)
    ):
        found = not_known(found, _WRONG_WITHOUT_WORDS)
    words = tuple(f"{each.said!r} is taken for words beside the formulas" for each in prose.remarks if each.said)
    return replace(among(found, prose.places, len(lines)), choices=(*found.choices, *words))


def _is_right_beside(question: AskedQuestion, prose: Prose) -> bool:
    """Whether no remark changes what right lines say: none gives a value to a name of the question, or goes on from them."""
    if any(link.relation == "propto" for line in prose.lines for link in links_of(line)) and not all(
        each.is_neutral(()) and not each.formulas for each in prose.remarks
    ):
        return False
    known, remarks = question.names_of_question(), [each for each in prose.remarks if not each.is_line]
    facts = (formula for each in remarks for formula in each.formulas if is_tie(formula, known))
    if any(goes_on(each.said) for each in remarks):
        return False
    if any(each.place and not each.is_step and changes(each.said, prose.around(each.place)) for each in remarks):
        return False
    return all(_holds_anyway(question, fact) for fact in facts)


def _is_wrong_beside(question: AskedQuestion, prose: Prose, found: Result) -> bool:
    """Whether no remark can make the first wrong line right: each says nothing, what holds anyway, or what never holds."""
    line = found.first_wrong or 0
    known = _known_words(question, prose.lines)
    remarks = [each for each in prose.beside(line) if not _is_elsewhere(each, prose, found)]
    if any(each.is_naming for each in remarks):
        remarks = [each for each in remarks if not each.is_naming]
        if not _is_wrong_for_counts(question, prose.lines, line):
            return False
    formulas = (formula for each in remarks for formula in each.formulas)
    return all(each.is_neutral(known) for each in remarks) and all(
        _holds_anyway(question, formula, or_never=True) for formula in formulas
    )


def _is_wrong_for_counts(question: AskedQuestion, lines: tuple[str, ...], line: int) -> bool:
    """Whether a line is the first wrong one, too, if all single letters that nobody declared are positive integers."""
    letters = {letter for text in lines for letter in _LETTER.findall(_COMMAND.sub(" ", text))} - {*"deiC"}
    counts = dict.fromkeys(sorted(letters - {canonical_name(name) for name in question.row.symbols}), "positive integer")
    found = question.declared_otherwise(counts, lambda grader: grader.grade_lines(lines))
    return found is not None and (found.verdict, found.first_wrong) == ("wrong", line)


def _known_words(question: AskedQuestion, lines: Sequence[str]) -> set[str]:
    """The names of the question, and the words for rules that change nothing of some lines."""
    known = {canonical_name(name) for name in question.written.symbols} | question.names_asked()
    if any("matrix" in words.split() for words in question.row.symbols.values()):
        known |= {"I"}  # the identity, also written together with their names
    if not _has_functions(question, lines):
        known |= {"linearity", "linear", "bilinearity", "bilinear"}
    return known | RULES_OF_DERIVATIVES if any(map(SHOWS_DERIVATIVE.search, lines)) else known


def _has_functions(question: AskedQuestion, lines: Sequence[str]) -> bool:
    """Whether something may be a function of unknown properties, as linearity is one."""
    return any("function" in words for words in question.row.symbols.values()) or bool(letters_called(lines))


def _is_proved(question: AskedQuestion, formula: str) -> bool:
    """Whether a statement is read, and holds wherever it is defined."""
    assert question.task is not None
    try:
        statement = question.task.vocabulary.read(formula).term
    except InputError:
        return False
    return decide(Question(statement, question.task.hypotheses), question.limits.at_most(_FUEL_OF_REMARK)).truth == "proved"


def _holds_anyway(question: AskedQuestion, formula: str, *, or_never: bool = False) -> bool:
    """Whether a formula in a remark tells nothing about its names: it is no statement, it is proved, or its opposite is."""
    assert question.task is not None
    links = links_of(formula)
    if len(links) < 2:
        return _RELATION_SIGN.search(formula) is None
    if any(plain_text(head) == plain_text(links[0].formula) and plain_text(body) == plain_text(links[1].formula)
           for head, body in question.row.definitions.items() if len(links) == 2):  # fmt: skip
        return True
    try:
        asked = question.asking(replace(question.row, references=(Reference(formula),), mode="equal")).task
    except InputError:
        return False
    if asked is None:
        return False
    ((_, statement),) = asked.references
    if kind_of(statement) != "statement":
        return False
    limits = question.limits.at_most(_FUEL_OF_REMARK)
    if decide(Question(statement, asked.hypotheses), limits).truth == "proved":
        return True
    opposite = negation(statement) if or_never else None
    return opposite is not None and decide(Question(opposite, asked.hypotheses), limits).truth == "proved"


def _is_elsewhere(remark: Remark, prose: Prose, found: Result) -> bool:
    """Whether a remark says nothing of the first wrong line: it tells what the variable of an integral was before, or is the
    induction hypothesis of a line further up, and the wrong one is an equation of numbers without sums."""
    line = found.first_wrong or 0
    if (name := _integrated(remark, prose)) is not None:
        names = {each.name for step in found.steps if step.term is not None for each in free_symbols(step.term)}
        return canonical_name(name) not in names
    terms = [step.term for step in found.steps[max(line - 1, 0) : line + 1]]
    if remark.formulas or remark.place >= prose.places[line] or not _HYPOTHESIS.fullmatch(" ".join(words_of(remark.said))):
        return False
    is_of_numbers = line > 0 and all(term is not None and not contains(term, _OF_INDUCTION) for term in terms)
    return is_of_numbers and [link.relation for link in links_of(prose.lines[line])] == ["eq"]


def _integrated(remark: Remark, prose: Prose) -> str | None:
    """The u of a remark (u = x^2) beside integrals over u; None for other remarks."""
    links = links_of(remark.formulas[0].strip("() ")) if len(remark.formulas) == 1 else ()
    if len(links) != 2 or links[0].relation or links[1].relation != "eq":
        return None
    name = links[0].formula.strip(" $&")
    rate = re.compile(rf"(?<![A-Za-z\\])d\s*{re.escape(name)}(?![A-Za-z])")
    return name if any(map(rate.search, prose.lines)) else None


def among(found: Result, places: Sequence[int], count: int, others: str = "words, or a name that is given") -> Result:
    """The result for some lines as one for all lines; `others` says what the rest of them are."""
    steps = [LineResult("correct", "proved", others)] * count
    for place, step in zip(places, found.steps, strict=False):
        steps[place] = step
    message = re.sub(r"\Aline (\d+)", lambda number: f"line {places[int(number[1]) - 1] + 1}", found.message)
    first_wrong = None if found.first_wrong is None else places[found.first_wrong]
    return replace(found, steps=tuple(steps) if found.steps else (), first_wrong=first_wrong, message=message)
