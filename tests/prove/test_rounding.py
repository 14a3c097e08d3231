"""Floor and ceiling: what is proved of them, and what breaks each rule without its side condition."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.ask import holds
from verify.mathematics.rounding import with_integer
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import INTEGER, REAL, Scalar
from verify.term import ONE, add, make, symbol

N = {"N": "integer >= 0", "s": "natural"}
T = {"t": "integer"}
TRUE = [
    ("floor(x) <= x", {}, ()),
    ("x < floor(x) + 1", {}, ()),
    ("x <= ceil(x)", {}, ()),
    ("ceil(x) < x + 1", {}, ()),
    ("floor(x) <= ceil(x)", {}, ()),
    ("floor(t) = t", T, ()),
    ("ceil(3t) = 3t", T, ()),
    ("floor(x + t) = floor(x) + t", T, ()),
    ("ceil(x) = -floor(-x)", {}, ()),
    ("floor(floor(x)) = floor(x)", {}, ()),
    ("floor(x) + floor(y) <= floor(x + y)", {}, ()),
    ("t <= floor(y)", T, ("t <= y",)),
    ("t <= y", T, ("t <= floor(y)",)),
    ("s floor(N/s) <= N", N, ()),
    ("N < s (floor(N/s) + 1)", N, ()),
    ("s t <= N", {**N, **T}, ("t <= floor(N/s)",)),
    ("0 <= x - floor(x)", {}, ()),
    ("1 <= t", T, ("0 < t",)),
    ("t <= 2", T, ("t < 3",)),
    ("2t + 1 <= s", {**N, **T}, ("2t < s",)),
]
FALSE = [
    # the same without the condition that makes it true
    ("floor(x) < x", {}, ()),
    ("x <= floor(x)", {}, ()),
    ("ceil(x) <= floor(x)", {}, ()),
    ("floor(t) = t", {"t": "real"}, ()),
    ("floor(x + t) = floor(x) + t", {"t": "real"}, ()),
    ("floor(x + y) = floor(x) + floor(y)", {}, ()),
    ("floor(x + y) <= floor(x) + floor(y)", {}, ()),
    ("t <= floor(y)", {"t": "real"}, ("t <= y",)),
    ("floor(2x) = 2 floor(x)", {}, ()),
    ("N < s floor(N/s) + 1", N, ()),
]


@pytest.mark.parametrize(("statement", "symbols", "assuming"), TRUE, ids=[row[0] for row in TRUE])
def test_proved_and_checked(statement: str, symbols: dict[str, str], assuming: tuple[str, ...]) -> None:
    verdict = holds(statement, symbols, assuming=assuming)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols", "assuming"), FALSE, ids=[row[0] for row in FALSE])
def test_refuted(statement: str, symbols: dict[str, str], assuming: tuple[str, ...]) -> None:
    assert holds(statement, symbols, assuming=assuming).truth == "refuted"


# ------------------------------------------------------------------------------------------------------------ forged proofs


def ask(statement: str, *hypotheses: str, **symbols: str) -> Question:
    names = declarations(symbols)
    return Question(read_text(statement, names).term, tuple(read_text(each, names).term for each in hypotheses))


def complaint(proof: Proof) -> str:
    return " ".join(recheck(proof))


def test_a_rounding_needs_an_integer_and_both_bounds() -> None:
    question = ask("floor(x) <= x")
    rounded = question.statement.args[0]
    right = with_integer(question, rounded)
    (integer,) = set(right.symbols) - set(question.symbols)

    def forged(premise: Question) -> str:
        return complaint(Proof("rounding", question, (Proof("hypothesis", premise, (), {}),), {"rounded": rounded}))

    assert forged(right) == ""
    assert "another question" in forged(Question(right.statement, (*right.hypotheses, make("le", (integer, ONE)))))
    real = symbol("m", REAL)
    assert "integer" in forged(Question(make("le", (real, question.statement.args[1])), right.hypotheses))


@pytest.mark.parametrize("sort", [REAL, Scalar(lower=Fraction(0))])
def test_a_gap_below_one_is_one_of_integers(sort: Scalar) -> None:
    a, b = symbol("a", sort), symbol("b", INTEGER)
    premise = Question(make("lt", (a, add(b, ONE))), (make("lt", (a, add(b, ONE))),))
    proof = Proof("integer gap", Question(make("le", (a, b)), premise.hypotheses), (Proof("hypothesis", premise, (), {}),), {})
    assert "no inequality of integers" in complaint(proof)


def test_an_equation_needs_both_inequalities() -> None:
    question = ask("a = b", "a <= b", a="integer", b="integer")
    one = Proof("hypothesis", ask("a <= b", "a <= b", a="integer", b="integer"), (), {})
    assert "not the two inequalities" in complaint(Proof("both ways", question, (one,), {}))
    assert "not the two inequalities" in complaint(Proof("both ways", question, (one, one), {}))


@given(st.fractions(max_denominator=7), st.fractions(max_denominator=7), st.sampled_from(["floor", "ceil"]))
def test_what_is_proved_of_numbers_is_so(x: Fraction, y: Fraction, name: str) -> None:
    """Of two numbers, at most one of u < v and v <= u is proved, and it is the right one."""
    u, v = f"{name}(({x.numerator})/{x.denominator})", f"{name}(({y.numerator})/{y.denominator})"
    value = (lambda z: z.__floor__()) if name == "floor" else (lambda z: z.__ceil__())
    assert holds(f"{u} <= {v}").truth == ("proved" if value(x) <= value(y) else "refuted")
