"""The largest of finitely many terms: what may be taken out of it, and what may not."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved, assert_refuted
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

X = {"x": "sequence n of real", "y": "sequence n of real"}
Z = {"z": "vector n", "c": "real", "a": "positive", "b": "negative", "t": "nonnegative"}
A = {"A": "matrix n m"}
P = {"p": "distribution on 1..K"}

TRUE = {
    "another letter": ("largest(x_i, i, 1, n)", "largest(x_j, j, 1, n)", X),
    "a shift": ("largest(x_i + c, i, 1, n)", "c + largest(x_i, i, 1, n)", X),
    "a positive factor": ("largest(a z_i, i, 1, n)", "a largest(z_i, i, 1, n)", Z),
    "a factor that may be 0": ("largest(t z_i, i, 1, n)", "t largest(z_i, i, 1, n)", Z),
    "a square": ("largest(c^2 z_i, i, 1, n)", "c^2 largest(z_i, i, 1, n)", Z),
    "a positive divisor": ("largest(z_i/a, i, 1, n)", "largest(z_i, i, 1, n)/a", Z),
    "a negative factor": ("largest(b z_i, i, 1, n)", "-b largest(-z_i, i, 1, n)", Z),
    "a factor and a shift": ("largest(3 x_i - 2 c, i, 1, n)", "3 largest(x_i, i, 1, n) - 2 c", X),
    "of fractions": ("largest(2/(1+x_i^2), i, 1, n)", "2 largest(1/(1+x_i^2), i, 1, n)", X),
    "of exponentials": ("largest(exp(z_i), i, 1, n)", "exp(largest(z_i, i, 1, n))", Z),
    "of turned exponentials": ("largest(-exp(z_i), i, 1, n)", "-exp(-largest(-z_i, i, 1, n))", Z),
    "the largest share of a softmax": (
        "largest(exp(z_k)/sum(exp(z_j), j, 1, n), k, 1, n)", "exp(largest(z_k, k, 1, n))/sum(exp(z_j), j, 1, n)", Z),
    "a stable logsumexp": (
        "log(sum(exp(z_i), i, 1, n))",
        "largest(z_j, j, 1, n) + log(sum(exp(z_i - largest(z_j, j, 1, n)), i, 1, n))", Z),
    "an error": ("1 - largest(p_k, k, 1, K)", "-largest(p_k - 1, k, 1, K)", P),
    "in both orders": (
        "largest(largest(A[i,j], i, 1, n), j, 1, m)", "largest(largest(A[i,j], j, 1, m), i, 1, n)", A),
    "in both orders over one range": (
        "largest(largest(A[i,j], i, 1, n), j, 1, n)", "largest(largest(A[i,j], j, 1, n), i, 1, n)", {"A": "matrix n n"}),
    "of a sum over separate indices": (
        "largest(largest(x_i + y_j, i, 1, n), j, 1, n)", "largest(x_i, i, 1, n) + largest(y_i, i, 1, n)", X),
    "of three numbers": ("largest((i-2)^2, i, 1, 3)", "1", {}),
    "of two names": ("largest(w_i, i, 1, 2)", "max(w_1, w_2)", {"w": "vector 2"}),
}  # fmt: skip

FALSE = {
    "a factor of any sign": ("largest(c z_i, i, 1, n)", "c largest(z_i, i, 1, n)", Z),
    "a factor of any sign by its size": ("largest(c z_i, i, 1, n)", "abs(c) largest(z_i, i, 1, n)", Z),
    "a negative factor": ("largest(b z_i, i, 1, n)", "b largest(z_i, i, 1, n)", Z),
    "a sign": ("largest(-x_i, i, 1, n)", "-largest(x_i, i, 1, n)", X),
    "of sums": ("largest(x_i + y_i, i, 1, n)", "largest(x_i, i, 1, n) + largest(y_i, i, 1, n)", X),
    "of products": ("largest(x_i y_i, i, 1, n)", "largest(x_i, i, 1, n) largest(y_i, i, 1, n)", X),
    "of absolute values": ("largest(abs(x_i), i, 1, n)", "abs(largest(x_i, i, 1, n))", X),
    "of squares": ("largest(x_i^2, i, 1, n)", "largest(x_i, i, 1, n)^2", X),
    "the sum": ("largest(x_i, i, 1, n)", "sum(x_i, i, 1, n)", X),
    "the last": ("largest(x_i, i, 1, n)", "x_n", X),
    "without the first": ("largest(x_i, i, 1, n)", "largest(x_i, i, 2, n)", {"n": "integer in 2..9", **X}),
    "a logsumexp with the sign turned": (
        "log(sum(exp(z_i), i, 1, n))",
        "largest(z_j, j, 1, n) + log(sum(exp(z_i + largest(z_j, j, 1, n)), i, 1, n))", Z),
    "of three numbers": ("largest((i-2)^2, i, 1, 3)", "4", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert_refuted(FALSE[name])


# there is no largest of no numbers, and none where one of them is undefined
NOWHERE = {
    "over a range that may be empty": ("largest(c, i, 1, n) = c", {"n": "integer", "c": "real"}),
    "over an empty range": ("largest(c, i, 2, 1) = c", {"c": "real"}),
    "what the terms teach": ("abs(c) + 0 largest(log(c), i, 1, n) = c", {"n": "integer", "c": "real"}),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_not_proved_where_there_may_be_nothing(name: str) -> None:
    statement, symbols = NOWHERE[name]
    found = prove(Question(read_text(statement, declarations(symbols)).term), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()
