"""Inequalities of expectations in which a density stands without its logarithm: u >= log u for products u of densities."""

from __future__ import annotations

import pytest

from verify import holds
from verify.mathematics.manifest import Manifest
from verify.read.declare import declarations
from verify.read.text import read_text

WORDS = {"p": "density of x, z", "r": "density of x, z", "q": "density of z given x"}
TRUE = [
    "0 <= E_{q(z|x)}[q(z|x) - log p(z)]",
    "E_{q(z|x)}[log(p(z))] <= E_{q(z|x)}[q(z|x)]",
    "E_{q(z|x)}[log p(x|z)] <= E_{q(z|x)}[p(x|z)]",
    "-E_{q(z|x)}[p(x|z)] <= -E_{q(z|x)}[log p(x|z)]",
    "E_{q(z|x)}[log(p(x|z) p(z))] <= E_{q(z|x)}[log(r(x|z) r(z))]"
    " implies E_{q(z|x)}[log(p(x|z) p(z))] <= E_{q(z|x)}[r(x|z) r(z)]",
]
FALSE = [
    "E_{q(z|x)}[p(x|z)] <= E_{q(z|x)}[log p(x|z)]",
    "0 <= E_{q(z|x)}[p(z) - log q(z|x) - 3]",
    "E_{q(z|x)}[log q(z|x)] <= E_{q(z|x)}[log p(z)]",
    "E_{q(z|x)}[q(z|x)] <= E_{q(z|x)}[p(z)]",
]


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_proved(statement: str) -> None:
    verdict = holds(statement, WORDS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_not(statement: str) -> None:
    assert holds(statement, WORDS).truth != "proved"


def test_densities_are_positive() -> None:
    term = read_text("p(z) q(z|x)", declarations({**WORDS, "z": "outcome", "x": "outcome"})).term
    assert Manifest().sign(term) == (1, True)
