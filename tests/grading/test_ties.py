r"""The sign ~: a space to TeX, and "about" to who writes \sqrt{2} ~ 1.414."""

from __future__ import annotations

from typing import Any

import pytest

from verify import grade

ABOUT: list[dict[str, Any]] = [
    {"lines": [r"\sqrt{2}", "~ 1.414"]},
    {"lines": [r"\sqrt{2} ~ 1.414"]},
    {"lines": ["sqrt(2)", "~1.414"]},
    {"lines": ["sqrt(2) ~ 1.414"]},
    *(
        {"reference": r"\sqrt{2}", "submitted": text}
        for text in (
            r"\sqrt{2} ~ 1.414", r"\sqrt{2}~1.4", r"\sqrt[3]{2} ~ 1.26", r"\frac{\pi}{2} ~ 1.57", r"\pi ~~ 3.14",
            r"-\sqrt 2 ~ -1.414", r"\sin(1)~0.84", r"\left(\frac12\right)^2 ~ 0.25", r"x_{1}^{2}\,~\,.5", r"\mathbf{x}~3",
            r"\pi ~ \frac{22}{7}", r"\frac12!~0.9", r"\left\{\frac12\right\}~0.5", r"\left|\frac12\right|~0.5",
        )
    ),
]  # fmt: skip
SPACE = [
    (r"2\pi", r"2~\pi"),
    (r"\pi + 1", r"\pi + ~1"),
    (r"\frac{1}{3}", r"x~=~\frac{1}{3}"),
    (r"\frac{1}{3}", r"$~\frac{1}{3}$"),
    (r"\frac13", r"\frac13~"),
    (r"2\sqrt{2}", r"\sqrt{2}~\cdot~2"),
    (r"\log 2", r"\log~2"),
    (r"\log_2 8", r"\log_{2}~8"),
    (r"\frac12", r"\int_{0}^{1}~1x\,dx"),
    (r"\sum_{i=1}^{4} 2", r"\sum_{i=1}^{4}~2"),
    (r"\begin{pmatrix}1\\2\end{pmatrix}", r"\begin{pmatrix}~1\\~2\end{pmatrix}"),
    (r"\frac{x}{2}", r"\frac{~x}{~2}"),
    (r"x \ge 1", r"x \ge ~1"),
    (r"x - 1 + \frac12", r"x~-~1 + \frac12"),
]


@pytest.mark.parametrize("row", ABOUT)
def test_between_a_value_and_a_number_it_is_ambiguous(row: dict[str, Any]) -> None:
    found = grade(row)
    assert found.verdict == "unreadable"
    assert found.problem is not None and (found.problem.kind, found.problem.seen) == ("ambiguous", "~, a space or about")


@pytest.mark.parametrize(("reference", "submitted"), SPACE)
def test_elsewhere_it_is_a_space(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


def test_behind_a_relation_of_latex_it_is_a_space() -> None:
    assert grade({"lines": [r"\frac{2}{2} + 1", r"=~1 \cdot \frac11 + 1", r"\le~2 \cdot \frac11"]}).verdict == "correct"


@pytest.mark.parametrize("text", ["{}~" * 1_300 + "1", r"\a{}" * 1_000 + "~1", "}" * 2_000 + "~1", "~1" * 2_000])
def test_many_ties_are_read_in_a_moment(text: str) -> None:
    assert grade(r"\frac12", text).verdict == "unreadable"
