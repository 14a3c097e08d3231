"""Declared densities at other places than a name of their own: the change of variables."""

from __future__ import annotations

import pytest

from verify.grading import grade

_MAP = {"f": "diffeomorphism of vector d", "p_z": "density of z", "x": "vector d"}
_BOTH = {"f": "diffeomorphism of vector d", "p_Z": "density of z", "p_X": "density of x", "x": "vector d", "z": "vector d"}
_LINE = {"p_X": "density of x", "y": "real"}
_NOISE = {"p_epsilon": "density of epsilon", "y": "real", r"\mu": "real", r"\sigma": "positive"}
RIGHT = [
    (r"\log p_z(f(x)) + \log\left|\det\frac{\partial f}{\partial x}\right|", r"\log\left(p_z(f(x))|\det J_f(x)|\right)", _MAP),
    (r"p_Z(f(x))|\det J_f(x)|", r"\left|\det J_f(x)\right|p_Z(f(x))", _BOTH),
    (r"p_Z(f^{-1}(x))\left|\det\frac{\partial f^{-1}(x)}{\partial x}\right|",
     r"\frac{p_Z(f^{-1}(x))}{|\det J_f(f^{-1}(x))|}", _BOTH),
    ("p_X(e^y)e^y", "e^y p_X(e^y)", _LINE),
    (r"p_{\epsilon}((y-\mu)/\sigma)/\sigma", r"\frac{1}{\sigma}p_{\epsilon}\left(\frac{y-\mu}{\sigma}\right)", _NOISE),
]  # fmt: skip
WRONG = [
    (r"\log p_z(f(x)) + \log\left|\det\frac{\partial f}{\partial x}\right|", r"\log p_z(f(x)) - \log|\det J_f(x)|", _MAP),
    (r"\log p_z(f(x)) + \log\left|\det\frac{\partial f}{\partial x}\right|", r"\log p_z(x) + \log|\det J_f(x)|", _MAP),
    (r"p_Z(f(x))|\det J_f(x)|", r"p_Z(f(x))|\det J_f(x)|^{-1}", _BOTH),
    ("p_X(x) = p_Z(f(x))|\\det J_f(x)|", "p_X(x) = p_Z(f(x))|\\det J_f(x)|^{-1}", _BOTH),
    (r"\log p_X(x)=\log p_Z(f(x)) + \log|\det J_f(x)|", r"\log p_Z(f(x)) - \log|\det J_f(x)|", _BOTH),
    ("p_X(2y)", "2p_X(y)", _LINE),
    ("p_X(e^y)e^y", "p_X(e^y)", _LINE),
    (r"p_{\epsilon}((y-\mu)/\sigma)/\sigma", r"p_{\epsilon}\left(\frac{y-\mu}{\sigma}\right)", _NOISE),
]
# What a density is besides a positive function counts here: p_X may be the density that the first formula is.
NOT_KNOWN = [
    (r"p_Z(f(x))|\det J_f(x)|", "p_X(x)", _BOTH), (r"p_Z(f(x))|\det J_f(x)|", r"p_X(x)|\det J_f(x)|", _BOTH),
    (r"\int p_X(2y)\,dy", r"\frac12", _LINE), (r"\mathbb{E}[p_X(2y)]", "p_X(2y)", _LINE)]


@pytest.mark.parametrize(("reference", "submitted", "symbols"), RIGHT)
def test_what_holds_for_every_positive_function_is_right(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    found = grade(reference, submitted, symbols=symbols)
    assert found.verdict == "correct", found.message
    assert any("read as a positive function" in choice for choice in found.choices)


@pytest.mark.parametrize(("reference", "submitted", "symbols"), WRONG)
def test_what_fails_for_some_density_is_wrong(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted", "symbols"), NOT_KNOWN)
def test_where_a_density_is_integrated_it_is_no_positive_function(
    reference: str, submitted: str, symbols: dict[str, str]
) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict in ("undecided", "unreadable")
