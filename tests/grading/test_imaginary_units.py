"""The imaginary unit: i is read as it, and what may be an index is no mistake; j is a number that may be the unit."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    (r"e^{i\theta}", r"\cos\theta+i\sin\theta", "correct"),
    (r"e^{i\theta}", r"\cos\theta-i\sin\theta", "wrong"),
    (r"\frac{1}{1+i\omega}", r"\frac{1-i\omega}{1+\omega^2}", "correct"),
    (r"\frac{1}{1+i\omega}", r"\frac{1+i\omega}{1+\omega^2}", "wrong"),
    (r"-\frac{1}{2} + \frac{\sqrt{3}}{2}i", r"e^{2\pi i/3}", "correct"),
    (r"(10, -2+2i, -2, -2-2i)", r"(10,\ -2-2i,\ -2,\ -2+2i)", "wrong"),
    (r"\left\{-2,\;1+\sqrt{3}\,i,\;1-\sqrt{3}\,i\right\}", r"\{2e^{i\pi/3},\, 2e^{i\pi},\, 2e^{5\pi i/3}\}", "correct"),
    ("x^2+1", "(x+i)(x-i)", "correct"),
    # moduli and parts
    (r"\sqrt{1+\omega^2}", r"|1+i\omega|", "correct"),
    (r"\frac{1}{1+\omega^2}", r"\left|\frac{1}{1+i\omega}\right|^2", "correct"),
    (r"\frac{1+\cos\omega}{2}", r"\left|\frac{1+e^{-i\omega}}{2}\right|^2", "correct"),
    (r"\frac{1-\cos\omega}{2}", r"\left|\frac{1+e^{-i\omega}}{2}\right|^2", "wrong"),
    ("1", r"|e^{i\theta}|", "correct"),
    ("5", "|3+4i|", "correct"),
    ("7", "|3+4i|", "wrong"),
    (r"\cos\theta", r"\Re(e^{i\theta})", "correct"),
    (r"\cos\theta", r"\operatorname{Im}\left(e^{i\theta}\right)", "wrong"),
    # an index, or a unit with another letter
    ("1+(k-1)2^i", "1+2^i*(k-1)", "correct"),
    ("2^i", "2^(i+1)", "wrong"),
    (r"\sqrt{4^i}", "2^i", "undecided"),
    ("i!", "i*(i-1)!", "undecided"),
    (r"\max(i, 1)", r"\max(1, i)", "undecided"),
    (r"x_i + i", r"i + x_i", "undecided"),
    (r"e^{j\omega}", r"\cos\omega+j\sin\omega", "undecided"),
    (r"\frac{1}{1+j\omega}", r"\frac{1-j\omega}{1+\omega^2}", "undecided"),
    ("j + 1", "j - 1", "wrong"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_the_imaginary_unit(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict


def test_the_unit_is_a_choice_that_is_shown() -> None:
    assert "i is read as the imaginary unit" in grade({"reference": "2i", "submitted": "i+i"}).choices


def test_an_index_around_a_definition_is_no_unit_in_it() -> None:
    row = {"reference": r"\sum_{i=1}^3 p", "definitions": {"p": "i^2"}}
    assert {grade({**row, "submitted": answer}).verdict for answer in ("14", "-3")} == {"undecided"}
