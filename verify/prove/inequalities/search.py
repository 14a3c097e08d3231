"""The search for a proof of an inequality, method after method.

Every step is one of the rules that `verify.recheck.inequalities` lists with its side conditions; nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from verify.algebra import Polynomial, TooLarge, Undefined
from verify.fuel import Fuel
from verify.manifest import Manifest, is_real_term, necessary_conditions, unguarded
from verify.prove.cells import prove_equality
from verify.prove.inequalities.anchors import anchors
from verify.prove.inequalities.boxes import prove_by_boxes
from verify.prove.inequalities.forms import Factor, Form, Switch, mul_power
from verify.prove.inequalities.samples import is_plausible
from verify.prove.inequalities.squares import completions
from verify.prove.infeasible import contradiction
from verify.prove.normal_form import Unsupported
from verify.prove.signs import NeedSign
from verify.question import Proof, Question
from verify.smooth import is_apart, narrowed, open_sides, smooth_derivative, with_end
from verify.sort import POSITIVE, REAL, Scalar
from verify.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    add,
    divide,
    equal,
    exp,
    free_symbols,
    log,
    mul,
    negate,
    number,
    power,
    relation,
    substitute,
    subtract,
    symbol,
)

MAX_DEPTH = 14
MAX_QUESTIONS = 300
MAX_HYPOTHESES = 16
INCREASING = frozenset("exp log sinh tanh atan asinh erf asin atanh acosh".split())
DECREASING = frozenset(("acos", "erfc"))

Method = Callable[["Search", Question, int], Proof | None]


class Search:
    """One search; what was asked before is not asked again."""

    def __init__(self, fuel: Fuel) -> None:
        self.fuel = fuel
        self.cells = fuel.limits.cells
        self._asked: dict[Question, Proof | None] = {}

    def prove(self, question: Question, depth: int = 0) -> Proof | None:
        """A proof of a statement a <= b or a < b."""
        if question in self._asked:
            return self._asked[question]
        if depth > MAX_DEPTH or len(self._asked) > MAX_QUESTIONS or len(question.hypotheses) > MAX_HYPOTHESES:
            return None
        self._asked[question] = None  # a proof that goes round in a circle is none
        self.fuel.spend(50, "a search for an inequality")
        found = manifest(question)
        if found is None and is_plausible(question, self.fuel):
            found = self._search(question, depth)
        self._asked[question] = found
        return found

    def factor(self, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
        """A proof of 0 <= g for an irreducible polynomial g in kernels, as `form` writes it."""
        if question not in self._asked:
            self._asked[question] = None
            found = manifest(question)
            if found is None and depth <= MAX_DEPTH and is_plausible(question, self.fuel):
                found = single_factor(self, question, form, core, depth)
            self._asked[question] = found
        return self._asked[question]

    def _search(self, question: Question, depth: int) -> Proof | None:
        for method in METHODS:
            found = method(self, question, depth)
            if found is not None:
                return found
        return None

    def equality(self, left: Term, right: Term, hypotheses: tuple[Term, ...]) -> Proof | None:
        question = Question(equal(left, right), hypotheses)
        if left is right:
            return Proof("identical", question)
        if not is_plausible(question, self.fuel):
            return None
        found = prove_equality(question, self.fuel)
        return found if isinstance(found, Proof) else None

    def step(self, rule: str, question: Question, premise: Question, depth: int, **data: object) -> Proof | None:
        """The rule applied to a proof of its only premise, if there is one."""
        proof = self.prove(premise, depth + 1)
        return None if proof is None else Proof(rule, question, (proof,), data)

    def rearranged(self, question: Question, form: Term, proof: Proof | None) -> Proof | None:
        """From 0 <= form to the question, whose difference of sides is equal to `form`."""
        left, right = question.statement.args
        if proof is None:
            return None
        if left is ZERO and right is form:
            return proof
        identity = self.equality(subtract(right, left), form, question.hypotheses)
        return None if identity is None else Proof("rearrangement", question, (identity, proof))


def order(question: Question) -> str:
    return question.statement.op


def at_least_zero(question: Question, term: Term) -> Question:
    """0 <= term, or 0 < term if the statement of the question is strict."""
    return Question(relation(order(question), ZERO, term), question.hypotheses)


def manifest(question: Question) -> Proof | None:
    left, right = question.statement.args
    facts = Manifest(question.hypotheses)
    flipped = right is ZERO
    sign = facts.sign(right if left is ZERO else left if flipped else subtract(right, left))
    if sign is None:
        return None
    if flipped and left is not ZERO:
        sign = (-sign[0], sign[1])
    good = sign == (1, True) if order(question) == "lt" else sign[0] >= 0
    return Proof("manifest", question) if good else None


# ----------------------------------------------------------------------------------------------------- domains


def where_defined(search: Search, question: Question, depth: int) -> Proof | None:
    """What has to hold for both sides to be defined may be assumed."""
    facts = Manifest(question.hypotheses)
    missing = []
    for condition in dict.fromkeys(inner for side in question.statement.args for inner in necessary_conditions(side)):
        left, right = condition.args
        if condition.op == "ne":
            known = facts.nonzero(left)
        else:
            sign = facts.sign(right if left is ZERO else subtract(right, left))
            known = sign is not None and (sign == (1, True) if condition.op == "lt" else sign[0] >= 0)
        if not known and condition not in question.hypotheses:
            missing.append(condition)
    if not missing:
        return None
    return search.step("where defined", question, Question(question.statement, (*question.hypotheses, *missing)), depth)


def narrower(search: Search, question: Question, depth: int) -> Proof | None:
    """Bounds among the hypotheses go into the sort of the symbol."""
    name = narrower_symbol(question)
    if name is None:
        return None
    sort, kept = narrowed(name, question.hypotheses)
    new = unused(name.name, sort, question)
    inner = Question(substitute(question.statement, {name: new}), tuple(substitute(each, {name: new}) for each in kept))
    return search.step("narrower domain", question, inner, depth, old=name, new=new)


def narrower_symbol(question: Question) -> Term | None:
    """A symbol that runs through an interval and is bounded by a hypothesis."""
    for name in question.symbols:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            continue
        if len(narrowed(name, question.hypotheses)[1]) < len(question.hypotheses):
            return name
    return None


def unused(name: str, sort: Scalar, question: Question) -> Term:
    new = symbol(name, sort)
    while new in question.symbols:
        name += "'"
        new = symbol(name, sort)
    return new


def relaxed(search: Search, question: Question, depth: int) -> Proof | None:
    """Integers are real numbers."""
    for name in question.symbols:
        sort = name.sort
        if not isinstance(sort, Scalar) or not sort.is_integer or sort.values is not None or sort.nonzero:
            continue
        new = unused(name.name, replace(sort, kind="real"), question)
        inner = Question(*(_substituted(question, {name: new})))
        facts = Manifest(inner.hypotheses)
        if all(facts.defined(side) for each in (inner.statement, *inner.hypotheses) for side in each.args):
            return search.step("integers among the reals", question, inner, depth, old=name, new=new)
    return None


def _substituted(question: Question, replacement: dict[Term, Term]) -> tuple[Term, tuple[Term, ...]]:
    return substitute(question.statement, replacement), tuple(substitute(each, replacement) for each in question.hypotheses)


# ------------------------------------------------------------------------------------------------ monotone functions


def increasing(search: Search, question: Question, depth: int) -> Proof | None:
    """f(u) <= f(v) from u <= v."""
    left, right = question.statement.args
    if left.op != right.op:
        return None
    if left.op == "power":
        exponent = left.args[1]
        if exponent is not right.args[1] or exponent.op != "number" or exponent.fraction <= 0:
            return None
        if exponent.value[1] == 1 and exponent.value[0] % 2 == 0:
            return None
    elif left.op not in INCREASING and left.op not in DECREASING:
        return None
    pair = (left.args[0], right.args[0])
    if left.op in DECREASING:
        pair = pair[::-1]
    return search.step("increasing function", question, Question(relation(order(question), *pair), question.hypotheses), depth)


def logarithms(search: Search, question: Question, depth: int) -> Proof | None:
    """An exponential on one side: compare exponents before anything else."""
    left, right = question.statement.args
    facts = Manifest(question.hypotheses)
    if "exp" not in (left.op, right.op) or not facts.sign(left) == (1, True) == facts.sign(right) or depth > 5:
        return None
    inner = Question(relation(order(question), log(left), log(right)), question.hypotheses)
    return search.step("applied to both sides", question, inner, depth + 2, function="log")


def applied(search: Search, question: Question, depth: int) -> Proof | None:
    """Logarithms, exponentials or squares of both sides."""
    left, right = question.statement.args
    facts = Manifest(question.hypotheses)
    images: list[tuple[str, Term, Term]] = []
    heads = {part.op for side in (left, right) for part in unguarded(side)}
    if facts.sign(left) == (1, True) == facts.sign(right) and "exp" not in (left.op, right.op) and heads & {"exp", "power", "cosh"}:
        images.append(("log", log(left), log(right)))
    if "log" in heads and "log" not in (left.op, right.op):
        images.append(("exp", exp(left), exp(right)))
    if _has_root(left, right) and (sign := facts.sign(right)) is not None and sign[0] >= 0:
        images.append(("square", power(left, 2), power(right, 2)))
    if depth > 5:
        return None
    for name, *sides in images:
        if all(side.op != part.op or name == "square" for side, part in zip(sides, (left, right), strict=True)):
            inner = Question(relation(order(question), *sides), question.hypotheses)
            found = search.step("applied to both sides", question, inner, depth + 2, function=name)
            if found is not None:
                return found
    return None


def _has_root(*sides: Term) -> bool:
    return any(
        part.op == "power" and part.args[1].op == "number" and part.args[1].value[1] == 2
        for side in sides
        for part in (*unguarded(side),)
    )


# ----------------------------------------------------------------------------------------------------- normal form


def by_normal_form(search: Search, question: Question, depth: int) -> Proof | None:
    """The factors of right - left; cells for switches; then the methods for a single factor of unknown sign."""
    try:
        form = Form(question, search.fuel)
    except Switch as need:
        return cells(search, question, need, depth)
    except NeedSign:
        return None
    except (Unsupported, Undefined, TooLarge):
        return None
    if form.value[0].is_zero():
        return None if order(question) == "lt" else search.rearranged(question, ZERO, manifest(at_least_zero(question, ZERO)))
    value, factors = form.factors()
    content = number(value)
    cores = [factor for factor in factors if factor.sign is None and factor.exponent % 2]
    if len(cores) > 2:
        return None
    if len(cores) == 2:
        return _split(search, question, min(cores, key=lambda core: len(core.polynomial)).term, depth)
    outer = _outer(content, factors)
    if not cores:
        return search.rearranged(question, outer, manifest(at_least_zero(question, outer)))
    sign = form.manifest.sign(outer)
    if sign is None or (order(question) == "lt" and not sign[1]):
        return None
    core = cores[0].polynomial if sign[0] >= 0 else -cores[0].polynomial
    term = form.show(core)
    if sign[0] < 0:
        outer = _outer(number(-content.fraction), factors)
    proof = search.factor(at_least_zero(question, term), form, core, depth + 1)
    if proof is None:
        return None
    if outer is ONE:
        return search.rearranged(question, term, proof)
    whole = mul(*(outer.args if outer.op == "mul" else (outer,)), term)
    return search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (proof,)))


def _moved(search: Search, question: Question, depth: int) -> Proof | None:
    left, right = question.statement.args
    difference = subtract(right, left)
    return search.rearranged(question, difference, search.prove(at_least_zero(question, difference), depth + 1))


def _outer(content: Term, factors: Iterable[Factor]) -> Term:
    """All that is of known sign; of an odd power of unknown sign, the even power next to it."""
    parts = [] if content is ONE else [content]
    for factor in factors:
        exponent = factor.exponent
        if factor.sign is None and exponent % 2:
            exponent -= 1
        if exponent:
            parts.append(mul_power(factor.term, exponent))
    return mul(*parts)


def cells(search: Search, question: Question, need: Switch, depth: int) -> Proof | None:
    """The two cells of a switch; a strict switch of sign or piecewise has a third one, which is left to equality."""
    assert need.term is not None
    return _split(search, question, need.term, depth, need.strict)


def _split(search: Search, question: Question, switch: Term, depth: int, strict: bool = False) -> Proof | None:
    search.cells -= 2
    if search.cells < 0:
        return None
    name = "lt" if strict else "le"
    hypotheses = [relation(name, ZERO, switch), relation(name, switch, ZERO)]
    if strict:
        hypotheses.append(equal(switch, ZERO))
    premises = []
    for hypothesis in hypotheses:
        inner = Question(question.statement, (*question.hypotheses, hypothesis))
        found = contradiction(inner, search.fuel)
        proof = found if isinstance(found, Proof) else search.prove(inner, depth + 1)
        if proof is None:
            return None
        premises.append(proof)
    return Proof("sign cells", question, tuple(premises), {"switch": switch, "strict": strict})


def single_factor(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    """0 <= g for an irreducible polynomial g in kernels."""
    found = contrary(search, question) or squares(search, question, form, core, depth)
    if found is not None:
        return found
    if narrower_symbol(question) is not None:
        return narrower(search, question, depth)
    return (
        calculus(search, question, depth)
        or isolated(search, question, form, core, depth)
        or substituted(search, question, depth)
    )


def contrary(search: Search, question: Question) -> Proof | None:
    """The hypotheses, products of two of them, and the opposite of the statement contradict each other."""
    left, right = question.statement.args
    if not question.hypotheses:
        return None
    opposite = relation("le" if order(question) == "lt" else "lt", right, left)
    for hypotheses in (question.hypotheses, (*question.hypotheses, *_products(question))):
        inner = Question(question.statement, (*hypotheses, opposite))
        found = contradiction(inner, search.fuel)
        if isinstance(found, Proof):
            proof = Proof("assume the contrary", Question(question.statement, hypotheses), (found,))
            return proof if hypotheses == question.hypotheses else Proof("consequence", question, (proof,))
    return None


def _products(question: Question) -> tuple[Term, ...]:
    """0 <= g h for two hypotheses 0 <= g and 0 <= h."""
    known = []
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt"):
            left, right = hypothesis.args
            known.append((right if left is ZERO else subtract(right, left), hypothesis.op == "lt"))
    facts = Manifest(question.hypotheses)
    for name in question.symbols:
        sign = facts.sign(name)
        if sign is not None and sign[0] > 0 and len(known) < 6:
            known.append((name, sign[1]))
    out = []
    for place, (one, one_strict) in enumerate(known[:6]):
        for other, other_strict in known[place:6]:
            strict = one_strict and other_strict
            product = mul(one, other) if one is not other else power(one, 2)
            out.append(relation("lt" if strict else "le", ZERO, product))
    return tuple(out[:12])


def squares(search: Search, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
    for completion in completions(form, core):
        square = power(completion.square, 2)
        rest = search.prove(at_least_zero(question, completion.rest), depth + 1)
        total = add(square, completion.rest)
        if rest is None:
            continue
        first = Proof("manifest", Question(relation("le", ZERO, square), question.hypotheses))
        whole = mul(power(completion.leading, -1), total)
        inner = Proof("sum of inequalities", at_least_zero(question, total), (first, rest))
        found = search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (inner,)))
        if found is not None:
            return found
    return None


# -------------------------------------------------------------------------------------------------------- calculus


def calculus(search: Search, question: Question, depth: int) -> Proof | None:
    """0 <= f(x) from the signs of f(c) and of f' on both sides of c."""
    if depth > 11:
        return None
    function = question.statement.args[1]
    for name in free_symbols(function):
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            continue
        others = tuple(each for each in question.hypotheses if name not in free_symbols(each))
        facts = Manifest(others)
        slope = smooth_derivative(facts, function, name, sort)
        if slope is None:
            continue
        found = concave(search, question, name, others, depth)
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
            sides.append(Question(relation(slope_order, ZERO, slope), (*others, relation("lt", point, name))))
        if left:
            sides.append(Question(relation(slope_order, ZERO, negate(slope)), (*others, relation("lt", name, point))))
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


def concave(search: Search, question: Question, name: Term, others: tuple[Term, ...], depth: int) -> Proof | None:
    """On a bounded interval, a concave function lies above the lesser of its values at the ends."""
    sort, function = name.sort, question.statement.args[1]
    assert isinstance(sort, Scalar)
    if sort.lower is None or sort.upper is None or sort.lower >= sort.upper:
        return None
    facts = Manifest(others)
    slope = smooth_derivative(facts, function, name, replace(sort, lower_open=False, upper_open=False))
    if slope is None:
        return None
    curvature = smooth_derivative(facts, slope, name, replace(sort, lower_open=True, upper_open=True))
    if curvature is None:
        return None
    ends = [substitute(function, {name: number(end)}) for end in (sort.lower, sort.upper)]
    asked = [Question(relation("le", ZERO, negate(curvature)), others)]
    asked += [Question(relation(order(question), ZERO, end), others) for end in ends]
    if not all(is_plausible(each, search.fuel) for each in asked):
        return None
    premises = []
    for each in asked:
        proof = search.prove(each, depth + 1)
        if proof is None:
            return None
        premises.append(proof)
    return Proof("concave function", question, tuple(premises), {"symbol": name})


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
        leading, rest = fractions.ring.zero, fractions.ring.zero
        for exponents, coefficient in core.terms():
            lowered = list(exponents)
            lowered[index] = 0
            part = fractions.ring.from_terms({tuple(lowered): coefficient})
            if exponents[index]:
                leading += part
            else:
                rest += part
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
        if asked in search._asked:
            continue
        search._asked[asked] = None
        proof = calculus(search, asked, depth + 1)
        if proof is None:
            continue
        outer = factor if sign[0] > 0 else negate(factor)
        whole = mul(outer, inner)
        found = search.rearranged(question, whole, Proof("positive factor", at_least_zero(question, whole), (proof,)))
        if found is not None:
            return found
    return None


def substituted(search: Search, question: Question, depth: int) -> Proof | None:
    """x = 1/y or x = y^2 for a positive x."""
    if depth > 4:
        return None
    function = question.statement.args[1]
    for name in free_symbols(function):
        if name.sort != POSITIVE:
            continue
        for kind, image in (("reciprocal", lambda y: divide(ONE, y)), ("square", lambda y: power(y, 2))):
            new = unused(name.name + "'", POSITIVE, question)
            statement, hypotheses = _substituted(question, {name: image(new)})
            found = search.step("change of variable", question, Question(statement, hypotheses), depth + 3,
                                old=name, new=new, map=kind)  # fmt: skip
            if found is not None:
                return found
    return None


def boxes(search: Search, question: Question, depth: int) -> Proof | None:
    return prove_by_boxes(question, search.fuel) if depth < 3 or not question.symbols else None


def slopes(search: Search, question: Question, depth: int) -> Proof | None:
    """The difference as it was written may have a simpler derivative than its normal form."""
    return calculus(search, question, depth) if question.statement.args[0] is ZERO else _moved(search, question, depth)


METHODS: tuple[Method, ...] = (where_defined, increasing, logarithms, by_normal_form, narrower, slopes, relaxed, applied, boxes)

__all__ = ["MINUS_ONE", "REAL", "Search", "is_real_term"]
