"""The check of the rules for inequalities: every rule and its side conditions, without any search.

A proof of a <= b under hypotheses H means: at every point that meets H and at which both sides are defined, a <= b.

rule                        from                                             provided that
manifest                                                                     interval arithmetic shows the sign of b - a
weaker relation             a < b  gives  a <= b
different                   a < b,  b < a  or  0 < (a - b)^2  gives  a != b
where defined               the same with what log, roots, 1/u ... need      the conditions are necessary for a, b to be defined
consequence                 the same with more hypotheses                    they are manifestly true, and defined
rearrangement               b - a = d - c,  c <= d                           c and d are defined wherever a and b are
positive factor             0 <= g  gives  0 <= p g                          p >= 0 (p > 0 for <)
sum of inequalities         0 <= g, 0 <= h  give  0 <= g + h
through a bound             a <= m, m <= b  give  a <= b                     m is defined wherever a and b are
increasing function         u <= v  gives  f(u) <= f(v)                      f increasing (decreasing: v <= u) where it is defined
applied to both sides       f(a) <= f(b)  gives  a <= b                      f = log: a, b > 0; f = square: b >= 0
assume the contrary         a <= b under b < a
narrower domain             the same for x of a narrower sort                the hypotheses that are dropped put x into it
integers among the reals    the same for real x                              both sides are then defined everywhere
special case                0 <= f(x) for all x of an interval gives 0 <= f(u)   u lies in it wherever f(u) is defined
change of variable          0 <= f(g(y))  gives  0 <= f(x)                   g maps the domain of y onto that of x
monotone from a point       f(c) >= 0; f' >= 0 right, f' <= 0 left of c      f smooth on an interval that holds c and x
monotone towards an end     f' <= 0 (upper end), f' >= 0 (lower end)         f smooth, its limit at the end is at least 0
monotone towards a limit    the same, f -> c at the end by an expansion, c >= 0
concave function            f'' <= 0; f >= 0 at both ends, or in the limit   f smooth on the interval
oracle                                                                       an external solver said so: not checked at all
boxes                                                                        balls show the sign on each box of a partition
"""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.manifest import Manifest, necessary_conditions
from verify.question import Proof
from verify.recheck import inequality_calculus as on_functions
from verify.recheck.inequality_parts import at_the_sides, demand_real, nonnegative, premises_of, same_hypotheses, shows, sides_of
from verify.recheck.kernels import Rejected, demand
from verify.term import (
    TWO,
    ZERO,
    equal,
    exp,
    log,
    mul,
    power,
    relation,
    subtract,
)

INCREASING = frozenset(["exp", "log", "sinh", "tanh", "atan", "asinh", "erf", "asin", "atanh", "acosh"])
DECREASING = frozenset(("acos", "erfc"))


def _manifest(proof: Proof) -> None:
    premises_of(proof, 0)
    left, right, strict = sides_of(proof.question)
    manifest = Manifest(proof.question.hypotheses)
    if left is ZERO:
        demand(shows(manifest, right, strict), "the sign of the right side is not manifest")
    elif right is ZERO:
        sign = manifest.sign(left)
        demand(sign is not None and (sign == (-1, True) if strict else sign[0] <= 0), "the sign of the left side is not manifest")
    else:
        demand(shows(manifest, subtract(right, left), strict), "the order of the two sides is not manifest")


def _weaker(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    left, right, _ = sides_of(proof.question)
    same_hypotheses(proof, premise)
    demand(premise.statement is relation("lt", left, right), "the premise is another statement")


def _different(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    statement = proof.question.statement
    demand(statement.op == "ne", "the statement is not of the form a != b")
    same_hypotheses(proof, premise)
    left, right = statement.args
    apart = relation("lt", ZERO, power(subtract(left, right), TWO))
    enough = (relation("lt", left, right), relation("lt", right, left), apart)
    demand(premise.statement in enough, "the premise is another statement")


def _where_defined(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    demand(statement.op in ("eq", "le", "lt"), "the statement is no relation that is asked where both sides are defined")
    demand_real(statement, *hypotheses)
    left, right = statement.args
    demand(premise.statement is statement, "the premise is another statement")
    demand(premise.hypotheses[: len(hypotheses)] == hypotheses, "the premise lacks a hypothesis")
    necessary = (*necessary_conditions(left), *necessary_conditions(right))
    demand(all(more in necessary for more in premise.hypotheses[len(hypotheses) :]), "a condition that is not necessary")


def _consequence(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    sides_of(proof.question)
    hypotheses = proof.question.hypotheses
    demand(premise.statement is proof.question.statement, "the premise is another statement")
    demand(premise.hypotheses[: len(hypotheses)] == hypotheses, "the premise lacks a hypothesis")
    manifest = at_the_sides(proof.question)
    for more in premise.hypotheses[len(hypotheses) :]:
        demand(more.op in ("le", "lt") and more.args[0] is ZERO, "a consequence that is not of the form 0 <= u")
        demand_real(more)
        demand(manifest.defined(more.args[1]), "a consequence that may be undefined")
        demand(shows(manifest, more.args[1], more.op == "lt"), "a consequence that is not manifest")


def _rearrangement(proof: Proof) -> None:
    identity, inequality = premises_of(proof, 2)
    left, right, strict = sides_of(proof.question)
    same_hypotheses(proof, identity, inequality)
    lesser, greater, form_strict = sides_of(inequality)
    demand(form_strict or not strict, "a weak inequality gives no strict one")
    form = greater if lesser is ZERO else subtract(greater, lesser)
    demand(identity.statement is equal(subtract(right, left), form), "the identity is another one")
    demand(at_the_sides(proof.question).defined(form), "the new form may be undefined where the sides are defined")


def _positive_factor(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    whole, strict = nonnegative(proof.question)
    same_hypotheses(proof, premise)
    rest, rest_strict = nonnegative(premise)
    demand(whole.op == "mul" and whole.args[-1] is rest, "the last factor is not that of the premise")
    demand(rest_strict or not strict, "a weak inequality gives no strict one")
    manifest = Manifest(proof.question.hypotheses)
    demand(shows(manifest, mul(*whole.args[:-1]), strict), "the sign of the other factors is not manifest")


def _sum(proof: Proof) -> None:
    whole, strict = nonnegative(proof.question)
    demand(whole.op == "add", "the right side is no sum")
    premises = premises_of(proof, len(whole.args))
    same_hypotheses(proof, *premises)
    parts = [nonnegative(premise) for premise in premises]
    demand(tuple(part for part, _ in parts) == whole.args, "the premises are of other terms")
    demand(not strict or any(part_strict for _, part_strict in parts), "no strict inequality among the premises")


def _through_bound(proof: Proof) -> None:
    first, second = premises_of(proof, 2)
    left, right, strict = sides_of(proof.question)
    same_hypotheses(proof, first, second)
    (low, middle, first_strict), (other, high, second_strict) = sides_of(first), sides_of(second)
    demand(low is left and high is right and middle is other, "the premises do not lead from one side to the other")
    demand(first_strict or second_strict or not strict, "two weak inequalities give no strict one")
    demand(at_the_sides(proof.question).defined(middle), "the bound may be undefined where the sides are defined")


def _increasing(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    left, right, strict = sides_of(proof.question)
    inner_left, inner_right, inner_strict = sides_of(premise)
    same_hypotheses(proof, premise)
    demand(inner_strict or not strict, "a weak inequality gives no strict one")
    demand(left.op == right.op and len(left.args) == len(right.args) >= 1, "the sides are values of two functions")
    if left.op == "power":
        exponent = left.args[1]
        demand(exponent is right.args[1] and exponent.op == "number", "the exponents differ")
        demand(exponent.fraction > 0 and (exponent.value[1] > 1 or exponent.value[0] % 2 == 1), "a power that is not increasing")
    else:
        demand(left.op in INCREASING or left.op in DECREASING, f"{left.op} is not monotone")
    pair = (left.args[0], right.args[0])
    demand((inner_left, inner_right) == (pair[::-1] if left.op in DECREASING else pair), "the premise is another statement")


def _applied(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    left, right, _ = sides_of(proof.question)
    same_hypotheses(proof, premise)
    name = proof.data.get("function")
    demand(premise.statement.op == proof.question.statement.op, "the premise is another relation")
    manifest = Manifest(proof.question.hypotheses)
    if name == "exp":
        images = exp(left), exp(right)
    elif name == "log":
        demand(manifest.sign(left) == (1, True) == manifest.sign(right), "the logarithm of a side that may not be positive")
        images = log(left), log(right)
    else:
        demand(name == "square", "an unknown function")
        demand(shows(manifest, right, False), "squares of sides of which the greater may be negative")
        images = power(left, 2), power(right, 2)
    demand(premise.statement.args == images, "the premise is another statement")


def _contrary(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    left, right, strict = sides_of(proof.question)
    demand(premise.statement is proof.question.statement, "the premise is another statement")
    opposite = relation("le" if strict else "lt", right, left)
    demand(premise.hypotheses == (*proof.question.hypotheses, opposite), "the premise does not assume the contrary")


def _oracle(proof: Proof) -> None:
    """An external solver said so; nothing is checked but that it was asked something it understands."""
    premises_of(proof, 0)
    sides_of(proof.question)
    demand(proof.data.get("solver") == "z3", "an unknown solver")


ORACLE_RULES = frozenset(("oracle",))

CHECKS: dict[str, Callable[[Proof], None]] = {
    "manifest": _manifest,
    "weaker relation": _weaker,
    "different": _different,
    "where defined": _where_defined,
    "consequence": _consequence,
    "rearrangement": _rearrangement,
    "positive factor": _positive_factor,
    "sum of inequalities": _sum,
    "through a bound": _through_bound,
    "increasing function": _increasing,
    "applied to both sides": _applied,
    "assume the contrary": _contrary,
    "narrower domain": on_functions.narrower,
    "integers among the reals": on_functions.relaxed,
    "special case": on_functions.special_case,
    "change of variable": on_functions.change_of_variable,
    "monotone from a point": on_functions.monotone,
    "monotone towards an end": on_functions.towards_end,
    "monotone towards a limit": on_functions.towards_limit,
    "concave function": on_functions.concave,
    "boxes": on_functions.boxes,
    "oracle": _oracle,
}


def check(proof: Proof) -> str | None:
    """None if the step from the premises to the statement is right, otherwise what is wrong with it.

    The premises themselves are not checked here.
    """
    rule = CHECKS.get(proof.rule)
    if rule is None:
        return f"no rule is called {proof.rule}"
    try:
        rule(proof)
    except Rejected as problem:
        return problem.reason
    return None
