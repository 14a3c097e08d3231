r"""Answers and derivations as they stand in notes: comments, alignment, a sign at the wrong end of a line, an = in front."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.lines.links import lines_of, with_next_line

RIGHT = {
    "an = in front": "= x^2 + 2x + 1",
    "two signs in front": "== x^2 + 2x + 1",
    "an = between dollars": "$= x^2 + 2x + 1$",
    "an = before dollars": "= $x^2 + 2x + 1$",
    "an = in front of a chain": "= x(x+2) + 1 = x^2 + 2x + 1",
    "a cell of a table": "'=x^2+2x+1",
    "a comment": "x^2 + 2x + 1  % done",
    "HTML": "x<sup>2</sup>&nbsp;+ 2x + 1",
    "slanted letters": "𝑥² + 2𝑥 + 1",
    "identically equal": "x^2 + 2x + 1 ≡ (x+1)^2",
    "a colour": r"x^2 + \textcolor{blue}{2x + 1}",
    "lines in one": r"(x+1)^2 \\ = x^2 + 2x + 1",
    "signs at the ends of lines": "(x+1)^2 =\nx(x+2) + 1 =\nx^2 + 2x + 1",
    "a comment in lines": "\\begin{align} (x+1)^2 &= x(x+2) + 1 \\\\ % fine\n &= x^2 + 2x + 1 \\end{align}",
    "words between lines": r"\begin{align} (x+1)^2 &= x(x+2) + 1 \\ \intertext{hence} &= x^2 + 2x + 1 \end{align}",
    "empty groups": r"\begin{align*} (x+1)^2 ={}& x^2 + 2x \\ & \quad {}+ 1 \end{align*}",
    "phantoms": r"\begin{align*} &\phantom{=} (x+1)^2 \\ &= x^2 + 2x + 1 \end{align*}",
    "a sign at the end of an aligned line": r"\begin{align} (x+1)^2 = \\ & x^2 + 2x + 1 \end{align}",
    "an array": r"\begin{array}{rcl} (x+1)^2 &=& x(x+2) + 1 \\ &=& x^2 + 2x + 1 \end{array}",
    "an array with space of its own":
        r"\begin{array}{@{}r@{\;}c@{\;}l@{}} (x+1)^2 &=& x(x+2) + 1 \\[2pt] &=& x^2 + 2x + 1 \end{array}",
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_answer_is_read(name: str) -> None:
    assert grade({"reference": "x^2 + 2x + 1", "submitted": RIGHT[name]}).verdict == "correct"
    assert grade({"reference": "x^2 + 2x + 2", "submitted": RIGHT[name]}).verdict in ("wrong", "undecided")


LEFT_ALONE = {
    "an = alone": "=",
    "an arrow": "=> x = 2",
    "a value below a brace": r"\underbrace{(x+1)^2}_{x^2}",
    "an array of columns": r"\begin{array}{cc} x^2 & 2x \\ 1 & 0 \end{array}",
    "per cent of something": r"x^2 + 2x + 1 = 25\,% of \pi",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_may_mean_something_else_is_not_read(name: str) -> None:
    assert grade({"reference": "x^2 + 2x + 1", "submitted": LEFT_ALONE[name]}).verdict == "unreadable"


def test_a_percentage_is_no_comment() -> None:
    for answer in ("25%", "25 %", r"25\%"):
        assert grade({"reference": "1/4", "submitted": answer}).verdict == "correct"
    assert grade({"reference": "25", "submitted": r"\pi = 25 % per year"}).verdict == "unreadable"


def test_a_sign_at_the_end_of_a_line_joins_the_next_one() -> None:
    assert with_next_line(["a =", "b", "= c", r"d \le", "e"]) == ("a", "= b", "= c", "d", r"\le e")
    assert with_next_line(["a =", "= b"]) == ("a", "= b")
    assert with_next_line(["a =", r"\le b"]) == ("a =", r"\le b")
    assert with_next_line(["$a =$", "x !=", "b ="]) == ("$a =$", "x !=", "b =")
    assert grade({"reference": "x^2 + 2x + 1", "lines": ["(x+1)^2 =", "x(x+2) + 1 =", "x^2 + 2x + 1"]}).verdict == "correct"
    for lines in (["2x + 1 =", "5"], ["x =", "2"]):  # an equation to be solved
        assert grade({"reference": "x = 2", "lines": lines}).verdict == "undecided"


@pytest.mark.parametrize(("source", "lines"), [
    (r"a \\ = b", ("a", "= b")), (r"x = 1 \\ y = 2", (r"x = 1 \\ y = 2",)),
    (r"\begin{array}{ll} a & 1 \\ b & 2 \end{array}", None),
    (r"\begin{array}{rl} a &= 1 \\ &= b \end{array}", ("a  = 1", "= b")),
    (r"\begin{array}{r|cl} a &=& 1 \\ b &=& 2 \end{array}", None),
])  # fmt: skip
def test_lines(source: str, lines: tuple[str, ...] | None) -> None:
    assert lines_of(source) == (lines or (source,))


def test_a_line_with_words_behind_dollars_is_shown_whole() -> None:
    found = grade({"reference": "x^2 + 2x + 1", "lines": ["$(x+1)^2$", "$= x^2 + 2x + 1$ (wow)"]})
    assert found.verdict == "unreadable"
    assert found.problem is not None and found.problem.source == "$= x^2 + 2x + 1$ (wow)"


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({"reference": "1/4", "submitted": r"25\,\%"}, "correct"),
        ({"reference": r"25\,\%", "submitted": "0.25"}, "correct"),
        ({"reference": "1/4", "lines": [r"p = \frac14", r"= 25\,\%"]}, "correct"),
        ({"reference": "1/4", "lines": [r"p = \frac14 = 25\%"]}, "correct"),
        ({"reference": "1/4", "lines": [r"p = \frac14", r"= 24\%"]}, "wrong"),
        ({"reference": "25", "submitted": r"p = 25\%"}, "undecided"),
        ({"reference": "25", "lines": [r"\frac{5}{20}\cdot 100", r"= 25\%"]}, "undecided"),
    ],
)
def test_per_cent_at_the_end_of_lines(row: dict[str, object], verdict: str) -> None:
    assert grade(row).verdict == verdict


@pytest.mark.parametrize(
    ("reference", "submitted", "verdict"),
    [
        (r"\sin^n x", r"(\sin x)^n", "correct"),
        (r"n\sin^{n-1}x \cos x", r"n(\sin x)^{n-1}\cos x", "correct"),
        (r"n\sin^{n-1}x \cos x", r"n\sin^{n}x \cos x", "wrong"),
        (r"\sin^n x", r"\sin^{(n)} x", "unreadable"),
        (r"\sin^n x", r"\sin^{-n} x", "unreadable"),
    ],
)
def test_names_in_the_exponent_of_a_sine(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
