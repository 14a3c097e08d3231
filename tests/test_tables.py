"""The tables themselves: what they say is confirmed by the oracle, which knows nothing of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
import sympy
from mpmath import mp

from tests import oracle, oracle_sympy, oracle_term, oracle_text
from tests.tables import bench_claims, learning_claims
from tests.tables.domain_identities import IDENTITIES, Identity
from tests.tables.falsehoods import FALSEHOODS, Falsehood
from tests.tables.row import Claim
from verify.read.declare import declarations
from verify.read.from_sympy import from_sympy
from verify.read.text import read_text
from verify.term import Term, free_symbols

CLAIMS = bench_claims.CLAIMS + learning_claims.CLAIMS
_FAILS = {"=": (-1, 1), "!=": (0,), "<": (0, 1), "<=": (1,), ">": (-1, 0), ">=": (-1,)}


def test_the_tables_have_the_sizes_they_promise() -> None:
    truths = [claim.truth for claim in bench_claims.CLAIMS]
    assert (truths.count(True), truths.count(False)) == (100, 50)
    truths = [claim.truth for claim in learning_claims.CLAIMS]
    assert truths.count(True) >= 80 and truths.count(False) >= 40
    assert len(FALSEHOODS) >= 80 and len(IDENTITIES) >= 60


@pytest.mark.parametrize("claims", [bench_claims.CLAIMS, learning_claims.CLAIMS], ids=["bench", "learning"])
def test_no_two_claims_share_a_name(claims: tuple[Claim, ...]) -> None:
    assert len({claim.name for claim in claims}) == len(claims)


def looks(claim: Claim, count: int) -> list[str]:
    limited = any(side.has(sympy.Integral) for side in (*claim.left, *claim.right))
    return [seen.kind for seen in oracle_sympy.looks(claim, count // 6 if limited else count)]


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if claim.truth], ids=lambda claim: claim.name)
def test_sides_of_a_true_claim_agree_wherever_the_oracle_looks(claim: Claim) -> None:
    kinds = looks(claim, 6)
    assert "different" not in kinds and "equal" in kinds


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if not claim.truth], ids=lambda claim: claim.name)
def test_sides_of_a_false_claim_differ_where_the_table_says(claim: Claim) -> None:
    if claim.witness is not None:
        assert oracle_sympy.look_at(claim, claim.witness).kind == "different"
    else:
        assert "different" in looks(claim, 6)


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_claims_at_forty_points(claim: Claim) -> None:
    kinds = looks(claim, 40)
    if claim.truth:
        assert "different" not in kinds
    elif claim.failure == "generic":
        assert kinds.count("different") >= len(kinds) / 2


@pytest.mark.parametrize("row", FALSEHOODS, ids=lambda row: row.statement)
def test_falsehoods_fail_at_their_point(row: Falsehood) -> None:
    for name, value in row.point.items():
        assert oracle.range_of_words(row.domains[name]).contains(value)
    seen = oracle_text.look_at(row.left, row.right, row.point, row.domains, row.digits)
    with mp.workdps(row.digits):
        assert oracle.order(seen) in _FAILS[row.relation]


@pytest.mark.parametrize("row", IDENTITIES, ids=lambda row: f"{row.left} = {row.right} {dict(row.domains)}")
def test_identities_are_defined_where_the_table_says(row: Identity) -> None:
    looks = oracle_text.looks(row.left, row.right, row.domains, 100)
    kinds = [seen.kind for _, seen in looks]
    one_sided = kinds.count("left") + kinds.count("right")
    assert "different" not in kinds and "equal" in kinds
    if row.domain == "total":
        assert one_sided + kinds.count("undefined") == 0
    else:  # a set of isolated points is hit by the few simple values among the random ones only
        assert (one_sided > 12) == (row.domain == "mismatch")
    for point, seen in looks:
        if row.conditions and seen.kind != "unclear":
            hold = all(oracle_text.holds(condition, point, row.domains) for condition in row.conditions)
            assert hold == (seen.kind == "equal")


def read_sides(left: str, right: str, domains: Mapping[str, str]) -> list[Term]:
    symbols = declarations(dict(domains))
    return [read_text(side, symbols).term for side in (left, right)]


def value(term: Term, point: Mapping[str, Fraction]) -> oracle.Number:
    return oracle_term.evaluate(term, {name: point[name.name] for name in free_symbols(term)})


@pytest.mark.parametrize("row", FALSEHOODS + IDENTITIES, ids=lambda row: f"{row.left} , {row.right} {dict(row.domains)}")
def test_the_reader_of_text_means_what_the_oracle_means(row: Falsehood | Identity) -> None:
    ranges = {name: oracle.range_of_words(words) for name, words in row.domains.items()}
    names = oracle_text.integers(row.domains)
    for side, term in zip((row.left, row.right), read_sides(row.left, row.right, row.domains), strict=True):
        tree = oracle_text.parse(side)
        for point in oracle.points(ranges, 3, side):
            seen = oracle.look(lambda: oracle_text.evaluate(tree, point, names), lambda: value(term, point),  # noqa: B023
                               40, oracle_text.is_rounded(tree))
            assert seen.kind in ("equal", "undefined") or "diff" in side


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_reader_of_sympy_means_what_the_oracle_means(claim: Claim) -> None:
    symbols = declarations(dict(claim.domains))
    ranges = {name: oracle.range_of_words(words) for name, words in claim.domains.items()}
    for side in (*claim.left, *claim.right):
        term = from_sympy(side, symbols)
        for point in oracle.points(ranges, 1, claim.name):
            given = {symbol: point[symbol.name] for symbol in side.free_symbols}
            seen = oracle.look(lambda: oracle_sympy.evaluate(side, given), lambda: value(term, point),  # noqa: B023
                               40, bool(side.has(sympy.Integral)))
            assert seen.kind == "equal"
