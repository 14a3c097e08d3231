"""A verifier of mathematical derivations.

    verify.equal("sqrt(x^2)", "x", {"x": "positive"})      a Verdict: truth, domain, trust, and a counterexample if it is refuted
    verify.holds("exp(x) >= 1 + x")                        the same, for any statement
    verify.grade("2x", "x + x")                            the result for a submission: verdict, score, message ...
    verify.Grader("2x").grade("x + x")                     the same for many answers to one question
    verify.Claim, calc, cases, induction                   the language of claims; its statements are in `verify.claim`

What cannot be read raises InputError, whose `problem` says what was seen, where, and what would help.
The public names are loaded when they are first used, so that `import verify` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "Claim": "claim",
    "Measurement": "claim",
    "calc": "claim",
    "cases": "claim",
    "induction": "claim",
    "equal": "ask",
    "holds": "ask",
    "grade": "grading",
    "Grader": "grading",
    "Question": "question",
    "Counterexample": "question",
    "Verdict": "verdict",
    "InputError": "problem",
    "Problem": "problem",
    "Limits": "fuel",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'verify' has no attribute {name!r}")
    return getattr(import_module(f"verify.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*_HOME]
