"""What is demanded of an equation that is true, and of one that is false."""

from __future__ import annotations

from collections.abc import Mapping

from verify.ask import equal

Row = tuple[str, str, Mapping[str, str]]  # both sides, and the declarations


def assert_proved(row: Row) -> None:
    """The equation is proved wherever its sides are declared, and the independent check accepts the proof."""
    left, right, symbols = row
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


def assert_refuted(row: Row) -> None:
    """There is a point at which the equation fails, and the independent check confirms it."""
    left, right, symbols = row
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons
