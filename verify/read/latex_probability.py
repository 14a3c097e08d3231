r"""Expectations, divergences, entropies, indicators and the normal density in LaTeX."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from verify.read.functions import entropy, indicator, kl_divergence, mean_over, normal_density
from verify.read.latex_environments import Environments
from verify.term import Term, expect

_CLOSES = {"(": ")", "[": "]", r"\{": r"\}"}


class Probability(Environments):
    """The part of the LaTeX parser that reads the notation of probability."""

    norms_open = 0

    @abstractmethod
    def as_round_brackets(self) -> None:
        """Make round brackets of those at the cursor."""

    def blackboard(self, start: int) -> Term:
        r"""\mathbb E and \mathbb 1; \mathbb P, \mathbb R are no quantities."""
        braces = self.step("{")
        text = self.tokens[self.position][1]
        self.position += 1
        if braces:
            self.expect("}", start + 1)
        if text == "E":
            found = self.expectation_or_divergence("E", start)
            if found is not None:
                return found
        if text in ("1", "I"):
            return self.indicator_command(start)
        raise self.fail("unsupported", rf"\mathbb{{{text}}} here", "a quantity", at=start)

    def indicator_command(self, start: int) -> Term:
        if self.step("_"):
            at = self.position
            self.expect("{", at)
            condition = self.truth(self.statement(0), at + 1)
            self.expect("}", at)
            return self.build(start, indicator, condition)
        self.as_round_brackets()
        at = self.position
        if not self.step("("):
            raise self.unexpected("the condition of an indicator in brackets")
        condition = self.truth(self.statement(0), at + 1)
        self.expect(")", at)
        return self.build(start, indicator, condition)

    def expectation_or_divergence(self, name: str, start: int) -> Term | None:
        """E[...], E_{q(z|x)}[...], KL(q || p), H(q); None if the name is an ordinary one here."""
        if name == "E":
            return self.expectation(start)
        kind = self.tokens[self.position][0]
        if kind not in _CLOSES:
            return None
        self.as_round_brackets()
        opened = self.position
        self.position += 1
        self.norms_open += 1  # the next \| stands between the densities
        q = self.quantity(self.product(False), self.position)
        self.norms_open -= 1
        if name == "H":
            if q.op != "density":
                self.position = opened
                return None
            self.expect(")", opened)
            return self.over_outcomes(q, lambda outcome: entropy(outcome, q), start)
        bars = self.step("norm") or (self.step("|") and self.step("|"))
        if not bars:
            raise self.unexpected(r"\| between the two densities")
        p = self.quantity(self.product(False), self.position)
        self.expect(")", opened)
        return self.over_outcomes(q, lambda outcome: kl_divergence(outcome, q, p), start)

    def expectation(self, start: int) -> Term | None:
        weight = None
        if self.tokens[self.position][0] == "_" or self.tokens[self.position][1] == "_{":
            self.step("_")
            weight = self.weight()
        if self.tokens[self.position][0] not in _CLOSES:
            if weight is None:
                return None
            body = self.quantity(self.product(False), self.position)
        else:
            self.as_round_brackets()
            opened = self.position
            self.position += 1
            body = self.quantity(self.statement(0), opened + 1)
            self.expect(")", opened)
        if weight is None:
            return self.build(start, expect, body)
        return self.over_outcomes(weight, lambda outcome: mean_over(outcome, weight, body), start)

    def weight(self) -> Term:
        """q(z|x) or z \\sim q(z|x) below an expectation."""
        opened = self.position
        if not (self.step("{") or self.tokens[opened][1] == "_{"):
            raise self.fail("ambiguous", "an expectation under a name", r"\mathbb{E}_{q(z|x)}[...]")
        self.position += self.tokens[opened][1] == "_{"
        if self.outcome_at(self.position) is not None and self.tokens[self.position + 1][:2] == ("command", "sim"):
            self.position += 2
        weight = self.quantity(self.statement(0), self.position)
        self.expect("}", opened)
        if weight.op != "density":
            raise self.fail("type-mismatch", "an expectation under what is no density", "declare it: density of z", at=opened)
        return weight

    def over_outcomes(self, weight: Term, build: Callable[[Term], Term], start: int) -> Term:
        if weight.op != "density" or weight.value != 1:
            raise self.fail("unsupported", "an expectation that is not over one outcome", r"q(z \mid x)", at=start)
        return self.build(start, build, weight.args[1])

    def normal(self, start: int) -> Term:
        r"""\mathcal N(x; mu, v) or \mathcal N(x | mu, v), the density."""
        self.as_round_brackets()
        opened = self.position
        if not self.step("("):
            raise self.unexpected("'(' after the normal density")
        parts = []
        for separators in ((";", "|", ","), (",",), (")",)):
            at = self.position
            parts.append(self.quantity(self.sum(), at))
            if self.tokens[self.position][0] not in separators:
                if separators == (")",):
                    self.expect(")", opened)
                raise self.fail("unexpected-token", "a normal density without a point, a mean and a variance",
                                r"\mathcal{N}(x; \mu, \sigma^2)")  # fmt: skip
            self.position += 1
        return self.build(start, normal_density, *parts)
