"""The two legs, each within a share of the fuel: points of the numeric one, and proofs that the independent check accepts.

A leg that runs dry or fails has no opinion, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from verify.fuel import Fuel, OutOfFuel
from verify.prove import prove_throughout
from verify.question import Counterexample, NoOpinion, NumericOutcome, Proof, Question, Unproved
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.refute import refute
from verify.refute.effort import GLANCE, LOOK, THOROUGH, Effort
from verify.refute.instances import refute_abstract
from verify.sort import Scalar
from verify.term import contains
from verify.verdict import Trust, Verdict

_ABSTRACT = frozenset(("apply", "density", "expect", "gradient", "hadamard", "map", "matmul", "matrix", "transpose", "trace",
                       "inverse", "determinant", "identity", "zeros", "ones", "diagonal", "item", "row", "space", "complex",
                       "imaginary"))  # fmt: skip
_ORACLE_RULES = frozenset(("oracle",))
_CITED_RULES = frozenset(("cited",))
COSTLY = frozenset(("integral", "infinity", "limit"))
GLANCE_FUEL, COSTLY_GLANCE_FUEL = 20_000, 40_000  # a few points; if they are costly, one

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Accepted:
    """A proof that the independent checker accepted."""

    proof: Proof
    trust: Trust


def is_abstract(question: Question) -> bool:
    """Whether the question speaks of matrices, sequences, unknown functions, densities, random variables or complex numbers."""
    return any(contains(term, _ABSTRACT) for term in (question.statement, *question.hypotheses)) or any(
        not isinstance(name.sort, Scalar) for name in question.symbols
    )


def with_share(fuel: Fuel, most: int, run: Callable[[Fuel], Answer]) -> Answer:
    """What `run` answers with at most `most` of the fuel that is left."""
    share = Fuel(fuel.limits, min(most, fuel.left))
    answer = run(share)
    fuel.spent += share.spent
    return answer


def numeric_leg(question: Question, fuel: Fuel, effort: Effort = THOROUGH) -> NumericOutcome:
    """What exact points show of a question."""
    leg = refute_abstract if is_abstract(question) else refute
    return guarded("the numeric leg", lambda: leg(question, fuel, effort), fuel, NoOpinion)


def first_glance(question: Question, fuel: Fuel) -> NumericOutcome:
    """What the points show that are tried before anything else."""
    most = COSTLY_GLANCE_FUEL if contains(question.statement, COSTLY) else GLANCE_FUEL
    return few_points(question, fuel, most, LOOK if question.statement.op in ("le", "lt") else GLANCE)


def few_points(question: Question, fuel: Fuel, most: int, effort: Effort = GLANCE) -> NumericOutcome:
    """What a few points show, with at most `most` of the fuel."""
    return with_share(fuel, most, lambda share: numeric_leg(question, share, effort))


def symbolic_leg(question: Question, fuel: Fuel) -> Accepted | Unproved:
    """A proof that the independent check accepts, or why there is none."""
    found = guarded("the symbolic leg", lambda: prove_throughout(question, fuel), fuel, Unproved)
    if isinstance(found, Unproved):
        statement = question.statement
        if statement.op not in ("eq", "le") or statement.args[0] is not statement.args[1]:
            return found
        found = Proof("identical", question)
    return check_proof(found, question, fuel)


def check_proof(proof: Proof, question: Question, fuel: Fuel, accepted: Iterable[Proof] = ()) -> Accepted | Unproved:
    """The check has a budget of its own, as large as that of the search."""
    if proof.question != question:
        return Unproved("the proof found is of another statement")
    own = Fuel(fuel.limits, fuel.most)
    complaints = guarded("the check of the proof", lambda: recheck(proof, own, accepted), own, _complaint)
    if complaints:
        return Unproved(f"a proof by {proof.rule} was found, and the independent check did not accept it: {complaints[0]}")
    return Accepted(proof, _trust(proof))


def _complaint(reason: str) -> tuple[str, ...]:
    return (reason,)


def guarded(name: str, run: Callable[[], Answer], fuel: Fuel, nothing: Callable[[str], Answer]) -> Answer:
    """The answer of `run`; a leg that runs dry or fails has no opinion, and says why."""
    try:
        return run()
    except OutOfFuel as out:
        return nothing(f"{name} stopped after {fuel.spent} units of work, at {out.doing}")
    except RecursionError:
        return nothing(f"{name} met a term nested too deeply")
    except Exception as error:
        return nothing(f"{name} failed: {type(error).__name__}: {error}")


def steps_of(proof: Proof) -> Iterator[Proof]:
    """A proof and all that it builds on."""
    pending = [proof]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(current.premises)


def _trust(proof: Proof) -> Trust:
    """Checked, unless a step of the proof leans on an external solver or a theorem that is only cited."""
    rules = {step.rule for step in steps_of(proof)}
    if rules & _CITED_RULES:
        return "cited"
    return "oracle" if rules & _ORACLE_RULES else "checked"


def refuted_by(question: Question, counterexample: Counterexample) -> Verdict:
    """Checked, if an evaluator that shares nothing with the numeric leg confirms it; one that it contradicts is not believed."""
    finding = check_refutation(question, counterexample)
    if finding.status == "contradicted":
        reason = f"contradiction: a counterexample was found, and the independent check of it says: {finding.reason}"
        return Verdict("undecided", reasons=(f"{reason}; one of the two is a bug of this program",))
    trust: Trust = "checked" if finding.status == "confirmed" else "none"
    return Verdict("refuted", trust=trust, counterexample=counterexample, points=1)


def without_verdict(reason: str) -> Verdict:
    """Undecided, for one reason."""
    return Verdict("undecided", reasons=(reason,))
