"""One question, two legs, one verdict.

The numeric leg looks for a point at which the statement fails, the symbolic leg for a proof that an independent program
accepts.  Both always run.  If they disagree, one of them is wrong, and the verdict is undecided: neither may be believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.definedness import Definedness, definedness, has_common_point, one_sided_of
from verify.fuel import DEFAULT_LIMITS, Fuel, Limits
from verify.legs import (
    COSTLY,
    Accepted,
    check_proof,
    first_glance,
    guarded,
    is_abstract,
    numeric_leg,
    refuted_by,
    steps_of,
    symbolic_leg,
    with_share,
    without_verdict,
)
from verify.mathematics.binders import canonical
from verify.mathematics.matrix_inverses import with_names_for_inverses
from verify.mathematics.matrix_roots import without_roots
from verify.mathematics.plain_integrals import with_plain_integrals
from verify.mathematics.whole_distributions import with_whole_distributions
from verify.other_refutations import (
    refuted_at_solution,
    refuted_by_integrals,
    refuted_by_limits,
    refuted_where_solved,
    seen_by_integrals,
    seen_without_limits,
)
from verify.prove.closed_forms import defined_in_passing
from verify.question import Counterexample, NoOpinion, NumericOutcome, Proof, Question, Support, Unproved
from verify.refute.effort import BESIDE_PROOF, GLIMPSE, THOROUGH, Effort
from verify.term import ONE, ZERO, Term, contains, equal, height, postorder, size_bound
from verify.verdict import Domain, Verdict

_MINIMUM_POINTS = 4
_LIMITS = frozenset(("limit",))
_BY_RULES = COSTLY | {"derivative"}  # what the evaluators, too, know by rules of ours
# A proof of what has been refuted would be a bug of ours: most proofs take less, and those about matrices more.  Two evaluators
# that share nothing and agree on numbers at a point need no third opinion.
_DOUBT_FUEL, _ABSTRACT_DOUBT_FUEL, _UNCHECKED_DOUBT_FUEL, _COSTLY_DOUBT_FUEL = 350, 1_000, 8_000, 60_000
_CONDITION_PROOF_FUEL, _CONDITION_POINTS_FUEL = 100_000, 20_000  # whether one condition of definedness always holds, or fails


def decide(question: Question, limits: Limits = DEFAULT_LIMITS) -> Verdict:
    """The verdict on `question`; never raises for a question that could be built."""
    about_roots = without_roots(question)
    obstacle = _too_large(question, limits) or _ambiguous(question)
    if obstacle or about_roots is None:
        return Verdict("undecided", reasons=(obstacle or "a derivative by a matrix beside its root",))
    question = with_whole_distributions(with_plain_integrals(about_roots))
    named = with_names_for_inverses(question)
    verdict = None if named is None else _decided_within(named, limits)
    return verdict if verdict is not None and verdict.truth == "proved" else _decided_within(question, limits)


def _decided_within(question: Question, limits: Limits) -> Verdict:
    """Each leg has its own budget: a sampler that runs dry must not cost the proof."""
    numeric_fuel, proof_fuel = Fuel(limits, limits.fuel // 2), Fuel(limits, limits.fuel // 2)
    verdict = guarded("the search", lambda: _decided(question, numeric_fuel, proof_fuel), proof_fuel, without_verdict)
    return replace(verdict, fuel=numeric_fuel.spent + proof_fuel.spent, questions=(question,))


def _decided(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict:
    """A few points, then a proof, then many points.

    A claim that is proved, with both sides defined everywhere, needs few points; one that a point refutes needs no long search
    for a proof, which would be a bug of this program.
    """
    is_costly = contains(question.statement, COSTLY)
    glance = first_glance(question, numeric_fuel)
    if isinstance(glance, Counterexample):
        verdict = refuted_by(question, glance)
        if not (share := _fuel_of_doubt(question, verdict)):
            return verdict
        doubt = with_share(proof_fuel, share, lambda fuel: symbolic_leg(question, fuel))
        return _contradiction(glance, doubt) if isinstance(doubt, Accepted) else verdict
    symbolic = symbolic_leg(question, proof_fuel)
    if not isinstance(symbolic, Accepted):
        refuted = refuted_by_limits(question, numeric_fuel, proof_fuel) if contains(question.statement, _LIMITS) else None
        found = refuted
        if found is None:
            found = _without_proof(question, numeric_leg(question, numeric_fuel), symbolic)
        if found.truth == "refuted":
            return found
        refuted = refuted_at_solution(question, numeric_fuel, proof_fuel, _decided)
        if refuted is None and found.truth == "undecided":
            refuted = refuted_where_solved(question, numeric_fuel, proof_fuel)
        if refuted is None and found.truth == "undecided" and is_costly:
            refuted = refuted_by_integrals(question, numeric_fuel, proof_fuel)
        return found if refuted is None else refuted
    if contains(question.statement, _LIMITS):
        seen = seen_without_limits(question, numeric_fuel, proof_fuel)
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
    numeric = numeric_leg(question, numeric_fuel, BESIDE_PROOF if where.domain == "total" else THOROUGH)
    if isinstance(numeric, Counterexample):
        return _contradiction(numeric, symbolic)
    if is_costly and not has_common_point(numeric):
        numeric = seen_by_integrals(question, numeric, numeric_fuel, proof_fuel)
        if isinstance(numeric, Counterexample):
            return _contradiction(numeric, symbolic)
    return _proved(axis.seen_by(numeric), numeric, symbolic)


def _fuel_of_doubt(question: Question, verdict: Verdict) -> int:
    is_costly = contains(question.statement, COSTLY)
    if verdict.trust != "checked":
        return _COSTLY_DOUBT_FUEL if is_costly else _UNCHECKED_DOUBT_FUEL
    if is_abstract(question):
        return _ABSTRACT_DOUBT_FUEL
    return _DOUBT_FUEL if contains(question.statement, _BY_RULES) else 0


def _holds_at_most_points(question: Question) -> bool:
    """Of what is no equation a few points say little: x^2 + x >= 0 fails between -1 and 0 only, det A > 0 at half of them."""
    return question.statement.op != "eq"


def at_a_glance(question: Question, limits: Limits = DEFAULT_LIMITS) -> NumericOutcome:
    """What the points show that are tried before anything else; the same each time."""
    return first_glance(question, Fuel(limits, limits.fuel // 2))


def can_be_met(hypotheses: tuple[Term, ...], limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether a point was found at which all hypotheses hold.

    No point satisfies 0 = 1, so that a counterexample to it is a point that meets the hypotheses and nothing else.  The points
    may be solutions of an equation that are no rational numbers, as of x^2 = 2.
    """
    question = Question(equal(ZERO, ONE), hypotheses)
    if isinstance(numeric_leg(question, Fuel(limits)), Counterexample):
        return True
    fuel = Fuel(limits)
    solution = guarded("a solution", lambda: refuted_at_solution(question, fuel, fuel, _decided), fuel, without_verdict)
    return solution is not None and solution.truth == "refuted"


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


# -------------------------------------------------------------------------------------------------------------- the verdict


def _contradiction(numeric: Counterexample, symbolic: Accepted) -> Verdict:
    point = ", ".join(f"{name} = {value}" for name, value in numeric.point)
    return Verdict(
        "undecided",
        reasons=(
            f"contradiction: a proof by {symbolic.proof.rule} was accepted, and at {point} the sides are"
            f" {numeric.left} and {numeric.right}; one of the two is a bug of this program",
        ),
    )


def _proved(where: Definedness, numeric: NumericOutcome, symbolic: Accepted) -> Verdict:
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
        self.steps = tuple(steps_of(proof))
        self.fuel = fuel
        self.known: dict[tuple[str, Question], bool] = {}

    def seen_by(self, numeric: NumericOutcome) -> Definedness:
        """The domain, in the light of what the numeric leg saw."""
        return guarded(
            "the domain",
            lambda: definedness(self.question, numeric, self.proves, self.refutes, self.refutes_at_a_glance),
            self.fuel,
            lambda reason: Definedness("open"),
        )

    def proves(self, asked: Question) -> bool:
        return self._kept("proves", asked, _CONDITION_PROOF_FUEL, lambda share: self._is_proved(asked, share))

    def _is_proved(self, asked: Question, fuel: Fuel) -> bool:
        return self._is_proved_in_passing(asked) or isinstance(symbolic_leg(asked, fuel), Accepted)

    def _is_proved_in_passing(self, asked: Question) -> bool:
        """Whether the proof has a formula for the integral or sum that the condition says to exist."""
        if asked.statement.op != "is_defined":
            return False
        proof = defined_in_passing(Question(canonical(asked.statement), asked.hypotheses), self.steps)
        return proof is not None and isinstance(check_proof(proof, proof.question, self.fuel, self.steps), Accepted)

    def refutes(self, asked: Question) -> bool:
        return self._is_seen_to_fail(asked, THOROUGH)

    def refutes_at_a_glance(self, asked: Question) -> bool:
        return self._is_seen_to_fail(asked, GLIMPSE)

    def _is_seen_to_fail(self, asked: Question, effort: Effort) -> bool:
        def fails(share: Fuel) -> bool:
            return isinstance(numeric_leg(asked, share, effort), Counterexample)

        return self._kept(f"refutes with {effort.simple} points", asked, _CONDITION_POINTS_FUEL, fails)

    def _kept(self, how: str, asked: Question, most: int, run: Callable[[Fuel], bool]) -> bool:
        found = self.known.get((how, asked))
        if found is None:
            found = self.known[how, asked] = with_share(self.fuel, most, run)
        return found


def _without_proof(question: Question, numeric: NumericOutcome, symbolic: Unproved) -> Verdict:
    if isinstance(numeric, Counterexample):
        return refuted_by(question, numeric)
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
