"""Forged steps of the rules for integrals that vary, and for arcs: none is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import MINUS_ONE, Term, make

X = {"x": "positive"}

# rule -> a statement whose proof has a step of it
STATEMENTS = {
    "derivative of an integral": ("diff(integral(sin(t)/t, t, 1, x), x) = sin(x)/x", X),
    "values at the ends": ("integral(exp(t^3), t, 0, x) = -integral(exp(t^3), t, x, 0)", X),
    "arc": ("0 < cos(x)", {"x": "in (-1, 1)"}),
}


def _steps(proof: Proof) -> Iterator[Proof]:
    yield proof
    for premise in proof.premises:
        yield from _steps(premise)


def _step(rule: str) -> Proof:
    statement, symbols = STATEMENTS[rule]
    found = prove(Question(read_text(statement, declarations(symbols)).term), Fuel())
    assert isinstance(found, Proof)
    return next(step for step in _steps(found) if step.rule == rule)


@pytest.mark.parametrize("rule", STATEMENTS)
def test_a_step_is_accepted_and_no_part_of_it_may_be_left_out(rule: str) -> None:
    good = _step(rule)
    assert recheck(good) == ()
    for place in range(len(good.premises)):
        assert recheck(replace(good, premises=good.premises[:place] + good.premises[place + 1 :])) != ()


@pytest.mark.parametrize("rule", STATEMENTS)
def test_a_step_of_another_statement_is_rejected(rule: str) -> None:
    good = _step(rule)
    left, right = good.question.statement.args
    doubled = make("add", (right, right))
    for forged in (make(good.question.statement.op, (left, doubled)), make(good.question.statement.op, (right, left))):
        if forged is not good.question.statement:
            assert recheck(replace(good, question=Question(forged, good.question.hypotheses))) != ()


@pytest.mark.parametrize("rule", [rule for rule in STATEMENTS if rule != "values at the ends"])
def test_a_step_with_other_data_is_rejected(rule: str) -> None:
    good = _step(rule)
    for name, value in good.data.items():
        other = MINUS_ONE if isinstance(value, Term) else 7 if type(value) is int else None
        assert recheck(replace(good, data={**good.data, name: other})) != (), name
