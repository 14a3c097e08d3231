"""Entropies beside the sums that they are: H(X) and -\\sum_x p(x) \\log p(x)."""

from __future__ import annotations

import pytest

from verify.grading import grade

ANSWERS = [
    ("an entropy", "H(X)", r"-\sum_x p(x)\log p(x)", "correct"),
    ("an entropy without its sign", "H(X)", r"\sum_x p(x)\log p(x)", "wrong"),
    ("a conditional entropy", "H(X|Y)", r"-\sum_{x,y}p(x,y)\log p(x|y)", "correct"),
    ("a conditional entropy of the other", "H(X|Y)", r"-\sum_{x,y}p(x,y)\log p(y|x)", "wrong"),
    ("a conditional entropy by the law alone", "H(X|Y)", r"-\sum_{x,y}p(x|y)\log p(x|y)", "wrong"),
    ("a joint entropy", "H(X,Y)", r"-\sum_{x,y}p(x,y)\log p(x,y)", "correct"),
    ("a joint entropy of independent ones", "H(X,Y)", r"-\sum_x p(x)\log p(x)-\sum_y p(y)\log p(y)", "undecided"),
    ("an information", "I(X;Y)", r"\sum_{x,y}p(x,y)\log\frac{p(x,y)}{p(x)p(y)}", "correct"),
    ("an information by a conditional law", "I(X;Y)", r"\sum_{x,y}p(x,y)\log\frac{p(x|y)}{p(x)}", "correct"),
    ("an information upside down", "I(X;Y)", r"\sum_{x,y}p(x,y)\log\frac{p(x)p(y)}{p(x,y)}", "wrong"),
    ("bits", "H(X)", r"-\sum_x p(x)\log_2 p(x)", "correct"),
    ("another base on each side", r"H(X) - \sum_x p(x)\ln p(x)", r"-2\sum_x p(x)\log_2 p(x)", "undecided"),
    ("a cross entropy", r"H(p,q)", r"-\sum_x p(x)\log q(x)", "correct"),
    ("a cross entropy by a divergence", r"H(p,q)", r"H(p) + D_{KL}(p\|q)", "correct"),
    ("a cross entropy by the other divergence", r"H(p,q)", r"H(p) + D_{KL}(q\|p)", "wrong"),
    ("a divergence by a cross entropy", r"D_{KL}(p\|q)", r"H(p,q) - H(p)", "correct"),
    ("a cross entropy that says nothing", r"H(p,q) = H(p) + D_{KL}(p\|q)", "H(p,q) = H(p,q)", "unreadable"),
    ("bits with the other sign", r"H(X) = -\sum_x p(x)\log_2 p(x)", r"H(X) = \sum_x p(x)\log_2 p(x)", "wrong"),
    ("a cross entropy of the other", r"H(p,q)", r"-\sum_x q(x)\log p(x)", "wrong"),
    ("a cross entropy that says its name", r"H(X)=-\sum_x p(x)\log p(x)", r"H(X)=\sum_x p(x)\log p(x)", "wrong"),
]


@pytest.mark.parametrize(("name", "reference", "submitted", "verdict"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_an_entropy_is_a_sum(name: str, reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict


DERIVATIONS = [
    ("an information", "H(X)-H(X|Y)", [r"I(X;Y) = \sum_{x,y}p(x,y)\log\frac{p(x,y)}{p(x)p(y)}", r"= H(X) - H(X|Y)"], None),
    ("an information in small steps", "I(X;Y) = H(X)-H(X|Y)",
     [r"I(X;Y) = \sum_{x,y}p(x,y)\log\frac{p(x,y)}{p(x)p(y)}", r"= \sum_{x,y}p(x,y)\log\frac{p(x|y)}{p(x)}",
      r"= -\sum_{x,y}p(x,y)\log p(x) + \sum_{x,y}p(x,y)\log p(x|y)", "= H(X) - H(X|Y)"], None),
    ("a sign is lost", "H(X)-H(X|Y)", [r"I(X;Y) = \sum_{x,y}p(x,y)\log\frac{p(x|y)}{p(x)}", r"= H(X) + H(X|Y)"], 1),
    ("the chain rule", "H(X)+H(Y|X)",
     [r"-\sum_{x,y}p(x,y)\log p(x,y)", r"=-\sum_{x,y}p(x,y)\log p(x)-\sum_{x,y}p(x,y)\log p(y|x)", "=H(X)+H(Y|X)"], None),
    ("the chain rule of the other", "H(X)+H(X|Y)",
     [r"-\sum_{x,y}p(x,y)\log p(x,y)", r"=-\sum_{x,y}p(x,y)\log p(x)-\sum_{x,y}p(x,y)\log p(y|x)", "=H(X)+H(X|Y)"], 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reference", "lines", "first_wrong"), DERIVATIONS, ids=[case[0] for case in DERIVATIONS])
def test_a_derivation_goes_from_sums_to_entropies(name: str, reference: str, lines: list[str], first_wrong: int | None) -> None:
    found = grade({"reference": reference, "lines": lines})
    assert (found.verdict, found.first_wrong) == (("correct", None) if first_wrong is None else ("wrong", first_wrong))
