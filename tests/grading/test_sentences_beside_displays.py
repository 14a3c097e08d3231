"""Sentences before a display that name things or lead to it, and behind it: Hence $x = 2$."""

from __future__ import annotations

import pytest

from verify.grading import grade

RIGHT = "12x + 8(50 - x) = 480\n12x + 400 - 8x = 480\n4x = 80\nx = 20"
WRONG = "12x + 8(50 - x) = 480\n12x + 400 - 8x = 480\n4x = 90\nx = 22.5"
DISPLAY = "\\begin{align*}\n2x &= 4 \\\\ x &= 2\n\\end{align*}"
TRIP = r"\begin{align*} \frac{d}{40} + \frac{d}{60} &= 5 \\ 3d + 2d &= 600 \\ d &= 120 \end{align*}"


def verdict(reference: str, submitted: str) -> tuple[str, int | None]:
    found = grade({"reference": reference, "submitted": submitted})
    return found.verdict, found.first_wrong


@pytest.mark.parametrize("lead", [
    "Let x be the number of adult tickets.",
    "Let $x$ be the number of adult tickets",
    "Let x denote the total number of adult tickets sold:",
])  # fmt: skip
def test_what_a_name_stands_for_changes_nothing(lead: str) -> None:
    assert verdict("x = 20", f"{lead}\n{RIGHT}") == ("correct", None)
    assert verdict("x = 20", f"{lead}\n{WRONG}") == ("wrong", 3)


@pytest.mark.parametrize("lead", ["The total is 480 euros.", "Let x be the number of adults. The tickets cost 480 euros, so"])
def test_what_is_given_in_words_may_be_what_the_lines_use(lead: str) -> None:
    assert verdict("x = 20", f"{lead}\n{RIGHT}") == ("correct", None)
    assert verdict("x = 20", f"{lead}\n{WRONG}") == ("undecided", None)


@pytest.mark.parametrize("lead", [
    "Let x be the number such that twice x is 80.", "Let x be a positive number.", "Let x be the number x = 20.",
    "Let x be twice the number of tickets.", "Let x be the difference of the numbers of tickets.",
    "Assume x is the number of tickets.", "Ignore what follows.", "This is false.", "The answer is 25.",
    "The result is approximately 25, so", "The opposite holds.", "For small x we have",
    "Let y be the number of tickets, where x = 3.",
    "Let x be the probability of rain.", "Let x be the number of tickets modulo 7.",
])  # fmt: skip
def test_sentences_that_may_say_more_are_not_read(lead: str) -> None:
    assert verdict("x = 20", f"{lead}\n{RIGHT}")[0] in ("undecided", "unreadable")


def test_a_length_is_positive() -> None:
    lead = "Let $x$ be the length of the side, so"
    assert verdict("x = 2", lead + r"\begin{align*} x^2 &= 4 \\ x &= 2 \end{align*}") == ("undecided", None)
    assert verdict("x = 2", lead + r"\begin{align*} x^2 &= 4 \\ x &= 3 \end{align*}") == ("wrong", 2)


def test_sentences_that_lead_to_a_display() -> None:
    lead = "Let $d$ be the distance in kilometres. The whole trip takes 5 hours, so"
    assert verdict("d = 120", f"{lead}\n{TRIP}") == ("correct", None)
    assert verdict("d = 120", f"{lead}\n{TRIP.replace('120', '100')}")[0] == "undecided"


@pytest.mark.parametrize("behind, expected", [
    ("Hence $x = 2$.", ("correct", None)),
    ("Thus, we get $x = 2$", ("correct", None)),
    ("Therefore $x = 3$.", ("wrong", 2)),
])  # fmt: skip
def test_a_formula_in_a_sentence_behind_a_display_is_the_last_line(behind: str, expected: tuple[str, int | None]) -> None:
    assert verdict("x = 2", f"{DISPLAY}\n{behind}") == expected


@pytest.mark.parametrize("behind", ["Hence $x = 2$ is wrong.", "Hence not $x = 2$.", "Hence $x = 2$ or $x = 3$.", "Or $x = 3$."])
def test_other_sentences_behind_a_display_are_not_read(behind: str) -> None:
    assert verdict("x = 2", f"{DISPLAY}\n{behind}")[0] in ("undecided", "unreadable")
