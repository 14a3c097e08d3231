"""Inequalities: what is proved, what must never be, and the side condition of every rule."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tests.mutation import mutant
from tests.oracle import Unclear, Undefined
from tests.oracle_term import evaluate
from tests.tables.inequality_claims import FALSE, TRUE, Row
from verify.ask import holds
from verify.fuel import Fuel, Limits, OutOfFuel
from verify.prove.inequalities import prove_inequality, search
from verify.question import Proof, Question, Unproved
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import Scalar
from verify.term import Term

# True, and beyond the present methods: integers between neighbours, sums of squares, cells inside of sine.
UNPROVED = {
    "a quartic of three variables",
    "integers and their squares",
    "powers of 2 outgrow n + 1 also from 0",
    "sine is 1-Lipschitz",
    "three ratios",
}


def question(row: Row) -> Question:
    text, domains, hypotheses = row
    symbols = declarations(domains)
    return Question(read_text(text, symbols).term, tuple(read_text(each, symbols).term for each in hypotheses))


def prove(asked: Question, fuel: int = 1_000_000) -> Proof | Unproved:
    try:
        return prove_inequality(asked, Fuel(Limits(fuel=fuel)))
    except OutOfFuel as out:
        return Unproved(out.doing)


@pytest.mark.parametrize("name", sorted(set(TRUE) - UNPROVED))
def test_proved_and_accepted(name: str) -> None:
    proof = prove(question(TRUE[name]))
    assert isinstance(proof, Proof)
    assert recheck(proof) == ()


@pytest.mark.parametrize("name", sorted(UNPROVED))
def test_open_or_left_to_an_oracle(name: str) -> None:
    found = prove(question(TRUE[name]))
    assert isinstance(found, Unproved) or found.rule == "oracle"


@pytest.mark.parametrize("name", sorted(FALSE))
def test_never_proved(name: str) -> None:
    assert isinstance(prove(question(FALSE[name])), Unproved)


def test_no_falsehood_is_proved_without_a_look_at_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample points only save work: the rules alone have to keep falsehoods out."""
    monkeypatch.setattr(search, "is_plausible", lambda asked, fuel: True)
    for name in sorted(FALSE)[::2]:
        assert isinstance(prove_inequality(question(FALSE[name]), Fuel(Limits(fuel=150_000))), Unproved), name


@pytest.mark.parametrize("name", sorted(TRUE)[::7])
def test_same_proof_twice(name: str) -> None:
    first, second = prove(question(TRUE[name])), prove(question(TRUE[name]))
    assert repr(first) == repr(second)


# ---------------------------------------------------------------------------------------------------------- mutants


def points(asked: Question, count: int) -> list[dict[Term, Fraction]]:
    """Random points of the sorts; the hypotheses may not hold."""
    source = random.Random(repr(asked.statement))
    out = []
    for _ in range(count):
        point = {}
        for name in asked.symbols:
            sort = name.sort
            assert isinstance(sort, Scalar)
            if sort.is_integer:
                lowest = -3 if sort.lower is None else int(sort.lower)
                value = Fraction(source.randint(lowest, lowest + 6))
            elif sort.lower is not None and sort.upper is not None:
                value = sort.lower + (sort.upper - sort.lower) * Fraction(source.randint(1, 999), 1000)
            else:
                size = Fraction(source.randint(1, 4000), source.choice((100, 1000, 7000)))
                sides = (1, -1) if sort.lower is None and sort.upper is None else (1,) if sort.upper is None else (-1,)
                value = (sort.lower or sort.upper or 0) + source.choice(sides) * size
            if sort.contains(value):
                point[name] = value
        if len(point) == len(asked.symbols):
            out.append(point)
    return out


def gap(statement: Term, point: dict[Term, Fraction]) -> float | None:
    """right - left."""
    try:
        return float(evaluate(statement.args[1], point) - evaluate(statement.args[0], point))
    except (Undefined, Unclear, ZeroDivisionError, ValueError, OverflowError, TypeError):
        return None


def fails_somewhere(asked: Question, count: int) -> bool:
    """Whether the statement fails by more than rounding at one of the points at which the hypotheses hold by as much."""
    for point in points(asked, count):
        known = [gap(each, point) for each in asked.hypotheses]
        if all(each is not None and each > 1e-9 for each in known):
            difference = gap(asked.statement, point)
            if difference is not None and difference < -1e-9:
                return True
    return False


def mutants(asked: Question, count: int) -> list[Question]:
    source = random.Random(f"{asked.statement!r} {count}")
    out = []
    for _ in range(count):
        changed = mutant(asked.statement, source)
        if changed is not None and changed.op in ("le", "lt", "ne") and not any(side.shape for side in changed.args):
            out.append(Question(changed, asked.hypotheses))
    return out


@pytest.mark.parametrize("name", sorted(TRUE))
def test_no_mutant_is_proved_that_fails_at_a_point(name: str) -> None:
    for changed in mutants(question(TRUE[name]), 3):
        proof = prove(changed, 150_000)
        if isinstance(proof, Proof) and changed.statement.op != "ne":
            assert not fails_somewhere(changed, 200), changed.statement


APART = [
    ("u w != 0", {"u": "nonzero", "w": "nonzero"}),
    ("w u^3 != 0", {"u": "nonzero", "w": "nonzero"}),
    ("u^n != 0", {"u": "nonzero", "n": "natural"}),
    ("u != -u", {"u": "nonzero"}),
]


@pytest.mark.parametrize(("statement", "symbols"), APART, ids=[row[0] for row in APART])
def test_what_differs_without_an_order(statement: str, symbols: dict[str, str]) -> None:
    assert (holds(statement, symbols).truth, holds(statement, symbols).trust) == ("proved", "checked")


@pytest.mark.parametrize("symbols", [{"u": "real", "w": "nonzero"}, {"u": "nonzero", "w": "real"}], ids=str)
def test_a_product_with_a_factor_that_may_be_0_may_be_0(symbols: dict[str, str]) -> None:
    assert holds("u w != 0", symbols).truth == "refuted"
