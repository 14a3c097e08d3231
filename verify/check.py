"""Checks one claim: its statement, its proof, its mistakes, its numbers.

A claim is in order if it came out as its file states: a true one is proved, by its own proof where it has one; a false one is
refuted; every mistake is refuted; the assumptions can be met; and what is measured agrees with what is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from verify.ask import Reader, each_occurs
from verify.claim import Claim, Measurement
from verify.decide import can_be_met, decide
from verify.derivation import Checker, Decider, StepReport, value_term
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.measure import measure
from verify.obligations import Obligation, obligations, with_variant
from verify.problem import Problem, reject
from verify.question import Counterexample, Question
from verify.read.declare import declarations
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import Term, substitute
from verify.verdict import Truth, Verdict, weakest, weakest_trust


@dataclass(frozen=True)
class MistakeReport:
    """A wrong variant, and whether it was refuted; `question` is the one of its statements that settled it."""

    label: str
    verdict: Verdict
    question: Question


@dataclass(frozen=True)
class PartReport:
    """One statement: the verdict on it, the steps of its proof, and its mistakes."""

    label: str
    verdict: Verdict
    steps: tuple[StepReport, ...]
    mistakes: tuple[MistakeReport, ...]
    ok: bool


@dataclass(frozen=True)
class ClaimReport:
    """How a claim came out.  `problem` is what kept it from being checked; then nothing else is there.

    `scope` and `cited` are the claim's own: what its proof is limited to, and what it leaves to a theorem of others.
    """

    verdict: Verdict
    ok: bool
    parts: tuple[PartReport, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    scope: str = ""
    cited: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None

    @property
    def steps(self) -> tuple[StepReport, ...]:
        return tuple(step for part in self.parts for step in part.steps)

    @property
    def mistakes(self) -> tuple[MistakeReport, ...]:
        return tuple(mistake for part in self.parts for mistake in part.mistakes)


def check(claim: Claim, *, seed: str = "", limits: Limits = DEFAULT_LIMITS) -> ClaimReport:
    """Check a claim; `seed` (its id) seeds the data that its numbers are measured on.

    Raises InputError for a claim that cannot be read, declares what does not occur, or is about nothing.
    """
    _each_declaration_is_used(claim)
    parts = tuple(_parts(claim, limits, decide))
    measurements = tuple(measure(claim.numbers, seed)) if claim.numbers else ()
    verdict = weakest(part.verdict for part in parts)
    if claim.cited and verdict.truth == "proved":
        verdict = replace(verdict, trust=weakest_trust((verdict.trust, "cited")))
    return ClaimReport(
        verdict=verdict,
        ok=all(part.ok for part in parts) and all(each.agrees for each in measurements),
        parts=parts,
        measurements=measurements,
        scope=claim.scope,
        cited=tuple(claim.cited.items()),
    )


@dataclass(frozen=True)
class Questions:
    """What checking a claim asks: its steps in order, and everything asked, wrong variants included."""

    steps: tuple[Question, ...]
    all: frozenset[Question]


def questions(claim: Claim) -> Questions:
    """The questions that `check` decides for this claim, none of them decided.  Raises InputError as `check` does."""
    asked: dict[Question, None] = {}

    def note(question: Question, limits: Limits) -> Verdict:
        asked[question] = None
        return Verdict("proved", "total")

    parts = tuple(_parts(claim, DEFAULT_LIMITS, note))
    steps = tuple(step.question for part in parts for step in part.steps if step.question is not None)
    return Questions(steps, frozenset((*asked, *steps)))


def _each_declaration_is_used(claim: Claim) -> None:
    """Raises InputError for symbols that occur in no statement, step or mistake of the claim: those that were meant are real."""
    names: dict[str, None] = {}
    symbols: dict[str, Term] = {}
    for _, part in claim.statements():
        names |= dict.fromkeys(part.symbols)
        symbols |= declarations(dict(part.symbols))
    if names:
        each_occurs(names, symbols, [term for asked in questions(claim).all for term in (asked.statement, *asked.hypotheses)])


def failed(problem: Problem) -> ClaimReport:
    """The report on a claim that could not be checked."""
    return ClaimReport(Verdict("undecided", reasons=(problem.seen,)), ok=False, problem=problem)


def _parts(claim: Claim, limits: Limits, decider: Decider) -> Iterator[PartReport]:
    for label, part in claim.statements():
        yield _statement(part, label, limits, decider)


def _statement(claim: Claim, label: str, limits: Limits, decider: Decider) -> PartReport:
    reader = Reader(declarations(dict(claim.symbols)))
    checker = Checker(reader, limits, decider)
    hypotheses = tuple(reader.statement(each) for each in claim.assuming)
    _can_be_met(hypotheses, claim.example, checker)
    expanded = obligations(claim.statement, reader, hypotheses)
    if claim.verdict:
        verdict, steps = _true(claim, expanded, checker)
    else:
        verdict, steps = _false(claim, expanded, checker)
    mistakes = tuple(_mistakes(claim, checker, hypotheses))
    expected: Truth = "proved" if claim.verdict else "refuted"
    ok = verdict.truth == expected and verdict.domain != "mismatch" and all(m.verdict.truth == "refuted" for m in mistakes)
    return PartReport(label, verdict, tuple(replace(step, by=_joined(label, step.by)) for step in steps), mistakes, ok)


def _joined(*words: str) -> str:
    return ": ".join(word for word in words if word)


# ----------------------------------------------------------------------------------------------------------- true statements


def _true(claim: Claim, expanded: tuple[Obligation, ...], checker: Checker) -> tuple[Verdict, list[StepReport]]:
    proofs = _proof_of_each(claim, expanded)
    verdicts: list[Verdict] = []
    steps: list[StepReport] = []
    for obligation, proof in zip(expanded, proofs, strict=True):
        direct = checker.decide(obligation.question)
        if proof is None:
            verdicts.append(direct)
            steps.append(StepReport(obligation.label or "decided by the engine", obligation.question, direct))
        else:
            own = checker.steps(proof, obligation.question)
            verdicts.append(_verdict_of_proof(direct, own))
            steps += [replace(step, by=_joined(obligation.label, step.by)) for step in own]
    return weakest(verdicts), steps


def _proof_of_each(claim: Claim, expanded: tuple[Obligation, ...]) -> list[Any]:
    if not isinstance(claim.proof, Mapping):
        if claim.proof is not None and len(expanded) > 1:
                raise reject("malformed-claim", f"one proof for a statement with {len(expanded)} obligations",
                         help=f"a mapping from label to proof; the labels are {_quoted(expanded)}")  # fmt: skip
        return [claim.proof] * len(expanded)
    for label in claim.proof:
        if not any(each.label == label for each in expanded):
            raise reject("malformed-claim", f"a proof of {label!r}, which the statement does not ask for",
                         help=f"the labels are {_quoted(expanded)}")  # fmt: skip
    return [claim.proof.get(each.label) for each in expanded]


def _quoted(expanded: tuple[Obligation, ...]) -> str:
    return ", ".join(dict.fromkeys(repr(each.label) for each in expanded))


def _verdict_of_proof(direct: Verdict, steps: list[StepReport]) -> Verdict:
    """A derivation is as strong as its weakest step; a wrong step does not make its statement wrong."""
    whole = weakest(step.verdict for step in steps)
    if direct.truth == "refuted":
        if whole.truth != "proved":
            return direct
        reason = "contradiction: every step was proved, and the statement was refuted; one of the two is a bug of this program"
        return replace(direct, truth="undecided", trust="none", counterexample=None, reasons=(reason,))
    if whole.truth == "proved":
        return _domain_of_proof(direct, whole)
    wrong = [step for step in steps if step.verdict.truth == "refuted"]
    if not wrong:
        return whole
    reasons = tuple(f"the step {step.by!r} is wrong" for step in wrong)
    return replace(whole, truth="undecided", trust="none", counterexample=None, reasons=reasons)


def _domain_of_proof(direct: Verdict, whole: Verdict) -> Verdict:
    """Steps that hold "where both sides are defined" prove the ends equal where everything between them is defined, too."""
    if whole.domain == "total":
        return whole
    if direct.truth == "proved":
        return replace(whole, domain=direct.domain, exceptions=direct.exceptions, one_sided=direct.one_sided)
    if whole.domain == "common":
        return whole
    reason = "every step holds where both of its sides are defined, but what lies between the ends may be undefined elsewhere"
    return replace(whole, truth="undecided", trust="none", reasons=(reason, *whole.reasons))


# ---------------------------------------------------------------------------------------------------------- false statements


def _false(claim: Claim, expanded: tuple[Obligation, ...], checker: Checker) -> tuple[Verdict, list[StepReport]]:
    """A false statement: one of its obligations is refuted, at the point given or at one that the engine finds."""
    if claim.proof is not None:
        raise reject("malformed-claim", "a proof of a statement that is false", help="give counterexample={symbol: value}")
    reports: list[StepReport] = []
    for obligation in expanded:
        if claim.counterexample:
            verdict = _at_the_point(claim.counterexample, obligation.question, checker)
            by = _joined(obligation.label, "the counterexample")
        else:
            verdict = checker.decide(obligation.question)
            by = obligation.label or "decided by the engine"
        reports.append(StepReport(by, obligation.question, verdict))
    return weakest(report.verdict for report in reports), reports


def _at_the_point(point: Mapping[Any, Any], question: Question, checker: Checker) -> Verdict:
    """Refuted if the hypotheses hold at the point and the statement does not."""
    values = _values(point, question)
    ground = Question(substitute(question.statement, values))
    unmet = [h for h in question.hypotheses if checker.decide(Question(substitute(h, values))).truth != "proved"]
    if unmet:
        return Verdict("undecided", reasons=(f"the counterexample was not shown to meet the assumption {text(unmet[0])}",))
    verdict = checker.decide(ground)
    if verdict.counterexample is None:
        return verdict
    named = tuple((name.name, str(value)) for name, value in values.items())
    found = Counterexample(named + verdict.counterexample.point, verdict.counterexample.left, verdict.counterexample.right)
    return replace(verdict, counterexample=found)


def _values(point: Mapping[Any, Any], question: Question) -> dict[Term, Term]:
    given = {str(name): value for name, value in point.items()}
    values: dict[Term, Term] = {}
    for name in question.symbols:
        if name.name not in given:
            continue
        value = value_term(given[name.name])
        if not isinstance(name.sort, Scalar) or not name.sort.contains(value.fraction):
            raise reject("outside-the-domain", f"{name.name} = {value}, which is not in the domain of {name.name}",
                         help="a counterexample has to lie in the declared domain")  # fmt: skip
        values[name] = value
    unknown = set(given) - {name.name for name in question.symbols}
    if unknown:
        raise reject("unknown-name", f"a value for {min(unknown)}, which does not occur",
                     help=f"the symbols are {', '.join(name.name for name in question.symbols)}")  # fmt: skip
    return values


# --------------------------------------------------------------------------------------------------- assumptions and mistakes


def _can_be_met(hypotheses: tuple[Term, ...], example: Mapping[Any, Any], checker: Checker) -> None:
    """A claim whose assumptions nothing meets is a claim about nothing."""
    if not hypotheses:
        return
    shown = " and ".join(map(text, hypotheses))
    if example:
        values = _values(example, Question(hypotheses[0], hypotheses[1:]))
        for hypothesis in hypotheses:
            if checker.decide(Question(substitute(hypothesis, values))).truth != "proved":
                raise reject("about-nothing", f"the example was not shown to meet the assumption {text(hypothesis)}")
        return
    if can_be_met(hypotheses, checker.limits):
        return
    raise reject("about-nothing", f"no point was found that meets the assumptions {shown}: a claim about nothing",
                 help="weaken the assumptions, or show a point that meets them: example={symbol: value}")  # fmt: skip


def _mistakes(claim: Claim, checker: Checker, hypotheses: tuple[Term, ...]) -> Iterator[MistakeReport]:
    for label, wrong in claim.mistakes.items():
        expanded = obligations(with_variant(claim.statement, wrong, checker.reader), checker.reader, hypotheses)
        verdicts: list[Verdict] = []
        for obligation in expanded:
            verdicts.append(checker.decide(obligation.question))
            if verdicts[-1].truth == "refuted":
                break
        yield MistakeReport(label, _of_a_refuted_one(verdicts), expanded[len(verdicts) - 1].question)


def _of_a_refuted_one(verdicts: list[Verdict]) -> Verdict:
    """One refuted part refutes the whole, and is trusted as much as its own counterexample."""
    return verdicts[-1] if verdicts and verdicts[-1].truth == "refuted" else weakest(verdicts)
