r"""Answers about a name and the same with a prime, as kernels have them: k(x, x'), \|x - x'\|^2, x^\top x'.

The prime is neither a derivative nor a transpose there, and the two are vectors or numbers of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.opaque_calls import with_primes
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

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
    return is_read_as_respelled(question, _respelled)


def unless_right_for_primed_names(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is left open, or that with another letter for the name with a prime."""
    if not any("'" in text or "prime" in text for text in question.written.asked):
        return found
    other = graded_as_respelled(question, found, submission, _respelled)
    return found if other is None else other


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    if row.has_more_formulas or not row.references:
        return None
    written = [with_primes(text) for text in (*row.asked, *texts)]
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
    return replace(Respelled.of(row, spelled, (f"{free[0]} stands for {base}'",)), has_new_names=True)
