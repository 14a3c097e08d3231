r"""Names that are declared as complex, their parts and conjugates: z is a + i b, whatever a and b are."""

from __future__ import annotations

import pytest

from verify.grading import grade

COMPLEX = {"z": "complex", "w": "complex"}
REAL = {"a": "real", "b": "real", "c": "real", "d": "real"}

ROWS = [
    (r"|z|^2", r"z\bar z", COMPLEX, "correct"),
    ("zz^*", r"|z|^2", COMPLEX, "correct"),
    (r"|z|^2 = z\bar z", r"(\Re z)^2 + (\Im z)^2", COMPLEX, "correct"),
    (r"|z|^2", r"(\Re z)^2 - (\Im z)^2", COMPLEX, "wrong"),
    (r"\Re z", r"\frac{z+\bar z}{2}", COMPLEX, "correct"),
    (r"\Im z", r"\frac{z-\bar z}{2i}", COMPLEX, "correct"),
    (r"\Im z", r"\frac{z-\bar z}{2}", COMPLEX, "wrong"),
    (r"|z+w|^2", r"|z|^2+|w|^2+2\Re(z\bar{w})", COMPLEX, "correct"),
    (r"|z+w|^2", r"|z|^2+|w|^2+2\Re(zw)", COMPLEX, "wrong"),
    (r"\overline{zw}", r"\bar z\bar w", COMPLEX, "correct"),
    (r"\overline{zw}", r"\bar z w", COMPLEX, "wrong"),
    ("z", r"\overline{\bar{z}}", COMPLEX, "correct"),
    (r"\frac{1}{z}", r"\frac{\bar z}{|z|^2}", COMPLEX, "correct"),
    (r"e^{\bar z}", r"\overline{e^z}", COMPLEX, "correct"),
    (r"\overline{(a+bi)(c+di)}", "(a-bi)(c-di)", REAL, "correct"),
    (r"\overline{(a+bi)(c+di)}", "(a-bi)(c+di)", REAL, "wrong"),
    (r"\overline{(2+3i)}", "2-3i", {}, "correct"),
    (r"\bar z", "z", {"z": "real"}, "undecided"),  # a mean
    (r"\sum_i \bar z_i", r"\sum_i z_i", COMPLEX, "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), ROWS)
def test_rows(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    found = grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict
    assert found == verdict or (verdict == "undecided" and found == "unreadable")
