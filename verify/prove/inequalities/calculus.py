"""Signs of derivatives: from a point, between the ends of a concave function."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from verify.fuel import Fuel
from verify.mathematics.algebra import Polynomial
from verify.mathematics.limits import end_of_interval, limit, limit_at_end
from verify.mathematics.manifest import Manifest
from verify.mathematics.smooth import belongs, bounds_on_side, is_apart, open_sides, smooth_derivative, with_end
from verify.prove.inequalities.anchors import anchors, stationary_points
from verify.prove.inequalities.cells import split
from verify.prove.inequalities.forms import Form
from verify.prove.inequalities.search import Search, at_least_zero, order
from verify.prove.limits import INFINITIES, find_limit
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import ZERO, Term, add, free_symbols, mul, negate, number, postorder, relation, substitute, subtract

_ALGEBRAIC = frozenset(("number", "symbol", "add", "mul", "power", "pi"))


def calculus(search: Search, question: Question, depth: int) -> Proof | None:
    """0 <= f(x) from the signs of f(c) and of f' on both sides of c."""
    if depth > search.limit - 3:
        return None
    function = question.statement.args[1]
    for name, slope in _slopes(search, question):
        others = tuple(each for each in question.hypotheses if name not in free_symbols(each))
        found = concave(search, question, name, others, depth) or towards_end(search, question, name, slope, others, depth)
        if found is not None:
            return found
        facts = Manifest(others, fuel=search.fuel)
        for point in anchors(question, name, slope, search.fuel):
            assert isinstance(name.sort, Scalar)
            whole = with_end(name.sort, point)
            if smooth_derivative(facts, function, name, whole) is None:
                continue
            found = _from_point(search, question, name, point, slope, others, whole, depth)
            if found is not None:
                return found
    return None


def _slopes(search: Search, question: Question) -> list[tuple[Term, Term]]:
    """The symbols with the derivatives by them, the most elementary derivative first."""
    out = []
    for name in free_symbols(question.statement.args[1]):
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            continue
        others = (each for each in question.hypotheses if name not in free_symbols(each))
        slope = smooth_derivative(Manifest(others, fuel=search.fuel), question.statement.args[1], name, sort)
        if slope is not None:
            out.append((name, slope))
    return sorted(out, key=lambda pair: sum(inner.op not in _ALGEBRAIC for inner in postorder(pair[1])))


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
        if not all(search.is_plausible(side) for side in sides):
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
        if at_end is not None and at_end.sign < 0:
            continue
        if order(question) == "lt" and (at_end is None or at_end.sign == 0) and belongs(sort, side):
            continue
        premise = Question(relation(order(question), ZERO, signed), (*others, *bounds_on_side(question, name, sense)))
        proof = search.prove(premise, depth + 1) if search.is_plausible(premise) else None
        if proof is None:
            continue
        if at_end is not None:
            return Proof("monotone towards an end", question, (proof,), {"symbol": name, "end": side})
        at_limit = _at_limit(search, limit_at_end(function, name, side), others, depth)
        if at_limit is not None:
            return Proof("monotone towards a limit", question, (proof, *at_limit), {"symbol": name, "end": side})
    return None


def _at_limit(search: Search, term: Term, hypotheses: tuple[Term, ...], depth: int) -> tuple[Proof, Proof] | None:
    """The limit by an expansion, and that it is at least 0: log(x + 1) - log(x) has none that its summands show."""

    def prove(question: Question, _: Fuel) -> Proof | Unproved:
        left, right = question.statement.args
        is_equation = question.statement.op == "eq"
        found = search.equality(left, right, question.hypotheses) if is_equation else search.prove(question, depth + 1)
        return found or Unproved("no proof of what a limit needs")

    found = find_limit(term, hypotheses, search.fuel, prove)
    if isinstance(found, Unproved) or found.value in INFINITIES:
        return None
    least = search.prove(Question(relation("le", ZERO, found.value), hypotheses), depth + 1)
    return None if least is None else (found.proof, least)


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
        if not all(search.is_plausible(each) for each in asked):
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
    if not search.is_plausible(asked):
        return None
    if not strict:
        found = search.equality(at_point, ZERO, hypotheses)
        if found is not None:
            return found
    return search.prove(asked, depth + 1)


def isolated(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """g = A (g/A), A the common factor of what logarithms are multiplied by: they vanish from the derivative of g/A."""
    table, fractions = form.normal.table, form.normal.fractions
    ring, common = fractions.ring, fractions.ring.zero
    for index, degree in enumerate(core.degrees()):
        if degree == 1 and table.kernels[index].kind in ("log", "function"):
            common = common.gcd(form.coefficients(core, index)[1])
    if common.is_zero() or common.is_constant():
        return None
    factor = form.show(common)
    sign = form.manifest.sign(factor)
    if sign is None or not sign[1] or not sign[0]:
        return None
    terms: dict[tuple[int, ...], Any] = {}
    for exponents, coefficient in core.terms():
        logarithms = tuple(int(e) if e and table.kernels[i].kind in ("log", "function") else 0 for i, e in enumerate(exponents))
        rest = tuple(int(e) - degree for e, degree in zip(exponents, logarithms, strict=True))
        terms[logarithms] = terms.get(logarithms, ring.zero) + ring.from_terms({rest: int(coefficient)})
    parts = []
    for logarithms, polynomial in terms.items():
        quotient = form.fraction(fractions.fraction(polynomial, common))
        parts.append(mul(quotient, form.plain(ring.from_terms({logarithms: 1}))) if any(logarithms) else quotient)
    inner = add(*parts) if sign[0] > 0 else negate(add(*parts))
    proof = search.by(calculus_or_cut, at_least_zero(question, inner), depth + 1)
    if proof is None:
        return None
    whole = mul(factor if sign[0] > 0 else negate(factor), inner)
    return search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (proof,)))


def calculus_or_cut(search: Search, question: Question, depth: int) -> Proof | None:
    """As it stands, or in parts."""
    return calculus(search, question, depth) or cut(search, question, depth)


def cut(search: Search, question: Question, depth: int) -> Proof | None:
    """A function of one variable may rise and fall: the domain is cut where its slope is 0."""
    if depth > search.limit - 4 or len(question.symbols) != 1 or question.statement.args[0] is not ZERO:
        return None
    name, function = question.symbols[0], question.statement.args[1]
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.kind != "real" or len(question.hypotheses) > 2:
        return None
    slope = smooth_derivative(Manifest(question.hypotheses, fuel=search.fuel), function, name, sort)
    if slope is None:
        return None
    facts = Manifest(fuel=search.fuel)
    for point in stationary_points(Question(relation("le", ZERO, slope)), name, search.fuel):
        if facts.defined(point) and name not in free_symbols(point):
            switch = subtract(name, point)
            if any(switch in hypothesis.args for hypothesis in question.hypotheses):
                continue
            found = split(search, question, switch, depth)
            if found is not None:
                return found
    return None
