"""Real numbers are in the order of their odd powers, and in that of their even powers if the greater is not negative."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.fuel import Fuel
from verify.mathematics.roots import of_even_powers
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

SYMBOLS = {"a": "positive", "b": "positive", "c": "positive", "r": "nonnegative", "m": "real", "x": "real", "y": "real"}

PROVED = [
    "x^2 <= a^2 => x <= a", "x^2 <= a^2 => -a <= x", "x^2 < r^2 => x < r", "x^4 <= a^4 => x <= a", "a^2 <= x^2 => a <= abs(x)",
    "x^3 < y^3 => x < y", "x^3 <= 8 y^3 => x <= 2 y", "x^3 != y^3 => x != y", "x^2 <= y^2 => abs(x) <= abs(y)",
    "x^2 <= b c => -sqrt(b) sqrt(c) <= x", "x^2 + y^2 <= a^2 => y <= a", "1 <= x^2 and 0 <= x => 1 <= x",
    "(x - m)^2 <= r^2 => x <= m + r", "(m - x)^2 < r^2 => m - r < x", "x^2 = a^2 => abs(x) = a", "a^2 < x^2 => a < abs(x)",
]  # fmt: skip
REFUTED = [  # the greater may be negative; what is equal is not less; 1/4 <= 1/2
    "x^2 <= y^2 => x <= y", "x^2 <= y^2 => -y <= x", "x^2 <= r^2 => x < r", "x^4 < y^4 => x < y", "a^2 <= x^2 => a <= x",
    "x^2 <= a => x <= a", "x^3 <= y => x <= y", "x^2 = y^2 => abs(x) = y", "(x - m)^2 <= y^2 => x <= m + y",
    "(x - m)^2 <= r^2 => x <= m - r",
]  # fmt: skip


@pytest.mark.parametrize("statement", PROVED)
def test_in_the_order_of_powers(statement: str) -> None:
    found = holds(statement, SYMBOLS)
    assert (found.truth, found.trust) == ("proved", "checked"), found.reasons


@pytest.mark.parametrize("statement", REFUTED)
def test_in_another_order(statement: str) -> None:
    assert holds(statement, SYMBOLS).truth == "refuted"


def read(statement: str, *hypotheses: str, symbols: dict[str, str] | None = None) -> Question:
    declared = declarations(SYMBOLS if symbols is None else symbols)
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


def test_what_has_no_even_powers() -> None:
    assert of_even_powers(read("x <= y"), 2, False) is not None
    assert of_even_powers(read("x <= y"), 3, False) is None
    assert of_even_powers(read("x <= y"), 0, False) is None
    assert of_even_powers(read("x = y"), 2, False) is None
    assert of_even_powers(read("z <= w", symbols={"z": "complex", "w": "complex"}), 2, False) is None


def test_forged_steps_are_rejected() -> None:
    above, below = read("x <= a", "x^2 <= a^2"), read("-a <= x", "x^2 <= a^2")
    proofs = [prove(question, Fuel()) for question in (above, below)]
    first, second = (proof for proof in proofs if isinstance(proof, Proof) and proof.rule == "even powers")
    assert recheck(first) == () == recheck(second)
    forged = (
        replace(first, premises=first.premises[1:]),
        replace(first, premises=first.premises[:1]),
        replace(first, data={"exponent": 2, "sign": -1}),
        replace(first, data={"exponent": 3, "sign": 1}),
        replace(first, data={"exponent": 2}),
        replace(first, question=read("x < a", "x^2 <= a^2")),
        replace(first, question=read("x <= y", "x^2 <= a^2")),
        replace(first, question=read("x <= a")),
        replace(second, data={"exponent": 2, "sign": 1}),
        replace(second, question=read("a <= x", "x^2 <= a^2")),
    )
    assert all(recheck(proof) != () for proof in forged)
