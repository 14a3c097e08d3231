"""Each rule for inequalities, applied where its side condition does not hold: every one of these steps would prove a falsehood.

The premises are taken for granted here; they are true in every row, so that only the step itself can be at fault.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from verify.calculus import differentiate
from verify.mathematics.limits import limit_at_end
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.inequalities import CHECKS, check
from verify.sort import INTEGER, POSITIVE, REAL, Scalar
from verify.term import (
    ONE,
    ZERO,
    Term,
    divide,
    equal,
    exp,
    free_symbols,
    negate,
    number,
    power,
    relation,
    substitute,
    subtract,
    symbol,
)

DOMAINS = {"p": "positive", "r": "nonnegative", "u": "in (0, 1)", "v": "in [0, 1]", "n": "natural", "z": "nonzero"}
SYMBOLS = declarations(DOMAINS)


def term(text: str) -> Term:
    return read_text(text, SYMBOLS).term


def ask(statement: str | Term, *hypotheses: str) -> Question:
    return Question(term(statement) if isinstance(statement, str) else statement, tuple(map(term, hypotheses)))


def step(rule: str, asked: Question, *premises: Question, **data: Any) -> Proof:
    return Proof(rule, asked, tuple(Proof("taken for granted", premise) for premise in premises), data)


X, P, R, U, N = (term(name) for name in "xprun")


def renamed(name: str, sort: Scalar) -> Term:
    return symbol(name, sort)


X_ABOVE_1 = renamed("x", Scalar(lower=number(1).fraction))
P_PRIME = renamed("y", POSITIVE)
Y_REAL = renamed("y", REAL)


def put(statement: str, old: Term, new: Term) -> Term:
    return substitute(term(statement), {old: new})


def rearranged(statement: str, form: str, *hypotheses: str, order: str = "le") -> Proof:
    """right - left = form, 0 <= form."""
    asked = ask(statement, *hypotheses)
    left, right = asked.statement.args
    identity = Question(equal(subtract(right, left), term(form)), asked.hypotheses)
    return step("rearrangement", asked, identity, Question(relation(order, ZERO, term(form)), asked.hypotheses))


def changed(statement: str, old: Term, new: Term, image: Term, kind: str) -> Proof:
    """x replaced by g(y)."""
    return step("change of variable", ask(statement), Question(put(statement, old, image)), old=old, new=new, map=kind)


def case(statement: str, general: str, name: Term, value: str, *hypotheses: str) -> Proof:
    """The statement as the case x = value of a general one, which is written in p."""
    premise = Question(put(general, P, name), tuple(map(term, hypotheses)))
    return step("special case", ask(statement), premise, symbol=name, value=term(value))


SMOOTHNESS = "the function may not be continuous on the interval and differentiable inside of it"

SOUND: dict[str, Proof] = {
    "manifest": step("manifest", ask("0 < 1 + x^2")),
    "weaker relation": step("weaker relation", ask("x <= x + 1"), ask("x < x + 1")),
    "different": step("different", ask("x != x + 1"), ask("x < x + 1")),
    "different by a square": step("different", ask("x != x + 1"), ask("0 < (x - (x + 1))^2")),
    "where defined": step("where defined", ask("log(x) <= x"), ask("log(x) <= x", "0 < x")),
    "where defined, of an equation": step("where defined", ask("x*(1/x) = 1"), ask("x*(1/x) = 1", "x != 0")),
    "consequence": step("consequence", ask("p <= x", "p <= x"), ask("p <= x", "p <= x", "0 <= (x - p)*p")),
    "rearrangement": rearranged("2*x <= x^2 + 1", "(x - 1)^2"),
    "positive factor": step("positive factor", ask("0 <= p*(x - 1)", "1 <= x"), ask("0 <= x - 1", "1 <= x")),
    "sum of inequalities": step("sum of inequalities", ask("0 < x^2 + p"), ask("0 <= x^2"), ask("0 < p")),
    "through a bound": step("through a bound", ask("x <= x + max(1, p)"), ask("x <= x + 1"), ask("x + 1 <= x + max(1, p)")),
    "increasing function": step("increasing function", ask("exp(x) <= exp(p)", "x <= p"), ask("x <= p", "x <= p")),
    "applied to both sides": step("applied to both sides",
                                  ask("1 + x <= exp(x)"), ask("exp(1 + x) <= exp(exp(x))"), function="exp"),
    "assume the contrary": step("assume the contrary", ask("x <= p", "x <= 0"), ask("x <= p", "x <= 0", "p < x")),
    "narrower domain": step(
        "narrower domain", ask("1 <= x^2", "1 < x"), Question(put("1 <= x^2", X, X_ABOVE_1)), old=X, new=X_ABOVE_1),
    "integers among the reals": step(
        "integers among the reals", ask("n <= n^2"),
        Question(put("n <= n^2", N, renamed("t", Scalar(lower=number(1).fraction, lower_open=False)))),
        old=N, new=renamed("t", Scalar(lower=number(1).fraction, lower_open=False))),
    "change of variable": changed("0 <= log(1 + p)", P, P_PRIME, divide(ONE, P_PRIME), "reciprocal"),
    "special case": case("0 <= 2*p - 1 - log(2*p)", "0 <= p - 1 - log(p)", P_PRIME, "2*p"),
    "special case at what the logarithm says": case("0 <= x - 1 - log(x)", "0 <= p - 1 - log(p)", P_PRIME, "x"),
    "special case for all numbers": case("0 < exp(x - p) + 1", "0 < exp(p) + 1", Y_REAL, "x - p"),
    "boxes": step("boxes", ask("0 < 1 + u"), slopes=False, tree=()),
    "oracle": step("oracle", ask("0 <= x^2"), solver="z3"),
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(SOUND))
def test_the_sound_step_is_accepted(rule: str) -> None:
    assert SOUND[rule].rule in CHECKS
    assert check(SOUND[rule]) is None


def slope_of(function: str, name: str) -> Term:
    return differentiate(term(function), term(name))[0]


def monotone(
    function: str,
    name: str,
    point: str,
    *,
    value: str = "eq",
    sides: str = "rl",
    strict: bool = False,
    hypotheses: tuple[str, ...] = (),
) -> Proof:
    """The step from the value at a point and the slopes on both sides, as the prover would write it."""
    variable, at, body = term(name), term(point), term(function)
    order = "lt" if strict else "le"
    slope = slope_of(function, name)
    at_point = substitute(body, {variable: at})
    first = equal(at_point, ZERO) if value == "eq" else relation(value, ZERO, at_point)
    others = tuple(each for each in map(term, hypotheses) if variable not in free_symbols(each))
    premises = [Question(first, others)]
    if "r" in sides:
        premises.append(Question(relation(order, ZERO, slope), (*others, relation("lt", at, variable))))
    if "l" in sides:
        premises.append(Question(relation(order, ZERO, negate(slope)), (*others, relation("lt", variable, at))))
    asked = Question(relation(order, ZERO, body), tuple(map(term, hypotheses)))
    return step("monotone from a point", asked, *premises, symbol=variable, point=at)


MONOTONE = {
    "both sides of a minimum": monotone("exp(x) - 1 - x", "x", "0"),
    "only the right side, as the hypothesis says": monotone("exp(x) - 1", "x", "0", sides="r", hypotheses=("0 < x",)),
    "from the end of an interval": monotone("log(1 + r)", "r", "0", sides="r"),
    "from an open end": monotone("log(1 + p)", "p", "0", sides="r", strict=True),
    "from another symbol": monotone("p*log(p) - p*log(r + 1) - p + r + 1", "p", "r + 1"),
}


@pytest.mark.parametrize("name", sorted(MONOTONE))
def test_monotone_from_a_point(name: str) -> None:
    assert check(MONOTONE[name]) is None


def concave(function: str, name: str, kinds: tuple[str, str] = ("value", "value"), order: str = "le") -> Proof:
    """The step from the second derivative and the values or limits at both ends."""
    variable, body = term(name), term(function)
    assert isinstance(variable.sort, Scalar)
    curvature = differentiate(differentiate(body, variable)[0], variable)[0]
    both = zip(kinds, (variable.sort.lower, variable.sort.upper), strict=True)
    ends = [number(end) for kind, end in both if kind == "value" and end is not None]
    values = [Question(relation(order, ZERO, substitute(body, {variable: end}))) for end in ends]
    bend = Question(relation("le", ZERO, negate(curvature)))
    return step("concave function", ask(relation(order, ZERO, body)), bend, *values, symbol=variable, ends=kinds)


def towards(
    function: str, name: str, end: str, order: str = "le", slope_order: str = "le", hypotheses: tuple[str, ...] = ()
) -> Proof:
    """The step from the slope and the limit at an end."""
    variable, body = term(name), term(function)
    slope = slope_of(function, name)
    premise = Question(relation(slope_order, ZERO, negate(slope) if end == "upper" else slope), tuple(map(term, hypotheses)))
    return step("monotone towards an end", ask(relation(order, ZERO, body), *hypotheses), premise, symbol=variable, end=end)


def towards_limit(
    function: str, name: str, end: str, at_end: str, order: str = "le", slope_order: str = "le", *, rule: str = "limit"
) -> Proof:
    """The step from the slope and a limit that an expansion shows."""
    weak = towards(function, name, end, order, slope_order)
    variable, value = term(name), term(at_end)
    expanded = Question(equal(limit_at_end(term(function), variable, end), value))
    premises = (*weak.premises, Proof(rule, expanded), Proof("taken for granted", Question(relation("le", ZERO, value))))
    return Proof("monotone towards a limit", weak.question, premises, {"symbol": variable, "end": end})


CONCAVE = {
    "log above its chord": concave("log(1 + v) - v*log(2)", "v"),
    "entropy above its limits": concave("-u*log(u) - (1 - u)*log(1 - u)", "u", ("limit", "limit")),
    "a value and a limit": concave("1 - exp(-r)", "r", ("value", "limit")),
}
TOWARDS = {
    "a tail": towards("exp(x)", "x", "lower"),
    "erfc": towards("erfc(x)", "x", "upper"),
    "positive, as it falls to 0": towards("erfc(x)", "x", "upper", "lt", "lt"),
    "from below": towards("1 + tanh(x)", "x", "lower"),
    "logarithms that grow alike": towards_limit("log(p + 1) - log(p)", "p", "upper", "0"),
    "logarithms that grow alike, strictly": towards_limit("log(p + 1) - log(p)", "p", "upper", "0", "lt", "lt"),
    "a limit above 0": towards("2 + exp(-p)", "p", "upper", "lt", "le"),
    "where a hypothesis bounds x from below": towards("exp(-x^2)", "x", "upper", hypotheses=("p <= x",)),
}


@pytest.mark.parametrize("proof", [pytest.param(proof, id=name) for name, proof in (CONCAVE | TOWARDS).items()])
def test_concave_and_towards_an_end(proof: Proof) -> None:
    assert check(proof) is None



UNSOUND: dict[str, tuple[str, Proof]] = {
    # manifest
    "a square may be 0": ("the sign of the right side is not manifest",
        step("manifest", ask("0 < x^2"))),
    "a symbol of unknown sign": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= x"))),
    "an odd power": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= x^3"))),
    "a product of unknown signs": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= x*p"))),
    "nonnegative is not positive": ("the sign of the right side is not manifest",
        step("manifest", ask("0 < r"))),
    "the closed interval contains its ends": ("the sign of the right side is not manifest",
        step("manifest", ask("0 < v*(1 - v)"))),
    "log of what may be less than 1": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= log(p)"))),
    "an even power written with a fraction": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= x^(2*(1/2))"))),
    "a hypothesis about k says nothing of a bound k": ("the sign of the right side is not manifest",
        step("manifest", ask("0 <= sum(k, k, -3, -1)", "1 <= k"))),
    "hypothesis of the other order": ("the order of the two sides is not manifest",
        step("manifest", ask("x <= p", "p <= x"))),
    "a weak hypothesis for a strict statement": ("the order of the two sides is not manifest",
        step("manifest", ask("x < p", "x <= p"))),
    "floor is not its argument": ("the sign of the right side is not manifest",
        step("manifest", ask("0 < floor(p)"))),
    "an equation is no inequality": ("the statement is no inequality",
        step("manifest", ask("x = x"))),
    "complex numbers have no sign": ("a term that is no real scalar",
        step("manifest", Question(
        put("0 <= x^2", X, symbol("x", Scalar("complex")))))),
    # order
    "strict from weak": ("the premise is another statement",
        step("weaker relation", ask("x^2 < 2*x^2"), ask("x^2 <= 2*x^2"))),
    "other sides": ("the premise is another statement",
        step("weaker relation", ask("x <= p"), ask("p < x"))),
    "different by a square that may be 0": ("the premise is another statement",
        step("different", ask("x != x + 1"), ask("0 <= (x - (x + 1))^2"))),
    "different by the square of something else": ("the premise is another statement",
        step("different", ask("x != x + 1"), ask("0 < (x - (x + 2))^2"))),
    "different from a weak inequality": ("the premise is another statement",
        step("different", ask("x^2 != 0"), ask("0 <= x^2"))),
    "an equation from an inequality": ("the statement is not of the form a != b",
        step("different", ask("x = x + 1"), ask("x < x + 1"))),
    "fewer hypotheses in the conclusion": ("a premise has other hypotheses",
        step("weaker relation", ask("0 <= x"), ask("0 < x", "0 < x"))),
    # definedness
    "a condition that is not necessary": ("a condition that is not necessary",
        step("where defined", ask("x <= exp(x)*x"), ask("x <= exp(x)*x", "0 < x"))),
    "a condition that is not necessary for an equation": ("a condition that is not necessary",
        step("where defined", ask("abs(x) = x"), ask("abs(x) = x", "0 < x"))),
    "a condition of an integrand": ("a condition that is not necessary",
        step("where defined", ask("int(1/p, t, 0, 1) = x"), ask("int(1/p, t, 0, 1) = x", "x != 0"))),
    "a condition of a branch only": ("a condition that is not necessary",
        step(
        "where defined", ask("0 <= piecewise((log(x), x > 0), (x, true))"),
        ask("0 <= piecewise((log(x), x > 0), (x, true))", "0 < x"))),
    "log(x^2) needs no positive x": ("a condition that is not necessary",
        step("where defined", ask("0 <= log(x^2)"), ask("0 <= log(x^2)", "0 < x"))),
    "a root may be 0": ("a condition that is not necessary",
        step("where defined", ask("sqrt(x) <= x"), ask("sqrt(x) <= x", "0 < x"))),
    "another statement": ("the premise is another statement",
        step("where defined", ask("log(x) <= x"), ask("log(x) <= 2*x", "0 < x"))),
    "a lost hypothesis in the premise": ("the premise lacks a hypothesis",
        step("where defined", ask("log(x) <= x", "x <= p"), ask("log(x) <= x", "0 < x"))),
    "a consequence that is not manifest": ("a consequence that is not manifest",
        step("consequence", ask("0 <= x"), ask("0 <= x", "0 <= x"))),
    "a consequence that may be undefined": ("a consequence that may be undefined",
        step("consequence", ask("0 <= x"), ask("0 <= x", "0 <= sqrt(x)"))),
    "a weak product of hypotheses is not strict": ("a consequence that is not manifest",
        step(
        "consequence", ask("p <= x", "p <= x"), ask("p <= x", "p <= x", "0 < (x - p)*p"))),
    # rearrangement
    "the other difference": ("the identity is another one",
        step("rearrangement", ask("x^2 + 1 <= 2*x"), ask("x^2 + 1 - 2*x = (x - 1)^2"), ask("0 <= (x - 1)^2"))),
    "strict from a weak form": ("a weak inequality gives no strict one",
        rearranged("2*x < x^2 + 1", "(x - 1)^2")),
    "a form that is not defined everywhere": ("the new form may be undefined where the sides are defined",
        rearranged("0 <= x", "exp(log(x))")),
    "a form with a denominator of its own": ("the new form may be undefined where the sides are defined",
        rearranged("0 < x^2", "x^3*x^(-1)", order="lt")),
    "a form with a root of its own": ("the new form may be undefined where the sides are defined",
        rearranged("0 <= x", "sqrt(x)^2")),
    "an identity under more hypotheses": ("a premise has other hypotheses",
        step(
        "rearrangement", ask("0 <= x"), Question(equal(subtract(X, ZERO), term("|x|")), (term("0 <= x"),)), ask("0 <= |x|"))),
    # factors and sums
    "a factor of unknown sign": ("the sign of the other factors is not manifest",
        step("positive factor", ask("0 <= x*x^2"), ask("0 <= x^2"))),
    "a factor that may be 0 in a strict inequality": ("the sign of the other factors is not manifest",
        step("positive factor", ask("0 < r*1"), ask("0 < 1"))),
    "a negative factor": ("the sign of the other factors is not manifest",
        step("positive factor", ask("0 <= (-1)*x^2"), ask("0 <= x^2"))),
    "another factor": ("the last factor is not that of the premise",
        step("positive factor", ask("0 <= p*x"), ask("0 <= p"))),
    "a sum with a term left out": ("1 premises instead of 2",
        step("sum of inequalities", ask("0 <= x^2 + x"), ask("0 <= x^2"))),
    "a strict sum of weak terms": ("no strict inequality among the premises",
        step("sum of inequalities", ask("0 < x^2 + r"), ask("0 <= x^2"), ask("0 <= r"))),
    "a difference": ("the premises are of other terms",
        step("sum of inequalities", ask("0 <= x^2 - p"), ask("0 <= x^2"), ask("0 < p"))),
    "a strict inequality through a weak bound": ("two weak inequalities give no strict one",
        step("through a bound", ask("x < x + r"), ask("x <= x + 0*r"), ask("x + 0*r <= x + r"))),
    "a bound that is left on the way": ("the premises do not lead from one side to the other",
        step("through a bound", ask("x <= p"), ask("x <= x + 1"), ask("x <= p"))),
    "a bound that is not defined everywhere": ("the bound may be undefined where the sides are defined",
        step("through a bound", ask("x <= p"), ask("x <= log(x)"), ask("log(x) <= p"))),
    # functions
    "cosh is not monotone": ("cosh is not monotone",
        step("increasing function", ask("cosh(x) <= cosh(p)", "x <= p"), ask("x <= p", "x <= p"))),
    "squares of negative numbers": ("a power that is not increasing",
        step("increasing function", ask("x^2 <= p^2", "x <= p"), ask("x <= p", "x <= p"))),
    "reciprocals": ("a power that is not increasing",
        step("increasing function", ask("1/x <= 1/p", "x <= p"), ask("x <= p", "x <= p"))),
    "erfc is decreasing": ("the premise is another statement",
        step("increasing function", ask("erfc(x) <= erfc(p)", "x <= p"), ask("x <= p", "x <= p"))),
    "two functions": ("the sides are values of two functions",
        step("increasing function", ask("exp(x) <= tanh(p)", "x <= p"), ask("x <= p", "x <= p"))),
    "gamma is not monotone": ("gamma is not monotone",
        step("increasing function", ask("gamma(u) <= gamma(p)", "u <= p"), ask("u <= p", "u <= p"))),
    "strict from weak arguments": ("a weak inequality gives no strict one",
        step("increasing function", ask("exp(x) < exp(p)", "x <= p"), ask("x <= p", "x <= p"))),
    "powers with different exponents": ("the exponents differ",
        step("increasing function", ask("p^3 <= x^5", "p <= x"), ask("p <= x", "p <= x"))),
    "squares when the greater side may be negative": ("squares of sides of which the greater may be negative",
        step(
        "applied to both sides", ask("0 <= x"), ask("0^2 <= x^2"), function="square")),
    "logarithms of a side of unknown sign": ("the logarithm of a side that may not be positive",
        step(
        "applied to both sides", ask("1 <= x", "1 <= x^2"), ask("log(1) <= log(x)", "1 <= x^2"), function="log")),
    "an unknown function of both sides": ("an unknown function",
        step(
        "applied to both sides", ask("p <= r"), ask("sin(p) <= sin(r)"), function="sin")),
    # contradiction
    "assuming the statement itself": ("the premise does not assume the contrary",
        step("assume the contrary", ask("x <= p"), ask("x <= p", "x <= p"))),
    "assuming more than the contrary": ("the premise does not assume the contrary",
        step("assume the contrary", ask("x <= p"), ask("x <= p", "p < x", "x <= 0"))),
    "assuming the strict contrary of a strict statement": ("the premise does not assume the contrary",
        step("assume the contrary", ask("x < x"), ask("x < x", "x < x"))),
    # domains
    "a domain narrower than the hypotheses": ("another sort than the hypotheses give",
        step(
        "narrower domain", ask("1 <= x^2", "0 < x"), Question(put("1 <= x^2", X, X_ABOVE_1)), old=X, new=X_ABOVE_1)),
    "a narrower domain without any hypothesis": ("another sort than the hypotheses give",
        step(
        "narrower domain", ask("1 <= x^2"), Question(put("1 <= x^2", X, X_ABOVE_1)), old=X, new=X_ABOVE_1)),
    "a name that is taken": ("the new symbol occurs already",
        step(
        "narrower domain", Question(put("1 <= x*y", term("y"), X_ABOVE_1), (term("1 < x"),)),
        Question(put("1 <= x*x", X, X_ABOVE_1)), old=X, new=X_ABOVE_1)),
    "a negative base has integer powers only": ("a side may be undefined at real values",
        step(
        "integers among the reals", ask("0 <= (-2)^n"), Question(put("0 <= (-2)^n", N, renamed("t", Scalar(
            lower=number(1).fraction, lower_open=False)))),
        old=N, new=renamed("t", Scalar(lower=number(1).fraction, lower_open=False)))),
    "reals narrower than the integers": ("the new symbol has other bounds",
        step(
        "integers among the reals", ask("2 <= n"), Question(put("2 <= n", N, renamed("t", Scalar(lower=number(2).fraction)))),
        old=N, new=renamed("t", Scalar(lower=number(2).fraction)))),
    "squares do not reach the negative numbers": ("the map is not onto the domain",
        changed("0 <= x", X, Y_REAL, power(Y_REAL, 2), "square")),
    "exponentials do not reach 0": ("the map is not onto the domain",
        changed("0 < r", R, Y_REAL, exp(Y_REAL), "exponential")),
    "reciprocals of all numbers": ("the map is not onto the domain",
        changed("0 <= x", X, P_PRIME, divide(ONE, P_PRIME), "reciprocal")),
    # special cases
    "a value that may be negative": ("a value that may lie outside of the interval",
        case("0 <= x", "0 <= p", P_PRIME, "x")),
    "a value at the open end": ("a value that may lie outside of the interval",
        case("0 < r", "0 < p", P_PRIME, "r")),
    "a value of which nothing is said where the statement is defined": ("a value that may lie outside of the interval",
        case("0 <= x - 1 - log(x^2)/2", "0 <= p - 1 - log(p^2)/2", P_PRIME, "x")),
    "a strict case of a weak statement": ("a weak inequality gives no strict one",
        case("0 < x^2", "0 <= p^2", Y_REAL, "x")),
    "the case of another statement": ("the statement is no case of the premise",
        case("0 <= x - 2 - log(x)", "0 <= p - 1 - log(p)", P_PRIME, "x")),
    "a case of what holds under a hypothesis": ("a premise with hypotheses",
        case("0 <= r - 1", "0 <= p - 1", P_PRIME, "r", "1 <= p")),
    "real exponents of a negative number, and integers": ("an exponent that is no number",
        case("0 <= (-2)^n", "0 <= (-2)^p", Y_REAL, "n")),
    "a case of an integer": ("a symbol that does not run through an interval",
        case("0 <= (x - 1/2)^2 - 1/4", "0 <= (p - 1/2)^2 - 1/4", renamed("k", INTEGER), "x")),
    "a sum of so many terms": ("sum in the general statement",
        case("0 <= sum(k, k, 0, n)", "0 <= sum(k, k, 0, p)", Y_REAL, "n")),
    # calculus
    "a slope on one side only": ("2 premises instead of 3",
        monotone("exp(x) - 1", "x", "0", sides="r")),
    "a jump": (SMOOTHNESS,
        monotone("x - 2*floor(x)", "x", "0", sides="r", hypotheses=("0 < x",))),
    "a pole between the point and x": (SMOOTHNESS,
        monotone("-1/x - 1", "x", "-1", sides="r", hypotheses=("-1 < x",))),
    "a function not defined at the point": (SMOOTHNESS,
        monotone("log(p)", "p", "0", value="le", sides="r")),
    "a point outside of the interval": ("the point may lie outside of the interval",
        monotone("p - 2", "p", "-1", value="le")),
    "a point that depends on the variable": ("a point that depends on the variable",
        monotone("x", "x", "x")),
    "strict from an equality at the point": ("the inequality may be an equality at the point",
        monotone("x^2", "x", "0", strict=True)),
    "a kink is no smooth function": (SMOOTHNESS,
        monotone("|x| - x", "x", "0")),
    "a root is not differentiable at 0": (SMOOTHNESS,
        monotone("sqrt(x^2) - 1", "x", "1", sides="r", hypotheses=("0 < x",))),
    "integers do not run through an interval": ("a symbol that does not run through an interval",
        monotone("n - 1", "n", "1", sides="r")),
    "nonzero numbers do not run through an interval": ("a symbol that does not run through an interval",
        monotone("z^3 + 1", "z", "-1", sides="r", hypotheses=("-1 < z",))),
    "a hypothesis on the variable kept for the value": ("1 premises instead of 2",
        step(
        "monotone from a point", ask("0 <= x", "0 < x"), ask("1 = 0", "0 < x"), symbol=X, point=ZERO)),
    "a limit below 0": ("no limit that is at least 0 is seen", towards("exp(-p) - 1", "p", "upper")),
    "a limit that is not seen": ("no limit that is at least 0 is seen", towards("p - log(1 + p)", "p", "upper")),
    "strict towards a limit 0 with a weak slope": (
        "the inequality may be an equality in the limit", towards("exp(-p)", "p", "upper", "lt", "le")),
    "strict at an end that is attained": (
        "the inequality may be an equality in the limit", towards("r", "r", "lower", "lt", "lt")),
    "an expanded limit below 0": (
        "another limit",
        replace(below := towards_limit("log(p + 1) - log(p) - 1", "p", "upper", "-1"),
                premises=(*below.premises[:2], Proof("taken for granted", ask("0 <= 1"))))),
    "what is not negative is not the limit": (
        "the last premise is not on the limit",
        replace(below, premises=(*below.premises[:2], Proof("taken for granted", ask("0 < -1"))))),
    "a limit that is taken for granted": (
        "a limit that is not found by an expansion",
        towards_limit("log(p + 1) - log(p)", "p", "upper", "0", rule="taken for granted")),
    "the limit at the other end": (
        "another limit",
        replace(upper := towards_limit("exp(x)", "x", "lower", "0"),
                premises=(upper.premises[0], Proof("limit", ask("limit(exp(x), x, inf) = 0")), upper.premises[2]))),
    "strict towards an expanded limit with a weak slope": (
        "the inequality may be an equality in the limit",
        towards_limit("log(p + 1) - log(p)", "p", "upper", "0", "lt", "le")),
    "a limit that moves": ("a limit that is no constant", towards_limit("exp(-p)", "p", "upper", "p")),
    "the slope at the other end": (
        "the premise is not on the slope",
        step("monotone towards an end", ask("0 <= exp(-p)"), ask(relation("le", ZERO, slope_of("exp(-p)", "p"))),
             symbol=P, end="upper")),
    "a slope known below a bound only": (
        "the premise has other hypotheses", towards("exp(-x^2)", "x", "upper", hypotheses=("x <= p",))),
    "no chord to a limit below 0": ("no limit of that sign is seen", concave("log(u)", "u", ("limit", "limit"))),
    "no strict chord to a limit 0": (
        "no limit of that sign is seen", concave("-u*log(u) - (1 - u)*log(1 - u)", "u", ("limit", "limit"), "lt")),
    "a limit instead of no value at all": ("no two ends", concave("log(1 + v) - v*log(2)", "v", ("value", "none"))),
    "no chord at an end where there is no value": (SMOOTHNESS,
        concave("log(u) + 5", "u")),
    "no chord on a half line": ("the interval is not bounded",
        concave("log(1 + r)", "r")),
    "no chord over a kink": (SMOOTHNESS,
        concave("1/2 - |v - 1/2|", "v")),
    # boxes
    "a box on which the sign changes": ("the sign on a box is not certain",
        step("boxes", ask("0 < u - 1/2"), slopes=False, tree=())),
    "a strict inequality that is an equality at an end": ("the sign on a box is not certain",
        step("boxes", ask("0 < u"), slopes=False, tree=())),
    "an unbounded symbol": ("a symbol without bounds",
        step("boxes", ask("0 < 1 + x^2"), slopes=False, tree=())),
    "half a partition": ("no partition",
        step("boxes", ask("0 < u - 1/2 + 1/100"), slopes=False, tree=(0, ()))),
    "slopes of a kink": ("the sign on a box is not certain",
        step("boxes", ask("0 < |u - 1/2| + 1/100 - u/20"), slopes=True, tree=())),
    "no tree": ("no partition",
        step("boxes", ask("0 < 1 + u"))),
    "no such rule": ("no rule is called by inspection",
        step("by inspection", ask("0 <= x^2"))),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(UNSOUND))
def test_rejected(name: str) -> None:
    reason, proof = UNSOUND[name]
    assert check(proof) == reason


def test_every_rule_has_an_example() -> None:
    assert {proof.rule for proof in (*SOUND.values(), *MONOTONE.values(), *CONCAVE.values(), *TOWARDS.values())} == set(CHECKS)
