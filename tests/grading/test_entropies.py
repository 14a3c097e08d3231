"""Entropies and mutual informations of variables that nobody declared."""

from __future__ import annotations

import pytest

from verify.grading import grade

CORRECT = [
    ("H(X)-H(X|Y)", "H(Y)-H(Y|X)"), ("I(X;Y)", "H(X)+H(Y)-H(X,Y)"), ("H(X,Y,Z)", r"H(X)+H(Y\mid X)+H(Z\mid X,Y)"),
    ("I(X;Y,Z)", r"I(X;Z)+I(X;Y\mid Z)"), (r"I(X;Y\mid Z)", "H(X|Z)-H(X|Y,Z)"), ("I(X;Y)", "I(X;Y) = H(Y)-H(Y|X)"),
    (r"1-\frac{H(Y|X)}{H(Y)}", r"\frac{I(X;Y)}{H(Y)}"), (r"H(X|Y)\le H(X)", r"I(X;Y)\ge 0"), ("H(X|Y)=H(X)", "I(X;Y)=0"),
    (r"h(X)-h(X\mid Y)", r"\mathrm{h}(Y)-\mathrm{h}\left(Y \mid X\right)"), ("H(X_1,X_2)", r"H(X_2)+H(X_1\mid X_2)"),
]  # fmt: skip
# nobody writes an entropy that is 0 for those that are meant, and X and Y have entropies of their own
WRONG = [
    ("I(X;Y)", r"H(X)-H(Y\mid X)"), ("I(X;Y)", "H(X,Y)-H(X)-H(Y)"), ("I(X;Y)", "H(X|Y)-H(X)"), ("H(X,Y)", "H(X)+H(X|Y)"),
    ("I(X;Y)", "H(X)+H(Y)+H(X,Y)"), ("H(X,Y)", "H(X)+H(Y)+I(X;Y)"), ("H(X|Y)", "H(X,Y)-H(X)"), ("H(X|Y)", "H(X)+I(X;Y)"),
    ("H(X|Y)", "H(X,Y)"),
]  # fmt: skip
# equal for independent variables, for one that the other says, or for none at all
NOT_KNOWN = [
    ("H(X,Y)", "H(X)+H(Y)"), ("I(X;Y)", "H(X)"), ("H(X|Y)", "H(X)"), ("H(X)", "2.5"), ("I(X;Y)", "0"),
    (r"I(X;Y)\ge 0", r"I(X;Y)>-1"), (r"H(X|Y)\le H(X)", "H(X|Y)<H(X)"), ("h(X)", "H(X)"),
    ("H(X_1,X_2)", r"H(X_2)+H(X_2\mid X_1)"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), CORRECT)
def test_equal_for_all_variables(reference: str, submitted: str) -> None:
    found = grade(reference, submitted)
    assert found.verdict == "correct" and any("is read as" in choice for choice in found.choices), found.message


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_wrong_for_the_variables_that_may_be_meant(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), NOT_KNOWN)
def test_not_wrong_where_others_may_be_meant(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "undecided"


@pytest.mark.parametrize("submitted", ["H(Q,P)", "H(Q)+H(P|Q)"])
def test_a_cross_entropy_is_no_joint_entropy(submitted: str) -> None:
    assert grade("H(P,Q)", submitted).verdict not in ("correct", "wrong")


def test_what_is_declared_is_no_entropy() -> None:
    row = {"reference": "H(X) + 1", "submitted": "1 + H(X)", "symbols": {"H": "function", "X": "real"}}
    assert not any("entrop" in choice or "H_" in choice for choice in grade(row).choices)
    assert grade(row).verdict == "correct"
    assert grade({**row, "submitted": "H(X)"}).verdict == "wrong"


LINES = [
    (["I(X; Y) = H(X) + H(Y) - H(X, Y)", r"= H(Y) - H(Y \mid X)"], True),
    (["H(X, Y) - H(X) - H(Y)", "= H(X) + H(Y | X) - H(X) - H(Y)", "= -I(X;Y)"], True),
    (["I(X; Y) = H(X) + H(Y) - H(X, Y)", "= H(Y) - H(X|Y)"], False),
    (["H(X, Y) - H(X) - H(Y)", "= I(X;Y)"], False),
]


@pytest.mark.parametrize(("lines", "is_right"), LINES)
def test_lines_about_entropies(lines: list[str], is_right: bool) -> None:
    """Those that hold for some variables only are not wrong."""
    assert grade({"lines": lines}).verdict in (("correct",) if is_right else ("undecided", "unreadable"))


WRONG_LINES = [
    ["I(X;Y) = H(X) - H(X|Y)", "= H(X) + H(Y) + H(X,Y)"],
    ["H(X|Y)", "= H(X,Y) + H(Y)"],
    ["I(X;Y)", "= H(X) - H(X|Y)", "= H(X) - H(X,Y) - H(Y)"],
]
NOT_WRONG_LINES = [
    ["H(X,Y) = H(X) + H(Y|X)", "= H(X) + H(Y)"],  # independent
    ["H(X,Y) = H(X) + H(Y|X)", "= H(X) + H(X|Y)"],  # alike
    ["H(X,Y) = H(X) + H(Y|X)", "= H(X)"],  # X says what Y is
    ["H(X,Y) = H(X) + H(Y|X)", r"\le H(X) + H(Y)"],
]


@pytest.mark.parametrize("lines", WRONG_LINES)
def test_lines_that_no_two_variables_meet(lines: list[str]) -> None:
    found = grade({"lines": lines})
    assert (found.verdict, found.first_wrong) == ("wrong", len(lines) - 1)


@pytest.mark.parametrize("lines", NOT_WRONG_LINES)
def test_lines_that_some_variables_meet(lines: list[str]) -> None:
    assert grade({"lines": lines}).verdict != "wrong"
