"""Values at a place and between two, in questions and answers; what has no certain place or derivative there is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

Words = Mapping[str, str]

# reference, submitted, symbols, definitions, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Words, Words, str]] = [
    (r"\left.\frac{\mathrm{d}}{\mathrm{d}t}\,e^{at}\cos t\,\right|_{t=0}", "a", {"a": "real"}, {}, "correct"),
    (r"\left.\frac{\mathrm{d}}{\mathrm{d}t}\,e^{at}\cos t\,\right|_{t=0}", "1", {"a": "real"}, {}, "wrong"),
    (r"\left.\frac{\partial}{\partial x}\bigl(x^3y-xy^2\bigr)\right|_{x=1}", "3y-y^2-2y", {"y": "real"}, {}, "wrong"),
    (r"\left.\frac{\partial}{\partial x}\bigl(x^3y-xy^2\bigr)\right|_{x=1}", "3y-y^2", {"y": "real"}, {}, "correct"),
    (r"\left[x^2e^{x}\right]_{0}^{1}-\int_{0}^{1}2x\,e^{x}\,\mathrm{d}x", r"\int_0^1x^2e^x\,dx", {}, {}, "correct"),
    (r"\int_0^1x^2e^x\,dx", r"\left[x^2e^{x}\right]_{0}^{1}-\int_{0}^{1}2x\,e^{x}\,\mathrm{d}x", {}, {}, "correct"),
    (r"\int_0^1x^2e^x\,dx", r"\left. x^2e^{x}\right|_{0}^{1}-2\int_{0}^{1}x\,e^{x}\,dx", {}, {}, "correct"),
    (r"\int_0^1x^2e^x\,dx", r"x^2e^{x}\Big|_0^1-2\int_{0}^{1}x\,e^{x}\,dx", {}, {}, "correct"),
    (r"\int_0^1x^2e^x\,dx", r"x^2e^{x}\Big|_0^1-\int_{0}^{1}x\,e^{x}\,dx", {}, {}, "wrong"),
    (r"\int_0^1 x\,dx", r"\left[\frac{x^2}{2}\right]_0^1", {}, {}, "correct"),
    (r"\int_0^\infty e^{-x}\,dx", r"\left[-e^{-x}\right]_0^\infty", {}, {}, "correct"),
    (r"\int_0^\infty e^{-x}\,dx", r"-e^{-x}\Big|_0^\infty", {}, {}, "correct"),
    (r"\int_0^1 a x\,dx", r"\left[a\frac{x^2}{2}\right]_0^1", {"a": "real"}, {}, "correct"),
    (r"\int_0^1 a x\,dx", r"\left[a\frac{x^2}{2}\right]_0^1", {}, {}, "correct"),
    (r"\int_0^1 a x\,dx", r"\left[a\frac{x^2}{2}\right]_0^1", {"a": "real", "x": "real"}, {}, "refused"),
    (r"\int_0^1 a x\,dx", r"\left[a\frac{x^2}{2}\right]_{x=0}^{x=1}", {"a": "real"}, {}, "correct"),
    ("2w_0", r"\frac{d}{dw} w^2\Big|_{w=w_0}", {"w_0": "real", "w": "real"}, {}, "correct"),
    ("2w_0", r"\frac{dL}{dw}\Big|_{w=w_0}", {"w_0": "real", "w": "real"}, {"L": "w^2"}, "correct"),
    (r"\frac{dL}{dw}\Big|_{w=w_0}", "2w_0+1", {"w_0": "real", "w": "real"}, {"L": "w^2"}, "wrong"),
    (r"\frac{dL(w)}{dw}\bigg|_{w=1}", "2", {"w": "real"}, {"L(w)": "w^2"}, "correct"),
    ("L'(w)|_{w=1}", "2", {"w": "real"}, {"L(w)": "w^2"}, "correct"),
    ("e^x|_{x=0}", "1", {}, {}, "correct"),
    ("x^2+e^x|_{x=0}", "1", {}, {}, "refused"),
    ("y^2+e^x|_{x=0}", "1+y^2", {}, {}, "correct"),
    ("f(a)+f'(x)|_{x=a}(x-a)", "f(a)+f'(a)(x-a)", {"f": "smooth function", "a": "real", "x": "real"}, {}, "correct"),
    (r"g(a)+\frac{d}{dx}g(x)\Big|_{x=a}(x-a)", "a^2+2a(x-a)", {"a": "real", "x": "real"}, {"g(x)": "x^2"}, "correct"),
    (r"\frac{\partial^2}{\partial x\partial y} x^2y^2\Big|_{x=1,\,y=2}", "8", {}, {}, "correct"),
    (r"\frac{\partial^2}{\partial x\partial y} x^2y^2\Big|_{x=1, y=2}", "4", {}, {}, "wrong"),
    (r"\frac{d}{dx}\log x\Big|_{x=2}", r"\frac12", {}, {}, "correct"),
    (r"\frac{d}{dx}|x|\Big|_{x=0}", "0", {}, {}, "refused"),
    (r"\frac{d}{dx}\sqrt{1+x}\Big|_{x=0}", r"\frac12", {}, {}, "correct"),
    (r"\frac{d}{dx}\sqrt{x}\Big|_{x=0}", r"\frac12", {}, {}, "refused"),
    (r"\frac{d^2}{dt^2}\log(1+e^{t})\Big|_{t=0}", r"\frac14", {}, {}, "correct"),
    ("|x|_{x=1}", "1", {}, {}, "refused"),
    (r"\left|x\right|\Big|_{x=-1}", "1", {}, {}, "correct"),
    (r"\sum_{k=0}^{3}\frac{x^k}{k!}\Big|_{x=1}", r"\frac{8}{3}", {}, {}, "correct"),
    (r"\sum_{k=0}^{3}\frac{x^k}{k!}\Big|_{x=1}y^k", r"\frac{8}{3}", {}, {}, "refused"),
    (r"\left.\frac{d}{dt}\right|_{t=0} e^{at}", "a", {"a": "real"}, {}, "correct"),
    (r"\frac{d}{dt}\Big|_{t=0} e^{at}", "a", {"a": "real"}, {}, "correct"),
    (r"\left.\|x\|^2\right|_{x=0}", "0", {"x": "vector n"}, {}, "correct"),
    (r"\left.\nabla_x \|x\|^2\right|_{x=y}", "2y", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    (r"\left.\frac{x^2-1}{x-1}\right|_{x=2}^2", "9", {}, {}, "refused"),
    (r"\left. \log x \right|_1^e", "1", {}, {}, "correct"),
    (r"\ln x\,\Big|_1^2", r"\ln 2", {}, {}, "correct"),
    (r"\int_1^2 \frac{1}{x}dx", r"\int_1^2 \frac{1}{x}dx = \ln x\,\Big|_1^2 = \ln 2", {}, {}, "correct"),
    (r"\left\{x \right.", "1", {}, {}, "refused"),
    (r"\frac{d}{dx}\log x\Big|_{x=-1}", "-1", {}, {}, "refused"),
    (r"\frac{d}{dx}\log x\Big|_{x=s}", r"\frac1s", {"s": "positive"}, {}, "correct"),
    (r"\frac{d}{dx}\max(x,0)\Big|_{x=1}", "1", {}, {}, "refused"),
    (r"\frac{d}{dx}\sum_{i=1}^n a_i x^2\Big|_{x=1}", r"2\sum_{i=1}^n a_i", {"a": "sequence n of real"}, {}, "correct"),
    (r"\frac{d}{dx} x^{3/2}\Big|_{x=4}", "3", {}, {}, "correct"),
    ("x+1 = 3 |_{x=2}", "x", {}, {}, "refused"),
    (r"\left. x^2 + 3x \right|_{x=2}", "10", {}, {}, "correct"),
    (r"\left. x^2 + 3x \right|_{x=2} - x", "10-x", {}, {}, "correct"),
    ("P(x|y)", "P(x|y)", {"P": "density of x given y"}, {}, "correct"),
    (r"\frac{\partial}{\partial x}\,x^2y\Big|_{(x,y)=(1,2)}", "4", {}, {}, "refused"),
    (r"\left(\frac{d}{dx} x^2\right)_{x=1}", "2", {}, {}, "refused"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "definitions", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {row[4]}" for row in GRADED])  # fmt: skip
def test_a_value_at_a_place(reference: str, submitted: str, symbols: Words, definitions: Words, verdict: str) -> None:
    row = {"reference": reference, "submitted": submitted, "symbols": symbols, "definitions": definitions}
    result = grade(row)
    assert (result.verdict if result.problem is None else "refused") == verdict


def test_the_name_between_two_bounds_is_a_choice() -> None:
    result = grade({"reference": r"\int_0^1 x\,dx", "submitted": r"\left[\frac{x^2}{2}\right]_0^1"})
    assert any("a difference of its values in x" in choice for choice in result.choices)
