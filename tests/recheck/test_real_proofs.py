"""The independent check accepts real proofs, and of changed ones only what is still right."""

from __future__ import annotations

import random

import pytest

from tests import oracle, oracle_term
from tests.recheck.forging import forged
from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove.cells import prove_equality
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import COMPLEX, INTEGER, NATURAL, NONNEGATIVE, POSITIVE, REAL, Function
from verify.term import (
    IMAGINARY,
    ONE,
    TRUE,
    ZERO,
    add,
    apply,
    call,
    divide,
    equal,
    exp,
    log,
    make,
    mul,
    number,
    piecewise,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
)

x, y = symbol("x", REAL), symbol("y", REAL)
a, n, w, nonneg = symbol("a", POSITIVE), symbol("n", NATURAL), symbol("w", COMPLEX), symbol("u", NONNEGATIVE)
h = symbol("h", Function(1, COMPLEX))
m, k = symbol("m", INTEGER), symbol("k", INTEGER)
EMPTY_SUM = canonical(summation(k, ONE, m, log(subtract(m, ONE))))


# ---------------------------------------------------------------------------------------------------------------- real proofs

REAL_PROOFS: dict[str, tuple[str, str, dict[str, str]]] = {
    "cube of a sum": ("(x+y)^3", "x^3 + 3x^2*y + 3x*y^2 + y^3", {}),
    "partial fractions": ("1/(1-x) - 1/(1+x)", "2x/(1-x^2)", {}),
    "tanh is a rescaled sigmoid": ("tanh(x)", "2/(1+exp(-2x)) - 1", {}),
    "softplus and its mirror image": ("log(1+exp(x)) - log(1+exp(-x))", "x", {}),
    "log of a square": ("log(x^2)", "2*log(abs(x))", {}),
    "root of a square": ("sqrt(x^2)", "abs(x)", {}),
    "root of a product": ("sqrt(a*b)", "sqrt(a)*sqrt(b)", {"a": "positive", "b": "positive"}),
    "a nested root": ("sqrt(8*a^3)", "2*a*sqrt(2*a)", {"a": "positive"}),
    "maximum by absolute value": ("max(x,y)", "(x + y + abs(x-y))/2", {}),
    "minimum and maximum": ("min(x,y) + max(x,y)", "x + y", {}),
    "sign and absolute value": ("sign(x)*abs(x)", "x", {}),
    "soft threshold": ("sign(x)*max(abs(x)-a, 0)", "max(x-a,0) - max(-x-a,0)", {"a": "positive"}),
    "relu twice": ("max(max(x,0),0)", "max(x,0)", {}),
    "double angle": ("sin(2x)", "2*sin(x)*cos(x)", {}),
    "Pythagoras": ("sin(x)^2 + cos(x)^2", "1", {}),
    "hyperbolic": ("cosh(x)^2 - sinh(x)^2", "1", {}),
    "Gamma recurrence": ("gamma(x+2)/gamma(x)", "x*(x+1)", {}),
    "loggamma recurrence": ("loggamma(a+1)", "loggamma(a) + log(a)", {"a": "positive"}),
    "digamma recurrence": ("digamma(x+1)", "digamma(x) + 1/x", {}),
    "error function is odd": ("erf(-x) + erf(x)", "0", {}),
    "powers of a sum of exponents": ("x^a*x^b", "x^(a+b)", {"x": "positive"}),
    "integer powers of a real number": ("x^(n+1)", "x*x^n", {"n": "natural"}),
    "integer powers of what may be 0": ("x^(n+1)", "x*x^n", {"n": "integer >= 0"}),
    "even integer powers": ("abs(x)^(2n)", "x^(2n)", {"n": "natural"}),
    "exponentials of fractions": ("exp(x/y + 1/y)", "exp(x/y)*exp(1/y)", {}),
    "Gaussian log density": (
        "log(exp(-(x-m)^2/(2*s^2))/sqrt(2*pi*s^2))",
        "-(x-m)^2/(2*s^2) - log(s) - log(2*pi)/2",
        {"s": "positive"},
    ),
    "sigmoid loss": ("-log(1/(1+exp(-x)))", "log(1+exp(-x))", {}),
    "square root in a denominator": ("1/sqrt(a)", "sqrt(a)/a", {"a": "positive"}),
    "hard sigmoid": ("max(0, min(1, (1+x)/2)) + max(0, min(1, (1-x)/2))", "1", {}),
}


def question_of(left: str, right: str, words: dict[str, str]) -> Question:
    symbols = declarations(words)
    return Question(equal(read_text(left, symbols).term, read_text(right, symbols).term))


def proof_of(question: Question) -> Proof:
    found = prove_equality(question, Fuel())
    assert isinstance(found, Proof), found
    return found


@pytest.mark.parametrize("name", REAL_PROOFS)
def test_a_real_proof_is_accepted(name: str) -> None:
    assert recheck(proof_of(question_of(*REAL_PROOFS[name]))) == ()


@pytest.mark.parametrize("seed", range(5))
def test_a_changed_proof_is_rejected_or_still_right(seed: int) -> None:
    """1,400 changes in all; what is accepted of another question has to agree with an evaluation at points."""
    source = random.Random(seed)
    for left, right, words in REAL_PROOFS.values():
        proof = proof_of(question_of(left, right, words))
        for _ in range(10):
            changed = forged(proof, source)
            if changed is None or changed.question == proof.question or recheck(changed):
                continue
            assert "different" not in kinds_at_points(changed.question), changed.question


def kinds_at_points(question: Question) -> list[str]:
    ranges = {name.name: oracle_term.range_of(name) for name in question.symbols}
    return [oracle_term.look_at(*question.statement.args, point).kind for point in oracle.points(ranges, 20, "forged")]


# ------------------------------------------------------------------------------------------------- false statements, and rules

FALSE: dict[str, Question] = {
    "a power says nothing of 0": Question(equal(add(power(x, a), call("sign", x)), add(power(x, a), ONE))),
    "an integer power says nothing of the sign": Question(equal(power(call("abs", x), n), power(x, n))),
    "a part of an alternative that is undefined": Question(
        equal(
            piecewise(
                (call("sign", x), make("or", (relation("lt", log(x), number(9)), relation("lt", number(-5), x)))), (ONE, TRUE)
            ),
            ONE,
        )
    ),
    "a complex exponential": Question(equal(call("abs", exp(divide(x, add(y, IMAGINARY)))), exp(divide(x, add(y, IMAGINARY))))),
    "a complex function": Question(equal(call("abs", power(apply(h, x), 2)), power(apply(h, x), 2))),
    "a complex hypothesis": Question(equal(call("abs", y), y), (relation("lt", ZERO, mul(power(w, 2), y)),)),
    "a root of a square": Question(equal(sqrt(power(x, 2)), x)),
    "an exponential inside of the root of a square": Question(
        equal(sqrt(power(subtract(exp(x), ONE), 2)), subtract(exp(x), ONE))
    ),
    "a weak hypothesis is no strict one": Question(equal(call("sign", x), ONE), (relation("le", ZERO, x),)),
    "an empty sum teaches nothing": Question(equal(add(mul(ZERO, EMPTY_SUM), call("abs", subtract(m, ONE))), subtract(m, ONE))),
    "a closed bound is attained": Question(equal(call("sign", nonneg), ONE)),
}


@pytest.mark.parametrize("name", FALSE)
def test_no_proof_of_something_false_is_accepted(name: str) -> None:
    found = prove_equality(FALSE[name], Fuel())
    assert not isinstance(found, Proof) or recheck(found)


def test_the_check_of_a_proof_that_costs_too_much_is_no_acceptance() -> None:
    proof = proof_of(question_of("(x+y)^3", "x^3 + 3x^2*y + 3x*y^2 + y^3", {}))
    fuel = Fuel()
    fuel.spent = fuel.limits.fuel - 3
    assert any("costs too much" in reason for reason in recheck(proof, fuel))


def test_the_check_does_not_cost_much_more_than_the_proof() -> None:
    for left, right, words in REAL_PROOFS.values():
        search, check = Fuel(), Fuel()
        proof = prove_equality(question_of(left, right, words), search)
        assert isinstance(proof, Proof)
        recheck(proof, check)
        assert check.spent <= 2 * search.spent + 500, (left, search.spent, check.spent)
