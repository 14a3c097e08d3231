"""Checks of limits: the function is expanded anew, and each sign that the expansion needs has to be among the premises.

rule            premises                                              the statement
limit           signs of constants, equations of constants            limit = value, a constant or an infinity
limit values    limit = value for some limits of the statement, and   a statement
                the statement with the values in their place
limit exists    limit = value, conditions of what is constant         is_defined(limit)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.entries import Entries
from verify.mathematics.tidy import tidy
from verify.question import Proof, Question
from verify.recheck.expansions import ONE_WEIGHT, Expansion, finite_value, trend
from verify.recheck.germs import Expander
from verify.recheck.kernels import demand, is_real_term
from verify.sort import INTEGER, REAL, Scalar, Sequence
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    RELATIONS,
    ZERO,
    Term,
    add,
    contains,
    divide,
    equal,
    free_symbols,
    fresh_symbol,
    mul,
    negate,
    number,
    relation,
    substitute,
    summation,
    symbol,
)

_OF_FUNCTIONS = frozenset(("derivative", "gradient", "expect", "is_defined"))  # more than the value at a point counts there
ENDS = (INFINITY, MINUS_INFINITY)
Hypotheses = tuple[Term, ...]
Known = Callable[[Term], bool]


class Proved:
    """The signs of constants, from statements that the premises prove under some hypotheses, or under fewer."""

    def __init__(self, questions: Iterable[Question], hypotheses: Hypotheses) -> None:
        self.questions = tuple(questions)
        self.hypotheses = hypotheses
        self.signs: dict[Term, int] = {}
        self.nonzero: set[Term] = set()
        for question in self.questions:
            self._learn(question)

    def under(self, *hypotheses: Term) -> Proved:
        return Proved(self.questions, (*self.hypotheses, *hypotheses))

    def _learn(self, question: Question) -> None:
        if question.statement.op not in ("lt", "eq", "ne") or not set(question.hypotheses) <= set(self.hypotheses):
            return
        left, right = question.statement.args
        if left.shape or right.shape:
            return
        sign, direction = _primitive(add(right, negate(left)))
        if question.statement.op == "ne":
            self.nonzero.add(direction)
        else:
            self.signs[direction] = 0 if question.statement.op == "eq" else sign

    def states(self, statement: Term) -> bool:
        return Question(statement, self.hypotheses) in self.questions

    def may_sign(self, constant: Term) -> int | None:
        constant = tidy(constant)
        if constant.op == "number":
            return (constant.fraction > 0) - (constant.fraction < 0)
        manifest = _manifest(constant)
        if manifest in (1, -1):
            return manifest
        sign, direction = _primitive(constant)
        if direction in self.signs:
            return sign * self.signs[direction]
        if direction.op == "log":  # log u has the sign of u - 1
            inner = self.may_sign(add(direction.args[0], MINUS_ONE))
            return None if inner is None else sign * inner
        return None

    def is_nonzero(self, constant: Term) -> bool:
        """A product is 0 nowhere if no factor is 0 anywhere."""
        constant = tidy(constant)
        if constant.op == "number":
            return constant is not ZERO
        if constant.op == "mul":
            return all(map(self.is_nonzero, constant.args))
        if constant.op == "power" and constant.args[1].op == "number":
            return self.is_nonzero(constant.args[0])
        sorts = [constant.sort] if constant.op == "symbol" else []
        if constant.op == "item" and constant.args[0].op == "symbol" and isinstance(constant.args[0].sort, Sequence):
            sorts = [constant.args[0].sort.element]
        declared = any(isinstance(sort, Scalar) and sort.is_nonzero and not sort.is_complex for sort in sorts)
        return declared or _primitive(constant)[1] in self.nonzero

    def sign(self, constant: Term) -> int:
        found = self.may_sign(constant)
        demand(found is not None, "a sign that no premise states")
        assert found is not None
        return found


def _manifest(constant: Term) -> int | None:
    """The sign that the form of a constant shows, if it has a value."""
    if constant.op in ("exp", "cosh", "pi"):
        return 1
    if constant.op == "number":
        return (constant.fraction > 0) - (constant.fraction < 0)
    if constant.op == "symbol" and isinstance(constant.sort, Scalar):
        return constant.sort.sign
    if constant.op == "power" and _manifest(constant.args[0]) == 1:
        return 1
    if constant.op not in ("add", "mul"):
        return None
    found = _manifest(constant.args[0])
    for part in constant.args[1:]:
        sign = _manifest(part)
        if sign is None or found is None or (constant.op == "add" and sign != found):
            return None
        found = found if constant.op == "add" else found * sign
    return found


def _primitive(constant: Term) -> tuple[int, Term]:
    """(s, u) with constant = s r u for a rational r > 0, u the same for all multiples of it."""
    constant = tidy(constant)
    first = constant.args[0] if constant.op == "add" else constant
    content = Fraction(1)
    if first.op == "number":
        content = first.fraction
    elif first.op == "mul" and first.args[0].op == "number":
        content = first.args[0].fraction
    if content == 0:
        return 1, ZERO
    return (1 if content > 0 else -1), tidy(mul(number(1 / content), constant))


class SymbolicExpander(Expander):
    """An expansion at every point of the domain at once."""

    judge: Proved

    def summed(self, term: Term) -> Expansion:
        """A sum over a fixed range: of a common weight its coefficients are added, otherwise the limits are."""
        index, lower, upper, body = term.args
        fixed = all(self.is_constant(end) and not any(part in ENDS for part in (end, negate(end))) for end in (lower, upper))
        demand(fixed, "a sum with a growing range")
        used = [*free_symbols(body), *(name for each in self.judge.hypotheses for name in free_symbols(each)), self.s]
        inside = fresh_symbol(symbol("@index", INTEGER), used)
        judge = self.judge.under(relation("le", lower, inside), relation("le", inside, upper))
        part = SymbolicExpander(self.s, judge, self.fuel).expand(substitute(body, {index: inside}))
        weights = [weight for weight, _ in part.summands] + ([part.rest] if part.rest is not None else [])
        if any(inside in free_symbols(coefficient) for weight in weights for _, coefficient in weight):
            value = finite_value(part, judge)
            part = Expansion(((ONE_WEIGHT, value),) if value is not ZERO else (), ONE_WEIGHT)
        added = tuple((weight, tidy(summation(index, lower, upper, substitute(value, {inside: index}))))
                      for weight, value in part.summands)  # fmt: skip
        return Expansion(added, part.rest)


def limit_of(expander: Expander, body: Term) -> Term:
    """The limit at s -> +oo: a constant, or an infinity."""
    part, judge = expander.expand(body), expander.judge
    for weight, value in part.summands:
        if trend(weight, judge) <= 0:
            break
        sign = judge.sign(value)
        if sign:
            return INFINITY if sign > 0 else MINUS_INFINITY
    return finite_value(part, judge)


def approaches(term: Term, used: Iterable[Term], lies: Known) -> Iterator[tuple[Term, Term]]:
    """(s, body) for each way in which the variable gets to the point as s -> +oo, through values of its sort.

    `lies(a, op, b)` says whether a relation between a bound of the sort and the point is known to hold.
    """
    bound, point, body = term.args
    sort = bound.sort
    demand(isinstance(sort, Scalar), "a variable that is no number")
    assert isinstance(sort, Scalar)
    demand(not sort.is_complex and sort.values is None, "a variable that is no real number")
    demand(not body.shape and is_real_term(body) and term.value in ("+", "-", "both"), "no limit of a real function")
    at_infinity = point in ENDS
    s = fresh_symbol(symbol("@s", INTEGER if at_infinity and sort.is_integer else REAL), [*used, *free_symbols(term)])
    scalar = Entries().scalar(body)
    if at_infinity:
        demand((sort.upper if point is INFINITY else sort.lower) is None, "a variable with a bound does not tend to infinity")
        yield s, substitute(scalar, {bound: s if point is INFINITY else negate(s)})
        return
    demand(not sort.is_integer and not any(end in free_symbols(point) for end in (bound,)), "a variable that is an integer")
    least, most = (None if end is None else number(end) for end in (sort.lower, sort.upper))
    sides = {"+": (1,), "-": (-1,), "both": (1, -1)}[term.value]
    inside = {
        1: _within(least, "le", point, lies) and _within(point, "lt", most, lies),
        -1: _within(least, "lt", point, lies) and _within(point, "le", most, lies),
    }
    ways = [side for side in sides if inside[side]]
    demand(ways and (len(ways) == len(sides) or point.op == "number"), "a point that is not at the edge of the domain")
    for side in ways:
        yield s, substitute(scalar, {bound: add(point, divide(number(side), s))})


def _within(left: Term | None, op: str, right: Term | None, lies: Known) -> bool:
    if left is None or right is None:
        return True
    if left.op == "number" and right.op == "number":
        return left.fraction < right.fraction or (op == "le" and left.fraction == right.fraction)
    return lies(relation(op, left, right))


# ------------------------------------------------------------------------------------------------------------------- rules


def check_limit(proof: Proof, fuel: Fuel) -> None:
    """limit = value, or value = limit, by an expansion for each way to the point."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    demand(statement.op == "eq" and not proof.data, "no equation")
    places = [place for place in (0, 1) if statement.args[place].op == "limit"]
    demand(places, "no limit")
    term, value = statement.args[places[0]], statement.args[1 - places[0]]
    proved = Proved((premise.question for premise in proof.premises), hypotheses)
    used = [name for each in hypotheses for name in free_symbols(each)]
    for s, body in approaches(term, used, proved.states):
        found = limit_of(SymbolicExpander(s, proved, fuel), body)
        demand(found is value or (found not in ENDS and value not in ENDS and _same(found, value, proved)),
               "a limit with another value")


def _same(one: Term, other: Term, proved: Proved) -> bool:
    return tidy(one) is tidy(other) or proved.states(equal(one, other)) or proved.states(equal(other, one))


def check_limit_values(proof: Proof, fuel: Fuel) -> None:
    """A statement with limits replaced by their values; a limit that exists has a value that is defined."""
    question, (*equations, rest) = proof.question, proof.premises
    demand(question.statement.op in RELATIONS and not contains(question.statement, _OF_FUNCTIONS), "no relation of values")
    values: dict[Term, Term] = {}
    for premise in equations:
        demand(premise.question.hypotheses == question.hypotheses and premise.rule == "limit", "a premise about something else")
        demand(premise.question.statement.op == "eq", "no equation of a limit")
        term, value = premise.question.statement.args
        demand(term.op == "limit" and value not in ENDS and _from_constants(premise, value), "no value of a limit")
        values[term] = value
    demand(values, "no limit is replaced")
    expected = Question(substitute(question.statement, values), question.hypotheses)
    demand(rest.question == expected, "the last premise is not the statement with its limits replaced")


def _from_constants(premise: Proof, value: Term) -> bool:
    """Whether the value is the one that an expansion finds, and so is defined wherever the limit is."""
    term, hypotheses = premise.question.statement.args[0], premise.question.hypotheses
    proved = Proved((each.question for each in premise.premises), hypotheses)
    used = [name for each in hypotheses for name in free_symbols(each)]
    s, body = next(iter(approaches(term, used, proved.states)))
    return tidy(limit_of(SymbolicExpander(s, proved, Fuel()), body)) is tidy(value)


def check_limit_exists(proof: Proof, fuel: Fuel) -> None:
    """A limit that has been found exists where its constants are defined."""
    question, (found, *rest) = proof.question, proof.premises
    demand(question.statement.op == "is_defined" and question.statement.args[0].op == "limit", "no statement about a limit")
    (term,) = question.statement.args
    demand(found.rule == "limit" and found.question.hypotheses == question.hypotheses, "the limit is not found")
    demand(found.question.statement.op == "eq" and found.question.statement.args[0] is term, "another limit is found")
    bound, point, body = term.args
    wanted = [] if point in ENDS else list(conditions(point))
    wanted += [condition for condition in conditions(body) if bound not in free_symbols(condition)]
    expected = [Question(condition, question.hypotheses) for condition in wanted]
    demand([premise.question for premise in rest] == expected, "the premises are not the conditions of the constants")


RULES = {"limit": check_limit, "limit values": check_limit_values, "limit exists": check_limit_exists}

