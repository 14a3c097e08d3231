"""The engine on the claims of the tables: never wrong on any, and decided on all of the 150."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests import oracle_sympy
from tests.asking import point_of, truth, verdicts
from tests.tables import bench_claims, learning_claims
from tests.tables.row import Claim

# What is decided of the further claims, at least: these were written without a look at the engine, and it is not tuned to them.
DECIDED_OF_LEARNING = {True: 80, False: 40}


def rows(claims: tuple[Claim, ...], holding: bool) -> list[Claim]:
    return [claim for claim in claims if claim.truth == holding]


@pytest.mark.parametrize("claim", rows(bench_claims.CLAIMS, True), ids=lambda claim: claim.name)
def test_true_claims_are_proved(claim: Claim) -> None:
    assert truth(claim) == "proved", [verdict.reasons for verdict in verdicts(claim)]


@pytest.mark.parametrize("claim", rows(bench_claims.CLAIMS, False), ids=lambda claim: claim.name)
def test_false_claims_are_refuted(claim: Claim) -> None:
    assert truth(claim) == "refuted", [verdict.reasons for verdict in verdicts(claim)]


@pytest.mark.parametrize("claim", rows(learning_claims.CLAIMS, True), ids=lambda claim: claim.name)
def test_true_claims_are_never_refuted(claim: Claim) -> None:
    assert truth(claim) != "refuted", [verdict.counterexample for verdict in verdicts(claim)]


@pytest.mark.parametrize("claim", rows(learning_claims.CLAIMS, False), ids=lambda claim: claim.name)
def test_false_claims_are_never_proved_or_supported(claim: Claim) -> None:
    assert truth(claim) in ("refuted", "undecided")


@pytest.mark.parametrize("holding", [True, False], ids=["true", "false"])
def test_most_further_claims_are_decided(holding: bool) -> None:
    claims = rows(learning_claims.CLAIMS, holding)
    open_ = [claim.name for claim in claims if truth(claim) != ("proved" if holding else "refuted")]
    assert len(claims) - len(open_) >= DECIDED_OF_LEARNING[holding], open_


@pytest.mark.parametrize("claim", rows(bench_claims.CLAIMS + learning_claims.CLAIMS, False), ids=lambda claim: claim.name)
def test_counterexamples_are_confirmed_by_the_oracle(claim: Claim) -> None:
    for verdict in verdicts(claim):
        if verdict.truth == "refuted":
            # A matrix is refuted in one entry, whose symbols are the only ones with a value: the others may be anything.
            point = point_of(verdict.counterexample, dict.fromkeys(claim.domains, Fraction(1, 2)))
            assert oracle_sympy.look_at(claim, point).kind == "different"


@pytest.mark.parametrize("claim", rows(bench_claims.CLAIMS + learning_claims.CLAIMS, True), ids=lambda claim: claim.name)
def test_proofs_of_true_claims_are_checked(claim: Claim) -> None:
    assert all(verdict.trust == "checked" for verdict in verdicts(claim) if verdict.truth == "proved")
