"""What is right for numbers in the place of orders, distributions, inverse functions, changes, words and units."""

from __future__ import annotations

import pytest

from verify.grading import grade

UNDECIDED = [
    ("O(n)-O(n)", "0"), (r"n^2+\mathcal{O}(n)-\mathcal{O}(n)", "n^2"), (r"\Theta(n)-\Theta(n)", "0"),
    (r"Exp(\lambda)+Exp(\lambda)", r"2Exp(\lambda)"), (r"F^{-1}(p)", r"\frac{p}{F}"), (r"\Phi^{-1}(p)", r"\frac{p}{\Phi}"),
    (r"\frac{dP}{P}", r"d\frac{P}{P}"), (r"\frac{dQ}{T}", r"d\frac{Q}{T}"), ("rss", "r s^2"), ("ss/n", "s^2/n"),
    (r"|z+i|^2", "z^2+1"), (r"|e^{iz}|", "1"), ("5 mm", "5 m^2"),
    ("100 cm", "1 m"), ("5 cm", "50 mm"), ("0.5kg", "500g"), ("100 cm", "100"),
    (r"(x^3)^{1/3}", "|x|"), (r"x^{1/3}", r"|x|^{1/3}"),
]  # fmt: skip
CORRECT = [
    ("2+O(n)", "O(n)+2"), (r"F^{-1}(p)+1", r"1+F^{-1}(p)"), (r"\frac{dP}{P}", r"\frac{1}{P}dP"), ("ad - bc", "da - cb"),
    ("xy", "yx"), (r"\cos z", r"\frac{e^{iz}+e^{-iz}}{2}"), (r"x^{1/3}x^{2/3}", "x"), ("5 cm", "5 cm"),
    ("2*precision", "precision+precision"),
]  # fmt: skip
LINES = {
    "orders that cancel": ([r"(1+x+O(x^2))-(1+O(x^2))", "=x"], "undecided"),
    "orders of an expansion": ([r"e^x", r"=1+x+\frac{x^2}{2}+O(x^3)"], "correct"),
    "a differential": (["d(x^2)", r"=2x\,dx"], "undecided"),
    "the differential of a logarithm": ([r"d\ln x", r"=\frac{dx}{x}"], "undecided"),
}


@pytest.mark.parametrize(("reference", "submitted"), UNDECIDED)
def test_undecided(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("reference", "submitted"), CORRECT)
def test_correct(reference: str, submitted: str) -> None:
    found = grade(reference, submitted)
    assert found.verdict == "correct", found.message


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    lines, verdict = LINES[name]
    assert grade({"lines": lines}).verdict == verdict


NEGATIONS = [r"\not= 2", r"\not\equiv 2", "not = 2", r"\neg = 2", "never = 2", r"\forall = 2", "wrong = 2"]


@pytest.mark.parametrize("answer", NEGATIONS)
def test_a_negation_is_no_name_of_an_answer(answer: str) -> None:
    assert grade("2", answer).verdict != "correct"


VALUES_AT_ENDS = [
    ([r"\int_0^1 \ln x dx", r"=[x\ln x-x]_0^1", "=-1"], "correct"), ([r"\int_0^1 \ln x dx", r"=[x\ln x-x]_0^1", "=1"], "wrong"),
    ([r"\int_0^1 \frac{1}{1+x^2}dx", r"=[-\arctan\frac1x]_0^1", r"=\frac{\pi}{4}"], "correct"),
    # from the side of the other bound, whichever is greater
    ([r"\int_1^0 \frac{1}{1+x^2}dx", r"=[-\arctan\frac1x]_1^0", r"=-\frac{\pi}{4}"], "correct"),
    ([r"\int_0^{-1} \frac{1}{1+x^2}dx", r"=[-\arctan\frac1x]_0^{-1}", r"=-\frac{\pi}{4}"], "correct"),
    ([r"\int_0^{-1} \frac{1}{1+x^2}dx", r"=[-\arctan\frac1x]_0^{-1}", r"=\frac{3\pi}{4}"], "wrong"),
    ([r"\int_0^{a} \frac{1}{1+x^2}dx", r"=[-\arctan\frac1x]_0^{a}", r"=\frac{\pi}{2}-\arctan\frac1a"], "unreadable"),
    ([r"\int_0^1 \frac{1}{x} dx", r"=[\ln x]_0^1", "=0"], "undecided"),  # infinite at 0
    ([r"\int_{-1}^1 \frac{1}{x^2} dx", r"=[-1/x]_{-1}^1", "=-2"], "undecided"),  # infinite between them
]  # fmt: skip


@pytest.mark.parametrize(("lines", "verdict"), VALUES_AT_ENDS)
def test_a_value_between_bounds_is_a_limit_where_there_is_none(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict


COUNTS = [
    (r"\frac1m\sum_i x_i", r"\bar x", "correct"), (r"\frac1N\sum_i (x_i-\bar x)^2", r"\frac1N\sum_i x_i^2-\bar x^2", "correct"),
    (r"\frac{m}{\sum_i x_i}", r"\frac{1}{\bar x}", "correct"),
    (r"\frac1N\sum_i (x_i-\bar x)^2", r"\frac1N\sum_i x_i^2+\bar x^2", "wrong"),
    (r"\frac{1}{n}\sum_i x_i", r"\bar x", "correct"), (r"\frac{K}{n}\sum_i x_i", r"K\bar x", "correct"),
    # the bound of a sum is a count, whatever it is multiplied with
    (r"\sum_{k=1}^n p", "np", "correct"), ("nx", r"\sum_{k=1}^n x", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), COUNTS)
def test_counts_of_sums_without_limits(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


SETS = [
    (r"y=\pm\cos x", r"y=\pm\sqrt{1-\sin^2x}", "correct"), (r"x=a\pm b", r"x=a+|b|,\ x=a-|b|", "correct"),
    ("x=a,x=-a", "x=|a|,x=-|a|", "correct"), (r"\pm x", r"\pm 2x", "wrong"), ("x=1 or x=2", "x=2 or x=1", "correct"),
    (r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}", r"x=\frac{b}{2a}\pm\sqrt{\frac{b^2}{4a^2}-\frac ca}", "wrong"),
    # the same numbers by two families
    (r"x=\frac{\pi}{6}+2k\pi \text{ or } x=\frac{5\pi}{6}+2k\pi", r"x=(-1)^k\frac\pi6+k\pi", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), SETS)
def test_values_as_sets_that_change_with_their_names(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


def test_words_that_formulas_use_are_of_any_sign_as_other_undeclared_names_are() -> None:
    for reference, submitted in (("log(ab)", "log a + log b"), ("sqrt(width*height)", "sqrt(width)*sqrt(height)"),
                                 (r"\log(\alpha_{t-1}\alpha_{t-2})", r"\log\alpha_{t-1}+\log\alpha_{t-2}")):  # fmt: skip
        assert grade(reference, submitted).verdict == "undecided"
    assert grade("nx^n", "n|x|^n").verdict == "undecided"
