r"""A congruence is refused in every spelling; an \\equiv that says identically equal is an equation."""

from __future__ import annotations

import pytest

import verify
from verify.problem import InputError
from verify.read.formula import vocabulary

WORDS = vocabulary({"f": "function", "g": "function", "x": "real", "n": "natural"})

CONGRUENCES = [
    r"10 \equiv 1 (9)", r"x \equiv 2(5)", r"x \equiv 2 [5]", r"x \equiv 2\ \left(n-1\right)",
    r"a^{n-1} \equiv 1 \; (n)", r"a \equiv b (n)",
    r"x \equiv 2 (5) \Rightarrow x = 7", r"x \equiv 2 (3), x \equiv 3 (5)", r"2^{10} \equiv 1024 = 1 (11)", r"17 \equiv_5 2",
    r"x \equiv 2 \pmod 5", r"x \equiv 2 \mod 5", r"x \equiv 2 \ (\text{mod } 5)", "x ≡ 2 (mod 5)", "x ≡ 2 (5)",
    "x = 2 (mod 5)", "17 mod 5",
]  # fmt: skip


@pytest.mark.parametrize("source", CONGRUENCES)
def test_a_congruence_is_refused(source: str) -> None:
    with pytest.raises(InputError) as caught:
        WORDS.read(source)
    assert "congruence" in caught.value.problem.seen
    assert caught.value.problem.span is not None


IDENTITIES = [
    (r"f(x) \equiv 0", "f(x) = 0"), (r"f(x) \equiv g(x)", "f(x) = g(x)"),
    (r"f \left(x\right) \equiv g\left(x\right)", "f(x) = g(x)"),
    (r"x \equiv \log(n)", "x = log(n)"), (r"x \equiv \operatorname{erf} (n)", "x = erf(n)"),
    (r"x \equiv (n+1)(n-1)", "x = (n+1)(n-1)"),
    (r"x \equiv 2(n+1)", "x = 2*(n+1)"), (r"u(x) \equiv v(x)", "u*x = v*x"), ("x ≡ 2n", "x = 2n"), (r"x == 2\pi", "x = 2pi"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "plain"), IDENTITIES, ids=[row[0] for row in IDENTITIES])
def test_identically_equal_is_equal(source: str, plain: str) -> None:
    assert WORDS.read(source).term is WORDS.read(plain).term


@pytest.mark.parametrize("modulus", ["(5)", "[5]", r"\pmod{5}", r"\quad (5)"])
def test_no_congruence_is_right_or_wrong(modulus: str) -> None:
    other = rf"x \equiv 7 {modulus}"
    for answer in ("x = 10", "x = 35", other):
        assert verify.grade(rf"x \equiv 2 {modulus}", answer).verdict == "undecided"
    assert verify.grade("x = 35", other).verdict == "unreadable"
    for lines in (["17 = 3*5 + 2", rf"17 \equiv 2 {modulus}"], [rf"3x \equiv 6 {modulus}", rf"\Rightarrow x \equiv 2 {modulus}"]):
        assert verify.grade(lines=lines).verdict == "unreadable"


@pytest.mark.parametrize("sign", [r"\equiv", "≡", "==", "="])
def test_a_line_may_say_identically_equal(sign: str) -> None:
    for lines in (["(x+1)^2", f"{sign} x^2 + 2x + 1"], [f"(x+1)^2 {sign} x(x+2) + 1 {sign} x^2 + 2x + 1"]):
        assert verify.grade(lines=lines, reference="x^2 + 2x + 1").verdict == "correct"
    assert verify.grade(lines=["(x+1)^2", f"{sign} x^2 + 1"]).verdict == "wrong"
