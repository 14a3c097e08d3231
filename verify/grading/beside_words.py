"""Derivations with words in and beside their lines: what is right without them is right if they change nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.decide import decide
from verify.grading.by_definitions import ByDefinitions
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.links import links_of
from verify.grading.prose.clauses import changes, goes_on
from verify.grading.prose.unread import note_behind, says_nothing_else, says_something, unread_words
from verify.grading.prose.vocabulary import RULES_OF_DERIVATIVES, SHOWS_DERIVATIVE
from verify.grading.prose.words import Prose, is_tie, prose_of
from verify.grading.result import LineResult, Result, not_known
from verify.grading.row import Reference
from verify.grading.texts.inferred_functions import letters_called
from verify.grading.texts.labels import plain_text
from verify.mathematics.excluded_middle import negation
from verify.problem import InputError
from verify.question import Question
from verify.read.names import canonical_name

_FUEL_OF_REMARK = 60_000
_RELATION_SIGN = re.compile(r"[<>=≤≥≠∈~]|\\(?:leq?|geq?|neq?|in|sim|perp|subset\w*|to)(?![A-Za-z])")
_RIGHT_WITHOUT_WORDS = "right without the words beside its lines, which are not read"
_WRONG_WITHOUT_WORDS = "wrong without the words beside its lines, which are not read"


class BesideWords(ByDefinitions):
    """Verdicts of derivations with words in and beside their lines."""

    def _beside_words(self, found: Result, lines: tuple[str, ...], name: str, written: Sequence[str] = ()) -> Result:
        """The result without the words in and beside the lines; what is wrong with them, read as letters, may be right."""
        known = self._names_of_question()
        if found.verdict == "correct":
            return found if says_nothing_else(lines, written, known) else not_known(found, _RIGHT_WITHOUT_WORDS)
        if found.verdict == "wrong" and len(lines) == 1 and (note := note_behind(lines[0], written)):
            return not_known(found, f"wrong if {note} is a part of the formula, and not said beside it")
        if len(lines) < 2:
            return found
        if found.verdict != "wrong":
            without_words = self._without_words(lines, name, found)
            return found if without_words is None else without_words
        if not self._is_unread_in(found, lines, written) and "&&" not in "".join(lines):
            return found
        other = self._without_words(lines, name, not_known(found, ""))
        return other if other is not None and other.verdict == "wrong" else not_known(found, _WRONG_WITHOUT_WORDS)

    def _is_unread_in(self, found: Result, lines: Sequence[str], written: Sequence[str] = ()) -> bool:
        """Whether a line was not read, or words and marks in some were read as letters or not at all."""
        known = self._known_words(lines)
        unread = [line for line, step in zip(lines, found.steps, strict=False) if step.verdict == "unreadable"]
        begun = any(step.verdict == "unreadable" for step in found.steps[: found.first_wrong])
        return begun or any(map(says_something, unread)) or bool(unread_words(lines, known, written))

    def _without_words(self, lines: tuple[str, ...], name: str, otherwise: Result) -> Result | None:
        """The result without the reasons and sentences in an answer; None if it has none, or says no more than `otherwise`."""
        prose = prose_of(lines, self._names_of_question(), self._is_of_question) if self.task is not None else None
        if prose is None:
            return None
        inferred = self.row.symbols.keys() - self.written.symbols.keys()
        symbols = {name: words for name, words in self.row.symbols.items() if name not in inferred & prose.given.keys()}
        row = replace(self.row, symbols=symbols, definitions={**self.row.definitions, **prose.given})
        try:
            grader = self.declaring(row) if prose.given else self
        except InputError:
            return None
        if prose.given:  # what the lines declare further is declared beside these
            grader.written = replace(self.written, definitions={**self.written.definitions, **prose.given})
        found = grader.grade(prose.lines[0], name) if len(prose.lines) == 1 else grader.grade_lines(prose.lines, name)
        if found.verdict == "undecided" and otherwise.verdict == "undecided":
            return None
        if found.verdict == "correct" and not grader.is_right_beside(prose):
            found = not_known(found, _RIGHT_WITHOUT_WORDS)
        if found.verdict == "wrong" and not (
            grader.is_wrong_beside(prose, found.first_wrong or 0) and not grader._is_unread_in(found, prose.lines)
        ):
            found = not_known(found, _WRONG_WITHOUT_WORDS)
        words = tuple(f"{each.said!r} is taken for words beside the formulas" for each in prose.remarks if each.said)
        return replace(among(found, prose.places, len(lines)), choices=(*found.choices, *words))

    def is_right_beside(self, prose: Prose) -> bool:
        """Whether no remark changes what right lines say: none gives a value to a name of the question, or goes on from them."""
        if any(link.relation == "propto" for line in prose.lines for link in links_of(line)) and not all(
            each.is_neutral(()) and not each.formulas for each in prose.remarks
        ):
            return False
        known, remarks = self._names_of_question(), [each for each in prose.remarks if not each.is_line]
        facts = (formula for each in remarks for formula in each.formulas if is_tie(formula, known))
        if any(goes_on(each.said) for each in remarks):
            return False
        if any(each.place and not each.is_step and changes(each.said, prose.around(each.place)) for each in remarks):
            return False
        return all(map(self._holds_anyway, facts))

    def is_wrong_beside(self, prose: Prose, line: int) -> bool:
        """Whether no remark can make a line right: each says nothing, what holds anyway, or what never holds."""
        known, remarks = self._known_words(prose.lines), prose.beside(line)
        return all(each.is_neutral(known) and all(map(self._holds_anyway_or_never, each.formulas)) for each in remarks)

    def _known_words(self, lines: Sequence[str]) -> set[str]:
        """The names of the question, and the words for rules that change nothing of some lines."""
        known = {canonical_name(name) for name in self.written.symbols} | self._names_asked()
        if not self._has_functions(lines):
            known |= {"linearity", "linear", "bilinearity", "bilinear"}
        return known | RULES_OF_DERIVATIVES if any(map(SHOWS_DERIVATIVE.search, lines)) else known

    def _has_functions(self, lines: Sequence[str]) -> bool:
        """Whether something may be a function of unknown properties, as linearity is one."""
        return any("function" in words for words in self.row.symbols.values()) or bool(letters_called(lines))

    def _holds_anyway_or_never(self, formula: str) -> bool:
        return self._holds_anyway(formula, or_never=True)

    def _holds_anyway(self, formula: str, *, or_never: bool = False) -> bool:
        """Whether a formula in a remark tells nothing about its names: it is no statement, it is proved, or its opposite is."""
        assert self.task is not None
        links = links_of(formula)
        if len(links) < 2:
            return _RELATION_SIGN.search(formula) is None
        if any(plain_text(head) == plain_text(links[0].formula) and plain_text(body) == plain_text(links[1].formula)
               for head, body in self.row.definitions.items() if len(links) == 2):  # fmt: skip
            return True
        try:
            asked = self.of(replace(self.row, references=(Reference(formula),), mode="equal"), self.limits).task
        except InputError:
            return False
        if asked is None:
            return False
        ((_, statement),) = asked.references
        if kind_of(statement) != "statement":
            return False
        limits = self.limits.at_most(_FUEL_OF_REMARK)
        if decide(Question(statement, asked.hypotheses), limits).truth == "proved":
            return True
        opposite = negation(statement) if or_never else None
        return opposite is not None and decide(Question(opposite, asked.hypotheses), limits).truth == "proved"


def among(found: Result, places: Sequence[int], count: int, others: str = "words, or a name that is given") -> Result:
    """The result for some lines as one for all lines; `others` says what the rest of them are."""
    steps = [LineResult("correct", "proved", others)] * count
    for place, step in zip(places, found.steps, strict=False):
        steps[place] = step
    message = re.sub(r"\Aline (\d+)", lambda number: f"line {places[int(number[1]) - 1] + 1}", found.message)
    first_wrong = None if found.first_wrong is None else places[found.first_wrong]
    return replace(found, steps=tuple(steps) if found.steps else (), first_wrong=first_wrong, message=message)
