"""Where a term is defined, read off its form."""

import pytest

import verify
from verify.domain import always_defined, conditions
from verify.sort import INTEGER, NATURAL, NONNEGATIVE, POSITIVE, REAL, Sequence, Tensor
from verify.term import (
    HALF,
    INFINITY,
    MINUS_ONE,
    ONE,
    TRUE,
    TWO,
    ZERO,
    add,
    binder,
    call,
    derivative,
    divide,
    exp,
    item,
    log,
    make,
    negate,
    number,
    piecewise,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
)  # fmt: skip

x, y = symbol("x", REAL), symbol("y", REAL)
a, w, n, k = symbol("a", POSITIVE), symbol("w", NONNEGATIVE), symbol("n", NATURAL), symbol("k", INTEGER)
A = symbol("A", Tensor((n, n)))
xs = symbol("xs", Sequence(n, REAL))
positive = relation("lt", ZERO, x)
in_range = make("and", (relation("le", ONE, k), relation("le", k, n)))

ROWS = {
    "a polynomial": (add(power(x, 2), x), ()),
    "a quotient": (divide(x, y), (relation("ne", y, ZERO),)),
    "a quotient by a positive symbol": (divide(x, a), ()),
    "a quotient by exp": (divide(x, exp(y)), ()),
    "a root": (sqrt(x), (relation("le", ZERO, x),)),
    "one over a root": (power(x, number(-1, 2)), (positive,)),
    "a root of a square": (sqrt(power(x, 2)), ()),
    "a root of a nonnegative symbol": (sqrt(w), ()),
    "one over a root of a nonnegative symbol": (power(w, number(-1, 2)), (relation("lt", ZERO, w),)),
    "4/2 is an integer": (power(x, divide(number(4), TWO)), ()),
    "log": (log(x), (positive,)),
    "log log": (log(log(x)), (positive, relation("lt", ZERO, log(x)))),
    "a real power": (
        power(x, y), (relation("le", ZERO, x), make("or", (relation("lt", ZERO, y), relation("ne", x, ZERO))))),
    "a real power of a positive number": (power(a, y), ()),
    "an integer power": (power(x, k), (make("or", (relation("ne", x, ZERO), relation("le", ZERO, k))),)),
    "a natural power": (power(x, n), ()),
    "gamma": (call("gamma", x), (make("or", (positive, relation("ne", x, call("floor", x)))),)),
    "gamma of a positive symbol": (call("gamma", a), ()),
    "tan": (call("tan", x), (relation("ne", call("cos", x), ZERO),)),
    "asin": (call("asin", x), (relation("le", MINUS_ONE, x), relation("le", x, ONE))),
    "atanh": (call("atanh", x), (relation("lt", MINUS_ONE, x), relation("lt", x, ONE))),
    "acosh": (call("acosh", x), (relation("le", ONE, x),)),
    "an inverse": (make("inverse", (A,)), (relation("ne", make("determinant", (A,)), ZERO),)),
    "a branch that guards itself": (piecewise((log(x), positive), (ZERO, TRUE)), ()),
    "a branch that is not guarded": (piecewise((ZERO, positive), (log(x), TRUE)),
                                     (make("implies", (relation("le", x, ZERO), positive)),)),
    "no last branch": (piecewise((x, positive)), (positive,)),
    "a sum over denominators": (summation(k, ZERO, n, power(k, -1)), (
        make("implies", (make("and", (relation("le", ZERO, k), relation("le", k, n))), relation("ne", k, ZERO))),)),
    "entries within range": (summation(k, ONE, n, item(xs, k)), ()),
    "an entry beyond the range": (summation(k, ONE, n, item(xs, add(k, ONE))), (
        make("implies", (in_range, relation("le", ONE, add(k, ONE)))),
        make("implies", (in_range, relation("le", add(k, ONE), n))))),
    "a proper integral of a polynomial": (binder("integral", x, ZERO, ONE, power(x, 2)), ()),
    "a derivative of a smooth formula": (derivative(log(x), x), (positive,)),
}  # fmt: skip


@pytest.mark.parametrize("term, expected", ROWS.values(), ids=ROWS)
def test_conditions(term, expected):
    assert conditions(term) == expected
    assert always_defined(term) == (not expected)


NOT_BY_INEQUALITIES = {
    "an improper integral": binder("integral", x, ZERO, INFINITY, exp(negate(x))),
    "an integral whose integrand may be undefined": binder("integral", x, ZERO, ONE, log(x)),
    "an infinite sum": summation(k, ZERO, INFINITY, power(HALF, k)),
    "a derivative of |x|": derivative(call("abs", x), x),
    "a derivative of a root": derivative(sqrt(x), x),
    "a limit": binder("limit", x, ZERO, divide(call("sin", x), x), value="both"),
}


@pytest.mark.parametrize("term", NOT_BY_INEQUALITIES.values(), ids=NOT_BY_INEQUALITIES)
def test_existence_is_a_statement_of_its_own(term):
    assert any(condition.op == "is_defined" for condition in conditions(term))


def test_a_bound_name_that_is_also_free_is_renamed():
    term = add(k, summation(k, ZERO, TWO, power(subtract(k, x), -1)))
    (condition,) = conditions(term)
    assert k not in condition.args[1].args[0].args




ARRAYS = [r"\int_0^1 \frac{1}{t} v\,dt", r"\sum_{k=0}^\infty 2^{-k} v", r"\lim_{x\to 0} \frac{1}{x} v", r"\frac{d}{dx} |x| v"]


@pytest.mark.parametrize("formula", ARRAYS)
def test_arrays_that_may_have_no_value_have_conditions_for_each_entry(formula: str) -> None:
    symbols = {"v": "vector d", "x": "real"}
    assert verify.grade({"reference": formula, "submitted": formula, "symbols": symbols}).verdict == "correct"
    assert verify.grade({"lines": [formula, f"= {formula}"], "symbols": symbols}).verdict == "correct"
