r"""Bounds of probabilities: P(|X - \mu| \ge \epsilon) \le 2e^{-2n\epsilon^2}, \frac{m}{a} \ge \Pr(X \ge a)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verify.grading.lines.links import lines_of, links_of
from verify.grading.texts.brackets import closing
from verify.grading.texts.labels import plain_text
from verify.grading.texts.presentation import plain_answer

_LONGEST = 2_000
_PROBABILITY = re.compile(
    r"[\s$]*(?:\\(?:mathbb|mathrm|operatorname|text|mathbf|mathsf)\s*(?:\{\s*(?:P|Pr|Prob)\s*\}|P(?![A-Za-z]))|\\Pr(?![A-Za-z])|Prob|Pr|P|ℙ)"
    r"(?P<law>_(?:\{[^{}]*\}|\w))?\s*(?:\\(?:left|[bB]igg?l?)(?![A-Za-z])\s*)?(?:[(\[]|\\\{)"
)
_INEQUALITY = re.compile(r"[<>≤≥]|\\(?:leq?|geq?|lt|gt|leqslant|geqslant)(?![A-Za-z])")
_TURNED = {"le": "ge", "ge": "le", "lt": "gt", "gt": "lt"}


@dataclass(frozen=True)
class Bound:
    """What is said of a probability: P(`event`) `relation` `value`."""

    event: str
    relation: str
    value: str


def bound_of(formula: str) -> Bound | None:
    """The bound of a probability that a formula is; None for a chain, and for any other formula."""
    lines = lines_of(plain_answer(formula)) if len(formula) <= _LONGEST else ()
    links = links_of(lines[0]) if len(lines) == 1 else ()
    if len(links) != 2 or links[0].relation or links[1].relation not in _TURNED:
        return None
    relation, (left, right) = links[1].relation, (link.formula for link in links)
    if (event := _event(left)) is not None:
        found = Bound(event, relation, right)
    elif (event := _event(right)) is not None:
        found = Bound(event, _TURNED[relation], left)
    else:
        return None
    return None if _speaks_of_event(found.value) else found


def value_in(formula: str, asked: Bound) -> str | None:
    """The bound that an answer gives: by itself, behind the sign of the question, or for the same event; else None."""
    found = bound_of(formula)
    if found is not None:
        return found.value if (found.event, found.relation) == (asked.event, asked.relation) else None
    lines = lines_of(plain_answer(formula)) if len(formula) <= _LONGEST else ()
    links = links_of(lines[0]) if len(lines) == 1 else ()
    is_value = len(links) == 1 and links[0].relation in ("", asked.relation) and not _speaks_of_event(links[0].formula)
    return links[0].formula if is_value else None


def _event(text: str) -> str | None:
    """The event of a probability that is all of a text, if it is one by an inequality."""
    head = _PROBABILITY.match(text)
    end = closing(text, head.end()) if head is not None else None
    if head is None or end is None or text[end:].strip(" $"):
        return None
    inside = text[head.end() : end - 1]
    return plain_text(f"{head['law'] or ''}:{inside}") if _INEQUALITY.search(inside) else None


def _speaks_of_event(text: str) -> bool:
    return _INEQUALITY.search(text) is not None
