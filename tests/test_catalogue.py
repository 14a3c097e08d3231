"""Every claim of the catalogue comes out as its file states, by proofs that were checked, with every mistake refuted."""

from __future__ import annotations

import pytest

from verify.catalogue import entries, load
from verify.check import ClaimReport, check

IDS = [entry.id for entry in entries()]


@pytest.fixture(scope="module")
def reports() -> dict[str, ClaimReport]:
    return {entry.id: check(load(entry), seed=entry.id) for entry in entries()}


@pytest.mark.parametrize("claim", IDS)
def test_the_claim_is_in_order(claim: str, reports: dict[str, ClaimReport]) -> None:
    report = reports[claim]
    assert report.ok, [(step.by, step.verdict.reasons) for step in report.steps if step.verdict.truth != "proved"]


@pytest.mark.parametrize("claim", IDS)
def test_every_mistake_is_refuted_at_a_point(claim: str, reports: dict[str, ClaimReport]) -> None:
    for mistake in reports[claim].mistakes:
        assert mistake.verdict.truth == "refuted" and mistake.verdict.counterexample is not None, mistake.label


@pytest.mark.parametrize("claim", IDS)
def test_what_is_proved_was_checked(claim: str, reports: dict[str, ClaimReport]) -> None:
    for step in reports[claim].steps:
        assert step.verdict.truth != "proved" or step.verdict.trust == "checked", step.by


def test_what_is_measured_agrees(reports: dict[str, ClaimReport]) -> None:
    measured = [each for report in reports.values() for each in report.measurements]
    assert len(measured) >= 10
    assert all(each.agrees for each in measured)
