r"""The law of k events as positive weights of the 2^k outcomes: P(A \mid B) is w_{11}/(w_{01} + w_{11}).

What is equal for positive weights is equal for all laws for which both sides have values, and so are bounds that may be attained.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from verify.grading.events.notation import Event, Probability, probabilities_in

MOST_EVENTS = 4


@dataclass(frozen=True)
class Law:
    """The events of a row, in their order; an outcome has a bit for each of them, the first one being the highest."""

    letters: tuple[str, ...]

    @property
    def count(self) -> int:
        return 1 << len(self.letters)

    @cached_property
    def weights(self) -> tuple[str, ...]:
        return tuple(f"w_{{{outcome:0{len(self.letters)}b}}}" for outcome in range(self.count))

    @property
    def symbols(self) -> dict[str, str]:
        """The declarations of the weights."""
        return dict.fromkeys(self.weights, "positive")

    def outcomes(self, event: Event) -> frozenset[int]:
        """The outcomes for which an event happens."""
        last = len(self.letters) - 1
        bits = {letter: 1 << (last - place) for place, letter in enumerate(self.letters)}
        return frozenset(each for each in range(self.count) if event.holds({name: bool(each & bits[name]) for name in bits}))

    def parts(self, probability: Probability) -> tuple[frozenset[int], frozenset[int]]:
        """The outcomes above and below the bar of the fraction that a probability is."""
        given = self.outcomes(probability.given)
        return self.outcomes(probability.event) & given, given

    def written(self, text: str) -> str | None:
        """The text with weights for its probabilities; None if one of them is given what never happens."""
        found, end = [], 0
        for probability in probabilities_in(text) or ():
            above, below = self.parts(probability)
            if not below:
                return None
            found += [text[end : probability.start], self._fraction(above, below)]
            end = probability.end
        return "".join((*found, text[end:]))

    def _fraction(self, above: frozenset[int], below: frozenset[int]) -> str:
        if not above or above == below:
            return "(1)" if above else "(0)"
        first, second = ("+".join(self.weights[each] for each in sorted(part)) for part in (above, below))
        return f"(({first})/({second}))"

    def note(self) -> str:
        """What is said of the reading."""
        names = ", ".join(self.letters)
        bits = f"1{'0' * (len(self.letters) - 1)}"
        others = f" and of none of {', '.join(self.letters[1:])}" if len(self.letters) > 1 else ""
        return f"{names} are taken for events; w_{{{bits}}} is the weight of {self.letters[0]}{others}"
