r"""Steps behind a derivative that is worked out: what is solved, what holds of it anyway, and the \hat p that solves for p."""

from __future__ import annotations

import pytest

from verify.grading import grade

RIDGE = (r"J(w) = \|Xw-y\|^2 + \lambda\|w\|^2", r"\nabla J(w) = 2X^\top(Xw-y) + 2\lambda w")
BINOMIAL = (r"\ell(p) = k\log p + (n-k)\log(1-p)", r"\ell'(p) = \frac kp - \frac{n-k}{1-p}",
            r"\ell'(p) = 0 \implies k(1-p) = (n-k)p", r"\implies k - kp = np - kp")  # fmt: skip
NORMAL = (r"\ell(\mu) = -\frac12\sum_{i=1}^n (x_i-\mu)^2", r"\ell'(\mu) = \sum_{i=1}^n (x_i-\mu)", r"\sum_{i=1}^n x_i - n\mu = 0")
LINE = ("S(a) = sum_{i=1}^n (y_i - a - b x_i)^2", "S'(a) = -2 sum_{i=1}^n (y_i - a - b x_i)",
        "sum_{i=1}^n y_i - n a - b sum_{i=1}^n x_i = 0")  # fmt: skip
SOFTPLUS = (r"f(x) = \log(1+e^x)", r"f'(x) = \frac{e^x}{1+e^x}", r"f''(x) = \frac{e^x}{(1+e^x)^2}")
PARABOLA = ("f(x) = x^2 - 4x", "f'(x) = 2x - 4")
CUBIC = ("f(x) = x^3 - 3x", "f'(x) = 3x^2 - 3", "3x^2 - 3 = 0")
MEAN = r"\frac1n\sum_{i=1}^n x_i"
OF_RIDGE = {"X": "matrix n d", "y": "vector n", "w": "vector d", r"\lambda": "positive"}
OF_LINE = {"x": "sequence n of real", "y": "sequence n of real", "a": "real", "b": "real", "n": "positive integer"}


def verdict(lines: tuple[str, ...], symbols: dict[str, str] | None = None, reference: str = "") -> tuple[str, int | None]:
    row = {"lines": list(lines), "symbols": symbols or {}, **({"reference": reference} if reference else {})}
    found = grade(row)
    return found.verdict, found.first_wrong


@pytest.mark.parametrize("last, expected", [
    (r"\nabla J(w) = 0 \implies X^\top Xw + \lambda w = X^\top y", "correct"),
    (r"\nabla J(w) = 0 \implies X^\top Xw + \lambda w = -X^\top y", "undecided"),
])  # fmt: skip
def test_a_gradient_that_is_0_implies_what_it_is_worked_out_to(last: str, expected: str) -> None:
    assert verdict((*RIDGE, last), OF_RIDGE)[0] == expected


@pytest.mark.parametrize("lines, expected", [
    ((*SOFTPLUS, r"\implies f''(x) > 0"), "correct"),
    ((*SOFTPLUS, r"\implies f''(x) < 1"), "correct"),
    ((*SOFTPLUS, r"\implies f''(x) > 1"), "undecided"),
    (("f(x) = x^3", "f'(x) = 3x^2", "f''(x) = 6x", r"\implies f''(x) > 0"), "undecided"),
    (("f(x) = x^4", "f'(x) = 4x^3", "f''(x) = 12x^2", r"\implies f''(x) \ge 0"), "correct"),
    (("f(x) = x^4", "f'(x) = 4x^3", "f''(x) = 12x^2", r"\implies f''(x) > 0"), "undecided"),
])  # fmt: skip
def test_what_holds_anyway_may_be_said_to_follow_from_a_formula(lines: tuple[str, ...], expected: str) -> None:
    assert verdict(lines)[0] == expected


@pytest.mark.parametrize("lines, expected", [
    ((*PARABOLA, "2x - 4 = 0", "x = 4"), ("wrong", 3)),
    ((*PARABOLA, "f'(x) = 0", "x = 4"), ("wrong", 3)),
    ((*PARABOLA, "0 = 2x - 4", "x = 2"), ("correct", None)),
    ((*PARABOLA, "2x - 4 = 0", "x = 0", "x = 2", "x = 5"), ("undecided", None)),
    ((*PARABOLA, "2x - 4 = 0", "x = 2", "x = 0"), ("undecided", None)),
    ((*CUBIC, "x = 1"), ("undecided", None)),
    ((*CUBIC, "x = 1", "x = -1"), ("undecided", None)),
    ((*CUBIC, "x = 2"), ("wrong", 3)),
])  # fmt: skip
def test_what_does_not_solve_the_equation_above_is_wrong(lines: tuple[str, ...], expected: tuple[str, int | None]) -> None:
    assert verdict(lines) == expected


def test_a_normal_equation_of_sums_is_solved() -> None:
    assert verdict((*LINE, "a = (1/n) sum_{i=1}^n y_i - (b/n) sum_{i=1}^n x_i"), OF_LINE) == ("correct", None)
    assert verdict((*LINE, "a = (1/n) sum_{i=1}^n y_i - b sum_{i=1}^n x_i"), OF_LINE) == ("wrong", 3)


@pytest.mark.parametrize("reference", [r"\hat p = \frac kn", r"\frac kn", r"p = \frac kn"])
@pytest.mark.parametrize("last", [r"\implies \hat p = \frac kn", r"\implies \widehat{p} = \frac kn", r"\implies p = \frac kn"])
def test_the_estimate_is_what_solves_for_the_parameter(reference: str, last: str) -> None:
    assert verdict((*BINOMIAL, last), {"p": "in (0, 1)"}, reference) == ("correct", None)


@pytest.mark.parametrize("reference", [rf"\hat\mu = {MEAN}", MEAN])
@pytest.mark.parametrize("last, expected", [
    (rf"\hat\mu = {MEAN}", ("correct", None)),
    (rf"\hat{{\mu}} = {MEAN}", ("correct", None)),
    (rf"\mu = {MEAN}", ("correct", None)),
    (r"\implies \hat\mu = \sum_{i=1}^n x_i", ("wrong", 3)),
    (rf"\hat\theta = {MEAN}", ("undecided", None)),
    (rf"\hat\mu + 1 = {MEAN}", ("undecided", None)),
])  # fmt: skip
def test_the_estimate_of_a_mean(reference: str, last: str, expected: tuple[str, int | None]) -> None:
    assert verdict((*NORMAL, last), {}, reference) == expected


def test_another_estimate_than_the_one_asked_for() -> None:
    lines = (*NORMAL, r"\hat\mu = \frac{1}{n-1}\sum_{i=1}^n x_i")
    assert verdict(lines, {}, rf"\hat\mu = {MEAN}") == ("wrong", None)
    assert verdict(lines, {}, MEAN) == ("wrong", None)


@pytest.mark.parametrize("reference, lines", [
    (r"\hat p = \frac kn", ("k(1-p) = (n-k)p", r"\hat p = p", r"\hat p = k/n")),
    (r"\hat p = \frac kn", ("k(1-p) = (n-k)p", r"\hat p = \frac kn", r"\hat p = 0.3")),
    (r"\hat p = p + 1", ("k(1-p) = (n-k)p", r"\hat p = p + 1")),
    (r"\hat q = \frac kn", ("k(1-p) = (n-k)p", r"\implies p = \frac kn")),
    (r"p = \frac kn", (r"k(1-\hat p) = (n-k)\hat p", r"\implies p = \frac kn")),
    (r"\hat p = \frac kn", (r"\hat p = \frac kn", r"p = \hat p")),
])  # fmt: skip
def test_a_hat_that_may_be_something_else_is_kept(reference: str, lines: tuple[str, ...]) -> None:
    assert verdict(lines, {}, reference)[0] in ("undecided", "unreadable")


PARTIAL = [
    ([r"f(x,y) = x^2 y + e^{xy}", r"\frac{\partial^2 f}{\partial x^2} = 2y + y^2 e^{xy}"], "correct"),
    ([r"f(x,y) = x^2 y + e^{xy}", r"\frac{\partial^2 f}{\partial x^2} = 2y - y^2 e^{xy}"], "wrong"),
    ([r"f(x,y) = x^2 y + e^{xy}", r"\frac{\partial^2 f}{\partial y \partial x} = 2x + e^{xy} + xy e^{xy}"], "correct"),
    ([r"f(x,y) = x^2 y + e^{xy}", r"\frac{\partial^2 f}{\partial y \partial x} = 2x + e^{xy} - xy e^{xy}"], "wrong"),
    ([r"f(x,y) = x^2 y + e^{xy}", r"\frac{\partial^3 f}{\partial x^3} = y^3 e^{xy}"], "correct"),
]


@pytest.mark.parametrize(("lines", "verdict"), PARTIAL)
def test_partial_derivatives_of_a_defined_function(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict
