r"""Words beside a line that make no other line right: substitutions, the induction hypothesis, rules with accents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from verify.grading import grade

INTEGRAL = r"\int\frac{x}{1+x^2}\,dx"
FROM_0 = r"\int_0^2 x\sqrt{1+x^2}\,dx"
LIMIT = r"\lim_{x\to 0}\frac{e^{2x}-1}{x}"
POWERS = ("sum_{k=0}^{n+1} 2^k", "= sum_{k=0}^n 2^k + 2^(n+1)")
HYPOTHESIS = "= 2^(n+1) - 1 + 2^(n+1)   (by the induction hypothesis)"

# lines, reference, verdict ("refused": undecided or unreadable), first wrong line
ROWS: Mapping[str, tuple[Sequence[str], str, str, int | None]] = {
    "a substitution beside its integral": ((INTEGRAL, r"= \frac12\int\frac1u\,du \qquad (u = 1+x^2)", r"= \frac12\ln|u| + C",
        r"= \frac12\ln(1+x^2) + C"), r"\frac12\ln(1+x^2) + C", "correct", None),
    "a substitution without its factor": ((INTEGRAL, r"= \int\frac1u\,du \qquad (u = 1+x^2)", r"= \ln|u| + C",
        r"= \ln(1+x^2) + C"), r"\frac12\ln(1+x^2) + C", "wrong", 1),
    "another substitution": ((INTEGRAL, r"= \frac12\int\frac1u\,du \quad (u = x^2)", r"= \frac12\ln|u| + C"),
        r"\frac12\ln(1+x^2) + C", "wrong", 1),
    "bounds that are changed": ((FROM_0,
        r"= \frac12\int_1^5 \sqrt{u}\,du \quad (u = 1 + x^2)", r"= \frac13\left[u^{3/2}\right]_1^5",
        r"= \frac{5\sqrt5 - 1}{3}"), r"\frac{5\sqrt5 - 1}{3}", "correct", None),
    "bounds that are not changed": ((FROM_0, r"= \frac12\int_0^2 \sqrt{u}\,du \quad (u = 1 + x^2)",
        r"= \frac13\left[u^{3/2}\right]_0^2"), r"\frac{5\sqrt5 - 1}{3}", "wrong", 1),
    "a value beside a formula without an integral": (("x + x", r"= 3x \quad (x = 0)"), "2x", "refused", None),
    "a variable that is free": ((r"\int_0^1 x\,du \quad (u = 1)", "= u"), "x", "refused", None),
    "a rule with an accent": (
        (LIMIT, r"= \lim_{x\to 0}\frac{2e^{2x}}{1} \quad\text{by l'H\^opital}", "= 2"), "2", "correct", None),
    "a rule with an accent in braces": (
        (LIMIT, r"= \lim_{x\to 0}\frac{2e^{2x}}{1} \quad\text{(l'H\^{o}pital's rule)}", "= 2"), "2", "correct", None),
    "a rule that is not kept": ((LIMIT, r"= \lim_{x\to 0}\frac{e^{2x}}{1} \quad\text{by l'H\^opital}", "= 1"), "2", "wrong", 1),
    "the induction hypothesis": ((*POWERS, HYPOTHESIS, "= 2^(n+2) - 1"), "2^(n+2) - 1", "correct", None),
    "a wrong line below the induction hypothesis": ((*POWERS, HYPOTHESIS, "= 4^(n+1) - 1"), "2^(n+2) - 1", "wrong", 3),
    "a line that the hypothesis may make right": (
        (*POWERS, "= 2^(n+1) + 2^(n+1)   (by the induction hypothesis)", "= 2^(n+2)"), "2^(n+2) - 1", "refused", None),
    "a sum below the induction hypothesis": (("sum_{k=0}^{n+1} 2^k",
        "= sum_{k=0}^n 2^k + 2^(n+1)   (by the induction hypothesis)", "= 2^(n+1) + 2^(n+1)"), "2^(n+2) - 1", "refused", None),
    "a bound below the induction hypothesis": (("2^(n+1)", "= 2 * 2^n", ">= 2 n^2   (by the induction hypothesis)", ">= (n+1)^2"),
        "", "refused", None),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_words_of_other_lines(name: str) -> None:
    lines, reference, verdict, first_wrong = ROWS[name]
    symbols = {"n": "natural"} if "n+1" in "".join(lines) else {}
    found = grade({"lines": list(lines), "symbols": symbols, **({"reference": reference} if reference else {})})
    assert ("refused" if found.verdict in ("undecided", "unreadable") else found.verdict) == verdict
    assert found.first_wrong == first_wrong
