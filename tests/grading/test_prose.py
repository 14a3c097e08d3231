"""Words in and beside the lines of derivations: reasons, names that are given, sentences without a formula."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.prose.words import prose_of

REAL = {"x": "real", "y": "real"}
SQUARE = "(x+1)^2 - 1"
DATA = {"x": "sequence n of real", "n": "natural"}

RIGHT_STEP = [
    "= x^2 + 2x (by expanding)", "= x^2 + 2x [by expanding]", "= x^2 + 2x   # expanding the square", "= x^2 + 2x by expanding",
    "= x^2 + 2x, by the binomial theorem", "= x^2 + 2x since (x+1)^2 = x^2 + 2x + 1", "by expanding, = x^2 + 2x",
    "expanding: = x^2 + 2x", "so = x^2 + 2x", "which is = x^2 + 2x", "which gives x^2 + 2x", "we get: x^2 + 2x",
    "= x^2 + 2x for all x", "= x^2 + 2x = x(x+2) by factoring", "= x^2 + 2x (see above)",
    r"&= x^2 + 2x \quad\text{(expanding)}", r"&= x^2 + 2x \text{ by expanding}", r"&= x^2 + 2x \qquad (\text{expanding})",
    r"\text{by expanding, } &= x^2 + 2x", r"\text{which gives } = x^2 + 2x", r"&\overset{(a)}{=} x^2 + 2x",
    r"&\stackrel{\text{expand}}{=} x^2 + 2x", r"&= x^2 + 2x \quad \because (x+1)^2 = x^2 + 2x + 1",
    r"&= x^2 + 2x \quad \forall x",
    r"&= x^2 + 2x \quad \text{(using } (x+1)^2 = x^2 + 2x + 1)", r"&\overset{\text{Jensen}}{\ge} x^2 + 2x - 1",
    r"&= x^2 + 2x, \text{ since } (x+1)^2 = x^2 + 2x + 1",
]  # fmt: skip


@pytest.mark.parametrize("line", RIGHT_STEP)
def test_a_right_step_beside_words(line: str) -> None:
    assert grade({"lines": [SQUARE, line], "symbols": REAL}).verdict == "correct"


# A reason that holds always makes nothing right; what a line is said to follow from, or an operation that is named, may.
WRONG_STEP = [
    ("= x^2 + x (by expanding)", "wrong"), ("= x^2 + x (chain rule)", "undecided"),
    ("by the binomial theorem, = x^2 + x", "wrong"),
    ("which is = x^2 + x", "wrong"), (r"&= x^2 + x \quad\text{(by algebra)}", "wrong"), ("= x^2 + x since x = 0", "undecided"),
    (r"&\overset{(a)}{=} x^2 + x", "undecided"), ("by linearity, = x^2 + x", "wrong"), ("= x^2 + x (by (2))", "undecided"),
    ("= x^2 + x since x > x + 1", "wrong"), ("= x^2 + x, using x^2 >= 0", "wrong"), ("= x^2 + x (using this)", "undecided"),
    ("= x^2 + x by symmetry", "undecided"), ("= x^2 + x (as x vanishes)", "undecided"),
    ("Differentiating, 2x + 2", "undecided"), ("Next, x^2 + x", "undecided"), ("= x^2 + x, by assumption", "undecided"),
    (r"&= x^2 + x \text{ because $x$ is } 0", "undecided"), (r"&\overset{\text{i.i.d.}}{=} x^2 + x", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "verdict"), WRONG_STEP)
def test_a_wrong_step_beside_words(line: str, verdict: str) -> None:
    assert grade({"lines": [SQUARE, line], "symbols": REAL}).verdict in (verdict, "unreadable")


# What limits a line, takes it back or says more of it is not taken away.
KEPT = [
    "= x^2 + 2x for x > 0", "= x^2 + 2x if x is large", "is not = x^2 + 2x", "= x^2 + 2x, up to a constant", "assume = x^2 + 2x",
    r"&\overset{d}{=} x^2 + 2x", r"&\overset{!}{=} x^2 + 2x", r"&= x^2 + 2x \text{ as } x \to 0", "approximately = x^2 + 2x",
    "= x^2 + 2x (unless x = 1)", "= x^2 + 2x (rate)", "= x^2 + 2x (learning rate)", "to prove: = x^2 + 2x",
]  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
def test_words_that_are_not_taken_away(line: str) -> None:
    assert grade({"lines": [SQUARE, line], "symbols": REAL}).verdict in ("unreadable", "undecided")


CORRECT: dict[str, dict[str, Any]] = {
    "a sum by its name": {
        "lines": ["let S = sum(x_i, i, 1, n)", "sum(x_i - S/n, i, 1, n)", "= S - n S/n", "= 0"], "symbols": DATA},
    "names behind the formula": {
        "lines": [
            "sum((x_i - m)^2, i, 1, n)", "= Q - 2 m S + n m^2", "where S = sum(x_i, i, 1, n)", "and Q = sum(x_i^2, i, 1, n)"],
        "symbols": {**DATA, "m": "real"}},
    "names in one line": {"lines": ["let u = x + y, v = x - y", "u^2 - v^2", "= 4 x y"], "symbols": REAL},
    "names of LaTeX": {
        "lines": [r"\text{Let } \bar x = \frac1n \sum_{i=1}^n x_i", r"\sum_{i=1}^n (x_i - \bar x)", "= 0"], "symbols": DATA},
    "a name behind a comma": {"lines": ["(x + y)^2 + 1", "= u^2 + 1, where u = x + y", "= 1 + u^2"], "symbols": REAL},
    "a substitution": {"lines": ["integral(2x exp(x^2), x, 0, 1)", "let u = x^2", "= integral(exp(u), u, 0, 1)", "= e - 1"]},
    "a fact about a name of the question": {
        "lines": ["let S = sum(r^k, k, 0, n-1)", "S - r S = 1 - r^n", "<=> S = (1 - r^n)/(1 - r)"],
        "symbols": {"r": "in (0, 1)", "n": "natural"}, "reference": "S = (1 - r^n)/(1 - r)"},
    "a proof": {"lines": ["Proof.", SQUARE, "= x^2 + 2x", "which proves the claim."], "symbols": REAL},
    "in an environment": {
        "submitted": r"\begin{align} \|x+y\|^2 &\overset{(a)}{=} \|x\|^2 + 2x^\top y + \|y\|^2 \\"
                     r" &\overset{(b)}{\le} (\|x\|+\|y\|)^2 && \text{(Cauchy-Schwarz)} \end{align}",
        "symbols": {"x": "vector n", "y": "vector n"}},
    "lines of one text": {"submitted": "(x+1)^2 - 1\n= x^2 + 2x + 1 - 1 (expanding)\n= x^2 + 2x", "symbols": REAL},
    "so from a statement": {"lines": ["x = 2", "so x^2 = 4"], "symbols": REAL},
}  # fmt: skip

WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "the mean of squares": (
        {"lines": [r"\text{Let } m = \frac1n \sum_{i=1}^n x_i", r"\sum_{i=1}^n (x_i - m)^2", r"= \sum_{i=1}^n x_i^2 + n m^2"],
         "symbols": DATA}, 2),
    "a rule of derivatives where one stands": (
        {"lines": ["d/dx (x^2 + 1)^2", "= 2(x^2 + 1) (chain rule)"], "symbols": REAL}, 1),
    "behind words alone": ({"lines": ["Proof.", SQUARE, "= x^2 + x (expanding)", "QED"], "symbols": REAL}, 2),
    "so from a square": ({"lines": ["x^2 = 4", "so x = 2"], "symbols": REAL}, 1),
    "a bound turned": (
        {"lines": ["log(sum(p_k x_k, k, 1, n))", "by Jensen, <= sum(p_k log(x_k), k, 1, n)"],
         "symbols": {"p": "distribution on 1..n", "x": "sequence n of positive", "n": "natural"}}, 1),
}  # fmt: skip

UNDECIDED: dict[str, dict[str, Any]] = {
    "words name an operation": {"lines": ["p^7 (1-p)^3", "Taking logs:", "7 log p + 3 log(1-p)"], "symbols": {"p": "in (0, 1)"}},
    "a root under a reason": {"lines": ["x^2 = 4", "by positivity, x = 2"], "symbols": REAL},
    "a root under a fact": {"lines": ["sqrt(x^2)", "= x since x > 0"], "symbols": REAL},
    "names that are given twice": {"lines": ["let u = x", "let u = y", "u", "= y"], "symbols": REAL},
}  # fmt: skip


@pytest.mark.parametrize("row", CORRECT.values(), ids=CORRECT)
def test_right_derivations(row: dict[str, Any]) -> None:
    found = grade(row)
    assert found.verdict == "correct", found.message


@pytest.mark.parametrize(("row", "place"), WRONG.values(), ids=WRONG)
def test_wrong_derivations(row: dict[str, Any], place: int) -> None:
    found = grade(row)
    assert (found.verdict, found.first_wrong) == ("wrong", place), found.message
    assert found.message.startswith(f"line {place + 1} ")
    assert len(found.steps) == len(row["lines"])


@pytest.mark.parametrize("row", UNDECIDED.values(), ids=UNDECIDED)
def test_derivations_left_to_a_person(row: dict[str, Any]) -> None:
    assert grade(row).verdict in ("undecided", "unreadable")


def test_what_was_taken_away_is_shown() -> None:
    found = grade({"lines": [SQUARE, "= x^2 + 2x (by expanding)"], "symbols": REAL})
    assert "'(by expanding)' is taken for words beside the formulas" in found.choices


def test_letters_that_are_declared_are_no_words() -> None:
    known = {"w", "e", "g", "t", "so"}
    assert prose_of(["we get", "= w e g e t"], known) is None
    assert prose_of(["x", "so = x"], known) is None
    assert prose_of(["x", "so = x"], {"x"}) is not None


@pytest.mark.parametrize("line", [" " * 1_900 + "x", "= x" + " ," * 900, "= x " + "(" * 900, r"\text{" * 400, "a " * 900 + "= x"])
def test_long_lines_of_words_cost_little(line: str) -> None:
    prose_of(["x", line], {"x"})


POSTERIOR = {"x": "sequence n of in {0, 1}", "theta": "in (0, 1)", "a": "positive", "b": "positive", "n": "natural"}
KERNELS: dict[str, tuple[list[str], dict[str, str], str]] = {
    "a beta posterior": (
        ["p(theta | x) ∝ prod(theta^(x_i) (1-theta)^(1-x_i), i, 1, n) theta^(a-1) (1-theta)^(b-1)",
         "∝ theta^(a + sum(x_i, i, 1, n) - 1) (1-theta)^(b + n - sum(x_i, i, 1, n) - 1)"], POSTERIOR, "correct"),
    "a beta posterior without its prior": (
        ["p(theta | x) ∝ prod(theta^(x_i) (1-theta)^(1-x_i), i, 1, n) theta^(a-1) (1-theta)^(b-1)",
         "∝ theta^(sum(x_i, i, 1, n)) (1-theta)^(n - sum(x_i, i, 1, n))"], POSTERIOR, "wrong"),
    "a normal posterior": (
        [r"p(\mu \mid x) \propto \exp\left(-\frac{(x-\mu)^2}{2}\right) \exp\left(-\frac{\mu^2}{2}\right)",
         r"\propto \exp(-\mu^2 + x \mu)"], {r"\mu": "real", "x": "real"}, "correct"),
    "a normal posterior without its square": (
        [r"p(\mu \mid x) \propto \exp\left(-\frac{(x-\mu)^2}{2}\right) \exp\left(-\frac{\mu^2}{2}\right)",
         r"\propto \exp(x \mu)"], {r"\mu": "real", "x": "real"}, "wrong"),
    "a likelihood, in its parameter": (  # which is what many mean, though x stands before the bar
        [r"p(x \mid \lambda) \propto \lambda^x e^{-\lambda} / x!", r"\propto \lambda^x e^{-\lambda}"],
        {r"\lambda": "positive", "x": "nonnegative integer"}, "undecided"),
    "a density of one name": ([r"q(z) \propto e^{-z^2 + 2 z}", r"\propto e^{-(z-1)^2}"], {"z": "real"}, "correct"),
    "a density of one name, wrong": ([r"q(z) \propto e^{-z^2 + 2 z}", r"\propto e^{-(z-2)^2}"], {"z": "real"}, "undecided"),
    "times 0": ([r"q(z) \propto e^{-z^2}", r"\propto 0 e^{-z^2}"], {"z": "real"}, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "symbols", "verdict"), KERNELS.values(), ids=KERNELS)
def test_densities_up_to_a_factor(lines: list[str], symbols: dict[str, str], verdict: str) -> None:
    assert grade({"lines": lines, "symbols": symbols}).verdict == verdict
    declared = {**symbols, "p": "density of theta given x", "q": "density of z"}
    assert grade({"lines": lines, "symbols": declared}).verdict in ((verdict,) if verdict == "correct" else (verdict, "wrong"))
