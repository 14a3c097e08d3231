"""Values of functions that nobody declared beside functions that are defined, and largest values over a typed argument."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

SIGMOID = {r"\sigma(z)": r"\frac{1}{1+e^{-z}}"}
WINS, LOSES = r"\log\frac{\pi_\theta(y_w|x)}{\pi_{ref}(y_w|x)}", r"\log\frac{\pi_\theta(y_l|x)}{\pi_{ref}(y_l|x)}"
DPO = rf"L = -\log\sigma\left(\beta{WINS} - \beta{LOSES}\right)"
UPDATE = "Q(s,a) + alpha*(r + gamma*max(Q(s',a'), a') - Q(s,a))"

# reference, submitted, definitions, verdict; "open" is neither correct nor wrong
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    (DPO, rf"-\log\sigma\left(\beta\left[{WINS} - {LOSES}\right]\right)", SIGMOID, "correct"),
    (DPO, rf"L = \log\left(1+e^{{-\beta\left({WINS} - {LOSES}\right)}}\right)", SIGMOID, "correct"),
    (DPO, rf"-\log\sigma\left(\beta{LOSES} - \beta{WINS}\right)", SIGMOID, "wrong"),
    (DPO, rf"-\log\sigma\left(\beta{WINS} + \beta{LOSES}\right)", SIGMOID, "wrong"),
    (DPO, rf"-\log\left(1-\sigma\left(\beta{LOSES} - \beta{WINS}\right)\right)", SIGMOID, "correct"),
    (DPO, rf"-\sigma\left(\beta{WINS} - \beta{LOSES}\right)", SIGMOID, "wrong"),
    (r"\sigma(V(s)-V(t))", r"1-\sigma(V(t)-V(s))", SIGMOID, "correct"),
    (r"\sigma(V(s)-V(t))", r"\sigma(V(t)-V(s))", SIGMOID, "wrong"),
    (r"\sigma(A(s)+c)", r"\sigma(c+A(s))", SIGMOID, "correct"),
    # a definition that speaks of what is called, or of something else than its argument
    (r"g(V(s))", r"V(s)+V(t)", {"g(x)": "x + V(t)"}, "correct"),
    (r"V(s)+g(2)", r"g(2)+V(t)", {"g(x)": "x^2", "V(x)": "1"}, "correct"),
    (r"\pi_\theta(x)", r"2\pi(x)", {r"\pi(x)": r"x^2"}, "open"),
    # the largest value over an argument
    (UPDATE, "(1-alpha)*Q(s,a) + alpha*(r + gamma*max(Q(s',a'), a'))", {}, "correct"),
    (UPDATE, "(1-alpha)*Q(s,a) + r + gamma*max(Q(s',a'), a')", {}, "wrong"),
    (UPDATE, "Q(s,a) + alpha*(r - gamma*max(Q(s',a'), a') - Q(s,a))", {}, "wrong"),
    (UPDATE, "Q(s,a) + alpha*(r + gamma*max(Q(s,a'), a') - Q(s,a))", {}, "open"),
    (UPDATE, "Q(s,a) + alpha*(r + gamma*max(a', Q(s',a')) - Q(s,a))", {}, "open"),
    ("max(Q(s',a'), a') + a'", "a' + max(Q(s',a'), a')", {}, "open"),  # a' is a number there
    ("max(Q(s',a'), a') - a'", "max(Q(s',a') - a', 0)", {}, "open"),
]


@pytest.mark.parametrize(("reference", "submitted", "definitions", "verdict"), GRADED)
def test_calls_beside_definitions(reference: str, submitted: str, definitions: Mapping[str, str], verdict: str) -> None:
    found = grade({"reference": reference, "submitted": submitted, "definitions": definitions}).verdict
    assert ("open" if found in ("undecided", "unreadable") else found) == verdict
