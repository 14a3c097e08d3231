r"""Orders of growth, \Theta(n \log n) and O(n^2), as answers."""

from __future__ import annotations

import pytest

from verify.grading import grade

CASES = [
    (r"T(n) = \Theta(n\log n)", r"T(n) = \Theta(n \log_2 n)", "correct"),
    (r"T(n) = \Theta(n\log n)", r"T(n) = \Theta(n^2)", "wrong"),
    (r"T(n) = \Theta(n\log n)", r"S(n) = \Theta(n\log n)", "undecided"),
    (r"\Theta(n\log n)", r"\Theta(n)", "wrong"),
    (r"\Theta(\sqrt n)", r"\Theta(n^{1/2})", "correct"),
    (r"\Theta(2^n)", r"\Theta(2^{n+1})", "correct"),
    (r"\Theta(2^n)", r"\Theta(3^n)", "wrong"),
    (r"\Theta(n)", r"\Theta(-n)", "undecided"),
    (r"\Theta(n)", r"\Theta(0)", "wrong"),
    (r"\Theta(n)", "n", "undecided"),
    ("O(n^2)", "O(3n^2)", "correct"),
    (r"\Theta(n^2)", r"\Theta(3n^2)", "correct"),
    ("O(n^2)", "O(n^3)", "undecided"),  # as true, and says less
    ("O(n^2)", "O(n)", "undecided"),
    ("O(n^2)", r"\Theta(n^2)", "undecided"),
    ("O(nd)", "O(n)", "undecided"),
    ("O(nd^2)", "O(d^2n)", "correct"),
    ("O(n log n)", "O(n*log(n))", "correct"),
    ("O(h^2)", "O(h^3)", "undecided"),  # as h goes to 0, it says more
    ("f'(x)+O(h^2)", "f'(x)+O(h^3)", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_orders_are_compared_up_to_a_factor(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
