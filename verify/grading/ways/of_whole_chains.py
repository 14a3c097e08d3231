r"""Chains that say what was asked for from their first side to the last one, where a statement is asked for.

    \log p(x) \ge E_q[..]       \log p(x) = \log\int p(x,z)\,dz, \ge \int q(z)\log\frac{p(x,z)}{q(z)}\,dz, = E_q[..]
    D_{KL}(p\|q) \ge 0          -D_{KL}(p\|q) = \sum_x p(x)\log\frac{q(x)}{p(x)}, \le .., = 0
    (AB)^{-1} = B^{-1}A^{-1}    (AB)^{-1} = .., = B^{-1}A^{-1}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import Result
from verify.grading.row import Reference
from verify.grading.submission import Submission
from verify.grading.texts.labels import label_of

_SIGNS = {"eq": "=", "le": r"\le", "lt": "<", "ge": r"\ge", "gt": ">"}
_UP, _DOWN = frozenset(("le", "lt")), frozenset(("ge", "gt"))
_MOST = 30


def unless_right_as_a_whole(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """What is left open, right if it is one chain of which every step is right, and what it says as a whole was asked for.

    A first side that others take for a name of what follows has to be equal to that.
    """
    row = question.written
    has_more = row.rubric is not None or row.start or row.relation or row.form or len(row.references) != 1
    if question.depth or found.verdict != "undecided" or has_more:
        return None
    asked = links_of(row.references[0].formula)
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    links = _chain(lines)
    relation = _relation(links)
    if len(asked) != 2 or asked[1].relation not in _SIGNS or not relation:
        return None
    whole = Submission((f"{links[0].formula} {_SIGNS[relation]} {links[-1].formula}",), submission.name, is_one=True)
    said = whole.graded_as(question, row)
    if said is None or said.verdict != "correct" or not _begins_right(question, links):
        return None
    steps = (f"{links[0].formula} {_sign(links[1])}", *(_sign(link) for link in links[2:]))
    each = Submission(steps, submission.name, is_one=False).graded_as(question, replace(row, references=()))
    if each is None or each.verdict != "correct":
        return None
    choices = dict.fromkeys((*found.choices, *said.choices, *each.choices))
    return replace(said, steps=found.steps, term=found.term, choices=tuple(choices))


def _chain(lines: Sequence[str]) -> tuple[Link, ...]:
    """The formulas of a derivation whose lines all go on with the first one; () for another one."""
    links = [links_of(line) for line in lines]
    is_one = bool(links) and not links[0][0].relation and all(line[0].relation for line in links[1:])
    return tuple(link for line in links for link in line) if is_one else ()


def _relation(links: Sequence[Link]) -> str:
    """What a chain says that its first side is to the last one, or ""."""
    relations = {link.relation for link in links[1:]}
    if not 2 <= len(links) <= _MOST or not relations <= _SIGNS.keys():
        return ""
    bounds = relations - {"eq"}
    if not bounds:
        return "eq"
    if not (bounds <= _UP or bounds <= _DOWN):
        return ""
    strict, weak = ("lt", "le") if bounds <= _UP else ("gt", "ge")
    return strict if strict in bounds else weak


def _sign(link: Link) -> str:
    return f"{_SIGNS[link.relation]} {link.formula}"


def _begins_right(question: AskedQuestion, links: Sequence[Link]) -> bool:
    """Whether the second formula is equal to the first side, or is a bound of what is no name."""
    first, second = links[:2]
    if second.relation != "eq":
        return label_of(first.formula) is None
    row = replace(question.written, references=(Reference(second.formula),), mode="equal")
    found = Submission((first.formula,), "", is_one=True).graded_as(question, row)
    return found is not None and found.verdict == "correct"
