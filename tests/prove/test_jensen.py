"""Jensen's inequality for finite sums: what it proves, and the inputs on which it would be false without a condition."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from verify import holds
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import REAL, Scalar
from verify.term import MINUS_ONE, make, mul, symbol

POSITIVE = {"n": "natural", "x": "sequence n of positive"}
REALS = {"n": "natural", "x": "sequence n of real"}
WEIGHTS = {**REALS, "w": "distribution on 1..n"}
MEAN = "(1/n) sum(x_i, i, 1, n)"

TRUE = {
    "the mean of logarithms": (f"(1/n) sum(log(x_i), i, 1, n) <= log({MEAN})", POSITIVE),
    "written with the division behind": ("sum(log(x_i), i, 1, n)/n <= log(sum(x_i, i, 1, n)/n)", POSITIVE),
    "brought to one side": (f"0 <= log({MEAN}) - (1/n) sum(log(x_i), i, 1, n)", POSITIVE),
    "with a summand on both sides": (f"a + (1/n) sum(log(x_i), i, 1, n) <= log({MEAN}) + a", POSITIVE),
    "a negative logarithm": (f"-log({MEAN}) <= -(1/n) sum(log(x_i), i, 1, n)", POSITIVE),
    "weights with the sum 1": ("exp(sum(w_i x_i, i, 1, n)) <= sum(w_i exp(x_i), i, 1, n)", WEIGHTS),
    "an even power under weights": ("sum(w_i x_i, i, 1, n)^4 <= sum(w_i x_i^4, i, 1, n)", WEIGHTS),
    "the logarithm of a sum of exponentials": ("log(sum(exp(x_i), i, 1, n)) >= (1/n) sum(x_i, i, 1, n) + log(n)", REALS),
    "the exponential of a mean": (f"exp({MEAN}) <= (1/n) sum(exp(x_i), i, 1, n)", REALS),
    "the harmonic mean": (f"n/sum(1/x_i, i, 1, n) <= {MEAN}", POSITIVE),
    "an even power": (f"({MEAN})^4 <= (1/n) sum(x_i^4, i, 1, n)", REALS),
    "an odd power of positive numbers": (f"({MEAN})^3 <= (1/n) sum(x_i^3, i, 1, n)", POSITIVE),
    "a root": (f"(1/n) sum(sqrt(x_i), i, 1, n) <= sqrt({MEAN})", POSITIVE),
    "x log x": (f"(1/n) sum(x_i log(x_i), i, 1, n) >= {MEAN} log({MEAN})", POSITIVE),
    "softplus": (f"log(1+exp({MEAN})) <= (1/n) sum(log(1+exp(x_i)), i, 1, n)", REALS),
    "another function of the values": ("log((1/n) sum(1 + x_i^2, i, 1, n)) >= (1/n) sum(log(1 + x_i^2), i, 1, n)", REALS),
    "two parts with the mean": (
        f"log({MEAN}) + sqrt({MEAN}) >= (1/n) sum(log(x_i) + sqrt(x_i), i, 1, n)", POSITIVE),
    "logarithms under weights": ("sum(w_i log(x_i), i, 1, n) <= log(sum(w_i x_i, i, 1, n))", {**WEIGHTS, **POSITIVE}),
    "the geometric mean": (f"product(x_i, i, 1, n)^(1/n) <= {MEAN}", POSITIVE),
    "the geometric mean under weights": ("product(x_i^(w_i), i, 1, n) <= sum(w_i x_i, i, 1, n)", {**WEIGHTS, **POSITIVE}),
    "a mean size by a root": ("sum(w_i abs(x_i), i, 1, n) <= sqrt(sum(w_i x_i^2, i, 1, n))", WEIGHTS),
    "a mean by a root": ("sum(w_i x_i, i, 1, n) <= sqrt(sum(w_i x_i^2, i, 1, n))", WEIGHTS),
    "a mean of positive numbers is positive": ("0 < sum(w_i x_i, i, 1, n)", {**WEIGHTS, **POSITIVE}),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "symbols"), TRUE.values(), ids=TRUE)
def test_proved_and_accepted(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


MASSES = {"p": "distribution on 1..K", "q": "distribution on 1..K"}
# where one of the places has no value, neither has the sum
WHERE_DEFINED = {
    "quotients of masses": ("sum(p_k log(q_k/p_k), k, 1, K) <= log(sum(p_k (q_k/p_k), k, 1, K))", MASSES),
    "the sign turned": ("-sum(p_k log(q_k/p_k), k, 1, K) >= -log(sum(p_k (q_k/p_k), k, 1, K))", MASSES),
    "logarithms of real numbers": ("sum(w_i log(x_i), i, 1, n) <= log(sum(w_i x_i, i, 1, n))", WEIGHTS),
}


@pytest.mark.parametrize(("statement", "symbols"), WHERE_DEFINED.values(), ids=WHERE_DEFINED)
def test_proved_where_both_sides_are_defined(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


NOT_TRUE = {
    "a root of the mean of sizes": ("sqrt(sum(w_i abs(x_i), i, 1, n)) <= sum(w_i x_i^2, i, 1, n)", WEIGHTS),
    "a mean square below its mean": ("sqrt(sum(w_i x_i^2, i, 1, n)) <= sum(w_i abs(x_i), i, 1, n)", WEIGHTS),
    "quotients of masses, the other way round": (
        "sum(p_k log(q_k/p_k), k, 1, K) >= log(sum(p_k (q_k/p_k), k, 1, K))", MASSES),
    "logarithms over another range": (
        "sum(w_i log(x_i), i, 1, n-1) <= log(sum(w_i x_i, i, 1, n))", {**WEIGHTS, "n": "integer in 2..9"}),
    "the other way round": (f"log({MEAN}) <= (1/n) sum(log(x_i), i, 1, n)", POSITIVE),
    "weights without the sum 1": (
        "sum(w_i log(x_i), i, 1, n) <= log(sum(w_i x_i, i, 1, n))", {**POSITIVE, "w": "sequence n of positive"}),
    "weights of any sign": (
        "sum(w_i, i, 1, n) = 1 implies exp(sum(w_i x_i, i, 1, n)) <= sum(w_i exp(x_i), i, 1, n)",
        {**REALS, "w": "sequence n of real"}),
    "a range that is one longer than the weights say": (
        "(1/(n+1)) sum(log(x_i), i, 1, n) <= log((1/(n+1)) sum(x_i, i, 1, n))", POSITIVE),
    "an odd power of any numbers": (f"({MEAN})^3 <= (1/n) sum(x_i^3, i, 1, n)", REALS),
    "a function that bends both ways": (f"sin({MEAN}) >= (1/n) sum(sin(x_i), i, 1, n)", POSITIVE),
    "the sum for the mean": ("exp(sum(x_i, i, 1, n)) <= (1/n) sum(exp(x_i), i, 1, n)", REALS),
    "a constant too much": ("log(sum(exp(x_i), i, 1, n)) >= (1/n) sum(x_i, i, 1, n) + n", REALS),
    "a range that may be empty": (
        "(1/n) sum(log(x_i), i, 1, m) <= log((1/n) sum(x_i, i, 1, m))",
        {"n": "natural", "m": "natural", "x": "sequence m of positive"}),
    "a mean that is 0": ("0 < sum(w_i x_i^2, i, 1, n)", WEIGHTS),
    "weights that may all be 0": ("0 < sum(w_i x_i, i, 1, n)", {**POSITIVE, "w": "sequence n of nonnegative"}),
    "the arithmetic mean below the geometric one": (f"{MEAN} <= product(x_i, i, 1, n)^(1/n)", POSITIVE),
    "a geometric mean without its root": (f"product(x_i, i, 1, n) <= {MEAN}", POSITIVE),
    "a geometric mean of any numbers": (f"product(x_i, i, 1, n)^(1/n) <= {MEAN}", REALS),
    "a geometric mean under weights of another sum": (
        "product(x_i^(w_i), i, 1, n) <= sum(w_i x_i, i, 1, n)", {**POSITIVE, "w": "sequence n of positive"}),
    "no terms at all": ("0 < sum(exp(x_i), i, 1, n)", {"n": "integer >= 0", "x": "sequence n of real"}),
    "no terms, and a mean that has a value": (
        "sum(log(x_i), i, 1, n) + 1 <= log(sum(x_i, i, 1, n) + 1)", {"n": "integer >= 0", "x": "sequence n of positive"}),
    "never less": (f"exp({MEAN}) < (1/n) sum(exp(x_i), i, 1, n)", REALS),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "symbols"), NOT_TRUE.values(), ids=NOT_TRUE)
def test_not_proved(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert verdict.truth != "proved"
    assert not any("contradiction" in reason or "did not accept" in reason for reason in verdict.reasons)


def step(statement: str, symbols: dict[str, str]) -> Proof:
    found = prove(Question(read_text(statement, declarations(symbols)).term), Fuel())
    assert isinstance(found, Proof)
    while found.rule != "Jensen":
        (found,) = found.premises
    return found


def test_forged_steps_are_rejected() -> None:
    good = step(*TRUE["the mean of logarithms"])
    assert recheck(good) == ()
    half_line = Scalar(lower=Fraction(0))
    taken = symbol("x", half_line)
    for place in range(len(good.premises)):
        assert recheck(replace(good, premises=good.premises[:place] + good.premises[place + 1 :])) != ()
    forged = {
        "another function": {"function": mul(MINUS_ONE, good.data["function"])},
        "weights of another sum": {"weight": mul(good.data["weight"], good.data["weight"])},
        "an interval on which it is not defined": {"point": symbol("t", REAL)},
        "a point that means something else": {"point": taken},
        "a range that begins elsewhere": {"lower": MINUS_ONE},
        "something else": {"more": MINUS_ONE},
    }
    for name, data in forged.items():
        assert recheck(replace(good, data={**good.data, **data})) != (), name
    left, right = good.question.statement.args
    turned = Question(make("le", (right, left)))
    assert recheck(replace(good, question=turned)) != ()


def test_logarithms_of_quotients_by_the_weights() -> None:
    """Where a weight is 0 the left side has no value; the mean without the logarithm is no bound."""
    symbols = {**WEIGHTS, "v": "distribution on 1..n", "y": "sequence n of real"}
    found = holds("sum(w_i log(v_i exp(y_i)/w_i), i, 1, n) <= log(sum(v_i exp(y_i), i, 1, n))", symbols)
    assert (found.truth, found.trust) == ("proved", "checked"), found.reasons
    assert holds("sum(w_i log(v_i exp(y_i)/w_i), i, 1, n) <= sum(v_i y_i, i, 1, n)", symbols).truth == "refuted"
