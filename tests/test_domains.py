"""Identities that hold where both sides are defined: the engine says so, and says where that is."""

from __future__ import annotations

import pytest

from tests import oracle_term, oracle_text
from tests.asking import identity_verdict
from tests.tables.domain_identities import IDENTITIES, Identity
from verify import equal
from verify.term import free_symbols


def name(row: Identity) -> str:
    return f"{row.left} = {row.right} {', '.join(f'{name}: {words}' for name, words in row.domains.items())}"


@pytest.mark.parametrize("row", IDENTITIES, ids=name)
def test_an_identity_is_proved_where_both_sides_are_defined(row: Identity) -> None:
    verdict = identity_verdict(row)
    assert verdict.truth == "proved", verdict.reasons


@pytest.mark.parametrize("row", IDENTITIES, ids=name)
def test_an_identity_is_never_refuted(row: Identity) -> None:
    assert identity_verdict(row).truth != "refuted"


@pytest.mark.parametrize("row", IDENTITIES, ids=name)
def test_the_domain_verdict_is_right(row: Identity) -> None:
    assert identity_verdict(row).domain == row.domain


@pytest.mark.parametrize("row", IDENTITIES, ids=name)
def test_the_domain_verdict_is_never_wrong(row: Identity) -> None:
    weaker = {"total": ("common", "open"), "common": ("open",), "mismatch": ("open",)}
    assert identity_verdict(row).domain in (row.domain, *weaker[row.domain])


@pytest.mark.parametrize("row", [row for row in IDENTITIES if row.domain == "common"], ids=name)
def test_exceptions_hold_exactly_where_both_sides_are_defined(row: Identity) -> None:
    verdict = identity_verdict(row)
    if verdict.truth != "proved" or verdict.domain != "common":
        return
    assert verdict.exceptions
    for point, seen in oracle_text.looks(row.left, row.right, row.domains, 60):
        if seen.kind == "unclear":
            continue
        values = {name: point[name.name] for condition in verdict.exceptions for name in free_symbols(condition)}
        assert all(oracle_term.holds(condition, values) for condition in verdict.exceptions) == (seen.kind == "equal"), point


@pytest.mark.parametrize("row", [row for row in IDENTITIES if row.domain == "mismatch"], ids=name)
def test_a_mismatch_comes_with_a_point_where_one_side_is_defined(row: Identity) -> None:
    found = identity_verdict(row).one_sided
    assert found is not None
    point = {name: oracle_term.as_fraction(value) for name, value in found.point}
    assert oracle_text.look_at(row.left, row.right, point, row.domains).kind == found.side


def test_one_common_point_is_too_few_to_speak() -> None:
    """sqrt(-x^2) = 0 holds at the only point at which both sides are defined; less than four usable points are no opinion."""
    verdict = equal("sqrt(-x^2)", "0")
    assert verdict.truth == "undecided" and any("point" in reason for reason in verdict.reasons)
