"""Tempting falsehoods are refuted, at a point at which anyone can see it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from mpmath import mp

from tests import oracle, oracle_text
from tests.asking import falsehood_verdict, point_of
from tests.tables.falsehoods import FALSEHOODS, OUT_OF_SIGHT, Falsehood

_HOLDS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


def name(row: Falsehood) -> str:
    return f"{row.statement} {', '.join(f'{name}: {words}' for name, words in row.domains.items())}"


def size(point: dict[str, Fraction]) -> int:
    """How much there is to read: small integers and fractions are simple."""
    return sum(abs(value.numerator) + value.denominator for value in point.values())


@pytest.mark.parametrize("row", FALSEHOODS, ids=name)
def test_a_falsehood_is_refuted(row: Falsehood) -> None:
    verdict = falsehood_verdict(row)
    assert verdict.truth == "refuted", verdict.reasons


@pytest.mark.parametrize("row", OUT_OF_SIGHT, ids=name)
def test_what_is_false_by_less_than_can_be_seen_is_not_vouched_for(row: Falsehood) -> None:
    assert falsehood_verdict(row).truth in ("refuted", "undecided")


@pytest.mark.parametrize("row", FALSEHOODS, ids=name)
def test_the_counterexample_is_a_point_of_the_domain_where_the_statement_fails(row: Falsehood) -> None:
    point = point_of(falsehood_verdict(row).counterexample, row.point)
    assert all(oracle.range_of_words(words).contains(point[name]) for name, words in row.domains.items())
    seen = oracle_text.look_at(row.left, row.right, point, row.domains, max(row.digits, 400))
    with mp.workdps(max(row.digits, 400)):
        assert oracle.order(seen) not in _HOLDS[row.relation]


@pytest.mark.parametrize("row", FALSEHOODS, ids=name)
def test_the_counterexample_is_about_as_simple_as_the_simplest(row: Falsehood) -> None:
    assert size(point_of(falsehood_verdict(row).counterexample)) <= 2 * size(dict(row.point)) + 2
