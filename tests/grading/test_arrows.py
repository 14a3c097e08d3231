r"""Arrows to a limit in the lines of a derivation."""

from __future__ import annotations

import pytest

from verify.grading import grade

_SINES = [r"\frac{\sin 3x}{\sin 5x}", r"= \frac35\cdot\frac{\sin 3x}{3x}\cdot\frac{5x}{\sin 5x}"]
_ROOTS = ["(sqrt(x+1) - 1)/x", "= x/(x(sqrt(x+1) + 1))", "= 1/(sqrt(x+1) + 1)"]

RIGHT = {
    "behind a chain": ([*_SINES, r"\to \frac35 \quad \text{as } x \to 0"], r"\frac35"),
    "typed": ([*_ROOTS, "-> 1/2 as x -> 0"], "1/2"),
    "drawn": (["(x^2-1)/(x-1)", "= x + 1", "→ 2 as x → 1"], "2"),
    "above": ([r"\frac{1-\cos x}{x^2} = \frac{2\sin^2(x/2)}{x^2}", r"\xrightarrow{x\to0} \frac12"], r"\frac12"),
    "below": ([r"\frac{(1+h)^2-1}{h} = 2 + h", r"\underset{h\to 0}{\longrightarrow} 2"], "2"),
    "in brackets, in the same line": ([r"\frac{x^2-1}{x-1} = x + 1 \to 2 \quad (x \to 1)"], "2"),
    "at infinity": ([r"\left(1+\frac1n\right)^n", r"= e^{n\ln(1+1/n)}", r"\to e \text{ as } n \to \infty"], "e"),
    "to infinity from one side": (["1/x", "-> oo as x -> 0^+"], None),
    "between dollars": ([r"$\frac{\ln(1+x)}{x}$", r"$\to 1$ as $x\to 0$"], "1"),
    "and then =": ([r"\frac{e^x-1}{x}", r"\to 1 \quad\text{as } x\to 0", "= 1"], "1"),
}

WRONG = {
    "the limit": ([*_SINES, r"\to \frac53 \quad \text{as } x \to 0"], 2),
    "a step with the right limit": ([r"\frac{\sin x}{x}", r"= \cos x", r"\to 1 \quad \text{as } x \to 0"], 1),
    "a step before it": (["(x^2-1)/(x-1)", "= x - 1", "→ 0 as x → 1"], 1),
    "without a chain": (["(x^2-1)/(x-1)", "→ 0 as x → 1"], 1),
}

OPEN = {
    "nobody says where": ["(x^2-1)/(x-1)", "-> 2"],
    "a name that may depend on n": [r"\binom{n}{k}p^k(1-p)^{n-k}",
                                    r"\to \frac{\lambda^k e^{-\lambda}}{k!} \text{ as } n\to\infty"],
    "an index": [r"\bar{X}_n", r"\to \mu \text{ as } n \to\infty"],
    "a sequence": [r"\frac{a_n}{n}", r"\to 1 \text{ as } n \to\infty"],
    "nothing depends on it": ["1/x", "-> 0 as n -> oo"],
    "in distribution": [r"X_n \to X \text{ in distribution as } n\to\infty"],
    "two arrows": [r"x^2 \to 4 \text{ as } x\to 2", r"x \to 1 \text{ as } x \to 2"],
    "a map": [r"f: x \to x^2"],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_limits_that_arrows_lead_to(name: str) -> None:
    lines, reference = RIGHT[name]
    assert grade({"lines": lines, **({"reference": reference} if reference else {})}).verdict == "correct"


@pytest.mark.parametrize("name", WRONG)
def test_limits_that_are_others(name: str) -> None:
    lines, first = WRONG[name]
    found = grade({"lines": lines})
    assert (found.verdict, found.first_wrong) == ("wrong", first), found.message


@pytest.mark.parametrize("name", OPEN)
def test_arrows_that_may_mean_something_else(name: str) -> None:
    assert grade({"lines": OPEN[name]}).verdict in ("undecided", "unreadable")
