"""Signs of derivatives: from a point, between the ends of a concave function."""

from __future__ import annotations

from dataclasses import replace

from verify.algebra import Polynomial
from verify.limits import end_of_interval, limit
from verify.manifest import Manifest
from verify.prove.inequalities.anchors import anchors
from verify.prove.inequalities.forms import Form
from verify.prove.inequalities.samples import is_plausible
from verify.prove.inequalities.search import Search, at_least_zero, order
from verify.question import Proof, Question
from verify.smooth import belongs, bounds_on_side, is_apart, open_sides, smooth_derivative, with_end
from verify.sort import Scalar
from verify.term import ZERO, Term, add, free_symbols, mul, negate, number, relation, substitute


def calculus(search: Search, question: Question, depth: int) -> Proof | None:
    """0 <= f(x) from the signs of f(c) and of f' on both sides of c."""
    if depth > search.limit - 3:
        return None
    function = question.statement.args[1]
    for name in free_symbols(function):
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            continue
        others = tuple(each for each in question.hypotheses if name not in free_symbols(each))
        facts = Manifest(others, fuel=search.fuel)
        slope = smooth_derivative(facts, function, name, sort)
        if slope is None:
            continue
        found = concave(search, question, name, others, depth) or towards_end(search, question, name, slope, others, depth)
        if found is not None:
            return found
        for point in anchors(question, name, slope, search.fuel):
            whole = with_end(sort, point)
            if smooth_derivative(facts, function, name, whole) is None:
                continue
            found = _from_point(search, question, name, point, slope, others, whole, depth)
            if found is not None:
                return found
    return None


def _from_point(
    search: Search, question: Question, name: Term, point: Term, slope: Term, others: tuple[Term, ...], sort: Scalar, depth: int
) -> Proof | None:
    strict = order(question) == "lt"
    right, left = open_sides(question, name, point, sort)
    at_point = substitute(question.statement.args[1], {name: point})
    apart = sort != name.sort or is_apart(question, name, point)
    for slope_order in ("le", "lt") if strict and apart else ("le",):
        sides = []
        if right:
            above = (*others, *bounds_on_side(question, name, -1), relation("lt", point, name))
            sides.append(Question(relation(slope_order, ZERO, slope), above))
        if left:
            below = (*others, *bounds_on_side(question, name, 1), relation("lt", name, point))
            sides.append(Question(relation(slope_order, ZERO, negate(slope)), below))
        if not all(is_plausible(side, search.fuel) for side in sides):
            continue
        value = _value(search, at_point, others, strict and slope_order == "le", depth)
        if value is None:
            continue
        proofs = []
        for side in sides:
            proof = search.prove(side, depth + 1)
            if proof is None:
                break
            proofs.append(proof)
        if len(proofs) == len(sides):
            return Proof("monotone from a point", question, (value, *proofs), {"symbol": name, "point": point})
    return None


def towards_end(
    search: Search, question: Question, name: Term, slope: Term, others: tuple[Term, ...], depth: int
) -> Proof | None:
    """f falls to a limit that is not negative at the upper end, or rises from one at the lower end."""
    sort, function = name.sort, question.statement.args[1]
    assert isinstance(sort, Scalar)
    for side, signed, sense in (("upper", negate(slope), 1), ("lower", slope, -1)):
        at_end = limit(function, name, end_of_interval(sort.lower, sort.upper, side))
        if at_end is None or at_end.sign < 0:
            continue
        if order(question) == "lt" and at_end.sign == 0 and belongs(sort, side):
            continue
        premise = Question(relation(order(question), ZERO, signed), (*others, *bounds_on_side(question, name, sense)))
        if is_plausible(premise, search.fuel):
            proof = search.prove(premise, depth + 1)
            if proof is not None:
                return Proof("monotone towards an end", question, (proof,), {"symbol": name, "end": side})
    return None


def concave(search: Search, question: Question, name: Term, others: tuple[Term, ...], depth: int) -> Proof | None:
    """On an interval, a concave function lies above the lesser of its values at the ends."""
    sort, function = name.sort, question.statement.args[1]
    assert isinstance(sort, Scalar)
    facts = Manifest(others, fuel=search.fuel)
    for kinds in (("value", "value"), ("limit", "limit"), ("value", "limit"), ("limit", "value")):
        whole = _with_ends(sort, kinds)
        slope = None if whole is None else smooth_derivative(facts, function, name, whole)
        if slope is None or not _limits_fit(question, name, kinds):
            continue
        curvature = smooth_derivative(facts, slope, name, replace(sort, lower_open=True, upper_open=True))
        if curvature is None:
            return None
        ends = [end for kind, end in zip(kinds, (sort.lower, sort.upper), strict=True) if kind == "value" and end is not None]
        asked = [Question(relation("le", ZERO, negate(curvature)), others)]
        asked += [Question(relation(order(question), ZERO, substitute(function, {name: number(end)})), others) for end in ends]
        if not all(is_plausible(each, search.fuel) for each in asked):
            continue
        premises = [proof for each in asked if (proof := search.prove(each, depth + 1)) is not None]
        if len(premises) == len(asked):
            return Proof("concave function", question, tuple(premises), {"symbol": name, "ends": kinds})
    return None


def _with_ends(sort: Scalar, kinds: tuple[str, str]) -> Scalar | None:
    """The interval with the ends at which a value is taken."""
    if sort.lower is not None and sort.upper is not None and sort.lower >= sort.upper:
        return None
    if (kinds[0] == "value" and sort.lower is None) or (kinds[1] == "value" and sort.upper is None):
        return None
    return replace(
        sort,
        lower_open=sort.lower_open and kinds[0] == "limit",
        upper_open=sort.upper_open and kinds[1] == "limit",
    )


def _limits_fit(question: Question, name: Term, kinds: tuple[str, str]) -> bool:
    sort = name.sort
    assert isinstance(sort, Scalar)
    least = 1 if order(question) == "lt" else 0
    for kind, side in zip(kinds, ("lower", "upper"), strict=True):
        if kind == "limit":
            found = limit(question.statement.args[1], name, end_of_interval(sort.lower, sort.upper, side))
            if found is None or found.sign < least:
                return False
    return True


def _value(search: Search, at_point: Term, hypotheses: tuple[Term, ...], strict: bool, depth: int) -> Proof | None:
    asked = Question(relation("lt" if strict else "le", ZERO, at_point), hypotheses)
    if not is_plausible(asked, search.fuel):
        return None
    if not strict:
        found = search.equality(at_point, ZERO, hypotheses)
        if found is not None:
            return found
    return search.prove(asked, depth + 1)


def isolated(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """A g = A (L + B/A): the derivative of a logarithm that stands alone is simpler."""
    table, fractions = form.normal.table, form.normal.fractions
    for index, degree in enumerate(core.degrees()):
        if degree != 1 or table.kernels[index].kind not in ("log", "function"):
            continue
        parts = form.coefficients(core, index)
        rest, leading = parts[0], parts[1]
        if leading.is_constant():
            continue
        factor = form.show(leading)
        sign = form.manifest.sign(factor)
        if sign is None or not sign[1] or not sign[0]:
            continue
        quotient = fractions.fraction(rest, leading)
        kernel = form.kernel(index)
        inner = add(kernel, form.fraction(quotient)) if sign[0] > 0 else negate(add(kernel, form.fraction(quotient)))
        asked = at_least_zero(question, inner)
        proof = search.by(calculus, asked, depth + 1)
        if proof is None:
            continue
        outer = factor if sign[0] > 0 else negate(factor)
        whole = mul(outer, inner)
        found = search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (proof,)))
        if found is not None:
            return found
    return None
