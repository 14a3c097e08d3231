"""The check of the rules for inequalities: every rule and its side conditions, without any search.

A proof of a <= b under hypotheses H means: at every point that meets H and at which both sides are defined, a <= b.

rule                        from                                             provided that
manifest                                                                     interval arithmetic shows the sign of b - a
weaker relation             a < b  gives  a <= b
different                   a < b  or  b < a  gives  a != b
where defined               the same with what log, roots, 1/u ... need      the conditions are necessary for a, b to be defined
consequence                 the same with more hypotheses                    they are manifestly true, and defined
rearrangement               b - a = d - c,  c <= d                           c and d are defined wherever a and b are
positive factor             0 <= g  gives  0 <= p g                          p >= 0 (p > 0 for <)
sum of inequalities         0 <= g, 0 <= h  give  0 <= g + h
increasing function         u <= v  gives  f(u) <= f(v)                      f increasing (decreasing: v <= u) where it is defined
applied to both sides       f(a) <= f(b)  gives  a <= b                      f = log: a, b > 0; f = square: b >= 0
assume the contrary         a <= b under b < a
narrower domain             the same for x of a narrower sort                the hypotheses that are dropped put x into it
integers among the reals    the same for real x                              both sides are then defined everywhere
change of variable          0 <= f(g(y))  gives  0 <= f(x)                   g maps the domain of y onto that of x
monotone from a point       f(c) >= 0; f' >= 0 right, f' <= 0 left of c      f smooth on an interval that holds c and x
monotone towards an end     f' <= 0 (upper end), f' >= 0 (lower end)         f smooth, its limit at the end is at least 0
concave function            f'' <= 0; f >= 0 at both ends, or in the limit   f smooth on the interval
oracle                                                                       an external solver said so: not checked at all
boxes                                                                        balls show the sign on each box of a partition
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from verify.boxes import MAX_BOXES, Box, halves, is_positive_on, partial_derivatives, whole_box
from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel, OutOfFuel
from verify.limits import end_of_interval, limit
from verify.manifest import Manifest, is_real_term, necessary_conditions, unguarded
from verify.question import Proof, Question
from verify.smooth import belongs, bounds_on_side, is_apart, lies_inside, narrowed, open_sides, smooth_derivative, with_end
from verify.sort import POSITIVE, REAL, Scalar
from verify.term import (
    BINDERS,
    ONE,
    ZERO,
    Term,
    divide,
    equal,
    exp,
    free_symbols,
    log,
    mul,
    negate,
    number,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)

INCREASING = frozenset(["exp", "log", "sinh", "tanh", "atan", "asinh", "erf", "asin", "atanh", "acosh"])
DECREASING = frozenset(("acos", "erfc"))


class Rejected(Exception):
    """A side condition does not hold; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def demand(condition: bool, reason: str) -> None:
    if not condition:
        raise Rejected(reason)


def _order(question: Question) -> tuple[Term, Term, bool]:
    """Both sides of an inequality between real scalars, and whether it is strict."""
    statement = question.statement
    demand(statement.op in ("le", "lt"), "the statement is no inequality")
    _demand_real(statement, *question.hypotheses)
    return statement.args[0], statement.args[1], statement.op == "lt"


def _nonnegative(question: Question) -> tuple[Term, bool]:
    """(f, strict) of a statement 0 <= f or 0 < f."""
    left, right, strict = _order(question)
    demand(left is ZERO, "the left side is not 0")
    return right, strict


def _demand_real(*terms: Term) -> None:
    for term in terms:
        demand(not term.shape and is_real_term(term), "a term that is no real scalar")
        demand(not any(arg.shape for arg in term.args), "a term that is no real scalar")


def _premises(proof: Proof, count: int) -> list[Question]:
    demand(len(proof.premises) == count, f"{len(proof.premises)} premises instead of {count}")
    return [premise.question for premise in proof.premises]


def _sides(question: Question) -> Manifest:
    """What is manifest wherever the sides of the question are defined and the hypotheses hold."""
    conditions: list[Term] = []
    given: list[Term] = []
    for side in question.statement.args:
        conditions += necessary_conditions(side)
        given += unguarded(side)
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt", "eq", "ne"):
            given += [inner for side in hypothesis.args for inner in unguarded(side)]
    return Manifest((*question.hypotheses, *conditions), given)


def _shows(manifest: Manifest, term: Term, strict: bool) -> bool:
    sign = manifest.sign(term)
    return sign is not None and (sign == (1, True) if strict else sign[0] >= 0)


def _same_hypotheses(proof: Proof, *premises: Question) -> None:
    demand(all(premise.hypotheses == proof.question.hypotheses for premise in premises), "a premise has other hypotheses")


# ------------------------------------------------------------------------------------------------------------ order


def _manifest(proof: Proof) -> None:
    _premises(proof, 0)
    left, right, strict = _order(proof.question)
    manifest = Manifest(proof.question.hypotheses)
    if left is ZERO:
        demand(_shows(manifest, right, strict), "the sign of the right side is not manifest")
    elif right is ZERO:
        sign = manifest.sign(left)
        demand(sign is not None and (sign == (-1, True) if strict else sign[0] <= 0), "the sign of the left side is not manifest")
    else:
        demand(_shows(manifest, subtract(right, left), strict), "the order of the two sides is not manifest")


def _weaker(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    left, right, _ = _order(proof.question)
    _same_hypotheses(proof, premise)
    demand(premise.statement is relation("lt", left, right), "the premise is another statement")


def _different(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    statement = proof.question.statement
    demand(statement.op == "ne", "the statement is not of the form a != b")
    _same_hypotheses(proof, premise)
    left, right = statement.args
    demand(premise.statement in (relation("lt", left, right), relation("lt", right, left)), "the premise is another statement")


def _where_defined(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    left, right, _ = _order(proof.question)
    hypotheses = proof.question.hypotheses
    demand(premise.statement is proof.question.statement, "the premise is another statement")
    demand(premise.hypotheses[: len(hypotheses)] == hypotheses, "the premise lacks a hypothesis")
    necessary = (*necessary_conditions(left), *necessary_conditions(right))
    demand(all(more in necessary for more in premise.hypotheses[len(hypotheses) :]), "a condition that is not necessary")


def _consequence(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    _order(proof.question)
    hypotheses = proof.question.hypotheses
    demand(premise.statement is proof.question.statement, "the premise is another statement")
    demand(premise.hypotheses[: len(hypotheses)] == hypotheses, "the premise lacks a hypothesis")
    manifest = _sides(proof.question)
    for more in premise.hypotheses[len(hypotheses) :]:
        demand(more.op in ("le", "lt") and more.args[0] is ZERO, "a consequence that is not of the form 0 <= u")
        _demand_real(more)
        demand(manifest.defined(more.args[1]), "a consequence that may be undefined")
        demand(_shows(manifest, more.args[1], more.op == "lt"), "a consequence that is not manifest")


def _rearrangement(proof: Proof) -> None:
    identity, inequality = _premises(proof, 2)
    left, right, strict = _order(proof.question)
    _same_hypotheses(proof, identity, inequality)
    lesser, greater, form_strict = _order(inequality)
    demand(form_strict or not strict, "a weak inequality gives no strict one")
    form = greater if lesser is ZERO else subtract(greater, lesser)
    demand(identity.statement is equal(subtract(right, left), form), "the identity is another one")
    demand(_sides(proof.question).defined(form), "the new form may be undefined where the sides are defined")


def _positive_factor(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    whole, strict = _nonnegative(proof.question)
    _same_hypotheses(proof, premise)
    rest, rest_strict = _nonnegative(premise)
    demand(whole.op == "mul" and whole.args[-1] is rest, "the last factor is not that of the premise")
    demand(rest_strict or not strict, "a weak inequality gives no strict one")
    manifest = Manifest(proof.question.hypotheses)
    demand(_shows(manifest, mul(*whole.args[:-1]), strict), "the sign of the other factors is not manifest")


def _sum(proof: Proof) -> None:
    whole, strict = _nonnegative(proof.question)
    demand(whole.op == "add", "the right side is no sum")
    premises = _premises(proof, len(whole.args))
    _same_hypotheses(proof, *premises)
    parts = [_nonnegative(premise) for premise in premises]
    demand(tuple(part for part, _ in parts) == whole.args, "the premises are of other terms")
    demand(not strict or any(part_strict for _, part_strict in parts), "no strict inequality among the premises")


def _increasing(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    left, right, strict = _order(proof.question)
    inner_left, inner_right, inner_strict = _order(premise)
    _same_hypotheses(proof, premise)
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
    (premise,) = _premises(proof, 1)
    left, right, _ = _order(proof.question)
    _same_hypotheses(proof, premise)
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
        demand(_shows(manifest, right, False), "squares of sides of which the greater may be negative")
        images = power(left, 2), power(right, 2)
    demand(premise.statement.args == images, "the premise is another statement")


def _contrary(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    left, right, strict = _order(proof.question)
    demand(premise.statement is proof.question.statement, "the premise is another statement")
    opposite = relation("le" if strict else "lt", right, left)
    demand(premise.hypotheses == (*proof.question.hypotheses, opposite), "the premise does not assume the contrary")


# --------------------------------------------------------------------------------------------------------- symbols


def _interval(name: Any) -> Scalar:
    """The sort of a real symbol that runs through an interval."""
    demand(isinstance(name, Term) and name.op == "symbol" and isinstance(name.sort, Scalar), "no symbol of a scalar sort")
    sort: Scalar = name.sort
    demand(sort.kind == "real" and sort.values is None and not sort.nonzero, "a symbol that does not run through an interval")
    return sort


def _renamed(proof: Proof, old: Term, new: Term, kept: tuple[Term, ...], premise: Question) -> None:
    demand(new not in proof.question.symbols, "the new symbol occurs already")
    demand(premise.statement is substitute(proof.question.statement, {old: new}), "the premise is another statement")
    demand(premise.hypotheses == tuple(substitute(each, {old: new}) for each in kept), "the premise has other hypotheses")


def _narrower(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    old, new = proof.data.get("old"), proof.data.get("new")
    _interval(old)
    assert isinstance(old, Term)
    sort, kept = narrowed(old, proof.question.hypotheses)
    demand(isinstance(new, Term) and new.op == "symbol" and new.sort == sort, "another sort than the hypotheses give")
    assert isinstance(new, Term)
    _renamed(proof, old, new, kept, premise)


def _relaxed(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    _order(proof.question)
    old, new = proof.data.get("old"), proof.data.get("new")
    demand(isinstance(old, Term) and old.op == "symbol" and isinstance(old.sort, Scalar), "no symbol of a scalar sort")
    assert isinstance(old, Term) and isinstance(old.sort, Scalar)
    demand(old.sort.is_integer and old.sort.values is None, "the symbol is no integer")
    demand(isinstance(new, Term) and new.op == "symbol", "no new symbol")
    demand(new.sort == replace(old.sort, kind="real"), "the new symbol has other bounds")  # type: ignore[union-attr]
    assert isinstance(new, Term)
    _renamed(proof, old, new, proof.question.hypotheses, premise)
    manifest = Manifest(premise.hypotheses)
    for statement in (premise.statement, *premise.hypotheses):
        demand(not any(inner.op in BINDERS for inner in postorder(statement)), "a bound symbol")
        demand(all(map(manifest.defined, statement.args)), "a side may be undefined at real values")


def _change_of_variable(proof: Proof) -> None:
    (premise,) = _premises(proof, 1)
    function, _ = _nonnegative(proof.question)
    old, new, kind = (proof.data.get(key) for key in ("old", "new", "map"))
    sort = _interval(old)
    new_sort = _interval(new)
    assert isinstance(old, Term) and isinstance(new, Term)
    demand(new not in proof.question.symbols, "the new symbol occurs already")
    images = {
        "exponential": (REAL, POSITIVE, exp),
        "reciprocal": (POSITIVE, POSITIVE, lambda y: divide(ONE, y)),
        "square": (POSITIVE, POSITIVE, lambda y: power(y, 2)),
    }
    demand(kind in images, "an unknown map")
    domain, image, expression = images[str(kind)]
    demand(new_sort == domain and sort == image, "the map is not onto the domain")
    replacement = {old: expression(new)}
    demand(premise.statement.op == proof.question.statement.op, "the premise is another relation")
    demand(premise.statement.args == (ZERO, substitute(function, replacement)), "the premise is another statement")
    hypotheses = tuple(substitute(each, replacement) for each in proof.question.hypotheses)
    demand(premise.hypotheses == hypotheses, "the premise has other hypotheses")


# -------------------------------------------------------------------------------------------------------- calculus


def _monotone(proof: Proof) -> None:
    """The mean value theorem: f(x) = f(c) + f'(t) (x - c) for a t strictly between c and x."""
    function, strict = _nonnegative(proof.question)
    name, point = proof.data.get("symbol"), proof.data.get("point")
    own_sort = _interval(name)
    assert isinstance(name, Term)
    demand(isinstance(point, Term) and name not in free_symbols(point), "a point that depends on the variable")
    assert isinstance(point, Term)
    _demand_real(point)
    sort = with_end(own_sort, point)
    others = tuple(each for each in proof.question.hypotheses if name not in free_symbols(each))
    manifest = Manifest(others)
    demand(lies_inside(manifest, point, sort), "the point may lie outside of the interval")
    slope = smooth_derivative(manifest, function, name, sort)
    demand(slope is not None, "the function may not be continuous on the interval and differentiable inside of it")
    assert slope is not None
    right, left = open_sides(proof.question, name, point, sort)
    premises = _premises(proof, 1 + right + left)
    value = premises[0]
    at_point = substitute(function, {name: point})
    demand(value.hypotheses == others, "the value at the point has other hypotheses")
    allowed = (equal(at_point, ZERO), relation("le", ZERO, at_point), relation("lt", ZERO, at_point))
    demand(value.statement in allowed, "the first premise is not the value at the point")
    expected = []
    if right:
        expected.append((slope, (*bounds_on_side(proof.question, name, -1), relation("lt", point, name))))
    if left:
        expected.append((negate(slope), (*bounds_on_side(proof.question, name, 1), relation("lt", name, point))))
    strict_slopes = True
    for premise, (signed, bounds) in zip(premises[1:], expected, strict=True):
        demand(premise.hypotheses == (*others, *bounds), "a premise on a slope has other hypotheses")
        body, slope_strict = _nonnegative(premise)
        demand(body is signed, "a premise on a slope is of another function")
        strict_slopes = strict_slopes and slope_strict
    if strict and value.statement.op != "lt":
        apart = sort != own_sort or is_apart(proof.question, name, point)
        demand(apart and strict_slopes, "the inequality may be an equality at the point")


def _towards_end(proof: Proof) -> None:
    """A function that falls towards the upper end, or rises from the lower one, lies above its limit there."""
    (premise,) = _premises(proof, 1)
    function, strict = _nonnegative(proof.question)
    name, side = proof.data.get("symbol"), proof.data.get("end")
    sort = _interval(name)
    assert isinstance(name, Term)
    demand(side in ("upper", "lower"), "no end of an interval")
    others = tuple(each for each in proof.question.hypotheses if name not in free_symbols(each))
    slope = smooth_derivative(Manifest(others), function, name, sort)
    demand(slope is not None, "the function may not be continuous on the interval and differentiable inside of it")
    assert slope is not None
    body, slope_strict = _nonnegative(premise)
    demand(body is (negate(slope) if side == "upper" else slope), "the premise is not on the slope")
    bounds = bounds_on_side(proof.question, name, 1 if side == "upper" else -1)
    demand(premise.hypotheses == (*others, *bounds), "the premise has other hypotheses")
    at_end = limit(function, name, end_of_interval(sort.lower, sort.upper, str(side)))
    demand(at_end is not None and at_end.sign >= 0, "no limit that is at least 0 is seen")
    assert at_end is not None
    attained = belongs(sort, str(side))
    demand(
        not strict or at_end.sign > 0 or (slope_strict and not attained), "the inequality may be an equality in the limit"
    )


def _concave(proof: Proof) -> None:
    """A concave function lies above its chord; at an end that does not belong to the interval, above the limit."""
    function, strict = _nonnegative(proof.question)
    name, kinds = proof.data.get("symbol"), proof.data.get("ends")
    own_sort = _interval(name)
    assert isinstance(name, Term)
    demand(kinds in [(one, other) for one in ("value", "limit") for other in ("value", "limit")], "no two ends")
    assert isinstance(kinds, tuple)
    sort = own_sort
    if kinds[0] == "value":
        demand(sort.lower is not None, "the interval is not bounded")
        sort = replace(sort, lower_open=False)
    if kinds[1] == "value":
        demand(sort.upper is not None, "the interval is not bounded")
        sort = replace(sort, upper_open=False)
    demand(sort.lower is None or sort.upper is None or sort.lower < sort.upper, "the interval is a point")
    others = tuple(each for each in proof.question.hypotheses if name not in free_symbols(each))
    manifest = Manifest(others)
    slope = smooth_derivative(manifest, function, name, sort)
    demand(slope is not None, "the function may not be continuous on the interval and differentiable inside of it")
    assert slope is not None
    curvature = smooth_derivative(manifest, slope, name, replace(sort, lower_open=True, upper_open=True))
    demand(curvature is not None, "the function may not be twice differentiable inside of the interval")
    assert curvature is not None
    bend, *values = _premises(proof, 1 + kinds.count("value"))
    demand(bend.hypotheses == others and all(value.hypotheses == others for value in values), "a premise has other hypotheses")
    demand(_nonnegative(bend)[0] is negate(curvature), "the first premise is not on the second derivative")
    for kind, side, end in zip(kinds, ("lower", "upper"), (sort.lower, sort.upper), strict=True):
        if kind == "limit":
            at_end = limit(function, name, end_of_interval(sort.lower, sort.upper, side))
            demand(at_end is not None and at_end.sign >= (1 if strict else 0), "no limit of that sign is seen")
            continue
        assert end is not None
        body, end_strict = _nonnegative(values.pop(0))
        demand(body is substitute(function, {name: number(end)}), "a premise is not on the value at an end")
        demand(end_strict or not strict, "a weak inequality gives no strict one")


# ----------------------------------------------------------------------------------------------------------- boxes


def _boxes(proof: Proof) -> None:
    _premises(proof, 0)
    left, right, strict = _order(proof.question)
    difference = subtract(right, left)
    box = whole_box(proof.question)
    demand(box is not None, "a symbol without bounds")
    assert box is not None
    slopes = partial_derivatives(difference, tuple(box)) if proof.data.get("slopes") else ()
    try:
        _demand_positive(difference, slopes, box, proof.data.get("tree"), strict)
    except (CannotEvaluate, OutOfFuel) as problem:
        raise Rejected(f"the boxes cannot be evaluated: {problem}") from None


def _demand_positive(difference: Term, slopes: tuple[Term, ...], box: Box, tree: Any, strict: bool) -> None:
    """The sign on every leaf of a tree of bisections: () is a leaf, (i, first, second) halves the i-th side."""
    fuel, stack, count, names = Fuel(), [(box, tree)], 0, tuple(box)
    while stack:
        current, node = stack.pop()
        count += 1
        demand(count <= MAX_BOXES, "too many boxes")
        if node == ():
            demand(is_positive_on(difference, slopes, current, fuel, strict), "the sign on a box is not certain")
            continue
        demand(isinstance(node, tuple) and len(node) == 3 and type(node[0]) is int and 0 <= node[0] < len(names), "no partition")
        stack += zip(halves(current, names[node[0]]), node[1:], strict=True)


def _oracle(proof: Proof) -> None:
    """An external solver said so; nothing is checked but that it was asked something it understands."""
    _premises(proof, 0)
    _order(proof.question)
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
    "increasing function": _increasing,
    "applied to both sides": _applied,
    "assume the contrary": _contrary,
    "narrower domain": _narrower,
    "integers among the reals": _relaxed,
    "change of variable": _change_of_variable,
    "monotone from a point": _monotone,
    "monotone towards an end": _towards_end,
    "concave function": _concave,
    "boxes": _boxes,
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
