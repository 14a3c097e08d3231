r"""Values and gradients of a function that nobody declared: convexity, smoothness, the steps of a descent."""

from __future__ import annotations

import pytest

from verify.grading import grade

_CONVEX = r"f(y)\ge f(x)+\nabla f(x)^\top(y-x)"
_SMOOTH = r"f(y) \le f(x) + \nabla f(x)^\top (y-x) + \frac{L}{2}\|y-x\|^2"
_STRONG = r"f(y) \ge f(x) + \nabla f(x)^\top (y-x) + \frac{\mu}{2}\|y-x\|^2"
_DESCENT = r"f(x_{k+1}) \le f(x_k) - \frac{1}{2L}\|\nabla f(x_k)\|^2"
_STEP = r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 - 2\eta\langle\nabla f(x_k), x_k-x^*\rangle+\eta^2\|\nabla f(x_k)\|^2"
_RATE = r"f(x_{k+1}) \le f(x_k) - \eta\left(1-\frac{L\eta}{2}\right)\|\nabla f(x_k)\|^2"
_LIPSCHITZ = r"\|\nabla f(x)-\nabla f(y)\|\le L\|x-y\|"
_MONOTONE = r"\langle\nabla f(x)-\nabla f(y),x-y\rangle\ge 0"
_DOMINATED = r"\|\nabla f(x)\|^2 \ge 2\mu(f(x)-f^*)"
_SLOPE = r"f(y)\ge f(x)+f'(x)(y-x)"
_SLOPE_SMOOTH = r"f(y)\le f(x)+f'(x)(y-x)+\frac{L}{2}(y-x)^2"
_JENSEN = r"f(\theta x+(1-\theta)y) \le \theta f(x)+(1-\theta)f(y)"
RIGHT = [
    (_CONVEX, r"f(y)-f(x)\ge\langle\nabla f(x),y-x\rangle"),
    (_CONVEX, r"f(x)-f(y)\le\langle\nabla f(x),x-y\rangle"),
    (_CONVEX, r"0 \le f(y) - f(x) - (y-x)^\top \nabla f(x)"),
    (_CONVEX, r"f(y) \geq f(x) + \nabla f(x) \cdot (y-x)"),
    (_SMOOTH, r"f(y) - f(x) - \nabla f(x)^\top (y-x) \le \frac{L}{2}\|x-y\|^2"),
    (_SMOOTH, r"f(y) \le f(x) + \langle\nabla f(x), y-x\rangle + \frac{L}{2}\|x\|^2 - L x^\top y+ \frac L2\|y\|^2"),
    (_STRONG, r"f(x) \le f(y) + \langle\nabla f(x), x-y\rangle - \frac{\mu}{2}\|x-y\|_2^2"),
    (_DESCENT, r"f(x_k) - f(x_{k+1}) \ge \frac{1}{2L}\|\nabla f(x_k)\|^2"),
    (_DESCENT, r"\|\nabla f(x_k)\|^2 \le 2L(f(x_k)-f(x_{k+1}))"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 - 2\eta\nabla f(x_k)^\top( x_k-x^*)+\eta^2\|\nabla f(x_k)\|_2^2"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*-\eta\nabla f(x_k)\|^2"),
    (_RATE, r"f(x_{k+1}) \le f(x_k) - \eta\|\nabla f(x_k)\|^2 + \frac{L\eta^2}{2}\|\nabla f(x_k)\|^2"),
    (_LIPSCHITZ, r"\|\nabla f(x)-\nabla f(y)\|^2\le L^2\|x-y\|^2"),
    (_MONOTONE, r"\langle\nabla f(y)-\nabla f(x),x-y\rangle\le 0"),
    (_DOMINATED, r"f(x)-f^*\le\frac{1}{2\mu}\|\nabla f(x)\|^2"),
    (r"f(x) - f^* \le \nabla f(x)^\top(x-x^*)", r"f(x) - f^* \le -\nabla f(x)^\top(x^*-x)"),
    (r"f(x)+\nabla f(x)^\top(y-x)", r"f(x)-\nabla f(x)^\top(x-y)"),
    (r"D(y,x) = f(y)-f(x)-\langle\nabla f(x),y-x\rangle", r"f(y)-f(x)+\langle\nabla f(x),x-y\rangle"),
    (_SLOPE, r"f(y)-f(x)\ge f'(x)(y-x)"),
    (_SLOPE_SMOOTH, r"f(y)-f(x)\le f'(x)(y-x)+\frac{L}{2}(x-y)^2"),
]
WRONG = [
    (_CONVEX, r"f(y)-f(x)\le\langle\nabla f(x),y-x\rangle"),
    (_CONVEX, r"f(y)\ge f(x)+\nabla f(x)^\top(x-y)"),
    (_CONVEX, r"f(y)\ge f(x)+2\nabla f(x)^\top(y-x)"),
    (_SMOOTH, r"f(y) - f(x) - \nabla f(x)^\top (y-x) \le -\frac L2\|x-y\|^2"),
    (_SMOOTH, r"f(y) - f(x) - \nabla f(x)^\top (y-x) \le \frac{L}{2}\|x-y\|"),
    (_SMOOTH, r"f(y) \le f(x) + \nabla f(x)^\top (y-x) + \frac{L}{4}\|y-x\|^2"),
    (_STRONG, r"f(y) \ge f(x) + \nabla f(x)^\top (y-x) + \mu\|y-x\|^2"),
    (_DESCENT, r"f(x_{k+1}) \le f(x_k) - \frac{1}{L}\|\nabla f(x_k)\|^2"),
    (_DESCENT, r"f(x_k) \le f(x_{k+1}) - \frac{1}{2L}\|\nabla f(x_k)\|^2"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 + 2\eta\langle\nabla f(x_k), x_k-x^*\rangle+\eta^2\|\nabla f(x_k)\|^2"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 - 2\eta\langle\nabla f(x_k), x_k-x^*\rangle-\eta^2\|\nabla f(x_k)\|^2"),
    (_MONOTONE, r"\langle\nabla f(x)-\nabla f(y),y-x\rangle\ge 0"),
    (_SLOPE, r"f(y)-f(x)\le f'(x)(y-x)"),
    (_JENSEN, r"f(\theta x+(1-\theta)y) \ge \theta f(x)+(1-\theta)f(y)"),
]
# what follows from convexity, from smoothness or by a step, or differs by one of these
OPEN = [
    (_CONVEX, r"f(y) > f(x)+\nabla f(x)^\top(y-x)"),
    (_CONVEX, r"f(x) \ge f(y)+\nabla f(y)^\top(x-y)"),
    (_CONVEX, r"\nabla f(y)^\top(y-x) \ge f(y)-f(x)"),
    (_CONVEX, r"(\nabla f(x)-\nabla f(y))^\top(x-y)\ge 0"),
    (_CONVEX, r"f(\theta x+(1-\theta)y) \le \theta f(x)+(1-\theta)f(y)"),
    (_SMOOTH, r"f(y) \le f(x) + \nabla f(x)^\top (y-x) + L\|y-x\|^2"),
    (_SMOOTH, r"f(y) \ge f(x) + \nabla f(x)^\top (y-x) - \frac{L}{2}\|y-x\|^2"),
    (_SMOOTH, r"|f(y) - f(x) - \nabla f(x)^\top (y-x)| \le \frac{L}{2}\|y-x\|^2"),
    (_SMOOTH, _LIPSCHITZ),
    (_STRONG, _CONVEX),
    (_DESCENT, r"f(x_{k+1}) \le f(x_k) - \frac{1}{4L}\|\nabla f(x_k)\|^2"),
    (_DESCENT, r"f(x_{k+1}) \le f(x_k) - \frac{L}{2}\|x_{k+1}-x_k\|^2"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 - 2\eta\langle\nabla f(x_k), x_k-x^*\rangle+\|x_{k+1}-x_k\|^2"),
    (_STEP, r"\|x_{k+1}-x^*\|^2 = \|x_k-x^*\|^2 - 2\eta\langle\nabla f(x_k), x_{k+1}-x^*\rangle-\eta^2\|\nabla f(x_k)\|^2"),
    (_RATE, r"f(x_{k+1}) \le f(x_k) - \frac{\eta^2 L}{2}\|\nabla f(x_k)\|^2"),
    (_DOMINATED, r"\|\nabla f(x)\|^2 \ge 2\mu(f(x)-f(x^*))"),
    (r"A\nabla f(x)", r"\nabla f(x)A"),
    (r"\nabla f(x) + \lambda\nabla g(x) = 0", r"\nabla f(x) = \lambda\nabla g(x)"),  # a multiplier has either sign
    (r"\|\nabla f(x)\|^2", r"\nabla f(x)\nabla f(x)^\top"),  # a gradient may be a row
    (r"\nabla f(x)^\top f(x)", r"f(x)\nabla f(x)^\top"),
    (r"f(x+h) \approx f(x)+\nabla f(x)^\top h", r"f(x+h) \approx f(x)-\nabla f(x)^\top h"),
    (_SLOPE, r"f(x)\ge f(y)+f'(y)(x-y)"),
    (_SLOPE, r"f'(y)(y-x)\ge f(y)-f(x)"),
    (_SLOPE, r"f(y) > f(x)+f'(x)(y-x)"),
    (_SLOPE, r"f''(x)\ge 0"),
    (r"f(x) \le f(y) + L|x-y|", r"f(y) \le f(x) + L|x-y|"),  # the same, if it holds for all x and y
    (_SLOPE_SMOOTH, r"f(y)\le f(x)+f'(x)(y-x)+L(y-x)^2"),
    (_SLOPE_SMOOTH, r"|f'(x)-f'(y)|\le L|x-y|"),
    (_JENSEN, r"f(\theta y+(1-\theta)x) \le \theta f(y)+(1-\theta)f(x)"),
]
_SQUARE = [
    r"\|x_k-\eta\nabla f(x_k)-x^*\|^2",
    r"=\|x_k-x^*\|^2-2\eta\langle\nabla f(x_k),x_k-x^*\rangle+\eta^2\|\nabla f(x_k)\|^2",
]
LINES = [
    (_SQUARE, "correct"),
    ([r"x_{k+1}=x_k-\eta\nabla f(x_k)", rf"\|x_{{k+1}}-x^*\|^2={_SQUARE[0]}", _SQUARE[1]], "correct"),
    ([_SQUARE[0], _SQUARE[1].replace("-2", "+2")], "wrong"),
    ([*_SQUARE, r"\le\|x_k-x^*\|^2-2\eta(f(x_k)-f(x^*))+\eta^2\|\nabla f(x_k)\|^2"], None),
    ([_CONVEX, r"\implies f(x)\ge f(y)+\nabla f(y)^\top(x-y)"], None),
    ([r"f(x)-f^*", r"\ge \nabla f(x)^\top(x-x^*)"], None),
]


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_any_function(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_wrong_for_convex_functions_too(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), OPEN)
def test_what_may_follow_is_left_open(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str | None) -> None:
    found = grade({"lines": lines}).verdict
    assert found == verdict if verdict else found in ("undecided", "unreadable")


def test_what_is_taken_for_positive_is_said() -> None:
    assert "L is taken for positive" in grade(_DESCENT, r"\|\nabla f(x_k)\|^2 \le 2L(f(x_k)-f(x_{k+1}))").choices
