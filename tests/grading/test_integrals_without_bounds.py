r"""Derivations about integrals without bounds: parts, partial fractions, substitutions with their differentials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from verify.grading import grade

_PARTS = (r"u = x,\quad dv = e^x\,dx", r"du = dx,\quad v = e^x")

# lines, symbols, verdict ("refused": undecided or unreadable), first wrong line
DERIVATIONS: Mapping[str, tuple[Sequence[str], Mapping[str, str], str, int | None]] = {
    "a power": ((r"\int x^2\,dx = \frac{x^3}{3} + C",), {}, "correct", None),
    "a power, by a wrong factor": ((r"\int x^2\,dx = \frac{x^3}{2} + C",), {}, "wrong", 0),
    "no constant": ((r"\int x^2\,dx = \frac{x^3}{3}",), {}, "refused", None),
    "a power with a symbol": ((r"\int x^n\,dx = \frac{x^{n+1}}{n+1} + C",), {"n": "natural"}, "correct", None),
    "a root, whose derivative does not exist at 0": ((r"\int \sqrt{x}\,dx = \frac{2}{3}x^{3/2} + C",), {}, "correct", None),
    "parts": ((r"\int x e^x\,dx", r"= x e^x - \int e^x\,dx", r"= (x-1)e^x + C"), {}, "correct", None),
    "parts, by a wrong sign": ((r"\int x e^x\,dx", r"= x e^x + \int e^x\,dx", r"= (x+1)e^x + C"), {}, "wrong", 1),
    "parts twice": ((r"\int x^2 e^x dx = x^2 e^x - 2\int x e^x dx",
                     r"= x^2 e^x - 2(x e^x - \int e^x dx)",
                     r"= x^2 e^x - 2xe^x + 2e^x + C"), {}, "correct", None),
    "parts twice, a sign lost in brackets": ((r"\int x^2 e^x dx = x^2 e^x - 2\int x e^x dx",
                     r"= x^2 e^x - 2(x e^x - \int e^x dx)",
                     r"= x^2 e^x - 2xe^x - 2e^x + C"), {}, "wrong", 2),
    "parts where the integral comes back": ((r"I = \int e^x\sin x\,dx", r"= e^x\sin x - \int e^x\cos x\,dx",
                     r"= e^x \sin x - e^x\cos x - \int e^x\sin x\,dx"), {}, "correct", None),
    "parts, with what u and v are": ((*_PARTS, r"\int x e^x\,dx = uv - \int v\,du", r"= x e^x - \int e^x\,dx",
                     r"= x e^x - e^x + C"), {}, "correct", None),
    "x/x where log x has a value": ((r"\int \ln x\,dx", r"= x\ln x - \int x\cdot\frac{1}{x}\,dx", r"= x \ln x - \int 1\,dx",
                     r"= x\ln x - x + C"), {}, "correct", None),
    "partial fractions": ((r"\int \frac{1}{x^2-1}\,dx = \frac12\int\left(\frac{1}{x-1}-\frac{1}{x+1}\right)dx",
                     r"= \frac12\ln\left|\frac{x-1}{x+1}\right| + C"), {}, "correct", None),
    "partial fractions, by a wrong sign": ((r"\int \frac{1}{x^2-1}\,dx = \frac12\int\left(\frac{1}{x-1}+\frac{1}{x+1}\right)dx",
                     r"= \frac12\ln\left|x^2-1\right| + C"), {}, "wrong", 0),
    "a constant that takes up another": ((r"\int (x+1)\,dx = \frac{(x+1)^2}{2} + C", r"= \frac{x^2}{2} + x + C"), {},
                     "correct", None),
    "what no constant takes up": ((r"\int (x+1)\,dx = \frac{(x+1)^2}{2} + C", r"= \frac{x^2}{2} + 2x + C"), {}, "wrong", 1),
    "typed": (("∫ x e^x dx = x e^x - ∫ e^x dx", "= x e^x - e^x + C"), {}, "correct", None),
    "a jump that no derivative shows": ((r"\int 1\,dx = x + \operatorname{sign}(x) + C",), {}, "refused", None),
    "a jump beside an integral": ((r"\int 1\,dx = \operatorname{sign}(x) + \int 1\,dx",), {}, "refused", None),
    "a jump between two branches": ((r"\int \frac{1}{1+x^2}\,dx = -\arctan(1/x) + C",), {}, "refused", None),
    "another variable": ((r"\int x\,dx = \int t\,dt",), {}, "refused", None),
    "a product of integrals": ((r"\int x\,dx \cdot \int 1\,dx = x^3/2 + C",), {}, "refused", None),
    "a factor that depends on the variable": ((r"x \int x\,dx = x^3/2 + C",), {}, "refused", None),
    "a name that may depend on the variable": ((r"\int x y\,dx = \frac{x^2 y^2}{2} + C",), {}, "refused", None),
    "an inequality": ((r"\int x\,dx \le x^2",), {}, "refused", None),
    "constants of another chain": ((r"\int x\,dx = x^2/2 + C", r"y = 3 + C = 4 + C"), {}, "refused", None),
    "a substitution": ((r"u = x^2", r"\int 2x\cos(x^2)\,dx = \int \cos u\,du", r"= \sin u + C", r"= \sin(x^2) + C"), {},
                     "correct", None),
    "a substitution, and a wrong sign": ((r"u = x^2", r"\int 2x\cos(x^2)\,dx = \int \cos u\,du", r"= -\sin u + C",
                     r"= -\sin(x^2) + C"), {}, "wrong", 2),
    "a substitution that nobody names": ((r"\int 2x\cos(x^2)\,dx = \int \cos u\,du", r"= \sin u + C", r"= \sin(x^2) + C"), {},
                     "refused", None),
    "a substitution with its differential": ((r"\text{Let } u = x^2 \text{, so } du = 2x\,dx",
                     r"\int 2x\cos(x^2)\,dx = \int \cos u\,du", r"= \sin u + C", r"= \sin(x^2) + C"), {}, "correct", None),
    "a differential that is wrong": (("Let u = x^2, so du = x dx.", "∫ 2x cos(x^2) dx = ∫ cos(u) du", "= sin(u) + C",
                     "= sin(x^2) + C"), {}, "refused", None),
    "a differential that is wrong, between bounds": ((
                     "Let u = x^2, so du = x dx.", "∫_0^1 2x cos(x^2) dx = ∫_0^1 cos(u) du",
                     "= sin(1)"), {}, "refused", None),
    "a differential by itself": (("u = x^2", "x dx = du/2", "∫ x cos(x^2) dx = 1/2 ∫ cos(u) du", "= 1/2 sin(u) + C",
                     "= 1/2 sin(x^2) + C"), {}, "correct", None),
    "a factor lost with the differential": (("u = x^2", "x dx = du", "∫ x cos(x^2) dx = ∫ cos(u) du", "= sin(u) + C",
                     "= sin(x^2) + C"), {}, "wrong", 2),
    "a differential is no product with d": ((r"u = x,\quad dv = e^x\,dx", r"du = dx,\quad v = e^x"), {}, "refused", None),
    "a substitution with an inverse near 0 only": ((r"x = \sin t", r"dx = \cos t\,dt",
                     r"\int \frac{1}{\sqrt{1-x^2}}\,dx = \int \frac{\cos t}{\sqrt{1-\sin^2 t}}\,dt", r"= \int 1\,dt",
                     r"= t + C"), {}, "refused", None),
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVATIONS)
def test_a_derivation_about_integrals_without_bounds(name: str) -> None:
    lines, symbols, verdict, first_wrong = DERIVATIONS[name]
    result = grade({"lines": list(lines), "symbols": dict(symbols)})
    found = "refused" if result.verdict in ("undecided", "unreadable") else result.verdict
    assert (found, result.first_wrong) == (verdict, first_wrong), result


@pytest.mark.parametrize(("reference", "verdict"), [(r"(x-1)e^x + C", "correct"), (r"(x+1)e^x + C", "wrong"),
                                                    (r"\int x e^x\,dx", "correct")])  # fmt: skip
def test_a_derivation_ends_with_what_is_asked_for(reference: str, verdict: str) -> None:
    lines = [r"\int x e^x\,dx = x e^x - \int e^x\,dx", r"= x e^x - e^x + C"]
    assert grade({"lines": lines, "reference": reference}).verdict == verdict


@pytest.mark.parametrize("submitted", [r"\int x\,dx", r"\int x\,dx + C", r"x^2 - \int x\,dx"])
def test_an_integral_is_no_answer_to_what_it_is(submitted: str) -> None:
    assert grade("x^2/2 + C", submitted).verdict == "unreadable"
