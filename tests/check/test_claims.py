"""What `check` demands of a claim, each demand with a claim that does not meet it."""

from __future__ import annotations

from typing import Any

import pytest

from verify.check import ClaimReport, check
from verify.claim import (
    Argmin,
    AtLeast,
    AtMost,
    Below,
    Claim,
    Convex,
    Equal,
    Equivalent,
    Increasing,
    Measurement,
    Multipliers,
    NoSuch,
    SetEquality,
    calc,
    cases,
    induction,
)
from verify.problem import InputError
from verify.question import Question
from verify.read.declare import declarations
from verify.term import ONE, add, number, power, relation

SQUARE = Equal("(x+1)^2", "x^2 + 2x + 1")
LEAST_SQUARE = Argmin("x^2", over="x", at="0")
EXPANDED = calc("(x+1)^2").eq("(x+1)(x+1)", by="definition of the square").eq("x^2 + 2x + 1", by="expand")


def in_order(claim: Claim) -> ClaimReport:
    report = check(claim)
    assert report.ok, report
    return report


GOOD = {
    "an equality by a chain": Claim(statement=SQUARE, proof=EXPANDED),
    "an equality left to the engine": Claim(statement=SQUARE),
    "an equality in one text": Claim(statement="(x+1)^2 = x^2 + 2x + 1"),
    "a chain from right to left": Claim(statement=Equal("x^2 + 2x + 1", "(x+1)^2"), proof=EXPANDED),
    "a chain that begins at another form of the statement": Claim(
        statement=SQUARE, proof=calc("(1+x)^2").eq("x^2 + 2x + 1", by="expand")
    ),
    "an inequality by = and <=": Claim(
        statement=AtMost("2x", "x^2 + 1"), proof=calc("2x").eq("x^2 + 1 - (x-1)^2", by="expand").le("x^2 + 1", by="a square")
    ),
    "an inequality read from the other side": Claim(
        statement=AtLeast("x^2 + 1", "2x"), proof=calc("x^2 + 1").eq("2x + (x-1)^2", by="expand").ge("2x", by="a square")
    ),
    "three cases that cover": Claim(
        statement=AtMost("min(x, 1)", "1"), proof=cases(("x < 0", None), ("0 <= x and x < 1", None), ("x >= 1", None))
    ),
    "cases that cover": Claim(
        statement=Equal("max(x, -x)", "abs(x)"), proof=cases(("x >= 0", None), ("x < 0", None))
    ),
    "a mistake instead of the right side": Claim(statement=SQUARE, mistakes={"no mixed term": "x^2 + 1"}),
    "a mistake as a whole statement": Claim(statement=SQUARE, mistakes={"linear": Equal("x + 1", "x")}),
    "an assumption that can be met": Claim(statement=Below("x", "y + 1"), assuming=("x < y",)),
    "a false statement": Claim(statement=Equal("(x+1)^2", "x^2 + 1"), verdict=False),
    "a false statement with its counterexample": Claim(
        statement=Equal("(x+1)^2", "x^2 + 1"), verdict=False, counterexample={"x": "1/2"}
    ),
    "two parts": Claim(parts={"first": Claim(statement=SQUARE), "second": Claim(statement=Equal("x - x", "0"))}),
    "a set, by two inclusions": Claim(statement=SetEquality("x", "2x <= 2", "x <= 1")),
    "an equivalence": Claim(
        statement=Equivalent(Equal("x + b", "x"), Equal("b", "0")), mistakes={"a wrong value": Equal("b", "1")}
    ),
    "an assumption in the language of claims": Claim(statement=Below("x", "y + 1"), assuming=(Below("x", "y"),)),
    "a minimum": Claim(statement=Argmin("(x-a)^2", over="x", at="a", minimum="0"), mistakes={"shifted": "a + 1"}),
    "an increasing function": Claim(statement=Increasing("x^3", over="x"), mistakes={"even": Increasing("x^2", over="x")}),
    "a convex function": Claim(statement=Convex("x^2", over="x"), mistakes={"concave": Convex("-x^2", over="x")}),
    "no such numbers": Claim(
        statement=NoSuch(("b = 0", "w + b = 1", "v + b = 1", "w + v + b = 0")), proof=Multipliers((1, -1, -1, 1))
    ),
    "an induction": Claim(statement=AtLeast("2^n", "n + 1"), symbols={"n": "natural"}, proof=induction("n")),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_in_order(name: str) -> None:
    report = in_order(GOOD[name])
    assert report.steps
    assert all(mistake.verdict.counterexample for mistake in report.mistakes)


NOT_IN_ORDER = {
    "a wrong statement": Claim(statement=Equal("(x+1)^2", "x^2 + 1")),
    "a wrong step": Claim(
        statement=SQUARE, proof=calc("(x+1)^2").eq("x^2 + 1", by="wrong").eq("x^2 + 2x + 1", by="wrong again")
    ),
    "a chain that ends elsewhere": Claim(
        statement=SQUARE, proof=calc("(x+1)^2").eq("(x+1)(x+1)", by="square").eq("(x+1)(x+1) + x", by="?")
    ),
    "a chain of something else": Claim(statement=SQUARE, proof=calc("x").eq("x + 0", by="nothing added")),
    "a chain that shows too little": Claim(
        statement=Below("2x - 1", "x^2 + 1"), proof=calc("2x - 1").le("x^2", by="a square").le("x^2 + 1", by="add 1")
    ),
    "a chain that goes the other way": Claim(statement=AtMost("x^2 + 1", "2x"), proof=calc("x^2 + 1").ge("2x", by="a square")),
    "cases that are undefined at a point": Claim(
        statement=Equal("max(x, -x)", "abs(x)"), proof=cases(("1/x > 0", None), ("1/x <= 0", None))
    ),
    "cases that leave a point out": Claim(
        statement=Equal("max(x, -x)", "abs(x)"), proof=cases(("x > 0", None), ("x < 0", None))
    ),
    "a mistake that is none": Claim(statement=SQUARE, mistakes={"another order": "2x + x^2 + 1"}),
    "a false statement that is true": Claim(statement=SQUARE, verdict=False),
    "a counterexample that is none": Claim(statement=Equal("(x+1)^2", "x^2 + 1"), verdict=False, counterexample={"x": 0}),
    "a counterexample that breaks the assumption": Claim(
        statement=Equal("(x+1)^2", "x^2 + 1"), verdict=False, assuming=("x < 0",), counterexample={"x": 1}
    ),
    "one wrong part": Claim(parts={"first": Claim(statement=SQUARE), "second": Claim(statement=Equal("x", "x + 1"))}),
    "one inclusion only": Claim(statement=SetEquality("x", "x^2 <= 1", "abs(x) <= 2")),
    "a local minimum": Claim(statement=Argmin("x^3 - x", over="x", at="1/sqrt(3)")),
    "a minimum that is not the only one": Claim(statement=Argmin("(x^2 - 1)^2", over="x", at="1")),
    "a minimum outside of the domain": Claim(statement=Argmin("x^2", over="x", at="0"), symbols={"x": "positive"}),
    "an induction without a base": Claim(
        statement=Equal("sum(k, k, 1, n)", "n(n+1)/2 + 1"), symbols={"n": "natural"}, proof=induction("n")
    ),
    "multipliers that do not add up": Claim(
        statement=NoSuch(("b = 0", "w + b = 1", "v + b = 1", "w + v + b = 0")), proof=Multipliers((1, 1, 1, 1))
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_IN_ORDER)
def test_not_in_order(name: str) -> None:
    report = check(NOT_IN_ORDER[name])
    assert not report.ok
    assert report.problem is None


def test_a_wrong_step_does_not_make_the_statement_wrong() -> None:
    report = check(NOT_IN_ORDER["a wrong step"])
    assert report.verdict.truth == "undecided"
    assert report.verdict.counterexample is None
    assert [step.verdict.truth for step in report.steps] == ["refuted", "refuted"]
    assert "'wrong'" in report.verdict.reasons[0]


REJECTED: dict[str, tuple[Claim, str]] = {
    "a chain in both directions": (
        Claim(statement=AtMost("x", "x + 1"), proof=calc("x").le("x + 2", by="a").ge("x + 1", by="b")), "mixed-directions"),
    "a chain without a step": (Claim(statement=SQUARE, proof=calc("x")), "empty-proof"),
    "assumptions that nothing meets": (Claim(statement=SQUARE, assuming=("x < 0", "x > 0")), "about-nothing"),
    "an example that does not meet them": (
        Claim(statement=SQUARE, assuming=("x < 0",), example={"x": 1}), "about-nothing"),
    "a statement that is already true": (Claim(statement=True), "already-true"),
    "one proof for three obligations": (Claim(statement=LEAST_SQUARE, proof=calc("x").eq("x", by="")), "malformed-claim"),
    "a proof of what is not asked": (Claim(statement=LEAST_SQUARE, proof={"locale": None}), "malformed-claim"),
    "an induction over a real": (Claim(statement=Equal("x", "x"), proof=induction("x")), "malformed-claim"),
    "an induction over all integers": (
        Claim(statement=Equal("n", "n + 0"), symbols={"n": "integer"}, proof=induction("n")), "malformed-claim"),
    "an inequality with a negative multiplier": (
        Claim(statement=NoSuch(("x <= 0", "x >= 1")), proof=Multipliers((-1, 1))), "malformed-claim"),
    "a counterexample outside of the domain": (
        Claim(statement=Equal("x", "x + 1"), symbols={"x": "positive"}, verdict=False, counterexample={"x": -1}),
        "outside-the-domain"),
    "a counterexample for an unknown name": (
        Claim(statement=Equal("x", "x + 1"), verdict=False, counterexample={"y": 1}), "unknown-name"),
    "a proof of a false statement": (Claim(statement=Equal("x", "x + 1"), verdict=False, proof=EXPANDED), "malformed-claim"),
    "a minimum at a place that moves": (Claim(statement=Argmin("x^2", over="x", at="x/2")), "malformed-claim"),
    "convexity over the nonzero numbers": (
        Claim(statement=Convex("1/x^2", over="x"), symbols={"x": "nonzero"}), "domain-not-convex"),
    "a value as a statement": (Claim(statement="x + 1"), "not-a-statement"),
    "a statement of two shapes": (Claim(statement=Equal("A", "1"), symbols={"A": "matrix n n"}), "shape-mismatch"),
}  # fmt: skip


@pytest.mark.parametrize("name", REJECTED)
def test_rejected_with_a_message(name: str) -> None:
    claim, kind = REJECTED[name]
    with pytest.raises(InputError) as caught:
        check(claim)
    assert caught.value.problem.kind == kind


@pytest.mark.parametrize(
    ("kwargs", "seen"),
    [
        ({}, "neither"),
        ({"statement": SQUARE, "parts": {"a": Claim(statement=SQUARE)}}, "and parts"),
        ({"parts": {"a": Claim(statement=SQUARE)}, "mistakes": {"b": "x"}}, "beside parts"),
        ({"statement": SQUARE, "assuming": "x < y"}, "assuming"),
    ],
)
def test_a_malformed_claim_is_not_built(kwargs: dict[str, Any], seen: str) -> None:
    with pytest.raises(InputError, match=seen):
        Claim(**kwargs)


@pytest.mark.parametrize(
    "kwargs", [{"scope": "n = 1"}, {"cited": {"any n": "a theorem"}}, {"numbers": list}, {"plot": print}], ids=str
)
def test_a_part_leaves_scope_and_numbers_to_the_whole(kwargs: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="in the part 'one'"):
        Claim(parts={"one": Claim(statement=SQUARE, **kwargs)})


def test_what_is_measured_has_to_agree() -> None:
    def numbers(rng: Any) -> list[Measurement]:
        return [Measurement("mean", 0.0, float(rng.normal(size=1000).mean()), 0.2)]

    assert check(Claim(statement=SQUARE, numbers=numbers), seed="a").ok
    wrong = Claim(statement=SQUARE, numbers=lambda rng: [Measurement("nan", 0.0, float("nan"), 1.0)])
    assert not check(wrong).ok


def test_data_is_drawn_alike_in_every_run() -> None:
    claim = Claim(statement=SQUARE, numbers=lambda rng: [Measurement("draw", 0.0, float(rng.normal()), 9.0)])
    assert check(claim, seed="a").measurements == check(claim, seed="a").measurements
    assert check(claim, seed="a").measurements != check(claim, seed="b").measurements


def test_a_measurement_that_fails_is_named() -> None:
    with pytest.raises(InputError, match="ZeroDivisionError"):
        check(Claim(statement=SQUARE, numbers=lambda rng: [Measurement("x", 0.0, 1 / 0, 1.0)]))


def test_the_hypothesis_of_an_induction_is_the_statement_itself() -> None:
    report = check(GOOD["an induction"])
    n = declarations({"n": "natural"})["n"]
    step = next(step for step in report.steps if step.by.startswith("step"))
    assert isinstance(step.question, Question)
    two = number(2)
    assert step.question.hypotheses == (relation("le", add(n, ONE), power(two, n)),)
    assert step.question.statement is relation("le", add(add(n, ONE), ONE), power(two, add(n, ONE)))


def test_what_is_only_cited_is_not_checked() -> None:
    report = check(Claim(statement=SQUARE, scope="n = 1", cited={"the same for any n": "Binomial theorem"}))
    assert (report.verdict.truth, report.verdict.trust, report.ok) == ("proved", "cited", True)
    assert (report.scope, report.cited) == ("n = 1", (("the same for any n", "Binomial theorem"),))


def test_a_citation_does_not_save_a_wrong_claim() -> None:
    report = check(Claim(statement=Equal("(x+1)^2", "x^2 + 1"), cited={"the same for any n": "Binomial theorem"}))
    assert (report.verdict.truth, report.ok) == ("refuted", False)
