"""Work is bounded by counted operations, so that the same input has the same verdict on every machine.

One unit is about a quarter of a microsecond of work on a machine of 2024.  A caller of C code that cannot be interrupted
estimates the cost first and spends it before the call.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Limits:
    """The bounds of one decision.  `version` names this table: a verdict is reproducible for equal versions."""

    version: str = "1"
    fuel: int = 1_000_000
    oracle: bool = True  # whether an external solver is asked, where one is installed
    nodes: int = 20_000
    depth: int = 200
    precision: int = 4_096
    cells: int = 200
    points: int = 24

    def at_most(self, fuel: int) -> Limits:
        """The same bounds with no more than so much fuel."""
        return self if self.fuel <= fuel else replace(self, fuel=fuel)


DEFAULT_LIMITS = Limits()


class OutOfFuel(Exception):
    """The budget of this decision is used up; `doing` names the operation that would have exceeded it."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self.doing = doing


class Fuel:
    """A counter that only goes down, from `most` or what the limits allow."""

    __slots__ = ("limits", "most", "spent")

    def __init__(self, limits: Limits = DEFAULT_LIMITS, most: int | None = None) -> None:
        self.limits = limits
        self.most = limits.fuel if most is None else most
        self.spent = 0

    def spend(self, amount: int, doing: str) -> None:
        """Count `amount` units for `doing`; raises OutOfFuel, before the work is done, if they are not left."""
        if self.spent + amount > self.most:
            raise OutOfFuel(doing)
        self.spent += amount

    def allows(self, amount: int) -> bool:
        return self.spent + amount <= self.most

    @property
    def left(self) -> int:
        return self.most - self.spent
