"""The checks of the rules for inequalities that speak of symbols, slopes and boxes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.boxes import MAX_BOXES, Box, halves, is_positive_on, partial_derivatives, whole_box
from verify.mathematics.limits import end_of_interval, limit, limit_at_end
from verify.mathematics.manifest import Manifest
from verify.mathematics.smooth import (
    belongs,
    bounds_on_side,
    is_apart,
    lies_inside,
    narrowed,
    open_sides,
    smooth_derivative,
    with_end,
)
from verify.question import Proof, Question
from verify.recheck.inequality_parts import at_the_sides, demand_real, interval, nonnegative, premises_of, sides_of
from verify.recheck.kernels import Rejected, demand
from verify.sort import POSITIVE, REAL, Scalar
from verify.term import (
    BINDERS,
    ONE,
    UNARY_FUNCTIONS,
    ZERO,
    Term,
    divide,
    equal,
    exp,
    free_symbols,
    is_real_term,
    negate,
    number,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)


def _renamed(proof: Proof, old: Term, new: Term, kept: tuple[Term, ...], premise: Question) -> None:
    demand(new not in proof.question.symbols, "the new symbol occurs already")
    demand(premise.statement is substitute(proof.question.statement, {old: new}), "the premise is another statement")
    demand(premise.hypotheses == tuple(substitute(each, {old: new}) for each in kept), "the premise has other hypotheses")


def narrower(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    old, new = proof.data.get("old"), proof.data.get("new")
    demand(isinstance(old, Term) and old.op == "symbol" and isinstance(old.sort, Scalar), "no symbol of a scalar sort")
    assert isinstance(old, Term) and isinstance(old.sort, Scalar)
    demand(old.sort.kind == "real" and old.sort.values is None, "a symbol that is no real number")  # 0 may be new to it
    sort, kept = narrowed(old, proof.question.hypotheses)
    demand(isinstance(new, Term) and new.op == "symbol" and new.sort == sort, "another sort than the hypotheses give")
    assert isinstance(new, Term)
    _renamed(proof, old, new, kept, premise)


def relaxed(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    sides_of(proof.question)
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


def change_of_variable(proof: Proof) -> None:
    (premise,) = premises_of(proof, 1)
    function, _ = nonnegative(proof.question)
    old, new, kind = (proof.data.get(key) for key in ("old", "new", "map"))
    sort = interval(old)
    new_sort = interval(new)
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


_ELEMENTARY = frozenset(("number", "symbol", "pi", "add", "mul", "power")) | UNARY_FUNCTIONS


def special_case(proof: Proof) -> None:
    """What holds for all x of an interval holds for a term with values in it.

    Of an exponent x the meaning would depend on whether the term is an integer.
    """
    (premise,) = premises_of(proof, 1)
    function, strict = nonnegative(proof.question)
    general, general_strict = nonnegative(premise)
    name, value = proof.data.get("symbol"), proof.data.get("value")
    sort = interval(name)
    assert isinstance(name, Term)
    demand(isinstance(value, Term) and is_real_term(value) and not value.shape, "no real value")
    assert isinstance(value, Term)
    demand(premise.hypotheses == (), "a premise with hypotheses")
    for inner in postorder(general):
        demand(inner.op in _ELEMENTARY, f"{inner.op} in the general statement")
        demand(inner.op != "power" or inner.args[1].op == "number", "an exponent that is no number")
    demand(function is substitute(general, {name: value}), "the statement is no case of the premise")
    demand(general_strict or not strict, "a weak inequality gives no strict one")
    demand(lies_inside(at_the_sides(proof.question), value, sort), "a value that may lie outside of the interval")


def monotone(proof: Proof) -> None:
    """The mean value theorem: f(x) = f(c) + f'(t) (x - c) for a t strictly between c and x."""
    function, strict = nonnegative(proof.question)
    name, point = proof.data.get("symbol"), proof.data.get("point")
    own_sort = interval(name)
    assert isinstance(name, Term)
    demand(isinstance(point, Term) and name not in free_symbols(point), "a point that depends on the variable")
    assert isinstance(point, Term)
    demand_real(point)
    sort = with_end(own_sort, point)
    others = tuple(each for each in proof.question.hypotheses if name not in free_symbols(each))
    manifest = Manifest(others)
    demand(lies_inside(manifest, point, sort), "the point may lie outside of the interval")
    slope = smooth_derivative(manifest, function, name, sort)
    demand(slope is not None, "the function may not be continuous on the interval and differentiable inside of it")
    assert slope is not None
    right, left = open_sides(proof.question, name, point, sort)
    premises = premises_of(proof, 1 + right + left)
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
        body, slope_strict = nonnegative(premise)
        demand(body is signed, "a premise on a slope is of another function")
        strict_slopes = strict_slopes and slope_strict
    if strict and value.statement.op != "lt":
        apart = sort != own_sort or is_apart(proof.question, name, point)
        demand(apart and strict_slopes, "the inequality may be an equality at the point")


def towards_end(proof: Proof) -> None:
    """A function that falls towards the upper end, or rises from the lower one, lies above its limit there."""
    function, name, sort, side, strict_inside = _slope_to_end(proof, *premises_of(proof, 1))
    at_end = limit(function, name, end_of_interval(sort.lower, sort.upper, side))
    demand(at_end is not None and at_end.sign >= 0, "no limit that is at least 0 is seen")
    assert at_end is not None
    demand(at_end.sign > 0 or strict_inside, "the inequality may be an equality in the limit")


def towards_limit(proof: Proof) -> None:
    """The same with a limit that an expansion shows, and that is at least 0."""
    premise, expanded, least = premises_of(proof, 3)
    function, name, _, side, strict_inside = _slope_to_end(proof, premise)
    others = _hypotheses_without(name, proof.question)
    at_end = least.statement.args[1]
    demand(proof.premises[1].rule == "limit", "a limit that is not found by an expansion")
    demand(name not in free_symbols(at_end), "a limit that is no constant")
    demand(expanded == Question(equal(limit_at_end(function, name, side), at_end), others), "another limit")
    demand(least == Question(relation("le", ZERO, at_end), others), "the last premise is not on the limit")
    demand(strict_inside, "the inequality may be an equality in the limit")


def _hypotheses_without(name: Term, question: Question) -> tuple[Term, ...]:
    return tuple(each for each in question.hypotheses if name not in free_symbols(each))


def _slope_to_end(proof: Proof, premise: Question) -> tuple[Term, Term, Scalar, str, bool]:
    """The function, its symbol with its sort, the end, and whether the function lies above a limit 0 as the question says."""
    function, strict = nonnegative(proof.question)
    name, side = proof.data.get("symbol"), proof.data.get("end")
    sort = interval(name)
    assert isinstance(name, Term)
    demand(side in ("upper", "lower"), "no end of an interval")
    others = _hypotheses_without(name, proof.question)
    slope = smooth_derivative(Manifest(others), function, name, sort)
    demand(slope is not None, "the function may not be continuous on the interval and differentiable inside of it")
    assert slope is not None
    body, slope_strict = nonnegative(premise)
    demand(body is (negate(slope) if side == "upper" else slope), "the premise is not on the slope")
    bounds = bounds_on_side(proof.question, name, 1 if side == "upper" else -1)
    demand(premise.hypotheses == (*others, *bounds), "the premise has other hypotheses")
    return function, name, sort, str(side), not strict or (slope_strict and not belongs(sort, str(side)))


def concave(proof: Proof) -> None:
    """A concave function lies above its chord; at an end that does not belong to the interval, above the limit."""
    function, strict = nonnegative(proof.question)
    name, kinds = proof.data.get("symbol"), proof.data.get("ends")
    own_sort = interval(name)
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
    bend, *values = premises_of(proof, 1 + kinds.count("value"))
    demand(bend.hypotheses == others and all(value.hypotheses == others for value in values), "a premise has other hypotheses")
    demand(nonnegative(bend)[0] is negate(curvature), "the first premise is not on the second derivative")
    for kind, side, end in zip(kinds, ("lower", "upper"), (sort.lower, sort.upper), strict=True):
        if kind == "limit":
            at_end = limit(function, name, end_of_interval(sort.lower, sort.upper, side))
            demand(at_end is not None and at_end.sign >= (1 if strict else 0), "no limit of that sign is seen")
            continue
        assert end is not None
        body, end_strict = nonnegative(values.pop(0))
        demand(body is substitute(function, {name: number(end)}), "a premise is not on the value at an end")
        demand(end_strict or not strict, "a weak inequality gives no strict one")


def boxes(proof: Proof) -> None:
    premises_of(proof, 0)
    left, right, strict = sides_of(proof.question)
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
