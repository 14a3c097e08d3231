"""The engine asked about the rows of the tables; a verdict is computed once in a test run."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from tests.oracle_term import as_fraction
from tests.tables.domain_identities import Identity
from tests.tables.falsehoods import Falsehood
from tests.tables.row import Claim
from verify.ask import equal, holds
from verify.question import Counterexample
from verify.read.declare import declarations
from verify.read.from_sympy import from_sympy
from verify.term import Term
from verify.verdict import TRUTHS, Verdict

_claims: dict[tuple[str, str], tuple[Verdict, ...]] = {}


def verdicts(claim: Claim) -> tuple[Verdict, ...]:
    """One verdict for each entry of a claim."""
    key = (claim.subject, claim.name)
    if key not in _claims:
        _claims[key] = tuple(equal(left, right, symbols=claim.domains) for left, right in claim.entries)
    return _claims[key]


def truth(claim: Claim) -> str:
    """Refuted if one entry is, proved if all are, and the weakest of them otherwise."""
    return min((verdict.truth for verdict in verdicts(claim)), key=TRUTHS.index)


def terms(claim: Claim) -> tuple[tuple[Term, Term], ...]:
    """The entries of a claim as the reader of SymPy understands them."""
    symbols = declarations(dict(claim.domains))
    return tuple((from_sympy(left, symbols), from_sympy(right, symbols)) for left, right in claim.entries)


@cache
def _falsehood(statement: str, relation: str, domains: tuple[tuple[str, str], ...]) -> Verdict:
    if relation == "=":
        left, right = statement.split(" = ")
        return equal(left, right, symbols=dict(domains))
    return holds(statement, symbols=dict(domains))


def falsehood_verdict(row: Falsehood) -> Verdict:
    return _falsehood(row.statement, row.relation, tuple(row.domains.items()))


@cache
def _identity(left: str, right: str, domains: tuple[tuple[str, str], ...]) -> Verdict:
    return equal(left, right, symbols=dict(domains))


def identity_verdict(row: Identity) -> Verdict:
    return _identity(row.left, row.right, tuple(row.domains.items()))


def point_of(counterexample: Counterexample | None, otherwise: Mapping[str, Fraction] | None = None) -> dict[str, Fraction]:
    """The point of a counterexample; a name that the two sides do not need has no value there."""
    assert counterexample is not None, "a refuted statement comes with a counterexample"
    return {**(otherwise or {}), **{name: as_fraction(value) for name, value in counterexample.point}}
