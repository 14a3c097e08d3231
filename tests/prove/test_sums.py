"""Finite and infinite sums and products: what is proved, and beside it what is nearly the same and false.

A false row differs from a true one by one term, factor, bound or declaration, which is what a side condition is about.
"""

from __future__ import annotations

import pytest

from verify import equal, holds
from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove import operators, prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.recheck import recheck
from verify.sort import INTEGER
from verify.term import ONE, TWO, ZERO, Term, binder, make, power, relation, summation, symbol

N = {"n": "natural"}
BETA = {"beta": "in (0, 1)", "g": "real", "t": "natural"}
STEP = {"h": "real", "a": "real", "b": "real", "x_0": "real", "t": "natural"}
P = {"p": "distribution on 1..K"}
PQ = {"p": "distribution on 1..K", "q": "distribution on 1..K"}
MIXTURE = {"w": "distribution on 1..K", "s": "sequence K of real", "m": "sequence K of real"}
LOGITS = {"y": "distribution on 1..K", "z": "sequence K of real"}
WX = {"w": "sequence n of real", "x": "sequence n of real", "n": "natural"}
DECAY = {"w": "positive", "x": "sequence T of real", "T": "natural"}
BERNOULLI = {"p": "in (0, 1)", "n": "natural"}
RATES = {"a": "positive", "b": "positive", "k": "natural"}
BELOW = {"n": "natural", "k": "integer in 1..n"}
RIDGE = {"d": "natural", "s": "sequence d of positive", "h": "positive"}
SAMPLE = {"n": "natural", "d": "natural", "x": "sequence n of vector d", "m": "vector d", "S": "positive definite matrix d"}
UP_TO_20 = {"n": "integer in 1..20"}
LABELS = {"y": "sequence n of in {0, 1}", "z": "sequence n of real", "n": "natural"}

TRUE = {
    # what does not depend on the index is drawn out, and cancelled, before a closed form is looked for
    ("sum(beta^i*g, i, 0, t-1)", "g*(1-beta^t)/(1-beta)"): BETA,
    ("sum(beta^(t-k)*g, k, 1, t)", "g*(1-beta^t)/(1-beta)"): BETA,
    ("sum(c*k, k, 1, n)", "c*n*(n+1)/2"): {"c": "real", "n": "natural"},
    ("1 + sum((k-1)*s^(l-1), l, 1, L)", "1 + (k-1)*(s^L-1)/(s-1)"): {"k": "real", "s": "integer in 2..9", "L": "natural"},
    # the sign of a base and a factor below are cases: r > 1, r = 1, r < 0 ...
    ("sum(r^i, i, 0, n-1)", "(1-r^n)/(1-r)"): {"r": "real", "n": "natural"},
    ("(1 - h*a)^t*x_0 + h*b*sum((1 - h*a)^s, s, 0, t-1)", "b/a + (1-h*a)^t*(x_0 - b/a)"): STEP,
    # the probabilities of a distribution have the sum 1
    ("-sum(p_k*log(p_k), k, 1, K)", "log(K) - sum(p_k*log(K*p_k), k, 1, K)"): P,
    ("1 - sum(p_k^2, k, 1, K)", "sum(p_k*(1 - p_k), k, 1, K)"): P,
    ("sum(q_k^2/p_k, k, 1, K) - 1", "sum((q_k - p_k)^2/p_k, k, 1, K)"): PQ,
    ("sum((sqrt(p_k) - sqrt(q_k))^2, k, 1, K)/2", "1 - sum(sqrt(p_k*q_k), k, 1, K)"): PQ,
    (
        "-sum(y_k*log(exp(z_k)/sum(exp(z_j), j, 1, K)), k, 1, K)",
        "log(sum(exp(z_j), j, 1, K)) - sum(y_k*z_k, k, 1, K)",
    ): LOGITS,
    (
        "sum(w_k*(s_k^2 + m_k^2), k, 1, K) - sum(w_k*m_k, k, 1, K)^2",
        "sum(w_k*s_k^2, k, 1, K) + sum(w_k*(m_k - sum(w_j*m_j, j, 1, K))^2, k, 1, K)",
    ): MIXTURE,
    # what is counted n times is shared out among the summands
    ("sum(s_j^2/(s_j^2 + h), j, 1, d)", "d - h*sum(1/(s_j^2 + h), j, 1, d)"): RIDGE,
    ("sum(s_j/(s_j + h) + h/(s_j + h), j, 1, d) - 1", "d - 1"): RIDGE,
    ("sum((x_i - m)'*inv(S)*(x_i - m), i, 1, n)", "sum(tr(inv(S)*(x_i - m)*(x_i - m)'), i, 1, n)"): SAMPLE,
    # what is said of another name does not stand in the way of an induction, and an upper bound goes along with it
    ("n!", "product(i, i, 1, n)"): BELOW,
    ("2^n*n!", "product(2*i, i, 1, n)"): BELOW,
    ("1/(n+1)", "product(i/(i+1), i, 1, n)"): BELOW,
    ("sum(i, i, 1, k)", "k*(k+1)/2 + max(0, k - n)"): BELOW,
    # products with matrices and traces are linear
    ("sum((x_i - m)'*inv(S)*(x_i - m), i, 1, n)", "tr(inv(S)*sum((x_i - m)*(x_i - m)', i, 1, n))"): SAMPLE,
    ("m'*inv(S)*(sum(x_i*x_i', i, 1, n)/n)*m", "sum(m'*inv(S)*x_i*x_i'*m, i, 1, n)/n"): SAMPLE,
    ("sum(1 - (x_i - m)'*inv(S)*(x_i - m), i, 1, n)", "n - sum(tr(inv(S)*(x_i - m)*(x_i - m)'), i, 1, n)"): SAMPLE,
    # another place to count from, and the other end
    ("sum(w_j*x_{n+1-j}, j, 1, n)", "sum(x_j*w_{n+1-j}, j, 1, n)"): WX,
    ("sum(x_{i+1}, i, 0, n-1)", "sum(x_i, i, 1, n)"): WX,
    ("sum(w^(T-t)*x_t, t, 1, T)", "sum(w^k*x_{T-k}, k, 0, T-1)"): DECAY,
    ("product(x_{i+1}, i, 0, n-1)", "product(x_{n+1-i}, i, 1, n)"): WX,
    # induction
    ("product(1-1/k^2, k, 2, n)", "(n+1)/(2*n)"): N,
    ("product((k+1)/k, k, 1, n)", "n+1"): N,
    ("product(k-2, k, 1, n+3)", "0"): N,
    ("product(k, k, 1, n)", "n!"): N,
    ("sum(k^3, k, 1, n)", "sum(k, k, 1, n)^2"): N,
    ("sum(1/(k*(k+1)), k, 1, n)", "n/(n+1)"): N,
    # induction up to a bound, and one value after the other where no rule is for all of them
    ("sum(1/k - 1/(k+2), k, 1, n)", "3/2 - 1/(n+1) - 1/(n+2)"): UP_TO_20,
    ("(1-b)*sum(b^(t-i), i, 1, t)", "1 - b^t"): {"b": "in (0, 1)", "t": "integer in 1..15"},
    ("1 + sum((k-1)*2^(l-1), l, 1, L)", "2^L*(k-1) - k + 2"): {"k": "integer in 2..9", "L": "integer in 1..12"},
    ("sum(k, k, 1, n)", "n*(n+1)/2"): {"n": "integer in 1..1000000"},
    ("sum(binomial(n,k)*(-1)^k/(k+1), k, 0, n)", "1/(n+1)"): UP_TO_20,
    ("sum(binomial(n,k)^2, k, 0, n)", "binomial(2*n, n)"): {"n": "integer in 0..12"},
    ("sum(binomial(n,k)^2, k, 0, n) + floor(n/12)", "binomial(2*n, n)"): {"n": "integer in 0..11"},
    # binomial sums
    ("sum(binomial(n,k), k, 0, n)", "2^n"): N,
    ("sum(k*binomial(n,k), k, 0, n)", "n*2^(n-1)"): N,
    ("sum(binomial(n,k)*p^k*(1-p)^(n-k), k, 0, n)", "1"): BERNOULLI,
    ("sum(k*binomial(n,k)*p^k*(1-p)^(n-k), k, 0, n)", "n*p"): BERNOULLI,
    ("sum(k^2*binomial(n,k)*p^k*(1-p)^(n-k), k, 0, n)", "n*p*(1-p) + n^2*p^2"): BERNOULLI,
    ("sum(binomial(n,k)*p^k*(1-p)^(n-k), k, 1, n)", "1-(1-p)^n"): BERNOULLI,
    ("sum(a^j/j!*b^(k-j)/(k-j)!, j, 0, k)", "(a+b)^k/k!"): RATES,
    # infinite sums: from another number than 0, and with a base of any sign
    ("sum(k*p*(1-p)^(k-1), k, 1, inf)", "1/p"): {"p": "in (0, 1)"},
    ("sum(k*q^(k-1)*(1-q), k, 1, inf)", "1/(1-q)"): {"q": "in (0, 1)"},
    ("sum(a^k/k!, k, 1, inf)", "exp(a) - 1"): {"a": "positive"},
    ("sum(a^k/k!, k, 0, inf)", "exp(a)"): {"a": "real"},
    ("sum(k*a^k/k!, k, 0, inf)", "a*exp(a)"): {"a": "real"},
    ("sum(r^k, k, 0, inf)", "1/(1-r)"): {"r": "in (-1, 1)"},
    ("sum(k*r^(k-1), k, 1, inf)", "1/(1-r)^2"): {"r": "in (-1, 1)"},
    # summand by summand: in the cells of a summand, and at each value of a label
    ("sum(max(z_i, 0), i, 1, n)", "sum((abs(z_i) + z_i)/2, i, 1, n)"): LABELS,
    ("sum(y_i^2, i, 1, n)", "sum(y_i, i, 1, n)"): LABELS,
    ("sum(log(1 + exp(z_i)) - y_i*z_i, i, 1, n)", "sum(log(1 + exp((1 - 2*y_i)*z_i)), i, 1, n)"): LABELS,
}

TRUE |= {
    # powers of bases of any sign, beside each other
    ("sum((-1)^k binomial(n,k) x^k, k, 0, n)", "(1-x)^n"): {"x": "positive", "n": "natural"},
    ("sum((-1)^k binomial(n,k) exp(-k x), k, 0, n)", "(1-exp(-x))^n"): {"x": "positive", "n": "natural"},
    ("sum(binomial(n,k) r^k, k, 0, n)", "(1+r)^n"): {"r": "real", "n": "natural"},
    ("sum(k binomial(n,k) r^k, k, 0, n)", "n r (1+r)^(n-1)"): {"r": "real", "n": "natural"},
    ("sum((-1)^k binomial(n,k), k, 0, n)", "0"): N,
    ("sum(k (-1)^k binomial(n,k), k, 0, n)", "0"): {"n": "integer >= 2"},
    ("sum((-1)^k binomial(n,k) p^k (1-p)^(n-k), k, 0, n)", "(1-2 p)^n"): BERNOULLI,
    ("sum((-1)^k x^k/factorial(k), k, 0, inf)", "exp(-x)"): {"x": "positive"},
    ("sum((-1)^k x^k, k, 0, inf)", "1/(1+x)"): {"x": "in (0, 1)"},
}

FALSE = {
    "false for n = 1, where the power of 1 + r is 0^0": ("sum(k (-1)^k binomial(n,k), k, 0, n)", "0", N),
    "false for n = 0": ("sum((-1)^k binomial(n,k), k, 0, n)", "0", {"n": "integer >= 0"}),
    "false for n = 1 and 2": ("sum(k^2 (-1)^k binomial(n,k), k, 0, n)", "0", N),
    "an alternating sum without its signs": ("sum((-1)^k binomial(n,k) x^k, k, 0, n)", "(1+x)^n", {"x": "positive", **N}),
    "false at the last value only": (
        "sum(binomial(n,k)^2, k, 0, n) + floor(n/12)", "binomial(2*n, n)", {"n": "integer in 0..12"},
    ),
    "false at a value beyond the few": (
        "sum(binomial(n,k)^2, k, 0, n) + floor(n/70)", "binomial(2*n, n)", {"n": "integer in 0..70"},
    ),
    "an induction over values with gaps": ("sum(k, k, 1, n)", "n + 0*n + (n-1)*(n-3)", {"n": "in {1, 3, 4}"}),
    "the base fails, up to a bound": ("sum(1/k - 1/(k+2), k, 1, n)", "1 - 1/(n+1) - 1/(n+2)", UP_TO_20),
    "the last step fails, up to a bound": ("sum(1, k, 1, n)", "min(n, 19)", UP_TO_20),
    "a closed form that is right up to the upper bound only": (
        "sum(i, i, 1, k)", "k*(k+1)/2 + max(0, k - n)", {**N, "k": "natural"},
    ),
    "one that is right from the lower bound on only": ("sum(i, i, 1, k)", "k*(k+1)/2 + max(0, n - k)", {**N, "k": "natural"}),
    "a negative size counts nothing": ("sum(c, k, 1, n)", "n*c", {"n": "integer", "c": "real"}),
    "a rest beside a negative size": ("sum(k, k, 1, n) + n*h", "sum(k + h, k, 1, n)", {"n": "integer", "h": "real"}),
    "one summand more": ("sum(s_j/(s_j + h), j, 1, d)", "d + 1 - h*sum(1/(s_j + h), j, 1, d)", RIDGE),
    "a rest that is counted once": ("sum(s_j/(s_j + h), j, 1, d)", "1 - h*sum(1/(s_j + h), j, 1, d)", RIDGE),
    "a sum on the other side of a matrix": (
        "m'*inv(S)*(sum(x_i*x_i', i, 1, n))*A*m", "sum(m'*inv(S)*A*x_i*x_i'*m, i, 1, n)", {**SAMPLE, "A": "matrix d d"},
    ),
    "an infinite sum in a product": ("m'*sum(c^k*m, k, 0, inf)", "sum(m'*c^k*m, k, 0, inf)", {"m": "vector d", "c": "real"}),
    "a transpose in a sum": (
        "sum((x_i - m)'*A*x_i, i, 1, n)", "sum(tr(A*(x_i - m)*x_i'), i, 1, n)", {**SAMPLE, "A": "matrix d d"},
    ),
    "one power too many": ("sum(beta^i*g, i, 0, t)", "g*(1-beta^t)/(1-beta)", BETA),
    "the sum begins at 1": ("sum(beta^i*g, i, 1, t)", "g*(1-beta^t)/(1-beta)", BETA),
    "the factor is lost": ("sum(c*k, k, 1, n)", "n*(n+1)/2", {"c": "real", "n": "natural"}),
    "right but for n = 0": ("sum(1, k, 1, n+1)", "n + 1 + (if n < 1 then 1 else 0)", {"n": "integer >= 0"}),
    "the base of the induction fails": ("sum(k, k, 1, n)", "n*(n+1)/2 + 1", N),
    "the range begins behind its end": ("sum(k, k, 3, n)", "n*(n+1)/2 - 3", {"n": "natural"}),
    "the product begins behind its end": ("product(k, k, 3, n)", "n!/2", N),
    "right where h is not 0": ("sum(0, s, 0, t-1) + h*t", "if h = 0 then 1 else h*t", {"h": "real", "t": "natural"}),
    "the last step without its factor": (
        "(1 - h*a)^t*x_0 + b*sum((1 - h*a)^s, s, 0, t-1)", "b/a + (1-h*a)^t*(x_0 - b/a)", STEP,
    ),
    "all but one probability": ("sum(p_k, k, 1, K-1)", "1", P),
    "twice the first probability": ("sum(p_k, k, 0, K-1)", "1", P),
    "weights without the sum 1": ("sum(p_k, k, 1, K)", "1", {"p": "sequence K of positive"}),
    "squares of probabilities": ("sum(p_k^2, k, 1, K)", "1", P),
    "the entropy of something else": ("-sum(p_k*log(p_k), k, 1, K)", "log(K) - sum(p_k*log(p_k), k, 1, K)", P),
    "the divergence without its square": ("sum(q_k^2/p_k, k, 1, K)", "sum((q_k - p_k)^2/p_k, k, 1, K)", PQ),
    "a mixture without the spread of its means": (
        "sum(w_k*(s_k^2 + m_k^2), k, 1, K) - sum(w_k*m_k, k, 1, K)^2", "sum(w_k*s_k^2, k, 1, K)", MIXTURE,
    ),
    "turned round by one too few": ("sum(w_j*x_{n+1-j}, j, 1, n)", "sum(w_j*x_j, j, 1, n)", WX),
    "turned round on one side only": ("sum(j*x_{n+1-j}, j, 1, n)", "sum(j*x_j, j, 1, n)", WX),
    "shifted by one too few": ("sum(w^(T-t)*x_t, t, 1, T)", "sum(w^(k+1)*x_{T-k}, k, 0, T-1)", DECAY),
    "one term fewer": ("sum(k^2, k, 1, n)", "sum(k^2, k, 1, n-1)", N),
    "a product with another first factor": ("product(1-1/k^2, k, 2, n)", "(n+1)/n", N),
    "a product from where it is 0": ("product(1-1/k^2, k, 1, n)", "(n+1)/(2*n)", N),
    "cubes against one square": ("sum(k^3, k, 1, n)", "sum(k^2, k, 1, n)^2", N),
    "a power of 2 too many": ("sum(k*binomial(n,k), k, 0, n)", "n*2^n", N),
    "a binomial sum without its first term": ("sum(binomial(n,k)*p^k*(1-p)^(n-k), k, 1, n)", "1", BERNOULLI),
    "a binomial sum without its last term": ("sum(binomial(n,k)*p^k*(1-p)^(n-k), k, 0, n-1)", "1", BERNOULLI),
    "a binomial sum beyond its first term, perhaps empty": ("sum(binomial(n,k), k, 2, n)", "2^n - 1 - n", {"n": "integer >= -3"}),
    "the convolution without its factorial": ("sum(a^j/j!*b^(k-j)/(k-j)!, j, 0, k)", "(a+b)^k", RATES),
    "a series that diverges": ("sum(r^k, k, 0, inf)", "1/(1-r)", {"r": "in (1, 2)"}),
    "a series that diverges at its end": ("sum(r^k, k, 0, inf)", "1/(1-r)", {"r": "in [-1, 1)"}),
    "a series from 1": ("sum(r^k, k, 1, inf)", "1/(1-r)", {"r": "in (-1, 1)"}),
    "a series with the other sign": ("sum(a^k/k!, k, 0, inf)", "exp(-a)", {"a": "real"}),
    "labels that are not 0 or 1": ("sum(y_i^2, i, 1, n)", "sum(y_i, i, 1, n)", {**LABELS, "y": "sequence n of in {-1, 1}"}),
    "labels that are any number": ("sum(y_i^2, i, 1, n)", "sum(y_i, i, 1, n)", {**LABELS, "y": "sequence n of real"}),
    "the wrong sign of the label": (
        "sum(log(1 + exp(z_i)) - y_i*z_i, i, 1, n)", "sum(log(1 + exp((2*y_i - 1)*z_i)), i, 1, n)", LABELS,
    ),
    "equal sums of different summands": ("sum(z_i, i, 1, n)", "sum(z_1, i, 1, n)", LABELS),
}  # fmt: skip


@pytest.mark.parametrize(("sides", "symbols"), TRUE.items(), ids=map(" = ".join, TRUE))
def test_proved_and_accepted(sides: tuple[str, str], symbols: dict[str, str]) -> None:
    verdict = equal(*sides, symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize(("left", "right", "symbols"), FALSE.values(), ids=FALSE)
def test_not_proved(left: str, right: str, symbols: dict[str, str]) -> None:
    verdict = equal(left, right, symbols)
    assert verdict.truth != "proved"
    assert not any("contradiction" in reason or "did not accept" in reason for reason in verdict.reasons)


k, n = symbol("k", INTEGER), symbol("n", INTEGER)
delta = make("delta", (k, ZERO))
OF_ANY_INTEGER = {  # inside of 1 <= k <= n it is known that n > 0, which says nothing of a range that is empty
    "the number of terms": (summation(k, ONE, n, ONE), n),
    "a place of the range": (summation(k, ZERO, n, delta), ONE),
    "the number of factors": (binder("product", k, ONE, n, TWO), power(TWO, n)),
}


@pytest.mark.parametrize(("left", "right"), OF_ANY_INTEGER.values(), ids=OF_ANY_INTEGER)
def test_what_is_known_inside_of_a_range_does_not_count_outside(
    left: Term, right: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question(canonical(relation("eq", left, right)))
    assert not isinstance(prove(question, Fuel()), Proof)
    monkeypatch.setattr(operators, "_signs_known_now", lambda form: form.signs.of_fraction)
    found = prove(question, Fuel())
    assert isinstance(found, Proof)
    assert recheck(found) != ()


def test_the_closed_form_has_a_hole_that_the_sum_has_not() -> None:
    verdict = equal("sum(r^i, i, 0, n-1)", "(1-r^n)/(1-r)", {"r": "real", "n": "natural"})
    assert (verdict.domain, len(verdict.exceptions)) == ("common", 1)


EMPTY_AT_ZERO = {"n": "integer >= 0", "x": "sequence n of real", "m": "nonzero", "y": "real"}


@pytest.mark.parametrize(
    ("left", "right"),
    [("sum(1/n, k, 1, n)", "1"), ("n*sum(1/n^2, k, 1, n)", "1"), ("sum(m/(m*n), k, 1, n)", "1")],
)
def test_a_quotient_is_not_cancelled_where_the_sum_may_be_empty(
    left: str, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At n = 0 the sum is 0, whatever stands in it."""
    verdict = equal(left, right, EMPTY_AT_ZERO)
    assert verdict.truth == "refuted" and verdict.counterexample is not None
    question = equal_question(left, right)
    monkeypatch.setattr(operators, "_is_never_zero", lambda sign: True)
    found = prove(question, Fuel())
    assert isinstance(found, Proof) and recheck(found) != ()


@pytest.mark.parametrize(
    ("left", "right"),
    [("sum(x_k/(n+1), k, 1, n)", "sum(x_k, k, 1, n)/(n+1)"), ("sum(1/(n+1), k, 0, n)", "1"), ("sum(1/y, k, 1, n)", "n/y")],
)
def test_a_quotient_is_drawn_out_of_a_sum_that_may_be_empty(left: str, right: str) -> None:
    assert equal(left, right, EMPTY_AT_ZERO).truth == "proved"


def equal_question(left: str, right: str) -> Question:
    names = declarations(EMPTY_AT_ZERO)
    sides = (read_formula(side, names).term for side in (left, right))
    return Question(canonical(relation("eq", *sides)))


WEIGHTS = {"p": "distribution on 1..K", "q": "distribution on 1..K", "K": "natural", "Q": "sequence K of real", "tau": "positive"}


# A weight may be 0, where a logarithm has no value: what is said of the sums is said where they have values.
@pytest.mark.parametrize(
    "statement",
    [
        "sum(p_i log(q_i/p_i), i, 1, K) <= sum(p_i (q_i/p_i - 1), i, 1, K)",
        "sum(p_i log(2 p_i/(p_i + q_i)), i, 1, K) <= sum(p_i log(2), i, 1, K)",
        "log(1 + sum((p_i - q_i)^2/q_i, i, 1, K)) <= sum((p_i - q_i)^2/q_i, i, 1, K)",
        "sum(exp(Q_i/tau), i, 1, K) <= sum(exp(largest(Q_j, j, 1, K)/tau), i, 1, K)",
    ],
)
def test_summands_where_they_have_values(statement: str) -> None:
    found = holds(statement, WEIGHTS)
    assert (found.truth, found.trust) == ("proved", "checked"), found.reasons


@pytest.mark.parametrize(
    "statement",
    [
        "sum(p_i log(q_i/p_i), i, 1, K) <= sum(p_i (q_i/p_i - 2), i, 1, K)",
        "sum(p_i (q_i/p_i - 1), i, 1, K) <= sum(p_i log(q_i/p_i), i, 1, K)",
    ],
)
def test_summands_that_are_not_in_order(statement: str) -> None:
    assert holds(statement, WEIGHTS).truth == "refuted"
