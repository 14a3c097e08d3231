"""Normal equations whose matrices and vectors nobody declared: what is solved for has the shape of what it is said to be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from verify.grading import grade

RIDGE = (
    r"2X^\top(Xw-y)+2\lambda w=0",
    r"X^\top Xw+\lambda w=X^\top y",
    r"(X^\top X+\lambda I)w=X^\top y",
    r"w=(X^\top X+\lambda I)^{-1}X^\top y",
)
GRADIENT = r"\nabla_w\left(\|Xw-y\|^2+\lambda\|w\|^2\right)=" + RIDGE[0]
SQUARES = (r"X^\top(Xw-y)=0", r"X^\top Xw=X^\top y", r"\hat w=(X^\top X)^{-1}X^\top y")

DERIVATIONS = {
    "ridge": (RIDGE, RIDGE[-1], ("correct", None)),
    "from the gradient": ((GRADIENT, *RIDGE[1:]), RIDGE[-1], ("correct", None)),
    "in one text": ((r"\begin{align*}" + r" \\ ".join(line.replace("=", "&=") for line in RIDGE) + r"\end{align*}",), RIDGE[-1],
                    ("correct", None)),
    "no inverse at the end": ((*RIDGE[:3], r"w=(X^\top X+\lambda I)X^\top y"), RIDGE[-1], ("wrong", 3)),
    "a wrong sign": ((RIDGE[0], r"X^\top Xw-\lambda w=X^\top y", *RIDGE[2:]), RIDGE[-1], ("wrong", 1)),
    "an estimate of least squares": (SQUARES, SQUARES[-1], ("correct", None)),
    "a number added to a matrix": ((*RIDGE[:2], r"(X^\top X+\lambda)w=X^\top y", RIDGE[3]), RIDGE[-1], ("undecided", None)),
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVATIONS)
def test_derivations(name: str) -> None:
    lines, reference, expected = DERIVATIONS[name]
    found = _graded(lines, reference)
    assert found == expected or (expected[0] == "undecided" and found[0] in ("undecided", "unreadable"))


def _graded(lines: Sequence[str], reference: str) -> tuple[str, int | None]:
    found = grade({"reference": reference, "lines": list(lines)})
    return found.verdict, found.first_wrong
