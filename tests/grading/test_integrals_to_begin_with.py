r"""Derivations that have to begin with an integral without bounds, \int x e^x \, dx."""

from __future__ import annotations

import pytest

from verify.grading import grade

_ASKED = "x e^x - e^x + C"
_START = r"\int x e^x\,dx"
_PARTS = rf"{_START} = x e^x - \int e^x\,dx"
_RECIPROCAL = r"\int\frac1x\,dx"
DERIVATIONS = [
    (_ASKED, _START, [_PARTS, "= x e^x - e^x + C", "= e^x(x-1)+C"], "correct"),
    (_ASKED, _START, [r"= x e^x - \int e^x\,dx", "= x e^x - e^x + C"], "correct"),
    (_ASKED, _START, [_START, "= x e^x - e^x + C"], "correct"),
    (_ASKED, _START, f"{_START} = {_ASKED}", "correct"),
    (r"\ln|x| + C", _RECIPROCAL, [rf"{_RECIPROCAL} = \ln|2x| + C"], "correct"),
    (r"-\cos x + C", r"\int \sin x\,dx", [r"\int \sin x\,dx", r"= -\cos x + C"], "correct"),
    (_ASKED, _START, [_PARTS.replace("- ", "+ "), "= x e^x + e^x + C"], "wrong"),
    (_ASKED, _START, [_PARTS.replace("- ", "+ "), "= x e^x - e^x + C"], "wrong"),
    (_ASKED, _START, [_PARTS, "= x e^x + e^x + C"], "wrong"),
    (r"\ln|x| + C", _RECIPROCAL, [rf"{_RECIPROCAL} = -\frac{{1}}{{x^2}} + C"], "wrong"),
    (r"-\cos x + C", r"\int \sin x\,dx", [r"\int \sin x\,dx", r"= \cos x + C"], "wrong"),
    (_ASKED, _START, [_PARTS, "= x e^x - e^x"], None),  # without the constant
    (_ASKED, _START, [_ASKED, "= e^x(x-1)+C"], None),
    (_ASKED, _START, [r"\int e^x\,dx = e^x + C"], None),
    ("x e^x + e^x + C", _START, [_PARTS, "= x e^x - e^x + C"], None),  # a reference that is none
    ("x e^x + e^x + C", _START, [_PARTS, "= x e^x + e^x + C"], None),
    ("x e^x - e^x", _START, [_PARTS, "= x e^x - e^x"], None),
]


@pytest.mark.parametrize(("reference", "start", "derivation", "verdict"), DERIVATIONS)
def test_an_antiderivative_of_the_start(reference: str, start: str, derivation: str | list[str], verdict: str | None) -> None:
    answer = {"submitted": derivation} if isinstance(derivation, str) else {"lines": derivation}
    assert grade({"reference": reference, "start": start, **answer}).verdict == (verdict or "undecided")
