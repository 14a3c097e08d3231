r"""Answers about the moments of estimators, \mathrm{Var}(\hat\theta) and \mathrm{MSE}(\hat\theta), and about \mathbb{E}X.

    \hat\theta                     a random variable T
    \mathrm{Bias}(\hat\theta)      \mathbb{E}[T] - \theta
    \mathrm{MSE}(\hat\theta)       \mathbb{E}[(T - \theta)^2]

Whoever writes a bias, or \mathbb{E}[\hat\theta] beside \theta, does not mean an unbiased estimator: \theta is any number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.brackets import closing
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled
from verify.read.names import canonical_name

_FONT = r"\\(?:mathbb|mathrm|operatorname\*?|mathsf|text)\s*\{\s*"
_BARE = re.compile(  # \mathbb{E}X, but not \mathbb{E}X^2, \mathbb{E}XY and \mathbb{E}X(..)
    rf"(?P<statistic>{_FONT}(?:E|Var)\s*\}})\s*(?:\\[,;! ]\s*)?(?P<variable>[A-Z](?:_\w|_\{{\w\}})?)(?![A-Za-z_^(\[{{'])"
    r"(?=(?:\s|\\[,;:! ])*(?:[-+=)\]}&,.<>]|\\(?:right|cdot|le|ge|leq|geq|quad|qquad|\\|mathbb|mathrm|operatorname|end)|\Z))"
)
_NAME = r"\\?[A-Za-z]++"
_HATTED = re.compile(rf"\\(?:wide)?hat\s*(?:\{{\s*({_NAME})\s*\}}|({_NAME}))(?!\s*[_(]|\s*\\left)")
_OF_HATTED = re.compile(
    rf"{_FONT}(?P<kind>MSE|Bias|bias)\s*\}}\s*(?P<power>\^\s*(?:2|\{{2\}}))?\s*(?:\\left\s*)?[(\[]\s*{_HATTED.pattern}\s*(?:\\right\s*)?[)\]]"
)
_STATISTIC = re.compile(rf"{_FONT}(?:E|Var|MSE|Bias|bias)\s*\}}[^=]*?\\(?:wide)?hat")
_BRACKET = re.compile(rf"{_FONT}(?:E|Var|Cov)\s*\}}\s*(?:\\left\s*)?[(\[]")
_OF_DATA = frozenset(("y", "x", "z", "t", "f", "g", "h"))  # predictions, which are compared with what is random itself
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_BIAS = re.compile(
    rf"(?i:bias)|{_FONT}E\s*\}}\s*(?:\\left\s*)?[(\[]\s*\\(?:wide)?hat\s*(?:\{{\s*\\?\w+\s*\}}|\\?\w+)\s*(?:\\right\s*)?[)\]]"
)
_NUMBER_OF = re.compile(r"random variable (?P<variable>[A-Z]), .* number (?P<number>[a-z])\Z")
_VARIABLES, _NUMBERS = "TUVWYZ", "abdc"
_LONGEST = 4_000


def is_read_with_estimators(question: AskedQuestion) -> bool:
    """Whether the question can be read with random variables for its estimators."""
    return is_read_as_respelled(question, _respelled)


def by_estimators(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with random variables for estimators, for what is left open otherwise; None if that decides nothing.

    What is not wrong for unbiased estimators is not known to be, unless the question speaks of the bias.
    """
    other = graded_as_respelled(question, found, submission, _respelled)
    if other is None or other.verdict != "wrong" or any(map(_BIAS.search, question.written.asked)):
        return other
    unbiased = graded_as_respelled(question, found, submission, _respelled_without_bias)
    return other if unbiased is not None and unbiased.verdict == "wrong" else None


def _respelled_without_bias(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    r"""The same with \mathbb{E}[T] for the number that T estimates."""
    spelled = _respelled(question, texts)
    note = None if spelled is None else _NUMBER_OF.search("".join(spelled.notes))
    if spelled is None or note is None:
        return spelled
    number = re.compile(rf"(?<![A-Za-z\\]){note['number']}(?![A-Za-z_])")
    mean = rf"\mathbb{{E}}[{note['variable']}]"
    written = [number.sub(lambda _: mean, text) for text in (*spelled.asked, *spelled.answered)]
    return Respelled.of(question.written, written, spelled.notes)


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    """The references and the answer with brackets round X and other names for estimators; None where nothing is to be changed."""
    row = question.written
    if row.has_more_formulas:
        return None
    written = [*row.asked, *texts]
    if sum(map(len, written)) > _LONGEST:
        return None
    spelled = [_BARE.sub(r"\g<statistic>[\g<variable>]", text) for text in written]
    notes: tuple[str, ...] = ()
    if any(map(_STATISTIC.search, spelled)):
        estimator = _estimator(spelled, row.declared)
        if estimator is None:
            return None
        hatted, variable, number = estimator
        spelled = [_without_estimator(text, hatted, variable, number) for text in spelled]
        if any("hat" in text for text in spelled):
            return None  # of an estimate with an index
        notes = (rf"\hat{{{hatted}}} is read as a random variable {variable}, and {hatted} as a number {number}",)
    if spelled == written:
        return None
    return Respelled.of(row, spelled, notes)


def _estimator(texts: Sequence[str], declared: frozenset[str] | set[str]) -> tuple[str, str, str] | None:
    """The only name with a hat, the letter of a random variable for it, and one for the name without the hat."""
    hatted = {found[1] or found[2] for text in texts for found in _HATTED.finditer(text)}
    taken = {word for text in texts for word in _WORD.findall(text)} | {*declared}
    variables, numbers = ([letter for letter in letters if letter not in taken] for letters in (_VARIABLES, _NUMBERS))
    if len(hatted) != 1 or not variables or not numbers:
        return None
    (name,) = hatted
    is_declared = {canonical_name(name), f"{canonical_name(name)}_hat"} & {*map(canonical_name, declared)}
    if is_declared or name in _OF_DATA or any(_is_random(name, text) for text in texts):
        return None
    return name, variables[0], numbers[0]


def _is_random(name: str, text: str) -> bool:
    r"""Whether the name without the hat has moments of its own: \mathbb{E}[\theta]."""
    ends = ((found.end(), closing(text, found.end())) for found in _BRACKET.finditer(text))
    inside = (text[start:end] for start, end in ends)
    return any("hat" not in part and name in part for part in inside)


def _without_estimator(text: str, hatted: str, variable: str, number: str) -> str:
    def moment(found: re.Match[str]) -> str:
        if found["kind"] == "MSE":
            return found[0] if found["power"] else rf"\mathbb{{E}}[({variable} - {number})^2]"
        return rf"(\mathbb{{E}}[{variable}] - {number}){found['power'] or ''}"

    text = _HATTED.sub(f" {variable} ", _OF_HATTED.sub(moment, text))
    name = re.escape(hatted) if hatted.startswith("\\") else rf"(?<![A-Za-z\\]){re.escape(hatted)}"
    return re.sub(rf"{name}(?![A-Za-z_])", f" {number} ", text)
