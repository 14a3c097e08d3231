"""Every claim of the catalogue comes out as its file states, by proofs that were checked, with every mistake refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables.catalogue import CLAIMS
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


# What rests on a theorem that is named and not proved: representations in any dimension, Eckart and Young, Leibniz' rule.
CITED = {"two-hinge-representation", "maxout-representation", "linear-autoencoder-pca", "reparameterization-gradient"}


def test_every_claim_of_the_sources_is_there(reports: dict[str, ClaimReport]) -> None:
    assert set(reports) == set(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_claim_is_true_or_false_as_the_source_has_it(claim: str, reports: dict[str, ClaimReport]) -> None:
    is_true, mistakes = CLAIMS[claim]
    report = reports[claim]
    assert report.verdict.truth == ("proved" if is_true else "refuted")
    assert report.verdict.trust == ("cited" if claim in CITED else "checked")
    assert len(report.mistakes) >= mistakes


def test_the_engine_knows_no_claim() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path("verify").rglob("*.py") if "cli" not in path.parts]
    text = "\n".join(sources).replace("sigmoid-tanh", "")  # the example of docstrings
    assert not [name for name in CLAIMS if name in text or f"derivations.{name.replace('-', '_')}" in text]


def test_what_is_measured_agrees(reports: dict[str, ClaimReport]) -> None:
    measured = [each for report in reports.values() for each in report.measurements]
    assert len(measured) >= 10
    assert all(each.agrees for each in measured)
