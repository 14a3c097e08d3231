"""Equations that are solved for a name, by a formula that has no value for some of the other names: x = b/a, of a x = b.

That a is not 0, or that a matrix has an inverse, is what everybody means who writes the solution down.  It must not be a
condition on the name that is solved for: x^2/x = c loses the solution 0 of x^2 = c x.
"""

from __future__ import annotations

from itertools import repeat

from verify.calculus import replaced
from verify.decide import can_be_met, decide
from verify.definedness import Form
from verify.domain import conditions
from verify.fuel import Limits
from verify.problem import InputError
from verify.question import Question
from verify.sort import REAL, Scalar
from verify.term import ONE, ZERO, Term, add, conjuncts, contains, divide, free_symbols, make, negate
from verify.verdict import Verdict

_FUEL = 30_000
_OF_PARTS = frozenset(("or", "not", "implies", "iff", "piecewise"))


def implied(statement: Term, given: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Verdict:
    """Whether a statement follows from another one, with its name put in if that is solved for it, or its bounds said.

    Where log(x) = 0 holds it is defined, so that x > 0.
    """
    found = decide(Question(statement, (*hypotheses, given)), limits)
    if found.truth in ("proved", "refuted"):
        return found
    others = []
    is_number = is_solution(given) and given.args[0].sort == REAL
    if is_number and (put_in := _put_in(statement, given, hypotheses, limits)) is not None:
        others.append(Question(put_in, hypotheses))
    # of x = -2 or log(x) = 1 one part may hold where the other has no value
    bounds = [] if contains(given, _OF_PARTS) else [each for each in conditions(given) if each.op in ("lt", "le")]
    *_, last = conjuncts(given)  # the 2/x - 2x = 0 of f'(x) = 2/x - 2x = 0
    if bounds or last is not given:
        others.append(Question(statement, (*hypotheses, last, *bounds)))
    proofs = (verdict for other in others if (verdict := decide(other, limits)).truth == "proved")
    return next(proofs, found)


def fails_where_put_in(statement: Term, given: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    r"""Whether a statement fails for the value that a name is said to have: \gamma S = S + 1 below S = \sum_k \gamma^k."""
    put_in = _put_in(statement, given, hypotheses, limits) if is_solution(given) else None
    return put_in is not None and decide(Question(put_in, hypotheses), limits).truth == "refuted"


def _put_in(statement: Term, given: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Term | None:
    """A statement with the value of a solved name; None if that is outside of its bounds, hypotheses speak of the name, or a
    derivative by it is open."""
    name, value = given.args
    if any(name in free_symbols(each) for each in hypotheses):
        return None
    try:
        put_in = replaced(statement, {name: value})
    except InputError:
        return None
    return None if _is_outside(statement, given, hypotheses, limits) else put_in


def _is_outside(statement: Term, given: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a value never meets the bounds of a statement: the derivative 1/x of log(x) has a value at -1, log(x) has none."""
    few = limits.at_most(_FUEL)
    for bound in conditions(statement):
        if bound.op not in ("lt", "le"):
            continue
        try:
            right, left = (replaced(side, {given.args[0]: given.args[1]}) for side in bound.args)
            never = make("le" if bound.op == "lt" else "lt", (left, right))
        except InputError:
            continue
        if _is_proved(never, hypotheses, few):
            return True
    return False


def is_solution(statement: Term) -> bool:
    """x = f, without x in f."""
    return statement.op == "eq" and statement.args[0].op == "symbol" and statement.args[0] not in free_symbols(statement.args[1])


def solved_where(before: Term, now: Term, hypotheses: tuple[Term, ...], limits: Limits) -> str:
    """Where the solution has a value, in words; "" if neither statement is solved for a name, or more than this is open.

    What stands before may have bounds: x = e^a of log(x) = a, but not exp(log(y)) = x of y = x.
    """
    few = limits.at_most(_FUEL)
    *identities, last = conjuncts(before)  # the n/x - s = 0 of f'(x) = n/x - s = 0
    if identities and all(_is_proved(each, hypotheses, few) for each in identities):
        directions = (implied(now, last, hypotheses, few), implied(last, now, hypotheses, few))
        are_total = all((each.truth, each.domain) == ("proved", "total") for each in directions)
        if is_solution(now) and _is_outside(before, now, hypotheses, few):
            return ""
        return "where both lines have a value" if are_total else _where(last, now, hypotheses, few, may_be_bounded=True)
    where = _where(before, now, hypotheses, few, may_be_bounded=True)
    where = where or _where(now, before, hypotheses, few, may_be_bounded=False)
    return where or _multiplied_out(before, now, hypotheses, few)


def _multiplied_out(before: Term, now: Term, hypotheses: tuple[Term, ...], limits: Limits) -> str:
    """k(1 - p) = (n - k)p below k/p = (n - k)/(1 - p): where a denominator is 0, it says something of the other names.

    Not x^2 = 1 below (x^2 - 1)/(x - 1) = 0, which holds at x = 1.
    """
    if before.op != "eq" or now.op != "eq":
        return ""
    lost = {*conditions(before)} - {*conditions(now)}
    if not lost or not {*conditions(now)} <= {*conditions(before)}:
        return ""
    for each in lost:
        if each.op != "ne" or each.args[1] is not ZERO or {*free_symbols(each)} >= {*free_symbols(now)}:
            return ""
        if not all(_says_more_at_pole(now, factor, hypotheses, limits) for factor in _factors(each.args[0])):
            return ""
    return "where no denominator is 0"


def _factors(denominator: Term) -> list[Term]:
    """x - a and y of (x - a)^2 y: a product is 0 where one of them is."""
    if denominator.op == "power":
        return _factors(denominator.args[0])
    return [each for factor in denominator.args for each in _factors(factor)] if denominator.op == "mul" else [denominator]


def _says_more_at_pole(now: Term, factor: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether an equation does not hold all over the place where a factor is 0, for one that is linear in some name."""
    if not free_symbols(factor):
        return True
    summands = factor.args if factor.op == "add" else (factor,)
    for name in free_symbols(factor):
        of_name = [each for each in summands if name in free_symbols(each)]
        coefficient = _coefficient(of_name[0], name) if len(of_name) == 1 and name.sort == REAL else None
        if coefficient is not None:
            place = divide(add(*(each for each in summands if each is not of_name[0])), negate(coefficient))
            return decide(Question(replaced(now, {name: place}), hypotheses), limits).truth == "refuted"
    return False


def _coefficient(term: Term, name: Term) -> Term | None:
    """The number c of c x; None for any other term."""
    if term is name:
        return ONE
    numbers = [each for each in term.args if each is not name] if term.op == "mul" else []
    return numbers[0] if len(numbers) == 1 and numbers[0].op == "number" and name in term.args else None


def _where(equation: Term, solution: Term, hypotheses: tuple[Term, ...], limits: Limits, *, may_be_bounded: bool) -> str:
    """`solution` gives the name a value wherever the equation has one: n/x = s does not lose the x = 0 that it excludes."""
    if not is_solution(solution):
        return ""
    name, ours, theirs = solution.args[0], {*conditions(equation)}, {*conditions(solution)}
    missing = [each for each in theirs - ours if not _is_proved(each, (*hypotheses, *ours), limits)]
    try:
        put_in = [replaced(each, {name: solution.args[1]}) for each in ours - theirs]
    except InputError:  # a derivative by the name, of what may have none
        return ""
    needed = [each for each in put_in if not _is_proved(each, hypotheses, limits)]
    bounds = [each for each in needed if may_be_bounded and each.op in ("lt", "le")]  # lambda > 0, below log(lambda)
    exceptions = [*missing, *(each for each in needed if each not in bounds)]
    if not (exceptions or bounds) or not all(map(_is_of_others, exceptions, repeat(name))):
        return ""
    if not all(map(_is_rare, exceptions, repeat(hypotheses))):
        return ""
    if bounds:
        return "where both lines have a value" if can_be_met((*hypotheses, *bounds), limits) else ""
    is_inverse = any(each.args[0].op == "determinant" for each in exceptions)
    return "where the matrix has an inverse" if is_inverse else "where no denominator is 0"


def _is_proved(statement: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    return Form(hypotheses).shows(statement) or decide(Question(statement, hypotheses), limits).truth == "proved"


def _is_rare(condition: Term, hypotheses: tuple[Term, ...]) -> bool:
    """Whether what is not to be 0 is 0 at few of endless values: not for an a in {0, 1}, nor beside a c = 0."""
    names = free_symbols(condition)
    few = [name for name in names if isinstance(name.sort, Scalar) and (name.sort.values is not None or _is_counted(name.sort))]
    tied = {name for each in hypotheses if contains(each, {"eq"}) for name in free_symbols(each)}
    return bool(names) and not few and tied.isdisjoint(names)


def _is_counted(sort: Scalar) -> bool:
    return sort.is_integer and None not in (sort.lower, sort.upper)


def _is_of_others(condition: Term, name: Term) -> bool:
    """Whether a condition says that something without the name is not 0."""
    return condition.op == "ne" and condition.args[1] is ZERO and name not in free_symbols(condition)
