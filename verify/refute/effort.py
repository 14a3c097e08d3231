"""How hard the numeric leg looks: a glance before there is a proof, a search when there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Effort:
    """Numbers of points.  `costly` replaces `simple` and what is random for statements with integrals or infinite sums.

    `studied` random points are computed until nothing can hide behind rounding, and only these support a statement; where none
    is wanted, points at which the sides do not differ visibly are counted.  `random` counts all random points; None means as
    many as the limits allow.  `structured`: also the zeros of every switch, the ends of every interval, and what lies next to a
    point where one side is undefined.  `instances` is for abstract questions.  `shrinking` counts the simpler points tried when
    a counterexample has been found.  `degenerate`: the instances are made of zeros and ones.  `distinct`: for statements with
    integrals or infinite sums one point, with different coordinates, stands for all others.  `distant`: behind the structured
    points a grid, and the way downhill to where the sides are closest.
    """

    simple: int
    costly: int
    studied: int
    random: int | None
    structured: bool
    instances: int
    shrinking: int = 60
    degenerate: bool = False
    distinct: bool = False
    distant: bool = True


THOROUGH = Effort(simple=14, costly=3, studied=4, random=None, structured=True, instances=20)
GLANCE = Effort(simple=2, costly=1, studied=0, random=1, structured=False, instances=2, distinct=True)  # a common point, no more
# Of an order, which may fail in a small part of a domain, and whose proof takes long.
LOOK = Effort(simple=14, costly=1, studied=0, random=6, structured=True, instances=4, distinct=True, distant=False)
# Beside a proof, of what is defined everywhere: many points, and none that have to be looked for.
BESIDE_PROOF = replace(THOROUGH, structured=False)
# For conditions that fail at 0 or 1: where they fail does not matter.
GLIMPSE = Effort(simple=8, costly=1, studied=0, random=0, structured=False, instances=1, shrinking=0, degenerate=True)
