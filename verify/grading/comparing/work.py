"""The decisions of one comparison, on one account: however many questions it takes, it costs no more than a claim may."""

from __future__ import annotations

from dataclasses import replace

from verify.decide import decide
from verify.fuel import Limits
from verify.question import Question
from verify.verdict import Verdict

GLANCE = 60_000  # fuel, for what is mostly seen at once
_LEAST = 2_000


class Work:
    """What is left of the fuel that the limits allow."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.fuel

    def decide(self, question: Question, most: int | None = None) -> Verdict:
        """The verdict with what is left, or with `most` of it; undecided when nothing is left."""
        fuel = self.left if most is None else min(self.left, most)
        if fuel < min(_LEAST, self.limits.fuel):
            return Verdict("undecided", reasons=("the work allowed for one comparison was used up",), questions=(question,))
        verdict = decide(question, replace(self.limits, fuel=fuel))
        self.left -= min(verdict.fuel, self.left)
        return verdict
