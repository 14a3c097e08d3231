"""Refutations of what no rational point refutes: by the values of limits and integrals, and at numbers that solve an equation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from verify.domain import conditions, in_real_exponent
from verify.fuel import Fuel
from verify.legs import (
    COSTLY_GLANCE_FUEL,
    GLANCE_FUEL,
    Accepted,
    check_proof,
    few_points,
    guarded,
    numeric_leg,
    refuted_by,
    symbolic_leg,
    with_share,
)
from verify.mathematics.isolation import isolated
from verify.mathematics.sort_bounds import bounds
from verify.problem import InputError
from verify.prove import prove
from verify.prove.limits import Replaced, without_limits
from verify.prove.limits.points import Point, at_point, points_to_try, shown_point
from verify.prove.sign_tables import failing_number, has_table
from verify.prove.substitution import substituted
from verify.proven_values import without_integrals
from verify.question import Counterexample, NoOpinion, NumericOutcome, Proof, Question, Support, Unproved
from verify.read.sets import contrary
from verify.recheck.refutation import check_refutation
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import Term, conjuncts, contains, free_symbols, substitute
from verify.verdict import Verdict

_TABLE_FUEL = 20_000  # a number at which a statement about one number fails
_MOST_SYMBOLS_OF_SOLUTION, _POINTS_OF_SOLUTION = 4, 2
_LIMITS = frozenset(("limit",))
_LIMIT_FUEL, _LIMIT_AT_POINT_FUEL = 200_000, 20_000  # the values of limits, for all values of the symbols, and for some
_MOST_SOLUTIONS, _SOLUTION_FUEL = 3, 50_000  # symbols that an equation is solved for
_INTEGRALS_FUEL = 200_000  # the values of integrals that no quadrature finds

Decider = Callable[[Question, Fuel, Fuel], Verdict]  # with the fuel of the numeric leg, and of the symbolic one


def refuted_by_limits(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted where the limits, as they are found, have other values than is claimed: never by points near to the limit.

    The limits are found for all values of the symbols or, failing that, for some values of them.  It counts only if the
    independent check finds those limits at the point, too.
    """
    point: Point
    for point in ((), *points_to_try(question)):
        replaced = with_share(proof_fuel, _LIMIT_FUEL if not point else _LIMIT_AT_POINT_FUEL, _limits_at(question, point))
        if isinstance(replaced, Unproved):
            continue
        asked = replaced.question
        outcome = few_points(asked, numeric_fuel, GLANCE_FUEL) if point else numeric_leg(asked, numeric_fuel)
        if isinstance(outcome, Counterexample):
            left, right = replaced.shown(outcome.left, outcome.right)
            verdict = refuted_by(question, Counterexample((*outcome.point, *shown_point(point)), left, right))
            if verdict.trust == "checked" or verdict.truth != "refuted":
                return verdict
    return None


def _limits_at(question: Question, point: Point) -> Callable[[Fuel], Replaced | Unproved]:
    """The question at a point, with its limits replaced by their values."""
    def run(share: Fuel) -> Replaced | Unproved:
        return guarded("a limit", lambda: without_limits(at_point(question, point), share, prove), share, Unproved)

    return run


def seen_without_limits(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> NumericOutcome:
    """What points show of a statement whose limits are replaced by their values, where its constants are defined."""
    replaced = with_share(proof_fuel, _LIMIT_FUEL, _limits_at(question, ()))
    if isinstance(replaced, Replaced):
        return few_points(replaced.question, numeric_fuel, COSTLY_GLANCE_FUEL)
    agreed = 0
    for point in points_to_try(question):  # a limit that is another one for another sign of a symbol
        there = with_share(proof_fuel, _LIMIT_AT_POINT_FUEL, _limits_at(question, point))
        seen = few_points(there.question, numeric_fuel, GLANCE_FUEL) if isinstance(there, Replaced) else NoOpinion(there.reason)
        if isinstance(seen, Counterexample):
            return replace(seen, point=(*seen.point, *shown_point(point)))
        agreed += isinstance(seen, Support)
    return Support(agreed) if agreed else NoOpinion(replaced.reason)


def refuted_at_solution(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel, decider: Decider) -> Verdict | None:
    """Refuted at a number that solves an equation, where all other symbols have simple values, in their sorts.

    a t = log 2 holds at no rational point with a other than 0; at a = 2 it is an equation for t alone.
    """
    if question.statement.op == "implies":
        given, then = question.statement.args
        return refuted_at_solution(Question(then, (*question.hypotheses, *conjuncts(given))), numeric_fuel, proof_fuel, decider)
    if len(question.symbols) == 1:
        return _refuted_at_a_number(question, numeric_fuel, proof_fuel, decider)
    if len(question.symbols) > _MOST_SYMBOLS_OF_SOLUTION or not any(each.op == "eq" for each in question.hypotheses):
        return None
    for point in islice(points_to_try(question), _POINTS_OF_SOLUTION):
        for name in question.symbols:
            others = tuple((other, value) for other, value in point if other is not name)
            if any(in_real_exponent(other, (question.statement, *question.hypotheses)) for other, _ in others):
                continue
            try:
                at_values = at_point(question, others)
            except InputError:  # a derivative by one of them
                continue
            found = _refuted_at_a_number(at_values, numeric_fuel, proof_fuel, decider)
            if found is not None and found.counterexample is not None:
                shown = (*shown_point(others), *found.counterexample.point)
                return replace(found, counterexample=replace(found.counterexample, point=shown))
    return None


def refuted_where_solved(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted with the value that an equation among the hypotheses gives a symbol, and that is proved to solve it."""
    for place, hypothesis in enumerate(question.hypotheses):
        for name, value in islice(isolated(hypothesis), _MOST_SOLUTIONS):
            asked = substituted(question, place, name, value) if name in free_symbols(question.statement) else None
            if asked is None or in_real_exponent(name, (question.statement, *question.hypotheses)):
                continue
            solved = substitute(hypothesis, {name: value})
            known = (*asked.hypotheses, *conditions(solved))
            asked = Question(asked.statement, known)
            outcome = with_share(numeric_fuel, _SOLUTION_FUEL, lambda share: numeric_leg(asked, share))  # noqa: B023
            if not isinstance(outcome, Counterexample):
                continue
            is_solution = with_share(proof_fuel, _SOLUTION_FUEL, lambda share: symbolic_leg(Question(solved, known), share))  # noqa: B023
            verdict = refuted_by(asked, outcome)
            if isinstance(is_solution, Accepted) and (verdict.truth, verdict.trust) == ("refuted", "checked"):
                shown = (*outcome.point, (name.name, text(value)))
                return replace(verdict, counterexample=replace(outcome, point=shown))
    return None


def _with_values_of_integrals(question: Question, fuel: Fuel) -> Question | Unproved:
    """The question with formulas for its integrals that the independent check accepts."""

    def accept(proof: Proof, asked: Question) -> bool:
        accepted = check_proof(proof, asked, fuel)
        return isinstance(accepted, Accepted) and accepted.trust == "checked"

    def values(share: Fuel) -> Question | Unproved:
        return guarded("the values of integrals", lambda: without_integrals(question, share, accept), share, Unproved)

    return with_share(fuel, _INTEGRALS_FUEL, values)


def refuted_by_integrals(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted where the integrals, whose values are proved, have other values than is claimed, and no quadrature tells."""
    replaced = _with_values_of_integrals(question, proof_fuel)
    if isinstance(replaced, Unproved):
        return None
    if contains(replaced.statement, _LIMITS):
        by_limits = refuted_by_limits(replaced, numeric_fuel, proof_fuel)
        outcome: NumericOutcome | None = None if by_limits is None else by_limits.counterexample
    else:
        outcome = numeric_leg(replaced, numeric_fuel)
    if not isinstance(outcome, Counterexample) or check_refutation(question, outcome).status == "contradicted":
        return None
    found = refuted_by(replaced, outcome)
    return found if (found.truth, found.trust) == ("refuted", "checked") else None


def seen_by_integrals(question: Question, numeric: NumericOutcome, numeric_fuel: Fuel, proof_fuel: Fuel) -> NumericOutcome:
    """What points show of the values of the integrals, where no quadrature shows that both sides have values."""
    replaced = _with_values_of_integrals(question, proof_fuel)
    return numeric if isinstance(replaced, Unproved) else few_points(replaced, numeric_fuel, COSTLY_GLANCE_FUEL)


def _refuted_at_a_number(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel, decider: Decider) -> Verdict | None:
    """Refuted at a solution of an equation that is no rational number, such as log 2.

    At the number the hypotheses and its sort are proved, and the statement is refuted, as statements without symbols.
    """
    if not has_table(question) or not question.hypotheses:
        return None

    def number_at(share: Fuel) -> Term | Unproved | None:
        search: Callable[[], Term | Unproved | None] = lambda: failing_number(question, share, lambda inner: prove(inner, share))  # noqa: E731
        return guarded("a sign table", search, share, Unproved)

    value = with_share(proof_fuel, _TABLE_FUEL, number_at)
    if not isinstance(value, Term):
        return None
    (name,) = question.symbols
    assert isinstance(name.sort, Scalar)  # there is no table of others

    def decided(statement: Term) -> Verdict:
        return decider(Question(substitute(statement, {name: value})), numeric_fuel, proof_fuel)

    there = [decided(each) for each in (*question.hypotheses, *bounds(name, name.sort))]
    if any((each.truth, each.trust, each.domain) != ("proved", "checked", "total") for each in there):
        return None
    shown = ((name.name, text(value)),)
    failed = decided(question.statement)
    if (failed.truth, failed.trust) == ("refuted", "checked") and failed.counterexample is not None:
        return replace(failed, counterexample=replace(failed.counterexample, point=shown))
    opposite = decided(contrary(question.statement))  # no digits tell that e < e fails
    if (opposite.truth, opposite.trust, opposite.domain) != ("proved", "checked", "total"):
        return None
    return Verdict("refuted", trust="checked", counterexample=Counterexample(shown, "false", "true"), points=1)
