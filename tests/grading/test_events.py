r"""Probabilities of events that nobody declared: P(A \mid B), P(A \cup B), P(A^c)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from verify.grading import grade
from verify.grading.events.notation import probabilities_in

_BAYES = r"P(A\mid B)=\frac{P(B\mid A)P(A)}{P(B)}"
_UNION = r"P(A \cup B) = P(A)+P(B)-P(A\cap B)"
_THREE = "P(A ∪ B ∪ C) = P(A)+P(B)+P(C)-P(A∩B)-P(A∩C)-P(B∩C)+P(A∩B∩C)"
_ODDS = r"\frac{P(A|B)}{P(A^c|B)}=\frac{P(B|A)P(A)}{P(B|A^c)P(A^c)}"
_GIVEN_POSITIVE = "P(D|+)=P(+|D)P(D)/(P(+|D)P(D) + P(+|D^c)P(D^c))"

# reference, answer, verdict ("refused": undecided or unreadable)
ANSWERS: Mapping[str, tuple[str, str, str]] = {
    "Bayes by the joint event": (_BAYES, r"\frac{P(A\cap B)}{P(B)}", "correct"),
    "Bayes by total probability": (_BAYES, r"\frac{P(B|A)P(A)}{P(B|A)P(A)+P(B|A^c)P(A^c)}", "correct"),
    "Bayes by another letter of the measure": (
        _BAYES, r"\Pr(A|B)=\frac{\Pr(B\mid A)\Pr(A)}{\Pr(B|A)\Pr(A)+\Pr(B|\bar A)(1-\Pr(A))}", "correct"),
    "Bayes upside down": (_BAYES, r"P(A|B) = \frac{P(B|A)P(B)}{P(A)}", "wrong"),
    "Bayes without the complement of the prior": (_BAYES, r"\frac{P(B|A)P(A)}{P(B|A)P(A)+P(B|A^c)P(A)}", "wrong"),
    "Bayes without the prior": (_BAYES, r"\frac{P(B|A)}{P(B)}", "wrong"),
    "Bayes for the other event": (_BAYES, r"P(B|A)=\frac{P(A|B)P(B)}{P(A)}", "refused"),
    "what holds for independent events": (_BAYES, "P(A)", "refused"),
    "a value for letters": (_BAYES, "0.3", "refused"),
    "Bayes by other events, which may be a partition": (
        _BAYES, r"\frac{P(B\mid A)P(A)}{P(B\mid A)P(A)+P(B\mid C)P(C)}", "refused"),
    "a union, and the joint event twice": (_UNION, r"P(A)+P(B)-2P(A\cap B)", "wrong"),
    "a union by a conditional": (_UNION, r"P(A)+P(B)-P(A|B)P(B)", "correct"),
    "a union by the part outside": (_UNION, r"P(A)+P(A^c \cap B)", "correct"),
    "a union by its complement": (_UNION, r"1-P(\overline{A \cup B})", "correct"),
    "a union by De Morgan": (_UNION, r"1-P(\bar{A}\cap\bar{B})", "correct"),
    "a union by joined letters": (_UNION, "P(A)+P(B)-P(AB)", "correct"),
    "a union of independent events": (_UNION, "P(A)+P(B)-P(A)P(B)", "refused"),
    "a union of events that may be disjoint": ("P(A ∪ B)", "P(A) + P(B)", "refused"),
    "a sum that may be of disjoint events": ("P(A)+P(B)", "P(A)+P(B)-P(A∩B)", "refused"),
    "a reference that holds for disjoint events only": ("P(A ∪ B) = P(A)+P(B)", "P(A)+P(B)-P(A∩B)", "refused"),
    "a union, and the joint event added": ("P(A ∪ B)", "P(A)+P(B)+P(A∩B)", "wrong"),
    "a union, and an event taken off": ("P(A ∪ B)", "P(A)-P(B)+P(A∩B)", "wrong"),
    "a conditional by Bayes upside down": ("P(A|B)", r"\frac{P(B\mid A)P(B)}{P(A)}", "wrong"),
    "a conditional turned round, for what may have equal chances": ("P(A|B)", "P(B|A)", "refused"),
    "typed words for sets": ("P(A ∪ B)", "P(A) + P(B) - P(A and B)", "correct"),
    "a product for a joint event": ("P(A ∩ B)", "P(A) P(B)", "refused"),
    "a product by independence in the reference": ("P(A)P(B)", "P(A ∩ B)", "refused"),
    "the chain rule": ("P(A, B, C)", "P(C|A,B) P(A|B) P(B)", "correct"),
    "the chain rule for four": ("P(A, B, C, D)", "P(A) P(B|A) P(C|A,B) P(D|A,B,C)", "correct"),
    "a Markov chain": ("P(A, B, C)", "P(A) P(B|A) P(C|B)", "refused"),
    "a graph of four": ("P(A, B, C, D)", "P(A) P(B|A) P(C|A) P(D|B,C)", "refused"),
    "Bayes beside a condition": ("P(A | B, C)", "P(B|A,C) P(A|C)/P(B|C)", "correct"),
    "Bayes beside a condition that is lost": ("P(A | B, C) = P(B|A,C) P(A|C)/P(B|C)", "P(B|A,C) P(A|C)/P(C)", "wrong"),
    "complements": ("P(A' | B)", "1 - P(A | B)", "correct"),
    "the complement of the condition": ("P(A' | B)", "1 - P(A | B')", "refused"),
    "a complement with a wrong sign": ("P(A')", "1 + P(A)", "wrong"),
    "three events": (_THREE, "P(A ∪ B) + P(C) - P((A ∪ B) ∩ C)", "correct"),
    "three events, by a wrong sign": (
        _THREE, "P(A)+P(B)+P(C)-P(A∩B)-P(A∩C)-P(B∩C)-P(A∩B∩C)", "wrong"),
    "total probability without the weights": ("P(T) = P(T|D)P(D) + P(T|D')P(D')", "P(T|D) + P(T|D')", "wrong"),
    "total probability over what may be a partition": ("P(T)", "P(T|D)P(D) + P(T|H)P(H)", "refused"),
    "signs of a test": (_GIVEN_POSITIVE, "P(+|D)P(D)/(P(+|D)P(D) + (1 - P(-|D^c)) P(D^c))", "correct"),
    "a specificity for its complement": (_GIVEN_POSITIVE, "P(+|D)P(D)/(P(+|D)P(D) + P(-|D^c) P(D^c))", "wrong"),
    "odds": (_ODDS, r"\frac{P(B|A)}{P(B|A^c)}\cdot\frac{P(A)}{P(A^c)}", "correct"),
    "an identity for one that names a side": ("P(A^c) = 1 - P(A)", "P(A) + P(A^c) = 1", "refused"),
    "an identity, rearranged": ("P(A) + P(A^c) = 1", "P(A^c) = 1 - P(A)", "correct"),
    "an identity for another one": ("P(A) + P(A^c) = 1", "P(B^c) = 1 - P(B)", "refused"),
    "odds upside down": (
        _ODDS, r"\frac{P(B|A)}{P(B|A^c)}\cdot\frac{P(A^c)}{P(A)}", "wrong"),
    "logarithms": (r"\log P(A\mid B)", r"\log P(B\mid A) + \log P(A) - \log P(B)", "correct"),
    "a difference of sets": (r"P(A \setminus B)", r"P(A) - P(A\cap B)", "correct"),
    "a symmetric difference": (r"P(A \triangle B)", r"P(A)+P(B)-2P(A\cap B)", "correct"),
    "words as events": (r"P(\text{spam}\mid W)", r"\frac{P(W\mid\text{spam})P(\text{spam})}{P(W)}", "correct"),
    "a bound": (r"P(A\cap B)\ge P(A)+P(B)-1", r"P(A)+P(B)-1 \le P(A \cap B)", "correct"),
    "a strict bound, which may be attained": (r"P(A \cap B) < P(A)", r"P(B\cap A) < P(A)", "refused"),
    "independence asked for": (r"P(A \cap B)=P(A)P(B)", r"P(A\mid B)=P(A)", "refused"),
    "nobody knows which comes first": ("P((A ∪ B) ∩ C)", "P(A ∪ B ∩ C)", "refused"),
    "a sum over events": (r"P(A\mid B)", r"\frac{P(A,B)}{\sum_A P(A,B)}", "refused"),
    "letters beside probabilities": ("P(A|B)", "A P(B|A)", "refused"),
    "another measure": ("P(A|B)P(B)", "P_1(A|B)P(B)", "refused"),
    "values put in": ("0.7", _UNION + " = 0.5+0.4-0.2 = 0.7", "correct"),
    "values put in, for a value with its name": ("P(A ∪ B) = 0.7", _UNION + " = 0.5+0.4-0.2 = 0.7", "correct"),
    "values put in, and another result": ("0.7", _UNION + " = 0.5+0.4-0.3 = 0.6", "wrong"),
    "values put in for another event": ("P(A|B)=0.3", "P(B|A) = P(A,B)/P(A) = 0.12/0.4 = 0.3", "refused"),
    "values for another formula": ("P(A|B)=0.3", "P(A|B) = P(A,B)/P(A) = 0.12/0.4 = 0.3", "refused"),
    "a formula without values": ("0.7", "P(A)+P(B)-P(A∩B)", "refused"),
    "what is always 1": ("1", "P(A|B)+P(A^c|B) = 1", "correct"),
    "what is not always 1": ("1", "P(A|B)+P(A|B^c) = 1", "refused"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_about_events(name: str) -> None:
    reference, submitted, expected = ANSWERS[name]
    found = grade(reference, submitted)
    verdict = found.verdict if found.verdict in ("correct", "wrong") else "refused"
    assert verdict == expected, found.message


# reference, lines, verdict, first wrong line
DERIVATIONS: Mapping[str, tuple[str, Sequence[str], str, int | None]] = {
    "Bayes": ("", (r"P(A|B) = \frac{P(A\cap B)}{P(B)}", r"= \frac{P(B|A)P(A)}{P(B)}",
                   r"= \frac{1}{1+\frac{P(B|A^c)P(A^c)}{P(B|A)P(A)}}"), "correct", None),
    "a quotient upside down": ("", (r"P(A|B) = \frac{P(B|A)P(A)}{P(B|A)P(A)+P(B|A^c)P(A^c)}",
                   r"= \frac{1}{1+\frac{P(B|A)P(A)}{P(B|A^c)P(A^c)}}"), "wrong", 1),
    "equal priors, which may be meant": ("", (r"P(A|B) = \frac{P(B|A)P(A)}{P(B|A)P(A)+P(B|A^c)P(A^c)}",
                   r"= \frac{P(B|A)}{P(B|A)+P(B|A^c)}"), "refused", None),
    "a wrong sign in a complement": ("1 - P(A) - P(B) + P(A ∩ B)", ("P(A^c ∩ B^c)", "= 1 - P(A ∪ B)",
                   "= 1 - P(A) - P(B) - P(A ∩ B)"), "wrong", 2),
    "a given product": ("", (r"P(A\cap B) = P(A)P(B)",), "refused", None),
    "independence": (r"P(A|B) = P(A)", (r"P(A|B) = \frac{P(A\cap B)}{P(B)}", r"= \frac{P(A)P(B)}{P(B)}", "= P(A)"),
                     "refused", None),
    "equal and independent": ("", (r"P(A\cap B)", "= P(A)P(A)"), "refused", None),
    "disjoint": ("", (_UNION, "= P(A)+P(B)"), "refused", None),
    "a given multiple": ("", (_UNION, r"= 3P(B) - P(A\cap B)"), "refused", None),
    "a value among letters": ("", (_UNION, r"= 0.3 + P(B) - P(A\cap B)"), "refused", None),
    "a reason beside a line": (r"\frac{P(B|A)P(A)}{P(B)}", (r"P(A|B) = \frac{P(A \cap B)}{P(B)} \quad \text{(definition)}",
                   r"= \frac{P(B|A)P(A)}{P(B)} \quad \text{(chain rule)}"), "correct", None),
    "values in a second line": ("0.7", (_UNION, "= 0.5+0.4-0.2", "= 0.7"), "correct", None),
    "values that are added up wrongly": ("0.7", (_UNION, "= 0.5+0.4-0.2", "= 0.8"), "wrong", 2),
    "values for a wrong formula": ("0.7", (r"P(A \cup B) = P(A)+P(B)", "= 0.5+0.2", "= 0.7"), "refused", None),
    "values without a reference": ("", (_UNION, "= 0.5+0.4-0.2", "= 0.7"), "refused", None),
    "values given first": ("0.7", ("P(A) = 0.5", "P(B) = 0.4", r"P(A\cap B) = 0.2", _UNION, "= 0.5+0.4-0.2", "= 0.7"),
                           "correct", None),
    "two results": ("P(A|B) = 24/31", ("P(B) = P(B|A) P(A) + P(B|A^c) P(A^c)", "P(B) = 0.8*0.3 + 0.1*0.7", "P(B) = 0.31",
                   "P(A|B) = P(B|A) P(A)/P(B)", "P(A|B) = 0.24/0.31", "P(A|B) = 24/31"), "correct", None),
    "two results, of which one is wrong": ("P(A|B) = 24/31", ("P(B) = P(B|A) P(A) + P(B|A^c) P(A^c)",
                   "P(B) = 0.8*0.3 + 0.1*0.7", "P(B) = 0.41", "P(A|B) = 0.24/0.31", "P(A|B) = 24/31"), "wrong", 2),
    "names put in": ("p*q", ("P(A,B) = P(A|B)P(B)", "= p*q"), "correct", None),
    "an event put in": ("p*A", ("P(A,B) = P(A|B)P(B)", "= p*A"), "refused", None),
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVATIONS)
def test_derivations_about_events(name: str) -> None:
    reference, lines, expected, first_wrong = DERIVATIONS[name]
    found = grade({"lines": lines, **({"reference": reference} if reference else {})})
    verdict = found.verdict if found.verdict in ("correct", "wrong") else "refused"
    assert (verdict, found.first_wrong) == (expected, first_wrong), found.message


def test_declared_letters_are_no_events() -> None:
    matrices = {"A": "matrix n n", "B": "matrix n n", "P": "matrix n n"}
    assert grade({"reference": "P A B", "submitted": "P(AB)", "symbols": matrices}).verdict == "correct"
    found = grade({"reference": r"P(A \mid B)", "submitted": "P(B|A)P(A)/P(B)", "symbols": {"A": "matrix n n"}})
    assert found.verdict not in ("correct", "wrong")


def test_what_is_read_is_said() -> None:
    assert any("taken for events" in choice for choice in grade("P(A ∪ B)", "1 - P(A^c ∩ B^c)").choices)


@pytest.mark.parametrize("text", ["P(X = 1)", "P(A ∪ B ∩ C)", "P(A|B|C)", "P(A + B)", "P(A", "P()", "P(A \\ B)", "P(a)"])
def test_other_things_in_brackets_are_no_events(text: str) -> None:
    assert probabilities_in(text) is None


@pytest.mark.parametrize(
    "text", ["P(A | B)", r"\Pr[A \mid B]", r"\mathbb{P}\left(A \,\middle|\, B\right)", r"P\bigl(A \big| B\bigr)"]
)
def test_conditional_probabilities(text: str) -> None:
    found = probabilities_in(text)
    assert found is not None and [list(each.event.letters()) + list(each.given.letters()) for each in found] == [["A", "B"]]
