"""Checks of the rules that build on other proofs: rewriting, formulas for integrals, induction, moments, divergences.

Each check reads the question of the proof and of its premises, and says what is wrong or None.  The premises themselves are
checked on their own.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verify.binders import canonical, is_bound_name
from verify.calculus import differentiate, has_kinks
from verify.domain import conditions
from verify.entries import lowered
from verify.excluded_middle import otherwise
from verify.integrals import FORMULAS, RANGES, assembled_integrand, assembled_value, half_integrals, side_conditions
from verify.moments import average, innermost_random
from verify.question import Proof, Question, alternatives, unequal_cases, with_new_symbol
from verify.recheck.kernels import is_real_term
from verify.recheck.operators import is_never_negative
from verify.sort import NONNEGATIVE, POSITIVE, REAL, Outcome, Random, Scalar, Sort
from verify.sum_facts import sum_facts
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    ZERO,
    Term,
    add,
    equal,
    expectation,
    free_symbols,
    log,
    make,
    mul,
    negate,
    number,
    postorder,
    substitute,
    subtract,
    symbols_of_sort,
)

Check = Callable[[Proof], str | None]


def _questions(proof: Proof) -> tuple[Question, ...]:
    return tuple(premise.question for premise in proof.premises)


def _asked(proof: Proof, *statements: Term) -> tuple[Question, ...]:
    """These statements under the hypotheses of the proof."""
    return tuple(Question(statement, proof.question.hypotheses) for statement in statements)


def _unless(holds: bool, complaint: str) -> str | None:
    return None if holds else complaint


def check_truth(proof: Proof) -> str | None:
    return _unless(proof.question.statement is TRUE, "the statement is not `true`")


def check_disjunction(proof: Proof) -> str | None:
    """A disjunction holds if one of its parts does."""
    statement, place = proof.question.statement, proof.data.get("place")
    if statement.op != "or" or type(place) is not int or not 0 <= place < len(statement.args):
        return "no part of a disjunction"
    return _unless(_questions(proof) == _asked(proof, statement.args[place]), "the premise is not the part named")


def check_excluded_middle(proof: Proof) -> str | None:
    """`a or b` holds if b does wherever a is defined and false, and a is defined throughout."""
    statement, place = proof.question.statement, proof.data.get("place")
    if statement.op != "or" or type(place) is not int or not 0 <= place < len(statement.args):
        return "no part of a disjunction"
    if not all(is_real_term(part) for part in statement.args):
        return "relations of complex numbers have no order"
    return _unless(_questions(proof) == otherwise(proof.question, place), "the premises are not the part, and where the others are defined")


def check_index_notation(proof: Proof) -> str | None:
    return _unless(_questions(proof) == lowered(proof.question), "the premises are not the statement in index notation")


def check_rewriting(proof: Proof) -> str | None:
    """A subterm may be replaced by an equal one that is defined wherever it is itself."""
    old, new = proof.data.get("old"), proof.data.get("new")
    if not isinstance(old, Term) or not isinstance(new, Term) or len(proof.premises) < 2:
        return "what is replaced by what is not said"
    if not _holds_around(old, proof.question):
        return "an equation that may hold at single points only, inside of a derivative or mean"
    replaced = canonical(substitute(proof.question.statement, {old: new}))
    wanted = _asked(proof, equal(old, new), replaced)
    if proof.premises[0].rule != "folding":
        wanted += _asked(proof, *conditions(new))
    return _unless(_questions(proof) == wanted, "the premises are not the equation, the new statement, and its conditions")


_CONTINUOUS = frozenset(("number", "symbol", "pi", "add", "mul", "power", "exp", "sin", "cos", "tanh", "atan"))


def _holds_around(old: Term, question: Question) -> bool:
    """Whether old = new holds near every point of the domain, if `old` stands in a derivative by a variable of its own.

    For x = 1 the integral of x exp(-t) over t > 0 is 1, and its derivative by x is not that of 1.
    """
    variables = {
        name
        for inner in postorder(question.statement)
        if inner.op in ("derivative", "gradient", "expect") and old in postorder(inner.args[0])
        for name in (symbols_of_sort((old,), Random) if inner.op == "expect" else free_symbols(inner.args[1]))
        if name in free_symbols(old)
    }
    if not all(_is_interval(name.sort) for name in variables):
        return False
    return all(_is_open(hypothesis) for hypothesis in question.hypotheses if not variables.isdisjoint(free_symbols(hypothesis)))


def _is_interval(sort: Sort) -> bool:
    if not isinstance(sort, Scalar):
        return True
    return sort.kind == "real" and sort.values is None and (sort.lower is None or sort.lower != sort.upper)


def _is_open(hypothesis: Term) -> bool:
    """Whether a hypothesis holds around each point at which it holds."""
    if hypothesis.op not in ("lt", "ne"):
        return False
    return all(
        inner.op in _CONTINUOUS and (inner.op != "power" or (inner.args[1].op == "number" and inner.args[1].value[1] == 1))
        for side in hypothesis.args
        for inner in postorder(side)
    )


def check_folding(proof: Proof) -> str | None:
    """The integral of f over the line, if it exists, is that of f(x) + f(-x) over x > 0."""
    statement = proof.question.statement
    if statement.op != "eq" or statement.args[0].op != "integral":
        return "no equation of integrals"
    bound, lower, upper, body = statement.args[0].args
    if (lower, upper) != (MINUS_INFINITY, INFINITY):
        return "not an integral over the line"
    folded = make("integral", (bound, ZERO, INFINITY, add(body, substitute(body, {bound: negate(bound)}))))
    return _unless(statement.args[1] is folded, "not the folded integral")


def check_integral_formula(proof: Proof) -> str | None:
    """The integrand is a combination of integrands of one table, and the conditions of their formulas hold."""
    statement, point, instances = proof.question.statement, proof.data.get("point"), proof.data.get("instances")
    if statement.op != "eq" or statement.args[0].op not in ("integral", "sum"):
        return "no equation of an integral"
    integral, value = statement.args
    bound, lower, upper, body = integral.args
    if not isinstance(point, Term) or point.op != "symbol" or not isinstance(instances, tuple) or not instances:
        return "no point or no instances"
    complaint = _instances_complaint(integral, point, instances)
    if complaint:
        return complaint
    outside = (integral, *proof.question.hypotheses, *(part for _, factor, rest in instances for part in (factor, *rest)))
    if any(point in free_symbols(term) for term in outside):
        return "the point is not free"
    if value is not assembled_value(instances):
        return "not the value of the formulas"
    wanted = (equal(substitute(body, {bound: point}), assembled_integrand(instances, point)), *side_conditions(instances))
    return _unless(_questions(proof) == _asked(proof, *wanted), "the premises are not the integrand and the conditions")


def _instances_complaint(integral: Term, point: Term, instances: tuple[object, ...]) -> str | None:
    for instance in instances:
        if not isinstance(instance, tuple) or len(instance) != 3 or instance[0] not in FORMULAS:
            return "an unknown formula"
        formula, parameters = FORMULAS[instance[0]], instance[2]
        operation, lower, upper, sort = RANGES[formula.range]
        if (integral.op, integral.args[1], integral.args[2], point.sort) != (operation, lower, upper, sort):
            return "a formula for another range"
        if len(parameters) != formula.integrand.__code__.co_argcount - 1:
            return "a formula with other parameters"
        if formula.name in ("gaussian", "exponential", "geometric") and not _is_count(parameters[0]):
            return "a power that is no whole number"
    return None


def _is_count(term: Term) -> bool:
    return term.op == "number" and bool(term.value[1] == 1) and 0 <= term.value[0] <= 64


def check_antiderivative(proof: Proof) -> str | None:
    """The integral of F' from a to b >= a is F(b) - F(a), where F' is the integrand and F is smooth on all of [a, b]."""
    statement, primitive, point = proof.question.statement, proof.data.get("primitive"), proof.data.get("point")
    if statement.op != "eq" or statement.args[0].op != "integral" or not isinstance(primitive, Term) or not isinstance(point, Term):
        return "no equation of an integral"
    integral, value = statement.args
    bound, lower, upper, body = integral.args
    if any(end in (INFINITY, MINUS_INFINITY) or end.op == "space" for end in (lower, upper)):
        return "an unbounded interval"
    if point.op != "symbol" or point.sort != REAL or any(point in free_symbols(t) for t in (integral, *proof.question.hypotheses)):
        return "a point that is not any real number"
    if any(has_kinks(part) for part in postorder(primitive) if point in free_symbols(part)):
        return "an antiderivative with kinks"
    if value is not subtract(substitute(primitive, {point: upper}), substitute(primitive, {point: lower})):
        return "not the difference of the values at the ends"
    inside = (*proof.question.hypotheses, make("le", (lower, point)), make("le", (point, upper)))
    body = substitute(body, {bound: point})
    slope, obligations = differentiate(primitive, point)
    wanted = [Question(equal(slope, body), inside), *_asked(proof, make("le", (lower, upper)))]
    wanted += [Question(each, inside) for each in (*obligations, *conditions(add(primitive, body)))]
    return _unless(_questions(proof) == tuple(wanted), "the premises are not the derivative, the order of the ends, and the conditions")


def check_defined_by_formula(proof: Proof) -> str | None:
    """An integral exists if a formula applies to it, and its integrand is defined throughout."""
    statement = proof.question.statement
    if statement.op != "is_defined" or not proof.premises or proof.premises[0].rule != "integral formula":
        return "no formula for an integral"
    term, formula = statement.args[0], proof.premises[0]
    point = formula.data.get("point")
    if formula.question.statement.op != "eq" or formula.question.statement.args[0] is not term or not isinstance(point, Term):
        return "a formula for another integral"
    if formula.question.hypotheses != proof.question.hypotheses:
        return "a formula under other hypotheses"
    body = substitute(term.args[3], {term.args[0]: point})
    wanted = _asked(proof, *conditions(body))
    return _unless(_questions(proof)[1:] == wanted, "the premises are not the conditions of the integrand")


def check_defined_by_halves(proof: Proof) -> str | None:
    """An integral over the line exists if those over both half lines do."""
    statement = proof.question.statement
    halves = half_integrals(statement.args[0]) if statement.op == "is_defined" else None
    if halves is None:
        return "no integral over the line"
    wanted = _asked(proof, *(make("is_defined", (half,)) for half in halves))
    return _unless(_questions(proof) == wanted, "the premises are not the two halves")


def check_moments(proof: Proof) -> str | None:
    """An expectation of a polynomial, by averaging over one random symbol after the other."""
    statement, steps = proof.question.statement, proof.data.get("steps")
    if statement.op != "eq" or statement.args[0].op != "expect" or not isinstance(steps, tuple) or not steps:
        return "no equation of an expectation"
    if any(next(symbols_of_sort((hypothesis,), Random), None) for hypothesis in proof.question.hypotheses):
        return "a hypothesis on a random symbol"
    body: Term | None = statement.args[0].args[0]
    wanted = []
    for place, step in enumerate(steps):
        if body is None or not isinstance(step, Term):
            return "a moment that is not known"
        wanted.append(equal(body, step))
        name = innermost_random(step)
        if (name is None) != (place == len(steps) - 1):
            return "random symbols are left, or there were none"
        body = average(step, name) if name is not None else step
    if statement.args[1] is not body:
        return "not the value of the moments"
    return _unless(_questions(proof) == _asked(proof, *wanted), "the premises are not the expansions")


def check_sum_by_induction(proof: Proof) -> str | None:
    """S = H for a sum S up to n + c, from H(n+1) - H(n) = b(n+1+c) and the least n."""
    statement, name = proof.question.statement, proof.data.get("symbol")
    if statement.op != "eq" or statement.args[0].op != "sum" or not isinstance(name, Term) or name.op != "symbol":
        return "no equation of a sum"
    total, closed = statement.args
    index, lower, upper, body = total.args
    if name in free_symbols(body) or name in free_symbols(lower) or is_bound_name(name):
        return "the summand depends on the symbol of the induction"
    if any(name in free_symbols(hypothesis) for hypothesis in proof.question.hypotheses):
        return "a hypothesis on the symbol of the induction"
    least = _least_integer(name)
    if least is None or not _is_shift_of(upper, name) or not _begins_in_time(lower, substitute(upper, {name: least})):
        return "no least value, or another upper bound than n + c"
    after = {name: add(name, ONE)}
    base = equal(substitute(total, {name: least}), substitute(closed, {name: least}))
    step = equal(subtract(substitute(closed, after), closed), substitute(body, {index: substitute(upper, after)}))
    return _unless(_questions(proof) == _asked(proof, base, step), "the premises are not the base and the step")


def _least_integer(name: Term) -> Term | None:
    sort = name.sort
    if not isinstance(sort, Scalar) or not sort.is_integer or sort.lower is None or sort.values is not None:
        return None
    if sort.nonzero or sort.upper is not None:
        return None
    least = sort.lower.numerator // sort.lower.denominator
    return number(least if least == sort.lower and not sort.lower_open else least + 1)


def _is_shift_of(upper: Term, name: Term) -> bool:
    """Whether the bound is n, or n + c for whole numbers c."""
    parts = list(upper.args) if upper.op == "add" else [upper]
    return parts.count(name) == 1 and all(part is name or (part.op == "number" and part.value[1] == 1) for part in parts)


def _begins_in_time(lower: Term, upper: Term) -> bool:
    """Whether the range at the least n reaches at least to lower - 1: an emptier sum has no last summand to take off."""
    parts = upper.args if upper.op == "add" else (upper,)
    if lower.op != "number" or lower.value[1] != 1 or any(part.op != "number" for part in parts):
        return False
    return sum((part.fraction for part in parts), Fraction(0)) >= lower.fraction - 1


def check_vanishing_factor(proof: Proof) -> str | None:
    """L - R = C (S - H) and S = H give L = R, where C, S and H are defined wherever L and R are."""
    factor, old, new = (proof.data.get(key) for key in ("factor", "old", "new"))
    if not (isinstance(factor, Term) and isinstance(old, Term) and isinstance(new, Term)):
        return "no factor"
    if proof.question.statement.op != "eq":
        return "no equation"
    left, right = proof.question.statement.args
    identity = equal(subtract(left, right), mul(factor, subtract(old, new)))
    wanted = (identity, equal(old, new), *conditions(add(factor, old, new)))
    return _unless(_questions(proof) == _asked(proof, *wanted), "the premises are not the factors, and where they are defined")




def check_constant_difference(proof: Proof) -> str | None:
    """Equal derivatives on a connected domain, and equal values at one point of it."""
    statement, point = proof.question.statement, proof.data.get("point")
    if statement.op != "eq" or proof.question.hypotheses or not isinstance(point, tuple):
        return "no equation, or hypotheses that may disconnect the domain"
    difference = subtract(*statement.args)
    names = free_symbols(difference)
    if has_kinks(difference) or not names or tuple(name for name, _ in point) != names:
        return "not smooth, or a point with other symbols"
    for name, value in point:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None or sort.nonzero:
            return "the domain is not connected"
        if value.op != "number" or not sort.contains(value.fraction):
            return "a point outside of the domain"
    slopes = [differentiate(difference, name) for name in names]
    wanted = [equal(slope, ZERO) for slope, _ in slopes]
    wanted += [obligation for _, obligations in slopes for obligation in obligations]
    wanted += conditions(difference)
    wanted += [condition for slope, _ in slopes for condition in conditions(slope)]
    there = equal(*(substitute(side, dict(point)) for side in statement.args))
    premises = _asked(proof, there, *dict.fromkeys(wanted))
    return _unless(_questions(proof) == premises, "the premises are not the derivatives and the point")


def check_gibbs_inequality(proof: Proof) -> str | None:
    """The integral of a (log a - log b) is not negative for densities a and b of one variable."""
    statement, multiple = proof.question.statement, proof.data.get("multiple")
    outcome, first, second = (proof.data.get(key) for key in ("outcome", "first", "second"))
    if statement.op != "le" or not isinstance(multiple, Fraction) or multiple <= 0:
        return "not an inequality with a positive multiple"
    for term in (first, second):
        if not isinstance(term, Term) or term.op != "density" or term.value != 1 or term.args[1] is not outcome:
            return "not a density of the variable"
        if outcome in term.args[2:]:
            return "a density given its own variable"
    if not isinstance(outcome, Term) or not isinstance(outcome.sort, Outcome):
        return "not an abstract variable"
    assert isinstance(first, Term) and isinstance(second, Term)
    bound = canonical(expectation(outcome, first, subtract(log(first), log(second))))
    lower, upper = statement.args
    identity = equal(subtract(upper, lower), mul(number(multiple), bound))
    return _unless(_questions(proof) == _asked(proof, identity), "the premise is not the multiple of the divergence")


def check_unequal_cases(proof: Proof) -> str | None:
    """Real numbers that differ are less or greater."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "ne":
        return "no hypothesis a != b"
    if any(side.shape or not is_real_term(side) for side in hypotheses[place].args):
        return "complex numbers or matrices that differ are not ordered"
    return _unless(_questions(proof) == unequal_cases(proof.question, place), "the premises are not the two cases")


def check_hypothesis(proof: Proof) -> str | None:
    return _unless(proof.question.statement in proof.question.hypotheses, "the statement is no hypothesis")


def check_contradiction(proof: Proof) -> str | None:
    """Nothing meets a hypothesis a != a."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "ne":
        return "no hypothesis a != b"
    return _unless(hypotheses[place].args[0] is hypotheses[place].args[1], "two different sides")


def check_weakening(proof: Proof) -> str | None:
    """What holds under some of the hypotheses holds under all of them."""
    if len(proof.premises) != 1 or proof.premises[0].question.statement is not proof.question.statement:
        return "not the same statement"
    return _unless(set(proof.premises[0].question.hypotheses) <= set(proof.question.hypotheses), "other hypotheses")


def check_alternatives(proof: Proof) -> str | None:
    """Under `a or b`, one of a and b holds."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "or":
        return "no hypothesis `a or b`"
    return _unless(_questions(proof) == alternatives(proof.question, place), "the premises are not the alternatives")


def check_new_symbol(proof: Proof) -> str | None:
    """Under 0 < T, with k = g(s) for s = T: what holds for k = g(s) and every s > 0 holds."""
    place, hypotheses = proof.data.get("place"), proof.question.hypotheses
    name, new, value = (proof.data.get(key) for key in ("symbol", "new", "value"))
    if type(place) is not int or not 0 <= place < len(hypotheses) or hypotheses[place].op != "lt":
        return "no hypothesis 0 < T"
    zero, compound = hypotheses[place].args
    if zero is not ZERO or not (isinstance(name, Term) and isinstance(new, Term) and isinstance(value, Term)):
        return "no symbol to replace"
    if name.op != "symbol" or new.op != "symbol" or new.sort != POSITIVE or name in free_symbols(value):
        return "a new symbol that is not positive, or a value with the old one"
    if any(new.name == other.name for other in proof.question.symbols) or not is_real_term(compound):
        return "a new symbol that is not new"
    back = equal(substitute(value, {new: compound}), name)
    wanted = (with_new_symbol(proof.question, name, value), *_asked(proof, back))
    return _unless(_questions(proof) == wanted, "the premises are not the changed question and the way back")


_RELATIONS = frozenset(("le", "lt", "eq", "ne"))


def check_generalisation(proof: Proof) -> str | None:
    """What holds for all numbers of a sign holds for the values of sums, entries and densities of that sign."""
    normal, atoms = proof.data.get("normal"), proof.data.get("atoms")
    relations = (proof.question.statement, *proof.question.hypotheses)
    if not isinstance(normal, tuple) or not isinstance(atoms, tuple) or len(normal) != len(relations):
        return "no normal forms"
    if any(relation.op not in _RELATIONS or relation.args[0].shape for relation in relations):
        return "a hypothesis that is no relation between numbers"
    replacement = dict(atoms)
    taken = {name.name for term in (*relations, *normal) for name in free_symbols(term)}
    names = [name.name for name in replacement.values()]
    if len(set(names)) != len(names) or any(name in taken for name in names):
        return "a new symbol that is not new"
    for atom, name in replacement.items():
        if not _may_be(atom, name.sort):
            return "a symbol for something that may have another sign"
    statements = [make(r.op, (ZERO, substitute(term, replacement))) for r, term in zip(relations, normal, strict=True)]
    facts = [substitute(fact, replacement) for fact in sum_facts(tuple(replacement))]
    wanted = [Question(statements[0], (*statements[1:], *facts))]
    for relation, term in zip(relations, normal, strict=True):
        wanted.append(Question(equal(subtract(relation.args[1], relation.args[0]), term)))
        wanted += _asked(proof, *conditions(term))
    return _unless(_questions(proof) == tuple(wanted), "the premises are not the general statement and the normal forms")


def _may_be(atom: Term, sort: object) -> bool:
    """Whether every value of the atom is a value of the sort: all reals, or those that are positive or not negative."""
    if not isinstance(sort, Scalar) or not is_real_term(atom):
        return False
    if atom.op == "density":
        return sort in (REAL, NONNEGATIVE, POSITIVE)
    return sort == REAL or (sort == NONNEGATIVE and is_never_negative(atom))


RULES: dict[str, Check] = {
    "truth": check_truth,
    "disjunction": check_disjunction,
    "excluded middle": check_excluded_middle,
    "index notation": check_index_notation,
    "rewriting": check_rewriting,
    "folding": check_folding,
    "integral formula": check_integral_formula,
    "antiderivative": check_antiderivative,
    "defined by a formula": check_defined_by_formula,
    "defined by halves": check_defined_by_halves,
    "moments": check_moments,
    "sum by induction": check_sum_by_induction,
    "vanishing factor": check_vanishing_factor,
    "constant difference": check_constant_difference,
    "Gibbs inequality": check_gibbs_inequality,
    "generalisation": check_generalisation,
    "unequal cases": check_unequal_cases,
    "hypothesis": check_hypothesis,
    "contradiction": check_contradiction,
    "weakening": check_weakening,
    "alternatives": check_alternatives,
    "new symbol": check_new_symbol,
}
