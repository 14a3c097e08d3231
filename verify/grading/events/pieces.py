"""Formulas about probabilities of events, in the chains that the lines of an answer make of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verify.grading.events.notation import LONGEST, Probability, probabilities_in
from verify.grading.lines.links import links_of
from verify.grading.row import Row
from verify.read.names import canonical_name

_HELD = "\ue000"  # stands for a probability
_END = r"(?=(?:\s|\\[,;:! ])*+(?:[-+=)\]}]|\\(?:right|cdot)|\Z))"
_FUNCTION = r"(?:\\(?:log|ln|exp|sqrt)(?![A-Za-z])|(?<![A-Za-z\\])(?:log|ln|exp|sqrt)(?![A-Za-z]))"
_PLAIN = re.compile(
    rf"(?:[\s0-9.+\-−*/^()\[\]{{}}·×÷{_HELD}]"
    r"|\\(?:[dt]?frac(?=\s*+[{0-9])|cdot|times|left|right|[bB]igg?[lr]?|q?quad|displaystyle)(?![A-Za-z])|\\[,;:!{} ]"
    rf"|{_FUNCTION}(?=\s*+(?:[(\[{{]|\\left|{_HELD}{_END})))*+"
)
_REMARK = re.compile(r"\\text(?:rm|it|bf)?\s*+\{[^{}$]*\}|\(\s*+[A-Za-z][A-Za-z' ]{2,}\)\s*+\Z")
_ALONE = r"(?<![A-Za-z\\]){}(?![A-Za-z])"
_NUMBER = re.compile(r"[0-9]++(?:\.[0-9]++)?|\.[0-9]++")
_SIGNS = {"eq": "=", "le": "<=", "ge": ">=", "approx": "≈"}
_MEASURES = frozenset(("P", "Pr", "Prob"))


@dataclass(frozen=True)
class Piece:
    """A formula of a line, with the relation before it, and its probabilities.

    `is_value`: it has none, and may be put in; not so the 0 and 1 behind formulas that have them.
    """

    line: int
    relation: str
    formula: str
    probabilities: tuple[Probability, ...]
    is_value: bool

    @property
    def named(self) -> Probability | None:
        """The probability that the formula is, if it is nothing else."""
        first = self.probabilities[0] if len(self.probabilities) == 1 else None
        is_all = first is not None and not (self.formula[: first.start] + self.formula[first.end :]).strip(" $&")
        return first if is_all else None

    def numbers(self) -> set[str]:
        """The numbers beside the probabilities."""
        held = [(each.start, each.end) for each in self.probabilities]
        return {number[0] for number in _NUMBER.finditer(self.formula)
                if not any(start <= number.start() < end for start, end in held)}

    def has_numbers_beside(self, others: Sequence[Piece], known: Collection[str]) -> bool:
        """Whether it has other numbers than some formulas, and than the known ones: values that may have been put in."""
        return not self.numbers() <= {*known, *(number for other in others for number in other.numbers())}

    @property
    def text(self) -> str:
        """The formula behind its relation."""
        return f"{_SIGNS[self.relation]} {self.formula}" if self.relation else self.formula


Chain = tuple[Piece, ...]


def chains_of(lines: Sequence[str]) -> list[Chain] | None:
    """The chains of equations and bounds that lines are; None if a formula is neither about events nor a value."""
    found: list[list[Piece]] = []
    for place, line in enumerate(lines):
        links = links_of(line)
        for position, link in enumerate(links):
            if link.relation not in ("", *_SIGNS) or len(line) > LONGEST:
                return None
            probabilities = probabilities_in(link.formula)
            if probabilities is None or (probabilities and not _is_plain(link.formula, probabilities)):
                return None
            begins = not found or (not link.relation and position == 0 and len(links) > 1)
            if begins:
                found.append([])
            is_sure = not begins and not found[-1][-1].is_value and link.formula.strip(" $.") in ("0", "1")
            piece = Piece(place, link.relation, link.formula, tuple(probabilities), not probabilities and not is_sure)
            found[-1].append(piece)
    return [tuple(chain) for chain in found]


def _is_plain(formula: str, probabilities: Sequence[Probability]) -> bool:
    """Whether nothing but numbers stands beside the probabilities of a formula, and reasons behind it."""
    parts, end = [], 0
    for each in probabilities:
        parts += [formula[end : each.start], _HELD]
        end = each.end
    return _PLAIN.fullmatch(_REMARK.sub(" ", "".join((*parts, formula[end:]))).strip(" $&,;")) is not None


def probabilities_of(chains: Sequence[Chain]) -> list[Probability]:
    return [each for chain in chains for piece in chain for each in piece.probabilities]


def letters_of(chains: Sequence[Chain], row: Row) -> tuple[str, ...] | None:
    """The events of chains; None if they may be something else: declared, part of a name, or beside a probability."""
    found = probabilities_of(chains)
    letters = {letter for each in found for letter in each.letters}
    alone = {letter for each in found for letter in each.letters - each.joined}
    declared = {*map(canonical_name, row.symbols), *(canonical_name(head.partition("(")[0].strip()) for head in row.definitions)}
    if letters != alone or not declared.isdisjoint(letters | _MEASURES) or not any(each.is_certain for each in found):
        return None
    values = [piece.formula for chain in chains for piece in chain if piece.is_value]
    words = [re.escape(letter) for letter in letters if letter.isalnum() or "_" in letter]
    if any(re.search(_ALONE.format(word), text) for word in words for text in values):
        return None
    return tuple(sorted(letters))
