"""One question, two legs, one verdict.

The numeric leg looks for a point at which the statement fails, the symbolic leg for a proof that an independent program
accepts.  Both always run.  If they disagree, one of them is wrong, and the verdict is undecided: neither may be believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from verify.conventions import conventions_of
from verify.definedness import Definedness, definedness, has_common_point, one_sided_of
from verify.fuel import DEFAULT_LIMITS, Fuel, Limits, OutOfFuel
from verify.prove import prove
from verify.question import Counterexample, NoOpinion, NumericOutcome, Proof, Question, Support, Unproved
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.refute import refute
from verify.refute.instances import refute_abstract
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, equal, postorder
from verify.verdict import Domain, Trust, Verdict

_ABSTRACT = frozenset(("apply", "density", "expect", "gradient", "hadamard", "map", "matmul", "matrix", "transpose", "trace",
                       "inverse", "determinant", "identity", "zeros", "ones", "diagonal", "item", "space"))  # fmt: skip
_ORACLE_RULES = frozenset(("oracle",))
_CITED_RULES = frozenset(("cited",))
_MINIMUM_POINTS = 4
GLANCE = 1_500  # the fuel for the points that are tried before there is a proof

Answer = TypeVar("Answer")


def decide(question: Question, limits: Limits = DEFAULT_LIMITS) -> Verdict:
    """The verdict on `question`; never raises for a question that could be built."""
    obstacle = _too_large(question, limits) or _ambiguous(question)
    if obstacle:
        return Verdict("undecided", reasons=(obstacle,))
    # Each leg has its own budget: a sampler that runs dry must not cost the proof.
    numeric_fuel, proof_fuel = (Fuel(replace(limits, fuel=limits.fuel // 2)) for _ in range(2))
    verdict = _decided(question, numeric_fuel, proof_fuel)
    return replace(verdict, fuel=numeric_fuel.spent + proof_fuel.spent, conventions=conventions_of(question))


def _decided(question: Question, numeric_fuel: Fuel, proof_fuel: Fuel) -> Verdict:
    """A few points, then a proof, then many points: a claim that is proved with both sides defined everywhere needs few."""
    glance = _numeric_leg(question, numeric_fuel, GLANCE)
    symbolic = _symbolic_leg(question, proof_fuel)
    if isinstance(glance, Counterexample):
        return _combine(question, glance, symbolic, proof_fuel)
    if isinstance(symbolic, _Accepted):
        where = _definedness(question, NoOpinion(""), proof_fuel)
        if where.domain == "total":
            return _proved(where, glance, symbolic)
    return _combine(question, _numeric_leg(question, numeric_fuel), symbolic, proof_fuel)


def can_be_met(hypotheses: tuple[Term, ...], limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether a point was found at which all hypotheses hold.

    No point satisfies 0 = 1, so that a counterexample to it is a point that meets the hypotheses and nothing else.
    """
    question = Question(equal(ZERO, ONE), hypotheses)
    return isinstance(_numeric_leg(question, Fuel(limits)), Counterexample)


@dataclass(frozen=True)
class _Accepted:
    """A proof that the independent checker accepted."""

    proof: Proof
    trust: Trust


def is_abstract(question: Question) -> bool:
    """Whether the question speaks of matrices, sequences, unknown functions, densities or random variables."""
    return any(not isinstance(name.sort, Scalar) for name in question.symbols) or any(
        inner.op in _ABSTRACT for inner in postorder(question.statement, *question.hypotheses)
    )


def _too_large(question: Question, limits: Limits) -> str | None:
    heights: dict[Term, int] = {}
    for term in postorder(question.statement, *question.hypotheses):
        heights[term] = 1 + max((heights[arg] for arg in term.args), default=0)
    if len(heights) > limits.nodes:
        return f"{len(heights)} subterms, more than the limit of {limits.nodes}"
    if max(heights.values()) > limits.depth:
        return f"nested {max(heights.values())} deep, more than the limit of {limits.depth}"
    return None


def _ambiguous(question: Question) -> str | None:
    """One name for two unknowns: x > 0 on the left and any x on the right would be refuted for no mistake of its author."""
    names: dict[str, Term] = {}
    for name in question.symbols:
        if names.setdefault(name.name, name) is not name:
            return f"{name.name} stands for two different things"
    return None


# --------------------------------------------------------------------------------------------------------------------- legs


def _numeric_leg(question: Question, fuel: Fuel, most: int | None = None) -> NumericOutcome:
    """What the numeric leg says with the fuel that is left, or with `most` of it."""
    leg = refute_abstract if is_abstract(question) else refute
    if most is None:
        return _guarded("the numeric leg", lambda: leg(question, fuel), fuel, NoOpinion)
    share = Fuel(replace(fuel.limits, fuel=min(most, fuel.left)))
    outcome = _guarded("the numeric leg", lambda: leg(question, share), share, NoOpinion)
    fuel.spent += share.spent
    return outcome


def _symbolic_leg(question: Question, fuel: Fuel) -> _Accepted | Unproved:
    found = _guarded("the symbolic leg", lambda: prove(question, fuel), fuel, Unproved)
    if isinstance(found, Unproved):
        statement = question.statement
        if statement.op not in ("eq", "le") or statement.args[0] is not statement.args[1]:
            return found
        found = Proof("identical", question)
    return _accept(found, question, fuel)


def _accept(proof: Proof, question: Question, fuel: Fuel) -> _Accepted | Unproved:
    if proof.question != question:
        return Unproved("the proof found is of another statement")
    complaints = _guarded("the check of the proof", lambda: recheck(proof), fuel, _complaint)
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


def _trust(proof: Proof) -> Trust:
    """Checked, unless a step of the proof leans on an external solver or a theorem that is only cited."""
    rules: set[str] = set()
    pending = [proof]
    while pending:
        current = pending.pop()
        rules.add(current.rule)
        pending.extend(current.premises)
    if rules & _CITED_RULES:
        return "cited"
    return "oracle" if rules & _ORACLE_RULES else "checked"


# -------------------------------------------------------------------------------------------------------------- the verdict


def _combine(question: Question, numeric: NumericOutcome, symbolic: _Accepted | Unproved, fuel: Fuel) -> Verdict:
    if isinstance(numeric, Counterexample):
        if isinstance(symbolic, _Accepted):
            return _contradiction(numeric, symbolic)
        return _refuted(question, numeric)
    if isinstance(symbolic, _Accepted):
        return _proved(_definedness(question, numeric, fuel), numeric, symbolic)
    return _without_proof(numeric, symbolic)


def _refuted(question: Question, counterexample: Counterexample) -> Verdict:
    """Checked, if an evaluator that shares nothing with the numeric leg confirms it; one that it contradicts is not believed."""
    finding = check_refutation(question, counterexample)
    if finding.status == "contradicted":
        reason = f"contradiction: a counterexample was found, and the independent check of it says: {finding.reason}"
        return Verdict("undecided", reasons=(f"{reason}; one of the two is a bug of this program",))
    trust: Trust = "checked" if finding.status == "confirmed" else "none"
    return Verdict("refuted", trust=trust, counterexample=counterexample, points=1)


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
            reasons=("equal wherever both sides are defined, but no such point was found", numeric.reason),
            exceptions=where.exceptions,
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


def _definedness(question: Question, numeric: NumericOutcome, fuel: Fuel) -> Definedness:
    def proves(asked: Question) -> bool:
        found = _guarded("the symbolic leg", lambda: prove(asked, fuel), fuel, Unproved)
        return isinstance(found, Proof) and isinstance(_accept(found, asked, fuel), _Accepted)

    def refutes(asked: Question) -> bool:
        return isinstance(_numeric_leg(asked, fuel), Counterexample)

    unknown = Definedness("open")
    return _guarded("the domain", lambda: definedness(question, numeric, proves, refutes), fuel, lambda reason: unknown)


def _without_proof(numeric: NumericOutcome, symbolic: Unproved) -> Verdict:
    if isinstance(numeric, NoOpinion):
        return Verdict("undecided", reasons=(symbolic.reason, numeric.reason))
    assert isinstance(numeric, Support)
    domain: Domain = "mismatch" if numeric.one_sided is not None and not numeric.one_sided.isolated else "open"
    found = Verdict("supported", domain, one_sided=numeric.one_sided, reasons=(symbolic.reason,), points=numeric.points)
    if numeric.kinks:
        return replace(found, truth="undecided", reasons=(symbolic.reason, "the sides agree at every point tried, which says"
                                                           " little of formulas with kinks (abs, max, floor ...)"))  # fmt: skip
    if numeric.points < _MINIMUM_POINTS:
        return replace(found, truth="undecided", reasons=(symbolic.reason, f"only {numeric.points} usable points"))
    return found
