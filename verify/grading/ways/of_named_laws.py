r"""Answers that name a law: X \sim \mathcal{N}(\mu, \sigma^2) is right if it is the same law with the same parameters.

Parameters are given in several ways, a deviation for a variance or a scale for a rate: one that is the square or the
reciprocal of what is asked for is not known to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.row import Reference, Row
from verify.grading.submission import Submission
from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.problem import InputError
from verify.read.latex.parser import is_latex

_LAW = re.compile(
    r"\A\s*(?P<left>[^=<>]{1,120}?)(?:\\sim(?![A-Za-z])|∼|~|=)\s*"
    r"(?:\\(?:mathcal|mathrm|text|operatorname|mathsf)\s*(?:\{\s*(?P<braced>[A-Z][A-Za-z]{0,14})\s*\}|(?P<letter>[NUB])(?![A-Za-z]))"
    r"|(?P<plain>[A-Z][a-z]{0,14}))\s*(?:\\(?:left|[bB]igg?l?)\s*)?\("
)
_NAMES = {
    "N": "normal", "Normal": "normal", "U": "uniform", "Unif": "uniform", "Uniform": "uniform", "Exp": "exponential",
    "Exponential": "exponential", "Poisson": "poisson", "Poi": "poisson", "Pois": "poisson", "Bern": "bernoulli",
    "Ber": "bernoulli", "Bernoulli": "bernoulli", "Bin": "binomial", "Binom": "binomial", "Binomial": "binomial",
    "B": "binomial", "Beta": "beta", "Gamma": "gamma", "Geom": "geometric", "Geo": "geometric", "Geometric": "geometric",
    "Dir": "dirichlet", "Dirichlet": "dirichlet",
}  # fmt: skip
_WORST = ("wrong", "unreadable", "undecided", "correct")
_BAR = re.compile(r"\\(?:mid|vert)(?![A-Za-z])")
_LONGEST, _MOST = 1_000, 4


@dataclass(frozen=True)
class NamedLaw:
    """What has a law, the kind of it, and its parameters."""

    left: str
    kind: str
    parameters: tuple[str, ...]


def is_read_with_laws(question: AskedQuestion) -> bool:
    """Whether the question asks for a law, whose parameters can be read."""
    asked = _asked(question)
    return asked is not None and all(_asking(question, each) is not None for each in asked.parameters)


def by_named_laws(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result of an answer that names a law, for what is left open otherwise; None for another thing, or none."""
    asked = _asked(question) if found.verdict in ("undecided", "unreadable") and submission.is_formula else None
    law = named_law(submission.texts[0]) if asked is not None else None
    if asked is None or law is None or law.left != asked.left or law.kind != asked.kind:
        return None
    if len(law.parameters) != len(asked.parameters):
        return None
    results = []
    for parameter, answered in zip(asked.parameters, law.parameters, strict=True):
        grader = _asking(question, parameter)
        if grader is None:
            return None
        result = grader.grade(answered, submission.name)
        if result.verdict == "wrong" and _is_given_otherwise(question, parameter, answered):
            result = not_known(result, "a parameter that may be given in another way: a deviation, a rate or a scale")
        results.append(result)
    worst = min(results, key=lambda result: _WORST.index(result.verdict))
    return replace(worst, choices=(*worst.choices, f"a {asked.kind} law, parameter by parameter"))


def named_law(text: str) -> NamedLaw | None:
    """The law that stands behind a sign, and alone there."""
    found = _LAW.match(text) if len(text) <= _LONGEST else None
    close = closing(text, found.end()) if found is not None else None
    if found is None or close is None or text[close:].strip(" .$"):
        return None
    name = found["braced"] or found["letter"] or found["plain"]
    inside = re.sub(r"\\(?:right|[bB]igg?r?)\s*\Z", "", text[found.end() : close - 1])
    left, parameters = plain_text(_BAR.sub("|", found["left"])), _split(inside)
    if ";" in parameters[0]:  # \mathcal{N}(x; \mu, \sigma^2)
        point, _, first = parameters[0].partition(";")
        is_of_it = re.match(rf"(?:[a-z]\w*\()?{re.escape(plain_text(point))}(?![\w'])", left) is not None
        parameters = (first, *parameters[1:]) if is_of_it else ("",)
    is_known = name in _NAMES and 0 < len(parameters) <= _MOST and all(each.strip() for each in parameters)
    return NamedLaw(left, _NAMES[name], parameters) if is_known else None


def _split(text: str) -> tuple[str, ...]:
    depth, start, found = 0, 0, []
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0 and not text[:place].endswith("\\"):
            found.append(text[start:place])
            start = place + 1
    return (*found, text[start:])


def _asked(question: AskedQuestion) -> NamedLaw | None:
    row = question.written
    is_plain = len(row.references) == 1 and row.mode.strip().lower() in ("", "equal") and not row.relation and row.rubric is None
    return named_law(row.asked[0]) if is_plain else None


def _row(question: AskedQuestion, formula: str) -> Row:
    return replace(question.written, references=(Reference(formula),))


def _asking(question: AskedQuestion, formula: str) -> AskedQuestion | None:
    try:
        return question.asking(_row(question, formula))
    except InputError:
        return None


def _is_given_otherwise(question: AskedQuestion, asked: str, answered: str) -> bool:
    """Whether a parameter is the root, the square or the reciprocal of another one."""

    def others(text: str) -> Sequence[str]:
        written = (r"\left({0}\right)^2", r"\frac{{1}}{{{0}}}", r"\left({0}\right)^{{-2}}", r"\left({0}\right)^{{-1/2}}")
        typed = ("({0})^2", "1/({0})", "({0})^(-2)", "({0})^(-1/2)")
        return [each.format(text) for each in (written if is_latex(text) else typed)]

    pairs: list[tuple[str, str]] = [(asked, each) for each in others(answered)] + [(each, answered) for each in others(asked)]
    return any(question.verdict_of_answer(_row(question, reference), text) != "wrong" for reference, text in pairs)
