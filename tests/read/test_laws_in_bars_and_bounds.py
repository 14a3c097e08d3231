r"""Divergences with two bars in LaTeX, and typed integrals over the whole line of an outcome."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

NAMES = declarations({"p": "density of z", "q": "density of z", "r": "density of z given x", "a": "real", "b": "real"})

SAME = [
    (r"KL(q(z)||p(z)) + \log 2", r"KL(q(z), p(z)) + \log 2"),
    (r"KL(r(z|x)||p(z)) + \log 2", r"KL(r(z|x), p(z)) + \log 2"),
    (r"\mathrm{KL}[q||p] + \log 2", r"KL(q, p) + \log 2"),
    (r"D_{KL}(q(z)||p(z)) + |a| \cdot \frac12", r"KL(q(z), p(z)) + |a| \cdot \frac12"),
    (r"|a + \mathrm{KL}(q(z)||p(z))| + |b|", r"|a + KL(q(z), p(z))| + |b|"),
    ("integral(p(z), z, -inf, inf)", "integral(p(z), z)"),
    ("integral(z*p(z), (z, -oo, oo))", "integral(z*p(z), z)"),
    ("integrate(z^2*p(z), z=-oo..oo)", "integral(z^2*p(z), z)"),
]
REFUSED = [
    r"KL(q(z)|p(z)) + \log 2",
    r"KL(q(z)|||p(z)) + \log 2",
    r"KL(q(z)||p(z)|| + \log 2",
    "integral(p(z), z, 0, inf)",
    "integral(p(z), z, inf, -inf)",
    "integral(p(z), z, -inf)",
    "integral(p(z), z, -1, 1)",
]


@pytest.mark.parametrize(("written", "other"), SAME)
def test_the_same_is_read(written: str, other: str) -> None:
    assert read_formula(written, NAMES).term == read_formula(other, NAMES).term


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_divergence_and_no_whole_space_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_formula(written, NAMES)
