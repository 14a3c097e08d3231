r"""Derivations of a statement: a chain whose first side is tied to its last one as it was asked for."""

from __future__ import annotations

import pytest

from verify.grading import grade

_ELBO = r"\log p(x)\ge E_q[\log p(x,z)-\log q(z)]"
_FIRST = r"\log p(x) = \log\int p(x,z)\,dz"
_WEIGHTED = r"= \log\int q(z)\frac{p(x,z)}{q(z)}\,dz"
_JENSEN = r"\ge \int q(z)\log\frac{p(x,z)}{q(z)}\,dz"
_MEAN = r"= E_q[\log p(x,z)-\log q(z)]"
_KL = r"D_{KL}(p\|q) \ge 0"
_SUM = r"-D_{KL}(p\|q) &= \sum_x p(x)\log\frac{q(x)}{p(x)} \\"
_BOUND = [r"&\le \log\sum_x p(x)\frac{q(x)}{p(x)} \\", r"&= \log\sum_x q(x) \\", "&= 0"]
_SQUARE = r"(x+1)^2 \ge 4x"
_MATRICES = {"A": "matrix n x n", "B": "matrix n x n"}
_PRODUCT = r"(B^\top A^\top)^{-1} = (A^{-1})^\top (B^{-1})^\top"
_PRODUCT_STEPS = [
    r"(B^\top A^\top)^{-1} = \left((AB)^\top\right)^{-1}",
    r"= \left((AB)^{-1}\right)^\top",
    r"= (A^{-1})^\top (B^{-1})^\top",
]
_SIGMOID = {"symbols": {"z": "real"}, "definitions": {r"\sigma(z)": r"\frac{1}{1+e^{-z}}"}}

CHAINS = [
    (_ELBO, [_FIRST, _WEIGHTED, _JENSEN, _MEAN], {}, "correct"),
    (_ELBO, [_FIRST, _JENSEN, _MEAN], {}, "correct"),
    (_KL, [_SUM, *_BOUND], {}, "correct"),
    (_KL, [r"D_{KL}(p\|q) = \sum_x p(x)\log\frac{p(x)}{q(x)}", r"\ge 0"], {}, "correct"),
    (_PRODUCT, _PRODUCT_STEPS, {"symbols": _MATRICES}, "correct"),
    (_SQUARE, ["(x+1)^2 = x^2+2x+1", "= (x-1)^2+4x", r"\ge 4x"], {"symbols": {"x": "real"}}, "correct"),
    (r"\sigma(-z) = 1-\sigma(z)", r"\sigma(-z) = \frac{1}{1+e^{z}} = \frac{e^{-z}}{1+e^{-z}} = 1-\sigma(z)", _SIGMOID, "correct"),
    (_SQUARE, ["(x+1)^2", r"\ge 4x"], {"symbols": {"x": "real"}}, "correct"),
    (r"e^x \ge 1+x", ["e^x", r"\ge x"], {"symbols": {"x": "real"}}, None),
    (_SQUARE, ["(x+1)^2", r"\ge 4x+1"], {"symbols": {"x": "real"}}, "wrong"),
    (_ELBO, [_FIRST, _WEIGHTED, _JENSEN.replace("ge", "le"), _MEAN], {}, "wrong"),
    (_ELBO, [r"\log p(x) = \log\int p(x,z)\,dz + 1", _JENSEN, _MEAN], {}, "wrong"),
    (_PRODUCT, [*_PRODUCT_STEPS[:2], r"= (B^{-1})^\top (A^{-1})^\top"], {"symbols": _MATRICES}, "wrong"),
    (r"\sigma(-z) = 1-\sigma(z)", r"\sigma(-z) = \frac{1}{1+e^{z}} = \frac{e^{-z}}{1+e^{z}} = 1-\sigma(z)", _SIGMOID, None),
    (_ELBO.replace(r"-\log q(z)", ""), [_FIRST, _WEIGHTED, _JENSEN, _MEAN], {}, None),
    (r"D_{KL}(p\|q) \le 0", [_SUM, *_BOUND], {}, None),
    (r"D_{KL}(p\|q) > 0", [_SUM, *_BOUND], {}, None),
    (r"D_{KL}(q\|p) \ge 0", [_SUM, *_BOUND], {}, None),
    (_KL, [_SUM.replace("-D", "D"), *_BOUND], {}, None),
    (_KL, [r"D_{KL}(p\|q) = \sum_x p(x)^2", r"\ge 0"], {}, None),  # the first side is a name to the lines
    (_KL, [r"D_{KL}(p\|q) = \sum_x q(x)\log\frac{q(x)}{p(x)}", r"\ge 0"], {}, None),
    (_SQUARE, ["(x+1)^2 = x^2+2x+1", "= (x-1)^2+4x", r"\ge 2x + 2x - 1"], {"symbols": {"x": "real"}}, None),
    (_SQUARE, ["f = (x+1)^2", "= (x-1)^2+4x", r"\ge 4x"], {"symbols": {"x": "real"}}, None),
    ("x^2 + 1 > 2x - 1", ["x^2 + 1 = (x-1)^2 + 2x", r"\ge 2x", r"\le 2x - 1"], {"symbols": {"x": "real"}}, "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "derivation", "fields", "verdict"), CHAINS)
def test_a_chain_as_a_whole(reference: str, derivation: str | list[str], fields: dict[str, object], verdict: str | None) -> None:
    answer = {"submitted": derivation} if isinstance(derivation, str) else {"lines": derivation}
    found = grade({"reference": reference, **answer, **fields}).verdict
    assert found == verdict or (verdict is None and found != "correct")
