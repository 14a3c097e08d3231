"""The independent check of counterexamples: what it confirms, and the forgeries that it does not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.decide import decide
from verify.question import Counterexample, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.refutation import Finding, check_refutation
from verify.sort import REAL, Random
from verify.term import Term, add, equal, expect, matmul, mul, number, power, symbol, transpose


def asked(statement: str, words: dict[str, str] | None = None, *hypotheses: str) -> Question:
    symbols = declarations(words or {})
    return Question(read_text(statement, symbols).term, tuple(read_text(each, symbols).term for each in hypotheses))


def checked(question: Question, point: dict[str, str], left: str = "?", right: str = "?") -> Finding:
    return check_refutation(question, Counterexample(tuple(point.items()), left, right))


# name: (statement, declarations, hypotheses, point)
CONFIRMED = {
    "a square root": ("sqrt(x^2) = x", {}, (), {"x": "-1"}),
    "an inequality at its boundary": ("x < x^2", {}, (), {"x": "1"}),
    "an inequality of irrational numbers": ("exp(x) <= 1 + x", {}, (), {"x": "1"}),
    "a difference in the fortieth digit": ("exp(x) = 1 + x", {}, (), {"x": "1/100000000000000000000"}),
    "a hypothesis that holds": ("x = y", {}, ("x < y",), {"x": "0", "y": "1"}),
    "an implication": ("x > 0 implies x > 1", {}, (), {"x": "1"}),
    "a conjunction with one false part": ("x = x and x = 2", {}, (), {"x": "1"}),
    "a conjunction with a false part beside an undefined one": ("1/x = 1 and x = 2", {}, (), {"x": "0"}),
    "a symbol that the failing part does not need": ("x = 0 and y = y", {}, (), {"x": "1"}),
    "a branch that is not chosen and not defined": ("piecewise((log(x), x > 0), (1, true)) = 0", {}, (), {"x": "-1"}),
    "equal irrational numbers": ("sqrt(x)^2 < x", {}, (), {"x": "2"}),
    "equal numbers with a sine moved by its period": ("sin(x + 2 pi) != sin(x)", {}, (), {"x": "1"}),
    "a hypothesis between equal irrational numbers": ("x = 2", {}, ("sin(x + 2 pi k) = sin(x)",), {"x": "1", "k": "3"}),
    "equal entries of matrices": (
        "exp(w' w) < exp(w' A w)", {"w": "vector n", "A": "matrix n"}, (), {"n": "1", "w": "[1/2]", "A": "[1]"}),
    "a huge power": ("x^(10^9) = 1", {}, (), {"x": "1000000007/3"}),
    "0^0 with a literal exponent": ("x^0 = 0", {}, (), {"x": "0"}),
    "a sum": ("sum(k, k, 1, n) = n^2", {"n": "natural"}, (), {"n": "2"}),
    "an empty sum": ("sum(k, k, 1, n) = 1", {"n": "integer >= 0"}, (), {"n": "0"}),
    "an empty product": ("product(k, k, 1, n) = 0", {"n": "integer >= 0"}, (), {"n": "0"}),
    "gamma": ("gamma(x + 1) = gamma(x)", {"x": "positive"}, (), {"x": "1/2"}),
    "a derivative": ("diff(tanh(x), x) = 1 + tanh(x)^2", {}, (), {"x": "1"}),
    "a second derivative": ("diff(x^4, x, 2) = 12 x", {}, (), {"x": "2"}),
    "a derivative away from the kink": ("diff(abs(x), x) = 1", {}, (), {"x": "-1"}),
    "a derivative of log gamma": ("diff(lgamma(x), x) = 0", {"x": "positive"}, (), {"x": "1"}),
    "matrices that do not commute": (
        "A B = B A", {"A": "matrix n", "B": "symmetric matrix n"}, (),
        {"n": "2", "A": "[[0, 1], [0, 0]]", "B": "[[1, 0], [0, 0]]"}),
    "a determinant": ("det(2 A) = 2 det(A)", {"A": "matrix n"}, (), {"n": "2", "A": "[[1, 0], [0, 1]]"}),
    "an inverse": ("inv(A) = A", {"A": "invertible matrix n"}, (), {"n": "1", "A": "[2]"}),
    "a gradient": (
        "grad(w' A w, w) = A w", {"A": "matrix n", "w": "vector n"}, (), {"n": "2", "w": "[1, 2]", "A": "[[1, 0], [3, 1]]"}),
    "a sequence": ("sum(x_i, i, 1, n) = n", {"x": "sequence n of positive"}, (), {"n": "2", "x": "(1, 3)"}),
    "an unknown function": ("f(x + y) = f(x) + f(y)", {"f": "function"}, (), {"f(u)": "u^2", "x": "1", "y": "1"}),
    "an increasing function": ("f(x) = 0", {"f": "increasing function"}, (), {"f(u)": "2 (u^3 + u) + 1", "x": "1"}),
    "a convex function": ("f(x) = 0", {"f": "convex function"}, (), {"f(u)": "u^2 - u", "x": "2"}),
    "an even function": ("f(x) = 0", {"f": "even function"}, (), {"f(u)": "u^2 + 1/3", "x": "2"}),
    "a derivative along an entry": (
        "diff(sum(x_i^2, i, 1, n), x_j) = x_j", {"x": "sequence n of real", "j": "natural"}, (),
        {"n": "2", "x": "(1, 3)", "j": "2"}),
    "the derivative of an unknown function": ("f'(x) = f(x)", {"f": "smooth function"}, (), {"f(u)": "u^2", "x": "1"}),
}  # fmt: skip


# name: (a formula with derivatives in derivatives, its value, declarations, point)
NESTED_DERIVATIVES = {
    "a mixed partial derivative": ("diff(diff(exp(x y), x), y)", "(1 + x y) exp(x y)", {}, {"x": "1", "y": "2"}),
    "a mixed partial derivative where x y is 0": ("diff(diff(exp(x y), x), y)", "1", {}, {"x": "0", "y": "0"}),
    "in the other order": ("diff(diff(x^3 y^2, y), x)", "6 x^2 y", {}, {"x": "2", "y": "3"}),
    "twice and once": ("diff(diff(x^3 y^2, x, 2), y)", "12 x y", {}, {"x": "2", "y": "3"}),
    "once and twice": ("diff(diff(sin(x y), x), y, 2)", "-2 x sin(x y) - x^2 y cos(x y)", {}, {"x": "2", "y": "1/3"}),
    "three variables": ("diff(diff(diff(x y^2 z^3, x), y), z)", "6 y z^2", {}, {"x": "5", "y": "2", "z": "3"}),
    "x between two of y": ("diff(diff(diff(x^2 y^3, y), x), y)", "12 x y", {}, {"x": "5", "y": "2"}),
    "the same variable": ("diff(diff(x^4, x), x)", "12 x^2", {}, {"x": "3"}),
    "the same variable, with a factor between": ("diff(x diff(x^3, x), x)", "9 x^2", {}, {"x": "2"}),
    "a factor of the outer variable between": ("diff(y diff(x^2 y, x), y)", "4 x y", {}, {"x": "3", "y": "2"}),
    "a product of derivatives": (
        "diff(diff(x^2 y, x) diff(x y^3, y), x)", "12 x y^3", {}, {"x": "3", "y": "2"}),
    "a function of a derivative": (
        "diff(log(diff(x^2 y^2, x)), y)", "2/y", {"x": "positive", "y": "positive"}, {"x": "3", "y": "2"}),
    "away from a kink": ("diff(diff(x abs(y), x), y)", "-1", {}, {"x": "3", "y": "-2"}),
    "entries of a sequence": (
        "diff(diff(sum(x_i^2, i, 1, n)^2, x_j), x_k)", "8 x_j x_k", {"x": "sequence n of real", "j": "natural", "k": "natural"},
        {"n": "2", "x": "(1, 3)", "j": "1", "k": "2"}),
    "a number of a gradient": (
        "diff(y grad(w' w, w)' w y, y)", "4 y w' w", {"w": "vector n"}, {"n": "2", "w": "[1, 2]", "y": "3"}),
    "a gradient with a number": (
        "a' grad(diff(exp(y) w' w, y), w)", "2 exp(y) a' w", {"w": "vector n", "a": "vector n"},
        {"n": "2", "w": "[1, 2]", "a": "[3, 5]", "y": "1"}),
}  # fmt: skip


@pytest.mark.parametrize("name", NESTED_DERIVATIVES)
def test_derivatives_in_derivatives(name: str) -> None:
    formula, value, words, point = NESTED_DERIVATIVES[name]
    wrong = checked(asked(f"{formula} = {value} + 1", words), point)
    assert wrong == Finding("confirmed")
    right = checked(asked(f"{formula} = {value}", words), point)
    assert right.status in ("contradicted", "unsupported")  # balls that overlap are not known to be equal
    near = checked(asked(f"{formula} < {value} + 1/10^9 and {formula} > {value} - 1/10^9", words), point)
    assert near == Finding("contradicted", "the statement holds at the point")


@pytest.mark.parametrize("name", CONFIRMED)
def test_confirmed(name: str) -> None:
    statement, words, hypotheses, point = CONFIRMED[name]
    assert checked(asked(statement, words, *hypotheses), point) == Finding("confirmed")


CONTRADICTED = {
    "the statement holds": ("x^2 = x", {}, (), {"x": "1"}),
    "the hypothesis does not": ("x = 2", {}, ("x > 1",), {"x": "1"}),
    "two matrices that commute": (
        "A B = B A", {"A": "matrix n", "B": "matrix n"}, (), {"n": "2", "A": "[[1, 0], [0, 1]]", "B": "[[1, 2], [3, 4]]"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTED)
def test_a_point_that_refutes_nothing_is_contradicted(name: str) -> None:
    statement, words, hypotheses, point = CONTRADICTED[name]
    assert checked(asked(statement, words, *hypotheses), point).status == "contradicted"


DENSITY = {"p": "density of x, z", "x": "outcome", "z": "outcome"}
INVALID = {
    "a value outside of the sort": ("x = 0", {"x": "positive"}, (), {"x": "-1"}),
    "a fraction for an integer": ("n = 0", {"n": "integer"}, (), {"n": "1/2"}),
    "a side that is undefined": ("log(x) = 0", {}, (), {"x": "-1"}),
    "a division by zero": ("1/x = 0", {}, (), {"x": "0"}),
    "0^y for a real exponent 0": ("0^y = 0", {}, (), {"y": "0"}),
    "a cube root of a negative number": ("x^(1/3) = 0", {}, (), {"x": "-1"}),
    "a root of what is negative by its form": ("sqrt(exp(x) - exp(2 x)) < 1", {}, (), {"x": "1"}),
    "a quotient by what is zero by its form": ("1/(exp(2 x) - exp(x)^2) < 1", {}, (), {"x": "1"}),
    "a value that is missing": ("x = y", {}, (), {"x": "1"}),
    "a value of a name that does not occur": ("x = 0", {}, (), {"x": "1", "y": "1"}),
    "a value that is no number": ("x = 0", {}, (), {"x": "__import__('os')"}),
    "a decimal": ("x = 0", {}, (), {"x": "0.5"}),
    "a denominator 0": ("x = 0", {}, (), {"x": "1/0"}),
    "a matrix that is not symmetric": ("A = 0 A", {"A": "symmetric matrix n"}, (), {"n": "2", "A": "[[1, 2], [0, 1]]"}),
    "a matrix of another size": ("A = 0 A", {"A": "matrix n"}, (), {"n": "3", "A": "[[1, 2], [0, 1]]"}),
    "a singular matrix for an invertible one": ("A = 0 A", {"A": "invertible matrix n"}, (), {"n": "2", "A": "[[1, 1], [1, 1]]"}),
    "an indefinite matrix for a semidefinite one": (
        "A = 0 A", {"A": "positive semidefinite matrix n"}, (), {"n": "2", "A": "[[0, 0], [0, -1]]"}),
    "a semidefinite matrix for a definite one": (
        "A = 0 A", {"A": "positive definite matrix n"}, (), {"n": "2", "A": "[[1, 0], [0, 0]]"}),
    "a matrix that is not orthogonal": ("A = 0 A", {"A": "orthogonal matrix n"}, (), {"n": "1", "A": "[2]"}),
    "a full matrix for a diagonal one": ("A = 0 A", {"A": "diagonal matrix n"}, (), {"n": "2", "A": "[[1, 1], [0, 1]]"}),
    "a sequence of another length": ("sum(x_i, i, 1, n) = n", {"x": "sequence n of real"}, (), {"n": "3", "x": "(1, 3)"}),
    "an element outside of its sort": ("sum(x_i, i, 1, n) = n", {"x": "sequence n of positive"}, (), {"n": "2", "x": "(1, -3)"}),
}  # fmt: skip


@pytest.mark.parametrize("name", INVALID)
def test_what_is_no_point_of_the_domain_with_two_values_is_invalid(name: str) -> None:
    statement, words, hypotheses, point = INVALID[name]
    assert checked(asked(statement, words, *hypotheses), point).status == "invalid"


NOT_EVALUATED = {
    "the derivative of abs at 0": ("diff(abs(x), x) = 1", {}, (), {"x": "0"}),
    "the derivative of a root at 0": ("diff(x^(3/2), x) = 1", {}, (), {"x": "0"}),
    "the derivative of max at a tie": ("diff(max(x, 0), x) = 1", {}, (), {"x": "0"}),
    "the derivative of a floor at a jump": ("diff(floor(x), x) = 1", {}, (), {"x": "1"}),
    "equal irrational numbers of different forms": ("sin(x)^2 + cos(x)^2 < 1", {}, (), {"x": "1"}),
    "a hypothesis between numbers of different forms": ("x = 2", {}, ("sin(x)^2 + cos(x)^2 = 1",), {"x": "1"}),
    "an integral over the reals": ("integral(x, x, 0, 1) = 1", {}, (), {}),
    "gamma of a large number": ("gamma(x) = 1", {"x": "positive"}, (), {"x": "100000000001/2"}),
    "a long sum": ("sum(k, k, 1, n) = 0", {"n": "natural"}, (), {"n": "1000000000"}),
    "a gradient by a symmetric matrix": (
        "grad(trace(A A), A) = 0 A", {"A": "symmetric matrix n"}, (), {"n": "1", "A": "[2]"}),
    "a function that is not increasing": ("f(x) = 0", {"f": "increasing function"}, (), {"f(u)": "-u", "x": "1"}),
    "a function that is not convex": ("f(x) = 0", {"f": "convex function"}, (), {"f(u)": "u^3", "x": "1"}),
    "a function that is not odd": ("f(x) = 0", {"f": "odd function"}, (), {"f(u)": "u + 1", "x": "1"}),
    "a function that increases nowhere": ("f(x) = 0", {"f": "increasing function"}, (), {"f(u)": "1", "x": "1"}),
    "a function with a pole": ("f(x) = 0", {"f": "function"}, (), {"f(u)": "1/u", "x": "1"}),
    "a function that is not smooth": ("f(x) = 0", {"f": "smooth function"}, (), {"f(u)": "abs(u)", "x": "1"}),
    "a function of another name": ("f(x) = 0", {"f": "function"}, (), {"f(u)": "u + x", "x": "1"}),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_EVALUATED)
def test_what_this_check_cannot_evaluate_is_neither_confirmed_nor_denied(name: str) -> None:
    statement, words, hypotheses, point = NOT_EVALUATED[name]
    assert checked(asked(statement, words, *hypotheses), point).status == "unsupported"


def test_the_values_shown_have_to_be_the_values() -> None:
    question = asked("exp(x) = 1 + x")
    assert checked(question, {"x": "1"}, "2.718281828...", "2").status == "confirmed"
    assert checked(question, {"x": "1"}, "2.718281829...", "2").status == "invalid"
    assert checked(question, {"x": "1"}, "2.718281828...", "3").status == "invalid"
    assert checked(asked("-exp(x) = 0"), {"x": "1"}, "-2.718281828...", "0").status == "confirmed"


TABLE = {"p(x, z)": "[[1/2, 1/4], [1/8, 1/8]]", "x": "state 1", "z": "state 2"}
MEANS = {
    "a joint density that is no marginal": ("p(x, z) = p(x)", TABLE, "confirmed"),
    "a joint density that is the product": ("p(x, z) = p(x | z) p(z)", TABLE, "contradicted"),
    "a density that does not sum to 1": ("p(x, z) = p(x)", {**TABLE, "p(x, z)": "[[1/2, 1/4], [1/8, 1/4]]"}, "invalid"),
    "a density that is not positive": ("p(x, z) = p(x)", {**TABLE, "p(x, z)": "[[1/2, 1/2], [1/8, -1/8]]"}, "invalid"),
    "a state that does not exist": ("p(x, z) = p(x)", {**TABLE, "z": "state 3"}, "unsupported"),
    "another base measure": (
        "p(x, z) = p(x)", {"p(x, z)": "[[1/2, 1/2], [1/2, 1/2]]", "x": "state 1", "z": "state 2",
                           "base measure of x": "[1, 1]", "base measure of z": "[1/2, 1/2]"}, "contradicted"),
}  # fmt: skip


@pytest.mark.parametrize("name", MEANS)
def test_densities(name: str) -> None:
    statement, point, status = MEANS[name]
    question = asked(statement, DENSITY)
    assert checked(question, point).status == status


RANDOM = {
    "the declared covariance": ("its mean + [1] with probability 1/2, [-1] with probability 1/2", "confirmed"),
    "another covariance": ("its mean + [2] with probability 1/2, [-2] with probability 1/2", "unsupported"),
    "noise with a mean": ("its mean + [2] with probability 1/2, [0] with probability 1/2", "unsupported"),
    "probabilities that do not sum to 1": ("its mean + [1] with probability 1/3, [-1] with probability 1/3", "unsupported"),
    "a negative probability": ("its mean + [1] with probability 3/2, [1] with probability -1/2", "unsupported"),
}


@pytest.mark.parametrize("name", RANDOM)
def test_random_symbols(name: str) -> None:
    text, status = RANDOM[name]
    question = _mean_of_square(declarations({"mu": "vector n", "S": "symmetric matrix n"}))
    assert checked(question, {"n": "1", "x": text, "mu": "[3]", "S": "[1]"}).status == status


def _mean_of_square(symbols: dict[str, Term]) -> Question:
    """E[x x^T] = mu mu^T, which forgets the covariance."""
    mu, covariance = symbols["mu"], symbols["S"]
    x = symbol("x", Random(mu, covariance))
    return Question(equal(expect(matmul(x, transpose(x))), matmul(mu, transpose(mu))))


SMALL = st.fractions(-50, 50, max_denominator=9)


@settings(max_examples=50)
@given(st.lists(SMALL, min_size=1, max_size=5), SMALL, st.booleans())
def test_a_polynomial_is_refuted_exactly_where_it_differs(coefficients: list[Fraction], at: Fraction, shifted: bool) -> None:
    x = symbol("x", REAL)
    polynomial = add(*(mul(number(c), power(x, k)) for k, c in enumerate(coefficients)))
    value = sum((c * at**k for k, c in enumerate(coefficients)), Fraction(0)) + shifted
    finding = checked(Question(equal(polynomial, number(value))), {"x": str(at)})
    assert finding.status == ("confirmed" if shifted else "contradicted")


def test_what_the_engine_refutes_is_confirmed() -> None:
    matrices = {"A": "matrix n", "B": "matrix n"}
    for statement, words in [("sqrt(x^2) = x", {}), ("A B = B A", matrices), ("log(x^2) = 2 log(x) + 1", {})]:
        verdict = decide(asked(statement, words))
        assert (verdict.truth, verdict.trust) == ("refuted", "checked")


def test_a_forged_point_never_raises() -> None:
    question = asked("x = 0")
    for text in ["", "[", "[[", "(" * 1000, "[1, ", "1 2", "[[1], [2, 3]]", "1e5", "\x00", "state 1", "[]"]:
        assert checked(question, {"x": text}).status == "invalid"
    assert checked(question, {"x": "9" * 5001}).status == "unsupported"
