r"""Sentences that explain the names of their formula: `The derivative is $\sigma(x)(1-\sigma(x))$ where $\sigma(x) = ...$.`"""

from __future__ import annotations

from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.presentation import without_delimiters
from verify.grading.texts.wording import wording_of


def abbreviations_in_sentence(source: str) -> tuple[str, dict[str, str]] | None:
    """The formula of a sentence that says nothing else, and what it says of the names in it; None for any other text."""
    wording = wording_of(source) if "where" in source else None
    if wording is None or not wording.condition or not wording.is_understood or wording.rounded or wording.unit:
        return None
    formula = without_delimiters(wording.formula).strip()
    return abbreviations_of(rf"{formula} \text{{ where }} {without_delimiters(wording.condition).strip()}")
