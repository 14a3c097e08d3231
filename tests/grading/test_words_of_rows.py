r"""The words of a row in other signs: `relation` by any sign of it, `modulo 2\pi`; and what a result says of itself."""

from __future__ import annotations

import pytest

from verify import grade

RELATIONS = [
    ("<=", ("<=", r"\le", r"\leq", "≤", r"\leqslant", r"$\leq$")),
    (">=", (">=", r"\ge", r"\geq", "≥")),
    ("=", ("=", "==", "")),
    ("<", ("<", r"\lt")),
    ("approx", ("approx", r"\approx", "≈")),
    ("iff", ("iff", "<=>", r"\iff", "⇔", r"\Leftrightarrow")),
    ("implies", ("implies", "=>", r"\implies", "⇒", r"\Rightarrow")),
    ("propto", ("propto", r"\propto", "∝")),
]
LINES = (
    ["x", "x + 1"], ["x + 1", "x"], ["x", "x + 0"], ["2x", "x"], ["x > 2", "x > 1"], ["x > 1", "2x > 2"], [r"\sqrt{2}", "1.414"],
)  # fmt: skip
PERIODS = (
    "modulo 2 pi", r"modulo 2\pi", "modulo 2*pi", r"modulo $2\pi$", r"modulo$2\pi$", "modulo 2π", r"modulo 2\,\pi", "Modulo 2pi",
)  # fmt: skip


@pytest.mark.parametrize(("relation", "signs"), RELATIONS)
def test_every_sign_of_a_relation_is_the_same(relation: str, signs: tuple[str, ...]) -> None:
    for lines in LINES:
        plain = grade({"lines": lines, "relation": relation}).verdict
        assert [grade({"lines": lines, "relation": sign}).verdict for sign in signs] == [plain] * len(signs)


@pytest.mark.parametrize("relation", ["about", "in", "!=", r"\to", "= ="])
def test_other_relations_are_refused(relation: str) -> None:
    assert "the relation" in grade({"lines": ["x", "x"], "relation": relation}).message


@pytest.mark.parametrize("mode", PERIODS)
def test_a_period_in_either_syntax(mode: str) -> None:
    assert grade({"reference": "x", "submitted": r"x + 4\pi", "mode": mode}).verdict == "correct"
    assert grade({"reference": "x", "submitted": r"x + \pi", "mode": mode}).verdict == "wrong"


@pytest.mark.parametrize("mode", ["modulo x", "modulo 1 = 1", "modulo {1}", "modulo [1, 2]", "modulo", "modulo2"])
def test_what_is_no_period_is_refused(mode: str) -> None:
    assert "the question itself" in grade({"reference": "x", "submitted": "x + 1", "mode": mode}).message


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("x+x", "Result(verdict='correct', score=1.0, reading='x + x')"),
        ("x+1", "Result(verdict='wrong', score=0.0, reading='x + 1')"),
        ("x+", "Result(verdict='unreadable', message='the formula ends too early')"),
    ],
)
def test_a_result_is_shown_in_one_line(answer: str, shown: str) -> None:
    assert repr(grade("2x", answer)) == shown


def test_long_results_are_cut() -> None:
    result = grade({"lines": ["x^2", "+".join(["x"] * 200)]})
    assert max(map(len, (repr(result), *map(repr, result.steps)))) < 400
