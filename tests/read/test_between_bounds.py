"""[F]_a^b of typed text, which is read as LaTeX reads it if all its words mean the same there."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.render.formula import text

READ = [
    ("[x e^x]_0^1 - ∫_0^1 e^x dx", "(1*exp(1) - (0*exp(0))) - integral(exp(x), x, 0, 1)"),
    ("[x e^x]_{0}^{1} - ∫_0^1 e^x dx", "(1*exp(1) - (0*exp(0))) - integral(exp(x), x, 0, 1)"),
    ("[sin x]_0^pi", "sin(pi) - sin(0)"),
    ("[-exp(-a t)]_0^x", "-exp(-a*x) - (-exp(-a*0))"),
    ("[x²/2]_0^10", "10^2/2 - (0^2/2)"),
    ("[t x]_{t=0}^{t=1}", "1*x - (0*x)"),
    ("[-e^(-x)]_0^∞", "limit(-exp(-x), x, inf) - (-exp(-1*0))"),
]
REFUSED = ["[x1]_0^1", "[sqrt(x)]_0^1", "[t x]_0^1", "[e^-x]_0^1", "[loss]_0^1", "x[1]_2"]


@pytest.mark.parametrize(("source", "expected"), READ)
def test_brackets_with_two_bounds_are_a_difference(source: str, expected: str) -> None:
    found = vocabulary({}, {}).read(source)
    assert text(found.term) == expected
    assert any("two bounds" in choice for choice in found.choices)


@pytest.mark.parametrize("source", REFUSED)
def test_what_means_something_else_in_latex_is_refused_where_it_stands(source: str) -> None:
    with pytest.raises(InputError) as caught:
        vocabulary({}, {}).read(source)
    assert caught.value.problem.source == source
