r"""Answers about a name and the same with a prime, as kernels have them: k(x, x'), \|x - x'\|^2, x^\top x'.

The prime is neither a derivative nor a transpose there, and the two are vectors or numbers of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.row import Reference
from verify.grading.texts.opaque_calls import with_primes
from verify.problem import InputError

_BASE = r"(?P<base>\\(?:mathbf|boldsymbol|bm|vec)\s*\{\s*[a-z]\s*\}|[a-z])"
_PAIR = re.compile(  # (x, x'), \langle x, x' \rangle, x - x' between bars, x^T x'
    rf"(?:\(|\\langle)\s*{_BASE}\s*,\s*(?P=base)'\s*(?:\)|\\rangle|\\right)"
    rf"|(?:\\\||\\lVert|\\Vert|\||\\lvert)\s*{_BASE.replace('base', 'first')}\s*-\s*(?P=first)'"
    rf"|{_BASE.replace('base', 'left')}\s*\^\s*(?:\\top|\{{\s*\\top\s*\}}|T|\{{\s*T\s*\}})\s*(?P=left)'"
)
_LETTERS = "zvwuysqr"
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_LONGEST = 4_000


def is_read_with_primes(question: AskedQuestion) -> bool:
    """Whether the question can be read with another letter for a name with a prime."""
    spelled = _respelled(question, ())
    try:
        return spelled is not None and bool(question.asking(replace(question.written, references=spelled.references)))
    except InputError:
        return False


def unless_right_for_primed_names(
    question: AskedQuestion, found: Result, texts: Sequence[str], name: str, *, is_one: bool
) -> Result:
    """A result for what is left open, or that with another letter for the name with a prime."""
    if found.verdict not in ("undecided", "unreadable") or not any("'" in text or "prime" in text for text in _asked(question)):
        return found
    spelled = _respelled(question, texts)
    if spelled is None:
        return found
    try:
        grader = question.asking(replace(question.written, references=spelled.references))
    except InputError:
        return found
    other = grader.grade(spelled.answered[0], name) if is_one else grader.grade_lines(spelled.answered, name)
    return replace(other, choices=(*other.choices, spelled.note)) if other.verdict in ("correct", "wrong") else found


def _asked(question: AskedQuestion) -> list[str]:
    return [each.formula for each in question.written.references]


@dataclass(frozen=True)
class _Respelled:
    """The references and the answer with a letter in place of a name with a prime, and what is said of that."""

    references: tuple[Reference, ...]
    answered: tuple[str, ...]
    note: str


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> _Respelled | None:
    row = question.written
    if row.definitions or row.assuming or row.start or row.mistakes or row.rubric is not None or not row.references:
        return None
    written = [with_primes(text) for text in (*_asked(question), *texts)]
    whole = "\n".join(written)
    bases = {base for pair in _PAIR.finditer(whole[:_LONGEST]) if (base := pair["base"] or pair["first"] or pair["left"])}
    taken = {*_WORD.findall(whole)}
    free = [letter for letter in _LETTERS if letter not in taken and letter not in row.symbols]
    if len(bases) != 1 or not free:
        return None
    base = bases.pop()
    if any(f"{base}'" in each for each in row.symbols):
        return None
    other = base[:-2] + free[0] + "}" if base.startswith("\\") else free[0]
    primed = re.compile(rf"(?<![A-Za-z\\]){re.escape(base)}'(?!')")
    spelled = [primed.sub(lambda _: f" {other} ", text) for text in written]
    if any(f"{base}'" in text for text in spelled):
        return None
    references = tuple(replace(each, formula=text) for each, text in zip(row.references, spelled, strict=False))
    return _Respelled(references, tuple(spelled[len(references) :]), f"{free[0]} stands for {base}'")
