"""Where both sides are defined: what the form of a condition shows, which conditions are the same, which fail on thin sets."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.definedness import Form, definedness
from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.real_line import agree_on_open_parts
from verify.mathematics.thin import has_thin_zeros, is_continuous
from verify.problem import InputError
from verify.question import Question, Support
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.sort import REAL
from verify.term import ONE, TRUE, Term, add, log, piecewise, power, relation, symbol


def term(text: str, **words: str) -> Term:
    return read_text(text, declarations({"x": "real", "y": "real", "z": "real", "a": "positive", **words})).term


SHOWN = [
    ("1 + exp(x) > 0", ()),
    ("1 + x^2 != 0", ()),
    ("a*exp(-x^2/a) > 0", ()),
    ("x^2 + y^2 >= 0", ()),
    ("x > 0", ("x > 0",)),
    ("x + 1 > 0", ("x >= 0",)),
    ("x != 0", ("x > 0",)),
    ("1/x != 0", ()),
    ("x < 0 or x == 0 or x > 0", ()),
    ("x != y or x == y", ()),
]
NOT_SHOWN = [
    ("x^2 > 0", ()),  # false at 0
    ("x^2 + y^2 > 0", ()),  # false at (0, 0)
    ("x != 0", ("x >= 0",)),
    ("x < 0 or x > 0", ()),
    ("x < y or y <= z or x == y", ()),
    ("cos(x) > 0", ("x <= 2", "x >= 0")),  # cos 2 < 0
]


@pytest.mark.parametrize(("statement", "given"), SHOWN)
def test_the_form_shows(statement: str, given: tuple[str, ...]) -> None:
    assert Form(map(term, given)).shows(term(statement))


@pytest.mark.parametrize(("statement", "given"), NOT_SHOWN)
def test_the_form_does_not_show(statement: str, given: tuple[str, ...]) -> None:
    assert not Form(map(term, given)).shows(term(statement))


THIN = ["x", "x^2 - 2*y", "exp(x) - 1", "sin(x)", "1/x - 1/y", "sqrt(x) - 1", "log(x) - y", "sqrt(1 + x^2) - y", "tanh(x)/x - y",
        "atan(x) - y", "exp(1/x) - 2", "gamma(x) - 2"]  # fmt: skip
NOT_THIN = {
    "abs(x) - x": "0 for x > 0",
    "max(x, 0)": "0 for x < 0",
    "sqrt(x^2) - x": "0 for x > 0",
    "log(x^2) - 2*log(x)": "0 wherever it is defined, and the square is not affine",
    "atan(x) + atan(1/x) - pi/2": "0 for x > 0, -pi for x < 0",
    "floor(x)": "0 on [0, 1)",
    "sin(pi*n)": "0 at every integer",
    "k - 1": "half of the domain {1, 2}",
}


@pytest.mark.parametrize("text", THIN)
def test_zeros_are_thin(text: str) -> None:
    assert has_thin_zeros(term(text))


@pytest.mark.parametrize("text", NOT_THIN)
def test_zeros_may_have_an_interior(text: str) -> None:
    assert not has_thin_zeros(term(text, n="integer", k="in {1, 2}"))


@pytest.mark.parametrize("text", ["1/x", "tan(x)", "log(x)", "sqrt(x)", "gamma(x)", "abs(x)", "x^y"])
def test_what_has_gaps_is_not_taken_for_continuous(text: str) -> None:
    assert not is_continuous(term(text))


ON_OPEN_PARTS = [
    (["x >= -1", "x <= 1"], ["1 - x^2 >= 0"], True),
    (["x > 0"], ["x^3 > 0"], True),
    (["x > 0"], ["x >= 0"], True),  # they differ at 0 only
    (["x != 0"], ["x^2 > 0"], True),
    (["x >= 1", "x >= -1"], ["x^2 >= 1"], False),  # x < -1
    (["x^2 < 2"], ["x^4 < 4"], True),
    (["x^2 < 2"], ["x^2 < 2 + 1/10^30"], False),
    (["x > 0"], ["y > 0"], False),
    (["exp(x) > 0"], ["exp(x) > 0"], False),  # no polynomials: nothing is said
]


@pytest.mark.parametrize(("left", "right", "same"), ON_OPEN_PARTS)
def test_conditions_on_the_real_line(left: list[str], right: list[str], same: bool) -> None:
    assert agree_on_open_parts(map(term, left), map(term, right), Fuel()) == same


def test_only_the_declared_interval_counts() -> None:
    left, right = ([term(text, x="in (1, 3)")] for text in ("x >= 2", "(x - 2)*x >= 0"))
    assert agree_on_open_parts(left, right, Fuel())


EXCEPTIONS = [
    ("x/sqrt(x)", "sqrt(x)", ["x > 0", "x >= 0"]),
    ("log(x^3)", "3*log(x)", ["x > 0"]),
    ("1/(1/x)", "x", ["x != 0"]),
    ("1/(x*y)", "1/x*1/y", ["x != 0", "y != 0"]),
    ("(x^2)^(1/2)/x", "abs(x)/x", ["x != 0"]),
]


@pytest.mark.parametrize(("left", "right", "exceptions"), EXCEPTIONS)
def test_exceptions_are_conditions_on_simple_terms(left: str, right: str, exceptions: list[str]) -> None:
    question = Question(term(f"{left} = {right}"))
    found = definedness(question, Support(8), lambda asked: False, lambda asked: True)
    assert (found.domain, list(found.exceptions)) == ("common", list(map(term, exceptions)))


def test_a_condition_that_is_not_known_to_fail_is_no_exception() -> None:
    found = definedness(Question(term("x/x = 1")), Support(8), lambda asked: False, lambda asked: False)
    assert (found.domain, found.exceptions) == ("open", ())


def test_a_denominator_with_irrational_zeros_only_is_an_exception() -> None:
    verdict = equal("(x^2-2)/(x^2-2)", "1", symbols={"x": "real"})
    assert (verdict.truth, verdict.domain, len(verdict.exceptions)) == ("proved", "common", 1)


ONE_SIDED = [
    ("x*(x-1/1000)/(x*(x-1/1000))", "1", "common"),  # two neighbouring poles are no open part
    ("0*log(x)", "0", "mismatch"),
    ("0*sqrt(x-10)", "0", "mismatch"),
]


@pytest.mark.parametrize(("left", "right", "domain"), ONE_SIDED)
def test_an_open_part_is_more_than_a_few_points(left: str, right: str, domain: str) -> None:
    assert equal(left, right, symbols={"x": "real"}).domain == domain


def test_conditions_of_shared_branches_are_bounded() -> None:
    inner = log(symbol("x", REAL))
    for k in range(40):  # each case has the conditions of the one before twice, under two premises
        case = relation("lt", power(symbol(f"y_{k}", REAL), 2), ONE)
        inner = piecewise((inner, case), (add(inner, ONE), TRUE))
    with pytest.raises(InputError):
        conditions(inner)


@pytest.mark.parametrize(("left", "right", "domain"), [
    ("x^(y-z)", "x^y x^(-z)", "common"),  # they differ in where they are defined at x = 0 only
    ("(x^2)^(y-z)", "(x^2)^y (x^2)^(-z)", "common"),
    ("(y-y)^(y-z)", "(y-y)^y (y-y)^(-z)", "open"),  # the base is 0 everywhere: for 0 < z < y only the left side is defined
])  # fmt: skip
def test_the_boundary_where_a_base_is_zero_is_thin_if_the_base_varies(left: str, right: str, domain: str) -> None:
    verdict = equal(left, right, {"x": "nonnegative", "y": "positive"})
    assert (verdict.truth, verdict.domain) == ("proved", domain)


NOWHERE = [
    ("log(x)", "log(-1 - x^2)", {"x": "positive"}, "left"),
    ("x/(1 - 1)", "x", {}, "right"),
    ("log(-exp(x))", "x", {}, "right"),
    ("log(u'u + 1)", "log(-1 - u'u)", {"u": "vector n"}, "left"),
    ("int(exp(a x), x, 0, oo)", "1/a", {"a": "positive"}, "right"),
    ("int(exp(-x^2) log(-exp(a x)), x, -oo, oo)", "a", {"a": "real"}, "right"),
    ("sum(x_i, i, 0, n)", "sum(x_i, i, 1, n) + 1", {"x": "sequence n of real", "n": "natural"}, "right"),
]


@pytest.mark.parametrize(("left", "right", "symbols", "defined"), NOWHERE, ids=[f"{row[0]} = {row[1]}" for row in NOWHERE])
def test_a_side_without_any_value_is_neither_equal_nor_different(
    left: str, right: str, symbols: dict[str, str], defined: str
) -> None:
    verdict = equal(left, right, symbols)
    assert (verdict.truth, verdict.domain) == ("undecided", "mismatch")
    assert verdict.one_sided is not None and verdict.one_sided.side == defined


NOT_ONE_SIDED = [
    ("log(-1 - x^2)", "log(-2 - x^2) + 1", {"x": "real"}),  # neither side has a value
    ("1/(x - x)", "log(x - x)", {"x": "real"}),
    ("x[k + 1]^2", "abs(x[k + 1])^2", {"x": "sequence n of real", "k": "natural", "n": "natural"}),  # k = n says nothing
    ("x_k x[k + 1]/x[k + 1]", "x_k", {"x": "sequence n of positive", "k": "natural", "n": "natural"}),
]


@pytest.mark.parametrize(("left", "right", "symbols"), NOT_ONE_SIDED, ids=[f"{row[0]} = {row[1]}" for row in NOT_ONE_SIDED])
def test_values_missing_on_both_sides_or_at_the_last_index_are_no_mismatch(
    left: str, right: str, symbols: dict[str, str]
) -> None:
    assert equal(left, right, symbols).domain != "mismatch"
