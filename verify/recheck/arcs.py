"""The check that an inequality of a sine or cosine holds on the arc that its argument lies on."""

from __future__ import annotations

from verify.mathematics.arcs import arcs
from verify.question import Proof
from verify.recheck.parts import Check, asked, questions_of, unless


def check_arc(proof: Proof) -> str | None:
    """Between two neighbouring places at which cos u = c, cos u - c has one sign."""
    found, place = arcs(proof.question.statement), proof.data.get("place")
    if type(place) is not int or not 0 <= place < len(found):
        return "no arc on which the relation holds"
    return unless(questions_of(proof) == asked(proof, *found[place]), "the premises are not that the argument lies on the arc")


RULES: dict[str, Check] = {"arc": check_arc}
