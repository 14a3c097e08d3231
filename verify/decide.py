"""One question, two legs, one verdict.

The numeric leg looks for a point at which the statement fails, the symbolic leg for a proof that an independent program
accepts.  Both always run.  If they disagree, one of them is wrong, and the verdict is undecided: neither may be believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from verify.definedness import Definedness, definedness, has_common_point, one_sided_of
from verify.domain import conditions
from verify.fuel import DEFAULT_LIMITS, Fuel, Limits, OutOfFuel
from verify.mathematics.binders import canonical
from verify.mathematics.isolation import isolated
from verify.mathematics.sort_bounds import bounds
from verify.problem import InputError
from verify.prove import prove, prove_throughout
from verify.prove.closed_forms import defined_in_passing
from verify.prove.limits import Replaced, without_limits
from verify.prove.limits.points import Point, at_point, points_to_try, shown_point
from verify.prove.sign_tables import failing_number, has_table
from verify.prove.substitution import substituted
from verify.proven_values import without_integrals
from verify.question import Counterexample, NoOpinion, NumericOutcome, Proof, Question, Support, Unproved
from verify.read.sets import contrary
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.refute import refute
from verify.refute.effort import BESIDE_PROOF, GLANCE, GLIMPSE, THOROUGH, Effort
from verify.refute.instances import refute_abstract
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, conjuncts, contains, equal, free_symbols, height, postorder, size_bound, substitute
from verify.verdict import Domain, Trust, Verdict

_ABSTRACT = frozenset(("apply", "density", "expect", "gradient", "hadamard", "map", "matmul", "matrix", "transpose", "trace",
                       "inverse", "determinant", "identity", "zeros", "ones", "diagonal", "item", "row", "space", "complex",
                       "imaginary"))  # fmt: skip
_ORACLE_RULES = frozenset(("oracle",))
_CITED_RULES = frozenset(("cited",))
_MINIMUM_POINTS = 4
_LIMITS = frozenset(("limit",))
_COSTLY = frozenset(("integral", "infinity", "limit"))
# Shares of the fuel, for what is tried on the way to something else.
_GLANCE_FUEL, _COSTLY_GLANCE_FUEL = 20_000, 40_000  # a few points; if they are costly, one
_TABLE_FUEL = 20_000  # a number at which a statement about one number fails
_MOST_SYMBOLS_OF_SOLUTION, _POINTS_OF_SOLUTION = 4, 2
_LIMIT_FUEL, _LIMIT_AT_POINT_FUEL = 200_000, 20_000  # the values of limits, for all values of the symbols, and for some
_MOST_SOLUTIONS, _SOLUTION_FUEL = 3, 50_000  # symbols that an equation is solved for
_INTEGRALS_FUEL = 200_000  # the values of integrals that no quadrature finds
# A proof of what has been refuted would be a bug of ours: most proofs take less, and those about matrices more.
_DOUBT_FUEL, _ABSTRACT_DOUBT_FUEL, _UNCHECKED_DOUBT_FUEL, _COSTLY_DOUBT_FUEL = 350, 2_000, 8_000, 60_000
_CONDITION_PROOF_FUEL, _CONDITION_POINTS_FUEL = 100_000, 20_000  # whether one condition of definedness always holds, or fails

Answer = TypeVar("Answer")


def decide(question: Question, limits: Limits = DEFAULT_LIMITS) -> Verdict:
    """The verdict on `question`; never raises for a question that could be built."""
    obstacle = _too_large(question, limits) or _ambiguous(question)
    if obstacle:
        return Verdict("undecided", reasons=(obstacle,))
    # Each leg has its own budget: a sampler that runs dry must not cost the proof.
    numeric_fuel, proof_fuel = Fuel(limits, limits.fuel // 2), Fuel(limits, limits.fuel // 2)
    verdict = _guarded("the search", lambda: _decided(question, numeric_fuel, proof_fuel), proof_fuel, _undecided)
    return replace(verdict, fuel=numeric_fuel.spent + proof_fuel.spent, questions=(question,))


def _undecided(reason: str) -> Verdict:
    return Verdict("undecided", reasons=(reason,))


def _decided(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict:
    """A few points, then a proof, then many points.

    A claim that is proved, with both sides defined everywhere, needs few points; one that a point refutes needs no long search
    for a proof, which would be a bug of this program.
    """
    is_costly = contains(question.statement, _COSTLY)
    glance = _first_glance(question, numeric_fuel)
    if isinstance(glance, Counterexample):
        verdict = _refuted(question, glance)
        doubt = _with_share(proof_fuel, _fuel_of_doubt(question, verdict), lambda share: _symbolic_leg(question, share))
        return _contradiction(glance, doubt) if isinstance(doubt, _Accepted) else verdict
    symbolic = _symbolic_leg(question, proof_fuel)
    if not isinstance(symbolic, _Accepted):
        refuted = _refuted_by_limits(question, numeric_fuel, proof_fuel) if contains(question.statement, _LIMITS) else None
        found = refuted or _without_proof(question, _numeric_leg(question, numeric_fuel), symbolic)
        if found.truth == "refuted":
            return found
        refuted = _refuted_at_solution(question, numeric_fuel, proof_fuel)
        if refuted is None and found.truth == "undecided":
            refuted = _refuted_where_solved(question, numeric_fuel, proof_fuel)
        if refuted is None and found.truth == "undecided" and is_costly:
            refuted = _refuted_by_integrals(question, numeric_fuel, proof_fuel)
        return refuted or found
    if contains(question.statement, _LIMITS):
        seen = _seen_without_limits(question, numeric_fuel, proof_fuel)
        if isinstance(seen, Counterexample):
            return _contradiction(seen, symbolic)
        where = _DomainAxis(question, symbolic.proof, proof_fuel).seen_by(seen)
        return _proved(where, seen, symbolic)
    axis = _DomainAxis(question, symbolic.proof, proof_fuel)
    where = axis.seen_by(glance)
    if where.domain == "total" and is_costly:  # quadratures say little for much work
        return _proved(where, glance, symbolic)
    if where.domain in ("total", "common") and has_common_point(glance) and not _holds_at_most_points(question):
        return _proved(where, glance, symbolic)
    numeric = _numeric_leg(question, numeric_fuel, BESIDE_PROOF if where.domain == "total" else THOROUGH)
    if isinstance(numeric, Counterexample):
        return _contradiction(numeric, symbolic)
    if is_costly and not has_common_point(numeric):
        numeric = _seen_by_integrals(question, numeric, numeric_fuel, proof_fuel)
        if isinstance(numeric, Counterexample):
            return _contradiction(numeric, symbolic)
    return _proved(axis.seen_by(numeric), numeric, symbolic)


def _fuel_of_doubt(question: Question, verdict: Verdict) -> int:
    if verdict.trust != "checked":
        return _COSTLY_DOUBT_FUEL if contains(question.statement, _COSTLY) else _UNCHECKED_DOUBT_FUEL
    return _ABSTRACT_DOUBT_FUEL if is_abstract(question) else _DOUBT_FUEL


def _holds_at_most_points(question: Question) -> bool:
    """Of an inequality about matrices a few points say little: det A > 0 holds at half of them."""
    return question.statement.op in ("le", "lt", "ne") and is_abstract(question)


def at_a_glance(question: Question, limits: Limits = DEFAULT_LIMITS) -> NumericOutcome:
    """What the points show that are tried before anything else; the same each time."""
    return _first_glance(question, Fuel(limits, limits.fuel // 2))


def _first_glance(question: Question, fuel: Fuel) -> NumericOutcome:
    return _glance(question, fuel, _COSTLY_GLANCE_FUEL if contains(question.statement, _COSTLY) else _GLANCE_FUEL)


def _glance(question: Question, fuel: Fuel, most: int) -> NumericOutcome:
    return _with_share(fuel, most, lambda share: _numeric_leg(question, share, GLANCE))


def can_be_met(hypotheses: tuple[Term, ...], limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether a point was found at which all hypotheses hold.

    No point satisfies 0 = 1, so that a counterexample to it is a point that meets the hypotheses and nothing else.  The points
    may be solutions of an equation that are no rational numbers, as of x^2 = 2.
    """
    question = Question(equal(ZERO, ONE), hypotheses)
    if isinstance(_numeric_leg(question, Fuel(limits)), Counterexample):
        return True
    fuel = Fuel(limits)
    solution = _guarded("a solution", lambda: _refuted_at_solution(question, fuel, fuel), fuel, _undecided)
    return solution is not None and solution.truth == "refuted"


@dataclass(frozen=True)
class _Accepted:
    """A proof that the independent checker accepted."""

    proof: Proof
    trust: Trust


def is_abstract(question: Question) -> bool:
    """Whether the question speaks of matrices, sequences, unknown functions, densities, random variables or complex numbers."""
    return any(contains(term, _ABSTRACT) for term in (question.statement, *question.hypotheses)) or any(
        not isinstance(name.sort, Scalar) for name in question.symbols
    )


def _too_large(question: Question, limits: Limits) -> str | None:
    roots = (question.statement, *question.hypotheses)
    if sum(map(size_bound, roots)) > limits.nodes:
        count = len(postorder(*roots))
        if count > limits.nodes:
            return f"{count} subterms, more than the limit of {limits.nodes}"
    deepest = max(map(height, roots))
    return f"nested {deepest} deep, more than the limit of {limits.depth}" if deepest > limits.depth else None


def _ambiguous(question: Question) -> str | None:
    """One name for two unknowns: x > 0 on the left and any x on the right would be refuted for no mistake of its author."""
    names: dict[str, Term] = {}
    for name in question.symbols:
        if names.setdefault(name.name, name) is not name:
            return f"{name.name} stands for two different things"
    return None


# --------------------------------------------------------------------------------------------------------------------- legs


def _with_share(fuel: Fuel, most: int, run: Callable[[Fuel], Answer]) -> Answer:
    """What `run` answers with at most `most` of the fuel that is left."""
    share = Fuel(fuel.limits, min(most, fuel.left))
    answer = run(share)
    fuel.spent += share.spent
    return answer


def _numeric_leg(question: Question, fuel: Fuel, effort: Effort = THOROUGH) -> NumericOutcome:
    leg = refute_abstract if is_abstract(question) else refute
    return _guarded("the numeric leg", lambda: leg(question, fuel, effort), fuel, NoOpinion)


def _symbolic_leg(question: Question, fuel: Fuel) -> _Accepted | Unproved:
    found = _guarded("the symbolic leg", lambda: prove_throughout(question, fuel), fuel, Unproved)
    if isinstance(found, Unproved):
        statement = question.statement
        if statement.op not in ("eq", "le") or statement.args[0] is not statement.args[1]:
            return found
        found = Proof("identical", question)
    return _accept(found, question, fuel)


def _accept(proof: Proof, question: Question, fuel: Fuel, accepted: Iterable[Proof] = ()) -> _Accepted | Unproved:
    """The check has a budget of its own, as large as that of the search."""
    if proof.question != question:
        return Unproved("the proof found is of another statement")
    own = Fuel(fuel.limits, fuel.most)
    complaints = _guarded("the check of the proof", lambda: recheck(proof, own, accepted), own, _complaint)
    if complaints:
        return Unproved(f"a proof by {proof.rule} was found, and the independent check did not accept it: {complaints[0]}")
    return _Accepted(proof, _trust(proof))


def _complaint(reason: str) -> tuple[str, ...]:
    return (reason,)


def _guarded(name: str, run: Callable[[], Answer], fuel: Fuel, nothing: Callable[[str], Answer]) -> Answer:
    """The answer of `run`; a leg that runs dry or fails has no opinion, and says why."""
    try:
        return run()
    except OutOfFuel as out:
        return nothing(f"{name} stopped after {fuel.spent} units of work, at {out.doing}")
    except RecursionError:
        return nothing(f"{name} met a term nested too deeply")
    except Exception as error:
        return nothing(f"{name} failed: {type(error).__name__}: {error}")


def _steps(proof: Proof) -> Iterator[Proof]:
    """A proof and all that it builds on."""
    pending = [proof]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(current.premises)


def _trust(proof: Proof) -> Trust:
    """Checked, unless a step of the proof leans on an external solver or a theorem that is only cited."""
    rules = {step.rule for step in _steps(proof)}
    if rules & _CITED_RULES:
        return "cited"
    return "oracle" if rules & _ORACLE_RULES else "checked"


# -------------------------------------------------------------------------------------------------------------- the verdict


def _refuted(question: Question, counterexample: Counterexample) -> Verdict:
    """Checked, if an evaluator that shares nothing with the numeric leg confirms it; one that it contradicts is not believed."""
    finding = check_refutation(question, counterexample)
    if finding.status == "contradicted":
        reason = f"contradiction: a counterexample was found, and the independent check of it says: {finding.reason}"
        return Verdict("undecided", reasons=(f"{reason}; one of the two is a bug of this program",))
    trust: Trust = "checked" if finding.status == "confirmed" else "none"
    return Verdict("refuted", trust=trust, counterexample=counterexample, points=1)


def _refuted_by_limits(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted where the limits, as they are found, have other values than is claimed: never by points near to the limit.

    The limits are found for all values of the symbols or, failing that, for some values of them.  It counts only if the
    independent check finds those limits at the point, too.
    """
    point: Point
    for point in ((), *points_to_try(question)):
        replaced = _with_share(proof_fuel, _LIMIT_FUEL if not point else _LIMIT_AT_POINT_FUEL, _limits_at(question, point))
        if isinstance(replaced, Unproved):
            continue
        asked = replaced.question
        outcome = _glance(asked, numeric_fuel, _GLANCE_FUEL) if point else _numeric_leg(asked, numeric_fuel)
        if isinstance(outcome, Counterexample):
            left, right = replaced.shown(outcome.left, outcome.right)
            verdict = _refuted(question, Counterexample((*outcome.point, *shown_point(point)), left, right))
            if verdict.trust == "checked" or verdict.truth != "refuted":
                return verdict
    return None


def _limits_at(question: Question, point: Point) -> Callable[[Fuel], Replaced | Unproved]:
    """The question at a point, with its limits replaced by their values."""
    def run(share: Fuel) -> Replaced | Unproved:
        return _guarded("a limit", lambda: without_limits(at_point(question, point), share, prove), share, Unproved)

    return run


def _seen_without_limits(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> NumericOutcome:
    """What points show of a statement whose limits are replaced by their values, where its constants are defined."""
    replaced = _with_share(proof_fuel, _LIMIT_FUEL, _limits_at(question, ()))
    if isinstance(replaced, Replaced):
        return _glance(replaced.question, numeric_fuel, _COSTLY_GLANCE_FUEL)
    agreed = 0
    for point in points_to_try(question):  # a limit that is another one for another sign of a symbol
        there = _with_share(proof_fuel, _LIMIT_AT_POINT_FUEL, _limits_at(question, point))
        seen = _glance(there.question, numeric_fuel, _GLANCE_FUEL) if isinstance(there, Replaced) else NoOpinion(there.reason)
        if isinstance(seen, Counterexample):
            return replace(seen, point=(*seen.point, *shown_point(point)))
        agreed += isinstance(seen, Support)
    return Support(agreed) if agreed else NoOpinion(replaced.reason)


def _refuted_at_solution(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted at a number that solves an equation, where all other symbols have simple values, in their sorts.

    a t = log 2 holds at no rational point with a other than 0; at a = 2 it is an equation for t alone.
    """
    if question.statement.op == "implies":
        given, then = question.statement.args
        return _refuted_at_solution(Question(then, (*question.hypotheses, *conjuncts(given))), numeric_fuel, proof_fuel)
    if len(question.symbols) == 1:
        return _refuted_at_a_number(question, numeric_fuel, proof_fuel)
    if len(question.symbols) > _MOST_SYMBOLS_OF_SOLUTION or not any(each.op == "eq" for each in question.hypotheses):
        return None
    for point in islice(points_to_try(question), _POINTS_OF_SOLUTION):
        for name in question.symbols:
            others = tuple((other, value) for other, value in point if other is not name)
            try:
                at_values = at_point(question, others)
            except InputError:  # a derivative by one of them
                continue
            found = _refuted_at_a_number(at_values, numeric_fuel, proof_fuel)
            if found is not None and found.counterexample is not None:
                shown = (*shown_point(others), *found.counterexample.point)
                return replace(found, counterexample=replace(found.counterexample, point=shown))
    return None


def _refuted_where_solved(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted with the value that an equation among the hypotheses gives a symbol, and that is proved to solve it."""
    for place, hypothesis in enumerate(question.hypotheses):
        for name, value in islice(isolated(hypothesis), _MOST_SOLUTIONS):
            asked = substituted(question, place, name, value) if name in free_symbols(question.statement) else None
            if asked is None:
                continue
            solved = substitute(hypothesis, {name: value})
            known = (*asked.hypotheses, *conditions(solved))
            asked = Question(asked.statement, known)
            outcome = _with_share(numeric_fuel, _SOLUTION_FUEL, lambda share: _numeric_leg(asked, share))  # noqa: B023
            if not isinstance(outcome, Counterexample):
                continue
            is_solution = _with_share(proof_fuel, _SOLUTION_FUEL, lambda share: _symbolic_leg(Question(solved, known), share))  # noqa: B023
            verdict = _refuted(asked, outcome)
            if isinstance(is_solution, _Accepted) and (verdict.truth, verdict.trust) == ("refuted", "checked"):
                shown = (*outcome.point, (name.name, text(value)))
                return replace(verdict, counterexample=replace(outcome, point=shown))
    return None


def _with_values_of_integrals(question: Question, fuel: Fuel) -> Question | Unproved:
    """The question with formulas for its integrals that the independent check accepts."""

    def accept(proof: Proof, asked: Question) -> bool:
        accepted = _accept(proof, asked, fuel)
        return isinstance(accepted, _Accepted) and accepted.trust == "checked"

    def values(share: Fuel) -> Question | Unproved:
        return _guarded("the values of integrals", lambda: without_integrals(question, share, accept), share, Unproved)

    return _with_share(fuel, _INTEGRALS_FUEL, values)


def _refuted_by_integrals(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted where the integrals, whose values are proved, have other values than is claimed, and no quadrature tells."""
    replaced = _with_values_of_integrals(question, proof_fuel)
    if isinstance(replaced, Unproved):
        return None
    outcome = _numeric_leg(replaced, numeric_fuel)
    if not isinstance(outcome, Counterexample) or check_refutation(question, outcome).status == "contradicted":
        return None
    found = _refuted(replaced, outcome)
    return found if (found.truth, found.trust) == ("refuted", "checked") else None


def _seen_by_integrals(question: Question, numeric: NumericOutcome, numeric_fuel: Fuel, proof_fuel: Fuel) -> NumericOutcome:
    """What points show of the values of the integrals, where no quadrature shows that both sides have values."""
    replaced = _with_values_of_integrals(question, proof_fuel)
    return numeric if isinstance(replaced, Unproved) else _glance(replaced, numeric_fuel, _COSTLY_GLANCE_FUEL)


def _refuted_at_a_number(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict | None:
    """Refuted at a solution of an equation that is no rational number, such as log 2.

    At the number the hypotheses and its sort are proved, and the statement is refuted, as statements without symbols.
    """
    if not has_table(question) or not question.hypotheses:
        return None

    def number_at(share: Fuel) -> Term | Unproved | None:
        search: Callable[[], Term | Unproved | None] = lambda: failing_number(question, share, lambda inner: prove(inner, share))  # noqa: E731
        return _guarded("a sign table", search, share, Unproved)

    value = _with_share(proof_fuel, _TABLE_FUEL, number_at)
    if not isinstance(value, Term):
        return None
    (name,) = question.symbols
    assert isinstance(name.sort, Scalar)  # there is no table of others

    def decided(statement: Term) -> Verdict:
        return _decided(Question(substitute(statement, {name: value})), numeric_fuel, proof_fuel)

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


def _contradiction(numeric: Counterexample, symbolic: _Accepted) -> Verdict:
    point = ", ".join(f"{name} = {value}" for name, value in numeric.point)
    return Verdict(
        "undecided",
        reasons=(
            f"contradiction: a proof by {symbolic.proof.rule} was accepted, and at {point} the sides are"
            f" {numeric.left} and {numeric.right}; one of the two is a bug of this program",
        ),
    )


def _proved(where: Definedness, numeric: NumericOutcome, symbolic: _Accepted) -> Verdict:
    if where.domain != "total" and not has_common_point(numeric):
        assert isinstance(numeric, NoOpinion)
        return Verdict(
            "undecided",
            where.domain if where.domain == "mismatch" else "open",
            reasons=("equal wherever both sides are defined, but no such point was found", numeric.reason),
            exceptions=where.exceptions,
            one_sided=numeric.one_sided,
        )
    return Verdict(
        "proved",
        where.domain,
        symbolic.trust,
        exceptions=where.exceptions,
        one_sided=one_sided_of(numeric),
        proof=symbolic.proof,
        points=numeric.points if isinstance(numeric, Support) else 0,
    )


class _DomainAxis:
    """Where both sides of a question that is proved are defined; what was found out of a condition is kept."""

    def __init__(self, question: Question, proof: Proof, fuel: Fuel) -> None:
        self.question = question
        self.steps = tuple(_steps(proof))
        self.fuel = fuel
        self.known: dict[tuple[str, Question], bool] = {}

    def seen_by(self, numeric: NumericOutcome) -> Definedness:
        """The domain, in the light of what the numeric leg saw."""
        return _guarded(
            "the domain",
            lambda: definedness(self.question, numeric, self.proves, self.refutes, self.refutes_at_a_glance),
            self.fuel,
            lambda reason: Definedness("open"),
        )

    def proves(self, asked: Question) -> bool:
        return self._kept("proves", asked, _CONDITION_PROOF_FUEL, lambda share: self._is_proved(asked, share))

    def _is_proved(self, asked: Question, fuel: Fuel) -> bool:
        return self._is_proved_in_passing(asked) or isinstance(_symbolic_leg(asked, fuel), _Accepted)

    def _is_proved_in_passing(self, asked: Question) -> bool:
        """Whether the proof has a formula for the integral or sum that the condition says to exist."""
        if asked.statement.op != "is_defined":
            return False
        proof = defined_in_passing(Question(canonical(asked.statement), asked.hypotheses), self.steps)
        return proof is not None and isinstance(_accept(proof, proof.question, self.fuel, self.steps), _Accepted)

    def refutes(self, asked: Question) -> bool:
        return self._is_seen_to_fail(asked, THOROUGH)

    def refutes_at_a_glance(self, asked: Question) -> bool:
        return self._is_seen_to_fail(asked, GLIMPSE)

    def _is_seen_to_fail(self, asked: Question, effort: Effort) -> bool:
        def fails(share: Fuel) -> bool:
            return isinstance(_numeric_leg(asked, share, effort), Counterexample)

        return self._kept(f"refutes with {effort.simple} points", asked, _CONDITION_POINTS_FUEL, fails)

    def _kept(self, how: str, asked: Question, most: int, run: Callable[[Fuel], bool]) -> bool:
        found = self.known.get((how, asked))
        if found is None:
            found = self.known[how, asked] = _with_share(self.fuel, most, run)
        return found


def _without_proof(question: Question, numeric: NumericOutcome, symbolic: Unproved) -> Verdict:
    if isinstance(numeric, Counterexample):
        return _refuted(question, numeric)
    domain: Domain = "mismatch" if numeric.one_sided is not None and not numeric.one_sided.isolated else "open"
    if isinstance(numeric, NoOpinion):
        return Verdict("undecided", domain, one_sided=numeric.one_sided, reasons=(symbolic.reason, numeric.reason))
    found = Verdict("supported", domain, one_sided=numeric.one_sided, reasons=(symbolic.reason,), points=numeric.points)
    if numeric.kinks:
        return replace(found, truth="undecided", reasons=(symbolic.reason, "the sides agree at every point tried, which says"
                                                           " little of formulas with kinks (abs, max, floor ...)"))  # fmt: skip
    if numeric.points < _MINIMUM_POINTS:
        return replace(found, truth="undecided", reasons=(symbolic.reason, f"only {numeric.points} usable points"))
    return found
