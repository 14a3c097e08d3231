"""The verdict: three axes, and what stands behind them, as data.

    truth    proved      a proof was found
             refuted     a point of the domain where both sides are defined and differ
             supported   no proof; both sides agree at every point tried
             undecided   none of these, and `reasons` says why
    domain   total       both sides are defined on the whole declared domain
             common      they are equal where both are defined; `exceptions` are the conditions that fail somewhere
             mismatch    on an open part of the domain exactly one side is defined
             open        not known
    trust    checked     an independent program confirmed the proof, or the counterexample
             oracle      an external solver said so
             cited       a named theorem that is not proved here
             none        no proof, or a counterexample of a kind that the independent program does not evaluate
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NoReturn

from verify.conventions import conventions_of
from verify.question import Counterexample, OneSided, Proof, Question
from verify.term import Term

Truth = Literal["proved", "refuted", "supported", "undecided"]
Domain = Literal["total", "common", "mismatch", "open"]
Trust = Literal["checked", "oracle", "cited", "none"]

# Weakest first.
TRUTHS: tuple[Truth, ...] = ("refuted", "undecided", "supported", "proved")
DOMAINS: tuple[Domain, ...] = ("mismatch", "open", "common", "total")
TRUSTS: tuple[Trust, ...] = ("none", "cited", "oracle", "checked")


@dataclass(frozen=True)
class Verdict:
    """What is known of one question.

    `counterexample` is there if and only if the truth is refuted.  `exceptions` are conditions under which the sides are
    defined and which fail somewhere; `one_sided` is a point where exactly one side is defined.  `fuel` and `points` say how
    much work was done; `proof` is what `verify.recheck` accepted; `questions` are what was asked.
    """

    truth: Truth
    domain: Domain = "open"
    trust: Trust = "none"
    counterexample: Counterexample | None = None
    exceptions: tuple[Term, ...] = ()
    one_sided: OneSided | None = None
    reasons: tuple[str, ...] = ()
    proof: Proof | None = None
    fuel: int = 0
    points: int = 0
    questions: tuple[Question, ...] = ()

    @cached_property
    def conventions(self) -> tuple[str, ...]:
        """The names of the rows of `verify.conventions` that the questions lean on."""
        return tuple(dict.fromkeys(name for question in self.questions for name in conventions_of(question)))

    def __bool__(self) -> NoReturn:
        """Raises TypeError: `if equal(a, b):` would hold of what is refuted, too."""
        raise TypeError(f"a Verdict is neither true nor false (this one is {self.truth}): ask for .truth == 'proved'")


def weakest_truth(truths: Iterable[Truth]) -> Truth:
    """Of nothing: undecided, so that an empty derivation proves nothing."""
    return min(truths, key=TRUTHS.index, default="undecided")


def weakest_domain(domains: Iterable[Domain]) -> Domain:
    return min(domains, key=DOMAINS.index, default="open")


def weakest_trust(trusts: Iterable[Trust]) -> Trust:
    return min(trusts, key=TRUSTS.index, default="none")


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a conjunction: on each axis the weakest of its parts.

    A chain of steps is no conjunction: a refuted step refutes the step and not what the chain ends in.
    """
    parts = tuple(verdicts)
    refuted = next((part for part in parts if part.truth == "refuted"), None)
    truth = weakest_truth(part.truth for part in parts)
    trust = weakest_trust(part.trust for part in parts) if truth == "proved" else refuted.trust if refuted is not None else "none"
    return Verdict(
        truth=truth,
        domain=weakest_domain(part.domain for part in parts),
        trust=trust,
        counterexample=refuted.counterexample if refuted is not None else None,
        exceptions=tuple(dict.fromkeys(condition for part in parts for condition in part.exceptions)),
        one_sided=next((part.one_sided for part in parts if part.one_sided), None),
        reasons=tuple(dict.fromkeys(reason for part in parts for reason in part.reasons)),
        fuel=sum(part.fuel for part in parts),
        points=min((part.points for part in parts), default=0),
        questions=tuple(dict.fromkeys(question for part in parts for question in part.questions)),
    )
