r"""Optima of the same kind over the same names, \max_\alpha f and \min_G \max_D f: right if what stands below is equal.

\arg\min_\theta -f is \arg\max_\theta f.  Other functions may have the same optimum: nothing is known to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.labels import plain_text
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

_SUBSCRIPT = r"\s*_\s*(?P<%s>\{(?:[^{}]|\{[^{}]*\}){1,60}\}|\\?[A-Za-z]+)"
_NAME = r"(?P<kind>arg\s*(?:\\[,;! ]\s*)*(?:\\?)(?:max|min)|max|min|sup|inf)"
_OPTIMUM = re.compile(
    rf"\s*(?:\\[,;:! ]\s*)*(?:\\arg\s*(?:\\[,;!]\s*)?\\(?P<arg>max|min)|\\(?P<plain>argmax|argmin|max|min|sup|inf)(?![A-Za-z])"
    rf"|\\operatorname\*?\s*\{{\s*{_NAME}\s*\}})(?:\\limits)?{_SUBSCRIPT % 'over'}"
)
_OTHER = re.compile(r"\\text|\\mbox|\\mathrm\s*\{\s*s|(?<![A-Za-z\\])s\.\s*t\.|\\quad|[<>]|\\(?:leq?|geq?)(?![A-Za-z])")
_LONGEST = 2_000
_MOST = 3


@dataclass(frozen=True)
class _Optimum:
    """The operators of an optimum, as they are drawn, the left side of its equation, and what stands below the operators."""

    left: str
    operators: tuple[tuple[str, str], ...]
    body: str


def is_read_with_optima(question: AskedQuestion) -> bool:
    """Whether the question asks for an optimum of what can be read."""
    return is_read_as_respelled(question, _respelled)


def by_optima_alike(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result of what stands below the same operators, if it is right; None for anything else."""
    left_open = replace(found, verdict="undecided") if found.verdict == "correct" else found
    other = graded_as_respelled(question, left_open, submission, _respelled) if submission.is_formula else None
    return other if other is not None and other.verdict == "correct" else None


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    if len(row.references) != 1 or row.mode.strip().lower() not in ("", "equal") or len(texts) > 1:
        return None
    read = [_optimum(text) for text in (*row.asked, *texts)]
    optima = [each for each in read if each is not None]
    if len(optima) < len(read):
        return None
    asked = optima[0]
    bodies = [_body(each, asked) for each in optima]
    if any(body is None for body in bodies) or any(each.left not in ("", asked.left) for each in optima):
        return None
    kind, over = asked.operators[0]
    return Respelled.of(row, [body for body in bodies if body is not None], (f"both sides are optima, {kind} over {over}",))


def _optimum(text: str) -> _Optimum | None:
    links = links_of(text) if len(text) <= _LONGEST else ()
    if not 0 < len(links) < 3 or any(link.relation not in ("", "eq") for link in links) or _OTHER.search(links[-1].formula):
        return None
    formula, end = links[-1].formula, 0
    operators: list[tuple[str, str]] = []
    while (found := _OPTIMUM.match(formula, end)) is not None and len(operators) < _MOST:
        kind = f"arg{found['arg']}" if found["arg"] else found["plain"] or re.sub(r"[^a-z]", "", found["kind"])
        operators.append((kind, plain_text(found["over"].strip("{} "))))
        end = found.end()
    body = formula[end:].strip()
    left = plain_text(links[0].formula) if len(links) == 2 else ""
    is_below = bool(operators) and all(_speaks_of(part, operators[-1][1]) for part in _summands(body))
    return _Optimum(left, tuple(operators), body) if body and is_below else None


def _speaks_of(part: str, over: str) -> bool:
    r"""Whether a summand has the name of the operator: without it, it may stand outside, as in \max_a r(a) + c."""
    name = re.split(r"[,\s]|\\in|(?<![A-Za-z])in(?![a-z])", over)[0]
    return name in (part if name.startswith("\\") else re.sub(r"\\[A-Za-z]+", " ", part))


def _summands(text: str) -> list[str]:
    """The parts of a text between plus and minus signs outside of brackets."""
    depth, start, found, is_norm = 0, 0, [], False
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        is_norm ^= character == "|"
        if character in "+-" and depth == 0 and not is_norm and text[start:place].strip():
            found.append(text[start:place])
            start = place + 1
    return [*found, text[start:]]


def _body(optimum: _Optimum, asked: _Optimum) -> str | None:
    """What stands below the operators that were asked for; minus it below the opposite one."""
    if optimum.operators == asked.operators:
        return optimum.body
    if len(asked.operators) > 1 or len(optimum.operators) > 1:
        return None
    (kind, over), (wanted, names) = optimum.operators[0], asked.operators[0]
    opposite = {"argmax": "argmin", "argmin": "argmax"}
    return rf"-\left({optimum.body}\right)" if over == names and opposite.get(kind) == wanted else None
