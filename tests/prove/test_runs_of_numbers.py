"""Products of numbers in a row as quotients of factorials: the first is positive, and the range ends at l - 1 or later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.mathematics.runs import run_of_numbers
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import INTEGER, REAL, Scalar
from verify.term import INFINITY, ONE, Term, add, equal, make, mul, number, subtract, symbol

SYMBOLS = {"n": "natural", "k": "natural", "c": "integer >= 0", "m": "integer"}

PROVED = [
    "prod(n + i, i, 1, n) = factorial(2n)/factorial(n)", "prod(2n - i, i, 0, n-1) = factorial(2n)/factorial(n)",
    "prod((n + i)/i, i, 1, n) = binomial(2n, n)", "k <= n => prod((n - k + i)/i, i, 1, k) = binomial(n, k)",
    "prod(n/(n + i), i, 1, n) = n^n factorial(n)/factorial(2n)", "prod(n + c + i, i, 1, c) = factorial(n + 2c)/factorial(n + c)",
    "1 <= m => prod(m + i - 1, i, 1, m) = gamma(2m)/gamma(m)", "prod((n - i)^2, i, 1, n-1) = factorial(n-1)^2",
]  # fmt: skip
REFUTED = [  # of m < 0 the product is empty, and (n + m)!/n! is not 1
    "prod(n + i, i, 1, m) = factorial(n + m)/factorial(n)", "prod(n + i, i, 1, n) = factorial(2n)/factorial(n+1)",
    "prod(n + i, i, 0, n) = factorial(2n)/factorial(n)", "prod(2n - i, i, 1, n) = factorial(2n)/factorial(n)",
    "k <= n => prod((n - k + i)/i, i, 1, k) = binomial(n, k+1)",
]  # fmt: skip


@pytest.mark.parametrize("statement", PROVED)
def test_quotients_of_factorials(statement: str) -> None:
    found = holds(statement, SYMBOLS)
    assert (found.truth, found.trust) == ("proved", "checked"), found.reasons


@pytest.mark.parametrize("statement", REFUTED)
def test_other_quotients(statement: str) -> None:
    assert holds(statement, SYMBOLS).truth == "refuted"


def test_a_factorial_that_is_asked_for_as_a_product() -> None:
    """Of an integer of either sign nothing is known, and the question is not asked again of itself."""
    assert "nested too deeply" not in " ".join(holds("prod(i, i, 1, m) = factorial(m)", SYMBOLS).reasons)


J, N, A = symbol("i", INTEGER), symbol("n", Scalar("integer", lower=0)), symbol("a", Scalar("real", lower=0, lower_open=True))


def run(total: Term, *, premises: tuple[Term, ...] | None = None) -> Proof:
    found = run_of_numbers(total)
    assert found is not None
    asked = found[1] if premises is None else premises
    return Proof("run of numbers", Question(equal(total, found[0])), tuple(Proof("manifest", Question(each)) for each in asked))


def test_forged_steps_are_rejected() -> None:
    good = run(make("product", (J, ONE, N, add(J, A))))
    assert [reason for reason in recheck(good) if "premise" not in reason] == []
    first, late = (premise.question.statement for premise in good.premises)
    total = good.question.statement.args[0]
    other = equal(total, mul(number(2), good.question.statement.args[1]))
    forged = (
        replace(good, premises=()),
        run(total, premises=(first,)),
        run(total, premises=(late,)),
        run(total, premises=(late, first)),
        replace(good, question=Question(other)),
        replace(good, question=Question(make("le", good.question.statement.args))),
    )
    assert all(any(reason.startswith("not numbers") or "first number" in reason for reason in recheck(each)) for each in forged)


def test_what_is_no_run_of_numbers() -> None:
    real, complex_number = symbol("x", REAL), symbol("z", Scalar("complex"))
    assert run_of_numbers(make("product", (J, ONE, N, subtract(real, J)))) is not None
    assert run_of_numbers(make("product", (J, ONE, N, add(J, complex_number)))) is None
    assert run_of_numbers(make("product", (J, ONE, N, add(mul(number(2), J), real)))) is None
    assert run_of_numbers(make("product", (J, ONE, INFINITY, add(J, real)))) is None
    assert run_of_numbers(make("product", (J, number(1, 2), N, add(J, real)))) is None
    assert run_of_numbers(make("sum", (J, ONE, N, add(J, real)))) is None
