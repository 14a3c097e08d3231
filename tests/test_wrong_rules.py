"""A rule that is wrong ends in a rejected proof or in a contradiction, never in a verdict.

Rules of the prover alone are caught by the independent check; rules that the check shares (formulas of integrals, derivatives,
moments, facts about sums) are caught by the numeric leg, which looks at the question as it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import verify.calculus
import verify.legs
import verify.prove
import verify.prove.cells
import verify.prove.divergence
import verify.prove.generalise
import verify.prove.largest
import verify.prove.moments
import verify.prove.operators
import verify.prove.powers
import verify.prove.signs
import verify.prove.special
import verify.prove.telescoping
import verify.prove.word_letters
import verify.recheck.finite_sums
import verify.recheck.generality
from tests.prove.test_abstract_rules import NOT_TO_PROVE as FALSE_ABSTRACT
from tests.prove.test_scalar_rules import asked
from verify.decide import decide
from verify.mathematics import definite, entries, integrals, matrix_calculus, moments
from verify.question import Counterexample, Proof, Question
from verify.term import ONE, TWO, Term, add, call, matmul, mul, negate, transpose

Patch = Callable[[pytest.MonkeyPatch], None]


def patched(owner: Any, name: str, wrong: Any) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, wrong)


def in_table(table: dict[Any, Any], key: Any, wrong: Any) -> Patch:
    return lambda monkeypatch: monkeypatch.setitem(table, key, wrong)


def together(*patches: Patch) -> Patch:
    def apply(monkeypatch: pytest.MonkeyPatch) -> None:
        for patch in patches:
            patch(monkeypatch)

    return apply


def forged(rule: str, **data: Any) -> Callable[..., Proof]:
    """A prover that answers every question by the same rule."""
    return lambda question, *_: Proof(rule, question, (), data)


_gaussian = integrals.FORMULAS["gaussian"]
_maximum = verify.prove.largest._kernel
_moment = moments.moment
_ratio = verify.prove.divergence._ratio
_shift = verify.prove.special.gamma_shift


def _without_covariance(name: Term, places: list[Any]) -> Term:
    return mul(*(_moment(name, [place]) for place in places))


SCALAR = {
    "tanh unfolds into sinh": (
        in_table(verify.prove.special.UNFOLDED, "tanh", lambda u: call("sinh", u)), "tanh(x) = sinh(x)", {},
    ),
    "the Gamma function is shifted once too often": (
        patched(verify.prove.special, "gamma_shift", lambda form, op, a: (_shift(form, op, a)[0], _shift(form, op, a)[1] + 1)),
        "gamma(a+1) = a (a+1) gamma(a)", {"a": "positive"},
    ),
    "every logarithm is 0": (
        patched(verify.prove.powers, "log_abs", lambda form, value: form.fractions.zero), "log(a) = 0", {"a": "positive"},
    ),
    "a factor of any sign is taken out of a maximum": (
        patched(verify.prove.signs.SignOracle, "of", lambda self, polynomial: (1, True)),
        "largest(a x_i, i, 1, n) = a largest(x_i, i, 1, n)", {"a": "real", "x": "sequence n of real"},
    ),
    "a sign is taken out of a maximum": (
        patched(verify.prove.largest, "_kernel", lambda form, term, value: form.fractions.negate(
            _maximum(form, term, form.fractions.negate(value))) if "-1" in repr(value[0]) else _maximum(form, term, value)),
        "largest(-x_i, i, 1, n) = -largest(x_i, i, 1, n)", {"x": "sequence n of real"},
    ),
    "everything is positive": (
        patched(verify.prove.signs.SignOracle, "of", lambda self, polynomial: (1, True)), "abs(x) = x", {},
    ),
    "every cell is empty": (
        patched(verify.prove.cells, "contradiction", forged(
            "empty cell", combination=(), size=16, kernels=(), products=(), factors=()
        )),
        "abs(x) = -x", {},
    ),
    "every inequality has the right sign": (
        patched(verify.prove, "prove_by_sign", forged("sign", size=16, kernels=(), products=(), factors=())), "x <= x^2", {},
    ),
    "every inequality is proved": (
        patched(verify.prove.orders, "prove_inequality", forged("manifest")), "x <= x^2 + 1/8", {},
    ),
    "an induction without a base": (
        patched(verify.prove.telescoping, "prove_sum", lambda total, closed, hypotheses, prove: Proof(
            "sum by induction", Question(verify.term.equal(total, closed), hypotheses), (),
            {"symbol": total.args[2], "least": ONE},
        )),
        "sum(k, k, 1, n) = n (n+1)/2 + 1", {"n": "natural"},
    ),
    "the Gaussian integral is doubled, for the prover and the check": (
        in_table(integrals.FORMULAS, "gaussian", replace(_gaussian, value=lambda *p: mul(TWO, _gaussian.value(*p)))),
        "integral(exp(-x^2), x, -inf, inf) = 2 sqrt(pi)", {},
    ),
    "a determinant is a permanent, for the prover and the check": (
        patched(entries, "determinant", lambda table: add(mul(table[0][0], table[1][1]), mul(table[0][1], table[1][0]))),
        "det([[a, b], [c, d]]) = a d + b c", {},
    ),
    "an inverse grows with its matrix, for the prover and the check": (
        patched(matrix_calculus._Adjoint, "_inverse", lambda self, term, weight: self.visit(
            term.args[0], matmul(transpose(term), weight, transpose(term))
        )),
        "diff(y' inv(K + v identity(n)) y, v) = y' inv(K + v identity(n)) inv(K + v identity(n)) y",
        {"K": "positive definite matrix n", "v": "positive", "y": "vector n", "n": "natural"},
    ),
    "every matrix is definite, for the prover and the check": (
        patched(definite, "definiteness", lambda matrix: definite.DEFINITE), "det(A) > 0", {"A": "matrix n"},
    ),
    "the derivative of sin is -cos, for the prover and the check": (
        in_table(verify.calculus.OUTER, "sin", lambda u, f: negate(call("cos", u))), "diff(sin(x), x) = -cos(x)", {},
    ),
}  # fmt: skip

ABSTRACT = {
    "deltas pick out of range": (
        patched(verify.prove.operators, "_picked_by_delta", lambda form, binder, factors: next(
            (mul(*(f for f in factors if f is not d)) for d in factors if d.op == "delta"), None
        )),
        FALSE_ABSTRACT["delta out of range"],
    ),
    "every ratio of divergences is positive": (
        patched(verify.prove.divergence, "_ratio", lambda *args: None if (r := _ratio(*args)) is None else abs(r)),
        FALSE_ABSTRACT["minus a divergence"],
    ),
    "every matrix is symmetric": (
        patched(verify.prove.word_letters, "is_symmetric", lambda term: True), FALSE_ABSTRACT["transpose without exchange"],
    ),
    "second moments without the covariance, for the prover and the check": (
        patched(moments, "moment", _without_covariance), FALSE_ABSTRACT["dependent factors"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("patch", "statement", "symbols"), SCALAR.values(), ids=SCALAR)
def test_a_wrong_rule_proves_nothing(
    patch: Patch, statement: str, symbols: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked(statement, symbols)
    patch(monkeypatch)
    assert decide(question).truth != "proved"


@pytest.mark.parametrize(("patch", "row"), ABSTRACT.values(), ids=ABSTRACT)
def test_a_wrong_rule_on_abstract_objects_proves_nothing(patch: Patch, row: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    patch(monkeypatch)
    assert decide(Question(*row)).truth != "proved"


@pytest.mark.parametrize("shared", [name for name in SCALAR if name.endswith("and the check")])
def test_a_rule_that_both_share_ends_in_a_contradiction(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    patch, statement, symbols = SCALAR[shared]
    question = asked(statement, symbols)
    patch(monkeypatch)
    verdict = decide(question)
    assert verdict.truth == "undecided" and any("contradiction" in reason for reason in verdict.reasons), verdict


def test_a_wrong_fact_about_sums_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inequality of Cauchy and Schwarz, the other way round."""
    right = verify.prove.generalise.sum_facts

    def turned(atoms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(verify.term.make("le", fact.args[::-1]) for fact in right(atoms))

    monkeypatch.setattr(verify.prove.generalise, "sum_facts", turned)
    monkeypatch.setattr(verify.recheck.generality, "sum_facts", turned)
    symbols = {"x": "vector n", "y": "vector n"}
    assert decide(asked("(x'*x)*(y'*y) <= (x'*y)^2", symbols)).truth != "proved"


@pytest.mark.parametrize("statement", ["(x+1)^2 = x^2 + 2x + 1", "x <= exp(x)", "tanh(x) = (exp(2x)-1)/(exp(2x)+1)"])
def test_a_wrong_evaluator_refutes_nothing_true(statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = Counterexample((("x", "1"),), "0", "7")
    monkeypatch.setattr(verify.legs, "refute", lambda *args: invented)
    assert decide(asked(statement, {})).truth != "refuted"


