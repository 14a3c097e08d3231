"""Checks of the rules that take the exponentials of both sides of a relation between logarithms."""

from __future__ import annotations

from verify.mathematics.exponentials import logarithms_of_hypothesis, of_hypothesis, of_statement
from verify.question import Proof
from verify.recheck.parts import Check, questions_of, unless


def check_exponentials(proof: Proof) -> str | None:
    """a ~ b if exp(m a) ~ exp(m b) wherever a and b are defined, and so the arguments of their logarithms are positive."""
    wanted = of_statement(proof.question, proof.data.get("with_arguments") is True)
    return unless(wanted is not None and questions_of(proof) == (wanted,), "the premise is not that of the exponentials")


def check_exponentials_of_a_hypothesis(proof: Proof) -> str | None:
    """A hypothesis a ~ b says that a and b are defined, and that exp(m a) ~ exp(m b)."""
    place = proof.data.get("place")
    if type(place) is not int or not 0 <= place < len(proof.question.hypotheses):
        return "no hypothesis"
    wanted = of_hypothesis(proof.question, place)
    return unless(wanted is not None and questions_of(proof) == (wanted,), "the premise does not have the exponentials")


def check_logarithms_of_a_hypothesis(proof: Proof) -> str | None:
    """A hypothesis a < b says that log a < log b, if a is positive."""
    place = proof.data.get("place")
    if type(place) is not int or not 0 <= place < len(proof.question.hypotheses):
        return "no hypothesis"
    wanted = logarithms_of_hypothesis(proof.question, place)
    is_wanted = wanted is not None and questions_of(proof) == wanted
    return unless(is_wanted, "the premises are not 0 < a, and the question with logarithms")


RULES: dict[str, Check] = {
    "exponentials": check_exponentials,
    "logarithms of a hypothesis": check_logarithms_of_a_hypothesis,
    "exponentials of a hypothesis": check_exponentials_of_a_hypothesis,
}
