"""The check of limits: real proofs are accepted and survive a certificate, changed ones are not; limits at points."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from verify.certificate import Certificate, from_json, to_json
from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove import prove
from verify.question import Counterexample, Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.sort import NATURAL, REAL, Scalar
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    binder,
    call,
    divide,
    equal,
    exp,
    log,
    make,
    mul,
    negate,
    number,
    power,
    relation,
    substitute,
    symbol,
)


def asked(statement: str, words: dict[str, str] | None = None, *hypotheses: str) -> Question:
    symbols = declarations(words or {})
    return Question(read_text(statement, symbols).term, tuple(read_text(each, symbols).term for each in hypotheses))


def proof_of(question: Question) -> Proof:
    found = prove(question, Fuel())
    assert isinstance(found, Proof), found
    return found


REAL_PROOFS: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "a geometric sequence": ("limit(q^t, t, inf) = 0", {"q": "in (0, 1)"}, ()),
    "a geometric sequence that grows": ("limit(q^t, t, inf) = inf", {"q": "real > 1"}, ()),
    "a rate of descent": ("limit((1 - a b)^t, t, inf) = 0", {"a": "positive", "b": "positive"}, ("a b < 1",)),
    "two exponentials": ("limit(exp(a t) - exp(b t), t, inf) = -inf", {"a": "real", "b": "positive"}, ("a < b",)),
    "a polynomial and an exponential": ("limit(t^a exp(-c t), t, inf) = 0", {"a": "real", "c": "positive"}, ()),
    "a rational function": ("limit((a x + b)/(c x + 1), x, inf) = a/c", {"a": "real", "b": "real", "c": "nonzero"}, ()),
    "compound interest": ("limit((1 + a/t)^t, t, inf) = exp(a)", {"a": "real"}, ()),
    "a derivative": ("limit((exp(a x) - 1)/x, x, 0) = a", {"a": "real"}, ()),
    "a pole": ("limit(c/(x - a)^2, x, a) = inf", {"a": "real", "c": "positive"}, ()),
    "a saturated function": ("limit(tanh(a x), x, inf) = 1", {"a": "positive"}, ()),
    "a sum of unlike terms": (
        "limit(sum(l_k^t w_k, k, 1, n), t, inf) = 0",
        {"l": "sequence n of in (0, 1)", "w": "sequence n of real", "n": "natural"}, ()),
    "a limit in an inequality": ("limit(q^t, t, inf) < 1/2", {"q": "in (0, 1)"}, ()),
}  # fmt: skip

NAMES = list(REAL_PROOFS)


def real_proof(name: str) -> Proof:
    statement, words, hypotheses = REAL_PROOFS[name]
    return proof_of(asked(statement, words, *hypotheses))


def limit_step(proof: Proof) -> Proof:
    """The step that has expanded a limit."""
    pending = [proof]
    while pending:
        step = pending.pop(0)
        if step.rule == "limit":
            return step
        pending.extend(step.premises)
    raise AssertionError("no limit")


@pytest.mark.parametrize("name", NAMES)
def test_a_real_proof_is_accepted(name: str) -> None:
    assert recheck(real_proof(name)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_real_proof_survives_its_certificate(name: str) -> None:
    proof = real_proof(name)
    text = json.dumps(to_json(Certificate("a-limit", (("", proof),))))
    ((_, back),) = from_json(json.loads(text)).proofs
    assert back.question == proof.question
    assert recheck(back) == ()


@pytest.mark.parametrize("name", NAMES)
def test_another_value_is_rejected(name: str) -> None:
    step = limit_step(real_proof(name))
    term, value = step.question.statement.args
    for other in (add(value, ONE), INFINITY, MINUS_INFINITY, negate(value), mul(TWO, value), symbol("z", REAL)):
        if other is not value and not (value is ZERO and other in (negate(ZERO), mul(TWO, ZERO))):
            changed = replace(step, question=Question(equal(term, other), step.question.hypotheses))
            assert recheck(changed), other


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_is_only_written_otherwise_is_accepted(name: str) -> None:
    step = limit_step(real_proof(name))
    term, value = step.question.statement.args
    if value not in (INFINITY, MINUS_INFINITY):
        assert recheck(replace(step, question=Question(equal(term, add(value, ZERO)), step.question.hypotheses))) == ()


@pytest.mark.parametrize("name", [
    "a geometric sequence", "a geometric sequence that grows", "a rate of descent", "two exponentials",
    "a sum of unlike terms"])  # fmt: skip
def test_no_proof_without_its_premises(name: str) -> None:
    """Those are left out that rest on the form of the coefficients alone."""
    assert recheck(replace(limit_step(real_proof(name)), premises=()))


@pytest.mark.parametrize("name", NAMES)
def test_a_premise_of_another_sign_is_rejected(name: str) -> None:
    step = limit_step(real_proof(name))
    for place, premise in enumerate(step.premises):
        statement = premise.question.statement
        if statement.op == "lt":
            turned = replace(premise, question=Question(make("lt", statement.args[::-1]), premise.question.hypotheses))
            assert recheck(replace(step, premises=(*step.premises[:place], turned, *step.premises[place + 1 :])))


@pytest.mark.parametrize("name", ["a rate of descent", "two exponentials"])
def test_a_proof_does_not_hold_without_its_hypothesis(name: str) -> None:
    step = limit_step(real_proof(name))
    assert recheck(replace(step, question=Question(step.question.statement)))


def exchanged(proof: Proof, old: Term, new: Term) -> Proof:
    """The proof with another symbol throughout."""
    question = Question(substitute(proof.question.statement, {old: new}),
                        tuple(substitute(each, {old: new}) for each in proof.question.hypotheses))  # fmt: skip
    return Proof(proof.rule, question, tuple(exchanged(each, old, new) for each in proof.premises), proof.data)


@pytest.mark.parametrize("sort", [
    REAL, Scalar(), Scalar(lower=None, upper=ONE.fraction), Scalar(lower=ZERO.fraction, upper=ONE.fraction, upper_open=False),
    Scalar(lower=MINUS_ONE.fraction, upper=ONE.fraction), Scalar(lower=ZERO.fraction), NATURAL])  # fmt: skip
def test_a_base_of_another_sort_is_rejected(sort: Scalar) -> None:
    proof = real_proof("a geometric sequence")
    q = next(name for name in proof.question.symbols)
    assert recheck(exchanged(proof, q, symbol("q", sort)))


# ----------------------------------------------------------------------------------------------------- forged by hand

x, t, q = symbol("x", REAL), symbol("t", REAL), symbol("q", REAL)
k = symbol("k", NATURAL)
half = number(1, 2)


def tends(body: Term, name: Term, point: Term, value: Term, side: str = "both") -> Proof:
    """A claim of the rule without any premise."""
    return Proof("limit", Question(canonical(equal(binder("limit", name, point, body, value=side), value))))



FORGED = {
    "a pole from both sides": tends(divide(ONE, x), x, ZERO, INFINITY),
    "a jump from both sides": tends(call("sign", x), x, ZERO, ONE),
    "the jump itself": tends(call("sign", x), x, ZERO, ZERO),
    "the other infinity": tends(divide(ONE, x), x, ZERO, MINUS_INFINITY, "+"),
    "an infinity for a number": tends(divide(ONE, x), x, INFINITY, INFINITY),
    "a sine": tends(call("sin", x), x, INFINITY, ZERO),
    "a sine that grows": tends(mul(x, call("sin", x)), x, INFINITY, INFINITY),
    "a logarithm on the wrong side": tends(log(x), x, ZERO, MINUS_INFINITY, "-"),
    "a logarithm on both sides": tends(log(x), x, ZERO, MINUS_INFINITY),
    "a root on both sides": tends(power(x, half), x, ZERO, ZERO),
    "0 * oo": tends(mul(exp(x), exp(negate(x)), TWO), x, INFINITY, ZERO),
    "oo - oo": tends(add(power(x, 2), negate(x)), x, INFINITY, ZERO),
    "1^oo": tends(power(add(ONE, divide(ONE, x)), x), x, INFINITY, ONE),
    "a division by what is 0 throughout": tends(divide(ZERO, add(x, negate(x))), x, INFINITY, ZERO),
    "a negative base without steps": tends(power(number(-1, 2), x), x, INFINITY, ZERO),
    "-1 in steps": tends(power(MINUS_ONE, k), k, INFINITY, ZERO),
    "a base of any sign in steps": tends(power(q, k), k, INFINITY, ZERO),
    "integers near a number": tends(divide(ONE, k), k, ONE, ONE),
    "naturals at minus infinity": tends(divide(ONE, k), k, MINUS_INFINITY, ZERO),
    "an unknown coefficient": tends(mul(q, x), x, INFINITY, INFINITY),
    "a parity that is not known": tends(exp(mul(q, x)), x, INFINITY, ZERO),
    "a side that does not exist": tends(x, x, ZERO, ZERO, "left"),
    "another function beyond its interval": tends(call("acos", x), x, ONE, ZERO),
    "gamma at a pole": tends(call("gamma", x), x, ZERO, INFINITY),
    "a fractional part": tends(add(x, negate(call("floor", x))), x, INFINITY, ZERO),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_limit_is_rejected(name: str) -> None:
    assert recheck(FORGED[name])


ACCEPTED = {
    "a pole from one side": tends(divide(ONE, x), x, ZERO, INFINITY, "+"),
    "a quotient": tends(divide(ONE, x), x, INFINITY, ZERO),
    "1^oo": tends(power(add(ONE, divide(ONE, x)), x), x, INFINITY, exp(ONE)),
    "0 * oo": tends(mul(exp(x), exp(negate(x)), TWO), x, INFINITY, TWO),
    "oo - oo": tends(add(power(x, 2), negate(x)), x, INFINITY, INFINITY),
    "bounded times vanishing": tends(divide(call("sin", x), x), x, INFINITY, ZERO),
    "a symbol with a rational sort": tends(divide(x, add(x, ONE)), x, ZERO, ZERO),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_needs_no_premise_is_accepted_without(name: str) -> None:
    assert recheck(ACCEPTED[name]) == ()


def test_a_limit_is_not_replaced_below_a_derivative() -> None:
    """d/da of a limit that is known at a = 1 only says nothing."""
    a = symbol("a", REAL)
    term = canonical(binder("limit", x, INFINITY, divide(mul(a, x), add(x, ONE)), value="both"))
    known = Proof("limit", Question(equal(term, a)))
    statement = equal(make("derivative", (term, a), 1), ONE)
    rest = Proof("normal form", Question(substitute(statement, {term: a})))
    reasons = recheck(Proof("limit values", Question(statement), (known, rest)))
    assert any("no relation of values" in reason for reason in reasons)


def test_a_limit_exists_only_with_its_constants() -> None:
    """log(a) has to have a value, though it does not count in the limit."""
    a = symbol("a", REAL)
    term = canonical(binder("limit", x, INFINITY, divide(log(a), x), value="both"))
    found = Proof("limit", Question(equal(term, ZERO)))
    assert recheck(found) == ()
    assert recheck(Proof("limit exists", Question(make("is_defined", (term,))), (found,)))


# ------------------------------------------------------------------------------------------------------ limits at points

CONFIRMED = {
    "a geometric sequence": ("limit(q^t, t, inf) = 1", {"q": "in (0, 1)"}, (), {"q": "1/2"}, "0", "1"),
    "an infinite limit": ("limit(q^t, t, inf) = 0", {"q": "positive"}, (), {"q": "2"}, "oo", "0"),
    "an infinite value": ("limit(q^t, t, inf) = inf", {"q": "positive"}, (), {"q": "1"}, "1", "oo"),
    "an irrational limit": ("limit((1 + a/t)^t, t, inf) = 1", {"a": "real"}, (), {"a": "1"}, "2.718...", "1"),
    "a limit within a sum": (
        "a + limit(q^t, t, inf) = 2 a", {"q": "in (0, 1)", "a": "real"}, (), {"q": "1/2", "a": "1"}, "1", "2"),
    "a sum of limits": (
        "limit(sum(l_k^t, k, 1, n), t, inf) = n", {"l": "sequence n of in (0, 1)", "n": "natural"}, (),
        {"n": "2", "l": "(1/2, 1/3)"}, "0", "2"),
    "an inequality": ("limit(q^t, t, inf) > 0", {"q": "in (0, 1)"}, (), {"q": "1/2"}, "0", "0"),
    "a point by name": ("limit(x^2, x, a) = a", {"a": "real"}, (), {"a": "2"}, "4", "2"),
}  # fmt: skip

NOT_CONFIRMED = {
    "the statement holds": ("limit(q^t, t, inf) = 0", {"q": "positive"}, (), {"q": "1/2"}, "contradicted"),
    "infinities agree": ("limit(q^t, t, inf) = inf", {"q": "positive"}, (), {"q": "2"}, "contradicted"),
    "a point outside of the sort": ("limit(q^t, t, inf) = 0", {"q": "in (0, 1)"}, (), {"q": "2"}, "invalid"),
    "a point against a hypothesis": ("limit(q^t, t, inf) = 0", {"q": "positive"}, ("q < 1",), {"q": "2"}, "contradicted"),
    "no limit": ("limit(sin(a t), t, inf) = 1", {"a": "real"}, (), {"a": "1"}, "unsupported"),
    "no limit from both sides": ("limit(a/x, x, 0) = 1", {"a": "real"}, (), {"a": "1"}, "unsupported"),
    "a function without values": ("limit(q^t, t, inf) = 1", {"q": "real"}, (), {"q": "-1/2"}, "unsupported"),
    "a constant without a value": ("limit(log(a)/x, x, inf) = 1", {"a": "real"}, (), {"a": "-1"}, "invalid"),
    "a value without a value": ("limit(a/x, x, inf) = log(a)", {"a": "real"}, (), {"a": "-1"}, "invalid"),
    "a limit that is shown wrongly": ("limit(q^t, t, inf) = 1", {"q": "in (0, 1)"}, (), {"q": "1/2"}, "invalid"),
}


@pytest.mark.parametrize("name", CONFIRMED)
def test_confirmed(name: str) -> None:
    statement, words, hypotheses, point, left, right = CONFIRMED[name]
    question = asked(statement, words, *hypotheses)
    if question.statement.op == "lt":
        left, right = right, left
    assert check_refutation(question, Counterexample(tuple(point.items()), left, right)).status == "confirmed"


@pytest.mark.parametrize("name", NOT_CONFIRMED)
def test_not_confirmed(name: str) -> None:
    statement, words, hypotheses, point, status = NOT_CONFIRMED[name]
    question = asked(statement, words, *hypotheses)
    assert check_refutation(question, Counterexample(tuple(point.items()), "1/7", "1")).status == status


def test_the_facts_of_a_premise_hold_under_its_hypotheses_only() -> None:
    """0 < q under q = 1 is no fact of q."""
    c = symbol("c", REAL)
    positive = Proof("hypothesis", Question(relation("lt", ZERO, c), (relation("lt", ZERO, c),)))
    statement = tends(exp(mul(MINUS_ONE, c, x)), x, INFINITY, ZERO).question.statement
    assert recheck(Proof("limit", Question(statement, (relation("lt", ZERO, c),)), (positive,))) == ()
    assert recheck(Proof("limit", Question(statement), (positive,)))
