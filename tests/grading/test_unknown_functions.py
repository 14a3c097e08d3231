r"""Implicit differentiation and related rates: derivatives of quantities that no line gives as formulas of the variable."""

from __future__ import annotations

import pytest

from verify.grading import grade

RIGHT = {
    "a circle": ([r"x^2 + y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = -\frac{x}{y}"], r"\frac{dy}{dx} = -\frac xy"),
    "typed": (["x^2 + y^2 = 25", "2x + 2y dy/dx = 0", "dy/dx = -(2x)/(2y)", "= -x/y"], "dy/dx = -x/y"),
    "primes": (["e^y = x + y", "e^y y' = 1 + y'", "y' (e^y - 1) = 1", "y' = 1/(e^y - 1)"], "y' = 1/(e^y - 1)"),
    "primes of TeX": (["$x^2 + y^2 = 25$", r"$2x + 2y y^\prime = 0$", r"$y^\prime = -x/y$"], "y' = -x/y"),
    "upright differentials": (
        ["x^2+y^2=25", r"2x + 2y\,\frac{\mathrm{d}y}{\mathrm{d}x} = 0", r"\frac{\mathrm dy}{\mathrm dx} = -\frac{x}{y}"],
        r"-\frac xy",
    ),
    "the product rule inside": (
        [r"\sin(xy) = x + y", r"\cos(xy)\left(y + x\frac{dy}{dx}\right) = 1 + \frac{dy}{dx}",
         r"\frac{dy}{dx} = \frac{1-y\cos(xy)}{x\cos(xy)-1}"], None,
    ),
    "operators on both sides": (
        [r"x^2 + xy + y^2 = 7", r"\frac{d}{dx}(x^2 + xy + y^2) = \frac{d}{dx}(7)", r"\frac{dy}{dx}(x+2y) = -2x-y"], None,
    ),
    "operators before powers": (["x^2 + y^2 = 25", "d/dx(x^2) + d/dx(y^2) = d/dx(25)", "2x + 2y dy/dx = 0"], None),
    "divided on the way": (["x^3 + y^3 = 6xy", "x^2 + y^2 y' = 2y + 2x y'", "(y^2-2x)y' = 2y - x^2"], None),
    "a cosine before the rate": (
        [r"x = \sin y", r"1 = \cos y\frac{dy}{dx}", r"\frac{dy}{dx} = \frac{1}{\cos y}"], r"\frac{dy}{dx} = \frac1{\cos y}",
    ),
    "a space between": ([r"\cos y = x", r"-\sin y\, y' = 1", r"y' = -\frac1{\sin y}"], None),
    "the rate of the inverse": ([r"x = \sin y", r"\frac{dx}{dy} = \cos y", r"\frac{dy}{dx} = \frac{1}{\cos y}"], None),
    "written by the variable": ([r"\tan y = x", r"\sec^2 y\frac{dy}{dx} = 1", r"\frac{dy}{dx} = \frac{1}{1+x^2}"], None),
    "a second derivative": (
        ["x^2+y^2=25", "2x+2yy'=0", "2 + 2(y')^2 + 2yy'' = 0", r"y'' = -\frac{1+(y')^2}{y}", r"y'' = -\frac{25}{y^3}"],
        r"y'' = -\frac{25}{y^3}",
    ),
    "constants": (
        [r"\frac{x^2}{a^2}+\frac{y^2}{b^2}=1", r"\frac{2x}{a^2}+\frac{2y}{b^2}\frac{dy}{dx}=0",
         r"\frac{dy}{dx} = -\frac{b^2x}{a^2y}"], None,
    ),
    "values at a point": (
        ["x^2 + y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"x = 3,\ y = 4", r"6 + 8\frac{dy}{dx} = 0", r"\frac{dy}{dx} = -\frac34"],
        r"-\frac34",
    ),
    "a horizontal tangent": (["x^2+y^2=25", r"2x + 2y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = 0", "x = 0"], None),
    "a sphere": (
        [r"V = \frac43\pi r^3", r"\frac{dV}{dt} = 4\pi r^2\frac{dr}{dt}", r"\frac{dV}{dt} = 100", "r = 5",
         r"100 = 4\pi (5)^2\frac{dr}{dt}", r"\frac{dr}{dt} = \frac{1}{\pi}"], r"\frac{dr}{dt} = \frac1\pi",
    ),
    "values in words": (
        [r"V = \frac43\pi r^3", r"\frac{dV}{dt} = 4\pi r^2\frac{dr}{dt}",
         r"100 = 4\pi\cdot 5^2\cdot\frac{dr}{dt} \quad\text{(with } r = 5,\ \tfrac{dV}{dt} = 100\text{)}",
         r"\frac{dr}{dt} = \frac1\pi"], r"\frac{dr}{dt} = \frac1\pi",
    ),
    "values put in": (["V = x^3", "dV/dt = 3x^2 dx/dt", "= 3*2^2*0.5", "= 6"], "dV/dt = 6"),
    "a product": (["A = x y", "dA/dt = x dy/dt + y dx/dt"], None),
    "a cone": (
        [r"V = \frac13\pi r^2 h", r"r = \frac h2", r"V = \frac{\pi}{12}h^3",
         r"\frac{dV}{dt} = \frac{\pi}{4}h^2\frac{dh}{dt}"], None,
    ),
    "the chain rule": (
        [r"A = \pi r^2", r"\frac{dA}{dt} = \frac{dA}{dr}\cdot\frac{dr}{dt}", r"\frac{dA}{dt} = 2\pi r\frac{dr}{dt}"], None,
    ),
    "dots": (["z^2 = x^2+y^2", r"2z\dot z = 2x\dot x + 2y\dot y", r"\dot z = \frac{x\dot x + y\dot y}{z}"], None),
    "an angle": (
        [r"\tan\theta = \frac{y}{50}", r"\sec^2\theta\,\frac{d\theta}{dt} = \frac{1}{50}\frac{dy}{dt}",
         r"\frac{d\theta}{dt} = \frac{\cos^2\theta}{50}\frac{dy}{dt}"], None,
    ),
}  # fmt: skip

WRONG = {
    "the chain rule is lost": (["x^2 + y^2 = 25", r"2x + y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = -\frac{2x}{y}"], 1),
    "a sign": (["x^2 + y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = \frac{x}{y}"], 2),
    "upside down": (["x^2 + y^2 = 25", "2x + 2y dy/dx = 0", "2y dy/dx = -2x", "dy/dx = -y/x"], 3),
    "a term is lost": (["x^3 + y^3 = 6xy", r"3x^2 + 3y^2\frac{dy}{dx} = 6x\frac{dy}{dx}"], 1),
    "half of a product": ([r"x^2 + xy + y^2 = 7", r"2x + x\frac{dy}{dx} + 2y\frac{dy}{dx} = 0"], 1),
    "an inner derivative": ([r"\sin(xy) = x + y", r"\cos(xy)\left(y + \frac{dy}{dx}\right) = 1 + \frac{dy}{dx}"], 1),
    "a sign behind a proven line": (["e^{xy} = x - y", "e^{xy}(y + xy') = 1 - y'", r"y' = \frac{1-ye^{xy}}{1-xe^{xy}}"], 2),
    "a power": (["x y^2 = 4", "y^2 + x * 2y * y' = 0", "2x y y' = -y^2", "y' = -2y/x"], 3),
    "of rates, upside down": (
        ["x^2 + y^2 = 169", r"2x\frac{dx}{dt} + 2y\frac{dy}{dt} = 0", r"\frac{dy}{dt} = -\frac yx\frac{dx}{dt}"], 2,
    ),
    "an exponent": (["V = x^3", "dV/dt = 3x dx/dt", "= 3*2*0.5", "= 3"], 1),
    "no derivative at all": ([r"A = \pi r^2", r"\frac{dA}{dt} = \pi r^2\frac{dr}{dt}"], 1),
    "a product of rates": ([r"A = xy", r"\frac{dA}{dt} = \frac{dx}{dt}\frac{dy}{dt}"], 1),
    "a value": (
        ["x^2 + y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = -\frac{x}{y}", "x = 3", "y = 4",
         r"\frac{dy}{dx} = -\frac43"], 5,
    ),
    "a value of a rate": (
        [r"V = \frac43\pi r^3", r"\frac{dV}{dt} = 4\pi r^2\frac{dr}{dt}", "r = 2", r"\frac{dr}{dt} = 3",
         r"\frac{dV}{dt} = 36\pi"], 4,
    ),
    "a quotient": (["x^2+y^2=25", "2x+2yy'=0", "y' = -x/y", r"y'' = -\frac{y - xy'}{y}"], 3),
}  # fmt: skip

OPEN = {
    "an equation without rates may be another": ["x^2 + y^2 = 25", "2x + 2y = 0", "y = -x"],
    "a value that is differentiated": ["V = x^3", "x = 2", r"\frac{dx}{dt} = 0", r"\frac{dV}{dt} = 0"],
    "a tangent through the origin": ["y^2 = x - 1", "2yy' = 1", r"y' = \frac{y}{x}"],
    "a curve that is orthogonal": ["x^2+y^2 = c^2", r"\frac{dy}{dx} = -\frac xy", r"\frac{dy}{dx} = \frac yx"],
    "numbers for names": ["x^2+y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"6 + 8\frac{dy}{dx} = 0"],
    "a computed value for a rate": ["V = x^3", "dV/dt = 3x^2 dx/dt", "dV/dt = 3*2*0.5", "dV/dt = 3"],
    "a rate that is given in another": ["A = x*y", r"dx/dt = 2 dy/dt", "dA/dt = x dy/dt + 2y dy/dt"],
    "a name that may change": [r"V = \pi r^2 h", r"\frac{dV}{dt} = 2\pi r h\frac{dr}{dt}"],
    "a differential equation": ["y' = 2y", "y = C e^{2x}"],
    "a sum that nobody said to be constant": ["s = x + y", r"1 + \frac{dy}{dx} = 0"],
    "two given equations": ["x^2+y^2=25", "x + y = 7", "1 + y' = 0"],
    "two branches": ["x^2 = y^2", "2x = 2y y'", "y' = 1"],
    "primes that may be other names": ["x^2 + y^2 = 1", "x' = 2x", "y' = 3y", "x'^2/4 + y'^2/9 = 1"],
    "a line whose slope is asked for": ["x^2+y^2=25", "2x + 2y dy/dx = 0", "dy/dx = -x/y", "dy/dx = 2"],
    "a line through a point": ["x^2+y^2=25", "2x+2y dy/dx = 0", "dy/dx = -x/y", "dy/dx = (y-7)/(x-1)"],
    "a constant that may change": ["V = c^3", r"\frac{dV}{dt} = 3c^2"],
    "a rate that is missing": [r"V = \frac43\pi r^3", r"\frac{dV}{dt} = 4\pi r^2"],
}


@pytest.mark.parametrize("name", RIGHT)
def test_rates_of_unknown_functions_follow(name: str) -> None:
    lines, reference = RIGHT[name]
    found = grade({"lines": lines, **({"reference": reference} if reference else {}), })
    assert found.verdict == "correct", (found.message, [step.message for step in found.steps])


@pytest.mark.parametrize("name", WRONG)
def test_rates_that_no_function_has(name: str) -> None:
    lines, first = WRONG[name]
    found = grade({"lines": lines})
    assert (found.verdict, found.first_wrong) == ("wrong", first), found.message


@pytest.mark.parametrize("name", OPEN)
def test_what_may_be_a_fact_of_its_own_is_open(name: str) -> None:
    assert grade({"lines": OPEN[name]}).verdict in ("undecided", "unreadable")


def test_values_that_the_question_gives_are_put_in() -> None:
    row = {"lines": ["A = pi r^2", "dA/dt = 2 pi r dr/dt", "dA/dt = 2 pi * 10 * 2", "dA/dt = 40 pi"],
           "reference": "dA/dt = 40 pi", "assuming": ["r = 10", "dr/dt = 2"]}  # fmt: skip
    assert grade(row).verdict == "correct"


def test_logarithmic_differentiation() -> None:
    lines = ["y = x^x", r"\ln y = x\ln x", r"\frac{y'}{y} = \ln x + 1", r"y' = x^x(\ln x + 1)"]
    assert grade({"lines": lines, "reference": r"y' = x^x(\ln x+1)", "symbols": {"x": "positive"}}).verdict == "correct"


def test_words_between_displays() -> None:
    text = (
        "\\[ x^2 + y^2 = 25 \\]\nDifferentiating both sides with respect to $x$,\n\\[ 2x + 2y\\frac{dy}{dx} = 0, \\]\n"
        "hence\n\\[ \\frac{dy}{dx} = -\\frac xy. \\]"
    )
    assert grade({"submitted": text, "reference": r"\frac{dy}{dx} = -\frac xy"}).verdict == "correct"


def test_another_result_is_not_right() -> None:
    lines = ["x^2 + y^2 = 25", r"2x + 2y\frac{dy}{dx} = 0", r"\frac{dy}{dx} = -\frac{x}{y}"]
    assert grade({"lines": lines, "reference": r"\frac{dy}{dx} = \frac xy"}).verdict != "correct"
