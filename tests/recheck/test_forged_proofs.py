"""Proofs forged by hand: for every demand of the independent check one that would pass without it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from verify.mathematics.algebra import ring
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import COMPLEX, INTEGER, POSITIVE, REAL, Function, Scalar, Sequence, Tensor
from verify.term import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    call,
    divide,
    equal,
    exp,
    item,
    log,
    make,
    mul,
    negate,
    number,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
)

x, y, z = (symbol(name, REAL) for name in "xyz")
a, b, w = symbol("a", POSITIVE), symbol("b", POSITIVE), symbol("w", COMPLEX)
f = symbol("f", Function(1, REAL))
WHOLE = Scalar("integer", lower=Fraction(0), lower_open=False)
column = symbol("c", Tensor((TWO, ONE)))
m, n, k = symbol("m", INTEGER), symbol("n", WHOLE), symbol("k", WHOLE)


# ---------------------------------------------------------------------------------------------------------- forged by hand

R = ring(16)
G = R.generators


def fraction(above: Any, below: Any = R.one) -> tuple[Any, Any]:
    return above, below


def evidence(
    *kernels: tuple[Any, ...], products: dict[Term, tuple[Any, ...]] | None = None, factors: tuple[Any, ...] = ()
) -> dict[str, Any]:
    return {"size": 16, "kernels": kernels, "products": tuple((products or {}).items()), "factors": factors}


def leaf(left: Term, right: Term, data: dict[str, Any], *hypotheses: Term) -> Proof:
    return Proof("normal form", Question(equal(left, right), hypotheses), (), data)


X, Y = (15, "atom", (x,)), (14, "atom", (y,))
N, K = (15, "atom", (n,)), (14, "atom", (k,))
ln_x, ln_y, ln_sum = (13, "log", (G[15],)), (12, "log", (G[14],)), (11, "log", (G[15] + G[14],))
split_x = {exp(x): (("exp", 13, 1), ("exp", 12, 1))}

FORGED_LEAVES: dict[str, tuple[Proof, str]] = {
    "a symbol taken for another": (leaf(x, y, evidence(X, (14, "atom", (x,)))), "no kernel for y"),
    "two functions with one kernel": (
        leaf(apply(f, x), apply(f, y), evidence(X, Y, (13, "function", ("apply", (0,), (f, fraction(G[15])))))),
        "no kernel for a value",
    ),
    "a function of a fraction that is undefined at 0": (
        leaf(apply(f, x), apply(f, x), evidence(X, (13, "function", ("apply", (0,), (f, fraction(G[15] ** 2, G[15])))))),
        "no kernel for a value",
    ),
    "factors that do not multiply out": (
        leaf(log(add(x, y)), add(log(x), log(y)), evidence(X, Y, ln_x, ln_y, factors=((1, ((G[15], 1), (G[14], 1))),))),
        "no kernel for a logarithm",
    ),
    "a root of another argument": (
        leaf(
            sqrt(a),
            sqrt(b),
            evidence(
                (15, "atom", (a,)),
                (14, "atom", (b,)),
                (13, "root", (G[15], 2)),
                products={sqrt(a): (("abs", G[15], 1, 2),), sqrt(b): (("abs", G[15], 1, 2),)},
            ),
        ),
        "do not multiply out",
    ),
    "a root of something negative": (
        leaf(
            sqrt(add(x, ONE)),
            sqrt(add(x, ONE)),
            evidence(X, (13, "root", (G[15], 2)), products={sqrt(add(x, ONE)): (("abs", G[15] + 1, 1, 2),)}),
        ),
        "no kernel for a root",
    ),
    "exponents that do not add up": (
        leaf(
            exp(x),
            exp(mul(TWO, x)),
            evidence(
                X, (13, "exp", (fraction(G[15]), 1)), products={exp(x): (("exp", 13, 1),), exp(mul(TWO, x)): (("exp", 13, 1),)}
            ),
        ),
        "do not add up",
    ),
    "an exponential split over a denominator that may be 0": (
        leaf(
            exp(x),
            exp(x),
            evidence(
                X, (13, "exp", (fraction(G[15] ** 2 - 1, G[15]), 1)), (12, "exp", (fraction(R.one, G[15]), 1)), products=split_x
            ),
        ),
        "a denominator that may be 0",
    ),
    "an exponential split by a logarithm that is not defined": (
        leaf(
            exp(x),
            exp(x),
            evidence(
                X, ln_x, (12, "exp", (fraction(G[15] - G[13]), 1)), products={exp(x): (("exp", 12, 1), ("abs", G[15], 1, 1))}
            ),
        ),
        "may be undefined",
    ),
    "a power of something whose logarithm is not defined": (
        leaf(
            exp(x),
            exp(x),
            evidence(
                X,
                (12, "exp", (fraction(G[15]), 1)),
                ln_x,
                products={exp(x): (("exp", 12, 1), ("abs", G[15], 1, 1), ("abs", G[15], -1, 1))},
            ),
        ),
        "not defined",
    ),
    "a kernel made of itself": (leaf(x, x, evidence(X, (13, "log", (G[13],)))), "made of each other"),
    "a kernel made of a later one": (leaf(x, x, evidence((14, "log", (G[13],)), (13, "atom", (x,)))), "made of each other"),
    "two kernels in one place": (leaf(x, y, evidence(X, (15, "atom", (y,)))), "without a place of its own"),
    "a sum that is said to be an atom": (leaf(add(x, y), x, evidence((15, "atom", (add(x, y),)))), "no symbol"),
    "a power of a number of unknown sign by name": (
        leaf(
            power(x, y),
            y,
            evidence(
                X, Y,
                (13, "function", ("power", None, (fraction(G[15]), fraction(G[14])))),
                products={power(x, y): (("kept", 13, 1),)},
            ),
        ),
        "whose exponent may be 0",
    ),
    "a power of 0 with the exponent of another": (
        leaf(
            power(ZERO, n),
            power(ZERO, k),
            evidence(N, K, (13, "function", ("power", None, (fraction(R.zero), fraction(G[15]))))),
        ),
        "no kernel for a power of 0",
    ),
    "a power of 0 with an exponent that may be negative": (
        leaf(
            power(ZERO, m),
            mul(power(ZERO, m), power(ZERO, m)),
            evidence((15, "atom", (m,)), (13, "function", ("power", None, (fraction(R.zero), fraction(G[15]))))),
        ),
        "exponent that may be 0",
    ),
    "a zero denominator inside of an exponential": (
        leaf(x, x, evidence(X, (13, "exp", (fraction(G[15], R.zero), 1)))),
        "zero denominator",
    ),
    "a root of degree 0": (leaf(x, x, evidence(X, (13, "root", (G[15], 0)))), "no natural number"),
    "a logarithm of a complex number": (leaf(w, w, evidence((15, "atom", (w,)), (13, "log", (G[15],)))), "complex"),
    "a pole of the Gamma function as a base": (
        leaf(
            call("gamma", add(x, ONE)),
            mul(x, call("gamma", add(x, ONE)), power(x, -1)),
            evidence(X, (13, "function", ("gamma", None, (fraction(G[15]),)))),
        ),
        "no kernel for a value of gamma",
    ),
    "the absolute value of something of unknown sign": (leaf(call("abs", x), x, evidence(X)), "no kernel for a value of abs"),
    "a sign learnt from the term that needs it": (
        leaf(add(call("abs", x), mul(ZERO, log(call("abs", x)))), add(x, mul(ZERO, log(call("abs", x)))), evidence(X, ln_x)),
        "no kernel for a value of abs",
    ),
    "a factor that may be 0": (leaf(y, ZERO, evidence(X, Y), equal(mul(x, y), ZERO)), "not the same fraction"),
    "a factor of which the sum with another is not 0": (
        leaf(y, ZERO, evidence(X, Y), relation("ne", add(x, y), ZERO), equal(mul(x, y), ZERO)), "not the same fraction"),
    "a polynomial of another ring": (leaf(x, x, evidence(X, (13, "log", (ring(48).generators[40],)))), "another ring"),
    "a side of a false equation": (leaf(add(x, ONE), x, evidence(X)), "not the same fraction"),
    "data that is no data": (leaf(x, x, {"size": 16}), "malformed"),
}


@pytest.mark.parametrize("name", FORGED_LEAVES)
def test_a_forged_leaf_is_rejected(name: str) -> None:
    proof, reason = FORGED_LEAVES[name]
    assert any(reason in complaint for complaint in recheck(proof)), recheck(proof)


def test_a_factor_that_is_not_zero() -> None:
    given = (equal(mul(x, y), ZERO), relation("ne", x, ZERO))
    assert not recheck(leaf(y, ZERO, evidence(X, Y), *given))


def cells(statement: Term, switch: Term, *leaves: dict[str, Any], strict: bool = False) -> Proof:
    order = "lt" if strict else "le"
    hypotheses = [relation(order, ZERO, switch), relation(order, switch, ZERO), equal(switch, ZERO)]
    premises = tuple(
        Proof("normal form", Question(statement, (hypothesis,)), (), data)
        for hypothesis, data in zip(hypotheses, leaves, strict=False)
    )
    return Proof("sign cells", Question(statement), premises, {"switch": switch, "strict": strict})


root_square = equal(sqrt(power(x, 2)), call("abs", x))
plain = evidence(X, products={sqrt(power(x, 2)): (("abs", G[15], 2, 2),)})
GOOD_CELLS = cells(root_square, x, plain, plain)
sorted_by_log = cells(equal(call("abs", x), x), log(x), evidence(X, ln_x), evidence(X, ln_x))


def eliminated(question: Question, name: Term, value: Term, zero: Term, inner: Question) -> Proof:
    premise = Proof("identical", inner)
    return Proof("elimination", question, (premise,), {"symbol": name, "value": value, "zero": zero})


def combined(
    statement: Term, hypotheses: tuple[Term, ...], *rows: tuple[Any, Any], kernels: dict[str, Any] | None = None
) -> Proof:
    data = {**(kernels or evidence(X, Y)), "combination": rows}
    return Proof("empty cell", Question(statement, hypotheses), (), data)


wrong = equal(x, add(x, ONE))
opposite = (relation("lt", ZERO, x), relation("lt", x, ZERO))
both_positive = (relation("lt", ZERO, x), relation("lt", ZERO, y))
SIGN = symbol("s", Scalar(values=(Fraction(-1), Fraction(1))))
SIZE = symbol("size", Scalar("integer", values=(Fraction(1), Fraction(2))))
SIZED = symbol("v", Sequence(SIZE, REAL))
at_one = Proof("normal form", Question(equal(ONE, ONE)), (), evidence())
not_below = Proof("sign", Question(relation("le", ZERO, ONE)), (), {})

largest = call("max", x, y)
below_z = tuple(Proof("identical", Question(relation("le", side, z))) for side in (x, y))
size = call("abs", x)
FORGED_TREES: dict[str, tuple[Proof, str]] = {
    "a bound of one argument of a maximum": (
        Proof("bound of an extremum", Question(relation("le", largest, z)), below_z[:1]),
        "not the inequalities of the arguments",
    ),
    "bounds of the arguments of a maximum on the greater side": (
        Proof("bound of an extremum", Question(relation("le", z, largest)), below_z),
        "no maximum or absolute value on the smaller side",
    ),
    "one of both bounds of an absolute value": (
        Proof("bound of an extremum", Question(relation("le", size, z)), below_z[:1]),
        "not the inequalities of the arguments",
    ),
    "both signs below an absolute value": (
        Proof("bound of an extremum", Question(relation("le", z, size)), below_z),
        "no maximum or absolute value on the smaller side",
    ),
    "a switch with a derivative of a function": (
        cells(equal(apply(f, x), apply(f, x)), apply(f, x, orders=(1,)), evidence(X), evidence(X)),
        "a switch that may be undefined",
    ),
    "a switch with entries that a sum runs beyond": (
        cells(equal(item(column, ONE), x), summation(k, ONE, number(3), item(column, k)), evidence(X), evidence(X)),
        "a switch that may be undefined",
    ),
    "one of two values": (Proof("finite domain", Question(equal(SIGN, ONE)), (at_one,), {"symbol": SIGN}), "at each value"),
    "a value of an interval": (Proof("finite domain", Question(equal(x, ONE)), (at_one,), {"symbol": x}), "at each value"),
    "a value of a size, and not of the vector of that size": (
        Proof("finite domain", Question(equal(item(SIZED, ONE), SIZE)), (at_one, at_one), {"symbol": SIZE}), "at each value"
    ),
    "a hypothesis that is not the false one": (
        Proof("false hypothesis", Question(equal(x, y), (relation("lt", ONE, TWO),)), (not_below,), {"place": 0}),
        "not the opposite",
    ),
    "a false hypothesis by something that is not given": (
        Proof("false hypothesis", Question(equal(x, y), (relation("lt", x, ZERO),)),
              (Proof("hypothesis", Question(relation("le", ZERO, x), (relation("le", ZERO, x),))),), {"place": 0}),
        "not the opposite",
    ),
    "a false hypothesis about complex numbers": (
        Proof("false hypothesis", Question(equal(x, y), (relation("lt", w, ZERO),)), (not_below,), {"place": 0}), "real numbers"
    ),
    "half of a joint hypothesis and something else": (
        Proof(
            "joint hypothesis",
            Question(equal(x, ONE), (make("and", (equal(y, ONE), equal(z, ONE))),)),
            (Proof("hypothesis", Question(equal(x, ONE), (equal(y, ONE), equal(x, ONE)))),),
            {"place": 0},
        ),
        "take the hypothesis apart",
    ),
    "a switch that is not defined everywhere": (sorted_by_log, "a switch that may be undefined"),
    "a missing cell": (replace(GOOD_CELLS, premises=GOOD_CELLS.premises[:1]), "not the cells"),
    "one cell twice": (replace(GOOD_CELLS, premises=GOOD_CELLS.premises[:1] * 2), "not the cells"),
    "strict cells without the boundary": (cells(root_square, x, plain, plain, strict=True), "not the cells"),
    "weak cells said to be strict": (replace(GOOD_CELLS, data={"switch": x, "strict": True}), "not the cells"),
    "a complex switch": (cells(equal(w, w), w, evidence(), evidence()), "complex"),
    "a switch with a symbol of its own": (cells(root_square, z, plain, plain), "symbols of its own"),
    "an elimination that loses a factor": (
        eliminated(Question(equal(x, ZERO), (equal(mul(x, y), ZERO),)), x, ZERO, mul(x, y), Question(equal(ZERO, ZERO))),
        "does not give this value",
    ),
    "an elimination by a value that may be undefined": (
        eliminated(
            Question(equal(x, divide(ONE, y)), (equal(subtract(mul(x, y), ONE), ZERO),)),
            x,
            divide(ONE, y),
            subtract(mul(x, y), ONE),
            Question(equal(divide(ONE, y), divide(ONE, y))),
        ),
        "does not give this value",
    ),
    "an elimination by itself": (
        eliminated(Question(wrong, (equal(subtract(x, x), ZERO),)), x, x, subtract(x, x), Question(wrong)),
        "occurs in its value",
    ),
    "an elimination without what the sort says": (
        eliminated(
            Question(equal(a, negate(ONE)), (equal(add(a, ONE), ZERO),)),
            a,
            negate(ONE),
            add(a, ONE),
            Question(equal(negate(ONE), negate(ONE))),
        ),
        "not the question after the elimination",
    ),
    "another last hypothesis": (
        eliminated(Question(equal(x, ZERO), (equal(y, ZERO),)), x, ZERO, x, Question(equal(ZERO, ZERO))),
        "the last hypothesis is another",
    ),
    "a weak contradiction": (
        combined(wrong, (relation("le", ZERO, x), relation("le", x, ZERO)), (("hypothesis", 0, 1), 1), (("hypothesis", 1, 1), 1)),
        "no contradiction",
    ),
    "a negative multiplier": (
        combined(wrong, both_positive, (("hypothesis", 0, 1), 1), (("hypothesis", 0, 1), -1)),
        "not positive",
    ),
    "an inequality turned round": (
        combined(wrong, both_positive, (("hypothesis", 0, 1), 1), (("hypothesis", 0, -1), 1)),
        "wrong way round",
    ),
    "a hypothesis that is not there": (combined(wrong, (), (("hypothesis", 0, 1), 1)), "no such hypothesis"),
    "a bound that the sort does not have": (
        combined(wrong, both_positive, (("bound", 15, 1), 1)),
        "a bound that the sort does not have",
    ),
    "a monomial of unknown sign": (
        combined(wrong, (relation("le", ZERO, x),), (("monomial", (0,) * 14 + (1, 0)), 1)),
        "a monomial",
    ),
    "a combination that is not constant": (combined(wrong, both_positive, (("hypothesis", 0, 1), 1)), "not constant"),
    "a boundary that is none": (
        Proof(
            "tight inequality",
            Question(wrong, (relation("le", ZERO, x),)),
            (Proof("identical", Question(wrong, (equal(x, ZERO),))),),
            {**evidence(X), "position": 0, "combination": ((("hypothesis", 0, 1), 1),)},
        ),
        "not 0 >= 0",
    ),
    "a boundary by a combination that does not use it": (
        Proof(
            "tight inequality",
            Question(wrong, (relation("le", ZERO, x),)),
            (Proof("identical", Question(wrong, (equal(x, ZERO),))),),
            {**evidence(X), "position": 0, "combination": ()},
        ),
        "does not use the inequality",
    ),
    "a conjunction with a part left out": (
        Proof("conjunction", Question(make("and", (equal(x, x), wrong))), (Proof("identical", Question(equal(x, x))),)),
        "not the parts",
    ),
    "an implication without its premise's hypothesis": (
        Proof("implication", Question(make("implies", (TRUE, wrong))), (Proof("identical", Question(equal(x, x))),)),
        "not the implication",
    ),
    "an equivalence one way": (
        Proof("equivalence", Question(make("iff", (TRUE, wrong))), (Proof("identical", Question(wrong)),)),
        "not the two implications",
    ),
    "identical terms that are not": (Proof("identical", Question(wrong)), "the two sides differ"),
    "a rule of one's own": (Proof("because I say so", Question(wrong)), "no check for the rule"),
}


@pytest.mark.parametrize("name", FORGED_TREES)
def test_a_forged_tree_is_rejected(name: str) -> None:
    proof, reason = FORGED_TREES[name]
    assert any(reason in complaint for complaint in recheck(proof)), recheck(proof)


def test_the_cells_that_the_forgeries_start_from_are_a_proof() -> None:
    assert recheck(GOOD_CELLS) == ()


def test_contradicting_hypotheses_are_a_proof() -> None:
    assert recheck(combined(wrong, opposite, (("hypothesis", 0, 1), 1), (("hypothesis", 1, 1), Fraction(1)))) == ()


def test_an_unused_premise_is_checked_all_the_same() -> None:
    bad = Proof("identical", Question(wrong))
    proof = Proof("conjunction", Question(make("and", (equal(x, x), wrong))), (Proof("identical", Question(equal(x, x))), bad))
    assert recheck(proof) == ("premise 1: the two sides differ",)
